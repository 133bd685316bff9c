#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The tools on simulated devices: the kernel's own view is the witness.

load helper
: "${sims:?}"

@test "create, list and remove a device" {
	run -0 uio-sim create fpga version=2.1
	node=$output
	[[ -c /dev/$node ]]
	run -0 lsuio -rn fpga
	[[ ${lines[0]} == "$node fpga 2.1 uio_sim 0"* ]]
	[[ ${lines[1]} == "map0 "*" 4K 0x0" ]]
	run -0 uio-sim list
	[[ $output == "fpga $node events=0" ]]
	run -0 uio-sim remove fpga
	[[ ! -e /sys/class/uio/$node && ! -e $sims/fpga ]]
}

@test "a refused setting leaves no device" {
	run -2 uio-sim create fpga irq=maybe
	[[ $output == "uio-sim: fpga: irq: "* ]]
	[[ ! -e $sims/fpga ]]
	run -2 uio-sim create fpga map0/size=4096 map0/offset=5000
	[[ $output == "uio-sim: fpga: "* ]]
	[[ ! -e $sims/fpga ]]
	run -2 uio-sim create fpga map0/size=0 map2/size=4096
	[[ $output == "uio-sim: fpga: live: the name is empty, or there is a gap between regions"* ]]
	[[ ! -e $sims/fpga ]]
	run -2 uio-sim create fpga nosuch=1
	[[ $output == "uio-sim: fpga: nosuch: no such attribute" ]]
	[[ ! -e $sims/fpga ]]
	run -2 uio-sim create fpga map0=1
	[[ $output == "uio-sim: fpga: map0: no such attribute" ]]
	run -2 uio-sim create fpga "map0/name=$(printf %1024s x)"
	[[ $output == "uio-sim: fpga: map0/name: longer than the module allows" ]]
	[[ ! -e $sims/fpga ]]
}

@test "a driver that is not bound by itself leaves no device" {
	echo 0 >/sys/bus/platform/drivers_autoprobe
	run uio-sim create fpga
	echo 1 >/sys/bus/platform/drivers_autoprobe
	[[ $status == 1 && $output == "uio-sim: fpga: live: the driver uio_sim was not bound to the device" ]]
	[[ ! -e $sims/fpga ]]
}

@test "a live device keeps its settings" {
	uio-sim create fpga irqcontrol=gate
	for setting in name=x version=2 irq=none irqcontrol=none map0/size=8192 \
		map0/type=phys map0/name=x map0/offset=4 map0/stamps=1 map1/size=4096 \
		port0/start=1 port0/size=1 port0/type=gpio port0/name=x live=1; do
		run ! eval "echo ${setting#*=} >$sims/fpga/${setting%%=*}"
		[[ $output == *"Device or resource busy"* ]]
	done
}

