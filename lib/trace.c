/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Traces: what a host did.  A reader takes one body after another: those of
 * the header, then those of each sweep.
 */

#include <stdlib.h>
#include <string.h>

#include "lib/log.h"
#include "lib/trace.h"

enum {
	/* Bounds of memory and time; pairprobe-trace(5) names them. */
	SWEEPS_MAX = 20000,
	SWEEP_BOXES_MAX = 50000,
	BOXES_MAX = 200000,
	AXIS_BODIES_MAX = 64,
	AXIS_RANGES_MAX = 4096,
	RANGES_MAX = 4 * 1000 * 1000,	    /* of all boxes */
	COMPARISONS_MAX = 200 * 1000 * 1000 /* of ranges of boxes */
};

static const char whole_remedy[] = "record the trace again, or take what is"
				   " whole with pairoracle judge or merge";

/* What is known while a trace is read. */
struct reader {
	struct trace *t;
	unsigned long line; /* of the body, in the file */
	bool ended;
	uint32_t digest; /* of the bodies up to now */
	size_t field_room, untested_room, lost_room;
	size_t sweep_room, call_room, fact_room;
	int symbol;		  /* behind that of the last number */
	struct arena scratch;	  /* of one body */
	size_t ranges;		  /* of all boxes */
	unsigned axes;		  /* bodies, in the open sweep */
	bool varies[DIM_REQUEST]; /* in the open sweep */
	size_t sweep_boxes;	  /* in the open sweep */
	long comparisons;	  /* that may still be made */
	struct diag *why;
};

/* "name:line: what" into the reader's diag; -1. */
static int
bad(const struct reader *r, const char *what)
{
	return diag_at(r->why, r->t->name, r->line, 0, "%s", what);
}

/* Cuts the first word off *rest; "" at the end. */
static char *
cut_word(char **rest)
{
	char *word = *rest;
	size_t n;

	n = strcspn(word, " ");
	*rest = word + n;
	if (**rest == ' ')
		*(*rest)++ = '\0';
	return word;
}

/* Adds a line of the header under its key, of one or two words. */
static int
field_add(struct reader *r, const char *key, const char *sub, const char *value)
{
	struct trace *t = r->t;
	struct trace_field *f;
	char *joined;

	joined = arena_get(&t->arena, strlen(key) + strlen(sub) + 2);
	strcpy(joined, key);
	if (*sub != '\0')
		strcat(strcat(joined, " "), sub);
	t->field = arena_grow(&t->arena, t->field, t->fields, t->fields + 1,
	    sizeof(*t->field), &r->field_room);
	f = &t->field[t->fields++];
	f->key = joined;
	f->value = arena_text(&t->arena, value, strlen(value));
	return 0;
}

/* A field whose key is one word: "date". */
static int
read_field(struct reader *r, const char *key, char *rest)
{
	return field_add(r, key, "", rest);
}

/* A field whose key is two words: "host system". */
static int
read_subfield(struct reader *r, const char *key, char *rest)
{
	const char *sub = cut_word(&rest);

	return field_add(r, key, sub, rest);
}

static int
read_next(struct reader *r, const char *key, char *rest)
{
	(void)r;
	(void)key;
	(void)rest;
	return 0;
}

static int
read_lost(struct reader *r, const char *key, char *rest)
{
	struct trace *t = r->t;

	(void)key;
	t->lost = arena_grow(&t->arena, t->lost, t->losts, t->losts + 1,
	    sizeof(*t->lost), &r->lost_room);
	t->lost[t->losts++] = arena_text(&t->arena, rest, strlen(rest));
	return 0;
}

static int
read_shard(struct reader *r, const char *key, char *rest)
{
	struct trace *t = r->t;
	char more;

	(void)key;
	if (sscanf(rest, "%9u/%9u%c", &t->shard, &t->shards, &more) != 2 ||
	    t->shard < 1 || t->shard > t->shards)
		return bad(r, "want shard I/N, part I of N");
	return 0;
}

