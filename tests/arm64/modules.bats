#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The modules on arm64: the parts of uio_sim that differ from x86, and the interrupts of
# uio_edu, which depend on the machine.

load ../vm/helper
: "${sims:?}"

card=pci:0000:00:03.0

coherent() {
	grep -c ' 24576 .* dma-coherent$' /proc/vmallocinfo
}

# The kernel maps such memory itself, here five pages and a gap.
@test "phys memory is also uncached in the kernel's mapping" {
	run -1 coherent
	uio-sim create fpga map0/type=phys map0/size=20480 \
		map1/type=logical map1/size=20480 map2/type=virtual map2/size=20480
	[[ $(coherent) == 1 ]]
	uio-sim remove fpga
	run -1 coherent
}

@test "phys memory that is too large for one piece" {
	run ! uio-sim create fpga map0/type=phys map0/size=64M
	[[ $output == *"Cannot allocate memory" ]]
	[[ ! -e $sims/fpga ]]
}

@test "uio_edu: interrupts through INTx and by MSI, each stamped" {
	local msi line
	for msi in 0 1; do
		echo $msi >"/sys/bus/pci/devices/${card#pci:}/msi_bus"
		load_uio_edu
		out=$BATS_TEST_TMPDIR/out
		start_wait -n 50 -t 1h --stats --stamps stamps $card
		for _ in {1..50}; do
			printf "poke 0x60=1\npeek --until '0x24 == 0' --timeout 1h 0x24\n"
		done | uio-shell $card >/dev/null
		ends_with 0 "${waiter:?}"
		cat "$out"
		line=$(grep ' events=50 ' "$out")
		[[ $line =~ " seen="([0-9]+)" missed="([0-9]+)" named="([0-9]+) ]]
		((BASH_REMATCH[1] + BASH_REMATCH[3] == 50))
		# Without its driver the card is quiet.
		start_wait $card
		run -1 rmmod uio_edu
		echo "${card#pci:}" >/sys/bus/pci/drivers/uio_edu/unbind
		ends_with 8 "$waiter"
		rmmod uio_edu
	done
}
