#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The language of uio-shell beyond single commands: repeat, for and if, messages of
# expect, and $?. The mock device's bytes count from 0. Texts that the register shell
# expands are in single quotes.
#
# shellcheck disable=SC2016

load helper
load shell

setup() {
	trace_tests_only
	mock_fpga
}

@test "sizes in expressions" {
	prints '0x2' 'let n 0; repeat 4k/2k { let n $n + 1 }; echo $n'
	prints '0x00010000' '0x10=64k; peek 0x10'
	prints '0x100400' 'let x 1M + 1k; echo $x'
	prints '0x00000400' '0x10=1k:0xfff; peek 0x10'
	fails 2 "column 2" 'let x 1K'
	fails 2 "does not fit in" 'poke -w 8 0x10=1k'
}

@test "for: numbers of a range" {
	prints $'0x0\n0x1\n0x2\n0x3' 'for i in 0..3 { echo $i }'
	prints $'0x3\n0x2\n0x1' 'for i in 3..1 { echo $i }'
	prints $'0x0\n0x10\n0x20' 'for i in 0..0x2f step 0x10 { echo $i }'
	prints $'0xa\n0x7' 'for i in 10..5 step 1 + 2 { echo $i }'
	prints $'0x5' 'for i in 5..5 step 1M { echo $i }'
	prints $'0x2\n0x3' 'let n 4; for i in $n/2..$n-1 { echo $i }'
	prints $'0x2\n0x3' 'let n 4; for i in "($n - 2)..$n - 1" { echo $i }'
	prints $'0xfffffffffffffffe\n0xffffffffffffffff' 'for i in ~1..~0 { echo $i }'
	prints '0xffffffffffffffff' 'for i in ~0..0 { echo $i; quit }'
	prints '0x0' 'for i in 0..~0 { echo $i; quit }'
	prints $'0x00000000\n0x00000001\n0x00000002' 'for i in 0..2 { CH[$i].CFG=$i; peek CH[$i].CFG }'
	fails 2 "the step must not be 0" 'for i in 0..3 step 0 { echo never }'
	fails 2 "not 'by'" 'for i in 0..3 by 2 { echo never }'
	fails 2 "'0x': " 'for i in 0x..3 { echo never }'
	fails 2 "'': " 'for i in 0.. { echo never }'
	fails 2 "division by zero" 'for i in 0..1/0 { echo never }'
	[[ $output == *"--command:1:1: command 'for i in 0..1/0' failed (exit 2)" ]]
	fails 2 "'1i' is not a variable name" 'for 1i in 0..3 { echo never }'
}

@test "for: words" {
	prints $'0x03020100\n0x07060504' 'for r in ID CTRL { peek $r }'
	prints $'0x1\n0x10\n0x10:3\nCH[0..1].CFG\na b' "for w in 1 0x8+8 0x10:3 CH[0..1].CFG 'a b' { echo \$w }"
	prints $'0x1\n0x2' 'for w in 1 2 { echo $w }'
	# Before an operator a number is a value, and a name is the register.
	prints 'ok' 'for r in ID CTRL { expect $r > 0x01000000 }; for n in 5 6 { expect $n > 4 }; echo ok'
	# A word is not split.
	fails 2 "'echo 1'" "for w in 'echo 1' { \$w }"
	run -0 shell -x -c "for w in 'a b' { echo \$w }"
	diff - <(echo "$output") <<-'EOF'
		+ for w in 'a b'
		+ echo 'a b'
		a b
	EOF
}

@test "the variable of for exists only in its block" {
	fails 2 "no variable 'i'" 'for i in 1..2 { echo $i }; echo $i'
	prints $'0x1\n0x2\n0x7' 'let i 7; for i in 1..2 { echo $i }; echo $i'
	prints $'i 0x1 1\ni 0x7 7\ni A\ni 0x7 7\ni 0x7 7' 'let i 7; for i in 1 A { let }; let'
	prints $'0x11\n0x12\n0x21\n0x22' 'for i in 1..2 { for j in 1..2 { let k $i * 16 + $j; echo $k } }'
	prints $'0x1\n0x9\n0x2\n0x9\n0x5' 'for i in 1..2 { echo $i; let i 9; echo $i; let j 5 }; echo $j'
	prints $'0x1\n0x5\n0x2\n0x5\n0x1' 'for i in 1..2 { echo $i; for i in 5 { echo $i } }; for i in 1 { echo $i }'
	fails 9 "found 0x0" 'for i in 1..2 { expect ($i - 1) == 1 }'
}

