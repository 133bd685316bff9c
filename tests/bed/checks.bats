#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
#
# The results of a check for the commands in it, which are in single quotes.
#
# shellcheck disable=SC2016

bats_require_minimum_version 1.5.0

checked() { # COMMAND
	run -0 bash -euo pipefail -c "source '$BATS_TEST_DIRNAME/../checks.bash'
		checks=0
		several() { $1; }
		check one several
		check two true
		echo \"1..\$checks\""
}

@test "all calls succeed" {
	checked 'echo fine; true; true'
	[[ $output == $'ok 1 one\nok 2 two\n1..2' ]]
}

@test "one call fails, at any position" {
	local commands
	for commands in 'false' 'echo why; false; true' 'echo why; true; false' 'echo why >&2; (exit 3); true' \
		'found=$(false); true'; do
		checked "$commands"
		[[ ${lines[0]} == "not ok 1 one" && ${lines[-2]} == "ok 2 two" && ${lines[-1]} == "1..2" ]]
		[[ $commands != *why* || ${lines[1]} == "# why" ]]
	done
}
