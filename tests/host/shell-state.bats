#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# States that uio-shell saves, compares and loads, its logs, and their replay. The mock
# device's bytes count from 0.
#
# shellcheck disable=SC2016

load helper
load shell

setup() {
	trace_tests_only
	mock_device 0 fpga uio_test a0000000.fpga "$(map 0 regs 0xa0000000 0x1000 0x0)" "$(map 1 ram 0xa0001000 0x1000 0x0)"
	mock_device 1 plain uio_test b0000000.plain "$(map 0 regs 0xb0000000 0x1000 0x0)"
	export UIO_REGS_PATH=$BATS_TEST_TMPDIR
	cat >"$UIO_REGS_PATH/fpga.regs" <<-'REGS'
		width 32
		register ID 0x0 ro
		register CTRL 0x4
			field EN 0
			field MODE 7:4 stop=0 run=1
		register VIEW 0x4 alternate
		register FIFO 0x8 rc
		register COUNT 0xc volatile
		register MIX 0x10
			field GO 0 pulse
			field ERR 1 w1c
			field DONE 2 ro
			field RISE 3 w0c
			field LEN 15:8
		register CMD 0x14 pulse
		register KEY 0x18 wo
		register PART 0x1c
			field SECRET 7:0 wo
		group CH[2] 0x20 stride 0x10
			register CFG 0x0 width 16
		end
		register EVENT 0x40 w0c
	REGS
	cd "$BATS_TEST_TMPDIR" || return
}

@test "a saved state has the readable registers, with the device's identity" {
	prints '' 'save -o a; save -o b'
	diff - a <<-'EOF'
		uio-state 1
		device fpga
		version 1.0
		region map0
		driver uio_test
		parent platform:a0000000.fpga
		regs fpga.regs
		endian little

		0x00000000 32 0x03020100 ID
		0x00000004 32 0x07060504 CTRL
		0x0000000c 32 0x0f0e0d0c COUNT volatile
		0x00000010 32 0x00000000 MIX
		0x0000001c 32 0x00000000 PART
		0x00000020 16 0x0000 CH[0].CFG
		0x00000030 16 0x0000 CH[1].CFG
		0x00000040 32 0x00000000 EVENT
	EOF
	cmp a b
}

@test "operands select the registers that are saved" {
	prints '' 'save -o a CH[1].CFG 0+16 FIFO'
	diff - <(tail -n +10 a) <<-'EOF'
		0x00000030 16 0x0000 CH[1].CFG
		0x00000000 32 0x03020100 ID
		0x00000004 32 0x07060504 CTRL
		0x0000000c 32 0x0f0e0d0c COUNT volatile
		0x00000008 32 0x0b0a0908 FIFO
	EOF
	prints '' 'set width 8; save -o a 2+3 12'
	diff - <(tail -n +10 a) <<-'EOF'
		0x00000002 8 0x02 -
		0x00000003 8 0x03 -
		0x00000004 8 0x04 -
		0x0000000c 8 0x0c - volatile
	EOF
	prints $'b fpga:map0 1 register\na plain:map0 2 registers' 'use plain; save b fpga::ID; save a 0+8; save'
	prints $'a fpga:map0 2 registers' 'save a; save a ID CTRL; save'
	fails 2 "'CTRL.EN' is not a whole register" 'save a CTRL.EN'
	fails 2 "all operands of a command must belong to one device" 'save a ID plain::0'
	fails 2 "usage: save NAME" 'save -o'
	fails 2 "usage: save NAME" 'save -x'
	fails 3 "no register file for the device: give OPERANDs" 'use plain; save a'
	fails 3 "no such register" 'save a NOSUCH'
	fails 1 "No such file or directory" 'save -o /nonexistent/a'
	run -2 mocked uio-shell -c 'save a'
	[[ $output == *"no device is in use"* ]]
}

