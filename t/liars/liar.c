/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * A host that is wrong in one way, for programs in which it is preloaded.
 * LIE in the environment says in which: KIND and its arguments, separated by
 * blanks.  LIE_ONLY limits the lie: "domain=N", "type=N" (without flags),
 * "protocol=N", "nth=N" (the N-th call of a process), "user" (callers that
 * are not root), "libc" or "raw" (the entry).  lies.tsv lists the kinds.
 */

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <unistd.h>

#define TRUE_CALL(type, name, ...) \
	type (*call)(__VA_ARGS__); \
	void *found = dlsym(RTLD_NEXT, name); \
	memcpy(&call, &found, sizeof(call))

static const struct {
	const char *name;
	int number;
} errnos[] = {
	{ "EACCES", EACCES },
	{ "EAFNOSUPPORT", EAFNOSUPPORT },
	{ "EAGAIN", EAGAIN },
	{ "EBADF", EBADF },
	{ "ECONNRESET", ECONNRESET },
	{ "EFAULT", EFAULT },
	{ "EINTR", EINTR },
	{ "EINVAL", EINVAL },
	{ "EIO", EIO },
	{ "EISCONN", EISCONN },
	{ "EMFILE", EMFILE },
	{ "EMSGSIZE", EMSGSIZE },
	{ "ENFILE", ENFILE },
	{ "ENOBUFS", ENOBUFS },
	{ "ENOMEM", ENOMEM },
	{ "ENOSYS", ENOSYS },
	{ "ENOTCONN", ENOTCONN },
	{ "EOPNOTSUPP", EOPNOTSUPP },
	{ "EPERM", EPERM },
	{ "EPIPE", EPIPE },
	{ "EPROTONOSUPPORT", EPROTONOSUPPORT },
	{ "EPROTOTYPE", EPROTOTYPE },
	{ "ESOCKTNOSUPPORT", ESOCKTNOSUPPORT },
	{ "ESPIPE", ESPIPE },
};

/* The lie, taken apart: its kind and two arguments. */
static char kind[32], first[32], second[32];

static void
lie_read(void)
{
	const char *text = getenv("LIE");

	if (text == NULL || kind[0] != '\0')
		return;
	if (sscanf(text, "%31s %31s %31s", kind, first, second) < 1)
		strcpy(kind, "none");
}

static int
is(const char *word)
{
	lie_read();
	return strcmp(kind, word) == 0;
}

/*
 * Notes that the lie was told: makes the directory that LIE_TOLD names, which
 * takes no descriptor.  What was never told here cannot be noticed.
 */
static void
told(void)
{
	static int before;
	const char *path = getenv("LIE_TOLD");
	const int e = errno;

	if (!before && path != NULL) {
		before = 1;
		mkdir(path, 0777);
	}
	errno = e;
}

/* The number of an errno by its name; 0 for "ok", -1 for other words. */
static int
errno_of(const char *name)
{
	size_t i;

	if (strcmp(name, "ok") == 0)
		return 0;
	for (i = 0; i < sizeof(errnos) / sizeof(errnos[0]); i++)
		if (strcmp(name, errnos[i].name) == 0)
			return errnos[i].number;
	return -1;
}

/* Whether the lie is for this call. */
static int
is_for(int domain, int type, int protocol, const char *entry)
{
	static int calls;
	const char *only = getenv("LIE_ONLY");
	int n;

	calls++;
	if (only == NULL || *only == '\0')
		return 1;
	if (sscanf(only, "domain=%d", &n) == 1)
		return domain == n;
	if (sscanf(only, "type=%d", &n) == 1)
		return (type & 0xf) == n;
	if (sscanf(only, "protocol=%d", &n) == 1)
		return protocol == n;
	if (sscanf(only, "nth=%d", &n) == 1)
		return calls % n == 0;
	if (strcmp(only, "user") == 0)
		return geteuid() != 0;
	return strcmp(only, entry) == 0;
}

static int
true_pair(int domain, int type, int protocol, int *sv)
{
	TRUE_CALL(int, "socketpair", int, int, int, int *);

	return call(domain, type, protocol, sv);
}

static int
fail(int number)
{
	errno = number;
	return -1;
}

/* Moves a descriptor to another number. */
static int
moved(int fd, int to)
{
	const int flags = fcntl(fd, F_GETFD);

	dup2(fd, to);
	fcntl(to, F_SETFD, flags);
	close(fd);
	return to;
}