@test "no map at all" {
	uio-sim create fpga map0/size=0 port0/start=0x3f8 port0/size=8 port0/name=com port0/type=gpio
	run -0 lsuio -rn fpga
	[[ ${#lines[@]} == 2 && ${lines[1]} == "port0 com"*"0x3f8 8"* ]]
	run -3 uio-peek fpga 0
	[[ $output == "uio-peek: fpga: the device has no maps; it has port0 'com'" ]]
	run -6 uio-peek fpga:com 0
	[[ $output == *"port0 'com'"* ]]
	run -0 uio-shell fpga <<<$'sim trigger fpga 2\nwait -n 2'
	[[ $output == *" count=2 delta=2 missed=1 time="* ]]
}

@test "two devices with one name" {
	first=$(uio-sim create a name=twin)
	second=$(uio-sim create b name=twin)
	run -4 uio-poke twin 0=1
	[[ $output == *"twin#0 is $first at "*", twin#1 is $second at "* ]]
	uio-poke twin#0 0=1
	uio-poke twin#1 0=2
	[[ $(kernel_bytes a map0 0 1) == 01 && $(kernel_bytes b map0 0 1) == 02 ]]
	run -3 uio-peek twin#2 0
	[[ $output == *"no such UIO device"* ]]
}

@test "a region whose name contains colons" {
	uio-sim create fpga map0/name=0000:00:03.0
	uio-poke fpga:0000:00:03.0 0=7
	[[ $(kernel_bytes fpga map0 0 1) == 07 ]]
}

@test "a wait ends on time even if events never cease" {
	uio-sim create fpga
	uio-sim period fpga 100us
	run -124 timeout 1h uio-wait -n 0 -t 500ms fpga
	[[ ${lines[0]} == *"count="* ]]
}

@test "every form of a device's name" {
	node=$(uio-sim create fpga map0/name=regs)
	ln -s "/dev/$node" "$BATS_TEST_TMPDIR/link"
	uio-poke fpga 0=0x1234
	for device in "$node" "${node#uio}" "/dev/$node" "$BATS_TEST_TMPDIR/link" \
		fpga fpga#0 "$node:map0" "${node#uio}:regs" "/dev/$node:regs" fpga#0:map0; do
		run -0 uio-peek "$device" 0
		[[ $output == 0x00001234 ]]
	done
}

@test "a name with a colon, and one of digits" {
	uio-sim create fpga name=axi:fpga@a0000000 map0/name=regs
	uio-sim create digits name=16550 map0/name=regs
	uio-poke axi:fpga@a0000000 0=1
	uio-poke axi:fpga@a0000000:regs 4=2
	uio-poke 16550 0=3
	[[ $(kernel_bytes fpga map0 0 8) == 0100000002000000 ]]
	[[ $(kernel_bytes digits map0 0 1) == 03 ]]
}

@test "text from a device is escaped on the terminal" {
	uio-sim create fpga name=$'evil\e[31m' map0/size=0
	run -3 uio-peek $'evil\e[31m' 0
	[[ $output == *'evil\x1b[31m'* && $output != *$'\e'* ]]
	run -0 lsuio
	[[ $output == *'evil\x1b[31m'* && $output != *$'\e'* ]]
}

@test "wait: count, difference, missed" {
	node=$(uio-sim create fpga)
	uio-sim trigger fpga 3
	uio-wait -n 6 -t 1h fpga >"$BATS_TEST_TMPDIR/out" &
	waiter=$!
	eventually blocked $waiter
	uio-sim trigger fpga
	eventually grep -q . "$BATS_TEST_TMPDIR/out"
	kill -STOP $waiter
	uio-sim trigger fpga 5
	kill -CONT $waiter
	wait $waiter
	run -0 cat "$BATS_TEST_TMPDIR/out"
	[[ ${lines[0]} == "$node count=4 delta=1 missed=0 time="* ]]
	[[ ${lines[1]} == "$node count=9 delta=5 missed=4 time="* ]]
	[[ $(events_of "$node") == 9 && $(cat "$sims/fpga/events") == 9 ]]
}

@test "wait gives up on time" {
	uio-sim create fpga
	start=$(date +%s%N)
	run -124 uio-wait -t 300ms fpga
	elapsed=$((($(date +%s%N) - start) / 1000000))
	[[ $output == "uio-wait: fpga: "* ]]
	((elapsed >= 300))
}

@test "events at a period" {
	node=$(uio-sim create fpga)
	uio-sim period fpga 10ms
	run -0 uio-wait -n 20 -t 1h fpga
	uio-sim period fpga 0
	count=$(events_of "$node")
	((count >= 20))
	run -124 uio-wait -t 100ms fpga
	[[ $(events_of "$node") == "$count" ]]
}

@test "a burst ends after its events" {
	uio-sim create fpga
	start=$(date +%s%N)
	uio-sim period fpga 2ms 50
	eventually raised fpga 50
	(($(date +%s%N) - start >= 50 * 2000000))
	run -124 uio-wait -t 100ms fpga
	raised fpga 50
	# This test uses another device; then, without a count, the events have no end.
	uio-sim period fpga 1ms 1
	eventually raised fpga 51
	run -124 uio-wait -t 100ms fpga
	raised fpga 51
	uio-sim period fpga 1ms
	run -0 uio-wait -n 60 -t 1h fpga
	uio-sim period fpga 0
}

@test "a burst begins when a device becomes live, or is bound again" {
	uio-sim create fpga burst=20 period_ns=1000000
	eventually raised fpga 20
	run -124 uio-wait -t 100ms fpga
	raised fpga 20
	rebind fpga
	eventually raised fpga 20
	run -124 uio-wait -t 100ms fpga
	raised fpga 20
}

@test "a burst needs a number and a device" {
	uio-sim create fpga
	run -2 uio-sim period fpga 1ms few
	[[ $output == "uio-sim: fpga: 'few': "* ]]
	run -2 uio-sim create other burst=few
	[[ $output == "uio-sim: other: burst: "* && ! -e $sims/other ]]
	run -3 uio-sim period nobody 1ms 5
	raised fpga 0
}

@test "irqcontrol none: events come, masking does not" {
	uio-sim create fpga irqcontrol=none
	for action in on off 7; do
		run -6 uio-irq fpga $action
		[[ $output == "uio-irq: fpga: the driver has no irqcontrol"* ]]
	done
	uio-wait -t 1h fpga &
	waiter=$!
	eventually blocked $waiter
	uio-sim trigger fpga
	wait $waiter
}

@test "irqcontrol gate: off holds events back, on delivers them" {
	node=$(uio-sim create fpga irqcontrol=gate)
	uio-irq fpga off
	uio-sim trigger fpga 3
	run -124 uio-wait --no-arm -t 100ms fpga
	[[ $(events_of "$node") == 0 ]]
	uio-irq fpga on
	[[ $(events_of "$node") == 3 ]]
	uio-irq fpga 0
	uio-sim trigger fpga
	run -0 uio-wait -t 1h fpga
	[[ $output == "$node count=4 delta=1 missed=0 time="* ]]
	run ! uio-irq fpga 2
	[[ $output == "uio-irq: fpga: 2: the driver refused the value" ]]
}

@test "irqcontrol oneshot: one event, then silence until it is armed" {
	node=$(uio-sim create fpga irqcontrol=oneshot)
	uio-sim trigger fpga
	uio-sim trigger fpga
	[[ $(events_of "$node") == 1 ]]
	run -124 uio-wait --no-arm -t 100ms fpga
	# The pending interrupt comes at once, because uio-wait arms by default.
	run -0 uio-wait -t 1h fpga
	[[ $output == "$node count=2 delta=1 missed=0 time="* ]]
	run -124 uio-wait -t 100ms fpga
	uio-sim period fpga 5ms
	run -0 uio-wait -t 1h -n 10 fpga
	[[ ${#lines[@]} == 10 && ${lines[9]} == *"delta=1 missed=0 time="* ]]
}

@test "no interrupt" {
	uio-sim create fpga irq=none
	run -6 uio-wait fpga
	[[ $output == "uio-wait: fpga: the device has no interrupt"* ]]
	run -6 uio-wait --no-arm fpga
	run -6 uio-irq fpga on
	[[ $output == "uio-irq: fpga: the device has no interrupt"* ]]
	run -6 uio-sim trigger fpga
}

@test "removal while uio-wait blocks" {
	for arm in '' --no-arm; do
		uio-sim create fpga irqcontrol=oneshot
		# shellcheck disable=SC2086
		uio-wait $arm fpga 2>"$BATS_TEST_TMPDIR/err" &
		waiter=$!
		eventually blocked $waiter
		uio-sim remove fpga
		ends_with 8 $waiter
		[[ $(cat "$BATS_TEST_TMPDIR/err") == "uio-wait: fpga: the device went away" ]]
	done
}

@test "the driver unbound while uio-wait blocks" {
	uio-sim create fpga
	parent=$(realpath "/sys/class/uio/$(cat "$sims/fpga/dev_name")/device")
	uio-wait fpga &
	waiter=$!
	eventually blocked $waiter
	echo "${parent##*/}" >/sys/bus/platform/drivers/uio_sim/unbind
	ends_with 8 $waiter
}

@test "uio-sim names a missing module or file system" {
	run -3 uio-sim trigger nobody
	[[ $output == "uio-sim: nobody: no such simulated device (\`uio-sim list' lists them)" ]]
	for name in nobody '' . .. ../fpga; do
		run -3 uio-sim remove "$name"
		run -3 uio-sim trigger "$name"
	done
	run -2 uio-sim create ../escape
	run -2 uio-sim period nobody soon
	uio-sim create fpga
	run ! uio-sim create fpga
	[[ $output == "uio-sim: fpga: File exists" ]]
	[[ -e $sims/fpga ]]
}

@test "a refused period leaves the present one as it was" {
	uio-sim create fpga
	uio-sim period fpga 10ms 100000
	run -2 uio-sim period fpga 1us 5
	[[ $output == *"period_ns: the module refused the value" ]]
	[[ $(<"$sims/fpga/burst") == 100000 && $(<"$sims/fpga/period_ns") == 10000000 ]]
}

@test "a device is removed while millions of interrupts are raised" {
	local trigger
	uio-sim create fpga
	run -2 uio-sim trigger fpga 4294967296
	[[ $output == "uio-sim: fpga: trigger: the module refused the value" ]]
	uio-sim trigger fpga 25001
	raised fpga 25001
	uio-sim trigger fpga 4294967295 2>"$BATS_TEST_TMPDIR/err" 3>&- &
	trigger=$!
	eventually raises_more fpga 25001
	uio-sim remove fpga
	ends_with 3 "$trigger"
	[[ $(<"$BATS_TEST_TMPDIR/err") == "uio-sim: fpga: no such simulated device"* ]]
}

raises_more() { # SIM COUNT
	(($(<"$sims/$1/events") > $2))
}

@test "an attribute of another device is not reached" {
	uio-sim create other
	run -2 uio-sim create fpga ../other/trigger=3
	[[ $output == "uio-sim: fpga: ../other/trigger: no such attribute" && ! -e $sims/fpga ]]
	raised other 0
}

@test "an empty text, and an attribute that can only be read" {
	uio-sim create fpga version=
	[[ ! $(<"$sims/fpga/version") ]]
	uio-sim create bytes map0/data=
	[[ $(kernel_bytes bytes map0 0 1) == 00 ]]
	run -2 uio-sim create other events=1
	[[ $output == "uio-sim: other: events: the attribute can only be read" && ! -e $sims/other ]]
}

@test "a device that is not live has no node and no count in the list" {
	uio-sim create fpga
	uio-sim trigger fpga
	echo 0 >"$sims/fpga/live"
	run -0 uio-sim list
	[[ $output == "fpga "*"events=-"* ]]
	run -0 uio-sim list -J
	[[ $(jq -c '.sims[0] | [.number, .count]' <<<"$output") == '[null,null]' ]]
}
