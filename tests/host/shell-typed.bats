#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
#
# uio-shell with a person who types; a pipe takes the place of the person.
load helper
load shell

setup() {
	trace_tests_only
	mock_fpga
	export TERM=dumb XDG_STATE_HOME=$BATS_TEST_TMPDIR XDG_CONFIG_HOME=$BATS_TEST_TMPDIR
}

# Types lines at a prompt, and prints the output lines that are values.
typed() { # LINE...
	printf '%s\n' "$@" quit >"$BATS_TEST_TMPDIR/lines"
	mocked script -qec 'uio-shell fpga' /dev/null <"$BATS_TEST_TMPDIR/lines" |
		tr -d '\r' | grep -E '^([A-Z]+ )?0x[0-9a-f]{8}'
}

# Prints everything that a terminal of this kind receives when lines are typed.
terminal_gets() { # TERM LINE...
	printf '%s\n' "${@:2}" quit >"$BATS_TEST_TMPDIR/lines"
	TERM=$1 mocked script -qec "stty ${window:-rows 24 cols 80}; uio-shell fpga; ${after:-}" /dev/null <"$BATS_TEST_TMPDIR/lines"
}

@test "an empty line repeats a read, unless it has an effect" {
	[[ $(typed 'peek ID' '' '') == $'0x03020100\n0x03020100\n0x03020100' ]]
	[[ $(typed 'peek FIFO' '' '') == 0x0b0a0908 ]]
	[[ $(typed 'FIFO' '' '') == "FIFO 0x0b0a0908" ]]
	[[ $(typed 'peek 8' '' '') == 0x0b0a0908 ]]
	[[ $(typed 'decode FIFO' '') == "FIFO 0x0b0a0908" ]]
	[[ $(typed 'peek --force 8+4' '' | wc -l) == 1 ]]
	[[ $(typed "peek --until='FIFO != 0' ID" '' | tail -n 1) == 0x03020100 ]]
	[[ $(typed "peek --until='FIFO != 0' ID" '' | wc -l) == 1 ]]
	# Values that were read before are not printed, either.
	[[ $(typed 'peek ID' 'peek FIFO' '') == $'0x03020100\n0x0b0a0908' ]]
	[[ $(typed 'peek fpga:map0::FIFO' '' | wc -l) == 1 ]]
}

@test "a read whose words have quotes is repeated, too" {
	cp "$UIO_REGS_PATH/fpga.regs" "$BATS_TEST_TMPDIR/it's.regs"
	[[ $(typed "peek --regs=\"$BATS_TEST_TMPDIR/it's.regs\" ID" '') == $'0x03020100\n0x03020100' ]]
}

@test "mm ends after a write that is refused" {
	printf '%s\n' 'mm 10' 5 >"$BATS_TEST_TMPDIR/lines"
	TERM=dumb run -0 mocked script -qec 'uio-shell --read-only fpga' /dev/null <"$BATS_TEST_TMPDIR/lines"
	[[ $output == *"0x00000010: 00000000 ? "*"fpga: not written because the shell was started with --read-only"*"fpga:regs[5]"* ]]
	[[ $output != *" ? "*" ? "* ]]
}

@test "answers can be typed before the questions" {
	# This is what a paste looks like on a terminal without bracketed paste.
	printf '%s\r' 'mm 10' 11 22 . 'fill 0x100+8192 1' n 'echo after' quit >"$BATS_TEST_TMPDIR/lines"
	mock_device 1 large uio_test b0000000.large "$(map 0 regs 0xb0000000 0x4000 0x0)"
	TERM=xterm run -0 mocked script -qec 'uio-shell large' /dev/null <"$BATS_TEST_TMPDIR/lines"
	[[ $output == *"0x00000010: "*"0x00000014: "*"0x00000018: "*"fill 8192 bytes? [y/N]"*$'\rafter\r'* ]]
}

@test "the prompt shows the region that was chosen by default" {
	output=$(terminal_gets dumb 'use fpga:map0' 'use fpga')
	[[ $output == *"fpga:regs"*"> use fpga:map0"*"fpga:regs"*"> use fpga"*"fpga:regs"*"> quit"* ]]
}

