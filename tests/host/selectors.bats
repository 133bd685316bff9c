#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# Devices by parent, device tree and address; BARs of a mock PCI card.

load helper

# Adds a card whose BARs are: 0 memory of two pages, 1 I/O ports, 2 memory of 32 bytes
# in the middle of a page, 4 one without an address. Its bytes count from 0.
mock_card() { # NUMBER NAME ADDRESS [COMMAND]
	local number=$1 name=$2 address=$3 command=${4:-0300} none='0x0 0x0 0x0\n'
	cat >>"$BATS_TEST_TMPDIR/devices" <<-EOF
		P: /devices/pci0000:00/$address
		E: SUBSYSTEM=pci
		L: driver=../../../bus/pci/drivers/uio_pci_generic
		A: resource=0xfea00000 0xfea01fff 0x40200\n0xc000 0xc007 0x40101\n0xfea02040 0xfea0205f 0x40200\n${none}0x0 0xfff 0x20040200\n${none}${none}
		H: config=34121111${command}0000
		H: resource0=000102030405060708090A0B0C0D0E0F
		H: resource1=0001020304050607
		H: resource2=$(printf '%0128d' 0)000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F2021

		P: /devices/pci0000:00/$address/uio/uio$number
		N: uio$number=000102030405060708090A0B0C0D0E0F
		E: DEVNAME=/dev/uio$number
		E: SUBSYSTEM=uio
		A: dev=240:$number
		A: name=$name
		A: version=1.0
		A: event=7
		L: device=../../../$address

	EOF
}

four() {
	mock_device 0 fpga-ctrl uio_test a0000000.fpga "$(map 0 ctrl 0xa0000000 0x1000 0x0)" \
		"$(map 1 ram 0xa0010000 0x4000 0x40)"
	mock_device 1 twin uio_test b0000000.twin "$(map 0 '' 0xb0000000 0x1000 0x0)"
	mock_device 2 twin uio_test c0000000.twin "$(map 0 '' 0xc0000000 0x1000 0x0)"
	mock_card 3 card 0000:00:04.0
}

names() { # SELECTOR NAME
	run -0 mocked lsuio -rn "$1"
	[[ $output == "$2 "* ]]
}

@test "a device by its parent" {
	four
	names platform:a0000000.fpga uio0
	names platform:c0000000.twin uio2
	names pci:0000:00:04.0 uio3
	names pci:00:04.0 uio3
	for selector in platform: platform:a0000000 pci:0000:00 pci:00:04 pci: :a0000000.fpga \
		platform:0000:00:04.0 pci:a0000000.fpga platform:twin pci:0001:00:04.0; do
		run -3 mocked lsuio "$selector"
		[[ $output == *"no such UIO device"* ]]
	done
}

@test "#K counts the devices of the form that matches first" {
	mock_device 0 fpga@a0000000 uio_test a0000000.fpga "$(map 0 '' 0xa0000000 0x1000 0x0)"
	mock_device 1 fpga uio_test b0000000.fpga "$(map 0 '' 0xb0000000 0x1000 0x0)"
	names fpga uio1
	names fpga#0 uio1
	run -3 mocked lsuio fpga#1
}

@test "a PCI address alone is the PCI device" {
	four
	names 0000:00:04.0 uio3
	names 00:04.0 uio3
	names 00:04.0#0 uio3
	for selector in 0000:00:04.0:bar0 00:04.0:bar0 00:04.0#0:bar0; do
		run -0 mocked uio-peek "$selector" 4
		[[ $output == 0x07060504 ]]
	done
	# fpga-ctrl has the number 0, and these regions belong to others.
	for selector in 0000:00:05.0 00:05.0 0:05.0 0000:00:04.1 00:04.1 0001:00:04.0 0000:00:05.0:map0 \
		00:05.0:ctrl 00:04.0#1; do
		run -3 mocked uio-peek "$selector" 0
		[[ $output == *": no such UIO device"* ]]
		run -3 mocked uio-poke "$selector" 0=1
	done
	for selector in 00:04 0000:00 0:03.x 00:04.00; do
		run -3 mocked uio-peek "$selector" 0
		[[ $output == *": no region "* ]]
	done
	mock_device 4 00:05.0 uio_test d0000000.d "$(map 0 '' 0xd0000000 0x1000 0x0)"
	names 00:05.0 uio4
}

