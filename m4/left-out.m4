# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# What is missing is collected while configure runs and said at its end.

# PAIRTEST_LEFT_OUT(NAME, CONSEQUENCE, PACKAGE)
AC_DEFUN([PAIRTEST_LEFT_OUT],
[pairtest_left_out="$pairtest_left_out
  $1: $2 (Debian package: $3)"])

# PAIRTEST_SUMMARY
AC_DEFUN([PAIRTEST_SUMMARY],
[AC_MSG_NOTICE([$PACKAGE_STRING is configured; make help lists the targets.])
AS_IF([test "x$pairtest_developer" = xyes],
    [AC_MSG_NOTICE([Warnings are errors (--disable-developer).])])
AS_IF([test "x$pairtest_left_out" != x],
    [AC_MSG_NOTICE([Left out:$pairtest_left_out])])])
