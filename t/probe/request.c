/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* One request. */

#include "t/probe/host.h"

#include "t/probe/check.h"
#include "t/probe/fault.h"
#include "t/probe/numbers.h"
#include "t/probe/pair.h"
#include "t/probe/request.h"

/* The number that no errno has: a call that fails must set another. */
enum { ERRNO_UNSET = 0x7a57 };

typedef int entry_call(int, int, int, int *);

static int
call_libc(int domain, int type, int protocol, int *vector)
{
	return host_socketpair(domain, type, protocol, vector);
}

#if defined(HAVE_SYSCALL) && defined(SYS_socketpair)
#define HAS_SYSCALL 1
static int
call_syscall(int domain, int type, int protocol, int *vector)
{
	return (int)host_syscall(SYS_socketpair, domain, type, protocol,
	    vector);
}
#else
#define HAS_SYSCALL 0
#define call_syscall NULL
#endif

#if defined(HAVE_SYSCALL) && defined(SYS_socketcall)
#define HAS_SOCKETCALL 1
static int
call_socketcall(int domain, int type, int protocol, int *vector)
{
	enum { NUMBER = 8 };	/* of socketpair among the socket calls */
	unsigned long args[4];

	args[0] = (unsigned long)domain;
	args[1] = (unsigned long)type;
	args[2] = (unsigned long)protocol;
	args[3] = (unsigned long)vector;
	return (int)host_syscall(SYS_socketcall, NUMBER, args);
}
#else
#define HAS_SOCKETCALL 0
#define call_socketcall NULL
#endif

static const struct {
	entry_call *call;
	const char *lacks;
} entries[ENTRY_COUNT] = {
	[ENTRY_LIBC] = { call_libc, NULL },
	[ENTRY_SYSCALL] = { call_syscall, HAS_SYSCALL ? NULL :
	    "this host has no such system call" },
	[ENTRY_SOCKETCALL] = { call_socketcall, HAS_SOCKETCALL ? NULL :
	    "this host has no such system call" }
};

const char *
request_lacks(int entry)
{
	return entries[entry].lacks;
}

int
request_errno(int number)
{
	int id;

	if (number == ERRNO_UNSET)
		number = 0;
	id = numbering_name(numbers_host(), SYMBOL_ERRNO, number);
	if (id >= 0)
		return ANSWER_SYMBOL + id;
	return ANSWER_ERRNO + (number & 0xfff);
}

int
request_signal(int number)
{
	int id;

	if (number == SIGALRM)
		return ANSWER_HANG;
	id = numbering_name(numbers_host(), SYMBOL_SIGNAL, number);
	if (id >= 0)
		return ANSWER_SYMBOL + id;
	return ANSWER_SIGNAL + (number & 0xfff);
}

void
request_prepare(struct asker *a, struct vectors *vectors)
{
	const struct numbering *n = numbers_host();
	int i;

	a->vectors = vectors;
	a->patience = REQUEST_PATIENCE;
	a->clean = NULL;
	for (i = 0; i < REQUEST_ERRNOS; i++)
		a->answer[i] = (uint16_t)(ANSWER_ERRNO + i);
	/* As request_errno: of names with one number the first counts. */
	for (i = SYMBOL_COUNT; i-- > 0;)
		if (symbol_kind(i) == SYMBOL_ERRNO && n->known[i] &&
		    n->number[i] >= 0 && n->number[i] < REQUEST_ERRNOS)
			a->answer[n->number[i]] = (uint16_t)(ANSWER_SYMBOL +
			    i);
}

void
request_descriptors(struct asker *a, fdset_t open)
{
	a->open = open;
	fdset_lowest(open, a->lowest);
}

static outcome_t
failed(const struct asker *a, int error)
{
	if (error >= 0 && error < REQUEST_ERRNOS)
		return outcome_of(a->answer[error]);
	return outcome_of(request_errno(error));
}

/* Adds what was written where; before a success nothing but guards counts. */
static outcome_t
with_written(outcome_t o, unsigned written)
{
	if ((written & WRITTEN_GUARD) != 0)
		o = outcome_with(o, EFFECT_GUARD, 1);
	return outcome_with(o, EFFECT_VECTOR,
	    written & (WRITTEN_FIRST | WRITTEN_SECOND));
}

