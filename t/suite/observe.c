/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Observing: asking the probe for one request. */

#include <sys/wait.h>

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "t/suite/child.h"
#include "t/suite/observe.h"

/* What a shell says of a command that it cannot run. */
enum { STATUS_NO_PERMISSION = 126, STATUS_NOT_RUN = 127 };

static char *
joined(struct arena *a, const char *x, size_t len, const char *y)
{
	char *text;

	text = arena_get(a, len + strlen(y) + 1);
	memcpy(text, x, len);
	strcpy(text + len, y);
	return text;
}

/* Where the probe was installed; beside the suite, if that was moved. */
static char *
probe_installed(struct arena *a, const char *directory)
{
	size_t n, whole;

	whole = strlen(directory);
	n = strlen(SUITEDIR);
	if (n <= whole && strcmp(directory + whole - n, SUITEDIR) == 0)
		return joined(a, directory, whole - n, BINDIR "/pairprobe");
	return joined(a, "", 0, BINDIR "/pairprobe");
}

static char *
probe_find(struct arena *a, const char *directory)
{
	char *path;

	path = joined(a, directory, strlen(directory), "/../../pairprobe");
	if (access(path, X_OK) == 0)
		return path;
	return probe_installed(a, directory);
}

/* The words to run: the probe or a shell with the command, then these. */
static char **
words_of(struct arena *a, const struct probe *p, char *const *argument,
    int count)
{
	static char shell[] = "sh", option[] = "-c", end[] = "--";
	char **words;
	int n;

	/* As many as there can be, and NULL. */
	words = arena_get(a, ((size_t)count + 6) * sizeof(*words));
	n = 0;
	if (p->command == NULL)
		words[n++] = probe_find(a, p->directory);
	else {
		words[n++] = shell;
		words[n++] = option;
		words[n++] = joined(a, p->command, strlen(p->command),
		    " \"$@\"");
		words[n++] = shell;
	}
	if (*argument[0] == '-')
		words[n++] = end;
	memcpy(words + n, argument, (size_t)count * sizeof(*words));
	return words;
}

/* Says how it ended, unless that was well. */
static int
status_check(const char *name, int status, struct diag *why)
{
	int code;

	if (WIFSIGNALED(status))
		return diag_set(why, "the probe %s was killed by signal %d"
		    " (%s)", name, WTERMSIG(status),
		    strsignal(WTERMSIG(status)));
	code = WEXITSTATUS(status);
	if (code == STATUS_NOT_RUN || code == STATUS_NO_PERMISSION)
		return diag_set(why, "the probe %s cannot be run; build it,"
		    " or name another by the variable probe", name);
	if (code > 128)
		return diag_set(why, "the probe %s was killed by signal %d"
		    " (%s)", name, code - 128, strsignal(code - 128));
	if (code != 0)
		return diag_set(why, "the probe %s exited with status %d;"
		    " what it said is on standard error", name, code);
	return 0;
}

static int
output_parse(const char *name, struct child_output *out, struct trace *tr,
    struct diag *why)
{
	struct diag cause;
	FILE *f;
	int ret;

	if (out->len == 0)
		return diag_set(why, "the probe %s printed nothing", name);
	f = fmemopen(out->text, out->len, "r");
	if (f == NULL)
		return diag_set(why, "out of memory");
	ret = trace_read(tr, f, "standard output", &cause);
	fclose(f);
	if (ret != 0)
		diag_set(why, "the probe %s printed no trace: %s", name,
		    cause.text);
	return ret;
}

int
observe(const struct probe *p, char *const *argument, int count,
    struct trace *tr, struct diag *why)
{
	struct arena scratch = ARENA_INIT;
	struct child_output out;
	struct diag cause;
	const char *name;
	char **words;
	int ret;

	memset(tr, 0, sizeof(*tr));
	words = words_of(&scratch, p, argument, count);
	name = p->command != NULL ? p->command : words[0];
	ret = child_run(&scratch, words, p->seconds, &out, &cause);
	if (ret != 0)
		diag_set(why, "the probe %s %s", name, cause.text);
	else if ((ret = status_check(name, out.status, why)) == 0)
		ret = output_parse(name, &out, tr, why);
	arena_free(&scratch);
	return ret;
}