@test "a path of a resourceN selects that BAR" {
	four
	local card=/sys/devices/pci0000:00/0000:00:04.0
	run -0 mocked uio-peek "$card/resource2" 0x1c
	[[ $output == 0x1f1e1d1c ]]
	run -0 mocked uio-peek -w 8 /sys/class/uio/uio3/device/resource1 7
	[[ $output == 0x07 ]]
	run -0 mocked uio-peek "$card/resource2:bar0" 4
	[[ $output == 0x07060504 ]]
	names "$card/resource0" uio3
	for file in resource resource5 resource01 resource0x config; do
		run -3 mocked uio-peek "$card/$file" 0
	done
	run -3 mocked uio-poke /sys/devices/platform/a0000000.fpga/resource0 0=1
}

@test "a region after a parent" {
	four
	run -0 mocked uio-peek platform:a0000000.fpga:ctrl 4
	[[ $output == 0x07060504 ]]
	for selector in pci:0000:00:04.0:bar0 pci:00:04.0:bar0 card:bar0 uio3:bar0 3:bar0; do
		run -0 mocked uio-peek "$selector" 4
		[[ $output == 0x07060504 ]]
	done
	run -3 mocked uio-peek pci:00:04.0:bar3 4
	[[ $output == *": no region 'bar3'; it has bar0, bar1, bar2, bar4" ]]
	run -3 mocked uio-peek pci:00:04.0 4
	[[ $output == *": the device has no maps; it has bar0, bar1, bar2, bar4" ]]
}

@test "a name takes precedence over a form that it resembles" {
	mock_device 0 platform:b.x uio_test a.x "$(map 0 a 0xa000 0x1000)"
	mock_device 1 @0xa000 uio_test b.x "$(map 0 b 0xb000 0x1000)"
	names platform:b.x uio0
	names @0xa000 uio1
	names platform:a.x uio0
}

@test "a device by a map's address" {
	four
	names @0xa0000000 uio0
	names @2684354560 uio0
	names @0xb0000ffc uio1
	names @0xa0013fff uio0
	for selector in @0xa0014000 @0x9fffffff @ @fpga @0xfea00000; do
		run -3 mocked lsuio "$selector"
	done
	# The region is the map that contains the address, unless another is named.
	run -2 mocked uio-peek @0xa0010040 0x10000
	[[ $output == *"outside map1 'ram' (16320 bytes)"* ]]
	run -2 mocked uio-peek @0xa0012345 0x10000
	[[ $output == *"map1"* ]]
	run -2 mocked uio-peek @0xa0012345:map0 0x10000
	[[ $output == *"map0"* ]]
}

@test "the start of a map takes precedence over the inside of another" {
	mock_device 0 whole uio_test a.x "$(map 0 '' 0xa000 0x4000 0x0)"
	mock_device 1 part uio_test b.x "$(map 0 '' 0xb000 0x1000 0x0)"
	mock_device 2 again uio_test c.x "$(map 0 '' 0xb000 0x1000 0x0)" "$(map 1 '' 0xd000 0x1000 0x10)"
	names @0xa800 uio0
	names @0xd010 uio2
	run -4 mocked uio-peek @0xb000 0
	[[ $output == *"@0xb000#0 is uio1 'part' at b.x, @0xb000#1 is uio2 'again' at c.x" ]]
	run -4 mocked uio-peek @0xb004:map0 0
	[[ $output == *"@0xb004#0 is uio1 'part' at b.x, @0xb004#1 is uio2 'again' at c.x" ]]
	names @0xb004#1 uio2
	run -3 mocked lsuio @0xb004#2
	names @0xb000#1 uio2
	run -0 mocked uio-peek @0xb000#0:map0 4
	[[ $output == 0x07060504 ]]
}

