/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Verbs: what is set on an end and what it says of itself, copies of it, and
 * calls that make little sense on one.
 */

#include "t/probe/host/host.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/time.h>
#include <sys/un.h>

#if defined(HAVE_GETPEERUCRED)
#include <ucred.h>
#endif

#include "t/probe/ask/verb.h"
#include "t/probe/host/program.h"

static int
nonblock_act(struct act *act)
{
	const int was = host_fcntl(verb_end(act), F_GETFL);

	return verb_done(host_fcntl(verb_end(act), F_SETFL,
	    act->number[0] != 0 ? was | O_NONBLOCK : was & ~O_NONBLOCK));
}

/* Whether an end has a status flag: 1 or 0. */
static int
status_act(struct act *act)
{
	const int flag = verb_word(act, "nonblock") ? O_NONBLOCK
#ifdef O_ASYNC
	    : verb_word(act, "async") ? O_ASYNC
#endif
				      : O_APPEND;
	const int is = host_fcntl(verb_end(act), F_GETFL);

	return is < 0 ? verb_errno() : verb_truth((is & flag) != 0);
}

/* Options that are a number, by the word that a step has for them. */
static const struct {
	const char *word;
	int name;
} options[] = {
#ifdef SO_ACCEPTCONN
	{ "acceptconn", SO_ACCEPTCONN },
#endif
	{ "error", SO_ERROR },
	{ "type", SO_TYPE },
	{ "sndbuf", SO_SNDBUF },
	{ "rcvbuf", SO_RCVBUF },
	{ "keepalive", SO_KEEPALIVE },
	{ "oobinline", SO_OOBINLINE },
#ifdef SO_PASSCRED
	{ "passcred", SO_PASSCRED },
#endif
#ifdef SO_PEEK_OFF
	{ "peekoff", SO_PEEK_OFF },
#endif
};

static int
option_name(const struct act *act)
{
	size_t i;

	for (i = 0; i < sizeof(options) / sizeof(options[0]); i++)
		if (verb_word(act, options[i].word))
			return options[i].name;
	return -1;
}

static int
option_act(struct act *act)
{
	const int name = option_name(act);
	int value = 0;
	socklen_t len = sizeof(value);

	if (name == -1)
		return ANSWER_SKIPPED;
	if (host_getsockopt(verb_end(act), SOL_SOCKET, name, &value, &len) != 0)
		return verb_errno();
	return value < 0 ? ANSWER_NO : verb_number(value);
}

static int
set_act(struct act *act)
{
	const int name = option_name(act);

	if (name == -1)
		return ANSWER_SKIPPED;
	return verb_done(host_setsockopt(verb_end(act), SOL_SOCKET, name,
	    &act->number[0], sizeof(act->number[0])));
}

/* Whether a buffer is at least as large as it was set to be. */
static int
atleast_act(struct act *act)
{
	int value = 0;
	socklen_t len = sizeof(value);

	if (host_getsockopt(verb_end(act), SOL_SOCKET, option_name(act), &value,
		&len) != 0)
		return verb_errno();
	return verb_truth(value >= act->number[0]);
}

/* klibc lacks the structure. */
#if defined(SO_LINGER) && !defined(__KLIBC__)
#define LINGERS true
static int
linger_act(struct act *act)
{
	struct linger l;
	socklen_t len = sizeof(l);

	if (act->numbers != 0) {
		l.l_onoff = 1;
		l.l_linger = act->number[0];
		return verb_done(host_setsockopt(verb_end(act), SOL_SOCKET,
		    SO_LINGER, &l, sizeof(l)));
	}
	if (host_getsockopt(verb_end(act), SOL_SOCKET, SO_LINGER, &l, &len) !=
	    0)
		return verb_errno();
	return l.l_onoff == 0 ? ANSWER_NO : verb_number(l.l_linger);
}
#endif

