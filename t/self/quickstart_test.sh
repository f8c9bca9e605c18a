# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# What quickstart does before it builds: on a machine of made-up programs.

# machine: nothing is here but these programs, and what is faked.
machine()
{
	cp "$(atf_get_srcdir)/../../quickstart" .
	mkdir bin
	for program in awk cat dirname mkdir mktemp rm sed sh tail
	do
		ln -s "$(command -v $program)" bin/$program
	done
	printf '%s\n' '#! /bin/sh' \
	    'exec env PATH="$PWD/bin" CC=cc sh ./quickstart "$@"' >run
	chmod +x run
}

# fake PROGRAM LINE ...: a program that runs these lines.
fake()
{
	program=bin/$1
	shift
	rm -f "$program"
	printf '%s\n' "#! $(command -v sh)" "$@" >"$program"
	chmod +x "$program"
}

atf_test_case help
help_body()
{
	machine
	atf_check -o match:'usage: ./quickstart' -o match:'apt-get.*tested' \
	    ./run --help
	atf_check -s exit:2 -e match:'usage: ./quickstart' ./run --what
}

atf_test_case unprivileged
unprivileged_body()
{
	machine
	fake id 'echo 1000'
	fake apt-get ': >installed'
	atf_check -s exit:2 -e save:err ./run
	want='    apt-get install -y --no-install-recommends gcc libc6-dev'
	want="$want make autoconf automake pkg-config kyua libatf-dev"
	want="$want atf-sh lcov libjansson-dev mandoc"
	atf_check_equal "$want" "$(sed -n 2p err)"
	[ ! -e installed ] || atf_fail "it installs without being root"
}

atf_test_case system_packages
system_packages_body()
{
	machine
	fake id 'echo 1000'
	fake pkg ''
	atf_check -s exit:2 \
	    -e match:'pkg install -y autoconf automake pkgconf kyua atf lcov' \
	    ./run
}

atf_test_case no_manager
no_manager_body()
{
	machine
	atf_check -s exit:2 -e match:'no package manager' ./run
}

atf_test_case no_install
no_install_body()
{
	machine
	fake id 'echo 0'
	fake apt-get ': >installed'
	atf_check -s exit:2 -e match:'compiler is not here' \
	    ./run --no-install
	[ ! -e installed ] || atf_fail "it installs nevertheless"
}

atf_test_case install_fails
install_fails_body()
{
	machine
	fake id 'echo 0'
	fake apt-get 'echo "no network"; exit 100'
	atf_check -s exit:2 -o ignore -e match:'no network' \
	    -e match:'apt-get update. failed \(100\)' ./run
}

atf_init_test_cases()
{
	atf_add_test_case help
	atf_add_test_case unprivileged
	atf_add_test_case system_packages
	atf_add_test_case no_manager
	atf_add_test_case no_install
	atf_add_test_case install_fails
}
