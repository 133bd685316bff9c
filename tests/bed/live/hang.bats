#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Run by hand, with VM_SILENCE=30 or so: tests/vm/run with this file must fail, because
# the guest does not come to an end.

@test "a hang" {
	sleep infinity
}
