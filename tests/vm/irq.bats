#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# uio-irq: each way to mask, the state without a change, and each failure.

load helper
: "${sims:?}" "${generic:?}"

setup_file() {
	bind_edu
}

teardown_file() {
	unbind_edu
}

setup() {
	trace_tests_only
	address=$(pci_address 1234 11e8)
	card=$(basename "$generic/$address"/uio/uio*)
}

state() { # KEY [DEVICE]
	uio-irq --status "${2:-uio_pci_generic}" | sed -n "s/^$1: //p"
}

is() { # KEY VALUE [DEVICE]
	local state
	state=$'\n'$(uio-irq --status "${3:-uio_pci_generic}")$'\n'
	[[ $state == *$'\n'"$1: $2"$'\n'* ]] || { echo "$state" && return 1; }
}

as_nobody() {
	setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
}

# The card asserts its line until it is acknowledged in the card. The acknowledgement is
# written through the BAR, so that the node stays closed.
raise() {
	uio-poke uio_pci_generic:bar0 0x60=1
}

acknowledge() {
	uio-poke uio_pci_generic:bar0 0x64="$(uio-peek uio_pci_generic:bar0 0x24)"
}

@test "simulated: no irqcontrol" {
	node=$(uio-sim create fpga irqcontrol=none)
	for action in on off 0 7; do
		run -6 uio-irq -v fpga $action
		[[ $output == "uio-irq: fpga: the driver has no irqcontrol" ]]
	done
	run -0 uio-irq --status fpga
	diff - <(echo "$output") <<-EOF
		device: fpga
		number: ${node#uio}
		driver: uio_sim
		interrupt: unknown
		masking: unknown
		masks_itself: unknown
		count: 0
	EOF
	uio-sim trigger fpga 3
	is count 3 fpga
	is interrupt yes fpga
}

@test "simulated: a gate" {
	node=$(uio-sim create fpga irqcontrol=gate)
	run -0 uio-irq -v fpga off
	[[ $output == "uio-irq: fpga: off through irqcontrol" ]]
	uio-sim trigger fpga
	is count 0 fpga
	run -0 uio-irq fpga on
	[[ ! $output ]]
	is count 1 fpga
	run -0 uio-irq --verbose fpga 0
	[[ $output == "uio-irq: fpga: 0 through irqcontrol" ]]
	uio-sim trigger fpga
	# Printing the state changes nothing.
	is count 1 fpga
	is count 1 fpga
	run -0 uio-irq -v fpga 0x1
	is count 2 fpga
	for value in 2 0xffffffff; do
		run -1 uio-irq -v fpga $value
		[[ $output == "uio-irq: fpga: $value: the driver refused the value" ]]
	done
}

@test "simulated: one shot" {
	uio-sim create fpga irqcontrol=oneshot
	uio-sim trigger fpga
	uio-sim trigger fpga
	is count 1 fpga
	uio-irq fpga on
	is count 2 fpga
	uio-irq fpga off
	uio-irq fpga on
	uio-sim trigger fpga
	is count 3 fpga
}

@test "simulated: no interrupt" {
	uio-sim create fpga irq=none irqcontrol=gate
	for action in on off 7; do
		run -6 uio-irq fpga $action
		[[ $output == "uio-irq: fpga: the device has no interrupt (its driver was not given one)" ]]
	done
	is interrupt unknown fpga
	is count 0 fpga
}

@test "a device that is removed while the shell holds it" {
	for command in 'irq on' 'irq off' 'irq 7' 'irq --status' 'irq --status -J'; do
		uio-sim create fpga irqcontrol=gate
		run -8 uio-shell fpga <<-EOF
			irq on
			sim remove fpga
			$command
		EOF
		[[ ${lines[0]} == *"fpga: the device went away" ]]
		[[ ${lines[1]} == *":3:1: command '"*"' failed (exit 8)" && ${#lines[@]} == 2 ]]
	done
	# Another device with the same number is not the one that is held.
	uio-sim create fpga irqcontrol=gate
	run -8 uio-shell fpga <<-EOF
		sim remove fpga
		sim create fpga irqcontrol=gate
		irq --status
	EOF
}

@test "in the shell" {
	node=$(uio-sim create fpga irqcontrol=gate)
	run -0 uio-shell fpga <<-EOF
		irq off -v
		sim trigger fpga 2
		irq -v on
		irq --status
	EOF
	[[ ${lines[0]} == "uio-shell: fpga: off through irqcontrol" ]]
	[[ ${lines[1]} == "uio-shell: fpga: on through irqcontrol" ]]
	[[ ${lines[2]} == "device: fpga" && ${lines[-1]} == "count: 2" ]]
	run -2 uio-shell fpga <<<"irq --status on"
	run -2 uio-shell <<<"irq --status"
}

@test "edu: on and off through INTx disable" {
	uio-irq uio_pci_generic on
	is interrupt yes
	is masking intx
	is masks_itself yes
	is msi no
	is intx_disabled no
	run -0 uio-irq -v uio_pci_generic off
	[[ $output == "uio-irq: uio_pci_generic: off through INTx disable" ]]
	is intx_disabled yes
	is intx_asserted no
	run -0 uio-irq -v uio_pci_generic on
	[[ $output == "uio-irq: uio_pci_generic: on through INTx disable" ]]
	is intx_disabled no
	run -6 uio-irq uio_pci_generic 5
	[[ $output == "uio-irq: uio_pci_generic: the driver has no irqcontrol" ]]
}

@test "edu: an interrupt that is masked and then unmasked" {
	uio-irq uio_pci_generic off
	before=$(state count)
	raise
	is intx_asserted yes
	is count "$before"
	uio-irq uio_pci_generic on
	eventually is count $((before + 1))
	# The driver has masked the interrupt, which is still asserted.
	is intx_disabled yes
	is intx_asserted yes
	acknowledge
	is intx_asserted no
	is intx_disabled yes
}

# bats test_tags=long
@test "edu: its line of /proc/interrupts grows with the count" {
	irq=$(cat "$generic/$address/irq")
	[[ $(state line) == "$irq: "*uio_pci_generic* ]]
	# The columns are as wide as their contents.
	[[ $(state line) == "$(sed -n "s/^ *\($irq: \)/\1/p" /proc/interrupts)" ]]
	run -0 uio-irq --status --json uio_pci_generic
	valid_json irq
	before=$(jq .lines[0].count <<<"$output")
	uio-irq uio_pci_generic on
	raise
	grown() {
		(($(uio-irq --status -J uio_pci_generic | jq .lines[0].count) > before))
	}
	eventually grown
	acknowledge
	run -0 uio-irq --status --json uio_pci_generic
	valid_json irq
	[[ ${#lines[@]} == 1 ]]
	jq -e --argjson irq "$irq" --argjson number "${card#uio}" --argjson count "$(state count)" '
		.device == "uio_pci_generic" and .number == $number and
		.driver == "uio_pci_generic" and .interrupt and .masking == "intx" and
		.masks_itself and .intx_disabled and .intx_asserted == false and
		.msi == false and .count == $count and (.lines | length) == 1 and
		.lines[0].irq == $irq and (.lines[0].text | startswith("\($irq): "))' <<<"$output"
}

@test "edu: the status does not open the node, and keeps bus mastering" {
	setpci -s "$address" COMMAND=4:4
	run -0 strace -f -o "$BATS_TEST_TMPDIR/trace" uio-irq --status uio_pci_generic
	grep -q "$card/event" "$BATS_TEST_TMPDIR/trace"
	run ! grep /dev/uio "$BATS_TEST_TMPDIR/trace"
	(($(setpci -s "$address" COMMAND | sed 's/^/0x/') & 4))
}

@test "edu: an ordinary user may read the state, but not change it" {
	uio-irq uio_pci_generic on
	run -0 as_nobody uio-irq --status uio_pci_generic
	[[ $output == *"intx_disabled: no"* && $output == *$'\nline: '* ]]
	[[ $output == "$(uio-irq --status uio_pci_generic)" ]]
	for action in on off; do
		run -5 as_nobody uio-irq uio_pci_generic $action
		[[ $output == "uio-irq: uio_pci_generic: /dev/$card: Permission denied"* ]]
	done
	# Access to the node is not sufficient to change the card's configuration.
	chmod 666 "/dev/$card"
	run -0 as_nobody uio-irq uio_pci_generic on
	run -5 as_nobody uio-irq uio_pci_generic off
	[[ $output == "uio-irq: uio_pci_generic: INTx disable: "*"/config: Permission denied"* ]]
	is intx_disabled no
	chmod 600 "/dev/$card"
}

@test "edu: a card that loses its driver during a wait leaves the shared line alone" {
	local one=${spare_cards[0]:?} other=${spare_cards[1]}
	plug_spare_cards
	give_card "$one" uio_pci_generic
	give_card "$other" uio_pci_generic
	dmesg --clear
	mkfifo "$BATS_TEST_TMPDIR/go"
	uio-wait -n 0 "pci:$one" -- sh -c "read -r line <$BATS_TEST_TMPDIR/go" >"$BATS_TEST_TMPDIR/out" 2>&1 3>&- &
	job=$!
	eventually blocked $job
	uio-poke "pci:$one:bar0" 0x60=1
	eventually grep -q count "$BATS_TEST_TMPDIR/out"
	echo "$one" >"$generic/unbind"
	echo >"$BATS_TEST_TMPDIR/go"
	ends_with 8 $job
	(((0x$(setpci -s "$one" COMMAND) & 0x400) == 0x400))
	uio-poke "pci:$other:bar0" 0x60=1
	run -0 uio-wait -q "pci:$other"
	run ! grep -q 'nobody cared' <(dmesg)
	# Later tests find the cards without a cause.
	give_card "$one" uio_pci_generic
	uio-poke "pci:$one:bar0" 0x64=1
	uio-poke "pci:$other:bar0" 0x64=1
	unplug_spare_cards
}

@test "a read-only node" {
	node=$(uio-sim create fpga irqcontrol=gate)
	chmod 644 "/dev/$node"
	run -5 as_nobody uio-irq fpga off
	run -5 as_nobody uio-shell fpga <<<"irq off"
	[[ ${lines[0]} == *"fpga: Permission denied"* ]]
	run -0 as_nobody uio-shell fpga <<<"irq --status"
	[[ $output == "device: fpga"* ]]
}

@test "edu: the driver is unbound while the shell holds the card" {
	# Its output would be a command.
	disabled() {
		[[ $(state intx_disabled) == yes ]]
	}
	uio-irq uio_pci_generic on
	for command in 'irq on' 'irq --status'; do
		run -8 uio-shell uio_pci_generic < <(
			echo 'irq off'
			eventually disabled
			unbind_edu
			echo "$command"
		)
		bind_edu
		[[ ${lines[0]} == *"uio_pci_generic: the device went away" ]]
	done
}
