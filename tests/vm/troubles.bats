#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# Files of sysfs that may not be read.

load helper

setup() {
	trace_tests_only
	good=$(uio-sim create good map0/name=regs)
	bad=$(uio-sim create bad map0/name=regs)
	attributes=/sys/class/uio/$bad
	chmod 666 "/dev/$good" "/dev/$bad"
}

as_nobody() {
	setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
}

@test "a device with files that this user may not read does not affect others" {
	chmod 0 "$attributes"/{version,event,maps/map0/offset}
	run -0 --separate-stderr as_nobody lsuio -rnbo DEVICE,NAME,SIZE --driver uio_sim
	[[ $output == *"$good good"*$'\nmap0 regs 4096'*"$bad bad"* ]]
	[[ ${stderr:?} == *"lsuio: $bad: $attributes/event: Permission denied"* ]]
	run -0 as_nobody uio-peek good 4
	run -0 as_nobody lsuio --wait-for good --timeout 1m
	for command in 'peek 4' 'poke 4=1'; do
		run -5 as_nobody uio-shell -c "$command" bad
		[[ $output == *": map0: $attributes/maps/map0/offset: Permission denied"* ]]
	done
	[[ $(kernel_bytes bad map0 0 8) == 0000000000000000 ]]
	chmod 0 "$attributes/name"
	run -3 --separate-stderr as_nobody uio-peek bad 4
	[[ $stderr == *"$bad: $attributes/name: Permission denied"* ]]
	run -5 as_nobody uio-irq "$bad" on
	[[ $output == *"$attributes/name: Permission denied"* ]]
}

# Runs a command in a mount namespace of its own, in which nobody may write to sysfs.
read_only() {
	unshare -m sh -c 'mount -o remount,bind,ro /sys && exec "$@"' sh "$@"
}

# bats test_tags=long
@test "with a read-only sysfs, reads work, and errors about writes name the file" {
	bind_edu
	address=$(pci_address 1234 11e8)
	parent=$(realpath "/sys/bus/pci/devices/$address")
	setpci -s "$address" COMMAND=0:400
	run -0 read_only uio-irq uio_pci_generic on
	run -124 read_only uio-wait -t 100ms uio_pci_generic
	run -5 read_only uio-irq uio_pci_generic off
	[[ $output == "uio-irq: uio_pci_generic: INTx disable: $parent/config: Read-only file system" ]]
	setpci -s "$address" COMMAND=400:400
	run -0 read_only uio-irq uio_pci_generic off
	run -5 read_only uio-wait -t 100ms uio_pci_generic
	[[ $output == "uio-wait: uio_pci_generic: INTx disable: $parent/config: Read-only file system" ]]
	run -0 read_only uio-peek "pci:$address:bar0" 0
	run -0 read_only uio-shell -c 'peek 0' "pci:$address:bar0"
	run -5 read_only uio-poke "pci:$address:bar0" 4=1
	[[ $output == *"bar0 (1048576 bytes): $parent/resource0: Read-only file system" ]]
	run read_only lsuio --diagnose uio_pci_generic
	[[ $output == *"warning  sysfs       /sys is mounted read-only"* ]]
	unbind_edu
}

@test "no sysfs, and a node that root may not open" {
	run -3 unshare -m sh -c 'mount -t tmpfs none /sys && exec uio-peek good 0'
	[[ $output == *"sysfs is not mounted on /sys"* ]]
	chown daemon:mail "/dev/$good"
	chmod 620 "/dev/$good"
	run -5 as_nobody uio-peek good 0
	[[ $output == "uio-peek: good: /dev/$good: Permission denied; the node is daemon:mail 0620 (run as root; "* ]]
	chmod 660 "/dev/$good"
	run -5 as_nobody uio-peek good 0
	[[ $output == *"; the node is daemon:mail 0660 (run as root or as a member of the group mail)" ]]
	# The node may be hidden from the user, too.
	run -5 unshare -m sh -c 'mount -t tmpfs -o mode=700 none /dev && exec "$@"' sh \
		setpriv --reuid=65534 --regid=65534 --clear-groups uio-peek good 0
	[[ $output == "uio-peek: good: /dev/$good: Permission denied (run as root)" ]]
	# Without the capability to override modes, root is treated like other users.
	run -5 setpriv --bounding-set=-dac_override,-dac_read_search uio-peek good 0
	[[ $output != *"run as root"* ]]
}
