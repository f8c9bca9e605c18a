/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The parts that programs are put together of. */

#include "oracle/reproduce/source_parts.h"

static const char *const headers[HEADERS] = {
	"errno.h",
	"fcntl.h",
	"limits.h",
	"stdint.h",
	"stdio.h",
	"string.h",
	"sys/mman.h",
	"sys/resource.h",
	"sys/socket.h",
	"sys/stat.h",
	"unistd.h",
};

#define PAIR(n) \
	"static int room[4];\n" \
	"int *sv = (int *)(void *)((char *)room + " n ");\n"
#define PRIVATE "MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);\n"
#define TWO_PAGES \
	"const size_t size = (size_t)sysconf(_SC_PAGESIZE);\n" \
	"char *page = mmap(NULL, 2 * size, PROT_READ | PROT_WRITE,\n" \
	"    " PRIVATE "int *sv = (int *)(void *)(page + size) - 1;\n"
#define PROTECT(at) \
	"if (page == MAP_FAILED || mprotect(" at \
	", size, PROT_NONE) != 0)\n\treturn 2;\n"

static const struct part vectors[VECTOR_COUNT] = {
	[VECTOR_VALID] = { 0, "int room[2], *sv = room;\n", NULL, NULL, NULL },
	[VECTOR_MISALIGNED_1] = { 0, PAIR("1"), NULL, NULL, NULL },
	[VECTOR_MISALIGNED_2] = { 0, PAIR("2"), NULL, NULL, NULL },
	[VECTOR_MISALIGNED_3] = { 0, PAIR("3"), NULL, NULL, NULL },
	[VECTOR_NULL] = { 0, "int *volatile sv = NULL;\n", NULL, NULL, NULL },
	[VECTOR_ONE] = { 0, "int *volatile sv = (int *)1;\n", NULL, NULL,
	    NULL },
	[VECTOR_UNMAPPED] = { HEADER_MMAN,
	    "int *sv = mmap(NULL, 1, PROT_NONE, " PRIVATE, "munmap(sv, 1);\n",
	    NULL, NULL },
	[VECTOR_NO_ACCESS] = { HEADER_MMAN,
	    "int *sv = mmap(NULL, 1, PROT_NONE, " PRIVATE, NULL, NULL, NULL },
	[VECTOR_READ_ONLY] = { HEADER_STDINT,
	    "static const int fixed[2] = { -77, -77 };\n"
	    "int *sv = (int *)(uintptr_t)fixed;\n",
	    NULL, NULL, NULL },
	[VECTOR_TEXT] = { HEADER_STDINT,
	    "int *sv = (int *)((uintptr_t)&main & ~(uintptr_t)3);\n", NULL,
	    NULL, NULL },
	[VECTOR_BEYOND_EOF] = { HEADER_MMAN | HEADER_UNISTD,
	    "const size_t size = (size_t)sysconf(_SC_PAGESIZE);\n"
	    "FILE *f = tmpfile();\n"
	    "char *page = f == NULL ? NULL : mmap(NULL, 2 * size,\n"
	    "    PROT_READ | PROT_WRITE, MAP_SHARED, fileno(f), 0);\n"
	    "int *sv = (int *)(void *)(page + size);\n",
	    "if (f == NULL || fputc('x', f) == EOF || fflush(f) != 0)\n"
	    "\treturn 2;\n",
	    NULL, NULL },
	[VECTOR_KERNEL] = { HEADER_STDINT,
	    "int *volatile sv =\n"
	    "    (int *)(UINTPTR_MAX - UINTPTR_MAX / 0x20000);\n",
	    NULL, NULL, NULL },
	[VECTOR_ONES] = { HEADER_STDINT,
	    "int *volatile sv = (int *)UINTPTR_MAX;\n", NULL, NULL, NULL },
	[VECTOR_SECOND_BAD] = { HEADER_MMAN | HEADER_UNISTD, TWO_PAGES,
	    PROTECT("page + size"), NULL, NULL },
	[VECTOR_FIRST_BAD] = { HEADER_MMAN | HEADER_UNISTD, TWO_PAGES,
	    PROTECT("page"), NULL, NULL },
};

