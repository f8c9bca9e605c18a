/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Verbs: what recvmsg(2) says, and descriptors and credentials on the way. */

#include "t/probe/host/host.h"

#include <stdlib.h>
#include <sys/uio.h>

#include "t/probe/ask/verb.h"

enum {
	BYTES = 4096,
	LETTERS = 26,
	RIGHTS_MAX = 256 /* descriptors in one message */
};

/* What recvmsg(2) writes into the flags of a message. */
static int
message_mask(int got)
{
	static const struct {
		int flag, bit;
	} bits[] = {
		{ MSG_TRUNC, 1 },
		{ MSG_CTRUNC, 2 },
		{ MSG_EOR, 4 },
		{ MSG_OOB, 8 },
	};
	size_t i;
	int mask;

	for (mask = 0, i = 0; i < sizeof(bits) / sizeof(bits[0]); i++)
		if ((got & bits[i].flag) != 0)
			mask |= bits[i].bit;
	return ANSWER_MSG + mask;
}

#ifdef SCM_RIGHTS
/* A message, and what it points to. */
struct letter {
	struct msghdr msg;
	long control[CMSG_SPACE(RIGHTS_MAX * sizeof(int)) / sizeof(long) + 1];
	struct iovec iov[ACT_NUMBERS];
	char byte[BYTES];
	int buffers;
};

/* The first number of a step counts descriptors, the others bytes. */
static void
letter_make(struct letter *l, const struct act *act, size_t usual)
{
	char *at = l->byte;
	int i;

	memset(l, 0, sizeof(*l));
	l->buffers = act->numbers < 2 ? 1 : act->numbers - 1;
	for (i = 0; i < l->buffers; i++) {
		l->iov[i].iov_base = at;
		l->iov[i].iov_len = act->numbers < 2
		    ? usual
		    : (size_t)act->number[i + 1];
		at += l->iov[i].iov_len;
	}
	for (i = 0; i < BYTES; i++)
		l->byte[i] = (char)('a' +
		    (act->sent[act->at] + (unsigned)i) % LETTERS);
	l->msg.msg_iov = l->iov;
	l->msg.msg_iovlen = (size_t)l->buffers;
}

/* Passes so many copies of the other end, or of its "own". */
static int
pass_act(struct act *act)
{
	const int count = act->number[0];
	const int fd = act->end[verb_word(act, "own") ? act->at : 1 - act->at];
	struct cmsghdr *c;
	struct letter l;
	ssize_t n;
	int i;

	letter_make(&l, act, 1);
	l.msg.msg_control = l.control;
	l.msg.msg_controllen = CMSG_SPACE((unsigned)count * sizeof(int));
	c = CMSG_FIRSTHDR(&l.msg);
	c->cmsg_level = SOL_SOCKET;
	c->cmsg_type = SCM_RIGHTS;
	c->cmsg_len = CMSG_LEN((unsigned)count * sizeof(int));
	for (i = 0; i < count; i++)
		memcpy(CMSG_DATA(c) + (size_t)i * sizeof(int), &fd,
		    sizeof(int));
	n = host_sendmsg(verb_end(act), &l.msg, verb_flags_out(act));
	if (n > 0)
		act->sent[act->at] += (unsigned)n;
#ifdef ETOOMANYREFS
	/* All of a user's that are on the way count, with a limit for each. */
	if (n < 0 && errno == ETOOMANYREFS)
		return ANSWER_SKIPPED;
#endif
	return verb_number((long)n);
}

/* What came with a message. */
struct taken {
	int count;
	int first; /* the first descriptor, or -1; the others are closed */
	int cloexec;
	int flags;
	size_t control;
	ssize_t bytes;
};

static void
take_one(struct taken *t, int fd)
{
	t->cloexec |= host_fcntl(fd, F_GETFD) & FD_CLOEXEC;
	if (t->count++ == 0)
		t->first = fd;
	else
		host_close(fd);
}

/*
 * Receives a message with room for so many descriptors, or, where the word is
 * "half", for all but a part of the last.
 */
