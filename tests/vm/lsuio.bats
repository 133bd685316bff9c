#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# lsuio on real devices: its output in each form, and facts that only a kernel provides:
# interrupt lines, holders, links, effects of opening.

load helper

# Prints the devices that all tests see, the edu card first.
setup_file() {
	bind_edu
	edu=$(pci_address 1234 11e8)
	fpga=$(uio-sim create fpga version=2.1 map0/name=regs map0/size=4k \
		map1/name=ram map1/size=8192 map1/offset=0x40 \
		port0/start=0x3f8 port0/size=8 port0/name=com port0/type=gpio)
	uio-sim create bare name='no map' map0/size=0 >&2
	export edu fpga
}

teardown_file() {
	remove_sims
	unbind_edu
}

rules=/run/udev/rules.d/90-lsuio-test.rules

# Removes the devices that a test adds, and its other remains.
teardown() {
	local job sim
	for job in $(jobs -p); do
		kill -KILL "$job" 2>/dev/null
	done
	for sim in "${sims:?}"/{linked,odd,serial,twin,evil}; do
		[[ ! -d $sim ]] || rmdir "$sim"
	done
	if [[ -e /sys/module/uio_edu ]]; then
		rmmod uio_edu
		unplug_spare_cards
	fi
	if [[ -e $rules ]]; then
		rm "$rules"
		reload_rules
	fi
	wait
}

# Replaces the parts that vary: numbers of nodes and interrupt lines, addresses of the
# kernel and the card, and with them the widths of columns.
masked() {
	sed -E 's/uio[0-9]+/uioN/g; s/0x(ff[0-9a-f]{14}|(fe|40)[0-9a-f]{6})/ADDRESS/g
		s/0000:00:0[23]\.[01]/CARD/g; s/^(\t?irq)=[0-9]+/\1=N/; s/ +/ /g; s/ $//; s/^\t/- /'
}

lists_as() { # OPTION...
	lsuio "$@" | masked | diff -u - /dev/fd/9
}

@test "the tree" {
	lists_as 9<<-'EOF'
		DEVICE NAME VERSION DRIVER EVENTS ADDR SIZE OFFSET
		uioN uio_pci_generic 0.01.0 uio_pci_generic 0
		└─map0 CARD ADDRESS 1M 0x0
		uioN fpga 2.1 uio_sim 0
		├─map0 regs ADDRESS 4K 0x0
		├─map1 ram ADDRESS 8K 0x40
		└─port0 com 0x3f8 8 0x0
		uioN no map 1 uio_sim 0
	EOF
}

@test "the table of other columns" {
	lists_as -o KIND,NODE,BUS,PARENT,PCIID,MODE,OWNER,GROUP,MAPPABLE,PORTTYPE 9<<-'EOF'
		KIND NODE BUS PARENT PCIID MODE OWNER GROUP MAPPABLE PORTTYPE
		device /dev/uioN pci CARD 1234:11e8 crw------- root root
		└─map /dev/uioN 1M
		device /dev/uioN platform uio_sim.fpga crw------- root root
		├─map /dev/uioN 4K
		├─map /dev/uioN 8128
		└─port /dev/uioN port_gpio
		device /dev/uioN platform uio_sim.bare crw------- root root
	EOF
}

@test "-r" {
	lists_as -rb -o DEVICE,NAME,EVENTS,SIZE,MAPPABLE,KIND 9<<-'EOF'
		DEVICE NAME EVENTS SIZE MAPPABLE KIND
		uioN uio_pci_generic 0 device
		map0 CARD 1048576 1048576 map
		uioN fpga 0 device
		map0 regs 4096 4096 map
		map1 ram 8192 8128 map
		port0 com 8 port
		uioN no\x20map 0 device
	EOF
}

