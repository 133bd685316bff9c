#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Input and output files. Each test of an output file runs all commands that write one.
# shellcheck disable=SC2094 # convert - writes to a pipe
load helper
load shell

setup() {
	trace_tests_only
	mock_fpga
	cd "$BATS_TEST_TMPDIR" || return
	mkdir in
	printf 'register A 0\n' >in/some.regs
}

peek_writes() { # FILE
	mocked uio-peek -o "$1" fpga 0+8
}

convert_writes() { # FILE
	uio-regs convert -o "$1" in/some.regs
}

save_writes() { # FILE
	mocked uio-shell fpga -c "save -o $1 0+8"
}

writers=(peek_writes convert_writes save_writes)

# Prints the expected output of a writer.
written_by() { # WRITER
	rm -f wanted
	"$1" wanted
	[[ -s wanted ]]
}

nothing_else() { # FILE...
	diff <(ls -A) <(printf '%s\n' devices fpga.regs in wanted "$@" | sort)
}

@test "a file keeps its mode and its owner" {
	local writer
	for writer in "${writers[@]}"; do
		written_by "$writer"
		echo old >file
		((UID)) || chown 12:34 file
		chmod 640 file
		"$writer" file
		cmp file wanted
		[[ $(stat -c %a file) == 640 ]]
		((UID)) || [[ $(stat -c %u:%g file) == 12:34 ]]
		nothing_else file
		rm file
	done
}

@test "a new file has the mode that umask allows" {
	local writer
	umask 027
	for writer in "${writers[@]}"; do
		"$writer" file
		[[ $(stat -c %a file) == 640 ]]
		rm file
	done
}

@test "a symbolic link is followed to its end, even if the target does not exist" {
	local writer
	for writer in "${writers[@]}"; do
		written_by "$writer"
		mkdir -p d
		echo old >d/file
		ln -s file d/middle
		ln -s d/middle link
		"$writer" link
		[[ -L link && -L d/middle && ! -L d/file ]]
		cmp d/file wanted
		rm d/file
		"$writer" link
		[[ -L link && -L d/middle && -f d/file ]]
		cmp link wanted
		ln -sf round d/file
		ln -s file d/round
		run -1 "$writer" link
		[[ $output == *": link: Too many levels of symbolic links"* ]]
		rm -r d link
	done
}

@test "a file with several links keeps them" {
	local writer inode
	for writer in "${writers[@]}"; do
		written_by "$writer"
		seq 1000 >file
		ln file other
		inode=$(stat -c %i file)
		"$writer" file
		cmp file wanted
		cmp other wanted
		[[ $(stat -c %i file) == "$inode" ]]
		nothing_else file other
		rm file other
	done
}

@test "a file without write permission stays unchanged" {
	((UID)) || skip "root may write it"
	local writer
	for writer in "${writers[@]}"; do
		echo old >file
		chmod 444 file
		run -5 "$writer" file
		[[ $(<file) == old ]]
		rm -f file
	done
}

@test "a file that is not a regular file is written to directly" {
	local writer fd
	mkfifo pipe
	for writer in "${writers[@]}"; do
		written_by "$writer"
		cat pipe >got &
		"$writer" pipe
		wait $!
		cmp got wanted
		[[ -p pipe ]]
		rm got
		# A pipe of another process has no path.
		cat pipe >got &
		exec {fd}>pipe
		rm pipe
		"$writer" "/proc/$BASHPID/fd/$fd"
		exec {fd}>&-
		wait $!
		cmp got wanted
		rm got
		mkfifo pipe
	done
	run -1 uio-regs convert -o in in/some.regs
	[[ $output == "uio-regs: in: Is a directory" ]]
}

@test "standard output under its names in /dev is not replaced" {
	local writer name
	for writer in "${writers[@]}"; do
		written_by "$writer"
		for name in /dev/stdout /dev/fd/1 /proc/self/fd/1; do
			{
				echo before
				"$writer" "$name"
				echo after
			} >file
			cmp file <(echo before && cat wanted && echo after)
			"$writer" "$name" | cmp - wanted
			[[ -L /dev/stdout ]]
		done
	done
}

