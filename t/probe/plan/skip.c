/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Requests that a product holds and that are not made. */

#include "t/probe/host/host.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "t/probe/host/numbers.h"
#include "t/probe/plan/skip.h"
#include "t/probe/state/modules.h"

/* Any number that no domain or type has here. */
enum { ANY = -1 };

/*
 * Sockets that some kernel takes milliseconds to close when a privileged
 * process has made them.  Of their protocols a few are kept.
 */
static const struct {
	int domain; /* symbol */
	int type;   /* symbol */
	int kept[3];
} slow[] = {
	{ SYM_AF_PACKET, SYM_SOCK_RAW, { 0, 1, 65535 } },
	{ SYM_AF_PACKET, SYM_SOCK_DGRAM, { 0, 1, 65535 } },
	{ SYM_AF_PACKET, SYM_SOCK_PACKET, { 0, 1, 65535 } },
	{ SYM_AF_INET, SYM_SOCK_PACKET, { 0, 1, 65535 } },
};

/*
 * Domains that are there, but load protocols, and the types and protocols
 * in them that load nothing.  A domain that has only an empty range is left
 * out whole.
 */
static const struct {
	int domain; /* symbol */
	int type;   /* symbol, or ANY */
	int lo, hi; /* protocols */
} harmless[] = {
	{ SYM_AF_INET, ANY, INT_MIN, -1 },
	{ SYM_AF_INET, ANY, 65535, INT_MAX },
	{ SYM_AF_INET, SYM_SOCK_STREAM, 0, 0 },
	{ SYM_AF_INET, SYM_SOCK_STREAM, 6, 6 },
	{ SYM_AF_INET, SYM_SOCK_DGRAM, 0, 0 },
	{ SYM_AF_INET, SYM_SOCK_DGRAM, 17, 17 },
	{ SYM_AF_INET, SYM_SOCK_RAW, 1, 255 },
	{ SYM_AF_INET6, ANY, INT_MIN, -1 },
	{ SYM_AF_INET6, ANY, 65535, INT_MAX },
	{ SYM_AF_INET6, SYM_SOCK_STREAM, 0, 0 },
	{ SYM_AF_INET6, SYM_SOCK_STREAM, 6, 6 },
	{ SYM_AF_INET6, SYM_SOCK_DGRAM, 0, 0 },
	{ SYM_AF_INET6, SYM_SOCK_DGRAM, 17, 17 },
	{ SYM_AF_INET6, SYM_SOCK_RAW, 1, 255 },
	{ SYM_AF_NETLINK, ANY, INT_MIN, 0 },
	{ SYM_AF_NETLINK, ANY, 65535, INT_MAX },
	{ SYM_AF_NETLINK, SYM_SOCK_STREAM, INT_MIN, INT_MAX },
	{ SYM_AF_CAN, ANY, INT_MIN, -1 },
};

enum {
	SLOW = sizeof(slow) / sizeof(slow[0]),
	HARMLESS = sizeof(harmless) / sizeof(harmless[0])
};

void
skip_modules(struct skips *s, int allow)
{
	memset(s, 0, sizeof(*s));
	if (allow > 0 || (allow < 0 && !modules_on_demand()))
		return;
	s->no_modules = true;
	modules_domains(s->there, SKIP_DOMAINS);
}

/* Whether symbol id is known here and has that number. */
static bool
names_number(int id, int number)
{
	const struct numbering *n = numbers_host();

	return n->known[id] && n->number[id] == number;
}

static int
plain_type(int type)
{
	return type & ~numbering_flags(numbers_host());
}

static bool
too_slow(const int *value)
{
	const int protocol = value[DIM_PROTOCOL];
	int i, k;

	if (value[DIM_PRIVILEGE] == PRIVILEGE_USER)
		return false;
	for (i = 0; i < SLOW; i++) {
		if (!names_number(slow[i].domain, value[DIM_DOMAIN]) ||
		    !names_number(slow[i].type, plain_type(value[DIM_TYPE])))
			continue;
		for (k = 0; k < 3; k++)
			if (slow[i].kept[k] == protocol)
				return false;
		return true;
	}
	return false;
}

/* Whether all of a domain may load something; no number out of range does. */
static bool
domain_loads(const struct skips *s, int domain)
{
	return s->no_modules && domain >= 0 && domain < SKIP_DOMAINS &&
	    !s->there[domain];
}

