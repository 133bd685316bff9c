#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# Regions and the ways to name them: BARs of QEMU's edu card (memory) and of its
# pci-serial (I/O ports, where register 7 of the 16550 keeps the written value),
# x86 ports, and simulated devices.

load helper
: "${sims:?}"

setup_file() {
	bind_edu
	bind_serial
}

teardown_file() {
	unbind_edu
	unbind_serial
}

setup() {
	trace_tests_only
	edu=$(pci_address 1234 11e8)
	serial=$(pci_address 1b36 0002)
	sysfs=/sys/bus/pci/devices
	read -r first _ <"$sysfs/$serial/resource"
}

# Prints the value that the kernel itself reads there.
scratch() {
	dd if="$sysfs/$serial/resource0" bs=1 skip=7 count=1 status=none | od -An -tx1
}

command_bit() { # ADDRESS BIT
	(($(setpci -s "$1" COMMAND | sed 's/^/0x/') & $2))
}

# Starts a shell on "$1" that takes lines from descriptor 4.
hold() {
	rm -f "$BATS_TEST_TMPDIR/lines"
	mkfifo "$BATS_TEST_TMPDIR/lines"
	uio-shell "$1" <"$BATS_TEST_TMPDIR/lines" >"$BATS_TEST_TMPDIR/out" 2>&1 3>&- &
	shell=$!
	exec 4>"$BATS_TEST_TMPDIR/lines"
}

send() {
	echo "$*" >&4
}

said() {
	grep -qF -- "$1" "$BATS_TEST_TMPDIR/out"
}

# Makes a simulated device whose port region is that of the serial card.
create_ports() { # SETTING...
	uio-sim create ports port0/start="$((first))" port0/size=8 port0/name=com "$@"
}

@test "a memory BAR has the same contents as the map" {
	for offset in 0 4 8 0x20 0x24; do
		run -0 uio-peek "pci:$edu:bar0" $offset
		[[ $output == "$(uio-peek "pci:$edu:map0" $offset)" ]]
	done
	run -0 uio-peek "pci:$edu:bar0" 0
	[[ $output == 0x010000ed ]]
	uio-poke "pci:${edu#0000:}:bar0" 4=0x5a5a5a5a
	run -0 uio-peek "pci:$edu" 4
	[[ $output == 0xa5a5a5a5 ]]
	uio-poke "pci:$edu" 4 0
	run -0 uio-peek "pci:$edu:bar0" 4
	[[ $output == 0xffffffff ]]
	run -2 uio-poke "pci:$edu:bar0" 4=1 0x100000=1
	[[ $output == *"'0x100000=1' is outside bar0 "*"(1048576 bytes)"* ]]
	run -2 uio-poke "pci:$edu:bar0" 4=1 9=1
	run -0 uio-peek "pci:$edu:bar0" 4
	[[ $output == 0xffffffff ]]
}

@test "a BAR opens no node and leaves bus mastering alone" {
	setpci -s "$edu" COMMAND=4:4
	uio-peek "pci:$edu:bar0" 0
	uio-poke "pci:$edu:bar0" 4=0
	hold "pci:$edu:bar0"
	send peek 0
	eventually said 0x010000ed
	run -0 find "/proc/$shell/fd" -lname '*/uio*/name'
	[[ $output ]]
	run -0 find "/proc/$shell/fd" -lname '/dev/uio*'
	[[ ! $output ]]
	send quit
	ends_with 0 $shell
	command_bit "$edu" 4
	uio-peek "pci:$edu:map0" 0
	run ! command_bit "$edu" 4
}

# Prints how many bytes of the device a command maps.
mapped() { # COMMAND...
	strace -f -e trace=mmap "$@" 2>&1 >/dev/null | sed -n 's/.*mmap(NULL, \([0-9]*\), .*MAP_SHARED, .*/\1/p'
}