@test "changes by register and field" {
	cat >want <<-'EOF'
		CTRL 0x07060504 -> 0x00000011
		  EN   0     0x0 -> 0x1
		  MODE 7:4   0x0 stop -> 0x1 run
		COUNT 0x0f0e0d0c -> 0x00000005 (volatile)
		CH[1].CFG 0x0000 -> 0x0007
	EOF
	prints "$(cat want)" 'save a; CTRL=0x11; COUNT=5; CH[1].CFG=7; diff a'
	prints "$(cat want)" 'save a; CTRL=0x11; COUNT=5; CH[1].CFG=7; save b; CTRL=0; diff a b'
	prints "$(cat want)" 'save -o a; CTRL=0x11; COUNT=5; CH[1].CFG=7; save -o b'$'\n''diff a b'
	# Without the device, the register file is found by its name.
	run -0 uio-shell -c 'diff a b'
	diff want - <<<"$output"
	UIO_REGS_PATH=/nonexistent run -0 uio-shell -c 'diff a b'
	diff <(grep -v '^ ' want) - <<<"$output"
	prints $'0x00000000 0x03020100 -> 0xfffffffe' 'use plain; save a 0+8; 0=0xfffffffe; diff a'
	prints $'CTRL 0x07060504 -> -\nMIX - -> 0x00000000' 'save a ID CTRL; save b ID MIX; diff a b'
	prints '' 'save a; diff a; diff --check a'
}

@test "diff --check, and differences that it does not count" {
	fails 9 "a: registers that are not volatile differ" 'save a; CTRL=0; diff --check a'
	prints 'COUNT 0x0f0e0d0c -> 0x00000000 (volatile)' 'save a; COUNT=0; diff --check a'
	# A diff alone does not read it again.
	prints 'FIFO 0x0b0a0908 -> - (not read: reading has an effect)' 'save a FIFO; diff --check a'
	fails 9 "'a' was saved from the region map0, but this is map1" 'save a; use fpga:map1; diff a'
	fails 1 "nosuch: No such file" 'diff nosuch'
	fails 2 "usage: diff" 'diff --check'
	fails 2 "unexpected argument 'd'" 'diff a b c d'
}

@test "groups and globs are saved except for registers that cannot be read" {
	prints '' 'save -o a CH'
	diff - <(tail -n +10 a) <<-'EOF'
		0x00000020 16 0x0000 CH[0].CFG
		0x00000030 16 0x0000 CH[1].CFG
	EOF
	prints '' 'save -o a K* FIFO *I*'
	diff - <(tail -n +10 a) <<-'EOF'
		0x00000008 32 0x0b0a0908 FIFO
		0x00000000 32 0x03020100 ID
		0x00000010 32 0x00000000 MIX
	EOF
	fails 2 'is not a whole register' 'save -o a CH[*].CFG:0'
}

@test "states are compared in time, though the second one lacks a register" {
	local i
	for ((i = 0; i < 50000; i++)); do
		printf '0x%x 32 0 -\n' $((4 * i))
	done >lines
	{ echo 'uio-state 1'; cat lines; } >a
	{ echo 'uio-state 1'; tail -n +2 lines; } >b
	run -0 timeout 20 uio-shell -c 'diff a b; diff b a'
	diff - <(echo "$output") <<-'EOF'
		0x00000000 0x00000000 -> -
		0x00000000 - -> 0x00000000
	EOF
}

@test "load writes registers that keep a value, in the file's order, and reads nothing" {
	cat >want <<-'EOF'
		ID 0x03020100 (not written: it is read-only)
		CTRL 0x00000011
		COUNT 0x0f0e0d0c
		MIX 0x0000aa0c
		PART 0x00000000 (not written: a part of the register cannot be read)
		CH[0].CFG 0x0000
		CH[1].CFG 0x0000
		EVENT 0x00000000 (not written: the register does not keep a value)
	EOF
	prints "$(cat want)" 'CTRL=0x11; poke 0x10=0xaa07; save -o a; fill 4+44 0x33'$'\n''load a'
	run -0 shell -c 'poke 0x10=0xaa07 CTRL=0x11; save a; poke 0x10=0 CTRL=0 PART=7; load a; peek CTRL MIX PART'
	[[ $output == *$'\nCTRL 0x00000011\nMIX  0x0000aa0c\nPART 0x00000007' ]]
	run -0 shell -c 'load --dry-run a'
	diff - <(echo "$output") <<-'EOF'
		write 0x00000004 32 0x00000011
		write 0x0000000c 32 0x0f0e0d0c
		write 0x00000010 32 0x0000aa0c
		write 0x00000020 16 0x0000
		write 0x00000030 16 0x0000
	EOF
	# In units that are not registers of the file, bits with an effect are left
	# alone.
	printf 'uio-state 1\n16 8 255 -\n4 8 7 -\n8 16 1 -\n' >raw
	run -0 shell -c 'load --force raw; peek -w 8 0x10 4 8'
	diff - <(echo "$output") <<-'EOF'
		0x00000010 0xfc
		0x00000004 0x07
		0x00000008 0x0001 (not written: a register at this offset cannot be read)
		0x10 0xfc
		4    0x07
		8    0x08
	EOF
}

