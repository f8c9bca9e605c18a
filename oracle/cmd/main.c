/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* pairoracle: what socketpair(2) must return, and whether a host does so. */

#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "lib/output.h"
#include "oracle/cmd/command.h"

static const struct {
	const char *name;
	int (*run)(int argc, char **argv);
	const char *usage;
	const char *summary;
} commands[] = {
	{ "cover", cmd_cover, "-o FILE.info [-t TABLE]... [-p PAGE] TRACE...",
	    "write how often each row of a table decided, for genhtml" },
	{ "diff", cmd_diff, "[-j FILE.json] A B",
	    "say where two tables or traces differ in meaning" },
	{ "documents", cmd_documents, "[-t TABLE]...",
	    "show which document lists which errno, by year" },
	{ "errors", cmd_errors, "[-o FILE] TRACE",
	    "write the ERRORS section that a host's page should have" },
	{ "explain", cmd_explain,
	    "[-t TABLE]... DOMAIN TYPE PROTOCOL"
	    " [KEY=VALUE]...",
	    "say what each table allows, by which clause, and why" },
	{ "import", cmd_import, "[-n NAME] [-o FILE] PAGE",
	    "make a table of the errors that a manual page lists" },
	{ "judge", cmd_judge, "[-t TABLE]... TRACE",
	    "compare a trace with tables; - is standard input" },
	{ "learn", cmd_learn, "[-n NAME] [-o FILE] TRACE",
	    "write the shortest table that reproduces a trace" },
	{ "lint", cmd_lint, "[FILE]...",
	    "look tables, traces and expectations over; list the tables" },
	{ "merge", cmd_merge, "[-o FILE] TRACE...",
	    "join the traces of all shards of one run" },
	{ "nearest", cmd_nearest, "[-T] [-t TABLE]... [TRACE]",
	    "rank systems by how far a host is from each; or tell them apart" },
	{ "predict", cmd_predict,
	    "[-a] [-t TABLE]... DOMAIN TYPE PROTOCOL"
	    " [KEY=VALUE]...",
	    "print what each table allows, or (-a) all of them together" },
	{ "report", cmd_report, "-o DIR [-t TABLE]... [-e FILE]... TRACE...",
	    "write index.html, results.json, results.tap and junit.xml" },
	{ "reproduce", cmd_reproduce,
	    "[-b] [-o FILE.c] [-r TRACE]"
	    " [-t TABLE]... [ID] [DOMAIN TYPE PROTOCOL [KEY=VALUE]...]",
	    "write a C program, or (-b) a bug report, of one deviation" },
};

enum { COMMANDS = sizeof(commands) / sizeof(commands[0]) };

int
command_fail(const struct diag *why)
{
	fprintf(stderr, "pairoracle: %s\n", why->text);
	return STATUS_ENVIRONMENT;
}

int
command_usage(const char *fmt, ...)
{
	va_list ap;

	fputs("pairoracle: ", stderr);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputs("\n", stderr);
	return STATUS_ENVIRONMENT;
}

static void
help(void)
{
	int i;

	puts("pairoracle: what socketpair(2) must return, and whether a host"
	     " does so.\n");
	for (i = 0; i < COMMANDS; i++)
		printf("  pairoracle %s %s\n      %s\n", commands[i].name,
		    commands[i].usage, commands[i].summary);
	puts("\nExit status: 0 conforms, 1 deviates, 2 usage or environment."
	     "\nSee pairoracle(1), pairoracle-table(5), pairprobe(1).");
}

static int
run(int argc, char **argv)
{
	int i;

	if (argc < 2)
		return command_usage("no subcommand; see pairoracle --help");
	for (i = 0; i < COMMANDS; i++)
		if (strcmp(commands[i].name, argv[1]) == 0)
			return commands[i].run(argc - 2, argv + 2);
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)
		help();
	else if (strcmp(argv[1], "--version") == 0)
		puts(PACKAGE_STRING);
	else
		return command_usage("no subcommand is called '%s'; see"
				     " pairoracle --help",
		    argv[1]);
	return STATUS_CONFORMS;
}

/* What was printed counts only if it arrived. */
int
main(int argc, char **argv)
{
	int status;

	output_watch_signals();
	status = run(argc, argv);
	if (status != STATUS_ENVIRONMENT &&
	    (fflush(stdout) != 0 || ferror(stdout) || fclose(stdout) != 0))
		return command_usage("standard output cannot be written; make"
				     " room and run again");
	return status;
}
