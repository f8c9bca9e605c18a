/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Requests of a product that are not made: slow ones that are all alike, and
 * those that would make the kernel load code.
 */

#ifndef PAIRPROBE_SKIP_H
#define PAIRPROBE_SKIP_H

#include <stdbool.h>

#include "t/probe/box/product.h"

enum { SKIP_DOMAINS = 64 };

struct skips {
	bool no_modules;	  /* nothing may be loaded */
	bool there[SKIP_DOMAINS]; /* domains that need nothing loaded */
};

/*
 * Sets the rule for modules: 1 they may be loaded, 0 not, -1 only where the
 * host loads none by itself.
 */
void skip_modules(struct skips *s, int allow);

/* Whether any request with the privilege and domain of these is left out. */
bool skip_concerns(const struct skips *s, const int *value);

/* Whether the request, or fact, with those values is left out. */
bool skip_request(const struct skips *s, const int *value);

/*
 * The values of that range which are left out, in a dimension of arguments
 * and with those of value in all others.
 */
struct set skip_along(const struct skips *s, struct arena *a, const int *value,
    enum dimension d, struct range r);

/* The domains on the axis that are left out whole. */
struct set skip_domains(const struct skips *s, struct arena *a,
    const struct axis *domains);

/* The domains on the axis of which parts are left out. */
struct set skip_domains_partly(const struct skips *s, struct arena *a,
    const struct axis *domains);

/* Slow row i as text in buf, or NULL behind the last. */
const char *skip_slow_text(int i, char *buf, size_t size);

/* Whether slow row i leaves out anything of the product. */
bool skip_slow_matters(int i, const struct product *p);

#endif
