# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Prints a file with `new' in place of the first `old' in a function; fails
# where there is none.  "#2" behind the name of the function means the second.
# usage: awk -v function_name=NAME -v old=TEXT -v new=TEXT -f mutate.awk FILE

BEGIN {
	want = 1
	if (split(function_name, part, "#") == 2) {
		function_name = part[1]
		want = part[2]
	}
}

index($0, function_name "(") && /^[a-z]/ && !/;$/ {
	inside = 1
}

/^}/ {
	inside = 0
}

inside && (at = index($0, old)) && ++seen == want {
	$0 = substr($0, 1, at - 1) new substr($0, at + length(old))
	done = 1
}

{
	print
}

END {
	exit !done
}
