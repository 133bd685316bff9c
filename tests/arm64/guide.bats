#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# What uio-guide(7) says of a device tree, on the one that QEMU's machine has.

load genirq
load ../vm/manual

setup() {
	export top=$PWD
}

teardown() {
	uio-poke pl031 IMSC=0 ICR=1
	unload_genirq
}

@test "uio-guide(7): a node of a device tree" {
	examples_of uio-guide.7 4 'A DEVICE-TREE NODE'
}