# Adds several devices with registers in one page. All their maps extend to its end.
blocks() {
	mock_device 0 low uio_test a0000400.low "$(map 0 regs 0xa0000000 0x1000 0x400)"
	mock_device 1 mid uio_test a0000800.mid "$(map 0 ctl 0xc0000000 0x1000 0x0)" \
		"$(map 1 regs 0xa0000000 0x1000 0x800)"
	mock_device 2 high uio_test a0000c00.high "$(map 0 regs 0xa0000000 0x1000 0xc00)"
}

@test "an address in a page that several maps share selects the nearest register below" {
	blocks
	names @0xa0000400 uio0
	names @0xa0000404 uio0
	names @0xa00007fc uio0
	names @0xa0000800 uio1
	names @0xa0000804 uio1
	names @0xa0000c00 uio2
	names @0xa0000ffc uio2
	run -0 mocked uio-peek @0xa0000400 0
	run -2 mocked uio-peek @0xa0000804 0x1000
	[[ $output == *"is outside map1 'regs' (2048 bytes)" ]]
	# If a map begins at the page's start, that address is exact.
	mock_device 3 start uio_test a0000000.start "$(map 0 regs 0xa0000000 0x1000 0x0)"
	names @0xa0000000 uio3
	names @0xa00003fc uio3
}

@test "an address below every first register is refused" {
	blocks
	for selector in @0xa0000000 @0xa0000000:regs @0xa00003fc @0xa00003fc:map0; do
		run -3 mocked uio-peek "$selector" 0
		[[ $output == *": no such UIO device; did you mean '@0xa0000400'?"* ]]
		run -3 mocked uio-poke "$selector" 0=1
	done
	run -3 mocked uio-peek @0xa0001000 0
	[[ $output != *"did you mean"* ]]
	run -3 mocked uio-peek @0x9ffffffc 0
	[[ $output != *"did you mean"* ]]
}

@test "an address is ambiguous between two devices, not between registers of one device" {
	blocks
	mock_device 3 twin uio_test b0000800.twin "$(map 0 regs 0xa0000000 0x1000 0x800)"
	run -4 mocked uio-peek @0xa0000800 0
	[[ $output == *"@0xa0000800#0 is uio1 'mid' at a0000800.mid, @0xa0000800#1 is uio3 'twin' at b0000800.twin" ]]
	run -4 mocked uio-poke @0xa0000804 0=1
	names @0xa0000804#1 uio3
	names @0xa0000404 uio0
	mock_device 4 both uio_test e0000000.both "$(map 0 a 0xe0000000 0x1000 0x0)" \
		"$(map 1 b 0xe0000000 0x1000 0x100)"
	names @0xe0000104 uio4
}

@test "two devices on one parent" {
	mock_device 4 first uio_test a.x "$(map 0 '' 0xa000 0x1000)"
	mock_device 5 second uio_test b.x "$(map 0 '' 0xb000 0x1000)"
	sed -i '/^P:.*b\.x$/,/^$/d; s/b\.x/a.x/' "$BATS_TEST_TMPDIR/devices"
	run -4 mocked uio-peek platform:a.x 0
	[[ $output == *"several devices match: platform:a.x#0 is uio4 'first' at a.x, platform:a.x#1 is uio5 'second' at a.x" ]]
	names platform:a.x#1 uio5
	run -3 mocked lsuio platform:a.x#2
}

