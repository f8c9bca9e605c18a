/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * The first page of a report on several hosts: clauses of documents, and the
 * causes of deviations, by hosts.  Hosts that agree in all of them share a
 * column, and near ones stand side by side.
 */

#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include <string.h>

#include "oracle/base/text.h"
#include "oracle/report/page.h"

/* What a cell may hold; NOTHING: the clause is not asked of the host. */
enum state {
	NOTHING,
	PASSED,
	FAILED,
	EXPECTED,
	INCONCLUSIVE,
	UNTESTED,
	STATES
};

static const struct {
	const char *sign, *style, *word;
} states[STATES] = {
	[NOTHING] = { "", "dim", "not asked" },
	[PASSED] = { "\302\267", "good", "passed" },
	[FAILED] = { "\342\234\227", "bad", "failed" },
	[EXPECTED] = { "\342\234\223", "open", "expected failure" },
	[INCONCLUSIVE] = { "?", "open", "inconclusive" },
	[UNTESTED] = { "\342\200\223", "dim", "untested" },
};

/* One clause or cause: what it says, and its state on each host. */
struct matrix_row {
	const char *name;  /* "berkeley:ERRORS.EFAULT", or a cause */
	const char *title; /* the clause's text */
	bool cause;
	bool red; /* some host fails unexpectedly */
	size_t clause;
	/* One a section: */
	unsigned char *state;
	const struct sheet **sheet; /* that has the clause */
	const char **got;	    /* by the worst deviation, or "" */
};

/* Which lines a table has. */
enum lines { DIFFERING, AGREEING, CAUSES_RED, CAUSES_KNOWN };

struct matrix {
	struct arena arena;
	const struct report *report;
	struct matrix_row *line;
	size_t lines, room;
	size_t *column; /* the first section of each, in their order */
	size_t columns;
};

static struct matrix_row *
line_of(struct matrix *m, const char *name, const char *title, bool cause)
{
	struct matrix_row *one;
	size_t i;

	for (i = 0; i < m->lines; i++)
		if (m->line[i].cause == cause &&
		    strcmp(m->line[i].name, name) == 0)
			return &m->line[i];
	m->line = arena_grow(&m->arena, m->line, m->lines, m->lines + 1,
	    sizeof(*m->line), &m->room);
	one = &m->line[m->lines++];
	one->name = name;
	one->title = title;
	one->cause = cause;
	one->state = arena_get(&m->arena, m->report->sections);
	one->sheet = arena_get(&m->arena,
	    m->report->sections * sizeof(const struct sheet *));
	one->got = arena_get(&m->arena,
	    m->report->sections * sizeof(const char *));
	for (i = 0; i < m->report->sections; i++)
		one->got[i] = "";
	memset(one->state, cause ? PASSED : NOTHING, m->report->sections);
	return one;
}

static enum state
state_of(const struct sheet *s, size_t clause)
{
	switch (s->judgement.clause[clause].verdict) {
	case VERDICT_PASSED:
		return PASSED;
	case VERDICT_FAILED:
		return sheet_clause_is_expected(s, clause) ? EXPECTED : FAILED;
	case VERDICT_INCONCLUSIVE:
		return INCONCLUSIVE;
	case VERDICT_INAPPLICABLE:
	case VERDICT_UNTESTED:
	case VERDICTS:
		break;
	}
	return UNTESTED;
}

static void
sheet_gather(struct matrix *m, size_t section, const struct sheet *s)
{
	const struct table *t = s->table;
	struct matrix_row *line;
	size_t c;

	if (t->order != ORDER_ANY)
		return;
	for (c = 0; c < t->clauses; c++) {
		line = line_of(m,
		    text_format(&m->arena, "%s:%s", t->name, t->clause[c].id),
		    t->clause[c].text, false);
		line->state[section] = (unsigned char)state_of(s, c);
		line->red = line->red || line->state[section] == FAILED;
		line->clause = c;
		line->sheet[section] = s;
		if (sheet_clause_worst(s, c) != NULL)
			line->got[section] = sheet_clause_worst(s, c)->got;
	}
}

