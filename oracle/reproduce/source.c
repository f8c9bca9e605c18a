/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Programs that show a specimen, put together of pieces of C. */

#include <stdio.h>
#include <string.h>

#include "oracle/base/escape.h"
#include "oracle/base/text.h"
#include "oracle/reproduce/reproduce.h"

/* Headers, in the order in which they are included. */
enum header {
	HEADER_ERRNO = 1 << 0,
	HEADER_FCNTL = 1 << 1,
	HEADER_LIMITS = 1 << 2,
	HEADER_STDINT = 1 << 3,
	HEADER_STDIO = 1 << 4,
	HEADER_STRING = 1 << 5,
	HEADER_MMAN = 1 << 6,
	HEADER_RESOURCE = 1 << 7,
	HEADER_SOCKET = 1 << 8,
	HEADER_STAT = 1 << 9,
	HEADER_UNISTD = 1 << 10
};
enum { HEADERS = 11 };

/*
 * A piece of C: lines without their tab, each ended by a newline; NULL for
 * none.  The result vector is sv, an effect's value is left in seen, and
 * ASKED is the value that was asked for.
 */
struct part {
	unsigned headers;
	const char *declare;
	const char *before; /* the call */
	const char *after;
	const char *name; /* that a host may lack, or NULL */
};

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
	", size, PROT_NONE) != 0)\n\treturn cannot(\"arrange the request\");\n"

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
	    "\treturn cannot(\"arrange the request\");\n",
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
	"\treturn cannot(\"arrange the request\");\n" \
	"while (dup(2) >= 0)\n\tcontinue;\n" \
	"if (errno != EMFILE" close \
	")\n\treturn cannot(\"arrange the request\");\n"
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
	", &n, &len) != 0)\n\treturn cannot(\"look at the pair\");\n" compared

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
	    "\treturn cannot(\"arrange the request\");\n",
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
	    "\treturn cannot(\"look at the pair\");\nseen = (int)len;\n",
	    NULL },
};

/* How many bytes of the vector can be read back, as C; NULL for none. */
static const char *
part_vector_seen(int kind)
{
	if (kind <= VECTOR_MISALIGNED_3 || kind == VECTOR_READ_ONLY)
		return "2 * sizeof(int)";
	return kind == VECTOR_SECOND_BAD ? "sizeof(int)" : NULL;
}

/* How to arrange descriptors; NULL: no short program can. */
static const struct part *
part_fds(int kind)
{
	return kind == FDS_MANY || fds[kind].before != NULL ? &fds[kind] : NULL;
}

/* How to find an effect's value, seen; NULL: no short program can. */
static const struct part *
part_effect(enum effect e)
{
	return effects[e].after != NULL ? &effects[e] : NULL;
}

enum { COLUMNS = 78, CITATION_LINES = 4 };

/* A paragraph being filled: each line behind a margin. */
struct paragraph {
	FILE *f;
	const char *margin;
	char *(*escape)(struct arena *, const char *);
	struct arena arena;
	int column; /* 0: no line is begun */
	int lines;
	int most; /* lines; 0: any number */
};

static void
word_add(struct paragraph *p, const char *word, size_t len)
{
	if (p->column != 0 && p->column + 1 + (int)len > COLUMNS) {
		if (p->lines == p->most)
			fputs(" ...", p->f);
		fputs("\n", p->f);
		p->column = 0;
	}
	if (p->column == 0) {
		p->lines++;
		if (p->most != 0 && p->lines > p->most)
			return;
		fputs(p->margin, p->f);
		p->column = (int)strlen(p->margin);
	} else {
		putc(' ', p->f);
		p->column++;
	}
	fwrite(word, 1, len, p->f);
	p->column += (int)len;
}

/* The text may be anyone's: it is escaped for where the paragraph goes. */
static void
words_add(struct paragraph *p, const char *text)
{
	size_t len;

	text = p->escape(&p->arena, text);
	for (text += strspn(text, " "); *text != '\0';
	     text += strspn(text, " ")) {
		len = strcspn(text, " ");
		if (p->most == 0 || p->lines <= p->most)
			word_add(p, text, len);
		text += len;
	}
}

static void
paragraph_end(struct paragraph *p)
{
	if (p->column != 0)
		putc('\n', p->f);
	p->column = p->lines = 0;
}

static void
call_add(struct paragraph *p, const struct specimen *s)
{
	words_add(p,
	    text_format(&p->arena, "socketpair(%s, %s, %s)%s%s", s->argument[0],
		s->argument[1], s->argument[2],
		*s->state != '\0' ? " with " : "", s->state));
}