static int
take(struct act *act, struct taken *t)
{
	const int room = act->number[0];
	struct cmsghdr *c;
	struct letter l;
	size_t i, n;
	int fd;

	letter_make(&l, act, BYTES);
	if (room > 0) {
		l.msg.msg_control = l.control;
		l.msg.msg_controllen = CMSG_LEN((unsigned)room * sizeof(int)) -
		    (verb_word(act, "half") ? 2 : 0);
	}
	memset(t, 0, sizeof(*t));
	t->first = -1;
	t->bytes = host_recvmsg(verb_end(act), &l.msg, verb_flags_in(act));
	if (t->bytes < 0)
		return -1;
	t->flags = l.msg.msg_flags;
	t->control = (size_t)l.msg.msg_controllen;
	if (t->control < sizeof(struct cmsghdr))
		return 0;
	for (c = CMSG_FIRSTHDR(&l.msg); c != NULL; c = CMSG_NXTHDR(&l.msg, c)) {
		if (c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_RIGHTS)
			continue;
		n = ((size_t)c->cmsg_len - CMSG_LEN(0)) / sizeof(int);
		for (i = 0; i < n; i++) {
			memcpy(&fd, CMSG_DATA(c) + i * sizeof(int), sizeof(fd));
			take_one(t, fd);
		}
	}
	return 0;
}

/* Ends a step that has taken: closes what it took. */
static int
take_end(struct taken *t, int returned, int answer)
{
	const int error = errno;

	if (t->first >= 0)
		host_close(t->first);
	errno = error;
	return returned < 0 ? verb_errno() : answer;
}

/* Whether this process may have as many more descriptors as a step takes. */
static bool
has_room(const struct act *act)
{
#if defined(HAVE_SETRLIMIT)
	const int free = host_dup(verb_end(act));
	struct rlimit limit;

	if (free < 0)
		return errno != EMFILE;
	host_close(free);
	return host_getrlimit(RLIMIT_NOFILE, &limit) != 0 ||
	    (rlim_t)(free + act->number[0]) <= limit.rlim_cur;
#else
	(void)act;
	return true;
#endif
}

static int
take_act(struct act *act)
{
	struct taken t;
	int returned;

	if (!has_room(act))
		return ANSWER_SKIPPED;
	returned = take(act, &t);
	return take_end(&t, returned, verb_number(t.count));
}

static int
takebytes_act(struct act *act)
{
	struct taken t;
	const int returned = take(act, &t);

	return take_end(&t, returned, verb_number((long)t.bytes));
}

static int
takecloexec_act(struct act *act)
{
	struct taken t;
	const int returned = take(act, &t);

	return take_end(&t, returned, verb_truth(t.cloexec != 0));
}

static int
takeflags_act(struct act *act)
{
	struct taken t;
	const int returned = take(act, &t);

	return take_end(&t, returned, message_mask(t.flags));
}

/* Whether the length of the control data fits what it holds. */
static int
takecontrol_act(struct act *act)
{
	struct taken t;
	const int returned = take(act, &t);
	const size_t size = (size_t)t.count * sizeof(int);

	return take_end(&t, returned,
	    verb_truth(t.count == 0 ? t.control == 0
				    : t.control >= CMSG_LEN(size) &&
			t.control <= CMSG_SPACE(size)));
}

/* The descriptor that arrives takes the place of the own end, or "peer". */
static int
keep_act(struct act *act)
{
	const int at = verb_word(act, "peer") ? 1 - act->at : act->at;
	struct taken t;

	if (take(act, &t) != 0)
		return verb_errno();
	if (t.first < 0)
		return ANSWER_NO;
	if (act->end[at] >= 0)
		host_close(act->end[at]);
	act->end[at] = t.first;
	return ANSWER_OK;
}

