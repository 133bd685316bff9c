#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# QEMU's edu card on the in-tree uio_pci_generic: the behaviour of hardware. start_wait
# sets $waiter, in the test that uses it.
#
# shellcheck disable=SC2030,SC2031

load helper

setup_file() {
	bind_edu
}

teardown_file() {
	unbind_edu
}

setup() {
	trace_tests_only
	event=$(echo "${generic:?}"/0000:*/uio/uio*/event)
}

# The card asserts its line until it is acknowledged in the card.
acknowledge() {
	uio-poke uio_pci_generic 0x64="$(uio-peek uio_pci_generic 0x24)"
}

intx_disabled() {
	(($(setpci -d 1234:11e8 COMMAND | sed 's/^/0x/') & 0x400))
}

not_busy() {
	(($(uio-peek uio_pci_generic 0x20) % 2 == 0))
}

@test "lsuio shows the card" {
	run -0 lsuio -rn uio_pci_generic
	[[ ${lines[0]} == uio[0-9]*" uio_pci_generic 0."*" uio_pci_generic "* ]]
	echo "$output"
	[[ ${lines[1]} == "map0 "*" 1M 0x0" ]]
}

@test "the identification" {
	run -0 uio-peek uio_pci_generic 0
	[[ $output == 0x010000ed ]]
}

@test "the complement" {
	uio-poke uio_pci_generic 4=0x5a5a5a5a
	run -0 uio-peek uio_pci_generic 4
	[[ $output == 0xa5a5a5a5 ]]
	uio-poke uio_pci_generic 4 0
	run -0 uio-peek uio_pci_generic 0 4
	[[ $output == $'0 0x010000ed\n4 0xffffffff' ]]
}

@test "a register that does not keep what is written fails to verify" {
	run -9 uio-poke --verify uio_pci_generic 4=0x5a
	[[ $output == "uio-poke: uio_pci_generic: '4=0x5a': 0x4 reads 0xffffffa5, expected 0x0000005a (mask 0xffffffff)" ]]
}

@test "a factorial that is started when its interrupt is armed" {
	local card
	card=pci:$(pci_address 1234 11e8 | head -n 1):bar0
	run -0 uio-wait --regs "$BATS_TEST_DIRNAME/../../regs/edu.regs" -t 150s \
		--start STATUS.RAISE=1 --start FACTORIAL=10 --snapshot FACTORIAL --ack IRQ_ACK=1 "$card"
	[[ $output == *" delta=1 missed=0 time="*" FACTORIAL=0x00375f00" ]]
	uio-poke uio_pci_generic 0x20=0
	# In the shell, an interrupt from before --start does not count as the one of
	# the start.
	run -0 uio-shell "$card" -c 'set width 32' -c '0x60=1; 0x64=1; 0x20=0x80' \
		-c 'wait -t 150s --start 8=5 --snapshot 8 --ack 0x64=1; 0x20=0'
	[[ $output == *" 8=0x00000078" ]]
}

@test "the factorial of 10" {
	uio-poke uio_pci_generic 8=10
	eventually not_busy
	run -0 uio-peek uio_pci_generic 8
	[[ $((output)) == 3628800 ]]
}

