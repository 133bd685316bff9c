# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
#
# The in-tree uio_pdrv_genirq on the nodes that tests/arm64/tree has made for it.

load ../vm/helper
export UIO_REGS_PATH=$PWD/regs

export platform=/sys/bus/platform/drivers/uio_pdrv_genirq

load_genirq() {
	modprobe uio_pdrv_genirq of_id=generic-uio
}

unload_genirq() {
	rmmod uio_pdrv_genirq
}

# Prints the node of a device on the platform bus.
node_of() { # ADDRESS
	basename "/sys/bus/platform/devices/$1"/uio/uio*
}
