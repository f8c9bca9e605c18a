# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Builds that measure or watch the code instead of merely running it.

# PAIRTEST_BUILD_MODES: the options; to be called before the compiler is
# looked for, as a coverage build must not get the usual -O2.
AC_DEFUN([PAIRTEST_BUILD_MODES],
[AC_ARG_ENABLE([coverage],
    [AS_HELP_STRING([--enable-coverage],
        [count executed lines (see make coverage)])],
    [], [enable_coverage=no])
AC_ARG_ENABLE([sanitizers],
    [AS_HELP_STRING([--enable-sanitizers],
        [build with ASan and UBSan (see make sanitize)])],
    [], [enable_sanitizers=no])
AC_ARG_ENABLE([fuzzing],
    [AS_HELP_STRING([--enable-fuzzing],
        [build for libFuzzer, with ASan and UBSan (see make fuzz)])],
    [], [enable_fuzzing=no])
AS_IF([test "x$enable_coverage" = xyes && test "x${CFLAGS+set}" != xset],
    [CFLAGS='-g -O0'])])

# PAIRTEST_BUILD_FLAGS: set MODE_CFLAGS from the options.
AC_DEFUN([PAIRTEST_BUILD_FLAGS],
[MODE_CFLAGS=
AS_IF([test "x$enable_coverage" = xyes],
    [MODE_CFLAGS="$MODE_CFLAGS -O0 --coverage"])
AS_IF([test "x$enable_fuzzing" = xyes],
    [enable_sanitizers=yes
    MODE_CFLAGS="$MODE_CFLAGS -fsanitize=fuzzer-no-link"])
AS_IF([test "x$enable_sanitizers" = xyes],
    [MODE_CFLAGS="$MODE_CFLAGS -fsanitize=address,undefined"
    MODE_CFLAGS="$MODE_CFLAGS -fno-sanitize-recover=all"
    MODE_CFLAGS="$MODE_CFLAGS -fno-omit-frame-pointer"])
AS_IF([test "x$MODE_CFLAGS" != x],
    [AC_MSG_CHECKING([whether $CC links with$MODE_CFLAGS])
    pairtest_save_CFLAGS=$CFLAGS
    CFLAGS="$CFLAGS $MODE_CFLAGS"
    AC_LINK_IFELSE([AC_LANG_PROGRAM([], [])],
        [AC_MSG_RESULT([yes])],
        [AC_MSG_RESULT([no])
        AC_MSG_ERROR([the compiler cannot make the build asked for])])
    CFLAGS=$pairtest_save_CFLAGS])
AC_SUBST([MODE_CFLAGS])])
