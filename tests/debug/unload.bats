#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The last file in a guest whose kernel has debugging checks: faults that show only at
# the end.

bats_require_minimum_version 1.5.0

leaks=/sys/kernel/debug/kmemleak

@test "the modules can be unloaded" {
	local module
	for module in uio_edu uio_sim uio_pci_generic uio; do
		[[ ! -e /sys/module/$module ]] || rmmod "$module"
	done
}

# Memory younger than five seconds is not reported as lost, nor is memory that has
# changed since the scan.
@test "no memory is lost" {
	sleep 6
	echo scan >$leaks
	sleep 6
	echo scan >$leaks
	run -0 cat $leaks
	[[ ! $output ]]
}

# The checks switch themselves off after a first report, or if memory for them was
# short.
@test "the watches are still running" {
	grep -q 'debug_locks: *1$' /proc/lockdep_stats
	run ! grep -E 'ODEBUG disabled|kmemleak: Kernel memory leak detector disabled' <(dmesg)
	[[ ! $output ]]
}
