/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Logs.  The seed that a line's check implies tells which run it belongs to:
 * a damaged line implies a seed that is no run's.
 */

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "lib/log.h"

enum {
	BLOCK = 64 * 1024,
	DAMAGES_MAX = 4096 /* more only make the messages less exact */
};

struct log_line {
	const char *text; /* of a body, or of a part */
	const char *file;
	unsigned long at;     /* line of the file */
	unsigned long number; /* of the line in its run */
	uint32_t seed;
	bool goes_on;
};

struct log_damage {
	unsigned long number;
	const char *file;
	unsigned long line;
	const char *what;
};

struct log_run {
	uint32_t seed;
	size_t first; /* line of the log, in the order of reading */
};

static const char no_check[] = "its check does not fit";
static const char no_end[] = "it has no check";
static const char no_ascii[] = "it has a byte that is not printable ASCII";

static void
damage_add(struct log *l, unsigned long number, const char *file,
    unsigned long line, const char *what)
{
	struct log_damage *d;

	if (l->damages == DAMAGES_MAX)
		return;
	l->damage = arena_grow(&l->arena, l->damage, l->damages, l->damages + 1,
	    sizeof(*l->damage), &l->damage_room);
	d = &l->damage[l->damages++];
	d->number = number;
	d->file = file;
	d->line = line;
	d->what = what;
}

/* Keeps a line that may be one of a run. */
static void
line_add(struct log *l, const struct line *line)
{
	struct log_line *to;

	l->line = arena_grow(&l->arena, l->line, l->lines, l->lines + 1,
	    sizeof(*l->line), &l->line_room);
	to = &l->line[l->lines++];
	memset(to, 0, sizeof(*to));
	to->text = arena_text(&l->arena, line->body, line->len);
	to->file = l->file;
	to->at = l->at;
	to->number = line->number;
	to->seed = line->seed;
	to->goes_on = line->goes_on;
}

/* Why the text of a line has no end that fits. */
static const char *
end_missing(const char *text, size_t len)
{
	size_t i;

	for (i = 0; i < len && i < LINE_MAX_COLUMNS; i++) {
		if (text[i] == '\n' || text[i] == '\r')
			break;
		if (text[i] < ' ' || text[i] > '~')
			return no_ascii;
	}
	return no_end;
}

/* Takes what may be a line, at the "@" that text starts with. */
static int
take(struct log *l, const char *text, size_t len, struct diag *why)
{
	struct line line;
	size_t from, found, digits;
	unsigned long number;

	number = line_number(text, len, &digits);
	if (number == 0)
		return 0;
	from = 0;
	for (found = 0; line_parse(text, len, &from, &line); found++) {
		if (l->lines == LOG_LINES_MAX)
			return diag_at(why, l->file, l->at, 0,
			    "there are more than %d lines of traces; judge"
			    " fewer runs at a time",
			    (int)LOG_LINES_MAX);
		line_add(l, &line);
	}
	if (found == 0)
		damage_add(l, number, l->file, l->at, end_missing(text, len));
	return 0;
}

/*
 * Looks for lines in a stretch of a file; unless it is the last, what may go
 * on behind it is left.  *used says how much was looked at.
 */
static int
scan(struct log *l, const char *text, size_t len, bool last, size_t *used,
    struct diag *why)
{
	size_t i;

	for (i = 0; i < len; i++) {
		if (text[i] == '\n')
			l->at++;
		if (text[i] != '@')
			continue;
		if (!last && len - i < LINE_MAX_COLUMNS)
			break;
		if (take(l, text + i, len - i, why) != 0)
			return -1;
	}
	*used = i;
	return 0;
}

int
log_read(struct log *l, FILE *f, const char *name, struct diag *why)
{
	char text[BLOCK];
	size_t len, got, used;

	l->file = arena_text(&l->arena, name, strlen(name));
	l->at = 1;
	len = 0;
	do {
		got = fread(text + len, 1, sizeof(text) - len, f);
		len += got;
		l->bytes += got;
		if (l->bytes >> 20 >= LOG_MEGABYTES_MAX)
			return diag_at(why, name, l->at, 0,
			    "there is more than %d MB to read; name the part"
			    " that holds the trace",
			    (int)LOG_MEGABYTES_MAX);
		if (scan(l, text, len, got == 0, &used, why) != 0)
			return -1;
		len -= used;
		memmove(text, text + used, len);
	} while (got != 0);
	if (ferror(f))
		return diag_set(why,
		    "%s: the file cannot be read to its end;"
		    " is it a regular file?",
		    name);
	return 0;
}

int
log_open(struct log *l, const char *path, struct diag *why)
{
	FILE *f;
	int ret;

	if (strcmp(path, "-") == 0)
		return log_read(l, stdin, "standard input", why);
	f = fopen(path, "r");
	if (f == NULL)
		return diag_set(why, "%s: %s; name a file that can be read",
		    path, strerror(errno));
	ret = log_read(l, f, path, why);
	fclose(f);
	return ret;
}

