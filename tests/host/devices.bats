#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# Listing and finding devices of a mock sysfs, and the output of peek.

load helper

fpga() {
	mock_device 0 fpga uio_test a0000000.fpga "$(map 0 regs 0xa0000000 0x1000 0x0)"
}

@test "a system without devices is not an error" {
	echo "P: /devices/platform/other
E: SUBSYSTEM=platform" >"$BATS_TEST_TMPDIR/devices"
	run -0 mocked lsuio
	[[ ! $output ]]
	run -0 mocked lsuio -J
	valid_json devices
	[[ $(jq '.devices | length' <<<"$output") == 0 ]]
	for name in uio0 0 fpga @0x1000 pci:0000:00:03.0 /dev/uio0; do
		run -3 mocked uio-peek "$name" 0
		[[ $output == "uio-peek: $name: there are no UIO devices, because no UIO driver is loaded (\`lsuio --candidates' lists devices that could become one)" ]]
	done
	run -124 mocked lsuio --wait-for fpga --timeout 50ms
}

@test "a missing sysfs is reported" {
	fpga
	# shellcheck disable=SC2016
	for command in lsuio 'uio-peek uio0 0' 'uio-peek fpga 0' 'lsuio --wait-for fpga --timeout 9s' \
		'uio-irq fpga on' 'uio-wait fpga' 'uio-shell fpga'; do
		run -3 mocked sh -c 'rm -r "$UMOCKDEV_DIR/sys"; exec $0' "$command"
		[[ $output == *"sysfs is not mounted on /sys (run \`mount -t sysfs sysfs /sys')" ]]
	done
}

@test "lsuio lists the named devices that exist" {
	fpga
	run -3 mocked lsuio -rn fpga nosuch
	[[ $output == *"uio0 fpga"* && $output == *"nosuch: no such UIO device"* ]]
}

@test "devices by number, same names by bus address" {
	mock_device 10 twin d1 a0000000.x "$(map 0 a 0xa0000000 0x1000)"
	mock_device 9 twin d2 9f000.x "$(map 0 b 0x9f000 0x1000)"
	mock_device 2 other d3 c0000000.x "$(map 0 c 0xc0000000 0x1000)"
	run -0 mocked lsuio -rn
	[[ ${lines[0]} == uio2* && ${lines[2]} == uio9* && ${lines[4]} == uio10* ]]
	run -4 mocked uio-peek twin 0
	[[ $output == *"twin#0 is uio9 at 9f000.x, twin#1 is uio10 at a0000000.x" ]]
	run -0 mocked lsuio -rn twin#1
	[[ ${lines[0]} == "uio10 "* ]]
	run -3 mocked lsuio twin#2
	run -3 mocked lsuio twin#x
}

