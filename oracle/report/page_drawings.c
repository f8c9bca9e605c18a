/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * The drawings of the page: what each domain and type answers at protocol 0,
 * and which error wins where several could come.
 */

#include <stdlib.h>
#include <string.h>

#include "lib/dimension_text.h"
#include "lib/trace.h"
#include "oracle/base/text.h"
#include "oracle/report/page.h"

struct picture {
	struct set *row; /* of domains */
	size_t rows;
	struct set *column; /* of types */
	size_t columns;
	int *answer; /* rows of columns; -1: was not asked */
};

/* A side of more values is not drawn, and the page says so. */
enum { VALUES_MAX = 1024, UNASKED = -1, REST = -2, MANY = 8 };

/* A dimension of the whole matrix, value by value. */
struct side {
	int64_t value[VALUES_MAX];
	size_t group[VALUES_MAX]; /* values that answer alike */
	bool sparse[VALUES_MAX];  /* left out */
	size_t count;
	size_t groups;
};

/* Whose picture it is. */
struct drawing {
	const struct section *section;
	const struct picture *picture;
	int privilege;
};

struct matrix {
	struct side domain, type;
	int *answer; /* rows of types */
};

static bool
is_shown(const struct observation *o, int privilege, const struct numbering *n)
{
	int d, v;

	for (d = 0; d < DIM_REQUEST; d++) {
		if (d == DIM_DOMAIN || d == DIM_TYPE)
			continue;
		v = d == DIM_PRIVILEGE
		    ? privilege
		    : dimension_default((enum dimension)d, n);
		if (!set_has(o->box.dim[d], v))
			return false;
	}
	return true;
}

static bool
side_fill(struct side *side, struct set s)
{
	size_t i;
	int64_t v;

	side->count = 0;
	if (set_size(s) == 0 || set_size(s) > VALUES_MAX)
		return false;
	for (i = 0; i < s.count; i++)
		for (v = s.range[i].lo; v <= s.range[i].hi; v++)
			side->value[side->count++] = v;
	return true;
}

/* Puts one observation into the matrix. */
static void
matrix_paint(struct matrix *m, const struct observation *o)
{
	size_t i, k;

	for (i = 0; i < m->domain.count; i++) {
		if (!set_has(o->box.dim[DIM_DOMAIN], m->domain.value[i]))
			continue;
		for (k = 0; k < m->type.count; k++)
			if (set_has(o->box.dim[DIM_TYPE], m->type.value[k]))
				m->answer[i * m->type.count + k] =
				    outcome_answer(o->outcome);
	}
}

static void
gather(struct arena *a, struct set *all, struct set s)
{
	if (!set_within(s, *all))
		*all = set_or(a, *all, s);
}

static bool
matrix_fill(struct arena *a, const struct trace *t, int privilege,
    struct matrix *m)
{
	struct set domains = { NULL, 0 }, types = { NULL, 0 };
	const struct observation *o;
	size_t i;

	for (i = 0; i < t->calls; i++) {
		o = &t->call[i];
		if (!is_shown(o, privilege, &t->numbers))
			continue;
		gather(a, &domains, o->box.dim[DIM_DOMAIN]);
		gather(a, &types, o->box.dim[DIM_TYPE]);
	}
	if (!side_fill(&m->domain, domains) || !side_fill(&m->type, types))
		return false;
	m->answer = arena_get(a,
	    m->domain.count * m->type.count * sizeof(*m->answer));
	for (i = 0; i < m->domain.count * m->type.count; i++)
		m->answer[i] = UNASKED;
	for (i = 0; i < t->calls; i++)
		if (is_shown(&t->call[i], privilege, &t->numbers))
			matrix_paint(m, &t->call[i]);
	return true;
}

/* The answer where value i of a side meets value k of the other. */
static int
answer_at(const struct matrix *m, const struct side *side, size_t i, size_t k)
{
	return side == &m->domain ? m->answer[i * m->type.count + k]
				  : m->answer[k * m->type.count + i];
}

