/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Causes: deviations grouped by what explains them. */

#include <stdlib.h>
#include <string.h>

#include "oracle/base/text.h"
#include "oracle/cause/cause.h"
#include "oracle/decide/rules.h"
#include "oracle/learn/cover.h"
#include "oracle/words/region.h"

enum {
	BOXES_MAX = 1000, /* a theme of more is one cause as it is */
	NEARLY_ALL = 95	  /* percent of the calls */
};

/* What fails in one way, whichever table says so. */
struct theme {
	const char *got;
	struct box_list system;	  /* against the table of a system */
	struct box_list document; /* against documents alone */
};

struct work {
	struct arena *a;
	const struct trace *trace;
	struct judgement *const *judgement;
	size_t judgements;
	struct theme *theme;
	size_t themes, room;
	struct causes causes;
};

/* The values that words give the effect of that name, or NULL. */
static const char *
values_of(const char *words, const char *name, size_t len)
{
	const char *p;

	for (p = words; *p != '\0'; p += strcspn(p, " ")) {
		p += strspn(p, " ");
		if (strncmp(p, name, len) == 0 && p[len] == '=')
			return p + len + 1;
	}
	return NULL;
}

/* Adds what words say of the effect, its usual value if nothing. */
static void
effect_add(struct arena *a, struct text_join *t, const char *words,
    const char *name, size_t len)
{
	const enum effect e = effect_find(name, len);
	const char *values = values_of(words, name, len);
	char word[64];

	if (values != NULL)
		text_add(a, t, "%s%.*s=%.*s", t->used != 0 ? " " : "", (int)len,
		    name, (int)strcspn(values, " "), values);
	else if (e != EFFECT_COUNT)
		text_add(a, t, "%s%s=%s", t->used != 0 ? " " : "",
		    effect_name(e), effect_text(e, 0, word, sizeof(word)));
}

/* Whether a word NAME=VALUE is what the words allowed want of the effect. */
static bool
is_wanted(const char *word, size_t len, const char *allowed)
{
	const size_t name = strcspn(word, "=");
	const char *value = word + name + 1, *values;
	const size_t size = len - name - 1;
	const enum effect e = effect_find(word, name);

	values = values_of(allowed, word, name);
	if (values == NULL)
		return e != EFFECT_COUNT && effect_value(e, value, size) == 0;
	for (;; values++) {
		if (*values == '*')
			return true;
		if (strncmp(values, value, size) == 0 &&
		    strchr(" |,", values[size]) != NULL)
			return true;
		values += strcspn(values, " |,");
		if (*values == '\0' || *values == ' ')
			return false;
	}
}

/* Whether a word NAME=VALUE|... of what is allowed has the usual value. */
static bool
has_usual(const char *word, size_t len)
{
	const size_t name = strcspn(word, "=");
	const enum effect e = effect_find(word, name);
	struct text_join t = { NULL, 0, 0 };
	struct arena a = ARENA_INIT;
	bool usual;

	if (e == EFFECT_COUNT)
		return true;
	effect_add(&a, &t, "", word, name);
	usual = is_wanted(t.text, strlen(t.text), arena_text(&a, word, len));
	arena_free(&a);
	return usual;
}

/* What is wrong: the answer, or beside a right answer the odd effects. */
static const char *
got_of(struct arena *a, const struct finding *f)
{
	struct text_join t = { NULL, 0, 0 };
	const char *p;
	size_t len, name;

	if (f->kind != DEVIATION_SIDE_EFFECT)
		return arena_text(a, f->got, strcspn(f->got, " "));
	for (p = f->got; *p != '\0'; p += len + (p[len] == ' ')) {
		len = strcspn(p, " ");
		if (memchr(p, '=', len) != NULL &&
		    !is_wanted(p, len, f->allowed))
			text_add(a, &t, "%s%.*s", t.used != 0 ? " " : "",
			    (int)len, p);
	}
	/* Then it lacks an effect, which is not in got. */
	for (p = f->allowed; *p != '\0'; p += len + (p[len] == ' ')) {
		len = strcspn(p, " ");
		name = strcspn(p, "=");
		if (name < len && values_of(f->got, p, name) == NULL &&
		    !has_usual(p, len))
			effect_add(a, &t, f->got, p, name);
	}
	return t.text == NULL ? f->got : t.text;
}

