/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* What fuzz targets have in common. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "t/fuzz/fuzz.h"

void
fuzz_require(int holds, const char *words)
{
	if (holds)
		return;
	fprintf(stderr, "fuzz: %s\n", words);
	abort();
}

void
fuzz_complaint(const struct diag *why)
{
	const char *p;

	fuzz_require(why->text[0] != '\0', "no reason is given");
	fuzz_require(strlen(why->text) < sizeof(why->text), "no end");
	for (p = why->text; *p != '\0'; p++)
		if ((*p >= 0 && *p < ' ') || *p == 127) {
			fprintf(stderr, "fuzz: %s\n", why->text);
			fuzz_require(0, "the reason is not one line of text");
		}
}

static char path[] = "/tmp/pairtest-fuzz.XXXXXX";

static void
file_remove(void)
{
	unlink(path);
}

const char *
fuzz_file(const uint8_t *data, size_t size)
{
	static int fd = -1;

	if (fd < 0) {
		fd = mkstemp(path);
		fuzz_require(fd >= 0, "no temporary file");
		atexit(file_remove);
	}
	fuzz_require(ftruncate(fd, 0) == 0 &&
		pwrite(fd, data, size, 0) == (ssize_t)size,
	    "the temporary file cannot be written");
	return path;
}
