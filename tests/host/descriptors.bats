#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The descriptors that are open at a tool's end are those that were open at its start,
# after success and after errors. No library keeps a descriptor by design.
# shellcheck disable=SC2030,SC2031,SC2034,SC2154,SC2317 # run in the mock system, with faults.bash
load helper
load faults

setup() {
	faults_setup
	shim=$BATS_TEST_TMPDIR/descriptor-shim.so
	gcc -shared -fPIC -O1 -Wall -Werror -D_GNU_SOURCE -o "$shim" "$BATS_TEST_DIRNAME/../descriptor-shim.c"
	export shim DESCRIPTORS=$BATS_TEST_TMPDIR/descriptors
}

# Calls that load other libraries than the typical ones.
other_calls() {
	cat <<-'EOF'
		uio-peek --regs ../chip.svd --peripheral TIMER0 fpga CR
		uio-regs show ../chip.svd
		uio-regs check ../design.hwh
		lsuio --wait-for fpga
		lsuio --candidates
		lsuio --map-test
		uio-shell fpga
	EOF
}

failing_calls() {
	cat <<-'EOF'
		uio-peek nothing 0
		uio-peek fpga 0x1000
		uio-peek fpga CTRL NOTHING
		uio-peek --regs nothing fpga CTRL
		uio-peek --regs script fpga CTRL
		uio-peek -o nothing/file fpga 0+64
		uio-peek -o . fpga 0+64
		uio-peek --until 'CTRL == 1' --timeout 1ms fpga
		uio-peek --require other fpga 0
		uio-poke nothing 0=1
		uio-poke fpga 0x1000=1
		uio-poke fpga CTRL=none
		uio-poke --input nothing fpga 0x10
		uio-poke --input fpga.regs fpga 0xffc
		uio-poke --expect 'CTRL == 1' fpga CTRL=1
		uio-wait nothing
		uio-wait --snapshot NOTHING fpga
		uio-wait --timeout 10s -n 1 fpga -- ./nothing
		uio-irq nothing on
		uio-irq fpga maybe
		uio-regs check script
		uio-regs show nothing
		uio-regs convert -o nothing/file fpga.regs
		uio-sim list
		uio-sim create other --regs script
		uio-sim remove nothing
		lsuio nothing
		lsuio --diagnose nothing
		lsuio -o NOTHING
		lsuio --watch --timeout 1ms
		lsuio --wait-for nothing --timeout 1ms
		uio-shell nothing
		uio-shell -c 'peek 0x1000' fpga
		uio-shell -c 'load script' fpga
		uio-shell -c 'save -o nothing/file' fpga
		uio-shell -c 'source nothing' fpga
		uio-shell -c 'let a 1; for i in 0..1 { peek 0; expect 0 == $a }' fpga
		uio-shell -f nothing fpga
		uio-shell --replay script fpga
	EOF
}

# Runs each call of FILE, which must end with a status that matches.
each_call() { # FILE STATUS
	local line fault
	while read -r line; do
		: >"$DESCRIPTORS"
		put_back
		writes=''
		call "LD_PRELOAD=$shim:$preload"
		fault=descriptors
		# shellcheck disable=SC2053 # a pattern
		[[ $status == $2 ]] || complaint "another status was expected"
		[[ $(<"$DESCRIPTORS") == "${line%% *} ended" ]] || complaint "$(<"$DESCRIPTORS")"
	done <"$1"
}

@test "after success" {
	cp "$BATS_TEST_DIRNAME"/../regs/all.svd "$BATS_TEST_TMPDIR/chip.svd"
	cp "$BATS_TEST_DIRNAME"/../regs/design.hwh "$BATS_TEST_TMPDIR"
	{ typical_calls && other_calls; } | grep -v '^uio-sim' >"$BATS_TEST_TMPDIR/calls"
	in_mock each_call "$BATS_TEST_TMPDIR/calls" 0
}

@test "after lines typed in a terminal" {
	printf '%s\n' 'peek 0' 'peek CTRL' 'bad' quit >"$BATS_TEST_TMPDIR/lines"
	LD_PRELOAD=$shim:$LD_PRELOAD XDG_STATE_HOME=$BATS_TEST_TMPDIR mocked script -qec 'uio-shell fpga' /dev/null \
		<"$BATS_TEST_TMPDIR/lines" >"$BATS_TEST_TMPDIR/out" || true
	grep 0x03020100 "$BATS_TEST_TMPDIR/out"
	run -0 cat "$DESCRIPTORS"
	[[ $output == "uio-shell ended" ]]
}

@test "after errors" {
	failing_calls >"$BATS_TEST_TMPDIR/calls"
	in_mock each_call "$BATS_TEST_TMPDIR/calls" '[!0]*'
}

@test "descriptors that were opened, replaced and closed are found" {
	LD_PRELOAD=$shim run -0 bash -c 'exec -a uio-test bash -c "exec 8</dev/null 0</dev/zero 9<&-"' 9</dev/null </dev/null
	run -0 cat "$DESCRIPTORS"
	[[ $output == $'replaced 0 /dev/zero\nopened 8 /dev/null\nclosed 9 \nuio-test ended' ]]
}
