#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The static binary alone in a root directory, as an initramfs has it.
# bats file_tags=long

load helper

setup() {
	trace_tests_only
	root=$BATS_TEST_TMPDIR/root
	mkdir -p "$root"/{bin,dev,sys,proc}
	cp build/static/uio "$root/bin/"
	for applet in build/static/*; do
		[[ ! -L $applet ]] || ln -s uio "$root/bin/${applet##*/}"
	done
	mount --rbind /sys "$root/sys"
	mount --rbind /dev "$root/dev"
	uio-sim create fpga version=2.1 irqcontrol=oneshot map0/name=regs map0/size=4k
	uio=$(basename "$(lsuio -rno NODE fpga | head -n 1)")
}

teardown() {
	umount -R "$BATS_TEST_TMPDIR/root/sys" "$BATS_TEST_TMPDIR/root/dev"
	remove_sims
}

alone() {
	chroot "$root" "$@"
}

@test "the static binary has no interpreter and no library, and the size in the README" {
	run -0 readelf -ldW build/static/uio
	[[ $output != *INTERP* && $output != *NEEDED* ]]
	strip -o "$BATS_TEST_TMPDIR/stripped" build/static/uio
	size=$(stat -c %s "$BATS_TEST_TMPDIR/stripped")
	# shellcheck disable=SC2016
	listed=$(sed -n 's/^| `make STATIC=1` | \([0-9]*\) |$/\1/p' README.md)
	((size < listed * 1100 && size > listed * 900))
}

@test "the version says that the build is static" {
	run -0 alone /bin/uio --version
	[[ ${lines[0]} == "uio-tools "*" (static)" && ${#lines[@]} == 2 ]]
	[[ ${lines[1]} == "without: expat json readline smartcols udev" ]]
}

@test "registers are read and written, by node and by name" {
	alone /bin/uio-poke "$uio" 0x10=0x1234
	run -0 alone /bin/uio peek fpga:regs 0x10
	[[ $output == 0x00001234 ]]
	run -0 alone /bin/uio-shell fpga -c 'peek 0x10; poke 0x10=1; peek 0x10'
	[[ $output == $'0x00001234\n0x00000001' ]]
}

@test "an interrupt is waited for" {
	# The second event is held back until the device is armed.
	uio-sim trigger fpga 2
	run -0 alone /bin/uio-wait --timeout 1h fpga
	[[ $output == "$uio count=2 delta=1 missed=0 "* ]]
}

@test "tables are plain" {
	run -0 alone /bin/lsuio -o DEVICE,NAME,VERSION,SIZE,EVENTS
	[[ $output == "DEVICE NAME VERSION SIZE EVENTS
$uio   fpga 2.1               0
  map0 regs           4K" ]]
	run -0 alone /bin/lsuio -n -o NAME,SIZE fpga
	[[ $output == "fpga
  regs 4K" ]]
	cp regs/edu.regs "$root/"
	run -0 alone /bin/uio-regs show /edu.regs ID
	[[ ${lines[1]} == "ID "*0x010000ed* && ${lines[2]} == "  MAJOR "* ]]
}

@test "a device is waited for without udev" {
	run -0 alone /bin/lsuio --wait-for fpga --timeout 1h
	[[ $output == "$uio" ]]
}

@test "a feature that was left out is refused by name, before any access" {
	run -1 alone /bin/lsuio -J
	[[ $output == "lsuio: --json requires libsmartcols.so.1: uio was built without it" ]]
	run -1 alone /bin/lsuio -r
	[[ $output == "lsuio: --raw requires libsmartcols.so.1: uio was built without it" ]]
	run -1 alone /bin/lsuio -o LINKS
	[[ $output == "lsuio: LINKS requires libudev.so.1: uio was built without it" ]]
	run -1 alone /bin/lsuio --watch
	[[ $output == "lsuio: watching devices requires libudev.so.1: uio was built without it" ]]
	for command in 'uio-peek --json fpga 0' 'uio-irq --status --json fpga' \
		'uio-wait --json fpga' 'lsuio --candidates -J' 'lsuio --diagnose -J fpga'; do
		# shellcheck disable=SC2086
		run -1 alone /bin/$command
		[[ $output == *": JSON requires libjson-c.so.5: uio was built without it" ]]
	done
	echo '<device/>' >"$root/chip.svd"
	run -1 alone /bin/uio-regs check /chip.svd
	[[ $output == *"reading XML requires libexpat.so.1: uio was built without it" ]]
}
