#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The last file in a guest whose kernel watches: what shows only in the end.

bats_require_minimum_version 1.5.0

leaks=/sys/kernel/debug/kmemleak

@test "the modules can be unloaded" {
	local module
	for module in uio_edu uio_sim uio_pci_generic uio; do
		[[ ! -e /sys/module/$module ]] || rmmod "$module"
	done
}

# Memory younger than five seconds is not taken for lost, and after a scan only what
# has not changed since.
@test "no memory is lost" {
	sleep 6
	echo scan >$leaks
	sleep 6
	echo scan >$leaks
	run -0 cat $leaks
	[[ ! $output ]]
}

# After a first report, or when there was no memory for them, they give up.
@test "the watches have not ended" {
	grep -q 'debug_locks: *1$' /proc/lockdep_stats
	run ! grep -E 'ODEBUG disabled|kmemleak: Kernel memory leak detector disabled' <(dmesg)
	[[ ! $output ]]
}
