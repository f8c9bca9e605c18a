/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Operands as people type them. */

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "oracle/decide/operand.h"
#include "oracle/table/condition.h"

/* Room for all names, and for the words of any dimension: checks are most. */
enum {
	NAMES_MAX = (int)SYMBOL_COUNT > (int)CHECK_COUNT ? (int)SYMBOL_COUNT
							 : (int)CHECK_COUNT
};

/* The names that one operand may mean. */
struct names {
	const char *what; /* "domain" */
	const char *name[NAMES_MAX];
	size_t count;
};

/* Which kinds of symbols a place takes. */
static const struct {
	const char *what;
	enum symbol_kind kind[2];
} places[] = {
	{ "domain", { SYMBOL_DOMAIN, SYMBOL_DOMAIN } },
	{ "type", { SYMBOL_TYPE, SYMBOL_FLAG } },
	{ "protocol", { SYMBOL_PROTOCOL, SYMBOL_PROTOCOL } },
	{ "flag", { SYMBOL_FLAG, SYMBOL_FLAG } },
};

enum { PLACE_TYPE = 1, PLACES_FIXED = 3, PLACE_FLAG = 3, PLACES = 4 };

/* A name without what C puts before it. */
static const char *
bare(const char *name, size_t *len)
{
	static const char *const prefix[] = { "AF_", "PF_", "SOCK_",
		"IPPROTO_" };
	size_t i, n;

	for (i = 0; i < sizeof(prefix) / sizeof(prefix[0]); i++) {
		n = strlen(prefix[i]);
		if (*len > n && strncasecmp(name, prefix[i], n) == 0) {
			*len -= n;
			return name + n;
		}
	}
	return name;
}

static void
names_of_place(int place, struct names *n)
{
	int id;

	n->what = places[place].what;
	n->count = 0;
	for (id = 0; id < SYMBOL_COUNT; id++)
		if (symbol_kind(id) == places[place].kind[0] ||
		    symbol_kind(id) == places[place].kind[1])
			n->name[n->count++] = symbol_name(id);
}

static void
names_of_words(enum dimension d, struct names *n)
{
	n->what = dimension_name(d);
	for (n->count = 0; dimension_word(d, (int)n->count) != NULL; n->count++)
		n->name[n->count] = dimension_word(d, (int)n->count);
}

/* The name that the text spells whole, or NULL. */
static const char *
name_exact(const struct names *n, const char *text, size_t len)
{
	const char *name;
	size_t i, m;

	text = bare(text, &len);
	for (i = 0; i < n->count; i++) {
		m = strlen(n->name[i]);
		name = bare(n->name[i], &m);
		if (m == len && strncasecmp(name, text, len) == 0)
			return n->name[i];
	}
	return NULL;
}

/* Drops the names that do not start with the text. */
static void
names_narrow(struct names *n, const char *text, size_t len)
{
	const char *name;
	size_t count, i, m;

	text = bare(text, &len);
	count = 0;
	for (i = 0; i < n->count; i++) {
		m = strlen(n->name[i]);
		name = bare(n->name[i], &m);
		if (len > 0 && m > len && strncasecmp(name, text, len) == 0)
			n->name[count++] = n->name[i];
	}
	n->count = count;
}

static int
names_ask(const struct names *n, const char *text, size_t len, struct diag *why)
{
	char list[300];
	size_t i, used;

	used = 0;
	list[0] = '\0';
	for (i = 0; i < n->count && used < sizeof(list); i++)
		used += (size_t)snprintf(list + used, sizeof(list) - used,
		    "%s%s", i ? ", " : "", n->name[i]);
	return diag_set(why, "'%.*s' may be several %ss; say which: %s",
	    (int)len, text, n->what, list);
}

/* A name of another place is a likely slip of order. */
static int
names_miss(const struct names *n, const char *text, size_t len,
    struct diag *why)
{
	struct names other;
	int i;

	for (i = 0; i < PLACES; i++) {
		names_of_place(i, &other);
		if (name_exact(&other, text, len) != NULL)
			return diag_set(why,
			    "'%.*s' is a %s, no %s; write"
			    " DOMAIN TYPE PROTOCOL in this order",
			    (int)len, text, other.what, n->what);
	}
	return diag_set(why, "no %s is called '%.*s'; use a name or a number",
	    n->what, (int)(len < 40 ? len : 40), text);
}

static const char *
name_pick(struct names *n, const char *text, size_t len, struct diag *why)
{
	const char *name;

	name = name_exact(n, text, len);
	if (name != NULL)
		return name;
	names_narrow(n, text, len);
	if (n->count == 1)
		return n->name[0];
	if (n->count != 0)
		names_ask(n, text, len, why);
	else
		names_miss(n, text, len, why);
	return NULL;
}

static int
is_number(const char *text, size_t len)
{
	return (len > 0 && (isdigit((unsigned char)*text) || *text == '-')) ||
	    (len == 7 &&
		(strncmp(text, "INT_MIN", len) == 0 ||
		    strncmp(text, "INT_MAX", len) == 0));
}

