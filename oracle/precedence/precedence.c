/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Which error wins against which. */

#include <string.h>

#include "oracle/base/text.h"
#include "oracle/precedence/precedence.h"

/* What a flaw answered when it was alone. */
struct lone {
	enum flaw flaw;
	int answer;
	struct box box;
};

struct watch {
	struct precedence *p;
	struct arena *a;
	const struct trace *t;
	struct flaws flaws;
	struct lone *lone;
	size_t lones, room;
	int answer; /* of the observation at hand */
};

/* The answer to such a flaw depends on these, a bit a dimension. */
static const unsigned depends[FLAWS] = {
	[FLAW_TYPE] = 1u << DIM_DOMAIN | 1u << DIM_TYPE,
	[FLAW_PROTOCOL] = 1u << DIM_DOMAIN | 1u << DIM_PROTOCOL,
};

static bool
agrees(const struct lone *l, const struct box *b)
{
	int d;

	for (d = 0; d < DIM_REQUEST; d++)
		if ((depends[l->flaw] >> d & 1) != 0 &&
		    !set_within(b->dim[d], l->box.dim[d]))
			return false;
	return true;
}

/* Whether f alone answers so: for such a request or, if unknown, any. */
static bool
flaw_answers(const struct watch *w, enum flaw f, const struct box *b,
    int answer)
{
	const struct lone *l;
	bool here, known, some;
	size_t i;

	here = known = some = false;
	for (i = 0; i < w->lones; i++) {
		l = &w->lone[i];
		if (l->flaw != f)
			continue;
		some |= l->answer == answer;
		if (agrees(l, b)) {
			known = true;
			here |= l->answer == answer;
		}
	}
	return known ? here : some;
}

static void
lone_add(struct watch *w, enum flaw f, const struct box *b)
{
	const struct lone *l;
	struct lone *to;
	size_t i;
	int d;

	for (i = 0; i < w->lones; i++) {
		l = &w->lone[i];
		if (l->flaw == f && l->answer == w->answer && agrees(l, b))
			return;
	}
	w->lone = arena_grow(w->a, w->lone, w->lones, w->lones + 1,
	    sizeof(*w->lone), &w->room);
	to = &w->lone[w->lones++];
	to->flaw = f;
	to->answer = w->answer;
	for (d = 0; d < DIM_COUNT; d++)
		to->box.dim[d] = set_of(w->a, b->dim[d].range, b->dim[d].count);
}

static void
visit_lone(void *with, const struct box *b, uint64_t requests, unsigned holds)
{
	int f;

	(void)requests;
	for (f = 0; f < FLAWS; f++)
		if (holds == 1u << f)
			lone_add(with, (enum flaw)f, b);
}

/*
 * A domain without pairs is no flaw of a socket, so another flaw that
 * holds there is alone too if the answer is not the one for such domains.
 */
static void
visit_pairless(void *with, const struct box *b, uint64_t requests,
    unsigned holds)
{
	struct watch *w = with;
	int f;

	(void)requests;
	for (f = 0; f < FLAW_PAIR; f++)
		if (holds == (1u << f | 1u << FLAW_PAIR) &&
		    !flaw_answers(w, FLAW_PAIR, b, w->answer))
			lone_add(w, (enum flaw)f, b);
}

static void
show(struct watch *w, struct shown *s, const struct box *b, uint64_t requests)
{
	const struct numbering *n = &w->t->numbers;
	char text[400];
	int far;

	far = box_distance(b, n);
	if (s->requests == 0 || far < s->distance) {
		s->distance = far;
		box_witness(b, n, text, sizeof(text));
		s->witness = arena_text(w->a, text, strlen(text));
	}
	s->requests = requests > UINT64_MAX - s->requests
	    ? UINT64_MAX
	    : s->requests + requests;
}

/* Counts what one of those that answer so shows of one that holds too. */
static void
match(struct watch *w, int x, int y, bool sole, bool other, const struct box *b,
    uint64_t requests)
{
	if (sole && !other)
		show(w, &w->p->wins[x][y], b, requests);
	else if (other)
		show(w, &w->p->alike[x][y], b, requests);
}

/* Whether it is known what each flaw that holds answers alone. */
static bool
are_known(const struct precedence *p, unsigned holds)
{
	int f;

	for (f = 0; f < FLAWS; f++)
		if ((holds >> f & 1) != 0 && p->errnos[f] == NULL)
			return false;
	return true;
}

static void
visit_many(void *with, const struct box *b, uint64_t requests, unsigned holds)
{
	struct watch *w = with;
	unsigned so;
	bool sole;
	int x, y;

	if ((holds & (holds - 1)) == 0)
		return;
	so = 0;
	for (x = 0; x < FLAWS; x++)
		if ((holds >> x & 1) != 0 &&
		    flaw_answers(w, (enum flaw)x, b, w->answer))
			so |= 1u << x;
	if (so == 0 && are_known(w->p, holds))
		show(w, &w->p->odd, b, requests);
	sole = (so & (so - 1)) == 0;
	for (x = 0; x < FLAWS; x++)
		for (y = 0; (so >> x & 1) != 0 && y < FLAWS; y++)
			if (x != y && (holds >> y & 1) != 0 &&
			    w->p->errnos[y] != NULL)
				match(w, x, y, sole, so >> y & 1, b, requests);
}

