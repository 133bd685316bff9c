#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The tools with 4,098 devices, all but the first and the last of one name. udevd is
# stopped, because it would take minutes to process the events.
# bats file_tags=long

load helper
: "${sims:?}"

# Starting a process for each device would take minutes, too.
make_sims() { # NAME SIM...
	local sim name=$1
	shift
	mkdir "${@/#/$sims/}"
	for sim; do
		echo "$name" >"$sims/$sim/name"
		echo 4096 >"$sims/$sim/map0/size"
		echo 1 >"$sims/$sim/live"
	done
}

setup_file() {
	local i
	trace_tests_only
	stop_udevd
	make_sims first a
	for ((i = 0; i < 4096; i += 512)); do
		# The guest must not be silent for too long.
		echo "# $i devices" >&3
		eval "make_sims many s{$i..$((i + 511))}"
	done
	make_sims last z
}

# The devices are for all tests.
teardown() {
	:
}

teardown_file() {
	rmdir "$sims"/*
	start_udevd
	udevadm settle
}

# Runs a command with at most 64 MiB of address space, most of which libraries take. Its
# output is in the file $out.
limited() { # STATUS COMMAND...
	local status=0
	out=$BATS_TEST_TMPDIR/out
	(ulimit -v 65536 && exec "${@:2}") >"$out" 2>&1 || status=$?
	[[ $status == "$1" ]] || { echo "$*: $status: $(head -c 1000 "$out")" && return 1; }
}

@test "lsuio lists all of them" {
	limited 0 lsuio -rno NODE
	# Each has a line of its own, and one for its map.
	uniq "$out" | cmp - <(printf '/dev/uio%d\n' {0..4097})
	limited 0 lsuio
	[[ $(grep -c ' many ' "$out") == 4096 ]]
	limited 0 lsuio -J
	[[ $(jq -r '.devices | length, .[-1].name' "$out") == $'4098\nlast' ]]
	limited 0 uio-sim list
	[[ $(wc -l <"$out") == 4098 ]]
}

@test "a name finds the right one" {
	local sim selector
	for sim in a:first z:last 's0:many#0' 's4095:many#4095' s4000:platform:uio_sim.s4000; do
		selector=${sim#*:} sim=${sim%%:*}
		limited 0 uio-poke "$selector" 0=0x5a
		[[ $(kernel_bytes "$sim" map0 0 4) == 5a000000 ]]
		limited 0 uio-poke "$selector" 0=0
	done
	limited 0 uio-peek uio4097 0
	limited 3 uio-peek many#4096 0
	limited 0 lsuio --wait-for last
	[[ $(<"$out") == uio4097 ]]
}

@test "the message about a name that 4,096 devices have is short" {
	limited 4 uio-peek many 0
	[[ $(<"$out") == "uio-peek: many: several devices match: many#0 is uio1 at uio_sim.s0, "*"many#7 is uio8 at uio_sim.s7, and 4088 more" ]]
	limited 4 lsuio --diagnose many
	limited 4 uio-shell -c 'peek 0' many
}

@test "completion offers all of them, and ends" {
	limited 0 uio --complete-line -- uio-peek ''
	[[ $(wc -l <"$out") == $((2 * 4098)) ]]
	grep -qx $'many#4095\tuio4096' "$out"
	limited 0 uio --complete-line -- uio-sim remove ''
	[[ $(wc -l <"$out") == 4098 ]]
	limited 0 uio --complete-line -- uio-peek many#4095:
	grep -q map0 "$out"
}

@test "a diagnosis of one device" {
	limited 0 lsuio --diagnose last
	grep -q '^ok  *node  */dev/uio4097 ' "$out"
	[[ $(wc -l <"$out") -lt 20 ]]
}
