/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * The host under test.  The probe calls it only by the names host_NAME of
 * this header, so that a port can replace each call:
 * -Dhost_socketpair=lkl_sys_socketpair, or a whole header with
 * -DPAIRPROBE_PORT='"port.h"'.  Each file includes it first, because it
 * selects the interfaces that the system's headers declare.
 *
 * config.h says what the host has; without one it is guessed from the
 * system's name.  -DPAIRPROBE_BARE guesses that it has sockets and
 * nothing else: no fork, mmap, limits, signals, poll or users.
 */

#ifndef PAIRPROBE_HOST_H
#define PAIRPROBE_HOST_H

#if defined(HAVE_CONFIG_H)
#include "config.h"
#endif

/* Some systems declare their own interfaces only on request. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif
#if !defined(_NETBSD_SOURCE) && defined(__NetBSD__)
#define _NETBSD_SOURCE 1
#endif
#if !defined(_DARWIN_C_SOURCE) && defined(__APPLE__)
#define _DARWIN_C_SOURCE 1
#endif
#if !defined(__EXTENSIONS__) && defined(__sun)
#define __EXTENSIONS__ 1
#endif

#if defined(PAIRPROBE_BARE)
#undef HAVE_CLOSE_RANGE
#undef HAVE_FORK
#undef HAVE_GETPEEREID
#undef HAVE_GETPEERUCRED
#undef HAVE_GETUID
#undef HAVE_KQUEUE
#undef HAVE_MLOCKALL
#undef HAVE_MMAP
#undef HAVE_POLL
#undef HAVE_PPOLL
#undef HAVE_SCHED_SETAFFINITY
#undef HAVE_SETGROUPS
#undef HAVE_SETITIMER
#undef HAVE_SETRLIMIT
#undef HAVE_SIGACTION
#undef HAVE_SIGPENDING
#undef HAVE_SPLICE
#undef HAVE_SYSCALL
#undef HAVE_SYS_EPOLL_H
#undef HAVE_SYS_UTSNAME_H
#undef HAVE_UNSHARE
#elif !defined(HAVE_CONFIG_H)
#define HAVE_FORK 1
#define HAVE_GETUID 1
#define HAVE_MMAP 1
#define HAVE_POLL 1
#define HAVE_SETGROUPS 1
#define HAVE_SETITIMER 1
#if !defined(__KLIBC__)
#define HAVE_SETRLIMIT 1
#endif
#define HAVE_SIGACTION 1
#define HAVE_SIGPENDING 1
#define HAVE_SYS_UTSNAME_H 1
#if defined(__linux__)
#define HAVE_MLOCKALL 1
#define HAVE_SCHED_SETAFFINITY 1
#define HAVE_SYSCALL 1
#if !defined(__KLIBC__)
#define HAVE_SYS_EPOLL_H 1
#endif
#define HAVE_UNSHARE 1
#endif
#endif

#include <sys/types.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <netinet/in.h>

#if defined(HAVE_FORK)
#include <sys/wait.h>
#endif
#if defined(HAVE_MMAP)
#include <sys/mman.h>
#endif
#if defined(HAVE_POLL)
#include <poll.h>
#endif
#if defined(HAVE_SETGROUPS)
#include <grp.h>
#endif
#if defined(HAVE_SETITIMER)
#include <sys/time.h>
#endif
#if defined(HAVE_SETRLIMIT)
#include <sys/resource.h>
#endif
#if defined(HAVE_SYSCALL)
#include <sys/syscall.h>
#endif
#if defined(HAVE_SYS_UTSNAME_H)
#include <sys/utsname.h>
#endif
#if defined(HAVE_SCHED_SETAFFINITY) || defined(HAVE_UNSHARE)
#include <sched.h>
#endif
#if !defined(PAIRPROBE_BARE)
#include <sys/ioctl.h>
#endif
#if defined(__KLIBC__)
/* Room for the address of any family, which klibc lacks. */
struct sockaddr_storage {
	sa_family_t ss_family;
	char room[126];
};
/* klibc lacks this too: what needs a temporary file is untested. */
#define host_mkstemp(name) ((void)(name), errno = ENOSYS, -1)
#endif
#if defined(PAIRPROBE_PORT)
#include PAIRPROBE_PORT
#endif