/* A probe writes numbers in the order of symbols, with gaps. */
static int
symbol_next(struct reader *r, const char *name)
{
	int id;

	id = r->symbol < SYMBOL_COUNT &&
		strcmp(symbol_name(r->symbol), name) == 0
	    ? r->symbol
	    : symbol_find_any(name, strlen(name));
	r->symbol = id + 1;
	return id;
}

static int
read_number(struct reader *r, const char *key, char *rest)
{
	char *name, *end;
	long v;
	int id;

	(void)key;
	name = cut_word(&rest);
	id = symbol_next(r, name);
	v = strtol(rest, &end, 0);
	if (id < 0 || end == rest || *end != '\0' || !symbol_fits(id, v))
		return bad(r,
		    "want number NAME NUMBER, with a name"
		    " that this version knows and a number that it can have");
	r->t->numbers.known[id] = true;
	r->t->numbers.number[id] = (int)v;
	return 0;
}

static int
read_absent(struct reader *r, const char *key, char *rest)
{
	enum effect e;

	(void)key;
	e = effect_find(rest, strlen(rest));
	if (e == EFFECT_COUNT)
		return bad(r,
		    "want absent EFFECT, with an effect that"
		    " this version knows");
	r->t->unseen[e] = true;
	return 0;
}

static int
find_dimension(const struct reader *r, const char *name, size_t len,
    enum dimension *d)
{
	*d = dimension_find(name, len);
	if (*d >= DIM_REQUEST)
		return bad(r, "no dimension of a request has that name");
	return 0;
}

/* Reads a set, which lives until the end of the body. */
static int
read_set(struct reader *r, enum dimension d, const char *text, struct set *s)
{
	struct diag why;

	if (dimension_set(&r->scratch, d, text, strlen(text), &r->t->numbers, s,
		&why) != 0)
		return bad(r, why.text);
	if (s->count > AXIS_RANGES_MAX)
		return bad(r,
		    "the set has more than 4096 ranges; ask for fewer values"
		    " at a time");
	return 0;
}

/* Reads DIMENSION=SET; seen tells which dimensions the body had before. */
static int
read_pair(struct reader *r, char *word, enum dimension *d, struct set *s,
    bool *seen)
{
	char *eq;

	eq = strchr(word, '=');
	if (eq == NULL)
		return bad(r, "want DIMENSION=SET");
	if (find_dimension(r, word, (size_t)(eq - word), d) != 0)
		return -1;
	if (seen[*d])
		return bad(r, "a dimension is given twice");
	seen[*d] = true;
	return read_set(r, *d, eq + 1, s);
}

/* A copy of a set that lives as long as the trace. */
static struct set
keep(struct reader *r, struct set s)
{
	struct range *copy;

	copy = arena_get(&r->t->arena, s.count * sizeof(*copy));
	memcpy(copy, s.range, s.count * sizeof(*copy));
	s.range = copy;
	return s;
}

static int
read_untested(struct reader *r, const char *key, char *rest)
{
	bool seen[DIM_REQUEST] = { false };
	struct trace *t = r->t;
	struct trace_untested *u;
	struct set set;

	(void)key;
	t->untested = arena_grow(&t->arena, t->untested, t->untesteds,
	    t->untesteds + 1, sizeof(*t->untested), &r->untested_room);
	u = &t->untested[t->untesteds];
	if (read_pair(r, cut_word(&rest), &u->dim, &set, seen) != 0)
		return -1;
	u->set = keep(r, set);
	u->reason = arena_text(&t->arena, rest, strlen(rest));
	t->untesteds++;
	return 0;
}

/* Boxes of one sweep, to see whether they overlap. */
struct overlap {
	struct reader *r;
	struct arena arena;
	const struct observation *list;
	size_t count;
	int dim; /* by which they are sorted */
};

/* A range of a box in one dimension. */
struct stretch {
	int64_t lo, hi;
	size_t box;
};

