# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash

# Has bats record the commands of the test alone, for its messages, and not also those
# of the functions that the test calls, such as bats' own `run`. To record a command
# takes a tenth of the time that a process takes. A `setup` begins with it.
trace_tests_only() {
	local trap
	trap=$(trap -p DEBUG)
	# shellcheck disable=SC2016
	[[ ! $trap ]] || eval "${trap/\'/\''[[ $FUNCNAME != "$BATS_TEST_NAME" ]] || '}"
}