static struct theme *
theme_of(struct work *w, const char *got)
{
	struct theme *m;
	size_t i;

	for (i = 0; i < w->themes; i++)
		if (strcmp(w->theme[i].got, got) == 0)
			return &w->theme[i];
	w->theme = arena_grow(w->a, w->theme, w->themes, w->themes + 1,
	    sizeof(*w->theme), &w->room);
	m = &w->theme[w->themes++];
	memset(m, 0, sizeof(*m));
	m->got = got;
	return m;
}

static void
themes_gather(struct work *w)
{
	const struct judgement *j;
	const struct finding *f;
	struct theme *m;
	size_t i, k;

	for (i = 0; i < w->judgements; i++) {
		j = w->judgement[i];
		for (k = 0; k < j->findings; k++) {
			f = &j->finding[k];
			if (f->verdict != VERDICT_FAILED)
				continue;
			m = theme_of(w, got_of(w->a, f));
			region_add(w->a,
			    j->table->order == ORDER_FIRST ? &m->system
							   : &m->document,
			    &f->region);
		}
	}
}

/* The same requests in boxes that share none. */
static struct box_list
disjoint(struct arena *a, const struct box_list *region)
{
	struct box_list all = { NULL, 0, 0 }, one, united;
	size_t i;

	united = region_unite(a, region);
	if (united.count > BOXES_MAX)
		return united;
	for (i = 0; i < united.count && all.count <= BOXES_MAX; i++) {
		memset(&one, 0, sizeof(one));
		box_add(a, &one, &united.box[i]);
		one = region_minus(a, &one, &all);
		region_add(a, &all, &one);
	}
	for (; i < united.count; i++)
		box_add(a, &all, &united.box[i]);
	return all;
}

static bool
regions_meet(const struct box_list *x, const struct box_list *y)
{
	size_t i, k;

	for (i = 0; i < x->count; i++)
		for (k = 0; k < y->count; k++)
			if (requests_meet(&x->box[i], &y->box[k]))
				return true;
	return false;
}

static void
witness_find(struct work *w, struct cause *c)
{
	const struct numbering *n = &w->trace->numbers;
	size_t i, best;

	best = 0;
	for (i = 1; i < c->region.count; i++)
		if (box_distance(&c->region.box[i], n) <
		    box_distance(&c->region.box[best], n))
			best = i;
	c->witness = text_witness(w->a, &c->region.box[best], n);
}

/* Of what is allowed, the effects that are wrong in got, or all answers. */
static const char *
instead_of(struct arena *a, const char *allowed, const char *got)
{
	struct text_join t = { NULL, 0, 0 };
	const char *p;
	size_t len;

	if (strchr(got, '=') == NULL)
		return arena_text(a, allowed, strcspn(allowed, " "));
	for (p = got; *p != '\0'; p += len + (p[len] == ' ')) {
		len = strcspn(p, " ");
		effect_add(a, &t, allowed, p, strcspn(p, "="));
	}
	return t.text == NULL ? allowed : t.text;
}

/* Adds the findings that the cause explains, and what is allowed instead. */
static void
findings_gather(struct work *w, struct cause *c)
{
	const struct judgement *j;
	const struct finding *f, *simplest;
	size_t i, k;

	simplest = NULL;
	for (i = 0; i < w->judgements; i++) {
		j = w->judgement[i];
		for (k = 0; k < j->findings; k++) {
			f = &j->finding[k];
			if (f->verdict != VERDICT_FAILED ||
			    strcmp(got_of(w->a, f), c->got) != 0 ||
			    !regions_meet(&f->region, &c->region))
				continue;
			c->finding = arena_grow(w->a, c->finding, c->findings,
			    c->findings + 1, sizeof(*c->finding), &c->room);
			c->finding[c->findings].judgement = j;
			c->finding[c->findings++].finding = f;
			if ((c->system && j->table->order != ORDER_FIRST) ||
			    (simplest != NULL &&
				simplest->distance <= f->distance))
				continue;
			simplest = f;
			c->table = j->table;
			c->instead = instead_of(w->a, f->allowed, c->got);
		}
	}
}

