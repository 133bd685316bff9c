#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# ENOMEM: each allocation of what an applet typically does fails once.
# bats file_tags=long
# shellcheck disable=SC2034,SC2154 # variables of faults.bash
load helper
load faults

setup() {
	faults_setup
	memory_shim=$BATS_TEST_TMPDIR/memory-shim.so
	gcc -shared -fPIC -O1 -D_GNU_SOURCE -o "$memory_shim" "$BATS_TEST_DIRNAME/../memory-shim.c"
	export memory_shim FAIL_NOTE=$BATS_TEST_TMPDIR/note
	# Without memory for the database of users, glibc aborts.
	typical_calls | grep -v diagnose >"$BATS_TEST_TMPDIR/calls"
	cat >>"$BATS_TEST_TMPDIR/calls" <<-'EOF'
		lsuio --candidates
		lsuio fpgb
		uio-peek @0xa0000000 CTRL
		uio-peek platform:a0000000.fpga CTRL
		uio-peek fpga CTRM
	EOF
}

# If the loader has no memory for a library, it reports that the library is missing.
each_allocation() { # FILE
	local line number fault
	while read -r line; do
		know_calm
		for ((number = 1; number < 5000; number += number < 200 ? 1 : 23)); do
			fault="allocation $number"
			: >"$FAIL_NOTE"
			call "FAIL_AT=$number LD_PRELOAD=$memory_shim:$preload"
			[[ -s $FAIL_NOTE ]] || break
			ends_cleanly
			[[ $status == 0 || $status == "$calm_status" || $err == *@(memory|library is not installed)* ]] ||
				complaint "the message does not mention memory"
		done
		((number > 5)) || echo "$line: only $number allocations"
	done <"$1"
}

@test "each allocation fails once" {
	in_mock each_allocation "$BATS_TEST_TMPDIR/calls"
}
