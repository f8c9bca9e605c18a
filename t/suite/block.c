/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Blocks: the lines of a file of cases. */

#include <stdbool.h>
#include <string.h>

#include "oracle/base/file.h"
#include "t/suite/block.h"

static const struct {
	const char *name;
	bool repeats; /* what it says again is added */
	bool required;
} words[WORDS] = {
	{ "for", true, false },
	{ "case", false, true },
	{ "clause", true, true },
	{ "request", false, true },
	{ "effect", true, false },
	{ "descr", false, true },
};

struct parser {
	struct arena *arena;
	const char *file;
	unsigned long number; /* of the line */
	struct block block;   /* the open one; line 0: none */
	int (*take)(void *, struct block *, struct diag *);
	void *arg;
	struct diag *why;
};

static int
block_end(struct parser *p)
{
	int w;

	if (p->block.line == 0)
		return 0;
	for (w = 0; w < WORDS; w++)
		if (words[w].required && p->block.text[w] == NULL)
			return diag_at(p->why, p->file, p->block.line, 0,
			    "the block has no %s line; write one",
			    words[w].name);
	return p->take(p->arg, &p->block, p->why);
}

/* A block starts with its first for line, or with case where it has none. */
static int
block_turn(struct parser *p, enum word w)
{
	if (p->block.line != 0 &&
	    (p->block.text[WORD_CASE] == NULL ||
		(w != WORD_FOR && w != WORD_CASE)))
		return 0;
	if (block_end(p) != 0)
		return -1;
	memset(&p->block, 0, sizeof(p->block));
	p->block.line = p->number;
	return 0;
}

static int
variable_take(struct parser *p, const char *text)
{
	struct diag why;

	if (variables_add(p->arena, &p->block.variables, text, &why) == 0)
		return 0;
	return diag_at(p->why, p->file, p->number, 0, "%s", why.text);
}

/* Keeps what stands behind the word, joined to what was there before. */
static int
text_take(struct parser *p, enum word w, const char *text)
{
	const char **to = &p->block.text[w];
	char *joined;

	if (p->block.text[WORD_CASE] == NULL && w != WORD_CASE)
		return diag_at(p->why, p->file, p->number, 0,
		    "this stands"
		    " before the case line of its block; move it below");
	if (*to == NULL) {
		*to = text;
		return 0;
	}
	if (!words[w].repeats)
		return diag_at(p->why, p->file, p->number, 0,
		    "the block has"
		    " a %s line already; take one of them out",
		    words[w].name);
	joined = arena_get(p->arena, strlen(*to) + strlen(text) + 2);
	*to = strcat(strcat(strcpy(joined, *to), " "), text);
	return 0;
}

static int
word_take(struct parser *p, enum word w, const char *text)
{
	if (*text == '\0')
		return diag_at(p->why, p->file, p->number, 0,
		    "nothing stands"
		    " behind %s; see pairtest-cases(5) for what belongs"
		    " there",
		    words[w].name);
	if (block_turn(p, w) != 0)
		return -1;
	return w == WORD_FOR ? variable_take(p, text) : text_take(p, w, text);
}

static int
line_take(struct parser *p, char *line)
{
	size_t n;
	int w;

	n = strlen(line);
	while (n > 0 && strchr(" \t\r", line[n - 1]) != NULL)
		line[--n] = '\0';
	line += strspn(line, " \t");
	if (*line == '\0' || *line == '#')
		return 0;
	n = strcspn(line, " \t");
	for (w = 0; w < WORDS; w++)
		if (strlen(words[w].name) == n &&
		    memcmp(words[w].name, line, n) == 0)
			return word_take(p, (enum word)w,
			    line + n + strspn(line + n, " \t"));
	return diag_at(p->why, p->file, p->number, 0,
	    "no line of a case"
	    " starts with '%.*s'; want for, case, clause, request, effect or"
	    " descr",
	    (int)n, line);
}

int
blocks_read(struct arena *a, const char *path,
    int (*take)(void *, struct block *, struct diag *), void *arg,
    struct diag *why)
{
	struct parser p = { 0 };
	char *text, *line;

	p.arena = a;
	p.file = path;
	p.take = take;
	p.arg = arg;
	p.why = why;
	text = file_text(a, path, why);
	if (text == NULL)
		return -1;
	while ((line = file_line(&text)) != NULL) {
		p.number++;
		if (line_take(&p, line) != 0)
			return -1;
	}
	return block_end(&p);
}