/*
 * Leaves out the values of a side that only some sweep of few others has:
 * with holes in it, a picture shows the plan and not the host.
 */
static void
side_thin(struct matrix *m, struct side *side)
{
	size_t asked[VALUES_MAX], most, i, k, n;

	n = side == &m->domain ? m->type.count : m->domain.count;
	most = 0;
	for (i = 0; i < side->count; i++) {
		asked[i] = 0;
		for (k = 0; k < n; k++)
			asked[i] += answer_at(m, side, i, k) != UNASKED;
		if (asked[i] > most)
			most = asked[i];
	}
	for (i = 0; i < side->count; i++)
		side->sparse[i] = asked[i] * 2 < most;
}

static bool
answers_alike(const struct matrix *m, const struct side *side, size_t x,
    size_t y)
{
	const struct side *other;
	size_t k, n;

	other = side == &m->domain ? &m->type : &m->domain;
	n = other->count;
	for (k = 0; k < n; k++)
		if (!other->sparse[k] &&
		    answer_at(m, side, x, k) != answer_at(m, side, y, k))
			return false;
	return true;
}

static void
side_group(const struct matrix *m, struct side *side)
{
	size_t i, k;

	side->groups = 0;
	for (i = 0; i < side->count; i++) {
		if (side->sparse[i])
			continue;
		for (k = 0; k < i; k++)
			if (!side->sparse[k] && answers_alike(m, side, i, k))
				break;
		side->group[i] = k < i ? side->group[k] : side->groups++;
	}
}

/* A group, with what it is sorted by. */
struct band {
	struct set set;
	size_t first; /* index of one of its values */
};

/* What many values share goes last, the others by their simplest value. */
static int
band_order(const void *x, const void *y)
{
	const struct band *a = x, *b = y;
	bool many = set_size(a->set) > MANY;
	int64_t p, q;

	if (many != (set_size(b->set) > MANY))
		return many ? 1 : -1;
	p = set_nearest(a->set);
	q = set_nearest(b->set);
	return (p > q) - (p < q);
}

static struct band *
side_bands(struct arena *a, const struct side *side)
{
	struct range range[VALUES_MAX];
	struct band *band;
	size_t g, i, n;

	band = arena_get(a, side->groups * sizeof(*band));
	for (g = 0; g < side->groups; g++) {
		n = 0;
		for (i = side->count; i-- > 0;) {
			if (side->sparse[i] || side->group[i] != g)
				continue;
			range[n].lo = range[n].hi = side->value[i];
			range[n].skip = 0;
			n++;
			band[g].first = i;
		}
		band[g].set = set_of(a, range, n);
	}
	qsort(band, side->groups, sizeof(*band), band_order);
	return band;
}

static void
picture_fill(struct arena *a, const struct matrix *m, struct picture *p)
{
	struct band *row, *column;
	size_t i, k;

	row = side_bands(a, &m->domain);
	column = side_bands(a, &m->type);
	p->rows = m->domain.groups;
	p->columns = m->type.groups;
	p->row = arena_get(a, p->rows * sizeof(*p->row));
	p->column = arena_get(a, p->columns * sizeof(*p->column));
	p->answer = arena_get(a, p->rows * p->columns * sizeof(*p->answer));
	for (k = 0; k < p->columns; k++)
		p->column[k] = column[k].set;
	for (i = 0; i < p->rows; i++) {
		p->row[i] = row[i].set;
		for (k = 0; k < p->columns; k++)
			p->answer[i * p->columns + k] = answer_at(m, &m->domain,
			    row[i].first, column[k].first);
	}
}

static bool
picture_make(struct arena *a, const struct trace *t, int privilege,
    struct picture *p)
{
	struct arena scratch = ARENA_INIT;
	struct matrix *m;
	bool made;

	m = arena_get(&scratch, sizeof(*m));
	made = matrix_fill(&scratch, t, privilege, m);
	if (made) {
		side_thin(m, &m->domain);
		side_thin(m, &m->type);
		side_group(m, &m->domain);
		side_group(m, &m->type);
		picture_fill(a, m, p);
	}
	arena_free(&scratch);
	return made;
}

