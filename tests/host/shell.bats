#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The language of uio-shell, whose own variables are in single quotes. The mock device's
# bytes count from 0.
#
# shellcheck disable=SC2016

load helper
load shell

setup() {
	trace_tests_only
	mock_fpga
}

@test "words, quotes, comments, separators" {
	prints $'a b\nc  d;{}#$ e\nf' $'echo a   b;echo \'c  d;{}#$\' "e" # g; h\n\n;; echo f'
	prints 'ab ' "echo a'b' ''"
	fails 2 "--command:2:6: missing closing quote" $'CTRL=1\necho \'a\nb\''
	fails 2 "--command:1:6: '\$' without a variable name" 'echo $'
	fails 2 "--command:1:8: unexpected '{'" 'peek 0 {'
	fails 2 "--command:1:8: unexpected '}': no block is open" 'peek 0 }'
	# No command ran before an error further on.
	run -2 shell -c $'echo ran\n}'
	[[ $output != *ran* ]]
}

@test "short forms: an operand is decoded, an assignment is written" {
	prints $'CTRL 0x00000011\n  EN   0     0x1\n  MODE 7:4   0x1 run' 'CTRL=0x11; CTRL'
	prints 'CTRL.MODE 0x1 run' 'CTRL=0 CTRL.MODE=run; CTRL.MODE'
	prints 'ID 0x03020100' 'ID'
	prints $'0x40 0x00000007' '0x40=5|2; 0x40'
	prints '0x07060534' 'poke CTRL=0x20:0xff; CTRL=4:0xf CTRL.MODE=1+2; peek CTRL'
	fails 2 "unknown command 'CTRK': did you mean CTRL?" 'CTRK'
	fails 2 "unknown command 'pek': did you mean peek?" 'pek 0'
	fails 2 "unexpected argument '0': 'CTRL' is a register" 'CTRL 0'
}

@test "groups and patterns" {
	local want=$'CH[0].CFG 0x00000003\nCH[1].CFG 0x00000003\nCH[2].CFG 0x00000000\nCH[3].CFG 0x00000000'
	prints "$want" 'CH[0..1].CFG=3; CH'
	prints "$want" 'CH[0..1].CFG=3; decode CH[*].CFG'
	prints "$want" 'let i 1; repeat 1 { CH[0..$i].CFG=3 }; C*.CFG'
	prints "$want" 'CH[0..1].CFG=3; peek --watch 1ms --repeat 1 CH[*].CFG'
	prints 'CH[3].CFG 0x00000000' 'dump CH[3]'
	fails 2 "a group or pattern, where a single register is required" 'let x CH'
	fails 2 "a group or pattern, where a single register is required" 'expect CH[*].CFG == 0'
	fails 2 "a group or pattern, where a single register is required" 'md CH[*].CFG'
	fails 2 "can only be read" 'CH=3'
	fails 3 "no such register" 'peek D*'
}

@test "~ is also cut to the width of U-Boot's commands" {
	prints '0xfb' 'mw.b 0x10 ~4; peek -w 8 0x10'
	prints '0xfff0' 'mm.w 0x10 ~f; peek -w 16 0x10'
	fails 2 "does not fit in" 'mw.b 0x10 100'
}

@test "variables" {
	prints $'0x6 0xb' 'let bits CTRL:19:16; let sum $bits + 1; let sum $bits * 2 - 1; echo $bits $sum'
	prints '0x7060504 0x5 0x3020100' 'let a CTRL; let b 4 + 1; let c 0:31:0; echo $a $b $c'
	prints '0x00000005' 'let i 3; let v 5; CH[$i].CFG=$v; peek CH[$i].CFG'
	prints '$a 0x1-0x1' "let a 1; echo '\$a' \"\$a-\$a\""
	prints $'b 0x2 2\na 0x10 16' 'let a 0x10; let b $a / 8; let'
	prints 'done' 'let ms 1; sleep "$ms"ms; echo done'
	fails 2 "--command:1:7: no variable 'x'" 'echo a$x'
	fails 2 "'1/0': division by zero at column 2" 'let a 1/0'
	fails 2 "usage: let NAME EXPRESSION" 'let 1a 2'
	fails 3 "no such register" 'let a NOSUCH'
}

