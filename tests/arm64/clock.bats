#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The alarm of the PL031 clock through uio_pdrv_genirq, which masks the interrupt each
# time it comes.

load genirq

clock=9010000.pl031

setup_file() {
	load_genirq
	uio-poke pl031 MR=1000 ICR=1 IMSC=1
}

teardown_file() {
	uio-poke pl031 IMSC=0 ICR=1
	unload_genirq
}

setup() {
	out=$BATS_TEST_TMPDIR/out
	node=$(node_of "$clock")
	before=$(events_of "$node")
}

# Sets the clock to the alarm's time, at which it raises its interrupt.
alarm() {
	uio-poke pl031 LR=1000
}

is_acknowledged() {
	uio-peek --timeout 1h --until 'RIS == 0' pl031
}

@test "100 alarms, each acknowledged and re-armed, none missed" {
	start_wait -n 100 -t 1h --ack ICR=1 pl031
	for i in {1..100}; do
		alarm
		is_acknowledged
	done
	ends_with 0 "${waiter:?}"
	cat "$out"
	[[ $(wc -l <"$out") == 100 ]]
	for i in {1..100}; do
		echo "$node count=$((before + i)) delta=1 missed=0"
	done | diff - <(cut -d' ' -f1-4 "$out")
	[[ $(events_of "$node") == $((before + 100)) ]]
}

@test "an alarm that is not acknowledged comes again when it is armed" {
	start_wait pl031
	alarm
	ends_with 0 "${waiter:?}"
	# The driver masked the interrupt, which stays pending.
	run -124 uio-wait --no-arm -t 300ms pl031
	[[ $(events_of "$node") == $((before + 1)) ]]
	[[ $(uio-peek pl031 MIS) == 0x00000001 ]]
	run -0 uio-wait -t 1h --ack ICR=1 pl031
	[[ $output == "$node count=$((before + 2)) delta=1 missed=0 time="* ]]
	run -124 uio-wait -t 300ms pl031
}

@test "uio-irq arms and masks through the driver's irqcontrol" {
	uio-irq pl031 off
	alarm
	run -124 uio-wait --no-arm -t 300ms pl031
	[[ $(events_of "$node") == "$before" ]]
	uio-irq pl031 on
	eventually test "$(events_of "$node")" == $((before + 1))
	uio-poke pl031 ICR=1
}

@test "the driver unbound under a waiting process" {
	local via
	for via in poll read sigio; do
		start_wait --via $via pl031
		echo "$clock" >"${platform:?}/unbind"
		ends_with 8 "${waiter:?}"
		grep "uio-wait: pl031: the device went away" "$out"
		echo "$clock" >"$platform/bind"
	done
	start_wait --ack ICR=1 pl031
	alarm
	ends_with 0 "${waiter:?}"
}

@test "the driver unbound under a shell that has the registers" {
	coproc uio-shell pl031 2>"$BATS_TEST_TMPDIR/err"
	shell=$COPROC_PID
	echo "peek PCELLID0" >&"${COPROC[1]}"
	read -r value <&"${COPROC[0]}"
	[[ $value == 0x0000000d ]]
	echo "$clock" >"$platform/unbind"
	echo "peek PCELLID0" >&"${COPROC[1]}"
	ends_with 8 "$shell"
	grep "pl031" "$BATS_TEST_TMPDIR/err"
	echo "$clock" >"$platform/bind"
}
