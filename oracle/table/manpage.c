/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Manual pages: the errors that a page lists. */

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "lib/outcome.h"
#include "oracle/base/escape.h"
#include "oracle/base/file.h"
#include "oracle/base/spawn.h"
#include "oracle/table/manpage.h"
#include "oracle/table/table.h"

/*
 * The place of the reader in the tree.  Nodes are lines, deeper ones are
 * indented further: "  It (head) 73:2" and below it "Er (elem) 73:8" and
 * "EMFILE (text) 73:11".
 */
struct walk {
	struct arena *a;
	struct page *page;
	int in_title;  /* of a section */
	int in_errors; /* the section's title says so */
	size_t head;   /* indent of an item's head; 0: outside one */
	size_t item;   /* indent of that head, to the item's end */
	size_t first;  /* page item of that head; count: none */
	char *text;    /* of these items */
	size_t used, room;
	bool too_many; /* errors for a page */
};

/* How mandoc writes a hyphen at which a line may end. */
enum { BREAKABLE_HYPHEN = 0x1e };

/* Each becomes a row of a table. */
enum { ERRORS_MAX = TABLE_ROWS_MAX / 2 };

/* The words that start the head of an item, in mdoc and in man. */
static const char *const heads[] = {
	"It (head)",
	"TP (head)",
	"IP (head)",
	"HP (head)",
	"TQ (head)",
};

/* An argument that no program takes for an option. */
static const char *
operand(struct arena *a, const char *path)
{
	char *text;

	if (*path != '-')
		return path;
	text = arena_get(a, strlen(path) + sizeof("./"));
	sprintf(text, "./%s", path);
	return text;
}

/* What a program prints of a file, which an error names. */
static char *
printed(struct arena *a, const char *const argv[], const char *path,
    size_t *len, struct diag *why)
{
	struct diag of;
	char *text;

	text = spawn_read(a, argv, len, &of);
	if (text == NULL)
		diag_set(why, "%s: %s", path, of.text);
	return text;
}

char *
page_text(struct arena *a, const char *path, size_t *len, int *packed,
    struct diag *why)
{
	const char *argv[] = { "gzip", "-dc", NULL, NULL };
	char *text;

	text = file_read(a, path, len, why);
	*packed = text != NULL && *len > 2 && memcmp(text, "\037\213", 2) == 0;
	if (!*packed)
		return text;
	argv[2] = operand(a, path);
	return printed(a, argv, path, len, why);
}

static int
starts_with(const char *text, const char *word)
{
	return strncmp(text, word, strlen(word)) == 0;
}

/* How often the page has an error of that name so far. */
static unsigned
count_named(const struct page *p, const char *name, size_t len)
{
	unsigned n;
	size_t i;

	n = 0;
	for (i = 0; i < p->count; i++)
		n += strncmp(p->item[i].name, name, len) == 0 &&
		    (p->item[i].name[len] == '\0' ||
			p->item[i].name[len] == ' ');
	return n;
}

static void
item_add(struct walk *w, const char *name, size_t len, unsigned long line)
{
	struct page *p = w->page;
	struct page_item *item;
	char *text;
	unsigned n;

	if (p->count == ERRORS_MAX) {
		w->too_many = true;
		return;
	}
	n = count_named(p, name, len);
	text = arena_get(w->a, len + 16);
	snprintf(text, len + 16, n == 0 ? "%.*s" : "%.*s (%u)", (int)len, name,
	    n + 1);
	p->item = arena_grow(w->a, p->item, p->count, p->count + 1,
	    sizeof(*p->item), &p->room);
	item = &p->item[p->count++];
	item->name = text;
	item->answer = answer_find(name, len);
	if (item->answer >= 0 && !answer_is_errno(item->answer))
		item->answer = -1;
	item->line = line;
	item->text = "";
}

/* Adds a line to the text of each error of the last head. */
static void
item_text_add(struct walk *w, const char *text, const char *end)
{
	const size_t n = (size_t)(end - text);
	char *p;
	size_t i;

	if (w->first == w->page->count)
		return;
	w->text = arena_grow(w->a, w->text, w->used, w->used + n + 2, 1,
	    &w->room);
	p = w->text + w->used;
	if (w->used != 0)
		*p++ = ' ';
	memcpy(p, text, n);
	p[n] = '\0';
	w->used = (size_t)(p - w->text) + n;
	while ((p = strchr(p, BREAKABLE_HYPHEN)) != NULL)
		*p = '-';
	for (i = w->first; i < w->page->count; i++)
		w->page->item[i].text = w->text;
}

/* Begins the items of another head. */
static void
items_begin(struct walk *w)
{
	w->first = w->page->count;
	w->text = NULL;
	w->used = w->room = 0;
}

/* Adds the words of the text that are spelt as an errno is. */
static void
errors_take(struct walk *w, const char *text, const char *end,
    unsigned long line)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
	size_t n;

	while (text < end) {
		n = strspn(text, letters);
		if (*text == '\\' && text[1] == 'f')
			n = 3; /* a change of font */
		else if (n > 2 && *text == 'E')
			item_add(w, text, n, line);
		text += n == 0 ? 1 : n;
	}
}

