/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Outputs. */

#include <sys/types.h>
#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#if !defined(PAIRPROBE_BARE)
#include <dirent.h>
#endif

#include "lib/output.h"

/* The start of the name of each temporary file; mkstemp adds the rest. */
#define TEMPORARY ".pairtmp-"
#define RANDOM "XXXXXX"

#if defined(__KLIBC__)
#include <stdio.h>

/* klibc has no mkstemp(3): the process id and a count make a new name. */
static int
mkstemp(char *name)
{
	static unsigned count;
	char *end = name + strlen(name) - strlen(RANDOM);
	int fd;

	do {
		snprintf(end, sizeof(RANDOM), "%06x",
		    ((unsigned)getpid() * 64 + count++) & 0xffffff);
		fd = open(name, O_RDWR | O_CREAT | O_EXCL, 0600);
	} while (fd < 0 && errno == EEXIST && count < 64);
	return fd;
}
#endif

enum {
	LINKS_MAX = 40,	    /* symbolic links in a row, as in Linux: ELOOP */
	LINK_SIZE = 4096,   /* of the text of one, as in Linux: ENAMETOOLONG */
	STALE_SECONDS = 60, /* a younger temporary file may not be locked yet */
};

/* Handlers walk this list, so each assignment leaves it whole. */
static struct output *volatile open_outputs;
static pid_t owner; /* of the outputs: not a child that was forked later */

void
output_abandon(void)
{
	struct output *o;

	if (getpid() != owner)
		return;
	for (o = open_outputs; o != NULL; o = o->next_open)
		unlink(o->temporary);
}

static void
open_outputs_add(struct output *o)
{
	pid_t self = getpid();

	/* A program that exits for another reason leaves nothing behind. */
	if (owner == 0)
		atexit(output_abandon);
	if (owner != self)
		open_outputs = NULL;
	owner = self;
	o->next_open = open_outputs;
	open_outputs = o;
}

static void
open_outputs_remove(const struct output *o)
{
	struct output *p;

	if (open_outputs == o)
		open_outputs = o->next_open;
	for (p = open_outputs; p != NULL; p = p->next_open)
		if (p->next_open == o)
			p->next_open = o->next_open;
}

static void
output_free(struct output *o)
{
	free(o->path);
	free(o->target);
	free(o->temporary);
	memset(o, 0, sizeof(*o));
}

/* first and the len bytes of second, or NULL with errno. */
static char *
joined(const char *first, size_t first_len, const char *second, size_t len)
{
	char *text;

	text = malloc(first_len + len + 1);
	if (text == NULL)
		return NULL;
	memcpy(text, first, first_len);
	memcpy(text + first_len, second, len);
	text[first_len + len] = '\0';
	return text;
}

/* The length of the directory part of a path, its last slash included. */
static size_t
directory_length(const char *path)
{
	const char *slash;

	slash = strrchr(path, '/');
	return slash == NULL ? 0 : (size_t)(slash - path) + 1;
}

/* What the symbolic link at path holds, relative to where path is. */
static char *
link_target(const char *path)
{
	char buf[LINK_SIZE];
	ssize_t n;

	n = readlink(path, buf, sizeof(buf));
	if (n < 0)
		return NULL;
	if ((size_t)n == sizeof(buf)) {
		errno = ENAMETOOLONG;
		return NULL;
	}
	return joined(path, *buf == '/' ? 0 : directory_length(path), buf,
	    (size_t)n);
}

/* The path behind all symbolic links, whether it exists or not. */
static char *
path_resolve(const char *path)
{
	struct stat st;
	char *at, *next;
	int i;

	at = joined(path, strlen(path), "", 0);
	for (i = 0; at != NULL && i < LINKS_MAX; i++) {
		if (lstat(at, &st) != 0 || !S_ISLNK(st.st_mode))
			return at;
		next = link_target(at);
		free(at);
		at = next;
	}
	if (at != NULL)
		errno = ELOOP;
	free(at);
	return NULL;
}

/*
 * A copy of standard output or error if the path names the same file, so
 * that both writers share one file offset; -1 otherwise.
 */
