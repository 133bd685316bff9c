#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
#
# By hand: tests/vm/run with this file must fail, for the one failing test.

@test "a test that passes" {
	true
}

@test "a test that fails" {
	false
}