@test "several devices" {
	local command
	mock_device 1 dma uio_test b0000000.dma "$(map 0 regs 0xb0000000 0x1000 0x0)"
	fails 2 "--command:1:1: command" 'peek 0 dma::0'
	fails 2 "all operands of a command must belong to one device" 'peek dma::0 fpga:map0::0'
	fails 2 "all operands of a command must belong to one device" 'poke --expect=dma::0==1 CTRL=1'
	fails 2 "'CTRL & dma::0': no open device has that name" 'expect CTRL & dma::0'
	fails 3 "did you mean 'dma'?" 'peek dna::0'
	fails 2 "unknown command 'dma::CTRL'" 'dma::CTRL'
	for command in 'peek (dma::0' 'md (dma::0 1' 'poke ~dma::0 1'; do
		fails 2 "dma::0': no open device has that name" "$command"
	done
	prints $'dma::0xc 0x00000005\n0x0f0e0d0c' 'dma::0xc=5; peek dma::0xc; peek 0xc'
	prints '0x5' 'poke --expect=dma::0x10==0 dma::0x10 5; let v dma::0x10; echo $v'
	prints '0x00000007' 'use dma; 0x10=7; fpga:regs::CTRL=1; peek 0x10'
	prints $'fpga::CTRL 0x00000001\n  EN   0     0x1\n  MODE 7:4   0x0 stop' 'use dma; fpga::CTRL=1; fpga::CTRL'
	prints $'dma::0x10 0x00000005\ndma::0x14 0x00000006' 'poke dma::0x10=5 dma::0x14=6; peek dma::0x10 dma::0x14'
	prints $'dma\nfpga (also open)' 'use dma; use'
	prints '' 'fill dma::0x100+8 1; expect dma::0x104 == 1; cmp dma::0x100 dma:map0::0x104 1'
	prints '' 'mw dma::0x100 0x0f0e0d0c; cmp 0xc dma::0x100 1'
	fails 9 "fpga: 0x64 has 0x00000000, dma: 0x104 has 0x00000007" 'mw dma::0x104 7; cmp 0x60 dma::0x100 2'
	run -0 shell -c 'until dma::0x200 == 0'
	[[ $output == "dma::0x200 == 0: 0x00000000 after "* ]]
}

# An operand without a device does not belong to the device of the previous operand.
@test "an operand without a device belongs to the device in use" {
	mock_device 1 dma uio_test b0000000.dma "$(map 0 regs 0xb0000000 0x1000 0x0)"
	local command
	for command in 'poke dma::0x10=5 0x14=6' 'peek dma::0x10 0x14' 'dma::0x10=5 0x14=6' \
		'peek 0x10 dma::0x14' 'save a dma::0x10 0x14' 'poke --expect="0x10 == 0" dma::0x10=5' \
		"peek --until='0x10 == 0' dma::0x10" 'dump dma::0+4 0+4'; do
		fails 2 "all operands of a command must belong to one device; an operand without a device belongs to the device in use" "$command"
	done
	# The second word is the value, not an operand.
	prints '' 'poke dma::0x10 5; expect dma::0x10 == 5; expect 0x10 == 0; poke 0x10 6; expect dma::0x10 == 5'
	fails 2 "\`poke dma::0x4=32' writes 32" 'poke dma::0x4 32'
	run -2 mocked uio-shell -c 'use dma; use fpga' -c 'peek dma::0 4'
}

@test "output names a device that is not the one in use" {
	mock_device 1 dma uio_test b0000000.dma "$(map 0 regs 0xb0000000 0x1000 0x0)"
	run -0 shell -c 'dump dma::0x100+8; md dma::0x100 2; md 0x100 2; peek dma::0x100; use dma; peek fpga::ID; md 0x100 2'
	diff - <(echo "$output") <<-'END'
		dma::0x00000100: 00000000 00000000
		dma::0x00000100: 00000000 00000000
		0x00000100: 00000000 00000000
		dma::0x100 0x00000000
		fpga::ID 0x03020100
		0x00000100: 00000000 00000000
	END
	run -0 shell --dry-run -c 'dma::4=1; peek dma::4; peek 4; cmp 4 dma::8 1; save x dma::4; expect dma::4 == 1; md dma::4 1'
	diff - <(echo "$output") <<-'END'
		write dma::0x00000004 32 0x00000001
		read dma::0x00000004 32
		read 0x00000004 32
		read 0x00000004 32
		read dma::0x00000008 32
		read dma::0x00000004 32
		read dma::0x00000004 32
		read dma::0x00000004 32
	END
	run -0 shell -c 'peek -J dma::0x100'
	valid_json reading
	[[ $output == '{"device":"dma",'* ]]
}

@test "a device is opened once, even under several names" {
	mock_device 1 dma uio_test b0000000.dma "$(map 0 regs 0xb0000000 0x1000)" "$(map 1 ring 0xb0001000 0x1000)"
	local name
	for name in uio0 0 /dev/uio0 fpga:map0 fpga:regs @0xa0000000 platform:a0000000.fpga; do
		prints $'fpga\nfpga\n0x07060504' "use $name; use; use fpga; use; peek $name::4"
		prints $'0x07060504\nfpga' "peek $name::4; use"
	done
	# A second region, or a second device, is used as such.
	prints $'dma:ring\ndma (also open)\nfpga (also open)' 'use dma; use dma:ring; use uio1:map1; use'
	# A device without regions is the same one, too.
	mock_device 2 bare uio_test c0000000.bare "A: flags=0"
	prints $'bare\nfpga (also open)' 'use bare; use uio2; use'
	prints $'uio1\nfpga (also open)' 'use uio1; use dma; use fpga; use dma; use'
}

