#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The ring of timestamps, and the start of the count, of simulated devices.

load helper
: "${sims:?}"

# Reads the ring into head, now, and the arrays counts and times.
read_ring() {
	local magic entries
	ring=$BATS_TEST_TMPDIR/ring
	"$BATS_TEST_DIRNAME/ring" "$@" >"$ring"
	read -r magic entries head now <"$ring"
	[[ "$magic $entries" == "magic=0x504d5453 entries=1024" ]] || return
	head=${head#head=} now=${now#now=}
	mapfile -t counts < <(column_of "$ring" 2)
	mapfile -t times < <(column_of "$ring" 4)
}

column_of() { # RING COLUMN
	sed 1d "$1" | cut -d' ' -f"$2"
}

# Checks that the timestamps that were read are those of the counts from $1 to $2, in
# the order of time and none before $3.
holds() {
	[[ $(column_of "$ring" 2,3) == "$(seq -f '%.0f 0' "$1" "$2")" ]] || return
	printf '%s\n' "$3" "${times[@]}" "$now" | sort -nc
}

refuses() { # SETTING...
	run -2 uio-sim create fpga "$@"
	[[ $output == "uio-sim: fpga: "* ]]
	[[ ! -e $sims/fpga && ! -e /sys/devices/platform/uio_sim.fpga ]]
}

# bats test_tags=long
@test "each event is stamped, in every type of map, as both sides see it" {
	local type offset start i
	for type in virtual:0 logical:0xe40 phys:8; do
		offset=${type#*:} type=${type%:*}
		node=$(uio-sim create fpga "map1/type=$type" "map1/offset=$offset" map1/stamps=1)
		read_ring "$node" map1
		[[ $head == 0 && ${#counts[@]} == 0 ]]
		start=$now
		for i in 1 2 3; do
			uio-sim trigger fpga
		done
		uio-sim trigger fpga 4
		read_ring "$node" map1
		[[ $head == 7 ]]
		holds 1 7 "$start"
		((times[0] < times[1] && times[1] < times[2] && times[2] < times[3]))
		mapped=${times[*]}
		read_ring "$sims/fpga/map1/data" "$offset"
		holds 1 7 "$start"
		[[ ${times[*]} == "$mapped" ]]
		# No bit of the region outside of the ring has changed.
		[[ $(kernel_bytes fpga map1 0 $((offset))) =~ ^0*$ ]]
		[[ $(kernel_bytes fpga map1 $((offset + 64 + 7 * 16))) =~ ^0+$ ]]
		uio-sim remove fpga
	done
}

@test "the ring keeps the last 1024" {
	node=$(uio-sim create fpga map0/stamps=1)
	uio-sim trigger fpga 1024
	read_ring "$node" map0
	[[ $head == 1024 ]]
	holds 1 1024 0
	oldest=${times[1023]}
	uio-sim trigger fpga 1976
	read_ring "$node" map0
	[[ $head == 3000 ]]
	holds 1977 3000 "$oldest"
	# Prints the offset of a timestamp: 64 + 16 * (n % 1024).
	[[ $(kernel_bytes fpga map0 $((64 + 16 * (2999 - 2048))) 4) == b80b0000 ]]
}

# bats test_tags=two-cpus,long
@test "a ring can be read while it is written" {
	node=$(uio-sim create fpga map0/stamps=1)
	"$BATS_TEST_DIRNAME/ring" "$node" map0 watch 5000 >"$BATS_TEST_TMPDIR/out" &
	watcher=$!
	eventually grep -q "/dev/$node" "/proc/$watcher/maps"
	uio-sim period fpga 100us 3000
	eventually raised fpga 3000
	# The events come faster than any program can read.
	uio-sim trigger fpga 2000
	ends_with 0 $watcher
	column_of "$BATS_TEST_TMPDIR/out" 1- >"$BATS_TEST_TMPDIR/kept"
	# shellcheck disable=SC2016
	run -0 awk '$2 != $1 + 1 || $3 != 0 || $4 < latest { print } { latest = $4 }' \
		"$BATS_TEST_TMPDIR/kept"
	[[ ! $output ]]
	(($(wc -l <"$BATS_TEST_TMPDIR/kept") >= 100))
}

@test "an event that irqcontrol holds back gets its timestamp when it is delivered" {
	node=$(uio-sim create fpga map0/stamps=1 irqcontrol=gate)
	uio-irq fpga off
	uio-sim trigger fpga 3
	read_ring "$node" map0
	[[ $head == 0 ]]
	held=$now
	uio-irq fpga on
	read_ring "$node" map0
	holds 1 3 "$held"
	uio-sim remove fpga
	node=$(uio-sim create fpga map0/stamps=1 irqcontrol=oneshot)
	uio-sim trigger fpga 3
	uio-irq fpga on
	uio-sim trigger fpga 3
	read_ring "$node" map0
	holds 1 2 0
}

@test "writes of a program to the ring have no effect" {
	node=$(uio-sim create fpga map0/stamps=1)
	uio-sim trigger fpga 2
	uio-poke fpga 8=0xfffffff0
	uio-sim trigger fpga
	read_ring "$node" map0
	[[ $head == 3 ]]
	holds 1 3 0
}

# bats test_tags=long
@test "the count wraps" {
	local start i values=()
	for start in 0x7ffffffe 0x7fffffff 0xfffffffe 4294967295; do
		node=$(uio-sim create fpga map0/stamps=1)
		set_count fpga "$start"
		[[ $(events_of "$node") == $((start)) ]]
		exec {reader}<>"/dev/$node"
		uio-wait -n 3 -t 1h fpga >"$BATS_TEST_TMPDIR/out" &
		waiter=$!
		eventually blocked $waiter
		for i in 1 2 3; do
			uio-sim trigger fpga
			values[i]=$(((start + i) & 0xffffffff))
			# The count is unsigned in sysfs, and signed in read().
			[[ $(events_of "$node") == "${values[i]}" ]]
			[[ $(dd bs=4 count=1 status=none <&"$reader" | od -An -tu4) -eq ${values[i]} ]]
			eventually grep -q "count=${values[i]} " "$BATS_TEST_TMPDIR/out"
		done
		ends_with 0 $waiter
		exec {reader}<&-
		run -0 cat "$BATS_TEST_TMPDIR/out"
		for i in 1 2 3; do
			[[ ${lines[i - 1]} == "$node count=${values[i]} delta=1 missed=0 time="* ]]
		done
		read_ring "$node" map0
		[[ $head == 3 && ${counts[*]} == "${values[*]}" ]]
		raised fpga 3
		uio-sim remove fpga
	done
}

@test "missed interrupts across the wrap" {
	node=$(uio-sim create fpga)
	set_count fpga 0xfffffffe
	uio-wait -n 6 -t 1h fpga >"$BATS_TEST_TMPDIR/out" &
	waiter=$!
	eventually blocked $waiter
	uio-sim trigger fpga
	eventually grep -q . "$BATS_TEST_TMPDIR/out"
	kill -STOP $waiter
	uio-sim trigger fpga 5
	kill -CONT $waiter
	ends_with 0 $waiter
	run -0 cat "$BATS_TEST_TMPDIR/out"
	[[ ${lines[0]} == "$node count=4294967295 delta=1 missed=0 time="* ]]
	[[ ${lines[1]} == "$node count=4 delta=5 missed=4 time="* ]]
}

@test "invalid rings" {
	refuses map0/stamps=1 map1/stamps=1
	[[ $output == *": live: "*"ring of timestamps"* ]]
	refuses map0/stamps=1 map0/size=16447
	refuses map0/stamps=1 map0/size=0
	refuses map0/offset=0x40 map0/stamps=1 map0/size=16448
	refuses map0/offset=4 map0/stamps=1
	refuses map0/stamps=2
	refuses map0/stamps=ring
	uio-sim create fpga map0/stamps=1 map0/size=16448
	uio-sim remove fpga
	uio-sim create fpga map0/offset=0xff8 map0/stamps=1 map1/stamps=1 map1/stamps=0
	[[ $(cat "$sims/fpga/map0/size") == 0x6000 && $(cat "$sims/fpga/map0/stamps") == 1 ]]
}

@test "a device that is bound again starts with fresh counts" {
	node=$(uio-sim create fpga map0/stamps=1)
	uio-sim trigger fpga 5
	rebind fpga
	node=$(cat "$sims/fpga/dev_name")
	[[ $(events_of "$node") == 0 ]]
	raised fpga 0
	read_ring "$node" map0
	[[ $head == 0 ]]
	[[ $(kernel_bytes fpga map0 64) =~ ^0+$ ]]
	uio-sim trigger fpga 2
	read_ring "$node" map0
	[[ $head == 2 ]]
	holds 1 2 0
}

@test "a ring that begins to fail during a wait" {
	local out=$BATS_TEST_TMPDIR/out job
	uio-sim create fpga map1/name=stamps map1/stamps=1
	uio-wait -n 0 --banner --stamps stamps fpga >"$out" 2>&1 3>&- &
	job=$!
	eventually grep -q ready "$out"
	uio-sim trigger fpga
	eventually grep -q count=1 "$out"
	echo 0 >"$sims/fpga/map1/fault"
	uio-sim trigger fpga
	ends_with 7 $job
	grep -q "uio-wait: fpga: timestamps: bus error" "$out"
}
