#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# Files of sysfs that cannot be read, or that are malformed, affect only their own
# device.

load helper
: "${stderr=}"

two() {
	mock_device 0 good uio_test a.x "$(map 0 regs 0xa000 0x1000 0x0)"
	mock_device 1 bad uio_test b.x "$(map 0 regs 0xb000 0x1000 0x8)" "$(map 1 ram 0xc000 0x1000 0x0)" \
		"A: portio/port0/name=cmd" "A: portio/port0/start=0x300" "A: portio/port0/size=0x8" \
		"A: portio/port0/porttype=port_x86"
}

# Breaks a file of the second device, and then runs a script. A file that even root
# cannot read is a directory in its place.
with() { # unreadable|missing|malformed FILE SCRIPT
	cat >"$BATS_TEST_TMPDIR/break" <<-'EOS'
		file=$UMOCKDEV_DIR/sys/devices/platform/b.x/uio/uio1/$2
		rm -r "$file"
		case $1 in
		unreadable) mkdir "$file" ;;
		malformed) echo junk >"$file" ;;
		esac
		shift 2
		# Prints the exit status if it is not the expected one.
		ends() {
			local status=0
			"${@:2}" || status=$?
			[[ $status == "$1" ]] || echo "ends $status: ${*:2}"
		}
		eval "$1"
	EOS
	run -0 --separate-stderr mocked bash "$BATS_TEST_TMPDIR/break" "$@"
}

# Commands on the other device give their usual results.
other='
	lsuio -rnbo DEVICE,NAME good
	uio-peek good 4
	uio-peek @0xa000 4
	uio-peek platform:a.x 4
	ends 9 uio-peek --require=bad good 4
	lsuio --wait-for good --timeout 1m
	uio-shell -c "peek 4" good'
other_gives=$'uio0 good\nmap0 regs\n0x07060504\n0x07060504\n0x07060504\nuio0\n0x07060504'

# bats test_tags=long,asan
@test "a problem of another device has no effect" {
	two
	for how in unreadable missing malformed; do
		for file in name version event maps/map0/{addr,size,offset,name} portio/port0/{start,size,porttype}; do
			with $how "$file" "$other"
			[[ $output == "$other_gives" ]] || { echo "$how $file: $output" && return 1; }
			with $how "$file" 'lsuio -rnbo DEVICE'
			[[ $output == $'uio0\nmap0\nuio1\nmap0\nmap1\nport0' ]] || { echo "$how $file: $output" && return 1; }
		done
	done
}

@test "lsuio warns of attributes that it cannot read, and shows the others" {
	two
	with unreadable maps/map0/size 'lsuio -nrbo DEVICE,ADDR,SIZE,OFFSET bad'
	[[ $stderr == 'lsuio: uio1: /sys/class/uio/uio1/maps/map0/size: Is a directory' ]]
	[[ ${lines[1]} == 'map0   ' || ${lines[1]} == map0 ]]
	[[ ${lines[2]} == 'map1 0xc000 4096 0x0' ]]
	with malformed event 'lsuio -J -o DEVICE,EVENTS bad'
	[[ $stderr == 'lsuio: uio1: /sys/class/uio/uio1/event: malformed' ]]
	[[ $(jq -c '.devices[0].events' <<<"$output") == null ]]
	with unreadable version 'lsuio -v'
	[[ $stderr == 'lsuio: uio1: /sys/class/uio/uio1/version: Is a directory' && $output == *uio0*uio1* ]]
	with missing maps/map0/offset lsuio
	[[ ! $stderr ]]
}

# bats test_tags=long,asan
@test "a region with an unknown attribute is not accessed" {
	two
	for how in unreadable malformed; do
		for file in maps/map0/{addr,size,offset}; do
			# shellcheck disable=SC2016
			with $how "$file" '
				ends 1 uio-peek bad 4
				ends 1 uio-poke bad:map0 4=1
				ends 1 uio-poke bad:regs 4=1
				ends 1 uio-shell -c "poke 4=1" bad
				ends 1 uio-peek bad:regs 4+8
				od -An -tx1 "$UMOCKDEV_DIR/dev/uio1"
				ends 9 lsuio --diagnose bad'
			[[ $output != *ends* && $output == *"00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f"* ]] || { echo "$output" && return 1; }
			[[ $stderr == *"uio-poke: bad:map0: map0: /sys/class/uio/uio1/$file: "* ]]
			[[ $output == *"FAILED   attributes  /sys/class/uio/uio1/$file: "* ]]
		done
	done
	with unreadable maps/map0/name 'uio-peek bad:map0 0'
	[[ $output == 0x0b0a0908 ]]
	# The offset is part of the address only if there is no such file.
	sed -i 's/map0.addr=0xb000/map0\/addr=0xb004/' "$BATS_TEST_TMPDIR/devices"
	with missing maps/map0/offset 'uio-peek bad:map0 0'
	[[ $output == 0x07060504 ]]
}

@test "a name that cannot be read is reported if no device is found" {
	two
	with unreadable name '
		ends 3 uio-peek bad 4
		ends 9 uio-peek --require=bad uio1 4'
	[[ ! $output ]] || { echo "$output" && return 1; }
	[[ $stderr == *"uio-peek: uio1: /sys/class/uio/uio1/name: Is a directory"*"uio-peek: bad: no such UIO device"* ]]
	with unreadable version 'ends 9 uio-peek --require=bad=1.0 uio1 4; uio-peek --require=bad uio1 4'
	[[ $stderr == *"uio-peek: uio1: /sys/class/uio/uio1/version: Is a directory"* && $output == 0x0f0e0d0c ]]
	with unreadable event 'uio-peek uio1 4; ends 1 uio-wait -t 1s uio1'
	[[ $stderr == "uio-wait: uio1: /sys/class/uio/uio1/event: Is a directory" ]]
}
