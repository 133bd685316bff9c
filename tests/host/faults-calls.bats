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
	typical_calls >"$BATS_TEST_TMPDIR/calls"
}

# One after the other, unless all are asked for.
next_of() { # WORD...
	faults=("$@")
	[[ ${FAULTS:-} == all ]] || faults=("${@:turn++ % $# + 1:1}")
}

# For a call that has no such error it stands for those that it has.
each_call() { # FILE
	local line name number fault error turn=0
	while read -r line; do
		know_calm
		find_turns
		while read -r name number; do
			next_of EIO EACCES EMFILE ENOMEM ENOSYS
			for error in "${faults[@]}"; do
				fault="$name $number gives $error"
				call "strace -qq -E LD_PRELOAD=$preload -o /dev/null -e trace=$name -e inject=$name:error=$error:when=$number"
				ends_cleanly
			done
		done <"$tmp/turns"
	done <"$1"
}

@test "each system call fails once" {
	in_mock each_call "$BATS_TEST_TMPDIR/calls"
}

# The program may have been done, or say that it was interrupted.
each_signal() { # FILE
	local line name number fault signal turn=0
	while read -r line; do
		know_calm
		find_turns
		while read -r name number; do
			next_of HUP INT TERM
			for signal in "${faults[@]}"; do
				fault="SIG$signal at $name $number"
				call "strace -qq -E LD_PRELOAD=$preload -o /dev/null -e trace=$name -e inject=$name:signal=$signal:when=$number"
				[[ $status == "$calm_status" || $status == @(129|130|143) ]] || complaint "it ends otherwise"
				# The words of a shell for one that was killed are not of interest.
				[[ $status == "$calm_status" ]] || status=1 err="${line%% *}: interrupted"$'\n'
				ends_cleanly
			done
		done <"$tmp/turns"
	done <"$1"
}

@test "a signal to end comes at each system call" {
	in_mock each_signal "$BATS_TEST_TMPDIR/calls"
}
