#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# A device is removed, or loses its driver, at a random moment of each applet. The
# environment variable REMOVALS sets the number of rounds (100).
# bats file_tags=long

load helper

@test "a device is removed at a random moment" {
	"$BATS_TEST_DIRNAME/removal" "${REMOVALS:-100}" >&3 <<-'EOF'
		lsuio
		lsuio -v
		lsuio -J
		lsuio -m
		lsuio --diagnose fpga
		uio-peek fpga 0
		uio-peek --json fpga 0+4096
		uio-peek --repeat 0 fpga 0
		uio-peek --until '0 == 1' fpga
		uio-poke --verify fpga 0-0xff=0x5a5a5a5a
		uio-poke --delay 1ms fpga 0-0xfff=0
		uio-irq fpga on
		uio-irq fpga off
		uio-irq --status fpga
		uio-wait fpga
		uio-wait --via read fpga
		uio-wait --via sigio fpga
		uio-shell -c 'irq on; poke 0=1; peek 0; save; wait' fpga
		uio-shell -c 'watch 0' fpga
		uio-shell -c 'repeat 1000000000 { poke 0=1 }' fpga
	EOF
}