# bats test_tags=long
@test "20 interrupts, each raised while uio-wait blocks" {
	before=$(cat "$event")
	for i in {1..20}; do
		uio-wait -t 150s --snapshot 0x24 uio_pci_generic >"$BATS_TEST_TMPDIR/out" &
		waiter=$!
		eventually blocked "$waiter"
		uio-poke uio_pci_generic 0x60="$i"
		wait "$waiter"
		read -r _ count delta missed _ cause <"$BATS_TEST_TMPDIR/out"
		[[ $count == "count=$((before + i))" ]]
		[[ $delta == delta=1 && $missed == missed=0 ]]
		((${cause#0x24=} == i))
		uio-poke uio_pci_generic 0x64="$i"
	done
	[[ $(uio-peek uio_pci_generic 0x24) == 0x00000000 ]]
	[[ $(cat "$event") == $((before + 20)) ]]
}

# bats test_tags=long
@test "100 interrupts in one shell, re-armed by each wait" {
	before=$(cat "$event")
	for i in {1..100}; do
		printf 'poke 0x60=%d\nwait -t 150s\npeek 0x24\npoke 0x64=%d\n' "$i" "$i"
	done >"$BATS_TEST_TMPDIR/script"
	run -0 uio-shell -f "$BATS_TEST_TMPDIR/script" uio_pci_generic
	[[ ${#lines[@]} == 200 ]]
	for i in {1..100}; do
		[[ ${lines[2 * i - 2]} == *" count=$((before + i)) delta=1 missed=0 time="* ]]
		((lines[2 * i - 1] == i))
	done
}

@test "uio-irq uses INTx disable if there is no irqcontrol" {
	uio-irq uio_pci_generic off
	intx_disabled
	uio-poke uio_pci_generic 0x60=1
	run -124 uio-wait --no-arm -t 200ms uio_pci_generic
	# The handler would mask an interrupt that is still pending again at once.
	acknowledge
	uio-irq uio_pci_generic on
	run ! intx_disabled
	run -6 uio-irq uio_pci_generic 5
	[[ $output == *"the driver has no irqcontrol"* ]]
}

@test "an interrupt raised before uio-wait is taken when it arms" {
	uio-irq uio_pci_generic off
	uio-poke uio_pci_generic 0x60=1
	run -0 uio-wait -t 150s uio_pci_generic
	[[ $output == *" delta=1 missed=0 time="* ]]
	acknowledge
}

# bats test_tags=long
@test "1,000 events, acknowledged and re-armed, none missed" {
	card=$(pci_address 1234 11e8 | head -n 1)
	"$BATS_TEST_DIRNAME/pingpong" 1000 "/sys/bus/pci/devices/$card/resource0" \
		uio-wait --banner -n 1000 -t 1h --ack 0x64=1 "pci:$card"
	"$BATS_TEST_DIRNAME/pingpong" 200 "/sys/bus/pci/devices/$card/resource0" \
		uio-wait --banner -n 200 -t 1h --via read --arm intx \
		--regs "$BATS_TEST_DIRNAME/../../regs/edu.regs" --ack IRQ_ACK=1 "pci:$card:bar0"
}

@test "INTx disable is restored to its previous state" {
	out=$BATS_TEST_TMPDIR/out card=pci:$(pci_address 1234 11e8 | head -n 1)
	is_disabled() {
		run -0 uio-irq --status "$card"
		[[ $output == *"intx_disabled: $1"* ]] || { echo "$output"; cat "$out"; return 1; }
	}
	uio-irq "$card" off
	for signal in INT TERM HUP; do
		start_wait --stats "$card"
		is_disabled no
		kill -$signal "$waiter"
		ends_with $((128 + $(kill -l $signal))) "$waiter"
		grep -q 'events=0 ' "$out"
		is_disabled yes
	done
	run -124 uio-wait -v -t 0 "$card"
	[[ $output == *"armed through INTx disable"*"INTx disable was restored" ]]
	is_disabled yes
	uio-irq "$card" on
	# An interrupt that is acknowledged is unmasked again; otherwise it stays
	# masked.
	start_wait --ack 0x64=1 "$card"
	uio-poke "$card:bar0" 0x60=1
	ends_with 0 "$waiter"
	is_disabled no
	before=$(events_of "$(basename "$(readlink -f "/sys/bus/pci/devices/${card#pci:}/uio/"uio*)")")
	start_wait "$card"
	uio-poke "$card:bar0" 0x60=1
	ends_with 0 "$waiter"
	is_disabled yes
	[[ $(cut -d' ' -f2 "$out") == "count=$((before + 1))" ]]
	[[ $(events_of "$(cut -d' ' -f1 "$out")") == $((before + 1)) ]]
	uio-poke "$card:bar0" 0x64=1
	run -6 uio-wait --arm irqcontrol "$card"
	[[ $output == *"the driver has no irqcontrol"* ]]
}
