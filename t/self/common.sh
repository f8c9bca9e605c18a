# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# What tests in shell have in common; it is put before each of them.

# bodies <TRACE: its bodies, each in one line.
bodies()
{
	frame -u | awk '
	/^\+/ { line = line substr($0, 2); next }
	NR > 1 { print line }
	{ line = $0 }
	END { print line }'
}

# need_liar: goes on only where the probe can be lied to; "liar" lies.
need_liar()
{
	liar=$(atf_get_srcdir)/liar.so
	[ -s "$liar" ] || atf_skip 'no shared object can be built here'
	LIE=unset LD_PRELOAD=$liar pairprobe AF_UNIX SOCK_DGRAM 99 \
	    2>/dev/null | grep -q errno-0 ||
	    atf_skip 'nothing can be preloaded into this build'
}
