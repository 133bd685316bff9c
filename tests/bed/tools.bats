#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
#
# The check for missing programs of the tests that need no kernel.

bats_require_minimum_version 1.5.0

@test "missing programs are named in one line, and none if all are installed" {
	local tool here=$BATS_TEST_TMPDIR/here
	mkdir "$here"
	ln -s "$(command -v bash)" "$here/"
	PATH=$here run -0 bash "$BATS_TEST_DIRNAME/../tools"
	[[ $output == "missing programs, without which tests fail: bats "*" apt-get" ]]
	((${#lines[@]} == 1))
	for tool in ${output#*: }; do
		ln -s /bin/true "$here/$tool"
	done
	PATH=$here run -0 bash "$BATS_TEST_DIRNAME/../tools"
	[[ ! $output ]]
}
