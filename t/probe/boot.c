/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The probe as the first process. */

#include "t/probe/host/host.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "t/probe/boot.h"

#define PREFIX "pairprobe."

char **
boot_arguments(struct arena *a, int *argc, char **argv, const char *line)
{
	const size_t prefix = strlen(PREFIX);
	char **all, *option;
	size_t len;
	int n;

	all = arena_get(a, ((size_t)*argc + strlen(line) + 1) * sizeof(*all));
	for (n = 0; n < *argc; n++)
		all[n] = argv[n];
	for (; *line != '\0'; line += len + (line[len] != '\0')) {
		len = strcspn(line, " \n");
		/* What follows "--" is in argv already. */
		if (len == 2 && strncmp(line, "--", 2) == 0)
			break;
		if (len <= prefix || strncmp(line, PREFIX, prefix) != 0)
			continue;
		option = arena_get(a, len + sizeof("--"));
		sprintf(option, "--%.*s", (int)(len - prefix), line + prefix);
		all[n++] = option;
	}
	all[n] = NULL;
	*argc = n;
	return all;
}

#if defined(__linux__) && defined(HAVE_SYSCALL) && defined(SYS_mount) && \
    defined(SYS_reboot)

#define OWN_NAMESPACE "/proc/self/ns/pid"
#define CONSOLE "/dev/console"

/* A device for each descriptor, or none that is open. */
static void
console_open(void)
{
	int fd;

	if (fcntl(STDOUT_FILENO, F_GETFD) >= 0)
		return;
	do
		fd = open(CONSOLE, O_RDWR);
	while (fd >= 0 && fd < STDERR_FILENO);
}

/* Mounts what is missing.  What cannot be mounted is done without. */
static void
mount_missing(void)
{
	static const struct {
		const char *shows; /* that it is there, if it can be accessed */
		int mode;
		const char *type, *where;
	} wanted[] = {
		{ "/proc/self", F_OK, "proc", "/proc" },
		{ "/dev/null", F_OK, "devtmpfs", "/dev" },
		{ "/tmp", W_OK, "tmpfs", "/tmp" },
	};
	size_t i;

	for (i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++) {
		if (access(wanted[i].shows, wanted[i].mode) == 0)
			continue;
		mkdir(wanted[i].where, 01777);
		host_syscall(SYS_mount, wanted[i].type, wanted[i].where,
		    wanted[i].type, 0, NULL);
	}
}

/*
 * Whether the machine has been started for this process.  The first process
 * of a container is in a namespace that is not the first, whose number is
 * fixed; a kernel without such namespaces has no containers.
 */
static bool
is_machine(void)
{
	enum { FIRST_LEN = sizeof("pid:[4026531836]") - 1 };
	char name[64];
	ssize_t n;

	n = readlink(OWN_NAMESPACE, name, sizeof(name));
	if (n < 0)
		return access("/proc/self", F_OK) == 0 &&
		    access("/proc/self/ns", F_OK) != 0;
	return n == FIRST_LEN &&
	    strncmp(name, "pid:[4026531836]", FIRST_LEN) == 0;
}

/* The command line of the kernel, of which nothing longer is read. */
static void
kernel_line(char *text, size_t size)
{
	FILE *f;
	size_t n;

	n = 0;
	f = fopen("/proc/cmdline", "r");
	if (f != NULL) {
		n = fread(text, 1, size - 1, f);
		fclose(f);
	}
	text[n] = '\0';
}

char **
boot_start(struct boot *b, int *argc, char **argv)
{
	char line[4096]; /* no kernel has a longer one */

	memset(b, 0, sizeof(*b));
	if (getpid() != 1)
		return argv;
	mount_missing();
	console_open();
	b->machine = is_machine();
	if (!b->machine)
		return argv;
	kernel_line(line, sizeof(line));
	return boot_arguments(&b->arena, argc, argv, line);
}

void
boot_end(struct boot *b)
{
	/* As reboot(2) documents them. */
	const unsigned magic = 0xfee1dead, again = 672274793;
	const unsigned power_off = 0x4321fedc;

	arena_free(&b->arena);
	if (!b->machine)
		return;
	fflush(stdout);
	sync();
	host_syscall(SYS_reboot, magic, again, power_off, NULL);
}

#else

char **
boot_start(struct boot *b, int *argc, char **argv)
{
	memset(b, 0, sizeof(*b));
	(void)argc;
	return argv;
}

void
boot_end(struct boot *b)
{
	arena_free(&b->arena);
}

#endif
