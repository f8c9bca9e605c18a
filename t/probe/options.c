/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * The command line.  Read here and not by getopt_long(3), which not every
 * host has; an argument such as -1 is a number and no option.
 */

#include <stdlib.h>
#include <string.h>

#include "t/probe/options.h"
#include "t/probe/shortage/shortage.h"

enum { TIMEOUT = 10, TIMEOUT_MAX = 3600 };

static int
take_level(struct options *o, const char *arg, struct diag *why)
{
	(void)why;
	o->level = arg;
	return 0;
}

static int
take_output(struct options *o, const char *arg, struct diag *why)
{
	o->output = arg;
	return *arg != '\0' ? 0
			    : diag_set(why,
				  "-o needs a name; name the"
				  " file to write");
}

static int
take_modules(struct options *o, const char *arg, int allow, struct diag *why)
{
	o->modules = allow;
	return strcmp(arg, "modules") == 0
	    ? 0
	    : diag_set(why,
		  "'%.40s' can"
		  " neither be allowed nor denied; use modules%s",
		  arg, allow ? ", system-files or memory" : "");
}

static int
take_allow(struct options *o, const char *arg, struct diag *why)
{
	const unsigned shortage = shortage_allowed(arg);

	o->allowed |= shortage;
	return shortage != 0 ? 0 : take_modules(o, arg, 1, why);
}

static int
take_deny(struct options *o, const char *arg, struct diag *why)
{
	return take_modules(o, arg, 0, why);
}

static int
take_timeout(struct options *o, const char *arg, struct diag *why)
{
	char *end;
	long v;

	v = strtol(arg, &end, 10);
	if (end == arg || *end != '\0' || v < 1 || v > TIMEOUT_MAX)
		return diag_set(why,
		    "'%.40s' is no time limit; use 1 to %d"
		    " seconds",
		    arg, TIMEOUT_MAX);
	o->timeout = (unsigned)v;
	return 0;
}

static int
take_range(struct options *o, const char *arg, struct diag *why)
{
	(void)why;
	o->range = arg;
	return 0;
}

static int
take_sweep(struct options *o, const char *arg, struct diag *why)
{
	(void)why;
	o->sweep = arg;
	return 0;
}

static int
take_shard(struct options *o, const char *arg, struct diag *why)
{
	char rest;

	if (strspn(arg, "0123456789/") == strlen(arg) && strlen(arg) < 10 &&
	    sscanf(arg, "%u/%u%c", &o->shard, &o->shards, &rest) == 2 &&
	    o->shard >= 1 && o->shard <= o->shards)
		return 0;
	return diag_set(why,
	    "'%.40s' is no shard; use I/N, the first of"
	    " four being 1/4",
	    arg);
}

static int
take_checkpoint(struct options *o, const char *arg, struct diag *why)
{
	o->checkpoint = arg;
	return *arg != '\0' ? 0
			    : diag_set(why,
				  "--checkpoint needs a name;"
				  " name the file to write");
}

static int
take_resume(struct options *o, const char *arg, struct diag *why)
{
	(void)why;
	o->resume = arg;
	return 0;
}

static int
take_dry_run(struct options *o, const char *arg, struct diag *why)
{
	(void)arg;
	(void)why;
	o->dry_run = true;
	return 0;
}

static int
take_help(struct options *o, const char *arg, struct diag *why)
{
	(void)arg;
	(void)why;
	o->help = true;
	return 0;
}

static int
take_version(struct options *o, const char *arg, struct diag *why)
{
	(void)arg;
	(void)why;
	o->version = true;
	return 0;
}

static const struct option {
	char letter; /* 0 for none */
	const char *name;
	const char *arg; /* what it takes, or NULL */
	int (*take)(struct options *, const char *, struct diag *);
	const char *help;
} list[] = {
	{ 'l', "level", "LEVEL", take_level,
	    "the plan: base, full or exhaustive; full is usual" },
	{ 'o', "output", "FILE", take_output,
	    "write the trace to FILE, not to standard output" },
	{ 'n', "dry-run", NULL, take_dry_run,
	    "print the plan and ask nothing" },
	{ 0, "allow", "WHAT", take_allow,
	    "modules, system-files or memory: see the manual" },
	{ 0, "deny", "modules", take_deny,
	    "ask nothing that could load modules, wherever this is" },
	{ 0, "sweep", "NAME", take_sweep,
	    "of the plan, only the sweep of that name" },
	{ 0, "range", "LO..HI", take_range,
	    "of every value, only those: exhaustive" },
	{ 0, "shard", "I/N", take_shard,
	    "of every value, only part I of N: exhaustive" },
	{ 0, "checkpoint", "FILE", take_checkpoint,
	    "write down now and then how far it is" },
	{ 0, "resume", "FILE", take_resume, "go on from a checkpoint" },
	{ 0, "timeout", "SECONDS", take_timeout,
	    "what takes longer hangs; 10 is usual" },
	{ 0, "help", NULL, take_help, "print this" },
	{ 0, "version", NULL, take_version, "print the version" },
};