/* "DOCUMENT at CITATION (clause TABLE:CLAUSE): text". */
static void
citation_add(struct paragraph *p, const struct specimen *s)
{
	const struct clause *c;

	words_add(p, s->table->document);
	if (s->clause == CLAUSE_NONE)
		return;
	c = &s->table->clause[s->clause];
	words_add(p,
	    text_format(&p->arena, "at %s (clause %s:%s): %s", c->citation,
		s->table->name, c->id, c->text));
}

static void
labelled(struct paragraph *p, const char *label, const char *text)
{
	words_add(p, label);
	words_add(p, *text != '\0' ? text : "nothing certain");
}

static void
head_write(const struct specimen *s, FILE *f)
{
	struct paragraph p = { f, " * ", escape_c_comment, ARENA_INIT, 0, 0,
		0 };

	fputs("/*\n", f);
	call_add(&p, s);
	paragraph_end(&p);
	labelled(&p, "Expected:", s->allowed);
	paragraph_end(&p);
	if (s->got != NULL) {
		labelled(&p, "Got:", s->got);
		if (s->host != NULL)
			labelled(&p, "on", s->host);
		paragraph_end(&p);
	}
	p.most = CITATION_LINES;
	citation_add(&p, s);
	paragraph_end(&p);
	p.most = 0;
	words_add(&p, "Exit status: 0 conforms, 1 deviates, 2 inconclusive.");
	paragraph_end(&p);
	fputs(" */\n", f);
	arena_free(&p.arena);
}

static void
report_write(const struct specimen *s, FILE *f)
{
	struct paragraph p = { f, "", escape_terminal, ARENA_INIT, 0, 0, 0 };

	words_add(&p, "Subject:");
	call_add(&p, s);
	if (s->got != NULL) {
		words_add(&p, "gives");
		words_add(&p, s->got);
	}
	paragraph_end(&p);
	fputs("\nCall:\n\n", f);
	p.margin = "    ";
	call_add(&p, s);
	paragraph_end(&p);
	if (s->got != NULL) {
		/* Text of a trace goes into blocks, where it is no markup. */
		fputs("\nResult:\n\n", f);
		words_add(&p, s->got);
		if (s->host != NULL)
			labelled(&p, "on", s->host);
		paragraph_end(&p);
	}
	fputs("\nExpected:\n\n", f);
	labelled(&p, "", s->allowed);
	paragraph_end(&p);
	fputs("\nAccording to:\n\n", f);
	citation_add(&p, s);
	paragraph_end(&p);
	fputs(
	    "\nThe program below exits with 1 where the host deviates so, with"
	    " 0 where it\nconforms, and with 2 where it cannot tell.\n\n",
	    f);
	arena_free(&p.arena);
}

/* A program in the making. */
struct program {
	const struct specimen *s;
	FILE *f;
	const struct part *part[3]; /* vector, descriptors, effect */
	const char *seen;	    /* bytes of the vector to look at */
};

enum { PART_VECTOR, PART_FDS, PART_EFFECT, PARTS };

/* Names that POSIX has; others are asked for by #ifdef. */
static const char *const posix[] = {
	"AF_INET",
	"AF_INET6",
	"AF_UNIX",
	"AF_UNSPEC",
	"SOCK_DGRAM",
	"SOCK_RAW",
	"SOCK_SEQPACKET",
	"SOCK_STREAM",
	"EACCES",
	"EAFNOSUPPORT",
	"EAGAIN",
	"EBADF",
	"EFAULT",
	"EINTR",
	"EINVAL",
	"EIO",
	"EMFILE",
	"ENFILE",
	"ENOBUFS",
	"ENODEV",
	"ENOMEM",
	"ENOSYS",
	"ENXIO",
	"EOPNOTSUPP",
	"EPERM",
	"EPROTONOSUPPORT",
	"EPROTOTYPE",
	"INT_MAX",
	"INT_MIN",
};

static bool
is_posix(const char *name, size_t len)
{
	size_t i;

	for (i = 0; i < sizeof(posix) / sizeof(posix[0]); i++)
		if (strlen(posix[i]) == len && memcmp(posix[i], name, len) == 0)
			return true;
	return false;
}

static int
program_refuse(const char *what, struct diag *why)
{
	return diag_set(why,
	    "no short program can arrange or see %s; give"
	    " another request or finding",
	    what);
}

