# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Outputs: what -o and -j may replace, and what they leave as it is.

# trace: writes a small trace to t.
trace()
{
	pairprobe AF_UNIX SOCK_STREAM 0 >t
}

# each WRITER: runs WRITER OUTPUT for every command with an output.
writers='cover diff errors import learn merge reproduce'
cover() { pairoracle cover -t ./linux.table -o "$1" t; }
diff() { pairoracle diff -j "$1" linux illumos >out || [ $? -eq 1 ]; }
errors() { pairoracle errors -o "$1" t; }
import() { pairoracle import -o "$1" page; }
learn() { pairoracle learn -o "$1" t; }
merge() { pairoracle merge -o "$1" shard; }
reproduce() { pairoracle reproduce -o "$1" AF_UNIX SOCK_STREAM 0; }

# inputs: what the writers read; drops those that cannot run here.
inputs()
{
	trace
	pairoracle learn -n linux -o linux.table t
	pairprobe -l exhaustive --range 0..3 --shard 1/1 -o shard
	printf '%s\n' '.Dd January 1, 2026' .Dt X 2 .Os .Sh NAME '.Nm x' \
	    '.Nd x' '.Sh ERRORS' '.Bl -tag -width Er' '.It Bq Er EMFILE' \
	    'Full.' .El >page
	command -v mandoc >/dev/null ||
	    writers=${writers%import*}${writers#*import}
	diff probe 2>/dev/null || writers=${writers%diff*}${writers#*diff}
	rm -f probe
}

atf_test_case fifo
fifo_body()
{
	inputs
	for writer in $writers; do
		rm -rf pipe got
		mkfifo pipe
		cat pipe >got &
		$writer pipe || atf_fail "$writer failed"
		[ -p pipe ] || atf_fail "$writer replaced a FIFO"
		wait
		[ -s got ] || atf_fail "$writer wrote nothing to the FIFO"
	done
}

atf_test_case link
link_body()
{
	inputs
	mkdir d
	for writer in $writers; do
		echo contents-before >d/file
		ln -sf file d/second
		ln -sf d/second first
		$writer first || atf_fail "$writer failed"
		{ [ -L first ] && [ -L d/second ] && [ ! -L d/file ]; } ||
		    atf_fail "$writer replaced a symbolic link"
		{ [ -s d/file ] && ! grep -q contents-before d/file; } ||
		    atf_fail "$writer did not follow the link"
		rm d/file
		$writer first || atf_fail "$writer failed"
		{ [ -L first ] && [ -s d/file ]; } ||
		    atf_fail "$writer did not follow the dangling link"
	done
	ln -s loop loop
	complains pairoracle 'loop: ' learn -o loop t
	[ -L loop ] || atf_fail "a loop of links was replaced"
}

# A private copy of the null device; where none can be made, a link to it.
atf_test_case device
device_body()
{
	inputs
	if mknod dev c 1 3 2>/dev/null && (: >dev) 2>/dev/null; then
		is=-c
	else
		rm -f dev
		ln -s /dev/null dev
		is=-L
	fi
	for writer in $writers; do
		$writer dev || atf_fail "$writer failed"
		{ test $is dev && [ -c dev ]; } ||
		    atf_fail "$writer replaced a device"
	done
}

atf_test_case stdout
stdout_body()
{
	trace
	pairoracle learn -n x t >want
	[ -s want ] || atf_fail "nothing was learned"
	atf_check -o file:want pairoracle learn -n x -o - t
	[ ! -e ./- ] || atf_fail "a file is called -"
	pairoracle learn -n x -o /dev/stdout t | cat >got
	atf_check -o file:want cat got
	{ echo before; pairoracle learn -n x -o /dev/stdout t; echo after; } \
	    >got
	{ echo before; cat want; echo after; } >both
	atf_check -o file:both cat got
	[ -L /dev/stdout ] || atf_fail "/dev/stdout was replaced"
}

atf_test_case refused
refused_body()
{
	trace
	mkdir d
	complains pairoracle 'd: Is a directory' learn -o d t
	complains pairoracle 'no/where: No such file' learn -o no/where t
	complains pairoracle '.*/full: No space left' learn -o /dev/full t
	atf_check -o empty find d . -name '.pairtmp*'
}

# A protected file stays; the rights of one that is replaced do as well.
atf_test_case rights
rights_body()
{
	trace
	umask 022
	atf_check pairoracle learn -o new t
	atf_check -o match:'^-rw-r--r--' ls -l new
	chmod 600 new
	atf_check pairoracle learn -o new t
	atf_check -o match:'^-rw-------' ls -l new
	chmod 400 new
	cp new old
	if [ "$(id -u)" -ne 0 ]; then
		complains pairoracle 'new: Permission denied' errors -o new t
		atf_check cmp old new
	fi
}

# What a killed run left is removed when it is old, and nothing else is.
atf_test_case stale
stale_body()
{
	trace
	touch .pairtmp-abcdef .pairtmp-abcdefg pairtmp-abcdef .pairtmp-fresh1
	mkdir .pairtmp-folder
	touch target
	ln -s target .pairtmp-symlnk
	touch -t 202001010000 .pairtmp-abcdef .pairtmp-abcdefg \
	    pairtmp-abcdef .pairtmp-folder target
	atf_check pairoracle learn -o new t
	[ ! -e .pairtmp-abcdef ] || atf_fail "the old file is still there"
	for f in .pairtmp-abcdefg pairtmp-abcdef .pairtmp-fresh1 \
	    .pairtmp-folder .pairtmp-symlnk target; do
		[ -e $f ] || atf_fail "$f was removed"
	done
}

# The file of a checkpoint goes at the end of a run; what is no file stays.
checkpoint() { pairprobe --checkpoint "$1" AF_UNIX SOCK_STREAM 0 >t; }

# A reader of a FIFO would have to come for each of them.
atf_test_case checkpoint_fifo
checkpoint_fifo_body()
{
	mkfifo pipe
	complains pairprobe 'pipe: not a regular file' --checkpoint pipe \
	    AF_UNIX SOCK_STREAM 0
	[ -p pipe ] || atf_fail "the FIFO is gone"
}

atf_test_case checkpoint_link
checkpoint_link_body()
{
	mkdir d
	: >d/file
	ln -s d/file first
	checkpoint first || atf_fail "the run failed"
	[ -L first ] || atf_fail "the link is gone"
	[ ! -e d/file ] || atf_fail "the checkpoint is left"
	checkpoint first || atf_fail "the run failed"
	[ -L first ] || atf_fail "the dangling link is gone"
}

# A file that is no checkpoint is not lost for one.
atf_test_case checkpoint_other
checkpoint_other_body()
{
	pairprobe -l base -o trace
	cp trace copy
	for level in base exhaustive; do
		atf_check -s exit:2 -e match:'trace: this is no checkpoint, ' \
		    pairprobe -l "$level" --checkpoint trace -o other
		cmp trace copy || atf_fail "the trace is gone"
		[ ! -e other ] || atf_fail "something was asked"
	done
}

# Neither of the two files of a run replaces the other.
atf_test_case checkpoint_output
checkpoint_output_body()
{
	mkdir d
	ln -s d/F link
	for other in F ./F d/../F; do
		complains pairprobe 'F: the checkpoint would' -o F \
		    --checkpoint $other AF_UNIX SOCK_STREAM 0
	done
	complains pairprobe 'd/F: the checkpoint would' -o d/F \
	    --checkpoint link AF_UNIX SOCK_STREAM 0
	atf_check pairprobe -o F --checkpoint d/F AF_UNIX SOCK_STREAM 0
	[ -s F ] || atf_fail "there is no trace"
}

atf_test_case checkpoint_device
checkpoint_device_body()
{
	is=$(special)
	complains pairprobe 'dev: not a regular file' --checkpoint dev \
	    AF_UNIX SOCK_STREAM 0
	test "-$is" dev || atf_fail "the device is gone"
}

# special: makes dev, a private copy of the null device, or where none can be
# made a FIFO; prints the letter of its kind.
special()
{
	if mknod dev c 1 3 2>/dev/null && (: >dev) 2>/dev/null; then
		echo c
	else
		rm -f dev
		mkfifo dev
		echo p
	fi
}

# Of a report's directory only regular files are replaced.
atf_test_case report
report_body()
{
	trace
	is=$(special)
	pairoracle report -o d t >/dev/null
	cp d/index.html page
	echo contents >file
	for name in hosts index.html junit.xml results.json results.tap \
	    hosts/x.html; do
		for what in dev link; do
			rm -rf d/"$name"
			mkdir -p d/hosts
			[ $name != hosts ] || rmdir d/hosts
			[ $what = dev ] || ln -s ../file d/$name
			[ $what = link ] || mv dev d/$name
			complains pairoracle "d/$name: not a" report -o d t
			[ $what = dev ] || [ -L d/$name ] ||
			    atf_fail "$name is no link any more"
			[ $what = link ] || test "-$is" "d/$name" ||
			    atf_fail "$name is no device any more"
			atf_check -o inline:'contents\n' cat file
			[ $what = link ] || mv d/$name dev
			rm -rf d/"$name"
			[ $name = index.html ] || cmp -s page d/index.html ||
			    atf_fail "the report changed"
			[ $name != index.html ] || cp page d/index.html
		done
	done
	complains pairoracle 'dev: not a directory' report -o dev t
	test "-$is" dev || atf_fail "the device is gone"
	[ "$(echo dev.* d.*)" = 'dev.* d.*' ] || atf_fail "left: $(ls)"
}

# What others keep beside a report stays where it is.
atf_test_case report_others
report_others_body()
{
	trace
	mkdir d
	ln -s nowhere d/theirs
	before=$(ls -di d d/theirs)
	pairoracle report -o d t >/dev/null
	[ -s d/index.html ] || atf_fail "no report"
	[ "$before" = "$(ls -di d d/theirs)" ] || atf_fail "it was moved"
	ln -s d to
	pairoracle report -o to t >/dev/null
	[ -L to ] || atf_fail "the link to the directory was replaced"
}

# The text of a built-in table goes beside the tracefile, if that is a file.
atf_test_case cover_beside
cover_beside_body()
{
	trace
	is=$(special)
	complains pairoracle 'dev: not a regular file' cover -t linux -o dev t
	complains pairoracle '-: not a regular file' cover -t linux -o - t
	test "-$is" dev || atf_fail "the device is gone"
	if [ -e dev.d ] || [ -e ./-.d ]; then
		atf_fail "a directory was made"
	fi
}

atf_init_test_cases()
{
	atf_add_test_case fifo
	atf_add_test_case link
	atf_add_test_case device
	atf_add_test_case stdout
	atf_add_test_case refused
	atf_add_test_case rights
	atf_add_test_case stale
	atf_add_test_case report
	atf_add_test_case report_others
	atf_add_test_case cover_beside
	atf_add_test_case checkpoint_fifo
	atf_add_test_case checkpoint_link
	atf_add_test_case checkpoint_other
	atf_add_test_case checkpoint_device
	atf_add_test_case checkpoint_output
}
