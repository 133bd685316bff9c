#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The examples of the manual pages work as described: see manual.bash.
# bats file_tags=long

load helper
load manual

# Scripts of users begin with env -S, which busybox lacks.
setup_file() {
	ln -sf env.coreutils /usr/bin/env
}

teardown_file() {
	ln -sf "$(command -v busybox)" /usr/bin/env
}

setup() {
	trace_tests_only
	top=$PWD
	export UIO_REGS_PATH=$top/regs HOME=$BATS_TEST_TMPDIR
	cd "$BATS_TEST_TMPDIR" || return
	generic_edu=
}

teardown() {
	local job
	cd "$top" || return
	if [[ $generic_edu ]]; then
		unbind_edu
	fi
	if [[ -d /sys/module/uio_edu ]]; then
		rmmod uio_edu
	fi
	for job in $(jobs -p); do
		kill -KILL "$job" 2>/dev/null
	done
	remove_sims
	release_card
	wait
}

# The guide binds QEMU's edu card by driver_override.
release_card() {
	local card
	card=/sys/bus/pci/devices/$(pci_address 1234 11e8)
	if [[ $(<"$card/driver_override") != '(null)' ]]; then
		echo "${card##*/}" >"$card/driver/unbind"
		echo >"$card/driver_override"
	fi
}

# The modules are in the checkout, not where modprobe looks.
modprobe() {
	case $1 in
	uio_edu) (cd "$top" && load_uio_edu) ;;
	uio_sim) ;;
	*) command modprobe "$@" ;;
	esac
}

with_edu() {
	bind_edu
	generic_edu=1
}

@test "lsuio(1)" {
	examples_of lsuio.1 9
}

@test "uio-irq(1)" {
	with_edu
	examples_of uio-irq.1 6
}

@test "uio-json(5)" {
	examples_of uio-json.5 2
}

@test "uio-peek(1)" {
	with_edu
	examples_of uio-peek.1 19
}

@test "uio-poke(1)" {
	with_edu
	head -c 256 /dev/urandom >table.bin
	examples_of uio-poke.1 11
}

@test "uio-regs(1)" {
	cp "$top/tests/vm/manual/chip.svd" chip.svd
	cp "$top/regs/edu.regs" edu.regs
	examples_of uio-regs.1 4
}

@test "uio-shell(1)" {
	examples_of uio-shell.1 3
}

@test "uio-sim(1)" {
	cp "$top/tests/vm/manual/chip.svd" chip.svd
	examples_of uio-sim.1 10
}

@test "uio-wait(1)" {
	with_edu
	examples_of uio-wait.1 6
}

@test "uio(1)" {
	examples_of uio.1 5
}

@test "uio_edu(4)" {
	examples_of uio_edu.4 2
}

@test "uio_sim(4)" {
	examples_of uio_sim.4 20
}

@test "uio-guide(7): a PCI card" {
	examples_of uio-guide.7 9 'A PCI CARD'
}

@test "uio-guide(7): FPGA designs" {
	cp "$top/tests/regs/design.hwh" design_1.hwh
	examples_of uio-guide.7 7 'AN FPGA DESIGN'
}

@test "uio-guide(7): a script, and a test rig" {
	cp "$top/tests/regs/logger.svd" logger.svd
	examples_of uio-guide.7 11 'A SCRIPT BEFORE THE HARDWARE'
	examples_of uio-guide.7 5 'A TEST RIG'
}

@test "uio-guide(7): an interrupt that does not come" {
	with_edu
	examples_of uio-guide.7 3 'AN INTERRUPT THAT DOES NOT COME'
}
