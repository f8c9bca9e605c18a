/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Kernels that load code when a program names a family that is not there
 * yet.  Only Linux does, and says what it has in files.
 */

#ifndef PAIRPROBE_MODULES_H
#define PAIRPROBE_MODULES_H

#include <stdbool.h>

#include "lib/arena.h"

struct modules {
	const char **name;
	size_t count, room;
};

/* Whether this kernel loads modules on demand. */
bool modules_on_demand(void);

/* Marks the domains below count that need nothing loaded. */
void modules_domains(bool *there, int count);

/* The modules that are loaded now. */
void modules_list(struct arena *a, struct modules *list);

/* Whether the list has a module of that name. */
bool modules_has(const struct modules *list, const char *name);

#endif
