# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Who may include whom, and who may make sockets.  The probe and the oracle
# do not know each other; lib knows neither.  The suite includes the oracle and
# the header by which it runs the probe.  Inside the oracle and the probe a
# file includes its own room and the rooms below it: `order' lists the rooms
# from top to bottom, and "." is the program itself.
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

# The room of a file inside the house, "." for the house itself.
function room_in(house, file,    at) {
	file = substr(file, length(house) + 2)
	at = index(file, "/")
	return at ? substr(file, 1, at - 1) : "."
}

function check_order(house, included,    mine, other) {
	if (index(FILENAME, house "/") != 1 || index(included, house "/") != 1)
		return
	mine = room_in(house, FILENAME)
	other = room_in(house, included)
	if (!((house, mine) in floor))
		complain(house "/" mine " is no room; add it to order")
	else if (!((house, other) in floor))
		complain(included " is in no room of " house)
	else if (floor[house, other] < floor[house, mine])
		complain(mine " includes " included ", which is above it")
}

function list_rooms(house,    i, count, name) {
	count = split(order[house], name, " ")
	for (i = 1; i <= count; i++)
		floor[house, name[i]] = i
}

BEGIN {
	order["oracle"] = "cmd report gate reproduce api compare cause learn " \
	    "predict precedence judge words decide table merge " \
	    "calls base"
	order["t/probe"] = ". run plan ask shortage state box host"
	for (house in order)
		list_rooms(house)
	split("socket socketpair accept accept4 bind connect listen send " \
	    "sendmsg sendto recv recvmsg recvfrom getsockname getpeername " \
	    "getsockopt setsockopt shutdown syscall", names, " ")
	for (i in names)
		socket_call[names[i]] = 1
}

FNR == 1 {
	in_comment = 0
	house = FILENAME ~ /^t\// ? "t/" : ""
	room = substr(FILENAME, length(house) + 1)
	sub(/\/.*/, "", room)
	house = house room
}

/^[ \t]*#[ \t]*include[ \t]*"/ {
	split($0, part, "\"")
	if (house != "oracle" && house != "t/suite" && part[2] ~ /oracle\//)
		complain("only oracle/ and t/suite include oracle/")
	if (house != "t/probe" && part[2] ~ /probe\// &&
	    !(house == "t/suite" && part[2] == "t/probe/probe.h"))
		complain("only t/probe includes t/probe")
	check_order("oracle", part[2])
	check_order("t/probe", part[2])
}

{
	code = code_of($0)
	while (match(code, /[A-Za-z_][A-Za-z_0-9]*[ \t]*\(/)) {
		name = substr(code, RSTART, RLENGTH - 1)
		sub(/[ \t]*$/, "", name)
		if (name in socket_call)
			complain(name " is called; " (house == "t/probe" ? \
			    "reach the host through host_" name : \
			    "only t/probe may"))
		code = substr(code, RSTART + RLENGTH)
	}
}

END {
	exit bad
}
