#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The files of examples/ work as described, on a mock device.
# shellcheck disable=SC2016 # variables of the shell in which commands run

load helper
load shell

setup() {
	trace_tests_only
	mock_fpga
	examples=$BATS_TEST_DIRNAME/../../examples
	export PYTHONPATH=$examples/python PYTHONDONTWRITEBYTECODE=1
}

eventually() { # COMMAND...
	local end=$((SECONDS + 150))
	until "$@"; do
		((SECONDS < end)) || return 1
		sleep 0.02
	done
}

@test "the tests of a device in Python" {
	run -0 mocked python3 -m unittest -v test_fpga
	[[ $output == *"test_mode_is_kept"*"ok"*"test_wrong_name_is_refused"*"ok"*"Ran 2 tests"* ]]
	# The examples fail if the device is not in the required state.
	sed -i 's/run=1/run=2/' "$UIO_REGS_PATH/fpga.regs"
	run -1 mocked python3 -m unittest test_fpga
	[[ $output == *"2 != 1"* ]]
	(($(wc -l <"$examples/python/uio_shell.py") <= 45))
}

# Adds a card whose interrupt is masked: bit 10 of its command register is set.
mock_card() {
	cat >>"$BATS_TEST_TMPDIR/devices" <<-EOF
		P: /devices/pci0000:00/0000:00:04.0
		E: SUBSYSTEM=pci
		L: driver=../../../bus/pci/drivers/uio_pci_generic
		A: irq=11
		H: config=3412111100040000

		P: /devices/pci0000:00/0000:00:04.0/uio/uio3
		N: uio3=01000000020000000300000004000000
		E: DEVNAME=/dev/uio3
		E: SUBSYSTEM=uio
		A: dev=240:3
		A: name=card
		A: version=1.0
		A: event=7
		L: device=../../../0000:00:04.0

	EOF
}

@test "when a program is killed during a command, the shell ends and the card is masked again" {
	mock_card
	export IRQCONTROL_ERRNO=38
	cat >"$BATS_TEST_TMPDIR/client.py" <<-'EOF'
		from uio_shell import Shell
		card = Shell("card")
		print(card.process.pid, flush=True)
		card("wait -n 0 -- sleep 1000")
	EOF
	run -0 mocked bash -c "$(declare -f eventually)"'
		command() { od -An -tx1 -j4 -N2 "$UMOCKDEV_DIR/sys/devices/pci0000:00/0000:00:04.0/config"; }
		is() { [[ $(command) == " $1" ]]; }
		ended() { ! readlink "/proc/$1/exe" >/dev/null; }
		is "00 04"
		coproc python3 "$0/client.py"
		client=$COPROC_PID
		read -r shell <&"${COPROC[0]}"
		# The interrupt is armed in the state, and in the command.
		eventually is "00 00" && eventually pgrep -P "$shell" -x sleep >/dev/null || exit 1
		kill -KILL "$client"
		eventually ended "$shell" && is "00 04"' "$BATS_TEST_TMPDIR"
}

@test "labgrid, over ssh" {
	mkdir "$BATS_TEST_TMPDIR/bin"
	cat >"$BATS_TEST_TMPDIR/bin/ssh" <<-EOF
		#!/bin/sh
		echo "\$2" >$BATS_TEST_TMPDIR/host
		shift 2
		exec sh -c "\$*"
	EOF
	chmod +x "$BATS_TEST_TMPDIR/bin/ssh"
	cat >"$BATS_TEST_TMPDIR/run.py" <<-'EOF'
		import types, sys
		sys.path.append(sys.argv[1])
		import test_board
		board = types.SimpleNamespace(username="root", address="board.example")
		target = types.SimpleNamespace(get_resource={"NetworkService": board}.get)
		test_board.test_id(target)
	EOF
	PATH=$BATS_TEST_TMPDIR/bin:$PATH run -0 mocked python3 "$BATS_TEST_TMPDIR/run.py" "$examples/labgrid"
	[[ $(<"$BATS_TEST_TMPDIR/host") == root@board.example ]]
	grep -qx '        address: board.example' "$examples/labgrid/board.yaml"
}

@test "a textfile for Prometheus" {
	mock_device 1 'a"b' uio_other b0000000.other "$(map 0 regs 0xb0000000 0x1000 0x0)"
	run -0 mocked "$examples/prometheus/uio-textfile" "$BATS_TEST_TMPDIR/uio.prom"
	[[ ! $output && ! -e $BATS_TEST_TMPDIR/uio.prom.new ]]
	diff "$BATS_TEST_TMPDIR/uio.prom" - <<-'EOF'
		# HELP uio_events_total Interrupts of a UIO device since it was registered.
		# TYPE uio_events_total counter
		uio_events_total{device="uio0",name="fpga",driver="uio_test"} 7
		uio_events_total{device="uio1",name="a\"b",driver="uio_other"} 7
	EOF
}

@test "a unit of systemd that waits for a device" {
	unit=$BATS_TEST_TMPDIR/fpga-start.service
	sed "s|/usr/bin/|$(realpath "$UIO_BUILD")/|" "$examples/systemd/fpga-start.service" >"$unit"
	if command -v systemd-analyze >/dev/null; then
		LD_PRELOAD='' run -0 systemd-analyze verify --man=no "$unit"
		[[ $output != *"$unit"* ]]
	fi
	sed -n 's/^ExecStart=//p' "$unit" >"$BATS_TEST_TMPDIR/commands"
	[[ $(wc -l <"$BATS_TEST_TMPDIR/commands") == 2 ]]
	echo 'uio-peek fpga CTRL.MODE' >>"$BATS_TEST_TMPDIR/commands"
	run -0 mocked sh -e "$BATS_TEST_TMPDIR/commands"
	[[ $output == $'uio0\n0x1' ]]
}
