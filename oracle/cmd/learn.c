/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* pairoracle learn: the shortest table that reproduces a trace. */

#include <ctype.h>
#include <string.h>

#include "lib/output.h"
#include "oracle/base/options.h"
#include "oracle/cmd/command.h"
#include "oracle/learn/learn.h"

/* The name of the host's system in lower case, fit for a table. */
static const char *
name_of_host(const struct trace *t, char *buf, size_t size)
{
	const char *system;
	size_t i;

	system = trace_header(t, "host system");
	for (i = 0; system[i] != '\0' && i + 1 < size; i++)
		buf[i] = isalnum((unsigned char)system[i])
		    ? (char)tolower((unsigned char)system[i])
		    : '-';
	buf[i] = '\0';
	return i == 0 ? "learned" : buf;
}

/* A name is one word, for it starts the ids of deviations. */
static int
name_check(const char *name)
{
	if (name == NULL || (*name != '\0' && strpbrk(name, " \t\n:") == NULL))
		return STATUS_CONFORMS;
	return command_usage("'%s' is no name of a table; use one word"
			     " without a colon",
	    name);
}

static int
table_write(const struct learned *l, const char *name, const char *path)
{
	struct output o;
	struct diag why;

	if (output_open(&o, path, &why) != 0)
		return command_fail(&why);
	learned_write(l, name, o.file);
	if (output_close(&o, &why) != 0)
		return command_fail(&why);
	return STATUS_CONFORMS;
}

static int
learn_from(const char *trace, const char *name, const char *path)
{
	struct learned l = { .rows = 0 };
	struct trace t;
	struct diag why;
	char host[64];
	int status;

	if (trace_open(&t, trace, &why) != 0 || learn(&l, &t, &why) != 0)
		status = command_fail(&why);
	else
		status = table_write(&l,
		    name != NULL ? name : name_of_host(&t, host, sizeof(host)),
		    path);
	learned_free(&l);
	trace_free(&t);
	return status;
}

int
cmd_learn(int argc, char **argv)
{
	struct option_values names = { { NULL }, 0 };
	struct option_values outputs = { { NULL }, 0 };
	struct option_spec spec[] = {
		{ 'n', &names, NULL },
		{ 'o', &outputs, NULL },
	};
	struct diag why;
	int first;

	first = options_read(argc, argv, spec, 2, &why);
	if (first < 0)
		return command_fail(&why);
	if (argc - first != 1)
		return command_usage("learn takes exactly one trace; - is"
				     " standard input");
	if (name_check(option_last(&names, NULL)) != 0)
		return STATUS_ENVIRONMENT;
	return learn_from(argv[first], option_last(&names, NULL),
	    option_last(&outputs, NULL));
}
