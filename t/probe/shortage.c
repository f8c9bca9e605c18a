/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Shortages.  Linux alone has any that end again: its limit of open files,
 * which counts for the unprivileged, and allocations that fail on request.
 */

#include "t/probe/host.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/dimension.h"
#include "t/probe/fault.h"
#include "t/probe/shortage.h"
#include "t/probe/privilege.h"
#include "t/probe/settings.h"

#define FILES_LIMIT "/proc/sys/fs/file-max"
#define FILES_COUNT "/proc/sys/fs/file-nr"
#define FAULT_DIR "/sys/kernel/debug/"

#if defined(HOST_HAS_WORKERS) && defined(HAVE_POLL)
#define HAS_GUARDIAN true
#else
#define HAS_GUARDIAN false
#endif

enum { FILES_MIN = 8 };	/* fewer open files are not believed */

/* How many files are open; 0 where nobody knows. */
static unsigned long
files_open(void)
{
	char text[SETTING_TEXT];
	ssize_t n;
	int fd;

	fd = host_open(FILES_COUNT, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return 0;
	n = host_read(fd, text, sizeof(text) - 1);
	host_close(fd);
	text[n > 0 ? n : 0] = '\0';
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
	if (privilege_own() != PRIVILEGE_ROOT)
		return diag_set(why, "started without privilege");
	if (host_access(FILES_LIMIT, W_OK) != 0)
		return diag_set(why, "fs.file-max cannot be changed: %s",
		    strerror(errno));
	if (files_open() < FILES_MIN)
		return diag_set(why, "fs.file-nr does not say how many files"
		    " are open");
	return 0;
}

/* Whether no file is to be had; a pipe asks for files before numbers. */
static bool
files_gone(void)
{
	int end[2];

	if (host_pipe(end) != 0)
		return errno == ENFILE;
	host_close(end[0]);
	host_close(end[1]);
	return false;
}

static int
memory_lacks(struct diag *why)
{
	if (privilege_own() != PRIVILEGE_ROOT)
		return diag_set(why, "started without privilege");
	if (host_access(FAULT_DIR "failslab", F_OK) != 0)
		return diag_set(why, "faults cannot be set: mount debugfs on"
		    " /sys/kernel/debug");
	return 0;
}

static bool
memory_gone(void)
{
	return true;		/* each request makes sure of it */
}

/* Nothing to write, but something that the kernel will change itself. */
static int
same(const char *now, char *text, size_t size)
{
	return (size_t)snprintf(text, size, "%s", now) < size ? 0 : ERANGE;
}

static const struct setting files_list[] = {
	{ FILES_LIMIT, NULL, files_limit }
};

/* Allocations that may wait are to fail too, and without a word. */
static const struct setting memory_list[] = {
	{ FAULT_DIR "failslab/ignore-gfp-wait", "N\n", NULL },
	{ FAULT_DIR "failslab/verbose", "0\n", NULL },
	{ FAULT_DIR "failslab/times", NULL, same },
	{ FAULT_DIR "fail_page_alloc/verbose", "0\n", NULL },
	{ FAULT_DIR "fail_page_alloc/times", NULL, same },
	{ FAULT_DIR "fail_page_alloc/ignore-gfp-wait", "N\n", NULL },
	{ FAULT_DIR "fail_page_alloc/min-order", "0\n", NULL }
};

#define COUNT(list) ((int)(sizeof(list) / sizeof((list)[0])))

static const struct settings
    files = { files_list, COUNT(files_list) },
    memory = { memory_list, COUNT(memory_list) };

static const struct kind {
	int resource;
	unsigned allow;
	const char *word;	/* of the option that allows it */
	const char *file;	/* without it there is no way */
	const char *no_file;	/* and then this is why */
	int (*lacks)(struct diag *);
	bool (*gone)(void);
	const struct guard_duty *duty;
	const void *what;
} kinds[] = {
	{ RESOURCE_FILES, ALLOW_SYSTEM_FILES, "system-files", FILES_LIMIT,
	    "this system has no fs.file-max", files_lacks, files_gone,
	    &settings_duty, &files },
	{ RESOURCE_MEMORY, ALLOW_MEMORY, "memory", FAULT_FILE,
	    "this kernel has no fault injection (CONFIG_FAULT_INJECTION)",
	    memory_lacks, memory_gone, &settings_duty, &memory }
};

static const struct kind *
kind_find(int resource)
{
	int i;

	for (i = 0; i < COUNT(kinds); i++)
		if (kinds[i].resource == resource)
			return &kinds[i];
	return NULL;
}

unsigned
shortage_allowed(const char *word)
{
	int i;

	for (i = 0; i < COUNT(kinds); i++)
		if (strcmp(kinds[i].word, word) == 0)
			return kinds[i].allow;
	return 0;
}

int
shortage_lacks(unsigned allowed, int resource, struct diag *why)
{
	const struct kind *k;

	if (resource == RESOURCE_AMPLE)
		return 0;
	k = kind_find(resource);
	if (k == NULL)
		return diag_set(why, "no way is known to run out of them"
		    " alone");
	if (!HAS_GUARDIAN)
		return diag_set(why, "this host has no processes to guard"
		    " it");
	if (host_access(k->file, F_OK) != 0)
		return diag_set(why, "%s", k->no_file);
	if ((allowed & k->allow) == 0)
		return diag_set(why, "needs --allow %s", k->word);
	return k->lacks(why);
}

int
shortage_start(struct shortage *s, int resource, struct diag *why)
{
	const struct kind *k;

	memset(s, 0, sizeof(*s));
	s->resource = resource;
	k = kind_find(resource);
	return k == NULL ? 0 : guard_start(&s->guard, k->duty, k->what, why);
}

const char *
shortage_enter(struct shortage *s)
{
	const struct kind *k = kind_find(s->resource);
	int error;

	if (k == NULL)
		return NULL;
	error = guard_hold(&s->guard, 0);
	if (error != 0)
		return "the guardian cannot change the system's settings";
	if (k->gone())
		return NULL;
	guard_release(&s->guard);
	return "the system's settings do not bring it about";
}

const char *
shortage_leave(struct shortage *s)
{
	const struct kind *k = kind_find(s->resource);
	bool gone;

	if (k == NULL)
		return NULL;
	gone = k->gone();
	return guard_release(&s->guard) && gone ? NULL :
	    "the shortage did not last";
}

void
shortage_drop(struct shortage *s)
{
	if (s->resource != RESOURCE_AMPLE)
		guard_release(&s->guard);
}

void
shortage_end(struct shortage *s)
{
	if (s->resource != RESOURCE_AMPLE)
		guard_end(&s->guard);
	s->resource = RESOURCE_AMPLE;
}