static int
line_order(const void *x, const void *y)
{
	const struct log_line *a = x, *b = y;

	if (a->seed != b->seed)
		return a->seed < b->seed ? -1 : 1;
	if (a->number != b->number)
		return a->number < b->number ? -1 : 1;
	return strcmp(a->text, b->text);
}

static int
damage_order(const void *x, const void *y)
{
	const struct log_damage *a = x, *b = y;

	if (a->number != b->number)
		return a->number < b->number ? -1 : 1;
	return (a->line > b->line) - (a->line < b->line);
}

static int
run_order_seed(const void *x, const void *y)
{
	const struct log_run *a = x, *b = y;

	if (a->seed != b->seed)
		return a->seed < b->seed ? -1 : 1;
	return (a->first > b->first) - (a->first < b->first);
}

static int
run_order_first(const void *x, const void *y)
{
	const struct log_run *a = x, *b = y;

	return (a->first > b->first) - (a->first < b->first);
}

/* Whether there is a run of that seed; they are sorted by seed. */
static bool
run_known(const struct log *l, uint32_t seed)
{
	size_t lo, hi, mid;

	for (lo = 0, hi = l->runs; lo < hi;) {
		mid = lo + (hi - lo) / 2;
		if (l->run[mid].seed < seed)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < l->runs && l->run[lo].seed == seed;
}

/* A run starts with a first line whose check fits its own body. */
static bool
starts_run(const struct log_line *line)
{
	const char *text = line->text;

	return line->number == 1 && !line->goes_on &&
	    strncmp(text, "pairtest-", 9) == 0 &&
	    line->seed == line_crc(0, text, strlen(text));
}

/* Says why there is no run. */
static int
no_run(const struct log *l, struct diag *why)
{
	static const char old[] = "pairtest-trace 1";
	size_t i;

	if (l->bytes == 0)
		return diag_at(why, l->file, 1, 0,
		    "the trace is empty; check whether the probe ran");
	for (i = 0; i < l->lines; i++)
		if (l->line[i].number == 1 && strcmp(l->line[i].text, old) == 0)
			return diag_at(why, l->line[i].file, l->line[i].at, 0,
			    "this is a trace of version 1, and only version 2"
			    " is read; record the trace again");
	for (i = 0; i < l->damages; i++)
		if (l->damage[i].number == 1)
			return diag_at(why, l->damage[i].file,
			    l->damage[i].line, 0,
			    "the first line of the trace is damaged: %s;"
			    " record the trace again",
			    l->damage[i].what);
	return diag_at(why, l->lines != 0 ? l->line[0].file : l->file,
	    l->lines != 0 ? l->line[0].at : 1, 0,
	    l->lines + l->damages != 0
		? "the first line of the trace is missing or damaged; record"
		  " the trace again"
		: "this is no trace; name a file that pairprobe wrote, or the"
		  " log of a console that it wrote to");
}

/* Finds the runs and sorts them by seed, each of them once. */
static void
runs_find(struct log *l)
{
	size_t i, n;

	for (i = 0; i < l->lines; i++) {
		if (!starts_run(&l->line[i]))
			continue;
		l->run = arena_grow(&l->arena, l->run, l->runs, l->runs + 1,
		    sizeof(*l->run), &l->run_room);
		l->run[l->runs].seed = l->line[i].seed;
		l->run[l->runs++].first = i;
	}
	if (l->runs == 0)
		return;
	qsort(l->run, l->runs, sizeof(*l->run), run_order_seed);
	for (i = n = 1; i < l->runs; i++)
		if (l->run[i].seed != l->run[n - 1].seed)
			l->run[n++] = l->run[i];
	l->runs = n;
}

int
log_sort(struct log *l, struct diag *why)
{
	const struct log_line *line;
	size_t i;

	runs_find(l);
	if (l->runs == 0)
		return no_run(l, why);
	for (i = 0; i < l->lines; i++) {
		line = &l->line[i];
		if (!run_known(l, line->seed))
			damage_add(l, line->number, line->file, line->at,
			    no_check);
	}
	qsort(l->run, l->runs, sizeof(*l->run), run_order_first);
	qsort(l->line, l->lines, sizeof(*l->line), line_order);
	if (l->damages != 0)
		qsort(l->damage, l->damages, sizeof(*l->damage), damage_order);
	return 0;
}

/* A body in the making. */
struct joint {
	struct bodies *to;
	struct arena arena;
	char *text;
	size_t used, room;
	const struct log_line *from; /* its first line */
	bool open;		     /* more of it is to come */
	struct line_gap gap;	     /* before it */
	unsigned long expect;	     /* number of the next line */
};

/* Notes that lines were lost before this one, or that it is of no use. */
static void
joint_lose(struct joint *j, unsigned long first, unsigned long last,
    const struct log_line *here)
{
	if (j->gap.first != 0)
		return;
	j->gap.first = first;
	j->gap.last = last;
	j->gap.file = here->file;
	j->gap.line = here->at;
}

static void
joint_add(struct joint *j, const char *part)
{
	const size_t len = strlen(part);

	j->text = arena_grow(&j->arena, j->text, j->used, j->used + len + 1, 1,
	    &j->room);
	memcpy(j->text + j->used, part, len + 1);
	j->used += len;
}

static void
joint_done(struct joint *j)
{
	struct body *b;

	b = bodies_add(j->to, j->text);
	b->file = j->from->file;
	b->line = j->from->at;
	b->gap = j->gap;
	memset(&j->gap, 0, sizeof(j->gap));
	j->open = false;
}

/* Takes the next line of a run. */
static void
joint_line(struct joint *j, const struct log_line *line)
{
	const bool first = *line->text != '+';

	if (line->number != j->expect) {
		joint_lose(j, j->expect, line->number - 1, line);
		j->open = false;
	}
	j->expect = line->number + 1;
	if (first == j->open)
		joint_lose(j, line->number, line->number, line);
	j->open |= first;
	if (!j->open)
		return;
	if (first) {
		j->used = 0;
		j->from = line;
	}
	joint_add(j, line->text + !first);
	if (!line->goes_on)
		joint_done(j);
}

static const struct log_line *
run_begin(const struct log *l, uint32_t seed)
{
	size_t lo, hi, mid;

	for (lo = 0, hi = l->lines; lo < hi;) {
		mid = lo + (hi - lo) / 2;
		if (l->line[mid].seed < seed)
			lo = mid + 1;
		else
			hi = mid;
	}
	return &l->line[lo];
}

static bool
same_number(const struct log_line *x, const struct log_line *y)
{
	return x->number == y->number && x->seed == y->seed;
}

void
log_bodies(const struct log *l, size_t i, struct bodies *b,
    struct line_gap *end)
{
	const struct log_line *last = l->line + l->lines, *line, *next;
	const uint32_t seed = l->run[i].seed;
	struct joint j;

	memset(&j, 0, sizeof(j));
	j.to = b;
	j.expect = 1;
	for (line = run_begin(l, seed); line < last && line->seed == seed;
	     line = next) {
		for (next = line + 1; next < last && same_number(line, next);)
			next++;
		/*
		 * Equal lines are one; different ones are none, but that a
		 * run has a first line.
		 */
		if (line->number == 1 ||
		    (strcmp(line->text, next[-1].text) == 0 &&
			line->goes_on == next[-1].goes_on))
			joint_line(&j, line);
		if (j.open && (next == last || next->seed != seed))
			joint_lose(&j, j.expect, 0, line);
	}
	arena_free(&j.arena);
	*end = j.gap;
}

/* The first damaged line from number first on, or NULL. */
static const struct log_damage *
damage_from(const struct log *l, unsigned long first)
{
	size_t lo, hi, mid;

	for (lo = 0, hi = l->damages; lo < hi;) {
		mid = lo + (hi - lo) / 2;
		if (l->damage[mid].number < first)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < l->damages ? &l->damage[lo] : NULL;
}

int
log_lost(const struct log *l, const struct line_gap *gap, struct diag *why)
{
	const struct log_damage *d = damage_from(l, gap->first);
	const char *what;
	char which[80];

	if (d != NULL && gap->last != 0 && d->number > gap->last)
		d = NULL;
	what = d != NULL ? "damaged" : "missing";
	if (gap->last == 0)
		snprintf(which, sizeof(which),
		    "the run breaks off before its line %lu", gap->first);
	else if (gap->first == gap->last)
		snprintf(which, sizeof(which), "line %lu of the run is %s",
		    gap->first, what);
	else
		snprintf(which, sizeof(which),
		    "lines %lu to %lu of the run are %s", gap->first, gap->last,
		    what);
	return diag_at(why, d != NULL ? d->file : gap->file,
	    d != NULL ? d->line : gap->line, 0, "%s%s%s", which,
	    d != NULL ? ", for " : "", d != NULL ? d->what : "");
}

int
log_whole(struct bodies *b, const struct log *l, const char *remedy,
    struct diag *why)
{
	const struct line_gap *gap;
	struct line_gap end;
	struct diag where;
	size_t i;

	if (l->runs != 1)
		return diag_set(why,
		    "%s: there are %zu runs in it; name a file with one",
		    l->file, l->runs);
	log_bodies(l, 0, b, &end);
	gap = &end;
	for (i = 0; i < b->count && gap == &end; i++)
		if (b->body[i].gap.first != 0)
			gap = &b->body[i].gap;
	if (gap->first == 0)
		return 0;
	log_lost(l, gap, &where);
	return diag_set(why, "%s; %s", where.text, remedy);
}

void
log_free(struct log *l)
{
	arena_free(&l->arena);
	memset(l, 0, sizeof(*l));
}
