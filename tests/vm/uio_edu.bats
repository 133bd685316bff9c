#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The driver uio_edu on QEMU's edu cards: one by itself, and two that share an
# interrupt line. Each test begins with the module freshly loaded.

load helper

setup_file() {
	plug_spare_cards
}

teardown_file() {
	rmmod uio_edu
	unplug_spare_cards
}

setup() {
	trace_tests_only
	card=0000:00:03.0 one=${spare_cards[0]:?} other=${spare_cards[1]}
	sysfs=/sys/bus/pci/devices
	reload
}

# Binds the driver with INTx, or with MSI if it is allowed to use them.
reload() { # [msi]
	local address
	rmmod uio_edu 2>/dev/null || true
	for address in "$card" "$one" "$other"; do
		echo $(($#)) >"$sysfs/$address/msi_bus"
	done
	load_uio_edu
}

events() { # CARD
	cat "$sysfs/$1"/uio/uio*/event
}

events_are() { # CARD COUNT
	[[ $(events "$1") == "$2" ]]
}

register_is() { # CARD OFFSET VALUE
	(($(uio-peek "pci:$1" "$2") == $3))
}

line_count() { # CARD
	awk -v irq="$(cat "$sysfs/$1/irq"):" '$1 == irq { print $2 + $3 }' /proc/interrupts
}

command_is() { # CARD MASK VALUE
	(((0x$(setpci -s "$1" COMMAND) & $2) == $3))
}

# Raises the causes 1 to COUNT, each after the previous one was acknowledged.
raise_each() { # CARD COUNT
	seq "$2" |
		sed "s/.*/poke 0x60=&\npeek --until '0x24 == 0' --timeout 1h 0x24/" |
		uio-shell "pci:$1" >/dev/null
}

# Checks that the ring has the counts 1 to COUNT, in the order of time and with these
# causes, and nothing after them.
ring_is() { # CARD COUNT
	local file
	file=$(mktemp -u -p "$BATS_TEST_TMPDIR")
	uio-peek -o "$file" "pci:$1:stamps" 0+0x4040
	od -An -v -tu4 -w16 "$file" | awk -v count="$2" '
		NR == 1 { good = $1 == 1347245139 && $2 == 1024 && $3 == count }
		NR <= 4 { next }
		NR <= 4 + count {
			ns = $4 * 4294967296 + $3
			if ($1 != NR - 4 || $2 != NR - 4 || ns <= last)
				good = 0
			last = ns
			next
		}
		$1 || $2 || $3 || $4 { good = 0 }
		END { exit !good || NR != 1028 }'
}

# Starts a reader in the background that ends when it has seen COUNT interrupts.
start_reader() { # CARD COUNT
	uio-wait --no-arm -n "$2" -t 1h "pci:$1" >"$BATS_TEST_TMPDIR/$1" 3>&- &
	reader=$!
	eventually blocked $reader
}

# Checks that each interrupt that the reader counted is in its lines.
reader_saw() { # CARD COUNT
	awk -F '[ =]' -v count="$2" '{ sum += $5 } END { exit sum != count }' \
		"$BATS_TEST_TMPDIR/$1"
}

many() { # CARD COUNT
	start_reader "$1" "$2"
	raise_each "$1" "$2"
	ends_with 0 $reader
	reader_saw "$1" "$2"
	events_are "$1" "$2"
	ring_is "$1" "$2"
}

# Does the same with both cards on the line.
many_at_once() { # COUNT
	[[ $(<"$sysfs/$one/irq") == "$(<"$sysfs/$other/irq")" ]]
	many "$one" "$1" 3>&- &
	first=$!
	many "$other" "$1"
	ends_with 0 $first
}

# A card that is masked twice and unmasked once delivers the interrupts that came in
# between.
mask_and_unmask() { # CARD
	uio-irq "pci:$1" off
	uio-irq "pci:$1" off
	uio-poke "pci:$1" 0x60=1
	run -124 uio-wait --no-arm -t 300ms "pci:$1"
	events_are "$1" 0
	register_is "$1" 0x24 1
	start_reader "$1" 1
	uio-irq "pci:$1" on
	ends_with 0 $reader
	eventually events_are "$1" 1
	register_is "$1" 0x24 0
	ring_is "$1" 1
	uio-irq "pci:$1" on
	uio-poke "pci:$1" 0x60=2
	eventually events_are "$1" 2
	ring_is "$1" 2
}

@test "the device, its regions and its registers by name" {
	run -0 lsuio -rn "pci:$card"
	[[ ${lines[0]} == uio[0-9]*" edu 1 uio_edu 0"* ]]
	[[ ${lines[1]} == "map0 registers "*" 1M 0x0" ]]
	[[ ${lines[2]} == "map1 stamps "*" 20K 0x0" ]]
	[[ ${#lines[@]} == 3 ]]
	uio-poke --require edu=1 --regs regs/edu.regs "pci:$card" FACTORIAL=5
	run -0 uio-peek --regs regs/edu.regs --until 'STATUS.BUSY == 0' --timeout 1h \
		"pci:$card" FACTORIAL
	[[ ${lines[-1]} == 0x00000078 ]]
	ring_is "$card" 0
}

# bats test_tags=long
@test "200 interrupts through INTx, none lost" {
	run ! compgen -G "$sysfs/$card/msi_irqs/*"
	command_is "$card" 0x404 0
	many "$card" 200
}

@test "200 interrupts by MSI, none lost" {
	reload msi
	compgen -G "$sysfs/$card/msi_irqs/*"
	run lsuio --diagnose "pci:$card"
	grep '^ok  *intx  *MSI is in use, and INTx is not$' <<<"$output"
	command_is "$card" 0x404 0x404
	many "$card" 200
}

# bats test_tags=long
@test "two cards on one line, 200 interrupts of each at once" {
	many_at_once 200
}

# bats test_tags=long
@test "two cards on one line, 1,000 interrupts of each at once" {
	many_at_once 1000
}

# bats test_tags=long
@test "on a shared line a card counts its own interrupts only" {
	raise_each "$one" 100
	ring_is "$one" 100
	events_are "$one" 100
	events_are "$other" 0
	ring_is "$other" 0
}

@test "masked and unmasked, with INTx" {
	mask_and_unmask "$card"
}

# bats test_tags=long
@test "masked and unmasked, with MSI" {
	reload msi
	mask_and_unmask "$card"
}

@test "a masked card leaves the line to the other, and its cause stays pending" {
	uio-irq "pci:$one" off
	uio-poke "pci:$one" 0x60=1
	raise_each "$other" 100
	events_are "$one" 0
	register_is "$one" 0x24 1
	uio-irq "pci:$one" on
	eventually events_are "$one" 1
	ring_is "$one" 1
	events_are "$other" 100
}

@test "a masked card whose INTx disable is cleared sets it again" {
	uio-irq "pci:$one" off
	uio-poke "pci:$one" 0x60=1
	setpci -s "$one" COMMAND=0:400
	eventually command_is "$one" 0x400 0x400
	raise_each "$other" 10
	events_are "$one" 0
	uio-irq "pci:$one" on
	eventually events_are "$one" 1
}

@test "the state shows whether MSI is in use" {
	[[ $(uio-irq --status "pci:$card") == *$'\nmsi: no\n'* ]]
	reload msi
	[[ $(uio-irq --status "pci:$card") == *$'\nmsi: yes\n'* ]]
}

# bats test_tags=long
@test "irqcontrol takes 0 and 1 only" {
	for value in 2 0xffffffff; do
		run -1 uio-irq "pci:$card" $value
		[[ $output == *"the driver refused the value" ]]
	done
	raise_each "$card" 1
	events_are "$card" 1
}

# Writes behind the driver's back, like a program that still has the registers mapped.
raise_anyway() { # CARD
	local bar
	read -r bar _ <"$sysfs/$1/resource"
	busybox devmem $((bar + 0x60)) 32 7
	[[ $(busybox devmem $((bar + 0x24)) 32) == 0x00000007 ]]
	busybox devmem $((bar + 0x64)) 32 7
}

quiet() { # CARD
	local bar
	read -r bar _ <"$sysfs/$1/resource"
	[[ $(busybox devmem $((bar + 0x24)) 32) == 0x00000000 ]]
	[[ $(busybox devmem $((bar + 0x20)) 32) == 0x00000000 ]]
	command_is "$1" 0x404 0x400
}

# Takes the driver away from a reader, with a cause pending and one to come.
unbind_and_raise() { # CARD
	start_reader "$1" 1
	uio-irq "pci:$1" off
	uio-poke "pci:$1" 0x20=0x80 0x60=4
	echo "$1" >/sys/bus/pci/drivers/uio_edu/unbind
	ends_with 8 $reader
	quiet "$1"
	raise_anyway "$1"
	quiet "$1"
}

# bats test_tags=long
@test "a card that is unbound is quiet, and its line works for the other card" {
	local before
	before=$(line_count "$other")
	unbind_and_raise "$one"
	[[ $(line_count "$other") == "$before" ]]
	raise_each "$other" 100
	ring_is "$other" 100
}

# bats test_tags=long
@test "a card with MSI that is unbound is quiet" {
	reload msi
	unbind_and_raise "$one"
	[[ ! -e $sysfs/$one/msi_irqs ]]
}

# bats test_tags=long
@test "a card that is bound again starts with fresh counts, also after uio_pci_generic" {
	raise_each "$one" 5
	echo "$one" >/sys/bus/pci/drivers/uio_edu/unbind
	echo "$one" >/sys/bus/pci/drivers/uio_edu/bind
	events_are "$one" 0
	raise_each "$one" 10
	ring_is "$one" 10

	give_card "$one" uio_pci_generic
	start_reader "$one" 1
	uio-poke "pci:$one" 0x60=1
	ends_with 0 $reader
	register_is "$one" 0x24 1

	# Interrupts that the other driver left pending do not count for this one.
	give_card "$one" uio_edu
	register_is "$one" 0x24 0
	events_are "$one" 0
	raise_each "$one" 10
	ring_is "$one" 10
}

@test "unloaded when no program has a card open" {
	start_reader "$card" 1
	run -1 rmmod uio_edu
	raise_each "$card" 1
	ends_with 0 $reader
	rmmod uio_edu
	for address in "$card" "$one" "$other"; do
		[[ ! -e $sysfs/$address/driver ]]
		quiet "$address"
	done
	load_uio_edu
}
