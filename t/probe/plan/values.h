/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * The values of a plan: those worth trying, a list for each dimension and
 * purpose; whether this host and this process can have them; and requests of
 * a product that are not made, because they are slow and all alike or would
 * make the kernel load code.
 */

#ifndef PAIRPROBE_VALUES_H
#define PAIRPROBE_VALUES_H

#include <stdbool.h>

#include "t/probe/box/product.h"
#include "t/probe/state/vector.h"

enum list {
	LIST_FULL,	/* all that could make a difference */
	LIST_FAULTS,	/* one of each kind, to be combined */
	LIST_PAIRS,	/* to be combined in pairs */
	LIST_SOME,	/* good and bad, to be combined where time is short */
	LIST_PAIR,	/* types of which there may be pairs */
	LIST_QUICK,	/* types that each check is made with once */
	LIST_LIFE,	/* types that all checks of a pair are made with */
	LIST_ELSEWHERE, /* what depends on where it is asked */
	LIST_FILES,	/* to be asked when files have run out */
	LIST_MEMORY,	/* when allocations fail */
	LIST_BASE,	/* what every host has, and what none has */
	LIST_FACTS,	/* what is needed to judge any request */
	LIST_COUNT
};

/*
 * The values of a list in one dimension, in the numbers of this host.  A
 * list without values of its own there has those of LIST_FULL.
 */
struct axis values_listed(struct arena *a, enum list list, enum dimension d);

/* The members of a text that have a meaning here; "*" is LIST_FULL. */
struct axis values_read(struct arena *a, enum dimension d, const char *text);

struct means {
	struct vectors vectors;
	unsigned allowed; /* shortages: see shortage.h */
};

/*
 * Why a value of a dimension cannot be had, in a.  NULL where it can, and
 * then it is ready to be used.
 */
const char *
values_lack(struct means *m, struct arena *a, enum dimension d, int value);

enum { SKIP_DOMAINS = 64 };

struct skips {
	bool no_modules;	  /* nothing may be loaded */
	bool there[SKIP_DOMAINS]; /* domains that need nothing loaded */
};

/*
 * Sets the rule for modules: 1 they may be loaded, 0 not, -1 only where the
 * host loads none by itself.
 */
void values_skip_modules(struct skips *s, int allow);

/* Whether any request with the privilege and domain of these is left out. */
bool values_skip_concerns(const struct skips *s, const int *value);

/* Whether the request, or fact, with those values is left out. */
bool values_skip_request(const struct skips *s, const int *value);

/*
 * The values of that range which are left out, in a dimension of arguments
 * and with those of value in all others.
 */
struct set values_skip_along(const struct skips *s, struct arena *a,
    const int *value, enum dimension d, struct range r);

/* The domains on the axis that are left out whole. */
struct set values_skip_domains(const struct skips *s, struct arena *a,
    const struct axis *domains);

/* The domains on the axis of which parts are left out. */
struct set values_skip_domains_partly(const struct skips *s, struct arena *a,
    const struct axis *domains);

/* Slow row i as text in buf, or NULL behind the last. */
const char *values_skip_slow_text(int i, char *buf, size_t size);

/* Whether slow row i leaves out anything of the product. */
bool values_skip_slow_matters(int i, const struct product *p);

#endif
