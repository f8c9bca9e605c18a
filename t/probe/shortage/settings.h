/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* A guardian's duty: settings of the whole system, in files. */

#ifndef PAIRPROBE_SETTINGS_H
#define PAIRPROBE_SETTINGS_H

#include "t/probe/shortage/guard.h"

enum { SETTINGS_MAX = 8, SETTING_TEXT = 64 };

/*
 * A setting: a file that holds one short text.  The first of a list is
 * locked too, so it has to be one that can be rewound.
 */
struct setting {
	const char *path;
	const char *text; /* what to write; NULL to have it made */
	/* Makes it of the text that is there.  Returns 0, or an errno. */
	int (*make)(const char *now, char *text, size_t size);
};

struct settings {
	const struct setting *list;
	int count; /* up to SETTINGS_MAX */
};

/* What it is handed is a struct settings. */
extern const struct guard_duty settings_duty;

#endif
