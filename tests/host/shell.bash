# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2154
#
# uio-shell on the mock device fpga.

# A script on standard input, or as `-c` has it.
shell() { # ARGUMENT...
	mocked uio-shell "$@" fpga
}

prints() { # WANTED COMMANDS
	run -0 shell -c "$2"
	diff - <(echo "$output") <<<"$1"
}

fails() { # STATUS MESSAGE COMMANDS
	run "-$1" shell -c "$3"
	[[ $output == *"$2"* ]] || {
		echo "wanted: $2, got: $output"
		return 1
	}
}
