#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# Files of sysfs that may not be read.

load helper

setup() {
	good=$(uio-sim create good map0/name=regs)
	bad=$(uio-sim create bad map0/name=regs)
	attributes=/sys/class/uio/$bad
	chmod 666 "/dev/$good" "/dev/$bad"
}

as_nobody() {
	setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
}

@test "a device with files that this user may not read harms no other" {
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
