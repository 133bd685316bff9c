# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2034,SC2054
#
# For tests/vm/run: QEMU's virt for arm64, with devices for uio_pdrv_genirq in its
# device tree, and a root of its own.

build=build/arm64 cross=aarch64-linux-gnu- deps=deps-arm64
tools=(qemu-system-aarch64 fdtput aarch64-linux-gnu-gcc)

# Placed after the spare pci-serial, the ports have the same names as on a PC.
make_machine() {
	local board=(-cpu cortex-a57 -smp "$cpus" -m 1024)
	root=$("${top:?}/tests/arm64/root")
	"$top/tests/arm64/tree" "${run:?}/tree" "${board[@]}"
	console=ttyAMA0
	emulator=(qemu-system-aarch64 -accel "${accel:?}" -M virt "${board[@]}" -dtb "$run/tree")
	devices=(
		-serial chardev:console
		-device pci-serial-2x,addr=6,chardev1=job,chardev2=verdict
		-netdev user,id=nobody,restrict=on
		-device virtio-net-device,bus=virtio-mmio-bus.31,netdev=nobody,mac=52:54:00:12:34:56
	)
}
