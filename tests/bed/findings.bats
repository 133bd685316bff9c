#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
#
# The verdict on valgrind's logs.

bats_require_minimum_version 1.5.0

setup() {
	findings=$BATS_TEST_DIRNAME/../findings
	cd "$BATS_TEST_TMPDIR" || return
	mkdir log
}

# The directory itself has a size.
@test "empty logs are not findings" {
	touch log/1 log/2
	run -0 "$findings" log
	[[ $output == "" ]]
}

@test "a finding is printed" {
	touch log/1
	echo "definitely lost: 8 bytes" >log/2
	run -1 "$findings" log
	[[ $output == "definitely lost: 8 bytes" ]]
}

@test "an empty line is a finding" {
	echo >log/1
	run -1 "$findings" log
}

@test "without a log, valgrind did not run" {
	run -1 "$findings" log
	[[ $output == "findings: log: there is no log" ]]
}
