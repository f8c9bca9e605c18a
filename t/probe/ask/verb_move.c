/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Verbs: data in and out.  What an end has sent is one sequence of letters,
 * so that what arrives can be compared with it.
 */

#include "t/probe/host/host.h"

#include <sys/uio.h>
#include <sys/un.h>

#if defined(HAVE_SPLICE)
#include <sys/sendfile.h>
#endif

#include "t/probe/ask/verb.h"

enum {
	BYTES = 32768, /* most that a step moves */
	LETTERS = 26,
	BEHIND = 8 /* bytes of a bad tail */
};

/* The bytes of a step, in as many buffers as it has numbers. */
struct buffers {
	char room[BYTES];
	char *byte;
	struct iovec iov[ACT_NUMBERS];
	int count;
	size_t size; /* with the bad tail */
	size_t good;
};

#if defined(HAVE_MMAP)
/* The end of memory that can be used, before some that cannot; or NULL. */
static char *
edge(void)
{
	static char *page;
	const long size = host_sysconf(_SC_PAGESIZE);
	void *at;

	if (page == NULL) {
		at = host_mmap(NULL, (size_t)size * 2, PROT_NONE,
		    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		if (at == MAP_FAILED ||
		    host_mprotect(at, (size_t)size, PROT_READ | PROT_WRITE) !=
			0)
			return NULL;
		page = at;
	}
	return page + size;
}
#else
#define edge() ((char *)NULL)
#endif

/* "bad" gives the last buffer a tail that is not there. */
static bool
buffers_make(struct buffers *b, const struct act *act)
{
	const bool bad = verb_word(act, "bad");
	int i;

	b->good = 0;
	b->count = act->numbers == 0 ? 1 : act->numbers;
	for (i = 0; i < b->count; i++) {
		b->iov[i].iov_len = i < act->numbers ? (size_t)act->number[i]
						     : 1;
		b->good += b->iov[i].iov_len;
	}
	b->size = b->good;
	b->byte = b->room;
	if (bad) {
		b->byte = edge();
		if (b->byte == NULL)
			return false;
		b->byte -= b->good;
		b->iov[b->count - 1].iov_len += BEHIND;
		b->size += BEHIND;
	}
	b->iov[0].iov_base = b->byte;
	for (i = 1; i < b->count; i++)
		b->iov[i].iov_base = (char *)b->iov[i - 1].iov_base +
		    b->iov[i - 1].iov_len;
	return true;
}

static void
message_make(struct msghdr *msg, struct buffers *b)
{
	memset(msg, 0, sizeof(*msg));
	msg->msg_iov = b->iov;
	msg->msg_iovlen = (size_t)b->count;
}

typedef ssize_t transfer(int fd, struct buffers *b, int flags);

/*
 * Makes a transfer; where it waits for good, that is ANSWER_BLOCKS.  A call
 * that is told not to wait needs no hurry, if it can be told.
 */
static int
transfer_make(struct act *act, transfer *call, bool told, struct buffers *b,
    int flags, ssize_t *n)
{
	const bool hurry = VERB_HURRIES && !act->waits &&
	    !(told && MSG_DONTWAIT != 0 && (flags & MSG_DONTWAIT) != 0);

	bool again;

	for (again = false;; again = true) {
		if (hurry)
			verb_hurry(act->limited, again);
		*n = call(verb_end(act), b, flags);
		if (hurry)
			verb_hurry_end();
		if (!hurry || *n >= 0 || errno != EINTR)
			return verb_number((long)*n);
		if (again || act->limited)
			return ANSWER_BLOCKS;
	}
}

static int
put(struct act *act, transfer *call, bool told)
{
	struct buffers b;
	ssize_t n;
	size_t i;
	int answer;

	if (!buffers_make(&b, act))
		return ANSWER_SKIPPED;
	for (i = 0; i < b.good; i++)
		b.byte[i] = (char)('a' + (act->sent[act->at] + i) % LETTERS);
	answer = transfer_make(act, call, told, &b, verb_flags_out(act), &n);
	if (n > 0)
		act->sent[act->at] += (unsigned)n;
	return answer;
}

/* Whether what arrived is what was sent, in order. */
static bool
as_sent(const struct act *act, const struct buffers *b, size_t n)
{
	const unsigned from = act->pair->type == SOCK_STREAM
	    ? act->heard[act->at]
	    : (unsigned)(b->byte[0] - 'a');
	size_t i;

	if ((act->flags & MSG_OOB) != 0 || verb_word(act, "any"))
		return true;
	for (i = 0; i < n; i++)
		if (b->byte[i] != (char)('a' + (from + i) % LETTERS))
			return false;
	return true;
}

static int
get(struct act *act, transfer *call, bool told)
{
	struct buffers b;
	ssize_t n;
	int answer;

	if (!buffers_make(&b, act))
		return ANSWER_SKIPPED;
	memset(b.byte, '?', b.good);
	answer = transfer_make(act, call, told, &b, verb_flags_in(act), &n);
	if (n <= 0)
		return answer;
	if (!as_sent(act, &b, (size_t)n < b.good ? (size_t)n : b.good))
		return ANSWER_CHANGED;
	if ((act->flags & (MSG_PEEK | MSG_OOB)) == 0)
		act->heard[act->at] += (unsigned)n;
	return answer;
}

/* One function a way, and one verb.  told: it takes flags of messages. */
#define WAY(verb, how, told, call) \
	static ssize_t verb##_call(int fd, struct buffers *b, int way_flags) \
	{ \
		(void)way_flags; \
		return call; \
	} \
	static int verb##_act(struct act *act) \
	{ \
		return how(act, verb##_call, told); \
	}

WAY(write, put, false, host_write(fd, b->byte, b->size))
WAY(send, put, true, host_send(fd, b->byte, b->size, way_flags))
WAY(sendto, put, true, host_sendto(fd, b->byte, b->size, way_flags, NULL, 0))
WAY(writev, put, false, host_writev(fd, b->iov, b->count))
WAY(read, get, false, host_read(fd, b->byte, b->size))
WAY(recv, get, true, host_recv(fd, b->byte, b->size, way_flags))
WAY(recvfrom, get, true,
    host_recvfrom(fd, b->byte, b->size, way_flags, NULL, NULL))
WAY(readv, get, false, host_readv(fd, b->iov, b->count))

static ssize_t
message_out(int fd, struct buffers *b, int flags)
{
	struct msghdr msg;

	message_make(&msg, b);
	return host_sendmsg(fd, &msg, flags);
}

static ssize_t
message_in(int fd, struct buffers *b, int flags)
{
	struct msghdr msg;

	message_make(&msg, b);
	return host_recvmsg(fd, &msg, flags);
}

WAY(sendmsg, put, true, message_out(fd, b, way_flags))
WAY(recvmsg, get, true, message_in(fd, b, way_flags))

#if defined(HAVE_SPLICE)
/* Ends a pipe without a change of errno. */
static ssize_t
pipe_end(const int end[2], ssize_t n)
{
	const int error = errno;

	host_close(end[0]);
	host_close(end[1]);
	errno = error;
	return n;
}

static ssize_t
splice_in(int fd, struct buffers *b)
{
	int end[2];
	ssize_t n;

	if (host_pipe(end) != 0)
		return -1;
	n = host_splice(fd, NULL, end[1], NULL, b->size, 0);
	if (n > 0)
		n = host_read(end[0], b->byte, (size_t)n);
	return pipe_end(end, n);
}

static ssize_t
splice_out(int fd, struct buffers *b)
{
	int end[2];
	ssize_t n;

	if (host_pipe(end) != 0)
		return -1;
	n = host_write(end[1], b->byte, b->size);
	if (n == (ssize_t)b->size)
		n = host_splice(end[0], NULL, fd, NULL, b->size, 0);
	return pipe_end(end, n);
}

static ssize_t
tee_out(int fd, struct buffers *b)
{
	int end[2];
	ssize_t n;

	if (host_pipe(end) != 0)
		return -1;
	n = host_write(end[1], b->byte, b->size);
	if (n == (ssize_t)b->size)
		n = host_tee(end[0], fd, b->size, 0);
	return pipe_end(end, n);
}

static ssize_t
file_out(int fd, struct buffers *b)
{
	const int file = host_memfd_create("pairprobe", 0);
	ssize_t n;
	off_t from = 0;
	int error;

	if (file < 0)
		return -1;
	n = host_write(file, b->byte, b->size);
	if (n == (ssize_t)b->size)
		n = host_sendfile(fd, file, &from, b->size);
	error = errno;
	host_close(file);
	errno = error;
	return n;
}

WAY(splicein, get, false, splice_in(fd, b))
WAY(spliceout, put, false, splice_out(fd, b))
WAY(tee, put, false, tee_out(fd, b))
WAY(sendfile, put, false, file_out(fd, b))
#endif

/* To a name that nobody has. */
static int
sendaway_act(struct act *act)
{
	static const char nowhere[] = "/nonexistent/pairprobe";
	struct sockaddr_un name;
	ssize_t n;

	memset(&name, 0, sizeof(name));
	name.sun_family = AF_UNIX;
	memcpy(name.sun_path, nowhere, sizeof(nowhere));
	n = host_sendto(verb_end(act), "x", 1, MSG_NOSIGNAL,
	    (struct sockaddr *)&name, sizeof(name));
	if (n < 0)
		return verb_errno();
	return n == 1 ? ANSWER_OK : verb_number((long)n);
}

/* How long the name is that a message comes with. */
static int
fromlen_act(struct act *act)
{
	struct sockaddr_storage name;
	socklen_t len = sizeof(name);
	char got[64];

	return host_recvfrom(verb_end(act), got, sizeof(got),
		   verb_flags_in(act), (struct sockaddr *)&name, &len) < 0
	    ? verb_errno()
	    : verb_number((long)len);
}

static int
fill_act(struct act *act)
{
	return verb_done(verb_fill(verb_end(act)));
}

static int
drain_act(struct act *act)
{
	char got[4096];

	while (host_recv(verb_end(act), got, sizeof(got), MSG_DONTWAIT) > 0)
		continue;
	return ANSWER_OK;
}

/* Messages of so many bytes until no more fit: whether at least one did. */
static int
fits_act(struct act *act)
{
	char block[BYTES];
	long count;

	memset(block, 'f', sizeof(block));
	for (count = 0; count < BYTES; count++)
		if (host_send(verb_end(act), block, (size_t)act->number[0],
			MSG_NOSIGNAL | MSG_DONTWAIT) != act->number[0])
			break;
	return verb_truth(count > 0);
}

const struct verb verbs_move[] = {
	VERB(write),
	VERB(send),
	VERB(sendto),
	VERB(writev),
	VERB(sendmsg),
	VERB(read),
	VERB(recv),
	VERB(recvfrom),
	VERB(readv),
	VERB(recvmsg),
#if defined(HAVE_SPLICE)
	VERB(splicein),
	VERB(spliceout),
	VERB(tee),
	VERB(sendfile),
#endif
	VERB(sendaway),
	VERB(fromlen),
	VERB(fill),
	VERB(drain),
	VERB(fits),
	{ NULL, NULL, NULL },
};
