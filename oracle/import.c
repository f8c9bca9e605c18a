/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Manual pages as tables. */

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "oracle/file.h"
#include "oracle/import.h"

static const struct phrase {
	const char *name;	/* of the errno */
	const char *words;
	const char *condition;
	const char *text;
} phrases[] = {
#define PHRASE(name, words, condition, text) { name, words, condition, text },
#include "oracle/phrase.def"
#undef PHRASE
};

enum { PHRASES = sizeof(phrases) / sizeof(phrases[0]) };

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
	return n > 2 && (memcmp(start, "\037\213", 2) == 0 ||
	    start[0] == '.' || memcmp(start, "'\\\"", 3) == 0);
}

/* mandoc reads a file: what was packed goes into one for as long. */
static int
packed_read(struct arena *a, const char *text, size_t len, struct page *p,
    struct diag *why)
{
	const char *dir;
	char *path;
	FILE *f;
	int fd, ret;

	dir = getenv("TMPDIR");
	dir = dir == NULL || *dir == '\0' ? "/tmp" : dir;
	path = arena_get(a, strlen(dir) + 32);
	sprintf(path, "%s/pairoracle.XXXXXX", dir);
	fd = mkstemp(path);
	f = fd < 0 ? NULL : fdopen(fd, "w");
	if (f == NULL)
		return diag_set(why, "%s: %s; set TMPDIR to a directory that"
		    " can be written", dir, strerror(errno));
	ret = fwrite(text, 1, len, f) == len ? 0 : -1;
	if (fclose(f) != 0 || ret != 0)
		ret = diag_set(why, "%s: %s; make room and run again", dir,
		    strerror(errno));
	else
		ret = page_read(a, path, p, why);
	unlink(path);
	return ret;
}

int
import_page(struct arena *a, const char *path, struct page *p,
    struct diag *why)
{
	size_t len;
	char *text;
	int packed;

	memset(p, 0, sizeof(*p));
	text = page_text(a, path, &len, &packed, why);
	if (text == NULL)
		return -1;
	return packed ? packed_read(a, text, len, p, why) :
	    page_read(a, path, p, why);
}

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

/* What the page's wording comes to, or NULL. */
static const struct phrase *
phrase_of(const struct page_item *item)
{
	size_t i;

	for (i = 0; i < PHRASES; i++)
		if (item_is(item, phrases[i].name) &&
		    has_words(item->text, phrases[i].words))
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

static void
row_write(const struct page_item *item, const struct phrase *phrase,
    FILE *f)
{
	char name[32];

	answer_text(item->answer, name, sizeof(name));
	if (phrase == NULL) {
		fprintf(f, "when => may %s|cantTell\n", name);
		return;
	}
	fprintf(f, "when %s => %s\n", phrase->condition, name);
	/* No page is known to say whether a vector may be misaligned. */
	if (strcmp(phrase->condition, "vector=invalid") == 0)
		fputs("when vector=misaligned => cantTell\n", f);
}

static void
item_write(const struct page *p, size_t i, FILE *f)
{
	const struct page_item *item = &p->item[i], *before;
	const struct phrase *phrase;

	phrase = phrase_of(item);
	fputs("\nclause   ", f);
	id_write(item, f);
	fprintf(f, " %lu\ntext     %s\n", item->line, phrase != NULL ?
	    phrase->text : "The page gives a reason that is not known here;"
	    " restate it.");
	before = item_before(p, i);
	if (item->answer < 0)
		fprintf(f, "untestable no errno has this name\n");
	else if (before != NULL)
		fprintf(f, "untestable the page has said so on line %lu\n",
		    before->line);
	else
		row_write(item, phrase, f);
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
		fprintf(f, "%s%s", count++ % 6 == 0 ? count > 1 ?
		    "\nerrors   " : "errors   " : " ",
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
		putc(isalnum((unsigned char)*p) ? tolower((unsigned char)*p) :
		    '-', f);
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
import_write(const struct page *p, const char *name, const char *path,
    FILE *f)
{
	size_t i;

	fputs("# Imported from a manual page.  Read the clauses against it,"
	    " restate what is\n# not known, and cite the edition.\n\n", f);
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
	fprintf(f, "\nclause   ERRORS.success %lu\ntext     Where none of the"
	    " reasons below holds, the call succeeds.\notherwise => ok\n",
	    p->item[0].line);
	for (i = 0; i < p->count; i++)
		item_write(p, i, f);
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
	ret = import_page(&scratch, path, &page, why);
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