static void
section_gather(struct matrix *m, size_t section)
{
	const struct section *s = &m->report->section[section];
	const struct cause *c;
	struct matrix_row *line;
	size_t i;

	for (i = 0; i < s->sheets; i++)
		sheet_gather(m, section, &s->sheet[i]);
	for (i = 0; i < s->causes.count; i++) {
		c = &s->causes.list[i];
		line = line_of(m,
		    text_format(&m->arena, "%s: %s instead of %s",
			cause_region(c), c->got, c->instead),
		    "", true);
		line->state[section] = (unsigned char)(cause_is_expected(s, c)
			? EXPECTED
			: FAILED);
		line->red = line->red || line->state[section] == FAILED;
	}
}

/* In how many lines two hosts differ. */
static size_t
apart(const struct matrix *m, size_t x, size_t y)
{
	size_t i, n;

	n = 0;
	for (i = 0; i < m->lines; i++)
		n += m->line[i].state[x] != m->line[i].state[y] ||
		    strcmp(m->line[i].got[x], m->line[i].got[y]) != 0;
	return n;
}

/* The host that is nearest to last among those without a column. */
static size_t
nearest_to(const struct matrix *m, size_t last, const bool *placed)
{
	size_t i, best;

	best = m->report->sections;
	for (i = 0; i < m->report->sections; i++)
		if (!placed[i] &&
		    (best == m->report->sections ||
			apart(m, last, i) < apart(m, last, best)))
			best = i;
	return best;
}

/* Each host stands beside the one that it differs from least. */
static void
columns_order(struct matrix *m)
{
	const size_t sections = m->report->sections;
	bool *placed = arena_get(&m->arena, sections * sizeof(*placed));
	size_t next, i;

	m->column = arena_get(&m->arena, sections * sizeof(*m->column));
	memset(placed, 0, sections * sizeof(*placed));
	for (next = 0; next < sections;) {
		placed[next] = true;
		m->column[m->columns++] = next;
		for (i = 0; i < sections; i++)
			placed[i] = placed[i] || apart(m, next, i) == 0;
		next = nearest_to(m, next, placed);
	}
}

/* How many hosts have the state on a line. */
static size_t
count_state(const struct matrix *m, const struct matrix_row *line, int state)
{
	size_t i, n;

	n = 0;
	for (i = 0; i < m->report->sections; i++)
		n += line->state[i] == state;
	return n;
}

static bool
line_is(const struct matrix *m, const struct matrix_row *line, enum lines which)
{
	bool agree;

	if (line->cause)
		return which == (line->red ? CAUSES_RED : CAUSES_KNOWN);
	agree = count_state(m, line, line->state[0]) == m->report->sections;
	return which == (agree ? AGREEING : DIFFERING);
}

/* "all", "all but Linux 6.1 x86_64", "only ...", "12 of 20": who passes. */
static void
put_agreement(const struct matrix *m, const struct matrix_row *line, FILE *f)
{
	const size_t all = m->report->sections;
	const size_t passed = count_state(m, line, PASSED);
	size_t i;

	if (passed == all - 1 || passed == 1) {
		for (i = 0; i < all; i++)
			if ((line->state[i] == PASSED) == (passed == 1))
				break;
		html_put(f, "<td>%s %s</td>",
		    passed == 1 && all != 2 ? "only" : "all but",
		    m->report->section[passed == 1 && all == 2 ? 1 - i : i]
			.name);
	} else if (passed == all)
		fputs("<td>all</td>", f);
	else
		html_put(f, "<td>%zu of %zu</td>", passed, all);
}

/* The name of a host in anchors: that of its page. */
static char *
anchor_of(struct arena *a, const struct section *s)
{
	const char *name = strrchr(s->page, '/') + 1;

	return arena_text(a, name, strlen(name) - strlen(".html"));
}

/*
 * A cell that deviates opens, without a script, to what a person asks next:
 * clause, citation, what was allowed, what was got, and the command.
 */
