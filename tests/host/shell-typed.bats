#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
#
# uio-shell where a person types; a pipe takes the place of the person.
load helper
load shell

setup() {
	mock_fpga
	export TERM=dumb XDG_STATE_HOME=$BATS_TEST_TMPDIR
}

# Types lines at a prompt, and prints the lines that are values.
typed() { # LINE...
	printf '%s\n' "$@" quit >"$BATS_TEST_TMPDIR/lines"
	mocked script -qec 'uio-shell fpga' /dev/null <"$BATS_TEST_TMPDIR/lines" |
		tr -d '\r' | grep -E '^([A-Z]+ )?0x[0-9a-f]{8}'
}

@test "an empty line repeats a read, and none that reading has an effect on" {
	[[ $(typed 'peek ID' '' '') == $'0x03020100\n0x03020100\n0x03020100' ]]
	[[ $(typed 'peek FIFO' '' '') == 0x0b0a0908 ]]
	[[ $(typed 'FIFO' '' '') == "FIFO 0x0b0a0908" ]]
	[[ $(typed 'peek 8' '' '') == 0x0b0a0908 ]]
	[[ $(typed 'decode FIFO' '') == "FIFO 0x0b0a0908" ]]
	[[ $(typed 'peek --force 8+4' '' | wc -l) == 1 ]]
	[[ $(typed "peek --until='FIFO != 0' ID" '' | tail -n 1) == 0x03020100 ]]
	[[ $(typed "peek --until='FIFO != 0' ID" '' | wc -l) == 1 ]]
	# Nor what was read before it.
	[[ $(typed 'peek ID' 'peek FIFO' '') == $'0x03020100\n0x0b0a0908' ]]
	[[ $(typed 'peek fpga:map0::FIFO' '' | wc -l) == 1 ]]
}

@test "a dump leaves such registers out, and is repeated" {
	[[ $(typed 'peek 0+12' '' | wc -l) == 2 ]]
	[[ $(typed 'md 0 3' '' | wc -l) == 2 ]]
	[[ $(typed 'peek FIFO' 'peek ID' '') == $'0x0b0a0908\n0x03020100\n0x03020100' ]]
}
