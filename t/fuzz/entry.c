/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * What libFuzzer calls; FUZZ_TARGET is the name of one target.  The run ends
 * after FUZZ_SECONDS seconds of processor time (default: no end), so that a
 * busy machine does not shorten it.
 */

#include <signal.h>
#include <stdlib.h>
#include <sys/time.h>

#include "t/fuzz/fuzz.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max);
size_t
LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max, unsigned seed);

/* libFuzzer ends, with its statistics, at SIGUSR1. */
static void
time_over(int number)
{
	(void)number;
	raise(SIGUSR1);
}

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	struct itimerval end = { { 0, 0 }, { 0, 0 } };
	const char *seconds;

	(void)argc;
	(void)argv;
	seconds = getenv("FUZZ_SECONDS");
	if (seconds != NULL) {
		end.it_value.tv_sec = strtol(seconds, NULL, 10);
		signal(SIGPROF, time_over);
		setitimer(ITIMER_PROF, &end, NULL);
	}
	return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	FUZZ_NAME(FUZZ_TARGET)(data, size);
	return 0;
}

#ifdef FUZZ_MEND
/* One of eight changes is to the lines themselves. */
size_t
LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max, unsigned seed)
{
	return seed % 8 == 0 ? LLVMFuzzerMutate(data, size, max)
			     : fuzz_mend(data, size, max, LLVMFuzzerMutate);
}
#endif