static void
exchange(int *sv)
{
	const int was = sv[0];

	sv[0] = sv[1];
	sv[1] = was;
}

/* Turns a flag of a descriptor over. */
static void
turn(int fd, const char *flag)
{
	if (strcmp(flag, "cloexec") == 0)
		fcntl(fd, F_SETFD, fcntl(fd, F_GETFD) ^ FD_CLOEXEC);
	else
		fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) ^ O_NONBLOCK);
}

/* A pair of another sort in place of that of sv. */
static int
replace(int *sv, int domain, int type)
{
	close(sv[0]);
	close(sv[1]);
	return true_pair(domain, type, 0, sv);
}

/* One end is connected to a third socket. */
static void
third(int *sv, int type)
{
	int other[2];

	if (true_pair(AF_UNIX, type, 0, other) != 0)
		return;
	moved(other[0], sv[1]);
	fcntl(other[1], F_DUPFD, 300);
	close(other[1]);
}

static int
unconnected(int *sv, int type)
{
	close(sv[1]);
	close(sv[0]);
	sv[0] = socket(AF_UNIX, type, 0);
	sv[1] = socket(AF_UNIX, type, 0);
	return 0;
}

static void
name(int fd)
{
	struct sockaddr_un un;

	memset(&un, 0, sizeof(un));
	un.sun_family = AF_UNIX;
	bind(fd, (struct sockaddr *)&un, sizeof(sa_family_t));
}

/* Both, one or no end, as the word says. */
static void
ends(const char *which, int *sv, void (*change)(int fd, const char *),
    const char *arg)
{
	if (strcmp(which, "second") != 0)
		change(sv[0], arg);
	if (strcmp(which, "first") != 0)
		change(sv[1], arg);
}

static void
change_name(int fd, const char *arg)
{
	(void)arg;
	name(fd);
}

static void
change_shut(int fd, const char *how)
{
	TRUE_CALL(int, "shutdown", int, int);

	call(fd, strcmp(how, "read") == 0 ? SHUT_RD : SHUT_WR);
}

static void
change_close(int fd, const char *arg)
{
	(void)arg;
	close(fd);
}

static void
leak(void)
{
	if (strcmp(first, "high") == 0)
		fcntl(2, F_DUPFD, 500);
	else if (strcmp(first, "socket") == 0)
		(void)!socket(AF_UNIX, SOCK_STREAM, 0);
	else
		(void)!dup(2);
}

/* Ends, stops or disturbs the process. */
static void
strike(void)
{
	if (is("hang") || is("die") || is("exit") || is("lose") || is("signal"))
		told();
	if (is("hang"))
		for (;;)
			pause();
	if (is("die"))
		raise(atoi(first));
	if (is("exit"))
		_exit(0);
	if (is("lose"))
		close(atoi(first));
}

/*
 * Writes a number into the vector, wherever it points to, or what is there
 * already where number is NULL.  Returns whether that is possible.
 */
static int
poke(int *sv, int at, const int *number)
{
	int was;
	struct iovec from = { &was, sizeof(was) };
	struct iovec to = { (char *)sv + at * (int)sizeof(was), sizeof(was) };

	if (process_vm_readv(getpid(), &from, 1, &to, 1, 0) != sizeof(was))
		return 0;
	if (number != NULL)
		was = *number;
	return process_vm_writev(getpid(), &from, 1, &to, 1, 0) == sizeof(was);
}

