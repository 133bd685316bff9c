#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The maps of simulated devices: the kernel's own view is the witness.

load helper
: "${sims:?}"

# Succeeds if the register at 4 of a simulated device is not 0.
written() { # SIM
	[[ $(kernel_bytes "$1" map0 4 4) != 00000000 ]]
}

@test "every map type: bytes in both directions, every width" {
	local type width
	for type in virtual logical phys; do
		uio-sim create fpga map0/size=8192 "map0/type=$type"
		for width in 8 16 32 64; do
			value=0x$(printf "%.$((width / 4))s" 8877665544332211)
			uio-poke -w $width fpga 0x1ff8="$value"
			run -0 uio-peek -w $width fpga 0x1ff8
			[[ $output == "$value" ]]
		done
		# In little-endian order the last and widest value covers all eight
		# bytes.
		[[ $(kernel_bytes fpga map0 8184) == 1122334455667788 ]]
		head -c 8192 /dev/urandom >"$BATS_TEST_TMPDIR/noise"
		cat "$BATS_TEST_TMPDIR/noise" >"$sims/fpga/map0/data"
		diff <(od -An -v -tx4 "$BATS_TEST_TMPDIR/noise") <(uio-peek fpga 0+8k | cut -d: -f2)
		uio-poke fpga 0-0x1fff=0
		cmp -n 8192 /dev/zero "$sims/fpga/map0/data"
		uio-sim remove fpga
	done
}

# bats test_tags=long
@test "a write changes only its own bytes" {
	local width offset zeros ones value
	uio-sim create fpga
	printf -v zeros '\\x00%.0s' {1..4096}
	for width in 8 16 32 64; do
		for offset in 0 0x800 $((4096 - width / 8)); do
			uio-poke fpga 0+4k=0
			printf -v value "%.$((width / 4))s" ffffffffffffffff
			uio-poke -w $width fpga "$offset=0x$value"
			ones=${value//ff/\\xff}
			printf '%b' "${zeros::offset * 4}$ones${zeros:offset * 4 + ${#ones}}" |
				cmp - "$sims/fpga/map0/data"
		done
	done
}

@test "big-endian registers" {
	uio-sim create fpga
	uio-poke -e big fpga 0=0x11223344
	[[ $(kernel_bytes fpga map0 0 4) == 11223344 ]]
	run -0 uio-peek -e big fpga 0
	[[ $output == 0x11223344 ]]
	run -0 uio-peek fpga 0
	[[ $output == 0x44332211 ]]
}

@test "the map's offset is added to each offset, and reduces the size" {
	local type
	for type in virtual logical phys; do
		uio-sim create fpga map0/size=4096 map0/offset=0xe40 "map0/type=$type"
		uio-poke fpga 0=0x44332211 0x1bc=0x88776655
		[[ $(kernel_bytes fpga map0 0 $((0xe40))) =~ ^0+$ ]]
		[[ $(kernel_bytes fpga map0 $((0xe40)) 4) == 11223344 ]]
		[[ $(kernel_bytes fpga map0 $((0xffc)) 4) == 55667788 ]]
		run -2 uio-peek fpga 0x1c0
		[[ $output == *"'0x1c0' is outside map0 (448 bytes)"* ]]
		uio-sim remove fpga
	done
}

@test "five maps, by number and by name" {
	settings=()
	for i in 0 1 2 3 4; do
		settings+=("map$i/size=$((4096 * (i + 1)))" "map$i/name=block$i")
	done
	uio-sim create fpga "${settings[@]}"
	for i in 0 1 2 3 4; do
		uio-poke "fpga:map$i" 0x10=$((i + 1))
		uio-poke "fpga:block$i" 0x14=$((i + 11))
	done
	for i in 0 1 2 3 4; do
		[[ $(kernel_bytes fpga "map$i" 16 8) == "0$((i + 1))0000000$(printf %x $((i + 11)))000000" ]]
	done
	run -3 uio-peek fpga:map5 0
	[[ $output == *"no region 'map5'; it has map0 'block0', "*"map4 'block4'"* ]]
}

@test "removal while a map is held" {
	local type
	for type in virtual logical phys; do
		uio-sim create fpga map0/size=1M "map0/type=$type"
		coproc uio-shell fpga 2>"$BATS_TEST_TMPDIR/err"
		shell=$COPROC_PID
		echo "peek 0" >&"${COPROC[1]}"
		read -r value <&"${COPROC[0]}"
		[[ $value == 0x00000000 ]]
		uio-sim remove fpga
		echo "peek 0x80000" >&"${COPROC[1]}"
		ends_with 8 "$shell"
		grep "fpga" "$BATS_TEST_TMPDIR/err"
	done
}

@test "removal in the middle of a block that is repeated" {
	local type
	for type in virtual phys; do
		uio-sim create fpga "map0/type=$type"
		uio-shell -c 'repeat 1000000000000 { 0=1; expect 0 == 1; 4=1 }' fpga 2>"$BATS_TEST_TMPDIR/err" &
		shell=$!
		eventually written fpga
		uio-sim remove fpga
		ends_with 8 "$shell"
		grep -q "command '.*' failed (exit 8)" "$BATS_TEST_TMPDIR/err"
	done
}

@test "removal in the middle of a long read" {
	uio-sim create fpga map0/size=0x4000000
	uio-peek fpga 0+64M >"$BATS_TEST_TMPDIR/out" 2>"$BATS_TEST_TMPDIR/err" &
	reader=$!
	eventually test -s "$BATS_TEST_TMPDIR/out"
	uio-sim remove fpga
	ends_with 8 $reader
	grep -q "fpga: 0x[0-9a-f]*: the device went away" "$BATS_TEST_TMPDIR/err"
}

@test "a physical map whose size is not a multiple of a page is reported" {
	uio-sim create fpga map0/size=6000 map0/type=phys map0/name=odd
	run -6 uio-peek fpga 0
	[[ $output == "uio-peek: fpga: map0 'odd' (6000 bytes): physical memory can only be mapped in whole pages, and "* ]]
}