/* Whether some call of the region was made through that entry. */
static bool
entry_was_asked(struct work *w, const struct box_list *region, int entry)
{
	struct box b;
	size_t i, k;

	for (i = 0; i < region->count; i++) {
		b = region->box[i];
		b.dim[DIM_ENTRY] = set_range(w->a, entry, entry);
		for (k = 0; k < w->trace->calls; k++)
			if (requests_meet(&b, &w->trace->call[k].box))
				return true;
	}
	return false;
}

/* Whether all of the region goes through the entry. */
static bool
entry_is(const struct box_list *region, int entry)
{
	size_t i;

	for (i = 0; i < region->count; i++)
		if (set_size(region->box[i].dim[DIM_ENTRY]) != 1 ||
		    !set_has(region->box[i].dim[DIM_ENTRY], entry))
			return false;
	return true;
}

/*
 * Whether the requests of the region, made through that entry, are as a
 * system should answer them; if no system was asked, whether they get
 * another answer than got.
 */
static bool
entry_is_right(struct work *w, const struct cause *c, int entry)
{
	const struct theme *m;
	struct box_list one = { NULL, 0, 0 };
	struct box b;
	size_t i, k;

	for (i = 0; i < c->region.count; i++) {
		b = c->region.box[i];
		b.dim[DIM_ENTRY] = set_range(w->a, entry, entry);
		one.count = 0;
		box_add(w->a, &one, &b);
		for (k = 0; k < w->themes; k++) {
			m = &w->theme[k];
			if (c->system ? regions_meet(&one, &m->system)
				      : strcmp(m->got, c->got) == 0 &&
				    regions_meet(&one, &m->document))
				return false;
		}
	}
	return true;
}

static const char *
blame_of(struct work *w, const struct cause *c)
{
	static const struct {
		int wrong, right;
		const char *text;
	} blames[] = {
		{ ENTRY_LIBC, ENTRY_SYSCALL,
		    "the system call itself is right, so the C library is to"
		    " blame" },
		{ ENTRY_SYSCALL, ENTRY_LIBC,
		    "the C library answers as it should; only the bare system"
		    " call does not" },
		{ ENTRY_SOCKETCALL, ENTRY_SYSCALL,
		    "the system call itself is right, so socketcall(2) is to"
		    " blame" },
	};
	size_t i;

	for (i = 0; i < sizeof(blames) / sizeof(blames[0]); i++)
		if (entry_is(&c->region, blames[i].wrong) &&
		    entry_was_asked(w, &c->region, blames[i].right) &&
		    entry_is_right(w, c, blames[i].right))
			return blames[i].text;
	return NULL;
}

static void
cause_add(struct work *w, const struct theme *m, bool system,
    const char *conditions, const struct box_list *region)
{
	struct causes *all = &w->causes;
	struct cause *c;

	all->list = arena_grow(w->a, all->list, all->count, all->count + 1,
	    sizeof(*all->list), &all->room);
	c = &all->list[all->count++];
	memset(c, 0, sizeof(*c));
	c->conditions = conditions;
	c->region = *region;
	c->requests = region_size(region);
	c->got = m->got;
	c->system = system;
	c->instead = "";
	witness_find(w, c);
	findings_gather(w, c);
	if (conditions != NULL)
		c->blame = blame_of(w, c);
}

static void
region_explain(struct work *w, const struct theme *m, bool system,
    const struct box_list *region)
{
	struct cover c;
	size_t i;

	if (region->count > BOXES_MAX) {
		cause_add(w, m, system, NULL, region);
		return;
	}
	c = cover_of(w->a, w->trace, region);
	if (c.rows == 0)
		cause_add(w, m, system, NULL, region);
	for (i = 0; i < c.rows; i++)
		cause_add(w, m, system, c.row[i].conditions, &c.row[i].boxes);
}

