/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Other programs, for what they print. */

#include <sys/types.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "oracle/base/file.h"
#include "oracle/base/spawn.h"

extern char **environ;

/* How much argv may hold, and how long a program may run. */
enum { ARGUMENTS_MAX = 8, SECONDS_MAX = 15 };

/* How much memory a program may use: a page may be made to unpack to any. */
#if defined(RLIMIT_AS)
#define LIMIT_MEMORY RLIMIT_AS
#else
#define LIMIT_MEMORY RLIMIT_DATA
#endif
enum { MEMORY_MAX = 256 << 20 };

/* This process can have no such limit where a sanitizer maps all it may. */
#if defined(__SANITIZE_ADDRESS__)
#define MAY_LIMIT 0
#else
#define MAY_LIMIT 1
#endif

/* Starts argv with its output going to out; 0 or an errno. */
static int
start(struct arena *a, const char *const argv[], const int ends[2], pid_t *pid)
{
	posix_spawn_file_actions_t actions;
	char *copy[ARGUMENTS_MAX + 1] = { NULL };
	int error, i;

	/* posix_spawnp takes strings that are not const. */
	for (i = 0; i < ARGUMENTS_MAX && argv[i] != NULL; i++)
		copy[i] = arena_text(a, argv[i], strlen(argv[i]));
	error = posix_spawn_file_actions_init(&actions);
	if (error != 0)
		return error;
	posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null",
	    O_RDONLY, 0);
	posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
	posix_spawn_file_actions_addclose(&actions, ends[0]);
	posix_spawn_file_actions_addclose(&actions, ends[1]);
	error = posix_spawnp(pid, copy[0], &actions, NULL, copy, environ);
	posix_spawn_file_actions_destroy(&actions);
	return error;
}

/* The seconds that are left, at least 0, of those that a program has. */
static int
seconds_left(time_t start)
{
	const time_t past = time(NULL) - start;

	return past < SECONDS_MAX ? SECONDS_MAX - (int)past : 0;
}

/*
 * The same, with a limit of memory, which a program gets from this one: there
 * is no other way to set it between fork and exec that posix_spawn has.
 */
static int
start_limited(struct arena *a, const char *const argv[], const int ends[2],
    pid_t *pid)
{
	struct rlimit own, less;
	int error;

	if (!MAY_LIMIT || getrlimit(LIMIT_MEMORY, &own) != 0)
		return start(a, argv, ends, pid);
	less = own;
	if (own.rlim_cur == RLIM_INFINITY || own.rlim_cur > MEMORY_MAX)
		less.rlim_cur = MEMORY_MAX;
	if (setrlimit(LIMIT_MEMORY, &less) != 0)
		return start(a, argv, ends, pid);
	error = start(a, argv, ends, pid);
	setrlimit(LIMIT_MEMORY, &own);
	return error;
}

/* Returns what can be read from fd, or NULL when it is too much or slow. */
static char *
read_all(struct arena *a, int fd, size_t *len)
{
	const time_t start = time(NULL);
	struct pollfd ready = { fd, POLLIN, 0 };
	size_t room;
	ssize_t n;
	char *text;

	room = 0;
	text = arena_grow(a, NULL, 0, 1 << 16, 1, &room);
	for (*len = 0; *len < FILE_LIMIT;) {
		n = poll(&ready, 1, seconds_left(start) * 1000);
		if (n == 0)
			return NULL;
		if (n > 0)
			n = read(fd, text + *len, room - *len - 1);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0) {
			text[*len] = '\0';
			return text;
		}
		*len += (size_t)n;
		text = arena_grow(a, text, *len, *len + 2, 1, &room);
	}
	return NULL;
}

static int
wait_for(pid_t pid)
{
	int status;

	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

char *
spawn_read(struct arena *a, const char *const argv[], size_t *len,
    struct diag *why)
{
	int ends[2], error;
	char *text;
	pid_t pid;

	if (pipe(ends) != 0) {
		diag_set(why, "no pipe: %s", strerror(errno));
		return NULL;
	}
	error = start_limited(a, argv, ends, &pid);
	close(ends[1]);
	text = error == 0 ? read_all(a, ends[0], len) : NULL;
	close(ends[0]);
	if (error != 0) {
		diag_set(why, "%s cannot be run (%s); install it", argv[0],
		    strerror(error));
		return NULL;
	}
	if (text == NULL)
		kill(pid, SIGKILL);
	error = wait_for(pid);
	if (text == NULL) {
		diag_set(why,
		    "%s prints more than " FILE_LIMIT_TEXT " or takes longer"
		    " than %d seconds; name a smaller file",
		    argv[0], SECONDS_MAX);
		return NULL;
	}
	if (error == 0)
		return text;
	/* A spawn that is a fork tells so when it cannot find the program. */
	diag_set(why,
	    error == 127 ? "%s cannot be run; install it"
			 : "%s failed; see what it says above",
	    argv[0]);
	return NULL;
}