static int
stretch_order(const void *x, const void *y)
{
	const struct stretch *a = x, *b = y;

	if (a->lo != b->lo)
		return a->lo < b->lo ? -1 : 1;
	return (a->box > b->box) - (a->box < b->box);
}

static int
too_many_comparisons(struct reader *r)
{
	return bad(r,
	    "it takes more than 200,000,000 comparisons to see whether the"
	    " boxes of this sweep overlap; ask for fewer requests at a time");
}

/* Two boxes of a sweep that share a request contradict each other. */
static int
pair_check(struct overlap *o, size_t x, size_t y)
{
	const struct box *a = &o->list[x].box, *b = &o->list[y].box;
	int d;

	for (d = 0; d < DIM_REQUEST; d++) {
		o->r->comparisons -= (long)(a->dim[d].count + b->dim[d].count);
		if (!set_meets(a->dim[d], b->dim[d]))
			return o->r->comparisons < 0
			    ? too_many_comparisons(o->r)
			    : 0;
	}
	o->r->line = o->list[x > y ? x : y].line;
	return bad(o->r,
	    "the box overlaps an earlier one of its sweep; record the trace"
	    " again");
}

static int
value_order(const void *x, const void *y)
{
	const int64_t *a = x, *b = y;

	return (*a > *b) - (*a < *b);
}

/* In how many places boxes begin in dimension d; value has room for all. */
static size_t
places(const struct overlap *o, int d, int64_t *value)
{
	size_t i, n;

	for (i = 0; i < o->count; i++)
		value[i] = o->list[i].box.dim[d].range[0].lo;
	qsort(value, o->count, sizeof(*value), value_order);
	for (i = n = 1; i < o->count; i++)
		n += value[i] != value[i - 1];
	return n;
}

/* The dimension that keeps the most boxes apart. */
static int
dimension_apart(struct overlap *o)
{
	int64_t *value;
	size_t n, most;
	int d, best;

	value = arena_get(&o->arena, o->count * sizeof(*value));
	best = 0;
	most = 0;
	for (d = 0; d < DIM_REQUEST; d++) {
		n = places(o, d, value);
		if (n > most) {
			most = n;
			best = d;
		}
	}
	return best;
}

/* The ranges of all boxes in that dimension, in order. */
static struct stretch *
stretches_of(struct overlap *o, size_t *count)
{
	struct stretch *list;
	const struct set *s;
	size_t i, k;

	*count = 0;
	for (i = 0; i < o->count; i++)
		*count += o->list[i].box.dim[o->dim].count;
	list = arena_get(&o->arena, *count * sizeof(*list));
	*count = 0;
	for (i = 0; i < o->count; i++) {
		s = &o->list[i].box.dim[o->dim];
		for (k = 0; k < s->count; k++, ++*count) {
			list[*count].lo = s->range[k].lo;
			list[*count].hi = s->range[k].hi;
			list[*count].box = i;
		}
	}
	qsort(list, *count, sizeof(*list), stretch_order);
	return list;
}

/* Compares each range with those that begin before its end. */
static int
overlap_check(struct overlap *o)
{
	struct stretch *list, *open;
	size_t i, k, n, count, opens;

	o->dim = dimension_apart(o);
	list = stretches_of(o, &count);
	open = arena_get(&o->arena, count * sizeof(*open));
	opens = 0;
	for (i = 0; i < count; i++) {
		for (k = n = 0; k < opens; k++) {
			if (open[k].hi < list[i].lo)
				continue;
			open[n++] = open[k];
			if (open[k].box != list[i].box &&
			    pair_check(o, open[k].box, list[i].box) != 0)
				return -1;
		}
		open[n++] = list[i];
		opens = n;
		o->r->comparisons -= (long)n;
	}
	return o->r->comparisons < 0 ? too_many_comparisons(o->r) : 0;
}

