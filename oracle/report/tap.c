/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * The report as TAP 14 and as the TAP of Linux, KTAP.  A clause is a test
 * point; an expected deviation is a failure yet to be mended (in KTAP: ok,
 * as an XFAIL), and what could not be judged is a SKIP.
 */

#include <string.h>

#include "oracle/base/text.h"
#include "oracle/report/report.h"

/* Writes text on one line; each of special gets a backslash. */
static void
put_line(FILE *f, const char *text, const char *special)
{
	struct arena scratch = ARENA_INIT;
	const char *p;

	for (p = text_clean(&scratch, text); *p != '\0'; p++) {
		if (strchr(special, *p) != NULL)
			fputc('\\', f);
		fputc(*p == '\n' || *p == '\t' ? ' ' : *p, f);
	}
	arena_free(&scratch);
}

/* One KEY: "VALUE" of a block of YAML. */
static void
put_pair(FILE *f, const char *key, const char *value)
{
	fprintf(f, "%s: \"", key);
	put_line(f, value, "\\\"");
	fputs("\"\n", f);
}

static void
put_finding(const struct sheet *s, const struct finding *x, FILE *f)
{
	const struct expectation *e = sheet_accepts(s, x);
	struct arena scratch = ARENA_INIT;

	put_pair(f, "    - id", x->id);
	put_pair(f, "      kind", deviation_name(x->kind));
	put_pair(f, "      allowed", x->allowed);
	put_pair(f, "      got", x->got);
	fprintf(f, "      requests: %ju\n", (uintmax_t)x->requests);
	put_pair(f, "      command", sheet_again(&scratch, s, x));
	if (e != NULL) {
		put_pair(f, "      reason", e->reason);
		put_pair(f, "      reference", e->reference);
	}
	arena_free(&scratch);
}

static void
put_findings(const struct sheet *s, size_t c, FILE *f)
{
	const struct finding *x;
	size_t i;

	fputs("  ---\n", f);
	put_pair(f, "  text", s->table->clause[c].text);
	put_pair(f, "  citation", s->table->clause[c].citation);
	fputs("  deviations:\n", f);
	for (i = 0; i < s->judgement.findings; i++) {
		x = &s->judgement.finding[i];
		if (x->clause == c && x->verdict == VERDICT_FAILED)
			put_finding(s, x, f);
	}
	fputs("  ...\n", f);
}

/* Behind the description: why this point is neither good nor bad. */
static void
put_directive(const struct sheet *s, size_t c, FILE *f)
{
	const struct clause_tally *t = &s->judgement.clause[c];

	if (t->verdict == VERDICT_UNTESTED) {
		fputs(" # SKIP untested: ", f);
		put_line(f, t->reason, "\\#");
	} else if (t->verdict == VERDICT_INCONCLUSIVE)
		fputs(" # SKIP inconclusive", f);
	else if (sheet_clause_is_expected(s, c)) {
		fputs(" # TO"
		      "DO ",
		    f);
		put_line(f, sheet_accepts(s, sheet_clause_worst(s, c))->reason,
		    "\\#");
	}
}

static void
put_point(const struct section *section, const struct sheet *s, size_t c,
    size_t number, FILE *f)
{
	struct arena scratch = ARENA_INIT;
	bool failed;

	failed = s->judgement.clause[c].verdict == VERDICT_FAILED;
	fprintf(f, "%sok %zu - ", failed ? "not " : "", number);
	put_line(f, section_clause_name(&scratch, section, s, c), "\\#");
	put_directive(s, c, f);
	fputc('\n', f);
	if (failed)
		put_findings(s, c, f);
	arena_free(&scratch);
}

static size_t
count_clauses(const struct report *r)
{
	size_t i, k, n;

	n = 0;
	for (i = 0; i < r->sections; i++)
		for (k = 0; k < r->section[i].sheets; k++)
			n += r->section[i].sheet[k].table->clauses;
	return n;
}

