/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Sweeps that are made while the system is short of something. */

#include "t/probe/run/run_short.h"

/* There is but one such thing in a sweep. */
static int
resource_wanted(const struct sweep *s)
{
	const struct axis *x = &s->product.axis[DIM_RESOURCE];

	return x->value[x->count - 1];
}

void
run_shorten(struct run *r, const struct sweep *s)
{
	const int resource = resource_wanted(s);
	struct diag why;

	r->refused = NULL;
	r->shared->shortage = NULL;
	if (resource == RESOURCE_AMPLE)
		return;
	/* Without a guardian, each worker will say that there is none. */
	shortage_start(&r->shortage, resource, &why);
	r->shared->shortage = &r->shortage;
}

void
run_lengthen(struct run *r, const struct sweep *s)
{
	if (r->shared->shortage == NULL)
		return;
	shortage_end(&r->shortage);
	r->shared->shortage = NULL;
	if (s->nth == 1 && r->shared->came == 0 && r->refused == NULL)
		r->refused = "no allocation failed";
	else if (s->nth == 1 && shortage_note(&r->shortage) != NULL)
		writer_body(r->writer, "note %s", shortage_note(&r->shortage));
	if (r->refused != NULL)
		writer_body(r->writer, "untested resource=%s in %s: %s",
		    dimension_word(DIM_RESOURCE, resource_wanted(s)), s->name,
		    r->refused);
}

bool
run_faults_left(struct run *r, const struct sweep *s)
{
	if (s->nth != r->nth) {
		r->came = r->shared->came;
		r->shared->came = 0;
		r->nth = s->nth;
	}
	return s->nth <= 1 || r->came != 0;
}