static bool
picture_equal(const struct picture *x, const struct picture *y)
{
	size_t i;

	if (x->rows != y->rows || x->columns != y->columns ||
	    memcmp(x->answer, y->answer,
		x->rows * x->columns * sizeof(*x->answer)) != 0)
		return false;
	for (i = 0; i < x->rows; i++)
		if (!set_equal(x->row[i], y->row[i]))
			return false;
	for (i = 0; i < x->columns; i++)
		if (!set_equal(x->column[i], y->column[i]))
			return false;
	return true;
}

enum {
	CELL_WIDTH = 42,
	CELL_HEIGHT = 24, /* pixels */
	LETTER_WIDTH = 8,
	LABEL_MAX = 22,				/* letters */
	TOP = LABEL_MAX * LETTER_WIDTH * 5 / 6, /* room for leaning labels */
	ANSWERS_MAX = 24,			/* kinds of cell */
	COLOURS = 10
};

/* What most hosts answer has the same colour in every picture. */
static const struct {
	int answer;
	const char *mark; /* names that would be cut to the same differ here */
} usual[] = {
	{ ANSWER_OK, "ok" },
	{ ANSWER_SYMBOL + SYM_EAFNOSUPPORT, "AFNOS" },
	{ ANSWER_SYMBOL + SYM_EINVAL, "INVAL" },
	{ ANSWER_SYMBOL + SYM_EOPNOTSUPP, "OPNOT" },
	{ ANSWER_SYMBOL + SYM_EPROTONOSUPPORT, "PRNOS" },
	{ ANSWER_SYMBOL + SYM_ESOCKTNOSUPPORT, "STNOS" },
	{ ANSWER_SYMBOL + SYM_EPROTOTYPE, "PTYPE" },
	{ ANSWER_SYMBOL + SYM_EPERM, "PERM" },
};

/* The kinds of cell: the usual ones, then others as they appear. */
struct legend {
	int answer[ANSWERS_MAX];
	bool shown[ANSWERS_MAX];
	size_t count;
};

static size_t
legend_find(struct legend *l, int answer)
{
	size_t i;

	for (i = 0; i < l->count; i++)
		if (l->answer[i] == answer)
			return i;
	if (l->count == ANSWERS_MAX)
		return ANSWERS_MAX - 1;
	/* The last kind stands for all answers that have no other. */
	l->answer[l->count] = l->count == ANSWERS_MAX - 1 ? REST : answer;
	return l->count++;
}

static void
legend_start(struct legend *l)
{
	size_t i;

	l->count = 0;
	for (i = 0; i < sizeof(usual) / sizeof(usual[0]); i++)
		legend_find(l, usual[i].answer);
}

static void
legend_fill(struct legend *l, const struct picture *p)
{
	size_t i;

	for (i = 0; i < ANSWERS_MAX; i++)
		l->shown[i] = false;
	for (i = 0; i < p->rows * p->columns; i++)
		if (p->answer[i] >= 0)
			l->shown[legend_find(l, p->answer[i])] = true;
}

enum { MARK_SIZE = 6 };

/*
 * What stands in a cell, beside its colour: the name of the errno without
 * its E, in at most five letters.
 */
static const char *
legend_mark(const struct legend *l, size_t kind, char buf[MARK_SIZE])
{
	char text[32];
	size_t i;

	for (i = 0; i < sizeof(usual) / sizeof(usual[0]); i++)
		if (usual[i].answer == l->answer[kind])
			return usual[i].mark;
	if (l->answer[kind] == REST)
		return "...";
	answer_text(l->answer[kind], text, sizeof(text));
	snprintf(buf, MARK_SIZE, "%.5s", text[0] == 'E' ? text + 1 : text);
	return buf;
}