/* A system call of this machine would not reach a replaced stack. */
#if defined(host_socketpair) && !defined(host_syscall)
#undef HAVE_SYSCALL
#endif

#if defined(__GLIBC__) && !defined(HAVE_CONFIG_H) && !defined(PAIRPROBE_BARE)
#define HAVE_MEMFD_CREATE 1
#define HAVE_PPOLL 1
#define HAVE_SPLICE 1
#define HAVE_TEE 1
#endif
/* The ways of Linux from and to a pipe or a file go together. */
#if !defined(__linux__) || !defined(HAVE_TEE) || !defined(HAVE_MEMFD_CREATE)
#undef HAVE_SPLICE
#endif

/* A time limit needs two signals and a clock. */
#if defined(HAVE_FORK) && defined(HAVE_MMAP) && defined(HAVE_SETITIMER) && \
    defined(HAVE_SIGACTION)
#define HOST_HAS_WORKERS 1
#endif

#if !defined(MAP_ANONYMOUS) && defined(MAP_ANON)
#define MAP_ANONYMOUS MAP_ANON
#endif
#ifndef MSG_NOSIGNAL
#define MSG_NOSIGNAL 0
#endif
/* POSIX gives these no values, but all systems do. */
#ifndef SHUT_RD
#define SHUT_RD 0
#define SHUT_WR 1
#define SHUT_RDWR 2
#endif

/* The call under test, and the call whose answers are the facts. */
#ifndef host_socketpair
#define host_socketpair socketpair
#endif
#ifndef host_socket
#define host_socket socket
#endif
#ifndef host_syscall
#define host_syscall syscall
#endif

/* What shows the state of a pair. */
#ifndef host_fcntl
#define host_fcntl fcntl
#endif
#ifndef host_fstat
#define host_fstat fstat
#endif
#ifndef host_getpeername
#define host_getpeername getpeername
#endif
#ifndef host_getsockname
#define host_getsockname getsockname
#endif
#ifndef host_getsockopt
#define host_getsockopt getsockopt
#endif
#ifndef host_poll
#define host_poll poll
#endif
#ifndef host_read
#define host_read read
#endif
#ifndef host_recv
#define host_recv recv
#endif
#ifndef host_send
#define host_send send
#endif
#ifndef host_write
#define host_write write
#endif

/* The calls that use a pair, for the checks. */
#ifndef host_accept
#define host_accept accept
#endif
#ifndef host_bind
#define host_bind bind
#endif
#ifndef host_connect
#define host_connect connect
#endif
#ifndef host_execl
#define host_execl execl
#endif
#ifndef host_getpid
#define host_getpid getpid
#endif
#ifndef host_listen
#define host_listen listen
#endif
#ifndef host_lseek
#define host_lseek lseek
#endif
#ifndef host_readv
#define host_readv readv
#endif
#ifndef host_recvfrom
#define host_recvfrom recvfrom
#endif
#ifndef host_writev
#define host_writev writev
#endif
#ifndef host_recvmsg
#define host_recvmsg recvmsg
#endif
#ifndef host_select
#define host_select select
#endif
#ifndef host_sendmsg
#define host_sendmsg sendmsg
#endif
#ifndef host_sendto
#define host_sendto sendto
#endif
#ifndef host_setsockopt
#define host_setsockopt setsockopt
#endif
#ifndef host_shutdown
#define host_shutdown shutdown
#endif
#ifndef host_epoll_create1
#define host_epoll_create1 epoll_create1
#endif
#ifndef host_epoll_ctl
#define host_epoll_ctl epoll_ctl
#endif
#ifndef host_epoll_wait
#define host_epoll_wait epoll_wait
#endif
#ifndef host_getpeereid
#define host_getpeereid getpeereid
#endif
#ifndef host_getpeerucred
#define host_getpeerucred getpeerucred
#endif
#ifndef host_kevent
#define host_kevent kevent
#endif
#ifndef host_kqueue
#define host_kqueue kqueue
#endif
#ifndef host_memfd_create
#define host_memfd_create memfd_create
#endif
#ifndef host_ppoll
#define host_ppoll ppoll
#endif
#ifndef host_pselect
#define host_pselect pselect
#endif
#ifndef host_sendfile
#define host_sendfile sendfile
#endif
#ifndef host_splice
#define host_splice splice
#endif
#ifndef host_tee
#define host_tee tee
#endif

