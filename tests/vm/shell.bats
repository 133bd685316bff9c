#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# uio-shell: scripts, pipes, and a person at a terminal.

load helper
: "${sims:?}"

setup() {
	node=$(uio-sim create fpga irqcontrol=oneshot map0/name=regs)
	export HOME=$BATS_TEST_TMPDIR
	unset XDG_STATE_HOME
}

# A terminal of 80 by 24, where a person would sit. bats waits for whoever
# holds its descriptor 3.
terminal() {
	tmux -L "uio-test-$screen" "$@" 3>&-
}

# Each on a server of its own: one that is ending may still take a session.
open_terminal() { # COMMAND
	screen=$((${screen:-0} + 1))
	terminal -f /dev/null new-session -d -x 80 -y 24 \
		"$1; echo ended with \$?; stty -a | grep -owE -e '-(icanon|echo)'; exec cat"
}

pid_in_terminal() {
	local pane children
	pane=$(terminal list-panes -F '#{pane_pid}')
	read -r children <"/proc/$pane/task/$pane/children"
	echo "$children"
}

shows() {
	terminal capture-pane -p | grep -qF -- "$1"
}

keys() {
	terminal send-keys "$@"
}

first_byte_is() {
	[[ $(kernel_bytes fpga map0 0 1) == "$1" ]]
}

# The second time: the wait was the first.
ends_interrupted() {
	(($(terminal capture-pane -p | grep -c interrupted) == 2))
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
		wait -t 30s
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
	[[ ${lines[0]} == *"no command 'frobnicate'"* ]]
	run -2 uio-shell fpga <<<"peek '0"
	[[ ${lines[0]} == *"a quote is left open"* ]]
	run -2 uio-shell <<<"peek 0"
	[[ ${lines[0]} == *"no device is in use"* ]]
	run -3 uio-shell nosuch </dev/null
	run -1 uio-shell -f /nonexistent fpga
	[[ $output == *"/nonexistent: No such file"* ]]
}

@test "what the shell holds open survives between commands" {
	coproc uio-shell fpga
	shell=$COPROC_PID
	echo "peek 0" >&"${COPROC[1]}"
	read -r _ <&"${COPROC[0]}"
	[[ $(readlink "/proc/$shell/fd/"* | grep -c "/dev/$node") == 1 ]]
	# An interrupt between two commands is not lost for the wait after it.
	uio-sim trigger fpga
	echo "wait -t 30s" >&"${COPROC[1]}"
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

@test "a person: completion, history, Ctrl-C, a sane terminal after it" {
	open_terminal "uio-shell"
	eventually shows "uio>"
	keys "us" Tab "fp" Tab Enter
	eventually shows "fpga>"
	keys "po" Tab "0=0x77" Enter
	eventually first_byte_is 77
	keys "half a line" C-c
	keys "wait" Enter
	eventually blocked "$(pid_in_terminal)"
	keys C-c
	eventually shows "interrupted"
	keys "peek 0" Enter
	eventually shows "0x00000077"
	# A block over two lines, one that is given up, and one that is ended.
	keys "repeat 2 {" Enter "echo let" "ters }" Enter
	eventually shows "letters"
	keys "repeat 2 {" Enter
	eventually shows "> "
	keys C-c
	keys "let n 6" Enter "let" Enter
	eventually shows "n 0x6 6"
	keys "repeat 1000000000000 { 0=1 }" Enter
	eventually first_byte_is 01
	keys C-c
	eventually ends_interrupted
	keys "quit" Enter
	eventually shows "ended with 0"
	run ! shows "-icanon"
	run ! shows "-echo"
	[[ $(cat "$HOME/.local/state/uio/history") == "use fpga "$'\n'"poke 0=0x77"$'\n'"wait"$'\n'"peek 0"$'\n'"repeat 2 {"$'\n'"echo letters }"$'\n'"repeat 2 {"$'\n'"let n 6"$'\n'"let"$'\n'"repeat 1000000000000 { 0=1 }"$'\n'"quit" ]]
	terminal kill-server

	open_terminal "uio-shell fpga"
	eventually shows "fpga>"
	keys C-r "poke"
	eventually shows "poke 0=0x77"
	keys C-c
	keys C-d
	eventually shows "ended with 0"
	terminal kill-server
}

@test "a history that cannot be kept is said once, and is no failure" {
	mkdir "$HOME/ro"
	mount -t tmpfs -o ro tmpfs "$HOME/ro"
	export XDG_STATE_HOME=$HOME/ro
	open_terminal "uio-shell fpga"
	eventually shows "$HOME/ro/uio/history: Read-only file system"
	keys "peek 0" Enter
	eventually shows "0x00000000"
	keys "quit" Enter
	eventually shows "ended with 0"
	[[ $(terminal capture-pane -p | grep -c Read-only) == 1 ]]
	terminal kill-server
	umount "$HOME/ro"
}

asks_twice() {
	(($(terminal capture-pane -p | grep -cF "[y/N]") == 2))
}

@test "a person: load asks first, and what is logged is shown" {
	cd "$HOME"
	printf 'uio-state 1\n0 32 0x5a -\n' >state
	open_terminal "cd $HOME; uio-shell fpga"
	eventually shows "fpga>"
	keys "log out" Enter "load --force state" Enter
	eventually shows "write 1 register? [y/N]"
	keys "n" Enter
	eventually shows "nothing is written"
	keys "peek 0" Enter
	eventually shows "0x00000000"
	keys "load --force state" Enter
	eventually asks_twice
	keys "yes" Enter
	eventually first_byte_is 5a
	# Shown as it comes, not only at the end.
	keys "wait -n 2" Enter
	eventually blocked "$(pid_in_terminal)"
	uio-sim trigger fpga
	eventually shows "count=1 delta=1"
	uio-sim trigger fpga
	eventually shows "count=2 delta=1"
	keys "dump 0+4" Enter
	eventually shows "0x00000000: 0000005a"
	keys C-d
	eventually shows "ended with 0"
	terminal kill-server
	diff - <(sed '/^# /d; s/ time=.*//; s/uio[0-9]*/uioN/' out) <<-'END'
		load --force state
		#= 0x00000000 0x0000005a
		#! 130
		peek 0
		#= 0x00000000
		load --force state
		#= 0x00000000 0x0000005a
		wait -n 2
		#~ uioN count=1 delta=1 missed=0
		#~ uioN count=2 delta=1 missed=0
		dump 0+4
		#= 0x00000000: 0000005a
	END
	# What the person did not want is not done by a replay.
	uio-poke fpga 0 0
	run -0 uio-shell --replay <(head -n 7 out) fpga
	[[ $output == *"not run again"*" 1 command, 0 differences" ]]
}
