/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* This program, executed by itself. */

#include "t/probe/host/host.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "t/probe/host/program.h"

/* Not for people, so it is in no manual. */
#define QUESTION "--is-descriptor-open="
#define SELF_FILE "/proc/self/exe"

enum {
	PATH_ROOM = 1024,
	APART_TRIES = 3 /* of a child that is killed */
};

/* Set once, by main. */
static char path[PATH_ROOM];

#if defined(HAVE_FORK)

/* Looks for a program as a shell does. */
static bool
search(const char *name, const char *list)
{
	size_t len;
	int n;

	while (list != NULL && *list != '\0') {
		len = strcspn(list, ":");
		n = snprintf(path, sizeof(path), "%.*s/%s", (int)len, list,
		    name);
		if (n > 0 && (size_t)n < sizeof(path) &&
		    access(path, X_OK) == 0)
			return true;
		list += len + (list[len] == ':');
	}
	path[0] = '\0';
	return false;
}

/* The directory may change before the program is executed. */
static void
resolve(const char *name)
{
	char *full;

	if (access(SELF_FILE, X_OK) == 0) {
		snprintf(path, sizeof(path), "%s", SELF_FILE);
		return;
	}
	if (strchr(name, '/') == NULL) {
		search(name, getenv("PATH"));
		return;
	}
	full = realpath(name, NULL);
	if (full != NULL && strlen(full) < sizeof(path))
		snprintf(path, sizeof(path), "%s", full);
	free(full);
}

void
program_start(int argc, char **argv)
{
	const size_t len = strlen(QUESTION);

	if (argc == 2 && strncmp(argv[1], QUESTION, len) == 0)
		host_exit(host_fcntl(atoi(argv[1] + len), F_GETFD) >= 0
			? PROGRAM_OPEN
			: PROGRAM_CLOSED);
	if (argc > 0)
		resolve(argv[0]);
}

void
program_execute(int fd)
{
	char question[sizeof(QUESTION) + 16];

	snprintf(question, sizeof(question), "%s%d", QUESTION, fd);
	host_execl(path, "pairprobe", question, (char *)NULL);
	host_exit(PROGRAM_NONE);
}

/* Waits for the end of a child, whoever stops it. */
static int
wait_end(pid_t pid, int *status)
{
	pid_t got;

	for (;;) {
		got = host_waitpid(pid, status, WUNTRACED);
		if (got < 0 && errno != EINTR)
			return -1;
		if (got == pid && !WIFSTOPPED(*status))
			return 0;
		if (got == pid)
			host_kill(pid, SIGCONT);
	}
}

int
program_apart(int (*body)(void *), void *arg)
{
	int i, status;
	pid_t pid;

	for (i = 0; i < APART_TRIES; i++) {
		pid = host_fork();
		if (pid == 0)
			host_exit(body(arg));
		if (pid < 0 || wait_end(pid, &status) != 0)
			return -1;
		if (WIFEXITED(status))
			return WEXITSTATUS(status);
	}
	errno = 0;
	return -1;
}

/* Executes the program with a descriptor that is closed by that or not. */
static int
execute_apart(void *closed)
{
	int fd;

	fd = open("/dev/null", O_RDONLY);
	if (fd < 0)
		fd = open(path, O_RDONLY);
	if (fd < 0 ||
	    (*(const bool *)closed && host_fcntl(fd, F_SETFD, FD_CLOEXEC) != 0))
		return PROGRAM_NONE;
	program_execute(fd);
	return PROGRAM_NONE;
}

static bool
says(bool closed, int what)
{
	return program_apart(execute_apart, &closed) == what;
}

const char *
program_lacks(void)
{
	static const char *const no = "the probe cannot execute itself here";
	static int tried = -1;

	if (path[0] == '\0')
		return "the probe does not know where its program is";
	if (tried < 0)
		tried = says(false, PROGRAM_OPEN) && says(true, PROGRAM_CLOSED);
	return tried ? NULL : no;
}

#else

void
program_start(int argc, char **argv)
{
	(void)argc;
	(void)argv;
	(void)path;
}

void
program_execute(int fd)
{
	(void)fd;
}

int
program_apart(int (*body)(void *), void *arg)
{
	(void)body;
	(void)arg;
	errno = ENOSYS;
	return -1;
}

const char *
program_lacks(void)
{
	return "this host has no processes";
}

#endif
