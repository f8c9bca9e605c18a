/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* What all of the oracle shares: text made safe for where it goes. */

#include <atf-c.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "oracle/base/escape.h"

/* A text, and what each destination gets of it. */
static const struct {
	const char *text, *terminal, *comment, *string, *markdown, *shell;
} rows[] = {
	{ "plain-1", "plain-1", "plain-1", "plain-1", "plain-1", "plain-1" },
	{ "", "", "", "", "", "''" },
	{ "a b", "a b", "a b", "a b", "a b", "'a b'" },
	{ "\033[2J", "\\x1b[2J", "\\x1b[2J", "\\033[2J", "\\\\x1b\\[2J",
	    "\"$(printf '\\033[2J')\"" },
	{ "\177\200", "\\x7f\\x80", "\\x7f\\x80", "\\177\\200",
	    "\\\\x7f\\\\x80", "\"$(printf '\\177\\200')\"" },
	/* C1, right-to-left override, isolate, mark, tag, surrogate */
	{ "\302\233", "\\u{9b}", "\\u{9b}", "\\302\\233", "\\\\u\\{9b\\}",
	    "\"$(printf '\\302\\233')\"" },
	{ "\342\200\256", "\\u{202e}", "\\u{202e}", "\\342\\200\\256",
	    "\\\\u\\{202e\\}", "\"$(printf '\\342\\200\\256')\"" },
	{ "\342\201\246", "\\u{2066}", "\\u{2066}", "\\342\\201\\246",
	    "\\\\u\\{2066\\}", "\"$(printf '\\342\\201\\246')\"" },
	{ "\342\200\216", "\\u{200e}", "\\u{200e}", "\\342\\200\\216",
	    "\\\\u\\{200e\\}", "\"$(printf '\\342\\200\\216')\"" },
	{ "\363\240\200\201", "\\u{e0001}", "\\u{e0001}",
	    "\\363\\240\\200\\201", "\\\\u\\{e0001\\}",
	    "\"$(printf '\\363\\240\\200\\201')\"" },
	{ "\355\240\200", "\\xed\\xa0\\x80", "\\xed\\xa0\\x80",
	    "\\355\\240\\200", "\\\\xed\\\\xa0\\\\x80",
	    "\"$(printf '\\355\\240\\200')\"" },
	{ "\300\257", "\\xc0\\xaf", "\\xc0\\xaf", "\\300\\257",
	    "\\\\xc0\\\\xaf", "\"$(printf '\\300\\257')\"" },
	{ "na\303\257ve", "na\303\257ve", "na\303\257ve", "na\303\257ve",
	    "na\303\257ve", "'na\303\257ve'" },
	{ "a\tb\nc", "a\\tb\\nc", "a\\tb\\nc", "a\\011b\\012c", "a\\\\tb\\\\nc",
	    "\"$(printf 'a\\011b\\012c')\"" },
	{ "*/ x /*", "*/ x /*", "* / x / *", "*/ x /*", "\\*/ x /\\*",
	    "'*/ x /*'" },
	{ "*\\\r/", "*\\\\x0d/", "*\\x5c\\x0d/", "*\\\\\\015/",
	    "\\*\\\\\\\\x0d/", "\"$(printf '*\\134\\015/')\"" },
	{ "*?\?//", "*?\?//", "*? ?//", "*\\?\\?//", "\\*?\?//", "'*?\?//'" },
	{ "\"$(x)`y`", "\"$(x)`y`", "\"$(x)`y`", "\\\"$(x)`y`",
	    "\"\\$\\(x\\)\\`y\\`", "'\"$(x)`y`'" },
	{ "it's", "it's", "it's", "it's", "it's", "'it'\\''s'" },
	{ "- x", "- x", "- x", "- x", "\\- x", "'- x'" },
	{ "10. x", "10. x", "10. x", "10. x", "10\\. x", "'10. x'" },
	{ "<b>&", "<b>&", "<b>&", "<b>&", "\\<b\\>\\&", "'<b>&'" },
};

