#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Run by hand: tests/vm/run with this file must fail, because of the failing test.

@test "a test that passes" {
	true
}

@test "a test that fails" {
	false
}
