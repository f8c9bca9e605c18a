/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Directories whose contents change as one. */

#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include <sys/stat.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "oracle/base/directory.h"
#include "oracle/base/text.h"

/* NAME.pairtmp-PID is the new NAME, or what is left of the old one. */
#define SUFFIX ".pairtmp-"

enum { TREE_FILES = 16 }; /* open at once while a tree is removed */

char *
directory_path(struct arena *a, const char *dir, const char *name)
{
	return text_format(a, "%s/%s", dir, name);
}

int
directory_make(const char *path, struct diag *why)
{
	if (mkdir(path, 0777) == 0 || errno == EEXIST)
		return 0;
	return diag_set(why, "%s: %s; name a directory that can be made", path,
	    strerror(errno));
}

static int
entry_remove(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st;
	(void)type;
	(void)at;
	remove(path);
	return 0;
}

/* Removes a file, or a directory with what is in it. */
static void
tree_remove(const char *path)
{
	nftw(path, entry_remove, TREE_FILES, FTW_DEPTH | FTW_PHYS);
}

static int
is_owned(const struct directory *d, const char *name)
{
	size_t i;

	for (i = 0; d->owned[i] != NULL; i++)
		if (strcmp(d->owned[i], name) == 0)
			return 1;
	return 0;
}

/* Moves what belongs to others, and is not there yet, from one to another. */
static int
others_move(const struct directory *d, struct arena *a, const char *from,
    const char *to)
{
	struct dirent *e;
	struct stat st;
	const char *there;
	DIR *dir;
	int ret;

	dir = opendir(from);
	if (dir == NULL)
		return -1;
	ret = 0;
	while ((e = readdir(dir)) != NULL) {
		if (strcmp(e->d_name, ".") == 0 ||
		    strcmp(e->d_name, "..") == 0 || is_owned(d, e->d_name))
			continue;
		there = directory_path(a, to, e->d_name);
		if (lstat(there, &st) == 0 ||
		    rename(directory_path(a, from, e->d_name), there) != 0)
			ret = -1;
	}
	closedir(dir);
	return ret;
}

/* Removes what is ours, and the directory if nothing else is in it. */
static void
owned_remove(const struct directory *d, struct arena *a, const char *dir)
{
	size_t i;

	for (i = 0; d->owned[i] != NULL; i++)
		tree_remove(directory_path(a, dir, d->owned[i]));
	rmdir(dir);
}

/* Whether a directory beside ours was left by a run that is no more. */
static int
is_abandoned(const struct directory *d, const char *name)
{
	const char *base = strrchr(d->target, '/') + 1;
	const size_t n = strlen(base);
	long pid;

	if (strncmp(name, base, n) != 0 ||
	    strncmp(name + n, SUFFIX, strlen(SUFFIX)) != 0)
		return 0;
	pid = strtol(name + n + strlen(SUFFIX), NULL, 10);
	return pid > 0 &&
	    (pid == (long)getpid() ||
		(kill((pid_t)pid, 0) != 0 && errno == ESRCH));
}

/* Ends what killed runs began: nothing of others may be left there. */
static void
abandoned_end(const struct directory *d, struct arena *a)
{
	const char *parent, *left;
	struct dirent *e;
	DIR *dir;

	parent = arena_text(a, d->target,
	    (size_t)(strrchr(d->target, '/') - d->target));
	dir = opendir(*parent == '\0' ? "/" : parent);
	if (dir == NULL)
		return;
	while ((e = readdir(dir)) != NULL) {
		if (!is_abandoned(d, e->d_name))
			continue;
		left = directory_path(a, parent, e->d_name);
		/* Killed between the two renames of swap(). */
		if (access(d->target, F_OK) != 0 &&
		    rename(left, d->target) == 0)
			continue;
		others_move(d, a, left, d->target);
		owned_remove(d, a, left);
	}
	closedir(dir);
}

static int
file_check(struct arena *a, const char *dir, const char *name, struct diag *why)
{
	const char *path = directory_path(a, dir, name);
	struct stat st;

	if (lstat(path, &st) != 0 || S_ISREG(st.st_mode))
		return 0;
	return diag_set(why,
	    "%s: not a regular file, and would be lost; remove it or name"
	    " another directory",
	    path);
}

/* The folder is replaced with all that is in it. */
static int
folder_check(const struct directory *d, struct arena *a, struct diag *why)
{
	const char *path = directory_path(a, d->path, d->folder);
	struct dirent *e;
	struct stat st;
	DIR *dir;
	int ret;

	if (lstat(path, &st) != 0)
		return 0;
	dir = S_ISDIR(st.st_mode) ? opendir(path) : NULL;
	if (dir == NULL)
		return diag_set(why,
		    "%s: not a readable directory; remove it or name another",
		    path);
	ret = 0;
	while (ret == 0 && (e = readdir(dir)) != NULL)
		if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
			ret = file_check(a, path, e->d_name, why);
	closedir(dir);
	return ret;
}

