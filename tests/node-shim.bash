# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
#
# Builds tests/node-shim.c once in a run of tests.

node_shim() { # CROSS_COMPILE
	local library=$BATS_RUN_TMPDIR/${1}node-shim.so
	if [[ ! -e $library ]]; then
		"${1}gcc" -shared -fPIC -O1 -D_GNU_SOURCE -D_FILE_OFFSET_BITS=64 -D_TIME_BITS=64 \
			-o "$library.$BASHPID" "${BASH_SOURCE[0]%/*}/node-shim.c" &&
			mv "$library.$BASHPID" "$library"
	fi
	echo "$library"
}
