/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * The values of a plan: those worth trying, in lists; those that can be had
 * here, found out by trying; and combinations of them that are left out.
 */

#include "t/probe/host/host.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "t/probe/ask/request.h"
#include "t/probe/ask/script.h"
#include "t/probe/host/numbers.h"
#include "t/probe/host/program.h"
#include "t/probe/plan/values.h"
#include "t/probe/shortage/shortage.h"
#include "t/probe/state/modules.h"
#include "t/probe/state/state.h"

/* Members that this host has no name for are left out. */
static const struct {
	enum list list;
	enum dimension dim;
	const char *set;
} lists[] = {
	{ LIST_FULL, DIM_ENTRY, "*" },
	{ LIST_FULL, DIM_PRIVILEGE, "root,user" },
	{ LIST_FULL, DIM_FDS, "*" },
	{ LIST_FULL, DIM_RESOURCE, "*" },
	{ LIST_FULL, DIM_VECTOR, "*" },
	{ LIST_FULL, DIM_CHECK, "*" },
	{ LIST_FULL, DIM_ENDS, "*" },
	/* Besides these, every name: see values_listed. */
	{ LIST_FULL, DIM_DOMAIN,
	    "INT_MIN,-1,0..63,255,256,65535,65536,INT_MAX" },
	{ LIST_FULL, DIM_TYPE, "INT_MIN,-1,0..15,INT_MAX" },
	{ LIST_FULL, DIM_PROTOCOL, "INT_MIN,-1,0..263,65535,65536,INT_MAX" },

	{ LIST_FAULTS, DIM_DOMAIN, "AF_UNIX,AF_INET,AF_INET6,255,-1" },
	{ LIST_FAULTS, DIM_TYPE,
	    "SOCK_STREAM,SOCK_DGRAM,SOCK_RAW,0,11,"
	    "SOCK_STREAM|16,SOCK_STREAM|SOCK_CLOEXEC" },
	{ LIST_FAULTS, DIM_PROTOCOL, "0,1,6,17,99,-1" },

	/* Each type is paired with each protocol, so there are few of these. */
	{ LIST_PAIRS, DIM_PROTOCOL,
	    "INT_MIN,-1,0..3,6,8,16,17,31,32,41,47,58,99,132,136,255,256,"
	    "262,263,65535,65536,INT_MAX" },

	{ LIST_SOME, DIM_DOMAIN, "AF_UNIX,AF_INET,255" },
	{ LIST_SOME, DIM_TYPE, "SOCK_STREAM,SOCK_DGRAM,11,SOCK_STREAM|16" },
	{ LIST_SOME, DIM_PROTOCOL, "0,99,-1" },

	{ LIST_PAIR, DIM_CHECK, "ready-new..atomic" },
	{ LIST_PAIR, DIM_TYPE,
	    "SOCK_STREAM,SOCK_DGRAM,SOCK_RAW,SOCK_RDM,"
	    "SOCK_SEQPACKET,SOCK_STREAM|SOCK_NONBLOCK,"
	    "SOCK_DGRAM|SOCK_NONBLOCK,SOCK_SEQPACKET|SOCK_NONBLOCK,"
	    "SOCK_STREAM|SOCK_CLOEXEC,SOCK_DGRAM|SOCK_CLOEXEC,"
	    "SOCK_SEQPACKET|SOCK_CLOEXEC" },

	{ LIST_QUICK, DIM_CHECK, "!call" },
	{ LIST_QUICK, DIM_TYPE, "SOCK_STREAM,SOCK_DGRAM,SOCK_SEQPACKET" },

	{ LIST_LIFE, DIM_CHECK, "read-data..kqueue-unread-closed" },
	{ LIST_LIFE, DIM_TYPE,
	    "SOCK_STREAM,SOCK_DGRAM,SOCK_SEQPACKET,SOCK_STREAM|SOCK_NONBLOCK,"
	    "SOCK_DGRAM|SOCK_NONBLOCK,SOCK_SEQPACKET|SOCK_NONBLOCK" },

	{ LIST_ELSEWHERE, DIM_PRIVILEGE, "namespace,confined" },
	{ LIST_ELSEWHERE, DIM_TYPE,
	    "SOCK_STREAM,SOCK_DGRAM,SOCK_RAW,SOCK_RDM,"
	    "SOCK_SEQPACKET,SOCK_PACKET,0,11,SOCK_STREAM|16,"
	    "SOCK_STREAM|SOCK_CLOEXEC" },
	{ LIST_ELSEWHERE, DIM_PROTOCOL, "-1,0,1,6,17,58,99,255,256" },

	{ LIST_FILES, DIM_PRIVILEGE, "user" },
	{ LIST_FILES, DIM_FDS, "0,1,many" },
	{ LIST_FILES, DIM_RESOURCE, "files" },
	{ LIST_FILES, DIM_DOMAIN, "AF_UNIX,AF_INET,AF_PACKET,255,-1" },
	{ LIST_FILES, DIM_TYPE,
	    "SOCK_STREAM,SOCK_DGRAM,SOCK_SEQPACKET,"
	    "SOCK_RAW,0,11,SOCK_STREAM|16,SOCK_STREAM|SOCK_CLOEXEC" },
	{ LIST_FILES, DIM_PROTOCOL, "0,1,99" },
	{ LIST_FILES, DIM_VECTOR, "valid,null,second-bad" },

	{ LIST_MEMORY, DIM_RESOURCE, "memory" },
	{ LIST_MEMORY, DIM_DOMAIN,
	    "AF_UNIX,AF_INET,AF_INET6,AF_PACKET,"
	    "AF_TIPC,255" },
	{ LIST_MEMORY, DIM_TYPE,
	    "SOCK_STREAM,SOCK_DGRAM,SOCK_SEQPACKET,"
	    "SOCK_RAW,0,11,SOCK_STREAM|16,SOCK_STREAM|SOCK_CLOEXEC" },
	{ LIST_MEMORY, DIM_PROTOCOL, "0,99" },
	{ LIST_MEMORY, DIM_VECTOR, "valid,null" },

	{ LIST_BASE, DIM_ENTRY, "libc" },
	{ LIST_BASE, DIM_FDS, "many" },
	{ LIST_BASE, DIM_RESOURCE, "ample" },
	{ LIST_BASE, DIM_DOMAIN, "AF_UNSPEC,AF_UNIX,AF_INET,255,-1" },
	{ LIST_BASE, DIM_TYPE,
	    "SOCK_STREAM,SOCK_DGRAM,SOCK_SEQPACKET,"
	    "SOCK_RAW,0,11,SOCK_STREAM|16,SOCK_STREAM|SOCK_CLOEXEC,"
	    "SOCK_STREAM|SOCK_NONBLOCK,-1" },
	{ LIST_BASE, DIM_PROTOCOL, "0,1,6,17,99,-1" },
	{ LIST_BASE, DIM_VECTOR, "valid,misaligned-1,null" },

	{ LIST_FACTS, DIM_TYPE,
	    "SOCK_STREAM,SOCK_DGRAM,SOCK_RAW,SOCK_SEQPACKET" },
	{ LIST_FACTS, DIM_PROTOCOL, "0" },
};

