/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Shortages.  Linux alone has any that end again: its limit of open files,
 * which counts for the unprivileged, allocations that fail on request, and
 * limits of memory that a cgroup has.
 */

#include "t/probe/host/host.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/dimension.h"
#include "t/probe/host/kernel_file.h"
#include "t/probe/shortage/memory_limit.h"
#include "t/probe/shortage/settings.h"
#include "t/probe/shortage/shortage.h"
#include "t/probe/state/state.h"

#define FILES_LIMIT "/proc/sys/fs/file-max"
#define FILES_COUNT "/proc/sys/fs/file-nr"
#define FAULTS_DIR "/sys/kernel/debug/"

#if defined(HOST_HAS_WORKERS) && defined(HAVE_POLL)
#define HAS_GUARDIAN true
#else
#define HAS_GUARDIAN false
#endif

enum { FILES_MIN = 8 }; /* fewer open files are not believed */

/* How many files are open; 0 where nobody knows. */
static unsigned long
files_open(void)
{
	char text[SETTING_TEXT];

	kernel_file_read(FILES_COUNT, text, sizeof(text));
	return strtoul(text, NULL, 10);
}

/*
 * A quarter below what is open: enough for those that close files meanwhile,
 * and for counters that lag.  The limit of UNIX sockets is twice that of
 * files, which the privileged meet too, so it may not come down further.
 */
static int
files_limit(const char *now, char *text, size_t size)
{
	unsigned long limit, open;

	open = files_open();
	if (open < FILES_MIN)
		return ERANGE;
	limit = open - open / 4;
	if (limit > strtoul(now, NULL, 10))
		return ERANGE;
	snprintf(text, size, "%lu\n", limit);
	return 0;
}

static int
files_lacks(struct diag *why)
{
	if (access(FILES_LIMIT, F_OK) != 0)
		return diag_set(why, "this system has no fs.file-max");
	if (state_privilege() != PRIVILEGE_ROOT)
		return diag_set(why, "started without privilege");
	if (access(FILES_LIMIT, W_OK) != 0)
		return diag_set(why, "fs.file-max cannot be changed: %s",
		    strerror(errno));
	if (files_open() < FILES_MIN)
		return diag_set(why,
		    "fs.file-nr does not say how many files"
		    " are open");
	return 0;
}

/* Whether the file table is full; pipe(2) takes files before descriptors. */
static bool
files_gone(void)
{
	int end[2];

	if (host_pipe(end) != 0)
		return errno == ENFILE;
	close(end[0]);
	close(end[1]);
	return false;
}

static int
faults_lack(struct diag *why)
{
	if (access(FAILSLAB_FILE, F_OK) != 0)
		return diag_set(why,
		    "this kernel has no fault injection"
		    " (CONFIG_FAULT_INJECTION)");
	if (state_privilege() != PRIVILEGE_ROOT)
		return diag_set(why, "started without privilege");
	if (access(FAULTS_DIR "failslab", F_OK) != 0)
		return diag_set(why,
		    "faults cannot be set: mount debugfs on"
		    " /sys/kernel/debug");
	return 0;
}

static bool
any_gone(void)
{
	return true; /* each request makes sure of it */
}

/* Nothing to write, but something that the kernel will change itself. */
static int
same(const char *now, char *text, size_t size)
{
	return (size_t)snprintf(text, size, "%s", now) < size ? 0 : ERANGE;
}

static const struct setting files_list[] = {
	{ FILES_LIMIT, NULL, files_limit },
};

/* Allocations that may wait are to fail too, and without a word. */
static const struct setting faults_list[] = {
	{ FAULTS_DIR "failslab/ignore-gfp-wait", "N\n", NULL },
	{ FAULTS_DIR "failslab/verbose", "0\n", NULL },
	{ FAULTS_DIR "failslab/times", NULL, same },
	{ FAULTS_DIR "fail_page_alloc/verbose", "0\n", NULL },
	{ FAULTS_DIR "fail_page_alloc/times", NULL, same },
	{ FAULTS_DIR "fail_page_alloc/ignore-gfp-wait", "N\n", NULL },
	{ FAULTS_DIR "fail_page_alloc/min-order", "0\n", NULL },
};

