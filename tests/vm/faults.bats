#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# Faults that need a kernel (tests/host/faults.bats has the table), and the promises of
# SECURITY.md about a binary with privileges that its user does not have.

load helper
: "${sims:?}" "${spare_cards:?}"

# Runs a command as a user without any rights.
nobody() { # COMMAND...
	setpriv --reuid 65534 --regid 65534 --clear-groups "$@"
}

# The copy is on a file system with capabilities.
copy_binary() {
	copy=$BATS_TEST_TMPDIR/uio-peek
	chmod 755 "$BATS_TEST_TMPDIR" "$BATS_RUN_TMPDIR" "$BATS_RUN_TMPDIR"/*
	cp -L "$(command -v uio)" "$copy"
}

@test "a binary refuses to run set-user-ID or set-group-ID" {
	uio-sim create fpga
	copy_binary
	chmod 4755 "$copy"
	run -5 nobody "$copy" fpga 0
	[[ $output == "uio-peek: refusing to run set-user-ID or set-group-ID ("* ]]
	chmod 2755 "$copy"
	run -5 nobody "$copy" fpga 0
	chmod 755 "$copy"
	run -0 "$copy" fpga 0
}

@test "a file capability suffices for ports, and disables environment variables" {
	local serial first
	bind_serial
	serial=$(pci_address 1b36 0002)
	read -r first _ <"/sys/bus/pci/devices/$serial/resource"
	uio-sim create ports port0/start="$((first))" port0/size=8 port0/name=com
	copy_binary
	mkdir "$BATS_TEST_TMPDIR/regs"
	echo 'register SCRATCH 7 width 8' >"$BATS_TEST_TMPDIR/regs/ports.regs"
	export UIO_REGS_PATH=$BATS_TEST_TMPDIR/regs
	run -5 nobody "$copy" -w 8 ports:com 7
	run -5 nobody "$copy" ports:com SCRATCH
	setcap cap_sys_rawio=ep "$copy"
	run -0 nobody "$copy" -w 8 ports:com 7
	run -3 nobody "$copy" ports:com SCRATCH
	[[ $output == *"no register file for the device"* ]]
	run -0 nobody "$copy" --regs "$UIO_REGS_PATH/ports.regs" ports:com SCRATCH
	ln "$copy" "$BATS_TEST_TMPDIR/uio-poke"
	run -0 nobody "$BATS_TEST_TMPDIR/uio-poke" -w 8 ports:com 7=0x5a
	run -0 nobody "$copy" -w 8 ports:com 7
	[[ $output == 0x5a ]]
	uio-sim remove ports
	unbind_serial
}

# The time in milliseconds.
now() {
	echo $((${EPOCHREALTIME/./} / 1000))
}

# One second is allowed, on a machine that may be ten times slower.
ends_at_once() { # COMMAND...
	local job began status=0
	"$@" >"$BATS_TEST_TMPDIR/out" 2>&1 3>&- &
	job=$!
	eventually opened "$job"
	began=$(now)
	kill -TERM "$job"
	wait "$job" || status=$?
	[[ $status == 130 || $status == 143 ]] || { echo "$*: $status" && cat "$BATS_TEST_TMPDIR/out" && return 1; }
	(($(now) - began < 10000)) || { echo "$*: $(($(now) - began)) ms" && return 1; }
}

# Whether a process has a device open or mapped.
opened() { # PID
	grep -qs /dev/uio "/proc/$1/maps" || [[ $(readlink /proc/"$1"/fd/*) == */dev/uio* ]]
}

@test "SIGTERM ends every wait and loop, whatever the device does" {
	local via
	uio-sim create fpga irqcontrol=gate
	uio-sim period fpga 1ms
	for via in poll read sigio; do
		ends_at_once uio-wait -n 0 -q --via "$via" fpga
	done
	ends_at_once uio-wait -n 0 -q fpga -- sleep 1000
	ends_at_once uio-wait -n 0 -q fpga -- sh -c 'trap "" TERM INT HUP; while :; do sleep 0.1; done'
	uio-irq fpga off
	for via in poll read sigio; do
		ends_at_once uio-wait --no-arm -n 0 -q --via "$via" fpga
	done
	ends_at_once uio-peek --until '0 == 1' fpga
	ends_at_once uio-peek --repeat 0 fpga 0+4096
	ends_at_once uio-poke --delay 1h fpga 0-7=0
	ends_at_once uio-shell -c 'wait -n 0' fpga
	ends_at_once uio-shell -c 'repeat 1000000000 { poke 0=1 }' fpga
	run -1 pgrep -x sleep
}

# The signal arrives while the command opens a FIFO without a peer.
ends_in_open() { # COMMAND...
	local job status=0
	"$@" >"$BATS_TEST_TMPDIR/out" 2>&1 3>&- &
	job=$!
	eventually grep -q 'fifo\|partner' "/proc/$job/wchan"
	kill -TERM "$job"
	wait "$job" || status=$?
	[[ $status == 130 || $status == 143 ]] || { echo "$*: $status" && cat "$BATS_TEST_TMPDIR/out" && return 1; }
}

@test "SIGTERM ends the opening of a file" {
	local fifo=$BATS_TEST_TMPDIR/fifo
	mkfifo "$fifo"
	uio-sim create fpga
	ends_in_open uio-poke --input "$fifo" fpga 8
	ends_in_open uio-peek -o "$fifo" fpga 8
	ends_in_open uio-peek --regs "$fifo" fpga 8
	ends_in_open uio-regs check "$fifo"
	ends_in_open uio-shell -c "source $fifo" fpga
	ends_in_open uio-shell -f "$fifo" fpga
}

# Timeouts use a clock that cannot be set.
@test "the clock is set back during a wait" {
	local began job status=0
	uio-sim create fpga
	began=$(</proc/uptime)
	uio-wait --timeout 2s fpga >"$BATS_TEST_TMPDIR/out" 2>&1 3>&- &
	job=$!
	eventually opened "$job"
	date -s @$((EPOCHSECONDS - 86400)) >/dev/null
	wait "$job" || status=$?
	date -s @$((EPOCHSECONDS + 86400)) >/dev/null
	[[ $status == 124 ]]
	run -124 uio-peek --until '0 == 1' --timeout 100ms fpga
	((${began%%.*} + 120 > $(cut -d. -f1 /proc/uptime)))
}