@test "a dump without such registers is repeated" {
	[[ $(typed 'peek 0+12' '' | wc -l) == 2 ]]
	[[ $(typed 'md 0 3' '' | wc -l) == 2 ]]
	[[ $(typed 'peek FIFO' 'peek ID' '') == $'0x0b0a0908\n0x03020100\n0x03020100' ]]
}

@test "a dumb terminal gets no escape sequence" {
	output=$(terminal_gets dumb $'pee\t ID' 'set colour on' 'peek --repeat 2 ID' 'dump 0+4096' 'fill 0x100-0x4ff 1')
	[[ $output == *"0x00000ff0: "* && $output != *$'\e'* ]]
	run -0 mocked script -qec 'uio-peek --watch 1ms --repeat 2 fpga ID CTRL' /dev/null
	[[ ${#lines[@]} == 4 && $output != *$'\e'* ]]
	output=$(terminal_gets vt100 'dump 0+64')
	[[ $output == *$'\e'* ]]
}

@test "a prompt takes less than 60 bytes on a serial line" {
	local one many
	one=$(terminal_gets vt100 '' | wc -c)
	many=$(terminal_gets vt100 '' '' '' '' '' '' '' '' '' '' '' | wc -c)
	echo "10 prompts: $((many - one)) bytes"
	((many - one > 0 && many - one < 10 * 60))
}

# Prints how many rounds a watch has drawn.
rounds() {
	grep -ao $'\e\\[?7h' screen | wc -l
}

# A round that changes nothing is not drawn, and a change is drawn twice: highlighted,
# then plain. If it comes between two reads of a round it is drawn once more.
watch_changes() {
	local i first
	cd "$BATS_TEST_TMPDIR" || return
	script -qfec 'stty rows 24 cols 80; exec uio-peek --watch 1ms -d fpga CTRL 0+32' screen >/dev/null </dev/null &
	until (($(rounds) >= 1)); do :; done
	first=$(stat -c %s screen)
	for i in {1..10}; do
		uio-poke fpga CTRL=$((i * 0x1234567))
		until (($(rounds) >= 1 + 2 * i)); do :; done
	done
	kill $!
	echo "$(rounds) rounds: $(stat -c %s screen) bytes, $first for the first"
	(($(stat -c %s screen) - first < ($(rounds) - 1) * 200))
}

# bats test_tags=long,asan
@test "a round of watch needs less than 200 bytes, and none without changes" {
	TERM=vt100 run -0 mocked timeout 300 bash -c "$(declare -f rounds watch_changes); watch_changes"
}

# Starts a watch in a window, and returns when it has drawn the first round.
open_watch() { # SIZE ARGUMENT...
	cd "$BATS_TEST_TMPDIR" || return
	script -qfec "stty $1; tty >terminal; exec uio-peek --watch 1ms ${*:2}" screen >/dev/null </dev/null &
	until (($(rounds) >= 1)); do :; done
}

# Waits for a round that contains the text, in which a line ends with \r\n.
until_drawn() { # TEXT
	until [[ $(<screen) == *"$1"* ]]; do :; done
}

watches() { # FUNCTION
	TERM=vt100 run -0 mocked timeout 300 bash -c "$(declare -f rounds open_watch until_drawn "$1"); $1"
}

resize_window() {
	local home=$'\e[H\e[J' end=$'\e[?7h' lines text
	open_watch "rows 24 cols 80" fpga CTRL 0+64
	stty -F "$(<terminal)" rows 4 cols 40
	until_drawn "$home"
	until text=$(<screen) && text=${text#*"$home"} && [[ $text == *"$end"* ]]; do :; done
	kill $!
	mapfile -t lines <<<"${text%%"$end"*}"
	declare -p lines
	[[ ${#lines[@]} == 4 && ${lines[0]} == *"CTRL 0x07060504"* && ${lines[1]} == *"0x00000000: "* && ! ${lines[3]} ]]
}

@test "when the window changes its size, watch draws as much as fits in an empty one" {
	watches resize_window
}

# The columns up to the change are not skipped if they end outside the window.
change_outside() {
	open_watch "rows 24 cols 10" fpga CTRL ID
	uio-poke fpga CTRL=0x07060511
	until_drawn $'\r\e[KCTRL 0x070605\e[7m11\e[0m\r\n'
	until_drawn $'\r\e[KCTRL 0x07060511\r\n'
	kill $!
}

@test "watch draws a line again if what changed is beyond the edge of the window" {
	watches change_outside
}

decimal_change() {
	open_watch "rows 24 cols 80" -b 10 fpga CTRL
	uio-poke fpga CTRL=7
	until_drawn $'\e[7m7\e[0m\r\n'
	kill $!
	[[ $(<screen) == *$'\e[K117835012\r\n'* ]]
}

@test "watch highlights a decimal number that changed as a whole" {
	watches decimal_change
}

# Prints the prompts of a dumb terminal.
prompts() { # LINE...
	terminal_gets dumb "$@" | tr -d '\r' | sed -n 's/^\([^ ]*\) .*> .*/\1/p; s/^\([^ ]*\)> .*/\1/p'
}

@test "the prompt has the last exit status, and omits a region that is named after the address" {
	[[ $(prompts 'expect ID == 0' 'let' 'use nosuch' '') == $'fpga:regs\nfpga:regs[9]\nfpga:regs\nfpga:regs[3]\nfpga:regs' ]]
	mock_device 1 adc uio_test b0000000.adc "$(map 0 b0000000.adc 0xb0000000 0x1000 0x0)" "$(map 1 b0000000.adc 0xb0001000 0x1000 0x0)"
	mock_device 2 dac uio_test c0000000.dac "$(map 0 dac 0xc0000000 0x1000 0x0)" "$(map 1 other 0xc0001000 0x1000 0x0)"
	printf 'region map1\nregister ID 0\n' >"$UIO_REGS_PATH/adc.regs"
	[[ $(prompts 'use adc' 'use adc:map0' 'use dac' 'use dac:other') == $'fpga:regs\nadc:map1\nadc:map0\ndac\ndac:other' ]]
	rm "$UIO_REGS_PATH/adc.regs"
	[[ $(prompts 'use adc') == $'fpga:regs\nadc' ]]
}

@test "the prompt shows that the shell is read-only" {
	printf '%s\n' CTRL=1 quit >"$BATS_TEST_TMPDIR/lines"
	TERM=dumb run -0 mocked script -qec 'uio-shell --read-only fpga' /dev/null <"$BATS_TEST_TMPDIR/lines"
	[[ $output == *"fpga:regs (read-only)"*"> "*"fpga:regs[5] (read-only)"*"> "* ]]
}

# bats test_tags=long,asan
@test "the startup file is run only at a terminal, and continues after errors" {
	mkdir "$XDG_CONFIG_HOME/uio"
	rc=$XDG_CONFIG_HOME/uio/shellrc
	printf '%s\n' 'set base 10' 'frob' 'let x 0x10' 'expect ID == 0' 'echo last' >"$rc"
	output=$(terminal_gets dumb 'peek ID' 'let')
	[[ $output == *"$rc:2:1: command 'frob' failed (exit 2)"*"$rc:4:1: command 'expect ID == 0' failed (exit 9)"*last*"fpga:regs"*50462976*"x 0x10 16"* ]]
	# An open block in the startup file is an error.
	echo 'repeat 2 {' >"$rc"
	output=$(terminal_gets dumb 'peek ID')
	[[ $output == *"$rc:1:10: '{' is not closed"*0x03020100* ]]
	HOME=$BATS_TEST_TMPDIR/home
	mkdir -p "$HOME/.config/uio"
	echo 'echo from home; quit' >"$HOME/.config/uio/shellrc"
	XDG_CONFIG_HOME='' output=$(terminal_gets dumb 'peek ID')
	[[ $output == *"from home"* && $output != *0x03020100* ]]
	echo 'echo never' >"$rc"
	for how in "-c 'peek ID'" "-f $BATS_TEST_TMPDIR/script" "<$BATS_TEST_TMPDIR/script"; do
		echo 'peek ID' >"$BATS_TEST_TMPDIR/script"
		run -0 mocked script -qec "uio-shell fpga $how" /dev/null
		[[ $output == *0x03020100* && $output != *never* ]]
	done
}

# bats test_tags=long,asan
@test "output that is longer than the window is shown by a pager" {
	local command window="rows 4 cols 80"
	export PAGER="sed s/^/paged:/"
	for command in 'dump 0+4096' 'md 0' 'peek 0+4096' decode 'CH[*].CFG' "regs show $UIO_REGS_PATH/fpga.regs"; do
		output=$(terminal_gets vt100 "$command")
		[[ $output == *paged:* ]]
	done
	output=$(terminal_gets vt100 'md 0 4' 'decode ID' 'peek --repeat 2 0+16' "regs check $UIO_REGS_PATH/fpga.regs")
	[[ $output != *paged:* ]]
	run -0 mocked script -qec "stty rows 4 cols 80; uio-shell fpga -c 'md 0; decode'" /dev/null
	[[ $output != *paged:* && $output == *"0x000000f0: "* ]]
}

# bats test_tags=native
# Reading the file needs one descriptor, and the pager two at the same time.
@test "output is printed without a pager if none can be started" {
	local limit unpaged=0 path=$UIO_REGS_PATH/fpga.regs
	printf '%s\n' "regs show $path" quit >"$BATS_TEST_TMPDIR/lines"
	for limit in {4..64}; do
		output=$(TERM=vt100 PAGER='sed s/^/paged:/' mocked script -qec "stty rows 4 cols 80; ulimit -n $limit; exec uio-shell" \
			/dev/null <"$BATS_TEST_TMPDIR/lines") || true
		[[ $output != *paged:NAME* ]] || break
		[[ $output == *"NAME "* ]] || continue
		unpaged=$((unpaged + 1))
		[[ $output == *"ID "*"CH[3].CFG "* ]]
	done
	[[ $output == *paged:NAME* ]]
	((unpaged))
}

# Prints the first line of a dump in a window with that many columns.
first_line() { # COLUMNS COMMAND
	window="rows 24 cols $1" terminal_gets dumb "$2" | tr -d '\r' | grep -m 1 -E '(^|::)0x00000000: '
}

# bats test_tags=long,asan
@test "dumps fit the width of the window" {
	[[ $(first_line 200 'dump 0+32') == "0x00000000: 03020100 07060504 -------- 0f0e0d0c  ................" ]]
	[[ $(first_line 65 'dump 0+32') == "0x00000000: 03020100 07060504 -------- 0f0e0d0c  ................" ]]
	[[ $(first_line 64 'dump 0+32') == "0x00000000: 03020100 07060504  ........" ]]
	[[ $(first_line 39 'dump 0+32') == "0x00000000: 03020100 07060504  ........" ]]
	[[ $(first_line 38 'dump 0+32') == "0x00000000: 03020100  ...." ]]
	[[ $(first_line 24 'dump 0+32') == "0x00000000: 03020100" ]]
	[[ $(first_line 77 'md.b 0 20') == "0x00000000: 00 01 02 03 04 05 06 07 -- -- -- -- 0c 0d 0e 0f  ................" ]]
	[[ $(first_line 76 'md.b 0 20') == "0x00000000: 00 01 02 03 04 05 06 07  ........" ]]
	run -0 mocked script -qec 'stty cols 40; uio-peek fpga 0+32' /dev/null
	[[ ${lines[1]%$'\r'} == "0x00000008: -------- 0f0e0d0c  ........" ]]
	# A serial terminal has no size, but perhaps a person who knows it.
	run -0 mocked script -qec 'stty cols 0; COLUMNS=40 uio-peek fpga 0+32' /dev/null
	[[ ${lines[1]%$'\r'} == "0x00000008: -------- 0f0e0d0c  ........" ]]
	for columns in '' many 1001; do
		run -0 mocked script -qec "stty cols 0; COLUMNS=$columns uio-peek fpga 0+32" /dev/null
		[[ ${lines[1]%$'\r'} == "0x00000010: 00000000 00000000 00000000 00000000  ................" ]]
	done
}

# The answer is typed before the question, which must not come too late.
# bats test_tags=long,asan,speed
@test "a fill of more than 4 KiB needs confirmation, except in scripts" {
	local command after="uio-peek large 0"
	mock_device 1 large uio_test b0000000.large "$(map 0 ram 0xb0000000 0x4000 0x0)"
	for command in 'fill 0+4100 0x5a' '0+4k=0x5a 0x1000+4=1' 'poke 0+8k=0x5a' 'mw 0 5a 401' 'repeat 2 { fill large::0+4100 0x5a }'; do
		output=$(terminal_gets dumb 'use large' "$command" n)
		[[ $output == *"fill "*" bytes? [y/N] "*"large: nothing was written"*0x03020100* && $output != *failed* ]]
		output=$(terminal_gets dumb 'use large' "$command" y)
		[[ $output == *"bytes? [y/N] "*0x0000005a* ]]
	done
	output=$(terminal_gets dumb 'use large' 'fill 0+4k 0x5a' 'poke --dry-run 0+4100=1')
	[[ $output == *0x0000005a* && $output != *"[y/N]"* ]]
	# Each turn of a block asks.
	output=$(terminal_gets dumb 'use large' 'repeat 2 { 0+2052=0x5a 0x7fc+2052=0x5a }' y n)
	[[ $output == *"[y/N]"*"[y/N]"*"nothing was written"*0x0000005a* ]]
	run mocked script -qec "uio-shell large -c 'fill 0+4100 0x5a'; uio-peek large 0" /dev/null
	[[ $output == *0x0000005a* && $output != *"[y/N]"* ]]
}

# bats test_tags=long
@test "Tab completes each command in help, its options and --help" {
	local name output
	for name in $(mocked uio-shell -c help | sed -n 's/^  \([a-z]*\)  .*/\1/p'); do
		output=$(window="rows 100 cols 80" terminal_gets dumb "$name --hel"$'\t')
		[[ $output == *"> $name --help "* && $output == *"Example: $name"* ]]
	done
	output=$(terminal_gets dumb $'watch --chan\t' $'watch --inter\t1ms' $'help scrip\t' $'help repe\t')
	[[ $output == *"> watch --changes "*"> watch --interval=1ms"*"> help scripts "*"> help repeat "* ]]
}

@test "Tab completes the second word of a command by its first" {
	cd "$BATS_TEST_TMPDIR"
	output=$(terminal_gets dumb $'save x CT\t' $'save -o y CT\t' "set regs $UIO_REGS_PATH/fp"$'\t' $'CTRL.MODE= r\t' $'let v CTRL + I\t' | tr -d '\a')
	[[ $output == *"> save x CTRL"*"> save -o y CTRL"*"> set regs $UIO_REGS_PATH/fpga.regs"*"> CTRL.MODE= run"*"> let v CTRL + ID"* ]]
}

@test "Tab completes any name of a file, and quotes it if necessary" {
	local name typed typing=()
	mkdir "$BATS_TEST_TMPDIR/files"
	cd "$BATS_TEST_TMPDIR/files"
	while IFS='|' read -r typed name; do
		echo "echo 'ran $typed'" >"$name"
		typing+=("source $typed"$'\t')
	done <<-'EOF'
		a|a file
		b|b;c
		d|d#e
		f|f$g
		h|h"i
		st*|st*r
		sq[|sq[0]
		w?|w?y
		back\|back\slash
	EOF
	# Names that the typed characters would match as a pattern.
	touch star sq0 why
	output=$(terminal_gets dumb "${typing[@]}")
	for typed in "${typing[@]}"; do
		typed=${typed#source } typed=${typed%$'\t'}
		[[ $output == *"ran $typed"* ]] || { echo "$typed: $output" && return 1; }
	done
	# A quote remains open until the name is complete.
	echo 'echo one' >'two one'
	echo 'echo two' >'two two'
	echo 'echo both' >"it's"
	output=$(terminal_gets dumb $'source two\tone\'' $'source it\t')
	[[ $output == *$'\none\r'*$'\nboth\r'* ]]
}
