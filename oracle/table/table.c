/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Tables: where they come from, and how their rows are said. */

#include <stdio.h>
#include <string.h>

#include "oracle/base/file.h"
#include "oracle/base/text.h"
#include "oracle/table/builtin.h"
#include "oracle/table/table.h"

int
table_read(struct table *t, const char *text, size_t len, const char *file,
    struct diag *why)
{
	memset(t, 0, sizeof(*t));
	return table_parse(t, text, len, file, why);
}

static const struct builtin_table *
builtin_find(const char *name)
{
	size_t i;

	for (i = 0; i < builtin_table_count; i++)
		if (strcmp(builtin_tables[i].name, name) == 0)
			return &builtin_tables[i];
	return NULL;
}

bool
table_is_builtin(const char *name)
{
	return builtin_find(name) != NULL;
}

bool
table_is_file(const char *name)
{
	return builtin_find(name) == NULL && strpbrk(name, "/.") != NULL;
}

char *
table_builtin(struct arena *a, const char *name, size_t *len)
{
	const struct builtin_table *b;
	const char *line;
	char *text;
	size_t i, n;

	b = builtin_find(name);
	if (b == NULL)
		return NULL;
	text = arena_get(a, b->count * b->width + 1);
	*len = 0;
	for (i = 0; i < b->count; i++) {
		line = b->lines + i * b->width;
		n = strlen(line);
		memcpy(text + *len, line, n);
		*len += n;
		text[(*len)++] = '\n';
	}
	return text;
}

int
table_unknown(const char *name, struct diag *why)
{
	return diag_set(why,
	    "%s: no built-in table has this name; pairoracle"
	    " lint lists them, and a file needs a slash or a dot in its name",
	    name);
}

int
table_open(struct table *t, const char *name, struct diag *why)
{
	struct arena scratch = ARENA_INIT;
	char file[64], *text;
	size_t len;
	int ret;

	memset(t, 0, sizeof(*t));
	snprintf(file, sizeof(file), "%s.table", name);
	text = table_builtin(&scratch, name, &len);
	if (text != NULL)
		ret = table_read(t, text, len, file, why);
	else if (!table_is_file(name))
		ret = table_unknown(name, why);
	else if ((text = file_read(&scratch, name, &len, why)) == NULL)
		ret = -1;
	else {
		ret = table_read(t, text, len, name, why);
		t->path = ret == 0 ? t->file : NULL;
	}
	arena_free(&scratch);
	return ret;
}

void
table_free(struct table *t)
{
	arena_free(&t->arena);
}

const char *
evidence_name(enum evidence e)
{
	static const char *const names[EVIDENCES] = {
		[EVIDENCE_RUN] = "run",
		[EVIDENCE_SOURCE] = "source",
	};

	return names[e];
}

const char *
table_known(const struct table *t)
{
	int e;

	for (e = 0; e < EVIDENCES; e++)
		if (t->evidence[e] != NULL)
			return evidence_name((enum evidence)e);
	return "";
}

char *
table_evidence(struct arena *a, const struct table *t)
{
	struct text_join text = { NULL, 0, 0 };
	int e;

	text_add(a, &text, "%s", "");
	for (e = 0; e < EVIDENCES; e++)
		if (t->evidence[e] != NULL)
			text_add(a, &text, "%s%s of %s",
			    text.used == 0 ? "" : "; ",
			    evidence_name((enum evidence)e), t->evidence[e]);
	return text.text;
}

char *
table_answer_text(int answer, char *buf, size_t size)
{
	if (answer == ANSWER_SOCKET)
		snprintf(buf, size, "socket");
	else if (answer == ANSWER_INCONCLUSIVE)
		snprintf(buf, size, "inconclusive");
	else
		answer_text(answer, buf, size);
	return buf;
}

bool
table_row_has(const struct row *r, int answer)
{
	size_t i;

	for (i = 0; i < r->answers; i++)
		if (r->answer[i] == answer)
			return true;
	return false;
}

/* " EFFECT=WORD|WORD": every value that the row allows. */
static int
effect_print(const struct row *r, enum effect e, char *buf, size_t size)
{
	char word[32];
	size_t used;
	unsigned v;

	used = (size_t)snprintf(buf, size, "%s=", effect_name(e));
	if (r->any[e])
		used += (size_t)snprintf(buf + used, size - used, "*");
	else if (r->allow[e] == 0)
		used += (size_t)snprintf(buf + used, size - used, "%s",
		    effect_text(e, outcome_effect(r->effects, e), word,
			sizeof(word)));
	for (v = 0; v < 32 && used < size; v++)
		if (r->allow[e] >> v & 1)
			used += (size_t)snprintf(buf + used, size - used,
			    "%s%s", buf[used - 1] == '=' ? "" : "|",
			    effect_text(e, v, word, sizeof(word)));
	return (int)used;
}

char *
table_outcome_text(const struct row *r, char *buf, size_t size)
{
	char word[128];
	size_t i, used;

	used = 0;
	buf[0] = '\0';
	for (i = 0; i < r->answers && used < size; i++)
		used += (size_t)snprintf(buf + used, size - used, "%s%s",
		    i ? "|" : "",
		    table_answer_text(r->answer[i], word, sizeof(word)));
	for (i = 0; i < EFFECT_COUNT && used < size; i++)
		if (r->named[i]) {
			effect_print(r, (enum effect)i, word, sizeof(word));
			used += (size_t)snprintf(buf + used, size - used,
			    "%s%s", used ? " " : "", word);
		}
	return buf;
}

char *
table_outcome(struct arena *a, const struct row *r)
{
	/* An answer has less than 32 bytes, an effect with all values 128. */
	const size_t size = 32 * (r->answers + 1) + (size_t)EFFECT_COUNT * 128;

	return table_outcome_text(r, arena_get(a, size), size);
}

size_t
table_otherwise(const struct table *t)
{
	size_t i;

	for (i = 0; i < t->rows; i++)
		if (t->row[i].kind == ROW_OTHERWISE)
			break;
	return i;
}
