/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Manual pages as tables: their text, and the table that it gives. */

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "oracle/table/import.h"

static const struct phrase {
	const char *name; /* of the errno */
	const char *words;
	const char *condition;
	const char *text;
} phrases[] = {
#define PHRASE(name, words, condition, text) { name, words, condition, text },
#include "oracle/table/phrase.def"
#undef PHRASE
};

enum { PHRASES = sizeof(phrases) / sizeof(phrases[0]) };

static bool
has_word(const char *text, const char *word, size_t len)
{
	size_t i;

	for (; *text != '\0'; text++) {
		for (i = 0; i < len; i++)
			if (tolower((unsigned char)text[i]) != word[i])
				break;
		if (i == len)
			return true;
	}
	return false;
}

static bool
has_words(const char *text, const char *words)
{
	size_t len;

	for (; *words != '\0'; words += len + (words[len] == ' ')) {
		len = strcspn(words, " ");
		if (!has_word(text, words, len))
			return false;
	}
	return true;
}

static bool
item_is(const struct page_item *item, const char *name)
{
	size_t len;

	len = strcspn(item->name, " ");
	return strlen(name) == len && memcmp(item->name, name, len) == 0;
}

static bool
phrase_fits(const struct phrase *p, const struct page_item *item)
{
	return item_is(item, p->name) && has_words(item->text, p->words);
}

/* What the page's wording comes to first, or NULL. */
static const struct phrase *
phrase_of(const struct page_item *item)
{
	size_t i;

	for (i = 0; i < PHRASES; i++)
		if (phrase_fits(&phrases[i], item))
			return &phrases[i];
	return NULL;
}

/* An earlier item of the page that says the same, or NULL. */
static const struct page_item *
item_before(const struct page *p, size_t i)
{
	const struct phrase *same;
	size_t k;

	same = phrase_of(&p->item[i]);
	for (k = 0; k < i; k++)
		if (p->item[k].answer == p->item[i].answer &&
		    phrase_of(&p->item[k]) == same)
			return &p->item[k];
	return NULL;
}

/* "ERRORS.EINVAL.2" for the item "EINVAL (2)". */
static void
id_write(const struct page_item *item, FILE *f)
{
	const char *p;

	fputs("ERRORS.", f);
	for (p = item->name; *p != '\0'; p++)
		if (*p == ' ')
			putc('.', f);
		else if (*p != '(' && *p != ')')
			putc(*p, f);
}

/* Whether an earlier phrase that fits has the same condition. */
static bool
is_said(const struct page_item *item, size_t phrase)
{
	size_t i;

	for (i = 0; i < phrase; i++)
		if (phrase_fits(&phrases[i], item) &&
		    strcmp(phrases[i].condition, phrases[phrase].condition) ==
			0)
			return true;
	return false;
}

static void
rows_write(const struct page_item *item, FILE *f)
{
	char name[32];
	size_t i;

	answer_text(item->answer, name, sizeof(name));
	if (phrase_of(item) == NULL)
		fprintf(f, "when => may %s|inconclusive\n", name);
	for (i = 0; i < PHRASES; i++) {
		if (!phrase_fits(&phrases[i], item) || is_said(item, i))
			continue;
		fprintf(f, "when %s => %s\n", phrases[i].condition, name);
		/* No page is known to say where a vector may begin. */
		if (strcmp(phrases[i].condition, "vector=invalid") == 0)
			fputs("when vector=misaligned => inconclusive\n", f);
	}
}

static void
item_write(const struct page *p, size_t i, FILE *f)
{
	const struct page_item *item = &p->item[i], *before;
	const struct phrase *phrase;

	phrase = phrase_of(item);
	fputs("\nclause   ", f);
	id_write(item, f);
	fprintf(f, " %lu\ntext     %s\n", item->line,
	    phrase != NULL ? phrase->text
			   : "The page gives a reason that is not known here;"
			     " restate it.");
	before = item_before(p, i);
	if (item->answer < 0)
		fprintf(f, "untestable no errno has this name\n");
	else if (before != NULL)
		fprintf(f, "untestable the page has said so on line %lu\n",
		    before->line);
	else
		rows_write(item, f);
}

