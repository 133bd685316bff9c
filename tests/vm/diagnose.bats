#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# lsuio --diagnose: each fault is provoked on a real device, and must be reported.

load helper
: "${sims:?}" "${generic:?}"

setup_file() {
	bind_edu
}

teardown_file() {
	dmesg --clear
	unbind_edu
}

# Restores the state that the driver leaves: I/O and memory decoding on, the others off.
setup() {
	trace_tests_only
	address=$(pci_address 1234 11e8)
	setpci -s "$address" COMMAND=3:407
}

# Prints `RESULT CHECK` for each finding about this device.
diagnose() { # STATUS DEVICE [OPTION...]
	local line result check
	run "-$1" lsuio --diagnose "${@:2}"
	results=''
	for line in "${lines[@]}"; do
		read -r result check _ <<<"$line"
		results+="$result $check"$'\n'
	done
}

as_nobody() {
	setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
}

# Checks that a check had this result, and was reported with these words.
says() { # RESULT CHECK [WORDS]
	local line
	for line in "${lines[@]}"; do
		[[ $line != "$1"+(' ')"$2 "*"${3:-}"* ]] || return 0
	done
	echo "$output" && return 1
}

# Prints the command that a finding advises, between `...'.
advised() { # CHECK
	lsuio --diagnose uio_pci_generic | sed -n "s/^FAILED  *$1 .*COMMAND/COMMAND/p" |
		sed -n "s/^\(COMMAND=[0-9a-f:]*\)'.*/\1/p"
}

@test "a card without problems, and one without bus mastering" {
	diagnose 0 uio_pci_generic
	says warning master "COMMAND=4:4' while a process has the node open"
	says ok driver 'sets INTx disable at each interrupt'
	says ok node 'root:root 0600'
	for check in holders power d3 answer decode map interrupt irqcontrol intx activity spurious; do
		says ok $check
	done
	[[ $(grep -c . <<<"$results") == 16 ]]
	setpci -s "$address" COMMAND=4:4
	diagnose 0 uio_pci_generic
	says ok master
	[[ $(setpci -s "$address" COMMAND) == *7 ]]
}

# bats test_tags=long
@test "INTx disabled" {
	setpci -s "$address" COMMAND=400:400
	diagnose 9 uio_pci_generic
	says FAILED intx 'INTx is disabled: no interrupts arrive ('
	[[ $(grep -c FAILED <<<"$results") == 1 ]]
	uio-poke uio_pci_generic:bar0 0x60=1
	diagnose 9 uio_pci_generic
	says FAILED intx 'and the card asserts one'
	uio-poke uio_pci_generic:bar0 0x64=1
	setpci -s "$address" "$(advised intx)"
	diagnose 0 uio_pci_generic
	says ok intx
}

@test "memory decode off" {
	setpci -s "$address" COMMAND=0:2
	diagnose 9 uio_pci_generic
	says FAILED decode 'bar0: memory decode is off'
	[[ $(grep -c FAILED <<<"$results") == 1 ]]
	setpci -s "$address" "$(advised decode)"
	diagnose 0 uio_pci_generic
	says ok decode
}

@test "an interrupt that comes during the check" {
	before=$(events_of "$(basename "$generic/$address"/uio/uio*)")
	uio-sim create fpga period_ns=10000000
	diagnose 0 fpga
	says ok activity 'in 200 ms'
	run ! grep ' masked$' <<<"$results"
	[[ $(events_of "$(basename "$generic/$address"/uio/uio*)") == "$before" ]]
}

@test "one shot, left masked" {
	uio-sim create fpga irqcontrol=oneshot
	diagnose 0 fpga
	says ok masked 'no interrupt has arrived yet'
	uio-sim trigger fpga
	diagnose 0 fpga
	says warning masked 'probably left masked: each interrupt masks it, the event count is 1'
	uio-sim trigger fpga 2
	diagnose 0 fpga
	says warning masked 'probably left masked: interrupts raised: 3, delivered: 1'
	# More events are raised and not delivered, so the finding is certain now.
	echo 10000000 >"$sims/fpga/period_ns"
	eventually test "$(cat "$sims/fpga/events")" -gt 0
	diagnose 9 fpga
	says FAILED masked ', delivered: 1'
	# The diagnosis has not armed the interrupt.
	[[ $(events_of "$(cat "$sims/fpga/dev_name")") == 1 ]]
}

@test "one shot, with a process that arms it" {
	uio-sim create fpga irqcontrol=oneshot
	uio-sim trigger fpga
	out=$BATS_TEST_TMPDIR/out start_wait fpga
	diagnose 0 fpga
	says ok masked "${waiter:?}(uio-wait) may arm it again"
	says warning holders "held by $waiter(uio-wait)"
}

@test "one shot, with interrupts that were merged" {
	uio-sim create fpga irqcontrol=oneshot
	uio-sim trigger fpga 5
	out=$BATS_TEST_TMPDIR/out start_wait -q -n 0 fpga
	uio-sim period fpga 10ms
	diagnose 0 fpga
	says ok activity 'in 200 ms'
	says ok masked 'interrupts are delivered'
}

