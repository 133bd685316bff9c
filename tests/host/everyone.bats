#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# Every applet and every command of the shell in the same hostile situations: none
# accesses the wrong device or file, crashes, or fails without a message. See
# everyone.bash.
# shellcheck disable=SC2030,SC2031 # each test has a situation of its own
# shellcheck disable=SC2154,SC2317 # which runs elsewhere, with everyone.bash's variables
load helper
load everyone

setup_file() {
	export calls=$BATS_FILE_TMPDIR/calls
	in_bash calls >"$calls"
}

# Runs without bats, whose traps make loops slow.
in_bash() { # FUNCTION ARGUMENT...
	bash -c '. "$1"; "${@:2}"' bash "$BATS_TEST_DIRNAME/everyone.bash" "$@"
}

# Adds a device whose map begins with the bytes 0xaa; 0xbb precedes it in the page.
setup() {
	trace_tests_only
	export UIO_REGS_PATH=$BATS_TEST_TMPDIR
	# Other tests look for leaks. Here the search would take most of the time.
	export ASAN_OPTIONS=${ASAN_OPTIONS:-}:detect_leaks=0
	printf '%s\n' 'register CTRL 0' 'register DATA 4' >"$UIO_REGS_PATH/bad.regs"
	cat >"$BATS_TEST_TMPDIR/devices" <<-EOF
		P: /devices/pci0000:00/0000:00:04.0
		E: SUBSYSTEM=pci
		L: driver=../../../bus/pci/drivers/uio_test
		A: irq=11
		H: config=3412112104001000

		P: /devices/pci0000:00/0000:00:04.0/uio/uio0
		N: uio0=BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
		E: DEVNAME=/dev/uio0
		E: SUBSYSTEM=uio
		A: dev=240:0
		A: name=bad
		A: version=1.0
		A: event=7
		$(map 0 regs 0xa000 0x1000 0x10)
		L: device=../../../0000:00:04.0

	EOF
	mock_device 1 good uio_test b.x "$(map 0 regs 0xb000 0x1000 0x0)"
}

# Adds a device of the driver that has no irqcontrol: the interrupt is masked in sysfs.
generic() {
	sed -i 's/uio_test/uio_pci_generic/' "$BATS_TEST_TMPDIR/devices"
	export IRQCONTROL_ERRNO=38
}

@test "applets and commands are found, and each has a valid call" {
	(($(in_bash applets | wc -l) >= 8 && $(in_bash commands | wc -l) >= 30))
	judge() {
		ends_well
		[[ $status == 2 && $message != *'only typed lines are kept'* ]] || echo "$line" >>"$tmp/right"
	}
	everyone "$calls"
	diff <(in_bash names_of "$calls") <(in_bash names_of "$BATS_TEST_TMPDIR/right")
}

# bats test_tags=long,asan
@test "the node of another device" {
	situation() { ln -sfn 240:1 "$UMOCKDEV_DIR/dev/.node/uio0"; }
	judge() { keeps_off; }
	everyone "$calls"
}

# bats test_tags=long
@test "a regular file in place of the node" {
	situation() { rm "$UMOCKDEV_DIR/dev/.node/uio0"; }
	judge() { keeps_off; }
	everyone "$calls"
}

# bats test_tags=long
@test "another character device in place of the node" {
	situation() { ln -sfn 1:5 "$UMOCKDEV_DIR/dev/.node/uio0"; }
	judge() { keeps_off; }
	everyone "$calls"
}

# bats test_tags=long
@test "no node" {
	situation() { rm "$UMOCKDEV_DIR/dev/uio0"; }
	judge() { keeps_off; }
	everyone "$calls"
}

# bats test_tags=long
@test "no sysfs" {
	situation() { rm -r "$UMOCKDEV_DIR/sys"; }
	judge() { keeps_off; }
	everyone "$calls"
}

# Without this, the mock's irqcontrol would be its first register.
# bats test_tags=long
@test "an offset or a size that cannot be read, or is malformed" {
	export IRQCONTROL_ERRNO=38 how attribute
	situation() { "$how" "$attribute"; }
	judge() { keeps_off; }
	for attribute in maps/map0/{offset,size}; do
		for how in make_unreadable make_malformed; do
			everyone "$calls"
		done
	done
}

# Prints arguments that are numbers, which can be malformed.
attributes() { # PATTERN
	cd "$UMOCKDEV_DIR/sys/class/uio/uio0/" && grep -rlEx "$1" . | grep -v 'offset$\|size$\|uevent$'
}