@test "a register is saved under the name that was given, with its byte order" {
	printf '%s\n' 'register M 0 endian big' 'register A 0 alternate endian little' \
		'register CMD 8 wo' 'register STAT 8 ro' >fpga.regs
	prints '' 'save -o a A; save -o b M 0; save -o c 8+4'
	[[ $(tail -n 1 a) == '0x00000000 32 0x03020100 A' ]]
	[[ $(tail -n 2 b) == $'0x00000000 32 0x00010203 M\n0x00000000 32 0x00010203 M' ]]
	[[ $(tail -n 1 c) == '0x00000008 32 0x0b0a0908 STAT' ]]
}

@test "a change of a register is seen although another one there is write-only" {
	printf '%s\n' 'register CMD 0 wo' 'register STAT 0 ro' >fpga.regs
	fails 9 "a: registers that are not volatile differ" 'save a; poke 0=0x66; diff --check a'
	prints 'STAT 0x03020100 -> 0x00000066' 'save a; poke 0=0x66; diff a'
}

@test "load skips a unit in which all registers are read-only" {
	printf '%s\n' 'register H0 0x10 width 16 ro' 'register H1 0x12 width 16 ro' \
		'register G0 0x14 width 16 ro' >fpga.regs
	prints '' 'save -o a 0x10+8'
	prints $'0x00000010 0x00000000 (not written: it is read-only)\n0x00000014 0x00000000' 'load a'
}

@test "load is refused for another device, and reports errors in a file with their position" {
	mock_device 2 dma uio_test b0000000.dma "$(map 0 regs 0xb0000000 0x1000 0x0)"
	cp fpga.regs dma.regs
	fails 9 "dma: 'a' was saved from the device 'fpga', but this is 'dma'" 'save a; use dma; load a'
	fails 9 "dma: 'a' was saved from the device 'fpga'" 'save -o a; use dma; load a'
	prints $'CTRL 0x07060504\n0x07060504' 'save a CTRL; use dma; CTRL=0; load --force a; peek CTRL'
	sed -i 's/^device .*/device dma/' a
	fails 9 "'a' was saved with the register file 'fpga.regs', not 'dma.regs'" 'use dma; load a'
	printf 'uio-state 1\ndevice fpga\n0 32 0x1ffffffff A\n' >wrong
	fails 2 "wrong: line 3, column 6: the value does not fit in the width" 'load wrong'
	printf 'uio-state 1\n8 32 1 CTRL\n' >wrong
	fails 2 "'CTRL' has another offset" 'load --force wrong'
	printf 'uio-state 1\n0x1000 32 1 -\n' >wrong
	fails 2 "'0x00001000': outside the region" 'load --force wrong'
	printf 'uio-state 1\n0 8 1 CTRL.EN\n' >wrong
	fails 2 "'CTRL.EN' has another offset" 'load --force wrong'
	fails 2 "usage: load" 'load --force'
	# An error further on in the file keeps all registers from being written.
	printf 'uio-state 1\n0x4 32 1 -\n1 32 1 -\n' >wrong
	run -2 shell -k -c 'load --force wrong; peek CTRL'
	[[ ${lines[0]} == *"'0x00000001': not aligned"* && ${lines[2]} == 0x07060504 ]]
}