#define COUNT(list) ((int)(sizeof(list) / sizeof((list)[0])))

static const struct settings files = { files_list, COUNT(files_list) },
			     faults = { faults_list, COUNT(faults_list) };

/* The ways to a shortage; of several the first that can be gone. */
static const struct shortage_way {
	int resource;
	unsigned allow;
	const char *word; /* of the option that allows it */
	int (*lacks)(struct diag *);
	bool (*gone)(void);
	bool each;	  /* for one request at a time */
	const char *note; /* for the trace; NULL for nothing */
	const struct guard_duty *duty;
	const void *what;
} ways[] = {
	{ RESOURCE_FILES, ALLOW_SYSTEM_FILES, "system-files", files_lacks,
	    files_gone, false, NULL, &settings_duty, &files },
	{ RESOURCE_MEMORY, ALLOW_MEMORY, "memory", faults_lack, any_gone, false,
	    "in memory-N the N-th allocation fails", &settings_duty, &faults },
	{ RESOURCE_MEMORY, ALLOW_MEMORY, "memory", memory_limit_lacks, any_gone,
	    true, "in memory-N a cgroup has room for N-1 open files",
	    &memory_limit_duty, NULL },
};

unsigned
shortage_allowed(const char *word)
{
	int i;

	for (i = 0; i < COUNT(ways); i++)
		if (strcmp(ways[i].word, word) == 0)
			return ways[i].allow;
	return 0;
}

/* The way that can be gone, or NULL with the reasons why none can. */
static const struct shortage_way *
way_find(int resource, struct diag *why)
{
	struct diag one, all;
	int i;

	all.text[0] = '\0';
	for (i = 0; i < COUNT(ways); i++) {
		if (ways[i].resource != resource)
			continue;
		if (ways[i].lacks(&one) == 0)
			return &ways[i];
		diag_set(why, "%.200s%s%.200s", all.text,
		    all.text[0] != '\0' ? "; " : "", one.text);
		all = *why;
	}
	if (all.text[0] == '\0')
		diag_set(why, "no way is known to run out of them alone");
	return NULL;
}

int
shortage_lacks(unsigned allowed, int resource, struct diag *why)
{
	const struct shortage_way *way;

	if (resource == RESOURCE_AMPLE)
		return 0;
	if (!HAS_GUARDIAN)
		return diag_set(why,
		    "this host has no processes to guard"
		    " it");
	way = way_find(resource, why);
	if (way == NULL)
		return -1;
	if ((allowed & way->allow) == 0)
		return diag_set(why, "needs --allow %s", way->word);
	return 0;
}

int
shortage_start(struct shortage *s, int resource, struct diag *why)
{
	memset(s, 0, sizeof(*s));
	s->way = way_find(resource, why);
	return s->way == NULL
	    ? -1
	    : guard_start(&s->guard, s->way->duty, s->way->what, why);
}

bool
shortage_each(const struct shortage *s)
{
	return s->way != NULL && s->way->each;
}

const char *
shortage_note(const struct shortage *s)
{
	return s->way != NULL ? s->way->note : NULL;
}

const char *
shortage_prepare(const struct shortage *s)
{
	return s->way != NULL && s->way->duty == &memory_limit_duty
	    ? memory_limit_prepare()
	    : NULL;
}

const char *
shortage_enter(struct shortage *s, unsigned pages)
{
	if (s->way == NULL || guard_hold(&s->guard, pages) != 0)
		return "the guardian cannot bring it about";
	if (s->way->gone())
		return NULL;
	guard_release(&s->guard);
	return "the system's settings do not bring it about";
}

const char *
shortage_leave(struct shortage *s)
{
	const bool gone = s->way->gone();

	return guard_release(&s->guard) && gone ? NULL
						: "the shortage did not last";
}

void
shortage_drop(struct shortage *s)
{
	guard_release(&s->guard);
}

void
shortage_end(struct shortage *s)
{
	guard_end(&s->guard);
}
