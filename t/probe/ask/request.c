/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* One request. */

#include "t/probe/host/host.h"

#include "t/probe/ask/pair.h"
#include "t/probe/ask/request.h"
#include "t/probe/ask/script.h"
#include "t/probe/host/numbers.h"

static int
call_libc(int domain, int type, int protocol, int *vector)
{
	return host_socketpair(domain, type, protocol, vector);
}

#if defined(HAVE_SYSCALL) && defined(SYS_socketpair)
static int
call_syscall(int domain, int type, int protocol, int *vector)
{
	return (
	    int)host_syscall(SYS_socketpair, domain, type, protocol, vector);
}
#else
#define call_syscall NULL
#endif

#if defined(HAVE_SYSCALL) && defined(SYS_socketcall)
static int
call_socketcall(int domain, int type, int protocol, int *vector)
{
	enum { NUMBER = 8 }; /* of socketpair among the socket calls */
	unsigned long args[4];

	args[0] = (unsigned long)domain;
	args[1] = (unsigned long)type;
	args[2] = (unsigned long)protocol;
	args[3] = (unsigned long)vector;
	return (int)host_syscall(SYS_socketcall, NUMBER, args);
}
#else
#define call_socketcall NULL
#endif

request_entry *const request_entries[ENTRY_COUNT] = {
	[ENTRY_LIBC] = call_libc,
	[ENTRY_SYSCALL] = call_syscall,
	[ENTRY_SOCKETCALL] = call_socketcall,
};

const char *
request_lacks(int entry)
{
	return request_entries[entry] != NULL
	    ? NULL
	    : "this host has no such system call";
}

void
request_prepare(struct asker *a, struct vectors *vectors)
{
	const struct numbering *n = numbers_host();
	int i;

	a->vectors = vectors;
	a->patience = REQUEST_PATIENCE;
	a->clean = NULL;
	a->about_call.check = CHECK_CALL;
	for (i = 0; i < REQUEST_ERRNOS; i++)
		a->answer[i] = outcome_of(ANSWER_ERRNO + i);
	/* As numbers_errno: of names with one number the first counts. */
	for (i = SYMBOL_COUNT; i-- > 0;)
		if (symbol_kind(i) == SYMBOL_ERRNO && n->known[i] &&
		    n->number[i] >= 0 && n->number[i] < REQUEST_ERRNOS)
			a->answer[n->number[i]] = outcome_of(ANSWER_SYMBOL + i);
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
		return a->answer[error];
	return outcome_of(numbers_errno(error));
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

/*
 * What is about the call, not about an end, is looked at from the first end;
 * from the second it is the same answer.
 */
static int
call_answer(struct asker *a, const int *value, struct subject *s)
{
	struct about_call *known = &a->about_call;

	if (value[DIM_ENDS] == ENDS_REVERSED &&
	    known->check == value[DIM_CHECK] && known->type == value[DIM_TYPE])
		return known->answer;
	known->check = value[DIM_CHECK];
	known->type = value[DIM_TYPE];
	known->answer = script_check((enum check)value[DIM_CHECK], s);
	return known->answer;
}

/* One thing about the pair, from one end, instead of all that it is like. */
static outcome_t
looked_at(struct asker *a, const struct pair *p, const int *value)
{
	const int near = value[DIM_ENDS] == ENDS_REVERSED;
	const enum check check = (enum check)value[DIM_CHECK];
	struct subject s;
	int answer;

	s.near = p->end[near];
	s.far = p->end[1 - near];
	s.pair = p;
	answer = script_about_call(check) ? call_answer(a, value, &s)
					  : script_check(check, &s);
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
	unsigned stored;
	struct pair p;
	outcome_t o;

	o = with_written(outcome_of(ANSWER_OK),
	    vector_written(v) & WRITTEN_GUARD);
	if (!v->whole)
		return o;
	stored = vector_written(v) & VECTOR_WRITTEN;
	if (stored != VECTOR_WRITTEN)
		o = outcome_with(o, EFFECT_VECTOR, stored);
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

outcome_t
request_seen(struct asker *a, const int *value, int returned, int error)
{
	const struct vector *v = &a->vectors->kind[value[DIM_VECTOR]];
	unsigned written;
	outcome_t o;

	a->clean = NULL;
	if (returned >= 0)
		return succeeded(a, value, v, returned, error != NUMBERS_UNSET);
	o = failed(a, error);
	written = vector_written(v);
	if (written != 0)
		o = with_written(o, written);
	if (returned != -1)
		o = outcome_with(o, EFFECT_RETURN, 1);
	return o;
}

/*
 * One attempt at a request for which memory runs out.  Where that shows, o
 * is the outcome, and else ANSWER_SKIPPED.
 */
static enum starve_end
starved_once(struct asker *a, const int *value, outcome_t usual, outcome_t *o)
{
	const struct vector *v = &a->vectors->kind[value[DIM_VECTOR]];
	int returned, error;
	enum starve_end end;

	*o = outcome_of(ANSWER_SKIPPED);
	vector_fill(v);
	if (!starve_begin(&a->starve))
		return STARVE_LOST;
	errno = NUMBERS_UNSET;
	returned = request_entries[value[DIM_ENTRY]](value[DIM_DOMAIN],
	    value[DIM_TYPE], value[DIM_PROTOCOL], v->address);
	error = errno;
	end = starve_end(&a->starve);
	*o = request_seen(a, value, returned, error);
	if (end == STARVE_PERHAPS)
		end = outcome_answer(*o) != outcome_answer(usual) ? STARVE_CAME
								  : STARVE_NONE;
	if (end != STARVE_CAME || returned >= 0 ||
	    outcome_answer(*o) == outcome_answer(usual))
		*o = outcome_of(ANSWER_SKIPPED);
	return end;
}

/* What else the machine does has a part in it, so attempts must agree. */
outcome_t
request_starved(struct asker *a, const int *value)
{
	const outcome_t usual = request_call(a, value);
	enum starve_end end, before;
	outcome_t o, last;
	int alike, i;

	before = STARVE_LOST;
	last = usual;
	alike = 0;
	a->starve.spent = false;
	for (i = 0; i < STARVE_TRIES && a->starve.refused == NULL; i++) {
		end = starved_once(a, value, usual, &o);
		alike = end == before && o == last ? alike + 1 : 1;
		if (end != STARVE_LOST && alike == STARVE_ALIKE) {
			a->starve.came += end == STARVE_CAME;
			a->starve.spent = end == STARVE_NONE;
			return o;
		}
		before = end;
		last = o;
	}
	return outcome_of(ANSWER_SKIPPED);
}

outcome_t
request_fact(struct asker *a, const int *value)
{
	int fd;

	errno = NUMBERS_UNSET;
	fd = host_socket(value[DIM_DOMAIN], value[DIM_TYPE],
	    value[DIM_PROTOCOL]);
	if (fd < 0)
		return failed(a, errno);
	end_close(a, fd);
	return outcome_of(ANSWER_OK);
}
