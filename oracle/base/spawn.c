/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Other programs, for what they print. */

#include <sys/wait.h>

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <string.h>
#include <unistd.h>

#include "oracle/base/spawn.h"

extern char **environ;

enum { ARGUMENTS_MAX = 8 };

/* Starts argv with its output going to out; 0 or an errno. */
static int
start(struct arena *a, const char *const argv[], const int ends[2], pid_t *pid)
{
	posix_spawn_file_actions_t actions;
	char *copy[ARGUMENTS_MAX + 1] = { NULL };
	int error, i;

	/* The interface wants strings that it could write. */
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

static char *
read_all(struct arena *a, int fd, size_t *len)
{
	size_t room;
	ssize_t n;
	char *text;

	room = 0;
	text = arena_grow(a, NULL, 0, 1 << 16, 1, &room);
	*len = 0;
	for (;;) {
		n = read(fd, text + *len, room - *len - 1);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		*len += (size_t)n;
		text = arena_grow(a, text, *len, *len + 2, 1, &room);
	}
	text[*len] = '\0';
	return text;
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
	error = start(a, argv, ends, &pid);
	close(ends[1]);
	text = error == 0 ? read_all(a, ends[0], len) : NULL;
	close(ends[0]);
	if (error != 0) {
		diag_set(why, "%s cannot be run (%s); install it", argv[0],
		    strerror(error));
		return NULL;
	}
	error = wait_for(pid);
	if (error == 0)
		return text;
	/* A spawn that is a fork tells so when it cannot find the program. */
	diag_set(why,
	    error == 127 ? "%s cannot be run; install it"
			 : "%s failed; see what it says above",
	    argv[0]);
	return NULL;
}