/* A set in one word: the simplest value, and how many more. */
static const char *
set_label(struct arena *a, enum dimension d, struct set s,
    const struct numbering *n)
{
	char word[96], *label;
	size_t size;

	size = LABEL_MAX + sizeof(" +18446744073709551615");
	label = arena_get(a, size);
	dimension_value_text(d, set_nearest(s), n, word, sizeof(word));
	if (set_size(s) == 1)
		snprintf(label, size, "%.*s", LABEL_MAX, word);
	else
		snprintf(label, size, "%.*s +%ju", LABEL_MAX - 4, word,
		    (uintmax_t)(set_size(s) - 1));
	return label;
}

static void
put_legend(const struct legend *l, FILE *f)
{
	char mark[MARK_SIZE], text[32];
	size_t i;

	fputs("<ul class=\"key\">\n", f);
	for (i = 0; i < l->count; i++)
		if (l->shown[i])
			html_put(f, "<li><b class=\"k%zu\">%s</b>%s</li>\n",
			    i % COLOURS, legend_mark(l, i, mark),
			    l->answer[i] == REST ? "other answers"
						 : answer_text(l->answer[i],
						       text, sizeof(text)));
	fputs("</ul>\n", f);
}

/* Whether a box has the simplest request of a cell. */
static bool
cell_within(const struct drawing *g, const struct box *b, size_t i, size_t k)
{
	const struct numbering *n = &g->section->trace.numbers;
	int64_t v;
	int d;

	for (d = 0; d < DIM_REQUEST; d++) {
		v = d == DIM_DOMAIN ? set_nearest(g->picture->row[i])
		    : d == DIM_TYPE ? set_nearest(g->picture->column[k])
		    : d == DIM_PRIVILEGE
		    ? g->privilege
		    : dimension_default((enum dimension)d, n);
		if (!set_has(b->dim[d], v))
			return false;
	}
	return true;
}

/* The deviation that a cell shows, an unexpected one first, or NULL. */
static const struct finding *
cell_deviates(const struct drawing *g, size_t i, size_t k)
{
	const struct finding *x, *expected;
	const struct sheet *s;
	size_t n, m, b;

	expected = NULL;
	for (n = 0; n < g->section->sheets; n++) {
		s = &g->section->sheet[n];
		for (m = 0; m < s->judgement.findings; m++) {
			x = &s->judgement.finding[m];
			if (x->verdict != VERDICT_FAILED ||
			    x->clause == CLAUSE_NONE)
				continue;
			for (b = 0; b < x->region.count; b++)
				if (cell_within(g, &x->region.box[b], i, k))
					break;
			if (b == x->region.count)
				continue;
			if (s->accepted[m] == NULL)
				return x;
			if (expected == NULL)
				expected = x;
		}
	}
	return expected;
}

static void
put_map_cell(const struct drawing *g, struct legend *l, size_t left, size_t i,
    size_t k, FILE *f)
{
	const struct picture *p = g->picture;
	const struct finding *deviates;
	size_t kind, x, y;
	char mark[MARK_SIZE], text[32];
	int answer;

	answer = p->answer[i * p->columns + k];
	if (answer < 0)
		return;
	x = left + k * CELL_WIDTH;
	y = TOP + i * CELL_HEIGHT;
	kind = legend_find(l, answer);
	deviates = cell_deviates(g, i, k);
	if (deviates != NULL)
		html_put(f, "<a href=\"#%s\">", deviates->id);
	html_put(f,
	    "<rect class=\"k%zu%s\" x=\"%zu\" y=\"%zu\" width=\"%d\""
	    " height=\"%d\" rx=\"2\"><title>%s</title></rect>",
	    kind % COLOURS, deviates != NULL ? " deviates" : "", x, y,
	    CELL_WIDTH - 2, CELL_HEIGHT - 2,
	    answer_text(answer, text, sizeof(text)));
	html_put(f,
	    "<text class=\"cell\" x=\"%zu\" y=\"%zu\""
	    " text-anchor=\"middle\">%s</text>\n",
	    x + CELL_WIDTH / 2 - 1, y + CELL_HEIGHT / 2 + 3,
	    legend_mark(l, kind, mark));
	if (deviates != NULL)
		fputs("</a>\n", f);
}