@test "a closed gate" {
	node=$(uio-sim create fpga irqcontrol=gate)
	uio-irq fpga off
	uio-sim trigger fpga 2
	diagnose 9 fpga
	says FAILED masked "interrupts raised: 2, delivered: 0 (acknowledge it in the device, then \`uio-irq $node on')"
	uio-irq fpga on
	diagnose 0 fpga
	run ! grep ' masked$' <<<"$results"
}

@test "another file in place of the node" {
	node=$(uio-sim create fpga)
	# shellcheck disable=SC2016
	run -9 unshare -m sh -c 'mount --bind /dev/null "$0" && lsuio --diagnose --probe fpga' "/dev/$node"
	[[ $output == *"FAILED   node        /dev/$node: not the node of a UIO device (another file has this name: remove it, or give the path of the node)"* ]]
	[[ $output == *"FAILED   open        the node cannot be opened: not the node of a UIO device"$'\n'* ]]
}

@test "no interrupt" {
	uio-sim create fpga irq=none
	diagnose 9 fpga
	says FAILED interrupt 'the device has no interrupt: waiting for one fails ('
	run ! grep -E ' (irqcontrol|masked|activity)$' <<<"$results"
	diagnose 9 fpga --probe
	says FAILED interrupt
	says ok open
}

# bats test_tags=long
@test "permission denied" {
	node=$(uio-sim create fpga)
	run -9 as_nobody lsuio --diagnose fpga
	says FAILED node "/dev/$node root:root 0600, you may not open it (run as root; the udev rule 70-uio.rules gives nodes to the group uio)"
	says ok holders 'of yours'
	run -9 as_nobody lsuio --diagnose --probe fpga
	[[ $output == *"FAILED   open        the node cannot be opened: Permission denied"* ]]
	chmod 660 "/dev/$node"
	chgrp daemon "/dev/$node"
	run -9 as_nobody lsuio --diagnose fpga
	says FAILED node "/dev/$node root:daemon 0660, you may not open it (run as root or as a member of the group daemon)"
	chown 4711:4712 "/dev/$node"
	run -9 as_nobody lsuio --diagnose fpga
	says FAILED node "/dev/$node 4711:4712 0660"
	chmod 604 "/dev/$node"
	chown 0:0 "/dev/$node"
	run -0 as_nobody lsuio --diagnose fpga
	[[ $output == *"warning  node        /dev/$node root:root 0604, you may only read it"* ]]
	chmod 606 "/dev/$node"
	run -0 as_nobody lsuio --diagnose --probe fpga
	[[ $output == *"ok       open "* ]]
}

@test "an unmappable size, and an offset in the page" {
	uio-sim create fpga map0/size=5000 map0/type=phys map1/size=5000 map1/offset=0x40
	diagnose 9 fpga
	says FAILED map 'map0 has 5000 bytes, not a multiple of a page (4096): the kernel refuses to map it'
	says ok map 'map1 has 5000 bytes'
	says warning offset 'map1 begins 0x40 bytes into its first page'
	diagnose 9 fpga --probe
	says FAILED map 'map0 has 5000 bytes and cannot be mapped'
	says ok map 'map1 has 5000 bytes and was mapped'
}

hold() { # SIM
	bash -c 'exec 9<"/dev/$0" && exec sleep 1000' "$(cat "$sims/$1/dev_name")" 3>&- &
	eventually test -e "/proc/$!/fd/9"
}

@test "a holder" {
	uio-sim create fpga
	uio-sim create other
	hold other
	hold fpga
	eventually grep -qx sleep "/proc/$!/comm"
	diagnose 0 fpga
	says warning holders "held by $!(sleep) ("
	kill -KILL $!
	wait $! || true
	diagnose 0 fpga --probe
	says ok holders 'no process holds the device'
}

@test "only --probe opens the device" {
	uio-sim create fpga
	setpci -s "$address" COMMAND=4:4
	diagnose 0 uio_pci_generic
	[[ $(setpci -s "$address" COMMAND) == *7 ]]
	# The effect of the close of uio_pci_generic is visible.
	diagnose 0 uio_pci_generic --probe
	says ok open
	says ok map 'and was mapped'
	[[ $(setpci -s "$address" COMMAND) == *3 ]]
}

@test "a device that was removed" {
	run -3 lsuio --diagnose fpga
	[[ $output == "lsuio: fpga: no such UIO device"* ]]
}

# This test is the last one, because its messages stay in the log.
# bats test_tags=long
@test "an interrupt line that the kernel disabled" {
	irq=$(uio-irq --status -J uio_pci_generic | jq '.lines[0].irq')
	echo "irq 1$irq: nobody cared" >/dev/kmsg
	diagnose 0 uio_pci_generic
	says ok spurious
	# Ordinary users may open neither the node nor the log.
	run -9 as_nobody lsuio --diagnose uio_pci_generic
	[[ $output != *spurious* ]]
	echo "irq $irq: nobody cared (try booting with the \"irqpoll\" option)" >/dev/kmsg
	diagnose 9 uio_pci_generic
	says FAILED spurious "its log has \`irq $irq: nobody cared'"
}
