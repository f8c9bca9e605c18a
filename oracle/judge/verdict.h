/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Verdicts, and the kinds of deviation that a failed one can be. */

#ifndef PAIRTEST_VERDICT_H
#define PAIRTEST_VERDICT_H

/* The five words of EARL. */
enum verdict {
	VERDICT_PASSED,
	VERDICT_FAILED,
	VERDICT_INCONCLUSIVE,
	VERDICT_INAPPLICABLE,
	VERDICT_UNTESTED,
	VERDICTS
};

enum deviation {
	DEVIATION_NONE,
	DEVIATION_WRONG_ERRNO,	      /* the table has it for other cases */
	DEVIATION_UNDOCUMENTED_ERRNO, /* the table has it nowhere */
	DEVIATION_UNEXPECTED_SUCCESS,
	DEVIATION_UNEXPECTED_FAILURE,
	DEVIATION_SIDE_EFFECT,
	DEVIATIONS
};

/* "passed", "failed", "inconclusive", "inapplicable", "untested". */
const char *verdict_name(enum verdict v);

/* "wrong errno", ...; "" for DEVIATION_NONE. */
const char *deviation_name(enum deviation d);

#endif