static int
standard_copy(const struct stat *st)
{
	struct stat own;
	int fd;

	for (fd = STDOUT_FILENO; fd <= STDERR_FILENO; fd++)
		if (fstat(fd, &own) == 0 && own.st_dev == st->st_dev &&
		    own.st_ino == st->st_ino)
			return dup(fd);
	return -1;
}

/* Whether the path goes through a file system of descriptors. */
static int
names_descriptor(const char *path)
{
	return strncmp(path, "/dev/fd/", 8) == 0 ||
	    strncmp(path, "/dev/std", 8) == 0 ||
	    strncmp(path, "/proc/", 6) == 0;
}

#if !defined(PAIRPROBE_BARE)

static int
lock_set(int fd)
{
	struct flock lock;

	memset(&lock, 0, sizeof(lock));
	lock.l_type = F_WRLCK;
	lock.l_whence = SEEK_SET;
	return fcntl(fd, F_SETLK, &lock);
}

/* Removes a temporary file unless a living process may be writing it. */
static void
stale_remove(const char *path)
{
	struct stat st;
	int fd;

	if (lstat(path, &st) != 0 || !S_ISREG(st.st_mode) ||
	    st.st_uid != geteuid() || time(NULL) - st.st_mtime < STALE_SECONDS)
		return;
	fd = open(path, O_WRONLY | O_NONBLOCK | O_NOFOLLOW);
	if (fd < 0)
		return;
	if (lock_set(fd) == 0)
		unlink(path);
	close(fd);
}

/* Does so for all in the directory of target; len is that part's length. */
static void
stale_remove_all(const char *target, size_t len)
{
	const char *name;
	struct dirent *e;
	char *path;
	DIR *d;

	path = joined(target, len, len == 0 ? "." : "", len == 0);
	d = path == NULL ? NULL : opendir(path);
	free(path);
	while (d != NULL && (e = readdir(d)) != NULL) {
		name = e->d_name;
		if (strncmp(name, TEMPORARY, strlen(TEMPORARY)) != 0 ||
		    strlen(name) != strlen(TEMPORARY RANDOM))
			continue;
		path = joined(target, len, name, strlen(name));
		if (path != NULL)
			stale_remove(path);
		free(path);
	}
	if (d != NULL)
		closedir(d);
}

#else

static int
lock_set(int fd)
{
	return fd < 0 ? -1 : 0;
}

static void
stale_remove_all(const char *target, size_t len)
{
	(void)target;
	(void)len;
}

#endif

/* mkstemp makes private files; an output has the usual rights. */
static mode_t
rights_usual(void)
{
	mode_t mask;

	mask = umask(0);
	umask(mask);
	return 0666 & ~mask;
}

/* Opens a temporary file beside the target; st is NULL for a new one. */
static int
open_beside(struct output *o, const struct stat *st)
{
	size_t len = directory_length(o->target);
	int fd;

	/* A file that its owner protected is not to be replaced either. */
	if (st != NULL && access(o->target, W_OK) != 0)
		return -1;
	stale_remove_all(o->target, len);
	o->temporary = joined(o->target, len, TEMPORARY RANDOM,
	    strlen(TEMPORARY RANDOM));
	fd = o->temporary == NULL ? -1 : mkstemp(o->temporary);
	if (fd < 0)
		return -1;
	/* Where there are no locks, nobody will find it stale. */
	(void)lock_set(fd);
	(void)fchmod(fd, st == NULL ? rights_usual() : st->st_mode & 0777);
	open_outputs_add(o);
	return fd;
}

static int
open_path(struct output *o, const char *path)
{
	struct stat st;
	int exists, fd;

	exists = stat(path, &st) == 0;
	if (exists && (fd = standard_copy(&st)) >= 0)
		return fd;
	if (exists && (!S_ISREG(st.st_mode) || names_descriptor(path)))
		return open(path, O_WRONLY | O_APPEND | O_NOCTTY);
	o->target = path_resolve(path);
	if (o->target == NULL)
		return -1;
	return open_beside(o, exists ? &st : NULL);
}

