/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Expectations that accept what a trace shows, and how they change. */

#include <fnmatch.h>
#include <string.h>

#include "oracle/base/text.h"
#include "oracle/gate/gate.h"
#include "oracle/learn/cover.h"

enum {
	CONTEXT = 3,
	LINES_MAX = 16000000, /* of one text times the other: 64 MB */
	HOST_SIZE = 200
};

struct accepting {
	struct arena *a;
	const struct trace *t;
	struct judgement *const *judgement;
	size_t judgements;
	struct expectations old;
	struct text_join to;
	char host[HOST_SIZE];
};

static void
regions_write(struct accepting *w, const struct finding *f)
{
	struct cover c;
	size_t i;

	c = cover_of(w->a, w->t, &f->region);
	for (i = 0; i < c.rows; i++)
		text_add(w->a, &w->to, "region    %s\n",
		    *c.row[i].conditions != '\0' ? c.row[i].conditions
						 : "domain=*");
}

/* "Linux 6.18.* x86_64": later fixes of one release belong to it. */
static const char *
host_pattern(struct accepting *w)
{
	const char *release = trace_header(w->t, "host release");
	const char *dot;

	dot = strchr(release, '.');
	dot = dot == NULL ? NULL : strchr(dot + 1, '.');
	return text_format(w->a, "%s %.*s%s %s",
	    trace_header(w->t, "host system"),
	    dot == NULL ? (int)strlen(release) : (int)(dot - release), release,
	    dot == NULL ? "" : ".*", trace_header(w->t, "host machine"));
}

static void
entry_write(struct accepting *w, const struct finding *f,
    const struct expectation *x)
{
	enum expect_kind kind;

	text_add(w->a, &w->to, "expect    %s\n",
	    x == NULL ? f->id : x->pattern);
	text_add(w->a, &w->to, "host      %s\n",
	    x == NULL ? host_pattern(w) : x->host);
	kind = x == NULL ? expect_kind(f) : x->kind;
	if (kind != EXPECT_FAIL)
		text_add(w->a, &w->to, "kind      %s\n",
		    expect_kind_name(kind));
	regions_write(w, f);
	text_add(w->a, &w->to, "reason    %s\n",
	    x == NULL ? "TODO" : x->reason);
	text_add(w->a, &w->to, "reference %s\n",
	    x == NULL ? "TODO" : x->reference);
	if (x != NULL && x->needs != NULL)
		text_add(w->a, &w->to, "needs     %s\n", x->needs);
}

/* The deviation from a document that the entry speaks of, or NULL. */
static const struct finding *
finding_of(const struct accepting *w, const struct expectation *x)
{
	const struct judgement *j;
	const struct finding *f;
	size_t i, k;

	for (i = 0; i < w->judgements; i++) {
		j = w->judgement[i];
		for (k = 0; j->table->order == ORDER_ANY && k < j->findings;
		     k++) {
			f = &j->finding[k];
			if (f->verdict == VERDICT_FAILED &&
			    expect_speaks(x, w->host, f))
				return f;
		}
	}
	return NULL;
}

/* Whether the entry is about a table that was judged, on this host. */
static bool
is_judged(const struct accepting *w, const struct expectation *x)
{
	size_t i, n;

	for (i = 0; i < w->judgements; i++) {
		n = strlen(w->judgement[i]->table->name);
		if (strncmp(x->pattern, w->judgement[i]->table->name, n) == 0 &&
		    x->pattern[n] == ':')
			return fnmatch(x->host, w->host, 0) == 0;
	}
	return false;
}

/* Writes an old entry as it is now; what holds keeps its lines. */
static void
entry_renew(struct accepting *w, const struct expectation *x, const char *lines,
    size_t len)
{
	const struct finding *f = finding_of(w, x);
	struct expectation *changed = &w->old.list[x - w->old.list];

	if (f == NULL && x->kind != EXPECT_FLAKY && is_judged(w, x))
		return;
	if (f == NULL || x->kind == EXPECT_FLAKY ||
	    expect_accept(&w->old, w->t, f) == x)
		text_add(w->a, &w->to, "%.*s", (int)len, lines);
	else
		entry_write(w, f, x);
	changed->used = true;
}

/* Goes through the old file; what is no entry stays where it is. */
static void
old_renew(struct accepting *w, const char *text)
{
	const struct expectation *x;
	const char *line, *start;
	unsigned long number;
	size_t next;

	next = 0;
	number = 1;
	for (line = text; *line != '\0'; number++) {
		x = next < w->old.count ? &w->old.list[next] : NULL;
		start = line;
		line += strcspn(line, "\n");
		line += *line == '\n';
		if (x == NULL || number != x->line) {
			text_add(w->a, &w->to, "%.*s", (int)(line - start),
			    start);
			continue;
		}
		for (; number < x->last && *line != '\0'; number++) {
			line += strcspn(line, "\n");
			line += *line == '\n';
		}
		entry_renew(w, x, start, (size_t)(line - start));
		next++;
	}
}

static void
new_write(struct accepting *w)
{
	const struct judgement *j;
	const struct finding *f;
	bool old;
	size_t i, k, n;

	for (i = 0; i < w->judgements; i++) {
		j = w->judgement[i];
		for (k = 0; j->table->order == ORDER_ANY && k < j->findings;
		     k++) {
			f = &j->finding[k];
			old = f->verdict != VERDICT_FAILED;
			for (n = 0; n < w->old.count && !old; n++)
				old = expect_speaks(&w->old.list[n], w->host,
				    f);
			if (old)
				continue;
			text_add(w->a, &w->to, "\n");
			entry_write(w, f, NULL);
		}
	}
}