/* Chooses the parts, or says which one there is not. */
static int
parts_choose(struct program *p, struct diag *why)
{
	const struct specimen *s = p->s;
	char what[64];

	if (s->value[DIM_ENTRY] != ENTRY_LIBC)
		return program_refuse("an entry other than libc", why);
	if (s->value[DIM_CHECK] != CHECK_CALL)
		return program_refuse("a check of the pair", why);
	if (s->value[DIM_RESOURCE] != RESOURCE_AMPLE)
		return program_refuse("a system that has run out of something",
		    why);
	if (!s->any_privilege && s->value[DIM_PRIVILEGE] > PRIVILEGE_USER)
		return program_refuse("such a privilege", why);
	p->part[PART_VECTOR] = &vectors[s->value[DIM_VECTOR]];
	p->part[PART_FDS] = part_fds((int)s->value[DIM_FDS]);
	if (p->part[PART_FDS] == NULL)
		return program_refuse("such descriptors", why);
	if (s->effect == EFFECT_COUNT)
		return 0;
	p->part[PART_EFFECT] = part_effect(s->effect);
	if (s->effect == EFFECT_VECTOR)
		p->seen = part_vector_seen((int)s->value[DIM_VECTOR]);
	if (p->part[PART_EFFECT] != NULL &&
	    (s->effect != EFFECT_VECTOR || p->seen != NULL))
		return 0;
	snprintf(what, sizeof(what), "the effect %s there",
	    effect_name(s->effect));
	return program_refuse(what, why);
}

static void
headers_write(const struct program *p)
{
	unsigned need;
	int i;

	need = HEADER_ERRNO | HEADER_STDIO | HEADER_STRING | HEADER_SOCKET;
	for (i = 0; i < PARTS; i++)
		if (p->part[i] != NULL)
			need |= p->part[i]->headers;
	for (i = 0; i < 3; i++)
		if (strstr(p->s->argument[i], "INT_M") != NULL)
			need |= HEADER_LIMITS;
	if (!p->s->any_privilege)
		need |= HEADER_UNISTD;
	for (i = 0; i < HEADERS; i++)
		if (need & 1u << i)
			fprintf(p->f, "#include <%s>\n", headers[i]);
}

/* The names of an argument that a host may lack. */
static int
argument_guard(const struct program *p, const char *text, int lead)
{
	size_t len;

	for (; *text != '\0'; text += len + (text[len] == '|')) {
		len = strcspn(text, "|");
		if (strchr("-0123456789", *text) != NULL || is_posix(text, len))
			continue;
		fprintf(p->f, "%s!defined(%.*s)", lead ? " || " : "#if ",
		    (int)len, text);
		lead = 1;
	}
	return lead;
}

/* Writes an #if for names that a host may lack; returns whether it did. */
static int
guard_write(const struct program *p)
{
	const struct part *part = p->part[PART_EFFECT];
	int i, lead;

	lead = 0;
	for (i = 0; i < 3; i++)
		lead = argument_guard(p, p->s->argument[i], lead);
	if (part != NULL && part->name != NULL)
		lead = argument_guard(p, part->name, lead);
	if (lead)
		fputs("\n"
		      "int main(void) { puts(\"inconclusive: no such name\");"
		      " return INCONCLUSIVE; }\n"
		      "#else\n",
		    p->f);
	return lead;
}

/* Each line of a part, behind a tab. */
static void
lines_write(const struct program *p, const char *text)
{
	size_t len;

	for (; text != NULL && *text != '\0'; text += len + 1) {
		len = strcspn(text, "\n");
		fprintf(p->f, "\t%.*s\n", (int)len, text);
	}
}

/* "int n;" of an effect's part: what ASKED stands for. */
static void
asked_write(const struct program *p)
{
	static const struct {
		enum effect effect;
		const char *flag;
	} flags[] = {
		{ EFFECT_CLOEXEC, "SOCK_CLOEXEC" },
		{ EFFECT_NONBLOCK, "SOCK_NONBLOCK" },
		{ EFFECT_CLOFORK, "SOCK_CLOFORK" },
	};
	const char *const *arg = p->s->argument;
	size_t i;

	if (p->s->effect == EFFECT_TYPE)
		fprintf(p->f, "#define ASKED %.*s\n", (int)strcspn(arg[1], "|"),
		    arg[1]);
	if (p->s->effect == EFFECT_DOMAIN)
		fprintf(p->f, "#define ASKED %s\n", arg[0]);
	if (p->s->effect == EFFECT_PROTOCOL)
		fprintf(p->f, "#define ASKED %s\n", arg[2]);
	for (i = 0; i < sizeof(flags) / sizeof(flags[0]); i++)
		if (p->s->effect == flags[i].effect)
			fprintf(p->f, "#define ASKED %d\n",
			    strstr(arg[1], flags[i].flag) != NULL);
}

