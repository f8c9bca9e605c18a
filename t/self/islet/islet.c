/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Islet: pairs of the UNIX domain, streams and datagrams, in this process
 * alone.  Each end holds what its peer sent.
 */

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <string.h>

#include "t/self/islet/port.h"

enum { ENDS = 32, ROOM = 4096, RECORDS = 32 };

static struct end {
	int used, peer; /* peer: its number, or -1 */
	int type, protocol, flags, on_exec;
	size_t len, records, record[RECORDS];
	char data[ROOM];
} ends[ENDS];

static int
fail(int error)
{
	errno = error;
	return -1;
}

static struct end *
end_of(int fd)
{
	if (fd >= 0 && fd < ENDS && ends[fd].used)
		return &ends[fd];
	errno = EBADF;
	return NULL;
}

static int
lowest(int from)
{
	while (from < ENDS && ends[from].used)
		from++;
	return from < ENDS ? from : fail(EMFILE);
}

/* What is wrong with a request, as an errno, or 0. */
static int
wrong(int domain, int type, int protocol)
{
	const int plain = type & ~(SOCK_CLOEXEC | SOCK_NONBLOCK);

	if (domain != AF_UNIX)
		return EAFNOSUPPORT;
	if (plain != SOCK_STREAM && plain != SOCK_DGRAM)
		return EPROTOTYPE;
	return protocol != 0 ? EPROTONOSUPPORT : 0;
}

static void
make(int fd, int type, int peer)
{
	struct end *e = &ends[fd];

	memset(e, 0, sizeof(*e));
	e->used = 1;
	e->peer = peer;
	e->type = type & ~(SOCK_CLOEXEC | SOCK_NONBLOCK);
	e->flags = O_RDWR | ((type & SOCK_NONBLOCK) != 0 ? O_NONBLOCK : 0);
	e->on_exec = (type & SOCK_CLOEXEC) != 0 ? FD_CLOEXEC : 0;
}

int
islet_socketpair(int domain, int type, int protocol, int *sv)
{
	const int error = wrong(domain, type, protocol);
	int one, other;

	if (error != 0)
		return fail(error);
	if (sv == NULL)
		return fail(EFAULT);
	one = lowest(0);
	other = one < 0 ? -1 : lowest(one + 1);
	if (other < 0)
		return -1;
	make(one, type, other);
	make(other, type, one);
	memcpy(sv, &one, sizeof(one));
	memcpy((char *)sv + sizeof(one), &other, sizeof(other));
	return 0;
}

int
islet_socket(int domain, int type, int protocol)
{
	const int error = wrong(domain, type, protocol);
	const int fd = error != 0 ? fail(error) : lowest(0);

	if (fd >= 0)
		make(fd, type, -1);
	return fd;
}

int
islet_close(int fd)
{
	struct end *e = end_of(fd);

	if (e == NULL)
		return -1;
	if (e->peer >= 0)
		ends[e->peer].peer = -1;
	e->used = 0;
	return 0;
}

/* Islet copies no descriptors. */
int
islet_dup(int fd)
{
	return end_of(fd) == NULL ? -1 : fail(EINVAL);
}

int
islet_dup2(int fd, int to)
{
	(void)to;
	return islet_dup(fd);
}

int
islet_fcntl(int fd, int command, ...)
{
	struct end *e = end_of(fd);

	if (e == NULL)
		return -1;
	if (command == F_GETFD)
		return e->on_exec;
	return command == F_GETFL ? e->flags : fail(EINVAL);
}

int
islet_fstat(int fd, struct stat *st)
{
	if (end_of(fd) == NULL)
		return -1;
	memset(st, 0, sizeof(*st));
	st->st_mode = S_IFSOCK | 0600;
	st->st_ino = (ino_t)fd + 1;
	return 0;
}

int
islet_getsockname(int fd, struct sockaddr *name, socklen_t *len)
{
	if (end_of(fd) == NULL)
		return -1;
	name->sa_family = AF_UNIX;
	*len = sizeof(name->sa_family);
	return 0;
}

int
islet_getpeername(int fd, struct sockaddr *name, socklen_t *len)
{
	const struct end *e = end_of(fd);

	if (e == NULL)
		return -1;
	return e->peer < 0 ? fail(ENOTCONN) : islet_getsockname(fd, name, len);
}

int
islet_getsockopt(int fd, int level, int what, void *value, socklen_t *len)
{
	const struct end *e = end_of(fd);
	int n;

	if (e == NULL)
		return -1;
	if (level != SOL_SOCKET)
		return fail(EINVAL);
	if (what == SO_TYPE)
		n = e->type;
	else if (what == SO_DOMAIN)
		n = AF_UNIX;
	else if (what == SO_PROTOCOL || what == SO_ERROR)
		n = 0;
	else
		return fail(EINVAL);
	memcpy(value, &n, sizeof(n));
	*len = sizeof(n);
	return 0;
}

int
islet_ioctl(int fd, unsigned long command, ...)
{
	(void)command;
	return end_of(fd) == NULL ? -1 : fail(EINVAL);
}

ssize_t
islet_send(int fd, const void *buf, size_t size, int flags)
{
	struct end *e = end_of(fd), *to;

	(void)flags;
	if (e == NULL)
		return -1;
	if (e->peer < 0)
		return fail(EPIPE);
	to = &ends[e->peer];
	if (to->len + size > ROOM || to->records == RECORDS)
		return fail(EAGAIN);
	memcpy(to->data + to->len, buf, size);
	to->len += size;
	to->record[to->records++] = size;
	return (ssize_t)size;
}

ssize_t
islet_write(int fd, const void *buf, size_t size)
{
	return islet_send(fd, buf, size, 0);
}

/* A stream has no records: all that is there is one. */
static size_t
taken(struct end *e, size_t size)
{
	const size_t whole = e->type == SOCK_STREAM ? e->len : e->record[0];

	return e->type == SOCK_STREAM && whole > size ? size : whole;
}

ssize_t
islet_recv(int fd, void *buf, size_t size, int flags)
{
	struct end *e = end_of(fd);
	size_t got, gone;

	if (e == NULL)
		return -1;
	if (e->len == 0)
		return e->peer < 0 && e->type == SOCK_STREAM ? 0 : fail(EAGAIN);
	gone = taken(e, size);
	got = gone < size ? gone : size;
	memcpy(buf, e->data, got);
	if ((flags & MSG_PEEK) != 0)
		return (ssize_t)got;
	memmove(e->data, e->data + gone, e->len - gone);
	e->len -= gone;
	if (e->type != SOCK_STREAM)
		memmove(e->record, e->record + 1,
		    --e->records * sizeof(e->record[0]));
	else if (e->len == 0)
		e->records = 0;
	return (ssize_t)got;
}

ssize_t
islet_read(int fd, void *buf, size_t size)
{
	return islet_recv(fd, buf, size, 0);
}
