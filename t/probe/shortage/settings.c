/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Settings of the whole system. */

#include "t/probe/host/host.h"

#include <string.h>

#include "t/probe/shortage/settings.h"

#if defined(HOST_HAS_WORKERS) && defined(HAVE_POLL)

struct kept {
	int fd[SETTINGS_MAX];
	int changed; /* so many of them are */
	char text[SETTINGS_MAX][SETTING_TEXT];
};

/* Rewinds a setting; one that cannot be is opened anew. */
static int
rewound(const struct setting *s, int *fd)
{
	if (lseek(*fd, 0, SEEK_SET) == 0)
		return 0;
	close(*fd);
	*fd = open(s->path, O_RDWR | O_CLOEXEC);
	return *fd < 0 ? errno : 0;
}

static int
text_read(const struct setting *s, int *fd, char *text)
{
	ssize_t n;
	int error;

	error = rewound(s, fd);
	if (error != 0)
		return error;
	n = read(*fd, text, SETTING_TEXT - 1);
	if (n < 0)
		return errno;
	text[n] = '\0';
	return n > 0 ? 0 : EINVAL;
}

static int
text_write(const struct setting *s, int *fd, const char *text)
{
	const size_t len = strlen(text);
	int error;

	error = rewound(s, fd);
	if (error != 0)
		return error;
	return write(*fd, text, len) == (ssize_t)len ? 0 : errno;
}

/* Two guardians at a time, and one would keep what the other wrote. */
static int
lock(int fd, short type)
{
	struct flock l;

	memset(&l, 0, sizeof(l));
	l.l_type = type;
	l.l_whence = SEEK_SET;
	return fcntl(fd, F_SETLK, &l);
}

/* Changes a setting, and remembers what it was before. */
static int
change_one(struct kept *k, const struct settings *all, int i)
{
	const struct setting *s = &all->list[i];
	char made[SETTING_TEXT];
	int error;

	error = text_read(s, &k->fd[i], k->text[i]);
	if (error == 0 && s->text == NULL)
		error = s->make(k->text[i], made, sizeof(made));
	if (error != 0)
		return error;
	k->changed = i + 1;
	return text_write(s, &k->fd[i], s->text != NULL ? s->text : made);
}

static int
change(void *kept, const void *what, const struct guard_wish *wish)
{
	const struct settings *all = what;
	struct kept *k = kept;
	int error, i;

	(void)wish;
	if (lock(k->fd[0], F_WRLCK) != 0)
		return EAGAIN;
	error = 0;
	for (i = 0; i < all->count && error == 0; i++)
		error = change_one(k, all, i);
	return error;
}

/* Settings are put back in the opposite order. */
static void
undo(void *kept, const void *what)
{
	const struct settings *all = what;
	struct kept *k = kept;
	int i;

	for (; k->changed > 0; k->changed--) {
		i = k->changed - 1;
		text_write(&all->list[i], &k->fd[i], k->text[i]);
	}
	lock(k->fd[0], F_UNLCK);
}

static int
ready(void *kept, const void *what)
{
	const struct settings *all = what;
	struct kept *k = kept;
	int i;

	for (i = 0; i < all->count; i++) {
		k->fd[i] = open(all->list[i].path, O_RDWR | O_CLOEXEC);
		if (k->fd[i] < 0)
			return errno;
	}
	return 0;
}

static void
done(void *kept, const void *what)
{
	const struct settings *all = what;
	const struct kept *k = kept;
	int i;

	for (i = 0; i < all->count; i++)
		close(k->fd[i]);
}

const struct guard_duty settings_duty = {
	sizeof(struct kept),
	ready,
	change,
	undo,
	done,
};

#else

/* Nobody does it here. */
const struct guard_duty settings_duty = { 0, NULL, NULL, NULL, NULL };

#endif
