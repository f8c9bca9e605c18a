# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Warnings are on for everybody.  They are errors in a git checkout only, so
# that a release builds with a newer compiler that warns of more.

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
    -Wpointer-arith -Wundef -Wformat=2 -Wvla -Wconversion -Wsign-conversion
    -Wformat-signedness -Wdouble-promotion -Wredundant-decls
    -Wcast-align -Wimplicit-fallthrough],
    [PAIRTEST_CC_FLAG(flag)])
# Each compiler has warnings that the other lacks.  Of those that clang
# -Weverything adds, these find errors.  The others are matters of style, or
# warn of padding, of C11, or of what macros of the C library expand to.
m4_foreach_w([flag], [-Wduplicated-cond -Wduplicated-branches
    -Wjump-misses-init -Wassign-enum -Wcomma -Wmissing-variable-declarations
    -Wover-aligned -Wshift-sign-overflow -Wtautological-compare
    -Wunreachable-code-aggressive -Wnewline-eof],
    [PAIRTEST_CC_FLAG(flag)])
AS_IF([test "x$pairtest_developer" = xyes],
    [PAIRTEST_CC_FLAG([-Werror])])
AC_SUBST([WARN_CFLAGS])])
