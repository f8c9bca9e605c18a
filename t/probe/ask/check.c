/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Checks of a pair: the tables together, and what they share. */

#include "t/probe/host/host.h"

#include <string.h>

#include "t/probe/ask/check.h"
#include "t/probe/ask/script.h"
#include "t/probe/host/numbers.h"
#include "t/probe/host/program.h"

#ifndef MSG_DONTWAIT
#define MSG_DONTWAIT 0
#endif

/* A queue that has taken so much takes anything. */
enum { FILL_MAX = 64 * 1024 * 1024 };

static const struct check_row *const tables[] = {
	check_data_rows,
	check_end_rows,
	check_self_rows,
	check_share_rows,
	check_atomic_rows,
};

static const struct check_row *
row_find(enum check check)
{
	const struct check_row *row;
	size_t i;

	for (i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
		for (row = tables[i]; row->answer != NULL; row++)
			if (row->check == check)
				return row;
	return NULL;
}

/* The script of a check, or NULL. */
static const char *
script_of(enum check check)
{
	static const char *const scripts[CHECK_COUNT] = {
#define CHECK(id, word)
#define SCRIPT(id, word, steps) [CHECK_##id] = steps,
#include "lib/check.def"
#undef SCRIPT
#undef CHECK
	};

	return scripts[check];
}

int
check_pair(enum check check, struct subject *s)
{
	const char *script = script_of(check);

	return script != NULL ? script_run(script, s)
			      : row_find(check)->answer(s);
}

const char *
check_lacks(enum check check)
{
	if (check == CHECK_BIND && access("/tmp", W_OK | X_OK) != 0)
		return "there is no /tmp to make a socket in";
	if (check == CHECK_EXEC && row_find(check) != NULL)
		return program_lacks();
	if (check == CHECK_CALL || row_find(check) != NULL ||
	    (script_of(check) != NULL && script_known(script_of(check))))
		return NULL;
	return "this build of the probe cannot make that check";
}

int
check_errno(void)
{
	return numbers_errno(errno);
}

int
check_came(ssize_t n, int zero, int more)
{
	if (n < 0)
		return check_errno();
	return n == 0 ? zero : more;
}

ssize_t
check_say(int fd, const char *text, size_t len)
{
	return host_send(fd, text, len, MSG_NOSIGNAL | MSG_DONTWAIT);
}

ssize_t
check_hear(int fd, void *buf, size_t size)
{
	return host_recv(fd, buf, size, MSG_DONTWAIT);
}

int
check_fill(int fd)
{
	char block[1024];
	size_t sent;
	ssize_t n;

	memset(block, 'f', sizeof(block));
	for (sent = 0; sent < FILL_MAX; sent += (size_t)n) {
		n = check_say(fd, block, sizeof(block));
		if (n <= 0)
			break;
	}
	/* What is left is less than a block. */
	while (check_say(fd, block, 1) == 1)
		continue;
	return errno == EAGAIN || errno == EWOULDBLOCK || errno == ENOBUFS ? 0
									   : -1;
}

void
check_close_far(struct subject *s)
{
	host_close(s->far);
	s->far = -1;
}