static void
errors_write(const struct page *p, FILE *f)
{
	char name[32];
	size_t i, k, count;

	count = 0;
	for (i = 0; i < p->count; i++) {
		for (k = 0; k < i; k++)
			if (p->item[k].answer == p->item[i].answer)
				break;
		if (p->item[i].answer < 0 || k < i)
			continue;
		fprintf(f, "%s%s",
		    count++ % 6 == 0 ? count > 1 ? "\nerrors   " : "errors   "
				     : " ",
		    answer_text(p->item[i].answer, name, sizeof(name)));
	}
	if (count != 0)
		putc('\n', f);
}

/* The first part of the file's name, in letters that a name may have. */
static void
name_write(const char *path, FILE *f)
{
	const char *slash, *p;

	slash = strrchr(path, '/');
	p = slash == NULL ? path : slash + 1;
	if (*p == '\0' || *p == '.')
		fputs("page", f);
	for (; *p != '\0' && *p != '.'; p++)
		putc(isalnum((unsigned char)*p) ? tolower((unsigned char)*p)
						: '-',
		    f);
}

/* "socketpair(2)": mdoc has titles in capitals. */
static void
title_write(const struct page *p, FILE *f)
{
	const char *c;

	for (c = p->title; *c != '\0'; c++)
		putc(tolower((unsigned char)*c), f);
	fprintf(f, "(%s)", p->section);
}

void
import_write(const struct page *p, const char *name, const char *path, FILE *f)
{
	size_t i;

	fputs("# Imported from a manual page.  Read the clauses against it,"
	      " restate what is\n# not known, and cite the edition.\n\n",
	    f);
	fputs("table    ", f);
	if (name != NULL)
		fputs(name, f);
	else
		name_write(path, f);
	fputs("\ntitle    ", f);
	title_write(p, f);
	fputs(", its errors as imported\ndocument ", f);
	title_write(p, f);
	fprintf(f, "%s%s%s%s\norder    any\n", *p->os ? ", " : "", p->os,
	    *p->date ? ", " : "", p->date);
	errors_write(p, f);
	fprintf(f,
	    "\nclause   ERRORS.success %lu\ntext     Where none of the"
	    " reasons below holds, the call succeeds.\notherwise => ok\n",
	    p->item[0].line);
	for (i = 0; i < p->count; i++)
		item_write(p, i, f);
}

bool
import_is_page(const char *path)
{
	char start[16] = "";
	size_t n;
	FILE *f;

	f = strcmp(path, "-") == 0 ? NULL : fopen(path, "r");
	if (f == NULL)
		return false;
	n = fread(start, 1, sizeof(start) - 1, f);
	fclose(f);
	return n > 2 &&
	    (memcmp(start, "\037\213", 2) == 0 || start[0] == '.' ||
		memcmp(start, "'\\\"", 3) == 0);
}

/* Places are those of the page: clauses cite its lines. */
static void
lines_set(struct table *t)
{
	size_t i;

	for (i = 0; i < t->clauses; i++)
		t->clause[i].line = strtoul(t->clause[i].citation, NULL, 10);
	for (i = 0; i < t->rows; i++)
		t->row[i].line = t->clause[t->row[i].clause].line;
}

int
import_open(struct table *t, const char *path, struct diag *why)
{
	struct arena scratch = ARENA_INIT;
	struct page page;
	char *text;
	size_t len;
	FILE *f;
	int ret;

	memset(t, 0, sizeof(*t));
	ret = page_read(&scratch, path, &page, why);
	text = NULL;
	f = ret == 0 ? open_memstream(&text, &len) : NULL;
	if (f != NULL) {
		import_write(&page, NULL, path, f);
		if (fclose(f) != 0)
			ret = diag_set(why, "out of memory");
		else
			ret = table_read(t, text, len, path, why);
		free(text);
	} else if (ret == 0)
		ret = diag_set(why, "out of memory");
	if (ret == 0) {
		t->path = t->file;
		t->page = true;
		lines_set(t);
	}
	arena_free(&scratch);
	return ret;
}