#if defined(HAVE_SETRLIMIT)
/* Takes when no descriptor is free; what the flags say of that. */
static int
takefull_act(struct act *act)
{
	const int free = host_dup(verb_end(act));
	struct rlimit limit, none;
	struct taken t;
	int answer;

	if (free < 0 || host_getrlimit(RLIMIT_NOFILE, &limit) != 0)
		return verb_errno();
	host_close(free);
	none = limit;
	none.rlim_cur = (rlim_t)free;
	if (host_setrlimit(RLIMIT_NOFILE, &none) != 0)
		return verb_errno();
	answer = take(act, &t);
	host_setrlimit(RLIMIT_NOFILE, &limit);
	return take_end(&t, answer, message_mask(t.flags));
}
#endif
#endif

/* The length of the name that recvmsg(2) leaves in a message. */
static int
namelen_act(struct act *act)
{
	struct sockaddr_storage name;
	struct msghdr msg;
	struct iovec iov;
	char got[64];

	memset(&msg, 0, sizeof(msg));
	iov.iov_base = got;
	iov.iov_len = sizeof(got);
	msg.msg_iov = &iov;
	msg.msg_iovlen = 1;
	msg.msg_name = &name;
	msg.msg_namelen = sizeof(name);
	return host_recvmsg(verb_end(act), &msg, verb_flags_in(act)) < 0
	    ? verb_errno()
	    : verb_number((long)msg.msg_namelen);
}

#if defined(__linux__) && defined(SO_PASSCRED) && defined(HAVE_GETUID)
enum { NOBODY = 65534 };

/* The sender of a message: 1 if that is told, 0 if not, -1 with errno. */
static int
sender(struct act *act, struct ucred *from)
{
	union {
		struct cmsghdr align;
		char room[CMSG_SPACE(sizeof(struct ucred))];
	} control;
	struct cmsghdr *c;
	struct msghdr msg;
	struct iovec iov;
	char got[64];

	memset(&msg, 0, sizeof(msg));
	iov.iov_base = got;
	iov.iov_len = sizeof(got);
	msg.msg_iov = &iov;
	msg.msg_iovlen = 1;
	msg.msg_control = control.room;
	msg.msg_controllen = sizeof(control.room);
	if (host_recvmsg(verb_end(act), &msg, verb_flags_in(act)) < 0)
		return -1;
	c = CMSG_FIRSTHDR(&msg);
	if (c == NULL || c->cmsg_type != SCM_CREDENTIALS)
		return 0;
	memcpy(from, CMSG_DATA(c), sizeof(*from));
	return 1;
}

/* Whether a message says that this process sent it. */
static int
takecred_act(struct act *act)
{
	struct ucred from;
	const int told = sender(act, &from);

	return told < 0 ? verb_errno()
			: verb_truth(told == 1 && from.pid == host_getpid());
}

/* Whether it says that the user did which lowersend became. */
static int
takeuser_act(struct act *act)
{
	const uid_t self = host_getuid();
	struct ucred from;
	const int told = sender(act, &from);

	return told < 0
	    ? verb_errno()
	    : verb_truth(told == 1 && from.uid == (self == 0 ? NOBODY : self));
}

/* Sends after it became nobody; only for a child. */
static int
lowersend_act(struct act *act)
{
	if (host_getuid() == 0 && host_setuid(NOBODY) != 0)
		return ANSWER_SKIPPED;
	return verb_number(
	    (long)host_send(verb_end(act), "a", 1, MSG_NOSIGNAL));
}
#endif

const struct verb verbs_pass[] = {
#ifdef SCM_RIGHTS
	VERB(pass),
	VERB(take),
	VERB(takebytes),
	VERB(takecloexec),
	VERB(takeflags),
	VERB(takecontrol),
	VERB(keep),
#if defined(HAVE_SETRLIMIT)
	VERB(takefull),
#endif
#endif
	VERB(namelen),
#if defined(__linux__) && defined(SO_PASSCRED) && defined(HAVE_GETUID)
	VERB(takecred),
	VERB(takeuser),
	VERB(lowersend),
#endif
	{ NULL, NULL, NULL },
};
