#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# uio-regs: checking, showing and converting register files.

bats_require_minimum_version 1.5.0
PATH=$UIO_BUILD:$PATH
export LC_ALL=C.UTF-8

setup() {
	cd "$BATS_TEST_DIRNAME/../.." || return
	file=$BATS_TEST_TMPDIR/fpga.regs
}

# What stderr has to hold: one line, this one.
only() {
	[[ ${#lines[@]} == 1 && $output == "$1" ]]
}

@test "shipped and test files have nothing wrong" {
	local path
	for path in regs/*.regs tests/regs/*; do
		run -0 uio-regs check "$path"
		[[ ! $output ]]
	done
}

@test "files go round: text of text is the same text" {
	local path name
	for path in regs/*.regs tests/regs/*.regs; do
		uio-regs convert "$path" >"$file"
		uio-regs convert "$file" | cmp - "$file"
	done
	for name in TIMER0 TIMER1 GPIO0 GPIO1; do
		uio-regs convert --peripheral "$name" tests/regs/all.svd >"$file"
		uio-regs convert "$file" | cmp - "$file"
		diff <(uio-regs show "$file") <(uio-regs show -p "$name" tests/regs/all.svd)
	done
}

@test "findings have a line each, and the status is 9" {
	printf '%s\n' 'register A 0' 'register B 2 width 16' 'field F 20:0' >"$file"
	run -9 --separate-stderr uio-regs check "$file"
	[[ ${lines[0]} == "$file:2: B overlaps A" ]]
	[[ ${lines[1]} == "$file:3: B.F: bit 20 is past the 16 bits of the register" ]]
	# shellcheck disable=SC2154 # run sets it
	[[ $stderr == "uio-regs: $file: 2 errors" ]]
}

@test "warnings alone are no failure" {
	sed 's/>CR</>C R</' tests/regs/all.svd >"$BATS_TEST_TMPDIR/x.svd"
	run -0 uio-regs check -p TIMER0 "$BATS_TEST_TMPDIR/x.svd"
	[[ $output == *": warning: the name 'C R' is taken as 'C_R'" ]]
}

@test "what cannot be read: file, line, column and reason" {
	printf '%s\n' 'width 32' 'register CTRL 0x0 wow' >"$file"
	run -1 uio-regs check "$file"
	only "uio-regs: $file:2:19: 'wow' is not understood here"
	echo '<device>' >"$BATS_TEST_TMPDIR/x.svd"
	run -1 uio-regs show "$BATS_TEST_TMPDIR/x.svd"
	only "uio-regs: $BATS_TEST_TMPDIR/x.svd:2:1: XML: no element found"
	run -1 uio-regs show "$BATS_TEST_TMPDIR/none.regs"
	only "uio-regs: $BATS_TEST_TMPDIR/none.regs: No such file or directory"
}

@test "a broken file among several does not hide the others" {
	echo 'register A 2' >"$file"
	echo 'wow' >"$BATS_TEST_TMPDIR/broken.regs"
	run -1 uio-regs check "$file" "$BATS_TEST_TMPDIR/broken.regs" regs/edu.regs
	[[ $output == *"A at 0x2 is not aligned"* && $output == *"'wow' begins no line"* ]]
	run -9 uio-regs check "$file" regs/edu.regs
}

@test "which peripheral" {
	run -3 uio-regs convert tests/regs/all.svd
	only "uio-regs: tests/regs/all.svd: which peripheral? there are TIMER0 TIMER1 GPIO0 GPIO1 (--peripheral NAME chooses)"
	run -3 uio-regs show -p TIMER9 tests/regs/all.svd
	[[ $output == *"no peripheral 'TIMER9'; there are TIMER0 TIMER1 GPIO0 GPIO1"* ]]
}

@test "the table" {
	cat >"$file" <<-'EOF'
		register ID 0x0 ro reset 0x010000ed
		register CTRL 0x4 reset 0x10 "Control"
		field EN 0
		field MODE 7:4 stop=0 run=1
		register CH[2] 0x10 volatile
	EOF
	diff - <(uio-regs show "$file" | sed 's/ *$//') <<-'EOF'
		NAME     OFFSET BITS ACCESS           RESET VALUE DESCRIPTION
		ID        0x000 31:0 ro          0x010000ed
		CTRL      0x004 31:0 rw          0x00000010       Control
		├─EN               0 rw                 0x0
		└─MODE           7:4 rw                 0x1
		  ├─stop                                      0x0
		  └─run                                       0x1
		CH[0]     0x010 31:0 rw volatile
		CH[1]     0x014 31:0 rw volatile
	EOF
}

@test "some registers only; brackets are no pattern" {
	run -0 uio-regs show -n -p TIMER0 tests/regs/all.svd 'CH[1]'
	[[ ${#lines[@]} == 7 && ${lines[0]} == "CH[1].CFG "* ]]
	run -0 uio-regs show -n -p TIMER0 tests/regs/all.svd 'MATCH?'
	[[ ${#lines[@]} == 3 ]]
	run -3 uio-regs show regs/edu.regs 'id'
	only "uio-regs: regs/edu.regs: no register matches 'id'"
}

@test "JSON" {
	run -0 uio-regs show --json regs/edu.regs
	[[ $(jq -r '.registers[0].reset' <<<"$output") == 0x010000ed ]]
	[[ $(jq -r '.registers[] | select(.name == "DMA_COMMAND").children[1].children[1].name' \
		<<<"$output") == from_card ]]
}

@test "convert to a file: whole or not at all" {
	run -0 uio-regs convert regs/edu.regs -o "$file"
	[[ ! $output ]]
	uio-regs convert regs/edu.regs | cmp - "$file"
	echo before >"$file"
	run -1 uio-regs convert -o "$file" "$BATS_TEST_TMPDIR/none.regs"
	[[ $(<"$file") == before ]]
	run uio-regs convert -o "$BATS_TEST_TMPDIR/none/x" regs/edu.regs
	((status == 1))
	run compgen -G "$BATS_TEST_TMPDIR/*.??????"
	[[ ! $output ]]
}

@test "text of a file reaches the terminal harmless" {
	printf 'register A 0 "\e[31mred"\n' >"$file"
	run -0 uio-regs show "$file"
	[[ $output != *$'\e'* ]]
	printf 'register A 0 \e[31m\n' >"$file"
	run -1 uio-regs show "$file"
	[[ $output != *$'\e'* ]]
}

@test "the command line" {
	run -2 uio-regs
	run -2 uio-regs verify regs/edu.regs
	run -2 uio-regs check
	run -2 uio-regs show regs/edu.regs A B
	run -2 uio-regs check -o x regs/edu.regs
	run -2 uio-regs convert --json regs/edu.regs
	run -0 uio regs check regs/edu.regs
}

@test "uio-regs(5) has an example that is one" {
	sed -n '/^\.Sh EXAMPLES/,$ { /^\.Bd/,/^\.Ed/ { /^\.[BE]d/d; p } }' man/uio-regs.5 >"$file"
	uio-regs check "$file"
	run -0 --separate-stderr uio-regs show -nJ "$file"
	[[ $(jq -r '.registers | length' <<<"$output") -ge 20 ]]
}
