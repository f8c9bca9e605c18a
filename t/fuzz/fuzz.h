/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Fuzz targets: each reads size bytes as a reader of the project does, goes
 * on with what it read, and aborts where a property does not hold.
 */

#ifndef PAIRTEST_FUZZ_H
#define PAIRTEST_FUZZ_H

#include <stddef.h>
#include <stdint.h>

#include "lib/diag.h"

#define FUZZ_CONCAT(a, b) a##b
#define FUZZ_NAME(name) FUZZ_CONCAT(fuzz_, name)

void fuzz_calls(const uint8_t *data, size_t size);
void fuzz_cases(const uint8_t *data, size_t size);
void fuzz_expect(const uint8_t *data, size_t size);
void fuzz_library(const uint8_t *data, size_t size);
void fuzz_operand(const uint8_t *data, size_t size);
void fuzz_page(const uint8_t *data, size_t size);
void fuzz_table(const uint8_t *data, size_t size);
void fuzz_trace(const uint8_t *data, size_t size);

/* Aborts, with the words, unless it holds. */
void fuzz_require(int holds, const char *words);

/* Aborts unless why is one line of printable text that is not empty. */
void fuzz_complaint(const struct diag *why);

/* A file of these bytes; the same file again at the next call. */
const char *fuzz_file(const uint8_t *data, size_t size);

/*
 * Changes the size bytes of a trace in data, of which there is room for max,
 * by mutate, in the bodies of its lines; numbers and checks of the lines are
 * right afterwards.  Returns the new size.
 */
size_t fuzz_mend(uint8_t *data, size_t size, size_t max,
    size_t (*mutate)(uint8_t *data, size_t size, size_t max));

#endif