/* Spoils a good pair; returns what the call does. */
static int
spoil(int domain, int type, int *sv, const int was[2])
{
	static const char *const kinds[] = { "fail", "unwritten", "exchanged",
		"same", "high", "flag", "named", "shut", "closed", "third",
		"unconnected", "type", "domain", "pipe", "return", "touch",
		"leak-success", "scribble-success" };
	const int base = type & 0xf;
	size_t i;

	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (is(kinds[i]))
			told();
	if (is("fail")) {
		close(sv[0]);
		close(sv[1]);
		memcpy(sv, was, 2 * sizeof(*sv));
		return fail(errno_of(first));
	}
	if (is("unwritten"))
		sv[strcmp(first, "second") == 0] =
		    was[strcmp(first, "second") == 0];
	else if (is("exchanged"))
		exchange(sv);
	else if (is("same")) {
		close(sv[1]);
		sv[1] = sv[0];
	} else if (is("high"))
		sv[strcmp(first, "second") == 0] =
		    moved(sv[strcmp(first, "second") == 0], 40);
	else if (is("flag"))
		ends(second, sv, turn, first);
	else if (is("named"))
		ends(first, sv, change_name, NULL);
	else if (is("shut"))
		ends(first, sv, change_shut, second);
	else if (is("closed"))
		ends(first, sv, change_close, NULL);
	else if (is("third"))
		third(sv, base);
	else if (is("unconnected"))
		return unconnected(sv, base);
	else if (is("type"))
		return replace(sv, domain, atoi(first) | (type & ~0xf));
	else if (is("domain"))
		return replace(sv, AF_UNIX, type) == 0
		    ? (close(sv[0]), sv[0] = socket(AF_INET, base, 0), 0)
		    : -1;
	else if (is("pipe")) {
		close(sv[0]);
		close(sv[1]);
		return pipe(sv);
	} else if (is("return"))
		return atoi(first);
	else if (is("touch"))
		errno = errno_of(first);
	else if (is("leak-success"))
		leak();
	else if (is("scribble-success"))
		poke(sv, strcmp(first, "before") == 0 ? -1 : 2, &domain);
	return 0;
}

/* Spoils a failure with errno e; returns what the call does. */
static int
worsen(int e, int *sv)
{
	const int from = errno_of(first), junk = 77;

	if (e == from &&
	    (is("swap") || is("succeed") || is("zero") || is("unset")))
		told();
	if (is("swap") && e == from)
		return fail(errno_of(second));
	if (is("succeed") && e == from)
		return true_pair(AF_UNIX, SOCK_STREAM, 0, sv);
	if (is("zero") && e == from)
		return 0;
	if (is("unset") && e == from)
		return fail(0);
	if (is("leak") && e == errno_of(second)) {
		told();
		leak();
	}
	if (is("written") && e == errno_of(second)) {
		told();
		if (strcmp(first, "first") == 0 || strcmp(first, "both") == 0)
			poke(sv, 0, &junk);
		if (strcmp(first, "second") == 0 || strcmp(first, "both") == 0)
			poke(sv, 1, &junk);
		if (strcmp(first, "before") == 0)
			poke(sv, -1, &junk);
		if (strcmp(first, "after") == 0)
			poke(sv, 2, &junk);
	}
	return fail(e);
}

/* Whether the condition of an errno holds of the request as well. */
static int
holds(int e, int domain, int type, int protocol, int *sv)
{
	const int flags = SOCK_CLOEXEC | SOCK_NONBLOCK;
	int pair[2];

	if (e == EFAULT)
		return !poke(sv, 0, NULL);
	if (e == EINVAL)
		return (type & ~0xf & ~flags) != 0;
	if (e == EMFILE) {
		pair[0] = dup(2);
		pair[1] = pair[0] < 0 ? -1 : dup(2);
		if (pair[0] >= 0)
			close(pair[0]);
		if (pair[1] >= 0)
			close(pair[1]);
		return pair[1] < 0;
	}
	if (true_pair(domain, type & 0xf, protocol, pair) == 0) {
		close(pair[0]);
		close(pair[1]);
		return 0;
	}
	return errno == e;
}

/* What the vector holds before the call, wherever it points to. */
static void
peek(int *sv, int was[2])
{
	const struct iovec to = { was, 2 * sizeof(*was) };
	const struct iovec from = { sv, 2 * sizeof(*sv) };

	memset(was, 0, 2 * sizeof(*was));
	(void)!process_vm_readv(getpid(), &to, 1, &from, 1, 0);
}

static int
lying_pair(int domain, int type, int protocol, int *sv, const char *entry)
{
	int e, was[2], ret;

	if (!is_for(domain, type, protocol, entry))
		return true_pair(domain, type, protocol, sv);
	strike();
	if (is("signal"))
		raise(atoi(first));
	peek(sv, was);
	ret = true_pair(domain, type, protocol, sv);
	if (ret == 0)
		return spoil(domain, type, sv, was);
	e = errno;
	if (is("sooner") && e == errno_of(second) &&
	    holds(errno_of(first), domain, type, protocol, sv)) {
		told();
		return fail(errno_of(first));
	}
	return worsen(e, sv);
}

int socketpair(int, int, int, int sv[2]);

int
socketpair(int domain, int type, int protocol, int sv[2])
{
	return lying_pair(domain, type, protocol, sv, "libc");
}

