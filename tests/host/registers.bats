#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# Registers by name: peek and poke with a register file. The mock device's bytes count
# from 0.

load helper

setup() {
	trace_tests_only
	mock_device 0 fpga uio_test a0000000.fpga "$(map 0 regs 0xa0000000 0x1000 0x0)"
	export UIO_REGS_PATH=$BATS_TEST_TMPDIR
	cat >"$UIO_REGS_PATH/fpga.regs" <<-'EOF'
		width 32
		register ID 0x0 ro
		register CTRL 0x4
			field EN 0
			field MODE 7:4 stop=0 run=1
			field DONE 8 w1c
			field GO 9 pulse
		register FIFO 0x8 rc
		register CMD 0xc wo
			field KICK 0
		register MIXED 0x10
			field A 3:0
			field B 7:4 wo
		group CH[2] 0x20 stride 0x10
			register CFG 0x0
				field GAIN 3:0
		end
		register EVENT 0x40 width 16
			field EN 0
			field RISE 4 w0c
			field FALL 5 w0c
			field ERR 8 w1c
		register GATE 0x51 width 1
		register PAIR 0x52 width 2
			field LOW 0
			field HIGH 1
	EOF
}

# All commands run on one mock device, as each mock device is a new one otherwise.
session() {
	mocked bash -c "$1"
}

@test "names, arrays, fields" {
	run -0 mocked uio-peek fpga ID
	[[ $output == 0x03020100 ]]
	run -0 mocked uio-peek fpga CTRL.MODE
	[[ $output == 0x0 ]]
	run -0 mocked uio-peek fpga ID CTRL 'CH[1].CFG' ID:11:4
	[[ $output == $'ID        0x03020100\nCTRL      0x07060504\nCH[1].CFG 0x00000000\nID:11:4   0x10' ]]
	run -0 session "uio-poke fpga 'CH[1].CFG.GAIN=7' CTRL.MODE=run; uio-peek fpga 0x30 CTRL.MODE; uio-peek -d fpga CTRL.MODE"
	[[ ${lines[0]} == "0x30      0x00000007" && ${lines[1]} == "CTRL.MODE 0x1" && ${lines[2]} == "CTRL.MODE 0x1 run" ]]
}

@test "values are expressions" {
	run -0 session "uio-poke fpga 'CTRL=1<<8 | 0x11' 0x30=~8\&7; uio-peek fpga CTRL 0x30; uio-peek --until 'CTRL == (1 << 8) + 17' fpga"
	[[ ${lines[0]} == "CTRL 0x00000111" && ${lines[1]} == "0x30 0x00000007" ]]
	run -2 mocked uio-poke fpga ID=1 CTRL=1/0
	[[ $output == "uio-poke: fpga: 'CTRL=1/0': division by zero at column 7" ]]
}

@test "~ and a difference below 0 are cut to the width, and other values are refused" {
	run -0 mocked uio-poke --dry-run -w 8 fpga 'CTRL=~0' 'CTRL=~4 & ~2' CTRL=3-4 'CTRL.MODE=~1' '0x60=~0:0xf' '0x64=0:~3'
	diff - <(echo "$output") <<-'EOF'
		write 0x00000004 32 0xffffffff
		write 0x00000004 32 0xfffffff9
		write 0x00000004 32 0xffffffff
		read 0x00000004 32
		write 0x00000004 32 0x000000e0:0x000003f0
		read 0x00000060 8
		write 0x00000060 8 0x0f:0x0f
		read 0x00000064 8
		write 0x00000064 8 0x00:0xfc
	EOF
	run -0 session "uio-poke -w 8 fpga 0x30=0xfb; uio-peek -w 8 --until '0x30 == ~4' fpga"
	local value
	for value in 0x100000000 0xffffffffffffffff '~0&0x1_ffff_ffff' '~0x1ffffffff' '1<<32'; do
		run -2 mocked uio-poke fpga "CTRL=$value"
		[[ $output == *"does not fit in"* ]]
	done
}

@test "bits are set, cleared and inverted with one read and one write" {
	run -0 session "uio-poke fpga 0x60=0xf0 '0x60|=3' '0x60 &= ~0x10' '0x60 ^= 0x81' 'CTRL.MODE |= 9' 'CTRL.MODE &= ~8' '0x64:3 ^= 1' 'CH[*].CFG |= 1'; uio-peek fpga 0x60 CTRL.MODE 0x64 CH[0].CFG CH[1].CFG"
	[[ $output == $'0x60      0x00000062\nCTRL.MODE 0x1\n0x64      0x00000008\nCH[0].CFG 0x00000001\nCH[1].CFG 0x00000001' ]]
	run -0 mocked uio-poke --dry-run fpga 'PAIR|=3' 'PAIR &= 0' 'PAIR^=1' 0x60+8='1:1' '0x60+8 |= 1'
	diff - <(echo "$output") <<-'EOF'
		read 0x00000052 8
		write 0x00000052 8 0x03:0x03
		read 0x00000052 8
		write 0x00000052 8 0x00:0x03
		read 0x00000052 8
		write 0x00000052 8 0x00:0x00
		read 0x00000060 32
		write 0x00000060 32 0x00000001:0x00000001
		read 0x00000064 32
		write 0x00000064 32 0x00000001:0x00000001
		read 0x00000060 32
		write 0x00000060 32 0x00000001:0x00000001
		read 0x00000064 32
		write 0x00000064 32 0x00000001:0x00000001
	EOF
	run -0 session "uio-poke --from 0xf0 --verify fpga '0x60^=0x11'; uio-peek fpga 0x60"
	[[ $output == 0x000000e1 ]]
}