# Makes devices of one name, in the opposite order, whose #K must follow this one.
in_order() { # PARENT...
	local at
	rm -f "$BATS_TEST_TMPDIR/devices"
	for ((at = 1; at <= $#; at++)); do
		mock_device $((20 - at)) twin d1 "${!at}" "$(map 0 a 0xa0000000 0x1000)"
	done
	for ((at = 1; at <= $#; at++)); do
		[[ $(mocked lsuio -rno PARENT "twin#$((at - 1))" | head -n 1) == "${!at}" ]]
	done
}

# bats test_tags=long,asan
@test "#K counts in the order of the numbers in bus addresses" {
	in_order 90000.longer-name 100000.x 9fff0000.fpga a0000000.dma a0000000.fpga uio_sim.9 \
		uio_sim.10 uio_sim.fpga2 uio_sim.fpga10
	in_order 0000:00:03.0 0000:00:1f.3 0000:0a:00.0 0000:10:00.0 0001:00:00.0 10000:00:00.0
}

@test "forms of a selector" {
	fpga
	for selector in 0 uio0 /dev/uio0 fpga fpga#0 uio0:map0 0:regs fpga:regs; do
		run -0 mocked uio-peek "$selector" 4
		[[ $output == 0x07060504 ]]
	done
	for selector in 1 uio1 uio00 uio0x UIO0 /dev/uio fpg fpgaa "" ":" "fpga#1"; do
		run -3 mocked uio-peek "$selector" 4
		[[ $output == *"no such UIO device"* ]]
	done
	for selector in fpga: fpga:map1 fpga:reg uio0:port0; do
		run -3 mocked uio-peek "$selector" 4
		[[ $output == *"no region"*"it has map0 'regs'" ]]
	done
}

@test "a kernel without the attribute offset includes it in the address" {
	mock_device 0 old uio_test 10.old "$(map 0 regs 0xa0000008 0x1000)"
	run -0 mocked uio-peek old 0
	[[ $output == 0x0b0a0908 ]]
	run -2 mocked uio-peek old 0xff8
	[[ $output == *"(4088 bytes)"* ]]
}

@test "an offset that is not aligned makes the register unaligned" {
	mock_device 0 skewed uio_test 10.skewed "$(map 0 regs 0xa0000000 0x1000 0x2)"
	run -2 mocked uio-peek skewed 0
	run -0 mocked uio-peek -w 16 skewed 0
	[[ $output == 0x0302 ]]
}

@test "a map without an address is not mapped" {
	mock_device 0 dmem uio_dmem_genirq 10.dmem "$(map 0 regs 0xffffffffffffffff 0x1000 0x0)"
	run -6 mocked uio-peek dmem 0
	[[ $output == *"map0 'regs' (4096 bytes): the map has no address now"* ]]
}

@test "a map larger than the address space is not mapped" {
	mock_device 0 huge uio_test a0000000.fpga "$(map 0 regs 0xa0000000 0xffffffffffffffff)"
	run -1 mocked uio-peek huge 0
	[[ $output == "uio-peek: huge: map0 'regs' (18446744073709551615 bytes): Value too large for defined data type" ]]
}

# bats test_tags=native
@test "a bus error that no access caused ends the program" {
	fpga
	cat >"$BATS_TEST_TMPDIR/look" <<-'EOF'
		exec {out}< <(exec uio-shell fpga -c 'peek 0; sleep 1h')
		read -r value <&"$out"
		echo "$value"
		kill -BUS $!
		wait $!
	EOF
	run -135 mocked bash "$BATS_TEST_TMPDIR/look"
	[[ ${lines[0]} == 0x03020100 ]]
}

@test "the output of peek" {
	fpga
	run -0 mocked uio-peek fpga 0
	[[ $output == 0x03020100 ]]
	run -0 mocked uio-peek -w 8 fpga 0xf
	[[ $output == 0x0f ]]
	run -0 mocked uio-peek -w 64 -e big fpga 0
	[[ $output == 0x0001020304050607 ]]
	run -0 mocked uio-peek -w 16 fpga 0 0x2
	[[ $output == $'0   0x0100\n0x2 0x0302' ]]
	run -0 mocked uio-peek -w 8 fpga 0-0x11
	[[ ${lines[0]} == "0x00000000: 00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f" ]]
	[[ ${lines[1]} == "0x00000010: 00 00" ]]
	run -0 mocked uio-peek -w 64 fpga 8+8
	[[ $output == "0x00000008: 0f0e0d0c0b0a0908" ]]
}

@test "peek shows ASCII beside a range on a terminal only" {
	fpga
	run -0 mocked bash -c "uio-poke -w 64 fpga 0=0x4142434445464748; script -qec 'uio-peek fpga 0+12' /dev/null | cat -v"
	[[ $output == "0x00000000: 45464748 41424344 0b0a0908           HGFEDCBA....^M" ]]
	run -0 mocked uio-peek fpga 0+8
	[[ $output == "0x00000000: 03020100 07060504" ]]
}

# bats test_tags=binary
@test "a missing library is named, and affects only its own feature" {
	fpga
	cp "$UIO_BUILD/uio" "$BATS_TEST_TMPDIR/uio"
	sed -i 's/libsmartcols\.so\.1/libsmartcols.so.x/g; s/libreadline\.so\.8/libreadline.so.x/g' "$BATS_TEST_TMPDIR/uio"
	run -1 mocked "$BATS_TEST_TMPDIR/uio" ls -O
	[[ $output == *"table requires libsmartcols.so.x: the library is not installed" ]]
	run -0 mocked "$BATS_TEST_TMPDIR/uio" peek fpga 0
	run -0 mocked bash -c "script -qec '$BATS_TEST_TMPDIR/uio shell fpga' /dev/null <<<'peek 0'"
	[[ $output == *"line editing requires libreadline.so.x"*0x03020100* ]]
	run -1 "$BATS_TEST_TMPDIR/uio" regs show "$BATS_TEST_DIRNAME/../regs/all.svd"
	[[ $output == "uio-regs: table requires libsmartcols.so.x: the library is not installed" ]]

	cp "$UIO_BUILD/uio" "$BATS_TEST_TMPDIR/uio"
	sed -i 's/libexpat\.so\.1/libexpat.so.x/g; s/libjson-c\.so\.5/libjson-c.so.x/g' "$BATS_TEST_TMPDIR/uio"
	run -1 mocked "$BATS_TEST_TMPDIR/uio" sim list -J
	[[ $output == "uio-sim: JSON requires libjson-c.so.x: the library is not installed" ]]
	ln -s "$BATS_TEST_DIRNAME/../regs/all.svd" "$BATS_TEST_TMPDIR/fpga.svd"
	export UIO_REGS_PATH=$BATS_TEST_TMPDIR
	run -1 mocked "$BATS_TEST_TMPDIR/uio" peek fpga GPIO0.IN
	[[ $output == "uio-peek: $BATS_TEST_TMPDIR/fpga.svd: reading XML requires libexpat.so.x: the library is not installed" ]]
	run -0 mocked "$BATS_TEST_TMPDIR/uio" peek fpga 0
	run -0 "$BATS_TEST_TMPDIR/uio" regs check "$BATS_TEST_DIRNAME/../regs/all.regs"
}

# bats test_tags=binary
@test "a library without a function that is used is like a missing one" {
	cp "$UIO_BUILD/uio" "$BATS_TEST_TMPDIR/uio"
	sed -i 's/libexpat\.so\.1/libexpat.so.x/g' "$BATS_TEST_TMPDIR/uio"
	gcc -shared -x c -o "$BATS_TEST_TMPDIR/libexpat.so.x" - <<<'int XML_Parse(void) { return 0; }'
	run -1 env LD_LIBRARY_PATH="$BATS_TEST_TMPDIR" "$BATS_TEST_TMPDIR/uio" regs show "$BATS_TEST_DIRNAME/../regs/all.svd"
	[[ $output == *": reading XML requires libexpat.so.x: the library is not installed" ]]
}

# bats test_tags=binary
@test "reading a register loads libc and nothing else" {
	fpga
	run -0 mocked env LD_DEBUG=files LD_DEBUG_OUTPUT="$BATS_TEST_TMPDIR/ld" uio-peek fpga 0
	loaded=$(sed -n 's/.*calling init: //p' "$BATS_TEST_TMPDIR"/ld.*)
	[[ $loaded == *libc.so* && $loaded != *smartcols* && $loaded != *readline* ]]
	case $UIO_BUILD in *asan) return ;; esac
	needed=$(readelf -dW "$UIO_BUILD/uio" | grep NEEDED)
	[[ $needed == *"[libc.so.6]" && $(wc -l <<<"$needed") == 1 ]]
}
