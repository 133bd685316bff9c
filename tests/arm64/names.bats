#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# Devices of the device tree, by each of their names.

load genirq

setup_file() {
	load_genirq
}

teardown_file() {
	unload_genirq
}

magic() { # SELECTOR
	[[ $(uio-peek "$1" 0) == 0x74726976 ]]
}

@test "a name without a unit address, and one with it" {
	uio-peek pl031 DR
	magic nic
	magic port@a003c00
	# The node of the parent has no such name in Linux 6.1, but has one in 6.12.
	[[ $(cat "/sys/class/uio/$(node_of 9010000.pl031)/name") == pl031?(@9010000) ]]
}

@test "several with one name" {
	run -4 uio-peek twin 0
	[[ $output == *a003800.virtio_mmio*a003a00.virtio_mmio* ]]
	magic twin#0
	magic twin#1
	run -0 lsuio -rno DEVICE,PARENT --name twin
	[[ $(grep -c virtio_mmio <<<"$output") == 2 ]]
}

@test "the parent on its bus" {
	uio-peek platform:9010000.pl031 DR
	magic platform:a003e00.virtio_mmio
	run -0 lsuio -rno DEVICE platform:a003a00.virtio_mmio
	[[ ${lines[0]} == "$(node_of a003a00.virtio_mmio)" ]]
}

@test "the node in the device tree" {
	uio-peek of:/pl031@9010000 DR
	magic of:/virtio_mmio@a003e00
	magic of:/virtio_mmio@a003e00:registers
	run -0 lsuio -rno DEVICE of:/virtio_mmio@a003800
	[[ ${lines[0]} == "$(node_of a003800.virtio_mmio)" ]]
	run -3 uio-peek of:/virtio_mmio 0
	run -3 uio-peek of:/virtio_mmio@a000000 0
}

@test "the physical address of the first register, not of the page" {
	uio-peek @0x9010000 DR
	magic @0xa003e00
	magic @0xa003c00
	# Five devices have registers in that page, none of them at its start.
	run -3 uio-peek @0xa003000 0
}

@test "lsuio prints the node, its driver and its interrupt" {
	run -0 lsuio -J -o DEVICE,DRIVER,BUS,PARENT pl031
	[[ $(jq -c '.devices[0] | [.driver, .bus, .parent]' <<<"$output") == \
		'["uio_pdrv_genirq","platform","9010000.pl031"]' ]]
	run -0 lsuio --diagnose pl031
	[[ $output == *uio_pdrv_genirq* ]]
}

# A transport without a card: no driver is bound to it, and it has an interrupt.
@test "a free node is a candidate, and its commands bind it" {
	local address=a000000.virtio_mmio
	run -0 lsuio --candidates --json
	commands=$(jq -r --arg a $address '.candidates[] | select(.address == $a) | .commands[]' <<<"$output")
	bash -ex <<<"$commands"
	magic platform:$address
	magic of:/virtio_mmio@a000000
	echo $address >"${platform:?}/unbind"
	echo >/sys/bus/platform/devices/$address/driver_override
}
