#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The table "What a device name means" of uio(1), row by row.

load helper

# Adds devices: uio0 is fpga, uio1 and uio2 are called twin, uio3 is a card, uio4 and
# uio5 share a page.
system() {
	mock_device 0 fpga uio_pdrv_genirq a0000000.fpga "$(map 0 regs 0xa1000000 0x1000 0x0)"
	mock_device 1 twin uio_test c0000000.twin "$(map 0 regs 0xc0000000 0x1000 0x0)"
	mock_device 2 twin uio_test b0000000.other "$(map 0 regs 0xb0000000 0x1000 0x0)"
	mock_device 4 low uio_test a0000400.low "$(map 0 regs 0xa0000000 0x1000 0x400)"
	mock_device 5 high uio_test a0000c00.high "$(map 0 regs 0xa0000000 0x1000 0xc00)"
	cat >>"$BATS_TEST_TMPDIR/devices" <<-'EOS'
		P: /devices/pci0000:00/0000:00:04.0
		E: SUBSYSTEM=pci
		L: driver=../../../bus/pci/drivers/uio_pci_generic
		A: resource=0xfea00000 0xfea00fff 0x40200\n0x0 0x0 0x0\n0xfea02000 0xfea02fff 0x40200
		H: config=341211110300000000000000
		H: resource2=00112233445566778899AABBCCDDEEFF

		P: /devices/pci0000:00/0000:00:04.0/uio/uio3
		N: uio3=00
		E: DEVNAME=/dev/uio3
		E: SUBSYSTEM=uio
		A: dev=240:3
		A: name=card
		A: version=1.0
		A: event=0
		L: device=../../../0000:00:04.0

	EOS
	sed -i '/a0000000.fpga$/,/^$/s/^L: driver.*/&\nL: of_node=..\/..\/..\/firmware\/devicetree\/base\/axi\/fpga@a0000000/' "$BATS_TEST_TMPDIR/devices"
}

# Runs a command in a system with these devices, a node of uio0 under another path, and
# a device tree.
on_system() { # COMMAND...
	# shellcheck disable=SC2016
	mocked sh -c '
		mkdir -p "$UMOCKDEV_DIR/dev/fpga/.node" "$UMOCKDEV_DIR/sys/firmware/devicetree/base/axi/fpga@a0000000"
		rm -f "$UMOCKDEV_DIR/sys/devices/platform/a0000000.fpga/uio/uio0/of_node"
		cp "$UMOCKDEV_DIR/dev/uio0" "$UMOCKDEV_DIR/dev/fpga/ctl"
		ln -s 240:0 "$UMOCKDEV_DIR/dev/fpga/.node/ctl"
		exec "$@"' sh "$@"
}

declare -gA meaning=(
	['uio0']=uio0 ['0']=uio0
	['/dev/uio0']=uio0
	['/dev/fpga/ctl']=uio0
	['fpga']=uio0
	['fpga@a0000000']=uio0
	['twin']=4
	['twin#1']=uio1
	['@0xa0000400']=uio4
	['@0xa0000404']=uio4
	['@0xa0000000']=3
	['platform:a0000000.fpga']=uio0
	['pci:0000:00:04.0']=uio3
	['pci:00:04.0']=uio3
	['0000:00:04.0']=uio3
	['00:04.0']=uio3
	['.../0000:00:04.0/resource2']=uio3
	['of:/axi/fpga@a0000000']=uio0
	['fpga:regs']=uio0
)

# Prints the names in the rows of the table, one per line.
rows() {
	sed -n '/^\.Ss What a device name means/,/^\.El/ s/^\.It \(Li\|Pa\) \(.*\) Ta .*/\2/p' \
		"$BATS_TEST_DIRNAME/../../man/uio.1"
}

@test "each row of the table is correct" {
	local name want
	system
	[[ $(rows | sort) == "$(printf '%s\n' "${!meaning[@]}" | sort)" ]]
	while read -r name; do
		want=${meaning[$name]}
		name=${name/.../\/sys\/devices\/pci0000:00}
		if [[ $want == uio* ]]; then
			run -0 on_system lsuio -rno DEVICE "$name"
			[[ ${lines[0]} == "$want" ]] || { echo "$name: $output" && return 1; }
		else
			run "-$want" on_system lsuio -rno DEVICE "$name"
			run "-$want" on_system uio-poke "$name" 0=1
		fi
	done < <(rows)
}

@test "the other claims in the rows" {
	system
	run -0 on_system uio-peek /sys/devices/pci0000:00/0000:00:04.0/resource2 4
	[[ $output == 0x77665544 ]]
	run -2 on_system uio-peek fpga:regs 0x1000
	[[ $output == *"outside map0 'regs'"* ]]
	for name in 0000:00:05.0 00:05.0 /dev/fpga /dev/null; do
		run -3 on_system uio-peek "$name" 0
	done
	# shellcheck disable=SC2016
	for name in uio0 0 fpga; do
		run -3 mocked sh -c 'ln -sfn 240:1 "$UMOCKDEV_DIR/dev/.node/uio0"; exec uio-peek "$0" 0' "$name"
	done
}
