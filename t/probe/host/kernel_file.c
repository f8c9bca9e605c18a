/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Files of a kernel. */

#include "t/probe/host/host.h"

#include <string.h>

#include "t/probe/host/kernel_file.h"

bool
kernel_file_read(const char *path, char *text, size_t size)
{
	const int fd = open(path, O_RDONLY);
	ssize_t n;

	n = fd < 0 ? 0 : read(fd, text, size - 1);
	text[n > 0 ? n : 0] = '\0';
	if (fd >= 0)
		close(fd);
	return n > 0;
}

int
kernel_file_write(const char *path, const char *text)
{
	const int fd = open(path, O_WRONLY);
	const size_t len = strlen(text);
	int error;

	if (fd < 0)
		return errno;
	error = write(fd, text, len) == (ssize_t)len ? 0 : errno;
	close(fd);
	return error;
}
