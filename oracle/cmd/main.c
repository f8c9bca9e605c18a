/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* pairoracle: what socketpair(2) must return, and whether a host does so. */

#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/hint.h"
#include "lib/output.h"
#include "oracle/base/escape.h"
#include "oracle/cmd/command.h"

static const struct command *const commands[] = {
	&command_accept,
	&command_cover,
	&command_diff,
	&command_documents,
	&command_errors,
	&command_explain,
	&command_gate,
	&command_import,
	&command_import_calls,
	&command_judge,
	&command_learn,
	&command_lint,
	&command_merge,
	&command_nearest,
	&command_predict,
	&command_report,
	&command_reproduce,
};

enum { COMMANDS = sizeof(commands) / sizeof(commands[0]) };

int
command_fail(const struct diag *why)
{
	return command_lost(why->text);
}

int
command_lost(const char *what)
{
	struct arena scratch = ARENA_INIT;

	fprintf(stderr, "pairoracle: %s\n", escape_terminal(&scratch, what));
	arena_free(&scratch);
	return STATUS_ENVIRONMENT;
}

int
command_write(const struct bodies *b, const char *path, struct diag *why)
{
	struct line_writer w = { NULL, 0, 0 };
	struct output o;
	size_t i;

	if (output_open(&o, path, why) != 0)
		return -1;
	w.file = o.file;
	for (i = 0; i < b->count; i++)
		line_put(&w, b->body[i].text);
	return output_close(&o, why);
}

int
command_usage(const char *fmt, ...)
{
	char text[1024];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	return command_lost(text);
}

static const char *
command_name(const struct command *c)
{
	return strchr(c->line.program, ' ') + 1;
}

static void
help(void)
{
	const struct command_line *line;
	int i;

	puts("usage: pairoracle SUBCOMMAND [OPTION]... [OPERAND]...\n"
	     "       pairoracle SUBCOMMAND --help\n"
	     "       pairoracle --help | --version\n"
	     "Says what socketpair(2) must return, and whether a host does so."
	     "\n");
	for (i = 0; i < COMMANDS; i++) {
		line = &commands[i]->line;
		printf("  %-13s %.*s\n", command_name(commands[i]),
		    (int)strcspn(line->summary, "\n"), line->summary);
	}
	puts("\nExit status: 0 conforms, 1 deviates, 2 usage or environment."
	     "\nSee pairoracle(1), pairoracle-table(5), pairprobe(1).");
}

static int
run(const struct command *c, int argc, char **argv)
{
	struct diag why;
	void *options;
	int operands, status;

	options = calloc(1, c->size + 1);
	if (options == NULL)
		return command_usage("out of memory; free some and run again");
	operands = options_read(&c->line, options, argc, argv, &why);
	if (operands >= 0)
		status = c->run(options, operands, argv);
	else if (operands == OPTIONS_HELP) {
		options_help(&c->line, stdout);
		status = STATUS_CONFORMS;
	} else
		status = command_fail(&why);
	free(options);
	return status;
}

static int
unknown(const char *word)
{
	struct hint h = { .wanted = word };
	char remedy[64];
	int i;

	for (i = 0; i < COMMANDS; i++)
		hint_offer(&h, command_name(commands[i]));
	return command_usage("unknown %s '%s'%s",
	    *word == '-' ? "option" : "subcommand", word,
	    hint_text(&h, "see pairoracle --help", remedy, sizeof(remedy)));
}

static int
choose(int argc, char **argv)
{
	int i;

	if (argc < 2)
		return command_usage("no subcommand; see pairoracle --help");
	for (i = 0; i < COMMANDS; i++)
		if (strcmp(command_name(commands[i]), argv[1]) == 0)
			return run(commands[i], argc - 2, argv + 2);
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)
		help();
	else if (strcmp(argv[1], "--version") == 0)
		puts(PACKAGE_STRING);
	else
		return unknown(argv[1]);
	return STATUS_CONFORMS;
}

/* What was printed counts only if it arrived. */
int
main(int argc, char **argv)
{
	int status;

	output_watch_signals();
	status = choose(argc, argv);
	if (status != STATUS_ENVIRONMENT &&
	    (fflush(stdout) != 0 || ferror(stdout) || fclose(stdout) != 0))
		return command_usage("standard output cannot be written; make"
				     " room and run again");
	return status;
}
