/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The lines of a trace before its sweeps. */

#include "lib/dimension_text.h"
#include "t/probe/host/host.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "t/probe/ask/pair.h"
#include "t/probe/host/numbers.h"
#include "t/probe/plan/plan_text.h"
#include "t/probe/run/header.h"

#if defined(HAVE_GNU_GET_LIBC_VERSION) || defined(__GLIBC__)
#include <gnu/libc-version.h>
#endif

#if defined(__linux__) && defined(HAVE_MMAP) && !defined(__dietlibc__) && \
    !defined(__KLIBC__)
#include <sys/auxv.h>
#endif

#ifndef PACKAGE_STRING
#define PACKAGE_STRING "pairtest, built by hand"
#endif

const char *
header_version(void)
{
	return PACKAGE_STRING;
}

/*
 * The date in UTC, computed here because small C libraries have no
 * strftime(3).  Years of this count begin in March, so the leap day is last.
 */
static void
write_date(struct writer *w)
{
	enum { DAY = 86400, ERA = 146097, CENTURY = 36524, FOUR = 1460 };
	const unsigned long now = (unsigned long)time(NULL);
	const unsigned long since = now / DAY + 719468; /* 0000-03-01 */
	const unsigned long day = since % ERA;
	const unsigned long year = (day - day / FOUR + day / CENTURY -
				       day / (ERA - 1)) /
	    365;
	const unsigned long of_year = day -
	    (365 * year + year / 4 - year / 100);
	const unsigned long month = (5 * of_year + 2) / 153;

	writer_body(w, "date %04lu-%02lu-%02luT%02lu:%02lu:%02luZ",
	    year + since / ERA * 400 + (month >= 10),
	    month < 10 ? month + 3 : month - 9,
	    of_year - (153 * month + 2) / 5 + 1, now % DAY / 3600,
	    now % 3600 / 60, now % 60);
}

static void
write_host(struct writer *w)
{
#if defined(HAVE_SYS_UTSNAME_H)
	struct utsname u;

	if (host_uname(&u) < 0)
		return;
	writer_body(w, "host system %s", u.sysname);
	writer_body(w, "host release %s", u.release);
	writer_body(w, "host version %s", u.version);
	writer_body(w, "host machine %s", u.machine);
#else
	(void)w;
#endif
}

/*
 * The interface between programs and the kernel, which the machine's name
 * does not tell: a kernel may run programs of several.
 */
static const char *
abi(void)
{
#if defined(__x86_64__) && defined(__ILP32__)
	return "x32";
#elif defined(__x86_64__)
	return "x86_64";
#elif defined(__i386__)
	return "i386";
#elif defined(__aarch64__)
	return sizeof(void *) == 4 ? "aarch64-32" : "aarch64";
#elif defined(__arm__)
	return "arm";
#elif defined(__mips__)
	return sizeof(void *) == 8 ? "mips64"
	    : sizeof(long) == 8	   ? "mips-n32"
				   : "mips";
#elif defined(__powerpc__)
	return sizeof(void *) == 8 ? "powerpc64" : "powerpc";
#elif defined(__sparc__)
	return sizeof(void *) == 8 ? "sparc64" : "sparc";
#elif defined(__s390x__)
	return "s390x";
#elif defined(__riscv)
	return sizeof(void *) == 8 ? "riscv64" : "riscv32";
#else
	return NULL;
#endif
}

/* A filter may answer socket(2) in the kernel's place, or the call itself. */
static void
write_filter(struct writer *w)
{
#if defined(__linux__) && !defined(PAIRPROBE_BARE)
	char line[128];
	FILE *f;
	int mode;

	f = fopen("/proc/self/status", "r");
	if (f == NULL)
		return;
	while (fgets(line, sizeof(line), f) != NULL)
		if (sscanf(line, "Seccomp: %d", &mode) == 1)
			writer_body(w, "host seccomp %d", mode);
	fclose(f);
#else
	(void)w;
#endif
}

static const char *
compiler(void)
{
#if defined(__clang__)
	return "clang " __clang_version__;
#elif defined(__GNUC__)
	return "gcc " __VERSION__;
#else
	return "unknown";
#endif
}

/* " static" where no interpreter has loaded the program. */
static const char *
linkage(void)
{
#if defined(AT_BASE)
	return getauxval(AT_BASE) == 0 ? " static" : "";
#elif defined(__dietlibc__) || defined(__KLIBC__)
	return " static";
#else
	return "";
#endif
}

