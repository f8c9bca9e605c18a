/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* pairprobe's command line. */

#include <stdio.h>
#include <string.h>

#include "t/probe/options.h"
#include "t/probe/shortage/shortage.h"

static int
modules_set(struct options *o, int allow, struct diag *why)
{
	if (o->modules == !allow)
		return diag_set(why,
		    "modules are both allowed and denied; leave --allow or"
		    " --deny out");
	o->modules = allow;
	return 0;
}

static int
allow_word(struct options *o, const char *word, struct diag *why)
{
	const unsigned shortage = shortage_allowed(word);

	o->allowed |= shortage;
	if (shortage != 0)
		return 0;
	if (strcmp(word, "modules") == 0)
		return modules_set(o, 1, why);
	return diag_set(why,
	    "--allow: unknown word '%s'; use modules, system-files or memory",
	    word);
}

/* One word, or several joined by commas. */
static int
take_allow(void *to, const char *value, struct diag *why)
{
	char word[41];
	size_t n;

	for (; *value != '\0'; value += n + (value[n] == ',')) {
		n = strcspn(value, ",");
		snprintf(word, sizeof(word), "%.*s", (int)n, value);
		if (allow_word(to, word, why) != 0)
			return -1;
	}
	return 0;
}

static int
take_deny(void *to, const char *value, struct diag *why)
{
	if (strcmp(value, "modules") == 0)
		return modules_set(to, 0, why);
	return diag_set(why, "--deny: unknown word '%.40s'; use modules",
	    value);
}

static int
take_shard(void *to, const char *value, struct diag *why)
{
	struct options *o = to;
	char rest;

	if (strspn(value, "0123456789/") == strlen(value) &&
	    strlen(value) < 10 &&
	    sscanf(value, "%u/%u%c", &o->shard, &o->shards, &rest) == 2 &&
	    o->shard >= 1 && o->shard <= o->shards)
		return 0;
	return diag_set(why,
	    "--shard: '%.40s' is not a shard; use I/N, such as 1/4 for the"
	    " first of four",
	    value);
}

#define AT(member) offsetof(struct options, member)

static const struct option_row rows[] = {
	{ .letter = 'l',
	    .name = "level",
	    .value = "LEVEL",
	    .type = OPTION_STRING,
	    .at = AT(level),
	    .help = "run plan base, quick, full (default) or exhaustive" },
	{ .letter = 'o',
	    .name = "output",
	    .value = "FILE",
	    .type = OPTION_STRING,
	    .at = AT(output),
	    .help = "write the trace to FILE (default standard output)" },
	{ .letter = 'n',
	    .name = "dry-run",
	    .type = OPTION_FLAG,
	    .at = AT(dry_run),
	    .help = "print the plan and make no request" },
	{ .name = "allow",
	    .value = "WHAT",
	    .type = OPTION_CALL,
	    .take = take_allow,
	    .help = "allow what may disturb the system: modules,\n"
		    "system-files or memory; see pairprobe(1)" },
	{ .name = "deny",
	    .value = "modules",
	    .type = OPTION_CALL,
	    .take = take_deny,
	    .help = "make no request that could load a kernel module" },
	{ .name = "sweep",
	    .value = "NAME",
	    .type = OPTION_STRING,
	    .at = AT(sweep),
	    .help = "run only this sweep of the plan, and its facts" },
	{ .name = "from",
	    .value = "NAME",
	    .type = OPTION_STRING,
	    .at = AT(from),
	    .help = "begin at this sweep of the plan, after all facts" },
	{ .name = "range",
	    .value = "LO..HI",
	    .type = OPTION_STRING,
	    .at = AT(range),
	    .help = "exhaustive plan: only the values LO to HI" },
	{ .name = "shard",
	    .value = "I/N",
	    .type = OPTION_CALL,
	    .take = take_shard,
	    .help = "exhaustive plan: only part I of N of the values" },
	{ .name = "checkpoint",
	    .value = "FILE",
	    .type = OPTION_STRING,
	    .at = AT(checkpoint),
	    .help = "save the progress of the run to FILE" },
	{ .name = "resume",
	    .value = "FILE",
	    .type = OPTION_STRING,
	    .at = AT(resume),
	    .help = "continue the run whose progress FILE holds" },
	{ .name = "timeout",
	    .value = "SECONDS",
	    .type = OPTION_NUMBER,
	    .at = AT(timeout),
	    .low = 1,
	    .high = 3600,
	    .initial = 10,
	    .help = "report a request as hung after SECONDS" },
	{ .name = "version",
	    .type = OPTION_FLAG,
	    .at = AT(version),
	    .help = "print the version" },
};

const struct command_line arguments = {
	.program = "pairprobe",
	.usage = "[OPTION]...\n"
		 "[OPTION]... DOMAIN TYPE PROTOCOL [KEY=SET]...",
	.summary =
	    "Calls this host's socketpair(2) and writes a trace of what it"
	    " did.\n"
	    "\n"
	    "The arguments of a request are values or sets: a,b,c..d; !x for"
	    " all others;\n"
	    "* for all of the full plan.  The keys are entry, privilege, fds,"
	    " resource,\n"
	    "vector, check and ends.",
	.most = -1,
	.row = rows,
	.rows = sizeof(rows) / sizeof(rows[0]),
};

/* Whether the options go together. */
static int
options_agree(const struct options *o, struct diag *why)
{
	if (o->operands != 0 && o->level != NULL)
		return diag_set(why,
		    "-l and operands both choose what to run; use one of them");
	if (o->from != NULL && (o->resume != NULL || o->sweep != NULL))
		return diag_set(why,
		    "--from, --resume and --sweep each choose where to begin;"
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
	memset(o, 0, sizeof(*o));
	o->modules = -1;
	o->operand = argv + 1;
	o->operands = options_read(&arguments, o, argc - 1, argv + 1, why);
	if (o->operands == OPTIONS_HELP) {
		o->help = true;
		return 0;
	}
	return o->operands < 0 ? -1 : options_agree(o, why);
}