enum {
	LISTS = sizeof(lists) / sizeof(lists[0]),
	TYPE_BITS = 4 /* bits below are those of a plain type */
};

/* Adds one value to a set. */
static void
join(struct arena *a, struct set *s, int64_t value)
{
	*s = set_or(a, *s, set_range(a, value, value));
}

/* The members of a text that have a meaning here. */
static struct set
known_members(struct arena *a, enum dimension d, const char *text)
{
	struct set all = { NULL, 0 }, one;
	size_t len;

	if (strcmp(text, "*") == 0)
		return dimension_all(a, d);
	for (; *text != '\0'; text += len + (text[len] == ',')) {
		len = strcspn(text, ",");
		if (dimension_set(a, d, text, len, numbers_host(), &one,
			NULL) == 0)
			all = set_or(a, all, one);
	}
	return all;
}

/* Every number of a kind that has a name here. */
static void
named(struct arena *a, enum symbol_kind kind, struct set *s)
{
	const struct numbering *n = numbers_host();
	int id;

	for (id = 0; id < SYMBOL_COUNT; id++)
		if (n->known[id] && symbol_kind(id) == kind)
			join(a, s, n->number[id]);
}

/* Each bit above those of plain types, alone and with SOCK_STREAM. */
static void
odd_bits(struct arena *a, struct set *s)
{
	unsigned bit;

	for (bit = 1u << TYPE_BITS; bit != 0; bit <<= 1) {
		join(a, s, (int)bit);
		join(a, s, (int)(bit | SOCK_STREAM));
	}
}

