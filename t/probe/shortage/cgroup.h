/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Where this process may make a memory cgroup, in either version of them. */

#ifndef PAIRPROBE_CGROUP_H
#define PAIRPROBE_CGROUP_H

#include <stdbool.h>

#include "lib/diag.h"

enum { CGROUP_PATH = 512 };

/* A version of cgroups; a path below is that of a file in a cgroup. */
struct cgroup_kind {
	const char *fstype;	/* of its file system */
	const char *controller; /* as /proc/self/cgroup names it */
	/* Whether a cgroup has to hand the controller on to its children. */
	bool handed_on;
	const char *limit;     /* of memory in bytes */
	const char *unlimited; /* what that holds where there is none */
	const char *no_kill;   /* 1 in it: nobody is killed; or NULL */
};

struct cgroup {
	const struct cgroup_kind *kind;
	char own[CGROUP_PATH];	  /* directory of this process's cgroup */
	char parent[CGROUP_PATH]; /* the one to make another in */
};

/*
 * Finds it, and changes nothing.  Returns 0, whether or not this process may
 * write there, or -1 with the reason why there is no such place.
 */
int cgroup_find(struct cgroup *c, struct diag *why);

#endif
