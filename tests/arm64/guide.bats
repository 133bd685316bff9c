#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The device-tree part of uio-guide(7), with the device tree of QEMU's machine.

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
