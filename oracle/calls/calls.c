/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Logs of tracers.  Each line is looked at for the name of the call; what a
 * tracer puts before it (process, time, program, address) matters only as
 * far as it tells the process, for a call that is shown in two lines.
 */

#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/dimension.h"
#include "lib/outcome.h"
#include "oracle/base/file.h"
#include "oracle/base/text.h"
#include "oracle/calls/calls.h"

enum {
	ARGUMENTS = 4,
	CALLS_MAX = 20000, /* different ones: the sweeps of a trace */
	PENDING_MAX = 4096 /* calls that wait for their second line */
};

/* A request and its answer. */
struct call {
	int domain, type, protocol;
	int vector; /* VALUE of DIM_VECTOR */
	outcome_t outcome;
	unsigned long line; /* of the log, where it came first */
	uint64_t times;
};

/* The first line of a call whose second is still to come. */
struct pending {
	const char *process;
	size_t process_len;
	const char *start; /* behind the parenthesis */
	unsigned long line;
};

struct reading {
	struct arena arena;
	const struct calls_host *host;
	const char *name; /* of the log */
	struct call *call;
	size_t calls, room;
	struct pending *pending;
	size_t pendings;
	const char **left_out; /* notes */
	size_t notes, note_room;
	uint64_t left;
	unsigned long line;
};

/* Notes why the call of a line is not in the trace. */
static void leave_out(struct reading *r, unsigned long line, const char *fmt,
    ...) DIAG_FORMAT(3, 4);

static void
leave_out(struct reading *r, unsigned long line, const char *fmt, ...)
{
	char what[200];
	va_list ap;

	r->left++;
	if (r->notes >= CALLS_MAX)
		return;
	va_start(ap, fmt);
	vsnprintf(what, sizeof(what), fmt, ap);
	va_end(ap);
	r->left_out = arena_grow(&r->arena, r->left_out, r->notes, r->notes + 1,
	    sizeof(*r->left_out), &r->note_room);
	r->left_out[r->notes++] = text_format(&r->arena,
	    "line %lu is left out: %s", line, what);
}

