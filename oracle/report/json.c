/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The report as JSON, and as an EARL report in JSON-LD. */

#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include "lib/dimension_text.h"
#include "lib/status.h"
#include "oracle/report/report.h"

#ifdef HAVE_JANSSON

#include <jansson.h>

#include "oracle/base/text.h"

/*
 * Out of memory each function gives NULL, and what it was to be part of
 * becomes NULL too, up to the whole; json_pack does so itself.
 */
static void
append(json_t **list, json_t *item)
{
	if (json_array_append_new(*list, item) == 0)
		return;
	json_decref(*list);
	*list = NULL;
}

static void
put(json_t **object, const char *key, json_t *value)
{
	if (json_object_set_new(*object, key, value) == 0)
		return;
	json_decref(*object);
	*object = NULL;
}

static json_t *
text_of(const char *text)
{
	struct arena scratch = ARENA_INIT;
	json_t *j;

	if (text == NULL)
		return json_null();
	j = json_string(text_clean(&scratch, text));
	arena_free(&scratch);
	return j;
}

static json_t *
number_of(uint64_t n)
{
	return json_integer((json_int_t)n);
}

static json_t *
expectation_of(const struct expectation *e)
{
	if (e == NULL)
		return json_null();
	return json_pack("{so so so}", "pattern", text_of(e->pattern), "reason",
	    text_of(e->reason), "reference", text_of(e->reference));
}

static json_t *
finding_of(const struct sheet *s, const struct finding *x)
{
	struct arena scratch = ARENA_INIT;
	json_t *j;

	j = json_pack("{so ss ss so so so so so so so}", "id", text_of(x->id),
	    "verdict", verdict_name(x->verdict), "kind",
	    deviation_name(x->kind), "allowed", text_of(x->allowed), "got",
	    text_of(x->got), "requests", number_of(x->requests), "witness",
	    text_of(x->witness), "line", number_of(x->line), "command",
	    text_of(sheet_again(&scratch, s, x)), "expected",
	    expectation_of(sheet_accepts(s, x)));
	arena_free(&scratch);
	return j;
}

/* Those of one clause; CLAUSE_NONE: those that no clause makes. */
static json_t *
findings_of(const struct sheet *s, size_t clause)
{
	json_t *list = json_array();
	size_t i;

	for (i = 0; i < s->judgement.findings; i++)
		if (s->judgement.finding[i].clause == clause)
			append(&list, finding_of(s, &s->judgement.finding[i]));
	return list;
}

static json_t *
tally_of(const uint64_t requests[VERDICTS])
{
	json_t *j = json_object();
	int v;

	for (v = 0; v < VERDICTS; v++)
		put(&j, verdict_name((enum verdict)v), number_of(requests[v]));
	return j;
}

static json_t *
clause_of(const struct sheet *s, size_t c)
{
	const struct clause *clause = &s->table->clause[c];
	const struct clause_tally *t = &s->judgement.clause[c];

	return json_pack("{so so so ss so so so}", "id", text_of(clause->id),
	    "citation", text_of(clause->citation), "text",
	    text_of(clause->text), "verdict", verdict_name(t->verdict),
	    "reason", text_of(t->reason), "requests", tally_of(t->requests),
	    "findings", findings_of(s, c));
}

/* The versions of a system that were run and read. */
static json_t *
evidence_of(const struct table *t)
{
	json_t *j = json_object();
	int e;

	for (e = 0; e < EVIDENCES; e++)
		if (t->evidence[e] != NULL &&
		    json_object_set_new(j, evidence_name((enum evidence)e),
			text_of(t->evidence[e])) != 0)
			break;
	return j;
}