@test "a bit in which a write has an effect is never written as it was read" {
	# DONE and ERR are w1c, GO is pulse, RISE and FALL are w0c.
	run -0 mocked uio-poke --dry-run fpga 'CTRL|=1' 'CTRL&=~1' 'CTRL^=1' 'CTRL|=0x100' 'EVENT|=1' 'EVENT &= ~0x11' 'EVENT^=1'
	diff - <(echo "$output" | grep write) <<-'EOF'
		write 0x00000004 32 0x00000001:0x00000301
		write 0x00000004 32 0x00000000:0x00000301
		write 0x00000004 32 0x00000000:0x00000300
		write 0x00000004 32 0x00000100:0x00000300
		write 0x00000040 16 0x0031:0x0131
		write 0x00000040 16 0x0020:0x0131
		write 0x00000040 16 0x0030:0x0130
	EOF
	(($(grep -c read <<<"$output") == 7))
	run -2 mocked uio-poke fpga 'FIFO|=0xffffffff'
	[[ $output == *"reading the other bits has an effect"* ]]
	run -2 mocked uio-poke fpga 'CMD|=1'
	run -2 mocked uio-poke fpga 'ID|=1'
	run -2 mocked uio-poke fpga 'CTRL|=1:3'
	[[ $output == *"not an operand at column 8" ]]
	run -2 mocked uio-poke fpga 'CTRL|=0x1_0000_0000'
	[[ $output == *"the value at column 7 does not fit in 32 bits" ]]
	run -2 mocked uio-peek fpga 'CTRL|=1'
}

@test "decoded: fields aligned, named values" {
	run -0 session "uio-poke fpga CTRL=0x111; uio-peek -d fpga CTRL"
	diff - <(echo "$output") <<-'EOF'
		CTRL 0x00000111
		  EN   0     0x1
		  MODE 7:4   0x1 run
		  DONE 8     0x1
		  GO   9     0x0
	EOF
	# An offset finds the register at that place.
	run -0 session "uio-poke fpga CTRL=0x10; uio-peek -d fpga 4"
	[[ ${lines[2]} == "  MODE 7:4   0x1 run" ]]
	run -0 session "uio-poke fpga CTRL=0x10; uio-peek -J fpga CTRL"
	valid_json reading
	[[ $(jq -r '.values[0].fields[] | select(.name == "MODE").meaning' <<<"$output") == run ]]
}

@test "all registers, except those that reading affects" {
	run -0 mocked uio-peek -a fpga
	diff - <(echo "$output") <<-'EOF'
		ID        0x03020100
		CTRL      0x07060504
		FIFO      - (not read: reading has an effect)
		CMD       - (not read: the register is write-only)
		MIXED     0x00000000
		CH[0].CFG 0x00000000
		CH[1].CFG 0x00000000
		EVENT     0x0000
		GATE      0x0
		PAIR      0x0
	EOF
	run -0 mocked uio-peek -a --force fpga
	[[ ${lines[2]} == "FIFO      0x0b0a0908" ]]
	run -0 mocked uio-peek -a -J fpga
	valid_json reading
	[[ $(jq -c '[.values[].value]' <<<"$output") == '["0x03020100","0x07060504",null,null,"0x00000000","0x00000000","0x00000000","0x0000","0x0","0x0"]' ]]
	# A register that is named is read once; a range of offsets skips it.
	run -0 mocked uio-peek fpga FIFO
	[[ $output == 0x0b0a0908 ]]
	run -0 mocked uio-peek fpga 0+20
	[[ ${lines[0]} == "0x00000000: 03020100 07060504 -------- --------" ]]
	run -0 mocked uio-peek --force fpga 0+16
	[[ $output == "0x00000000: 03020100 07060504 0b0a0908 0f0e0d0c" ]]
	run -0 mocked uio-peek --repeat 2 fpga FIFO ID
	[[ ${lines[0]} == "FIFO - "* && ${lines[2]} == "FIFO - "* ]]
}

@test "no register is read once more through a group that is another view" {
	mock_device 1 fifo uio_test c0000000.fifo "$(map 0 regs 0xc0000000 0x1000)"
	cat >"$UIO_REGS_PATH/fifo.regs" <<-'EOF'
		group VIEW[6] 0x0 stride 0x1 alternate
			register BYTE 0x0 width 8
		end
		group TOO 0x0 alternate
			register ENTRY 0x0
		end
		register ENTRY 0x0
		register LEVEL 0x4
	EOF
	run -0 mocked uio-peek -a fifo
	[[ $output == $'ENTRY 0x03020100\nLEVEL 0x07060504' ]]
	run -0 mocked uio-shell fifo -c 'decode; save x; save -o - 0+8'
	[[ $output != *VIEW* && $output != *TOO* && $output == *" ENTRY"* ]]
	# A register that is named is read.
	run -0 mocked uio-peek fifo 'VIEW[2].BYTE'
	[[ $output == 0x02 ]]
}

@test "a partial write writes 0 to other bits in which a 1 has an effect" {
	run -0 session "uio-poke fpga CTRL=0x300; uio-poke fpga CTRL.EN=1; uio-peek fpga 4"
	[[ $output == 0x00000001 ]]
	run -0 session "uio-poke fpga CTRL=0x300; uio-poke fpga CTRL.DONE=1; uio-peek fpga 4"
	[[ $output == 0x00000100 ]]
	# The same holds for an offset, a fill, and a window of another width.
	run -0 session "uio-poke fpga CTRL=0x300; uio-poke fpga 4:0=1; uio-peek fpga 4"
	[[ $output == 0x00000001 ]]
	run -0 session "uio-poke fpga CTRL=0x300; uio-poke fpga 0+8=1:1; uio-peek fpga 0 4"
	[[ $output == $'0 0x03020101\n4 0x00000001' ]]
	run -0 session "uio-poke fpga CTRL=0x300; uio-poke -w 8 fpga 5:7=1; uio-peek fpga 4"
	[[ $output == 0x00008000 ]]
	run -0 session "uio-poke fpga CTRL=0x300; uio-poke -w 64 fpga 0:63=1; uio-peek fpga 4"
	[[ $output == 0x80000000 ]]
	run -0 session "uio-poke --from 0x30 fpga CTRL.EN=1; uio-peek fpga 4"
	[[ $output == 0x00000031 ]]
}

