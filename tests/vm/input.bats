#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# Bad input: the exit status, an error that names it, and no access.

load helper
: "${sims:?}"

setup() {
	trace_tests_only
	uio-sim create fpga irqcontrol=gate map0/name=regs
	uio-sim create pattern map0/size=8192
	head -c 4096 /dev/zero | tr '\0' '\245' >"$sims/fpga/map0/data"
	cat "$sims/fpga/map0/data" >"$BATS_TEST_TMPDIR/untouched"
	[[ $(kernel_bytes fpga map0 4092) == a5a5a5a5 ]]
}

# Checks that a command ends with this status, and that its error (one line and argp's
# hint) contains this text.
refuses() { # STATUS TEXT COMMAND...
	local status=$1 text=$2
	shift 2
	run "-$status" "$@"
	[[ $output == *"$text"* ]] || { echo "said: $output" && return 1; }
}

# Checks that no byte of the device has changed.
untouched() {
	cmp "$sims/fpga/map0/data" "$BATS_TEST_TMPDIR/untouched"
}

# bats test_tags=long
@test "invalid operands" {
	for applet in peek poke; do
		value=''
		[[ $applet == poke ]] && value='=1'
		refuses 2 "fpga: '0x2$value' is not aligned to 32 bits" uio-$applet fpga "0x2$value"
		refuses 2 "'0x1000$value' is outside map0 'regs' (4096 bytes)" uio-$applet fpga "0x1000$value"
		refuses 2 "'0xff8+16$value' is outside map0" uio-$applet fpga "0xff8+16$value"
		refuses 2 "'0xfffffffffffffffc$value' is outside map0" uio-$applet fpga "0xfffffffffffffffc$value"
		refuses 2 "'0+6$value' is not a whole number of 32-bit units" uio-$applet fpga "0+6$value"
		refuses 2 "'0x1g$value': not an operand at column 4" uio-$applet fpga "0x1g$value"
		refuses 2 "'-1$value': not a number at column 1" uio-$applet fpga -- "-1$value"
		refuses 2 "invalid width '24'" uio-$applet -w 24 fpga "0$value"
		refuses 2 "invalid byte order 'middle'" uio-$applet -e middle fpga "0$value"
		refuses 3 "no region 'map1'; it has map0 'regs'" uio-$applet fpga:map1 "0$value"
		refuses 3 "nosuch: no such UIO device" uio-$applet nosuch "0$value"
		refuses 3 "uio99: no such UIO device" uio-$applet uio99 "0$value"
		refuses 3 "/dev/null: not the node of a UIO device" uio-$applet /dev/null "0$value"
		refuses 2 "DEVICE" uio-$applet
		refuses 2 "OPERAND" uio-$applet fpga
		refuses 2 "--no-such-option" uio-$applet --no-such-option fpga "0$value"
	done
	untouched
}

@test "invalid values" {
	refuses 2 "'0=0x100': the value at column 3 does not fit in 8 bits" uio-poke -w 8 fpga 0=0x100
	refuses 2 "'0=0x1_0000_0000': the value at column 3 does not fit in 32 bits" uio-poke fpga 0=0x1_0000_0000
	refuses 2 "'0:3=2': the value at column 5 does not fit in 1 bit" uio-poke fpga 0:3=2
	refuses 2 "'0=1:0x1_0000_0000': value has bits outside its mask at column 3" uio-poke fpga 0=1:0x1_0000_0000
	refuses 2 "'0=4:3': value has bits outside its mask at column 3" uio-poke fpga 0=4:3
	refuses 2 "'0:32=1': bits beyond the width of the register" uio-poke fpga 0:32=1
	refuses 3 "'0=ten': no such named value at column 3" uio-poke fpga 0=ten
	refuses 3 "no register file for the device" uio-poke fpga CTRL=1
	refuses 2 "'0=': not a number at column 3" uio-poke fpga 0=
	refuses 2 "'4=1=2'" uio-poke fpga 4=1=2
	refuses 2 "'0' is not an assignment" uio-poke fpga 0
	refuses 2 "'8' is not an assignment" uio-poke fpga 0=1 4=1 8
	refuses 2 "'0=1' is an assignment" uio-peek fpga 0=1
	refuses 2 "'0=1x'" uio-poke fpga 0 1x
	untouched
}

@test "an error in one operand prevents all accesses" {
	refuses 2 "'0x1000=3' is outside" uio-poke fpga 0=1 0-0xff=2 0x1000=3
	refuses 2 "'2=3' is not aligned" uio-poke fpga 0=1 2=3
	refuses 2 "'0x1000'" uio-peek fpga 0 0x1000
	[[ $output != *0xa5a5a5a5* ]]
	untouched
}

@test "the last unit is in the region, for every width" {
	for width in 8 16 32 64; do
		run -0 uio-peek -w $width pattern $((8192 - width / 8))
		refuses 2 "is outside map0" uio-peek -w $width pattern 8192
	done
	untouched
}

@test "an unknown applet lists the existing ones" {
	refuses 2 "unknown applet 'frob'" uio frob
	[[ $output == *uio-peek*uio-poke* ]]
	ln -s "$(command -v uio)" "$BATS_TEST_TMPDIR/uio-pee"
	refuses 2 "unknown applet 'uio-pee'" "$BATS_TEST_TMPDIR/uio-pee" fpga 0
	refuses 2 "missing APPLET" uio
	ln -s "$(command -v uio)" "$BATS_TEST_TMPDIR/uio-peek"
	run -0 "$BATS_TEST_TMPDIR/uio-peek" fpga 0
	run -0 uio peek fpga 0
	run -0 uio uio-peek fpga 0
	untouched
}

