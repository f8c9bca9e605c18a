/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Memory cgroups, as proc(5), proc_pid_mountinfo(5) and the kernel's
 * Documentation/admin-guide/cgroup-v1/memory.rst and cgroup-v2.rst say.
 */

#include "t/probe/host/host.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "t/probe/shortage/cgroup.h"

static const struct cgroup_kind kinds[] = {
	{ "cgroup", "memory", false, "memory.limit_in_bytes", "-1",
	    "memory.oom_control" },
	{ "cgroup2", "", true, "memory.max", "max", NULL },
};

enum { KINDS = sizeof(kinds) / sizeof(kinds[0]) };

/* Whether a list, up to its end or one of these characters, has a word. */
static bool
has_word(const char *list, const char *separators, const char *end,
    const char *word)
{
	const char *stop = list + strcspn(list, end);
	size_t len;

	for (;;) {
		len = strcspn(list, separators);
		if (list + len > stop)
			len = (size_t)(stop - list);
		if (len == strlen(word) && memcmp(list, word, len) == 0)
			return true;
		if (list + len >= stop)
			return false;
		list += len + 1;
	}
}

/* Calls line for each line of a file until it returns true, and says so. */
static bool
any_line(const char *path, bool (*line)(struct cgroup *, char *),
    struct cgroup *c)
{
	char *text;
	size_t room;
	bool found;
	FILE *f;

	f = fopen(path, "r");
	if (f == NULL)
		return false;
	text = NULL;
	room = 0;
	found = false;
	while (!found && getline(&text, &room, f) > 0) {
		text[strcspn(text, "\n")] = '\0';
		found = line(c, text);
	}
	free(text);
	fclose(f);
	return found;
}

/* NUMBER:CONTROLLERS:PATH */
static bool
is_own(struct cgroup *c, char *line)
{
	const char *list = strchr(line, ':'), *path;

	if (list == NULL || (path = strchr(++list, ':')) == NULL ||
	    !has_word(list, ",", ":", c->kind->controller))
		return false;
	return (size_t)snprintf(c->own, sizeof(c->own), "%s", path + 1) <
	    sizeof(c->own);
}

/* Takes a path within the hierarchy to where it is mounted. */
static bool
mounted(struct cgroup *c, const char *root, const char *point)
{
	size_t len = strlen(root);
	char all[CGROUP_PATH];

	if (len == 1)
		len = 0; /* all of the hierarchy */
	if (strncmp(c->own, root, len) != 0 ||
	    (c->own[len] != '/' && c->own[len] != '\0') ||
	    (size_t)snprintf(all, sizeof(all), "%s%s", point, c->own + len) >=
		sizeof(all))
		return false;
	for (len = strlen(all); len > 1 && all[len - 1] == '/'; len--)
		all[len - 1] = '\0';
	memcpy(c->own, all, sizeof(all));
	return true;
}

/* ID PARENT DEVICE ROOT POINT OPTIONS ... - FSTYPE SOURCE OPTIONS */
static bool
is_mount(struct cgroup *c, char *line)
{
	char root[CGROUP_PATH], point[CGROUP_PATH], fstype[16], options[256];
	const char *rest = strstr(line, " - ");

	if (rest == NULL ||
	    sscanf(line, "%*s %*s %*s %511s %511s", root, point) != 2 ||
	    sscanf(rest, " - %15s %*s %255s", fstype, options) != 2)
		return false;
	return strcmp(fstype, c->kind->fstype) == 0 &&
	    (c->kind->handed_on ||
		has_word(options, ",", "", c->kind->controller)) &&
	    mounted(c, root, point);
}

/* Whether children of a cgroup have the controller; some always have. */
static bool
hands_on(struct cgroup *c, char *line)
{
	(void)c;
	return has_word(line, " ", "", "memory");
}

static bool
has_children(struct cgroup *c)
{
	static const char name[] = "/cgroup.subtree_control";
	char path[CGROUP_PATH + sizeof(name)];

	if (!c->kind->handed_on)
		return true;
	snprintf(path, sizeof(path), "%s%s", c->parent, name);
	return any_line(path, hands_on, c);
}

/* Climbs from the own cgroup to one that may have such a child. */
static bool
find_parent(struct cgroup *c)
{
	char *last;

	memcpy(c->parent, c->own, sizeof(c->own));
	while (!has_children(c)) {
		last = strrchr(c->parent, '/');
		if (last == NULL || last == c->parent)
			return false;
		*last = '\0';
	}
	return true;
}

int
cgroup_find(struct cgroup *c, struct diag *why)
{
	int i;

	for (i = 0; i < KINDS; i++) {
		c->kind = &kinds[i];
		if (any_line("/proc/self/cgroup", is_own, c) &&
		    any_line("/proc/self/mountinfo", is_mount, c))
			break;
	}
	if (i == KINDS)
		return diag_set(why, "no memory cgroup is mounted");
	if (!find_parent(c))
		return diag_set(why,
		    "no memory cgroup can be made: none from"
		    " %.100s up has memory in cgroup.subtree_control",
		    c->own);
	return 0;
}