/* Every combination of flags with each plain type. */
static void
flagged(struct arena *a, struct set *s)
{
	static const int types[] = {
		SOCK_STREAM,
		SOCK_DGRAM,
		SOCK_RAW,
#ifdef SOCK_RDM
		SOCK_RDM,
#endif
		SOCK_SEQPACKET,
		0,
	};
	const unsigned flags = (unsigned)numbering_flags(numbers_host());
	unsigned some;
	size_t i;

	for (i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		for (some = flags; some != 0; some = (some - 1) & flags)
			join(a, s, (int)(some | (unsigned)types[i]));
}

struct axis
values_listed(struct arena *a, enum list list, enum dimension d)
{
	struct set s = { NULL, 0 };
	int i;

	for (i = 0; i < LISTS; i++)
		if (lists[i].list == list && lists[i].dim == d)
			break;
	if (i == LISTS)
		return values_listed(a, LIST_FULL, d);
	s = known_members(a, d, lists[i].set);
	if (list == LIST_FULL && d == DIM_DOMAIN)
		named(a, SYMBOL_DOMAIN, &s);
	if (list == LIST_FULL && d == DIM_PROTOCOL)
		named(a, SYMBOL_PROTOCOL, &s);
	if (list == LIST_FULL && d == DIM_TYPE) {
		named(a, SYMBOL_TYPE, &s);
		odd_bits(a, &s);
		flagged(a, &s);
	}
	return axis_of_set(a, s);
}

struct axis
values_read(struct arena *a, enum dimension d, const char *text)
{
	if (strcmp(text, "*") == 0)
		return values_listed(a, LIST_FULL, d);
	return axis_of_set(a, known_members(a, d, text));
}

#if defined(HOST_HAS_WORKERS)

struct trial {
	int privilege;
	int fds;
	struct diag *why; /* shared with the child */
};

static int
enter_state(void *arg)
{
	const struct trial *t = arg;

	return state_enter(t->privilege, t->fds, t->why) != 0;
}

/* Enters a state in a child.  Returns 0, or -1 with the reason. */
static int
try_state(int privilege, int fds, struct diag *why)
{
	struct trial t = { privilege, fds, NULL };
	int ret;

	t.why = host_mmap(NULL, sizeof(*t.why), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (t.why == MAP_FAILED)
		return diag_set(why, "no memory can be shared: %s",
		    strerror(errno));
	ret = program_apart(enter_state, &t);
	if (ret > 0)
		diag_set(why, "%s", t.why->text);
	else if (ret < 0)
		diag_set(why, "no process can try: %s",
		    errno != 0 ? strerror(errno) : "each is killed");
	host_munmap(t.why, sizeof(*t.why));
	return ret == 0 ? 0 : -1;
}

#else
static int
try_state(int privilege, int fds, struct diag *why)
{
	if (fds != FDS_MANY)
		return diag_set(why, "this host has no processes");
	return privilege == state_privilege()
	    ? state_has_descriptors(why)
	    : diag_set(why, "this host has no processes");
}
#endif

static int
entry_try(struct means *m, int value, struct diag *why)
{
	const char *lacks;

	(void)m;
	lacks = request_lacks(value);
	return lacks == NULL ? 0 : diag_set(why, "%s", lacks);
}

static int
privilege_try(struct means *m, int value, struct diag *why)
{
	(void)m;
	if (value == state_privilege())
		return 0;
	return value == PRIVILEGE_ROOT
	    ? diag_set(why, "started without privilege")
	    : try_state(value, FDS_MANY, why);
}

/* Many may be asked for in this process, which has the least of them. */
static int
fds_try(struct means *m, int value, struct diag *why)
{
	(void)m;
	if (value == FDS_MANY)
		return state_has_descriptors(why);
	return try_state(state_privilege(), value, why);
}

static int
resource_try(struct means *m, int value, struct diag *why)
{
	return shortage_lacks(m->allowed, value, why);
}

static int
vector_try(struct means *m, int value, struct diag *why)
{
	return vector_make(&m->vectors, value, why);
}

static int
check_try(struct means *m, int value, struct diag *why)
{
	const char *lacks;

	(void)m;
	lacks = script_check_lacks((enum check)value);
	return lacks == NULL ? 0 : diag_set(why, "%s", lacks);
}

static int (*const tries[DIM_REQUEST])(struct means *, int, struct diag *) = {
	[DIM_ENTRY] = entry_try,
	[DIM_PRIVILEGE] = privilege_try,
	[DIM_FDS] = fds_try,
	[DIM_RESOURCE] = resource_try,
	[DIM_VECTOR] = vector_try,
	[DIM_CHECK] = check_try,
};

const char *
values_lack(struct means *m, struct arena *a, enum dimension d, int value)
{
	struct diag why;

	if (tries[d] == NULL || tries[d](m, value, &why) == 0)
		return NULL;
	return arena_text(a, why.text, strlen(why.text));
}

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
values_skip_modules(struct skips *s, int allow)
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
values_skip_concerns(const struct skips *s, const int *value)
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
values_skip_request(const struct skips *s, const int *value)
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
values_skip_along(const struct skips *s, struct arena *a, const int *value,
    enum dimension d, struct range r)
{
	int at[DIM_REQUEST];
	struct range *list;
	size_t n, room;
	int64_t v;

	memcpy(at, value, sizeof(at));
	if (d != DIM_DOMAIN && !domain_listed(at[DIM_DOMAIN]))
		return values_skip_request(s, at) ? set_range(a, r.lo, r.hi)
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
		if (!values_skip_request(s, at))
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
values_skip_domains(const struct skips *s, struct arena *a,
    const struct axis *domains)
{
	struct set out = { NULL, 0 };
	size_t i;

	for (i = 0; i < domains->count; i++)
		if (domain_loads(s, domains->value[i]))
			out = set_or(a, out, axis_set(a, domains, i, i + 1));
	return out;
}

struct set
values_skip_domains_partly(const struct skips *s, struct arena *a,
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
values_skip_slow_text(int i, char *buf, size_t size)
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
values_skip_slow_matters(int i, const struct product *p)
{
	const struct axis *x = p->axis;

	return x[DIM_PRIVILEGE].value[0] != PRIVILEGE_USER &&
	    axis_has(&x[DIM_DOMAIN], slow[i].domain) &&
	    axis_has(&x[DIM_TYPE], slow[i].type) && x[DIM_PROTOCOL].count > 3;
}
