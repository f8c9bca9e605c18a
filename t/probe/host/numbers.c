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

int
numbers_errno(int number)
{
	int id;

	if (number == NUMBERS_UNSET)
		number = 0;
	id = numbering_name(&numbers, SYMBOL_ERRNO, number);
	return id >= 0 ? ANSWER_SYMBOL + id : ANSWER_ERRNO + (number & 0xfff);
}

int
numbers_signal(int number)
{
	int id;

	/* The alarm is the time limit of a request. */
	if (number == SIGALRM)
		return ANSWER_HANG;
	id = numbering_name(&numbers, SYMBOL_SIGNAL, number);
	return id >= 0 ? ANSWER_SYMBOL + id : ANSWER_SIGNAL + (number & 0xfff);
}