/* Sets a time limit of so many milliseconds, or tells it. */
static int
limit(struct act *act, int name)
{
	struct timeval t;
	socklen_t len = sizeof(t);

	if (act->numbers == 0) {
		if (host_getsockopt(verb_end(act), SOL_SOCKET, name, &t,
			&len) != 0)
			return verb_errno();
		return verb_number(
		    (long)t.tv_sec * 1000 + (long)t.tv_usec / 1000);
	}
	act->limited = true;
	t.tv_sec = act->number[0] / 1000;
	t.tv_usec = act->number[0] % 1000 * 1000;
	return verb_done(
	    host_setsockopt(verb_end(act), SOL_SOCKET, name, &t, sizeof(t)));
}

static int
rcvtimeo_act(struct act *act)
{
	return limit(act, SO_RCVTIMEO);
}

static int
sndtimeo_act(struct act *act)
{
	return limit(act, SO_SNDTIMEO);
}

/* The error that is pending, as an errno; 0 where there is none. */
static int
error_act(struct act *act)
{
	int value = 0;
	socklen_t len = sizeof(value);

	if (host_getsockopt(verb_end(act), SOL_SOCKET, SO_ERROR, &value,
		&len) != 0)
		return verb_errno();
	if (value == 0)
		return verb_number(0);
	errno = value;
	return verb_errno();
}

#if !defined(PAIRPROBE_BARE)
static int
ioctl_number(struct act *act, unsigned long what)
{
	int value = 0;

	return host_ioctl(verb_end(act), what, &value) != 0
	    ? verb_errno()
	    : verb_number(value);
}

static int
fionread_act(struct act *act)
{
	return ioctl_number(act, FIONREAD);
}

static int
fionbio_act(struct act *act)
{
	int value = act->number[0];

	return verb_done(host_ioctl(verb_end(act), FIONBIO, &value));
}

#ifdef TIOCOUTQ
static int
outq_act(struct act *act)
{
	int value = 0;

	/* How a kernel counts them, with or without its own, is its matter. */
	if (host_ioctl(verb_end(act), TIOCOUTQ, &value) != 0)
		return verb_errno();
	return verb_truth(value > 0);
}
#endif

#ifdef SIOCATMARK
static int
mark_act(struct act *act)
{
	return ioctl_number(act, SIOCATMARK);
}
#endif
#endif

/* Signals of an end go to this process. */
static int
own_act(struct act *act)
{
	return verb_done(
	    host_fcntl(verb_end(act), F_SETOWN, (int)host_getpid()));
}

static int
owner_act(struct act *act)
{
	const int pid = host_fcntl(verb_end(act), F_GETOWN);

	return pid == -1 ? verb_errno()
	    : pid == 0	 ? verb_number(0)
			 : verb_truth(pid == (int)host_getpid());
}

#ifdef O_ASYNC
static int
async_act(struct act *act)
{
	const int was = host_fcntl(verb_end(act), F_GETFL);
	const bool off = act->numbers != 0 && act->number[0] == 0;

	return verb_done(host_fcntl(verb_end(act), F_SETFL,
	    off ? was & ~O_ASYNC : was | O_ASYNC));
}
#endif

static int
sockname_act(struct act *act)
{
	struct sockaddr_storage name;
	socklen_t len = sizeof(name);

	return host_getsockname(verb_end(act), (struct sockaddr *)&name,
		   &len) != 0
	    ? verb_errno()
	    : verb_number((long)len);
}

static int
peername_act(struct act *act)
{
	struct sockaddr_storage name;
	socklen_t len = sizeof(name);

	return host_getpeername(verb_end(act), (struct sockaddr *)&name,
		   &len) != 0
	    ? verb_errno()
	    : verb_number((long)len);
}

static int
listen_act(struct act *act)
{
	return verb_done(host_listen(verb_end(act), 1));
}

static int
accept_act(struct act *act)
{
	const int fd = host_accept(verb_end(act), NULL, NULL);

	return fd < 0 ? verb_errno() : verb_done(host_close(fd));
}

static socklen_t
name_make(struct sockaddr_un *name, const char *path)
{
	memset(name, 0, sizeof(*name));
	name->sun_family = AF_UNIX;
	snprintf(name->sun_path, sizeof(name->sun_path), "%s", path);
	return sizeof(*name);
}

static int
connectaway_act(struct act *act)
{
	struct sockaddr_un name;
	const socklen_t len = name_make(&name, "/nonexistent/pairprobe");

	return verb_done(
	    host_connect(verb_end(act), (struct sockaddr *)&name, len));
}

