/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Short files of a kernel, such as those in /proc: read or written at once. */

#ifndef PAIRPROBE_KERNEL_FILE_H
#define PAIRPROBE_KERNEL_FILE_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Reads the first size - 1 bytes at most; text is "" where nothing can be
 * read.  Returns whether something was.
 */
bool kernel_file_read(const char *path, char *text, size_t size);

/* Writes all of it at once.  Returns 0, or an errno. */
int kernel_file_write(const char *path, const char *text);

#endif
