#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The grammar of uio-sim: errors are reported before the module is used.

load helper

setup() {
	trace_tests_only
	regs=$BATS_TEST_TMPDIR/file.regs
	printf '%s\n' 'region regs' 'register CTRL 4 reset 5' >"$regs"
}

refuses() { # STATUS TEXT ARGUMENT...
	local status=$1 text=$2
	shift 2
	run "-$status" uio-sim "$@"
	[[ $output == *"$text"* ]] || { echo "said: $output" && return 1; }
}

@test "verbs and their words" {
	refuses 2 "missing create, list, trigger, period or remove"
	refuses 2 "unknown command 'make': expected create, list, trigger, period or remove" make fpga
	refuses 2 "create: missing the NAME of the simulated device" create
	refuses 2 "period: missing TIME" period fpga
	refuses 2 "list: unexpected argument 'fpga'" list fpga
	refuses 2 "fpga: 'irq' is not ATTRIBUTE=VALUE" create fpga irq
	refuses 2 "../fpga: invalid name for a simulated device" create ../fpga
	for attribute in ../b/trigger .. map0/../../b/trigger ../../../../..$BATS_TEST_TMPDIR/file; do
		refuses 2 "fpga: $attribute: no such attribute" create fpga "$attribute=3"
	done
	[[ ! -e $BATS_TEST_TMPDIR/file ]]
}

@test "options are accepted only if they have an effect" {
	refuses 2 "--regs, --peripheral and --base-address can only be used with create" list --regs "$regs"
	refuses 2 "--regs, --peripheral and --base-address can only be used with create" remove --peripheral A fpga
	refuses 2 "--peripheral and --base-address require --regs" create fpga --peripheral A
	refuses 2 "--peripheral and --base-address require --regs" create fpga --base-address 0x1000
	refuses 2 "--json can only be used with list" create fpga -J
	refuses 2 "invalid address 'here'" create fpga --regs "$regs" --base-address here
}

@test "register files that do not fit" {
	refuses 1 "$regs.none: No such file or directory" create fpga --regs "$regs.none"
	refuses 2 "fpga: map0/data: the map holds the registers of $regs" \
		create fpga --regs "$regs" map0/data=1
	refuses 2 "fpga: map0/name: the registers of $regs are in the region 'regs'" \
		create --regs "$regs" fpga map0/name=other
	refuses 2 "fpga: map1/stamps: " create fpga map1/name=regs map1/stamps=1 --regs="$regs"
	refuses 2 "fpga: map0/size: the registers of $regs end at 0x8" \
		create fpga --regs "$regs" map0/size=4
	refuses 3 "all.svd: no block is in the 4096 bytes from 0x40011000; available: TIMER0 TIMER1 GPIO0 GPIO1" \
		create fpga --regs "$BATS_TEST_DIRNAME/../regs/all.svd" --base-address 0x40011000 map0/size=4k
	printf 'base 0\nblock A 0\nregister R 0\nend\nblock B 0x8000000\nregister R 0\nend\n' >"$regs"
	refuses 2 "needs 134217732 bytes, but the module allows only 67108864 (use fewer blocks with --peripheral or --base-address)" \
		create fpga --regs "$regs"
}

@test "the list, as text and as JSON" {
	echo "P: /devices/platform/other
E: SUBSYSTEM=platform" >"$BATS_TEST_TMPDIR/devices"
	sims() { # OPTION...
		# shellcheck disable=SC2016 # a variable of the mock system
		mocked bash -c 'cd "$UMOCKDEV_DIR/sys" && mkdir -p kernel/config/uio-sim/{fpga,later} &&
			cd kernel/config/uio-sim/fpga && echo uio7 >dev_name && echo 3 >events && uio-sim list "$@"' bash "$@"
	}
	run -0 sims
	[[ $output == $'fpga uio7 events=3\nlater - events=-' ]]
	run -0 sims -J
	valid_json sims
	[[ $output == '{"sims":[{"device":"fpga","number":7,"count":3},{"device":"later","number":null,"count":null}]}' ]]
}