static void
watch_calls(struct watch *w, flaws_visit *visit)
{
	struct arena scratch = ARENA_INIT;
	const struct observation *o;
	size_t i;

	for (i = 0; i < w->t->calls; i++) {
		o = &w->t->call[i];
		w->answer = outcome_answer(o->outcome);
		if (!answer_is_errno(w->answer) ||
		    !set_has(o->box.dim[DIM_CHECK], CHECK_CALL))
			continue;
		flaws_find(&scratch, &w->flaws, &o->box, visit, w);
		arena_free(&scratch);
	}
}

/* "EINVAL|EPROTONOSUPPORT": what a flaw answered alone. */
static void
errnos_name(struct watch *w)
{
	struct text_join text[FLAWS] = { { NULL, 0, 0 } }, *to;
	char word[32];
	size_t i;

	for (i = 0; i < w->lones; i++) {
		to = &text[w->lone[i].flaw];
		answer_text(w->lone[i].answer, word, sizeof(word));
		if (to->text == NULL || strstr(to->text, word) == NULL)
			text_add(w->a, to, "%s%s", to->used == 0 ? "" : "|",
			    word);
	}
	for (i = 0; i < FLAWS; i++)
		w->p->errnos[i] = text[i].text;
}

bool
precedence_both(const struct precedence *p, int x, int y)
{
	return p->wins[x][y].requests != 0 && p->wins[y][x].requests != 0;
}

/* A cycle of several flaws puts none of them above another. */
static void
order_close(struct precedence *p)
{
	int x, y, k;

	for (x = 0; x < FLAWS; x++)
		for (y = 0; y < FLAWS; y++)
			p->above[x][y] = p->wins[x][y].requests != 0 &&
			    !precedence_both(p, x, y);
	for (k = 0; k < FLAWS; k++)
		for (x = 0; x < FLAWS; x++)
			for (y = 0; y < FLAWS; y++)
				p->above[x][y] |= p->above[x][k] &&
				    p->above[k][y];
	for (x = 0; x < FLAWS; x++)
		for (y = 0; y <= x; y++)
			if (p->above[x][y] && p->above[y][x])
				p->above[x][y] = p->above[y][x] = false;
}

static void
order_reduce(struct precedence *p)
{
	int x, y, k;

	for (x = 0; x < FLAWS; x++)
		for (y = 0; y < FLAWS; y++) {
			p->next[x][y] = p->above[x][y];
			for (k = 0; k < FLAWS; k++)
				if (p->above[x][k] && p->above[k][y])
					p->next[x][y] = false;
		}
}

/* Moves a flaw down to right above the highest of those below it. */
static void
layer_sink(struct precedence *p, int x)
{
	int y, least;

	least = FLAWS;
	for (y = 0; y < FLAWS; y++)
		if (p->next[x][y] && p->layer[y] < least)
			least = p->layer[y];
	if (least < FLAWS)
		p->layer[x] = least - 1;
}

/* A layer is as deep as the longest way to it, and deeper if it may be. */
static void
order_layers(struct precedence *p)
{
	bool met;
	int x, y, pass;

	for (x = 0; x < FLAWS; x++) {
		met = false;
		for (y = 0; y < FLAWS; y++)
			met |= p->wins[x][y].requests != 0 ||
			    p->wins[y][x].requests != 0;
		p->layer[x] = met ? 0 : -1;
	}
	for (pass = 0; pass < FLAWS; pass++)
		for (x = 0; x < FLAWS; x++)
			for (y = 0; y < FLAWS; y++)
				if (p->next[x][y] && p->layer[y] <= p->layer[x])
					p->layer[y] = p->layer[x] + 1;
	for (pass = 0; pass < FLAWS; pass++)
		for (x = 0; x < FLAWS; x++)
			layer_sink(p, x);
	for (x = 0; x < FLAWS; x++)
		if (p->layer[x] >= p->layers)
			p->layers = p->layer[x] + 1;
}

static void
pairs_count(struct precedence *p)
{
	int x, y;

	for (x = 0; x < FLAWS; x++)
		for (y = 0; y < x; y++) {
			p->pairs += p->wins[x][y].requests != 0 ||
			    p->wins[y][x].requests != 0;
			p->contradictions += precedence_both(p, x, y);
		}
}

int
precedence_make(struct precedence *p, struct arena *a, const struct trace *t,
    struct diag *why)
{
	struct watch w = { .p = p, .a = a, .t = t };
	int ret;

	memset(p, 0, sizeof(*p));
	ret = flaws_make(&w.flaws, a, t, why);
	p->cut = w.flaws.cut;
	if (ret == 0) {
		watch_calls(&w, visit_lone);
		watch_calls(&w, visit_pairless);
		errnos_name(&w);
		watch_calls(&w, visit_many);
		order_close(p);
		order_reduce(p);
		order_layers(p);
		pairs_count(p);
	}
	flaws_free(&w.flaws);
	return ret;
}

char *
precedence_text(struct arena *a, const struct precedence *p)
{
	const char *between;
	char *text;
	size_t size, used;
	int layer, f;

	size = 1;
	for (f = 0; f < FLAWS; f++)
		if (p->layer[f] >= 0)
			size += strlen(p->errnos[f]) + 32;
	text = arena_get(a, size);
	used = 0;
	for (layer = 0; layer < p->layers; layer++) {
		between = layer == 0 ? "" : " > ";
		for (f = 0; f < FLAWS; f++) {
			if (p->layer[f] != layer)
				continue;
			used += (size_t)snprintf(text + used, size - used,
			    "%s%s (%s)", between, p->errnos[f],
			    flaw_name((enum flaw)f));
			between = ", ";
		}
	}
	return text;
}
