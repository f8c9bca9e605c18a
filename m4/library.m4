# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Libraries that may be missing.  pkg-config is asked when it is there, and
# only a program that links counts: in a cross or static build the library
# of the machine that builds is of no use.

# PAIRTEST_LIBRARY(NAME, MODULE, PACKAGE, CONSEQUENCE, PROLOGUE, BODY)
# Sets <NAME>_CFLAGS, <NAME>_LIBS and pairtest_have_<NAME>, and defines
# HAVE_<NAME> for C and as an automake conditional.
AC_DEFUN([PAIRTEST_LIBRARY],
[m4_pushdef([up], m4_translit([$1], [a-z-], [A-Z_]))dnl
m4_pushdef([low], m4_translit([$1], [-], [_]))dnl
AC_REQUIRE([PAIRTEST_PKG_CONFIG])dnl
AC_ARG_VAR(up[_CFLAGS], [compiler flags for $1, instead of pkg-config's])
AC_ARG_VAR(up[_LIBS], [linker flags for $1, instead of pkg-config's])
AC_ARG_WITH([$1], [AS_HELP_STRING([--without-$1], [do without: $4])],
    [], [AS_VAR_SET([with_]low, [auto])])
AC_MSG_CHECKING([for $1])
pairtest_have_[]low=no
AS_IF([test "x$with_[]low" != xno],
    [AS_IF([test "x$PKG_CONFIG" != x && $PKG_CONFIG --exists $2],
        [: ${up[]_CFLAGS="`$PKG_CONFIG --cflags $2`"}
        : ${up[]_LIBS="`$PKG_CONFIG --libs $2`"}],
        [: ${up[]_LIBS="-l$2"}])
    pairtest_save_CFLAGS=$CFLAGS
    pairtest_save_LIBS=$LIBS
    CFLAGS="$CFLAGS $up[]_CFLAGS"
    LIBS="$up[]_LIBS $LIBS"
    AC_LINK_IFELSE([AC_LANG_PROGRAM([$5], [$6])],
        [pairtest_have_[]low=yes])
    CFLAGS=$pairtest_save_CFLAGS
    LIBS=$pairtest_save_LIBS])
AC_MSG_RESULT([$pairtest_have_[]low])
AS_IF([test "x$pairtest_have_[]low" = xyes],
    [AC_DEFINE([HAVE_]up, [1], [Define to 1 if you have $1.])],
    [test "x$with_[]low" = xyes],
    [AC_MSG_ERROR([$1 is asked for and cannot be linked; install $3])],
    [up[]_CFLAGS= up[]_LIBS=
    PAIRTEST_LEFT_OUT([$1], [$4], [$3])])
AM_CONDITIONAL([HAVE_]up, [test "x$pairtest_have_[]low" = xyes])
m4_popdef([low])dnl
m4_popdef([up])])

# PAIRTEST_PKG_CONFIG: find the program; pkg.m4 may not be there.
AC_DEFUN([PAIRTEST_PKG_CONFIG],
[AC_ARG_VAR([PKG_CONFIG], [pkg-config program])
AC_PATH_TOOL([PKG_CONFIG], [pkg-config])])
