#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# Register files with several blocks on devices: a map, a map that begins within a page,
# a card's BAR, and simulated devices that are made from them.

load helper
: "${sims:?}"

setup() {
	trace_tests_only
	chip=$BATS_TEST_TMPDIR/chip.svd
	export XDG_CONFIG_HOME=$BATS_TEST_TMPDIR/config
}

teardown_file() {
	unbind_edu
	rm -rf /run/uio
}

# Writes the file of a chip with two blocks 0x100 bytes apart, and one elsewhere.
write_chip() { # ADDRESS
	cat >"$chip" <<-XML
		<device><name>CHIP</name><peripherals>
		<peripheral><name>A</name><baseAddress>$(printf '0x%x' "$1")</baseAddress><registers>
		<register><name>ID</name><addressOffset>0</addressOffset></register>
		<register><name>LIVE</name><addressOffset>4</addressOffset></register>
		</registers></peripheral>
		<peripheral derivedFrom="A"><name>B</name>
		<baseAddress>$(printf '0x%x' $(($1 + 0x100)))</baseAddress></peripheral>
		<peripheral derivedFrom="A"><name>FAR</name><baseAddress>0x10</baseAddress></peripheral>
		</peripherals></device>
	XML
}

# Writes the same in Vivado's form: two instances, and one elsewhere.
write_design() { # ADDRESS
	local name
	{
		echo '<EDKSYSTEM><MODULES>'
		for name in A B FAR; do
			cat <<-XML
				<MODULE INSTANCE="$name" MODTYPE="meter" VLNV="example.org:user:meter:1.0">
				<ADDRESSBLOCKS><ADDRESSBLOCK INTERFACE="S_AXI" NAME="Reg" RANGE="256" USAGE="register">
				<REGISTERS>
				<REGISTER NAME="ID"><PROPERTY NAME="ADDRESS_OFFSET" VALUE="0"/><PROPERTY NAME="SIZE" VALUE="32"/></REGISTER>
				<REGISTER NAME="LIVE"><PROPERTY NAME="ADDRESS_OFFSET" VALUE="4"/><PROPERTY NAME="SIZE" VALUE="32"/></REGISTER>
				</REGISTERS></ADDRESSBLOCK></ADDRESSBLOCKS></MODULE>
			XML
		done
		echo '<MODULE INSTANCE="ps7" MODTYPE="processing_system7"><MEMORYMAP>'
		range A "$1"
		range B $(($1 + 0x100))
		range FAR 0x10
		echo '</MEMORYMAP></MODULE></MODULES></EDKSYSTEM>'
	} >"$chip"
}

range() { # INSTANCE ADDRESS
	printf '<MEMRANGE ADDRESSBLOCK="Reg" BASEVALUE="0x%x" HIGHVALUE="0x%x" INSTANCE="%s" MASTERBUSINTERFACE="M_AXI_GP0" MEMTYPE="REGISTER" SLAVEBUSINTERFACE="S_AXI"/>\n' \
		"$2" $(($2 + 0xff)) "$1"
}

address() { # DEVICE
	local node
	node=$(lsuio -rno NODE,KIND "$1" | sed -n 's/ device$//p')
	cat "/sys/class/uio/${node##*/}/maps/map0/addr"
}

@test "instances of a design are at their addresses" {
	uio-sim create map map0/type=phys map0/size=8192
	write_design $(($(address map) + 0x1000))
	uio-poke --regs "$chip" map A.LIVE=0x11 B.LIVE=0x22
	[[ $(kernel_bytes map map0 $((0x1004)) 4) == 11000000 ]]
	[[ $(kernel_bytes map map0 $((0x1104)) 4) == 22000000 ]]
	uio-sim create sub map0/type=phys map0/size=4096 map0/offset=0x100
	write_design "$(address sub)"
	uio-poke --regs "$chip" sub LIVE=0x33
	[[ $(kernel_bytes sub map0 $((0x104)) 4) == 33000000 ]]
	uio-sim create made --regs "$chip" --base-address "$(address sub)"
	uio-poke made B.LIVE=0x44
	[[ $(kernel_bytes made map0 $((0x104)) 4) == 44000000 ]]
	bind_edu
	write_design $((0x43c00000))
	run -0 uio-peek --regs "$chip" --base-address 0x43c00000 uio_pci_generic:bar0 A.ID
	unbind_edu
	[[ $output == 0x010000ed ]]
}