/* Whether an end takes a name, which its peer then sees. */
static int
bind_act(struct act *act)
{
	struct sockaddr_un name, seen;
	char path[64];
	socklen_t len;
	int got;

	snprintf(path, sizeof(path), "/tmp/pairprobe.%ld", (long)host_getpid());
	len = name_make(&name, path);
	if (host_bind(verb_end(act), (struct sockaddr *)&name, len) != 0)
		return verb_errno();
	memset(&seen, 0, sizeof(seen));
	len = sizeof(seen);
	got = host_getpeername(act->end[1 - act->at], (struct sockaddr *)&seen,
	    &len);
	host_unlink(path);
	return got != 0 ? verb_errno()
			: verb_truth(strcmp(seen.sun_path, path) == 0);
}

static const char *
bind_lacks(void)
{
	return access("/tmp", W_OK | X_OK) != 0
	    ? "there is no /tmp to make a socket in"
	    : NULL;
}

static int
seek_act(struct act *act)
{
	return verb_done(host_lseek(verb_end(act), 0, SEEK_SET) >= 0 ? 0 : -1);
}

static int
onefile_act(struct act *act)
{
	struct stat a, b;

	if (host_fstat(act->end[0], &a) != 0 ||
	    host_fstat(act->end[1], &b) != 0)
		return verb_errno();
	return verb_truth(a.st_dev == b.st_dev && a.st_ino == b.st_ino);
}

static int
shutdown_act(struct act *act)
{
	const int how = act->numbers != 0 ? act->number[0]
	    : verb_word(act, "wr")	  ? SHUT_WR
	    : verb_word(act, "rd")	  ? SHUT_RD
					  : SHUT_RDWR;

	return verb_done(host_shutdown(verb_end(act), how));
}

static int
close_act(struct act *act)
{
	const int fd = verb_end(act);

	act->end[act->at] = -1;
	return verb_done(host_close(fd));
}

/* A copy takes the place of an end, which is closed. */
static int
dup_act(struct act *act)
{
	const int copy = host_dup(verb_end(act));

	if (copy < 0)
		return verb_errno();
	host_close(verb_end(act));
	act->end[act->at] = copy;
	return ANSWER_OK;
}

/* The same by dup2(2), onto a copy of standard input. */
static int
dup2_act(struct act *act)
{
	const int copy = host_dup(0);

	if (copy < 0 || host_dup2(verb_end(act), copy) != copy)
		return verb_errno();
	host_close(verb_end(act));
	act->end[act->at] = copy;
	return ANSWER_OK;
}

#if defined(HAVE_FORK)
/* Whether an end is open in a program that is started with it. */
static int
exec_act(struct act *act)
{
	int status;
	pid_t pid;

	pid = host_fork();
	if (pid == 0)
		program_execute(verb_end(act));
	if (pid < 0 || host_waitpid(pid, &status, 0) != pid)
		return ANSWER_SKIPPED;
	if (!WIFEXITED(status) || WEXITSTATUS(status) == PROGRAM_NONE)
		return ANSWER_SKIPPED;
	return verb_truth(WEXITSTATUS(status) == PROGRAM_OPEN);
}

static const char *
exec_lacks(void)
{
	return program_lacks();
}
#endif

/* Who the peer is said to be, as systems say it: 0, or -1 with errno. */
struct peer {
	long uid, gid, pid; /* -1: not said */
};