ATF_TC_WITHOUT_HEAD(escape);
ATF_TC_BODY(escape, tc)
{
	struct arena a = ARENA_INIT;
	const char *text;
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		text = rows[i].text;
		ATF_CHECK_STREQ(rows[i].terminal, escape_terminal(&a, text));
		ATF_CHECK_STREQ(rows[i].terminal, escape_lcov(&a, text));
		ATF_CHECK_STREQ(rows[i].comment, escape_c_comment(&a, text));
		ATF_CHECK_STREQ(rows[i].string, escape_c_string(&a, text));
		ATF_CHECK_STREQ(rows[i].markdown, escape_markdown(&a, text));
		ATF_CHECK_STREQ(rows[i].shell, escape_shell(&a, text));
	}
	arena_free(&a);
}

/* The output of a command, without the newline at its end. */
static char *
output_of(const char *command, char *buf, size_t size)
{
	size_t n;
	FILE *f;

	f = popen(command, "r");
	ATF_REQUIRE(f != NULL);
	n = fread(buf, 1, size - 1, f);
	ATF_REQUIRE_EQ(0, pclose(f));
	buf[n] = '\0';
	return buf;
}

/* A shell and a compiler read back what was escaped for them. */
ATF_TC_WITHOUT_HEAD(escape_back);
ATF_TC_BODY(escape_back, tc)
{
	struct arena a = ARENA_INIT;
	char command[512], got[256];
	size_t i;
	FILE *f;

	f = fopen("back.c", "w");
	ATF_REQUIRE(f != NULL);
	fputs("#include <stdio.h>\nint main(void)\n{\n", f);
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		snprintf(command, sizeof(command), "printf %%s %s",
		    escape_shell(&a, rows[i].text));
		ATF_CHECK_STREQ(rows[i].text,
		    output_of(command, got, sizeof(got)));
		fprintf(f, "/* %s */ fwrite(\"%s\", 1, %zu, stdout);\n",
		    escape_c_comment(&a, rows[i].text),
		    escape_c_string(&a, rows[i].text), strlen(rows[i].text));
	}
	fputs("return 0;\n}\n", f);
	ATF_REQUIRE_EQ(0, fclose(f));
	f = fopen("want", "w");
	ATF_REQUIRE(f != NULL);
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		fputs(rows[i].text, f);
	ATF_REQUIRE_EQ(0, fclose(f));
	ATF_CHECK_EQ(0,
	    system("cc -std=c99 -Wall -Werror -o back back.c &&"
		   " ./back | cmp - want"));
	arena_free(&a);
}

static const struct {
	const char *text;
	size_t len;
	const char *why; /* NULL: it is fine */
} files[] = {
	{ "a\nb\tc\n", 6, NULL },
	{ "na\303\257ve", 6, NULL },
	{ "a\n\033b", 4, "f:2: \\x1b is" },
	{ "a\nb\n\0c", 6, "f:3: \\x00 is" },
	{ "a\r\nb\r\n", 6, NULL },
	{ "a\r\nb\r", 5, "f:2: \\x0d is" },
	{ "a\rb\n", 4, "f:1: \\x0d is" },
	{ "\303", 1, "f:1: \\xc3 is" },
	/* Cut within a character: what is behind the end does not count. */
	{ "a\n\303\257", 3, "f:2: \\xc3 is" },
	{ "\342\202\254", 2, "f:1: \\xe2 is" },
	{ "\342\200\256", 3, "f:1: \\u{202e} is" },
};

ATF_TC_WITHOUT_HEAD(escape_files);
ATF_TC_BODY(escape_files, tc)
{
	struct diag why;
	size_t i;
	int ret;

	for (i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		why.text[0] = '\0';
		ret = escape_check(files[i].text, files[i].len, "f", &why);
		ATF_CHECK_EQ(files[i].why == NULL ? 0 : -1, ret);
		if (files[i].why != NULL)
			ATF_CHECK_MSG(strncmp(why.text, files[i].why,
					  strlen(files[i].why)) == 0,
			    "'%s'", why.text);
	}
}

ATF_TP_ADD_TCS(tp)
{
	ATF_TP_ADD_TC(tp, escape);
	ATF_TP_ADD_TC(tp, escape_back);
	ATF_TP_ADD_TC(tp, escape_files);
	return atf_no_error();
}
