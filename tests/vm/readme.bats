#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The README's examples do what it says: each command is run, in its order, and
# its output compared.

load helper

teardown() {
	local card
	card=/sys/bus/pci/devices/$(pci_address 1234 11e8)
	remove_sims
	if [[ -e $card/driver ]]; then
		echo "${card##*/}" >"$card/driver/unbind"
		echo >"$card/driver_override"
	fi
}

# What the README shows: `$ COMMAND` lines and what they print. Addresses of
# the kernel's memory and times differ from run to run, and blanks pad columns.
masked() {
	sed -E 's/0xff[0-9a-f]{14}/0xff............../; s/ +$//; s/after [0-9.]+ s, [0-9]+ reads/after .../; s/time=[0-9.]+/time=.../'
}

# shellcheck disable=SC2016
examples() {
	sed -n '/^```console$/,/^```$/ { /^```/d; p }' README.md
}

replay() {
	local line
	while IFS= read -r line <&3; do
		[[ $line == '$ '* ]] || continue
		echo "$line"
		eval "${line#'$ '}" 2>&1 3>&- || true
	done 3< <(examples)
}

@test "the README's picture is of a real session" {
	diff <(masked <man/session.svg) <(tests/vm/picture | masked)
}

@test "the README's examples" {
	(($(examples | grep -c '^\$ ') >= 15))
	diff <(examples | masked) <(replay | masked)
}
