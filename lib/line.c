/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The lines of a trace. */

#include <string.h>

#include "lib/line.h"

enum {
	CHECK_DIGITS = 8,
	TAIL = 2 + CHECK_DIGITS, /* " ;" and the check */
	/* With "@", the number and the blank behind it. */
	LINE_SIZE = LINE_MAX_COLUMNS + 2
};

/* Half a byte at a time: a table small enough for a boot loader. */
static const uint32_t crc_nibble[16] = {
	0x00000000,
	0x1db71064,
	0x3b6e20c8,
	0x26d930ac,
	0x76dc4190,
	0x6b6b51f4,
	0x4db26158,
	0x5005713c,
	0xedb88320,
	0xf00f9344,
	0xd6d6a3e8,
	0xcb61b38c,
	0x9b64c2b0,
	0x86d3d2d4,
	0xa00ae278,
	0xbdbdf21c,
};

uint32_t
line_crc(uint32_t crc, const void *data, size_t len)
{
	const unsigned char *p = data;

	crc = ~crc;
	for (; len != 0; len--, p++) {
		crc = crc >> 4 ^ crc_nibble[(crc ^ *p) & 15];
		crc = crc >> 4 ^ crc_nibble[(crc ^ *p >> 4) & 15];
	}
	return ~crc;
}

/* Undoes half a byte: the high halves of the table's entries all differ. */
static uint32_t
crc_back(uint32_t crc, unsigned nibble)
{
	unsigned i;

	for (i = 0; crc_nibble[i] >> 28 != crc >> 28; i++)
		continue;
	return (crc ^ crc_nibble[i]) << 4 | (i ^ nibble);
}

/* The CRC from which len bytes lead to this one. */
static uint32_t
crc_before(uint32_t crc, const char *data, size_t len)
{
	unsigned char byte;

	crc = ~crc;
	while (len-- != 0) {
		byte = (unsigned char)data[len];
		crc = crc_back(crc, byte >> 4);
		crc = crc_back(crc, byte & 15);
	}
	return ~crc;
}

static bool
is_printable(char c)
{
	return c >= ' ' && c <= '~';
}

struct body *
bodies_add(struct bodies *b, const char *text)
{
	struct body *body;
	char *copy, *p;

	copy = arena_text(&b->arena, text, strlen(text));
	for (p = copy; *p != '\0'; p++)
		if (!is_printable(*p))
			*p = '?';
	b->body = arena_grow(&b->arena, b->body, b->count, b->count + 1,
	    sizeof(*b->body), &b->room);
	body = &b->body[b->count++];
	memset(body, 0, sizeof(*body));
	body->text = copy;
	return body;
}

void
bodies_free(struct bodies *b)
{
	arena_free(&b->arena);
	memset(b, 0, sizeof(*b));
}

bool
line_is_own(const char *body)
{
	static const char *const own[] = { "pairtest-", "date ", "next " };
	size_t i;

	for (i = 0; i < sizeof(own) / sizeof(own[0]); i++)
		if (strncmp(body, own[i], strlen(own[i])) == 0)
			return true;
	return false;
}

uint32_t
line_digest(uint32_t digest, const char *body)
{
	if (line_is_own(body))
		return digest;
	return line_crc(line_crc(digest, body, strlen(body)), "\n", 1);
}

/* How much of a body to put in a line with so much room. */
static size_t
cut_at(const char *body, size_t room)
{
	size_t i;

	if (strlen(body) <= room)
		return strlen(body);
	for (i = room; i > room / 2; i--)
		if (body[i] == ' ' || body[i - 1] == ',')
			return i;
	return room;
}

/* Writes len bytes of a body, the first ones or others. */
static void
part_put(struct line_writer *w, const char *body, size_t len, bool first,
    bool last)
{
	char line[LINE_SIZE];
	size_t i, used;

	w->number++;
	used = (size_t)snprintf(line, sizeof(line), "@%lu %s", w->number,
	    first ? "" : "+");
	for (i = 0; i < len; i++)
		line[used++] = (char)(is_printable(body[i]) ? body[i] : '?');
	line[used++] = ' ';
	line[used++] = last ? ';' : '+';
	fwrite(line, 1, used, w->file);
	fprintf(w->file, "%08lx\n",
	    (unsigned long)line_crc(w->seed, line, used));
}

void
line_put(struct line_writer *w, const char *body)
{
	size_t len;
	bool first;

	if (w->number == 0)
		w->seed = line_crc(0, body, strlen(body));
	first = true;
	do {
		len = cut_at(body, LINE_BODY_MAX - !first);
		part_put(w, body, len, first, body[len] == '\0');
		body += len;
		first = false;
	} while (*body != '\0');
}

unsigned long
line_number(const char *text, size_t len, size_t *digits)
{
	unsigned long n;
	size_t i;

	n = 0;
	for (i = 1; i < len && i <= LINE_NUMBER_DIGITS; i++) {
		if (text[i] < '0' || text[i] > '9')
			break;
		n = n * 10 + (unsigned long)(text[i] - '0');
	}
	*digits = i - 1;
	return i < len && text[0] == '@' && text[i] == ' ' ? n : 0;
}

/* Whether a check begins there; puts it in *crc. */
static bool
check_read(const char *text, uint32_t *crc)
{
	static const char hex[] = "0123456789abcdef";
	const char *digit;
	int i;

	*crc = 0;
	for (i = 0; i < CHECK_DIGITS; i++) {
		digit = text[i] != '\0' ? strchr(hex, text[i]) : NULL;
		if (digit == NULL)
			return false;
		*crc = *crc << 4 | (uint32_t)(digit - hex);
	}
	return true;
}

bool
line_parse(const char *text, size_t len, size_t *from, struct line *l)
{
	size_t i, start;
	uint32_t crc;

	l->number = line_number(text, len, &start);
	if (l->number == 0)
		return false;
	start += 2;
	if (len > LINE_MAX_COLUMNS)
		len = LINE_MAX_COLUMNS;
	for (i = *from > start ? *from : start; i + TAIL <= len; i++) {
		if (!is_printable(text[i]))
			return false;
		if (text[i] != ' ' ||
		    (text[i + 1] != ';' && text[i + 1] != '+') ||
		    !check_read(text + i + 2, &crc))
			continue;
		*from = i + 1;
		l->body = text + start;
		l->len = i - start;
		l->goes_on = text[i + 1] == '+';
		l->seed = crc_before(crc, text, i + 2);
		return true;
	}
	return false;
}
