# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2154
#
# uio-shell on the mock device fpga.

# Has registers of its own.
mock_fpga() {
	mock_device 0 fpga uio_test a0000000.fpga "$(map 0 regs 0xa0000000 0x1000 0x0)"
	export UIO_REGS_PATH=$BATS_TEST_TMPDIR
	cat >"$UIO_REGS_PATH/fpga.regs" <<-'REGS'
		width 32
		register ID 0x0 ro
		register CTRL 0x4
			field EN 0
			field MODE 7:4 stop=0 run=1
		register FIFO 0x8 rc
		group CH[4] 0x20 stride 0x10
			register CFG 0x0
		end
	REGS
}

# Runs a script on standard input, or with `-c`.
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