/* The room that the labels of rows take. */
static size_t
left_of(struct arena *a, const struct picture *p, const struct numbering *n)
{
	size_t i, len, most;

	most = 0;
	for (i = 0; i < p->rows; i++) {
		len = strlen(set_label(a, DIM_DOMAIN, p->row[i], n));
		if (len > most)
			most = len;
	}
	return (most + 1) * LETTER_WIDTH;
}

static void
put_labels(struct arena *a, const struct picture *p, size_t left,
    const struct numbering *n, FILE *f)
{
	size_t i, x;

	for (i = 0; i < p->rows; i++)
		html_put(f,
		    "<text x=\"%zu\" y=\"%zu\" text-anchor=\"end\">%s"
		    "</text>\n",
		    left - LETTER_WIDTH,
		    TOP + i * CELL_HEIGHT + CELL_HEIGHT / 2 + 3,
		    set_label(a, DIM_DOMAIN, p->row[i], n));
	for (i = 0; i < p->columns; i++) {
		x = left + i * CELL_WIDTH + CELL_WIDTH / 2;
		html_put(f,
		    "<text transform=\"translate(%zu %d)"
		    " rotate(-55)\">%s</text>\n",
		    x, TOP - 8, set_label(a, DIM_TYPE, p->column[i], n));
	}
}

static void
put_map(struct arena *a, const struct drawing *g, struct legend *l,
    const char *name, FILE *f)
{
	const struct picture *p = g->picture;
	const struct numbering *n = &g->section->trace.numbers;
	size_t left, width, height, i, k;

	left = left_of(a, p, n);
	/* The last label leans out to the right. */
	width = left + p->columns * CELL_WIDTH + LABEL_MAX * LETTER_WIDTH / 2;
	height = TOP + p->rows * CELL_HEIGHT;
	html_put(f,
	    "<div class=\"wide\" role=\"region\" tabindex=\"0\""
	    " aria-label=\"Answers by domain and type\"><svg role=\"group\""
	    " xmlns=\"http://www.w3.org/2000/svg\" aria-labelledby=\"%s-t"
	    " %s-d\" width=\"%zu\" height=\"%zu\" viewBox=\"0 0 %zu %zu\">\n",
	    name, name, width, height, width, height);
	html_put(f,
	    "<title id=\"%s-t\">Answers by domain and type at"
	    " protocol 0</title>\n<desc id=\"%s-d\">A row is a domain, a"
	    " column a type, a cell what the host answered. A cell with a"
	    " frame deviates, and leads to how. The list below"
	    " has the same in words.</desc>\n",
	    name, name);
	put_labels(a, p, left, n, f);
	for (i = 0; i < p->rows; i++)
		for (k = 0; k < p->columns; k++)
			put_map_cell(g, l, left, i, k, f);
	fputs("</svg></div>\n", f);
}

/* The types of one row that answer alike, as one set. */
static struct set
row_types(struct arena *a, const struct picture *p, size_t i, int answer)
{
	struct set s = { NULL, 0 };
	size_t k;

	for (k = 0; k < p->columns; k++)
		if (p->answer[i * p->columns + k] == answer)
			s = set_or(a, s, p->column[k]);
	return s;
}

/* The picture in words, for those who do not see it. */
static void
put_words(struct arena *a, const struct picture *p, struct legend *l,
    const struct numbering *n, FILE *f)
{
	char text[32];
	struct set s;
	size_t i, k;

	fputs("<details><summary>The same in words</summary>\n<ul"
	      " class=\"small\">\n",
	    f);
	for (i = 0; i < p->rows; i++) {
		html_put(f, "<li><b>%s</b>\n<ul>\n",
		    text_set(a, DIM_DOMAIN, p->row[i], n));
		for (k = 0; k < l->count; k++) {
			s = row_types(a, p, i, l->answer[k]);
			if (!set_empty(s))
				html_put(f, "<li>%s: %s</li>\n",
				    answer_text(l->answer[k], text,
					sizeof(text)),
				    text_set(a, DIM_TYPE, s, n));
		}
		fputs("</ul></li>\n", f);
	}
	fputs("</ul></details>\n", f);
}