@test "set changes the defaults of commands" {
	prints 'width        auto
endian       auto
base         16
decode       on
colour       on
regs         auto
peripheral   auto
base-address auto' 'set'
	prints $'0x0100\n0x03020100' 'set width 16; peek 0; peek -w 32 0'
	prints $'0x00010203 0x10203' 'set endian big; let a 0:31:0; echo 0x00010203 $a'
	prints $'0x00010203\n0x03020100' 'set endian big; peek 0; peek -e little 0'
	prints $'50462976\n0x03020100\n0b00000001' 'set base 10; peek 0; peek -b 16 0; peek -w 8 -b 2 1'
	prints $'ID 0x03020100\n0x03020100' 'ID; set decode off; ID'
	run -0 shell -c 'set base 2; peek --json ID'
	valid_json reading
	[[ $output == *'"0x03020100"'* ]]
	fails 2 "history: only typed lines are kept" 'history'
	fails 2 "unknown setting 'bse': did you mean base?" 'set bse 2'
	fails 2 "width must be one of auto, 8, 16, 32, 64" 'set width 7'
	run -2 mocked uio-peek --json --base 16 fpga ID
}

@test "set regs: a file of another region than the open one is refused" {
	echo 'A: maps/map1/size=0x1000' >"$BATS_TEST_TMPDIR/second"
	sed -i "/maps\/map0\/addr/r $BATS_TEST_TMPDIR/second" "$BATS_TEST_TMPDIR/devices"
	printf '%s\n' 'region map1' 'register OTHER 0' >"$BATS_TEST_TMPDIR/other.regs"
	fails 3 "the register file describes the region 'map1'" \
		"peek 0; set regs $BATS_TEST_TMPDIR/other.regs; peek OTHER"
}

@test "set colour" {
	on_terminal() { # COMMANDS
		TERM=xterm script -qec "$(declare -f mocked); mocked uio-shell -c '$1' fpga" /dev/null
	}
	run -0 on_terminal 'peek --watch 1ms --repeat 2 0'
	[[ $output == *$'\e[?7l'* ]]
	run -0 on_terminal 'set colour off; peek --watch 1ms --repeat 2 0'
	[[ $output != *$'\e'* ]]
	export NO_COLOR=1
	run -0 shell -c 'set'
	[[ $output == *'colour       off'* ]]
	run -0 on_terminal 'set base 10; peek --watch 1ms --repeat 2 0'
	[[ $output != *$'\e'* ]]
	run -0 on_terminal 'set colour on; peek --watch 1ms --repeat 2 0'
	[[ $output == *$'\e[?7l'* ]]
}

