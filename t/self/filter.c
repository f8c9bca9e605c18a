/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Runs a program under a filter of socket(2) alone, as container and service
 * managers install it: filter WHICH PROGRAM [ARGUMENT ...].  Exits with 77
 * where there are no such filters.
 */

#include <stdio.h>
#include <string.h>

#if defined(__linux__) && defined(__x86_64__)
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The low half of argument n, and what to do with one that is equal. */
#define LOAD(what) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (what))
#define ARGUMENT(n) \
	LOAD((unsigned)offsetof(struct seccomp_data, args) + 8 * (n))
#define UNLESS(value, skip) \
	BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (value), 0, (skip))
#define WHEN(value, skip) \
	BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (value), (skip), 0)
#define ALLOW BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)
#define REFUSE(error) BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (error))
#define NUMBER LOAD((unsigned)offsetof(struct seccomp_data, nr))

enum { AUDIT = 9, ALG = 38, VSOCK = 40 };

/* AF_ALG and AF_VSOCK are not permitted. */
static struct sock_filter docker[] = {
	NUMBER,
	UNLESS(SYS_socket, 4),
	ARGUMENT(0),
	WHEN(ALG, 1),
	UNLESS(VSOCK, 1),
	REFUSE(EPERM),
	ALLOW,
};

/* One protocol of AF_NETLINK is invalid. */
static struct sock_filter podman[] = {
	NUMBER,
	UNLESS(SYS_socket, 5),
	ARGUMENT(0),
	UNLESS(AF_NETLINK, 3),
	ARGUMENT(2),
	UNLESS(AUDIT, 1),
	REFUSE(EINVAL),
	ALLOW,
};

/* Only a few families are supported. */
static struct sock_filter systemd[] = {
	NUMBER,
	UNLESS(SYS_socket, 5),
	ARGUMENT(0),
	WHEN(AF_UNIX, 3),
	WHEN(AF_INET, 2),
	WHEN(AF_INET6, 1),
	REFUSE(EAFNOSUPPORT),
	ALLOW,
};

#define FILTER(name) \
	{ \
#name, \
		{ \
			sizeof(name) / sizeof(name[0]), name \
		} \
	}

static const struct {
	const char *name;
	struct sock_fprog program;
} filters[] = {
	FILTER(docker),
	FILTER(podman),
	FILTER(systemd),
};

int
main(int argc, char **argv)
{
	size_t i;

	for (i = 0; i < sizeof(filters) / sizeof(filters[0]); i++)
		if (argc > 2 && strcmp(argv[1], filters[i].name) == 0)
			break;
	if (i == sizeof(filters) / sizeof(filters[0])) {
		fprintf(stderr,
		    "usage: filter docker|podman|systemd"
		    " PROGRAM [ARGUMENT ...]\n");
		return 2;
	}
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
	    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filters[i].program) !=
		0) {
		perror("filter");
		return 77;
	}
	execvp(argv[2], argv + 2);
	perror(argv[2]);
	return 2;
}
#else
int
main(void)
{
	fputs("filter: filters are made for Linux on x86_64 alone\n", stderr);
	return 77;
}
#endif