static void
end_close(const struct asker *a, int fd)
{
	if (fd >= 0 && !fdset_has(a->open, fd))
		host_close(fd);
}

/* One thing about the pair, from one end, instead of all that it is like. */
static outcome_t
looked_at(const struct asker *a, const struct pair *p, const int *value)
{
	const int near = value[DIM_ENDS] == ENDS_REVERSED;
	struct subject s;
	int answer;

	s.near = p->end[near];
	s.far = p->end[1 - near];
	s.pair = p;
	answer = check_pair((enum check)value[DIM_CHECK], &s);
	end_close(a, s.near);
	end_close(a, s.far);
	return outcome_of(answer);
}

/* Looks at the pair; what cannot be read cannot be looked at. */
static outcome_t
succeeded(struct asker *a, const int *value, const struct vector *v,
    int returned, bool errno_touched)
{
	const int flags = numbering_flags(numbers_host());
	struct pair p;
	outcome_t o;

	o = with_written(outcome_of(ANSWER_OK),
	    vector_written(v) & WRITTEN_GUARD);
	if (!v->whole)
		return o;
	memcpy(p.end, v->seen + v->start, sizeof(p.end));
	p.domain = value[DIM_DOMAIN];
	p.type = value[DIM_TYPE] & ~flags;
	p.flags = value[DIM_TYPE] & flags;
	p.protocol = value[DIM_PROTOCOL];
	p.returned = returned;
	p.errno_touched = errno_touched;
	p.lowest[0] = a->lowest[0];
	p.lowest[1] = a->lowest[1];
	p.patience = &a->patience;
	if (value[DIM_CHECK] != CHECK_CALL)
		return looked_at(a, &p, value);
	o |= pair_outcome(&p);
	end_close(a, p.end[0]);
	if (p.end[1] != p.end[0])
		end_close(a, p.end[1]);
	return o;
}

/* What can be seen of a call that returned with that errno. */
static inline outcome_t
seen(struct asker *a, const int *value, const struct vector *v, int returned,
    int error)
{
	unsigned written;
	outcome_t o;

	if (returned >= 0)
		return succeeded(a, value, v, returned,
		    error != ERRNO_UNSET);
	o = failed(a, error);
	written = vector_written(v);
	if (written != 0)
		o = with_written(o, written);
	else
		a->clean = v;
	if (returned != -1)
		o = outcome_with(o, EFFECT_RETURN, 1);
	return o;
}

/* Fills a vector that the last call did not leave as it was filled. */
static inline void
refill(struct asker *a, const struct vector *v)
{
	if (v != a->clean)
		vector_fill(v);
	a->clean = NULL;
}

outcome_t
request_call(struct asker *a, const int *value)
{
	const struct vector *v = &a->vectors->kind[value[DIM_VECTOR]];
	int returned;

	refill(a, v);
	errno = ERRNO_UNSET;
	returned = entries[value[DIM_ENTRY]].call(value[DIM_DOMAIN],
	    value[DIM_TYPE], value[DIM_PROTOCOL], v->address);
	return seen(a, value, v, returned, errno);
}

outcome_t
request_starved(struct asker *a, const int *value)
{
	const struct vector *v = &a->vectors->kind[value[DIM_VECTOR]];
	int returned, error;
	outcome_t o;
	bool came;

	refill(a, v);
	came = fault_set(a->fault, a->nth);
	errno = ERRNO_UNSET;
	returned = entries[value[DIM_ENTRY]].call(value[DIM_DOMAIN],
	    value[DIM_TYPE], value[DIM_PROTOCOL], v->address);
	error = errno;
	came = fault_came(a->fault) && came;
	a->came += came;
	o = seen(a, value, v, returned, error);
	return came && returned < 0 ? o : outcome_of(ANSWER_SKIPPED);
}

outcome_t
request_fact(struct asker *a, const int *value)
{
	int fd;

	errno = ERRNO_UNSET;
	fd = host_socket(value[DIM_DOMAIN], value[DIM_TYPE],
	    value[DIM_PROTOCOL]);
	if (fd < 0)
		return failed(a, errno);
	end_close(a, fd);
	return outcome_of(ANSWER_OK);
}