static void
put_opening(const struct matrix *m, const struct matrix_row *line,
    size_t section, FILE *f)
{
	const int state = line->state[section];
	const struct section *s = &m->report->section[section];
	const struct sheet *sheet = line->sheet[section];
	const struct clause *c = &sheet->table->clause[line->clause];
	const struct finding *x = sheet_clause_worst(sheet, line->clause);
	struct arena scratch = ARENA_INIT;
	char count[TEXT_COUNT_SIZE];
	const char *anchor = anchor_of(&scratch, s);

	html_put(f,
	    "<td class=\"%s\"><button popovertarget=\"%s:%s\" title=\"%s\">"
	    "%s</button>",
	    states[state].style, anchor, line->name, states[state].word,
	    states[state].sign);
	html_put(f,
	    "<div popover id=\"%s:%s\"><h3>%s</h3><p><code>%s</code> (%s): %s"
	    "</p>",
	    anchor, line->name, s->name, line->name, c->citation, c->text);
	html_put(f,
	    "<p><b>%s</b>: allowed <code>%s</code>, got <code>%s</code>,"
	    " %s request%s</p><pre class=\"command\">%s</pre>",
	    states[state].word, x->allowed, x->got,
	    text_count(x->requests, count), x->requests == 1 ? "" : "s",
	    sheet_again(&scratch, sheet, x));
	html_put(f, "<p><a href=\"%s#d:%s\">All of it</a></p></div></td>",
	    s->page, line->name);
	arena_free(&scratch);
}

/* A cell leads to the clause on the host's page. */
static void
put_cell(const struct matrix *m, const struct matrix_row *line, size_t section,
    FILE *f)
{
	const int state = line->state[section];
	const struct section *s = &m->report->section[section];

	if (state == NOTHING || (line->cause && state == PASSED)) {
		fputs("<td></td>", f);
		return;
	}
	if (!line->cause && (state == FAILED || state == EXPECTED)) {
		put_opening(m, line, section, f);
		return;
	}
	html_put(f, "<td class=\"%s\"><a href=\"%s#%s\" title=\"%s\">",
	    states[state].style, s->page, line->cause ? "causes" : line->name,
	    states[state].word);
	html_put(f, "%s</a></td>", states[state].sign);
}

/* The names of the hosts of a column. */
static void
put_column(const struct matrix *m, size_t column, FILE *f)
{
	const struct section *s;
	size_t i;

	fputs("<th scope=\"col\"><div>", f);
	for (i = 0; i < m->report->sections; i++) {
		s = &m->report->section[i];
		if (apart(m, m->column[column], i) == 0)
			html_put(f, "<a href=\"%s\">%s</a><br>", s->page,
			    s->name);
	}
	fputs("</div></th>", f);
}

static void
put_line(const struct matrix *m, const struct matrix_row *line, FILE *f)
{
	struct arena scratch = ARENA_INIT;
	const char *p;
	size_t k, n;

	/* An anchor has no spaces. */
	fputs(line->cause ? "<tr id=\"cause:" : "<tr id=\"", f);
	for (p = line->name; *p != '\0'; p += n + strspn(p + n, " ")) {
		n = strcspn(p, " ");
		html_put(f, "%s%s", p == line->name ? "" : "_",
		    text_format(&scratch, "%.*s", (int)n, p));
	}
	html_put(f, "\"><th scope=\"row\" title=\"%s\">", line->title);
	html_put(f, "<code>%s</code></th>", line->name);
	if (!line->cause)
		put_agreement(m, line, f);
	else
		html_put(f, "<td>%zu of %zu</td>",
		    m->report->sections - count_state(m, line, PASSED),
		    m->report->sections);
	for (k = 0; k < m->columns; k++)
		put_cell(m, line, m->column[k], f);
	fputs("</tr>\n", f);
	arena_free(&scratch);
}

static void
put_table(const struct matrix *m, const char *id, const char *caption,
    enum lines which, FILE *f)
{
	const bool cause = which == CAUSES_RED || which == CAUSES_KNOWN;
	size_t i, k;