# bats test_tags=long
@test "invalid waits and masks" {
	refuses 2 "invalid time 'soon'" uio-wait -t soon fpga
	refuses 2 "invalid count 'x'" uio-wait -n x fpga
	refuses 2 "DEVICE" uio-wait
	refuses 2 "invalid time 'x'" uio-wait --idle-timeout x fpga
	refuses 2 "invalid time 'x'" uio-wait --report x fpga
	refuses 2 "invalid argument 'x': expected one of irqcontrol, intx" uio-wait --arm x fpga
	refuses 2 "one of poll, read, sigio" uio-wait --via x fpga
	refuses 2 "one of monotonic, realtime" uio-wait --clock x fpga
	refuses 2 "is given twice, also as" uio-wait "$(cat "$sims/fpga/dev_name")" fpga
	refuses 2 "--via read" uio-wait --via read fpga pattern
	refuses 2 "invalid format: '%x' at column 4" uio-wait --format '%d %x' fpga
	refuses 2 "invalid format: '%' at column 1" uio-wait --format '%' fpga
	refuses 2 "cannot be used together" uio-wait --format '%d' -J fpga
	refuses 2 "--fail-fast requires a COMMAND" uio-wait --fail-fast fpga
	for fd in 2 x 77; do
		refuses 2 "invalid file descriptor '$fd'" uio-wait --ready-fd $fd fpga
	done
	refuses 2 "invalid file descriptor '7'" bash -c 'uio-wait --ready-fd 7 fpga 7</dev/null'
	refuses 2 "'0x1' is not aligned" uio-wait --snapshot 0x1 fpga
	refuses 2 "'0x2000=1' is outside" uio-wait --ack 0x2000=1 fpga
	refuses 2 "is not an assignment" uio-wait --ack 0 fpga
	refuses 2 "'0x2000=1' is outside" uio-wait --start 0=1 --start 0x2000=1 fpga
	refuses 2 "is not an assignment" uio-wait --start 0 fpga
	refuses 2 "is an assignment" uio-wait --snapshot 0=1 fpga
	refuses 3 "no register file" uio-wait --snapshot NONESUCH fpga
	refuses 3 "no region 'map7'" uio-wait --stamps map7 fpga
	refuses 6 "has no timestamps" uio-wait --stamps map0 fpga
	refuses 6 "only PCI devices" uio-wait --arm intx fpga
	refuses 1 "nonesuch: cannot run the command" uio-wait fpga -- nonesuch
	refuses 1 "/etc: cannot run the command" uio-wait fpga -- /etc
	refuses 2 "invalid value 'maybe'" uio-irq fpga maybe
	refuses 2 "invalid value '0x100000000'" uio-irq fpga 0x100000000
	refuses 2 "DEVICE" uio-irq fpga
	# The gate is as open as before.
	uio-sim trigger fpga
	[[ $(events_of "$(cat "$sims/fpga/dev_name")") == 1 ]]
	untouched
}

@test "a closed standard output" {
	for command in "uio-peek fpga 0" "uio-poke fpga 0=1" "uio-irq fpga off" \
		"uio-shell fpga" lsuio "uio --help" "uio-wait -t 1 fpga"; do
		refuses 1 "standard output is closed" bash -c "$command >&- <<<'poke 0=1'"
	done
	uio-sim trigger fpga
	[[ $(events_of "$(cat "$sims/fpga/dev_name")") == 1 ]]
	untouched
}

@test "closed input and error streams do no harm" {
	run -0 bash -c "uio-peek fpga 0 <&- 2>&-"
	[[ $output == 0xa5a5a5a5 ]]
	refuses 2 "" bash -c "uio-poke fpga 0=1x <&- 2>&-"
	untouched
}

@test "a full standard output" {
	for command in "uio-peek fpga 0" lsuio "uio --help" "uio-peek --help" \
		"uio-shell fpga" "uio-sim list"; do
		refuses 1 "standard output: No space left on device" \
			bash -c "$command >/dev/full <<<'peek 0'"
	done
	untouched
}

@test "an ordinary user without permission" {
	as_nobody() {
		setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
	}
	node=/dev/$(cat "$sims/fpga/dev_name")
	[[ $(stat -c %a "$node") == 600 ]]
	run -0 as_nobody lsuio fpga
	mkdir -m 700 "$BATS_TEST_TMPDIR/private"
	ln -s "$node" "$BATS_TEST_TMPDIR/private/fpga"
	refuses 5 "$BATS_TEST_TMPDIR/private/fpga: Permission denied" as_nobody lsuio "$BATS_TEST_TMPDIR/private/fpga"
	refuses 5 "uio-peek: fpga: $node: Permission denied" as_nobody uio-peek fpga 0
	refuses 5 "70-uio.rules gives nodes to the group uio" as_nobody uio-poke fpga 0=1
	refuses 5 "$node" as_nobody uio-wait fpga
	refuses 5 "$node" as_nobody uio-irq fpga off
	refuses 5 "$node" as_nobody uio-shell fpga
	run ! as_nobody uio-sim create mine
	[[ ! -e $sims/mine ]]

	# A user with read permission only can read and wait, but not change anything.
	chmod 644 "$node"
	run -0 as_nobody uio-peek fpga 0
	[[ $output == 0xa5a5a5a5 ]]
	refuses 5 "$node" as_nobody uio-poke fpga 0=1
	refuses 5 "the device is open for reading only" as_nobody uio-shell fpga <<<"poke 0=1"
	uio-sim period fpga 10ms
	run -0 as_nobody uio-wait --no-arm -t 1h fpga
	untouched
}
