# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors
#
# What the kernel of a coverage runs last: a profile of AppArmor that forbids
# sockets, where the tools are there.
parser=/usr/sbin/apparmor_parser
mount -t securityfs none /sys/kernel/security
[ ! -x $parser ] || {
	printf '%s\n' 'abi <abi/3.0>,' 'profile pairprobe-confined {' 'file,' \
	    'capability,' 'signal,' 'change_profile,' '}' >/mnt/profile
	$parser --skip-cache --replace /mnt/profile
}
