# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
#
# The README's examples: `$ COMMAND` lines and what they print.

# Addresses of the kernel's memory and times differ from run to run, those of a card
# from kernel to kernel, and blanks pad columns.
masked() {
	sed -E 's/0xff[0-9a-f]{14}/0xff............../; s/0x[4-9a-f][0-9a-f]{2}00000/0x...00000/; s/ +$//; s/after [0-9.]+ s, [0-9]+ reads/after .../; s/time=[0-9.]+/time=.../'
}

# shellcheck disable=SC2016
examples() { # LANGUAGE
	sed -n '/^```'"$1"'$/,/^```$/ { /^```/d; p }' README.md
}

replay() { # LANGUAGE
	local line
	while IFS= read -r line <&3; do
		[[ $line == '$ '* ]] || continue
		echo "$line"
		eval "${line#'$ '}" 2>&1 3>&- || true
	done 3< <(examples "$1")
}
