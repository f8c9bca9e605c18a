/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* What this host and this process can do. */

#include "t/probe/host/host.h"

#include "t/probe/ask/check.h"
#include "t/probe/ask/request.h"
#include "t/probe/plan/means.h"
#include "t/probe/shortage/shortage.h"
#include "t/probe/state/privilege.h"
#include "t/probe/state/state.h"

/* Enters a state in a child: 0, or the errno that it met. */
#if defined(HOST_HAS_WORKERS)
static int
try_state(int privilege, int fds)
{
	int status;
	pid_t pid;

	pid = host_fork();
	if (pid < 0)
		return errno;
	if (pid == 0)
		host_exit(state_enter(privilege, fds) & 0xff);
	while (host_waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return errno;
	return WIFEXITED(status) ? WEXITSTATUS(status) : EINVAL;
}
#else
static int
try_state(int privilege, int fds)
{
	return privilege == privilege_own() && fds == FDS_MANY ? 0 : ENOSYS;
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
	static const char *const doing[PRIVILEGE_COUNT] = {
		[PRIVILEGE_USER] = "drop its privilege",
		[PRIVILEGE_NAMESPACE] = "have namespaces of its own",
		[PRIVILEGE_CONFINED] = "enter a profile that forbids sockets",
	};
	int error;

	(void)m;
	if (value == privilege_own())
		return 0;
	if (value == PRIVILEGE_ROOT)
		return diag_set(why, "started without privilege");
	error = try_state(value, FDS_MANY);
	return error == 0 ? 0
			  : diag_set(why, "no process can %s: %s", doing[value],
				strerror(error));
}

static int
fds_try(struct means *m, int value, struct diag *why)
{
	int error;

	(void)m;
	if (value == FDS_MANY)
		return 0;
	error = try_state(privilege_own(), value);
	return error == 0 ? 0
			  : diag_set(why,
				"no process can have"
				" its descriptors so: %s",
				strerror(error));
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
	lacks = check_lacks((enum check)value);
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
means_lack(struct means *m, struct arena *a, enum dimension d, int value)
{
	struct diag why;

	if (tries[d] == NULL || tries[d](m, value, &why) == 0)
		return NULL;
	return arena_text(a, why.text, strlen(why.text));
}
