/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * A host that is wrong in one way: preloaded, this socketpair does what the
 * true one does, except for requests of SOCK_DGRAM, where it does what LIE
 * says.  "once-" before a lie: only the first time, which the file ONCE marks.
 * The lies of lie_widely are about requests of any type.
 *
 * INSTEAD="DOMAIN TYPE PROTOCOL WAS IS", in numbers of the host or * for any:
 * where such a request fails with errno WAS it fails with errno IS; WAS is 0
 * for a pair, which is closed.
 */

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static int
true_pair(int domain, int type, int protocol, int *sv)
{
	int (*call)(int, int, int, int *);
	void *found;

	found = dlsym(RTLD_NEXT, "socketpair");
	memcpy(&call, &found, sizeof(call));
	return call(domain, type, protocol, sv);
}

/* A socket where nobody looks for it. */
static void
hide(void)
{
	const int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	fcntl(fd, F_DUPFD, 200);
	close(fd);
}

/* Moves a descriptor to another number. */
static int
moved(int fd, int to)
{
	dup2(fd, to);
	close(fd);
	return to;
}

/* Writes beside the vector. */
static void
spill(int *sv, int at)
{
	sv[at] = 0;
}

/* Whether this is the first call of all processes: then there is a file. */
static int
is_first(void)
{
	const char *path = getenv("ONCE");
	const int before = errno;
	const int fd = path == NULL
	    ? -1
	    : open(path, O_WRONLY | O_CREAT | O_EXCL, 0666);

	if (fd >= 0)
		close(fd);
	errno = before;
	return fd >= 0;
}

/* What befalls the process.  Returns whether the lie was of that kind. */
static int
strike(const char *lie)
{
	if (strncmp(lie, "once-", 5) == 0) {
		if (!is_first())
			return 0;
		lie += 5;
	}
	if (strcmp(lie, "stop") == 0)
		raise(SIGSTOP);
	if (strcmp(lie, "hang") == 0)
		for (;;)
			pause();
	if (strcmp(lie, "abort") == 0)
		abort();
	if (strcmp(lie, "kill") == 0)
		raise(SIGKILL);
	if (strcmp(lie, "exit") == 0)
		_exit(0);
	if (strcmp(lie, "segv") == 0)
		raise(SIGSEGV);
	if (strcmp(lie, "sigpipe") == 0)
		raise(SIGPIPE);
	if (strcmp(lie, "lose") == 0)
		close(0);
	if (strcmp(lie, "leak") == 0)
		dup(2);
	if (strcmp(lie, "leak-high") == 0)
		fcntl(2, F_DUPFD, 700);
	if (strcmp(lie, "hide") == 0)
		hide();
	return 0;
}

/* Spoils a good pair; returns what the call does. */
static int
spoil(const char *lie, int *sv)
{
	int other[2], was;

	if (strcmp(lie, "return") == 0)
		return 7;
	if (strcmp(lie, "errno") == 0)
		errno = ENOENT;
	if (strcmp(lie, "descending") == 0) {
		was = sv[0];
		sv[0] = sv[1];
		sv[1] = was;
	}
	if (strcmp(lie, "same") == 0) {
		close(sv[1]);
		sv[1] = sv[0];
	}
	if (strcmp(lie, "high") == 0)
		sv[1] = moved(sv[1], 20);
	if (strcmp(lie, "cloexec") == 0)
		fcntl(sv[1], F_SETFD, fcntl(sv[1], F_GETFD) ^ FD_CLOEXEC);
	if (strcmp(lie, "nonblock") == 0)
		fcntl(sv[0], F_SETFL, fcntl(sv[0], F_GETFL) ^ O_NONBLOCK);
	if (strcmp(lie, "guard") == 0)
		spill(sv, 2);
	if (strcmp(lie, "pipe") == 0) {
		close(sv[0]);
		close(sv[1]);
		return pipe(sv);
	}
	if (strcmp(lie, "stream") == 0) {
		close(sv[0]);
		close(sv[1]);
		return true_pair(AF_UNIX, SOCK_STREAM, 0, sv);
	}
	if (strcmp(lie, "append") == 0)
		fcntl(sv[1], F_SETFL, fcntl(sv[1], F_GETFL) | O_APPEND);
	if (strcmp(lie, "async") == 0)
		fcntl(sv[0], F_SETFL, fcntl(sv[0], F_GETFL) | O_ASYNC);
	if (strcmp(lie, "one-way") == 0)
		shutdown(sv[1], SHUT_WR);
	if (strcmp(lie, "third") == 0 &&
	    true_pair(AF_UNIX, SOCK_DGRAM, 0, other) == 0) {
		/* The true peers stay open where nobody reads. */
		fcntl(sv[1], F_DUPFD, 201);
		moved(other[0], sv[1]);
		moved(other[1], 200);
	}
	if (strcmp(lie, "apart") == 0 &&
	    true_pair(AF_UNIX, SOCK_DGRAM, 0, other) == 0) {
		moved(other[0], sv[1]);
		close(other[1]);
	}
	return 0;
}

