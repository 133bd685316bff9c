#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# lsuio --candidates on mock devices.

load helper

# Adds a PCI function with a configuration of 64 bytes, with a pin at the end.
pci() { # ADDRESS CLASS PIN LINE...
	local address=$1 class=$2 pin=$3
	shift 3
	cat >>"$BATS_TEST_TMPDIR/devices" <<-EOF
		P: /devices/pci0000:00/$address
		E: SUBSYSTEM=pci
		A: vendor=0x8086
		A: device=0x100e
		A: class=$class
		A: irq=11
		A: modalias=pci:v00008086d0000100Esv00001AF4sd00001100bc02sc00i00
		H: config=86800e10$(printf '00%.0s' {1..57})${pin}0000
		$(printf '%s\n' "$@")

	EOF
}

platform() { # NAME LINE...
	local name=$1
	shift
	cat >>"$BATS_TEST_TMPDIR/devices" <<-EOF
		P: /devices/platform/$name
		E: SUBSYSTEM=platform
		A: driver_override=(null)
		$(printf '%s\n' "$@")

	EOF
}

# Runs a command with nodes of the device tree in the mock system; `compatible` consists
# of two strings.
with_nodes() { # COMMAND
	# shellcheck disable=SC2016
	mocked bash -c '
		for name in a0000000.fpga b0000000.bare c0000000.taken "d0000000.o;d"; do
			dir=$UMOCKDEV_DIR/sys/devices/platform/$name
			[[ -d $dir ]] || continue
			mkdir "$dir/of_node"
			printf "acme,fpga-2\0acme,fpga\0" >"$dir/of_node/compatible"
			[[ $name == b* ]] || touch "$dir/of_node/reg"
			[[ $name != a* ]] || touch "$dir/of_node/interrupts"
		done
		'"$1"
}

@test "invalid command lines" {
	for option in -b -m -n -O -P -r -v -oNAME --driver=x --name=x --list-columns --probe --require=x fpga; do
		run -2 lsuio --candidates "$option"
		[[ ${lines[0]} == "lsuio: --candidates can only be used with --all and --json" ]]
	done
	run -2 lsuio --candidates --diagnose fpga
	run -2 lsuio --all
	[[ ${lines[0]} == "lsuio: --all requires --candidates" ]]
}

@test "a device in use is shown with a warning, and without commands" {
	pci 0000:00:05.0 0x020000 00 'A: driver_override=(null)' \
		'L: driver=../../../bus/pci/drivers/e1000'
	cat >>"$BATS_TEST_TMPDIR/devices" <<-'EOF'
		P: /devices/pci0000:00/0000:00:05.0/net/eth7
		E: SUBSYSTEM=net
		A: flags=0x1003

	EOF
	pci 0000:00:06.0 0x030000 00 'A: driver_override=(null)' 'A: boot_vga=1' \
		'L: driver=../../../bus/pci/drivers/bochs-drm'
	pci 0000:00:07.0 0x030000 00 'A: driver_override=(null)' 'A: boot_vga=0' \
		'L: driver=../../../bus/pci/drivers/bochs-drm'
	run -0 mocked lsuio --candidates
	diff - <(echo "$output" | sed -E 's/, vendor=.*//; s/^\t/- /' | head -n 5) <<-'EOF'
		pci:0000:00:05.0: interrupt=no, driver=e1000, pciid=8086:100e
		- WARNING: in use: network interface eth7 is up; --all prints the commands
		pci:0000:00:06.0: interrupt=no, driver=bochs-drm, pciid=8086:100e
		- WARNING: in use: it is the display that the system booted with; --all prints the commands
		pci:0000:00:07.0: interrupt=no, driver=bochs-drm, pciid=8086:100e
	EOF
	[[ $output == *'echo 0000:00:07.0 >'* && $output != *'echo 0000:00:0[56].0 >'* ]]
	run -0 mocked lsuio --candidates --json
	valid_json candidates
	[[ $(jq -r '.candidates[] | "\(.use) \(.commands | length)"' <<<"$output") == \
		$'network interface eth7 is up 0\nit is the display that the system booted with 0\nnull 4' ]]
	run -0 mocked lsuio --candidates --all
	[[ $output == *$'\tWARNING: in use: network interface eth7 is up\n\tmodprobe'*'echo 0000:00:05.0 >'* ]]
}

# Adds a PCI function with a disk.
disk() { # ADDRESS NAME NUMBER LINE...
	pci "$1" 0x010000 00 'A: driver_override=(null)' 'L: driver=../../../bus/pci/drivers/virtio-pci'
	cat >>"$BATS_TEST_TMPDIR/devices" <<-EOF
		P: /devices/pci0000:00/$1/virtio0/block/$2
		E: SUBSYSTEM=block
		A: dev=$3
		$(printf '%s\n' "${@:4}")

	EOF
}

@test "a disk in use: mounted, part of another, or neither" {
	local number target
	read -r _ _ number _ target _ </proc/self/mountinfo
	disk 0000:00:05.0 vdx "$number"
	disk 0000:00:06.0 vdy 9999:1 'A: holders/dm-0/name=data'
	disk 0000:00:07.0 vdz 9999:2
	run -0 mocked lsuio --candidates --json
	[[ $(jq -r '.candidates[].use' <<<"$output") == \
		"vdx is mounted on $target"$'\nvdy is part of dm-0\nnull' ]]
}

