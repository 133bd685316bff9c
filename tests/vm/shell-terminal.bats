#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# uio-shell with a person at its terminal. The helper sets $reply and $typed.
# shellcheck disable=SC2154

load helper
load terminal
: "${sims:?}"

setup() {
	trace_tests_only
	node=$(uio-sim create fpga irqcontrol=oneshot map0/name=regs map0/size=4k map1/name=ring map1/size=4k)
	export HOME=$BATS_TEST_TMPDIR UIO_REGS_PATH=$BATS_TEST_TMPDIR
	unset XDG_STATE_HOME PAGER
	cat >"$UIO_REGS_PATH/fpga.regs" <<-'REGS'
		region regs
		width 32
		register ID 0x0
		register CTRL 0x4
			field EN 0
			field MODE 7:4 stop=0 run=1
		group CH[4] 0x20 stride 0x10
			register CFG 0x0
				field GAIN 3:0
		end
	REGS
}

# Succeeds if $shell has a child, which is then $child.
has_child() {
	read -r child <"/proc/$shell/task/$shell/children"
	[[ $child ]]
}

# Types texts and completes each by Tab, one after the other in one line. The arguments
# are pairs of a text and its completion. The line is long, because looking at one takes
# time.
completes() { # TEXT WANTED...
	local typing=(C-u) wanted='' separator=''
	while (($#)); do
		typing+=("$separator$1" Tab) wanted+=$separator$2 separator='; '
		shift 2
	done
	keys "${typing[@]}"
	eventually types "fpga:regs> $wanted" || {
		diff <(echo "$wanted") <(echo "${typed#*> }")
		return 1
	}
}

# Checks the list of words after two Tabs.
proposes() { # TEXT WORD...
	local word
	keys C-u C-l "$1" Tab Tab
	for word in "${@:2}"; do
		eventually shows "$word" || return
	done
}

first_byte_is() {
	[[ $(kernel_bytes fpga map0 0 1) == "$1" ]]
}

interrupted_times() {
	(($(screen_text | grep -c interrupted) == $1))
}

window_is() { # COLUMNS
	terminal display -p '#{window_width}'
	[[ $reply == "$1"$'\n' ]]
}

lines_shown() { # COUNT
	(($(screen_text | grep -c .) == $1))
}

# Succeeds if a key takes effect without Enter.
keys_taken() {
	terminal display -p '#{pane_tty}'
	[[ $(stty -F "${reply%$'\n'}" -a) == *" -icanon "* ]]
}

# Succeeds if a command, which the shell has read, sleeps. The shell itself sleeps at its
# prompt, too, and would take a key there for another line.
sleeps() { # COMMAND
	shows "> $1" && ! keys_taken && [[ $(<"/proc/$(pid_in_terminal)/wchan") == *@(poll|sleep)* ]]
}

change_is_highlighted() {
	uio-poke -w 8 fpga 4=$((changes++))
	look -e && [[ $reply == *$'\e[7m'* ]]
}

@test "completion knows the command that the cursor is in, and the word of it" {
	uio-sim create dma map0/name=regs
	open_terminal "uio-shell fpga" 600
	eventually types "fpga:regs> "
	completes \
		"po" "poke " \
		"peek 0; po" "peek 0; poke " \
		"rep" "repeat " \
		"help unt" "help until " \
		"exi" "exit " \
		"pri" "print " \
		"p CT" "p CTRL" \
		"help rep" "help repeat " \
		"help num" "help numbers " \
		"watch --c" "watch --changes " \
		"repeat --h" "repeat --help " \
		"repeat 2 { exp" "repeat 2 { expect "
	completes "for i i" "for i in "
	completes "if CTRL.MODE == r" "if CTRL.MODE == run "
	completes "if ID == 1 { } el" "if ID == 1 { } else "
	completes "CT" "CTRL"
	completes "# po" "# po"
	completes \
		"use dm" "use dma " \
		"use fpga:ri" "use fpga:ring " \
		"poke CT" "poke CTRL" \
		"poke CTRL.MO" "poke CTRL.MODE " \
		"peek C" "peek C" \
		"poke CH" "poke CH[" \
		"peek CH[2" "peek CH[2]." \
		"peek CH[2].C" "peek CH[2].CFG" \
		"poke CTRL.MODE=r" "poke CTRL.MODE=run " \
		"CTRL.MODE=s" "CTRL.MODE=stop " \
		"CTRL.MODE = r" "CTRL.MODE = run " \
		"CTRL.MODE |= r" "CTRL.MODE |= run "
	completes \
		"CTRL.MODE|=r" "CTRL.MODE|=run " \
		"expect CTRL.MODE == r" "expect CTRL.MODE == run " \
		"peek --until=CTRL.MODE==r" "peek --until=CTRL.MODE==run " \
		"peek 'CTRL.MO" "peek 'CTRL.MODE' " \
		"peek fpga:regs::CTRL.MO" "peek fpga:regs::CTRL.MODE " \
		"peek dm" "peek dma::" \
		"peek --inter" "peek --interval=" \
		"poke --req" "poke --require=" \
		"until --t" "until --timeout=" \
		"until --i" "until --interval=" \
		"until --timeout=1s --i" "until --timeout=1s --interval=" \
		"until --timeout=1s CTRL.MODE == r" "until --timeout=1s CTRL.MODE == run "
	completes \
		"wait --stamps=ri" "wait --stamps=ring " \
		"peek --regs=$HOME/fp" "peek --regs=$HOME/fpga.regs " \
		"peek -o $HOME/fp" "peek -o $HOME/fpga.regs " \
		"source $HOME/fp" "source $HOME/fpga.regs " \
		"regs ch" "regs check " \
		"regs check $HOME/fp" "regs check $HOME/fpga.regs " \
		"regs check one $HOME/fp" "regs check one $HOME/fpga.regs " \
		"sim tr" "sim trigger " \
		"sim trigger fp" "sim trigger fpga " \
		"sim trigger fpga dm" "sim trigger fpga dm" \
		"sim period dm" "sim period dma " \
		"sim remove fpga dm" "sim remove fpga dma "
	completes \
		"sim create dm" "sim create dm" \
		"irq of" "irq off " \
		"irq no" "irq notify " \
		"irq notify of" "irq notify off " \
		"set wi" "set width " \
		"set endian bi" "set endian big "
	proposes "peek C" "CH" "CH[" "CTRL"
	proposes "peek CH[" "CH[0]" "CH[3]"
	proposes "md." "md.b" "md.q"
	keys C-u "save first" Enter "let count 5" Enter
	eventually types "fpga:regs> "
	completes \
		"diff fi" "diff first " \
		"log of" "log off " \
		"peek \$co" "peek \$count " \
		"poke 0=\$co" "poke 0=\$count "
	keys C-u "quit" Enter
	ended_with 0
}

# bats test_tags=long
@test "the history is kept from one shell to the next" {
	open_terminal "uio-shell fpga"
	eventually types "fpga:regs> "
	keys "poke 0=0x77" Enter
	eventually first_byte_is 77
	keys "quit" Enter
	ended_with 0
	[[ $(cat "$HOME/.local/state/uio/history") == $'poke 0=0x77\nquit' ]]
	open_terminal "uio-shell fpga"
	eventually types "fpga:regs> "
	keys C-r "pok"
	eventually shows "search)\`pok': poke 0=0x77"
	keys C-c
	eventually types "fpga:regs> "
	keys Up Up
	eventually types "fpga:regs> poke 0=0x77"
	keys C-c
	eventually types "fpga:regs> "
	keys C-l "history 2" Enter
	eventually shows $'quit\nhistory 2\nfpga:regs>'
	keys C-d
	ended_with 0
}

@test "a history that cannot be kept is reported once, and is not a failure" {
	mkdir "$HOME/ro"
	mount -t tmpfs -o ro tmpfs "$HOME/ro"
	export XDG_STATE_HOME=$HOME/ro
	open_terminal "uio-shell fpga"
	eventually shows "$HOME/ro/uio/history: Read-only file system"
	keys "peek 0" Enter
	eventually shows "0x00000000"
	keys "quit" Enter
	eventually shows "ended with 0"
	[[ $(screen_text | grep -c Read-only) == 1 ]]
	close_terminal
	umount "$HOME/ro"
}

@test "Ctrl-C ends the command or the line, and never the shell" {
	open_terminal "uio-shell fpga"
	eventually types "fpga:regs> "
	keys "half a line" C-c
	eventually types "fpga:regs> "
	keys "wait" Enter
	eventually sleeps "wait"
	keys C-c
	eventually interrupted_times 1
	keys "repeat 1000000000000 { 0=1 }" Enter
	eventually first_byte_is 01
	keys C-c
	eventually interrupted_times 2
	keys "sleep 1h" Enter
	eventually sleeps "sleep 1h"
	keys C-c
	eventually interrupted_times 3
	# A block over several lines is dropped as a whole.
	keys "repeat 2 {" Enter
	eventually types "> "
	keys "echo a; echo b" C-c
	eventually types "fpga:regs> "
	keys "let n 6" Enter "let" Enter
	eventually shows "n 0x6 6"
	keys "repeat 2 {" Enter "echo let" "ters }" Enter
	eventually shows "letters"
	keys "if ID == 0 {" Enter "echo wr" "ong" Enter "} else {" Enter
	eventually types "> "
	keys "for w in right left { echo '<'\$w'>' }" Enter "}" Enter
	eventually shows "<left>"
	keys "quit" Enter
	ended_with 0
}

@test "an empty line repeats the last read" {
	uio-poke -w 8 fpga 0=1 4=2 8=3
	open_terminal "uio-shell fpga:ring"
	eventually types "fpga:ring> "
	keys Enter "use fpga" Enter
	eventually types "fpga:regs> "
	keys "md.b 0 4" Enter Enter Enter
	eventually shows "0x00000000: 01 00 00 00"
	eventually shows "0x00000004: 02 00 00 00"
	eventually shows "0x00000008: 03 00 00 00"
	# A write is not repeated.
	keys "peek 8" Enter "poke 8=5" Enter Enter
	eventually shows "0x00000005"
	keys "quit" Enter
	ended_with 0
}

@test "interrupts are reported above the line that is typed, and stay pending for wait" {
	open_terminal "uio-shell fpga"
	eventually types "fpga:regs> "
	keys "irq notify" Enter
	eventually shows "off"
	keys "irq notify on" Enter
	eventually types "fpga:regs> "
	keys "poke 0=" "5"
	eventually types "fpga:regs> poke 0=5"
	uio-sim trigger fpga
	eventually shows "fpga: 1 interrupt, count 1"
	eventually types "fpga:regs> poke 0=5"
	keys "5" Enter
	eventually first_byte_is 37
	# The prompt shows pending interrupts; a wait takes and prints them.
	eventually types "fpga:regs [1]> "
	keys C-l "wait" Enter
	eventually shows "$node count=1 delta=1 missed=0"
	eventually types "fpga:regs> "
	run ! shows "fpga: 1 interrupt"
	# A line of two rows is restored completely.
	line="echo $(printf '%0100d' 0)"
	keys "irq on" Enter C-l "$line"
	eventually shows "00000"
	uio-sim trigger fpga
	eventually shows "fpga: 1 interrupt, count 2"
	[[ $(screen_text -J | grep -c "> $line") == 1 ]]
	keys C-u "irq notify off" Enter "irq on" Enter C-l
	eventually types "fpga:regs [1]> "
	uio-sim trigger fpga
	keys Enter
	eventually types "fpga:regs [2]> "
	run ! shows "interrupt"
	keys "quit" Enter
	ended_with 0
}

# Types keys one after the other.
trigger_each() { # COUNT
	local i
	for ((i = 0; i < $1; i++)); do
		echo 1 >"$sims/fpga/trigger"
	done
}

# bats test_tags=long
@test "many interrupts are reported together" {
	uio-sim remove fpga
	uio-sim create fpga map0/name=regs
	open_terminal "uio-shell fpga"
	eventually types "fpga:regs> "
	keys "irq notify on" Enter "half a line"
	eventually types "fpga:regs> half a line"
	trigger_each 200
	eventually shows "count 200"
	eventually types "fpga:regs> half a line"
	(($(screen_text | grep -c interrupt) < 30))
	keys C-u "quit" Enter
	ended_with 0
}

@test "removal and return of a device are reported, and use reopens it" {
	open_terminal "uio-shell fpga"
	eventually types "fpga:regs> "
	keys "irq notify on" Enter "half a line"
	eventually types "fpga:regs> half a line"
	rebind fpga
	eventually shows "fpga went away ($node)"
	eventually shows "fpga is back as uio"
	eventually types "fpga:regs> half a line"
	keys C-u "peek 0" Enter
	eventually shows "fpga: the device"
	eventually types "fpga:regs[8] (gone)> "
	keys "use fpga" Enter "peek 4" Enter
	eventually shows "0x00000000"
	eventually types "fpga:regs> "
	# The device is removed during a command.
	keys C-l "wait" Enter
	eventually sleeps "wait"
	uio-sim remove fpga
	eventually shows "fpga: the device"
	eventually shows "fpga went away (uio"
	eventually types "fpga:regs[8] (gone)> "
	uio-sim create fpga irqcontrol=oneshot map0/name=regs
	eventually shows "fpga is back as uio"
	keys C-l "use fpga" Enter
	eventually types "fpga:regs> "
	# Interrupts are reported again, as requested before.
	uio-sim trigger fpga
	eventually shows "fpga: 1 interrupt, count 1"
	keys "quit" Enter
	ended_with 0
}

@test "the line is drawn again after Ctrl-Z and fg" {
	open_terminal "env PS1='bash: ' bash --norc"
	eventually types "bash: "
	keys "uio-shell fpga" Enter
	eventually types "fpga:regs> "
	keys "peek"
	eventually types "fpga:regs> peek"
	keys C-z
	eventually types "bash: "
	keys "fg" Enter
	eventually types "fpga:regs> peek"
	keys " 4" Enter
	eventually shows "0x00000000"
	keys "quit" Enter
	eventually types "bash: "
	keys "exit" Enter
	ended_with 0
}

# bats test_tags=long
@test "a change of the window's size" {
	open_terminal "uio-shell fpga"
	eventually types "fpga:regs> "
	line="echo $(printf '%070d' 0)"
	keys "$line"
	eventually shows "00000"
	terminal resize-window -x 40 -y 20
	eventually window_is 40
	keys "123"
	eventually shows "0123"
	terminal resize-window -x 100 -y 24
	keys Home
	eventually types "fpga:regs> "
	keys End "4" Enter
	eventually shows $'\n'"${line#echo }1234"
	# The report also comes while a command runs, when nobody edits a line.
	keys C-l "sleep 1h" Enter
	eventually sleeps "sleep 1h"
	terminal resize-window -x 60 -y 24
	keys C-c
	eventually types "fpga:regs[130]> "
	keys Enter
	eventually types "fpga:regs> "
	line="echo $(printf '%090d' 7)"
	keys C-l "$line" C-a
	eventually types "fpga:regs> "
	[[ $(screen_text -J | grep -c "> $line") == 1 ]]
	keys C-u C-k "quit" Enter
	ended_with 0
}

@test "the terminal is sane however the shell ends" {
	for signal in TERM HUP; do
		open_terminal "uio-shell fpga"
		eventually types "fpga:regs> "
		keys "half a line"
		eventually types "fpga:regs> half a line"
		kill -"$signal" "$(pid_in_terminal)"
		ended_with $((128 + $(kill -l "$signal")))
	done
	# The signal comes in the middle of a command.
	open_terminal "uio-shell fpga"
	eventually types "fpga:regs> "
	keys "wait" Enter
	eventually sleeps "wait"
	kill -TERM "$(pid_in_terminal)"
	ended_with 143
	# A child is killed.
	open_terminal "uio-shell fpga"
	eventually types "fpga:regs> "
	uio-sim trigger fpga
	keys "wait -- sleep 1000" Enter
	shell=$(pid_in_terminal)
	eventually has_child
	kill -KILL "$child"
	eventually types "fpga:regs[1]> "
	keys "peek 0" Enter
	eventually shows "0x00000000"
	keys C-d
	ended_with 0
}

# bats test_tags=long
@test "without readline it is the same shell on plain lines" {
	cp "$(realpath "$(command -v uio)")" "$BATS_TEST_TMPDIR/uio"
	sed -i 's/libreadline\.so\.8/libreadline.so.x/g' "$BATS_TEST_TMPDIR/uio"
	open_terminal "$BATS_TEST_TMPDIR/uio shell fpga"
	eventually types "fpga:regs> "
	[[ $(screen_text | grep -c "line editing requires libreadline.so.x") == 1 ]]
	keys "half a line" C-c
	eventually types "fpga:regs> "
	keys "history" Enter
	eventually shows "uio-shell: history requires libreadline.so.x: the library is not installed"
	keys "poke 4=0x1234; peek 4" Enter
	eventually shows "0x00001234"
	keys "poke 4=0x5678; md.l 4 1" Enter
	eventually shows "0x00000004: 00005678"
	keys Enter
	eventually shows "0x00000008: 00000000"
	keys "wait" Enter
	eventually sleeps "wait"
	keys C-c
	eventually interrupted_times 1
	rebind fpga
	udevadm settle
	keys Enter
	eventually shows "fpga went away ($node)"
	[[ $(screen_text | grep -c "line editing requires") == 1 ]]
	keys C-d
	ended_with 0
}

asks_twice() {
	(($(screen_text | grep -cF "[y/N]") == 2))
}

@test "at a prompt, load asks first, and logged output is shown" {
	cd "$HOME"
	rm fpga.regs
	printf 'uio-state 1\n0 32 0x5a -\n' >state
	open_terminal "cd $HOME; uio-shell fpga"
	eventually types "fpga:regs> "
	keys "log out" Enter "load --force state" Enter
	eventually shows "write 1 register? [y/N]"
	keys "n" Enter
	eventually shows "nothing was written"
	keys "peek 0" Enter
	eventually shows "0x00000000"
	keys "load --force state" Enter
	eventually asks_twice
	keys "yes" Enter
	eventually first_byte_is 5a
	# Output is shown as it comes, not only at the end.
	keys "wait -n 2" Enter
	eventually sleeps "wait -n 2"
	uio-sim trigger fpga
	eventually shows "count=1 delta=1"
	uio-sim trigger fpga
	eventually shows "count=2 delta=1"
	keys "dump 0+4" Enter
	eventually shows "0x00000000: 0000005a"
	keys C-d
	ended_with 0
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
	# A replay does not run commands that the person refused.
	uio-poke fpga 0 0
	run -0 uio-shell --replay <(head -n 7 out) fpga
	[[ $output == *"not run again"*" 1 command, 0 differences" ]]
}

@test "watch shows registers in place, and what changed, until a key is hit" {
	open_terminal "uio-shell fpga"
	eventually types "fpga:regs> "
	keys "watch --interval 500ms CTRL 0x40" Enter
	eventually shows "CTRL 0x00000000"
	eventually keys_taken
	uio-poke fpga 4=0x10
	eventually shows "MODE 7:4   0x1 run"
	changes=1
	eventually change_is_highlighted
	(($(screen_text | grep -c "^CTRL 0x") == 1))
	# Lines that no longer fit are cut.
	terminal resize-window -x 12 -y 4
	eventually lines_shown 3
	terminal resize-window -x 80 -y 24
	eventually shows "0x40 0x00000000"
	keys q
	eventually types "fpga:regs> "
	keys "echo on" Enter
	eventually shows "on"
	run ! shows "qecho"
	# Ctrl-C also ends a command that repeats it, and Ctrl-Z is a key.
	keys C-l "repeat 5 { watch --interval=10ms 0 }" Enter
	eventually keys_taken
	keys C-c
	eventually interrupted_times 1
	keys C-l "watch 0" Enter
	eventually keys_taken
	keys C-z
	eventually types "fpga:regs> "
	keys "watch 0" Enter
	eventually keys_taken
	uio-sim remove fpga
	eventually shows "fpga: the device"
	eventually types "fpga:regs[8] (gone)> "
	keys "quit" Enter
	ended_with 0
}

@test "watch leaves a sane terminal also when it is terminated" {
	open_terminal "uio-shell fpga"
	eventually types "fpga:regs> "
	keys "watch 0" Enter
	eventually keys_taken
	kill -TERM "$(pid_in_terminal)"
	ended_with 143
	run -0 uio-shell fpga <<<'let i 0; until --timeout=1s 0 == 0; peek --watch 1ms --repeat 2 0'
	[[ ${lines[1]} == 0x00000000 && ${lines[2]} == 0x00000000 ]]
}

# bats test_tags=long
@test "a long dump is shown by a pager, which may end in any way" {
	open_terminal "uio-shell fpga"
	eventually types "fpga:regs> "
	keys "dump 0+64" Enter
	eventually shows "0x00000030: "
	eventually types "fpga:regs> "
	keys C-l "dump 0+4096" Enter
	eventually shows "0x00000150: "
	run ! shows "0x00000170: "
	keys G
	eventually shows "0x00000ff0: "
	keys q
	eventually types "fpga:regs> "
	# The pager is left early, with much output to come.
	uio-sim create large map0/size=16M
	keys C-l "dump large::0+16M" Enter
	eventually shows "0x00000150: "
	keys q
	eventually types "fpga:regs> "
	run ! shows "fails"
	# The pager crashes.
	keys C-l "dump 0+4096" Enter
	eventually shows "0x00000150: "
	shell=$(pid_in_terminal)
	eventually has_child
	kill -KILL "$child"
	eventually types "fpga:regs> "
	keys C-l "echo sa" "ne" Enter
	eventually shows "sane"
	keys C-l "dump large::0+16M" Enter
	eventually shows "0x00000150: "
	eventually has_child
	kill -KILL "$child"
	eventually types "fpga:regs> "
	keys "quit" Enter
	ended_with 0
	for pager in "" cat /nonexistent; do
		export PAGER=$pager
		open_terminal "uio-shell fpga"
		eventually types "fpga:regs> "
		keys "dump 0+4096" Enter
		eventually shows "0x00000ff0: "
		eventually types "fpga:regs> "
		close_terminal
	done
}

# bats test_tags=long
@test "mm and nm ask for one value after another" {
	cat >>"$UIO_REGS_PATH/fpga.regs" <<-'REGS'
		register EVENTS 0x110 rc
	REGS
	open_terminal "uio-shell fpga"
	eventually types "fpga:regs> "
	keys "poke 0x100 = 0x11 0x104 = 0x22 0x108 = 0x33" Enter
	eventually types "fpga:regs> "
	keys "log $HOME/log" Enter
	eventually types "fpga:regs> "
	keys "mm 100" Enter
	eventually types "0x00000100: 00000011 ? "
	keys "a5" Enter
	eventually types "0x00000104: 00000022 ? "
	keys Enter
	eventually types "0x00000108: 00000033 ? "
	keys "-" Enter
	eventually types "0x00000104: 00000022 ? "
	keys "-" Enter
	eventually types "0x00000100: 000000a5 ? "
	keys "zz" Enter
	eventually shows "not a number"
	eventually types "0x00000100: 000000a5 ? "
	keys "1_0000_0000" Enter
	eventually shows "does not fit in"
	eventually types "0x00000100: 000000a5 ? "
	keys "." Enter
	eventually types "fpga:regs> "
	keys "nm.b 104" Enter
	eventually types "0x00000104: 22 ? "
	keys "~0" Enter
	eventually types "0x00000104: ff ? "
	keys C-d
	eventually types "fpga:regs> "
	keys "mm 110" Enter
	eventually types "0x00000110: -------- ? "
	keys "q" Enter
	eventually types "fpga:regs> "
	keys "mm ffc" Enter
	eventually types "0x00000ffc: 00000000 ? "
	keys Enter
	eventually shows "is outside"
	keys C-l "mm fpga::100" Enter
	eventually types "0x00000100: 000000a5 ? "
	keys C-c
	eventually shows "interrupted"
	keys C-u "log off" Enter
	keys C-u "quit" Enter
	ended_with 0
	[[ $(uio-peek fpga 0x100+8) == "0x00000100: 000000a5 000000ff" ]]
	diff - <(tail -n +3 "$HOME/log") <<-'LOG'
		mm '0x100' 'a5'
		mm '0x100' '1_0000_0000'
		#! 2
		nm.b '0x104' '~0'
	LOG
	uio-poke fpga 0x100=0 0x104=0
	uio-shell --replay "$HOME/log" fpga
	[[ $(uio-peek fpga 0x100+8) == "0x00000100: 000000a5 000000ff" ]]
}
