/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Observing: asking the built-in probe, or a command, for one request. */

#include <sys/types.h>
#include <sys/wait.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "t/probe/probe.h"
#include "t/suite/observe.h"

enum {
	OUTPUT_MAX = 16 << 20, /* bytes */
	/* What a shell exits with where it cannot run a command. */
	STATUS_NO_PERMISSION = 126,
	STATUS_NOT_RUN = 127
};

struct child_output {
	char *text;
	size_t len;
	int status; /* as waitpid has it */
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

/*
 * Runs argv[0], looked for in PATH, and gathers its standard output in a.
 * When it ends, or after that many seconds, it and everything that it started
 * is killed.  Returns 0, or -1 with the reason as the end of a sentence.
 */
static int
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

enum {
	ALLOWED_MAX = 8, /* more words than there are to allow */
	WORDS_HERE = 4 + 2 * ALLOWED_MAX, /* before those of a request */
	REQUEST_SECONDS = 10		  /* as long as one usually may take */
};

/* A command for sh that takes the arguments of the shell. */
static char *
with_arguments(struct arena *a, const char *command)
{
	static const char arguments[] = " \"$@\"";
	char *text;

	text = arena_get(a, strlen(command) + sizeof(arguments));
	return strcat(strcpy(text, command), arguments);
}

/* The words that run another probe by a shell. */
static char **
words_of(struct arena *a, const struct probe *p, char *const *argument,
    int count)
{
	static char shell[] = "sh", option[] = "-c", end[] = "--";
	char **words;
	int n;

	/* As many as there can be, and NULL. */
	words = arena_get(a, ((size_t)count + 6) * sizeof(*words));
	n = 0;
	words[n++] = shell;
	words[n++] = option;
	words[n++] = with_arguments(a, p->command);
	words[n++] = shell;
	if (*argument[0] == '-')
		words[n++] = end;
	memcpy(words + n, argument, (size_t)count * sizeof(*words));
	return words;
}

/* Says how it ended, unless that was well. */
static int
status_check(const char *name, int status, struct diag *why)
{
	int code;

	if (WIFSIGNALED(status))
		return diag_set(why,
		    "the probe %s was killed by signal %d"
		    " (%s)",
		    name, WTERMSIG(status), strsignal(WTERMSIG(status)));
	code = WEXITSTATUS(status);
	if (code == STATUS_NOT_RUN || code == STATUS_NO_PERMISSION)
		return diag_set(why,
		    "the probe %s cannot be run; build it,"
		    " or name another by the variable probe",
		    name);
	if (code > 128)
		return diag_set(why,
		    "the probe %s was killed by signal %d"
		    " (%s)",
		    name, code - 128, strsignal(code - 128));
	if (code != 0)
		return diag_set(why,
		    "the probe %s exited with status %d;"
		    " what it said is on standard error",
		    name, code);
	return 0;
}

static int
output_parse(const char *name, struct child_output *out, struct trace *tr,
    struct diag *why)
{
	struct diag cause;
	FILE *f;
	int ret;

	if (out->len == 0)
		return diag_set(why, "the probe %s printed nothing", name);
	f = fmemopen(out->text, out->len, "r");
	if (f == NULL)
		return diag_set(why, "out of memory");
	ret = trace_read(tr, f, "standard output", &cause);
	fclose(f);
	if (ret != 0)
		diag_set(why, "the probe %s printed no trace: %s", name,
		    cause.text);
	return ret;
}

static int
ask_command(struct arena *a, const struct probe *p, char *const *argument,
    int count, struct trace *tr, struct diag *why)
{
	struct child_output out;
	struct diag cause;

	if (child_run(a, words_of(a, p, argument, count), p->seconds, &out,
		&cause) != 0)
		return diag_set(why, "the probe %s %s", p->command, cause.text);
	if (status_check(p->command, out.status, why) != 0)
		return -1;
	return output_parse(p->command, &out, tr, why);
}

/* Appends an option for each thing that is allowed.  Returns how many words. */
static int
words_allowed(struct arena *a, const char *allow, char **words)
{
	static char option[] = "--allow";
	size_t len;
	int n;

	for (n = 0; *allow != '\0' && n < 2 * ALLOWED_MAX; allow += len) {
		allow += strspn(allow, ", ");
		len = strcspn(allow, ", ");
		if (len == 0)
			continue;
		words[n++] = option;
		words[n++] = arena_text(a, allow, len);
	}
	return n;
}

/* The words that the probe of this program is called with; their count. */
static int
words_here(struct arena *a, const struct probe *p, char *const *argument,
    int count, char ***all)
{
	static char name[] = "pairprobe", option[] = "--timeout", end[] = "--";
	char seconds[32], **words;
	int n;

	snprintf(seconds, sizeof(seconds), "%ld",
	    p->seconds < REQUEST_SECONDS ? p->seconds : REQUEST_SECONDS);
	words = arena_get(a, ((size_t)count + WORDS_HERE + 1) * sizeof(*words));
	n = 0;
	words[n++] = name;
	words[n++] = option;
	words[n++] = arena_text(a, seconds, strlen(seconds));
	if (p->allow != NULL)
		n += words_allowed(a, p->allow, words + n);
	words[n++] = end;
	memcpy(words + n, argument, (size_t)count * sizeof(*words));
	*all = words;
	return n + count;
}

/* A request that kills or hangs does so to a worker, not to this process. */
static int
ask_here(struct arena *a, const struct probe *p, char *const *argument,
    int count, struct trace *tr, struct diag *why)
{
	struct bodies bodies = { ARENA_INIT, NULL, 0, 0 };
	char **words;
	int ret;

	count = words_here(a, p, argument, count, &words);
	ret = probe_collect(count, words, &bodies, why);
	if (ret == 0)
		ret = trace_of(tr, &bodies, probe_numbers(), "the probe", why);
	bodies_free(&bodies);
	return ret;
}

int
observe(const struct probe *p, char *const *argument, int count,
    struct trace *tr, struct diag *why)
{
	struct arena scratch = ARENA_INIT;
	int ret;

	memset(tr, 0, sizeof(*tr));
	ret = (p->command != NULL ? ask_command : ask_here)(&scratch, p,
	    argument, count, tr, why);
	arena_free(&scratch);
	return ret;
}
