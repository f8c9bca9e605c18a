/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Programs that show a specimen. */

#include <stdio.h>
#include <string.h>

#include "oracle/reproduce/source.h"
#include "oracle/reproduce/source_parts.h"
#include "oracle/reproduce/source_text.h"

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
	p->part[PART_VECTOR] = part_vector((int)s->value[DIM_VECTOR]);
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
			fprintf(p->f, "#include <%s>\n", header_name(i));
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

/* Without the names there is nothing to ask; whether there are any. */
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
		fputs("\nint main(void) { return 2; } /* a name is not here"
		      " */\n#else\n",
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
		    " setuid(65534) != 0))\n\treturn 2;\n");
	else if (!s->any_privilege)
		lines_write(p, "if (geteuid() != 0)\n\treturn 2;\n");
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
		fputs(")\n\t\treturn 0;\n", p->f);
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
			    "\t\treturn 0;\n#endif\n",
			    name, name);
	}
	lines_write(p, p->s->open ? "return 2;\n" : "return 1;\n");
}

static void
effect_check_write(const struct program *p)
{
	const struct specimen *s = p->s;
	size_t i;

	fprintf(p->f, "\tif (got %s 0)\n\t\treturn 2;\n",
	    s->after_success ? "!=" : "==");
	if (p->seen != NULL)
		fprintf(p->f, "\tmemcpy(now, sv, %s);\n", p->seen);
	lines_write(p, p->part[PART_EFFECT]->after);
	fputs("\treturn ", p->f);
	for (i = 0; i < s->effect_values; i++)
		fprintf(p->f, "%sseen == %u", i ? " || " : "",
		    s->effect_value[i]);
	fputs(" ? 0 : 1;\n", p->f);
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
		fputs("\tprintf(\"%s\\n\", got == 0 ? \"ok\" :"
		      " strerror(got));\n",
		    p->f);
		answer_check_write(p);
	} else
		effect_check_write(p);
	fputs("}\n", p->f);
}

int
program_write(const struct specimen *s, FILE *f, struct diag *why)
{
	struct program p = { s, f, { NULL }, NULL };
	int guarded;

	if (parts_choose(&p, why) != 0)
		return -1;
	program_head(s, f);
	headers_write(&p);
	asked_write(&p);
	guarded = guard_write(&p);
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
	report_text(s, f);
	return program_write(s, f, why);
}
