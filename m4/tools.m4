# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Programs that only targets beyond `all` need.

# PAIRTEST_TOOL(VARIABLE, PROGRAM, PACKAGE, CONSEQUENCE)
# Sets VARIABLE to the program's path, or to nothing.
AC_DEFUN([PAIRTEST_TOOL],
[AC_ARG_VAR([$1], [path of $2])
AC_ARG_WITH([$2], [AS_HELP_STRING([--without-$2], [do without: $4])],
    [], [with_[]m4_translit([$2], [-], [_])=auto])
AS_IF([test "x$with_[]m4_translit([$2], [-], [_])" = xno], [$1=],
    [AC_PATH_PROG([$1], [$2])])
AS_IF([test "x$$1" = x], [PAIRTEST_LEFT_OUT([$2], [$4], [$3])])])

# PAIRTEST_TOOLS: those for coverage and lint.
AC_DEFUN([PAIRTEST_TOOLS],
[PAIRTEST_TOOL([LCOV], [lcov], [lcov], [no make coverage])
PAIRTEST_TOOL([GENHTML], [genhtml], [lcov], [no pages from make coverage])
PAIRTEST_TOOL([GCOV], [gcov], [gcc], [no make coverage])
PAIRTEST_TOOL([MANDOC], [mandoc], [mandoc],
    [make lint leaves out the manual pages])
PAIRTEST_TOOL([SHELLCHECK], [shellcheck], [shellcheck],
    [make lint leaves out the shell scripts])
PAIRTEST_TOOL([CPPCHECK], [cppcheck], [cppcheck],
    [make lint leaves out the search for errors in C])])