long
syscall(long number, ...)
{
	TRUE_CALL(long, "syscall", long, ...);
	long a[6];
	va_list ap;
	int i;

	va_start(ap, number);
	for (i = 0; i < 6; i++)
		a[i] = va_arg(ap, long);
	va_end(ap);
	if (number == SYS_socketpair)
		return lying_pair((int)a[0], (int)a[1], (int)a[2], (int *)a[3],
		    "raw");
	return call(number, a[0], a[1], a[2], a[3], a[4], a[5]);
}

/*
 * The lie "io FUNCTION=FROM TO": where a call on a socket of the UNIX domain
 * comes to FROM, an errno or "ok", it comes to TO: an errno, "ok", "zero", or
 * "short", one byte less.  With "not" for FROM the call is not made.
 */
static int
io_is(const char *function)
{
	const size_t n = strlen(function);

	return is("io") && strncmp(first, function, n) == 0 && first[n] == '=';
}

static int
is_unix(int fd)
{
	struct sockaddr_storage s;
	socklen_t len = sizeof(s);
	TRUE_CALL(int, "getsockname", int, struct sockaddr *, socklen_t *);

	return call(fd, (struct sockaddr *)&s, &len) == 0 &&
	    s.ss_family == AF_UNIX;
}

static int
io_skip(const char *function, int fd)
{
	if (!io_is(function) || strcmp(strchr(first, '=') + 1, "not") != 0 ||
	    !is_unix(fd))
		return 0;
	told();
	return 1;
}

static ssize_t
io_end(const char *function, int fd, ssize_t ret)
{
	const int e = errno;
	int from;

	if (!io_is(function))
		return ret;
	from = errno_of(strchr(first, '=') + 1);
	if (!(from == 0 ? ret >= 0 : ret < 0 && e == from) || !is_unix(fd)) {
		errno = e;
		return ret;
	}
	told();
	if (strcmp(second, "zero") == 0 || strcmp(second, "ok") == 0)
		return 0;
	if (strcmp(second, "short") == 0)
		return ret > 1 ? ret - 1 : ret;
	return fail(errno_of(second));
}

/* Whether the lie is this fault that people met. */
static int
is_fault(const char *name)
{
	return is("field") && strcmp(first, name) == 0;
}

/* The same of an end; errno stays. */
static int
fault(const char *name, int fd)
{
	const int e = errno;
	const int yes = is_fault(name) && is_unix(fd);

	if (yes)
		told();
	errno = e;
	return yes;
}

