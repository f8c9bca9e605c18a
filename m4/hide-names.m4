# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# PAIRTEST_HIDE_NAMES: whether objects can be joined to one that shows only
# some of its names.
AC_DEFUN([PAIRTEST_HIDE_NAMES],
[AC_CHECK_TOOL([OBJCOPY], [objcopy], [:])
AC_MSG_CHECKING([whether names of objects can be hidden])
pairtest_hide_names=no
AC_COMPILE_IFELSE(
    [AC_LANG_SOURCE([[int hidden_name(void); int hidden_name(void)
    { return 1; } int shown_name(void); int shown_name(void)
    { return hidden_name(); }]])],
    [$CC -r -nostdlib -o conftest.all.$ac_objext conftest.$ac_objext \
        >&AS_MESSAGE_LOG_FD 2>&1 &&
    $OBJCOPY --wildcard --keep-global-symbol='shown_*' \
        --keep-global-symbol='_shown_*' conftest.all.$ac_objext \
        >&AS_MESSAGE_LOG_FD 2>&1 &&
    mv conftest.all.$ac_objext conftest.shown.o &&
    pairtest_hide_names=yes])
AS_IF([test $pairtest_hide_names = yes],
    [pairtest_hide_names=no
    pairtest_save_LIBS=$LIBS
    LIBS="conftest.shown.o $LIBS"
    # Both names are defined here too: only the hidden one may be.
    AC_LINK_IFELSE([AC_LANG_SOURCE([[int shown_name(void);
        int hidden_name(void) { return 0; }
        int main(void) { return shown_name() + hidden_name() - 1; }]])],
        [pairtest_hide_names=yes])
    LIBS=$pairtest_save_LIBS])
rm -f conftest.all.* conftest.shown.*
AC_MSG_RESULT([$pairtest_hide_names])
AM_CONDITIONAL([HIDE_NAMES], [test $pairtest_hide_names = yes])
AC_SUBST([HIDE_NAMES], [$pairtest_hide_names])
AS_IF([test $pairtest_hide_names = no],
    [PAIRTEST_LEFT_OUT([objcopy],
        [libpairoracle.a shows the names of its insides], [binutils])])])
