#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# Each system call of what an applet typically does fails once, with one error after
# the other: EIO, EACCES, EMFILE, ENOMEM, ENOSYS. A signal comes before each of them.
# FAULTS=all takes each call with each error and signal, FAULTS_MOST=N at most N calls.
# shellcheck disable=SC2030,SC2031,SC2034,SC2154 # variables of faults.bash
load helper
load faults

setup() {
	[[ $UIO_BUILD != */asan ]] || skip "calls of the sanitizers would fail, too"
	faults_setup
	typical_calls | sed -n 1~3p >"$BATS_TEST_TMPDIR/third"
	typical_calls | sed 1~3d >"$BATS_TEST_TMPDIR/others"
}

# Each system call of what is called in FILE, with each fault of a kind, or with one after
# the other. For a call that has no such error it stands for those that it has. A program
# to which a signal came may have been done, or say that it was interrupted.
each_fault() { # FILE error|signal VALUE...
	local line name number fault value values turn=0 file=$1 kind=$2
	shift 2
	while read -r line; do
		know_calm
		find_turns
		while read -r name number; do
			values=("$@")
			[[ ${FAULTS:-} == all ]] || values=("${@:turn++ % $# + 1:1}")
			for value in "${values[@]}"; do
				fault="$value at $name $number"
				call "strace -qq -E LD_PRELOAD=$preload -o /dev/null -e trace=$name -e inject=$name:$kind=$value:when=$number"
				if [[ $kind == signal ]]; then
					[[ $status == @("$calm_status"|129|130|143) ]] || complaint "it ends otherwise"
					# The words of a shell for one that was killed are not of interest.
					[[ $status == "$calm_status" ]] || status=1 err="${line%% *}: interrupted"$'\n'
				fi
				ends_cleanly
			done
		done <"$tmp/turns"
	done <"$file"
}

each_error() { # FILE
	in_mock each_fault "$1" error EIO EACCES EMFILE ENOMEM ENOSYS
}

each_signal() { # FILE
	in_mock each_fault "$1" signal HUP INT TERM
}

@test "each system call fails once, in a third of the calls" {
	each_error "$BATS_TEST_TMPDIR/third"
}

@test "a signal to end comes at each system call, in a third of the calls" {
	each_signal "$BATS_TEST_TMPDIR/third"
}

# bats test_tags=long
@test "each system call fails once, in the other calls" {
	each_error "$BATS_TEST_TMPDIR/others"
}

# bats test_tags=long
@test "a signal to end comes at each system call, in the other calls" {
	each_signal "$BATS_TEST_TMPDIR/others"
}
