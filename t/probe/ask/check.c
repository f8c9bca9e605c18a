/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Checks of a pair: the tables together. */

#include "t/probe/host/host.h"

#include "t/probe/ask/check.h"
#include "t/probe/ask/script.h"
#include "t/probe/host/program.h"

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
