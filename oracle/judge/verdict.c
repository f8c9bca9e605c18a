/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Verdicts, and the kinds of deviation. */

#include "oracle/judge/verdict.h"

static const char *const verdicts[VERDICTS] = {
	"passed",
	"failed",
	"inconclusive",
	"inapplicable",
	"untested",
};

static const char *const deviations[DEVIATIONS] = {
	"",
	"wrong errno",
	"undocumented errno",
	"unexpected success",
	"unexpected failure",
	"side effect",
};

const char *
verdict_name(enum verdict v)
{
	return verdicts[v];
}

const char *
deviation_name(enum deviation d)
{
	return deviations[d];
}