static void
call_write(const struct program *p, const char *call)
{
	const char *const *arg = p->s->argument;

	fprintf(p->f, "%s%s, %s, %s", call, arg[0], arg[1], arg[2]);
}

/* How an answer stands in C; NULL: as no errno that can be compared. */
static const char *
answer_in_c(int answer, char *buf, size_t size)
{
	if (answer == ANSWER_OK)
		return "0";
	if (answer == ANSWER_SOCKET)
		return "want";
	return answer_is_errno(answer) && answer < ANSWER_ERRNO
	    ? answer_text(answer, buf, size)
	    : NULL;
}

static bool
wants_socket(const struct specimen *s)
{
	size_t i;

	for (i = 0; i < s->answers; i++)
		if (s->answer[i] == ANSWER_SOCKET)
			return true;
	return false;
}

/* "leaked" is a number and not one of some words. */
static bool
effect_is_number(enum effect e)
{
	char text[32];

	return strspn(effect_text(e, 0, text, sizeof(text)), "0") != 0;
}

/* The words of an effect's values, by number, and one beyond them. */
static void
words_write(const struct program *p)
{
	const enum effect e = p->s->effect;
	char text[32];
	unsigned v;

	fputs("\tstatic const char *const word[] = { ", p->f);
	for (v = 0; v < 8; v++) {
		effect_text(e, v, text, sizeof(text));
		if (effect_value(e, text, strlen(text)) != (int)v)
			break;
		if (v == 4)
			fputs("\n\t    ", p->f);
		fprintf(p->f, "\"%s\", ", text);
	}
	fputs("};\n", p->f);
}

static void
declarations_write(const struct program *p)
{
	const struct specimen *s = p->s;
	int i;

	if (s->effect == EFFECT_COUNT && wants_socket(s)) {
		call_write(p, "\tconst int fd = socket(");
		fputs("), want = fd < 0 ? errno : 0;\n", p->f);
	}
	for (i = 0; i < PARTS; i++)
		if (p->part[i] != NULL)
			lines_write(p, p->part[i]->declare);
	if (s->effect != EFFECT_COUNT && !effect_is_number(s->effect))
		words_write(p);
	fputs(s->effect == EFFECT_COUNT ? "\tint got;\n\n"
					: "\tint got, seen = 0;\n\n",
	    p->f);
}

static void
state_write(const struct program *p)
{
	const struct specimen *s = p->s;
	int i;

	for (i = 0; i < PARTS; i++)
		if (i != PART_EFFECT)
			lines_write(p, p->part[i]->before);
	if (!s->any_privilege && s->value[DIM_PRIVILEGE] == PRIVILEGE_USER)
		lines_write(p,
		    "if (geteuid() == 0 && (setgid(65534) != 0 ||"
		    " setuid(65534) != 0))\n\treturn"
		    " cannot(\"become another user\");\n");
	else if (!s->any_privilege)
		lines_write(p,
		    "if (geteuid() != 0)\n\treturn"
		    " cannot(\"ask without being root\");\n");
	if (p->part[PART_EFFECT] != NULL)
		lines_write(p, p->part[PART_EFFECT]->before);
	if (p->seen != NULL && s->value[DIM_VECTOR] != VECTOR_READ_ONLY)
		fprintf(p->f, "\tmemcpy(sv, now, %s);\n", p->seen);
}

/* Answers that every host has a name for, in one condition. */
static void
posix_check_write(const struct program *p)
{
	const char *name;
	char text[64];
	size_t i, count;

	count = 0;
	for (i = 0; i < p->s->answers; i++) {
		name = answer_in_c(p->s->answer[i], text, sizeof(text));
		if (name == NULL ||
		    (*name == 'E' && !is_posix(name, strlen(name))))
			continue;
		if (count == 0)
			fputs("\tif (", p->f);
		else
			fputs(count % 3 == 0 ? " ||\n\t    " : " || ", p->f);
		fprintf(p->f, "got == %s", name);
		count++;
	}
	if (count != 0)
		fputs(")\n\t\treturn CONFORMS;\n", p->f);
}

/* A host that lacks the name of an errno never returns it. */
static void
answer_check_write(const struct program *p)
{
	const char *name;
	char text[64];
	size_t i;

	posix_check_write(p);
	for (i = 0; i < p->s->answers; i++) {
		name = answer_in_c(p->s->answer[i], text, sizeof(text));
		if (name != NULL && *name == 'E' &&
		    !is_posix(name, strlen(name)))
			fprintf(p->f,
			    "#ifdef %s\n\tif (got == %s)\n"
			    "\t\treturn CONFORMS;\n#endif\n",
			    name, name);
	}
	lines_write(p,
	    p->s->open ? "return INCONCLUSIVE; /* it depends on the host */\n"
		       : "return DEVIATES;\n");
}