@test "a command maps only the pages that it accesses" {
	local region name
	for region in map0 bar0; do
		name=pci:$edu:$region
		[[ $(mapped uio-peek "$name" 0) == 4096 ]]
		[[ $(mapped uio-peek "$name" 0x2ffc 0) == 12288 ]]
		[[ $(mapped uio-peek "$name" 0+8k) == 8192 ]]
		[[ $(mapped uio-peek --until '0x4000 == 0xffffffff' "$name" 0) == 20480 ]]
		[[ $(mapped uio-poke --expect '0x1000 == 0xffffffff' "$name" 4=0) == 8192 ]]
		[[ $(mapped uio-poke --verify "$name" 4=0) == 4096 ]]
		[[ $(mapped uio-peek "$name" 0xffffc) == 1048576 ]]
		[[ $(mapped uio-shell -c 'peek 0' "$name") == 1048576 ]]
	done
}

@test "a driver that maps only all of a map" {
	local node
	node=/dev/$(ls "$sysfs/$edu/uio")
	run -0 strace -qq -o "$BATS_TEST_TMPDIR/trace" -P "$node" -e inject=mmap:error=EINVAL:when=1 \
		uio-peek "pci:$edu" 0
	[[ $output == 0x010000ed ]]
	grep -q 'mmap(NULL, 4096, .* (INJECTED)' "$BATS_TEST_TMPDIR/trace"
	grep -q 'mmap(NULL, 1048576, ' "$BATS_TEST_TMPDIR/trace"
	run -1 strace -qq -o /dev/null -P "$node" -e inject=mmap:error=EINVAL uio-peek "pci:$edu" 0
	[[ $output == *"Invalid argument" ]]
}

