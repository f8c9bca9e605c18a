/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Kernels that load code on demand. */

#include "t/probe/host/host.h"

#include <stdio.h>
#include <string.h>

#include "t/probe/host/numbers.h"
#include "t/probe/state/modules.h"

#define MODULES_FILE "/proc/modules"
#define LOADER_FILE "/proc/sys/kernel/modprobe"
#define PROTOCOLS_FILE "/proc/net/protocols"

/* Protocols that the kernel lists, and the domain that each shows. */
static const struct {
	const char *protocol;
	int domain; /* symbol */
} shown[] = {
	{ "AF_VSOCK", SYM_AF_VSOCK },
	{ "ALG", SYM_AF_ALG },
	{ "CAN_RAW", SYM_AF_CAN },
	{ "KCM", SYM_AF_KCM },
	{ "KEY", SYM_AF_KEY },
	{ "MCTP", SYM_AF_MCTP },
	{ "NETLINK", SYM_AF_NETLINK },
	{ "PACKET", SYM_AF_PACKET },
	{ "QIPCRTR", SYM_AF_QIPCRTR },
	{ "RDS", SYM_AF_RDS },
	{ "RXRPC", SYM_AF_RXRPC },
	{ "SMC", SYM_AF_SMC },
	{ "TCP", SYM_AF_INET },
	{ "TCPv6", SYM_AF_INET6 },
	{ "TIPC", SYM_AF_TIPC },
	{ "UNIX", SYM_AF_UNIX },
	{ "XDP", SYM_AF_XDP },
};

/* Domains that are in every kernel that has sockets, and are no modules. */
static const int built_in[] = { SYM_AF_UNIX, SYM_AF_INET, SYM_AF_NETLINK };

enum { BUILT_IN = sizeof(built_in) / sizeof(built_in[0]) };
enum { SHOWN = sizeof(shown) / sizeof(shown[0]) };

/* Calls line for the first word of each line of a file. */
static void
each_line(const char *path, void (*line)(void *, const char *), void *to)
{
	char text[512], word[64];
	FILE *f;

	f = fopen(path, "r");
	if (f == NULL)
		return;
	while (fgets(text, sizeof(text), f) != NULL)
		if (sscanf(text, "%63s", word) == 1)
			line(to, word);
	fclose(f);
}

static void
note_any(void *to, const char *word)
{
	(void)word;
	*(bool *)to = true;
}

bool
modules_on_demand(void)
{
	bool named;

	named = false;
	each_line(LOADER_FILE, note_any, &named);
	return named && access(MODULES_FILE, F_OK) == 0;
}

struct domains {
	bool *there;
	int count;
};

static void
domain_mark(const struct domains *d, int symbol)
{
	const struct numbering *n = numbers_host();
	const int number = n->number[symbol];

	if (n->known[symbol] && number >= 0 && number < d->count)
		d->there[number] = true;
}

static void
note_domain(void *to, const char *word)
{
	int i;

	for (i = 0; i < SHOWN; i++)
		if (strcmp(shown[i].protocol, word) == 0)
			domain_mark(to, shown[i].domain);
}

void
modules_domains(bool *there, int count)
{
	struct domains d;
	int i;

	d.there = there;
	d.count = count;
	for (i = 0; i < BUILT_IN; i++)
		domain_mark(&d, built_in[i]);
	each_line(PROTOCOLS_FILE, note_domain, &d);
}

struct listing {
	struct arena *arena;
	struct modules *list;
};

static void
note_module(void *to, const char *word)
{
	struct listing *l = to;
	struct modules *m = l->list;

	m->name = arena_grow(l->arena, m->name, m->count, m->count + 1,
	    sizeof(*m->name), &m->room);
	m->name[m->count++] = arena_text(l->arena, word, strlen(word));
}

void
modules_list(struct arena *a, struct modules *list)
{
	struct listing l;

	memset(list, 0, sizeof(*list));
	l.arena = a;
	l.list = list;
	each_line(MODULES_FILE, note_module, &l);
}

bool
modules_has(const struct modules *list, const char *name)
{
	size_t i;

	for (i = 0; i < list->count; i++)
		if (strcmp(list->name[i], name) == 0)
			return true;
	return false;
}
