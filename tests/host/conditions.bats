#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Conditions: masks, and values in place of an operand.
# shellcheck disable=SC2016 # the variables are the shell's own
load helper
load shell

setup() {
	trace_tests_only
	mock_fpga
}

# CTRL is 0x07060504.
@test "--expect and --until compare the bits of a mask" {
	run -0 mocked uio-poke --dry-run --expect='CTRL == 0x4:0xf' fpga CTRL=1
	run -0 mocked uio-poke --expect='CTRL == 0x4:0xf' --expect='0x4 != 0x5:0xff' fpga CTRL=1
	run -9 mocked uio-poke --expect='CTRL == 0x6:0xff' fpga CTRL=1
	[[ $output == "uio-poke: fpga: expected 'CTRL == 0x6:0xff', found 0x04" ]]
	run -0 mocked uio-peek --until='CTRL == 0x500:0xff00' fpga
	[[ $output == "CTRL == 0x500:0xff00: 0x0500 after "* ]]
	run -124 mocked uio-peek --until='CTRL != 0x500:0xff00' --timeout=50ms fpga
	run -2 mocked uio-poke --expect='CTRL == 8:7' fpga CTRL=1
	[[ $output == *"bits outside its mask"* ]]
}

@test "expect and until in the shell too" {
	prints '' 'expect CTRL == 0x4:0xf; expect CTRL.MODE != 1:1; expect 0x4 == 4:12'
	fails 9 "expected 'CTRL == 0x400:0xff0', found 0x500" 'expect CTRL == 0x400:0xff0'
	run -0 shell -c 'until --timeout=1s CTRL == 0x500:0xff00'
	prints '' 'let v 4; let m 0xf; expect CTRL == $v:$m'
	# The condition is prepared, because it is in a block.
	prints '' 'peek -o /dev/null 0; repeat 3 { expect CTRL == 0x4:0xf }'
}

@test "blanks around a condition" {
	run -0 mocked uio-poke --expect='  CTRL == 0x07060504 ' fpga 8=1
	run -0 mocked uio-poke --expect=$'\tCTRL\t==\t0x07060504\t' fpga 8=1
	mv "$UIO_REGS_PATH/fpga.regs" "$UIO_REGS_PATH/other.regs"
	run -3 mocked uio-poke --expect='  CTRL == 0x07060504 ' fpga 8=1
	[[ $output == "uio-poke: fpga: no register file for the device"* ]]
}

@test "a variable by itself is a value, not an offset" {
	prints '' 'let m 0x10; expect $m == 0x10; expect $m==16; expect "$m == 16"; expect $m & 0x10; expect $m == 0:1'
	fails 9 "expected '(0x4) == 0x5', found 0x4" 'let m 4; expect $m == 0x5'
	# The register at offset 0 has this value, but must not be read.
	fails 9 "expected '(0x0) == 0x3020100', found 0x0" 'let m 0; expect $m == 0x3020100'
	fails 9 "found 0x4" 'let m 4; repeat 2 { expect $m == 5 }'
	# No device is in use.
	run -0 mocked uio-shell -c 'let m 4; expect $m == 4; expect (2 + 2) == $m'
	run -0 mocked uio-shell --dry-run -c 'let m 4; expect $m == 5'
}

@test "a pattern in a condition is refused, too" {
	fails 9 "expected '(0x4) == 5', found 0x4" 'let m 4; poke --expect="$m == 5" CTRL=1'
	fails 9 "expected '(0x4)==5', found 0x4" 'let m 4; poke --expect=$m==5 CTRL=1'
	fails 9 "expected '(0x4) == 5', found 0x4" 'let m 4; poke --expect "$m == 5" CTRL=1'
	prints '' 'let m 4; poke --expect="$m == 4" CTRL=1'
}

