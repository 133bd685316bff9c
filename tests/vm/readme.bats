#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The README's picture is of a real session, and the commands of its table work.

load helper

setup() {
	trace_tests_only
	top=$PWD
	cd "$BATS_TEST_TMPDIR" || return
}

# Addresses of a card differ from kernel to kernel; addresses of the kernel, times and
# counts differ from run to run.
masked() {
	sed -E 's/0xffff[0-9a-f]{12}/0x.../; s/0x[4-9a-f][0-9a-f]{2}00000/0x...00000/; s/ +$//; s/after [0-9.]+ s, [0-9]+ reads?/after .../; s/time=[0-9.]+/time=.../'
}

@test "the README's picture is of a real session" {
	diff <(masked <"$top/man/session.svg") <("$top/tests/vm/picture" | masked)
}

# Prints the last column of the table, as it is typed.
commands() {
	# shellcheck disable=SC2016
	sed -n 's/^| `[a-z-]*` | .* | `\(.*\)` |$/\1/p' "$top/README.md"
}

@test "each command of the README's table works" {
	cp "$top/tests/regs/logger.svd" design.svd
	echo CTRL.MODE=single >bringup
	uio-sim create fpga --regs design.svd irqcontrol=gate
	uio-sim period fpga 5ms
	commands | tee commands
	(($(wc -l <commands) == 8))
	while IFS= read -r command <&5; do
		eval "$command" 5<&-
	done 5<commands
}