/* Both, with a bar between them where the first is not empty. */
static char *
join(struct arena *a, const char *text, const char *name, size_t len)
{
	char *both;
	size_t n;

	n = strlen(text) + len + 2;
	both = arena_get(a, n);
	snprintf(both, n, "%s%s%.*s", text, *text != '\0' ? "|" : "", (int)len,
	    name);
	return both;
}

/* Appends the plain form of each part; types and flags may have several. */
static int
parts_plain(struct arena *a, int place, const char *text, char **to,
    struct diag *why)
{
	struct names n;
	const char *name;
	bool joined;
	size_t len;

	joined = place == PLACE_TYPE || place == PLACE_FLAG;
	for (;; text += len + 1) {
		len = joined ? strcspn(text, "|+") : strlen(text);
		if (is_number(text, len))
			*to = join(a, *to, text, len);
		else {
			names_of_place(place, &n);
			name = name_pick(&n, text, len, why);
			if (name == NULL)
				return -1;
			*to = join(a, *to, name, strlen(name));
		}
		if (text[len] == '\0')
			return 0;
	}
}

static char *
lower(struct arena *a, const char *text, size_t len)
{
	char *copy, *p;

	copy = arena_text(a, text, len);
	for (p = copy; *p != '\0'; p++)
		*p = (char)tolower((unsigned char)*p);
	return copy;
}

/* Only errnos are in capitals. */
static char *
value_case(struct arena *a, enum dimension d, const char *text)
{
	char *copy, *p;

	copy = lower(a, text, strlen(text));
	if (d == DIM_SOCKET && strcmp(copy, "ok") != 0)
		for (p = copy; *p != '\0'; p++)
			*p = (char)toupper((unsigned char)*p);
	return copy;
}

/* Whatever a condition takes is taken; else it may be a word cut short. */
static const char *
value_plain(struct arena *a, const char *key, const char *text,
    struct diag *why)
{
	struct condition c = { NULL, NULL, 0, NULL };
	struct names n;
	enum dimension d;
	struct box all;

	d = dimension_find(key, strlen(key));
	if (d > DIM_SOCKET || (d >= DIM_DOMAIN && d <= DIM_PROTOCOL)) {
		diag_set(why,
		    "no key is called '%s'; the keys are check,"
		    " ends, entry, fds, flags, privilege, resource, socket"
		    " and vector",
		    key);
		return NULL;
	}
	all = box_all(a);
	c.key = key;
	c.text = value_case(a, d, text);
	if (condition_resolve(&c, why) == 0 &&
	    condition_apply(a, &c, numbering_reference(), &all, why) == 0)
		return c.text;
	if (d == DIM_SOCKET)
		return NULL;
	names_of_words(d, &n);
	return name_pick(&n, text, strlen(text), why);
}

static char *
pair_plain(struct arena *a, const char *key, const char *text, struct diag *why)
{
	const char *value;
	char *pair;
	size_t n;

	value = value_plain(a, key, text, why);
	if (value == NULL)
		return NULL;
	n = strlen(key) + strlen(value) + 2;
	pair = arena_get(a, n);
	snprintf(pair, n, "%s=%s", key, value);
	return pair;
}

/* Puts KEY=VALUE pairs in place: flags into the type, others at the end. */
static int
pairs_plain(struct arena *a, int argc, char **argv, char **plain,
    struct diag *why)
{
	const char *eq;
	char *key;
	int count, i;

	count = PLACES_FIXED;
	for (i = PLACES_FIXED; i < argc; i++) {
		eq = strchr(argv[i], '=');
		if (eq == NULL)
			return diag_set(why,
			    "'%s' is no KEY=VALUE; the keys"
			    " are vector, fds, privilege, entry, resource,"
			    " flags and socket",
			    argv[i]);
		key = lower(a, argv[i], (size_t)(eq - argv[i]));
		if (strcmp(key, "flags") == 0) {
			if (strcasecmp(eq + 1, "none") != 0 &&
			    parts_plain(a, PLACE_FLAG, eq + 1,
				&plain[PLACE_TYPE], why) != 0)
				return -1;
			continue;
		}
		plain[count] = pair_plain(a, key, eq + 1, why);
		if (plain[count++] == NULL)
			return -1;
	}
	return count;
}

int
operands_plain(struct arena *a, int argc, char **argv, char ***plain,
    struct diag *why)
{
	int i;

	if (argc < PLACES_FIXED)
		return diag_set(why,
		    "want DOMAIN TYPE PROTOCOL [KEY=VALUE]..."
		    ", as unix stream 0 vector=null");
	*plain = arena_get(a, ((size_t)argc + 1) * sizeof(**plain));
	for (i = 0; i < PLACES_FIXED; i++) {
		(*plain)[i] = arena_text(a, "", 0);
		if (parts_plain(a, i, argv[i], &(*plain)[i], why) != 0)
			return -1;
	}
	return pairs_plain(a, argc, argv, *plain, why);
}