static bool
protocol_loads(const struct skips *s, const int *value)
{
	const int protocol = value[DIM_PROTOCOL];
	bool loads;
	int i;

	if (!s->no_modules)
		return false;
	loads = false;
	for (i = 0; i < HARMLESS; i++) {
		if (!names_number(harmless[i].domain, value[DIM_DOMAIN]))
			continue;
		loads = true;
		if ((harmless[i].type == ANY ||
			names_number(harmless[i].type,
			    plain_type(value[DIM_TYPE]))) &&
		    protocol >= harmless[i].lo && protocol <= harmless[i].hi)
			return false;
	}
	return loads;
}

bool
skip_concerns(const struct skips *s, const int *value)
{
	int i;

	if (s->no_modules)
		return true;
	if (value[DIM_PRIVILEGE] != PRIVILEGE_USER)
		for (i = 0; i < SLOW; i++)
			if (names_number(slow[i].domain, value[DIM_DOMAIN]))
				return true;
	return false;
}

bool
skip_request(const struct skips *s, const int *value)
{
	return too_slow(value) || domain_loads(s, value[DIM_DOMAIN]) ||
	    protocol_loads(s, value);
}

/* Whether anything but the domain decides what of it is left out. */
static bool
domain_listed(int domain)
{
	int i;

	for (i = 0; i < SLOW; i++)
		if (names_number(slow[i].domain, domain))
			return true;
	for (i = 0; i < HARMLESS; i++)
		if (names_number(harmless[i].domain, domain))
			return true;
	return false;
}

struct set
skip_along(const struct skips *s, struct arena *a, const int *value,
    enum dimension d, struct range r)
{
	int at[DIM_REQUEST];
	struct range *list;
	size_t n, room;
	int64_t v;

	memcpy(at, value, sizeof(at));
	if (d != DIM_DOMAIN && !domain_listed(at[DIM_DOMAIN]))
		return skip_request(s, at) ? set_range(a, r.lo, r.hi)
					   : set_range(a, 1, 0);
	/* Nothing is left out of numbers that no domain has anywhere. */
	if (d == DIM_DOMAIN && r.lo < 0)
		r.lo = 0;
	if (d == DIM_DOMAIN && r.hi >= SKIP_DOMAINS)
		r.hi = SKIP_DOMAINS - 1;
	list = NULL;
	n = room = 0;
	for (v = r.lo; v <= r.hi; v++) {
		at[d] = (int)v;
		if (!skip_request(s, at))
			continue;
		if (n == 0 || list[n - 1].hi != v - 1) {
			list = arena_grow(a, list, n, n + 1, sizeof(*list),
			    &room);
			list[n++].lo = v;
		}
		list[n - 1].hi = v;
	}
	return set_of(a, list, n);
}

struct set
skip_domains(const struct skips *s, struct arena *a, const struct axis *domains)
{
	struct set out = { NULL, 0 };
	size_t i;

	for (i = 0; i < domains->count; i++)
		if (domain_loads(s, domains->value[i]))
			out = set_or(a, out, axis_set(a, domains, i, i + 1));
	return out;
}

struct set
skip_domains_partly(const struct skips *s, struct arena *a,
    const struct axis *domains)
{
	struct set out = { NULL, 0 };
	size_t i;
	int k;

	if (!s->no_modules)
		return out;
	for (i = 0; i < domains->count; i++)
		for (k = 0; k < HARMLESS; k++)
			if (names_number(harmless[k].domain,
				domains->value[i]) &&
			    !domain_loads(s, domains->value[i]))
				out = set_or(a, out,
				    axis_set(a, domains, i, i + 1));
	return out;
}

const char *
skip_slow_text(int i, char *buf, size_t size)
{
	if (i >= SLOW)
		return NULL;
	snprintf(buf, size,
	    "domain=%s type=%s privilege=!user: of the"
	    " protocols only %d, %d and %d",
	    symbol_name(slow[i].domain), symbol_name(slow[i].type),
	    slow[i].kept[0], slow[i].kept[1], slow[i].kept[2]);
	return buf;
}

static bool
axis_has(const struct axis *x, int id)
{
	size_t i;

	for (i = 0; i < x->count; i++)
		if (names_number(id, x->value[i]))
			return true;
	return false;
}

bool
skip_slow_matters(int i, const struct product *p)
{
	const struct axis *x = p->axis;

	return x[DIM_PRIVILEGE].value[0] != PRIVILEGE_USER &&
	    axis_has(&x[DIM_DOMAIN], slow[i].domain) &&
	    axis_has(&x[DIM_TYPE], slow[i].type) && x[DIM_PROTOCOL].count > 3;
}
