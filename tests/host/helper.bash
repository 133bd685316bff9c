# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
#
# Mock devices for tests that need no kernel. $UIO_BUILD contains the tools under test.
bats_require_minimum_version 1.5.0
# shellcheck source=tests/trace.bash
. "$BATS_TEST_DIRNAME/../trace.bash"
PATH=$UIO_BUILD:$PATH
# The characters of tables depend on the locale.
export LC_ALL=C.UTF-8
# shellcheck source=tests/node-shim.bash
. "$BATS_TEST_DIRNAME/../node-shim.bash"
# shellcheck source=tests/valid-json.bash
. "$BATS_TEST_DIRNAME/../valid-json.bash"
LD_PRELOAD=$(node_shim "")
export LD_PRELOAD

setup() {
	trace_tests_only
}

# Adds a device to the mock system: its number, its name, the driver's name and the
# parent's, then lines for umockdev with attributes of its own. The first bytes of its
# map 0 count from 0.
mock_device() { # NUMBER NAME DRIVER PARENT LINE...
	local number=$1 name=$2 driver=$3 parent=$4
	shift 4
	cat >>"$BATS_TEST_TMPDIR/devices" <<-EOF
		P: /devices/platform/$parent
		E: SUBSYSTEM=platform
		L: driver=../../../bus/platform/drivers/$driver

		P: /devices/platform/$parent/uio/uio$number
		N: uio$number=000102030405060708090A0B0C0D0E0F
		E: DEVNAME=/dev/uio$number
		E: SUBSYSTEM=uio
		A: dev=240:$number
		A: name=$name
		A: version=1.0
		A: event=7
		$(printf '%s\n' "$@")
		L: device=../../../$parent

	EOF
}

map() { # INDEX NAME ADDR SIZE [OFFSET]
	echo "A: maps/map$1/addr=$3"
	echo "A: maps/map$1/size=$4"
	echo "A: maps/map$1/name=$2"
	[[ ! ${5:-} ]] || echo "A: maps/map$1/offset=$5"
}

mocked() {
	umockdev-run -d "$BATS_TEST_TMPDIR/devices" -- "$@"
}

