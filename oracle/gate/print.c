/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* What the gate found, for terminals and for services. */

#include <string.h>

#include "oracle/base/escape.h"
#include "oracle/base/text.h"
#include "oracle/gate/gate.h"

/* A comment on a pull request may have 65536 bytes. */
enum { MARKDOWN_MAX = 60000, MARKDOWN_ITEM_MAX = 4000 };

static const struct {
	const char *name, *heading;
} kinds[GATE_KINDS] = {
	[GATE_NEW] = { "new", "New deviations" },
	[GATE_MOVED] = { "moved", "Accepted deviations that moved" },
	[GATE_GONE] = { "gone", "Accepted deviations that are gone" },
	[GATE_OBSERVED] = { "observed", "Observations that changed" },
	[GATE_RUN] = { "run", "The run" },
	[GATE_UNDONE] = { "undone", "Entries to be completed" },
	[GATE_KNOWN] = { "known", "Accepted deviations" },
};

struct printer {
	struct arena *a;
	const struct gate *g;
	const char *host;
	FILE *f;
};

/* "gate: red: 1 new, 2 moved; 14 known". */
static const char *
summary(struct printer *p)
{
	struct text_join t = { NULL, 0, 0 };
	int k;

	for (k = 0; k < GATE_KNOWN; k++)
		if (p->g->count[k] != 0)
			text_add(p->a, &t, "%s%zu %s", t.used != 0 ? ", " : "",
			    p->g->count[k], kinds[k].name);
	return text_format(p->a, "%s%s%s; %zu known",
	    gate_is_red(p->g) ? "red" : "green", t.used != 0 ? ": " : "",
	    t.used != 0 ? t.text : "", p->g->count[GATE_KNOWN]);
}

/* Calls visit for each line of a detail. */
static void
each_line(struct printer *p, const char *detail,
    void (*visit)(struct printer *, const char *))
{
	size_t len;

	for (; *detail != '\0'; detail += len + (detail[len] == '\n')) {
		len = strcspn(detail, "\n");
		visit(p, arena_text(p->a, detail, len));
	}
}

static void
text_line(struct printer *p, const char *line)
{
	fprintf(p->f, "    %s\n", escape_terminal(p->a, line));
}

static void
print_text(struct printer *p)
{
	const struct gate_item *it;
	size_t i;

	for (i = 0; i < p->g->items; i++) {
		it = &p->g->item[i];
		if (it->kind == GATE_KNOWN)
			continue;
		fprintf(p->f, "%s: ", kinds[it->kind].name);
		if (it->file != NULL)
			fprintf(p->f,
			    "%s:%lu: ", escape_terminal(p->a, it->file),
			    it->line);
		fprintf(p->f, "%s\n", escape_terminal(p->a, it->title));
		each_line(p, it->detail, text_line);
	}
	fprintf(p->f, "gate: %s\n", summary(p));
}

/* Worst first; the detail is folded, and what is too much is counted. */
static void
print_markdown(struct printer *p)
{
	struct text_join t = { NULL, 0, 0 };
	const struct gate_item *it;
	const char *title, *detail;
	size_t i;
	int kind;

	text_add(p->a, &t, "**pairtest: %s** (%s)\n", summary(p),
	    escape_markdown(p->a, p->host));
	kind = -1;
	for (i = 0; i < p->g->items; i++) {
		it = &p->g->item[i];
		title = escape_markdown(p->a, it->title);
		detail = escape_markdown(p->a, it->detail);
		if (t.used + strlen(title) + strlen(detail) +
			MARKDOWN_ITEM_MAX >
		    MARKDOWN_MAX) {
			text_add(p->a, &t, "\nand %zu more\n", p->g->items - i);
			break;
		}
		if ((int)it->kind != kind)
			text_add(p->a, &t, "\n### %s\n\n",
			    kinds[it->kind].heading);
		kind = (int)it->kind;
		if (*detail == '\0')
			text_add(p->a, &t, "- %s\n", title);
		else
			text_add(p->a, &t,
			    "<details><summary>%s</summary>\n\n%s\n</details>"
			    "\n\n",
			    title, detail);
	}
	fputs(t.text, p->f);
}

/* The characters that have a meaning in a workflow command, as %XX. */
static void
github_put(struct printer *p, const char *s, bool property)
{
	for (; *s != '\0'; s++)
		if (*s == '%' || *s == '\r' || *s == '\n' ||
		    (property && (*s == ':' || *s == ',')))
			fprintf(p->f, "%%%02X", (unsigned char)*s);
		else
			fputc(*s, p->f);
}