static json_t *
sheet_of(const struct sheet *s)
{
	json_t *clauses = json_array();
	size_t c;

	for (c = 0; c < s->table->clauses; c++)
		append(&clauses, clause_of(s, c));
	return json_pack("{so so so ss so so so so}", "table",
	    text_of(s->table->name), "title", text_of(s->table->title),
	    "document", text_of(s->table->document), "order",
	    s->table->order == ORDER_ANY ? "any" : "first", "evidence",
	    evidence_of(s->table), "requests", tally_of(s->judgement.requests),
	    "clauses", clauses, "silent", findings_of(s, CLAUSE_NONE));
}

static json_t *
header_of(const struct trace *t)
{
	json_t *j = json_array();
	size_t i;

	for (i = 0; i < t->fields; i++)
		append(&j,
		    json_pack("[oo]", text_of(t->field[i].key),
			text_of(t->field[i].value)));
	return j;
}

static json_t *
untested_of(const struct trace *t)
{
	const struct trace_untested *u;
	struct arena scratch = ARENA_INIT;
	json_t *j = json_array();
	size_t i;

	for (i = 0; i < t->untesteds; i++) {
		u = &t->untested[i];
		append(&j,
		    json_pack("{ss so so}", "dimension", dimension_name(u->dim),
			"values",
			text_of(
			    text_set(&scratch, u->dim, u->set, &t->numbers)),
			"reason", text_of(u->reason)));
	}
	arena_free(&scratch);
	return j;
}

static json_t *
shown_of(const struct precedence *p, int x, int y)
{
	return json_pack("{ss ss so so sb}", "winner", flaw_name((enum flaw)x),
	    "loser", flaw_name((enum flaw)y), "requests",
	    number_of(p->wins[x][y].requests), "witness",
	    text_of(p->wins[x][y].witness), "contradicted",
	    (int)precedence_both(p, x, y));
}

static json_t *
precedence_of(const struct precedence *p)
{
	struct arena scratch = ARENA_INIT;
	json_t *faults = json_object(), *wins = json_array(), *j;
	int x, y;

	for (x = 0; x < FLAWS; x++) {
		if (p->layer[x] >= 0)
			put(&faults, flaw_name((enum flaw)x),
			    text_of(p->errnos[x]));
		for (y = 0; y < FLAWS; y++)
			if (p->wins[x][y].requests != 0)
				append(&wins, shown_of(p, x, y));
	}
	j = json_pack("{so so so so}", "order",
	    text_of(precedence_text(&scratch, p)), "contradictions",
	    number_of(p->contradictions), "faults", faults, "wins", wins);
	arena_free(&scratch);
	return j;
}

static json_t *
section_of(const struct section *section)
{
	json_t *tables = json_array();
	size_t k;

	for (k = 0; k < section->sheets; k++)
		append(&tables, sheet_of(&section->sheet[k]));
	return json_pack("{so so so so so so so}", "trace",
	    text_of(section->trace.name), "host", text_of(section->host),
	    "header", header_of(&section->trace), "requests",
	    number_of(section->trace.requests), "untested",
	    untested_of(&section->trace), "precedence",
	    precedence_of(&section->precedence), "tables", tables);
}

/* Writes the whole of a file and lets go of it; NULL: out of memory. */
static int
file_put(json_t *all, const char *name, FILE *f, struct diag *why)
{
	int ret;

	if (all == NULL)
		return diag_set(why,
		    "%s: out of memory; free some and run again", name);
	ret = json_dumpf(all, f, JSON_INDENT(1)) != 0 || putc('\n', f) == EOF;
	json_decref(all);
	return ret == 0
	    ? 0
	    : diag_set(why, "%s: cannot be written; make room and run again",
		  name);
}

int
report_json(const struct report *r, FILE *f, struct diag *why)
{
	json_t *traces = json_array(), *stale = json_array(), *all;
	size_t i;

	for (i = 0; i < r->sections; i++)
		append(&traces, section_of(&r->section[i]));
	for (i = 0; i < r->stales; i++)
		append(&stale, expectation_of(r->stale[i]));
	all = json_pack("{ss ss sb sb so so so so}", "format",
	    "pairtest-results 2", "generator", PACKAGE_STRING, "conforms",
	    report_count(r, DEVIATION_NONE, true) == 0 &&
		report_count(r, DEVIATION_NONE, false) == 0,
	    "accepted", report_status(r) == STATUS_CONFORMS, "expected",
	    number_of(report_count(r, DEVIATION_NONE, true)), "unexpected",
	    number_of(report_count(r, DEVIATION_NONE, false)), "stale", stale,
	    "traces", traces);
	return file_put(all, "results.json", f, why);
}