static const char *
libc_name(void)
{
#if defined(HAVE_GNU_GET_LIBC_VERSION) || defined(__GLIBC__)
	static char name[64];

	snprintf(name, sizeof(name), "glibc %s", gnu_get_libc_version());
	return name;
#elif defined(__BIONIC__)
	return "bionic";
#elif defined(__dietlibc__)
	return "dietlibc";
#elif defined(__KLIBC__)
	return "klibc";
#elif defined(__UCLIBC__)
	return "uclibc";
#elif defined(__linux__) && defined(__DEFINED_size_t)
	return "musl"; /* it names no macro, but this is how it defines types */
#else
	return "unknown";
#endif
}

static void
write_build(struct writer *w)
{
	writer_body(w, "build libc %s%s", libc_name(), linkage());
	writer_body(w, "build compiler %s", compiler());
	writer_body(w, "build probe %s", header_version());
}

static void
write_user(struct writer *w)
{
#if defined(HAVE_GETUID)
	writer_body(w, "user uid %lu", (unsigned long)host_getuid());
	writer_body(w, "user gid %lu", (unsigned long)host_getgid());
#else
	(void)w;
#endif
}

#if defined(HAVE_SETRLIMIT)
static void
write_limit(struct writer *w, const char *name, rlim_t limit)
{
	if (limit == RLIM_INFINITY)
		writer_body(w, "limit %s unlimited", name);
	else
		writer_body(w, "limit %s %llu", name,
		    (unsigned long long)limit);
}
#endif

static void
write_limits(struct writer *w)
{
#if defined(HAVE_SETRLIMIT)
	struct rlimit limit;

	if (host_getrlimit(RLIMIT_NOFILE, &limit) != 0)
		return;
	write_limit(w, "nofile", limit.rlim_cur);
	write_limit(w, "nofile-max", limit.rlim_max);
#else
	(void)w;
#endif
}

static void
write_numbers(struct writer *w)
{
	const struct numbering *n = numbers_host();
	int id;

	for (id = 0; id < SYMBOL_COUNT && !w->no_numbers; id++)
		if (n->known[id])
			writer_body(w, "number %s %d", symbol_name(id),
			    n->number[id]);
}

/* Effects from EFFECT_RETURN on are those of a pair. */
static void
write_absent(struct writer *w)
{
	int e;

#if !defined(HAVE_SIGACTION) || !defined(HAVE_SIGPENDING)
	writer_body(w, "absent %s", effect_name(EFFECT_SIGNAL));
#endif
	for (e = EFFECT_RETURN; e < EFFECT_COUNT; e++)
		if (!pair_shows((enum effect)e))
			writer_body(w, "absent %s",
			    effect_name((enum effect)e));
}

static void
write_untested(struct writer *w, enum dimension d, struct set s,
    const char *reason)
{
	struct arena a = ARENA_INIT;

	if (!set_empty(s))
		writer_body(w, "untested %s=%s %s", dimension_name(d),
		    dimension_set_print(&a, d, s, numbers_host()), reason);
	arena_free(&a);
}

/* The domains of the plan's first sweep are all that it has. */
static void
write_skipped(struct writer *w, const struct plan *p)
{
	const struct axis *domains = &p->sweep[0].product.axis[DIM_DOMAIN];
	struct arena a = ARENA_INIT;

	write_untested(w, DIM_DOMAIN,
	    values_skip_domains(&p->skips, &a, domains),
	    "needs --allow modules");
	write_untested(w, DIM_DOMAIN,
	    values_skip_domains_partly(&p->skips, &a, domains),
	    "in part: most types and protocols need --allow modules");
	arena_free(&a);
}

static void
write_slow(struct writer *w, const struct plan *p)
{
	char text[128];
	size_t i;
	int row;

	for (row = 0; values_skip_slow_text(row, text, sizeof(text)) != NULL;
	     row++)
		for (i = 0; i < p->sweeps; i++)
			if (values_skip_slow_matters(row,
				&p->sweep[i].product)) {
				writer_body(w, "slow %s", text);
				break;
			}
}

void
header_write(struct writer *w, const struct plan *p)
{
	size_t i;

	writer_start(w, TRACE_MAGIC);
	write_date(w);
	write_host(w);
	if (abi() != NULL)
		writer_body(w, "host abi %s", abi());
	write_filter(w);
	write_build(w);
	write_user(w);
	write_limits(w);
	writer_body(w, "plan %s %08lx", p->level, (unsigned long)plan_hash(p));
	if (p->shards != 0)
		writer_body(w, "shard %u/%u", p->shard, p->shards);
	write_numbers(w);
	write_absent(w);
	for (i = 0; i < p->untesteds; i++)
		write_untested(w, p->untested[i].dim, p->untested[i].set,
		    p->untested[i].reason);
	if (p->sweeps != 0)
		write_skipped(w, p);
	write_slow(w, p);
}