/* "type=SOCK_STREAM, expected asked"; which values conform. */
static void
effect_verdict_write(const struct program *p)
{
	const struct specimen *s = p->s;
	const bool number = effect_is_number(s->effect);
	char text[32];
	size_t i;

	fprintf(p->f, "\tprintf(\"%s=%s, expected ", effect_name(s->effect),
	    number ? "%d" : "%s");
	for (i = 0; i < s->effect_values; i++)
		fprintf(p->f, "%s%s", i ? "|" : "",
		    effect_text(s->effect, s->effect_value[i], text,
			sizeof(text)));
	fprintf(p->f, "\\n\", %s);\n", number ? "seen" : "word[seen]");
	for (i = 0; i < s->effect_values; i++) {
		effect_text(s->effect, s->effect_value[i], text, sizeof(text));
		if (number)
			fprintf(p->f, "\tif (seen == %s)\n", text);
		else
			fprintf(p->f,
			    "\tif (strcmp(word[seen], \"%s\") == 0)\n", text);
		fputs("\t\treturn CONFORMS;\n", p->f);
	}
	fputs("\treturn DEVIATES;\n", p->f);
}

static void
effect_check_write(const struct program *p)
{
	const struct specimen *s = p->s;

	fprintf(p->f, "\tif (got %s 0)\n\t\treturn cannot(\"%s\");\n",
	    s->after_success ? "!=" : "==",
	    s->after_success ? "make a pair to look at" : "make the call fail");
	if (p->seen != NULL)
		fprintf(p->f, "\tmemcpy(now, sv, %s);\n", p->seen);
	lines_write(p, p->part[PART_EFFECT]->after);
	effect_verdict_write(p);
}

/* What came, and what was expected, for whoever runs the program. */
static void
answer_print_write(const struct program *p)
{
	struct arena a = ARENA_INIT;

	fprintf(p->f,
	    "\tprintf(\"got %%s, expected %%s\\n\", got == 0 ? \"ok\" :"
	    " strerror(got),\n\t    \"%s\");\n",
	    wants_socket(p->s)		 ? "what socket(2) gives"
		: *p->s->allowed != '\0' ? escape_c_string(&a, p->s->allowed)
					 : "what depends on the host");
	arena_free(&a);
}

static void
main_write(const struct program *p)
{
	fputs("\nint\nmain(void)\n{\n", p->f);
	declarations_write(p);
	state_write(p);
	call_write(p, "\tgot = socketpair(");
	fputs(", sv);\n\tgot = got == 0 ? 0 : errno;\n", p->f);
	if (p->s->effect == EFFECT_COUNT) {
		answer_print_write(p);
		answer_check_write(p);
	} else
		effect_check_write(p);
	fputs("}\n", p->f);
}

/* Whether some statement of the program calls cannot(). */
static bool
program_gives_up(const struct program *p)
{
	const struct specimen *s = p->s;
	int i;

	if (s->effect != EFFECT_COUNT || !s->any_privilege)
		return true;
	for (i = 0; i < PARTS; i++)
		if (p->part[i] != NULL && p->part[i]->before != NULL &&
		    strstr(p->part[i]->before, "cannot(") != NULL)
			return true;
	return false;
}

/* How a program says that it cannot tell. */
static void
cannot_write(const struct program *p)
{
	fputs("\nstatic int\ncannot(const char *what)\n{\n"
	      "\tprintf(\"inconclusive: cannot %s\\n\", what);\n"
	      "\treturn INCONCLUSIVE;\n}\n",
	    p->f);
}

int
program_write(const struct specimen *s, FILE *f, struct diag *why)
{
	struct program p = { s, f, { NULL }, NULL };
	int guarded;

	if (parts_choose(&p, why) != 0)
		return -1;
	head_write(s, f);
	headers_write(&p);
	asked_write(&p);
	fputs("\nenum { CONFORMS, DEVIATES, INCONCLUSIVE };\n", f);
	guarded = guard_write(&p);
	if (program_gives_up(&p))
		cannot_write(&p);
	main_write(&p);
	if (guarded)
		fputs("#endif\n", f);
	return 0;
}

int
program_report(const struct specimen *s, FILE *f, struct diag *why)
{
	struct program p = { s, f, { NULL }, NULL };

	if (parts_choose(&p, why) != 0)
		return -1;
	report_write(s, f);
	return program_write(s, f, why);
}
