#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# Commands of uio-shell that users know from other tools and languages.
#
# shellcheck disable=SC2016

load helper
load shell

setup() {
	trace_tests_only
	mock_fpga
}

dry_run() { # WANTED COMMANDS
	run -0 shell --dry-run -c "$2"
	diff - <(echo "$output") <<<"$1"
}

@test "an assignment with blanks, and without" {
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

@test "bits are changed with one read and one write" {
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
	fails 2 "all operands of a command must belong to one device" 'dma::0x10 |= 1 0x10 |= 1'
}

@test "a word that is not part of an assignment remains one word" {
	prints 'CTRL = 1' 'echo CTRL = 1'
	prints '= 1' 'echo = 1'
	fails 2 "usage: let NAME" 'let = 1'
	fails 2 "not a condition" 'expect CTRL = 1'
	fails 2 "'CTRL == 1'" 'CTRL == 1'
	fails 2 "command 'CTRL = 1:2' failed" 'CTRL = 1:2'
	fails 2 "'CTRL |= 1:3': not an operand at column 10" 'CTRL |= 1:3'
	run -0 shell -x -c 'CTRL = 1 CTRL.EN = 0'
	[[ $output == '+ CTRL = 1 CTRL.EN = 0' ]]
}

@test "a log contains assignments as they were typed, and a replay runs them" {
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
		fails 2 "$word: unexpected argument '1'" "$word 1"
		prints $'Usage: quit\nEnd the shell; also exit and q.\n\nExample: quit' "help $word"
	done
	prints "$(shell -c help)" '?'
	prints "$(shell -c 'help let')" '? let'
	run -0 shell -c "log -; ?; help; echo 1"
	[[ $(grep -c '^#=' <<<"$output") == 1 ]]
}

@test "print shows a value in hexadecimal, decimal and numbered bits" {
	prints $'0xb 11\n7    3\n0000 1011' 'print 0xb'
	prints $'0x104 260\n15   11   7    3\n0000 0001 0000 0100' 'p 1 << 8 | 4'
	prints $'0x80000011 2147483665\n31   27   23   19   15   11   7    3\n1000 0000 0000 0000 0000 0000 0001 0001' 'p 0x80000011'
	run -0 shell -c 'p ~0'
	[[ ${lines[0]} == '0xffffffffffffffff 18446744073709551615' && ${#lines[2]} == 79 ]]
	fails 2 "usage: print EXPRESSION" 'print'
	fails 2 "'1/0': division by zero at column 2" 'p 1/0'
	fails 2 "not a number" 'p 1 +'
}

@test "an expression of print and let reads each register in it once" {
	prints $'0x4 4\n7    3\n0000 0100' 'p CTRL & 0xf'
	prints $'0x7 7\n7    3\n0000 0111' 'p (ID >> 24) + CTRL.EN + (0x4:3:0)'
	prints '0x1 0xd 0x8' 'CTRL=0x10; let mode CTRL.MODE; let sum 0xc + CTRL.MODE; let bits 0+8:7:0; echo $mode $sum $bits'
	dry_run $'read 0x00000004 32\nread 0x00000000 32' 'p CTRL & 0xf | ID'
	dry_run $'read 0x00000004 32\nread 0x00000004 32' 'let a CTRL + CTRL'
	# Nothing is read before all of it is checked.
	for expression in 'CTRL + NOSUCH' 'CTRL + 0x2:3:0' 'CTRL + (' 'CTRL + 1 +' 'CTRL + CH' 'CTRL + nothere::0' 'CTRL + 1/0'; do
		run shell --dry-run -c "p $expression"
		[[ $status == [23] && $output != *read* ]] || { echo "$expression: $output" && return 1; }
	done
	# The value of a register is not known before it is read.
	prints $'0x1 1\n7    3\n0000 0001' 'p 4 / CTRL:3:0'
	fails 2 "division by zero" 'CTRL=0; p 4 / CTRL'
	fails 2 "not a number" 'repeat CTRL { echo a }'
	fails 3 "no such register" 'p CTRK'
}

@test "an expression can have operands of other devices" {
	mock_device 1 dma-2 uio_test b0000000.dma "$(map 0 regs 0xb0000000 0x1000 0x0)"
	prints $'0x9 9\n7    3\n0000 1001' 'dma-2::0x10 = 5; p dma-2::0x10 + CTRL:3:0'
	prints 0x5 'let v (dma-2::0x4 & 0xf) + 1; echo $v'
}

@test "echo prints variables in the base that is set" {
	prints $'0x1f 31\n0b11111 0o37\n0x0000001f' 'let v 31; set base 10; let w 0; echo 0x1f $v; set base 2; echo $v "0o37"; set base 16; CTRL=$v; peek CTRL'
	prints $'0b0\n0o37\n17' 'let z 0; let v 31; set base 2; echo $z; set base 8; echo $v; set base 10; let v 17; echo "$v"'
	prints '23' 'let v 0x17; set base 10; CTRL=$v; peek CTRL'
}

@test "a misspelt name gets a suggestion" {
	cat >>"$UIO_REGS_PATH/fpga.regs" <<-'REGS'
		register STATUS_WORD 0x100
			field READY 0
			field BUSY_NOW 1
		register EVENT_A 0x104
		register EVENT_B 0x108
	REGS
	fails 2 "unknown command 'STAT': did you mean STATUS_WORD?" 'STAT'
	fails 3 "did you mean STATUS_WORD?" 'peek STAT'
	fails 3 "did you mean STATUS_WORD?" 'stat = 1'
	fails 3 "did you mean STATUS_WORD.BUSY_NOW?" 'STATUS_WORD.BU |= 1'
	fails 2 "unknown command 'EV': see \`help'" 'EV'
	fails 2 "unknown command 'hist': did you mean history?" 'hist'
	fails 2 "unexpected argument '0': 'CTRL' is a register" 'CTRL 0'
	fails 2 "unexpected argument '+= 1': 'CTRL' is a register; to write it, use CTRL=VALUE" 'CTRL += 1'
}

@test "an unknown name of a value lists the existing ones" {
	fails 3 "'CTRL.MODE=foo': no such named value at column 11; the field has stop, run" 'CTRL.MODE=foo'
	fails 3 "'CTRL.MODE = foo': no such named value at column 13; the field has stop, run" 'CTRL.MODE = foo'
	fails 3 "at column 14; the field has stop, run" 'expect CTRL.MODE == foo'
	fails 3 "at column 9; only a field can have named values" 'CTRL.EN=foo'
	fails 3 "only a field can have named values" 'CTRL=foo'
	fails 3 "only a field can have named values" 'CTRL.MODE:0=stop'
	fails 3 "no such named value" 'expect (1) == foo'
}

@test "without a register file, the error about a name shows how to load one" {
	mv "$UIO_REGS_PATH/fpga.regs" "$BATS_TEST_TMPDIR/other"
	fails 2 "unknown command 'CTRL'; if it is a register, fpga has no register file (load one with \`set regs FILE')" 'CTRL'
	fails 3 "no register file for the device (load one with \`set regs FILE')" 'CTRL=1'
	fails 3 "no register file for the device (load one with \`set regs FILE')" 'peek CTRL'
	fails 2 "unknown command 'pek': did you mean peek?" 'pek'
	prints 0x07060504 "set regs $BATS_TEST_TMPDIR/other; peek CTRL"
	run -3 mocked uio-peek fpga CTRL
	[[ $output == *"(give one with --regs FILE)" ]]
	run -2 mocked uio-shell -c CTRL
	[[ $output == *"unknown command 'CTRL': see \`help'"* ]]
}

@test "mm and nm take values as arguments" {
	local command
	for command in mm nm mm.b; do
		fails 2 "usage: $command OFFSET VALUE..." "$command 0x10"
		run -2 mocked uio-shell fpga <<<"$command 0x10"
		run -2 shell --dry-run -c "$command 0x10"
	done
	prints $'0x10 0x00000001\n0x14 0x00000002' 'mm 10 1 2; peek 0x10 0x14'
	fails 2 "usage: mm OFFSET [VALUE...]" 'mm'
}

@test "a variable that is ~ or a difference below 0 fits the width, too" {
	prints $'0x00000011\n0xfffffffffffffffb 0xfb' 'let m ~4; CTRL = 0x15; CTRL &= $m; peek CTRL; mw.b 0x10 $m; let b 0x10:7:0; echo $m $b'
	prints 0xffffffff 'let d 1 - 2; 0x10 = $d; expect 0x10 == $d; expect $d == ~0; peek 0x10'
	prints 'm 0xfffffffffffffffb 18446744073709551611' 'let m ~4; let'
	fails 2 "does not fit in" 'let n 0xffffffffffffffff; CTRL = $n'
	fails 2 "does not fit in" 'let n ~0x1ffffffff; CTRL = $n'
	run -0 shell -c 'let m ~4; let n ~0 & 0xff; log -; echo $m $n'
	[[ $output == *$'let m ~0x4\nlet n 0xff\n'*'#= 0xfffffffffffffffb 0xff' ]]
}
