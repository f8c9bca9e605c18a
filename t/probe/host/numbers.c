/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The host's numbering, as the compiler saw it. */

#include "t/probe/host/host.h"

#include "t/probe/host/numbers.h"

static const struct numbering numbers = {
	.known = {
#define NUMBER(name) [SYM_##name] = true,
#include "t/probe/host/numbers.def"
#undef NUMBER
	},
	.number = {
#define NUMBER(name) [SYM_##name] = name,
#include "t/probe/host/numbers.def"
#undef NUMBER
	},
};

const struct numbering *
numbers_host(void)
{
	return &numbers;
}