@test "-P" {
	lists_as -P fpga 'no map' 9<<-'EOF'
		DEVICE="uioN" NAME="fpga" VERSION="2.1" DRIVER="uio_sim" EVENTS="0" ADDR="" SIZE="" OFFSET=""
		DEVICE="map0" NAME="regs" VERSION="" DRIVER="" EVENTS="" ADDR="ADDRESS" SIZE="4K" OFFSET="0x0"
		DEVICE="map1" NAME="ram" VERSION="" DRIVER="" EVENTS="" ADDR="ADDRESS" SIZE="8K" OFFSET="0x40"
		DEVICE="port0" NAME="com" VERSION="" DRIVER="" EVENTS="" ADDR="0x3f8" SIZE="8" OFFSET="0x0"
		DEVICE="uioN" NAME="no map" VERSION="1" DRIVER="uio_sim" EVENTS="0" ADDR="" SIZE="" OFFSET=""
	EOF
}

@test "-J" {
	lsuio -J | jq -c '.devices[]' | masked | diff -u - <(
		cat <<-'EOF'
			{"device":"uioN","name":"uio_pci_generic","version":"0.01.0","driver":"uio_pci_generic","events":0,"addr":null,"size":null,"offset":null,"children":[{"device":"map0","name":"CARD","version":null,"driver":null,"events":null,"addr":"ADDRESS","size":"1M","offset":"0x0"}]}
			{"device":"uioN","name":"fpga","version":"2.1","driver":"uio_sim","events":0,"addr":null,"size":null,"offset":null,"children":[{"device":"map0","name":"regs","version":null,"driver":null,"events":null,"addr":"ADDRESS","size":"4K","offset":"0x0"},{"device":"map1","name":"ram","version":null,"driver":null,"events":null,"addr":"ADDRESS","size":"8K","offset":"0x40"},{"device":"port0","name":"com","version":null,"driver":null,"events":null,"addr":"0x3f8","size":"8","offset":"0x0"}]}
			{"device":"uioN","name":"no map","version":"1","driver":"uio_sim","events":0,"addr":null,"size":null,"offset":null}
		EOF
	)
	lsuio -JO | jq -e '.devices | length == 3' >/dev/null
	lsuio -JOb | jq -e '.devices[1].children[1] | .size == 8192 and .mappable == 8128' >/dev/null
}

@test "-v" {
	lists_as -v 9<<-'EOF'
		uioN: name=uio_pci_generic, version=0.01.0, events=0
		- map[0]: addr=ADDRESS, size=1M, offset=0x0, mappable=1M, name=CARD
		- node=/dev/uioN
		- mode=crw-------
		- owner=root
		- group=root
		- driver=uio_pci_generic
		- bus=pci
		- parent=CARD
		- pciid=1234:11e8
		- irq=N
		- modalias=pci:v00001234d000011E8sv00001AF4sd00001100bc00scFFi00
		uioN: name=fpga, version=2.1, events=0
		- map[0]: addr=ADDRESS, size=4K, offset=0x0, mappable=4K, name=regs
		- map[1]: addr=ADDRESS, size=8K, offset=0x40, mappable=8128, name=ram
		- port[0]: addr=0x3f8, size=8, offset=0x0, name=com, porttype=port_gpio
		- node=/dev/uioN
		- mode=crw-------
		- owner=root
		- group=root
		- driver=uio_sim
		- bus=platform
		- parent=uio_sim.fpga
		- modalias=platform:uio_sim
		uioN: name=no map, version=1, events=0
		- node=/dev/uioN
		- mode=crw-------
		- owner=root
		- group=root
		- driver=uio_sim
		- bus=platform
		- parent=uio_sim.bare
		- modalias=platform:uio_sim
	EOF
}