# The memory of a mock device ends with its first page.
@test "save and load report a register that cannot be accessed" {
	mock_device 2 large uio_test c0000000.large "$(map 0 regs 0xc0000000 0x4000 0x0)"
	printf 'uio-state 1\n0 32 1 -\n0x1000 32 1 -\n4 32 1 -\n' >state
	run -7 mocked uio-shell -k -c 'load --force state; peek 0 4' large
	[[ ${lines[3]} == "uio-shell: large: 0x1000: bus error "* ]]
	[[ ${lines[4]} == "uio-shell: large: 1 of 3 registers were written before the failure" ]]
	[[ $output == *$'\n0 0x00000001\n4 0x07060504' ]]
	run -7 mocked uio-shell -k -c 'save a 0; save a 0x1000; save b 0 0x1000; save' large
	[[ ${lines[0]} == "uio-shell: large: 0x1000: bus error "* ]]
	[[ $output == *$'\na large:map0 1 register' && $output != *$'\nb '* ]]
}

@test "a log is a script, whose comments are the results" {
	run -9 shell -c 'log l; log; irq notify; CTRL=0x11; CTRL ; COUNT # now
let n 2; repeat $n {
  peek ID    # twice
  let x COUNT; echo $x
}
until --timeout=1s CTRL == 0x11; peek 0+16; peek -J ID; let; expect ID == 1; echo not reached'
	[[ ${lines[0]} == l && ${lines[1]} == off && ${lines[-1]} == *"command 'expect ID == 1' failed (exit 9)" ]]
	diff - <(sed -E 's/after .* reads?/after/' l) <<-'EOF'
		# uio-shell log 1
		# fpga is device fpga version 1.0 region map0 driver uio_test parent platform:a0000000.fpga regs fpga.regs
		CTRL=0x11
		CTRL
		#= CTRL 0x00000011
		#=   EN   0     0x1
		#=   MODE 7:4   0x1 run
		COUNT
		#~ COUNT 0x0f0e0d0c
		let n 2
		repeat $n {
		  peek ID    # twice
		  let x COUNT; echo $x
		}
		#= 0x03020100
		#~ 0xf0e0d0c
		#= 0x03020100
		#~ 0xf0e0d0c
		until --timeout=1s CTRL == 0x11
		#~ CTRL == 0x11: 0x00000011 after
		peek 0+16
		#~ 0x00000000: 03020100 00000011 -------- 0f0e0d0c
		peek -J ID
		#~ {"device":"fpga","number":0,"region":"map0","values":[{"operand":"ID","offset":0,"width":32,"value":"0x03020100","integer":50462976,"fields":[]}]}
		let
		#~ x 0xf0e0d0c 252579084
		#= n 0x2 2
		expect ID == 1
		#! 9
	EOF
	# The log is a script, which ends where the session ended.
	run -9 shell -f l
	[[ ${lines[0]} == "CTRL 0x00000011" ]]
	run -0 --separate-stderr shell --replay l
	[[ $output == "l: 10 commands, 0 differences" ]]
	# Commands that are not in a log: the one that ends it, and one that begins
	# another.
	prints $'off\nl\noff' 'log; log l; log; log m; log off; log'
	fails 1 "/nonexistent/l: No such file" 'log /nonexistent/l'
	fails 2 "unexpected argument 'm'" 'log l m'
}

@test "a log begins with the current settings and variables" {
	run -0 shell -c 'set base 10; set decode off; let n 0x4; log l; CTRL=$n; CTRL; echo $n'
	diff - <(tail -n +3 l) <<-'EOF'
		set base 10
		set decode off
		let n 0x4
		CTRL=$n
		CTRL
		#= 4
		echo $n
		#= 4
	EOF
	run -0 shell --replay l
	run -0 shell -c 'let x ~0; let y 5; log l; let'
	run -0 shell --replay l
}

@test "a log does not contain output that is only for terminals" {
	HOME=$BATS_TEST_TMPDIR TERM=xterm script -qec "umockdev-run -d devices -- uio-shell -c 'log l; peek --watch=1ms --repeat=2 ID; peek ID' fpga; umockdev-run -d devices -- uio-shell -c 'log m; dump 0+16' fpga" /dev/null </dev/null >shown
	diff - <(tail -n +3 l) <<-'EOF'
		peek --watch=1ms --repeat=2 ID
		#= 0x03020100
		#= 0x03020100
		peek ID
		#= 0x03020100
	EOF
	diff - <(tail -n +4 m) <<-'EOF'
		#~ 0x00000000: 03020100 07060504 -------- 0f0e0d0c
	EOF
	grep -q '^0x03020100' shown
}

