/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Traces: what is read is judged, and every request gets a verdict. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/line.h"
#include "oracle/judge/judge.h"
#include "t/fuzz/fuzz.h"

static void
trace_judge(const struct trace *tr, const struct table *t)
{
	struct judgement j;
	struct diag why = { "" };
	uint64_t sum;
	size_t i;

	if (judge_trace(&j, t, tr, NULL, &why) != 0)
		fuzz_complaint(&why);
	else {
		for (sum = 0, i = 0; i < VERDICTS; i++)
			sum += j.requests[i];
		fuzz_require(sum == tr->requests || tr->requests > UINT32_MAX,
		    "the verdicts do not add up to the requests");
	}
	judgement_free(&j);
}

void
fuzz_trace(const uint8_t *data, size_t size)
{
	static struct table table[2];
	struct diag why = { "" };
	struct trace tr;
	FILE *f;

	if (table[0].rows == 0)
		fuzz_require(table_open(&table[0], "berkeley", &why) == 0 &&
			table_open(&table[1], "linux", &why) == 0,
		    "a table is missing");
	f = fopen(fuzz_file(data, size), "r");
	fuzz_require(f != NULL, "the temporary file cannot be read");
	if (trace_read(&tr, f, "fuzz", &why) != 0)
		fuzz_complaint(&why);
	else {
		trace_judge(&tr, &table[0]);
		trace_judge(&tr, &table[1]);
	}
	trace_free(&tr);
	fclose(f);
}

/* The bodies of the lines, each with a newline; what is no line goes. */
static size_t
bodies_take(const uint8_t *data, size_t size, char *bodies)
{
	const char *text = (const char *)data;
	struct line line;
	size_t at, n, used, from;

	used = 0;
	for (at = 0; at < size; at += n + 1) {
		for (n = 0; at + n < size && text[at + n] != '\n'; n++)
			continue;
		from = 0;
		if (!line_parse(text + at, n, &from, &line))
			continue;
		memcpy(bodies + used, line.body, line.len);
		used += line.len;
		bodies[used++] = '\n';
	}
	return used;
}

/* Writes a body; the last one of a trace has the digest of the others. */
static void
body_put(struct line_writer *w, char *body, uint32_t *digest)
{
	char end[80];
	unsigned long long requests;

	if (sscanf(body, "end %20llu", &requests) == 1) {
		snprintf(end, sizeof(end), "end %llu %08lx", requests,
		    (unsigned long)*digest);
		body = end;
	}
	*digest = line_digest(*digest, body);
	line_put(w, body);
}

/* Makes lines of bodies.  Returns how many bytes; more than max is cut. */
static size_t
lines_make(char *bodies, size_t used, uint8_t *data, size_t max)
{
	struct line_writer w = { NULL, 0, 0 };
	uint32_t digest;
	size_t at, n, made;
	char *text;

	w.file = open_memstream(&text, &made);
	fuzz_require(w.file != NULL, "out of memory");
	digest = 0;
	for (at = 0; at < used; at += n + 1) {
		for (n = 0; at + n < used && bodies[at + n] != '\n'; n++)
			if (bodies[at + n] == '\0')
				bodies[at + n] = ' ';
		bodies[at + n] = '\0';
		body_put(&w, bodies + at, &digest);
	}
	fclose(w.file);
	if (made > max)
		made = max;
	memcpy(data, text, made);
	free(text);
	return made;
}

size_t
fuzz_mend(uint8_t *data, size_t size, size_t max,
    size_t (*mutate)(uint8_t *data, size_t size, size_t max))
{
	char *bodies;
	size_t used;

	bodies = malloc(2 * max + 2);
	fuzz_require(bodies != NULL, "out of memory");
	used = bodies_take(data, size, bodies);
	if (used == 0 || used > max)
		used = mutate(data, size, max);
	else
		used = lines_make(bodies, mutate((uint8_t *)bodies, used, max),
		    data, max);
	free(bodies);
	return used;
}
