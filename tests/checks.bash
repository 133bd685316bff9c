# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
#
# Checks outside bats: a TAP line for each, counted in $checks.

# For the command "$2"..., whose output is shown if it fails. A function fails with
# the first command of it that does, which bash overlooks where its result is asked
# for at once.
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
