/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Facts: what socket(2) answered, and what follows from it. */

#include <string.h>

#include "oracle/decide/facts.h"
#include "oracle/decide/rules.h"

enum { SUPPORTED, UNSUPPORTED };

static int
answer_of(enum symbol s)
{
	return ANSWER_SYMBOL + (int)s;
}

/* An error that blames neither domain, protocol nor privilege. */
static bool
blames_arguments(int answer)
{
	return answer_is_errno(answer) &&
	    answer != answer_of(SYM_EAFNOSUPPORT) &&
	    answer != answer_of(SYM_EPROTONOSUPPORT) &&
	    answer != answer_of(SYM_EPERM) && answer != answer_of(SYM_EACCES);
}

static void
domains_gather(struct arena *a, struct facts *f, const struct box *along,
    int answer)
{
	const struct set domains = along->dim[DIM_DOMAIN];
	struct set *to;
	int p;

	for (p = 0; p < PRIVILEGE_COUNT; p++) {
		if (!set_has(along->dim[DIM_PRIVILEGE], p))
			continue;
		if (answer == answer_of(SYM_EAFNOSUPPORT))
			to = &f->missing[p];
		else if (answer != answer_of(SYM_EINVAL))
			to = &f->reached[p];
		else
			continue;
		*to = set_or(a, *to, domains);
	}
}

/* What socket(2) said: the same domain, type, protocol and privilege. */
static struct box
along_fact(struct arena *a, const struct observation *o)
{
	struct box along;
	int d;

	along = box_all(a);
	for (d = DIM_DOMAIN; d <= DIM_PROTOCOL; d++)
		along.dim[d] = o->box.dim[d];
	along.dim[DIM_PRIVILEGE] = o->box.dim[DIM_PRIVILEGE];
	return along;
}

static void
fact_add(struct arena *a, struct facts *f, const struct box *along, int answer)
{
	f->along = arena_grow(a, f->along, f->count, f->count + 1,
	    sizeof(*f->along), &f->room);
	f->answer = arena_grow(a, f->answer, f->count, f->count + 1,
	    sizeof(*f->answer), &f->answers_room);
	hulls_add(a, &f->hulls, along);
	f->along[f->count] = *along;
	f->answer[f->count++] = answer;
}

/* A call that nothing keeps from making the sockets that were asked for. */
static bool
is_plain(const struct observation *call)
{
	return set_has(call->box.dim[DIM_CHECK], CHECK_CALL) &&
	    set_has(call->box.dim[DIM_FDS], FDS_MANY) &&
	    set_has(call->box.dim[DIM_RESOURCE], RESOURCE_AMPLE) &&
	    set_has(call->box.dim[DIM_VECTOR], VECTOR_VALID);
}

/* What the calls of a trace speak of, as facts would. */
static struct hulls
calls_along(struct arena *a, const struct trace *t)
{
	struct hulls h = { NULL, 0, 0 };
	struct box along;
	size_t i;

	for (i = 0; i < t->calls; i++) {
		along = along_fact(a, &t->call[i]);
		hulls_add(a, &h, &along);
	}
	return h;
}

/* Adds a fact, but for the calls that got another answer than its errno. */
static void
fact_doubt(struct arena *a, struct facts *f, const struct trace *t,
    const struct hulls *calls, const struct observation *fact)
{
	const int answer = outcome_answer(fact->outcome);
	struct box_list rest = { NULL, 0, 0 }, next;
	struct box along = along_fact(a, fact), call;
	size_t i, k;

	box_add(a, &rest, &along);
	for (i = 0; answer_is_errno(answer); i++) {
		i = hulls_next(calls, i, &along);
		if (i == t->calls)
			break;
		if (outcome_answer(t->call[i].outcome) == answer ||
		    !is_plain(&t->call[i]))
			continue;
		call = along_fact(a, &t->call[i]);
		if (!box_and(a, &along, &call, &call))
			continue;
		memset(&next, 0, sizeof(next));
		for (k = 0; k < rest.count; k++)
			box_minus(a, &rest.box[k], &call, &next);
		f->doubted++;
		rest = next;
	}
	for (k = 0; k < rest.count; k++)
		fact_add(a, f, &rest.box[k], answer);
}

/* Whether a filter answers some calls in place of the kernel. */
static bool
is_filtered(const struct trace *t)
{
	return strcmp(trace_header(t, "host seccomp"), "2") == 0;
}

struct facts
facts_of(struct arena *a, const struct trace *t)
{
	const bool filtered = is_filtered(t);
	struct hulls calls = { NULL, 0, 0 };
	struct facts f = { 0 };
	struct box along;
	size_t i;
	int p;

	if (filtered)
		calls = calls_along(a, t);
	for (i = 0; i < t->facts; i++)
		if (filtered)
			fact_doubt(a, &f, t, &calls, &t->fact[i]);
		else {
			along = along_fact(a, &t->fact[i]);
			fact_add(a, &f, &along,
			    outcome_answer(t->fact[i].outcome));
		}
	for (i = 0; i < f.count; i++)
		domains_gather(a, &f, &f.along[i], f.answer[i]);
	for (p = 0; p < PRIVILEGE_COUNT; p++)
		f.missing[p] = set_minus(a, f.missing[p], f.reached[p]);
	return f;
}

/* One value in a dimension of facts. */
struct label {
	enum dimension dim;
	int value;
};