int
report_tap(const struct report *r, FILE *f, struct diag *why)
{
	const struct section *section;
	const struct sheet *s;
	size_t i, k, c, n;

	(void)why;
	fprintf(f, "TAP version 14\n1..%zu\n", count_clauses(r));
	n = 0;
	for (i = 0; i < r->sections; i++) {
		section = &r->section[i];
		fputs("# ", f);
		put_line(f, section->host, "");
		fprintf(f, ": %ju requests\n",
		    (uintmax_t)section->trace.requests);
		for (k = 0; k < section->sheets; k++) {
			s = &section->sheet[k];
			for (c = 0; c < s->table->clauses; c++)
				put_point(section, s, c, ++n, f);
		}
	}
	return 0;
}

/*
 * A name of KTAP ends at a number sign, and is not quoted.  Each level of
 * subtests is two columns in.
 */
static void
put_result(FILE *f, int depth, bool ok, size_t number, const char *name)
{
	struct arena scratch = ARENA_INIT;
	char *p;

	fprintf(f, "%*s%sok %zu ", 2 * depth, "", ok ? "" : "not ", number);
	for (p = text_clean(&scratch, name); *p != '\0'; p++)
		fputc(*p == '#' || *p == '\n' ? ' ' : *p, f);
	arena_free(&scratch);
}

static void
put_subtest(FILE *f, int depth, const char *name, size_t count)
{
	fprintf(f, "%*sKTAP version 1\n", 2 * depth, "");
	fprintf(f, "%*s# Subtest: ", 2 * depth, "");
	put_line(f, name, "");
	fprintf(f, "\n%*s1..%zu\n", 2 * depth, "", count);
}

static bool
clause_is_red(const struct sheet *s, size_t c)
{
	return s->judgement.clause[c].verdict == VERDICT_FAILED &&
	    !sheet_clause_is_expected(s, c);
}

static void
put_clause(const struct sheet *s, size_t c, FILE *f)
{
	const struct clause_tally *t = &s->judgement.clause[c];
	const struct finding *x;
	size_t i;

	for (i = 0; clause_is_red(s, c) && i < s->judgement.findings; i++) {
		x = &s->judgement.finding[i];
		if (x->clause != c || x->verdict != VERDICT_FAILED)
			continue;
		fputs("    # ", f);
		put_line(f, x->id, "");
		fputs(": allowed ", f);
		put_line(f, x->allowed, "");
		fputs(", got ", f);
		put_line(f, x->got, "");
		fputc('\n', f);
	}
	put_result(f, 2, !clause_is_red(s, c), c + 1, s->table->clause[c].id);
	if (t->verdict == VERDICT_FAILED && !clause_is_red(s, c)) {
		fputs(" # XFAIL ", f);
		put_line(f, sheet_accepts(s, sheet_clause_worst(s, c))->reason,
		    "");
	} else if (t->verdict == VERDICT_UNTESTED) {
		fputs(" # SKIP untested: ", f);
		put_line(f, t->reason, "");
	} else if (t->verdict != VERDICT_PASSED && !clause_is_red(s, c))
		fprintf(f, " # SKIP %s", verdict_name(t->verdict));
	fputc('\n', f);
}

/* Returns whether no clause is red. */
static bool
put_sheet(const struct sheet *s, size_t number, FILE *f)
{
	size_t c;
	bool ok;

	ok = true;
	put_subtest(f, 2, s->table->name, s->table->clauses);
	for (c = 0; c < s->table->clauses; c++) {
		put_clause(s, c, f);
		ok = ok && !clause_is_red(s, c);
	}
	put_result(f, 1, ok, number, s->table->name);
	fputc('\n', f);
	return ok;
}

int
report_ktap(const struct report *r, FILE *f, struct diag *why)
{
	const struct section *section;
	size_t i, k;
	bool ok;

	(void)why;
	fprintf(f, "KTAP version 1\n1..%zu\n", r->sections);
	for (i = 0; i < r->sections; i++) {
		section = &r->section[i];
		put_subtest(f, 1, section->name, section->sheets);
		ok = true;
		for (k = 0; k < section->sheets; k++)
			ok = put_sheet(&section->sheet[k], k + 1, f) && ok;
		put_result(f, 0, ok, i + 1, section->name);
		fputc('\n', f);
	}
	return 0;
}
