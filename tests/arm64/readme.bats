#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# What the README says of a device tree, on the one that QEMU's machine has.

load genirq
load ../vm/readme

teardown() {
	uio-poke pl031 IMSC=0 ICR=1
	unload_genirq
}

# Numbers are as the devices come.
stable() {
	masked | sed -E 's/^uio[0-9]+ /uioN /'
}

@test "the README's device tree" {
	(($(examples 'console arm64' | grep -c '^\$ ') >= 4))
	diff <(examples 'console arm64' | stable) <(replay 'console arm64' | stable)
}
