/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * A host that is wrong in one way, for any program, also one that is static
 * or makes system calls by itself: the kernel hands each socketpair(2) of the
 * program to this one (seccomp user notification), which lets the kernel go
 * on with it or answers it wrongly.  LIE, LIE_ONLY and LIE_TOLD are as in
 * liar.c; of the kinds there it knows those that are about the call itself.
 * usage: supervisor COMMAND [ARGUMENT ...]
 *
 * What the call would come to is tried in this process, so lies about errors
 * that depend on the caller's descriptors or privilege are left to liar.c.
 */

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

static const struct {
	const char *name;
	int number;
} errnos[] = {
	{ "EACCES", EACCES },
	{ "EAFNOSUPPORT", EAFNOSUPPORT },
	{ "EFAULT", EFAULT },
	{ "EINTR", EINTR },
	{ "EINVAL", EINVAL },
	{ "EIO", EIO },
	{ "EMFILE", EMFILE },
	{ "ENFILE", ENFILE },
	{ "ENOBUFS", ENOBUFS },
	{ "ENOMEM", ENOMEM },
	{ "ENOSYS", ENOSYS },
	{ "EOPNOTSUPP", EOPNOTSUPP },
	{ "EPERM", EPERM },
	{ "EPROTONOSUPPORT", EPROTONOSUPPORT },
	{ "EPROTOTYPE", EPROTOTYPE },
	{ "ESOCKTNOSUPPORT", ESOCKTNOSUPPORT },
};

static char kind[32], first[32], second[32];

/* One call that waits for an answer. */
struct asked {
	int listener;
	uint64_t id;
	pid_t pid;
	int domain, type, protocol;
	uint64_t vector; /* an address of the caller */
};

static int
errno_of(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(errnos) / sizeof(errnos[0]); i++)
		if (strcmp(name, errnos[i].name) == 0)
			return errnos[i].number;
	return -1;
}

static int
is(const char *word)
{
	return strcmp(kind, word) == 0;
}

static int
is_for(const struct asked *a)
{
	static int calls;
	const char *only = getenv("LIE_ONLY");
	int n;

	calls++;
	if (only == NULL || *only == '\0')
		return 1;
	if (sscanf(only, "domain=%d", &n) == 1)
		return a->domain == n;
	if (sscanf(only, "type=%d", &n) == 1)
		return (a->type & 0xf) == n;
	if (sscanf(only, "protocol=%d", &n) == 1)
		return a->protocol == n;
	return sscanf(only, "nth=%d", &n) == 1 && calls % n == 0;
}

static void
told(void)
{
	const char *path = getenv("LIE_TOLD");

	if (path != NULL)
		mkdir(path, 0777);
}

/* Reads or writes a word of the caller's vector; whether that is possible. */
static int
word(const struct asked *a, int at, int *value, int write)
{
	struct iovec here = { value, sizeof(*value) };
	struct iovec there = { (void *)(uintptr_t)(a->vector +
				   (uint64_t)(at * 4)),
		sizeof(*value) };

	return (write ? process_vm_writev(a->pid, &here, 1, &there, 1, 0)
		      : process_vm_readv(a->pid, &here, 1, &there, 1, 0)) ==
	    sizeof(*value);
}

static int
is_writable(const struct asked *a)
{
	int value;

	return word(a, 0, &value, 0) && word(a, 0, &value, 1) &&
	    word(a, 1, &value, 0) && word(a, 1, &value, 1);
}

/* Whether the caller may open two more descriptors. */
static int
has_room(const struct asked *a)
{
	char path[64];
	struct rlimit limit;
	struct dirent *entry;
	rlim_t open;
	DIR *dir;

	snprintf(path, sizeof(path), "/proc/%ld/fd", (long)a->pid);
	dir = opendir(path);
	if (dir == NULL || prlimit(a->pid, RLIMIT_NOFILE, NULL, &limit) != 0)
		return 0;
	for (open = 0; (entry = readdir(dir)) != NULL;)
		open += entry->d_name[0] != '.' &&
		    strtoul(entry->d_name, NULL, 10) < limit.rlim_cur;
	closedir(dir);
	return open + 2 <= limit.rlim_cur;
}

