/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Command lines, read by a table. */

#include <stdlib.h>
#include <string.h>

#include "lib/hint.h"
#include "lib/options.h"

enum { HELP_COLUMN = 24 };

/* Where the reading of one command line is. */
struct reader {
	const struct command_line *line;
	void *to;
	int argc;
	char **argv;
	int next;    /* the argument to be read next */
	bool *given; /* of each row */
	struct diag *why;
};

/* "-o" or "--output": a row as it is called in messages. */
static const char *
row_name(const struct option_row *row, char *buf, size_t size)
{
	if (row->letter != 0)
		snprintf(buf, size, "-%c", row->letter);
	else
		snprintf(buf, size, "--%s", row->name);
	return buf;
}

static int
take_number(const struct option_row *row, unsigned *to, const char *value,
    struct diag *why)
{
	unsigned long n;
	char *end;

	n = strtoul(value, &end, 10);
	if (strchr("0123456789", *value) == NULL || *value == '\0' ||
	    *end != '\0' || n < row->low || n > row->high)
		return diag_set(why,
		    "--%s: '%.40s' is out of range; use %u to %u", row->name,
		    value, row->low, row->high);
	*to = (unsigned)n;
	return 0;
}

static int
take_list(const struct option_row *row, struct option_values *to,
    const char *value, struct diag *why)
{
	if (to->count == OPTION_VALUES_MAX)
		return diag_set(why,
		    "--%s is given more than %d times; join"
		    " some or leave some out",
		    row->name, OPTION_VALUES_MAX);
	to->value[to->count++] = value;
	return 0;
}

static int
row_take(struct reader *r, const struct option_row *row, const char *value)
{
	void *at = (char *)r->to + row->at;

	r->given[row - r->line->row] = true;
	if (row->type != OPTION_FLAG && *value == '\0')
		return diag_set(r->why, "the value of --%s is empty; give %s",
		    row->name, row->value);
	switch (row->type) {
	case OPTION_FLAG:
		*(bool *)at = true;
		return 0;
	case OPTION_STRING:
		*(const char **)at = value;
		return 0;
	case OPTION_LIST:
		return take_list(row, at, value, r->why);
	case OPTION_NUMBER:
		return take_number(row, at, value, r->why);
	case OPTION_CALL:
		break;
	}
	return row->take(r->to, value, r->why);
}

/* A value that is not in the argument of the option itself. */
static const char *
value_next(struct reader *r, const struct option_row *row)
{
	char name[32];

	if (r->next < r->argc)
		return r->argv[r->next++];
	row_name(row, name, sizeof(name));
	diag_set(r->why, "%s needs a value; use %s %s", name, name, row->value);
	return NULL;
}

static int
unknown(struct reader *r, const char *arg)
{
	struct hint h = { .wanted = arg + 2 };
	char name[64], remedy[200], text[300];
	size_t i;

	snprintf(name, sizeof(name), "%.*s",
	    arg[1] == '-' ? (int)strcspn(arg, "=") : 2, arg);
	snprintf(remedy, sizeof(remedy), "see %s --help", r->line->program);
	if (arg[1] == '-') {
		h.wanted = name + 2;
		for (i = 0; i < r->line->rows; i++)
			hint_offer(&h, r->line->row[i].name);
		hint_offer(&h, "help");
	}
	if (h.best != NULL)
		snprintf(text, sizeof(text), "; did you mean --%s?", h.best);
	else
		snprintf(text, sizeof(text), "; %s", remedy);
	return diag_set(r->why, "unknown option %s%s", name, text);
}

static int
read_long(struct reader *r, const char *arg)
{
	const size_t length = strcspn(arg + 2, "=");
	const struct option_row *row;
	const char *value;
	size_t i;

	value = arg[2 + length] == '=' ? arg + 3 + length : NULL;
	for (i = 0; i < r->line->rows; i++) {
		row = &r->line->row[i];
		if (strncmp(arg + 2, row->name, length) != 0 ||
		    row->name[length] != '\0')
			continue;
		if (row->type == OPTION_FLAG && value != NULL)
			return diag_set(r->why,
			    "--%s takes no value; leave '=%.40s' out",
			    row->name, value);
		if (row->type != OPTION_FLAG && value == NULL &&
		    (value = value_next(r, row)) == NULL)
			return -1;
		return row_take(r, row, value);
	}
	return strcmp(arg, "--help") == 0 ? OPTIONS_HELP : unknown(r, arg);
}

static const struct option_row *
letter_find(const struct command_line *c, char letter)
{
	size_t i;

	for (i = 0; i < c->rows; i++)
		if (c->row[i].letter == letter)
			return &c->row[i];
	return NULL;
}

