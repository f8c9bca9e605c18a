/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Checkpoints. */

#include "t/probe/host/host.h"

#include "t/probe/box/writer.h"
#include "t/probe/run/checkpoint.h"
#include "t/probe/run/interrupt.h"

enum { SECONDS = 1 }; /* between two of them */

bool
checkpoint_due(const struct checkpoint *c)
{
	return time(NULL) - c->last >= SECONDS;
}

static void
write_place(struct writer *w, const struct place *p)
{
	const struct streak *s = p->streaks.streak;
	char text[512];
	size_t i;

	writer_body(w, "counts %llu %u %u %u", (unsigned long long)p->requests,
	    p->vague, p->hangs, p->deaths);
	if (!p->inside) {
		writer_body(w, "at %lu", (unsigned long)p->sweep);
		return;
	}
	writer_body(w, "at %lu %lld", (unsigned long)p->sweep,
	    (long long)p->next);
	for (i = 0; i < p->streaks.count; i++)
		writer_body(w, "streak %lld %lld %s", (long long)s[i].lo,
		    (long long)s[i].hi,
		    outcome_text(s[i].outcome, text, sizeof(text)));
}

static void
write_all(struct writer *w, const struct checkpoint *c, const struct place *p)
{
	size_t i;

	writer_body(w, "%s", CHECKPOINT_MAGIC);
	for (i = 0; i < c->before->count; i++)
		writer_body(w, "module %s", c->before->name[i]);
	write_place(w, p);
	writer_body(w, "trace");
	for (i = 0; i < c->trace.count; i++)
		writer_body(w, "%s", c->trace.body[i].text);
	writer_body(w, "end");
}

int
checkpoint_write(struct checkpoint *c, const struct place *p, struct diag *why)
{
	struct writer w;
	int ret;

	if (writer_open(&w, c->path, why) != 0)
		return -1;
	interrupt_file(INTERRUPT_CHECKPOINT, w.temporary);
	write_all(&w, c, p);
	ret = writer_close(&w, why);
	interrupt_file(INTERRUPT_CHECKPOINT, NULL);
	c->last = time(NULL);
	return ret;
}

void
checkpoint_end(struct checkpoint *c)
{
	host_unlink(c->path);
}
