# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
#
# Checks outside bats. Each prints a TAP line, and $checks counts them.

# Runs a command as a check, and prints its output if it fails. A function fails with
# the first of its commands that fails; bash ignores such failures if the result of the
# function is tested directly.
check() {
	local output status
	checks=$((checks + 1))
	set +e
	output=$(
		set -e
		"${@:2}" 2>&1
	)
	status=$?
	set -e
	if ((!status)); then
		echo "ok $checks $1"
	else
		echo "not ok $checks $1"
		echo "# ${output//$'\n'/$'\n'# }"
	fi
}