enum { OPTIONS = sizeof(list) / sizeof(list[0]) };

static bool
is_option(const char *arg)
{
	return arg[0] == '-' && arg[1] != '\0' &&
	    strchr("0123456789", arg[1]) == NULL;
}

/* The option that an argument names, and where its value begins, if there. */
static const struct option *
find(const char *arg, const char **value)
{
	size_t len;
	int i;

	for (i = 0; i < OPTIONS; i++) {
		len = strlen(list[i].name);
		if (arg[1] == '-' && strncmp(arg + 2, list[i].name, len) == 0 &&
		    (arg[2 + len] == '\0' || arg[2 + len] == '=')) {
			*value = arg[2 + len] == '=' ? arg + 3 + len : NULL;
			return &list[i];
		}
		if (arg[1] == list[i].letter && list[i].letter != 0) {
			*value = arg[2] != '\0' ? arg + 2 : NULL;
			return &list[i];
		}
	}
	return NULL;
}

/* Reads the option at argv[i].  Returns how many arguments it took, or -1. */
static int
read_option(struct options *o, char **argv, int left, struct diag *why)
{
	const struct option *opt;
	const char *value;
	int used;

	opt = find(argv[0], &value);
	if (opt == NULL)
		return diag_set(why,
		    "no option is called '%.40s'; see"
		    " pairprobe --help",
		    argv[0]);
	used = 1;
	if (opt->arg == NULL && value != NULL)
		return diag_set(why, "--%s takes no value; leave '%.40s' out",
		    opt->name, value);
	if (opt->arg != NULL && value == NULL) {
		if (left < 2)
			return diag_set(why, "--%s needs a value; use --%s %s",
			    opt->name, opt->name, opt->arg);
		value = argv[used++];
	}
	return opt->take(o, value, why) != 0 ? -1 : used;
}

/* Whether the options go together. */
static int
options_agree(const struct options *o, struct diag *why)
{
	if (o->operands != 0 && o->level != NULL)
		return diag_set(why,
		    "-l names a plan and operands another;"
		    " use one of them");
	if (o->range != NULL &&
	    (o->level == NULL || strcmp(o->level, "exhaustive") != 0))
		return diag_set(why,
		    "--range limits the exhaustive plan; use"
		    " it with -l exhaustive");
	return 0;
}

int
arguments_read(struct options *o, int argc, char **argv, struct diag *why)
{
	int i, used;

	memset(o, 0, sizeof(*o));
	o->modules = -1;
	o->timeout = TIMEOUT;
	for (i = 1; i < argc && is_option(argv[i]); i += used) {
		if (strcmp(argv[i], "--") == 0) {
			i++;
			break;
		}
		used = read_option(o, argv + i, argc - i, why);
		if (used < 0)
			return -1;
	}
	o->operand = argv + i;
	o->operands = argc - i;
	return options_agree(o, why);
}

void
usage_print(FILE *f)
{
	char text[32];
	int i;

	fputs("usage: pairprobe [option ...]\n"
	      "       pairprobe [option ...] DOMAIN TYPE PROTOCOL"
	      " [KEY=SET ...]\n"
	      "Asks this host's socketpair(2) and writes down what it did.\n\n",
	    f);
	for (i = 0; i < OPTIONS; i++) {
		snprintf(text, sizeof(text), "--%s%s%s", list[i].name,
		    list[i].arg != NULL ? " " : "",
		    list[i].arg != NULL ? list[i].arg : "");
		fprintf(f, "  %c%c%c %-18s %s\n", list[i].letter ? '-' : ' ',
		    list[i].letter ? list[i].letter : ' ',
		    list[i].letter ? ',' : ' ', text, list[i].help);
	}
	fputs("\nArguments of a request are values or sets: a,b,c..d, !x"
	      " for all others, * for all\nof the full plan.  Keys: entry,"
	      " privilege, fds, resource,\nvector, check, ends; those left out"
	      " are as usual.\n",
	    f);
}
