/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * A process at its limit of memory.  A call fails there, with cgroups of
 * version 1 because nobody is to be killed for it, and with version 2
 * because nobody may be: the process is the only one there is to kill, and
 * its oom_score_adj is the lowest.
 */

#include "t/probe/host/host.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "lib/dimension.h"
#include "t/probe/host/kernel_file.h"
#include "t/probe/shortage/brim.h"
#include "t/probe/shortage/cgroup.h"
#include "t/probe/state/privilege.h"

#if defined(HAVE_MLOCKALL) && defined(HOST_HAS_WORKERS) && defined(HAVE_POLL)

#define PANIC_FILE "/proc/sys/vm/panic_on_oom"
#define LOWEST_SCORE "-1000"

enum {
	TEXT = 24,	   /* a number */
	STACK = 32 * 1024, /* what a request may take of it */
	PAGE_MIN = 512,
	TRIES = 500,	      /* to remove a cgroup, each a millisecond */
	MILLISECOND = 1000000 /* ns */
};

struct kept {
	struct cgroup cgroup;
	char made[CGROUP_PATH]; /* the directory, or "" */
	long pid;		/* who is in it, or 0 */
	char score[TEXT];	/* its oom_score_adj of before, or "" */
};

static int
put(const char *dir, const char *name, const char *text)
{
	char path[CGROUP_PATH + TEXT + 8];

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	return kernel_file_write(path, text);
}

static int
put_number(const char *dir, const char *name, long number)
{
	char text[TEXT];

	snprintf(text, sizeof(text), "%ld", number);
	return put(dir, name, text);
}

int
brim_lacks(struct diag *why)
{
	struct cgroup c;
	char panics[TEXT];

	if (cgroup_find(&c, why) != 0)
		return -1;
	if (privilege_own() != PRIVILEGE_ROOT)
		return diag_set(why, "started without privilege");
	if (host_access(c.parent, W_OK) != 0)
		return diag_set(why,
		    "no memory cgroup can be made in %.100s:"
		    " %s",
		    c.parent, strerror(errno));
	kernel_file_read(PANIC_FILE, panics, sizeof(panics));
	if (c.kind->no_kill == NULL && panics[0] == '2')
		return diag_set(why,
		    "a memory cgroup that is full would stop"
		    " the system: %s is 2",
		    PANIC_FILE);
	return 0;
}

/* Has the stack grow as far as it will. */
static void
stack_grow(void)
{
	volatile char room[STACK];
	int i;

	room[0] = 0;
	for (i = PAGE_MIN; i < STACK; i += PAGE_MIN)
		room[i] = room[i - PAGE_MIN];
}

/* Stays where it is: each processor has what it is charged for in stock. */
static void
stay(void)
{
#if defined(HAVE_SCHED_SETAFFINITY) && defined(CPU_SET)
	const int cpu = host_sched_getcpu();
	cpu_set_t set;

	CPU_ZERO(&set);
	if (cpu < 0 || cpu >= CPU_SETSIZE)
		return;
	CPU_SET((size_t)cpu, &set);
	host_sched_setaffinity(0, sizeof(set), &set);
#endif
}

const char *
brim_prepare(void)
{
	stay();
	stack_grow();
	return host_mlockall(MCL_CURRENT) == 0
	    ? NULL
	    : "a process in that"
	      " state cannot lock its memory";
}

static int
ready(void *kept, const void *what)
{
	struct kept *k = kept;

	(void)what;
	return cgroup_find(&k->cgroup, NULL) == 0 ? 0 : ENOENT;
}

static void
score_path(const struct kept *k, char *path, size_t size)
{
	snprintf(path, size, "/proc/%ld/oom_score_adj", k->pid);
}

/* Has calls fail, where otherwise somebody were killed. */
static int
spare(struct kept *k)
{
	char path[2 * TEXT];

	if (k->cgroup.kind->no_kill != NULL)
		return put_number(k->made, k->cgroup.kind->no_kill, 1);
	score_path(k, path, sizeof(path));
	kernel_file_read(path, k->score, sizeof(k->score));
	return kernel_file_write(path, LOWEST_SCORE);
}

static int
make(struct kept *k)
{
	int error;

	error = ENAMETOOLONG;
	if ((size_t)snprintf(k->made, sizeof(k->made), "%s/pairprobe-%ld",
		k->cgroup.parent, (long)host_getpid()) < sizeof(k->made))
		error = host_mkdir(k->made, S_IRWXU) == 0 ? 0 : errno;
	if (error != 0)
		k->made[0] = '\0';
	return error;
}

static int
change(void *kept, const void *what, const struct guard_wish *wish)
{
	const long page = host_sysconf(_SC_PAGESIZE);
	struct kept *k = kept;
	int error;

	(void)what;
	error = make(k);
	if (error != 0)
		return error;
	k->pid = wish->pid;
	error = spare(k);
	if (error == 0)
		error = put_number(k->made, "cgroup.procs", k->pid);
	if (error == 0)
		error = put_number(k->made, k->cgroup.kind->limit,
		    page * (long)wish->pages);
	return error;
}

/* One who was killed in it may take a moment to be gone. */
static void
remove_made(struct kept *k)
{
	struct timespec t;
	int i;

	t.tv_sec = 0;
	t.tv_nsec = MILLISECOND;
	for (i = 0; i < TRIES && host_rmdir(k->made) != 0 && errno == EBUSY;
	     i++)
		host_nanosleep(&t, NULL);
	k->made[0] = '\0';
}

/* The limit goes first: who waits for memory goes on. */
static void
undo(void *kept, const void *what)
{
	struct kept *k = kept;
	char path[2 * TEXT];

	(void)what;
	if (k->made[0] == '\0')
		return;
	put(k->made, k->cgroup.kind->limit, k->cgroup.kind->unlimited);
	put_number(k->cgroup.own, "cgroup.procs", k->pid);
	score_path(k, path, sizeof(path));
	if (k->score[0] != '\0')
		kernel_file_write(path, k->score);
	k->score[0] = '\0';
	remove_made(k);
}

static void
done(void *kept, const void *what)
{
	(void)kept;
	(void)what;
}

const struct guard_duty brim_duty = {
	sizeof(struct kept),
	ready,
	change,
	undo,
	done,
};

#else

int
brim_lacks(struct diag *why)
{
	return diag_set(why, "this host cannot lock memory");
}

const char *
brim_prepare(void)
{
	return "this host cannot lock memory";
}

const struct guard_duty brim_duty = { 0, NULL, NULL, NULL, NULL };

#endif