@test "a partial write writes 1 to other bits that a 0 clears" {
	run -0 session "uio-poke fpga EVENT=0x110; uio-poke fpga EVENT.EN=1; uio-peek fpga EVENT"
	[[ $output == 0x0031 ]]
	run -0 session "uio-poke fpga EVENT=0x131; uio-poke fpga EVENT.RISE=0; uio-peek fpga EVENT"
	[[ $output == 0x0021 ]]
	run -0 session "uio-poke fpga EVENT=0x1; uio-poke fpga EVENT=0x10:0x11; uio-peek fpga EVENT"
	[[ $output == 0x0030 ]]
	# The same holds for an offset, a fill, other widths, and the other byte order.
	run -0 session "uio-poke -w 16 fpga 0x40:0=1; uio-peek fpga EVENT"
	[[ $output == 0x0031 ]]
	run -0 session "uio-poke fpga 0x3c+8=2:2; uio-peek fpga 0x3c EVENT"
	[[ $output == $'0x3c  0x00000002\nEVENT 0x0032' ]]
	run -0 session "uio-poke -w 8 fpga 0x40:4=0; uio-peek fpga EVENT"
	[[ $output == 0x0020 ]]
	run -0 session "uio-poke -w 64 -e big fpga 0x40:0=1; uio-peek -w 64 -e big fpga 0x40"
	[[ $output == 0x0030000000000001 ]]
	run -0 session "uio-poke --from 0x10e fpga EVENT.EN=1; uio-peek fpga EVENT"
	[[ $output == 0x003f ]]
	# A whole register is written as it is given.
	run -0 session "uio-poke fpga EVENT=0; uio-peek fpga EVENT"
	[[ $output == 0x0000 ]]
	run -0 mocked uio-poke --dry-run fpga EVENT.EN=1
	[[ $output == $'read 0x00000040 16\nwrite 0x00000040 16 0x0031:0x0131' ]]
	# The device may clear the written bits, which is not a failure.
	run -0 mocked uio-poke --verify fpga EVENT.RISE=1 EVENT.EN=1
	# The verification is not refused, as reading has no effect.
	run -0 mocked uio-peek -d fpga EVENT.RISE
	[[ $output == "EVENT.RISE 0x0" ]]
}

@test "a register of a few bits is accessed as a byte" {
	run -0 session "uio-poke --verify fpga 0x50+4=0xffffffff GATE=0 PAIR.HIGH=0; uio-peek fpga 0x50 GATE PAIR; uio-peek -d fpga PAIR"
	diff - <(echo "$output") <<-'DUMP'
		0x50 0xfffd00ff
		GATE 0x0
		PAIR 0x1
		PAIR 0x1
		  LOW  0     0x1
		  HIGH 1     0x0
	DUMP
	run -0 mocked uio-poke --dry-run fpga GATE=1 PAIR.LOW=1 PAIR=3
	[[ $output == $'write 0x00000051 8 0x01\nread 0x00000052 8\nwrite 0x00000052 8 0x01:0x01\nwrite 0x00000052 8 0x03' ]]
	run -0 session "uio-shell fpga -c 'save -o $BATS_TEST_TMPDIR/state GATE PAIR; PAIR=2; diff $BATS_TEST_TMPDIR/state; load --force $BATS_TEST_TMPDIR/state; peek PAIR'"
	diff - <(echo "$output") <<-'DUMP'
		PAIR 0x00 -> 0x02
		  HIGH 1     0x0 -> 0x1
		GATE 0x00
		PAIR 0x00
		0x0
	DUMP
	run -2 mocked uio-poke fpga GATE=2
	[[ $output == *"does not fit in"* ]]
	run -0 session "uio-poke -w 8 fpga 0x51=0xfe; uio-peek -w 8 fpga 0x51"
	[[ $output == 0xfe ]]
}

@test "accesses that the register file advises against are refused, unless forced" {
	for case in "ID=1|read-only" "ID:0=1|read-only" "CMD.KICK=1|cannot be read" \
		"CMD:0=1|cannot be read" "FIFO:0=1|has an effect" "MIXED.A=1|cannot be read"; do
		run -2 mocked uio-poke fpga "${case%|*}"
		[[ $output == "uio-poke: fpga: '${case%|*}': "*"${case#*|}"* ]]
		run -0 mocked uio-poke --force fpga "${case%|*}"
	done
	run -2 mocked uio-poke fpga 0+16=0:1
	[[ $output == *"a register at this offset should not be read"* ]]
	run -2 mocked uio-poke -w 8 fpga 0x9:0=1
	run -2 mocked uio-poke -w 8 --from 0x1ff fpga 5:0=1
	[[ $output == *"the value of --from does not fit in 8 bits" ]]
	run -2 mocked uio-peek -o "$BATS_TEST_TMPDIR/out" fpga 0+16
	[[ $output == *"should not be read (--force reads it)" && ! -e $BATS_TEST_TMPDIR/out ]]
	run -0 session "uio-poke --from 0x20 fpga CMD.KICK=1 MIXED.A=3; uio-peek fpga 0xc 0x10"
	[[ $output == $'0xc  0x00000021\n0x10 0x00000023' ]]
	run -0 mocked uio-poke fpga CMD=1 FIFO=2
}

