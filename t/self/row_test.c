/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * The rows of the built-in tables against the cells of matrix.tsv.  Each cell
 * is what its table says, and deleting any row changes at least one cell.
 */

#include <atf-c.h>
#include <stdio.h>
#include <string.h>

#include "oracle/decide/lint.h"
#include "oracle/table/builtin.h"
#include "t/self/cells.h"

/* A copy of t without row i, in a. */
static struct table
without(struct arena *a, const struct table *t, size_t i)
{
	struct table less = *t;

	less.row = arena_get(a, t->rows * sizeof(*t->row));
	memcpy(less.row, t->row, i * sizeof(*t->row));
	memcpy(less.row + i, t->row + i + 1,
	    (t->rows - i - 1) * sizeof(*t->row));
	less.rows--;
	return less;
}

/* Counts the rows of t whose deletion leaves every cell as it was. */
static size_t
unnoticed(struct matrix *m, const struct table *t)
{
	struct arena a = ARENA_INIT;
	struct table less;
	size_t i, rows = 0;

	for (i = 0; i < t->rows; i++) {
		less = without(&a, t, i);
		if (matrix_noticed(m, &less))
			continue;
		rows++;
		printf("%s:%lu: no cell of t/self/matrix.tsv needs this row of"
		       " %s\n",
		    t->file, t->row[i].line, t->clause[t->row[i].clause].id);
	}
	arena_free(&a);
	return rows;
}

/* Does each to every built-in table; returns the sum of what it counts. */
static size_t
each_table(struct matrix *m,
    size_t (*each)(struct matrix *, const struct table *))
{
	struct table t;
	struct diag why;
	size_t i, sum = 0;

	for (i = 0; i < builtin_table_count; i++) {
		ATF_REQUIRE_MSG(table_open(&t, builtin_tables[i].name, &why) ==
			0,
		    "%s", why.text);
		sum += each(m, &t);
		table_free(&t);
	}
	return sum;
}

static void
matrix_open(const atf_tc_t *tc, struct matrix *m)
{
	char path[1000];

	snprintf(path, sizeof(path), "%s/matrix.tsv",
	    atf_tc_get_config_var(tc, "srcdir"));
	matrix_read(m, path);
}

ATF_TC_WITHOUT_HEAD(cells);
ATF_TC_BODY(cells, tc)
{
	struct matrix m;

	size_t i;

	matrix_open(tc, &m);
	for (i = 0; i < m.count; i++)
		ATF_CHECK_MSG(table_is_builtin(m.cell[i].table),
		    "line %lu: no built-in table is called %s",
		    m.cell[i].number, m.cell[i].table);
	ATF_CHECK_EQ(0, each_table(&m, matrix_missed));
	matrix_free(&m);
}

ATF_TC_WITHOUT_HEAD(rows);
ATF_TC_BODY(rows, tc)
{
	struct matrix m;

	matrix_open(tc, &m);
	ATF_CHECK_EQ(0, each_table(&m, unnoticed));
	matrix_free(&m);
}

/* A system that does not say how it is known is a fault, once built in. */
ATF_TC_WITHOUT_HEAD(evidence);
ATF_TC_BODY(evidence, tc)
{
	static const char with[] = "table x\norder first\nevidence run 1\n"
				   "clause c 1\ntext t\nwhen => ok\n";
	struct table t;
	struct diag why;

	ATF_REQUIRE(table_read(&t, with, strlen(with), "x", &why) == 0);
	ATF_CHECK_EQ(0, lint_evidence(&t, stderr));
	t.evidence[EVIDENCE_RUN] = NULL;
	ATF_CHECK_EQ(1, lint_evidence(&t, stderr));
	t.order = ORDER_ANY;
	ATF_CHECK_EQ(0, lint_evidence(&t, stderr));
	table_free(&t);
}

ATF_TP_ADD_TCS(tp)
{
	ATF_TP_ADD_TC(tp, cells);
	ATF_TP_ADD_TC(tp, rows);
	ATF_TP_ADD_TC(tp, evidence);
	return atf_no_error();
}
