/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Directories whose contents change as one.  A program owns some names in a
 * directory, the rest belongs to others.  New contents are written into a
 * directory beside it, which then takes its place in one step; what belongs
 * to others is moved over.  A run that is killed leaves the old contents or
 * the new ones, never some of each, and the next run tidies up after it.
 *
 * A directory that cannot be renamed (a mount point), or in whose place no
 * other should be (processes are likely to be in it, or it holds devices,
 * sockets or links of others), gets its files one by one, each of them whole.
 *
 * Only regular files are replaced: where something else has an owned name,
 * the directory is refused and stays as it was.
 */

#ifndef PAIRTEST_DIRECTORY_H
#define PAIRTEST_DIRECTORY_H

#include <stddef.h>

#include "lib/arena.h"
#include "lib/diag.h"

struct directory {
	const char *path;	  /* as it was given */
	const char *target;	  /* the same without symbolic links */
	const char *fresh;	  /* where the new contents are written */
	const char *const *owned; /* names of ours, up to a NULL */
	const char *folder;	  /* the owned directory of files, or NULL */
};

/*
 * Prepares to replace the owned names in a directory, which is made where it
 * is missing; one of them may be a folder of files.  Texts live in a.
 * Returns 0, or -1 with the reason.
 */
int directory_open(struct directory *d, struct arena *a, const char *path,
    const char *const *owned, const char *folder, struct diag *why);

/* Puts the new contents in place.  Returns 0, or -1 with the reason. */
int directory_close(struct directory *d, struct arena *a, struct diag *why);

/* Gives up: the directory stays as it was. */
void directory_drop(struct directory *d);

/* Makes a directory unless it is there; its parent must be. */
int directory_make(const char *path, struct diag *why);

/* DIR/NAME; lives in a. */
char *directory_path(struct arena *a, const char *dir, const char *name);

#endif