#define FILL(close) \
	"if (setrlimit(RLIMIT_NOFILE, &few) != 0)\n" \
	"\treturn 2;\nwhile (dup(2) >= 0)\n\tcontinue;\n" \
	"if (errno != EMFILE" close ")\n\treturn 2;\n"
#define FEW "struct rlimit few = { .rlim_cur = 16, .rlim_max = 16 };\n"

static const struct part fds[FDS_COUNT] = {
	[FDS_0] = { HEADER_RESOURCE | HEADER_UNISTD, FEW, FILL(""), NULL,
	    NULL },
	[FDS_1] = { HEADER_RESOURCE | HEADER_UNISTD, FEW,
	    FILL(" || close(15) != 0"), NULL, NULL },
	[FDS_2] = { HEADER_RESOURCE | HEADER_UNISTD, FEW,
	    FILL(" || close(14) != 0 || close(15) != 0"), NULL, NULL },
	[FDS_MANY] = { 0, NULL, NULL, NULL, NULL },
	[FDS_HOLES] = { HEADER_RESOURCE | HEADER_UNISTD, FEW,
	    FILL(" || close(5) != 0 || close(7) != 0"), NULL, NULL },
};

#define EACH_END "for (i = 0; i < 2; i++)\n"
#define FLAG(command, bit) \
	EACH_END \
	"\tseen |= ((fcntl(sv[i], " command ") & " bit ") == 0) == ASKED\n" \
	"\t    ? 1 << i : 0;\n"
#define OPTION "int n;\nsocklen_t len = sizeof(n);\n"
#define GET(name, compared) \
	"if (getsockopt(sv[0], SOL_SOCKET, " name \
	", &n, &len) != 0)\n\treturn 2;\n" compared