static void
answer(const struct asked *a, int value, int error)
{
	struct seccomp_notif_resp r;

	memset(&r, 0, sizeof(r));
	r.id = a->id;
	r.val = value;
	r.error = -error;
	ioctl(a->listener, SECCOMP_IOCTL_NOTIF_SEND, &r);
}

/* The kernel does what it would have done. */
static void
go_on(const struct asked *a)
{
	struct seccomp_notif_resp r;

	memset(&r, 0, sizeof(r));
	r.id = a->id;
	r.flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE;
	ioctl(a->listener, SECCOMP_IOCTL_NOTIF_SEND, &r);
}

/* Gives the caller a descriptor; at: its number, or -1 for the lowest. */
static int
give(const struct asked *a, int fd, int at, int cloexec)
{
	struct seccomp_notif_addfd add;

	memset(&add, 0, sizeof(add));
	add.id = a->id;
	add.srcfd = (uint32_t)fd;
	add.newfd_flags = cloexec ? O_CLOEXEC : 0;
	if (at >= 0) {
		add.flags = SECCOMP_ADDFD_FLAG_SETFD;
		add.newfd = (uint32_t)at;
	}
	return ioctl(a->listener, SECCOMP_IOCTL_NOTIF_ADDFD, &add);
}

/* Answers a call that would succeed with a pair that is wrong. */
static void
spoil(const struct asked *a, int pair[2])
{
	int at[2], cloexec[2], i, number[2], turned;

	told();
	if (is("type")) {
		close(pair[0]);
		close(pair[1]);
		socketpair(a->domain, atoi(first) | (a->type & ~0xf),
		    a->protocol, pair);
	}
	for (i = 0; i < 2; i++) {
		turned = is("flag") && strcmp(second, i ? "first" : "second");
		cloexec[i] = (a->type & SOCK_CLOEXEC) != 0;
		if (turned && strcmp(first, "cloexec") == 0)
			cloexec[i] = !cloexec[i];
		if (turned && strcmp(first, "nonblock") == 0)
			fcntl(pair[i], F_SETFL,
			    fcntl(pair[i], F_GETFL) ^ O_NONBLOCK);
		at[i] = is("high") && strcmp(first, i ? "second" : "first") == 0
		    ? 40
		    : -1;
	}
	number[0] = give(a, pair[0], at[0], cloexec[0]);
	number[1] = is("same") ? number[0]
			       : give(a, pair[1], at[1], cloexec[1]);
	if (is("leak-success"))
		give(a, pair[0], -1, 0);
	for (i = 0; i < 2; i++)
		if (!is("unwritten") ||
		    strcmp(first, i ? "second" : "first") != 0)
			word(a, i, &number[is("exchanged") ? !i : i], 1);
	/* The caller must hold the only copies when it goes on. */
	close(pair[0]);
	close(pair[1]);
	answer(a, is("return") ? atoi(first) : 0, 0);
}

/* Answers a call that would fail with errno e, or lets it fail. */
static void
worsen(const struct asked *a, int e)
{
	int junk = 77;

	if (e == errno_of(first) && (is("swap") || is("zero"))) {
		told();
		answer(a, 0, is("swap") ? errno_of(second) : 0);
	} else if (is("leak") && e == errno_of(second) && has_room(a)) {
		told();
		give(a, 2, strcmp(first, "high") == 0 ? 500 : -1, 0);
		answer(a, 0, e);
	} else if (is("written") && e == errno_of(second)) {
		told();
		if (strcmp(first, "first") == 0 || strcmp(first, "both") == 0)
			word(a, 0, &junk, 1);
		if (strcmp(first, "second") == 0 || strcmp(first, "both") == 0)
			word(a, 1, &junk, 1);
		if (strcmp(first, "before") == 0)
			word(a, -1, &junk, 1);
		if (strcmp(first, "after") == 0)
			word(a, 2, &junk, 1);
		answer(a, 0, e);
	} else
		go_on(a);
}