# bats test_tags=long
@test "any other attribute that cannot be read, or is malformed: the right register or none" {
	local readable numbers
	export IRQCONTROL_ERRNO=38 how attribute
	situation() { "$how" "$attribute"; }
	judge() {
		ends_well
		keeps_sysfs
		keeps_file
		shows_nothing_of b
		cmp -n 16 "$UMOCKDEV_DIR/dev/uio0" "$tmp/before/dev/uio0" || wrong "it writes beside the map"
	}
	readable=$(mocked bash -c "$(declare -f attributes); attributes '.*'")
	numbers=$(mocked bash -c "$(declare -f attributes); attributes '[0-9][0-9a-fx:]*'")
	(($(wc -l <<<"$readable") > 5 && $(wc -l <<<"$numbers") >= 3))
	in_bash fewer "$calls" >"$BATS_TEST_TMPDIR/fewer"
	how=make_unreadable
	for attribute in $readable; do everyone "$BATS_TEST_TMPDIR/fewer"; done
	how=make_malformed
	for attribute in $numbers; do everyone "$BATS_TEST_TMPDIR/fewer"; done
}

# bats test_tags=long
@test "with sysfs read-only, commands that change it report that" {
	local call
	generic
	situation() { make_sim; }
	prepare() { rm -f "$tmp/refused"; }
	as() { SYSFS_READ_ONLY=$tmp/refused calm "$@"; }
	judge() {
		ends_well
		keeps_sysfs
		keeps_file
		[[ -e $tmp/refused && $status != 0 ]] || return 0
		[[ $status == 5 && $message == *'Read-only file system'* ]] || wrong "it does not say so"
		echo "$line" >>"$tmp/said"
	}
	everyone "$calls"
	for call in "uio-irq bad off" "uio-sim create width" "uio-sim trigger width" "uio-sim remove width"; do
		grep -x "$call" "$BATS_TEST_TMPDIR/said"
	done
}

# bats test_tags=long
@test "closed standard input is like empty input" {
	prepare() { know_calm; }
	as() { "$@" <&-; }
	judge() {
		ends_well
		[[ $status == "$calm_status" ]] || wrong "it ends otherwise than with $calm_status"
		endless || [[ ${message//[0-9.]/} == "${calm_message//[0-9.]/}" ]] || wrong "the message was $calm_message"
		endless || diff <(steady "$tmp/calm") <(steady "$tmp/out") || wrong "it prints something else"
	}
	in_bash calls_with_dash "$calls" >"$BATS_TEST_TMPDIR/all"
	cat "$calls" >>"$BATS_TEST_TMPDIR/all"
	everyone "$BATS_TEST_TMPDIR/all"
}

# This includes calls that need no device.
calls_and_help() {
	cat "$calls"
	in_bash applets | sed 's/$/ --help/'
}

@test "with standard output closed nothing is done" {
	as() { calm "$@" >&-; }
	judge() {
		[[ $status == 1 && $message == *'uio'*': standard output is closed' ]] || wrong "it goes on"
		writes_nothing
	}
	calls_and_help >"$BATS_TEST_TMPDIR/all"
	everyone "$BATS_TEST_TMPDIR/all"
}

# bats test_tags=long
@test "with standard output full, every command that prints fails with a message" {
	prepare() { know_calm; }
	as() { calm "$@" >/dev/full; }
	judge() {
		ends_well
		if [[ -s $tmp/calm ]]; then
			[[ $status != 0 && $message == *'No space left on device'* ]] || wrong "it does not say so"
		else
			[[ $status == "$calm_status" ]] || wrong "it ends otherwise than with $calm_status"
		fi
	}
	calls_and_help >"$BATS_TEST_TMPDIR/all"
	everyone "$BATS_TEST_TMPDIR/all"
}

# bats test_tags=long
@test "with standard error closed nothing else changes" {
	prepare() { know_calm; }
	as() { calm "$@" 2>&-; }
	judge() {
		[[ $status == "$calm_status" ]] || wrong "it ends otherwise than with $calm_status"
		keeps_file
	}
	everyone "$calls"
}

# bats test_tags=long
@test "an option given twice is refused before anything else" {
	judge() {
		local option=${line#*--}
		[[ $status == 2 && $message == *"--${option%%=*} "* ]] || wrong "it is not refused"
		[[ $line == uio-shell\ -c* || $message == *" can be given only once"* ]] || wrong "it is not refused"
		writes_nothing
	}
	in_bash calls_with_option_twice >"$BATS_TEST_TMPDIR/twice"
	everyone "$BATS_TEST_TMPDIR/twice"
}

# bats test_tags=long
@test "- is standard input or output, not a file of that name" {
	as() { "$@" <<<"$text"; }
	judge() {
		ends_well
		[[ ! -e - && $message != *'-: No such file'* ]] || wrong "it takes a file"
		[[ $status == 2 ]] || echo "$line" >>"$tmp/taken"
	}
	options() { grep -oE '^[^ ]* --[^=]*=-' "$1" | sort -u; }
	in_bash calls_with_dash "$calls" >"$BATS_TEST_TMPDIR/dash"
	everyone "$BATS_TEST_TMPDIR/dash"
	# Each option must be accepted in some call.
	diff <(options "$BATS_TEST_TMPDIR/dash") <(options "$BATS_TEST_TMPDIR/taken")
}
