#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# udev/70-uio.rules under the real udevd: links, numbers, the group.

load helper
: "${sims:?}"

rules=/run/udev/rules.d/70-uio.rules
by_name=/dev/uio/by-name by_path=/dev/uio/by-path

setup_file() {
	groupadd -rf uio
	sed 's|/usr/bin/uio|/usr/local/bin/uio|' udev/70-uio.rules >"$rules"
	reload_rules
}

teardown_file() {
	rm "$rules"
	reload_rules
	groupdel uio
}

# Prints the links of one kind and their targets.
links() { # DIRECTORY
	local link
	for link in "$1"/*; do
		[[ ! -L $link ]] || echo "${link##*/} $(readlink -f "$link")"
	done
}

# Checks that these are all links by name, once udev has finished.
named() { # NAME NODE ...
	local expected
	expected=$(printf '%s /dev/%s\n' "$@" | sort)
	udevadm settle
	[[ $(links $by_name | sort) == "$expected" ]] || {
		links $by_name
		return 1
	}
}

node_of() { # DEVICE
	lsuio -rno KIND,NODE "$1" | sed -n 's/^device //p'
}

@test "links are added and removed with the device" {
	node=$(uio-sim create fpga)
	named fpga "$node"
	[[ $(readlink -f $by_path/platform-uio_sim.fpga) == "/dev/$node" ]]
	[[ $(node_of $by_name/fpga) == "/dev/$node" ]]
	uio-poke $by_name/fpga 0x10=0x5
	run -0 uio-peek $by_path/platform-uio_sim.fpga:map0 0x10
	[[ $output == 0x00000005 ]]
	uio-sim remove fpga
	udevadm settle
	[[ ! -e /dev/uio ]]
}

@test "a PCI card" {
	bind_edu
	udevadm settle
	card=pci-$(pci_address 1234 11e8)
	run -0 uio-peek "$by_path/$card:bar0" 0
	[[ $output == 0x010000ed ]]
	[[ $by_name/uio_pci_generic -ef $by_path/$card ]]
	unbind_edu
	udevadm settle
	[[ ! -e /dev/uio ]]
}

@test "names that repeat are numbered by bus address, as selectors are" {
	c=$(uio-sim create c name=twin)
	named twin "$c"
	a=$(uio-sim create a name=twin)
	named twin "$a" twin#1 "$c"
	b=$(uio-sim create b name=twin)
	named twin "$a" twin#1 "$b" twin#2 "$c"
	for link in twin#1 twin#2; do
		[[ $(node_of "$by_name/$link") == "$(node_of "$link")" ]]
	done
	other=$(uio-sim create other 'name=twin#1')
	named twin "$a" twin#1 "$b" twin#2 "$c" 'twin\x231' "$other"
	uio-sim remove a
	named twin "$b" twin#1 "$c" 'twin\x231' "$other"
	udevadm trigger --settle --action=change --subsystem-match=uio
	udevadm trigger --settle --action=add --subsystem-match=uio
	named twin "$b" twin#1 "$c" 'twin\x231' "$other"
	uio-sim remove c
	named twin "$b" 'twin\x231' "$other"
}

# bats test_tags=long
@test "many devices with one name, added at the same time, have a link each" {
	for ((i = 0; i < 6; i++)); do
		uio-sim create "many.$i" name=many >&2 3>&- &
	done
	for job in $(jobs -p); do
		wait "$job"
	done
	udevadm settle
	for ((i = 0; i < 6; i++)); do
		link=many#$i
		[[ $by_name/${link%#0} -ef /dev/$(cat "$sims/many.$i/dev_name") ]]
	done
	[[ $(links $by_name | wc -l) == 6 ]]
	# Devices 1, 3 and so on are removed together.
	for ((i = 1; i < 6; i += 2)); do
		uio-sim remove "many.$i" 3>&- &
	done
	for job in $(jobs -p); do
		wait "$job"
	done
	named many "$(<"$sims/many.0/dev_name")" many#1 "$(<"$sims/many.2/dev_name")" \
		many#2 "$(<"$sims/many.4/dev_name")"
}

# shellcheck disable=SC2016
# bats test_tags=long
@test "names with characters that are special in paths, shells or udev" {
	local names=('a b' 'a_b' 'a/b' '../../etc/x' '..' "q'\"\$(id)\`id\`" '%k$env{X}\x20' $'\xc3\xa9\xff' '#')
	local links=('a\x20b' a_b 'a\x2fb' '\x2e.\x2f..\x2fetc\x2fx' '\x2e.'
		'q\x27\x22\x24\x28id\x29\x60id\x60' '\x25k\x24env\x7bX\x7d\x5cx20' '\xc3\xa9\xff' '\x23')
	expected=()
	for i in "${!names[@]}"; do
		expected+=("${links[i]}" "$(uio-sim create "odd$i" name="${names[i]}")")
	done
	named "${expected[@]}"
	for ((i = 0; i < ${#expected[@]}; i += 2)); do
		[[ $(node_of "$by_name/${expected[i]}") == "/dev/${expected[i + 1]}" ]]
	done
	remove_sims
	udevadm settle
	[[ ! -e /dev/uio ]]
}

@test "members of the group have access, and the message for others names the rule and the group" {
	as() { # GROUP COMMAND...
		setpriv --reuid=65534 --regid=65534 --groups="$1" "${@:2}"
	}
	group=$(getent group uio | cut -d: -f3)
	node=/dev/$(uio-sim create fpga)
	udevadm settle
	[[ $(stat -c '%a %U %G' "$node") == "660 root uio" ]]
	as "$group" uio-poke fpga 0x10=0x5
	run -0 as "$group" uio-peek fpga 0x10
	[[ $output == 0x00000005 ]]
	run -5 as 65534 uio-peek fpga 0x10
	[[ $output == "uio-peek: fpga: $node: Permission denied; the node is root:uio 0660 (run as root or as a member of the group uio)" ]]
}

@test "arguments that are not an event are refused" {
	run -2 uio --udev
	run -2 uio --udev sda
	run -3 uio --udev uio99999
	[[ $output == "uio: uio99999: no such UIO device"* ]]
}