@test "a variable that is part of an operand is an offset as before" {
	prints '' 'let m 4; expect $m:31:0 == 0x7060504; expect 0x4 == 0x7060504'
	prints $'0x07060504' 'let m 4; peek $m'
	prints '0x07060504' 'set decode off; let m 4; $m'
	prints '' 'let i 1; expect CH[$i].CFG >= 0'
	run -0 shell -c 'let t 1; until --timeout=$t CTRL != 0'
}

@test "waiting for a constant is refused" {
	local command
	for command in 'until $m == 5' 'until --timeout=1s $m == 5' 'peek --until="$m == 5"' \
		'peek --until "$m == 4"' 'until (4) == 4'; do
		fails 2 "compares a constant; write an offset without parentheses" \
			"let m 4; $command"
	done
}

@test "an offset must be a single number, and the message shows how to write others" {
	local condition
	for condition in '0x4 + 4 == 1' '(0x4) + 4 == 1' 'CTRL' 'CTRL = 1' 'CTRL == 1 2' '0x4 == 1:'; do
		fails 2 "'$condition'" "expect $condition"
	done
	fails 2 "is not a condition at column 5 (expected OPERAND OP VALUE, with OP one of == != < <= > >= &, or OPERAND == VALUE:MASK; a value in place of OPERAND must be in parentheses)" \
		'expect 0x4 + 4 == 1'
}

@test "named values are those for reading, and have their masks" {
	local regs=$BATS_TEST_TMPDIR/named.regs
	# The field is 0x4.
	printf '%s\n' 'register S 4' 'field E 3:0' 'value big 4 read' 'value go 4 write' \
		'value even 0:1' 'value odd 1:1' 'value rest default' >"$regs"
	run -0 mocked uio-peek --regs "$regs" --until 'S.E == big' fpga
	run -0 mocked uio-peek --regs "$regs" --until 'S.E == even' fpga
	run -0 mocked uio-peek --regs "$regs" --until 'S.E != odd' fpga
	run -124 mocked uio-peek --regs "$regs" --until 'S.E == odd' --timeout=10ms fpga
	for name in go rest; do
		run -3 mocked uio-peek --regs "$regs" --until "S.E == $name" fpga
		[[ $output == *"no such named value at column 8; the field has big, even, odd" ]]
	done
	run -3 mocked uio-poke --regs "$regs" fpga S.E=big
	[[ $output == *"the field has go, even, odd" ]]
	run -0 mocked uio-poke --regs "$regs" --dry-run fpga S.E=go
}

# bats test_tags=long
@test "a named value can have any characters" {
	local regs=$BATS_TEST_TMPDIR/odd.regs name
	# The field is 0x4.
	printf '%s\n' 'register S 4' 'field E 3:0' 'value "no error" 4' 'value 2MHz 5' 'value a:b 6' \
		'value div-2 7' 'value 3x 8' >"$regs"
	run -0 mocked uio-peek --regs "$regs" --until 'S.E == no error ' fpga
	for name in 2MHz a:b div-2 3x; do
		run -0 mocked uio-peek --regs "$regs" --until "S.E != $name" fpga
		run -124 mocked uio-peek --regs "$regs" --until "S.E == $name" --timeout=10ms fpga
	done
	run -0 mocked bash -c "uio-poke --regs '$regs' fpga 'S.E=no error'; for name in 2MHz a:b div-2 3x; do
		uio-poke --regs '$regs' fpga S.E=\$name; uio-peek -d --regs '$regs' fpga S.E; done"
	[[ $output == $'S.E 0x5 2MHz\nS.E 0x6 a:b\nS.E 0x7 div-2\nS.E 0x8 3x' ]]
	run -0 shell --regs "$regs" -c "S.E='no error'; expect 'S.E == no error'; S.E=2MHz; expect S.E == 2MHz; repeat 2 { expect S.E != 3x }"
	# Other texts are wrong as before.
	run -2 mocked uio-poke --regs "$regs" fpga S.E=4MHz
	[[ $output == *"'S.E=4MHz': not an operand at column 7" ]]
	run -2 mocked uio-peek --regs "$regs" --until 'S.E == 0x1g' fpga
}
