#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# uio-irq on mock devices: its command line, and the output of --status.

load helper

fpga() {
	mock_device 0 mock-fpga "${1:-uio_test}" a0000000.fpga "$(map 0 regs 0xa0000000 0x1000 0x0)"
}

card() { # COMMAND STATUS LINE..., the registers as the bytes are
	local command=$1 status=$2
	shift 2
	cat >>"$BATS_TEST_TMPDIR/devices" <<-EOF
		P: /devices/pci0000:00/0000:00:04.0
		E: SUBSYSTEM=pci
		L: driver=../../../bus/pci/drivers/uio_pci_generic
		A: irq=11
		H: config=34121111$command$status
		$(printf '%s\n' "$@")

		P: /devices/pci0000:00/0000:00:04.0/uio/uio3
		E: SUBSYSTEM=uio
		A: name=mock-card
		A: version=1.0
		A: event=0
		L: device=../../../0000:00:04.0

	EOF
}

refuses() { # WORDS ARG...
	run -2 mocked uio-irq "${@:2}"
	[[ ${lines[0]} == "uio-irq: $1" ]] || { echo "$output" && return 1; }
}

@test "invalid command lines" {
	fpga
	refuses 'missing DEVICE'
	refuses 'missing DEVICE' --status
	refuses 'missing on, off or VALUE after DEVICE (or use --status)' mock-fpga
	refuses "invalid value 'maybe': expected on, off or a 32-bit number" mock-fpga maybe
	refuses "invalid value '0x100000000': expected on, off or a 32-bit number" mock-fpga 0x100000000
	refuses "unexpected argument 'off'" mock-fpga on off
	refuses "'on' cannot be used with --status" --status mock-fpga on
	refuses "'1' cannot be used with --status" mock-fpga 1 --status
	refuses '--verbose cannot be used with --status' -v --status mock-fpga
	refuses '--json requires --status' -J mock-fpga on
	refuses '--json requires --status' --json mock-fpga
}

@test "the status of a driver that is not known" {
	fpga
	run -0 mocked uio-irq --status mock-fpga
	diff - <(echo "$output") <<-'EOF'
		device: mock-fpga
		number: 0
		driver: uio_test
		interrupt: yes
		masking: unknown
		masks_itself: unknown
		count: 7
	EOF
	run -0 mocked uio-irq -J --status 0
	valid_json irq
	[[ $(jq -c . <<<"$output") == '{"device":"mock-fpga","number":0,"driver":"uio_test","interrupt":true,"masking":null,"masks_itself":null,"count":7,"lines":[]}' ]]
	sed -i 's/event=7/event=0/' "$BATS_TEST_TMPDIR/devices"
	run -0 mocked uio-irq --status 0
	[[ $output == *$'\ninterrupt: unknown\n'*$'\ncount: 0' ]]
}

@test "the status of drivers that are known" {
	local driver
	for driver in uio_pdrv_genirq uio_dmem_genirq; do
		rm -f "$BATS_TEST_TMPDIR/devices"
		fpga $driver
		run -0 mocked uio-irq --status mock-fpga
		[[ $output == *$'\nmasking: irqcontrol\nmasks_itself: yes\n'* ]]
	done
	rm "$BATS_TEST_TMPDIR/devices"
	fpga uio_hv_generic
	sed -i 's/event=7/event=0/' "$BATS_TEST_TMPDIR/devices"
	run -0 mocked uio-irq --status mock-fpga
	[[ $output == *$'\ninterrupt: yes\nmasking: irqcontrol\nmasks_itself: no\n'* ]]
	rm "$BATS_TEST_TMPDIR/devices"
	fpga uio_pci_sva
	sed -i 's/event=7/event=0/' "$BATS_TEST_TMPDIR/devices"
	run -0 mocked uio-irq --status mock-fpga
	[[ $output == *$'\ninterrupt: no\nmasking: none\nmasks_itself: no\n'* ]]
	run -0 mocked uio-irq --status --json mock-fpga
	valid_json irq
	[[ $(jq -c '[.masking, .masks_itself]' <<<"$output") == '["none",false]' ]]
	rm "$BATS_TEST_TMPDIR/devices"
	fpga uio_edu
	run -0 mocked uio-irq --status mock-fpga
	[[ $output == *$'\nmasking: irqcontrol\nmasks_itself: unknown\n'* ]]
}

