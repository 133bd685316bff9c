#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# An interrupt that is not acknowledged: QEMU's edu card on uio_pci_generic, which masks
# it when it comes. After unmasking it fires once more.
# bats file_tags=long

load helper

setup_file() {
	bind_edu
}

teardown_file() {
	acknowledge
	unbind_edu
}

acknowledge() {
	uio-poke uio_pci_generic 0x64=0xff
	uio-irq uio_pci_generic on
}

setup() {
	trace_tests_only
	acknowledge
}

advice="uio-shell: uio_pci_generic: the interrupt is still asserted: acknowledge it with --ack"

# Runs commands of the shell, and checks the figures in the only line about an event.
event_is() { # FIGURES COMMANDS
	run -0 --separate-stderr uio-shell uio_pci_generic -c "$2"
	[[ $output =~ ^uio[0-9]+\ count=[0-9]+\ $1\ time= ]]
}

@test "an interrupt that fires again when it is armed was not missed, and is reported" {
	event_is 'delta=[12] missed=0' 'poke 0x60=1; wait -t 150s'
	# shellcheck disable=SC2154 # run sets it
	[[ $stderr == "$advice" ]]
	uio-poke uio_pci_generic 0x64=1
	uio-irq uio_pci_generic on
	run -0 uio-shell uio_pci_generic -c 'poke 0x60=1; wait -J -t 150s' 2>/dev/null
	jq -e .missed==0 <<<"${lines[-1]}"
	uio-poke uio_pci_generic 0x64=1
	uio-irq uio_pci_generic on
	run -0 --separate-stderr uio-shell uio_pci_generic \
		-c 'poke 0x60=1; wait --stats -n 1 -q -t 150s'
	[[ $output == *" seen=1 missed=0 "* ]]
}

@test "other missed interrupts are counted" {
	event_is 'delta=[23] missed=1' \
		'poke 0x60=1; poke 0x64=1; irq on; poke 0x60=1; wait -t 150s'
	[[ $stderr == "$advice" ]]
}

@test "nothing is printed if the interrupt is acknowledged, or has not fired yet" {
	event_is 'delta=[12] missed=0' 'poke 0x60=1; wait -t 150s --ack 0x64=1'
	[[ ! $stderr ]]
	event_is 'delta=1 missed=0' 'irq off; poke 0x60=1; wait -t 150s'
	[[ ! $stderr ]]
	uio-poke uio_pci_generic 0x64=1
	uio-irq uio_pci_generic on
	event_is 'delta=1 missed=0' 'poke 0x60=1; poke 0x64=1; wait -t 150s'
	[[ ! $stderr ]]
}

@test "the message is printed once, even if the interrupt fires repeatedly" {
	uio-irq uio_pci_generic off
	uio-poke uio_pci_generic 0x60=1
	run -0 --separate-stderr uio-wait -n 5 -t 150s uio_pci_generic
	[[ ${#lines[@]} == 5 && $stderr == "uio-wait: uio_pci_generic: the interrupt is still asserted: acknowledge it with --ack" ]]
	[[ $output != *missed=[1-9]* ]]
}
