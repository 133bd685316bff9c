// SPDX-License-Identifier: GPL-2.0-or-later
#include "error.h"

#include <string.h>

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
	[UIO_ENOREGION - FIRST] = "no such region",
	[UIO_EAMBIGUOUS - FIRST] = "several devices have that name",
	[UIO_EPORT - FIRST] = "a port region cannot be mapped",
	[UIO_EODDSIZE - FIRST] = "physical maps can be mapped in whole pages "
				 "only, and its size is no multiple of one",
	[UIO_ECLOSED - FIRST] = "the map has no address now",
	[UIO_ENOIRQ - FIRST] = "the device has no interrupt",
	[UIO_ENOIRQCONTROL - FIRST] = "the driver has no irqcontrol",
	[UIO_EBUS - FIRST] = "bus error",
	[UIO_EGONE - FIRST] = "the device went away",
	[UIO_ETIMEOUT - FIRST] = "no interrupt in that time",
	[UIO_ENOSIMDEV - FIRST] = "no such simulated device",
	[UIO_ENOSIM - FIRST] = "the module uio_sim is not loaded, or configfs "
			       "is not mounted",
	[UIO_ENOLIB - FIRST] = "the library is not installed",
};

const char *uio_strerror(int err)
{
	size_t own = -err - FIRST;

	if (-err >= FIRST && own < sizeof(words) / sizeof(words[0]))
		return words[own];
	return strerror(-err);
}
