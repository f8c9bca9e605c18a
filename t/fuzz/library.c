/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * The installed library, called as a line of the input says: its first
 * letter is the function, the rest are the arguments.
 *
 *	o NAME            pairoracle_open
 *	t TEXT            pairoracle_read, of all that follows
 *	n NAME NUMBER     pairoracle_number
 *	p REQUEST         pairoracle_predict
 *	c D T P STATE     pairoracle_predict_call
 *	j ANSWER          pairoracle_judge
 */

#include <stdlib.h>
#include <string.h>

#include "oracle/api/pairoracle.h"
#include "t/fuzz/fuzz.h"

struct session {
	struct pairoracle *table;
	struct pairoracle_forecast *forecast;
	char error[64];
};

static void
table_set(struct session *s, struct pairoracle *table)
{
	fuzz_require(table != NULL || s->error[0] != '\0',
	    "a table is refused without a reason");
	pairoracle_free(s->table);
	s->table = table;
}

static void
forecast_set(struct session *s, struct pairoracle_forecast *forecast)
{
	size_t i;

	fuzz_require(forecast != NULL || s->error[0] != '\0',
	    "a request is refused without a reason");
	for (i = 0; forecast != NULL && i < forecast->count; i++)
		fuzz_require(forecast->answer[i].outcome[0] != '\0' &&
			forecast->answer[i].depends != NULL,
		    "an answer is empty");
	pairoracle_forecast_free(s->forecast);
	s->forecast = forecast;
}

static void
number_set(struct session *s, char *text)
{
	const size_t size = sizeof(s->error);
	char *number;
	int ret;

	number = strchr(text, ' ');
	if (number != NULL)
		*number++ = '\0';
	ret = pairoracle_number(s->table, text,
	    number == NULL ? 0 : (int)strtol(number, NULL, 0), s->error, size);
	fuzz_require(ret == 0 || s->error[0] != '\0',
	    "a number is refused without a reason");
}

static void
call(struct session *s, const char *text)
{
	char *end;
	int argument[3], i;

	for (i = 0; i < 3; i++) {
		argument[i] = (int)strtol(text, &end, 0);
		text = end;
	}
	forecast_set(s,
	    pairoracle_predict_call(s->table, argument[0], argument[1],
		argument[2], text, s->error, sizeof(s->error)));
}

/* One line; files are not opened, for an input is no test of those here. */
static void
line_do(struct session *s, char letter, char *text)
{
	const size_t size = sizeof(s->error);

	s->error[0] = '\0';
	if (letter == 'o' && strpbrk(text, "./") == NULL)
		table_set(s, pairoracle_open(text, s->error, size));
	else if (letter == 'n')
		number_set(s, text);
	else if (letter == 'p')
		forecast_set(s,
		    pairoracle_predict(s->table, text, s->error, size));
	else if (letter == 'c')
		call(s, text);
	else if (letter == 'j')
		fuzz_require(pairoracle_judge(s->forecast, text) <=
			PAIRORACLE_INCONCLUSIVE,
		    "there is no such verdict");
}

void
fuzz_library(const uint8_t *data, size_t size)
{
	struct session s = { NULL, NULL, "" };
	char *copy, *line, *next;

	copy = calloc(1, size + 3);
	if (copy == NULL)
		return;
	if (size != 0)
		memcpy(copy, data, size);
	for (line = copy; line != NULL && *line != '\0'; line = next) {
		if (*line == 't') {
			table_set(&s,
			    pairoracle_read(line + 1, strlen(line + 1), "fuzz",
				s.error, sizeof(s.error)));
			break;
		}
		next = strchr(line, '\n');
		if (next != NULL)
			*next++ = '\0';
		line_do(&s, *line, line + 1 + (line[1] == ' '));
	}
	pairoracle_forecast_free(s.forecast);
	pairoracle_free(s.table);
	free(copy);
}
