/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Damages a trace as a serial console does: bytes are changed, lines are
 * lost, doubled, moved, cut or torn by messages of a kernel, and what another
 * run wrote is in between.  The same seed does the same damage.
 *
 * usage: damage SEED TRACE OTHER-TRACE >LOG
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINES_MAX = 20000, LINE_SIZE = 512 };

struct text {
	char *line[LINES_MAX];
	size_t count;
};

static unsigned long state;

static size_t
draw(size_t below)
{
	state = state * 1103515245ul + 12345ul;
	return (size_t)(state >> 16 & 0x7fffffff) % below;
}

/* Copies last until the program ends, whatever becomes of the lines. */
static char *
copy(const char *text)
{
	struct kept {
		struct kept *next;
		char text[];
	};
	static struct kept *all;
	struct kept *one;

	one = malloc(sizeof(*one) + strlen(text) + 1);
	if (one == NULL)
		exit(2);
	one->next = all;
	all = one;
	return strcpy(one->text, text);
}

static void
text_read(struct text *t, const char *path)
{
	char line[LINE_SIZE];
	FILE *f;

	f = fopen(path, "r");
	if (f == NULL) {
		fprintf(stderr, "damage: %s cannot be read\n", path);
		exit(2);
	}
	memset(line, 0, sizeof(line));
	while (t->count < LINES_MAX && fgets(line, sizeof(line), f) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		t->line[t->count++] = copy(line);
	}
	fclose(f);
}

static void
line_remove(struct text *t, size_t i)
{
	memmove(&t->line[i], &t->line[i + 1],
	    (--t->count - i) * sizeof(t->line[0]));
}

static void
line_insert(struct text *t, size_t i, char *line)
{
	if (t->count == LINES_MAX)
		return;
	memmove(&t->line[i + 1], &t->line[i],
	    (t->count++ - i) * sizeof(t->line[0]));
	t->line[i] = line;
}

static void
flip(struct text *t, size_t i)
{
	const size_t len = strlen(t->line[i]);
	char *byte;

	if (len == 0)
		return;
	byte = &t->line[i][draw(len)];
	*byte = (char)(*byte ^ (1 << draw(8)));
	if (*byte == '\0' || *byte == '\n')
		*byte = '\x80';
}

/* One digit becomes another: damage that still looks right. */
static void
miscount(struct text *t, size_t i)
{
	char *p;

	for (p = t->line[i] + draw(strlen(t->line[i]) + 1); *p != '\0'; p++)
		if (*p >= '0' && *p <= '9') {
			*p = (char)('0' + draw(10));
			return;
		}
}

static void
tear(struct text *t, size_t i)
{
	static const char *const message[] = {
		"[    1.234567] usb 1-1: new high-speed USB device",
		"\x1b[0;32m  OK  \x1b[0m Started @12 box => ok ;00000000.",
		"\r\n[    2.0] random: crng init done\r\n",
		"@7 ",
		"",
	};
	char line[2 * LINE_SIZE];
	size_t at;

	at = draw(strlen(t->line[i]) + 1);
	snprintf(line, sizeof(line), "%.*s%s%s", (int)at, t->line[i],
	    message[draw(sizeof(message) / sizeof(message[0]))],
	    t->line[i] + at);
	t->line[i] = copy(line);
}

/* A line, mostly one of the sweeps: without its header nothing is judged. */
static size_t
pick(const struct text *t)
{
	const size_t sweeps = 60;

	if (draw(8) == 0 || t->count < sweeps)
		return draw(t->count);
	return t->count - 1 - draw(sweeps);
}

static void
damage(struct text *t, const struct text *other)
{
	const size_t i = pick(t), k = pick(t);
	char *line = t->line[i];

	switch (draw(10)) {
	case 0:
		flip(t, i);
		break;
	case 1:
		miscount(t, i);
		break;
	case 2:
		line_remove(t, i);
		break;
	case 3:
		line_insert(t, k, copy(line));
		break;
	case 4:
		line_remove(t, i);
		line_insert(t, draw(t->count + 1), line);
		break;
	case 5:
		tear(t, i);
		break;
	case 6:
		line[draw(strlen(line) + 1)] = '\0';
		break;
	case 7:
		line_insert(t, k, other->line[draw(other->count)]);
		break;
	case 8:
		/* The same line of the other run in place of this one. */
		if (i < other->count)
			t->line[i] = other->line[i];
		break;
	default:
		t->line[i] = t->line[k];
		break;
	}
}

/* Loses the end, the beginning or a stretch, or adds another run. */
static void
damage_much(struct text *t, const struct text *other)
{
	size_t i, n;

	switch (draw(8)) {
	case 0:
		t->count = 1 + pick(t);
		break;
	case 1:
		for (n = draw(10); n != 0 && t->count > 1; n--)
			line_remove(t, 0);
		break;
	case 2:
		i = pick(t);
		for (n = draw(40); n != 0 && i < t->count && t->count > 1; n--)
			line_remove(t, i);
		break;
	case 3:
		for (i = 0; i < other->count; i++)
			line_insert(t, t->count, other->line[i]);
		break;
	default:
		break;
	}
}

int
main(int argc, char **argv)
{
	static struct text t, other;
	const char *end;
	size_t i, n;

	if (argc != 4)
		return 2;
	state = strtoul(argv[1], NULL, 10) * 2654435761ul + 1;
	text_read(&t, argv[2]);
	text_read(&other, argv[3]);
	if (t.count == 0 || other.count == 0)
		return 2;
	damage_much(&t, &other);
	for (n = draw(6); n != 0 && t.count > 1; n--)
		damage(&t, &other);
	end = draw(3) == 0 ? "\r\n" : "\n";
	for (i = 0; i < t.count; i++)
		printf("%s%s", t.line[i], end);
	return fflush(stdout) == 0 ? 0 : 2;
}