static void
put_picture(const struct section *s, const struct picture *p, struct legend *l,
    int privilege, const char *who, FILE *f)
{
	const struct drawing g = { s, p, privilege };
	struct arena scratch = ARENA_INIT;
	char name[64];

	legend_fill(l, p);
	snprintf(name, sizeof(name), "picture-%s", who);
	if (*who != '\0')
		html_put(f, "<h3>As %s</h3>\n", who);
	put_legend(l, f);
	put_map(&scratch, &g, l, name, f);
	put_words(&scratch, p, l, &s->trace.numbers, f);
	arena_free(&scratch);
}

void
part_picture(const struct section *s, FILE *f)
{
	struct arena scratch = ARENA_INIT;
	struct picture p[PRIVILEGE_COUNT];
	bool made[PRIVILEGE_COUNT], same;
	struct legend l;
	int v;

	legend_start(&l);
	for (v = 0; v < PRIVILEGE_COUNT; v++)
		made[v] = picture_make(&scratch, &s->trace, v, &p[v]);
	same = made[PRIVILEGE_ROOT] && made[PRIVILEGE_USER] &&
	    picture_equal(&p[PRIVILEGE_ROOT], &p[PRIVILEGE_USER]);
	html_put(f,
	    "<h2 id=\"picture\">Domains and types</h2>\n"
	    "<p>What was answered at protocol 0, everything else being as"
	    " usual. Domains that answer alike are one row, and types that"
	    " do are one column.</p>\n");
	if (!made[PRIVILEGE_ROOT] && !made[PRIVILEGE_USER])
		fputs("<p class=\"dim\">The trace has no such requests, or more"
		      " than 1024 domains or types of them, which are not"
		      " drawn.</p>\n",
		    f);
	if (same)
		put_picture(s, &p[PRIVILEGE_ROOT], &l, PRIVILEGE_ROOT, "", f);
	for (v = 0; v < PRIVILEGE_COUNT && !same; v++)
		if (made[v])
			put_picture(s, &p[v], &l, v,
			    dimension_word(DIM_PRIVILEGE, v), f);
	arena_free(&scratch);
}

enum {
	NODE_WIDTH = 140,
	NODE_HEIGHT = 40, /* pixels */
	GAP_X = 16,
	GAP_Y = 26
};

/* Whether a fault has a row: it answered alone, and met another. */
static bool
is_listed(const struct precedence *p, int f)
{
	return p->layer[f] >= 0;
}

static void
put_order_cell(const struct precedence *p, int x, int y, FILE *f)
{
	if (x == y)
		fputs("<td class=\"none\">-</td>", f);
	else if (precedence_both(p, x, y))
		fputs("<td class=\"bad\">both</td>", f);
	else if (p->wins[x][y].requests != 0)
		html_put(f, "<td>%d</td>", x + 1);
	else if (p->wins[y][x].requests != 0)
		html_put(f, "<td>%d</td>", y + 1);
	else if (p->alike[x][y].requests != 0)
		fputs("<td class=\"dim\">same</td>", f);
	else
		fputs("<td class=\"none\">?</td>", f);
}

static void
put_table(const struct precedence *p, FILE *f)
{
	int x, y;

	fputs("<p class=\"small dim\">Which of two faults is answered, by its"
	      " number; same: both have the errno; both: it"
	      " varies; ?: never seen together.</p>\n"
	      "<div class=\"wide\" role=\"region\" tabindex=\"0\""
	      " aria-label=\"Which of two faults is answered\"><table>\n<tr>"
	      "<th scope=\"col\">fault</th>",
	    f);
	for (x = 0; x < FLAWS; x++)
		if (is_listed(p, x))
			html_put(f, "<th scope=\"col\">%d</th>", x + 1);
	fputs("</tr>\n", f);
	for (x = 0; x < FLAWS; x++) {
		if (!is_listed(p, x))
			continue;
		html_put(f, "<tr><td>%d %s</td>", x + 1,
		    flaw_name((enum flaw)x));
		for (y = 0; y < FLAWS; y++)
			if (is_listed(p, y))
				put_order_cell(p, x, y, f);
		fputs("</tr>\n", f);
	}
	fputs("</table></div>\n", f);
}

