/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Facts: what socket(2) answered, and what follows from it. */

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
domains_gather(struct arena *a, struct facts *f, const struct observation *o)
{
	struct set *to, domains;
	int answer, p;

	answer = outcome_answer(o->outcome);
	domains = o->box.dim[DIM_DOMAIN];
	for (p = 0; p < PRIVILEGE_COUNT; p++) {
		if (!set_has(o->box.dim[DIM_PRIVILEGE], p))
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

struct facts
facts_of(struct arena *a, const struct trace *t)
{
	struct facts f = { 0 };
	size_t i;
	int p;

	f.count = t->facts;
	f.along = arena_get(a, (f.count + 1) * sizeof(*f.along));
	f.answer = arena_get(a, (f.count + 1) * sizeof(*f.answer));
	for (i = 0; i < f.count; i++) {
		f.along[i] = along_fact(a, &t->fact[i]);
		f.answer[i] = outcome_answer(t->fact[i].outcome);
		domains_gather(a, &f, &t->fact[i]);
	}
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
	for (i = 0; i < f->count && rest.count != 0; i++) {
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
	struct box along;
	size_t i;
	int own, zero;

	box_add(a, &rest, b);
	own = set_size(b->dim[DIM_SOCKET]) == 1
	    ? (int)b->dim[DIM_SOCKET].range[0].lo
	    : -1;
	label[0].dim = DIM_TYPE_FACT;
	label[1].dim = DIM_PROTOCOL_FACT;
	for (i = 0; i < f->count && own >= 0 && rest.count != 0; i++) {
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