int
output_open(struct output *o, const char *path, struct diag *why)
{
	int error, fd;

	memset(o, 0, sizeof(*o));
	o->file = stdout;
	if (path == NULL || strcmp(path, "-") == 0)
		return 0;
	o->path = joined(path, strlen(path), "", 0);
	fd = o->path == NULL ? -1 : open_path(o, path);
	o->file = fd < 0 ? NULL : fdopen(fd, "w");
	if (o->file != NULL)
		return 0;
	error = errno;
	if (fd >= 0) {
		close(fd);
		open_outputs_remove(o);
		if (o->target != NULL)
			unlink(o->temporary);
	}
	output_free(o);
	return diag_set(why, "%s: %s; name a file that can be written", path,
	    strerror(error));
}

int
output_flush(struct output *o)
{
	errno = 0;
	if (fflush(o->file) != 0 || ferror(o->file))
		o->error = o->error != 0 ? o->error : errno != 0 ? errno : EIO;
	return o->error == 0 ? 0 : -1;
}

/* Closes the file and keeps the reason if that fails. */
static void
file_end(struct output *o)
{
	if (o->file != stdout && fclose(o->file) != 0 && o->error == 0)
		o->error = errno;
}

int
output_close(struct output *o, struct diag *why)
{
	int error;

	output_flush(o);
	file_end(o);
	if (o->target != NULL && o->error == 0 &&
	    rename(o->temporary, o->target) != 0)
		o->error = errno;
	open_outputs_remove(o);
	error = o->error;
	if (error == 0) {
		output_free(o);
		return 0;
	}
	if (o->path == NULL)
		diag_set(why,
		    "standard output: %s; make room or check that it is"
		    " still read",
		    strerror(error));
	else
		diag_set(why, "%s: %s; make room and run again", o->path,
		    strerror(error));
	if (o->target != NULL)
		unlink(o->temporary);
	output_free(o);
	return -1;
}

void
output_drop(struct output *o)
{
	if (o->file == NULL)
		return;
	file_end(o);
	if (o->target != NULL)
		unlink(o->temporary);
	open_outputs_remove(o);
	output_free(o);
}

/* The directory of a path without links, as stat(2) knows it. */
static int
directory_stat(const char *path, struct stat *st)
{
	size_t len = directory_length(path);
	char *name;
	int ret;

	name = joined(path, len, ".", 1);
	ret = name == NULL ? -1 : stat(name, st);
	free(name);
	return ret;
}

bool
output_same(const char *x, const char *y)
{
	struct stat p, q;
	char *a, *b;
	bool same;

	a = path_resolve(x);
	b = path_resolve(y);
	same = a != NULL && b != NULL &&
	    strcmp(a + directory_length(a), b + directory_length(b)) == 0 &&
	    directory_stat(a, &p) == 0 && directory_stat(b, &q) == 0 &&
	    p.st_dev == q.st_dev && p.st_ino == q.st_ino;
	free(a);
	free(b);
	return same;
}

void
output_remove(const char *path)
{
	struct stat st;
	char *target;

	target = path_resolve(path);
	if (target != NULL && lstat(target, &st) == 0 && S_ISREG(st.st_mode))
		unlink(target);
	free(target);
}

#if defined(SA_RESETHAND)

static const int ending[] = {
	SIGHUP,
	SIGINT,
	SIGPIPE,
	SIGQUIT,
	SIGTERM,
#if defined(SIGXCPU) && defined(SIGXFSZ)
	SIGXCPU,
	SIGXFSZ,
#endif
};

/* The handler is reset before it runs, so the signal ends the program. */
static void
abandon_and_end(int number)
{
	output_abandon();
	raise(number);
}

void
output_watch_signals(void)
{
	struct sigaction act, old;
	size_t i;

	memset(&act, 0, sizeof(act));
	sigemptyset(&act.sa_mask);
	act.sa_flags = (int)SA_RESETHAND;
	act.sa_handler = abandon_and_end;
	for (i = 0; i < sizeof(ending) / sizeof(ending[0]); i++)
		if (sigaction(ending[i], NULL, &old) == 0 &&
		    old.sa_handler == SIG_DFL)
			sigaction(ending[i], &act, NULL);
}

#else

void
output_watch_signals(void)
{
}

#endif