@test "a replay reports where results differ" {
	run -3 shell -c 'log l; ID; COUNT; echo a b; let x 7; save s; CTRL=3; diff s; peek NOSUCH'
	run -0 --separate-stderr shell --replay l
	[[ $output == "l: 8 commands, 0 differences" ]]
	sed -i -e 's/^#= ID.*/#= ID 0x0000abcd/' -e 's/^#~ COUNT.*/#~ COUNT 0x1/' -e 's/^#= a b/&\n#= c/' -e '/^#=   EN.*->/d' -e 's/^#! 3//' l
	run -9 --separate-stderr shell --replay l
	[[ $output == "l: 8 commands, 4 differences" ]]
	# shellcheck disable=SC2154
	diff - <(grep ' l:[0-9]*: ' <<<"$stderr") <<-'EOF'
		uio-shell: l:4: expected 'ID 0x0000abcd', found 'ID 0x03020100'
		uio-shell: l:9: expected 'c', found no such line
		uio-shell: l:13: expected no more lines, found '  EN   0     0x0 -> 0x1'
		uio-shell: l:15: expected exit status 0, found 3
	EOF
	run -9 --separate-stderr shell -x --replay l
	[[ $stderr == *"l:6: expected 'COUNT 0x1', found 'COUNT 0x0f0e0d0c' (volatile)"* ]]
	[[ $output == "l: 8 commands, 4 differences" ]]
}

@test "volatile lines may be more or fewer, and lines stay in step" {
	printf '%s\n' 'repeat 2 { COUNT; ID }' '#~ a' '#~ b' '#= ID 0x03020100' '#~ c' '#= ID 0x03020100' >l
	run -0 shell --replay l
	printf '%s\n' 'repeat 2 { COUNT; COUNT; ID }' '#~ a' '#= ID 0x03020100' '#~ c' '#= ID 0x03020100' >l
	run -0 shell --replay l
	# Lines that were volatile once are not compared.
	printf '%s\n' 'ID; ID' '#~ x' '#= ID 0x03020100' >l
	run -9 shell --replay l
	[[ ${lines[0]} == *"l:1: expected no more lines"* ]]
	printf '%s\n' 'repeat 2 { ID }' '#~ x' '#= ID 0x03020100' >l
	run -0 shell --replay l
	# These are empty lines, and a comment that is not a result.
	printf '%s\n' '# hello' 'repeat 2 { echo }' '#=' '# between' '#= ' >l
	run -0 shell --replay l
	[[ $output == "l: 1 command, 0 differences" ]]
	: >l
	run -0 shell --replay l
	[[ $output == "l: 0 commands, 0 differences" ]]
}

@test "a replay does not repeat a command that was interrupted" {
	printf '%s\n' 'peek --repeat=0 ID' '#= ID 0x03020100' '#! 130' 'echo on' '#= on' >l
	run -0 shell --replay l
	[[ ${lines[0]} == "uio-shell: l:1: not run again because it was interrupted" ]]
	[[ ${lines[1]} == "l: 1 command, 0 differences" ]]
}

@test "logs that a replay refuses" {
	run -1 shell --replay nosuch
	[[ $output == *"nosuch: No such file"* ]]
	printf '%s\n' 'echo a' '}' >l
	run -2 shell --replay l
	[[ $output == "uio-shell: l:2:1: unexpected '}': no block is open" ]]
	run -2 shell --replay l -f l
	[[ $output == *"cannot be used together"* ]]
	run -2 shell --replay l --dry-run
	[[ $output == *"a dry run reads nothing"* ]]
}

@test "a log of single commands, and of a file that one of them runs" {
	printf 'echo inner\nlog\n' >inner
	run -0 shell <<<$'log l\nrepeat 2 {\n echo a\n}\nsource inner; echo b\nlog off\necho c'
	diff - <(tail -n +3 l) <<-'EOF'
		repeat 2 {
		 echo a
		}
		#= a
		#= a
		source inner
		#= inner
		#= l
		echo b
		#= b
	EOF
	[[ ${lines[-1]} == c ]]
	# Logs that begin or end within a block.
	run -0 shell -c 'repeat 1 { log l; echo a }; repeat 1 { echo b; log off; echo c }; echo d'
	diff - <(tail -n +3 l) <<-'EOF'
		echo a
		#= a
		repeat 1 { echo b; log off; echo c }
		#= b
	EOF
}

