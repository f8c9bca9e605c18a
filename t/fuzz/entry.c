/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* What libFuzzer calls; FUZZ_TARGET is the name of one target. */

#include "t/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max);
size_t
LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max, unsigned seed);

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
