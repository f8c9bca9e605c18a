/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* What is said of a specimen, in words. */

#include <string.h>

#include "oracle/reproduce/source_text.h"

enum { COLUMNS = 78, CITATION_LINES = 4 };

/* A paragraph being filled: each line behind a margin. */
struct paragraph {
	FILE *f;
	const char *margin;
	int column; /* 0: no line is begun */
	int lines;
	int most; /* lines; 0: any number */
};

/* Tables may be anyone's: nothing of them may end a comment. */
static void
word_put(FILE *f, const char *word, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++) {
		if (i > 0 && word[i] == '/' && word[i - 1] == '*')
			putc(' ', f);
		putc(word[i], f);
	}
}

static void
word_add(struct paragraph *p, const char *word, size_t len)
{
	if (p->column != 0 && p->column + 1 + (int)len > COLUMNS) {
		if (p->lines == p->most)
			fputs(" ...", p->f);
		fputs("\n", p->f);
		p->column = 0;
	}
	if (p->column == 0) {
		p->lines++;
		if (p->most != 0 && p->lines > p->most)
			return;
		fputs(p->margin, p->f);
		p->column = (int)strlen(p->margin);
	} else {
		putc(' ', p->f);
		p->column++;
	}
	word_put(p->f, word, len);
	p->column += (int)len;
}

static void
words_add(struct paragraph *p, const char *text)
{
	size_t len;

	for (text += strspn(text, " \t"); *text != '\0';
	     text += strspn(text, " \t")) {
		len = strcspn(text, " \t");
		if (p->most == 0 || p->lines <= p->most)
			word_add(p, text, len);
		text += len;
	}
}

static void
paragraph_end(struct paragraph *p)
{
	if (p->column != 0)
		putc('\n', p->f);
	p->column = p->lines = 0;
}

static void
call_add(struct paragraph *p, const struct specimen *s)
{
	char text[400];

	snprintf(text, sizeof(text), "socketpair(%s, %s, %s)%s%s",
	    s->argument[0], s->argument[1], s->argument[2],
	    *s->state != '\0' ? " with " : "", s->state);
	words_add(p, text);
}

/* "TABLE CLAUSE (CITATION): text", of DOCUMENT. */
static void
citation_add(struct paragraph *p, const struct specimen *s)
{
	const struct clause *c;

	words_add(p, s->table->document);
	if (s->clause == CLAUSE_NONE)
		return;
	c = &s->table->clause[s->clause];
	words_add(p, "at");
	words_add(p, c->citation);
	words_add(p, "(clause");
	words_add(p, s->table->name);
	word_put(p->f, ":", 1);
	word_put(p->f, c->id, strlen(c->id));
	word_put(p->f, "):", 2);
	p->column += (int)strlen(c->id) + 3;
	words_add(p, c->text);
}

static void
labelled(struct paragraph *p, const char *label, const char *text)
{
	words_add(p, label);
	words_add(p, *text != '\0' ? text : "nothing certain");
}

void
program_head(const struct specimen *s, FILE *f)
{
	struct paragraph p = { f, " * ", 0, 0, 0 };

	fputs("/*\n", f);
	call_add(&p, s);
	paragraph_end(&p);
	labelled(&p, "Expected:", s->allowed);
	paragraph_end(&p);
	if (s->got != NULL) {
		labelled(&p, "Came:", s->got);
		if (s->host != NULL)
			labelled(&p, "on", s->host);
		paragraph_end(&p);
	}
	p.most = CITATION_LINES;
	citation_add(&p, s);
	paragraph_end(&p);
	p.most = 0;
	words_add(&p, "Exit status: 0 conforms, 1 deviates, 2 cannot tell.");
	paragraph_end(&p);
	fputs(" */\n", f);
}

void
report_text(const struct specimen *s, FILE *f)
{
	struct paragraph p = { f, "", 0, 0, 0 };

	words_add(&p, "Subject:");
	call_add(&p, s);
	if (s->got != NULL) {
		words_add(&p, "gives");
		words_add(&p, s->got);
	}
	paragraph_end(&p);
	fputs("\nWhat was called:\n\n", f);
	p.margin = "    ";
	call_add(&p, s);
	paragraph_end(&p);
	if (s->got != NULL) {
		fputs("\nWhat came", f);
		if (s->host != NULL)
			fprintf(f, ", on %s", s->host);
		fputs(":\n\n", f);
		words_add(&p, s->got);
		paragraph_end(&p);
	}
	fputs("\nWhat was expected:\n\n", f);
	labelled(&p, "", s->allowed);
	paragraph_end(&p);
	fputs("\nWho says so:\n\n", f);
	citation_add(&p, s);
	paragraph_end(&p);
	fputs("\nThe program below exits with 1 where this is so, with 0"
	      " where the host\nconforms, and with 2 where it cannot tell.\n\n",
	    f);
}
