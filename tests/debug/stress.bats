#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The modules under a kernel with debugging checks, while its allocations fail. The
# kernel's log and tests/debug/unload.bats give the verdict.

load ../vm/helper

# Stops udevd, which would fall far behind, and copies the modules, because reading them
# from the disk must not fail.
# The kernel's core warns of what it could not create itself, which the judge knows.
setup_file() {
	echo 0 >/proc/sys/kernel/panic_on_warn
	stop_udevd
	modules=$BATS_FILE_TMPDIR
	cp "$UIO_BUILD/kmod/$(uname -r)"/uio_*.ko "$modules"
	export modules
}

teardown_file() {
	[[ -e /sys/module/uio_sim ]] || insmod "$modules/uio_sim.ko"
	start_udevd
}

@test "each step in a device's life, with each allocation and copy failing in turn" {
	rmmod uio_sim
	"$UIO_BUILD/debug/stress" "$modules" sweep >&3
	[[ ! -e /sys/module/uio_edu ]]
}

@test "eight processes at once, with allocations and copies failing at random" {
	"$UIO_BUILD/debug/stress" "$modules" "${STRESS_SECONDS:-600}" >&3
}
