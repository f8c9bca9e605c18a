/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Checks of a pair: each uses a fresh pair in one way and returns the result.
 * They know nothing of the right result.  A check is a script of
 * lib/check.def.  Its steps are separated by "; ", words by one space:
 *
 *   near|far VERB [NUMBER ...] [FLAG ...]   is done by this process
 *   asleep near|far VERB ...                is done by a child
 *   woken                                   the answer of the child
 *   sleeping                                whether the child still waits
 *   settle                                  waits until the child waits
 *   signal                                  sends a signal to the child
 *   raised SIGNAL                           whether it is pending here
 *   strays                                  descriptors more than before
 *   as SENSE                                the last answer in other words
 *
 * The answer to the last step is that of the check.  The child has no copy of
 * the other end.  Flags are those of messages (peek, waitall, ...); "plain"
 * says that the call gets no other flag, and so may wait and raise a signal.
 */

#ifndef PAIRPROBE_SCRIPT_H
#define PAIRPROBE_SCRIPT_H

#include "lib/dimension.h"
#include "t/probe/ask/pair.h"

/* What a check works on. */
struct subject {
	int near; /* the end that is looked at */
	int far;  /* its peer; both are -1 once closed */
	const struct pair *pair;
};

/* The answer to a check, a word or an errno.  May close either end. */
int script_check(enum check check, struct subject *s);

/* Whether a check is about the call, not about an end. */
bool script_about_call(enum check check);

/* Why a check cannot be made on this host, or NULL. */
const char *script_check_lacks(enum check check);

/* The same of any script. */
const char *script_lacks(const char *script);

#endif
