#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# Commands of uio-shell as fingers know them from other tools and languages.
#
# shellcheck disable=SC2016

load helper
load shell

setup() {
	mock_fpga
}

dry_run() { # WANTED COMMANDS
	run -0 shell --dry-run -c "$2"
	diff - <(echo "$output") <<<"$1"
}

@test "an assignment with blanks, and with none" {
	local assignment
	for assignment in 'CTRL = 0x11' 'CTRL= 0x11' 'CTRL =0x11' 'CTRL=0x11' 'CTRL	=   0x11' 'CTRL = 0x10 | 1' 'CTRL =0x10 |1' \
		'CTRL = ( 1 << 4 ) + 1' 'CTRL = 0x12 - 1' 'CTRL = ~~ 0x11' 'let v 0x11; CTRL = $v' 'let v 1; CTRL = $v << 4 | $v' \
		"'CTRL' = '0x11'" "'CTRL = 0x11'" 'poke CTRL = 0x11' 'poke -w 8 CTRL = 0x11' 'CTRL = 0x11 --verify' \
		'CTRL = 0 CTRL.MODE = run CTRL.EN = 1' '0x4 = 0x11' '0x4:7:0 = 0x11' 'fpga:map0::CTRL = 0x11' 'CTRL = 0x11:0xffffffff'; do
		dry_run "$(shell --dry-run -c "$assignment")" "$assignment"
		run -0 shell -c "CTRL=0; $assignment; peek CTRL"
		[[ $output == *0x00000011 ]] || { echo "$assignment: $output" && return 1; }
	done
}

@test "bits are changed by one read and one write" {
	prints 0x00000016 'CTRL = 2; CTRL |= 4; CTRL ^= 0x10; peek CTRL'
	prints 0x00000012 'CTRL=0x16;CTRL&=~4;peek CTRL'
	prints 0x00000003 'CTRL=0; CTRL.EN = 1; CTRL |= 1 + 1; peek CTRL'
	dry_run $'read 0x00000004 32\nwrite 0x00000004 32 0x00000004:0x00000004' 'CTRL |= 4'
	dry_run $'read 0x00000004 32\nwrite 0x00000004 32 0x00000000:0x00000004' 'CTRL &= ~4'
	dry_run $'read 0x00000010 32\nwrite 0x00000010 32 0x00000000:0x00000000' '0x10:3 ^= 1'
	dry_run $'write 0x00000004 32 0xffffffff' 'CTRL = ~0'
	prints 0x00000006 'CTRL=5; repeat 3 { CTRL ^= 1; CTRL |= 2; CTRL &= ~8 }; peek CTRL'
	prints 0x00000006 'CTRL=5; repeat 3 { poke CTRL ^= 1 CTRL |= 2 }; peek CTRL'
}

@test "an assignment to another device" {
	mock_device 1 dma uio_test b0000000.dma "$(map 0 regs 0xb0000000 0x1000 0x0)"
	prints $'dma::0x10 0x00000005\n0x00000000' 'dma::0x10 = 1; dma::0x10 |= 4; peek dma::0x10; peek 0x10'
	fails 2 "a command works on one device" 'dma::0x10 |= 1 0x10 |= 1'
}

@test "a word that is not part of an assignment stays one" {
	prints 'CTRL = 1' 'echo CTRL = 1'
	prints '= 1' 'echo = 1'
	fails 2 "it is \`let NAME" 'let = 1'
	fails 2 "not a condition" 'expect CTRL = 1'
	fails 2 "'CTRL == 1'" 'CTRL == 1'
	fails 2 "command 'CTRL = 1:2' failed" 'CTRL = 1:2'
	fails 2 "'CTRL |= 1:3': not an operand, at column 10" 'CTRL |= 1:3'
	run -0 shell -x -c 'CTRL = 1 CTRL.EN = 0'
	[[ $output == '+ CTRL = 1 CTRL.EN = 0' ]]
}

@test "a log has assignments as they were typed, and a replay runs them" {
	local log=$BATS_TEST_TMPDIR/log
	prints 0x00000005 "log $log; CTRL = 1; CTRL |= 4; log off; peek CTRL"
	[[ $(tail -n 3 "$log") == $'CTRL = 1\nCTRL |= 4\n'* || $(grep -c '^CTRL' "$log") == 2 ]]
	run -0 mocked uio-shell --replay "$log" fpga
	[[ $output == *"2 commands, 0 differences" ]]
}

@test "exit and q end the shell, ? is help" {
	local word
	for word in quit exit q; do
		prints '' "$word; echo on"
		fails 2 "$word: '1' is too much" "$word 1"
		prints $'Usage: quit \nEnd the shell; also exit and q.' "help $word"
	done
	prints "$(shell -c help)" '?'
	prints "$(shell -c 'help let')" '? let'
	run -0 shell -c "log -; ?; help; echo 1"
	[[ $(grep -c '^#=' <<<"$output") == 1 ]]
}