/* Moves what lies along from rest to parts, with its labels on. */
static void
carve(struct arena *a, struct box_list *rest, const struct box *along,
    const struct label *label, size_t labels, struct box_list *parts)
{
	struct box_list next = { NULL, 0, 0 };
	struct box both;
	size_t i, j;

	for (i = 0; i < rest->count; i++)
		if (requests_meet(&rest->box[i], along))
			break;
	if (i == rest->count)
		return;
	for (i = 0; i < rest->count; i++) {
		if (box_and(a, &rest->box[i], along, &both)) {
			for (j = 0; j < labels; j++)
				both.dim[label[j].dim] = set_range(a,
				    label[j].value, label[j].value);
			box_add(a, parts, &both);
		}
		box_minus(a, &rest->box[i], along, &next);
	}
	*rest = next;
}

/* What nothing was recorded for keeps every value. */
static void
carve_end(struct arena *a, const struct box_list *rest, struct box_list *parts)
{
	size_t i;

	for (i = 0; i < rest->count; i++)
		box_add(a, parts, &rest->box[i]);
}

static void
split_socket(struct arena *a, const struct facts *f, const struct box *b,
    struct box_list *parts)
{
	struct box_list rest = { NULL, 0, 0 };
	struct label label;
	size_t i;

	box_add(a, &rest, b);
	label.dim = DIM_SOCKET;
	for (i = hulls_next(&f->hulls, 0, b); i < f->count && rest.count != 0;
	     i = hulls_next(&f->hulls, i + 1, b)) {
		label.value = f->answer[i];
		carve(a, &rest, &f->along[i], &label, 1, parts);
	}
	carve_end(a, &rest, parts);
}

static void
split_domain(struct arena *a, const struct facts *f, const struct box *b,
    struct box_list *parts)
{
	struct box_list rest = { NULL, 0, 0 };
	struct label label;
	struct box along;
	int p;

	box_add(a, &rest, b);
	label.dim = DIM_DOMAIN_FACT;
	for (p = 0; p < PRIVILEGE_COUNT; p++) {
		along = box_all(a);
		along.dim[DIM_PRIVILEGE] = set_range(a, p, p);
		along.dim[DIM_DOMAIN] = f->reached[p];
		label.value = SUPPORTED;
		carve(a, &rest, &along, &label, 1, parts);
		along.dim[DIM_DOMAIN] = f->missing[p];
		label.value = UNSUPPORTED;
		carve(a, &rest, &along, &label, 1, parts);
	}
	carve_end(a, &rest, parts);
}

/* Splits by the answers for protocol 0, where one's own is known. */
static void
split_blame(struct arena *a, const struct facts *f, const struct box *b,
    struct box_list *parts)
{
	struct box_list rest = { NULL, 0, 0 };
	struct label label[2];
	struct box along, for_zero;
	size_t i;
	int own, zero;

	box_add(a, &rest, b);
	own = set_size(b->dim[DIM_SOCKET]) == 1
	    ? (int)b->dim[DIM_SOCKET].range[0].lo
	    : -1;
	label[0].dim = DIM_TYPE_FACT;
	label[1].dim = DIM_PROTOCOL_FACT;
	for_zero = *b;
	for_zero.dim[DIM_PROTOCOL] = set_range(a, 0, 0);
	for (i = 0; own >= 0 && rest.count != 0; i++) {
		i = hulls_next(&f->hulls, i, &for_zero);
		if (i == f->count)
			break;
		if (!set_has(f->along[i].dim[DIM_PROTOCOL], 0))
			continue;
		along = f->along[i];
		along.dim[DIM_PROTOCOL] = b->dim[DIM_PROTOCOL];
		zero = f->answer[i];
		label[0].value = own != ANSWER_OK && blames_arguments(zero);
		label[1].value = own == answer_of(SYM_EPROTONOSUPPORT) ||
		    (blames_arguments(own) && !blames_arguments(zero));
		carve(a, &rest, &along, label, 2, parts);
	}
	carve_end(a, &rest, parts);
}

void
facts_split(struct arena *a, const struct facts *f, const struct box *b,
    struct box_list *parts)
{
	struct box_list socket = { NULL, 0, 0 }, domain = { NULL, 0, 0 };
	size_t i;

	split_socket(a, f, b, &socket);
	for (i = 0; i < socket.count; i++)
		split_domain(a, f, &socket.box[i], &domain);
	for (i = 0; i < domain.count; i++)
		split_blame(a, f, &domain.box[i], parts);
}

static void
imply(struct arena *a, struct box *b, enum dimension d, bool unsupported)
{
	b->dim[d] = set_range(a, unsupported, unsupported);
}

void
facts_imply(struct arena *a, struct box *b)
{
	bool zero;
	int own;

	if (set_size(b->dim[DIM_SOCKET]) != 1)
		return;
	own = (int)b->dim[DIM_SOCKET].range[0].lo;
	zero = set_size(b->dim[DIM_PROTOCOL]) == 1 &&
	    set_has(b->dim[DIM_PROTOCOL], 0);
	if (own != answer_of(SYM_EINVAL))
		imply(a, b, DIM_DOMAIN_FACT,
		    own == answer_of(SYM_EAFNOSUPPORT));
	if (zero || !blames_arguments(own))
		imply(a, b, DIM_PROTOCOL_FACT,
		    own == answer_of(SYM_EPROTONOSUPPORT));
	if (zero || own == ANSWER_OK)
		imply(a, b, DIM_TYPE_FACT, blames_arguments(own));
}
