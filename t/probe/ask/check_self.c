/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Checks of a pair: names, and what a socket says of itself. */

#include "t/probe/host/host.h"

#include <stdio.h>
#include <string.h>

#include <sys/un.h>

#include "t/probe/ask/check.h"

/* A name in a directory that does not exist, or of a file of our own. */
static socklen_t
name_make(struct sockaddr_un *name, const char *path)
{
	memset(name, 0, sizeof(*name));
	name->sun_family = AF_UNIX;
	snprintf(name->sun_path, sizeof(name->sun_path), "%s", path);
	return sizeof(*name);
}

static const char nowhere[] = "/nonexistent/pairprobe";

static int
answer(int returned)
{
	return returned == 0 ? ANSWER_OK : subject_errno();
}

static int
listen_on(struct subject *s)
{
	return answer(host_listen(s->near, 1));
}

static int
accept_on(struct subject *s)
{
	int fd;

	fd = host_accept(s->near, NULL, NULL);
	if (fd < 0)
		return subject_errno();
	host_close(fd);
	return ANSWER_OK;
}

static int
connect_nowhere(struct subject *s)
{
	struct sockaddr_un name;
	socklen_t len;

	len = name_make(&name, nowhere);
	return answer(host_connect(s->near, (struct sockaddr *)&name, len));
}

static int
send_to(struct subject *s)
{
	struct sockaddr_un name;
	socklen_t len;

	len = name_make(&name, nowhere);
	return host_sendto(s->near, "x", 1, MSG_NOSIGNAL,
		   (struct sockaddr *)&name, len) == 1
	    ? ANSWER_OK
	    : subject_errno();
}

/* Whether an end takes a name, which its peer then sees. */
static int
bind_to_path(struct subject *s)
{
	struct sockaddr_un name, seen;
	char path[64];
	socklen_t len;
	int got;

	snprintf(path, sizeof(path), "/tmp/pairprobe.%ld", (long)host_getpid());
	len = name_make(&name, path);
	if (host_bind(s->near, (struct sockaddr *)&name, len) != 0)
		return subject_errno();
	memset(&seen, 0, sizeof(seen));
	len = sizeof(seen);
	got = host_getpeername(s->far, (struct sockaddr *)&seen, &len);
	host_unlink(path);
	if (got != 0)
		return subject_errno();
	return strcmp(seen.sun_path, path) == 0 ? ANSWER_YES : ANSWER_NO;
}

static int
seek(struct subject *s)
{
	return host_lseek(s->near, 0, SEEK_SET) >= 0 ? ANSWER_OK
						     : subject_errno();
}

/* An option that is a number, as yes where it is not 0. */
static int
option(int fd, int name)
{
	socklen_t len;
	int value;

	len = sizeof(value);
	if (host_getsockopt(fd, SOL_SOCKET, name, &value, &len) != 0)
		return subject_errno();
	return value != 0 ? ANSWER_YES : ANSWER_NO;
}

#ifdef SO_ACCEPTCONN
static int
accepting(struct subject *s)
{
	return option(s->near, SO_ACCEPTCONN);
}
#endif

static int
pending_error(struct subject *s)
{
	return option(s->near, SO_ERROR);
}

#if defined(__linux__) && defined(SO_PEERCRED) && defined(HAVE_GETUID)
/* Whether the peer is said to be this process. */
static int
credentials(struct subject *s)
{
	struct ucred peer;
	socklen_t len;

	len = sizeof(peer);
	if (host_getsockopt(s->near, SOL_SOCKET, SO_PEERCRED, &peer, &len) != 0)
		return subject_errno();
	return peer.uid == host_getuid() && peer.gid == host_getgid()
	    ? ANSWER_YES
	    : ANSWER_NO;
}
#endif

static int
one_file(struct subject *s)
{
	struct stat a, b;

	if (host_fstat(s->near, &a) != 0 || host_fstat(s->far, &b) != 0)
		return subject_errno();
	return a.st_dev == b.st_dev && a.st_ino == b.st_ino ? ANSWER_YES
							    : ANSWER_NO;
}

const struct check_row check_self_rows[] = {
	{ CHECK_LISTEN, listen_on },
	{ CHECK_ACCEPT, accept_on },
	{ CHECK_CONNECT_NOWHERE, connect_nowhere },
	{ CHECK_SEND_TO, send_to },
	{ CHECK_BIND, bind_to_path },
	{ CHECK_SEEK, seek },
#ifdef SO_ACCEPTCONN
	{ CHECK_ACCEPTING, accepting },
#endif
	{ CHECK_PENDING_ERROR, pending_error },
#if defined(__linux__) && defined(SO_PEERCRED) && defined(HAVE_GETUID)
	{ CHECK_CREDENTIALS, credentials },
#endif
	{ CHECK_ONE_FILE, one_file },
	{ CHECK_CALL, NULL },
};
