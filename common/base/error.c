// SPDX-License-Identifier: GPL-2.0-or-later
#include "error.h"

#include <errno.h>
#include <string.h>

#include "array.h"

#define FIRST UIO_ENUMBER

static const char *const words[] = {
	[UIO_ENUMBER - FIRST] = "not a number",
	[UIO_ESYNTAX - FIRST] = "not an operand",
	[UIO_EVALUE - FIRST] = "value too wide",
	[UIO_EWIDTH - FIRST] = "no such access width on this CPU",
	[UIO_EALIGN - FIRST] = "not aligned to the access width",
	[UIO_ETAIL - FIRST] = "not a whole number of units",
	[UIO_EOUTSIDE - FIRST] = "outside the region",
	[UIO_ENODEVICE - FIRST] = "no such UIO device",
	[UIO_ENOTNODE - FIRST] = "not the node of a UIO device",
	[UIO_ENOREGION - FIRST] = "no such region",
	[UIO_EAMBIGUOUS - FIRST] = "several devices answer to it",
	[UIO_EPORT - FIRST] = "these are no ports of this CPU",
	[UIO_EODDSIZE - FIRST] = "physical maps can be mapped in whole pages "
				 "only, and its size is no multiple of one",
	[UIO_EPAGESTART - FIRST] = "the kernel maps it from the start of a "
				   "page only, and it begins inside one",
	[UIO_ECLOSED - FIRST] = "the map has no address now",
	[UIO_ENOIRQ - FIRST] = "the device has no interrupt",
	[UIO_ENOIRQCONTROL - FIRST] = "the driver has no irqcontrol",
	[UIO_ENOINTX - FIRST] = "only PCI devices have INTx disable",
	[UIO_ENOSTAMPS - FIRST] = "the region holds no stamps of interrupts",
	[UIO_ENOSYSFS - FIRST] = "sysfs is not mounted on /sys",
	[UIO_ENOUIO - FIRST] = "the kernel has no UIO devices, as no UIO "
			       "driver is loaded",
	[UIO_EREFUSED - FIRST] = "the driver refused the value",
	[UIO_ENOOPEN - FIRST] = "the driver refused to open the device",
	[UIO_EBUS - FIRST] = "bus error",
	[UIO_EGONE - FIRST] = "the device went away",
	[UIO_ETIMEOUT - FIRST] = "no interrupt in that time",
	[UIO_ENOSIMDEV - FIRST] = "no such simulated device",
	[UIO_ENOSIM - FIRST] = "the module uio_sim is not loaded, or configfs "
			       "is not mounted",
	[UIO_ENOLIB - FIRST] = "the library is not installed",
	[UIO_EWITHOUT - FIRST] = "uio was built without it",
	[UIO_EREGS - FIRST] = "not a register file",
	[UIO_ENOREGS - FIRST] = "no register file for the device",
	[UIO_ENOREGISTER - FIRST] = "no such register",
	[UIO_ENOVALUE - FIRST] = "no value of that name",
	[UIO_EBITS - FIRST] = "bits past the width",
	[UIO_ECHECK - FIRST] = "check failed",
	[UIO_ENOPERIPHERAL - FIRST] = "no such peripheral",
	[UIO_ENOADDRESS - FIRST] = "the kernel gave it no address",
	[UIO_EDECODE - FIRST] = "the card was told not to answer there",
	[UIO_EEXCLUSIVE - FIRST] = "a driver has claimed it for itself alone",
	[UIO_ELOCKDOWN - FIRST] = "the kernel is locked down, or root has lost "
				  "CAP_SYS_RAWIO",
	[UIO_EPORTWIDTH - FIRST] = "I/O ports are 8, 16 or 32 bits wide",
	[UIO_EBYTES - FIRST] = "the kernel lacks ioperm, and /dev/port has "
			       "bytes only",
	[UIO_EZERO - FIRST] = "division by zero",
	[UIO_ESHIFT - FIRST] = "a shift by 64 bits or more",
	[UIO_EPAREN - FIRST] = "a parenthesis is left open",
};

const char *uio_strerror(int err)
{
	size_t own;

	if (err <= -UIO_EDRIVER)
		err += UIO_EDRIVER;
	/* The kernel's ENOTSUPP, which libc does not know. */
	if (err == -524)
		err = -EOPNOTSUPP;
	if (err == -EINTR)
		return "interrupted";
	if (err == -EPROTO)
		return "malformed";
	own = -err - FIRST;
	if (-err >= FIRST && own < ARRAY_SIZE(words))
		return words[own];
	return strerror(-err);
}