static const struct part effects[EFFECT_COUNT] = {
	[EFFECT_VECTOR] = { HEADER_STRING, "int now[2] = { -77, -77 };\n", NULL,
	    "seen = (now[0] != -77) + 2 * (now[1] != -77);\n", NULL },
	[EFFECT_LEAKED] = { HEADER_FCNTL, "int n = 0, fd;\n",
	    "for (fd = 0; fd < 256; fd++)\n"
	    "\tn -= fcntl(fd, F_GETFD) >= 0;\n",
	    "for (fd = 0; fd < 256; fd++)\n"
	    "\tn += fcntl(fd, F_GETFD) >= 0;\n"
	    "seen = n - 2 * (got == 0) > 0 ? n - 2 * (got == 0) : 0;\n",
	    NULL },
	[EFFECT_LOST] = { HEADER_FCNTL, "int n = 0, fd;\n",
	    "for (fd = 0; fd < 256; fd++)\n"
	    "\tn -= fcntl(fd, F_GETFD) >= 0;\n",
	    "for (fd = 0; fd < 256; fd++)\n"
	    "\tn += fcntl(fd, F_GETFD) >= 0;\n"
	    "seen = n - 2 * (got == 0) < 0 ? 2 * (got == 0) - n : 0;\n",
	    NULL },
	[EFFECT_DISTINCT] = { 0, NULL, NULL, "seen = sv[0] == sv[1];\n", NULL },
	[EFFECT_LOWEST] = { HEADER_UNISTD, "int low, next;\n",
	    "low = dup(2);\nnext = dup(2);\n"
	    "if (low < 0 || close(low) != 0 || close(next) != 0)\n"
	    "\treturn 2;\n",
	    "seen = sv[0] + sv[1] != low + next || (sv[0] != low &&\n"
	    "    sv[0] != next);\n",
	    NULL },
	[EFFECT_ORDER] = { 0, NULL, NULL, "seen = sv[0] > sv[1];\n", NULL },
	[EFFECT_SOCKETS] = { HEADER_STAT, "struct stat st;\nint i;\n", NULL,
	    EACH_END "\tseen |= (fstat(sv[i], &st) != 0 ||"
		     " !S_ISSOCK(st.st_mode)) << i;\n",
	    NULL },
	[EFFECT_UNNAMED] = { HEADER_STRING,
	    "union { struct sockaddr any; struct sockaddr_storage room;\n"
	    "    } name, none;\nsocklen_t len;\nint i;\n",
	    "memset(&none, 0, sizeof(none));\n",
	    "for (i = 0; i < 2; i++) {\n"
	    "\tmemset(&name, 0, len = sizeof(name));\n"
	    "\tseen |= (getsockname(sv[i], &name.any, &len) != 0 ||\n"
	    "\t    memcmp(name.any.sa_data, none.any.sa_data,\n"
	    "\t    sizeof(none.any.sa_data)) != 0) << i;\n}\n",
	    NULL },
	[EFFECT_CONNECTED] = { HEADER_FCNTL | HEADER_UNISTD,
	    "char byte;\nint i;\n", NULL,
	    "for (i = 0; i < 2; i++) {\n"
	    "\tfcntl(sv[!i], F_SETFL, O_NONBLOCK);\n"
	    "\tseen |= (write(sv[i], \"p\", 1) != 1 ||\n"
	    "\t    read(sv[!i], &byte, 1) != 1 || byte != 'p') << i;\n}\n",
	    NULL },
	[EFFECT_CLOEXEC] = { HEADER_FCNTL, "int i;\n", NULL,
	    FLAG("F_GETFD", "FD_CLOEXEC"), NULL },
	[EFFECT_NONBLOCK] = { HEADER_FCNTL, "int i;\n", NULL,
	    FLAG("F_GETFL", "O_NONBLOCK"), NULL },
	[EFFECT_CLOFORK] = { HEADER_FCNTL, "int i;\n", NULL,
	    FLAG("F_GETFD", "FD_CLOFORK"), "FD_CLOFORK" },
	[EFFECT_TYPE] = { 0, OPTION, NULL,
	    GET("SO_TYPE",
		"seen = n == ASKED ? 0 : n == SOCK_STREAM ? 1 :\n"
		"    n == SOCK_DGRAM ? 2 : n == SOCK_RAW ? 3 :\n"
		"    n == SOCK_SEQPACKET ? 5 : 6;\n"),
	    NULL },
	[EFFECT_DOMAIN] = { 0, OPTION, NULL,
	    GET("SO_DOMAIN", "seen = n != ASKED;\n"), "SO_DOMAIN" },
	[EFFECT_PROTOCOL] = { 0, OPTION, NULL,
	    GET("SO_PROTOCOL",
		"seen = n == ASKED || ASKED == 0 ? 0 :"
		" n == 0 ? 1 : 2;\n"),
	    "SO_PROTOCOL" },
	[EFFECT_ERRNO] = { 0, NULL, "errno = 77;\n", "seen = errno != 77;\n",
	    NULL },
	[EFFECT_NAME_LENGTH] = { 0,
	    "struct sockaddr_storage name;\n"
	    "socklen_t len = sizeof(name);\n",
	    NULL,
	    "if (getsockname(sv[0], (void *)&name, &len) != 0)\n"
	    "\treturn 2;\nseen = (int)len;\n",
	    NULL },
};

const char *
header_name(int header)
{
	return headers[header];
}

const struct part *
part_vector(int kind)
{
	return &vectors[kind];
}

const char *
part_vector_seen(int kind)
{
	if (kind <= VECTOR_MISALIGNED_3 || kind == VECTOR_READ_ONLY)
		return "2 * sizeof(int)";
	return kind == VECTOR_SECOND_BAD ? "sizeof(int)" : NULL;
}

const struct part *
part_fds(int kind)
{
	return kind == FDS_MANY || fds[kind].before != NULL ? &fds[kind] : NULL;
}

const struct part *
part_effect(enum effect e)
{
	return effects[e].after != NULL ? &effects[e] : NULL;
}