/* A function of a descriptor that the lie may be about. */
#define LIE(type, name, params, types, args) \
	type name params; \
	type name params \
	{ \
		type(*call) types; \
		void *found; \
\
		if (io_skip(#name, fd)) \
			return (type)atoi(second); \
		found = dlsym(RTLD_NEXT, #name); \
		memcpy(&call, &found, sizeof(call)); \
		return (type)io_end(#name, fd, (ssize_t)call args); \
	}

LIE(ssize_t, send, (int fd, const void *p, size_t n, int f),
    (int, const void *, size_t, int), (fd, p, n, f))
LIE(ssize_t, sendto,
    (int fd, const void *p, size_t n, int f, const struct sockaddr *a,
	socklen_t l),
    (int, const void *, size_t, int, const struct sockaddr *, socklen_t),
    (fd, p, n, f, a, l))
LIE(int, shutdown, (int fd, int how), (int, int), (fd, how))
LIE(int, listen, (int fd, int n), (int, int), (fd, n))
LIE(int, accept, (int fd, struct sockaddr *a, socklen_t *l),
    (int, struct sockaddr *, socklen_t *), (fd, a, l))
LIE(int, connect, (int fd, const struct sockaddr *a, socklen_t l),
    (int, const struct sockaddr *, socklen_t), (fd, a, l))
LIE(int, bind, (int fd, const struct sockaddr *a, socklen_t l),
    (int, const struct sockaddr *, socklen_t), (fd, a, l))
LIE(off_t, lseek, (int fd, off_t o, int w), (int, off_t, int), (fd, o, w))
LIE(int, fstat, (int fd, struct stat *s), (int, struct stat *), (fd, s))

/* "long-name" gives the unnamed address of the Berkeley systems. */
#define NAME_LIE(name) \
	int name(int fd, struct sockaddr *a, socklen_t *l); \
	int name(int fd, struct sockaddr *a, socklen_t *l) \
	{ \
		const socklen_t room = *l; \
		TRUE_CALL(int, #name, int, struct sockaddr *, socklen_t *); \
		int ret; \
\
		if (io_skip(#name, fd)) \
			return atoi(second); \
		ret = call(fd, a, l); \
		if (is("long-name") && ret == 0 && room >= 16 && *l < 16 && \
		    is_unix(fd)) { \
			told(); \
			memset((char *)a + *l, 0, 16 - *l); \
			*l = 16; \
		} \
		return (int)io_end(#name, fd, ret); \
	}

NAME_LIE(getsockname)
NAME_LIE(getpeername)

/*
 * Faults in the use of a pair that people met on one system or another, each
 * of them "field NAME".  The calls below are those that one of them is about.
 */
#define FIELD(type, name, params, types, args) \
	static type field_##name params; \
	type name params; \
	type name params \
	{ \
		if (io_skip(#name, fd)) \
			return (type)atoi(second); \
		return (type)io_end(#name, fd, (ssize_t)field_##name args); \
	} \
	static type field_##name params

/* Waits until a signal comes, whatever else does. */
static ssize_t
sleep_on(void)
{
	pause();
	return fail(EINTR);
}

/* Whether nothing can be had from an end, and a call would wait for it. */
static int
would_wait(int fd, int flags)
{
	char byte;
	TRUE_CALL(ssize_t, "recv", int, void *, size_t, int);

	return (flags & MSG_DONTWAIT) == 0 &&
	    (fcntl(fd, F_GETFL) & O_NONBLOCK) == 0 &&
	    call(fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) < 0 && errno == EAGAIN;
}

FIELD(ssize_t, recv, (int fd, void *p, size_t n, int f),
    (int, void *, size_t, int), (fd, p, n, f))
{
	ssize_t got;
	TRUE_CALL(ssize_t, "recv", int, void *, size_t, int);

	if ((f & MSG_PEEK) != 0 && fault("peek-eats", fd))
		f &= ~MSG_PEEK;
	if (fault("sleepy", fd) && would_wait(fd, f))
		return sleep_on();
	got = call(fd, p, n, f);
	return got == 0 && n > 0 && fault("no-end", fd) ? fail(EAGAIN) : got;
}

FIELD(ssize_t, read, (int fd, void *p, size_t n), (int, void *, size_t),
    (fd, p, n))
{
	ssize_t got;
	TRUE_CALL(ssize_t, "read", int, void *, size_t);

	if (n == 0 && fault("read-nothing-waits", fd))
		return recv(fd, p, n, 0);
	if (fault("sleepy", fd) && would_wait(fd, 0))
		return sleep_on();
	got = call(fd, p, n);
	if (got < 0 && errno == ECONNRESET && fault("read-no-reset", fd))
		return 0;
	return got == 0 && n > 0 && fault("no-end", fd) ? fail(EAGAIN) : got;
}

FIELD(ssize_t, write, (int fd, const void *p, size_t n),
    (int, const void *, size_t), (fd, p, n))
{
	TRUE_CALL(ssize_t, "write", int, const void *, size_t);

	return fault("write-no-signal", fd) ? send(fd, p, n, MSG_NOSIGNAL)
					    : call(fd, p, n);
}

FIELD(ssize_t, writev, (int fd, const struct iovec *v, int n),
    (int, const struct iovec *, int), (fd, v, n))
{
	struct msghdr m;
	TRUE_CALL(ssize_t, "writev", int, const struct iovec *, int);

	if (!fault("writev-no-signal", fd))
		return call(fd, v, n);
	memset(&m, 0, sizeof(m));
	m.msg_iov = (struct iovec *)v;
	m.msg_iovlen = (size_t)n;
	return sendmsg(fd, &m, MSG_NOSIGNAL);
}

/* How many descriptors a message has, and the first of them. */
static size_t
rights_in(const struct msghdr *m, int *fd)
{
	const struct cmsghdr *c = CMSG_FIRSTHDR(m);

	if (c == NULL || c->cmsg_type != SCM_RIGHTS)
		return 0;
	memcpy(fd, CMSG_DATA(c), sizeof(*fd));
	return (c->cmsg_len - CMSG_LEN(0)) / sizeof(*fd);
}

FIELD(ssize_t, sendmsg, (int fd, const struct msghdr *m, int f),
    (int, const struct msghdr *, int), (fd, m, f))
{
	int right;
	TRUE_CALL(ssize_t, "sendmsg", int, const struct msghdr *, int);

	if ((m->msg_iovlen > 1 && fault("one-buffer", fd)) ||
	    (rights_in(m, &right) > 1 && fault("one-right", fd)))
		return fail(EINVAL);
	return call(fd, m, f);
}

/* Gives the descriptor of the message before once more. */
static void
rights_again(struct msghdr *m, size_t room)
{
	static int before = -1;
	struct cmsghdr *c = m->msg_control;
	int fd;

	if (rights_in(m, &fd) != 0)
		before = dup(fd);
	else if (before >= 0 && room >= CMSG_LEN(sizeof(fd))) {
		c->cmsg_level = SOL_SOCKET;
		c->cmsg_type = SCM_RIGHTS;
		c->cmsg_len = CMSG_LEN(sizeof(fd));
		memcpy(CMSG_DATA(c), &before, sizeof(before));
		m->msg_controllen = c->cmsg_len;
		before = -1;
	}
}

FIELD(ssize_t, recvmsg, (int fd, struct msghdr *m, int f),
    (int, struct msghdr *, int), (fd, m, f))
{
	const size_t room = m->msg_controllen;
	int on = 0;
	socklen_t len = sizeof(on);
	ssize_t got;
	TRUE_CALL(ssize_t, "recvmsg", int, struct msghdr *, int);

	if (is_fault("no-credentials") &&
	    getsockopt(fd, SOL_SOCKET, SO_PASSCRED, &on, &len) == 0 && on &&
	    fault("no-credentials", fd))
		return fail(EINVAL);
	if ((f & MSG_PEEK) != 0 && fault("peek-eats", fd))
		f &= ~MSG_PEEK;
	got = call(fd, m, f);
	if (got < 0)
		return got;
	if (fault("rights-again", fd))
		rights_again(m, room);
	if ((m->msg_flags & MSG_CTRUNC) != 0 && fault("rights-leak", fd))
		(void)!dup(fd);
	if ((m->msg_flags & MSG_CTRUNC) != 0 && fault("no-ctrunc", fd))
		m->msg_flags &= ~MSG_CTRUNC;
	return got == 0 && fault("no-end", fd) ? fail(EAGAIN) : got;
}

FIELD(int, getsockopt, (int fd, int v, int o, void *p, socklen_t *l),
    (int, int, int, void *, socklen_t *), (fd, v, o, p, l))
{
	int ret;
	TRUE_CALL(int, "getsockopt", int, int, int, void *, socklen_t *);

	ret = call(fd, v, o, p, l);
	if (ret == 0 && o == SO_PEERCRED && fault("process-0", fd))
		memset(p, 0, sizeof(pid_t));
	return ret;
}

int fcntl(int fd, int command, ...);

int
fcntl(int fd, int command, ...)
{
	va_list ap;
	long arg;
	TRUE_CALL(int, "fcntl", int, int, long);

	va_start(ap, command);
	arg = va_arg(ap, long);
	va_end(ap);
	return command == F_SETFL && fault("flags-stay", fd)
	    ? 0
	    : call(fd, command, arg);
}

int
poll(struct pollfd *p, nfds_t n, int timeout)
{
	int ret;
	TRUE_CALL(int, "poll", struct pollfd *, nfds_t, int);

	if (n != 1 || !is("field"))
		return call(p, n, timeout);
	if (timeout < 0 && fault("sleepy-poll", p->fd))
		return (int)sleep_on();
	if ((p->events & POLLRDHUP) != 0 && fault("no-rdhup", p->fd))
		p->events &= ~POLLRDHUP;
	ret = call(p, n, timeout);
	if (ret >= 0 && fault("poll-error", p->fd))
		p->revents |= POLLERR;
	if (ret >= 0 && (p->events & POLLPRI) != 0 && fault("poll-pri", p->fd))
		p->revents |= POLLPRI;
	if (ret == 1 && p->revents != 0 && fault("no-hang-up", p->fd))
		p->revents &= ~POLLHUP;
	return ret;
}

int
epoll_wait(int fd, struct epoll_event *events, int n, int timeout)
{
	TRUE_CALL(int, "epoll_wait", int, struct epoll_event *, int, int);

	if (is_fault("sleepy-epoll")) {
		told();
		return timeout < 0 ? (int)sleep_on() : 0;
	}
	return call(fd, events, n, timeout);
}