@test "prepared blocks have the same effect as the first turn" {
	prints $'0x00000007' 'for i in 1..5 { 0x10=1; poke 0x10 3; poke CTRL.MODE=run CTRL:0=1; 0x10:2=1; expect 0x10 == 7 : ever }; peek 0x10'
	prints $'0x00000004\n0x00000005' 'for i in 4..5 { for j in 1..3 { 0x10=9; 0x10=$i }; peek 0x10 }'
	prints '0x00000003' 'for i in 1..3 { if 0x10 == 0 { 0x10=1 } else { 0x10=3 } }; peek 0x10'
	prints $'0x00000002' 'repeat 4 { if 0x10 == 2 { repeat 2 { expect 0x10 == 2 } } else { 0x10=2 } }; peek 0x10'
	run -9 shell -c 'for i in 1..9 { expect 0x10 == 0 : not zero; 0x10=1 }; echo never'
	diff - <(echo "$output") <<-'EOF'
		uio-shell: fpga: not zero: expected '0x10 == 0', found 0x00000001
		uio-shell: --command:1:17: command 'expect 0x10 == 0 : not zero' failed (exit 9)
	EOF
	run -9 shell -k -c 'for i in 1..3 { expect 0x10 == 0; 0x10=1; 0x14=5 }; peek 0x10 0x14'
	[[ ${lines[-2]} == "0x10 0x00000001" && ${#lines[@]} == 6 ]]
}

@test "if" {
	prints 'yes' 'if ID == 0x03020100 { echo yes }'
	prints '' 'if ID != 0x03020100 { echo yes }'
	prints 'no' 'if ID == 1 { echo yes } else { echo no }'
	prints 'no' $'if CTRL.MODE == run {\n echo yes # here\n} else { # there\n echo no\n}'
	prints $'a\nb' 'CTRL.MODE=run; if CTRL.MODE==run{echo a}else{echo c}; if CTRL == 0x10:0xf0 { echo b }'
	prints 'big' 'let x 5; if $x > 4 { echo big } else { echo small }'
	prints 'odd' 'let x 5; if ($x & 1) == 1 { echo odd }'
	prints 'inner' 'if ID != 0 { if ID == 0 { echo wrong } else { echo inner } } else { echo wrong }'
	prints $'0x1\n0x3' 'for i in 1..3 { if $i == 2 { } else { echo $i } }'
	prints 'other' 'use uio0; if fpga::ID == 0x03020100 { echo other }'
	prints '' 'if ID == 0 { nonsense }'
	# The condition is read once.
	run -0 shell -x --dry-run -c 'if CTRL.MODE == run { } else { }'
	[[ $output == $'+ if CTRL.MODE == run\nread 0x00000004 32' ]]
	fails 3 "no such register" 'if NOSUCH == 1 { echo never } else { echo never }'
	[[ ${lines[-1]} == *"--command:1:1: command 'if NOSUCH == 1' failed (exit 3)" ]]
	fails 2 "not a condition" 'if ID { echo never }'
	fails 3 "nosuch: no such UIO device" 'if nosuch::0 == 1 { echo never } else { echo never }'
	fails 9 "found 0x1" 'if ID != 0 { expect (1) == 2 } else { echo never }'
	[[ ${#lines[@]} == 2 ]]
	fails 2 "no variable 'y'" 'if $y == 1 { echo never }'
}

@test "errors in a block are found before anything runs" {
	fails 2 "--command:1:9: unexpected '{': only \`repeat', \`for', \`if' and \`else'" 'echo a; { echo b }'
	fails 2 "--command:2:1: usage: for NAME in" $'echo a\nfor i 0..3 { echo $i }'
	fails 2 "--command:1:15: '{' is not closed" $'for i in 0..3 {\n echo a'
	fails 2 "--command:3:2: \`else' must be" $'repeat 2 {\n if A==1 { echo a }\n else'
	fails 2 "--command:2:8: '{' is not closed" $'repeat 2 {\nif A==1{\n echo a\n'
	fails 2 "--command:3:8: '{' is not closed" $'if A==1 {\n echo a\n} else {\n echo b'
	fails 2 "--command:2:1: \`else' must be on the same line as the '}' of an \`if'" $'if A==1 { }\nelse { }'
	fails 2 "--command:1:13: usage: if CONDITION" $'if A==1 { } else echo b'
	fails 2 "--command:1:1: usage: if CONDITION" 'if { }'
	fails 2 "missing ';' or newline after '}'" 'if A==1 { } else { } else { }'
	[[ $output != *" a" ]]
}

@test "a block extends over several lines that are typed or piped" {
	run -0 shell <<<$'for i in 1..2 {\n if $i == 1 {\n  echo one\n } else {\n  echo two\n }\n}; echo three'
	[[ $output == $'one\ntwo\nthree' ]]
	run -2 shell <<<$'echo a\n\nfor i in 1..2 {\n echo b'
	[[ $output == *"standard input:3:15: '{' is not closed"* ]]
}

@test "the message of expect" {
	prints '' 'expect ID != 0 : fine'
	fails 9 "fpga: the board is not ready: expected 'ID == 1', found 0x03020100" 'expect ID == 1 : the board is not ready'
	fails 9 "fpga: not  ready: expected 'CTRL == 0x3:0xf', found 0x4" "expect CTRL == 0x3:0xf : 'not  ready'"
	fails 9 "channel 0x2: expected '(0x2) == 1'" 'for i in 2..3 { expect $i == 1 : channel $i }'
	fails 9 "late: expected 'ID == 1'" 'peek -o /dev/null 0; repeat 2 { expect ID == 1 : late }'
	fails 2 "not a condition" 'expect ID == 1 :'
	fails 2 "': fine': not a number" 'expect : fine'
	run -0 shell --dry-run -c 'expect ID == 1 : late'
	[[ $output == "read 0x00000000 32" ]]
}

@test "\$? is the exit status of the previous command" {
	prints '0' 'echo $?'
	run -3 --separate-stderr shell -k -c 'peek NOSUCH; echo $?; echo $?; expect ID == 1; echo "<$?>" '"'\$?'"
	[[ $output == $'3\n0\n<9> $?' ]]
	run -9 --separate-stderr shell -k -c 'expect ID == 1; if $? == 9 { echo $?; peek 0 } else { echo wrong }'
	[[ $output == $'9\n0x03020100' ]]
	run -9 --separate-stderr shell -k -c 'peek -o /dev/null 0; repeat 2 { expect ID == 1; let s $? }; echo $s; expect ID == 1; echo $?'
	[[ $output == $'0x9\n9' ]]
	run -2 --separate-stderr shell -k <<<$'echo }\necho $?\npeek 0x1\necho $?'
	[[ $output == $'2\n2' ]]
	prints '0' 'repeat 1 { echo $? }'
}

@test "a dry run shows both blocks if it cannot decide" {
	run -0 shell --dry-run -c 'if ID == 1 { 0x10=1 } else { 0x10=2 }; 0x10=3'
	diff - <(echo "$output") <<-'EOF'
		read 0x00000000 32
		write 0x00000010 32 0x00000001
		write 0x00000010 32 0x00000002
		write 0x00000010 32 0x00000003
	EOF
	run -0 shell --dry-run -c 'let x 1; if $x == 1 { 0x10=1 } else { 0x10=2 }'
	[[ $output == "write 0x00000010 32 0x00000001" ]]
	# Values that are read are unknown, and so are variables that were set in a
	# branch, after it.
	run -0 shell --dry-run -c 'let x ID; if $x == 1 { let y 1; let z 1; 0x10=$y } else { quit; 0x10=7 }; 0x10=$y
		let y 2; 0x10=$y; for i in $x { 0x10=$i; 0x14=1 }; for i in 0..$x { 0x18=1 }; if $? == 1 { 0x1c=1 }'
	diff - <(echo "$output") <<-'EOF'
		read 0x00000000 32
		write 0x00000010 32 0x00000001
		uio-shell: --command:1:75: not checked: it depends on a value that is not read yet
		write 0x00000010 32 0x00000002
		uio-shell: --command:2:35: not checked: it depends on a value that is not read yet
		write 0x00000014 32 0x00000001
		write 0x00000018 32 0x00000001
		write 0x0000001c 32 0x00000001
	EOF
	run -3 shell --dry-run -k -c 'if ID == 1 { peek A } else { peek B }; for i in 1..2 { CH[$i + 3].CFG=1 }'
	[[ ${#lines[@]} == 9 && ${lines[1]} == *"'A'"* && ${lines[3]} == *"'B'"* ]]
}

@test "log and replay" {
	cd "$BATS_TEST_TMPDIR"
	run -0 shell -c 'log l
for i in 1..2 { if $i == 1 {
 echo one } else { echo two
} }
for r in ID CTRL { peek $r }
for r in ID { log m; echo in }'
	diff - l <<-'EOF'
		# uio-shell log 1
		# fpga is device fpga version 1.0 region map0 driver uio_test parent platform:a0000000.fpga regs fpga.regs
		for i in 1..2 { if $i == 1 {
		 echo one } else { echo two
		} }
		#= one
		#= two
		for r in ID CTRL { peek $r }
		#= 0x03020100
		#= 0x07060504
		for r in ID { log m; echo in }
	EOF
	# The variable exists only within the block, which is over when the log
	# continues.
	[[ $(grep -c let m) == 0 ]]
	sed -i '$d' l
	run -0 shell --replay l
	[[ $output == "l: 2 commands, 0 differences" ]] || { echo "$output"; false; }
	printf '%s\n' 'expect ID == 1' '#! 9' 'if $? == 9 { echo failed } else { echo passed }' '#= failed' >n
	run -0 --separate-stderr shell --replay n
	[[ $output == "n: 2 commands, 0 differences" ]]
}
