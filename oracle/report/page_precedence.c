/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The page's account of which error wins where several could come. */

#include <string.h>

#include "oracle/base/text.h"
#include "oracle/report/html.h"
#include "oracle/report/page_parts.h"

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
put_cell(const struct precedence *p, int x, int y, FILE *f)
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
	      "<div class=\"wide\"><table>\n<tr><th>fault</th>",
	    f);
	for (x = 0; x < FLAWS; x++)
		if (is_listed(p, x))
			html_put(f, "<th>%d</th>", x + 1);
	fputs("</tr>\n", f);
	for (x = 0; x < FLAWS; x++) {
		if (!is_listed(p, x))
			continue;
		html_put(f, "<tr><td>%d %s</td>", x + 1,
		    flaw_name((enum flaw)x));
		for (y = 0; y < FLAWS; y++)
			if (is_listed(p, y))
				put_cell(p, x, y, f);
		fputs("</tr>\n", f);
	}
	fputs("</table></div>\n", f);
}

/* "pairprobe AF_UNIX ...": makes the request again and shows its answer. */
static void
put_command(struct arena *a, const char *witness, FILE *f)
{
	html_put(f, "<pre>%s</pre>", text_probe(a, witness));
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
put_drawing(const struct precedence *p, const char *words, FILE *f)
{
	struct place place[FLAWS];
	int n, width, height;

	width = places_find(p, place);
	height = p->layers * (NODE_HEIGHT + GAP_Y) - GAP_Y + 2;
	html_put(f,
	    "<div class=\"wide\"><svg role=\"img\""
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
		    "<p class=\"open\">Of %zu pair%s now the one wins"
		    " and now the other: the order there depends on the"
		    " domain, or there is none.</p>\n",
		    p->contradictions, p->contradictions == 1 ? "" : "s");
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
		put_drawing(p, words, f);
		put_table(p, f);
	}
	put_doubts(p, f);
	put_silent(s, f);
	if (p->pairs != 0)
		put_witnesses(p, f);
	arena_free(&scratch);
}
