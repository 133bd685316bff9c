#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# lsuio --watch and --wait-for: events of real devices, from udevd and without it.

load helper
: "${sims:?}"

rules=/run/udev/rules.d/90-watch-test.rules

setup() {
	trace_tests_only
	out=$BATS_TEST_TMPDIR/out
}

teardown() {
	local job
	for job in $(jobs -p); do
		kill -KILL "$job" 2>/dev/null
	done
	remove_sims
	udevd_runs || start_udevd
	if [[ -e $rules ]]; then
		rm "$rules"
		reload_rules
	fi
	udevadm settle
	wait
}

# Starts a command, with its output in $out and its job in $watcher, and returns when it
# listens.
background() { # COMMAND...
	"$@" >"$out" 2>&1 3>&- &
	watcher=$!
	eventually blocked "$watcher"
}

start() { # OPTION...
	udevadm settle
	background lsuio "$@"
}

has_lines() {
	[[ $(wc -l <"$out") == "$1" ]]
}

# Adds and removes a device repeatedly.
cycle() { # TIMES
	local i
	for ((i = 0; i < $1; i++)); do
		echo 1 >"$sims/flat/live"
		echo 0 >"$sims/flat/live"
	done
}

has_more_lines_than() {
	(($(wc -l <"$out") > $1))
}

# A cycle has four events: those of the device, and those of its parent. They may take
# any time, as long as more of them come.
catch_up() { # CYCLES
	local lines=0
	while ((lines < 4 * $1)); do
		eventually has_more_lines_than "$lines"
		lines=$(wc -l <"$out")
	done
}

# The pages are counted one by one, because the sums in status are updated late.
resident_kb() {
	sed -n 's/^Anonymous:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$watcher/smaps_rollup"
}

open_files() {
	find "/proc/$watcher/fd" -mindepth 1 | wc -l
}

# Watches cycles after some to warm up: each event must be reported once, and the
# watcher must not have grown by more than what malloc() keeps for later: up to 128 kB
# at the end of the heap, and the gaps in it.
stays_flat() { # WARM-UP CYCLES
	local total=$(($1 + $2)) files kb action
	mkdir "$sims/flat"
	start --watch -J
	cycle "$1"
	catch_up "$1"
	files=$(open_files) kb=$(resident_kb)
	cycle "$2"
	catch_up "$total"
	[[ $(open_files) == "$files" ]]
	echo "# $2 cycles: $kb kB, then $(resident_kb) kB, $files files" >&3
	(($(resident_kb) <= kb + 256))
	kill "$watcher"
	for action in add remove bind unbind; do
		[[ $(grep -c "\"event\":\"$action\"" "$out") == "$total" ]]
	done
	has_lines $((4 * total))
	[[ ! $(jq .seqnum "$out" | sort | uniq -d) ]]
}

@test "devices that are added and removed, as lines" {
	uio-sim create old name='old one'
	start --watch --count 10
	node=$(uio-sim create fpga)
	udevadm settle
	echo uio_sim.fpga >/sys/bus/platform/drivers/uio_sim/unbind
	udevadm settle
	echo uio_sim.fpga >/sys/bus/platform/drivers/uio_sim/bind
	udevadm settle
	again=$(cat "$sims/fpga/dev_name")
	echo change >"/sys/class/uio/$again/uevent"
	old=$(cat "$sims/old/dev_name")
	# Events of other subsystems are not reported.
	echo change >/sys/class/mem/null/uevent
	uio-sim remove fpga
	# udevd may handle events of different devices in any order.
	udevadm settle
	uio-sim remove old
	ends_with 0 "$watcher"
	diff "$out" - <<-EOF2
		add $node fpga
		bind platform:uio_sim.fpga uio_sim
		remove $node fpga
		unbind platform:uio_sim.fpga uio_sim
		add $again fpga
		bind platform:uio_sim.fpga uio_sim
		change $again fpga
		remove $again fpga
		unbind platform:uio_sim.fpga uio_sim
		remove $old old one
	EOF2
}

