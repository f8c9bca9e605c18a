/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * A stack in this process, called Islet, with numbers of its own: an example
 * of -DPAIRPROBE_PORT.  All calls on its descriptors are renamed together.
 */

#ifndef ISLET_PORT_H
#define ISLET_PORT_H

#include <sys/types.h>
#include <sys/socket.h>
#include <sys/stat.h>

int islet_close(int fd);
int islet_dup(int fd);
int islet_dup2(int fd, int to);
int islet_fcntl(int fd, int command, ...);
int islet_fstat(int fd, struct stat *st);
int islet_getpeername(int fd, struct sockaddr *name, socklen_t *len);
int islet_getsockname(int fd, struct sockaddr *name, socklen_t *len);
int islet_getsockopt(int fd, int level, int what, void *value, socklen_t *len);
int islet_ioctl(int fd, unsigned long command, ...);
ssize_t islet_read(int fd, void *buf, size_t size);
ssize_t islet_recv(int fd, void *buf, size_t size, int flags);
ssize_t islet_send(int fd, const void *buf, size_t size, int flags);
int islet_socket(int domain, int type, int protocol);
int islet_socketpair(int domain, int type, int protocol, int *sv);
ssize_t islet_write(int fd, const void *buf, size_t size);

#define host_close islet_close
#define host_dup islet_dup
#define host_dup2 islet_dup2
#define host_fcntl islet_fcntl
#define host_fstat islet_fstat
#define host_getpeername islet_getpeername
#define host_getsockname islet_getsockname
#define host_getsockopt islet_getsockopt
#define host_ioctl islet_ioctl
#define host_read islet_read
#define host_recv islet_recv
#define host_send islet_send
#define host_socket islet_socket
#define host_socketpair islet_socketpair
#define host_write islet_write

/* Its numbers; names that it lacks would be undefined and not defined. */
#undef AF_UNIX
#undef AF_LOCAL
#undef PF_UNIX
#undef PF_LOCAL
#undef SOCK_STREAM
#undef SOCK_DGRAM
#undef EMFILE
#undef EFAULT
#undef EAFNOSUPPORT
#undef EPROTONOSUPPORT
#undef EPROTOTYPE
#undef EBADF
#undef EAGAIN
#undef EWOULDBLOCK
#undef EINVAL
#define AF_UNIX 31
#define AF_LOCAL AF_UNIX
#define PF_UNIX AF_UNIX
#define PF_LOCAL AF_UNIX
#define SOCK_STREAM 6
#define SOCK_DGRAM 7
#define EMFILE 1001
#define EFAULT 1002
#define EAFNOSUPPORT 1003
#define EPROTONOSUPPORT 1004
#define EPROTOTYPE 1005
#define EBADF 1006
#define EAGAIN 1007
#define EWOULDBLOCK EAGAIN
#define EINVAL 1008

#endif
