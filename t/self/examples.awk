# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Takes the examples out of a manual page or a text: in a literal display,
# a line that starts with "$ " is a command, with the next ones if it ends
# with a backslash, and what follows is what it prints.  Writes them as
# N.command and N.output, counted from 1, and prints how many there are.
# usage: awk -f examples.awk FILE

# Escapes of a manual page.
function plain(text) {
	if (!is_page)
		return text
	gsub(/\\\(aq/, "'", text)
	gsub(/\\\(ti/, "~", text)
	gsub(/\\\(ha/, "^", text)
	gsub(/\\e/, "\\", text)
	gsub(/^\\&/, "", text)
	return text
}

function start() {
	in_display = 1
	in_command = 0
}

function finish() {
	in_display = 0
}

FNR == 1 {
	is_page = FILENAME !~ /\.md$/
}

is_page && /^\.Bd -literal/ {
	start()
	next
}

is_page && /^\.Ed/ {
	finish()
}

!is_page && /^```/ {
	if (in_display)
		finish()
	else
		start()
	next
}

!in_display {
	next
}

goes_on {
	print plain($0) >(count ".command")
	goes_on = plain($0) ~ /\\$/
	next
}

/^\$ / {
	count++
	in_command = 1
	print plain(substr($0, 3)) >(count ".command")
	printf "" >(count ".output")
	goes_on = plain($0) ~ /\\$/
	next
}

in_command {
	print plain($0) >(count ".output")
}

END {
	print count + 0
}
