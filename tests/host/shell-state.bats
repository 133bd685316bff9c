#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# States that uio-shell saves, compares and loads. The mock device's bytes count from 0.
#
# shellcheck disable=SC2016

load helper

setup() {
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
			field LEN 15:8
		register CMD 0x14 pulse
		register KEY 0x18 wo
		register PART 0x1c
			field SECRET 7:0 wo
		group CH[2] 0x20 stride 0x10
			register CFG 0x0 width 16
		end
	REGS
	cd "$BATS_TEST_TMPDIR" || return
}

shell() { # ARGUMENT...
	mocked uio-shell "$@" fpga
}

prints() { # WANTED COMMANDS
	run -0 shell -c "$2"
	diff - <(echo "$output") <<<"$1"
}

fails() { # STATUS MESSAGE COMMANDS
	run "-$1" shell -c "$3"
	[[ $output == *"$2"* ]] || {
		echo "wanted: $2, got: $output"
		return 1
	}
}

@test "a saved file: what may be read, with the device's identity" {
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
	EOF
	cmp a b
}

@test "operands choose what is saved" {
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
	fails 2 "'CTRL.EN' is no whole register" 'save a CTRL.EN'
	fails 2 "a command works on one device" 'save a ID plain::0'
	fails 2 "it is \`save NAME" 'save -o'
	fails 2 "it is \`save NAME" 'save -x'
	fails 3 "no register file tells what there is" 'use plain; save a'
	fails 3 "no such register" 'save a NOSUCH'
	fails 1 "No such file or directory" 'save -o /nonexistent/a'
	run -2 mocked uio-shell -c 'save a'
	[[ $output == *"no device is in use"* ]]
}

@test "what changed, by register and field" {
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
	# The register file is found without the device, by its name.
	run -0 uio-shell -c 'diff a b'
	diff want - <<<"$output"
	UIO_REGS_PATH=/nonexistent run -0 uio-shell -c 'diff a b'
	diff <(grep -v '^ ' want) - <<<"$output"
	prints $'0x00000000 0x03020100 -> 0xfffffffe' 'use plain; save a 0+8; 0=0xfffffffe; diff a'
	prints $'CTRL 0x07060504 -> -\nMIX - -> 0x00000000' 'save a ID CTRL; save b ID MIX; diff a b'
	prints '' 'save a; diff a; diff --check a'
}

@test "diff --check, and what it does not count" {
	fails 9 "a: what is not volatile differs" 'save a; CTRL=0; diff --check a'
	prints 'COUNT 0x0f0e0d0c -> 0x00000000 (volatile)' 'save a; COUNT=0; diff --check a'
	# For diff alone it is not read again.
	prints 'FIFO 0x0b0a0908 -> - (not read: reading has an effect)' 'save a FIFO; diff --check a'
	fails 9 "'a' is of the region map0, this is map1" 'save a; use fpga:map1; diff a'
	fails 1 "nosuch: No such file" 'diff nosuch'
	fails 2 "it is \`diff" 'diff --check'
	fails 2 "'d' is too much" 'diff a b c d'
}

@test "load writes what keeps a value, in the file's order, and reads nothing" {
	cat >want <<-'EOF'
		ID 0x03020100 (not written: it is read-only)
		CTRL 0x00000011
		COUNT 0x0f0e0d0c
		MIX 0x0000aa04
		PART 0x00000000 (not written: a part of it cannot be read)
		CH[0].CFG 0x0000
		CH[1].CFG 0x0000
	EOF
	prints "$(cat want)" 'CTRL=0x11; poke 0x10=0xaa07; save -o a; fill 4+44 0x33'$'\n''load a'
	run -0 shell -c 'poke 0x10=0xaa07 CTRL=0x11; save a; poke 0x10=0 CTRL=0 PART=7; load a; peek CTRL MIX PART'
	[[ $output == *$'\nCTRL 0x00000011\nMIX 0x0000aa04\nPART 0x00000007' ]]
	run -0 shell -c 'load --dry-run a'
	diff - <(echo "$output") <<-'EOF'
		write 0x00000004 32 0x00000011
		write 0x0000000c 32 0x0f0e0d0c
		write 0x00000010 32 0x0000aa04
		write 0x00000020 16 0x0000
		write 0x00000030 16 0x0000
	EOF
	# Units that are no register of the file: bits that act are left alone.
	printf 'uio-state 1\n16 8 255 -\n4 8 7 -\n8 16 1 -\n' >raw
	run -0 shell -c 'load --force raw; peek -w 8 0x10 4 8'
	diff - <(echo "$output") <<-'EOF'
		0x00000010 0xfc
		0x00000004 0x07
		0x00000008 0x0001 (not written: a register there cannot be read)
		0x10 0xfc
		4 0x07
		8 0x08
	EOF
}

@test "load is for the device that it is of, and says where a file is wrong" {
	mock_device 2 dma uio_test b0000000.dma "$(map 0 regs 0xb0000000 0x1000 0x0)"
	cp fpga.regs dma.regs
	fails 9 "dma: 'a' is of the device 'fpga', this is 'dma'" 'save a; use dma; load a'
	fails 9 "dma: 'a' is of the device 'fpga'" 'save -o a; use dma; load a'
	prints $'CTRL 0x07060504\n0x07060504' 'save a CTRL; use dma; CTRL=0; load --force a; peek CTRL'
	sed -i 's/^device .*/device dma/' a
	fails 9 "'a' has names of the register file 'fpga.regs', not 'dma.regs'" 'use dma; load a'
	printf 'uio-state 1\ndevice fpga\n0 32 0x1ffffffff A\n' >wrong
	fails 2 "wrong: line 3, column 6: the value is wider than that" 'load wrong'
	printf 'uio-state 1\n8 32 1 CTRL\n' >wrong
	fails 2 "'CTRL' is at another offset" 'load --force wrong'
	printf 'uio-state 1\n0x1000 32 1 -\n' >wrong
	fails 2 "'0x00001000': outside the region" 'load --force wrong'
	printf 'uio-state 1\n0 8 1 CTRL.EN\n' >wrong
	fails 2 "'CTRL.EN' is at another offset" 'load --force wrong'
	fails 2 "it is \`load" 'load --force'
	# Nothing was written for what is wrong behind it.
	printf 'uio-state 1\n0x4 32 1 -\n1 32 1 -\n' >wrong
	run -2 shell -k -c 'load --force wrong; peek CTRL'
	[[ ${lines[0]} == *"'0x00000001': not aligned"* && ${lines[2]} == 0x07060504 ]]
}

@test "a dry run saves and loads nothing" {
	run -0 shell -c 'save -o f ID CTRL'
	run -0 --separate-stderr shell --dry-run -c 'save a ID; diff a; load a; save -o x; load x; load f; diff f'
	diff - <(echo "$output") <<-'EOF'
		read 0x00000000 32
		read 0x00000000 32
		read 0x00000004 32
		read 0x0000000c 32
		read 0x00000010 32
		read 0x0000001c 32
		read 0x00000020 16
		read 0x00000030 16
		write 0x00000004 32 0x07060504
		read 0x00000000 32
		read 0x00000004 32
	EOF
	[[ $stderr == *"a: not checked: it is yet to be saved"*"x: not checked"* ]]
	[[ ! -e x ]]
}