@test "a device by its node in the device tree" {
	four
	sed -i '/^L: driver.*uio_test/a L: of_node=../../../firmware/devicetree/base/axi/fpga@a0000000' "$BATS_TEST_TMPDIR/devices"
	cat >"$BATS_TEST_TMPDIR/look" <<-'EOF'
		mkdir -p "$UMOCKDEV_DIR/sys/firmware/devicetree/base/axi/fpga@a0000000"
		rm "$UMOCKDEV_DIR"/sys/devices/platform/*.twin/of_node
		lsuio -rn of:/axi/fpga@a0000000 && uio-peek of:/axi/fpga@a0000000:ctrl 4 &&
			! lsuio of:/axi/fpga && ! lsuio of:/ && ! lsuio of: && ! lsuio of:axi/fpga@a0000000
	EOF
	run -0 mocked bash "$BATS_TEST_TMPDIR/look"
	[[ ${lines[0]} == "uio0 "* && ${lines[3]} == 0x07060504 ]]
}

@test "a name with a unit address, with it and without" {
	mock_device 0 pl031@9010000 uio_test 9010000.pl031 "$(map 0 '' 0x9010000 0x1000)"
	mock_device 1 fpga@a0000000 uio_test a0000000.fpga "$(map 0 '' 0xa0000000 0x1000)"
	mock_device 2 fpga@b0000000 uio_test b0000000.fpga "$(map 0 '' 0xb0000000 0x1000)"
	names pl031@9010000 uio0
	names pl031 uio0
	run -4 mocked uio-peek fpga 0
	[[ $output == *"fpga#0 is uio1 "*" fpga#1 is uio2 "* ]]
	names fpga#1 uio2
	names fpga@b0000000 uio2
	for word in pl03 pl031@ pl031@901 @9010000; do
		run -3 mocked lsuio "$word"
	done
	# A whole name takes precedence.
	mock_device 3 fpga uio_test c0000000.other "$(map 0 '' 0xc0000000 0x1000)"
	names fpga uio3
}

# The names that uio_pdrv_genirq gives in Linux 6.1 and 6.12.
# bats test_tags=long
@test "the name that another kernel gives is accepted in every option that takes names" {
	local old=$BATS_TEST_TMPDIR/old
	mock_device 0 dma uio_pdrv_genirq 60020000.dma "$(map 0 regs 0x60020000 0x1000 0x0)"
	mock_device 1 other uio_pdrv_genirq 60030000.other "$(map 0 regs 0x60030000 0x1000 0x0)"
	mv "$BATS_TEST_TMPDIR/devices" "$old"
	mock_device 0 dma@60020000 uio_pdrv_genirq 60020000.dma "$(map 0 regs 0x60020000 0x1000 0x0)"
	mock_device 1 other@60030000 uio_pdrv_genirq 60030000.other "$(map 0 regs 0x60030000 0x1000 0x0)"
	mv "$BATS_TEST_TMPDIR/devices" "$old-new"
	export UIO_REGS_PATH=$BATS_TEST_TMPDIR/regs
	mkdir "$UIO_REGS_PATH"
	for system in "$old" "$old-new"; do
		cp "$system" "$BATS_TEST_TMPDIR/devices"
		for name in dma dma@60020000; do
			names "$name" uio0
			run -0 mocked uio-peek "$name:regs" 4
			run -0 mocked uio-peek --require="$name" uio0 4
			run -0 mocked uio-peek --require="$name=1.0" uio0 4
			run -9 mocked uio-peek --require="$name=2.0" uio0 4
			run -9 mocked uio-poke --require="$name" uio1 4=1
			run -0 mocked lsuio -rnbo DEVICE --name "$name"
			[[ ${lines[0]} == uio0 && ${#lines[@]} == 2 ]]
			run -0 mocked lsuio --wait-for "$name" --timeout 1m
			[[ $output == uio0 ]]
			run -0 mocked uio-shell -c 'peek 4' "$name"
			echo 'register ID 0x4' >"$UIO_REGS_PATH/$name.regs"
			run -0 mocked uio-peek uio0 ID
			[[ $output == 0x07060504 ]]
			rm "$UIO_REGS_PATH/$name.regs"
			mocked uio-shell -c "save -o $BATS_TEST_TMPDIR/$name.state 0" "$name"
		done
		run -0 mocked lsuio -rnbo DEVICE --name 'd*@6*'
		[[ ${lines[0]} == uio0 && ${#lines[@]} == 2 ]]
		for name in dma@60020001 dma@6002000 dma@60030000 dma@ other@60020000 regs@60020000; do
			run -3 mocked uio-peek "$name" 0
			run -9 mocked uio-peek --require="$name" uio0 0
			run -0 mocked lsuio -rnbo DEVICE --name "$name"
			[[ ! $output ]]
		done
	done
	for system in "$old" "$old-new"; do
		cp "$system" "$BATS_TEST_TMPDIR/devices"
		for name in dma dma@60020000; do
			run -0 mocked uio-shell -c "load $BATS_TEST_TMPDIR/$name.state" uio0
			run -9 mocked uio-shell -c "load $BATS_TEST_TMPDIR/$name.state" uio1
		done
	done
}

@test "the unit address is that of the node, if sysfs shows it" {
	mock_device 0 dma uio_pdrv_genirq 60020000.dma "$(map 0 regs 0x60020000 0x1000 0x0)"
	sed -i '/^L: driver.*pdrv/a L: of_node=../../../firmware/devicetree/base/soc/dma@20000' "$BATS_TEST_TMPDIR/devices"
	names dma@20000 uio0
	run -0 mocked uio-peek --require=dma@20000 uio0 0
	run -3 mocked uio-peek dma@60020000 0
}

@test "a misspelt name" {
	four
	for word in fp fpga-ctl FPGA-CTRL fpga-ctrl0 fgpa-ctrl:map0 fpgactrl:regs:more; do
		run -3 mocked uio-peek "$word" 0
		[[ $output == "uio-peek: $word: no such UIO device; did you mean 'fpga-ctrl'? (lsuio "* ]]
	done
	run -3 mocked uio-peek platform:a0000000.fpag 0
	[[ $output == *"did you mean 'platform:a0000000.fpga'?"* ]]
	run -3 mocked uio-peek PCI:0000:00:04.0:bar0 0
	[[ $output == *"did you mean 'pci:0000:00:04.0'?"* ]]
	for word in uart x 9 "" :; do
		run -3 mocked uio-peek "$word" 0
		[[ $output != *"did you mean"* ]]
	done
}

@test "a BAR in memory" {
	four
	run -0 mocked uio-peek -w 64 card:bar0 8
	[[ $output == 0x0f0e0d0c0b0a0908 ]]
	run -0 mocked bash -c 'uio-poke card:bar0 4=0x11223344 && uio-peek card:bar0 4'
	[[ $output == 0x11223344 ]]
	run -2 mocked uio-peek card:bar0 0x2000
	[[ $output == *"(8192 bytes)"* ]]
}

@test "a BAR smaller than a page has only its own bytes" {
	four
	run -0 mocked uio-peek card:bar2 0 0x1c
	[[ $output == $'0    0x03020100\n0x1c 0x1f1e1d1c' ]]
	run -2 mocked uio-peek card:bar2 0x20
	[[ $output == *"'0x20' is outside bar2 "*"(32 bytes)"* ]]
}

@test "a BAR of I/O ports" {
	four
	run -0 mocked uio-peek -w 8 card:bar1 7
	[[ $output == 0x07 ]]
	run -0 mocked uio-peek -w 16 card:bar1 6
	[[ $output == 0x0706 ]]
	run -0 mocked uio-peek -e big card:bar1 4
	[[ $output == 0x04050607 ]]
	cat >"$BATS_TEST_TMPDIR/look" <<-'EOF'
		ports=$UMOCKDEV_DIR/sys/devices/pci0000:00/0000:00:04.0/resource1
		uio-poke -w 8 card:bar1 7=0xaa
		uio-poke -w 16 card:bar1 0=0xbbcc
		od -An -tx1 "$ports"
		! uio-poke -w 64 card:bar1 0=1
		! uio-poke -w 32 card:bar1 0=1 8=1
		! uio-poke -w 16 card:bar1 1=1
		od -An -tx1 "$ports"
	EOF
	run -0 --separate-stderr mocked bash -e "$BATS_TEST_TMPDIR/look"
	[[ ${lines[0]} == " cc bb 02 03 04 05 06 aa" && ${lines[1]} == "${lines[0]}" ]]
	run -2 mocked uio-peek -w 64 card:bar1 0
	[[ $output == *"I/O ports are 8, 16 or 32 bits wide"* ]]
}

@test "BARs that cannot be reached" {
	mock_card 0 noio 0000:00:05.0 0200
	mock_card 1 nomem 0000:00:06.0 0100
	mock_card 2 nobody 0000:00:07.0 FFFF
	run -6 mocked uio-peek -w 8 noio:bar1 0
	[[ $output == *"bar1 (8 ports): the card does not decode these addresses: \`setpci -s 0000:00:05.0 COMMAND=1:1' turns it on" ]]
	run -6 mocked uio-poke nomem:bar0 0=1
	[[ $output == *"bar0 (8192 bytes): "*"\`setpci -s 0000:00:06.0 COMMAND=2:2' turns it on" ]]
	run -0 mocked uio-peek noio:bar0 0
	run -0 mocked uio-peek -w 8 nomem:bar1 0
	run -6 mocked uio-peek noio:bar4 0
	[[ $output == *"bar4 (4096 bytes): the kernel has assigned no address to it" ]]
	run -8 mocked uio-peek nobody:bar0 0
	[[ $output == *"the device went away"* ]]
	sed -i '/^H: /d' "$BATS_TEST_TMPDIR/devices"
	run -1 mocked uio-peek noio:bar0 0
	[[ $output == *"bar0"*": No such file or directory" ]]
}

@test "a BAR's size in a message is that of its own bytes" {
	mock_card 0 nomem 0000:00:06.0 0100
	run -6 mocked uio-peek nomem:bar2 0
	[[ $output == *"bar2 (32 bytes): the card does not decode these addresses"* ]]
}

@test "more maps than the kernel's five, and more ports" {
	local maps ports index
	maps=$(for index in {0..12}; do map "$index" "m$index" $((0xa0000000 + index * 0x1000)) 0x1000 0x0; done)
	ports=$(for index in {0..6}; do
		printf "A: portio/port$index/%s\n" "name=p$index" start=0x300 size=0x8 porttype=port_x86
	done)
	mock_device 0 many uio_test a.x "$maps" "$ports"
	run -0 mocked lsuio -rno DEVICE many
	[[ ${#lines[@]} == 21 && ${lines[13]} == map12 && ${lines[20]} == port6 ]]
	run -0 mocked lsuio -v many
	[[ $output == *"map[12]: addr=0xa000c000"* ]]
	run -2 mocked uio-peek many:map12 0x1000
	[[ $output == *"is outside map12 'm12' (4096 bytes)" ]]
	run -2 mocked uio-peek many:m7 0x1000
	[[ $output == *"is outside map7 'm7'"* ]]
	run -2 mocked uio-peek @0xa000c004 0x1000
	[[ $output == *"is outside map12"* ]]
	run -3 mocked uio-peek many:map13 0
	[[ $output == *"map11 'm11', map12 'm12', port0 'p0'"* ]]
	run -0 mocked lsuio --diagnose --probe many
	[[ $(grep -c ' map .* was mapped' <<<"$output") == 13 ]]
	run -0 mocked uio-shell -c 'use many:map12' many
}

@test "the decode bit of a virtual function is ignored" {
	mock_card 0 vf 0000:00:05.2 0000
	run -6 mocked uio-peek vf:bar0 0
	sed -i '/^L: driver.*generic/a L: physfn=../0000:00:05.0' "$BATS_TEST_TMPDIR/devices"
	mock_card 1 pf 0000:00:05.0
	run -0 mocked uio-peek vf:bar0 0
	[[ $output == 0x03020100 ]]
}

@test "lsuio lists only the regions of the driver" {
	four
	run -0 mocked lsuio -rn card
	[[ ${#lines[@]} == 1 ]]
}

@test "port regions that are not ports of the CPU" {
	mock_device 0 gpio uio_test a.x "A: portio/port0/start=0x10" "A: portio/port0/size=0x8" \
		"A: portio/port0/name=" "A: portio/port0/porttype=port_gpio"
	mock_device 1 far uio_test b.x "A: portio/port0/start=0xfffc" "A: portio/port0/size=0x8" \
		"A: portio/port0/name=end" "A: portio/port0/porttype=port_x86"
	run -6 mocked uio-peek -w 8 gpio:port0 0
	[[ $output == *"port0 (8 ports): not I/O ports of this CPU, but port_gpio at 0x10" ]]
	run -6 mocked uio-peek -w 8 far:end 0
	[[ $output == *"port0 'end' (8 ports): not I/O ports of this CPU, but port_x86 at 0xfffc" ]]
	run -2 mocked uio-peek -w 64 far:port0 0
	run -2 mocked uio-peek -w 8 far:port0 8
	[[ $output == *"outside port0 'end'"* ]]
}

@test "the links of udev for a parent with several devices" {
	mock_device 0 ch0 uio_test a.x "$(map 0 r 0 0x1000)"
	mock_device 1 ch1 uio_test c.x "$(map 0 r 0 0x1000)"
	mock_device 2 'ch 1' uio_test b.x "$(map 0 r 0 0x1000)"
	mock_device 3 ch1 uio_test 0.x "$(map 0 r 0 0x1000)"
	sed -i '/^P:.*c\.x$/,/^$/d; s/c\.x/a.x/' "$BATS_TEST_TMPDIR/devices"
	links() { # NODE LINE...
		run -0 mocked uio --udev "$1"
		[[ $output == "$(printf '%s\n' "${@:2}")" ]]
	}
	links uio0 UIO_BY_NAME=ch0 UIO_BY_PATH=platform-a.x
	links uio1 UIO_BY_NAME=ch1#1 UIO_BY_PATH=platform-a.x#1
	links uio2 'UIO_BY_NAME=ch\x201' UIO_BY_PATH=platform-b.x
	links uio3 UIO_BY_NAME=ch1 UIO_BY_PATH=platform-0.x
}

# Prints how often a tool opens files with one of these names.
opened() { # NAME...
	local names
	names=$(IFS='|' && echo "$*")
	grep -cE "\"([^\"]*/)?($names)\"" "$BATS_TEST_TMPDIR/trace" || true
}

