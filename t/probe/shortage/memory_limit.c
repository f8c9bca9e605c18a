/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * A process at its limit of memory.  A call fails there, with cgroups of
 * version 1 because nobody is to be killed for it, and with version 2
 * because nobody may be: the process is the only one there is to kill, and
 * its oom_score_adj is the lowest.  Where this process may make a cgroup is
 * known from proc(5), proc_pid_mountinfo(5) and the kernel's
 * Documentation/admin-guide/cgroup-v1/memory.rst and cgroup-v2.rst.
 */

#include "t/probe/host/host.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "lib/dimension.h"
#include "t/probe/host/kernel_file.h"
#include "t/probe/shortage/memory_limit.h"
#include "t/probe/state/state.h"

#if defined(HAVE_MLOCKALL) && defined(HOST_HAS_WORKERS) && defined(HAVE_POLL)

#define PANIC_FILE "/proc/sys/vm/panic_on_oom"
#define LOWEST_SCORE "-1000"

enum {
	LINE = 4096,	   /* of a file in /proc */
	TEXT = 24,	   /* a number */
	STACK = 32 * 1024, /* what a request may take of it */
	PAGE_MIN = 512,
	TRIES = 500,	      /* to remove a cgroup, each a millisecond */
	MILLISECOND = 1000000 /* ns */
};

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

static const struct cgroup_kind kinds[] = {
	{ "cgroup", "memory", false, "memory.limit_in_bytes", "-1",
	    "memory.oom_control" },
	{ "cgroup2", "", true, "memory.max", "max", NULL },
};

enum { KINDS = sizeof(kinds) / sizeof(kinds[0]) };

/* Whether a list, up to its end or one of these characters, has a word. */
static bool
has_word(const char *list, const char *separators, const char *end,
    const char *word)
{
	const char *stop = list + strcspn(list, end);
	size_t len;

	for (;;) {
		len = strcspn(list, separators);
		if (list + len > stop)
			len = (size_t)(stop - list);
		if (len == strlen(word) && memcmp(list, word, len) == 0)
			return true;
		if (list + len >= stop)
			return false;
		list += len + 1;
	}
}

/*
 * Calls line for each line of a file until it returns true, and says so.
 * Lines of cgroups are short; of longer ones it gets the parts.
 */
static bool
any_line(const char *path, bool (*line)(struct cgroup *, char *),
    struct cgroup *c)
{
	char text[LINE];
	bool found;
	FILE *f;

	f = fopen(path, "r");
	if (f == NULL)
		return false;
	found = false;
	while (!found && fgets(text, sizeof(text), f) != NULL) {
		text[strcspn(text, "\n")] = '\0';
		found = line(c, text);
	}
	fclose(f);
	return found;
}

/* NUMBER:CONTROLLERS:PATH */
static bool
is_own(struct cgroup *c, char *line)
{
	const char *list = strchr(line, ':'), *path;

	if (list == NULL || (path = strchr(++list, ':')) == NULL ||
	    !has_word(list, ",", ":", c->kind->controller))
		return false;
	return (size_t)snprintf(c->own, sizeof(c->own), "%s", path + 1) <
	    sizeof(c->own);
}

/* Takes a path within the hierarchy to where it is mounted. */
static bool
mounted(struct cgroup *c, const char *root, const char *point)
{
	size_t len = strlen(root);
	char all[CGROUP_PATH];

	if (len == 1)
		len = 0; /* all of the hierarchy */
	if (strncmp(c->own, root, len) != 0 ||
	    (c->own[len] != '/' && c->own[len] != '\0') ||
	    (size_t)snprintf(all, sizeof(all), "%s%s", point, c->own + len) >=
		sizeof(all))
		return false;
	for (len = strlen(all); len > 1 && all[len - 1] == '/'; len--)
		all[len - 1] = '\0';
	memcpy(c->own, all, sizeof(all));
	return true;
}

/* ID PARENT DEVICE ROOT POINT OPTIONS ... - FSTYPE SOURCE OPTIONS */
static bool
is_mount(struct cgroup *c, char *line)
{
	char root[CGROUP_PATH], point[CGROUP_PATH], fstype[16], options[256];
	const char *rest = strstr(line, " - ");

	if (rest == NULL ||
	    sscanf(line, "%*s %*s %*s %511s %511s", root, point) != 2 ||
	    sscanf(rest, " - %15s %*s %255s", fstype, options) != 2)
		return false;
	return strcmp(fstype, c->kind->fstype) == 0 &&
	    (c->kind->handed_on ||
		has_word(options, ",", "", c->kind->controller)) &&
	    mounted(c, root, point);
}

/* Whether children of a cgroup have the controller; some always have. */
static bool
hands_on(struct cgroup *c, char *line)
{
	(void)c;
	return has_word(line, " ", "", "memory");
}

static bool
has_children(struct cgroup *c)
{
	static const char name[] = "/cgroup.subtree_control";
	char path[CGROUP_PATH + sizeof(name)];

	if (!c->kind->handed_on)
		return true;
	snprintf(path, sizeof(path), "%s%s", c->parent, name);
	return any_line(path, hands_on, c);
}

/* Climbs from the own cgroup to one that may have such a child. */
static bool
find_parent(struct cgroup *c)
{
	char *last;

	memcpy(c->parent, c->own, sizeof(c->own));
	while (!has_children(c)) {
		last = strrchr(c->parent, '/');
		if (last == NULL || last == c->parent)
			return false;
		*last = '\0';
	}
	return true;
}

/*
 * Finds it, and changes nothing.  Returns 0, whether or not this process may
 * write there, or -1 with the reason why there is no such place.
 */
static int
cgroup_find(struct cgroup *c, struct diag *why)
{
	int i;

	for (i = 0; i < KINDS; i++) {
		c->kind = &kinds[i];
		if (any_line("/proc/self/cgroup", is_own, c) &&
		    any_line("/proc/self/mountinfo", is_mount, c))
			break;
	}
	if (i == KINDS)
		return diag_set(why, "no memory cgroup is mounted");
	if (!find_parent(c))
		return diag_set(why,
		    "no memory cgroup can be made: none from"
		    " %.100s up has memory in cgroup.subtree_control",
		    c->own);
	return 0;
}

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
memory_limit_lacks(struct diag *why)
{
	struct cgroup c;
	char panics[TEXT];

	if (cgroup_find(&c, why) != 0)
		return -1;
	if (state_privilege() != PRIVILEGE_ROOT)
		return diag_set(why, "started without privilege");
	if (access(c.parent, W_OK) != 0)
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

/* Pins itself to one processor: each has a stock of charged memory. */
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
memory_limit_prepare(void)
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
		error = mkdir(k->made, S_IRWXU) == 0 ? 0 : errno;
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
	for (i = 0; i < TRIES && rmdir(k->made) != 0 && errno == EBUSY; i++)
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

const struct guard_duty memory_limit_duty = {
	sizeof(struct kept),
	ready,
	change,
	undo,
	done,
};

#else

int
memory_limit_lacks(struct diag *why)
{
	return diag_set(why, "this host cannot lock memory");
}

const char *
memory_limit_prepare(void)
{
	return "this host cannot lock memory";
}

const struct guard_duty memory_limit_duty = { 0, NULL, NULL, NULL, NULL };

#endif