# bats test_tags=binary
@test "only inherited descriptors are written to, not the program's own" {
	{
		echo before >&7
		uio-regs convert -o /dev/fd/7 in/some.regs
		echo after >&7
	} 7>file
	cmp file <(echo before && uio-regs convert in/some.regs && echo after)
	# Replaces the node and its device's directory; later ones are those of the
	# mock.
	local fd
	for fd in 3 4; do
		run -1 mocked uio-shell fpga -c "save -o /dev/fd/$fd 0+8"
		[[ $output == "uio-shell: /dev/fd/$fd: Bad file descriptor"* ]]
	done
}

@test "after a failure a file is unchanged" {
	echo old >file
	ln file other
	for file in file other new; do
		run -2 mocked uio-peek -o "$file" fpga 0x1000+8
	done
	[[ $(<file) == old && ! -e new ]]
	diff <(ls) <(printf '%s\n' devices file fpga.regs in other)
}

@test "the limit on the size of files fails the command, and leaves no file" {
	local line
	touch wanted
	printf 'register R%d %d width 8\n' {0..100}{,} >in/large.regs
	for line in 'uio-peek --force -o big fpga 0+2k' "uio-shell fpga -c 'save -o big 0x40+2k'" 'uio-regs convert -o big in/large.regs'; do
		run -1 mocked bash -c "ulimit -f 1; $line"
		[[ ${lines[0]} == *": big: File too large" ]]
		nothing_else
	done
}

@test "- is standard output for every output file, and no file is left" {
	local writer
	for writer in "${writers[@]}"; do
		written_by "$writer"
		"$writer" - >got
		cmp got wanted
		rm got
		run -1 bash -c "$(declare -f mocked "$writer"); $writer - >/dev/full"
		[[ $output == *"standard output: No space left on device"* ]]
		nothing_else
	done
	mocked uio-shell fpga -c 'log -' -c 'peek 0x4' -c 'expect 0x4 == 1' -k >got || true
	[[ $(grep -v '^# ' got) == $'peek 0x4\n#= 0x07060504\nexpect 0x4 == 1\n#! 9' ]]
	[[ ! -e - ]]
}

@test "- is standard input for every input file" {
	mocked uio-poke -i - fpga 0x4 < <(printf '\x11\x22\x33\x44')
	mocked uio-shell fpga -f - <<<'echo from input' | grep -qx 'from input'
	mocked uio-shell fpga -c 'source -; echo after' <<<'echo first' | cmp - <(printf 'first\nafter\n')
	mocked uio-shell fpga --replay - <<<$'peek 0x4\n#= 0x07060504' | grep -x 'standard input: 1 command, 0 differences'
	mocked uio-shell fpga -c 'save -o state ID CTRL'
	mocked uio-shell fpga -c 'diff --check -' <state
	mocked uio-shell fpga -c 'load --force --dry-run -' <state | grep -qx 'write 0x00000004 32 0x07060504'
	uio-regs check - <in/some.regs
	uio-regs show -n - <in/some.regs | grep -q '^A '
	uio-regs convert - <in/some.regs | uio-regs convert - | cmp - <(uio-regs convert in/some.regs)
	mocked uio-peek --regs - fpga A <in/some.regs
	[[ ! -e - ]]
}

@test "an SVD file on standard input is recognized by its beginning" {
	local svd=$BATS_TEST_DIRNAME/../regs/all.svd
	uio-regs check - <"$svd" | cmp - <(uio-regs check "$svd")
	uio-regs convert -p TIMER0 - <"$svd" | cmp - <(uio-regs convert -p TIMER0 "$svd")
}

@test "errors name standard input" {
	run -1 uio-regs check - <<<'register CTRL 0x0 wow'
	[[ $output == "uio-regs: standard input:1:19: unexpected 'wow'" ]]
	run -9 --separate-stderr uio-regs check - <<<$'register A 0\nregister B 2 width 16'
	[[ $output == "standard input:2: B overlaps A" ]]
	run -2 mocked uio-shell -f - fpga <<<'echo "open'
	[[ $output == "uio-shell: standard input:1:6: "* ]]
	run -2 mocked uio-shell -f - fpga <<<'nonsense'
	[[ $output == *"standard input:1:1: command 'nonsense' failed"* ]]
	run -2 mocked uio-poke -i - fpga 0x4 </dev/null
	[[ $output == "uio-poke: standard input: the file is empty" ]]
}

