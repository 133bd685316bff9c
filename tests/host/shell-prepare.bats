#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# Most pokes and expects of a script are prepared (cmd/shell/prepare.c), but not in a
# traced script. Both ways must have the same effects and messages.

load helper
load shell

setup() {
	trace_tests_only
	mock_fpga
	script=$BATS_TEST_TMPDIR/script
}

both_ways_same() {
	local short long
	short=$(shell -k -f "$script" 2>&1 && echo 0 || echo "$?")
	long=$(shell -k -x -f "$script" 2>&1 && echo 0 || echo "$?")
	# The message of an expect contains the condition as it was typed, or with
	# single blanks.
	diff <(tr -s ' ' <<<"$short") <(grep -v '^+ ' <<<"$long" | tr -s ' ')
	[[ $short == *"$1"* ]] || {
		echo "$short"
		return 1
	}
}

@test "valid command lines" {
	cat >"$script" <<-'SCRIPT'
		CTRL = 1; expect CTRL == 1; CTRL |=	2;  CTRL &=~1
		CTRL= 1 + 2; CTRL =1 +2; poke CTRL ^= 0x11 CH[0].CFG = 2 - 1
		CTRL.EN = 1 CH[1].CFG = ( 1 | 2 ); 0x10:3 = 1; CH[*].CFG |= 8
		repeat 3 { CTRL ^= 0xff; CH[2].CFG |= 1 << 4; poke CH[3].CFG &= ~3 }
		poke CTRL=1
		CTRL.MODE=run;expect CTRL == 0x11
		  poke   CTRL=0x10 CH[0].CFG=2   # with a comment
		poke 0x4=1 0x20=2 0x30=3
		expect CTRL==1;expect   CTRL.EN   ==   1
		expect CTRL.MODE != run #
		expect CTRL & 1 + 2
		expect	0x20	==	2
		poke 0x24 7
		'poke' "0x28=7"
		poke 0x2c=7:0xf 0x4:7:4=1
		let v 3; poke CTRL=$v; CTRL=$v<<1; expect CTRL == $v<<1
		repeat 3 {CTRL=5; expect CTRL == 5}
		repeat 2 { poke CH[1].CFG=3; repeat 2 { CH[2].CFG=4 } }
		poke -w 8 0x40=1; poke --verify 0x44=9
		set width 8; poke 0x5=0x7f; expect 0x5 == 0x7f
		set width auto; set endian big; 0x48=1; expect 0x48 == 1
		poke 0x100+8=0xff
		peek 0x0+0x50 0x100+12
	SCRIPT
	both_ways_same "0x00000040: 01000000 09000000 00000001 00000000"
}

@test "invalid command lines" {
	cat >"$script" <<-'SCRIPT'
		poke
		expect
		poke CTRL
		poke CTRL=
		CTRL=1 2
		poke CTRL=1x
		poke CTRL=1#x
		poke CTRX=1
		poke ID=1
		poke FIFO:0=1
		poke CTRL.MODE=3 CTRL.MODE=16
		poke 0x5=1
		poke 0x1000=1
		poke 0x4=0x1_0000_0000
		poke 0x4=1 0x1000=1
		poke nothere::CTRL=1
		expect CTRL
		expect CTRL = 1
		expect CTRL == 1 2
		expect CTRL == 1x
		expect CTRL == 1#x
		expect CTRL == 1:3
		expect 0x0+8 == 1
		expect CTRL.MODE == walk
		expect nothere::CTRL == 1
		expect CTRL == 0x7777
		expect   CTRL.MODE   ==   7
		repeat 2 { expect CTRL == 0x7777; CTRL=1 }
		repeat 3 { CTRL=1; expect CTRL == 1; expect CTRL == 2 }
		pokes CTRL=1
		poke.b CTRL=1
		CTRL |= 1:3
		CTRL |=
		CTRL = 
		CTRL = = 1
		CTRL == 1
		FIFO |= 0xffffffff
		CTRL &= 0x1_0000_0000
		echo = 1
		CH |= 1
		peek 0x0+0x10
	SCRIPT
	both_ways_same "expected 'CTRL == 0x7777', found"
}

@test "a line that is too long to be prepared" {
	local blanks
	printf -v blanks '%200s' ''
	printf 'poke CTRL=%s1\nexpect CTRL ==%s1\npoke CTRL=0b%0140d\npeek CTRL\n' \
		'' "$blanks" 1 >"$script"
	both_ways_same 0x00000001
}

@test "words that fill the buffer exactly, or exceed it by one" {
	local length
	for length in 125 126 127 128 129; do
		printf "poke CTRL=0b%0$((length - 7))d CH[0].CFG=2 'CH[1].CFG=3'\\n" 1
		printf "poke CTRL=0b%0$((length - 7))d 'CH[1].CFG=3'\\n" 1
		printf "poke CH[0].CFG=2 CTRL=0b%0$((length - 24))d\\n" 1
		printf "expect CTRL == 0b%0$((length - 10))d\\n" 1
	done >"$script"
	echo "peek CTRL CH[0].CFG" >>"$script"
	both_ways_same 0x00000001
}

@test "after an error in the last line no line is run" {
	printf 'CTRL=1\necho ran\nrepeat 2\n' >"$script"
	run -2 shell -f "$script"
	[[ $output == *":3:1: usage: repeat"* && $output != *ran* ]]
}
