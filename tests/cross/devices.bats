#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The tools on a 32-bit CPU and on a big-endian one, on mock devices.
bats_require_minimum_version 1.5.0
# shellcheck source=tests/node-shim.bash
. "$BATS_TEST_DIRNAME/../node-shim.bash"

# Adds a device with maps above 4 GiB, one of which is longer, and a device that is much
# slower. Byte N of the first one's node is N.
setup() {
	export EMULATED_ROOT=$BATS_TEST_TMPDIR
	device=$EMULATED_ROOT/sys/devices/platform/fpga/uio/uio0
	mkdir -p "$device" "$EMULATED_ROOT"/{dev/.node,sys/class/uio,sys/dev/char}
	ln -s ../../devices/platform/fpga/uio/uio0 "$EMULATED_ROOT/sys/class/uio/uio0"
	ln -s ../../devices/platform/fpga/uio/uio0 "$EMULATED_ROOT/sys/dev/char/240:0"
	ln -s 240:0 "$EMULATED_ROOT/dev/.node/uio0"
	attributes "$device" name=fpga version=1.0 event=7
	map 0 low 0x0000000100000000 0x1000
	map 1 high 0xfffffffffffff000 0x1000
	map 2 long 0x0000000800000000 0x0000000200000000
	node=$EMULATED_ROOT/dev/uio0
	truncate -s 8200M "$node"
	bytes 0 '\000\001\002\003\004\005\006\007'
	bytes 4096 '\020\021\022\023'
	bytes $((8192 + 0x100000000)) '\040\041\042\043'
}

attributes() { # DIRECTORY NAME=VALUE...
	local attribute
	mkdir -p "$1"
	for attribute in "${@:2}"; do
		echo "${attribute#*=}" >"$1/${attribute%%=*}"
	done
}

map() { # INDEX NAME ADDR SIZE
	attributes "$device/maps/map$1" "name=$2" "addr=$3" "size=$4" offset=0x0
}

bytes() { # OFFSET BYTES
	printf '%b' "$2" | dd of="$node" bs=1 seek="$1" conv=notrunc status=none
}

on() { # ARCH ARGUMENT...
	local triplet=arm-linux-gnueabihf
	[[ $1 == armhf ]] || triplet=s390x-linux-gnu
	ln -sfn "/usr/$triplet/lib" "$EMULATED_ROOT/lib"
	EMULATED_PRELOAD=$(node_shim "$triplet-") \
	"$BATS_TEST_DIRNAME/emulate" "$1" "$UIO_BUILD/$1/uio" "${@:2}"
}

@test "addresses above 4 GiB are found, on 32 bits too" {
	for arch in armhf s390x; do
		run -0 on $arch ls -v fpga
		[[ ${lines[1]} == *"map[0]: addr=0x100000000, size=4K"* ]]
		[[ ${lines[2]} == *"map[1]: addr=0xfffffffffffff000, size=4K"* ]]
		[[ ${lines[3]} == *"map[2]: addr=0x800000000, size=8G"* ]]
		run -0 on $arch peek -w 8 @0x1_0000_0000 1 3
		[[ $output == $'1 0x01\n3 0x03' ]]
		run -0 on $arch peek -w 8 @0xffff_ffff_ffff_f010 1
		[[ $output == 0x11 ]]
		run -3 on $arch peek @0x1000 0
	done
}

@test "a map that exceeds the CPU's address space is refused" {
	run -0 on s390x peek -w 8 fpga:long 0x1_0000_0001
	[[ $output == 0x21 ]]
	run -1 on armhf peek -w 8 fpga:long 1
	[[ $output == "uio-peek: fpga:long: "*"too large"* ]]
	for arch in armhf s390x; do
		run -2 on $arch peek fpga 0x1_0000_0000
		[[ $output == *"outside map0 'low' (4096 bytes)" ]]
	done
}

@test "the CPU's byte order, and the requested one" {
	run -0 on armhf peek fpga 0
	[[ $output == 0x03020100 ]]
	run -0 on s390x peek fpga 0
	[[ $output == 0x00010203 ]]
	for arch in armhf s390x; do
		run -0 on $arch peek -e little -w 16 fpga 4
		[[ $output == 0x0504 ]]
		run -0 on $arch peek -e big fpga 4
		[[ $output == 0x04050607 ]]
		run -0 on $arch poke -e big fpga 0x10=0x01020304 0x14:8=1
		[[ $(od -An -tx1 -j16 -N8 "$node") == " 01 02 03 04 00 00 01 00" ]]
	done
}

@test "accesses of 64 bits need a 64-bit CPU" {
	run -0 on s390x peek -w 64 fpga 0
	[[ $output == 0x0001020304050607 ]]
	run -2 on armhf peek -w 64 fpga 0
	[[ $output == *"access width not supported by this CPU"* ]]
}

@test "tables, JSON and SVD, by their libraries" {
	for arch in armhf s390x; do
		run -0 on $arch ls -rno NAME,ADDR,SIZE fpga
		[[ ${lines[1]} == "low 0x100000000 4K" ]]
		run -0 on $arch peek --json -w 8 fpga 3
		[[ $(jq -r '.values[0].value' <<<"$output") == 0x03 ]]
		run -0 on $arch regs check -p TIMER0 tests/regs/all.svd
	done
}

@test "registers by name" {
	printf 'register ID 0\n\tfield HIGH 31:16\n' >"$BATS_TEST_TMPDIR/fpga.regs"
	for arch in armhf s390x; do
		run -0 on $arch peek --regs "$BATS_TEST_TMPDIR/fpga.regs" -e little fpga ID.HIGH
		[[ $output == 0x0302 ]]
		run -0 on $arch regs check regs/edu.regs
	done
}
