/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * What documents and systems say of socketpair(2): libpairoracle(3).
 *
 * No function prints, exits or keeps anything between calls.  A table may be
 * asked by several threads at a time.  One that fails returns NULL or -1 and
 * writes the reason into error, cut to size; error may be NULL.
 */

#ifndef PAIRORACLE_H
#define PAIRORACLE_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* One table: a document or a system. */
struct pairoracle;

/* One outcome that a table allows. */
struct pairoracle_answer {
	const char *outcome;  /* "ok", "EFAULT vector=first" */
	const char *clause;   /* the id of the clause that says so, or NULL */
	const char *citation; /* section and line, or NULL */
	const char *text;     /* what it says, restated, or NULL */
	const char *depends;  /* the facts it waits for, or "" */
	int certain;	      /* it is allowed whatever the facts are */
	int likely;	      /* it is where socket(2) would succeed */
};

/* Everything that a table allows for one request, likeliest first. */
struct pairoracle_forecast {
	size_t count;
	const struct pairoracle_answer *answer;
};

enum pairoracle_verdict {
	PAIRORACLE_PASSED,	/* the answer is allowed */
	PAIRORACLE_FAILED,	/* it is not */
	PAIRORACLE_INCONCLUSIVE /* the table is silent, or facts decide */
};

/* The name of built-in table i, counted from 0; NULL after the last. */
const char *pairoracle_builtin(size_t i);

/* Loads a built-in table by its name, or a file: with a slash or a dot. */
struct pairoracle *pairoracle_open(const char *name, char *error, size_t size);

/* Loads a table from len bytes of text, called name in messages. */
struct pairoracle *pairoracle_read(const char *text, size_t len,
    const char *name, char *error, size_t size);

void pairoracle_free(struct pairoracle *o);

/* What the table says of itself. */
const char *pairoracle_name(const struct pairoracle *o);
const char *pairoracle_title(const struct pairoracle *o);
const char *pairoracle_document(const struct pairoracle *o);

/*
 * Gives a name (AF_INET6, SOCK_CLOEXEC) the number that it has where the
 * calls are made; before the table is shared between threads.  Returns 0.
 */
int pairoracle_number(struct pairoracle *o, const char *name, int number,
    char *error, size_t size);

/*
 * Asks for a request in words: "AF_UNIX SOCK_STREAM 0 vector=null".  After
 * the three arguments come the dimensions that differ from the default, as
 * KEY=VALUE; see pairoracle(1).
 */
struct pairoracle_forecast *pairoracle_predict(const struct pairoracle *o,
    const char *request, char *error, size_t size);

/* The same for the arguments of a call; state is the rest, "" or NULL. */
struct pairoracle_forecast *
pairoracle_predict_call(const struct pairoracle *o, int domain, int type,
    int protocol, const char *state, char *error, size_t size);

/* Whether "ok" or an errno's name may come; effects are left aside. */
enum pairoracle_verdict
pairoracle_judge(const struct pairoracle_forecast *f, const char *answer);

void pairoracle_forecast_free(struct pairoracle_forecast *f);

#ifdef __cplusplus
}
#endif

#endif