/* Ends the open sweep, if there is one. */
static int
sweep_end(struct reader *r)
{
	const unsigned long line = r->line;
	struct trace *t = r->t;
	struct overlap o = { r, ARENA_INIT, NULL, r->sweep_boxes, 0 };
	int ret;

	if (r->sweep_boxes == 0)
		return 0;
	if (t->sweep[t->sweeps - 1].kind == SWEEP_CALL)
		o.list = t->call + t->calls - r->sweep_boxes;
	else
		o.list = t->fact + t->facts - r->sweep_boxes;
	r->comparisons = COMPARISONS_MAX;
	ret = overlap_check(&o);
	arena_free(&o.arena);
	if (ret == 0)
		r->line = line;
	return ret;
}

/* A dimension that neither the sweep nor an axis names has its default. */
static void
sweep_start(struct reader *r, struct trace_sweep *s)
{
	struct trace *t = r->t;
	int d, v;

	s->axes = box_all(&t->arena);
	for (d = 0; d < DIM_REQUEST; d++) {
		v = dimension_default((enum dimension)d, &t->numbers);
		s->axes.dim[d] = set_range(&t->arena, v, v);
		r->varies[d] = false;
	}
	r->sweep_boxes = 0;
	r->axes = 0;
}

static int
read_sweep(struct reader *r, const char *key, char *rest)
{
	bool seen[DIM_REQUEST] = { false };
	struct trace *t = r->t;
	struct trace_sweep *s;
	enum dimension d;
	struct set set;
	const char *kind, *name;

	(void)key;
	if (sweep_end(r) != 0)
		return -1;
	if (t->sweeps == SWEEPS_MAX)
		return bad(r, "there are more than 20000 sweeps");
	t->sweep = arena_grow(&t->arena, t->sweep, t->sweeps, t->sweeps + 1,
	    sizeof(*t->sweep), &r->sweep_room);
	s = &t->sweep[t->sweeps];
	kind = cut_word(&rest);
	if (strcmp(kind, "call") != 0 && strcmp(kind, "socket") != 0)
		return bad(r, "want sweep call or sweep socket");
	s->kind = *kind == 'c' ? SWEEP_CALL : SWEEP_SOCKET;
	name = cut_word(&rest);
	s->name = arena_text(&t->arena, name, strlen(name));
	sweep_start(r, s);
	while (*rest != '\0') {
		if (read_pair(r, cut_word(&rest), &d, &set, seen) != 0)
			return -1;
		s->axes.dim[d] = keep(r, set);
	}
	t->sweeps++;
	return 0;
}

static int
read_axis(struct reader *r, const char *key, char *rest)
{
	struct trace_sweep *s;
	enum dimension d;
	struct set set;
	char *name;

	(void)key;
	name = cut_word(&rest);
	if (r->t->sweeps == 0 || r->sweep_boxes != 0)
		return bad(r, "an axis is outside the head of a sweep");
	if (++r->axes > AXIS_BODIES_MAX)
		return bad(r, "a sweep has more than 64 axis lines");
	if (find_dimension(r, name, strlen(name), &d) != 0 ||
	    read_set(r, d, rest, &set) != 0)
		return -1;
	s = &r->t->sweep[r->t->sweeps - 1];
	if (r->varies[d])
		set = set_or(&r->scratch, s->axes.dim[d], set);
	if (set.count > AXIS_RANGES_MAX)
		return bad(r, "an axis has more than 4096 ranges");
	s->axes.dim[d] = keep(r, set);
	r->varies[d] = true;
	return 0;
}

static struct observation *
observation_add(struct reader *r, enum sweep_kind kind)
{
	struct trace *t = r->t;

	if (kind == SWEEP_CALL) {
		t->call = arena_grow(&t->arena, t->call, t->calls, t->calls + 1,
		    sizeof(*t->call), &r->call_room);
		return &t->call[t->calls];
	}
	t->fact = arena_grow(&t->arena, t->fact, t->facts, t->facts + 1,
	    sizeof(*t->fact), &r->fact_room);
	return &t->fact[t->facts];
}

