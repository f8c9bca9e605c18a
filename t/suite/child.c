/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Running a command for what it prints. */

#include <sys/types.h>
#include <sys/wait.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "t/suite/child.h"

enum {
	OUTPUT_MAX = 16 << 20, /* bytes */
	STATUS_NOT_RUN = 127   /* as a shell's */
};

/* Milliseconds that never go back. */
static long long
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000LL + t.tv_nsec / 1000000;
}

/* The child leads a process group of its own, so that it can be killed. */
static void
child_start(char *const *argv, const int *ends)
{
	setpgid(0, 0);
	if (dup2(ends[1], STDOUT_FILENO) >= 0) {
		close(ends[0]);
		if (ends[1] != STDOUT_FILENO)
			close(ends[1]);
		execvp(argv[0], argv);
	}
	_exit(STATUS_NOT_RUN);
}

static pid_t
child_fork(char *const *argv, int *from, struct diag *why)
{
	int ends[2];
	pid_t pid;

	if (pipe(ends) != 0)
		return diag_set(why,
		    "cannot be run, for there is no pipe:"
		    " %s",
		    strerror(errno));
	pid = fork();
	if (pid == 0)
		child_start(argv, ends);
	close(ends[1]);
	*from = ends[0];
	if (pid > 0) {
		/* It may have done so by itself by now. */
		setpgid(pid, pid);
		return pid;
	}
	close(ends[0]);
	return diag_set(why,
	    "cannot be run, for there is no"
	    " process: %s",
	    strerror(errno));
}

/* Waits for more to read: 1, or 0 where the time is over. */
static int
wait_readable(int fd, long long deadline)
{
	struct pollfd p = { 0 };
	long long left;

	p.fd = fd;
	p.events = POLLIN;
	while ((left = deadline - now()) > 0)
		if (poll(&p, 1, left > 60000 ? 60000 : (int)left) > 0)
			return 1;
	return 0;
}

/* Reads up to the end of file; 1 where the time is over before. */
static int
output_read(struct arena *a, int fd, long long deadline,
    struct child_output *out, struct diag *why)
{
	size_t room;
	ssize_t n;

	room = 0;
	out->text = arena_grow(a, NULL, 0, 1 << 16, 1, &room);
	out->len = 0;
	while (wait_readable(fd, deadline)) {
		n = read(fd, out->text + out->len, room - out->len - 1);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return diag_set(why, "cannot be read: %s",
			    strerror(errno));
		if (n == 0)
			return 0;
		out->len += (size_t)n;
		if (out->len > OUTPUT_MAX)
			return diag_set(why, "prints without end");
		out->text = arena_grow(a, out->text, out->len, out->len + 2, 1,
		    &room);
	}
	return 1;
}

/*
 * Waits until it has ended; 1 where the time is over before.  It is not
 * reaped, so that its process group stays its own.
 */
static int
wait_end(pid_t pid, long long deadline)
{
	struct timespec moment = { 0, 10000 };
	siginfo_t info;

	do {
		memset(&info, 0, sizeof(info));
		if (waitid(P_PID, (id_t)pid, &info,
			WEXITED | WNOHANG | WNOWAIT) == 0 &&
		    info.si_pid == pid)
			return 0;
		nanosleep(&moment, NULL);
		if (moment.tv_nsec < 1000000)
			moment.tv_nsec *= 2;
	} while (now() < deadline);
	return 1;
}

int
child_run(struct arena *a, char *const *argv, long seconds,
    struct child_output *out, struct diag *why)
{
	long long deadline;
	pid_t pid;
	int fd = -1, ret;

	deadline = now() + seconds * 1000LL;
	pid = child_fork(argv, &fd, why);
	if (pid < 0)
		return -1;
	ret = output_read(a, fd, deadline, out, why);
	if (ret == 0)
		ret = wait_end(pid, deadline);
	close(fd);
	kill(-pid, SIGKILL);
	while (waitpid(pid, &out->status, 0) < 0 && errno == EINTR)
		continue;
	out->text[out->len] = '\0';
	if (ret > 0)
		return diag_set(why, "hung: it was not done after %ld s",
		    seconds);
	return ret;
}
