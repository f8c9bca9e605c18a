/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* What this host and this process can do. */

#include "t/probe/host/host.h"

#include "t/probe/ask/script.h"
#include "t/probe/ask/request.h"
#include "t/probe/plan/means.h"
#include "t/probe/shortage/shortage.h"
#include "t/probe/state/privilege.h"
#include "t/probe/state/state.h"

/* Enters a state in a child.  Returns 0, or -1 with the reason. */
#if defined(HOST_HAS_WORKERS)
static int
try_state(int privilege, int fds, struct diag *why)
{
	struct diag *shared;
	int status;
	pid_t pid;

	shared = host_mmap(NULL, sizeof(*shared), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (shared == MAP_FAILED || (pid = host_fork()) < 0)
		return diag_set(why, "no process can be started: %s",
		    strerror(errno));
	if (pid == 0)
		host_exit(state_enter(privilege, fds, shared) != 0);
	while (host_waitpid(pid, &status, 0) < 0 && errno == EINTR)
		continue;
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		status = 0;
	else if (WIFEXITED(status))
		status = diag_set(why, "%s", shared->text);
	else
		status = diag_set(why, "a process that tries dies");
	host_munmap(shared, sizeof(*shared));
	return status;
}
#else
static int
try_state(int privilege, int fds, struct diag *why)
{
	if (fds != FDS_MANY)
		return diag_set(why, "this host has no processes");
	return privilege == privilege_own()
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
	if (value == privilege_own())
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
	return try_state(privilege_own(), value, why);
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
means_lack(struct means *m, struct arena *a, enum dimension d, int value)
{
	struct diag why;

	if (tries[d] == NULL || tries[d](m, value, &why) == 0)
		return NULL;
	return arena_text(a, why.text, strlen(why.text));
}