# bats test_tags=long
@test "two cards on uio_pci_generic, and one on uio_edu, in each form" {
	plug_spare_cards
	load_uio_edu
	echo 0 >"/sys/bus/pci/devices/${spare_cards[1]:?}/msi_bus"
	give_card "${spare_cards[1]}" uio_edu
	lists_as --driver 'uio_[ep]*' 9<<-'EOF'
		DEVICE NAME VERSION DRIVER EVENTS ADDR SIZE OFFSET
		uioN uio_pci_generic 0.01.0 uio_pci_generic 0
		└─map0 CARD ADDRESS 1M 0x0
		uioN uio_pci_generic 0.01.0 uio_pci_generic 0
		└─map0 CARD ADDRESS 1M 0x0
		uioN edu 1 uio_edu 0
		├─map0 registers ADDRESS 1M 0x0
		└─map1 stamps ADDRESS 20K 0x0
	EOF
	lists_as -rb --driver uio_edu 9<<-'EOF'
		DEVICE NAME VERSION DRIVER EVENTS ADDR SIZE OFFSET
		uioN edu 1 uio_edu 0
		map0 registers ADDRESS 1048576 0x0
		map1 stamps ADDRESS 20480 0x0
	EOF
	lists_as -P --name 'uio_pci*' -o DEVICE,NAME,PARENT,PCIID 9<<-'EOF'
		DEVICE="uioN" NAME="uio_pci_generic" PARENT="CARD" PCIID="1234:11e8"
		DEVICE="map0" NAME="CARD" PARENT="" PCIID=""
		DEVICE="uioN" NAME="uio_pci_generic" PARENT="CARD" PCIID="1234:11e8"
		DEVICE="map0" NAME="CARD" PARENT="" PCIID=""
	EOF
	run -0 lsuio -J -o PARENT,DRIVER,IRQ "pci:${spare_cards[0]}" "pci:${spare_cards[1]}"
	jq -e '.devices | length == 2 and .[0].driver == "uio_pci_generic" and
		.[1].driver == "uio_edu" and .[0].irq == .[1].irq' <<<"$output"
	lists_as -v --driver uio_edu 9<<-'EOF'
		uioN: name=edu, version=1, events=0
		- map[0]: addr=ADDRESS, size=1M, offset=0x0, mappable=1M, name=registers
		- map[1]: addr=ADDRESS, size=20K, offset=0x0, mappable=20K, name=stamps
		- node=/dev/uioN
		- mode=crw-------
		- owner=root
		- group=root
		- driver=uio_edu
		- bus=pci
		- parent=CARD
		- pciid=1234:11e8
		- irq=N
		- modalias=pci:v00001234d000011E8sv00001AF4sd00001100bc00scFFi00
	EOF
	run -4 lsuio uio_pci_generic
}

@test "a card has an interrupt line, and a device with its name does not" {
	irq=$(sed -n 's/^ *\([0-9]*\): .*uio_pci_generic.*/\1/p' /proc/interrupts)
	[[ $irq && $(cat "/sys/bus/pci/devices/$edu/irq") == "$irq" ]]
	run -0 lsuio -J -o IRQ uio_pci_generic
	[[ $(jq -r '.devices[0].irq' <<<"$output") == "$irq" ]]
	# Another device of the same name differs in its parent.
	uio-sim create twin name=uio_pci_generic
	uio-sim create serial name=ttyS1
	grep -q 'ttyS1' /proc/interrupts
	run -0 lsuio -J -o IRQ,NAME --driver uio_sim
	[[ $(jq -c '[.devices[].irq]' <<<"$output") == '[null,null,null,null]' ]]
}

# Builds a program that maps a device, closes it and waits for its end.
build_mapper() {
	gcc -x c -o "$BATS_TEST_TMPDIR/mapper" - <<-'EOF'
		#include <fcntl.h>
		#include <stdio.h>
		#include <sys/mman.h>
		#include <unistd.h>
		int main(int argc, char **argv)
		{
			int fd = open(argv[1], O_RDWR);
			if (mmap(0, 4096, PROT_READ, MAP_SHARED, fd, 0) == MAP_FAILED)
				return 1;
			close(fd);
			puts("mapped");
			fflush(stdout);
			return pause();
		}
	EOF
}

holders_of() { # DEVICE
	lsuio -J -o HOLDERS "$1" | jq -r '.devices[0].holders'
}