static int
observation_done(struct reader *r, struct observation *o,
    const struct trace_sweep *s)
{
	struct trace *t = r->t;
	uint64_t size;
	int d;

	for (d = 0; d < DIM_REQUEST; d++)
		r->ranges += o->box.dim[d].count;
	if (++r->sweep_boxes > SWEEP_BOXES_MAX)
		return bad(r, "there are more than 50000 boxes in a sweep");
	if (t->calls + t->facts >= BOXES_MAX)
		return bad(r, "there are more than 200000 boxes");
	if (r->ranges > RANGES_MAX)
		return bad(r, "the boxes have more than 4000000 ranges");
	size = box_size(&o->box);
	if (size > UINT64_MAX - 1 - t->requests)
		return bad(r,
		    "the boxes hold more requests than can be counted; it was"
		    " not made by a probe");
	if (s->kind == SWEEP_CALL) {
		t->calls++;
		t->requests += size;
	} else
		t->facts++;
	return 0;
}

/* Narrows a box to a set in one dimension. */
static int
box_narrow(struct reader *r, struct box *b, enum dimension d, struct set s)
{
	b->dim[d] = set_and(&r->scratch, b->dim[d], s);
	if (set_empty(b->dim[d]))
		return bad(r, "the box holds nothing that its sweep tried");
	b->dim[d] = keep(r, b->dim[d]);
	return 0;
}

static int
read_box(struct reader *r, const char *key, char *rest)
{
	bool seen[DIM_REQUEST] = { false };
	struct trace *t = r->t;
	const struct trace_sweep *s;
	struct observation *o;
	struct diag why;
	enum dimension d;
	struct set set;
	char *word;

	(void)key;
	if (t->sweeps == 0)
		return bad(r, "a box is outside a sweep");
	s = &t->sweep[t->sweeps - 1];
	o = observation_add(r, s->kind);
	o->box = s->axes;
	o->sweep = t->sweeps - 1;
	o->line = r->line;
	while (*(word = cut_word(&rest)) != '\0' && strcmp(word, "=>") != 0) {
		if (read_pair(r, word, &d, &set, seen) != 0 ||
		    box_narrow(r, &o->box, d, set) != 0)
			return -1;
	}
	if (outcome_read(rest, &o->outcome, &why) != 0)
		return bad(r, why.text);
	return observation_done(r, o, s);
}

static int
read_end(struct reader *r, const char *key, char *rest)
{
	unsigned long long requests;
	unsigned long digest;
	char more;

	(void)key;
	if (sscanf(rest, "%20llu %8lx%c", &requests, &digest, &more) != 2)
		return bad(r, "want end REQUESTS DIGEST");
	if (sweep_end(r) != 0)
		return -1;
	if (requests != r->t->requests)
		return bad(r,
		    "the last line promises another number of requests; record"
		    " the trace again");
	if (digest != r->digest)
		return bad(r,
		    "the digest of the trace does not fit; record the trace"
		    " again");
	r->ended = true;
	return 0;
}

/* Where a line may be. */
enum place { HEADER, ANYWHERE };

static const struct {
	const char *key;
	int (*read)(struct reader *, const char *, char *);
	enum place place;
} lines[] = {
	{ "absent", read_absent, HEADER },
	{ "axis", read_axis, ANYWHERE },
	{ "box", read_box, ANYWHERE },
	{ "build", read_subfield, HEADER },
	{ "date", read_field, HEADER },
	{ "end", read_end, ANYWHERE },
	{ "host", read_subfield, HEADER },
	{ "limit", read_subfield, HEADER },
	{ "lost", read_lost, ANYWHERE },
	{ "next", read_next, ANYWHERE },
	{ "note", read_field, ANYWHERE },
	{ "number", read_number, HEADER },
	{ "plan", read_subfield, HEADER },
	{ "shard", read_shard, HEADER },
	{ "slow", read_field, HEADER },
	{ "sweep", read_sweep, ANYWHERE },
	{ "untested", read_untested, ANYWHERE },
	{ "user", read_subfield, HEADER },
};