/* "pairprobe AF_UNIX ...": makes the request again and shows its answer. */
static void
put_command(struct arena *a, const char *witness, FILE *f)
{
	html_put(f, "<pre class=\"command\">%s</pre>", text_probe(a, witness));
}

static void
put_win(struct arena *a, const struct precedence *p, int x, int y, FILE *f)
{
	const struct shown *s = &p->wins[x][y];
	char count[TEXT_COUNT_SIZE];

	if (s->requests == 0)
		return;
	html_put(f, "<li><b>%s</b> before <b>%s</b>: %s request%s",
	    flaw_name((enum flaw)x), flaw_name((enum flaw)y),
	    text_count(s->requests, count), s->requests == 1 ? "" : "s");
	if (precedence_both(p, x, y))
		fputs(" <span class=\"tag bad\">and the other way round"
		      "</span>",
		    f);
	put_command(a, s->witness, f);
	fputs("</li>\n", f);
}

static void
put_witnesses(const struct precedence *p, FILE *f)
{
	struct arena scratch = ARENA_INIT;
	int x, y;

	html_put(f,
	    "<details><summary>A request for each of %zu pairs"
	    "</summary>\n<ul class=\"small\">\n",
	    p->pairs);
	for (x = 0; x < FLAWS; x++)
		for (y = 0; y < FLAWS; y++)
			put_win(&scratch, p, x, y, f);
	fputs("</ul></details>\n", f);
	arena_free(&scratch);
}

/* Where the drawing has a fault. */
struct place {
	int x, y;
};

static int
layer_size(const struct precedence *p, int layer)
{
	int f, n;

	n = 0;
	for (f = 0; f < FLAWS; f++)
		n += p->layer[f] == layer;
	return n;
}

/* Finds the places.  Returns how wide the drawing is. */
static int
places_find(const struct precedence *p, struct place place[FLAWS])
{
	int column[FLAWS] = { 0 }, f, l, most;

	most = 1;
	for (l = 0; l < p->layers; l++)
		if (layer_size(p, l) > most)
			most = layer_size(p, l);
	for (f = 0; f < FLAWS; f++) {
		l = p->layer[f];
		if (l < 0)
			continue;
		place[f].y = l * (NODE_HEIGHT + GAP_Y) + 1;
		place[f].x = 1 +
		    (2 * column[l]++ + most - layer_size(p, l)) *
			(NODE_WIDTH + GAP_X) / 2;
	}
	return most * (NODE_WIDTH + GAP_X) - GAP_X + 2;
}

/* The first errno of a list, and how many more there are. */
static void
put_errnos(const char *list, FILE *f)
{
	size_t i;
	int more;

	i = strcspn(list, "|");
	fwrite(list, 1, i, f);
	more = 0;
	for (; list[i] != '\0'; i++)
		more += list[i] == '|';
	if (more != 0)
		html_put(f, " +%d", more);
}

static void
put_node(const struct precedence *p, int n, const struct place *at, FILE *f)
{
	int middle = at->x + NODE_WIDTH / 2;

	html_put(f,
	    "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\""
	    " rx=\"4\" style=\"fill:var(--paper)\" stroke=\"currentColor\"/>",
	    at->x, at->y, NODE_WIDTH, NODE_HEIGHT);
	html_put(f,
	    "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%d %s"
	    "</text>",
	    middle, at->y + 17, n + 1, flaw_name((enum flaw)n));
	html_put(f, "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">", middle,
	    at->y + 32);
	put_errnos(p->errnos[n], f);
	fputs("</text>\n", f);
}

