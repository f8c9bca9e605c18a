/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Judges calls of socketpair in the process that makes them, by a table of
 * libpairoracle.  Exits with 0 where all conform, 1 where one deviates.
 *
 *	cc inprocess.c $(pkg-config --cflags --libs pairoracle)
 *	./a.out [TABLE]
 */

#include <sys/socket.h>

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include <pairoracle.h>

/* Errnos have other numbers everywhere: a table knows names. */
static const struct {
	int number;
	const char *name;
} errnos[] = { { 0, "ok" }, { EACCES, "EACCES" },
	{ EAFNOSUPPORT, "EAFNOSUPPORT" }, { EFAULT, "EFAULT" },
	{ EINVAL, "EINVAL" }, { EMFILE, "EMFILE" },
	{ EOPNOTSUPP, "EOPNOTSUPP" }, { EPERM, "EPERM" },
	{ EPROTONOSUPPORT, "EPROTONOSUPPORT" }, { EPROTOTYPE, "EPROTOTYPE" },
#ifdef ESOCKTNOSUPPORT
	{ ESOCKTNOSUPPORT, "ESOCKTNOSUPPORT" }
#endif
};

static const struct {
	int domain, type, protocol;
	const char *words;
} calls[] = {
	{ AF_UNIX, SOCK_STREAM, 0, "AF_UNIX SOCK_STREAM 0" },
	{ AF_UNIX, SOCK_DGRAM, 0, "AF_UNIX SOCK_DGRAM 0" },
	{ AF_UNIX, SOCK_STREAM, 6, "AF_UNIX SOCK_STREAM 6" },
	{ AF_INET, SOCK_STREAM, 0, "AF_INET SOCK_STREAM 0" },
	{ AF_INET, SOCK_DGRAM, 17, "AF_INET SOCK_DGRAM 17" },
	{ 200, SOCK_STREAM, 0, "200 SOCK_STREAM 0" },
};

static const char *
name_of(int error)
{
	size_t i;

	for (i = 0; i < sizeof(errnos) / sizeof(errnos[0]); i++)
		if (errnos[i].number == error)
			return errnos[i].name;
	return "an errno without a name here";
}

/* What the call answers; both descriptors are closed again. */
static const char *
pair_answer(int domain, int type, int protocol)
{
	int sv[2];

	if (socketpair(domain, type, protocol, sv) != 0)
		return name_of(errno);
	close(sv[0]);
	close(sv[1]);
	return name_of(0);
}

/* The same for socket(2): the fact that documents turn on. */
static const char *
socket_answer(int domain, int type, int protocol)
{
	int fd;

	fd = socket(domain, type, protocol);
	if (fd < 0)
		return name_of(errno);
	close(fd);
	return name_of(0);
}

static int
judge_call(const struct pairoracle *o, size_t i)
{
	static const char *const verdicts[] = {
		"passed",
		"failed",
		"inconclusive",
	};
	struct pairoracle_forecast *f;
	char request[128], error[256];
	const char *answer;
	enum pairoracle_verdict verdict;

	snprintf(request, sizeof(request), "%s socket=%s", calls[i].words,
	    socket_answer(calls[i].domain, calls[i].type, calls[i].protocol));
	f = pairoracle_predict(o, request, error, sizeof(error));
	if (f == NULL) {
		fprintf(stderr, "inprocess: %s\n", error);
		return 2;
	}
	answer = pair_answer(calls[i].domain, calls[i].type, calls[i].protocol);
	verdict = pairoracle_judge(f, answer);
	printf("%s: %s: %s", request, answer, verdicts[verdict]);
	if (f->count != 0 && f->answer[0].clause != NULL)
		printf(" (%s: %s)", f->answer[0].clause, f->answer[0].text);
	putchar('\n');
	pairoracle_forecast_free(f);
	return verdict == PAIRORACLE_FAILED;
}

int
main(int argc, char **argv)
{
	struct pairoracle *o;
	char error[256];
	int status, worst;
	size_t i;

	o = pairoracle_open(argc > 1 ? argv[1] : "berkeley", error,
	    sizeof(error));
	if (o == NULL) {
		fprintf(stderr, "inprocess: %s\n", error);
		return 2;
	}
	printf("%s\n", pairoracle_title(o));
	worst = 0;
	for (i = 0; i < sizeof(calls) / sizeof(calls[0]); i++) {
		status = judge_call(o, i);
		worst = status > worst ? status : worst;
	}
	pairoracle_free(o);
	return worst;
}