@test "source runs the commands of a file" {
	cd "$BATS_TEST_TMPDIR"
	printf 'let v 7\nCTRL=$v\n' >init
	prints $'0x00000007\n0x7' 'source init; peek CTRL; echo $v'
	printf 'echo a\npeek 1\necho b\n' >bad
	run -2 shell -c $'echo on\nsource bad; echo off'
	[[ ${lines[1]} == a && ${lines[3]} == "uio-shell: bad:2:1: command 'peek 1' failed (exit 2)" ]]
	[[ ${lines[4]} == "uio-shell: --command:2:1: command 'source bad' failed (exit 2)" ]]
	[[ ${#lines[@]} == 5 ]]
	echo 'source loop' >loop
	fails 2 "loop: files are nested more than 32 deep" 'source loop'
	fails 1 "none: No such file" 'source none'
	echo 'quit' >end
	prints '' 'source end; echo on'
	echo 'NOSUCH=1' >nosuch
	run -3 shell --dry-run -c 'source nosuch'
}

@test "repeat: all turns make the same accesses as the first" {
	prints '0x00000007' 'repeat 5 { 0x10=1; poke 0x10 3; poke CTRL.MODE=run CTRL:0=1; 0x10:2=1; expect 0x10 == 7
		expect CTRL.MODE == run }; peek 0x10'
	prints '0x00000003' 'let n 2; repeat 2 { repeat $n { 0x10=2 }; repeat 3 { 0x10:0=1; expect 0x10 == 3 } }; peek 0x10'
	fails 9 "fpga: expected '0x10 == 0', found 0x00000001
uio-shell: --command:1:12: command 'expect 0x10 == 0' failed (exit 9)" \
		'repeat 9 { expect 0x10 == 0; 0x10=1 }; echo never'
	[[ ${#lines[@]} == 2 ]]
	run -9 shell -k -c 'repeat 3 { expect 0x10 == 0; 0x10=1; 0x14=5 }; peek 0x10 0x14'
	[[ $(grep -c "^uio-shell: --command:1:12: command" <<<"$output") == 2 ]]
	[[ $output == *$'0x10 0x00000001\n0x14 0x00000005' ]]
	# Each turn is traced, and shown by a dry run.
	run -0 shell -x -c 'repeat 3 { 0x10=1 }'
	[[ $(grep -c '^+ 0x10=1$' <<<"$output") == 3 ]]
	run -0 shell --dry-run -c 'repeat 2 { 0x10=1; expect 0x10 == 1 }'
	[[ $output == $'write 0x00000010 32 0x00000001\nread 0x00000010 32\nwrite 0x00000010 32 0x00000001\nread 0x00000010 32' ]]
}

@test "repeat" {
	prints $'a\na\na' 'repeat 3 { echo a }'
	prints $'0x1\n0x2\n0x3' $'let i 0\nrepeat 1 + 2 {\n let i $i + 1; echo $i # on\n}'
	prints $'a\nb\nb\na\nb\nb' 'let n 2; repeat $n { echo a; repeat $n {echo b} }'
	prints '' 'repeat 0 { echo a }'
	prints $'a' 'repeat 3 { echo a; quit }; echo b'
	fails 2 "--command:1:1: usage: repeat N" 'repeat 3'
	fails 2 "--command:1:10: '{' is not closed" 'repeat 3 { echo a'
	fails 2 "--command:1:1: command 'repeat 1/0' failed (exit 2)" 'repeat 1/0 { echo a }'
	# The message names the command in the block, not the block.
	run -2 shell -c 'repeat 3 { poke 1=2 }'
	[[ ${lines[1]} == "uio-shell: --command:1:12: command 'poke 1=2' failed (exit 2)" ]]
	[[ ${#lines[@]} == 2 ]]
}

@test "expect and until" {
	prints 'ok' 'CTRL=0x10; expect CTRL.MODE == run; expect CTRL < 1 << 5; let x 0x10; expect CTRL == $x; echo ok'
	fails 9 "expected 'CTRL.MODE == stop', found 0x1" 'CTRL=0x10; expect CTRL.MODE == stop'
	fails 2 "not a condition" 'expect CTRL'
	run -0 shell -c 'CTRL=1; until --timeout=5s CTRL.EN == 1'
	[[ $output == "CTRL.EN == 1: 0x1 after "*", 1 read" ]]
	fails 124 "fpga: timed out after 20ms: ID is still 0x03020100" 'until --timeout=20ms ID == 1'
	fails 124 "fpga: timed out after 1.5ms: CTRL.MODE is still 0b0000" 'set base 2; until --timeout=1500us  CTRL.MODE  !=  stop'
	fails 124 "fpga: timed out after 1ms: 0x8:3:0 is still 0x8" 'peek --until "0x8:3:0 != 8" --timeout 1ms'
}

@test "other words for peek and poke" {
	run -0 shell -c 'dump 0+8'
	[[ $output == *": 03020100 07060504" ]]
	prints $'ID 0x03020100' 'decode ID'
	run -0 shell -c 'decode'
	[[ $output == *"FIFO      - (not read"* ]]
	prints '0x0000000c' 'fill 0x100+8 4 * 3; peek 0x104'
}

@test "U-Boot's memory commands" {
	run -0 shell -c 'md.b 0 3'
	[[ $output == *": 00 01 02" ]]
	run -0 shell -c 'md ID 2'
	[[ $output == *": 03020100 07060504" ]]
	run -0 shell -c 'md 0x100'
	[[ ${#lines[@]} == 16 ]]
	prints $'0x100 0x00000005\n0x104 0x00000005\n0x108 0x00000000' 'mw 0x100 2+3 2; peek 0x100 0x104 0x108'
	prints '0x04030201' 'mm.b 0x100 1 2 3 4; peek 0x100'
	prints '0x00020001' 'mm.w 0x100 1 2; peek 0x100'
	prints '0x0000000000000003' 'nm.q 0x100 1 2 3; peek -w 64 0x100'
	prints '' 'mm.b 0x100 1 2 3 4; mm.b 0x110 1 2 3 5; cmp.b 0x100 0x110 3'
	fails 9 "fpga: 0x103 has 0x04, fpga: 0x113 has 0x05" 'mm.b 0x100 1 2 3 4; mm.b 0x110 1 2 3 5; cmp.b 0x100 0x110 4'
	fails 2 "unknown command 'md.x'" 'md.x 0'
	run -0 shell --dry-run -c 'md 0x100'
	[[ ${#lines[@]} == 64 ]]
	fails 2 "not aligned to 16 bits" 'md.w 1'
	fails 2 "invalid count '0'" 'mw 0 1 0'
	fails 2 "'1g': not a number at column 2" 'md 0 1g'
	fails 2 "'1g': not a number at column 2" 'mm 1g 1'
	fails 2 "is outside map0" 'cmp 0 0xffc 2'
	# FIFO is at 8.
	fails 2 "'0x4+0x8' contains a register that should not be read" 'cmp 4 0x100 2'
	fails 2 "'0x8+0x4' contains a register that should not be read" 'cmp 0x100 8 1'
	fails 2 "usage: mw OFFSET VALUE [COUNT]" 'mw 0'
}

# shellcheck disable=SC2016 # the variables are the shell's own
@test "only the commands named after U-Boot's take bare numbers as hexadecimal" {
	run -0 shell --dry-run -c 'md 100 1; md 100+10 1; md 0x20 1; md 0b100 1; md 1_00 1'
	[[ $output == $'read 0x00000100 32\nread 0x00000110 32\nread 0x00000020 32\nread 0x00000004 32\nread 0x00000100 32' ]]
	run -0 shell --dry-run -c 'md.b 100 12'
	[[ ${#lines[@]} == 18 ]]
	run -0 shell --dry-run -c 'mw 100 20; mw.w 100 ff 2; mm.b 10 10 aB; nm 10 0b11 (10+1)*2'
	diff - <(echo "$output") <<-'END'
		write 0x00000100 32 0x00000020
		write 0x00000100 16 0x00ff
		write 0x00000102 16 0x00ff
		write 0x00000010 8 0x10
		write 0x00000011 8 0xab
		write 0x00000010 32 0x00000003
		write 0x00000010 32 0x00000022
	END
	run -0 shell --dry-run -c 'cmp.b 10 20 10'
	[[ ${#lines[@]} == 32 && ${lines[1]} == 'read 0x00000020 8' ]]
	run -0 shell --dry-run -c 'let v 100; md $v 1; fill 100 10; peek 100; 100'
	diff - <(echo "$output") <<-'END'
		read 0x00000064 32
		write 0x00000064 32 0x0000000a
		read 0x00000064 32
		read 0x00000064 32
	END
	fails 2 "'1g': not a number at column 2" 'md 1g'
}

@test "a register whose name could be a number is the register" {
	echo 'register ADC 0x300' >>"$UIO_REGS_PATH/fpga.regs"
	run -0 shell --dry-run -c 'md ADC 1; md adc 1; md 0xADC 1; md CH[1].CFG 1'
	diff - <(echo "$output") <<-'END'
		read 0x00000300 32
		read 0x00000adc 32
		read 0x00000adc 32
		read 0x00000030 32
	END
	fails 3 "no such register" 'md CTRX'
}

@test "the first command that fails ends a script, with its status; -k goes on" {
	printf 'CTRL=1\n  peek ID; poke CTRL=%s\nCTRL=2\npeek CTRL\n' 1/0 >"$BATS_TEST_TMPDIR/script"
	run -2 shell -f "$BATS_TEST_TMPDIR/script"
	diff - <(echo "$output") <<-EOF
		0x03020100
		uio-shell: fpga: 'CTRL=1/0': division by zero at column 7
		uio-shell: $BATS_TEST_TMPDIR/script:2:12: command 'poke CTRL=1/0' failed (exit 2)
	EOF
	run -2 shell -k -f "$BATS_TEST_TMPDIR/script"
	[[ ${lines[3]} == 0x00000002 && ${#lines[@]} == 4 ]]
	# The first one decides.
	run -3 shell -k -c 'repeat 2 { peek NOSUCH; expect ID == 1 }; echo on'
	[[ ${lines[-1]} == on && ${#lines[@]} == 9 ]]
	run -9 shell -k <<<$'expect ID == 1\npeek \'\nfrob\necho on'
	[[ ${lines[1]} == *"standard input:1:1: command 'expect ID == 1' failed (exit 9)" ]]
	[[ ${lines[2]} == *"standard input:2:6: missing closing quote"* && ${lines[-1]} == on ]]
}

@test "a script with an interpreter line, and other ways to give commands" {
	printf '#!%s -f\necho it runs; use\n' "$(realpath "$UIO_BUILD")/uio-shell" >"$BATS_TEST_TMPDIR/bringup"
	chmod +x "$BATS_TEST_TMPDIR/bringup"
	run -0 mocked "$BATS_TEST_TMPDIR/bringup" fpga
	[[ $output == $'it runs\nfpga' ]]
	run -2 shell -f /dev/null -c 'echo'
	[[ $output == *"cannot be used together"* ]]
	run -0 shell -f /dev/null
	printf 'echo a\n\0' >"$BATS_TEST_TMPDIR/binary"
	run -2 shell -f "$BATS_TEST_TMPDIR/binary"
	[[ $output == *"the file contains a NUL byte" ]]
	run -1 shell -f "$BATS_TEST_TMPDIR"
	run -1 shell </
	[[ $output == "uio-shell: standard input: Is a directory" ]]
	# A block continues in the lines that follow.
	run -0 shell <<<$'repeat 2 {\n echo a\n repeat 1 { echo b\n}\n}; echo c'
	[[ $output == $'a\nb\na\nb\nc' ]]
	run -2 shell <<<$'echo a\n\n repeat 2 {\n echo b'
	[[ ${lines[1]} == "uio-shell: standard input:3:11: '{' is not closed" && ${#lines[@]} == 2 ]]
}

@test "-x shows each command before it runs" {
	run -0 shell -x -c $'let a 2; repeat $a { echo "$a b" }'
	diff - <(echo "$output") <<-'EOF'
		+ let a 2
		+ repeat 0x2
		+ echo '0x2 b'
		0x2 b
		+ echo '0x2 b'
		0x2 b
	EOF
	# The line can be typed again.
	run -0 shell -x -c "echo \"it's\" 'a\"b' ''"
	[[ ${lines[0]} == "+ echo 'it'\"'\"'s' 'a\"b' ''" && ${lines[1]} == "it's a\"b " ]]
	run -0 shell -c "${lines[0]#+ }"
	[[ $output == "it's a\"b " ]]
}

# Checks that the shell opens the device's node. Leaks are not looked for, as that needs
# ptrace too.
opens() { # TRACE ARGUMENT...
	ASAN_OPTIONS=${ASAN_OPTIONS:-}:detect_leaks=0 mocked strace -o "$1" -e trace=open,openat uio-shell "${@:2}" fpga
	grep -q '/dev/uio0"' "$1"
}

opens_not() { # TRACE ARGUMENT...
	! opens "$@"
}

@test "--dry-run checks all operands, and makes no access" {
	cat >"$BATS_TEST_TMPDIR/script" <<-'EOF'
		CTRL.MODE=run
		peek ID 0+16
		mw.b 0x100 1 2
		expect ID == 1
		until --timeout=1h CTRL == 1
		sleep 1h
		repeat 2 { FIFO }
		let id ID
		peek $id
		let sum $id + 1
		repeat $sum { CTRL=$sum }
		cmp 0 4 1
		irq on
		wait --ack CTRL=1
		ls
		sim remove nosuch
		use fpga
		echo end
	EOF
	opens "$BATS_TEST_TMPDIR/trace" -c ID
	run -0 --separate-stderr opens_not "$BATS_TEST_TMPDIR/trace" --dry-run -f "$BATS_TEST_TMPDIR/script"
	diff - <(echo "$output") <<-'EOF'
		read 0x00000004 32
		write 0x00000004 32 0x00000010:0x000000f0
		read 0x00000000 32
		read 0x00000000 32
		read 0x00000004 32
		read 0x0000000c 32
		write 0x00000100 8 0x01
		write 0x00000101 8 0x01
		read 0x00000000 32
		read 0x00000004 32
		read 0x00000008 32
		read 0x00000008 32
		read 0x00000000 32
		read 0x00000000 32
		read 0x00000004 32
		end
	EOF
	# shellcheck disable=SC2154
	[[ ${stderr_lines[0]} == *"script:9:1: not checked: "* ]]
	[[ ${stderr_lines[1]} == *"script:11:15: not checked: "* ]]
	[[ ${#stderr_lines[@]} == 2 ]]
}

@test "--dry-run finds errors" {
	dry() { # STATUS MESSAGE COMMANDS
		run "-$1" shell --dry-run -c "$3"
		[[ $output == *"$2"* ]]
	}
	dry 3 "no such register" 'CTLR.MODE=1'
	dry 2 "does not fit in" 'CTRL.MODE=16'
	dry 2 "outside map0" 'peek 0x1000'
	dry 2 "unknown command 'frob'" 'frob'
	dry 3 "no such register" 'expect NOSUCH == 1'
	dry 3 "no such register" 'until NOSUCH == 1'
	dry 2 "invalid time '1x'" 'sleep 1x'
	dry 3 "no such register" 'wait --ack NOSUCH=1'
	dry 2 "unrecognized option" 'irq --frob'
	dry 2 "outside map0" 'cmp 0 0x1000 1'
	dry 3 "no such UIO device" 'use nosuch'
	dry 3 "no such register" 'let i 0; repeat 5 { CH[$i].CFG=1; let i $i + 1 }'
	[[ $output == *"command 'CH[0x4].CFG=1' failed (exit 3)" ]]
	run -3 shell --dry-run -k -c 'peek A; peek B'
	[[ ${#lines[@]} == 4 ]]
}

# Prints the names in the table of commands.
table_of_commands() {
	sed -n 's/^\t{ "\([a-z]*\)", .*, .*/\1/p' "$BATS_TEST_DIRNAME/../../cmd/shell/commands.c"
}

# bats test_tags=long
@test "help lists each command of the table in a group, with an example that can be run" {
	local name example
	run -0 mocked uio-shell -c help
	[[ $(sed -n 's/^\([A-Z][a-z]*\):$/\1/p' <<<"$output" | paste -sd ' ') == "Device Read Write Wait Script Keep" ]]
	run ! grep -E '.{81}' <<<"$output"
	diff <(mocked uio-shell -c help | sed -n 's/^  \([a-z]*\)  .*/\1/p' | sort) <(table_of_commands | sort)
	sed -i '1a register STATUS 0xc\n\tfield BUSY 0\nregister LAST 0x200' "$UIO_REGS_PATH/fpga.regs"
	cd "$UIO_REGS_PATH"
	touch bringup
	for name in $(table_of_commands); do
		run -0 mocked uio-shell -c "help $name"
		example=$(sed -n 's/^Example: //p' <<<"$output")
		[[ $example == "$name"* ]]
		diff <(echo "$output") <(mocked uio-shell -c "$name --help")
		[[ $name == history || $example == *dma* ]] ||
			run -0 shell --dry-run -c "let mode 0; save before; $example"
	done
}

@test "help explains commands and topics" {
	local topic
	run -0 mocked uio-shell -c 'help md; help help'
	[[ ${lines[0]} == "Usage: md[.b|.w|.l|.q] OFFSET [COUNT]" && ${lines[3]} == "Usage: help [COMMAND|TOPIC]" ]]
	for topic in $(mocked uio-shell -c help | tail -n 1); do
		run -0 mocked uio-shell -c "help $topic"
		[[ ${#lines[@]} -gt 2 ]]
		run ! grep -E '.{81}' <<<"$output"
	done
	run -2 mocked uio-shell -c 'help frob'
	run -0 mocked uio-shell -c 'uio-peek --help'
	[[ $output == *"DEVICE is left out"*"Example: peek "* ]]
}

@test "the manual page has each command of the table, and the options that its help has" {
	local name option page
	page=$(sed -z 's/\.It Xo\n\.Cm/.It Cm/g' "$BATS_TEST_DIRNAME/../../man/uio-shell.1")
	for name in $(table_of_commands); do
		grep -qE "^\.It Cm ([a-z]+ , )*$name( |$)" <<<"$page"
		[[ $(mocked uio-shell -c "help $name") != *"[OPTION...]"* ]] || continue
		for option in $(mocked uio-shell -c "help $name" | grep -oE '\[--[a-z-]+'); do
			grep -A 5 -E "^\.It Cm $name( |$)" <<<"$page" | grep -qF -- "Fl Fl ${option#??-}"
		done
	done
}

# bats test_tags=binary
@test "--read-only opens and maps for reading, and refuses all writes" {
	local command
	run -0 mocked env ASAN_OPTIONS="${ASAN_OPTIONS-}:detect_leaks=0" strace -f -e trace=open,openat,mmap -o "$BATS_TEST_TMPDIR/calls" uio-shell --read-only fpga -c 'peek ID; until ID != 0; expect CTRL.EN == 0; save before; diff before'
	[[ $(grep 'dev/uio0"' "$BATS_TEST_TMPDIR/calls") == *O_RDONLY* ]]
	run ! grep -E 'dev/uio0".*(O_RDWR|O_WRONLY)|PROT_WRITE, MAP_SHARED' "$BATS_TEST_TMPDIR/calls"
	before=$(mocked uio-peek fpga 0+16)
	for command in 'poke CTRL=1' 'CTRL=1' 'fill 0+8 1' 'mw 4 1' 'mm 4 1' 'nm 4 1' 'let i 0; repeat 3 { poke 4=1 }' 'load --force before' \
		'irq on' 'irq off' 'irq 1' 'wait --timeout=1s' 'wait --no-arm --ack=4=1'; do
		run -5 shell --read-only -c "save before; $command"
		[[ $output == *"fpga: "*"because the shell was started with --read-only"* ]]
	done
	[[ $output == *"not written because the shell was started with --read-only"* ]]
	[[ $(mocked uio-peek fpga 0+16) == "$before" ]]
	run -0 shell --read-only -c 'poke --dry-run CTRL=1'
	[[ $output == "write 0x00000004 32 0x00000001" ]]
	run -0 shell --read-only --dry-run -c 'CTRL=1'
	run -5 shell --read-only -c 'wait'
	[[ $output == *"(--no-arm waits without arming)"* ]]
}

# Each change is seen before the next one is made. A change that is made during a round
# is seen by the operands that are read later, so CTRL.MODE is reported by itself.
follow_changes() { # COMMAND...
	cd "$BATS_TEST_TMPDIR" || return
	rm -f log
	"$@" >log 2>/dev/null &
	until grep -qs "^0x0000000c: " log; do :; done
	uio-poke fpga CTRL=0x11
	until grep -q " CTRL.MODE .* run$" log && grep -q " -> 0x00000011$" log; do :; done
	uio-poke fpga CTRL.MODE=stop
	until grep -q " CTRL.MODE .* stop$" log && grep -q " -> 0x00000001$" log; do :; done
	uio-poke fpga 0xc=5
	until grep -q " 0x0000000c " log; do :; done
	kill $!
	sed -Ei 's/^[0-9]+\.[0-9]{6} /TIME /' log
	grep -v "CTRL\.MODE" log
	grep "CTRL\.MODE" log
	uio-poke fpga CTRL=0x07060504 0xc=0x0f0e0d0c
}

@test "--changes logs the changes of registers" {
	local watched="CTRL CTRL.MODE FIFO 0xc+4" command
	for command in "uio-peek --watch 1ms --changes -d fpga $watched" \
		"uio-shell fpga -c 'watch --changes --interval=1ms $watched'" \
		"uio-shell fpga -c 'watch --interval 1ms --changes $watched'"; do
		run -0 mocked timeout 300 bash -c "$(declare -f follow_changes); follow_changes $command"
		diff - <(echo "$output") <<-'END'
			CTRL      0x07060504
			  EN   0     0x0
			  MODE 7:4   0x0 stop
			FIFO      - (not read: reading has an effect)
			0x0000000c: 0f0e0d0c
			TIME CTRL 0x07060504 -> 0x00000011
			  EN   0     0x0 -> 0x1
			  MODE 7:4   0x0 stop -> 0x1 run
			TIME CTRL 0x00000011 -> 0x00000001
			  MODE 7:4   0x1 run -> 0x0 stop
			TIME 0x0000000c 0x0f0e0d0c -> 0x00000005
			CTRL.MODE 0x0 stop
			TIME CTRL.MODE 0x0 stop -> 0x1 run
			TIME CTRL.MODE 0x1 run -> 0x0 stop
		END
	done
	run -2 mocked uio-peek --changes fpga 0
	[[ $output == *"--changes requires --watch"* ]]
	run -2 mocked uio-peek --watch=1s --changes -J fpga 0
}

@test "the exit status is decimal for every command" {
	run -124 shell -k -c 'until --timeout=1ms ID == 9; mw 10 $?; peek 0x10'
	[[ ${lines[-1]} == 0x0000007c ]]
	run -124 shell -k -c 'until --timeout=1ms ID == 9; echo $?'
	[[ ${lines[-1]} == 124 ]]
}

@test "a NUL byte ends the lines of standard input" {
	printf 'CTRL=1\nCTRL=2\0; CTRL=3\nCTRL\n' >"$BATS_TEST_TMPDIR/lines"
	run -2 mocked bash -c "uio-shell -x fpga <'$BATS_TEST_TMPDIR/lines'"
	[[ $output == $'+ CTRL=1\nuio-shell: standard input: a line contains a NUL byte' ]]
}

@test "only operands name devices" {
	cd "$BATS_TEST_TMPDIR"
	prints '' 'let i 1; expect $i == 1 : see std::vector'
	fails 9 "see std::vector: expected '(0x1) == 2'" 'let i 1; expect $i == 2 : see std::vector'
	run -0 shell -c 'peek -o a::b ID; peek --output=a::c ID; save -o a::d ID'
	[[ -s a::b && -s a::c && -s a::d ]]
	run -0 shell -c 'peek -oa::e fpga::ID; peek --output a::f fpga::ID'
	[[ -s a::e && -s a::f ]]
	fails 3 "std: no such UIO device" 'expect std::ID == 1'
}

@test "--regs is for the first device only" {
	mock_device 1 dma uio_test b0000000.dma "$(map 0 regs 0xb0000000 0x1000 0x0)"
	printf 'register ONLY 0\n' >"$BATS_TEST_TMPDIR/only.regs"
	run -0 mocked uio-shell --regs "$BATS_TEST_TMPDIR/only.regs" -c 'dma::ONLY; use fpga; ID'
	run -2 mocked uio-shell --regs "$BATS_TEST_TMPDIR/only.regs" -c 'dma::ONLY; use fpga; ONLY'
}

@test "an offset that begins with a hexadecimal number is an expression" {
	prints '0x000000f4: 00000000' 'md f0+4 1'
	prints '0x0000000c: 0f0e0d0c' 'md 8+4 1'
	fails 2 "not an operand" 'md CTRL+4 1'
}

@test "in a dry run the branches of if do not affect each other" {
	mock_device 1 dma uio_test b0000000.dma "$(map 0 regs 0xb0000000 0x1000 0x0)"
	run -0 shell --dry-run -c 'if ID == 1 { use dma; set width 8 } else { CTRL.MODE=run }; CTRL.MODE=run; 0x100=0x1234'
	[[ $output == *"write 0x00000100 32 0x00001234" ]]
}

@test "$? is the status of the previous command or block" {
	local script='frob; echo $?; echo $?
		repeat 1 { expect ID == 1; echo in }
		echo $?; expect ID == 1; if ID == 5 { echo no }; echo $?'
	run -2 --separate-stderr shell -k -c "$script"
	diff - <(echo "$output") <<<$'2\n0\n''in'$'\n9\n0'
	run -2 --separate-stderr shell -k <<<"$script"
	diff - <(echo "$output") <<<$'2\n0\n''in'$'\n9\n0'
}

@test "watch takes its time from --interval, anywhere among its options" {
	prints '0 0x0100' 'watch -w 16 --interval=1ms --repeat=1 0'
	prints 'ID 0x03020100' 'watch --inter=1ms --repeat=1 ID'
	fails 2 "--watch and --interval cannot be used together" 'peek --watch=1ms --interval=1ms ID'
}

@test "messages quote what was typed" {
	fails 2 "'10+zz': not a number at column 4" 'mw 0 10+zz'
	fails 2 "'0x4:3:0': not a number at column 4" 'md 0x4:3:0'
	fails 2 "command 'poke \$none=1 0x10=2' failed" 'poke $none=1 0x10=2'
	fails 2 "Try \`peek --help' for more information." 'peek --bad'
	[[ $output != *--usage* ]]
}

@test "in a dry run a branch of if does not change the registers of the device" {
	echo 'register OTHER 0' >"$BATS_TEST_TMPDIR/other"
	run -0 shell --dry-run -c "if ID == 0 { set regs $BATS_TEST_TMPDIR/other; OTHER=1 } else { CTRL=1 }; CTRL=2"
	diff - <(echo "$output") <<-'EOF'
		read 0x00000000 32
		write 0x00000000 32 0x00000001
		write 0x00000004 32 0x00000001
		write 0x00000004 32 0x00000002
	EOF
}
