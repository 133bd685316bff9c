#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# Each system call in a typical run of an applet fails once, with one of the errors EIO,
# EACCES, EMFILE, ENOMEM and ENOSYS in turn. A signal comes before each of them.
# FAULTS=all combines each call with each error and signal; FAULTS_MOST=N limits the
# number of calls to N.
# bats file_tags=long
# shellcheck disable=SC2030,SC2031,SC2034,SC2154 # variables of faults.bash
load helper
load faults

setup() {
	[[ $UIO_BUILD != */asan ]] || skip "calls of the sanitizers would fail, too"
	faults_setup
	typical_calls | sed -n 1~3p >"$BATS_TEST_TMPDIR/third"
	typical_calls | sed 1~3d >"$BATS_TEST_TMPDIR/others"
}

# Runs each call of FILE once for each of its system calls, at which a fault of the kind
# happens: one VALUE after the other, or each with FAULTS=all. strace replaces an error
# that the system call cannot return. After a signal, the program may have finished, or
# report that it was interrupted.
each_fault() { # FILE error|signal VALUE...
	local line name number fault value faults turn=0 file=$1 kind=$2
	shift 2
	while read -r line; do
		know_calm
		find_turns
		while read -r name number; do
			next_of "$@"
			for value in "${faults[@]}"; do
				fault="$value at $name $number"
				call "strace -qq -E LD_PRELOAD=$preload -o /dev/null -e trace=$name -e inject=$name:$kind=$value:when=$number"
				if [[ $kind == signal ]]; then
					[[ $status == @("$calm_status"|129|130|143) ]] || complaint "it ends otherwise"
					# The message of a shell about a killed process is not of interest.
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

@test "a signal that asks to end comes at each system call, in a third of the calls" {
	each_signal "$BATS_TEST_TMPDIR/third"
}

@test "each system call fails once, in the other calls" {
	each_error "$BATS_TEST_TMPDIR/others"
}

@test "a signal that asks to end comes at each system call, in the other calls" {
	each_signal "$BATS_TEST_TMPDIR/others"
}
