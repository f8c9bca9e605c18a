# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Warnings are on for all; they are errors only for those who can mend
# them, so that a release never breaks on a newer compiler.

# PAIRTEST_CC_FLAG(FLAG): append FLAG to WARN_CFLAGS if the compiler has it.
AC_DEFUN([PAIRTEST_CC_FLAG],
[AS_VAR_PUSHDEF([cache], [pairtest_cv_cc_flag_$1])dnl
AC_CACHE_CHECK([whether $CC accepts $1], [cache],
    [pairtest_save_CFLAGS=$CFLAGS
    CFLAGS="$CFLAGS -Werror $1"
    AC_COMPILE_IFELSE([AC_LANG_PROGRAM([], [])],
        [AS_VAR_SET([cache], [yes])], [AS_VAR_SET([cache], [no])])
    CFLAGS=$pairtest_save_CFLAGS])
AS_VAR_IF([cache], [yes], [WARN_CFLAGS="$WARN_CFLAGS $1"])
AS_VAR_POPDEF([cache])])

# PAIRTEST_DEVELOPER_MODE: set WARN_CFLAGS.
AC_DEFUN([PAIRTEST_DEVELOPER_MODE],
[AC_ARG_ENABLE([developer],
    [AS_HELP_STRING([--enable-developer],
        [make warnings errors; default in a git checkout])],
    [pairtest_developer=$enableval],
    [AS_IF([test -e "$srcdir/.git"],
        [pairtest_developer=yes], [pairtest_developer=no])])
WARN_CFLAGS=
m4_foreach_w([flag], [-Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes
    -Wmissing-prototypes -Wold-style-definition -Wcast-qual -Wwrite-strings
    -Wpointer-arith -Wundef -Wformat=2 -Wvla],
    [PAIRTEST_CC_FLAG(flag)])
AS_IF([test "x$pairtest_developer" = xyes],
    [PAIRTEST_CC_FLAG([-Werror])])
AC_SUBST([WARN_CFLAGS])])