/* Reads the first body, "pairtest-trace 2 RUN". */
static int
read_magic(struct reader *r, const char *body)
{
	const size_t len = strlen(TRACE_MAGIC);

	if (strncmp(body, TRACE_MAGIC, len) != 0 || body[len] != ' ')
		return bad(r,
		    "this is no trace of version 2; use the pairoracle of the"
		    " version that recorded it");
	return 0;
}

static int
read_key(struct reader *r, char *rest)
{
	const char *key = cut_word(&rest);
	size_t i;

	for (i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		if (strcmp(lines[i].key, key) != 0)
			continue;
		if (lines[i].place == HEADER && r->t->sweeps != 0)
			return bad(r,
			    "a line of the header is behind the first sweep;"
			    " record the trace again");
		return lines[i].read(r, key, rest);
	}
	return bad(r,
	    "a line of this kind is not known to this version; use the"
	    " pairoracle of the version that recorded it");
}

static int
read_body(struct reader *r, const struct body *b)
{
	char *copy;
	int ret;

	if (r->ended)
		return bad(r, "something follows the last line; cut it off");
	copy = arena_text(&r->scratch, b->text, strlen(b->text));
	ret = read_key(r, copy);
	arena_free(&r->scratch);
	r->digest = line_digest(r->digest, b->text);
	return ret;
}

static int
read_bodies(struct reader *r, const struct bodies *b, bool finished)
{
	size_t i;

	for (i = 0; i < b->count; i++) {
		r->line = b->body[i].line != 0 ? b->body[i].line : i + 1;
		if ((i == 0 ? read_magic(r, b->body[i].text)
			    : read_body(r, &b->body[i])) != 0)
			return -1;
	}
	if (!finished)
		return sweep_end(r);
	if (!r->ended)
		return bad(r,
		    "the trace ends here without its last line: the probe was"
		    " stopped, or the host went down; take what is whole with"
		    " pairoracle judge or merge");
	return 0;
}

static int
read_all(struct trace *t, const struct bodies *b,
    const struct numbering *numbers, const char *name, bool finished,
    struct diag *why)
{
	struct reader r;
	int ret;

	memset(t, 0, sizeof(*t));
	memset(&r, 0, sizeof(r));
	t->name = arena_text(&t->arena, name, strlen(name));
	if (numbers != NULL)
		t->numbers = *numbers;
	r.t = t;
	r.why = why;
	ret = read_bodies(&r, b, finished);
	arena_free(&r.scratch);
	return ret;
}

int
trace_of(struct trace *t, const struct bodies *b,
    const struct numbering *numbers, const char *name, struct diag *why)
{
	return read_all(t, b, numbers, name, true, why);
}

int
trace_unfinished(struct trace *t, const struct bodies *b, const char *name,
    struct diag *why)
{
	return read_all(t, b, NULL, name, false, why);
}

/* Reads what a log holds, if it is one run and whole. */
static int
read_log(struct trace *t, struct log *l, struct diag *why)
{
	struct bodies b;
	int ret;

	memset(&b, 0, sizeof(b));
	ret = log_sort(l, why);
	if (ret == 0)
		ret = log_whole(&b, l, whole_remedy, why);
	if (ret == 0)
		ret = trace_of(t, &b, NULL, l->file, why);
	bodies_free(&b);
	return ret;
}

int
trace_read(struct trace *t, FILE *f, const char *name, struct diag *why)
{
	struct log l;
	int ret;

	memset(t, 0, sizeof(*t));
	memset(&l, 0, sizeof(l));
	ret = log_read(&l, f, name, why);
	if (ret == 0)
		ret = read_log(t, &l, why);
	log_free(&l);
	return ret;
}

int
trace_open(struct trace *t, const char *path, struct diag *why)
{
	struct log l;
	int ret;

	memset(t, 0, sizeof(*t));
	memset(&l, 0, sizeof(l));
	ret = log_open(&l, path, why);
	if (ret == 0)
		ret = read_log(t, &l, why);
	log_free(&l);
	return ret;
}

void
trace_free(struct trace *t)
{
	arena_free(&t->arena);
}