@test "blocks of a physical map are at their addresses" {
	uio-sim create adc map0/type=phys map0/size=8192
	write_chip $(($(address adc) + 0x1000))
	uio-poke adc --regs "$chip" A.LIVE=0x11 B.LIVE=0x22
	[[ $(kernel_bytes adc map0 $((0x1004)) 4) == 11000000 ]]
	[[ $(kernel_bytes adc map0 $((0x1104)) 4) == 22000000 ]]
	run -0 uio-peek --regs "$chip" adc B.LIVE A.LIVE
	[[ $output == $'B.LIVE 0x00000022\nA.LIVE 0x00000011' ]]
	run -0 uio-peek -a --regs "$chip" adc
	[[ ${#lines[@]} == 4 && $output != *FAR* ]]
	mkdir -p "$XDG_CONFIG_HOME/uio/regs"
	cp "$chip" "$XDG_CONFIG_HOME/uio/regs/adc.svd"
	run -0 lsuio -rno BLOCKS adc
	[[ $output == *'A\x20B' ]]
	uio-shell adc <<<$'B.LIVE=5\nexpect B.LIVE == 5\nexpect A.LIVE == 0x11'
}

@test "a map that begins within a page" {
	uio-sim create sub map0/type=phys map0/size=4096 map0/offset=0x100
	write_chip "$(address sub)"
	uio-poke --regs "$chip" sub LIVE=0x33
	[[ $(kernel_bytes sub map0 $((0x104)) 4) == 33000000 ]]
	run -3 uio-poke --regs "$chip" --peripheral A sub LIVE=0x44
	[[ $output == *"block 'A' at 0x"*" is outside the region at 0x"*"; available: B ("* ]]
}

@test "a card's BAR" {
	local bar
	bind_edu
	bar=$(awk 'NR == 1 { print $1 }' "/sys/bus/pci/devices/$(pci_address 1234 11e8)/resource")
	write_chip $((bar))
	run -0 uio-peek --regs "$chip" uio_pci_generic:bar0 A.ID
	[[ $output == 0x010000ed ]]
	uio-poke --regs "$chip" uio_pci_generic:bar0 A.LIVE=0x5a5a5a5a
	run -0 uio-peek --regs "$chip" uio_pci_generic:bar0 A.LIVE
	[[ $output == 0xa5a5a5a5 ]]
	# The file has other addresses than the bus.
	write_chip $((0x48000000))
	run -3 uio-peek --regs "$chip" uio_pci_generic:bar0 A.ID
	run -0 uio-peek --regs "$chip" --base-address 0x48000000 uio_pci_generic:bar0 A.ID
	[[ $output == 0x010000ed ]]
}

@test "a simulated device has all blocks of a file in one map" {
	write_chip $((0x48000000))
	sed -i '/FAR/d' "$chip"
	uio-sim create chip --regs "$chip"
	uio-poke chip A.LIVE=1 B.LIVE=2
	[[ $(kernel_bytes chip map0 4 4) == 01000000 ]]
	[[ $(kernel_bytes chip map0 $((0x104)) 4) == 02000000 ]]
	run -0 lsuio -rno BLOCKS chip
	[[ $output == *'A\x20B' ]]
	write_chip $((0x48000000))
	uio-sim create window --regs "$chip" --base-address 0x48000100
	uio-poke window LIVE=3
	[[ $(kernel_bytes window map0 4 4) == 03000000 ]]
	run -2 uio-sim create whole --regs "$chip"
	[[ $output == *"use fewer blocks with --peripheral or --base-address)" && ! -e $sims/whole ]]
}