/* What arranges the state that a request is made in. */
#ifndef host_close
#define host_close close
#endif
#ifndef host_close_range
#define host_close_range close_range
#endif
#ifndef host_dup
#define host_dup dup
#endif
#ifndef host_dup2
#define host_dup2 dup2
#endif
#ifndef host_ioctl
#define host_ioctl ioctl
#endif
#ifndef host_getrlimit
#define host_getrlimit getrlimit
#endif
#ifndef host_mkstemp
#define host_mkstemp mkstemp
#endif
#ifndef host_mlockall
#define host_mlockall mlockall
#endif
#ifndef host_mmap
#define host_mmap mmap
#endif
#ifndef host_pipe
#define host_pipe pipe
#endif
#ifndef host_mprotect
#define host_mprotect mprotect
#endif
#ifndef host_msync
#define host_msync msync
#endif
#ifndef host_munmap
#define host_munmap munmap
#endif
#ifndef host_sched_getcpu
#define host_sched_getcpu sched_getcpu
#endif
#ifndef host_sched_setaffinity
#define host_sched_setaffinity sched_setaffinity
#endif
#ifndef host_setgid
#define host_setgid setgid
#endif
#ifndef host_setgroups
#define host_setgroups setgroups
#endif
#ifndef host_setrlimit
#define host_setrlimit setrlimit
#endif
#ifndef host_setuid
#define host_setuid setuid
#endif
#ifndef host_sysconf
#define host_sysconf sysconf
#endif
#ifndef host_unlink
#define host_unlink unlink
#endif

/* What a trace is written to and a list is read from. */
#ifndef host_fchmod
#define host_fchmod fchmod
#endif
#ifndef host_open
#define host_open open
#endif
#ifndef host_stat
#define host_stat stat
#endif
#ifndef host_umask
#define host_umask umask
#endif

/* What identifies the caller and the system. */
#ifndef host_getgid
#define host_getgid getgid
#endif
#ifndef host_getuid
#define host_getuid getuid
#endif
#ifndef host_uname
#define host_uname uname
#endif

/* Workers, their signals and their clock. */
#ifndef host_alarm
#define host_alarm alarm
#endif
#ifndef host_exit
#define host_exit _exit
#endif
#ifndef host_fork
#define host_fork fork
#endif
#ifndef host_getppid
#define host_getppid getppid
#endif
#ifndef host_kill
#define host_kill kill
#endif
#ifndef host_nanosleep
#define host_nanosleep nanosleep
#endif
#ifndef host_raise
#define host_raise raise
#endif
#ifndef host_setitimer
#define host_setitimer setitimer
#endif
#ifndef host_setsid
#define host_setsid setsid
#endif
#ifndef host_sigaction
#define host_sigaction sigaction
#endif
#ifndef host_sigpending
#define host_sigpending sigpending
#endif
#ifndef host_sigprocmask
#define host_sigprocmask sigprocmask
#endif
#ifndef host_sigsuspend
#define host_sigsuspend sigsuspend
#endif
#ifndef host_sleep
#define host_sleep sleep
#endif
#ifndef host_unshare
#define host_unshare unshare
#endif
#ifndef host_waitpid
#define host_waitpid waitpid
#endif

#endif
