# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# What the tests need, and where they are installed.

# PAIRTEST_TESTS: sets testsdir, pkgtestsdir and the conditionals
# WITH_TESTS (test programs are built) and WITH_KYUA (they can be run).
AC_DEFUN([PAIRTEST_TESTS],
[AC_ARG_ENABLE([tests],
    [AS_HELP_STRING([--disable-tests], [build no test programs])],
    [], [enable_tests=yes])
AC_ARG_WITH([testsdir],
    [AS_HELP_STRING([--with-testsdir=DIR],
        [install tests below DIR @<:@EPREFIX/tests@:>@])],
    [testsdir=$withval], [testsdir='${exec_prefix}/tests'])
AC_SUBST([testsdir])
AC_SUBST([pkgtestsdir], ['${testsdir}/${PACKAGE}'])
AS_IF([test "x$enable_tests" != xyes], [: ${with_atf_c=no}])
PAIRTEST_LIBRARY([atf-c], [atf-c], [libatf-dev],
    [no test programs; make check runs the smoke test alone],
    [[#include <atf-c.h>]],
    [[atf_tc_t tc; (void)atf_tc_get_ident(&tc);]])
PAIRTEST_TOOL([ATF_SH], [atf-sh], [atf-sh],
    [make check runs the smoke test alone])
PAIRTEST_TOOL([KYUA], [kyua], [kyua],
    [no make conformance; make check runs the smoke test alone])
AM_CONDITIONAL([WITH_TESTS], [test "x$pairtest_have_atf_c" = xyes])
AM_CONDITIONAL([WITH_KYUA],
    [test "x$pairtest_have_atf_c" = xyes && test "x$KYUA" != x])
AM_CONDITIONAL([WITH_SELF_TESTS], [test "x$pairtest_have_atf_c" = xyes &&
    test "x$KYUA" != x && test "x$ATF_SH" != x])])