@test "an NVMe disk that is below its subsystem" {
	local number target
	read -r _ _ number _ target _ </proc/self/mountinfo
	pci 0000:00:05.0 0x010802 00 'A: driver_override=(null)' 'L: driver=../../../bus/pci/drivers/nvme'
	pci 0000:00:06.0 0x010802 00 'A: driver_override=(null)' 'L: driver=../../../bus/pci/drivers/nvme'
	cat >>"$BATS_TEST_TMPDIR/devices" <<-EOF
		P: /devices/pci0000:00/0000:00:05.0/nvme/nvme0
		E: SUBSYSTEM=nvme

		P: /devices/virtual/nvme-subsystem/nvme-subsys0
		E: SUBSYSTEM=nvme-subsystem
		L: nvme0=../../../pci0000:00/0000:00:05.0/nvme/nvme0

		P: /devices/virtual/nvme-subsystem/nvme-subsys0/nvme0n1
		E: SUBSYSTEM=block
		A: dev=$number

	EOF
	run -0 mocked lsuio --candidates --json
	[[ $(jq -r '.candidates[].use' <<<"$output") == "nvme0n1 is mounted on $target"$'\nnull' ]]
}

@test "PCI functions, free and bound" {
	pci 0000:00:04.0 0x020000 01 'A: driver_override=(null)'
	pci 0000:00:05.0 0x020000 00 'A: driver_override=(null)' \
		'L: driver=../../../bus/pci/drivers/e1000'
	run -0 mocked lsuio --candidates
	diff - <(echo "$output" | sed -E 's/, vendor=.*//; s/^\t/- /') <<-'EOF'
		pci:0000:00:04.0: interrupt=yes, driver=none, pciid=8086:100e
		- modprobe uio_pci_generic
		- echo uio_pci_generic >/sys/bus/pci/devices/0000:00:04.0/driver_override
		- echo 0000:00:04.0 >/sys/bus/pci/drivers/uio_pci_generic/bind
		pci:0000:00:05.0: interrupt=no, driver=e1000, pciid=8086:100e
		- modprobe uio_pci_generic
		- echo uio_pci_generic >/sys/bus/pci/devices/0000:00:05.0/driver_override
		- echo 0000:00:05.0 >/sys/bus/pci/devices/0000:00:05.0/driver/unbind
		- echo 0000:00:05.0 >/sys/bus/pci/drivers/uio_pci_generic/bind
	EOF
	[[ ${lines[0]} == *", vendor=Intel"*", model="*Ethernet* ]]
}

@test "a kernel without driver_override" {
	pci 0000:00:04.0 0x020000 01
	run -0 mocked lsuio --candidates
	[[ ${#lines[@]} == 3 ]]
	[[ ${lines[2]} == $'\t'"echo '8086 100e' >/sys/bus/pci/drivers/uio_pci_generic/new_id" ]]
}

@test "a PCI function whose configuration cannot be read is not a candidate" {
	pci 0000:00:04.0 0x020000 01
	sed -i '/^H: /d' "$BATS_TEST_TMPDIR/devices"
	run -0 mocked lsuio --candidates
	[[ ! $output ]]
}

@test "bridges and UIO devices are not candidates" {
	pci 0000:00:00.0 0x060000 01
	pci 0000:00:04.0 0x020000 01 'A: uio/uio0/name=card'
	run -0 mocked lsuio --candidates
	[[ ! $output ]]
	run -0 mocked lsuio --candidates -J
	valid_json candidates
	[[ $output == '{"candidates":[]}' ]]
}

@test "nodes of the device tree" {
	platform a0000000.fpga
	platform b0000000.bare
	platform c0000000.taken 'L: driver=../../../bus/platform/drivers/acme'
	platform 'd0000000.o;d'
	platform sim.0
	run -0 with_nodes 'lsuio --candidates'
	[[ ${#lines[@]} == 2 ]]
	[[ ${lines[0]} == "platform:a0000000.fpga: interrupt=yes, driver=none, compatible=acme,fpga-2" ]]
	[[ ${lines[1]} == $'\tmodprobe uio_pdrv_genirq of_id=acme,fpga-2' ]]
	# shellcheck disable=SC2016
	run -0 with_nodes 'mkdir -p "$UMOCKDEV_DIR/sys/bus/platform/drivers/uio_pdrv_genirq"; lsuio --candidates --json'
	[[ $(jq -c '.candidates[]' <<<"$output") == '{"bus":"platform","address":"a0000000.fpga","interrupt":true,"driver":null,"pciid":null,"compatible":"acme,fpga-2","vendor":null,"model":null,"use":null,"commands":["echo uio_pdrv_genirq >/sys/bus/platform/devices/a0000000.fpga/driver_override","echo a0000000.fpga >/sys/bus/platform/drivers/uio_pdrv_genirq/bind"]}' ]]
}
