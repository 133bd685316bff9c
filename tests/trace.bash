# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash

# Makes bats record only the commands of the test itself, for its messages, and not
# those of the functions that the test calls, such as bats' own `run`. Recording a
# command takes a tenth of the time that starting a process takes. A `setup` begins with
# this function.
trace_tests_only() {
	local trap
	trap=$(trap -p DEBUG)
	# shellcheck disable=SC2016
	[[ ! $trap ]] || eval "${trap/\'/\''[[ $FUNCNAME != "$BATS_TEST_NAME" ]] || '}"
}