static void
print_github(struct printer *p)
{
	const struct gate_item *it;
	size_t i;

	for (i = 0; i < p->g->items; i++) {
		it = &p->g->item[i];
		if (it->kind == GATE_KNOWN)
			continue;
		fprintf(p->f, "::error title=pairtest %s",
		    kinds[it->kind].name);
		if (it->file != NULL) {
			fputs(",file=", p->f);
			github_put(p, it->file, true);
			fprintf(p->f, ",line=%lu", it->line);
		}
		fputs("::", p->f);
		github_put(p, it->title, false);
		if (*it->detail != '\0')
			fputs("%0A", p->f);
		github_put(p, it->detail, false);
		fputc('\n', p->f);
	}
	fprintf(p->f, "::notice title=pairtest::%s\n", summary(p));
}

static void
json_put(struct printer *p, const char *s)
{
	fputc('"', p->f);
	for (; *s != '\0'; s++)
		if (*s == '"' || *s == '\\')
			fprintf(p->f, "\\%c", *s);
		else if ((unsigned char)*s < ' ')
			fprintf(p->f, "\\u%04x", (unsigned char)*s);
		else
			fputc(*s, p->f);
	fputc('"', p->f);
}

static void
print_json(struct printer *p)
{
	const struct gate_item *it;
	size_t i;

	fprintf(p->f,
	    "{\"green\": %s, \"host\": ", gate_is_red(p->g) ? "false" : "true");
	json_put(p, text_clean(p->a, p->host));
	fputs(", \"items\": [", p->f);
	for (i = 0; i < p->g->items; i++) {
		it = &p->g->item[i];
		fprintf(p->f,
		    "%s\n  {\"kind\": \"%s\", \"title\": ", i != 0 ? "," : "",
		    kinds[it->kind].name);
		json_put(p, text_clean(p->a, it->title));
		fputs(", \"detail\": ", p->f);
		json_put(p, text_clean(p->a, it->detail));
		if (it->file != NULL) {
			fputs(", \"file\": ", p->f);
			json_put(p, text_clean(p->a, it->file));
			fprintf(p->f, ", \"line\": %lu", it->line);
		}
		fputs("}", p->f);
	}
	fputs("\n]}\n", p->f);
}

static void
xml_put(struct printer *p, const char *s)
{
	for (; *s != '\0'; s++)
		switch (*s) {
		case '<':
			fputs("&lt;", p->f);
			break;
		case '>':
			fputs("&gt;", p->f);
			break;
		case '&':
			fputs("&amp;", p->f);
			break;
		case '"':
			fputs("&quot;", p->f);
			break;
		default:
			fputc(*s, p->f);
		}
}

static void
print_junit(struct printer *p)
{
	const struct gate *g = p->g;
	const struct gate_item *it;
	size_t i;

	fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", p->f);
	fprintf(p->f,
	    "<testsuite name=\"pairtest.gate\" tests=\"%zu\""
	    " failures=\"%zu\">\n",
	    g->items, g->items - g->count[GATE_KNOWN]);
	for (i = 0; i < g->items; i++) {
		it = &g->item[i];
		fprintf(p->f, "<testcase classname=\"pairtest.%s\" name=\"",
		    kinds[it->kind].name);
		xml_put(p, text_clean(p->a, it->title));
		fputs("\">", p->f);
		if (it->kind != GATE_KNOWN) {
			fputs("<failure message=\"", p->f);
			xml_put(p, text_clean(p->a, it->title));
			fputs("\">", p->f);
			xml_put(p, text_clean(p->a, it->detail));
			fputs("</failure>", p->f);
		}
		fputs("</testcase>\n", p->f);
	}
	fputs("</testsuite>\n", p->f);
}

static void
tap_line(struct printer *p, const char *line)
{
	fprintf(p->f, "# %s\n", escape_terminal(p->a, line));
}

/* A title with a number sign would begin a directive. */
static void
print_tap(struct printer *p)
{
	const struct gate_item *it;
	char *title, *c;
	size_t i;

	fprintf(p->f, "TAP version 14\n1..%zu\n", p->g->items);
	for (i = 0; i < p->g->items; i++) {
		it = &p->g->item[i];
		title = escape_terminal(p->a, it->title);
		for (c = title; *c != '\0'; c++)
			if (*c == '#')
				*c = '.';
		fprintf(p->f, "%s %zu - %s %s\n",
		    it->kind == GATE_KNOWN ? "ok" : "not ok", i + 1,
		    kinds[it->kind].name, title);
		each_line(p, it->detail, tap_line);
	}
}

static const struct {
	const char *name;
	void (*print)(struct printer *);
} formats[] = {
	{ "text", print_text },
	{ "markdown", print_markdown },
	{ "github", print_github },
	{ "json", print_json },
	{ "junit", print_junit },
	{ "tap", print_tap },
};

int
gate_format(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(formats) / sizeof(formats[0]); i++)
		if (strcmp(formats[i].name, name) == 0)
			return (int)i;
	return -1;
}

void
gate_print(const struct gate *g, int format, const char *host, FILE *f)
{
	struct arena scratch = ARENA_INIT;
	struct printer p = { &scratch, g, host, f };

	formats[format].print(&p);
	arena_free(&scratch);
}