static void
theme_explain(struct work *w, struct theme *m)
{
	struct box_list document;

	m->system = disjoint(w->a, &m->system);
	document = disjoint(w->a, &m->document);
	m->document = document;
	if (document.count <= BOXES_MAX && m->system.count <= BOXES_MAX)
		document = region_minus(w->a, &document, &m->system);
	if (m->system.count != 0)
		region_explain(w, m, true, &m->system);
	if (document.count != 0)
		region_explain(w, m, false, &document);
}

static int
cause_order(const void *x, const void *y)
{
	const struct cause *p = x, *q = y;

	if (p->system != q->system)
		return p->system ? -1 : 1;
	if (p->requests != q->requests)
		return p->requests > q->requests ? -1 : 1;
	return strcmp(p->witness, q->witness);
}

/* Whether the box has the request that is as usual in every dimension. */
static bool
is_plain(const struct box *b, const struct numbering *n)
{
	return box_distance(b, n) == 0;
}

/* By whom the call is refused, as far as the trace tells. */
static const char *
refuser(struct arena *a, const struct trace *t, int answer)
{
	const char *key;
	size_t i;

	for (i = 0; i < t->fields; i++) {
		key = strrchr(t->field[i].key, ' ');
		key = key == NULL ? t->field[i].key : key + 1;
		if (strcmp(key, "seccomp") == 0 &&
		    strcmp(t->field[i].value, "0") != 0)
			return text_format(a,
			    "; a filter of system calls is in force"
			    " (Seccomp: %s)",
			    t->field[i].value);
	}
	return answer == ANSWER_SYMBOL + (int)SYM_ENOSYS
	    ? "; the system has no such call"
	    : "";
}

/* Says so where nearly all calls, the simplest too, get one errno. */
static const char *
refusal_of(struct arena *a, const struct trace *t)
{
	const struct observation *o;
	double all, same;
	int answer;
	char word[32];
	size_t i;

	answer = ANSWER_OK;
	for (i = 0; i < t->calls; i++)
		if (is_plain(&t->call[i].box, &t->numbers))
			answer = outcome_answer(t->call[i].outcome);
	if (!answer_is_errno(answer))
		return NULL;
	all = same = 0;
	for (i = 0; i < t->calls; i++) {
		o = &t->call[i];
		if (!set_has(o->box.dim[DIM_CHECK], CHECK_CALL))
			continue;
		all += (double)box_size(&o->box);
		if (outcome_answer(o->outcome) == answer)
			same += (double)box_size(&o->box);
	}
	if (all < 2 || same * 100 < all * NEARLY_ALL)
		return NULL;
	return text_format(a,
	    "the call is refused as a whole: %.0f of %.0f requests got %s%s",
	    same, all, answer_text(answer, word, sizeof(word)),
	    refuser(a, t, answer));
}

struct causes
causes_of(struct arena *a, struct judgement *const *j, size_t count)
{
	struct work w = { .a = a, .judgement = j, .judgements = count };
	size_t i;

	if (count == 0)
		return w.causes;
	w.trace = j[0]->trace;
	themes_gather(&w);
	for (i = 0; i < w.themes; i++)
		theme_explain(&w, &w.theme[i]);
	if (w.causes.count != 0) {
		qsort(w.causes.list, w.causes.count, sizeof(*w.causes.list),
		    cause_order);
		w.causes.refused = refusal_of(a, w.trace);
	}
	return w.causes;
}

const char *
cause_region(const struct cause *c)
{
	if (c->conditions == NULL)
		return "in many places";
	return *c->conditions == '\0' ? "everywhere" : c->conditions;
}

const char *
cause_wherever(struct arena *a, const struct trace *t, const struct finding *f,
    size_t most)
{
	struct text_join text = { NULL, 0, 0 };
	struct cover c;
	size_t i;

	c = cover_of(a, t, &f->region);
	for (i = 0; i < c.rows && i < most; i++)
		text_add(a, &text, "%s%s", i == 0 ? "wherever " : "; or ",
		    *c.row[i].conditions == '\0' ? "a call is made"
						 : c.row[i].conditions);
	if (c.rows > most)
		text_add(a, &text, "; and in %zu more regions", c.rows - most);
	return text.text == NULL ? "in many places" : text.text;
}