	html_put(f,
	    "<div class=\"wide\" role=\"region\" tabindex=\"0\""
	    " aria-label=\"%s\"><table class=\"matrix\" id=\"%s\">\n"
	    "<caption>%s</caption>\n<thead><tr><th scope=\"col\">%s</th>"
	    "<th scope=\"col\">%s</th>",
	    caption, id, caption, cause ? "cause" : "clause",
	    cause ? "shown by" : "passed by");
	for (k = 0; k < m->columns; k++)
		put_column(m, k, f);
	fputs("</tr></thead>\n<tbody>\n", f);
	for (i = 0; i < m->lines; i++)
		if (line_is(m, &m->line[i], which))
			put_line(m, &m->line[i], f);
	fputs("</tbody></table></div>\n", f);
}

static size_t
count_lines(const struct matrix *m, enum lines which)
{
	size_t i, n;

	n = 0;
	for (i = 0; i < m->lines; i++)
		n += line_is(m, &m->line[i], which);
	return n;
}

/* Each host, what it was judged by, and the verdicts. */
static void
put_hosts(const struct matrix *m, FILE *f)
{
	char count[TEXT_COUNT_SIZE];
	const struct section *s;
	size_t i;

	fputs("<div class=\"wide\" role=\"region\" tabindex=\"0\""
	      " aria-label=\"Hosts\"><table>\n<caption>Hosts</caption>\n"
	      "<thead><tr><th scope=\"col\">host</th><th scope=\"col\">judged"
	      " by</th><th scope=\"col\">requests</th><th scope=\"col\">"
	      "unexpected</th><th scope=\"col\">expected</th></tr></thead>\n",
	    f);
	for (i = 0; i < m->report->sections; i++) {
		s = &m->report->section[i];
		html_put(f,
		    "<tr><th scope=\"row\"><a href=\"%s\">%s</a></th>"
		    "<td>%s</td><td>%s</td><td>%zu</td><td>%zu</td></tr>\n",
		    s->page, s->name,
		    s->system == NULL ? "documents" : s->system,
		    text_count(s->trace.requests, count),
		    section_count(s, DEVIATION_NONE, false),
		    section_count(s, DEVIATION_NONE, true));
	}
	fputs("</table></div>\n", f);
}

static void
put_key(FILE *f)
{
	int i;

	fputs("<p class=\"small dim\">", f);
	for (i = NOTHING + 1; i < STATES; i++)
		html_put(f, "%s %s%s", states[i].sign, states[i].word,
		    i + 1 < STATES ? "; " : ".");
	fputs("</p>\n", f);
}

void
part_matrix(const struct report *r, FILE *f)
{
	struct matrix m = { .report = r };
	size_t i;

	for (i = 0; i < r->sections; i++)
		section_gather(&m, i);
	columns_order(&m);
	put_hosts(&m, f);
	html_put(f,
	    "<h2 id=\"matrix\">Clauses on which hosts differ</h2>\n"
	    "<p>%zu hosts in %zu column%s; hosts that agree everywhere share"
	    " one.</p>\n",
	    r->sections, m.columns, m.columns == 1 ? "" : "s");
	put_key(f);
	put_table(&m, "differing", "Clauses by host", DIFFERING, f);
	html_put(f,
	    "<details><summary>%zu clauses on which all hosts agree"
	    "</summary>\n",
	    count_lines(&m, AGREEING));
	put_table(&m, "agreeing", "Clauses on which all agree", AGREEING, f);
	fputs("</details>\n", f);
	fputs("<h2 id=\"causes\">Causes of deviations</h2>\n", f);
	if (count_lines(&m, CAUSES_RED) != 0)
		put_table(&m, "unexpected", "Causes by host", CAUSES_RED, f);
	html_put(f,
	    "<details><summary>%zu causes that are expected wherever they"
	    " show</summary>\n",
	    count_lines(&m, CAUSES_KNOWN));
	put_table(&m, "expected", "Expected causes by host", CAUSES_KNOWN, f);
	fputs("</details>\n", f);
	arena_free(&m.arena);
}