static void
put_lines(const struct precedence *p, const struct place *place, FILE *f)
{
	int x, y;

	for (x = 0; x < FLAWS; x++)
		for (y = 0; y < FLAWS; y++)
			if (p->next[x][y])
				html_put(f,
				    "<path d=\"M%d %dL%d %d\""
				    " stroke=\"currentColor\"/>\n",
				    place[x].x + NODE_WIDTH / 2,
				    place[x].y + NODE_HEIGHT,
				    place[y].x + NODE_WIDTH / 2, place[y].y);
}

static void
put_order(const struct precedence *p, const char *words, FILE *f)
{
	struct place place[FLAWS];
	int n, width, height;

	width = places_find(p, place);
	height = p->layers * (NODE_HEIGHT + GAP_Y) - GAP_Y + 2;
	html_put(f,
	    "<div class=\"wide\" role=\"region\" tabindex=\"0\""
	    " aria-label=\"The order of errors\"><svg role=\"img\""
	    " xmlns=\"http://www.w3.org/2000/svg\""
	    " aria-labelledby=\"order-t order-d\" width=\"%d\""
	    " height=\"%d\" viewBox=\"0 0 %d %d\">\n",
	    width, height, width, height);
	html_put(f,
	    "<title id=\"order-t\">The order of errors</title>\n"
	    "<desc id=\"order-d\">%s</desc>\n",
	    words);
	put_lines(p, place, f);
	for (n = 0; n < FLAWS; n++)
		if (is_listed(p, n))
			put_node(p, n, &place[n], f);
	fputs("</svg></div>\n", f);
}

/* What is strange: no order there, or an errno out of nowhere. */
static void
put_doubts(const struct precedence *p, FILE *f)
{
	struct arena scratch = ARENA_INIT;
	char count[TEXT_COUNT_SIZE];

	if (p->contradictions != 0)
		html_put(f,
		    "<p class=\"open\">In %zu pair%s the winner varies:"
		    " the order there depends on the domain, or there is"
		    " none.</p>\n",
		    p->contradictions, p->contradictions == 1 ? "" : "s");
	if (p->cut)
		html_put(f,
		    "<p class=\"open\">More than 4096 domains have"
		    " sockets: bad types and protocols are left"
		    " out.</p>\n");
	if (p->odd.requests != 0) {
		html_put(f,
		    "<p class=\"open\">%s request%s got an errno that"
		    " none of the faults has alone, as</p>\n",
		    text_count(p->odd.requests, count),
		    p->odd.requests == 1 ? "" : "s");
		put_command(&scratch, p->odd.witness, f);
	}
	arena_free(&scratch);
}

/* The tables of order any leave every order free. */
static void
put_silent(const struct section *s, FILE *f)
{
	const char *before = "<p>Silent about the order, so that any of these"
			     " errors conforms: ";
	size_t i;
	bool any;

	any = false;
	for (i = 0; i < s->sheets; i++) {
		if (s->sheet[i].table->order != ORDER_ANY)
			continue;
		fputs(any ? ", " : before, f);
		html_put(f, "<b>%s</b>", s->sheet[i].table->name);
		any = true;
	}
	if (any)
		fputs(".</p>\n", f);
}

void
part_precedence(const struct section *s, FILE *f)
{
	const struct precedence *p = &s->precedence;
	struct arena scratch = ARENA_INIT;
	const char *words;

	html_put(f, "<h2 id=\"precedence\">Precedence</h2>\n");
	if (p->pairs == 0)
		fputs("<p class=\"dim\">No request of the trace shows which"
		      " of two errors wins.</p>\n",
		    f);
	else {
		words = precedence_text(&scratch, p);
		html_put(f,
		    "<p>Where a request has several faults, this host"
		    " answers the one that comes first here. Faults that no"
		    " way down the drawing joins are in no order: they never"
		    " met, answer alike, or win in turns.</p>"
		    "\n<p><code>%s</code></p>\n",
		    words);
		put_order(p, words, f);
		put_table(p, f);
	}
	put_doubts(p, f);
	put_silent(s, f);
	if (p->pairs != 0)
		put_witnesses(p, f);
	arena_free(&scratch);
}