static bool
is_name(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

/* Behind "socketpair(" in a line, where that is a name of its own; NULL. */
static char *
find_call(char *line)
{
	static const char call[] = "socketpair(";
	char *at;

	for (at = line; (at = strstr(at, call)) != NULL; at++)
		if (at == line || !is_name(at[-1]))
			return at + strlen(call);
	return NULL;
}

/* How many digits there are in s, if a blank or bracket follows them. */
static size_t
number_len(const char *s)
{
	const size_t len = strspn(s, "0123456789");

	/* What goes on otherwise is a time. */
	return s[len] == ' ' || s[len] == ']' ? len : 0;
}

/*
 * What names the process: "[pid N]", N, or N and the number of a thread, at
 * the start of a line.
 */
static const char *
process_of(const char *line, size_t *len)
{
	static const char pid[] = "[pid";
	size_t gap, second;

	if (strncmp(line, pid, strlen(pid)) == 0)
		line += strlen(pid);
	line += strspn(line, " ");
	*len = number_len(line);
	gap = strspn(line + *len, " ");
	second = number_len(line + *len + gap);
	if (*len != 0 && second != 0)
		*len += gap + second;
	return line;
}

/*
 * The end of a text that ends at one of those characters outside of all
 * brackets.  strace -y puts a file's description in <>, with arrows in it.
 */
static char *
outside(char *s, const char *ends)
{
	char before;
	int depth;

	before = '\0';
	for (depth = 0; *s != '\0'; before = *s++) {
		if (depth == 0 && strchr(ends, *s) != NULL)
			return s;
		if (strchr("([{<", *s) != NULL)
			depth++;
		else if (strchr(")]}", *s) != NULL ||
		    (*s == '>' && before != '-'))
			depth--;
	}
	return NULL;
}

/* Cuts comments and blanks out of an argument. */
static void
strip(char *s)
{
	char *to, *end;

	for (to = s; *s != '\0'; s++) {
		if (s[0] == '/' && s[1] == '*') {
			end = strstr(s + 2, "*/");
			if (end == NULL)
				break;
			s = end + 1;
		} else if (!isspace((unsigned char)*s))
			*to++ = *s;
	}
	*to = '\0';
}

/* One value of a dimension as tracers write it.  Returns 0 or -1. */
static int
value_of(const struct reading *r, enum dimension d, const char *text,
    int *value)
{
	char name[80];
	int64_t v;

	snprintf(name, sizeof(name), "%s", text);
	if (d == DIM_DOMAIN && strncmp(name, "PF_", 3) == 0)
		name[0] = 'A';
	if (strlen(text) >= sizeof(name) ||
	    dimension_value(d, name, strlen(name), r->host->numbers, &v,
		NULL) != 0 ||
	    v < INT_MIN || v > INT_MAX)
		return -1;
	*value = (int)v;
	return 0;
}

/* Splits the arguments between parentheses.  Returns how many. */
static int
split(char *s, char *argument[ARGUMENTS])
{
	char *end;
	int n;

	for (n = 0; n < ARGUMENTS; n++) {
		argument[n] = s;
		end = outside(s, ",");
		if (end == NULL)
			return n + 1;
		*end = '\0';
		s = end + 1;
	}
	return n + 1; /* too many */
}

/* The number of the n-th descriptor in "[3<...>, 4]" or "{ 3, 4 }", or -1. */
static long
descriptor(const char *vector, int n)
{
	char *at, *copy;
	long fd;

	copy = strdup(vector);
	if (copy == NULL)
		return -1;
	fd = -1;
	at = copy;
	if (*at == '[' || *at == '{') {
		at++;
		if (n == 1)
			at = outside(at, ",");
		if (at != NULL)
			at += strspn(at, ", ");
		if (at != NULL && isdigit((unsigned char)*at))
			fd = strtol(at, NULL, 10);
	}
	free(copy);
	return fd;
}

static outcome_t
pair_outcome(const char *vector)
{
	const long first = descriptor(vector, 0),
		   second = descriptor(vector, 1);
	outcome_t o = outcome_of(ANSWER_OK);

	if (first < 0 || second < 0)
		return o;
	if (first > second)
		o = outcome_with(o, EFFECT_ORDER, 1);
	return first == second ? outcome_with(o, EFFECT_DISTINCT, 1) : o;
}

/*
 * The errno of that number, or -1.  A table renumbers only what a socketpair
 * may return, so a name that it renumbers comes before one of Linux.
 */
static int
errno_symbol(const struct numbering *n, int number)
{
	const struct numbering *linux_own = numbering_reference();
	int found, id;

	found = -1;
	for (id = 0; id < SYMBOL_COUNT; id++) {
		if (symbol_kind(id) != SYMBOL_ERRNO || !n->known[id] ||
		    n->number[id] != number)
			continue;
		if (linux_own->number[id] != number)
			return id;
		if (found < 0)
			found = id;
	}
	return found;
}

/* The errno that a result names, as its answer; -1 if it names none. */
static int
errno_answer(const struct reading *r, const char *result)
{
	const char *at;
	int id;
	size_t len;

	/* "Err#22" or "ERR#22". */
	at = strchr(result, '#');
	if (at == NULL)
		at = strstr(result, "errno ");
	if (at != NULL) {
		at += strcspn(at, "0123456789");
		id = errno_symbol(r->host->numbers, atoi(at));
		return id < 0 ? -1 : ANSWER_SYMBOL + id;
	}
	for (at = result; *at != '\0'; at += len + (at[len] != '\0')) {
		len = strcspn(at, " \t");
		id = symbol_find(SYMBOL_ERRNO, at, len);
		if (id >= 0)
			return ANSWER_SYMBOL + id;
	}
	return -1;
}

/* Whether an errno depends on how much was left, which no log shows. */
static bool
is_shortage(int answer)
{
	static const int shortages[] = { SYM_EMFILE, SYM_ENFILE, SYM_ENOMEM,
		SYM_ENOBUFS };
	size_t i;

	for (i = 0; i < sizeof(shortages) / sizeof(shortages[0]); i++)
		if (answer == ANSWER_SYMBOL + shortages[i])
			return true;
	return false;
}

/* Reads the arguments.  Returns 0, or -1 when the call was left out. */
static int
read_arguments(struct reading *r, struct call *c, char *text, char **vector)
{
	static const enum dimension dims[] = { DIM_DOMAIN, DIM_TYPE,
		DIM_PROTOCOL };
	int *const value[] = { &c->domain, &c->type, &c->protocol };
	char *argument[ARGUMENTS] = { NULL };
	int i, n;

	n = split(text, argument);
	/* dtruss shows the first three. */
	if (n < ARGUMENTS - 1 || n > ARGUMENTS) {
		leave_out(r, c->line, "it has %d arguments", n);
		return -1;
	}
	for (i = 0; i < ARGUMENTS - 1; i++) {
		strip(argument[i]);
		if (value_of(r, dims[i], argument[i], value[i]) != 0) {
			leave_out(r, c->line, "no %s is called '%.60s'",
			    dimension_name(dims[i]), argument[i]);
			return -1;
		}
	}
	*vector = n == ARGUMENTS ? argument[ARGUMENTS - 1] : NULL;
	if (*vector != NULL)
		*vector += strspn(*vector, " ");
	return 0;
}

/* Reads the answer.  Returns 0, or -1 when the call was left out. */
static int
read_answer(struct reading *r, struct call *c, const char *vector,
    const char *result)
{
	int answer;

	c->vector = VECTOR_VALID;
	if (vector != NULL &&
	    (strcmp(vector, "NULL") == 0 || strcmp(vector, "0") == 0 ||
		strcmp(vector, "0x0") == 0))
		c->vector = VECTOR_NULL;
	if (strncmp(result, "0", 1) == 0) {
		c->outcome = vector == NULL ? outcome_of(ANSWER_OK)
					    : pair_outcome(vector);
		return 0;
	}
	answer = errno_answer(r, result);
	/* truss of FreeBSD prints no result of a call that fails. */
	if (answer < 0 || (*result != '-' && *result != 'E'))
		leave_out(r, c->line, "it returns '%.60s'", result);
	else if (is_shortage(answer))
		leave_out(r, c->line, "the log does not show what was left");
	else if (answer == ANSWER_SYMBOL + SYM_EFAULT &&
	    c->vector == VECTOR_VALID)
		leave_out(r, c->line,
		    "the log does not show where the vector"
		    " was");
	else {
		c->outcome = outcome_of(answer);
		return 0;
	}
	return -1;
}

static void
add_call(struct reading *r, char *arguments, const char *result,
    unsigned long line)
{
	struct call c = { .line = line, .times = 1 };
	char *vector;

	result += strspn(result, " \t=");
	if (strstr(result, "(INJECTED)") != NULL) {
		leave_out(r, line, "the tracer made the answer");
		return;
	}
	if (read_arguments(r, &c, arguments, &vector) != 0 ||
	    read_answer(r, &c, vector, result) != 0)
		return;
	r->call = arena_grow(&r->arena, r->call, r->calls, r->calls + 1,
	    sizeof(*r->call), &r->room);
	r->call[r->calls++] = c;
}

/* The call of that process that waits, taken from those that do; or NULL. */
static struct pending *
take_pending(struct reading *r, const char *line)
{
	struct pending *p, found;
	const char *process;
	size_t len;

	process = process_of(line, &len);
	for (p = r->pending; p < r->pending + r->pendings; p++)
		if (p->process_len == len &&
		    memcmp(p->process, process, len) == 0) {
			found = *p;
			*p = r->pending[--r->pendings];
			r->pending[r->pendings] = found;
			return &r->pending[r->pendings];
		}
	return NULL;
}

static void
keep_pending(struct reading *r, const char *line, const char *start)
{
	struct pending *p;

	/* Its second line never came, as when the process was killed. */
	p = take_pending(r, line);
	if (p != NULL)
		leave_out(r, p->line, "it does not return");
	if (r->pendings == PENDING_MAX) {
		leave_out(r, r->line, "too many calls are unfinished");
		return;
	}
	p = &r->pending[r->pendings++];
	p->process = process_of(line, &p->process_len);
	p->start = start;
	p->line = r->line;
}

/* A call whose end is in this line: behind its first part, if it has one. */
static void
end_call(struct reading *r, const struct pending *p, char *rest)
{
	const unsigned long line = p != NULL ? p->line : r->line;
	char *end, *text;

	text = p == NULL ? rest
			 : text_format(&r->arena, "%s%s", p->start, rest);
	end = outside(text, ")");
	if (end == NULL) {
		leave_out(r, line, "it is cut");
		return;
	}
	*end = '\0';
	add_call(r, text, end + 1, line);
}

/* The end of a call whose first part was in a line before this one. */
static void
end_pending(struct reading *r, const char *line, char *rest)
{
	const struct pending *p = take_pending(r, line);

	if (p == NULL)
		leave_out(r, r->line, "its first part is missing");
	else
		end_call(r, p, rest);
}

/* kdump: the arguments in one line, the answer in another one. */
static bool
read_kdump(struct reading *r, char *line)
{
	static const char returns[] = "RET   socketpair ";
	char *at, *call;

	at = strstr(line, returns);
	if (at != NULL) {
		end_pending(r, line, at + strlen(returns));
		return true;
	}
	call = find_call(line);
	if (call == NULL || strstr(line, "CALL  socketpair(") == NULL)
		return false;
	keep_pending(r, line, call);
	return true;
}

static void
read_line(struct reading *r, char *line)
{
	static const char unfinished[] = "<unfinished ...>";
	static const char resumed[] = "socketpair resumed>";
	char *at, *call;

	if (strstr(line, "socketpair") == NULL || read_kdump(r, line))
		return;
	at = strstr(line, resumed);
	if (at != NULL) {
		end_pending(r, line, at + strlen(resumed));
		return;
	}
	call = find_call(line);
	if (call == NULL)
		return;
	at = strstr(call, unfinished);
	if (at == NULL) {
		end_call(r, NULL, call);
		return;
	}
	*at = '\0';
	keep_pending(r, line, call);
}

static int
compare_calls(const void *x, const void *y)
{
	const struct call *a = x, *b = y;

#define COMPARE(field) \
	if (a->field != b->field) \
	return a->field < b->field ? -1 : 1
	COMPARE(domain);
	COMPARE(type);
	COMPARE(protocol);
	COMPARE(vector);
	COMPARE(outcome);
	COMPARE(line);
#undef COMPARE
	return 0;
}

static int
compare_lines(const void *x, const void *y)
{
	const struct call *a = x, *b = y;

	return a->line < b->line ? -1 : a->line > b->line;
}

static bool
is_same(const struct call *a, const struct call *b)
{
	return a->domain == b->domain && a->type == b->type &&
	    a->protocol == b->protocol && a->vector == b->vector &&
	    a->outcome == b->outcome;
}

/* Makes one of calls that are alike, in the order of the log. */
static void
fold(struct reading *r)
{
	size_t i, n;

	if (r->calls == 0)
		return;
	qsort(r->call, r->calls, sizeof(*r->call), compare_calls);
	for (i = 1, n = 0; i < r->calls; i++)
		if (is_same(&r->call[n], &r->call[i]))
			r->call[n].times++;
		else
			r->call[++n] = r->call[i];
	r->calls = n + 1;
	qsort(r->call, r->calls, sizeof(*r->call), compare_lines);
}

static void
put_numbers(struct reading *r, struct bodies *to)
{
	const struct numbering *n = r->host->numbers;
	int id;

	for (id = 0; id < SYMBOL_COUNT; id++)
		if (n->known[id])
			bodies_add(to,
			    text_format(&r->arena, "number %s %d",
				symbol_name(id), n->number[id]));
}

static void
put_absent(struct reading *r, struct bodies *to)
{
	int e;

	for (e = 0; e < EFFECT_COUNT; e++)
		if (e != EFFECT_ORDER && e != EFFECT_DISTINCT)
			bodies_add(to,
			    text_format(&r->arena, "absent %s",
				effect_name((enum effect)e)));
}

static void
put_call(struct reading *r, const struct call *c, struct bodies *to)
{
	char answer[160];

	bodies_add(to,
	    text_format(&r->arena,
		"sweep call line-%lu entry=libc privilege=%s fds=many domain=%d"
		" type=%d protocol=%d vector=%s",
		c->line, dimension_word(DIM_PRIVILEGE, r->host->privilege),
		c->domain, c->type, c->protocol,
		dimension_word(DIM_VECTOR, c->vector)));
	bodies_add(to,
	    text_format(&r->arena, "box => %s",
		outcome_text(c->outcome, answer, sizeof(answer))));
	bodies_add(to,
	    text_format(&r->arena, "note line %lu of %s: made %llu time%s",
		c->line, r->name, (unsigned long long)c->times,
		c->times == 1 ? "" : "s"));
}

static void
put_end(struct reading *r, struct bodies *to)
{
	uint32_t digest;
	size_t i;

	digest = 0;
	for (i = 0; i < to->count; i++)
		digest = line_digest(digest, to->body[i].text);
	bodies_add(to,
	    text_format(&r->arena, "end %zu %08lx", r->calls,
		(unsigned long)digest));
}

static void
put_trace(struct reading *r, const char *log, size_t len, struct bodies *to)
{
	const unsigned long crc = line_crc(0, log, len);
	size_t i;

	bodies_add(to,
	    text_format(&r->arena, "pairtest-trace 2 %08lx%08lx", crc,
		(unsigned long)line_crc(1, log, len)));
	if (r->host->system != NULL)
		bodies_add(to,
		    text_format(&r->arena, "host system %s", r->host->system));
	bodies_add(to, text_format(&r->arena, "plan asked %08lx", crc));
	put_numbers(r, to);
	put_absent(r, to);
	for (i = 0; i < r->notes; i++)
		bodies_add(to,
		    text_format(&r->arena, "note %s", r->left_out[i]));
	for (i = 0; i < r->calls; i++)
		put_call(r, &r->call[i], to);
	put_end(r, to);
}

/* Reads all lines of the log, which end up in pieces. */
static void
read_log(struct reading *r, char *text)
{
	char *line;
	size_t i;

	while ((line = file_line(&text)) != NULL) {
		r->line++;
		read_line(r, line);
	}
	for (i = 0; i < r->pendings; i++)
		leave_out(r, r->pending[i].line, "it does not return");
	fold(r);
}

static int
check(const struct reading *r, struct diag *why)
{
	if (r->calls > CALLS_MAX)
		return diag_set(why,
		    "%s: more than %d different calls; cut the log in parts",
		    r->name, CALLS_MAX);
	if (r->calls > 0)
		return 0;
	return diag_set(why,
	    r->left > 0 ? "%s: no call of socketpair can be used: %s; record"
			  " the whole call"
			: "%s: no call of socketpair%s; record one with"
			  " strace -f -e trace=socketpair",
	    r->name, r->left > 0 ? r->left_out[0] : "");
}

int
calls_read(struct bodies *to, const char *path, const struct calls_host *h,
    struct calls_count *count, struct diag *why)
{
	struct reading r = { .arena = ARENA_INIT, .host = h };
	char *text, *copy;
	size_t i, len;
	int ret;

	r.name = strcmp(path, "-") == 0 ? "standard input" : path;
	text = file_read(&r.arena, path, &len, why);
	if (text == NULL) {
		arena_free(&r.arena);
		return -1;
	}
	copy = arena_text(&r.arena, text, len);
	for (i = 0; i < len; i++)
		if (copy[i] == '\0')
			copy[i] = '?';
	r.pending = arena_get(&r.arena, PENDING_MAX * sizeof(*r.pending));
	read_log(&r, copy);
	ret = check(&r, why);
	if (ret == 0)
		put_trace(&r, text, len, to);
	count->left_out = r.left;
	for (count->whole = 0, i = 0; i < r.calls; i++)
		count->whole += r.call[i].times;
	arena_free(&r.arena);
	return ret;
}