# bats test_tags=long
@test "holders: open, or mapped and closed; processes of others are not shown" {
	[[ $(holders_of fpga) == null ]]
	build_mapper
	"$BATS_TEST_TMPDIR/mapper" "/dev/$fpga" >"$BATS_TEST_TMPDIR/out" 3>&- &
	mapper=$!
	eventually grep -q mapped "$BATS_TEST_TMPDIR/out"
	[[ $(holders_of fpga) == "$mapper(mapper)" ]]
	sleep 600 3>&- 7<"/dev/$fpga" 8<"/dev/$fpga" &
	sleeper=$!
	eventually test -e "/proc/$sleeper/fd/8"
	[[ $(holders_of fpga | tr ' ' '\n' | sort) == "$(printf '%s\n' "$mapper(mapper)" "$sleeper(sleep)" | sort)" ]]
	[[ $(holders_of uio_pci_generic) == null ]]
	run -0 --separate-stderr setpriv --reuid=65534 --regid=65534 --clear-groups lsuio -JO fpga
	[[ ! $stderr && $(jq -r '.devices[0].holders' <<<"$output") == null ]]
	kill "$mapper" "$sleeper"
	wait "$mapper" "$sleeper" || true
	[[ $(holders_of fpga) == null ]]
	# The test itself is not searched for.
	run -0 lsuio -vm fpga
	[[ $output == *maptest=OK* && $output != *holders=* ]]
}

# bats test_tags=long
@test "links, permissions and owner, as udev sets them" {
	echo 'SUBSYSTEM=="uio", ATTR{name}=="linked", SYMLINK+="linked-one by-name/linked", MODE="0660", GROUP="daemon"' >"$rules"
	reload_rules
	uio-sim create linked
	udevadm settle
	run -0 lsuio -J -o LINKS,MODE,OWNER,GROUP linked fpga
	valid_json devices
	[[ $(jq -r '.devices[0].links' <<<"$output" | tr ' ' '\n' | sort | paste -sd' ') == \
		"/dev/by-name/linked /dev/linked-one" ]]
	[[ $(jq -r '.devices[0] | "\(.mode) \(.owner) \(.group)"' <<<"$output") == "crw-rw---- root daemon" ]]
	[[ $(jq -r '.devices[1].links' <<<"$output") == null ]]
	chown 4711:4712 "/dev/$(cat "$sims/linked/dev_name")"
	run -0 lsuio -rn -o MODE,OWNER,GROUP,KIND linked
	[[ ${lines[0]} == "crw-rw---- 4711 4712 device" ]]
}

is_master() {
	(($(setpci -s "$edu" COMMAND | sed 's/^/0x/') & 4))
}

@test "only -m opens devices, and prints the maps that it mapped" {
	uio-sim create odd map0/size=6000 map0/type=phys
	setpci -s "$edu" COMMAND=4:4
	for options in '' -O -v -JO; do
		# shellcheck disable=SC2086
		run -0 lsuio $options
		is_master
	done
	run -0 lsuio -rnm -o DEVICE,REGNAME
	run ! is_master
	run -0 lsuio -Jm -o NAME
	[[ $(jq -c '[.devices[].children[]?.maptest]' <<<"$output") == \
		'["OK","OK","OK",null,"physical memory can only be mapped in whole pages, and the size of the map is not a multiple of a page"]' ]]
	run -0 setpriv --reuid=65534 --regid=65534 --clear-groups lsuio -vm fpga
	[[ $output == *"map[0]: "*"maptest=Permission denied"* ]]
}

# bats test_tags=long
@test "a name that is malicious for terminals, JSON and shells" {
	uio-sim create evil name=$'ev\e[31m"\\\n\xe2\n\xff\xc2\x9b`id`$(id)\nuio9 trusted' map0/name=$'\e]0;x\a'
	for options in '' -r -P -J -v; do
		# shellcheck disable=SC2086
		lsuio $options >"$BATS_TEST_TMPDIR/out"
		run ! /usr/bin/grep -qP '[\x00-\x08\x0b-\x1f\x7f-\x9f]' "$BATS_TEST_TMPDIR/out"
		run ! grep -q '^uio9 ' "$BATS_TEST_TMPDIR/out"
	done
	run -0 lsuio -J --name 'ev*trusted'
	[[ $(jq -r '.devices[0].name' <<<"$output") == \
		$'ev\e[31m"\\\n\\xe2\n\\xff\\xc2\\x9b`id`$(id)\nuio9 trusted' ]]
}
