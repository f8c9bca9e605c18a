/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * The lines of a trace before its sweeps: what the host is and how the probe
 * was built and started.  No name of a machine or a person, no path and
 * nothing of the environment is among them.
 */

#ifndef PAIRPROBE_HEADER_H
#define PAIRPROBE_HEADER_H

#include "t/probe/box/writer.h"
#include "t/probe/plan/plan.h"

/* "pairtest 0.1", as far as the build knows. */
const char *header_version(void);

void header_write(struct writer *w, const struct plan *p);

#endif