/* Splits "TEXT (text) LINE:COLUMN"; the end of TEXT, or NULL. */
static const char *
text_end(const char *node, unsigned long *line)
{
	const char *p, *end;

	end = NULL;
	for (p = node; (p = strstr(p, " (text) ")) != NULL; p++)
		end = p;
	if (end == NULL)
		return NULL;
	p = end + strlen(" (text) ");
	*line = strtoul(p + (*p == '*'), NULL, 10);
	return end;
}

static void
node_in_errors(struct walk *w, const char *node, size_t indent)
{
	unsigned long line;
	const char *end;
	size_t i;

	if (indent <= w->head)
		w->head = 0;
	if (indent < w->item)
		items_begin(w);
	for (i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		if (starts_with(node, heads[i])) {
			w->head = w->item = indent;
			items_begin(w);
		}
	end = text_end(node, &line);
	if (end == NULL)
		return;
	if (w->head != 0)
		errors_take(w, node, end, line);
	else
		item_text_add(w, node, end);
}

/* The text between quotes, "\\-" in it a mere hyphen. */
static const char *
quoted(struct arena *a, const char *text)
{
	char *copy, *from, *to;

	copy = arena_text(a, text, strcspn(text, "\""));
	for (from = to = copy; *from != '\0'; from++)
		if (from[0] != '\\' || from[1] != '-')
			*to++ = *from;
	*to = '\0';
	return copy;
}

/* A line of the head of the tree: sec   = "2". */
static void
property_take(struct walk *w, const char *line)
{
	struct page *p = w->page;
	const struct {
		const char *name;
		const char **to;
	} properties[] = {
		{ "title ", &p->title },
		{ "sec ", &p->section },
		{ "os ", &p->os },
		{ "date ", &p->date },
	};
	const char *value;
	size_t i;

	value = strchr(line, '"');
	for (i = 0; value != NULL && i < 4; i++)
		if (starts_with(line, properties[i].name))
			*properties[i].to = quoted(w->a, value + 1);
}

static void
node_take(struct walk *w, const char *node, size_t indent)
{
	unsigned long line;
	const char *end;

	if (indent == 0) {
		w->in_errors = 0;
		w->head = 0;
		w->in_title = starts_with(node, "Sh (block)") ||
		    starts_with(node, "SH (block)");
		property_take(w, node);
	} else if (w->in_errors)
		node_in_errors(w, node, indent);
	else if (w->in_title && (end = text_end(node, &line)) != NULL) {
		w->in_errors = end - node == 6 &&
		    strncasecmp(node, "ERRORS", 6) == 0;
		w->in_title = 0;
	}
}

/* What mandoc would say less well; 0, or -1 with the reason. */
static int
file_check(const char *path, struct diag *why)
{
	const size_t len = strlen(path);
	char start[2] = "";
	int error;
	FILE *f;

	f = fopen(path, "r");
	error = f == NULL ? errno : 0;
	if (f != NULL && fread(start, 1, 2, f) < 2 && ferror(f))
		error = errno;
	if (f != NULL)
		fclose(f);
	if (error != 0)
		return diag_set(why, "%s: %s; name a file that can be read",
		    path, strerror(error));
	if (memcmp(start, "\037\213", 2) == 0 &&
	    (len < 3 || strcmp(path + len - 3, ".gz") != 0))
		return diag_set(why,
		    "%s: the page is gzipped; give it a name that ends in .gz",
		    path);
	return 0;
}

/* A page is not always UTF-8, and what it lists is printed. */
static void
tree_clean(char *tree)
{
	size_t n;

	for (; *tree != '\0'; tree += n) {
		n = escape_character(tree);
		if (n != 0)
			continue;
		*tree = '?';
		n = 1;
	}
}

int
page_read(struct arena *a, const char *path, struct page *p, struct diag *why)
{
	const char *argv[] = { "mandoc", "-Ios=-", "-Ttree", NULL, NULL };
	struct walk w = { 0 };
	char *tree, *next;
	size_t len;

	memset(p, 0, sizeof(*p));
	w.a = a;
	w.page = p;
	p->title = p->section = p->os = p->date = "";
	if (file_check(path, why) != 0)
		return -1;
	argv[3] = operand(a, path);
	tree = printed(a, argv, path, &len, why);
	if (tree == NULL)
		return -1;
	tree_clean(tree);
	for (; tree != NULL; tree = next) {
		next = strchr(tree, '\n');
		if (next != NULL)
			*next++ = '\0';
		len = strspn(tree, " ");
		node_take(&w, tree + len, len);
	}
	if (strcmp(p->os, "-") == 0)
		p->os = ""; /* mandoc's own is not the page's */
	if (w.too_many)
		return diag_set(why,
		    "%s: the page lists more than %d errors; name the page of"
		    " one function",
		    path, ERRORS_MAX);
	if (p->count != 0)
		return 0;
	return diag_set(why,
	    "%s: the page lists no errors; name one with a"
	    " section ERRORS that is a list",
	    path);
}
