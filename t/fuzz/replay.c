/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Runs a fuzz target on inputs, with any compiler.
 * usage: replay TARGET FILE ...    each file is an input
 *        replay TARGET -c CORPUS   each part of a corpus is an input
 *        replay -x CORPUS DIR      writes the inputs of a corpus as files
 *        replay -p FILE ...        prints a corpus of inputs
 *
 * A corpus is text.  A line "%% NAME" begins an input.  In an input "\\" is
 * a backslash, "\xHH" a byte, and a backslash that ends a line joins it to
 * what follows.
 */

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/arena.h"
#include "oracle/base/file.h"
#include "t/fuzz/fuzz.h"

struct target {
	const char *name;
	void (*run)(const uint8_t *data, size_t size);
};

static const struct target targets[] = {
	{ "calls", fuzz_calls },
	{ "cases", fuzz_cases },
	{ "expect", fuzz_expect },
	{ "library", fuzz_library },
	{ "operand", fuzz_operand },
	{ "page", fuzz_page },
	{ "table", fuzz_table },
	{ "trace", fuzz_trace },
};

static struct arena arena = ARENA_INIT;

static char *
read_or_exit(const char *path, size_t *size)
{
	struct diag why;
	char *text;

	text = file_read(&arena, path, size, &why);
	if (text == NULL) {
		fprintf(stderr, "replay: %s\n", why.text);
		exit(2);
	}
	return text;
}

/* An input of a corpus, as it is put together line by line. */
struct input {
	const char *name;
	uint8_t *data;
	size_t size;
};

static int
hex_digit(int c)
{
	return isdigit(c) ? c - '0' : isxdigit(c) ? tolower(c) - 'a' + 10 : -1;
}

/* Adds a line without its escapes, and the newline that ends it. */
static void
line_add(struct input *in, const char *line)
{
	for (; *line != '\0'; line++) {
		if (line[0] == '\\' && line[1] == '\0')
			return;
		if (line[0] == '\\' && line[1] == 'x' &&
		    hex_digit(line[2]) >= 0 && hex_digit(line[3]) >= 0) {
			in->data[in->size++] = (uint8_t)(16 *
				hex_digit(line[2]) +
			    hex_digit(line[3]));
			line += 3;
			continue;
		}
		line += line[0] == '\\' && line[1] == '\\';
		in->data[in->size++] = (uint8_t)*line;
	}
	in->data[in->size++] = '\n';
}

typedef void (*take_fn)(const void *arg, const struct input *in);

/* Hands each input of a corpus to take; returns how many there are. */
static size_t
corpus_read(const char *path, take_fn take, const void *arg)
{
	struct input in = { NULL, NULL, 0 };
	char *line, *text;
	size_t count, size;

	text = read_or_exit(path, &size);
	in.data = arena_get(&arena, size + 1);
	count = 0;
	while ((line = file_line(&text)) != NULL &&
	    (text != NULL || *line != '\0')) {
		if (strncmp(line, "%% ", 3) != 0) {
			line_add(&in, line);
			continue;
		}
		if (in.name != NULL)
			take(arg, &in);
		in.name = line + 3;
		in.size = 0;
		count++;
	}
	if (in.name != NULL)
		take(arg, &in);
	return count;
}

static void
input_run(const void *arg, const struct input *in)
{
	const struct target *t = arg;
	uint8_t *exact;

	/* Of its own size, so that a sanitizer sees what is read behind it. */
	exact = malloc(in->size + 1);
	if (exact == NULL)
		exit(2);
	memcpy(exact, in->data, in->size);
	t->run(exact, in->size);
	free(exact);
}

static void
input_write(const void *arg, const struct input *in)
{
	char path[1024];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", (const char *)arg, in->name);
	f = fopen(path, "w");
	if (f == NULL || fwrite(in->data, 1, in->size, f) != in->size ||
	    fclose(f) != 0) {
		fprintf(stderr, "replay: %s cannot be written\n", path);
		exit(2);
	}
}

static void
input_print(const char *path)
{
	const char *base = strrchr(path, '/');
	char *data;
	size_t at, size;
	int c, starts;

	data = read_or_exit(path, &size);
	printf("%%%% %s\n", base == NULL ? path : base + 1);
	starts = 1;
	for (at = 0; at < size; at++) {
		c = (unsigned char)data[at];
		if (c == '\\')
			fputs("\\\\", stdout);
		else if (c == '\n' || c == '\t' ||
		    (c >= ' ' && c < 127 && !(starts && c == '%')))
			putchar(c);
		else
			printf("\\x%02x", (unsigned)c);
		starts = c == '\n';
	}
	if (!starts)
		puts("\\");
}

static int
target_run(const struct target *t, int count, char **path)
{
	struct input in = { NULL, NULL, 0 };
	size_t inputs;
	int i;

	inputs = 0;
	if (count == 2 && strcmp(path[0], "-c") == 0)
		inputs = corpus_read(path[1], input_run, t);
	else
		for (i = 0; i < count; i++, inputs++) {
			in.data = (uint8_t *)read_or_exit(path[i], &in.size);
			input_run(t, &in);
		}
	printf("%s: %zu inputs\n", t->name, inputs);
	return inputs == 0 ? 1 : 0;
}

int
main(int argc, char **argv)
{
	size_t i;
	int k;

	if (argc == 4 && strcmp(argv[1], "-x") == 0)
		return corpus_read(argv[2], input_write, argv[3]) == 0;
	if (argc > 2 && strcmp(argv[1], "-p") == 0) {
		for (k = 2; k < argc; k++)
			input_print(argv[k]);
		return 0;
	}
	for (i = 0; argc > 2 && i < sizeof(targets) / sizeof(targets[0]); i++)
		if (strcmp(argv[1], targets[i].name) == 0)
			return target_run(&targets[i], argc - 2, argv + 2);
	fprintf(stderr,
	    "usage: replay TARGET FILE ... | TARGET -c CORPUS |"
	    " -x CORPUS DIR | -p FILE ...\n");
	return 2;
}