/* Whether all that would be replaced are files. */
static int
owned_check(const struct directory *d, struct arena *a, struct diag *why)
{
	size_t i;

	for (i = 0; d->owned[i] != NULL; i++)
		if ((d->folder == NULL ||
			strcmp(d->owned[i], d->folder) != 0) &&
		    file_check(a, d->path, d->owned[i], why) != 0)
			return -1;
	return d->folder == NULL ? 0 : folder_check(d, a, why);
}

/* The path of a directory that need not be there, without links. */
static const char *
target_of(struct arena *a, const char *path, struct diag *why)
{
	const char *base;
	char *real, *copy;
	size_t n;

	real = realpath(path, NULL);
	if (real == NULL) {
		for (n = strlen(path); n > 1 && path[n - 1] == '/'; n--)
			continue;
		copy = arena_text(a, path, n);
		base = strrchr(copy, '/');
		real = realpath(base == NULL ? "."
			: base == copy
			? "/"
			: arena_text(a, copy, (size_t)(base - copy)),
		    NULL);
		base = base == NULL ? copy : base + 1;
		if (real == NULL || strcmp(base, "..") == 0) {
			free(real);
			diag_set(why,
			    "%s: %s; name a directory that can be"
			    " made",
			    path, strerror(errno));
			return NULL;
		}
		copy = directory_path(a, strcmp(real, "/") == 0 ? "" : real,
		    base);
	} else
		copy = arena_text(a, real, strlen(real));
	free(real);
	return copy;
}

int
directory_open(struct directory *d, struct arena *a, const char *path,
    const char *const *owned, const char *folder, struct diag *why)
{
	struct stat st;

	d->path = path;
	d->owned = owned;
	d->folder = folder;
	d->target = target_of(a, path, why);
	if (d->target == NULL)
		return -1;
	d->fresh = text_format(a, "%s" SUFFIX "%ld", d->target, (long)getpid());
	abandoned_end(d, a);
	if (directory_make(d->target, why) != 0)
		return -1;
	if (stat(d->target, &st) != 0 || !S_ISDIR(st.st_mode))
		return diag_set(why, "%s: not a directory; name another", path);
	if (owned_check(d, a, why) != 0 || directory_make(d->fresh, why) != 0)
		return -1;
	chmod(d->fresh, st.st_mode & 07777);
	return 0;
}

/* Exchanges the new directory and the old; -1 where that cannot be. */
static int
swap(const struct directory *d, struct arena *a)
{
	const char *old;

#if defined(HAVE_RENAMEAT2) && defined(RENAME_EXCHANGE)
	if (renameat2(AT_FDCWD, d->fresh, AT_FDCWD, d->target,
		RENAME_EXCHANGE) == 0)
		return 0;
	if (errno != EINVAL && errno != ENOSYS)
		return -1;
#endif
	old = text_format(a, "%s0", d->fresh);
	if (rename(d->target, old) != 0)
		return -1;
	if (rename(d->fresh, d->target) != 0) {
		rename(old, d->target);
		return -1;
	}
	return rename(old, d->fresh);
}

/* The directory stays the same one; its files are replaced back to back. */
static int
files_move(const struct directory *d, struct arena *a, struct diag *why)
{
	const char *from, *to;
	struct stat st;
	size_t i;

	for (i = 0; d->owned[i] != NULL; i++) {
		from = directory_path(a, d->fresh, d->owned[i]);
		to = directory_path(a, d->target, d->owned[i]);
		if (lstat(from, &st) != 0 || S_ISDIR(st.st_mode))
			tree_remove(to);
		if (lstat(from, &st) == 0 && rename(from, to) != 0)
			return diag_set(why,
			    "%s: %s; make it writable and run again", to,
			    strerror(errno));
	}
	return 0;
}

/* A process in the directory would be left in one that is removed. */
static int
is_within(const struct directory *d)
{
	const size_t n = strlen(d->target);
	char *here;
	int within;

	here = realpath(".", NULL);
	within = here != NULL && strncmp(here, d->target, n) == 0 &&
	    (here[n] == '\0' || here[n] == '/');
	free(here);
	return within;
}

/*
 * Whether others keep more than files and directories in it: it is then not
 * there for this report, and what they keep is not to move about.
 */
static int
is_shared(const struct directory *d, struct arena *a)
{
	struct dirent *e;
	struct stat st;
	DIR *dir;
	int shared;

	dir = opendir(d->target);
	if (dir == NULL)
		return 0;
	shared = 0;
	while (!shared && (e = readdir(dir)) != NULL)
		shared = !is_owned(d, e->d_name) &&
		    lstat(directory_path(a, d->target, e->d_name), &st) == 0 &&
		    !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode);
	closedir(dir);
	return shared;
}

int
directory_close(struct directory *d, struct arena *a, struct diag *why)
{
	int ret;

	if (is_within(d) || is_shared(d, a) || swap(d, a) != 0)
		ret = files_move(d, a, why);
	else if (others_move(d, a, d->fresh, d->target) == 0)
		ret = 0;
	else
		return diag_set(why,
		    "%s: some files could not be moved back from %s; move"
		    " them",
		    d->path, d->fresh);
	owned_remove(d, a, d->fresh);
	return ret;
}

void
directory_drop(struct directory *d)
{
	tree_remove(d->fresh);
}
