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

# bats test_tags=long
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

opened_or_ended() { # PID
	opened "$1" || [[ ! -e /proc/$1 ]]
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
	local began job timeout seen='' status=0
	uio-sim create fpga
	# On a slow machine a short wait may end before the clock is set.
	for timeout in 2 20 200; do
		began=$(</proc/uptime)
		uio-wait --timeout "${timeout}s" fpga >"$BATS_TEST_TMPDIR/out" 2>&1 3>&- &
		job=$!
		eventually opened_or_ended "$job"
		! opened "$job" || { seen=1 && break; }
		wait "$job" || true
	done
	[[ $seen ]]
	date -s @$((EPOCHSECONDS - 86400)) >/dev/null
	wait "$job" || status=$?
	date -s @$((EPOCHSECONDS + 86400)) >/dev/null
	[[ $status == 124 ]]
	run -124 uio-peek --until '0 == 1' --timeout 100ms fpga
	((${began%%.*} + timeout + 120 > $(cut -d. -f1 /proc/uptime)))
}

# Makes a device of four pages, of which the page at 0x1000 raises SIGBUS.
create_faulting() { # TYPE
	uio-sim create fpga map0/size=16k "map0/type=$1" >"$BATS_TEST_TMPDIR/node"
	uio-poke fpga 0=0x11 0xffc=0x22 0x1000=0x33 0x2000=0x44
	set_fault 0x1000
}

set_fault() { # OFFSET
	echo "$1" >"$sims/fpga/map0/fault"
}

@test "a bus error on a load" {
	local type
	for type in virtual logical phys; do
		create_faulting "$type"
		run -7 --separate-stderr uio-peek fpga 0 0x2000 0x1004 0xffc
		[[ $output == $'0      0x00000011\n0x2000 0x00000044' ]]
		# shellcheck disable=SC2154 # run sets it
		[[ $stderr == "uio-peek: fpga: 0x1004: bus error (no register of that width at this offset, or the device is off)" ]]
		run -7 --separate-stderr uio-peek fpga 0xff0+32
		[[ $output == "0x00000ff0: 00000000 00000000 00000000 00000022" ]]
		[[ $stderr == "uio-peek: fpga: 0x1000: bus error "* ]]
		run -7 uio-peek --until '0x1000 == 0x33' fpga
		[[ $output == "uio-peek: fpga: 0x1000: bus error "* ]]
		# The kernel can still read the page.
		[[ $(kernel_bytes fpga map0 4096 4) == 33000000 ]]
		set_fault none
		run -0 uio-peek fpga 0x1000
		[[ $output == 0x00000033 ]]
		uio-sim remove fpga
	done
}

@test "a bus error on a store" {
	local type
	for type in virtual logical phys; do
		create_faulting "$type"
		run -7 uio-poke fpga 0=1 0x1000=2 0x2000=3
		[[ $output == "uio-poke: fpga: 0x1000: bus error (no register of that width at this offset, or the device is off)"* ]]
		[[ $(kernel_bytes fpga map0 0 4) == 01000000 ]]
		[[ $(kernel_bytes fpga map0 4096 4) == 33000000 ]]
		[[ $(kernel_bytes fpga map0 8192 4) == 44000000 ]]
		run -7 uio-poke fpga 0xff8-0x1007=9
		[[ $output == "uio-poke: fpga: 0x1000: bus error "* ]]
		[[ $(kernel_bytes fpga map0 4088 12) == 090000000900000033000000 ]]
		run -7 uio-poke fpga 0x1000:3=1
		[[ $output == "uio-poke: fpga: 0x1000: bus error "* ]]
		uio-sim remove fpga
	done
}

@test "a bus error in the middle of a block" {
	local block=$BATS_TEST_TMPDIR/block copy=$BATS_TEST_TMPDIR/copy type
	head -c 16384 /dev/zero | tr '\0' '\252' >"$block"
	for type in virtual logical phys; do
		create_faulting "$type"
		run -7 uio-peek -o "$copy" fpga 0+16k
		[[ ${lines[0]} == "uio-peek: fpga: 0x1000: bus error "* ]]
		[[ ${lines[1]} == "uio-peek: $copy: the file was not written: 4096 of 16384 bytes were read" ]]
		[[ ! $(compgen -G "$copy*") && ! $(compgen -G "${copy%/*}/.uio-*") ]]
		echo old >"$copy"
		run -7 uio-peek -o "$copy" fpga 0+16k
		[[ $(<"$copy") == old && ! $(compgen -G "${copy%/*}/.uio-*") ]]
		run -7 --separate-stderr uio-peek -o - fpga 0+16k
		# shellcheck disable=SC2154 # run sets it
		[[ ${stderr_lines[1]} == "uio-peek: standard output: 4096 of 16384 bytes were read before the failure" ]]
		rm "$copy"
		run -7 uio-poke --input "$block" fpga 0
		[[ ${lines[0]} == "uio-poke: fpga: 0x1000: bus error "* ]]
		[[ ${lines[1]} == "uio-poke: fpga: 4096 of 16384 bytes were written before the failure" ]]
		cmp -n 4096 "$block" "$sims/fpga/map0/data"
		[[ $(kernel_bytes fpga map0 4096 8) == 3300000000000000 ]]
		[[ $(kernel_bytes fpga map0 8192 8) == 4400000000000000 ]]
		uio-sim remove fpga
	done
}

@test "a shell goes on after a bus error" {
	local type
	for type in virtual logical phys; do
		create_faulting "$type"
		run -7 uio-shell --keep-going -c 'peek 0; peek 0x1000; peek 0x2000; poke 0x1ffc=1; poke 0x2000=5; peek 0x2000' fpga
		[[ $(grep -c 'bus error' <<<"$output") == 2 ]]
		[[ $(grep '^0x' <<<"$output") == $'0x00000011\n0x00000044\n0x00000005' ]]
		uio-sim remove fpga
	done
}

# Sends the shell a command to read an offset, and checks the line that it prints.
shows() { # OFFSET LINE
	local line
	echo "peek $1" >&"${COPROC[1]}"
	read -rt 150 line <&"${COPROC[0]}"
	# shellcheck disable=SC2053 # a pattern
	[[ $line == $2 ]] || { echo "$1: $line, not $2" && return 1; }
}

# The second line is that of the command.
fails() { # OFFSET
	shows "$1" "uio-shell: fpga: $1: bus error *" && read -rt 150 _ <&"${COPROC[0]}"
}

@test "a page faults, and no longer does, while a shell has it mapped" {
	local type shell
	for type in virtual logical phys; do
		create_faulting "$type"
		set_fault none
		coproc uio-shell --keep-going fpga 2>&1
		shell=$COPROC_PID
		shows 0x1000 0x00000033
		shows 0 0x00000011
		set_fault 0x1000
		fails 0x1000
		shows 0 0x00000011
		shows 0x2000 0x00000044
		# Only one page faults at a time.
		set_fault 0
		shows 0x1000 0x00000033
		fails 0x0
		set_fault none
		shows 0 0x00000011
		echo quit >&"${COPROC[1]}"
		ends_with 7 "$shell"
		uio-sim remove fpga
	done
}