static int
is_about_success(void)
{
	static const char *const kinds[] = { "exchanged", "flag", "high",
		"leak-success", "return", "same", "type", "unwritten" };
	size_t i;

	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (is(kinds[i]))
			return 1;
	return 0;
}

static void
decide(const struct asked *a)
{
	int e, pair[2];

	if (!is_for(a)) {
		go_on(a);
		return;
	}
	e = socketpair(a->domain, a->type, a->protocol, pair) == 0 ? 0 : errno;
	if (e == 0 && is_about_success() && a->domain == AF_UNIX &&
	    has_room(a) && is_writable(a)) {
		spoil(a, pair);
		return;
	}
	if (e == 0) {
		close(pair[0]);
		close(pair[1]);
	}
	if (e != EINVAL && !has_room(a))
		go_on(a);
	else if (e != EINVAL && !is_writable(a))
		worsen(a, EFAULT);
	else if (e != 0)
		worsen(a, e);
	else if (is("fail") && a->domain == AF_UNIX) {
		told();
		answer(a, 0, errno_of(first));
	} else
		go_on(a);
}

/* In the program: every socketpair(2) from here on is handed over. */
static int
filter_install(void)
{
	struct sock_filter filter[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
		    offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_socketpair, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = { 4, filter };
	int listener;

	if (geteuid() != 0)
		prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
#ifdef SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV
	/* A signal must not make the caller ask twice. */
	listener = (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER,
	    SECCOMP_FILTER_FLAG_NEW_LISTENER |
		SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV,
	    &program);
	if (listener >= 0)
		return listener;
#endif
	listener = (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER,
	    SECCOMP_FILTER_FLAG_NEW_LISTENER, &program);
	return listener;
}

static void
serve(int listener, pid_t child)
{
	struct seccomp_notif n;
	struct asked a;
	struct pollfd ready = { listener, POLLIN, 0 };
	int status;

	for (;;) {
		if (poll(&ready, 1, 100) > 0 && (ready.revents & POLLIN)) {
			memset(&n, 0, sizeof(n));
			if (ioctl(listener, SECCOMP_IOCTL_NOTIF_RECV, &n) != 0)
				continue;
			a.listener = listener;
			a.id = n.id;
			a.pid = (pid_t)n.pid;
			a.domain = (int)n.data.args[0];
			a.type = (int)n.data.args[1];
			a.protocol = (int)n.data.args[2];
			a.vector = n.data.args[3];
			decide(&a);
		} else if (waitpid(child, &status, WNOHANG) == child)
			exit(WIFEXITED(status) ? WEXITSTATUS(status) : 2);
	}
}

int
main(int argc, char **argv)
{
	const char *lie = getenv("LIE");
	int handed, listener, pipes[2];
	pid_t child;

	if (argc < 2 || pipe(pipes) != 0)
		return 2;
	if (lie != NULL)
		sscanf(lie, "%31s %31s %31s", kind, first, second);
	child = fork();
	if (child == 0) {
		listener = filter_install();
		if (write(pipes[1], &listener, sizeof(listener)) < 0 ||
		    listener < 0)
			_exit(77);
		/* The parent takes a copy of the listener, then lets go on. */
		raise(SIGSTOP);
		close(listener);
		close(pipes[0]);
		close(pipes[1]);
		execvp(argv[1], argv + 1);
		_exit(77);
	}
	if (read(pipes[0], &handed, sizeof(handed)) != sizeof(handed) ||
	    handed < 0 || waitpid(child, NULL, WUNTRACED) != child)
		return 77;
	listener = (int)syscall(SYS_pidfd_getfd,
	    (int)syscall(SYS_pidfd_open, child, 0), handed, 0);
	if (listener < 0) {
		kill(child, SIGKILL);
		return 77;
	}
	kill(child, SIGCONT);
	serve(listener, child);
	return 2;
}
