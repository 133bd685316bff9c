#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Files that are read and written. Each test of an output file runs all that
# write one.
load helper
load shell

setup() {
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

# What a writer has to give, for comparison.
written_by() { # WRITER
	rm -f wanted
	"$1" wanted
	[[ -s wanted ]]
}

nothing_else() { # FILE...
	diff <(ls) <(printf '%s\n' devices fpga.regs in wanted "$@" | sort)
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

@test "a new file has the mode that umask leaves" {
	local writer
	umask 027
	for writer in "${writers[@]}"; do
		"$writer" file
		[[ $(stat -c %a file) == 640 ]]
		rm file
	done
}

@test "a symbolic link is followed to its end, also to where nothing is" {
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

@test "a file of several names keeps them" {
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

@test "a file that is not allowed to be written stays as it is" {
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

@test "what is not a regular file is written to as it is" {
	local writer
	mkfifo pipe
	for writer in "${writers[@]}"; do
		written_by "$writer"
		cat pipe >got &
		"$writer" pipe
		wait $!
		cmp got wanted
		[[ -p pipe ]]
		rm got
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
				echo behind
			} >file
			cmp file <(echo before && cat wanted && echo behind)
			"$writer" "$name" | cmp - wanted
			[[ -L /dev/stdout ]]
		done
	done
}

@test "a descriptor that was handed down is written to, and none of our own" {
	{
		echo before >&7
		uio-regs convert -o /dev/fd/7 in/some.regs
		echo behind >&7
	} 7>file
	cmp file <(echo before && uio-regs convert in/some.regs && echo behind)
	# The node and its device's directory; later ones are the mock's.
	local fd
	for fd in 3 4; do
		run -1 mocked uio-shell fpga -c "save -o /dev/fd/$fd 0+8"
		[[ $output == "uio-shell: /dev/fd/$fd: Bad file descriptor"* ]]
	done
}

@test "after a failure a file is as it was" {
	echo old >file
	ln file other
	for file in file other new; do
		run -2 mocked uio-peek -o "$file" fpga 0x1000+8
	done
	[[ $(<file) == old && ! -e new ]]
	diff <(ls) <(printf '%s\n' devices file fpga.regs in other)
}
