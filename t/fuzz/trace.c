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

/* The bodies of the lines, each with a newline; what is no line stays. */
static size_t
bodies_take(const uint8_t *data, size_t size, char *bodies)
{
	char line[LINE_SIZE], *body;
	unsigned long sequence;
	const char *why;
	size_t at, n, used;

	used = 0;
	sequence = 0;
	for (at = 0; at < size; at += n + 1) {
		for (n = 0; at + n < size && data[at + n] != '\n'; n++)
			continue;
		if (n >= sizeof(line))
			continue;
		memcpy(line, data + at, n);
		line[n] = '\0';
		body = line_open(line, ++sequence, &why);
		if (body == NULL)
			continue;
		memcpy(bodies + used, body, strlen(body));
		used += strlen(body);
		bodies[used++] = '\n';
	}
	return used;
}

size_t
fuzz_mend(uint8_t *data, size_t size, size_t max,
    size_t (*mutate)(uint8_t *data, size_t size, size_t max))
{
	char line[LINE_SIZE], body[LINE_BODY_MAX + 1], *bodies;
	unsigned long sequence;
	size_t at, made, n, used;

	bodies = malloc(2 * max + 2);
	fuzz_require(bodies != NULL, "out of memory");
	used = bodies_take(data, size, bodies);
	if (used == 0 || used > max) {
		free(bodies);
		return mutate(data, size, max);
	}
	used = mutate((uint8_t *)bodies, used, max);
	made = 0;
	sequence = 0;
	for (at = 0; at < used; at += n) {
		for (n = 0; n < LINE_BODY_MAX && at + n < used &&
		     bodies[at + n] != '\n';
		     n++)
			body[n] = bodies[at + n] == '\0' ? ' ' : bodies[at + n];
		body[n] = '\0';
		n += at + n < used && bodies[at + n] == '\n';
		line_make(line, ++sequence, body);
		if (made + strlen(line) > max)
			break;
		memcpy(data + made, line, strlen(line));
		made += strlen(line);
	}
	free(bodies);
	return made;
}
