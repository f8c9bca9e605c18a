/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Requests as a command line names them. */

#include <string.h>

#include "oracle/decide/asked.h"
#include "oracle/decide/facts.h"
#include "oracle/table/condition.h"

static struct box
request_usual(struct arena *a, const struct numbering *n)
{
	struct box b;
	int d, v;

	b = box_all(a);
	b.dim[DIM_PRIVILEGE] = set_range(a, PRIVILEGE_ROOT, PRIVILEGE_USER);
	for (d = 0; d < DIM_REQUEST; d++) {
		if (d == DIM_PRIVILEGE)
			continue;
		v = dimension_default((enum dimension)d, n);
		b.dim[d] = set_range(a, v, v);
	}
	return b;
}

static int
pair_read(struct arena *a, char *pair, const struct numbering *n,
    struct box *box, struct diag *why)
{
	struct condition c = { NULL, NULL, 0, NULL };
	struct box all;
	enum dimension d;
	char *eq;

	eq = strchr(pair, '=');
	if (eq == NULL)
		return diag_set(why,
		    "'%s' is no KEY=VALUE; the keys are"
		    " vector, fds, privilege, entry, resource and socket",
		    pair);
	c.key = arena_text(a, pair, (size_t)(eq - pair));
	c.text = eq + 1;
	d = dimension_find(c.key, strlen(c.key));
	if (d > DIM_SOCKET)
		return diag_set(why,
		    "no key is called '%s'; the keys are"
		    " vector, fds, privilege, entry, resource and socket",
		    c.key);
	all = box_all(a);
	if (condition_resolve(&c, why) != 0 ||
	    condition_apply(a, &c, n, &all, why) != 0)
		return -1;
	if (set_empty(all.dim[d]))
		return diag_set(why, "%s has no value", pair);
	box->dim[d] = all.dim[d];
	return 0;
}

int
request_read(struct arena *a, int argc, char **argv, const struct numbering *n,
    struct box *box, struct diag *why)
{
	int64_t v;
	int i, d;

	if (argc < 3)
		return diag_set(why,
		    "want DOMAIN TYPE PROTOCOL [KEY=VALUE]..."
		    ", as AF_UNIX SOCK_STREAM 0 vector=null");
	*box = request_usual(a, n);
	for (i = 0; i < 3; i++) {
		d = DIM_DOMAIN + i;
		if (dimension_value((enum dimension)d, argv[i], strlen(argv[i]),
			n, &v, why) != 0)
			return -1;
		box->dim[d] = set_range(a, v, v);
	}
	for (; i < argc; i++)
		if (pair_read(a, argv[i], n, box, why) != 0)
			return -1;
	facts_imply(a, box);
	return 0;
}

const char *
request_absent(int argc, char **argv, const struct numbering *n)
{
	int i;

	for (i = 0; i < 3 && i < argc; i++)
		if (condition_absent(argv[i], strlen(argv[i]), n))
			return argv[i];
	return NULL;
}