/* Words of EARL; a clause that is not asked of a host is inapplicable. */
static const char *const outcomes[VERDICTS] = {
	[VERDICT_PASSED] = "earl:passed",
	[VERDICT_FAILED] = "earl:failed",
	[VERDICT_INCONCLUSIVE] = "earl:cantTell",
	[VERDICT_INAPPLICABLE] = "earl:inapplicable",
	[VERDICT_UNTESTED] = "earl:untested",
};

/* What a person would ask next of a verdict. */
static const char *
info_of(struct arena *a, const struct sheet *s, size_t c)
{
	const struct clause_tally *t = &s->judgement.clause[c];
	const struct finding *x = sheet_clause_worst(s, c);

	if (t->verdict == VERDICT_UNTESTED)
		return t->reason;
	return x == NULL ? ""
			 : text_format(a, "allowed %s, got %s: %s", x->allowed,
			       x->got, sheet_again(a, s, x));
}

static json_t *
assertion_of(const struct section *section, const struct sheet *s, size_t c)
{
	const struct clause *clause = &s->table->clause[c];
	struct arena scratch = ARENA_INIT;
	json_t *j;

	j = json_pack("{ss s{ss} s{ss so} s{ss so so so} ss s{ss s{ss} so}}",
	    "@type", "earl:Assertion", "earl:assertedBy", "@id", "_:pairtest",
	    "earl:subject", "@type", "earl:TestSubject", "dct:title",
	    text_of(section->name), "earl:test", "@type", "earl:TestCase",
	    "dct:identifier",
	    text_of(text_format(&scratch, "%s:%s", s->table->name, clause->id)),
	    "dct:title", text_of(clause->text), "dct:source",
	    text_of(clause->citation), "earl:mode", "earl:automatic",
	    "earl:result", "@type", "earl:TestResult", "earl:outcome", "@id",
	    outcomes[s->judgement.clause[c].verdict], "earl:info",
	    text_of(info_of(&scratch, s, c)));
	arena_free(&scratch);
	return j;
}

static json_t *
graph_of(const struct report *r)
{
	const struct section *section;
	json_t *graph = json_array();
	size_t i, k, c;

	append(&graph,
	    json_pack("{ss ss ss}", "@id", "_:pairtest", "@type",
		"earl:Software", "dct:title", PACKAGE_STRING));
	for (i = 0; i < r->sections; i++) {
		section = &r->section[i];
		for (k = 0; k < section->sheets; k++)
			for (c = 0; c < section->sheet[k].table->clauses; c++)
				append(&graph,
				    assertion_of(section, &section->sheet[k],
					c));
	}
	return graph;
}

int
report_earl(const struct report *r, FILE *f, struct diag *why)
{
	json_t *all;

	all = json_pack("{s{ss ss s{ss} s{ss}} so}", "@context", "earl",
	    "http://www.w3.org/ns/earl#", "dct", "http://purl.org/dc/terms/",
	    "earl:mode", "@type", "@id", "earl:assertedBy", "@type", "@id",
	    "@graph", graph_of(r));
	return file_put(all, "earl.jsonld", f, why);
}

#else

int
report_json(const struct report *r, FILE *f, struct diag *why)
{
	(void)r;
	(void)f;
	diag_set(why, "results.json is left out: this build has no jansson");
	return 1;
}

int
report_earl(const struct report *r, FILE *f, struct diag *why)
{
	(void)r;
	(void)f;
	diag_set(why, "earl.jsonld is left out: this build has no jansson");
	return 1;
}

#endif
