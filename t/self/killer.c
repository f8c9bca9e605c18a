/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Preloaded: ends the process by SIGKILL at its call number KILL_AT that
 * changes a file or a directory (renames, links, removals, new directories,
 * writes of whole buffers).  With JSON_FAILS set, jansson is out of memory.
 */

#include <sys/stat.h>

#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void
step(void)
{
	static int steps;
	const char *at = getenv("KILL_AT");

	if (at != NULL && ++steps == atoi(at))
		raise(SIGKILL);
}

#define NEXT(name) *(void **)&next = dlsym(RTLD_NEXT, name)

int
rename(const char *from, const char *to)
{
	int (*next)(const char *, const char *);

	step();
	NEXT("rename");
	return next(from, to);
}

int
renameat2(int a, const char *from, int b, const char *to, unsigned flags)
{
	int (*next)(int, const char *, int, const char *, unsigned);

	step();
	if (getenv("NO_EXCHANGE") != NULL)
		return syscall(-1);
	NEXT("renameat2");
	return next(a, from, b, to, flags);
}

int
mkdir(const char *path, mode_t mode)
{
	int (*next)(const char *, mode_t);

	step();
	NEXT("mkdir");
	return next(path, mode);
}

int
rmdir(const char *path)
{
	int (*next)(const char *);

	step();
	NEXT("rmdir");
	return next(path);
}

int
remove(const char *path)
{
	int (*next)(const char *);

	step();
	NEXT("remove");
	return next(path);
}

int
fflush(FILE *f)
{
	int (*next)(FILE *);

	step();
	NEXT("fflush");
	return next(f);
}

int
fclose(FILE *f)
{
	int (*next)(FILE *);

	step();
	NEXT("fclose");
	return next(f);
}

void *
json_object(void)
{
	void *(*next)(void);

	if (getenv("JSON_FAILS") != NULL)
		return NULL;
	NEXT("json_object");
	return next();
}
