# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# The probe knows nothing of the oracle, the oracle and lib touch no
# socket, and lib knows neither of the two.  The suite knows the oracle, and of
# the probe how it is run.
# usage: awk -f check-rooms.awk FILE...

function complain(what) {
	print FILENAME ":" FNR ": " what
	bad = 1
}

# Strings and comments may say what they like.
function code_of(text,    at) {
	gsub(/\\./, "", text)
	gsub(/"[^"]*"/, "\"\"", text)
	if (in_comment) {
		if ((at = index(text, "*/")) == 0)
			return ""
		text = substr(text, at + 2)
		in_comment = 0
	}
	while (match(text, /\/\*([^*]|\*+[^*\/])*\*+\//))
		text = substr(text, 1, RSTART - 1) \
		    substr(text, RSTART + RLENGTH)
	if ((at = index(text, "/*")) != 0) {
		text = substr(text, 1, at - 1)
		in_comment = 1
	}
	return text
}

BEGIN {
	split("socket socketpair accept accept4 bind connect listen send " \
	    "sendmsg sendto recv recvmsg recvfrom getsockname getpeername " \
	    "getsockopt setsockopt shutdown syscall", names, " ")
	for (i in names)
		socket_call[names[i]] = 1
}

FNR == 1 {
	in_comment = 0
	room = FILENAME
	sub(/\/[^\/]*$/, "", room)
}

/^[ \t]*#[ \t]*include[ \t]*"/ {
	split($0, part, "\"")
	if (room != "oracle" && room != "t/suite" && part[2] ~ /oracle\//)
		complain("only oracle/ and t/suite include oracle/")
	if (room != "t/probe" && part[2] ~ /probe\// &&
	    !(room == "t/suite" && part[2] == "t/probe/probe.h"))
		complain("only t/probe includes t/probe")
}

{
	code = code_of($0)
	while (match(code, /[A-Za-z_][A-Za-z_0-9]*[ \t]*\(/)) {
		name = substr(code, RSTART, RLENGTH - 1)
		sub(/[ \t]*$/, "", name)
		if (name in socket_call)
			complain(name " is called; " (room == "t/probe" ? \
			    "reach the host through host_" name : \
			    "only t/probe may"))
		code = substr(code, RSTART + RLENGTH)
	}
}

END {
	exit bad
}
