#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
#
# The file in which each line of a guest's output is kept.

bats_require_minimum_version 1.5.0

setup() {
	keep=$BATS_TEST_DIRNAME/../keep
	cd "$BATS_TEST_TMPDIR" || return
}

@test "lines of a job itself" {
	run -0 "$keep" . host-regs <<<$'1..1\r\nok 1 one'
	[[ $output == $'host-regs: 1..1\nhost-regs: ok 1 one' ]]
	[[ $(<host-regs.tap) == $'1..1\nok 1 one' ]]
}

@test "each file of tests has a file of its own, and so has the guest" {
	"$keep" . vm-guest-2 <<-'END'
		# file tests/vm/irq.bats
		1..1
		ok 1 irq
		# file tests/vm/sim.bats
		1..2
		ok 1 sim
		not ok - guest: given up
		# the log
		# file tests/vm/maps.bats
		1..1
		ok 1 maps
		# end
		1..0
	END
	[[ $(<vm-irq.tap) == $'# file tests/vm/irq.bats\n1..1\nok 1 irq' ]]
	[[ $(<vm-sim.tap) == $'# file tests/vm/sim.bats\n1..2\nok 1 sim' ]]
	[[ $(<vm-maps.tap) == $'# file tests/vm/maps.bats\n1..1\nok 1 maps' ]]
	[[ $(<vm-guest-2.tap) == $'not ok - guest: given up\n# the log\n# end\n1..0' ]]
}

@test "without output the file is empty, which the tally reports" {
	"$keep" . host-regs </dev/null
	[[ -e host-regs.tap && ! -s host-regs.tap ]]
}

@test "a writer that prints nothing for too long is ended, with its processes" {
	cat >job <<-'END'
		trap : TERM
		{ echo 1..1 && sleep 1000 & echo $! >sleeping; wait; } | "$1" . host-regs 1
		exit 7
	END
	run setsid --wait bash job "$keep"
	((status == 7))
	[[ $(<host-regs.tap) == $'1..1\nnot ok - host-regs printed nothing for 1 s' ]]
	# A process that was ended exists until its new parent has asked for its status.
	while kill -0 "$(<sleeping)" 2>/dev/null; do
		sleep 0.1
	done
}