static void
head_write(struct accepting *w)
{
	size_t i;

	text_add(w->a, &w->to,
	    "# Deviations that were accepted: complete each reason and"
	    " reference.\n");
	for (i = 0; i < w->t->fields; i++)
		if (strncmp(w->t->field[i].key, "plan ", 5) == 0)
			text_add(w->a, &w->to, "\nplan      %s %s\n",
			    w->t->field[i].key + 5, w->t->field[i].value);
}

char *
gate_accept(struct arena *a, struct judgement *const *j, size_t count,
    const struct trace *t, const char *text, const char *file, struct diag *why)
{
	struct accepting w = { .a = a, .t = t, .judgement = j };
	int ret;

	w.judgements = count;
	expect_host(t, w.host, sizeof(w.host));
	ret = 0;
	if (text == NULL)
		head_write(&w);
	else if ((ret = expect_read(&w.old, file, why)) == 0)
		old_renew(&w, text);
	if (ret == 0)
		new_write(&w);
	expect_free(&w.old);
	return ret == 0 ? w.to.text : NULL;
}

/* The lines of a text; each ends where the next one starts. */
static const char **
lines_of(struct arena *a, const char *text, size_t *count)
{
	const char **line;
	size_t n;

	line = arena_get(a, (strlen(text) + 2) * sizeof(*line));
	for (n = 0; *text != '\0'; n++) {
		line[n] = text;
		text += strcspn(text, "\n");
		text += *text == '\n';
	}
	line[n] = text;
	*count = n;
	return line;
}

static bool
line_equal(const char *const *x, const char *const *y)
{
	return x[1] - x[0] == y[1] - y[0] &&
	    memcmp(x[0], y[0], (size_t)(x[1] - x[0])) == 0;
}

static void
line_print(char sign, const char *const *line, FILE *f)
{
	fprintf(f, "%c%.*s", sign, (int)(line[1] - line[0]), line[0]);
	if (line[1] == line[0] || line[1][-1] != '\n')
		fputs("\n\\ No newline at end of file\n", f);
}

/* Lines that are left of both texts, and how many of them are common. */
struct lines {
	const char **x, **y;
	size_t n, m;
	unsigned *common; /* of what is left from x[i] and y[k] on */
};

static unsigned *
common_at(const struct lines *l, size_t i, size_t k)
{
	return &l->common[i * (l->m + 1) + k];
}

/* Finds the longest common subsequence, from the end on. */
static void
common_find(struct arena *a, struct lines *l)
{
	unsigned right, down;
	size_t i, k;

	l->common = arena_get(a, (l->n + 1) * (l->m + 1) * sizeof(*l->common));
	for (i = l->n; i > 0; i--)
		for (k = l->m; k > 0; k--) {
			right = *common_at(l, i - 1, k);
			down = *common_at(l, i, k - 1);
			*common_at(l, i - 1, k - 1) = line_equal(&l->x[i - 1],
							  &l->y[k - 1])
			    ? *common_at(l, i, k) + 1
			    : right > down ? right
					   : down;
		}
}

/* Prints what is taken out before what is put in its place. */
static void
changes_print(const struct lines *l, FILE *f)
{
	size_t i, k;

	for (i = k = 0; i < l->n || k < l->m;) {
		if (i < l->n && k < l->m && line_equal(&l->x[i], &l->y[k])) {
			line_print(' ', &l->x[i++], f);
			k++;
		} else if (i < l->n &&
		    (k == l->m ||
			*common_at(l, i + 1, k) >= *common_at(l, i, k + 1)))
			line_print('-', &l->x[i++], f);
		else
			line_print('+', &l->y[k++], f);
	}
}

/* One hunk from the first line that differs to the last. */
void
gate_diff(const char *text, const char *fresh, const char *file, FILE *f)
{
	struct arena a = ARENA_INIT;
	struct lines l;
	const char **x, **y;
	size_t n, m, head, tail, before, behind;

	x = lines_of(&a, text, &n);
	y = lines_of(&a, fresh, &m);
	for (head = 0; head < n && head < m; head++)
		if (!line_equal(&x[head], &y[head]))
			break;
	for (tail = 0; tail < n - head && tail < m - head; tail++)
		if (!line_equal(&x[n - 1 - tail], &y[m - 1 - tail]))
			break;
	if ((n - head) * (m - head) > LINES_MAX)
		fprintf(f, "%s: more changes than can be shown\n", file);
	else if (head != n || head != m) {
		before = head < CONTEXT ? head : CONTEXT;
		behind = tail < CONTEXT ? tail : CONTEXT;
		l.x = x + head - before;
		l.y = y + head - before;
		l.n = n - head - tail + before + behind;
		l.m = m - head - tail + before + behind;
		fprintf(f, "--- %s\n+++ %s\n@@ -%zu,%zu +%zu,%zu @@\n", file,
		    file, l.n == 0 ? 0 : head - before + 1, l.n,
		    l.m == 0 ? 0 : head - before + 1, l.m);
		common_find(&a, &l);
		changes_print(&l, f);
	}
	arena_free(&a);
}