/* Letters may share an argument; the last of them may have a value. */
static int
read_letters(struct reader *r, const char *arg)
{
	const struct option_row *row;
	const char *p, *value;
	char one[3] = "-";

	for (p = arg + 1; *p != '\0'; p++) {
		row = letter_find(r->line, *p);
		one[1] = *p;
		if (row == NULL)
			return *p == 'h' ? OPTIONS_HELP : unknown(r, one);
		if (row->type != OPTION_FLAG) {
			value = p[1] != '\0' ? p + 1 : value_next(r, row);
			return value == NULL ? -1 : row_take(r, row, value);
		}
		if (row_take(r, row, NULL) != 0)
			return -1;
	}
	return 0;
}

static bool
is_option(const char *arg)
{
	return arg[0] == '-' && arg[1] != '\0' &&
	    strchr("0123456789", arg[1]) == NULL;
}

/* Reads all arguments.  Returns the number of operands, or an OPTIONS_. */
static int
read_arguments(struct reader *r)
{
	const char *arg;
	int operands, ret;

	operands = 0;
	while (r->next < r->argc) {
		arg = r->argv[r->next++];
		if (strcmp(arg, "--") == 0)
			break;
		if (!is_option(arg)) {
			r->argv[operands++] = r->argv[r->next - 1];
			continue;
		}
		ret = arg[1] == '-' ? read_long(r, arg) : read_letters(r, arg);
		if (ret != 0)
			return ret;
	}
	while (r->next < r->argc)
		r->argv[operands++] = r->argv[r->next++];
	return operands;
}

/* "judge" of "pairoracle judge": messages begin with the program's name. */
static const char *
called(const struct command_line *c)
{
	const char *space = strrchr(c->program, ' ');

	return space == NULL ? c->program : space + 1;
}

static int
check(const struct reader *r, int operands)
{
	const struct command_line *c = r->line;
	const struct option_row *row;
	char name[32];
	size_t i;

	for (i = 0; i < c->rows; i++) {
		row = &c->row[i];
		if (row->required && !r->given[i])
			return diag_set(r->why, "%s needs %s %s; see %s --help",
			    called(c), row_name(row, name, sizeof(name)),
			    row->value, c->program);
	}
	if (operands < c->least || (c->most >= 0 && operands > c->most))
		return diag_set(r->why, "%s %s; see %s --help", called(c),
		    c->operands, c->program);
	return operands;
}

int
options_read(const struct command_line *c, void *to, int argc, char **argv,
    struct diag *why)
{
	struct reader r = { c, to, argc, argv, 0, NULL, why };
	void *at;
	size_t i;
	int operands;

	r.given = calloc(c->rows + 1, sizeof(*r.given));
	if (r.given == NULL)
		return diag_set(why, "out of memory; free some and run again");
	for (i = 0; i < c->rows; i++)
		if (c->row[i].type == OPTION_NUMBER) {
			at = (char *)to + c->row[i].at;
			*(unsigned *)at = c->row[i].initial;
		}
	operands = read_arguments(&r);
	if (operands >= 0)
		operands = check(&r, operands);
	free(r.given);
	return operands;
}

/* Prints text; each further line of it begins with lead. */
static void
print_lines(const char *text, const char *lead, FILE *f)
{
	for (; *text != '\0'; text++) {
		putc(*text, f);
		if (*text == '\n')
			fputs(lead, f);
	}
	putc('\n', f);
}

static void
print_row(const struct option_row *row, FILE *f)
{
	char text[64], help[512];
	int n;

	if (row->letter != 0)
		n = snprintf(text, sizeof(text), "  -%c, --%s", row->letter,
		    row->name);
	else
		n = snprintf(text, sizeof(text), "      --%s", row->name);
	if (row->value != NULL)
		snprintf(text + n, sizeof(text) - (size_t)n, " %s", row->value);
	if (row->type == OPTION_NUMBER)
		snprintf(help, sizeof(help), "%s (default %u)", row->help,
		    row->initial);
	else
		snprintf(help, sizeof(help), "%s", row->help);
	if (strlen(text) + 1 > HELP_COLUMN)
		fprintf(f, "%s\n%*s", text, HELP_COLUMN, "");
	else
		fprintf(f, "%-*s", HELP_COLUMN, text);
	print_lines(help, "                        ", f);
}

void
options_help(const struct command_line *c, FILE *f)
{
	static const struct option_row help = { 'h', "help", OPTION_FLAG, 0,
		NULL, "print this help", false, 0, 0, 0, NULL };
	char lead[64];
	size_t i;

	fprintf(f, "usage: %s ", c->program);
	snprintf(lead, sizeof(lead), "       %s ", c->program);
	print_lines(c->usage, lead, f);
	print_lines(c->summary, "", f);
	putc('\n', f);
	for (i = 0; i < c->rows; i++)
		print_row(&c->row[i], f);
	print_row(&help, f);
}