@test "only the name of other devices is read" {
	local number selector
	for number in {0..5}; do
		mock_device "$number" "dev$number" uio_test "$number.x" "$(map 0 regs 0xa000 0x1000 0x0)"
	done
	for selector in dev3 dev3:regs uio3 3; do
		run -0 mocked env ASAN_OPTIONS="${ASAN_OPTIONS-}:detect_leaks=0" \
			strace -f -o "$BATS_TEST_TMPDIR/trace" -e trace=open,openat uio-peek "$selector" 4
		[[ $output == 0x07060504 ]]
		[[ $(opened 'uio[0-9]*/name') == "$([[ $selector == dev* ]] && echo 6 || echo 0)" ]]
		[[ $(opened addr) == 1 && $(opened size) == 1 && $(opened offset) == 1 ]]
		[[ $(opened event version resource vendor) == 0 ]]
	done
}

@test "of many devices with one name, the message lists eight" {
	local i
	for i in 4 5 6 7 8 9 10 11; do
		mock_device "$i" many uio_test "$i.many" "$(map 0 '' 0xb000 0x1000)"
	done
	run -4 mocked uio-peek many 0
	[[ $output == *"many#0 is uio4 at 4.many, "*", many#7 is uio11 at 11.many" ]]
	mock_device 12 many uio_test 12.many "$(map 0 '' 0xb000 0x1000)"
	mock_device 13 many uio_test 13.many "$(map 0 '' 0xb000 0x1000)"
	run -4 mocked uio-peek many 0
	[[ $output == *", many#7 is uio11 at 11.many, and 2 more" ]]
	run -0 mocked uio-peek many#9 0
}