# bats test_tags=long
@test "a card that changes drivers, in JSON" {
	card=$(pci_address 1234 11e8)
	start --watch -J --count 4
	bind_edu
	udevadm settle
	node=$(basename "/sys/bus/pci/devices/$card/uio/"uio*)
	unbind_edu
	ends_with 0 "$watcher"
	diff <(jq -c 'del(.seqnum)' "$out") - <<-EOF2
		{"device":"uio_pci_generic","number":${node#uio},"event":"add"}
		{"parent":"pci:$card","driver":"uio_pci_generic","event":"bind"}
		{"device":"uio_pci_generic","number":${node#uio},"event":"remove"}
		{"parent":"pci:$card","driver":"uio_pci_generic","event":"unbind"}
	EOF2
	[[ $(jq -s 'map(.seqnum) | . == sort and . == unique' "$out") == true ]]
	output=$(<"$out")
	valid_json change
}

@test "a timeout and a closed output end the watch" {
	run -124 lsuio --watch --timeout 100ms
	[[ ! $output ]]
	background bash -c 'exec lsuio --watch >/dev/full'
	uio-sim create fpga
	ends_with 1 "$watcher"
	grep "standard output: No space left on device" "$out"
}

# bats test_tags=long,throughput
@test "400 events with udevd are printed once each, in constant memory" {
	stays_flat 50 200
}

# VM_ENV=WATCH_CYCLES=5000 makes 10,000 adds and removes, and takes minutes.
# bats test_tags=long
@test "thousands of events without udevd are printed, in constant memory" {
	stop_udevd
	stays_flat 200 "${WATCH_CYCLES:-500}"
}

# A user may queue fewer bytes of events than root.
# bats test_tags=long
@test "events that were lost are reported, and later ones are printed" {
	stop_udevd
	mkdir "$sims/flat"
	background setpriv --reuid=65534 --regid=65534 --clear-groups lsuio --watch
	kill -STOP "$watcher"
	cycle 400
	kill -CONT "$watcher"
	eventually grep -q "lsuio: events were lost because too many arrived at once" "$out"
	eventually blocked "$watcher"
	node=$(uio-sim create late)
	eventually grep -qx "add $node late" "$out"
}

@test "--wait-for a device that exists, that is added, that is not" {
	node=$(uio-sim create fpga)
	run -0 lsuio --wait-for fpga --timeout 1h
	[[ $output == "$node" ]]
	run -0 lsuio --wait-for fpga:map0
	[[ $output == "$node" ]]
	run -3 lsuio --wait-for fpga:none
	run -124 lsuio --wait-for nope --timeout 100ms
	[[ $output == "lsuio: nope: timed out: no such device is ready" ]]
	start --wait-for platform:uio_sim.late --timeout 1h
	uio-sim create other
	eventually blocked "$watcher"
	node=$(uio-sim create late name=twin)
	ends_with 0 "$watcher"
	[[ $(<"$out") == "$node" ]]
	start --wait-for twin#1 --timeout 1h
	node=$(uio-sim create later name=twin)
	ends_with 0 "$watcher"
	[[ $(<"$out") == "$node" ]]
	run -4 lsuio --wait-for twin
}

# bats test_tags=long
@test "--wait-for waits for udev's links and permissions, without opening the device" {
	as_nobody=(setpriv --reuid=65534 --regid=65534 --clear-groups)
	uio-sim create closed
	run -124 "${as_nobody[@]}" lsuio --wait-for closed --timeout 100ms
	[[ $output == "lsuio: closed: timed out: the node is not readable; the udev rule 70-uio.rules gives it to the group uio" ]]
	echo 'SUBSYSTEM=="uio", ACTION!="remove", PROGRAM="/bin/sleep 2", MODE="0666", SYMLINK+="slow-fpga"' >"$rules"
	reload_rules
	start --wait-for fpga --timeout 1h
	uio-sim create fpga >&2
	ends_with 0 "$watcher"
	[[ -L /dev/slow-fpga ]]
	udevadm settle
	remove_sims
	udevadm settle
	background "${as_nobody[@]}" lsuio --wait-for /dev/slow-fpga --timeout 1h
	node=$(uio-sim create fpga)
	ends_with 0 "$watcher"
	[[ $(<"$out") == "$node" ]]
	[[ $(strace -f -e trace=open,openat lsuio --wait-for fpga 2>&1) != *'"/dev/uio'* ]]
}

@test "--wait-for without udevd" {
	stop_udevd
	run -124 lsuio --wait-for fpga --timeout 100ms
	background lsuio --wait-for fpga --timeout 1h
	node=$(uio-sim create fpga)
	ends_with 0 "$watcher"
	[[ $(<"$out") == "$node" ]]
}
