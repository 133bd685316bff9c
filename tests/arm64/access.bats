#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# Registers on arm64: regions smaller than a page, every width, and accesses that the
# CPU refuses.

load genirq

setup_file() {
	load_genirq
	bind_edu
}

teardown_file() {
	unbind_edu
	unload_genirq
}

@test "the clock's identification, by number and by name" {
	run -0 uio-peek pl031 0xfe0 0xff0 0xffc
	[[ $output == $'0xfe0 0x00000031\n0xff0 0x0000000d\n0xffc 0x000000b1' ]]
	run -0 uio-peek pl031 PERIPHID1 PCELLID1
	[[ $output == $'PERIPHID1 0x00000010\nPCELLID1  0x000000f0' ]]
	before=$(uio-peek pl031 DR)
	uio-peek --timeout 1h --until "DR > $before" pl031
}

@test "a region that begins inside a page" {
	run -0 lsuio -Jb -o NODE,ADDR,SIZE,OFFSET,NAME nic
	[[ $(jq -c '.devices[0].children[0] | [.addr, .offset, .name]' <<<"$output") == \
		'["0xa003000","0xe00","registers"]' ]]
	run -0 uio-peek nic:registers 0 4 8
	[[ $output == $'0 0x74726976\n4 0x00000001\n8 0x00000001' ]]
	# Its neighbour has no backend.
	run -0 uio-peek port@a003c00 0 0x8
	[[ $output == $'0   0x74726976\n0x8 0x00000000' ]]
	# The region ends where the page ends.
	uio-peek nic 0x1fc
	run -2 uio-peek nic 0x200
	[[ $output == "uio-peek: nic: '0x200' is outside map0 'registers' (512 bytes)"* ]]
}

# The MAC address in the card's configuration, which accepts accesses of any width.
@test "every width, each byte in its place" {
	run -0 uio-peek -w 8 nic 0x100+6
	[[ $output == "0x00000100: 52 54 00 12 34 56"* ]]
	[[ $(uio-peek -w 16 nic 0x104) == 0x5634 ]]
	[[ $(uio-peek -w 32 nic 0x100) == 0x12005452 ]]
	[[ $(uio-peek -w 64 nic 0x100 | cut -c 7-) == 563412005452 ]]
	[[ $(uio-peek -w 32 -e big nic 0x100) == 0x52540012 ]]
	uio-poke -w 8 nic 0x103=0xab
	[[ $(uio-peek -w 32 nic 0x100) == 0xab005452 ]]
	uio-poke -w 16 nic 0x102=0xcdef
	[[ $(uio-peek -w 32 nic 0x100) == 0xcdef5452 ]]
	uio-poke nic 0x100=0x12005452
	run -0 uio-peek -w 8 nic 0x100+6
	[[ $output == "0x00000100: 52 54 00 12 34 56"* ]]
}

@test "64 bits in one access" {
	uio-poke -w 64 uio_pci_generic 0x80=0x1122334455667788
	[[ $(uio-peek -w 64 uio_pci_generic 0x80) == 0x1122334455667788 ]]
	uio-poke -w 64 uio_pci_generic 0x80=0
}

# This QEMU lets unaligned accesses pass, with wrong values. The witness shows that none
# was made.
@test "unaligned accesses are refused" {
	local access
	for access in "16 1" "32 2" "32 0x102" "64 4" "64 0x104"; do
		run -2 uio-peek -w "${access% *}" nic "${access#* }"
		[[ $output == *" is not aligned to ${access% *} bits"* ]]
		run -2 uio-poke -w "${access% *}" nic "${access#* }=1"
		[[ $output == *" is not aligned to ${access% *} bits"* ]]
	done
	[[ $(uio-peek nic 0x100) == 0x12005452 ]]
}

# QEMU's edu card does not accept accesses narrower than 32 bits.
@test "a bus error is an error, exit status 7" {
	local access
	for access in "8 0x0" "16 0x4" "8 0x7f" "8 0x80" "16 0xffffe"; do
		run -7 uio-peek -w "${access% *}" uio_pci_generic "${access#* }"
		[[ $output == "uio-peek: uio_pci_generic: ${access#* }: bus error "* ]]
		run -7 uio-poke --force -w "${access% *}" uio_pci_generic "${access#* }=1"
		[[ $output == "uio-poke: uio_pci_generic: ${access#* }: bus error "* ]]
	done
	# The process continues, and its next access is as good as its first.
	run -7 uio-shell --keep-going -c 'peek -w 8 0; peek 0; peek -w 8 4; peek 0' uio_pci_generic
	[[ $(grep -c 'bus error' <<<"$output") == 2 ]]
	[[ $(grep -c '^0x010000ed' <<<"$output") == 2 ]]
}
