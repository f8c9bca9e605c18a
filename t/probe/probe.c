/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The probe. */

#include "t/probe/host/host.h"

#include <stdlib.h>
#include <string.h>

#include "t/probe/boot.h"
#include "t/probe/host/numbers.h"
#include "t/probe/host/program.h"
#include "t/probe/options.h"
#include "t/probe/plan/plan_text.h"
#include "t/probe/probe.h"
#include "t/probe/run/header.h"
#include "t/probe/run/console.h"
#include "t/probe/run/run.h"
#include "t/probe/state/modules.h"

enum { EXIT_BAD = 2 };

static int
complain(const struct diag *why)
{
	fprintf(stderr, "pairprobe: %s\n", why->text);
	return EXIT_BAD;
}

static int
make_plan(struct plan *p, const struct options *o, struct diag *why)
{
	int ret;

	values_skip_modules(&p->skips, o->modules);
	p->range = o->range;
	p->means.allowed = o->allowed;
	if (o->operands != 0)
		ret = plan_asked(p, o->operand, o->operands, why);
	else
		ret = plan_level(p, o->level != NULL ? o->level : "full", why);
	if (ret == 0 && o->sweep != NULL)
		ret = plan_only(p, o->sweep, why);
	if (ret == 0 && o->shards != 0)
		ret = plan_cut(p, o->shard, o->shards, why);
	if (ret == 0 && o->from != NULL)
		ret = plan_from(p, o->from, why);
	return ret;
}

/* Names the modules that were not there before. */
static void
write_modules(struct writer *w, struct arena *a, const struct modules *before)
{
	struct modules after;
	size_t i;

	modules_list(a, &after);
	for (i = 0; i < after.count; i++)
		if (!modules_has(before, after.name[i]))
			writer_body(w, "note loaded module %s", after.name[i]);
}

static void
write_notes(const struct run *r)
{
	if (r->plan->from != NULL)
		writer_body(r->writer, "note no call before the sweep %s",
		    r->plan->from);
	if (r->place.vague != 0)
		writer_body(r->writer,
		    "note %u batches changed descriptors"
		    " or raised signals, but not when asked again",
		    r->place.vague);
}

/* What a trace takes besides a plan. */
struct order {
	const struct options *options;
	struct writer writer;
	struct checkpoint checkpoint;
	struct resume resume;
	struct modules before;
};

/* Writes what an earlier run came to know, and goes on where it was. */
static void
go_on(struct run *r, struct order *j)
{
	size_t i;

	for (i = j->resume.from; i < j->resume.end; i++)
		writer_body(r->writer, "%s", j->resume.file.body[i].text);
	r->place = j->resume.place;
	memset(&j->resume.place, 0, sizeof(j->resume.place));
	j->before = j->resume.before;
}

/* Runs the plan into an open writer. */
static int
write_trace(struct plan *p, struct order *j, struct diag *why)
{
	struct writer *w = &j->writer;
	struct run r;

	memset(&r, 0, sizeof(r));
	r.plan = p;
	r.writer = w;
	r.workers = strcmp(p->level, "base") != 0;
	r.limit = j->options->timeout;
	if (j->checkpoint.path != NULL) {
		r.checkpoint = &j->checkpoint;
		w->copy = &j->checkpoint.trace;
	}
	header_write(w, p);
	modules_list(&p->arena, &j->before);
	if (j->options->resume != NULL)
		go_on(&r, j);
	/* A full disk is better noticed now than after the run. */
	if (writer_works(w) && run_plan(&r, why) != 0 && writer_works(w))
		return -1;
	write_modules(w, &p->arena, &j->before);
	write_notes(&r);
	writer_end(w, r.place.requests);
	return 0;
}

static int
write_file(struct plan *p, struct order *j, struct diag *why)
{
	struct writer *w = &j->writer;
	int ret;

	if (writer_open(w, j->options->output, why) != 0)
		return -1;
	console_watch();
	ret = write_trace(p, j, why);
	if (ret != 0)
		writer_drop(w);
	else
		ret = writer_close(w, why);
	if (ret == 0 && j->checkpoint.path != NULL)
		checkpoint_end(&j->checkpoint);
	return ret;
}

static int
carry_out(struct plan *p, const struct options *o, struct diag *why)
{
	struct order j;
	int ret;

	memset(&j, 0, sizeof(j));
	j.options = o;
	j.checkpoint.path = o->checkpoint != NULL ? o->checkpoint : o->resume;
	j.checkpoint.before = &j.before;
	ret = 0;
	if (j.checkpoint.path != NULL && o->output != NULL &&
	    output_same(j.checkpoint.path, o->output))
		ret = diag_set(why,
		    "%s: the checkpoint would replace the trace; name another"
		    " file",
		    o->output);
	else if (o->resume != NULL)
		ret = checkpoint_read(&j.resume, p, o->resume, why);
	else if (o->checkpoint != NULL)
		ret = checkpoint_check(o->checkpoint, why);
	if (ret == 0)
		ret = write_file(p, &j, why);
	bodies_free(&j.checkpoint.trace);
	checkpoint_free(&j.resume);
	return ret;
}

/* What is printed for a person: the plan, the version or the usage. */
static int
print(struct plan *p, const struct options *o, struct diag *why)
{
	if (o->help)
		options_help(&arguments, stdout);
	else if (o->version)
		printf("pairprobe (%s)\n", header_version());
	else
		plan_print(p, stdout);
	if (fflush(stdout) == 0 && !ferror(stdout))
		return 0;
	return diag_set(why,
	    "standard output: %s; is the disk full, or"
	    " nobody there to read?",
	    strerror(errno));
}

int
probe_collect(int argc, char **argv, struct bodies *to, struct diag *why)
{
	struct options o;
	struct plan plan;
	struct order j;
	int ret;

	memset(&plan, 0, sizeof(plan));
	memset(&j, 0, sizeof(j));
	j.options = &o;
	ret = arguments_read(&o, argc, argv, why);
	if (ret == 0)
		ret = make_plan(&plan, &o, why);
	writer_collect(&j.writer, to);
	j.writer.no_numbers = true;
	if (ret == 0)
		ret = write_trace(&plan, &j, why);
	writer_drop(&j.writer);
	plan_free(&plan);
	return ret;
}

void
probe_start(int argc, char **argv)
{
	program_start(argc, argv);
}

const struct numbering *
probe_numbers(void)
{
	return numbers_host();
}

/* Does what the arguments ask for.  Returns the exit status. */
static int
obey(int argc, char **argv)
{
	struct options o;
	struct plan plan;
	struct diag why;
	int ret;

	memset(&plan, 0, sizeof(plan));
	if (arguments_read(&o, argc, argv, &why) != 0)
		return complain(&why);
	if (o.help || o.version)
		return print(&plan, &o, &why) == 0 ? 0 : complain(&why);
	ret = make_plan(&plan, &o, &why);
	if (ret == 0)
		ret = o.dry_run ? print(&plan, &o, &why)
				: carry_out(&plan, &o, &why);
	plan_free(&plan);
	return ret == 0 ? 0 : complain(&why);
}

int
probe_main(int argc, char **argv)
{
	struct boot boot;
	int status;

	program_start(argc, argv);
	argv = boot_start(&boot, &argc, argv);
	status = obey(argc, argv);
	boot_end(&boot);
	return status;
}
