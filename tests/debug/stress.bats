#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The modules under a kernel that watches, while its allocations fail. The kernel's log
# and tests/debug/unload.bats have the verdict.

bats_require_minimum_version 1.5.0

# udevd, which would fall far behind, and modules from a disk that never fails.
setup_file() {
	udevadm control --exit
	modules=$BATS_FILE_TMPDIR
	cp "$UIO_BUILD/kmod/$(uname -r)"/uio_*.ko "$modules"
	export modules
}

teardown_file() {
	[[ -e /sys/module/uio_sim ]] || insmod "$modules/uio_sim.ko"
	/lib/systemd/systemd-udevd --daemon 3>&-
}

@test "each step in a device's life, with each allocation and copy failing in turn" {
	rmmod uio_sim
	"$UIO_BUILD/debug/stress" "$modules" sweep >&3
	[[ ! -e /sys/module/uio_edu ]]
}

@test "eight processes at once, with allocations and copies failing at random" {
	"$UIO_BUILD/debug/stress" "$modules" "${STRESS_SECONDS:-600}" >&3
}
