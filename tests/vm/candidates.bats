#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# lsuio --candidates on real PCI cards: its commands have the described effect.

load helper
: "${generic:?}"

setup() {
	trace_tests_only
	edu=$(pci_address 1234 11e8)
	serial=$(pci_address 1b36 0002)
}

# Undoes the commands, and restores the driver of the serial port.
teardown() {
	local card
	swapoff -a
	umount -q /dev/vda || true
	for card in "$edu" "$serial"; do
		echo >"/sys/bus/pci/devices/$card/driver_override"
		[[ ! -e $generic/$card ]] || echo "$card" >"$generic/unbind"
	done
	[[ -e /sys/bus/pci/devices/$serial/driver ]] ||
		echo "$serial" >/sys/bus/pci/drivers/serial/bind
}

candidate() { # ADDRESS
	lsuio --candidates --json | jq -c --arg address "$1" '.candidates[] | select(.address == $address)'
}

@test "a card without a driver" {
	run -0 candidate "$edu"
	[[ $(jq -c '[.bus, .pciid, .driver, .interrupt]' <<<"$output") == '["pci","1234:11e8",null,true]' ]]
	[[ $(lsuio --candidates | sed -n "/^pci:$edu:/,/^[^\t]/ s/^\t//p") == "$(jq -r '.commands[]' <<<"$output")" ]]
	# lsuio itself did not run any of the commands.
	[[ ! -e /sys/bus/pci/devices/$edu/driver ]]
	jq -r '.commands[]' <<<"$output" | bash -ex
	[[ $(basename "$(readlink "/sys/bus/pci/devices/$edu/driver")") == uio_pci_generic ]]
	[[ $(lsuio -rno DEVICE,PARENT "pci:$edu" | head -n 1) == "uio"*" $edu" ]]
	[[ ! $(candidate "$edu") ]]
}

# bats test_tags=long
@test "a card that has a driver" {
	run -0 candidate "$serial"
	[[ $(jq -c '[.pciid, .driver, .interrupt]' <<<"$output") == '["1b36:0002","serial",true]' ]]
	jq -r '.commands[]' <<<"$output" | bash -ex
	[[ $(basename "$(readlink "/sys/bus/pci/devices/$serial/driver")") == uio_pci_generic ]]
}

# The root of this machine is a directory of the host.
@test "a card through which a directory of the host is mounted" {
	local tag shared
	tag=$(grep -l host /sys/bus/virtio/drivers/9pnet_virtio/virtio*/mount_tag)
	shared=$(realpath "${tag%/*}/..")
	run -0 candidate "${shared##*/}"
	[[ $(jq -r .use <<<"$output") == "host is mounted on $(findmnt -nt 9p -S host -o TARGET | head -n 1)" ]]
	[[ $(jq -c .commands <<<"$output") == '[]' ]]
}

# The disk of this machine is otherwise not used.
# bats test_tags=long
@test "a disk with swap space, and with a file system that is mounted" {
	local card disk=/dev/vda
	modprobe -a virtio_blk ext4
	eventually test -b "$disk"
	card=$(realpath /sys/class/block/vda/device/..)
	card=${card##*/}
	[[ $(candidate "$card" | jq -r .use) == null ]]
	mkswap "$disk"
	swapon "$disk"
	[[ $(candidate "$card" | jq -c '[.use, .commands]') == '["vda is swap space",[]]' ]]
	swapoff "$disk"
	[[ $(candidate "$card" | jq -r .use) == null ]]
	mke2fs -q -F -t ext4 "$disk"
	mkdir "$BATS_TEST_TMPDIR/a directory"
	mount "$disk" "$BATS_TEST_TMPDIR/a directory"
	[[ $(candidate "$card" | jq -r .use) == "vda is mounted on $BATS_TEST_TMPDIR/a directory" ]]
	umount "$disk"
}

@test "one of two devices of the same kind" {
	plug_spare_cards
	run -0 candidate "${spare_cards[1]:?}"
	jq -r '.commands[]' <<<"$output" | bash -ex
	run -0 lsuio -rno PARENT,KIND --driver uio_pci_generic
	unplug_spare_cards
	[[ $(grep -c ' device$' <<<"$output") == 1 && ${lines[0]} == "${spare_cards[1]} device" ]]
}

@test "bridges are not candidates" {
	run -0 lsuio --candidates
	[[ $output != *"pci:0000:00:00.0"* ]]
	lspci -s 0000:00:00.0 | grep -q bridge
}