#if !defined(HAVE_GETUID)
/* There are no users. */
#elif defined(__linux__) && defined(SO_PEERCRED)
#define PEERS true
static int
peer_find(int fd, struct peer *peer)
{
	struct ucred got;
	socklen_t len = sizeof(got);

	if (host_getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &got, &len) != 0)
		return -1;
	peer->uid = (long)got.uid;
	peer->gid = (long)got.gid;
	peer->pid = (long)got.pid;
	return 0;
}
#elif defined(HAVE_GETPEERUCRED)
#define PEERS true
static int
peer_find(int fd, struct peer *peer)
{
	ucred_t *got = NULL;

	if (host_getpeerucred(fd, &got) != 0)
		return -1;
	peer->uid = (long)ucred_geteuid(got);
	peer->gid = (long)ucred_getegid(got);
	peer->pid = (long)ucred_getpid(got);
	ucred_free(got);
	return 0;
}
#elif defined(HAVE_GETPEEREID)
#define PEERS true
static int
peer_find(int fd, struct peer *peer)
{
	uid_t uid;
	gid_t gid;

	if (host_getpeereid(fd, &uid, &gid) != 0)
		return -1;
	peer->uid = (long)uid;
	peer->gid = (long)gid;
	peer->pid = -1;
	return 0;
}
#endif

#if defined(PEERS)
static int
peeruser_act(struct act *act)
{
	struct peer peer;

	if (peer_find(verb_end(act), &peer) != 0)
		return verb_errno();
	return verb_truth(
	    peer.uid == (long)host_getuid() && peer.gid == (long)host_getgid());
}

static int
peerpid_act(struct act *act)
{
	struct peer peer;

	if (peer_find(verb_end(act), &peer) != 0)
		return verb_errno();
	return verb_truth(peer.pid == (long)host_getpid());
}

/* Whether the peer is still who it was, after this process became another. */
static int
peerkept_act(struct act *act)
{
	const long was = (long)host_getuid();
	struct peer peer;

	if (was == 0 && host_setuid(65534) != 0)
		return ANSWER_SKIPPED;
	if (peer_find(verb_end(act), &peer) != 0)
		return verb_errno();
	return verb_truth(peer.uid == was);
}
#endif

#if defined(__linux__) && !defined(SO_PEERPIDFD) && !defined(__sparc__) && \
    !defined(__hppa__)
#define SO_PEERPIDFD 77
#endif

#if defined(__linux__) && defined(SO_PEERPIDFD)
/* Whether the descriptor of the peer's process is one of this process. */
static int
peerpidfd_act(struct act *act)
{
	char path[64], text[512], want[32];
	const char *line;
	int fd = -1, info;
	socklen_t len = sizeof(fd);
	ssize_t n;

	if (host_getsockopt(verb_end(act), SOL_SOCKET, SO_PEERPIDFD, &fd,
		&len) != 0)
		return verb_errno();
	snprintf(path, sizeof(path), "/proc/self/fdinfo/%d", fd);
	info = host_open(path, O_RDONLY);
	n = info < 0 ? -1 : host_read(info, text, sizeof(text) - 1);
	host_close(info);
	host_close(fd);
	if (n <= 0)
		return ANSWER_SKIPPED;
	text[n] = '\0';
	snprintf(want, sizeof(want), "\nPid:\t%ld\n", (long)host_getpid());
	line = strstr(text, want);
	return verb_truth(line != NULL);
}
#endif

const struct verb verbs_set[] = {
	VERB(nonblock),
	VERB(status),
	VERB(option),
	VERB(set),
	VERB(atleast),
#if defined(LINGERS)
	VERB(linger),
#endif
	VERB(rcvtimeo),
	VERB(sndtimeo),
	VERB(error),
#if !defined(PAIRPROBE_BARE)
	VERB(fionread),
	VERB(fionbio),
#ifdef TIOCOUTQ
	VERB(outq),
#endif
#ifdef SIOCATMARK
	VERB(mark),
#endif
#endif
	VERB(own),
	VERB(owner),
#ifdef O_ASYNC
	VERB(async),
#endif
	VERB(sockname),
	VERB(peername),
	VERB(listen),
	VERB(accept),
	VERB(connectaway),
	{ "bind", bind_act, bind_lacks },
	VERB(seek),
	VERB(onefile),
	VERB(shutdown),
	VERB(close),
	VERB(dup),
	VERB(dup2),
#if defined(HAVE_FORK)
	{ "exec", exec_act, exec_lacks },
#endif
#if defined(PEERS)
	VERB(peeruser),
	VERB(peerpid),
	VERB(peerkept),
#endif
#if defined(__linux__) && defined(SO_PEERPIDFD)
	VERB(peerpidfd),
#endif
	{ NULL, NULL, NULL },
};