/* Whether the lie is about requests of any type. */
static int
is_wide(const char *lie)
{
	static const char *const wide[] = { "packets", "any-type",
		"any-protocol", "swapped" };
	size_t i;

	for (i = 0; i < sizeof(wide) / sizeof(wide[0]); i++)
		if (strcmp(lie, wide[i]) == 0)
			return 1;
	return 0;
}

static int
lie_widely(const char *lie, int domain, int type, int protocol, int *sv)
{
	int ret, was;

	if (strcmp(lie, "packets") == 0 && (type & 0xf) == SOCK_SEQPACKET)
		type += SOCK_DGRAM - SOCK_SEQPACKET;
	if (strcmp(lie, "any-protocol") == 0 && protocol == 99)
		protocol = 0;
	ret = true_pair(domain, type, protocol, sv);
	if (strcmp(lie, "any-type") == 0 && domain == AF_UNIX && ret != 0 &&
	    errno == ESOCKTNOSUPPORT)
		return true_pair(domain, SOCK_STREAM, protocol, sv);
	if (strcmp(lie, "swapped") == 0 && ret == 0) {
		was = sv[0];
		sv[0] = sv[1];
		sv[1] = was;
	}
	return ret;
}

static long
number_in(const char *path)
{
	FILE *f = fopen(path, "r");
	long n;

	if (f == NULL)
		return -1;
	if (fscanf(f, "%ld", &n) != 1)
		n = -1;
	fclose(f);
	return n;
}

/* Files run out by what the limit says, though it limits nothing. */
int pipe(int end[2]);

int
pipe(int end[2])
{
	int (*call)(int *);
	void *found;

	if (getenv("NO_FILES") != NULL &&
	    number_in("/proc/sys/fs/file-max") <
		number_in("/proc/sys/fs/file-nr")) {
		errno = ENFILE;
		return -1;
	}
	found = dlsym(RTLD_NEXT, "pipe");
	memcpy(&call, &found, sizeof(call));
	return call(end);
}

/*
 * A kernel that takes any profile: what is written to the files of one goes
 * nowhere, and what they say is in the file PROFILE.
 */
int open(const char *path, int flags, ...);

int
open(const char *path, int flags, ...)
{
	const char *profile = getenv("PROFILE");
	int (*call)(const char *, int, ...);
	void *found;
	va_list ap;
	mode_t mode;

	va_start(ap, flags);
	mode = (flags & O_CREAT) != 0 ? va_arg(ap, mode_t) : 0;
	va_end(ap);
	found = dlsym(RTLD_NEXT, "open");
	memcpy(&call, &found, sizeof(call));
	if (profile != NULL && strstr(path, "/attr/") != NULL)
		path = (flags & O_ACCMODE) == O_RDONLY ? profile : "/dev/null";
	return call(path, flags, mode);
}

/* Whether the number is the one that the word says. */
static int
fits(const char *word, int number)
{
	return strcmp(word, "*") == 0 || strtol(word, NULL, 0) == number;
}

/* Does as INSTEAD says of a call that returned ret. */
static int
replace(int domain, int type, int protocol, int *sv, int ret)
{
	const char *instead = getenv("INSTEAD");
	const int was = ret == 0 ? 0 : errno;
	char word[5][16];

	if (instead == NULL ||
	    sscanf(instead, "%15s %15s %15s %15s %15s", word[0], word[1],
		word[2], word[3], word[4]) != 5 ||
	    !fits(word[0], domain) || !fits(word[1], type) ||
	    !fits(word[2], protocol) || !fits(word[3], was)) {
		errno = ret == 0 ? errno : was;
		return ret;
	}
	if (ret == 0) {
		close(sv[0]);
		close(sv[1]);
	}
	errno = (int)strtol(word[4], NULL, 0);
	return -1;
}

int socketpair(int, int, int, int sv[2]);

int
socketpair(int domain, int type, int protocol, int sv[2])
{
	const char *lie = getenv("LIE");
	int ret, second;

	if (getenv("INSTEAD") != NULL)
		return replace(domain, type, protocol, sv,
		    true_pair(domain, type, protocol, sv));
	if (lie == NULL)
		return true_pair(domain, type, protocol, sv);
	if (is_wide(lie))
		return lie_widely(lie, domain, type, protocol, sv);
	if ((type & 0xf) != SOCK_DGRAM)
		return true_pair(domain, type, protocol, sv);
	if (strcmp(lie, "late") == 0) {
		sv[0] = 1;
		raise(SIGSEGV);
	}
	strike(lie);
	second = strcmp(lie, "half") == 0 ? sv[1] : 0;
	ret = true_pair(domain, type, protocol, sv);
	if (ret == 0 && strcmp(lie, "half") == 0)
		sv[1] = second;
	if (ret == 0)
		return spoil(lie, sv);
	if (strcmp(lie, "brittle") == 0)
		raise(SIGSEGV);
	if (strcmp(lie, "guard") == 0)
		spill(sv, -1);
	if (strcmp(lie, "kept") == 0)
		sv[0] = 1;
	if (strcmp(lie, "unset") == 0)
		errno = 0;
	return ret;
}
