/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * What libFuzzer calls; FUZZ_TARGET is the name of one target.  The run ends
 * after FUZZ_SECONDS seconds of processor time (default: no end), so that a
 * busy machine does not shorten it.
 */

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "t/fuzz/fuzz.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max);
size_t
LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max, unsigned seed);

/* libFuzzer ends, with its statistics, at SIGUSR1. */
int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	const char *seconds = getenv("FUZZ_SECONDS");
	struct itimerspec end;
	struct sigevent event;
	timer_t timer;

	(void)argc;
	(void)argv;
	if (seconds == NULL)
		return 0;
	memset(&event, 0, sizeof(event));
	event.sigev_notify = SIGEV_SIGNAL;
	event.sigev_signo = SIGUSR1;
	memset(&end, 0, sizeof(end));
	end.it_value.tv_sec = strtol(seconds, NULL, 10);
	fuzz_require(timer_create(CLOCK_PROCESS_CPUTIME_ID, &event, &timer) ==
		    0 &&
		timer_settime(timer, 0, &end, NULL) == 0,
	    "there is no timer");
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
