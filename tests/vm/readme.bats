#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The README's examples do what it says: each command is run, in its order, and
# its output compared.

load helper
load readme

teardown() {
	local card
	card=/sys/bus/pci/devices/$(pci_address 1234 11e8)
	remove_sims
	if [[ -e $card/driver ]]; then
		echo "${card##*/}" >"$card/driver/unbind"
		echo >"$card/driver_override"
	fi
}

@test "the README's picture is of a real session" {
	diff <(masked <man/session.svg) <(tests/vm/picture | masked)
}

@test "the README's examples" {
	(($(examples console | grep -c '^\$ ') >= 15))
	diff <(examples console | masked) <(replay console | masked)
}
