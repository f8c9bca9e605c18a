/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* pairprobe. */

#include "t/probe/probe.h"

int
main(int argc, char **argv)
{
	return probe_main(argc, argv);
}