@test "a dry run saves, loads and logs nothing" {
	run -0 shell -c 'save -o f ID CTRL'
	run -0 --separate-stderr shell --dry-run -c 'log l; save a ID; diff a; load a; save -o x; load x; load f; diff f'
	diff - <(echo "$output") <<-'EOF'
		read 0x00000000 32
		read 0x00000000 32
		read 0x00000004 32
		read 0x0000000c 32
		read 0x00000010 32
		read 0x0000001c 32
		read 0x00000020 16
		read 0x00000030 16
		read 0x00000040 32
		write 0x00000004 32 0x07060504
		read 0x00000000 32
		read 0x00000004 32
	EOF
	[[ $stderr == *"a: not checked: the state is not saved yet"*"x: not checked"* ]]
	[[ ! -e l && ! -e x ]]
}

@test "a log that cannot be written fails the command" {
	run -1 shell -c 'log /dev/full; echo a; echo b'
	[[ $output == *"a"*"/dev/full: the log is incomplete: No space left on device"* ]]
	[[ $output != *b* ]]
	run -1 shell -c 'log /dev/full; log off; echo b'
	[[ $output == "uio-shell: /dev/full: No space left on device"* && $output != *$'\nb'* ]]
	run -1 shell -c 'log /dev/full'
	[[ $output == "uio-shell: /dev/full: No space left on device" ]]
}

@test "a log has the output up to the one that standard output did not take" {
	run -1 mocked bash -c 'exec uio-shell -c "log $0; peek 0+4096; echo more" fpga >/dev/full' "$BATS_TEST_TMPDIR/log"
	[[ ${lines[0]} == "uio-shell: fpga: stopped at 0x"*": standard output: No space left on device" ]]
	sed -i 1,2d "$BATS_TEST_TMPDIR/log"
	run -0 cat "$BATS_TEST_TMPDIR/log"
	[[ ${lines[0]} == "peek 0+4096" && ${lines[1]} == "#~ 0x00000000: "* && ${lines[-1]} == "#! 1" ]]
	((${#lines[@]} > 4 && ${#lines[@]} < 2 + 256))
}

@test "a log has a last line that is not ended, too" {
	run -0 shell -c "log $BATS_TEST_TMPDIR/log; 0x10=0x64636261; peek -o - 0x10; echo next"
	[[ $output == abcdnext ]]
	diff - <(sed 1,2d "$BATS_TEST_TMPDIR/log") <<-'EOF2'
		0x10=0x64636261
		peek -o - 0x10
		#= abcd
		echo next
		#= next
	EOF2
}

@test "a log that cannot begin leaves the present one as it is" {
	run -1 shell -k -c 'log l; log /nonexistent/m; echo a'
	[[ ${lines[0]} == "uio-shell: /nonexistent/m: No such file or directory" ]]
	[[ $(tail -n 2 l) == $'echo a\n#= a' ]]
	run -0 shell -c 'log l; echo a; log l; echo b'
	[[ $(tail -n +3 l) == $'echo b\n#= b' ]]
}

@test "a replay makes no log, even in a file" {
	echo 'CTRL=1; log m' >file
	run -0 shell -c 'log l; source file'
	rm m
	run -0 shell --replay l
	[[ $output == *"0 differences" && ! -e m ]]
}

# bats test_tags=long
@test "a log names files as they have to be typed" {
	local name
	for name in 'a file' 'a;b' "it's" 'a$b' 'a#b'; do
		cp "$UIO_REGS_PATH/fpga.regs" "$name"
		run -0 shell --regs "./$name" -c 'log l; ID'
		run -0 shell --replay l
		[[ $output == *"2 commands, 0 differences" ]]
	done
}

@test "commands of the session are not recorded, however they are spelled" {
	run shell -k -c "log l; 'help' log; history; irq  notify; uio-irq notify; echo on"
	[[ $(grep -v '^#' l) == "echo on" ]]
}
