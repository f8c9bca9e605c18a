/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Observing: asking the probe for one request. */

#include <sys/wait.h>

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "t/probe/probe.h"
#include "t/suite/child.h"
#include "t/suite/observe.h"

/* What a shell says of a command that it cannot run. */
enum { STATUS_NO_PERMISSION = 126, STATUS_NOT_RUN = 127 };

enum {
	ALLOWED_MAX = 8, /* more words than there are to allow */
	WORDS_HERE = 4 + 2 * ALLOWED_MAX, /* before those of a request */
	REQUEST_SECONDS = 10		  /* as long as one usually may take */
};

/* A command for sh that takes the arguments of the shell. */
static char *
with_arguments(struct arena *a, const char *command)
{
	static const char arguments[] = " \"$@\"";
	char *text;

	text = arena_get(a, strlen(command) + sizeof(arguments));
	return strcat(strcpy(text, command), arguments);
}

/* The words that run another probe by a shell. */
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
	words[n++] = shell;
	words[n++] = option;
	words[n++] = with_arguments(a, p->command);
	words[n++] = shell;
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
		return diag_set(why,
		    "the probe %s was killed by signal %d"
		    " (%s)",
		    name, WTERMSIG(status), strsignal(WTERMSIG(status)));
	code = WEXITSTATUS(status);
	if (code == STATUS_NOT_RUN || code == STATUS_NO_PERMISSION)
		return diag_set(why,
		    "the probe %s cannot be run; build it,"
		    " or name another by the variable probe",
		    name);
	if (code > 128)
		return diag_set(why,
		    "the probe %s was killed by signal %d"
		    " (%s)",
		    name, code - 128, strsignal(code - 128));
	if (code != 0)
		return diag_set(why,
		    "the probe %s exited with status %d;"
		    " what it said is on standard error",
		    name, code);
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

static int
ask_command(struct arena *a, const struct probe *p, char *const *argument,
    int count, struct trace *tr, struct diag *why)
{
	struct child_output out;
	struct diag cause;

	if (child_run(a, words_of(a, p, argument, count), p->seconds, &out,
		&cause) != 0)
		return diag_set(why, "the probe %s %s", p->command, cause.text);
	if (status_check(p->command, out.status, why) != 0)
		return -1;
	return output_parse(p->command, &out, tr, why);
}

/* Appends an option for each thing that is allowed.  Returns how many words. */
static int
words_allowed(struct arena *a, const char *allow, char **words)
{
	static char option[] = "--allow";
	size_t len;
	int n;

	for (n = 0; *allow != '\0' && n < 2 * ALLOWED_MAX; allow += len) {
		allow += strspn(allow, ", ");
		len = strcspn(allow, ", ");
		if (len == 0)
			continue;
		words[n++] = option;
		words[n++] = arena_text(a, allow, len);
	}
	return n;
}

/* The words that the probe of this program is called with; their count. */
static int
words_here(struct arena *a, const struct probe *p, char *const *argument,
    int count, char ***all)
{
	static char name[] = "pairprobe", option[] = "--timeout", end[] = "--";
	char seconds[32], **words;
	int n;

	snprintf(seconds, sizeof(seconds), "%ld",
	    p->seconds < REQUEST_SECONDS ? p->seconds : REQUEST_SECONDS);
	words = arena_get(a, ((size_t)count + WORDS_HERE + 1) * sizeof(*words));
	n = 0;
	words[n++] = name;
	words[n++] = option;
	words[n++] = arena_text(a, seconds, strlen(seconds));
	if (p->allow != NULL)
		n += words_allowed(a, p->allow, words + n);
	words[n++] = end;
	memcpy(words + n, argument, (size_t)count * sizeof(*words));
	*all = words;
	return n + count;
}

/* A request that kills or hangs does so to a worker, not to this process. */
static int
ask_here(struct arena *a, const struct probe *p, char *const *argument,
    int count, struct trace *tr, struct diag *why)
{
	struct bodies bodies = { ARENA_INIT, NULL, 0, 0 };
	char **words;
	int ret;

	count = words_here(a, p, argument, count, &words);
	ret = probe_collect(count, words, &bodies, why);
	if (ret == 0)
		ret = trace_of(tr, &bodies, probe_numbers(), "the probe", why);
	bodies_free(&bodies);
	return ret;
}

int
observe(const struct probe *p, char *const *argument, int count,
    struct trace *tr, struct diag *why)
{
	struct arena scratch = ARENA_INIT;
	int ret;

	memset(tr, 0, sizeof(*tr));
	ret = (p->command != NULL ? ask_command : ask_here)(&scratch, p,
	    argument, count, tr, why);
	arena_free(&scratch);
	return ret;
}
