/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Checks that are scripts: steps for one or two parties, as lib/check.def
 * has them.  Steps are separated by "; ", words by one space:
 *
 *   near|far VERB [NUMBER ...] [FLAG ...]   is done by this process
 *   asleep near|far VERB ...                by a child, which has that end
 *   woken                                   what that led to
 *   sleeping                                whether the child still waits
 *   signal                                  the child gets one
 *   raised SIGNAL                           whether it is pending here
 *   strays                                  descriptors more than before
 *
 * The answer to the last step is that of the check.
 */

#ifndef PAIRPROBE_SCRIPT_H
#define PAIRPROBE_SCRIPT_H

#include "t/probe/ask/subject.h"

int script_run(const char *script, struct subject *s);

/* Whether this build has all verbs of a script. */
bool script_known(const char *script);

#endif