@test "the registers of a PCI card" {
	card 0300 1000
	run -0 mocked uio-irq --status mock-card
	diff - <(echo "$output") <<-'EOF'
		device: mock-card
		number: 3
		driver: uio_pci_generic
		interrupt: no
		masking: intx
		masks_itself: yes
		intx_disabled: no
		intx_asserted: no
		msi: no
		count: 0
	EOF
	rm "$BATS_TEST_TMPDIR/devices"
	card 0307 0800 'A: msi_irqs/24=msi'
	run -0 mocked uio-irq -J --status mock-card
	valid_json irq
	jq -e '.intx_disabled and .intx_asserted and .msi and .interrupt == false' <<<"$output"
	rm "$BATS_TEST_TMPDIR/devices"
	card ffff ffff
	run -8 mocked uio-irq --status mock-card
	[[ $output == "uio-irq: mock-card: the device went away" ]]
}

@test "a PCI card whose configuration cannot be read" {
	card 0300 1000
	sed -i 's/^H: .*/H: config=34/' "$BATS_TEST_TMPDIR/devices"
	run -1 mocked uio-irq --status mock-card
	[[ $output == "uio-irq: mock-card: config: Input/output error" ]]
	sed -i '/^H: /d' "$BATS_TEST_TMPDIR/devices"
	run -1 mocked uio-irq --status mock-card
	[[ $output == "uio-irq: mock-card: config: No such file or directory" ]]
}

@test "INTx disable cannot be changed if the configuration cannot be read" {
	card 0300 1000
	sed -i 's/^H: .*/H: config=34/
		s/^E: SUBSYSTEM=uio/N: uio3=00\nE: DEVNAME=\/dev\/uio3\n&\nA: dev=240:3/' "$BATS_TEST_TMPDIR/devices"
	for action in on off; do
		run -1 mocked uio-irq mock-card $action
		[[ $output == "uio-irq: mock-card: INTx disable: /sys/devices/pci0000:00/0000:00:04.0/config: Input/output error" ]]
	done
}

@test "the exit status for a device that does not match --require, or does not exist" {
	fpga
	run -9 mocked uio-irq --status --require=other mock-fpga
	[[ $output == *"'other' is required"* ]]
	run -3 mocked uio-irq --status nosuch
}

# The errors of the driver's irqcontrol.
answering() { # ERRNO COMMAND...
	mocked env IRQCONTROL_ERRNO="$1" "${@:2}"
}

@test "errors of irqcontrol are reported as the driver's" {
	fpga
	local answers=([1]='Operation not permitted' [5]='Input/output error' [13]='Permission denied'
		[16]='Device or resource busy' [30]='Read-only file system' [524]='Operation not supported') errno
	for errno in "${!answers[@]}"; do
		for action in on off 7; do
			run -6 answering "$errno" uio-irq mock-fpga $action
			[[ $output == "uio-irq: mock-fpga: the driver refused: irqcontrol failed with '${answers[errno]}' (\`uio-wait --no-arm' waits without arming)" ]]
		done
		run -6 answering "$errno" uio-wait -t 1s mock-fpga
		[[ $output == "uio-wait: mock-fpga: the driver refused: irqcontrol failed with '${answers[errno]}' (--no-arm waits without arming)" ]]
	done
	run -1 answering 22 uio-irq mock-fpga 7
	[[ $output == "uio-irq: mock-fpga: 7: the driver refused the value" ]]
	run -6 answering 38 uio-irq mock-fpga on
	[[ $output == "uio-irq: mock-fpga: the driver has no irqcontrol" ]]
}

@test "a name that is not valid UTF-8 does no harm in the status" {
	mock_device 0 'a\033[31mb' uio_test a.x "$(map 0 regs 0xa000 0x1000)"
	run -0 mocked uio-irq --status 0
	[[ ${lines[0]} == 'device: a\x1b[31mb' ]]
	run -0 mocked uio-irq --status --json 0
	valid_json irq
	[[ $(jq -r .device <<<"$output") == 'a\x1b[31mb' ]]
}
