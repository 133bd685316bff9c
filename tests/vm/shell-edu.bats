#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# uio-shell with a person at its terminal, on a driver that masks the interrupt:
# QEMU's edu card on the in-tree uio_pci_generic.

load helper
load terminal

setup_file() {
	bind_edu
}

teardown_file() {
	unbind_edu
}

setup() {
	trace_tests_only
	export HOME=$BATS_TEST_TMPDIR
	unset XDG_STATE_HOME
	card=$(pci_address 1234 11e8 | head -n 1)
	node=$(basename "/sys/bus/pci/devices/$card/uio/"uio*)
	prompt=uio_pci_generic
	acknowledge
	uio-irq uio_pci_generic on
	first=$(($(events_of "$node") + 1))
}

# Writes behind the driver's back, as the card would.
raise() {
	uio-poke "pci:$card:bar0" 0x60=1
}

acknowledge() {
	uio-poke "pci:$card:bar0" 0x64=1
}

is_masked() { # yes|no
	uio-irq --status "pci:$card" | grep -qx "intx_disabled: $1"
}

said() { # COUNT...
	[[ $(screen_text | grep -E "interrupts?, count") == \
		"$(printf 'uio_pci_generic: 1 interrupt, count %d\n' "$@")" ]]
}

@test "an interrupt that the driver masks is reported once, and the next one after irq on" {
	open_terminal "uio-shell uio_pci_generic"
	eventually types "$prompt> "
	keys "irq notify on" Enter "half a line"
	eventually types "$prompt> half a line"
	raise
	eventually said "$first"
	eventually types "$prompt> half a line"
	# The line is still asserted, then acknowledged, then asserted again: it is
	# masked.
	is_masked yes
	acknowledge
	raise
	keys C-u "echo" Enter
	eventually types "$prompt [1]> "
	said "$first"
	# An unmasked interrupt comes at once; if it was acknowledged before, the wait
	# is for the next one.
	keys "irq on" Enter
	eventually said "$first" $((first + 1))
	acknowledge
	keys "irq on" Enter
	eventually is_masked no
	eventually types "$prompt [2]> "
	said "$first" $((first + 1))
	raise
	eventually said "$first" $((first + 1)) $((first + 2))
	is_masked yes
	acknowledge
	keys "quit" Enter
	ended_with 0
}

@test "wait takes reported interrupts, and restores the mask" {
	open_terminal "uio-shell uio_pci_generic"
	eventually types "$prompt> "
	keys "irq notify on" Enter C-l
	eventually types "$prompt> "
	raise
	eventually said "$first"
	acknowledge
	keys "wait" Enter
	eventually shows "$node count=$first delta=1 missed=0"
	eventually types "$prompt> "
	is_masked yes
	raise
	keys "echo" Enter
	eventually types "$prompt> "
	said "$first"
	keys "irq on" Enter
	eventually said "$first" $((first + 1))
	acknowledge
	keys "quit" Enter
	ended_with 0
}
