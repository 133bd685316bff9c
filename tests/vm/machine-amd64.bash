# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2034,SC2054
#
# For tests/vm/run: a PC, whose guest uses this machine's root.

build=build deps=deps
tools=(qemu-system-x86_64 busybox)
[[ ${mode:?} != bats ]] || tools+=(bats)

make_machine() {
	console=ttyS0,115200
	emulator=(qemu-system-x86_64 -accel "${accel:?}" -smp "${cpus:?}" -m 1024)
	devices=(
		-device isa-serial,chardev=console,index=0
		-device isa-serial,chardev=job,index=1
		-device isa-serial,chardev=verdict,index=2,irq=7
	)
}