# All calls run in one shell, as each mock begins anew.
@test "--input takes pipes and /dev/stdin" {
	seq 100 | tr -d '\n' | head -c 8 >bytes
	local file
	for file in - /dev/stdin bytes; do
		run -0 mocked uio-shell fpga -c "poke -i $file 0x20; peek -o - 0x20+8" < <(cat bytes)
		[[ $output == "$(<bytes)" ]]
	done
	mkfifo pipe
	cat bytes >pipe &
	run -0 mocked uio-poke --dry-run -i pipe fpga 0x20
	[[ $output == $'write 0x00000020 32 0x34333231\nwrite 0x00000024 32 0x38373635' ]]
}

@test "no more of a file is read than fits, and nothing of a longer one is written" {
	run -2 timeout 600 umockdev-run -d devices -- uio-shell fpga \
		-c 'poke -i /dev/zero 0xff8'
	[[ $output == *"/dev/zero has more than 8 bytes, map0 'regs' has 8 from 0xff8 on, and a unit has 4: the file is too long"* ]]
	run -2 mocked uio-shell fpga -kc 'poke -i - 0; peek 0' < <(yes)
	[[ $output == *"standard input has more than 4096 bytes"* && $output == *$'\n0x03020100' ]]
	# The length of a regular file is known before it is read.
	head -c 10000 /dev/zero >big
	run -2 mocked uio-poke -i big fpga 0
	[[ $output == *"big has 10000 bytes, map0 'regs' has 4096 from 0x0 on"* ]]
	head -c 4096 /dev/zero >big
	run -0 mocked uio-poke --dry-run --force -i big fpga 0
	[[ ${#lines[@]} == 1024 ]]
}

# All three numbers are in each message, as any of them may be the wrong one.
@test "a file that does not fit is reported with its size, the room and the unit" {
	local room="map0 'regs' has 4096 from 0x0 on, and a unit has 4"
	head -c 10 /dev/zero >ten
	run -2 mocked uio-poke --force -i ten fpga 0
	[[ $output == "uio-poke: fpga: '0': ten has 10 bytes, $room: the last unit is incomplete (--pad fills it with zeros)" ]]
	run -2 mocked uio-poke --force -i ten fpga 0+12
	[[ $output == *"'0+12': ten has 10 bytes, $room: the last unit is incomplete"* ]]
	head -c 8 /dev/zero >eight
	run -2 mocked uio-poke --force -i eight fpga 0+12
	[[ $output == *"'0+12': eight has 8 bytes, $room: the range and the file differ in length" ]]
	run -2 mocked uio-poke -w 64 -i ten fpga 0xff8
	[[ $output == *"ten has 10 bytes, map0 'regs' has 8 from 0xff8 on, and a unit has 8: the file is too long" ]]
}

@test "--pad fills up the last unit, but not beyond the region" {
	printf '\x11\x22\x33\x44\x55' >five
	run -0 mocked uio-poke --dry-run --pad -i five fpga 0x20
	[[ $output == $'write 0x00000020 32 0x44332211\nwrite 0x00000024 32 0x00000055' ]]
	run -0 mocked uio-poke --dry-run --pad -i - fpga 0x20+8 <five
	[[ ${#lines[@]} == 2 ]]
	run -0 mocked uio-poke --dry-run --pad -w 8 -i five fpga 0x20
	[[ ${#lines[@]} == 5 ]]
	run -0 mocked uio-poke --dry-run --pad -w 64 -e big -i five fpga 0x20
	[[ $output == "write 0x00000020 64 0x1122334455000000" ]]
	run -2 mocked uio-poke --pad -i five fpga 0xffc
	[[ $output == *"the file is too long" ]]
	run -2 mocked uio-poke --pad fpga 0x20=1
	[[ $output == *"--pad requires --input"* ]]
	# The region itself ends within a unit.
	sed -i 's/size=0x1000/size=0x1002/' devices
	head -c 2 five >two
	run -2 mocked uio-poke --dry-run --pad -w 32 -i two fpga 0x1000
	[[ $output == *"outside map0"* ]]
	head -c 6 /dev/zero >six
	run -2 mocked uio-poke --dry-run --pad -w 32 -i six fpga 0xffc
	[[ $output == *"six has 6 bytes"*"has 6 from 0xffc on"*"the file is too long" ]]
}

@test "a file whose name has the maximum length" {
	local name writer
	printf -v name 'n%.0s' {1..255}
	for writer in "${writers[@]}"; do
		written_by "$writer"
		"$writer" "$name"
		cmp "$name" wanted
		nothing_else "$name"
		rm "$name"
	done
}
