#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# uio-shell: scripts and pipes.

load helper
: "${sims:?}"

setup() {
	trace_tests_only
	node=$(uio-sim create fpga irqcontrol=oneshot map0/name=regs)
	export HOME=$BATS_TEST_TMPDIR
	unset XDG_STATE_HOME
}

@test "commands from a pipe" {
	run -0 uio-shell <<-'EOF'
		# The device stays open from here on.
		use fpga:regs
		use
		poke 0x10=0x1234   # a comment
		poke '0x14' "0xabcd"
		peek 0x10 0x14

		irq off
		irq on
		sim trigger fpga 2
		wait -t 1h
		quit
		peek 0x18
	EOF
	[[ ${lines[0]} == fpga:regs ]]
	[[ ${lines[1]} == "0x10 0x00001234" && ${lines[2]} == "0x14 0x0000abcd" ]]
	# The second event was pending until the wait armed the interrupt.
	[[ ${lines[3]} == "$node count=2 delta=2 missed=1 time="* ]]
	[[ ${#lines[@]} == 4 ]]
	[[ $(kernel_bytes fpga map0 16 8) == 34120000cdab0000 ]]
}

@test "the first command that fails ends a script, with its status" {
	printf 'poke 0=1\npoke 0x2000=1\npoke 4=1\n' >"$BATS_TEST_TMPDIR/script"
	run -2 uio-shell -f "$BATS_TEST_TMPDIR/script" fpga
	[[ ${lines[0]} == "uio-shell: fpga: '0x2000=1' is outside map0 'regs' (4096 bytes)" ]]
	[[ ${lines[1]} == "uio-shell: $BATS_TEST_TMPDIR/script:2:1: command 'poke 0x2000=1' failed (exit 2)" ]]
	[[ $(kernel_bytes fpga map0 0 8) == 0100000000000000 ]]
	run -124 uio-shell fpga <<<"wait -t 50ms"
	run -2 uio-shell fpga <<<"frobnicate"
	[[ ${lines[0]} == *"unknown command 'frobnicate'"* ]]
	run -2 uio-shell fpga <<<"peek '0"
	[[ ${lines[0]} == *"missing closing quote"* ]]
	run -2 uio-shell <<<"peek 0"
	[[ ${lines[0]} == *"no device is in use"* ]]
	run -3 uio-shell nosuch </dev/null
	run -1 uio-shell -f /nonexistent fpga
	[[ $output == *"/nonexistent: No such file"* ]]
}

@test "devices that the shell holds stay open between commands" {
	coproc uio-shell fpga
	shell=$COPROC_PID
	echo "peek 0" >&"${COPROC[1]}"
	read -r _ <&"${COPROC[0]}"
	[[ $(readlink "/proc/$shell/fd/"* | grep -c "/dev/$node") == 1 ]]
	# An interrupt between two commands is not lost for the wait after it.
	uio-sim trigger fpga
	echo "wait -t 1h" >&"${COPROC[1]}"
	read -r line <&"${COPROC[0]}"
	[[ $line == "$node count=1 delta=1 missed=0 time="* ]]
	echo quit >&"${COPROC[1]}"
	ends_with 0 "$shell"
}

@test "help and usage errors come back to the shell" {
	run -0 uio-shell <<<$'help\nhelp peek\nhelp use\npeek --help'
	[[ $output == *"Read registers."*"--width"* ]]
	[[ $output != *uio-shell* ]]
	run -2 uio-shell fpga <<<"peek --frob 0"
	[[ $output == *"unrecognized option '--frob'"* ]]
	run -2 uio-shell fpga <<<"quit now"
}

@test "a device that came back has the register file that was chosen" {
	echo 'register MINE 4' >"$BATS_TEST_TMPDIR/mine.regs"
	cd "$BATS_TEST_TMPDIR"
	for again in 'use fpga' 'fpga::MINE'; do
		run -0 uio-shell --regs ./mine.regs fpga <<-EOF
			MINE
			sim remove fpga
			sim create fpga map0/name=regs
			$again
			MINE
			set
		EOF
		[[ $output == *"regs         ./mine.regs"* ]]
		run -0 uio-shell fpga <<-EOF
			set regs ./mine.regs
			sim remove fpga
			sim create fpga map0/name=regs
			$again
			MINE
		EOF
	done
}

@test "a name of a device that was removed can become that of another device" {
	run -0 uio-shell <<-EOF
		use fpga
		use $node
		use
		sim remove fpga
		sim create dma map0/name=regs
		use $node
		use
		$node::4=7
		peek dma::4
	EOF
	diff - <(echo "$output") <<-EOF
		fpga
		$node
		$node
		fpga (also open)
		0x00000007
	EOF
}