@test "missing BARs are errors that list the existing ones" {
	run -3 uio-peek "pci:$edu:bar1" 0
	[[ $output == *"no region 'bar1'; it has map0 '$edu', bar0" ]]
	run -3 uio-peek "pci:$serial" 0
	[[ $output == *"the device has no maps; it has bar0" ]]
	run -0 lsuio -rn "pci:$serial"
	[[ ${#lines[@]} == 1 ]]
	run -4 uio-peek uio_pci_generic:bar0 0
	[[ $output == *"uio_pci_generic#0 is uio"*" at $edu, "*" at $serial" ]]
}

@test "a BAR of I/O ports: the scratch register, each width" {
	uio-poke -w 8 "pci:$serial:bar0" 7=0xa5
	[[ $(scratch) == " a5" ]]
	run -0 uio-peek -w 8 "pci:$serial:bar0" 7
	[[ $output == 0xa5 ]]
	run -0 uio-peek -w 16 "pci:$serial:bar0" 6
	[[ $output == 0xa5?? ]]
	run -0 uio-peek -w 32 "pci:$serial:bar0" 4
	[[ $output == 0xa5?????? ]]
	run -0 uio-peek -w 32 -e big "pci:$serial:bar0" 4
	[[ $output == 0x??????a5 ]]
	uio-poke -w 16 "pci:$serial:bar0" 6=0x3c00
	[[ $(scratch) == " 3c" ]]
	run -0 strace -qq -e trace=pread64,pwrite64 \
		-P "$(realpath "$sysfs/$serial/resource0")" uio-poke -w 8 "pci:$serial:bar0" 7=0x11 7=0x12
	echo "$output"
	[[ ${#lines[@]} == 2 && ${lines[1]} == pwrite64*'"\22", 1, 7)'*' = 1' ]]
}

@test "a BAR of I/O ports stays unchanged after a refused write" {
	uio-poke -w 8 "pci:$serial:bar0" 7=0x77
	run -2 uio-poke -w 64 "pci:$serial:bar0" 0=0
	[[ $output == *"I/O ports are 8, 16 or 32 bits wide"* ]]
	run -2 uio-poke -w 8 "pci:$serial:bar0" 7=0 8=0
	[[ $output == *"'8=0' is outside bar0 "*"(8 ports)"* ]]
	run -2 uio-poke -w 16 "pci:$serial:bar0" 6=0 7=0
	run -2 uio-poke -w 8 "pci:$serial:bar0" 7=0 7=0x100
	[[ $(scratch) == " 77" ]]
}

@test "a card that does not decode its addresses" {
	local card bit
	for card in "$edu 2" "$serial 1"; do
		read -r card bit <<<"$card"
		setpci -s "$card" "COMMAND=0:$bit"
		run -6 uio-poke -w 8 "pci:$card:bar0" 7=0x99
		[[ $output == *"bar0 ("*"the card does not decode these addresses: "* ]]
		run -1 bash -c "echo 1 >$sysfs/$card/enable"
		[[ $output == *"resource busy"* ]]
		# The command in the message enables it.
		run -0 eval "$(uio-peek "pci:$card:bar0" 0 2>&1 | sed "s/.*\`\(setpci [^']*\)'.*/\1/")"
		uio-peek -w 32 "pci:$card:bar0" 0
	done
	[[ $(scratch) == " 77" ]]
}

# bats test_tags=long
@test "a BAR in use is switched off, and removed" {
	hold "pci:$edu:bar0"
	send peek 0
	eventually said 0x010000ed
	setpci -s "$edu" COMMAND=0:2
	send peek 4
	ends_with 6 $shell
	said "the card does not decode these addresses"
	setpci -s "$edu" COMMAND=2:2
	hold "pci:$edu:bar0"
	send poke 4=0x12345678
	send peek 4
	eventually said 0xedcba987
	echo 1 >"$sysfs/$edu/remove"
	send peek 0
	ends_with 8 $shell
	said "the device went away"
	run -3 uio-peek "pci:$edu:bar0" 0
	echo 1 >/sys/bus/pci/rescan
	unplug_spare_cards
	eventually uio-peek "pci:$edu:bar0" 0
}

@test "a BAR that a driver claimed for itself" {
	read -r start _ <"$sysfs/$edu/resource"
	modprobe ramoops mem_address="$start" mem_size=0x10000 record_size=0x1000 \
		console_size=0 ftrace_size=0 pmsg_size=0 || skip "no driver to claim it"
	cat /proc/iomem >&2
	run uio-peek "pci:$edu:bar0" 0
	rmmod ramoops
	echo "$output"
	[[ $status == 6 && $output == *"a driver has claimed it exclusively (/proc/iomem "* ]]
	run -0 uio-peek "pci:$edu:bar0" 0
}

@test "an ordinary user" {
	create_ports map0/size=0
	run -5 setpriv --reuid 65534 --clear-groups uio-peek "pci:$edu:bar0" 0
	[[ $output == *"Permission denied (run as root)" ]]
	run -5 setpriv --reuid 65534 --clear-groups uio-peek -w 8 ports:com 7
	[[ $output == *"Operation not permitted (run as root)" ]]
}

@test "ports: in and out, by number and name, each width" {
	local type
	for type in virtual logical phys; do
		create_ports map0/size=4096 "map0/type=$type"
		uio-poke -w 8 ports:port0 7=0x5c
		[[ $(scratch) == " 5c" ]]
		run -0 uio-peek -w 8 ports:com 7
		[[ $output == 0x5c ]]
		run -0 uio-peek -w 16 ports:com 6
		[[ $output == 0x5c?? ]]
		run -0 uio-peek -w 32 ports:com 4
		[[ $output == 0x5c?????? ]]
		uio-poke -w 16 ports:com 6=0xc300
		[[ $(scratch) == " c3" ]]
		uio-poke -w 32 ports:com 4=0x3c000000
		[[ $(scratch) == " 3c" ]]
		# The map beside it is independent of it.
		uio-poke ports 4=0x11223344
		[[ $(scratch) == " 3c" && $(kernel_bytes ports map0 4 4) == 44332211 ]]
		uio-sim remove ports
	done
}

# bats test_tags=long
@test "ports stay unchanged after a refused write" {
	uio-poke -w 8 "pci:$serial:bar0" 7=0x66
	create_ports map0/size=0
	run -3 uio-poke -w 8 ports 7=0
	[[ $output == *"the device has no maps; it has port0 'com'" ]]
	run -2 uio-poke -w 64 ports:com 0=0
	[[ $output == *"I/O ports are 8, 16 or 32 bits wide"* ]]
	run -2 uio-poke -w 8 ports:com 7=0 8=0
	run -2 uio-poke -w 16 ports:com 6=0 7=0
	run -2 uio-poke -w 8 ports:com 7=0 7=0x100
	[[ $(scratch) == " 66" ]]
	uio-sim remove ports
	# The number of the port itself must be aligned.
	create_ports map0/size=0 port0/start="$((first + 1))" port0/size=7
	run -2 uio-poke -w 16 ports:com 6=0
	run -2 uio-poke -w 8 ports:com 6=0 7=0
	uio-poke -w 16 ports:com 5=0x9900
	[[ $(scratch) == " 99" ]]
	uio-sim remove ports
	for type in gpio other; do
		create_ports map0/size=0 port0/type=$type
		run -6 uio-poke -w 8 ports:com 7=0
		[[ $output == *"port0 'com' (8 ports): not I/O ports of this CPU, but port_$type at $first" ||
			$output == *"but port_$type at 0x"* ]]
		[[ $(scratch) == " 99" ]]
		uio-sim remove ports
	done
}

@test "a port region does not open the node, and requests only its own ports" {
	create_ports map0/size=0
	run -0 strace -qq -f -e trace=ioperm,iopl,openat uio-peek -w 8 ports:com 7
	echo "$output"
	[[ $output == *"ioperm("*", 0x8, 1)"* && $output != *iopl* && $output != *'"/dev/uio'* ]]
	[[ $(grep -c 'ioperm(.*, 1)' <<<"$output") == 1 ]]
}

# bats test_tags=long
@test "on a kernel without ioperm, /dev/port is accessed by bytes" {
	create_ports map0/size=0
	run -0 strace -qq -o /dev/null -e inject=ioperm:error=ENOSYS uio-poke -w 8 ports:com 7=0x4d
	[[ $(scratch) == " 4d" ]]
	run -0 strace -qq -o /dev/null -e inject=ioperm:error=ENOSYS uio-peek -w 8 ports:com 7
	[[ $output == 0x4d ]]
	run -6 strace -qq -o /dev/null -e inject=ioperm:error=ENOSYS uio-poke -w 16 ports:com 6=0
	[[ $output == *"/dev/port allows only 8 bits"* ]]
	[[ $(scratch) == " 4d" ]]
}

# bats test_tags=long
@test "simulated devices by parent and by address" {
	local type
	for type in virtual logical phys; do
		node=$(uio-sim create fpga map0/size=4096 map0/name=a map1/size=8192 map1/name=b \
			map1/offset=0x40 "map1/type=$type")
		run -0 lsuio -rn platform:uio_sim.fpga
		[[ ${lines[0]} == "$node fpga "* ]]
		uio-poke platform:uio_sim.fpga:b 0=0x11223344
		[[ $(kernel_bytes fpga map1 64 4) == 44332211 ]]
		addr=$(<"/sys/class/uio/$node/maps/map1/addr")
		# Its first register is not at the beginning of its page.
		run -3 uio-peek "@$addr" 0
		for addr in "$(printf '0x%x' $((addr + 0x40)))" "$(printf '0x%x' $((addr + 8191)))"; do
			run -0 uio-peek "@$addr" 0
			[[ $output == 0x11223344 ]]
			run -0 uio-peek "@$addr:a" 0
			[[ $output == 0x00000000 ]]
		done
		run -3 uio-peek "@$(printf '0x%x' $((addr + 1)))" 0
		uio-sim remove fpga
	done
	run -3 uio-peek platform:uio_sim.fpga 0
}