@test "verify compares the value that reads back" {
	run -0 mocked uio-poke -v fpga CTRL=0x11 CMD=1 FIFO=2 MIXED=0x34
	run -0 mocked uio-poke -v --dry-run fpga CTRL=0x311 CMD=1 FIFO=2
	[[ $output == "write 0x00000004 32 0x00000311
read 0x00000004 32
write 0x0000000c 32 0x00000001
write 0x00000008 32 0x00000002" ]]
	# A part of a register that reading affects is not read, either.
	run -0 mocked uio-poke -v --dry-run --force -w 8 fpga 9=1 5=1
	[[ $output == $'write 0x00000009 8 0x01\nwrite 0x00000005 8 0x01\nread 0x00000005 8' ]]
	run -0 mocked uio-poke --dry-run fpga CTRL.MODE=run
	[[ $output == "read 0x00000004 32
write 0x00000004 32 0x00000010:0x000003f0" ]]
}

@test "verify reads a range or a file back when all of it is written" {
	run -0 mocked uio-poke -v --dry-run fpga 0x100+8=7 0x110+8=8:8
	diff - <(echo "$output") <<-'EOF'
		write 0x00000100 32 0x00000007
		write 0x00000104 32 0x00000007
		read 0x00000100 32
		read 0x00000104 32
		read 0x00000110 32
		write 0x00000110 32 0x00000008:0x00000008
		read 0x00000114 32
		write 0x00000114 32 0x00000008:0x00000008
		read 0x00000110 32
		read 0x00000114 32
	EOF
	printf 12345678 >"$BATS_TEST_TMPDIR/bytes"
	run -0 mocked uio-poke -v --dry-run --delay 1h -i "$BATS_TEST_TMPDIR/bytes" fpga 0x100
	diff - <(echo "$output") <<-'EOF'
		write 0x00000100 32 0x34333231
		write 0x00000104 32 0x38373635
		read 0x00000100 32
		read 0x00000104 32
	EOF
	run -0 mocked uio-poke -v -i "$BATS_TEST_TMPDIR/bytes" fpga 0x100
	run -0 mocked uio-poke -v fpga 0x100+1k=0x5a5a5a5a 0x20+8=8:8
}

# A register file with the kinds of names that patterns may match.
pattern_file() {
	cat >"$UIO_REGS_PATH/fpga.regs" <<-'EOF'
		register ID 0x0 ro
		group CH[2] 0x20 stride 0x10
			register CFG 0x0
				field GAIN 3:0 low=1 high=5
				field ON 4
			register RAW 0x0 alternate
			register FIFO 0x4 rc
			register LIMIT 0x8 width 16
		end
		register PIN{A,B}_CFG 0x50
		register FAR 0x2000
	EOF
}

@test "groups and globs are read as a dump" {
	pattern_file
	run -0 mocked uio-peek fpga CH ID
	diff - <(echo "$output") <<-'EOF'
		CH[0].CFG   0x00000000
		CH[0].FIFO  - (not read: reading has an effect)
		CH[0].LIMIT 0x0000
		CH[1].CFG   0x00000000
		CH[1].FIFO  - (not read: reading has an effect)
		CH[1].LIMIT 0x0000
		ID          0x03020100
	EOF
	run -0 mocked uio-peek --force fpga 'CH[1]'
	[[ $output == $'CH[1].CFG   0x00000000\nCH[1].FIFO  0x00000000\nCH[1].LIMIT 0x0000' ]]
	run -0 mocked uio-peek fpga 'PIN*' 'I?'
	[[ $output == $'PINA_CFG 0x00000000\nPINB_CFG 0x00000000\nID       0x03020100' ]]
	run -0 mocked uio-peek fpga '*A*'
	[[ $output == $'uio-peek: fpga: FAR is skipped: outside the region\nPINA_CFG 0x00000000' ]]
	run -0 mocked uio-peek -J fpga 'CH[0]'
	valid_json reading
	[[ $(jq -c '[.values[] | [.operand, .offset, .value]]' <<<"$output") == \
		'[["CH[0].CFG",32,"0x00000000"],["CH[0].FIFO",36,null],["CH[0].LIMIT",40,"0x0000"]]' ]]
	run -0 mocked uio-peek --watch 1ms --repeat 2 fpga 'CH[*].CFG' 'CH[*].FIFO'
	[[ $output == "$(printf 'CH[%d].%s\n' 0 'CFG  0x00000000' 1 'CFG  0x00000000' \
		0 'FIFO - (not read: reading has an effect)' 1 'FIFO - (not read: reading has an effect)' \
		0 'CFG  0x00000000' 1 'CFG  0x00000000' \
		0 'FIFO - (not read: reading has an effect)' 1 'FIFO - (not read: reading has an effect)')" ]]
}

# Three rounds take at least the time of one interval, as only one of them can be late.
@test "after a pause no round is made up for" {
	local before=0 earlier=0 now
	cd "$BATS_TEST_TMPDIR"
	run -0 mocked bash -c '
		uio-peek --watch 50ms --repeat 30 -J fpga ID >out &
		until [[ -s out ]]; do :; done
		kill -STOP $!
		sleep 1
		kill -CONT $!
		wait $!
		jq .time_ns out'
	[[ ${#lines[@]} == 30 ]]
	for now in "${lines[@]}"; do
		((now - earlier >= 50000000)) || { echo "$now follows $earlier" && false; }
		earlier=$before before=$now
	done
}

@test "elements are read as if each of them had been typed" {
	pattern_file
	run -0 session "uio-poke fpga 'CH[1].CFG=0x15'; uio-peek -d fpga 'CH[*].CFG' 'CH[1..1].CFG.GAIN' 'CH[*].CFG:4'"
	diff - <(echo "$output") <<-'EOF'
		CH[0].CFG      0x00000000
		  GAIN 3:0   0x0
		  ON   4     0x0
		CH[1].CFG      0x00000015
		  GAIN 3:0   0x5 high
		  ON   4     0x1
		CH[1].CFG.GAIN 0x5 high
		CH[0].CFG:4    0x0
		CH[1].CFG:4    0x1
	EOF
	# The register was named; one of a pattern is also printed with its name.
	run -0 mocked uio-peek fpga 'CH[1..1].FIFO'
	[[ $output == "CH[1].FIFO 0x00000000" ]]
	run -0 mocked uio-peek fpga 'CH[*].RAW'
	[[ $output == $'CH[0].RAW 0x00000000\nCH[1].RAW 0x00000000' ]]
}

@test "elements are written, groups and globs are not" {
	pattern_file
	run -0 mocked uio-poke --dry-run fpga 'CH[*].CFG=3' 'CH[0..1].CFG.GAIN=high' 'CH[1..1].LIMIT=0x10:0x30'
	diff - <(echo "$output") <<-'EOF'
		write 0x00000020 32 0x00000003
		write 0x00000030 32 0x00000003
		read 0x00000020 32
		write 0x00000020 32 0x00000005:0x0000000f
		read 0x00000030 32
		write 0x00000030 32 0x00000005:0x0000000f
		read 0x00000038 16
		write 0x00000038 16 0x0010:0x0030
	EOF
	for operand in CH 'CH[1]' 'CH[*]' 'PIN*' 'CH[*].C*'; do
		run -2 mocked uio-poke fpga ID=1 "$operand=3"
		[[ $output == "uio-poke: fpga: '$operand=3': a group or a glob can only be read; to write, use REGISTER=VALUE, "* ]]
	done
	# The message names the register that prevents the access.
	run -2 mocked uio-poke fpga 'CH[*].CFG.GAIN=16'
	[[ $output == "uio-poke: fpga: 'CH[0].CFG.GAIN=16': the value at column 16 does not fit in 4 bits" ]]
	run -3 mocked uio-poke fpga 'CH[*].CFG.GAIN=off'
	[[ $output == *"'CH[0].CFG.GAIN=off': no such named value at column 16; the field has low, high" ]]
	run -2 mocked uio-poke fpga 'CH[*].FIFO:0=1'
	[[ $output == *"'CH[0].FIFO:0=1': reading the other bits has an effect"* ]]
}

@test "a pattern is refused if a single register is required" {
	pattern_file
	local refusal="a group or pattern, where a single register is required"
	for operand in CH 'CH[*].CFG' 'CH[1..1].CFG' 'PINA*'; do
		run -2 mocked uio-peek -o "$BATS_TEST_TMPDIR/out" fpga "$operand"
		[[ $output == "uio-peek: fpga: '$operand': $refusal" && ! -e $BATS_TEST_TMPDIR/out ]]
		run -2 mocked uio-poke -i "$BATS_TEST_TMPDIR/fpga.regs" fpga "$operand"
		[[ $output == "uio-poke: fpga: '$operand': $refusal" ]]
		run -2 mocked uio-peek --until "$operand == 0" fpga
		[[ $output == "uio-peek: fpga: '$operand == 0': $refusal" ]]
		run -2 mocked uio-poke --expect "$operand==0" fpga 0x40=1
		[[ $output == "uio-poke: fpga: '$operand==0': $refusal" ]]
	done
	run -3 mocked uio-peek fpga ID 'CG[*].CFG'
	[[ $output == "uio-peek: fpga: 'CG[*].CFG': no such register at column 1; did you mean CH[0].CFG?" ]]
	run -3 mocked uio-poke fpga 'CH[0..2].CFG=1'
	[[ $output == *"'CH[0..2].CFG=1': no such register "* ]]
	run -3 mocked uio-peek fpga 'XYZ*'
}

@test "physical values beside those that were read" {
	cat >"$UIO_REGS_PATH/fpga.regs" <<-'EOF'
		register TEMP 0x0 width 16 scale 503.975/65536 -273.15 degC
		register LIMITS 0x4 scale 1 "m V"
			field LOW 7:0 scale 0.25 V
			field MODE 8 off=0 on=1
			field HIGH 31:16 scale -2 + 1 V none=0x0706
	EOF
	# A script that computes with it gets only the value.
	run -0 mocked uio-peek fpga TEMP
	[[ $output == 0x0100 ]]
	run -0 mocked uio-peek fpga TEMP LIMITS.LOW
	[[ $output == $'TEMP       0x0100\nLIMITS.LOW 0x04' ]]
	run -0 mocked uio-peek -d fpga TEMP LIMITS LIMITS.LOW LIMITS.LOW:1:0 TEMP:7:0
	diff - <(echo "$output") <<-'EOF'
		TEMP           0x0100 -271.1813 degC
		LIMITS         0x07060504 117835012 m V
		  LOW  7:0   0x04 1 V
		  MODE 8     0x1 on
		  HIGH 31:16 0x0706 none -3595 V
		LIMITS.LOW     0x04 1 V
		LIMITS.LOW:1:0 0x0
		TEMP:7:0       0x00
	EOF
	run -0 mocked uio-peek -J fpga TEMP LIMITS LIMITS.HIGH
	valid_json reading
	[[ $(jq -c '[.values[] | [.value, .physical, .unit]]' <<<"$output") == \
		'[["0x0100",-271.1813,"degC"],["0x07060504",117835012,"m V"],["0x0706",-3595,"V"]]' ]]
	[[ $(jq -c '.values[1].fields[]' <<<"$output") == \
		'{"name":"LOW","value":"0x04","integer":4,"physical":1,"unit":"V"}
{"name":"MODE","value":"0x1","integer":1,"meaning":"on"}
{"name":"HIGH","value":"0x0706","integer":1798,"meaning":"none","physical":-3595,"unit":"V"}' ]]
	run -0 mocked uio-shell -c 'TEMP; decode LIMITS.LOW; peek TEMP; watch --interval 1ms --repeat 2 TEMP' fpga
	[[ $output == $'TEMP 0x0100 -271.1813 degC\nLIMITS.LOW 0x04 1 V\n0x0100\nTEMP 0x0100 -271.1813 degC\nTEMP 0x0100 -271.1813 degC' ]]
}

@test "a log of registers as CSV" {
	local line='^[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-6][0-9]\.[0-9]{9}Z,' begun now
	cat >"$UIO_REGS_PATH/fpga.regs" <<-'EOF'
		register TEMP 0x0 width 16 scale 503.975/65536 -273.15 degC
		register LIMITS 0x4 scale 1 m,"V
			field LOW 7:0 scale 0.25 V
		register FIFO 0x8 rc scale 2 A
		register WIDE 0xc
	EOF
	begun=$(date +%s%N)
	run -0 --separate-stderr mocked uio-peek --watch 1ms --repeat 2 --csv fpga TEMP LIMITS LIMITS.LOW LIMITS.LOW:1:0 FIFO 0x8+8
	now=$(date +%s%N)
	[[ ${#lines[@]} == 3 ]]
	[[ ${lines[0]} == 'time,TEMP,TEMP (degC),LIMITS,"LIMITS (m,""V)",LIMITS.LOW,LIMITS.LOW (V),LIMITS.LOW:1:0,FIFO,FIFO (A),0x00000008,0x0000000c' ]]
	for row in "${lines[@]:1}"; do
		[[ $row =~ $line ]]
		[[ ${row#*,} == '0x0100,-271.1813,0x07060504,117835012,0x04,1,0x0,,,,0x0f0e0d0c' ]]
		time=$(date -d "${row%%,*}" +%s%N)
		((begun <= time && time <= now))
	done
	# A register is read if it is read only once.
	run -0 mocked uio-peek --csv -b 10 fpga FIFO LIMITS.LOW
	[[ ${lines[0]} == "time,FIFO,FIFO (A),LIMITS.LOW,LIMITS.LOW (V)" && ${lines[1]} =~ $line"185207048,370414096,4,1"$ ]]
	run -0 mocked uio-peek --csv --force -b 10 fpga 0+4
	[[ ${lines[1]} == *Z,50462976 ]]
	run -0 mocked uio-peek --csv --all -b 2 fpga
	[[ ${lines[0]} == *",FIFO,FIFO (A),WIDE" && ${lines[1]#*,} == 0b0000000100000000,*,,,0b00001111000011100000110100001100 ]]
	run -0 mocked uio-shell -c 'watch --interval=1ms --repeat 2 --csv TEMP' fpga
	[[ ${#lines[@]} == 3 && ${lines[0]} == "time,TEMP,TEMP (degC)" ]]
	run -0 mocked uio-shell --dry-run -c 'peek --csv --repeat 2 TEMP' fpga
	[[ $output == "read 0x00000000 16" ]]
	run -0 mocked uio-shell -c 'use uio0; peek --csv fpga::TEMP' fpga
	[[ ${lines[0]} == time,* ]]
	begun=$(date +%s%N)
	run -0 mocked uio-peek --watch 1ms --repeat 2 -J fpga TEMP
	valid_json reading
	[[ ${#lines[@]} == 2 ]]
	jq -es --argjson begun "$begun" 'all(.time_ns >= $begun and .values[0].physical == -271.1813) and .[0].time_ns < .[1].time_ns' <<<"$output"
	run -0 mocked uio-peek -J fpga TEMP
	valid_json reading
	jq -e 'has("time_ns") | not' <<<"$output"
}

@test "wrong names, with suggestions" {
	run -3 mocked uio-peek fpga CTLR
	[[ $output == "uio-peek: fpga: 'CTLR': no such register at column 1; did you mean CTRL?" ]]
	run -3 mocked uio-poke fpga CTRL.MODES=run
	[[ $output == *"at column 6; did you mean CTRL.MODE?" ]]
	run -3 mocked uio-poke fpga CTRL.MODE=fast
	[[ $output == *"'CTRL.MODE=fast': no such named value at column 11; the field has stop, run" ]]
	run -3 mocked uio-peek fpga 'CH[2].CFG'
	run -3 mocked uio-peek --until 'CTRL.MODUS == run' fpga
	[[ $output == *"did you mean CTRL.MODE?" ]]
	run -2 mocked uio-poke fpga CTRL.MODE=0x10
	[[ $output == *"the value at column 11 does not fit in 4 bits" ]]
	UIO_REGS_PATH=/nonexistent run -3 mocked uio-peek fpga CTRL
	[[ $output == *"no register file for the device (give one with --regs FILE"* ]]
	run -0 env UIO_REGS_PATH=/nonexistent umockdev-run -d "$BATS_TEST_TMPDIR/devices" -- \
		uio-peek --regs "$BATS_TEST_TMPDIR/fpga.regs" fpga CTRL
}

@test "a register file for one region is not used for another" {
	sed -i '1i region regs' "$UIO_REGS_PATH/fpga.regs"
	rm "$BATS_TEST_TMPDIR/devices"
	mock_device 0 fpga uio_test a0000000.fpga "$(map 0 other 0xa0000000 0x1000 0x0)" \
		"$(map 1 regs 0xa0001000 0x1000 0x0)"
	run -2 mocked uio-peek fpga 0x1000
	[[ $output == *"outside map1 'regs'"* ]]
	run -2 mocked uio-shell fpga <<<"peek 0x1000"
	[[ $output == *"outside map1 'regs'"* ]]
	run -3 mocked uio-peek fpga:map0 ID
	[[ $output == *"fpga.regs describes another region, 'regs' (give one with --regs FILE)" ]]
	run -0 mocked uio-peek --regs "$UIO_REGS_PATH/fpga.regs" fpga:map0 ID
	sed -i 's/^region regs/region nosuch/' "$UIO_REGS_PATH/fpga.regs"
	run -3 mocked uio-poke fpga ID=1
	[[ $output == *"no region 'nosuch'"* ]]
}

@test "a target that is not a regular file is written directly" {
	run -0 mocked uio-peek -o /dev/null fpga ID
	[[ -c /dev/null ]]
	run -0 mocked bash -c 'uio-peek -o /dev/stdout fpga ID | od -An -tx1'
	[[ $output == " 00 01 02 03" ]]
}

@test "an error in a register file is reported with its position" {
	printf 'register CTRL zero\n' >"$UIO_REGS_PATH/bad.regs"
	run -1 mocked uio-peek --regs "$UIO_REGS_PATH/bad.regs" fpga CTRL
	[[ $output == "uio-peek: $UIO_REGS_PATH/bad.regs:1:15: "* ]]
}

@test "the shell takes names too, and completes them" {
	run -0 mocked uio-shell fpga <<<$'poke CTRL.MODE=run\npeek -d CTRL.MODE'
	[[ $output == "CTRL.MODE 0x1 run" ]]
	run -0 mocked uio --complete-line -- uio-peek fpga ''
	[[ $output == *$'CTRL.MODE\n'*$'CH[1].CFG.GAIN\n'* ]]
	run -0 mocked uio --complete-line -- uio-peek ''
	[[ $output == $'fpga\tuio0\nuio0\tfpga' ]]
	run -0 mocked uio --complete-line -- uio-peek fpga:
	[[ $output == $'fpga:map0\tregs\nfpga:regs\tmap0\n'* ]]
}

# bats test_tags=long
@test "a part of a register that is read-only is refused, whatever the operand" {
	local operand
	printf '%s\n' 'register CTRL 0' 'field MODE 1:0' 'field DONE 15:8 ro' 'register R 0x18 ro' \
		'register S 0x1c' >"$BATS_TEST_TMPDIR/some.regs"
	for operand in CTRL.DONE CTRL:15:8 0:8 R 0x18 0x18+4 '-w16 0x18' '-w8 1'; do
		# shellcheck disable=SC2086 # a width
		run -2 mocked uio-poke --dry-run --regs "$BATS_TEST_TMPDIR/some.regs" fpga ${operand}=1
		[[ $output == *"the register is read-only (--force writes it)" ]]
	done
	run -2 mocked uio-poke --dry-run --regs "$BATS_TEST_TMPDIR/some.regs" fpga 0x18+4=1:1
	for operand in CTRL CTRL:15:0 0:7:0 0x18+8 '-w8 0'; do
		# shellcheck disable=SC2086 # a width
		run -0 mocked uio-poke --dry-run --regs "$BATS_TEST_TMPDIR/some.regs" fpga ${operand}=1
	done
}

@test "no part of a register with a wo field is written, whatever the operand" {
	run -2 mocked uio-poke --dry-run fpga MIXED.A=1
	run -2 mocked uio-poke --dry-run -w 16 fpga 0x10:0=1
	run -2 mocked uio-poke --dry-run -w 8 fpga 0x10=1:1
	run -2 mocked uio-poke --dry-run fpga 0x10-0x17=1:1
	[[ $output == *"should not be read"* ]]
	# The register can still be read.
	run -0 mocked uio-peek fpga 0x10 MIXED
}

@test "a file is verified register by register, wherever it begins" {
	local bytes=$BATS_TEST_TMPDIR/bytes first
	printf '%s\n' 'register A 0' 'register RC 4 rc' 'register WO 8 wo' 'register W1C 12 w1c' \
		'register B 16' >"$BATS_TEST_TMPDIR/each.regs"
	head -c 20 /dev/zero >"$bytes"
	for first in A 0 0+20; do
		run -0 mocked uio-poke --regs "$BATS_TEST_TMPDIR/each.regs" --dry-run -v -i "$bytes" fpga "$first"
		[[ $(grep read <<<"$output") == $'read 0x00000000 32\nread 0x00000010 32' ]]
	done
}

@test "a field that is not in its register cannot be accessed" {
	cat >"$UIO_REGS_PATH/fpga.regs" <<-'EOF'
		endian little
		register RX 0 width 8
			field BUF 31:0
		register CONF 4
			field LOW 3:0
			field LIM 35:31
		register HI 8
			field F 4095:70
	EOF
	for operand in CONF.LIM=2 RX.BUF=0x12345678 HI.F=0; do
		run -2 mocked uio-poke --verify fpga $operand
		[[ $output == "uio-poke: fpga: '$operand': bits beyond the width of the register" ]]
	done
	run -2 mocked uio-peek fpga HI.F
	run -0 mocked uio-peek -d fpga RX CONF HI
	[[ $output == $'RX   0x00\nCONF 0x07060504\n  LOW 3:0   0x4\nHI   0x0b0a0908' ]]
	run -0 mocked uio-peek -J fpga CONF
	[[ $(jq -c '[.values[0].fields[].name]' <<<"$output") == '["LOW"]' ]]
	run -0 mocked uio-peek fpga 'CONF.*'
	[[ $output == *"CONF.LIM is skipped: bits beyond the width of the register"*"CONF.LOW 0x4" ]]
}

@test "one of several views that are all alternate stands for the register" {
	cat >"$UIO_REGS_PATH/fpga.regs" <<-'EOF'
		endian little
		register CAP0 0 alternate
		register MATCH0 0 alternate
		register ST 4 alternate
			field EV 3:0 w1c
			field M 7:4
	EOF
	run -0 mocked uio-peek -a fpga
	[[ $output == $'CAP0 0x03020100\nST   0x07060504' ]]
	for operand in ST.M=1 4:7:4=1; do
		run -0 mocked uio-poke --dry-run fpga $operand
		[[ $output == *" 0x00000010:0x000000ff" ]]
	done
}

@test "an offset with another byte order than its register is not decoded" {
	printf 'endian little\nregister B 4 width 16 endian big\n\tfield EN 0\n\tfield CNT 15:8 ro\n' >"$UIO_REGS_PATH/fpga.regs"
	run -0 mocked uio-peek -d fpga B
	[[ $output == $'B 0x0405\n  EN  0     0x1\n  CNT 15:8  0x04' ]]
	run -0 mocked uio-peek -w 16 -d fpga 4
	[[ $output == "4 0x0504" ]]
	run -0 mocked uio-peek -w 16 -e big -d fpga 4
	[[ $output == *"CNT 15:8  0x04" ]]
	sed -i 's/endian big/& rc/' "$UIO_REGS_PATH/fpga.regs"
	run -0 mocked uio-peek --repeat 2 -w 16 fpga 4
	[[ ${#lines[@]} == 2 && $output != *0x0504* ]]
}

@test "registers that are read once with --repeat are skipped as with more rounds" {
	run -0 mocked uio-peek --repeat 1 -J fpga CMD FIFO
	[[ $(jq -c '[(.time_ns > 0), .values[].value]' <<<"$output") == '[true,null,null]' ]]
	run -0 mocked uio-peek --watch 1ms --repeat 1 fpga FIFO
	[[ $output != *0x0b0a0908* ]]
	run -0 mocked uio-peek fpga FIFO
	[[ $output == 0x0b0a0908 ]]
}

@test "a pattern takes named values of any form" {
	printf 'register V[2] 0x30\n\tfield M 3:0 8bit=1 word=2\n\t\tvalue off-line 4\n' >"$UIO_REGS_PATH/fpga.regs"
	run -0 mocked uio-poke --dry-run fpga 'V[*].M=8bit'
	[[ $output == *" 0x00000001:0x0000000f"*" 0x00000001:0x0000000f" ]]
	run -0 mocked uio-poke --dry-run fpga 'V[0..1].M=off-line'
	run -2 mocked uio-poke --dry-run fpga 'V[*]=0x1g'
	[[ $output == *"at column"* ]]
	run -3 mocked uio-poke --dry-run fpga 'V[*].M=9bit'
	[[ $output == *"'V[0].M=9bit': no such named value"*"the field has 8bit, word, off-line" ]]
}

@test "bits in which a 1 has an effect are protected in registers of any width" {
	printf 'endian little\nregister W12 0x10 width 12\n\tfield Y 11:8 w1c\nregister W128 0x20 width 128 w1c\n' >"$UIO_REGS_PATH/fpga.regs"
	run -0 mocked uio-poke --dry-run fpga 0x10:0=1 0x20:0=1
	[[ $output == *"0x00000010 "*" 0x00000001:0x00000f01"*"write 0x00000020 32 0x00000001" ]]
}

@test "a bit of several fields is protected if one of them needs it" {
	local file=$BATS_TEST_TMPDIR/some.regs
	printf '%s\n' 'register SR 0' 'field DONE 0 w1c' 'field STAT 0 ro' 'field IE 8' \
		'register EV 4' 'field RISE 0 w0c' 'field ALL 7:0' >"$file"
	run -0 mocked uio-poke --dry-run --regs "$file" fpga SR.IE=1 4:8=1
	diff - <(echo "$output") <<-'OUT'
		read 0x00000000 32
		write 0x00000000 32 0x00000100:0x00000101
		read 0x00000004 32
		write 0x00000004 32 0x00000101:0x00000101
	OUT
}

# The first bytes of the device are 0, 1, 2, 3.
@test "read-only and write-only registers at one offset, in both orders" {
	local file=$BATS_TEST_TMPDIR/some.regs operand
	printf '%s\n' 'register IIR 0 ro' 'register FCR 0 wo' 'register CMD 8 wo' \
		'register STAT 8 ro' 'register K 0xc' 'field CMD 7:0 wo go=1' 'field STAT 7:0 ro' \
		'register L 0x10' 'field STAT 7:0 ro' 'field CMD 7:0 wo go=1' >"$file"
	for operand in FCR=1 0=1 CMD=1 8=1 '--from=0 K.CMD=go' '--from=0 L.CMD=go' '--from=0 0=1:1'; do
		# shellcheck disable=SC2086 # an option
		run -0 mocked uio-poke --dry-run --regs "$file" fpga $operand
	done
	for operand in IIR=1 STAT=1; do
		run -2 mocked uio-poke --dry-run --regs "$file" fpga "$operand"
		[[ $output == *"the register is read-only"* ]]
	done
	for operand in 0:0=1 8:0=1; do
		run -2 mocked uio-poke --dry-run --regs "$file" fpga "$operand"
		[[ $output == *"a register at this offset should not be read"* ]]
	done
	run -0 mocked uio-peek --regs "$file" -a fpga
	[[ $output == *$'IIR  0x03020100\n'*$'STAT 0x0b0a0908\n'* ]]
	run -0 mocked uio-peek --regs "$file" fpga 0+4 8+4
	[[ $output == *03020100*0b0a0908* && $output != *---* ]]
}

@test "a file is checked register by register, wherever it begins" {
	local bytes=$BATS_TEST_TMPDIR/bytes first
	head -c 8 /dev/zero >"$bytes"
	for first in ID 0 0+8; do
		run -0 mocked uio-poke --dry-run -i "$bytes" fpga "$first"
		[[ ${#lines[@]} == 2 ]]
	done
	head -c 4 "$bytes" >"$BATS_TEST_TMPDIR/four"
	run -2 mocked uio-poke --dry-run -i "$BATS_TEST_TMPDIR/four" fpga ID
	[[ $output == *"the register is read-only"* ]]
}

@test "an operand that is not aligned is reported with the width of its register" {
	printf '%s\n' 'register Q 0xc width 64' 'register H 1 width 16' >"$UIO_REGS_PATH/fpga.regs"
	run -2 mocked uio-peek fpga Q
	[[ $output == *"'Q' is not aligned to 64 bits" ]]
	run -2 mocked uio-peek fpga --until 'H == 0'
	[[ $output == *"'H == 0' is not aligned to 16 bits" ]]
	run -2 mocked uio-shell fpga -c 'H=1'
	[[ $output == *"'H=1' is not aligned to 16 bits"* ]]
	run -2 mocked uio-peek fpga 2
	[[ $output == *"'2' is not aligned to 32 bits" ]]
}
