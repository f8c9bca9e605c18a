/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Sets as text of any length. */

#include "lib/plain.h"
#include "t/probe/box/settext.h"
#include "t/probe/host/numbers.h"

const char *
settext(struct arena *a, enum dimension d, struct set s)
{
	return plain_set(a, d, s, numbers_host());
}
