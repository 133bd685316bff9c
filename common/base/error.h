/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Errors of common/: every function that can fail returns 0 (or a count), a
 * negative errno, or the negative of one of the values below, for which there is
 * no suitable errno. They begin above the kernel's MAX_ERRNO.
 */
#ifndef UIO_BASE_ERROR_H
#define UIO_BASE_ERROR_H

#include <stdbool.h>
#include <stdlib.h>

/* The exit statuses of every applet, besides EXIT_SUCCESS and EXIT_FAILURE. */
enum {
	EXIT_USAGE = 2,
	EXIT_NOT_FOUND = 3,
	EXIT_AMBIGUOUS = 4,
	EXIT_PERMISSION = 5,
	EXIT_UNABLE = 6,
	EXIT_BUS_ERROR = 7,
	EXIT_GONE = 8,
	EXIT_CHECK_FAILED = 9,
	EXIT_TIMED_OUT = 124,
	EXIT_INTERRUPTED = 130,
};

/*
 * The errors: name, exit status, description, and the advice that follows it in
 * a message, or NULL.
 */
#define UIO_ERRORS(E)                                                          \
	E(UIO_ENUMBER, EXIT_USAGE, "not a number",                             \
	  "use decimal, 0x... or 0b...")                                       \
	E(UIO_ESYNTAX, EXIT_USAGE, "not an operand", NULL)                     \
	E(UIO_EVALUE, EXIT_USAGE, "number does not fit in 64 bits", NULL)      \
	E(UIO_EFIT, EXIT_USAGE, "value does not fit", NULL)                    \
	E(UIO_EMASK, EXIT_USAGE, "value has bits outside its mask", NULL)      \
	E(UIO_EWIDTH, EXIT_USAGE, "access width not supported by this CPU",    \
	  NULL)                                                                \
	E(UIO_EALIGN, EXIT_USAGE, "not aligned to the access width", NULL)     \
	E(UIO_ETAIL, EXIT_USAGE, "not a whole number of units", NULL)          \
	E(UIO_EOUTSIDE, EXIT_USAGE, "outside the region", NULL)                \
	E(UIO_ENODEVICE, EXIT_NOT_FOUND, "no such UIO device",                 \
	  "lsuio lists the devices")                                           \
	E(UIO_ENOTNODE, EXIT_NOT_FOUND, "not the node of a UIO device",        \
	  "/sys/class/uio/uioN/dev shows the numbers of the node "             \
	  "of uioN")                                                           \
	E(UIO_ENOREGION, EXIT_NOT_FOUND, "no such region", NULL)               \
	E(UIO_EAMBIGUOUS, EXIT_AMBIGUOUS, "several devices match", NULL)       \
	E(UIO_EPORT, EXIT_UNABLE, "not I/O ports of this CPU", NULL)           \
	E(UIO_EODDSIZE, EXIT_UNABLE,                                           \
	  "physical memory can only be mapped in whole pages, and "            \
	  "the size of the map is not a multiple of a page",                   \
	  "the driver must round it up")                                       \
	E(UIO_EPAGESTART, EXIT_UNABLE,                                         \
	  "maps can only be mapped from the start of a page, and "             \
	  "this map begins inside a page",                                     \
	  "the driver must align it")                                          \
	E(UIO_ECLOSED, EXIT_UNABLE, "the map has no address now",              \
	  "uio_dmem_genirq has memory only while the device is open")          \
	E(UIO_ENOIRQ, EXIT_UNABLE, "the device has no interrupt",              \
	  "its driver was not given one")                                      \
	E(UIO_ENOIRQCONTROL, EXIT_UNABLE, "the driver has no irqcontrol",      \
	  NULL)                                                                \
	E(UIO_ENOINTX, EXIT_UNABLE, "only PCI devices have INTx disable",      \
	  NULL)                                                                \
	E(UIO_ENOSTAMPS, EXIT_UNABLE,                                          \
	  "the region has no timestamps of interrupts",                        \
	  "the driver must provide them, as uio_sim and uio_edu do")           \
	E(UIO_ENOSYSFS, EXIT_NOT_FOUND, "sysfs is not mounted on /sys",        \
	  "run `mount -t sysfs sysfs /sys'")                                   \
	E(UIO_ENOUIO, EXIT_NOT_FOUND,                                          \
	  "there are no UIO devices, because no UIO driver is "                \
	  "loaded",                                                            \
	  "`lsuio --candidates' lists devices that could become one")          \
	E(UIO_EREFUSED, EXIT_FAILURE, "the driver refused the value", NULL)    \
	E(UIO_ENOOPEN, EXIT_UNABLE, "the driver refused to open the device",   \
	  "`lsuio --diagnose' shows more")                                     \
	E(UIO_EBUS, EXIT_BUS_ERROR, "bus error",                               \
	  "no register of that width at this offset, or the device "           \
	  "is off")                                                            \
	E(UIO_EGONE, EXIT_GONE, "the device went away", NULL)                  \
	E(UIO_ETIMEOUT, EXIT_TIMED_OUT, "timed out waiting for an interrupt",  \
	  NULL)                                                                \
	E(UIO_ENOSIMDEV, EXIT_NOT_FOUND, "no such simulated device",           \
	  "`uio-sim list' lists them")                                         \
	E(UIO_ENOSIM, EXIT_FAILURE,                                            \
	  "the module uio_sim is not loaded, or configfs is not "              \
	  "mounted",                                                           \
	  "run `modprobe uio_sim'")                                            \
	E(UIO_ENOLIB, EXIT_FAILURE, "the library is not installed", NULL)      \
	E(UIO_EWITHOUT, EXIT_FAILURE, "uio was built without it", NULL)        \
	E(UIO_EREGS, EXIT_FAILURE, "not a register file", NULL)                \
	E(UIO_ENOREGS, EXIT_NOT_FOUND, "no register file for the device",      \
	  "give one with --regs FILE")                                         \
	E(UIO_ENOREGISTER, EXIT_NOT_FOUND, "no such register", NULL)           \
	E(UIO_ESEVERAL, EXIT_USAGE,                                            \
	  "a group or pattern, where a single register is required", NULL)     \
	E(UIO_ENOVALUE, EXIT_NOT_FOUND, "no such named value", NULL)           \
	E(UIO_EBITS, EXIT_USAGE, "bits beyond the width of the register",      \
	  NULL)                                                                \
	E(UIO_ECHECK, EXIT_CHECK_FAILED, "check failed", NULL)                 \
	E(UIO_ENOBLOCK, EXIT_NOT_FOUND, "no such block",                       \
	  "choose one with --peripheral BLOCK")                                \
	E(UIO_ENOADDRESS, EXIT_UNABLE,                                         \
	  "the kernel has assigned no address to it", NULL)                    \
	E(UIO_EDECODE, EXIT_UNABLE,                                            \
	  "the card does not decode these addresses", NULL)                    \
	E(UIO_EEXCLUSIVE, EXIT_UNABLE, "a driver has claimed it exclusively",  \
	  "/proc/iomem shows the driver; booting with "                        \
	  "iomem=relaxed lifts the claim")                                     \
	E(UIO_ELOCKDOWN, EXIT_PERMISSION,                                      \
	  "the kernel is locked down, or root has lost "                       \
	  "CAP_SYS_RAWIO",                                                     \
	  NULL)                                                                \
	E(UIO_EPORTWIDTH, EXIT_USAGE, "I/O ports are 8, 16 or 32 bits wide",   \
	  NULL)                                                                \
	E(UIO_EBYTES, EXIT_UNABLE,                                             \
	  "the kernel lacks ioperm(), and /dev/port allows only 8 bits", NULL) \
	E(UIO_EZERO, EXIT_USAGE, "division by zero", NULL)                     \
	E(UIO_ESHIFT, EXIT_USAGE, "shift by 64 bits or more", NULL)            \
	E(UIO_EPAREN, EXIT_USAGE, "missing closing parenthesis", NULL)

#define UIO_ERROR_NAME(name, status, words, advice) name,
enum uio_error {
	UIO_ERRORS_BEGIN = 4095,
	UIO_ERRORS(UIO_ERROR_NAME)
};
#undef UIO_ERROR_NAME

/*
 * Added to an errno that a driver's irqcontrol returned, because its meaning is
 * up to the driver.
 */
#define UIO_EDRIVER 8192

/**
 * is_errno() - whether an error of common/ is one of the system
 */
static inline bool is_errno(int err)
{
	return err >= -UIO_ERRORS_BEGIN;
}

/**
 * uio_strerror() - describe an error of common/
 * @err: a negative errno or a negative enum uio_error; for UIO_EDRIVER plus an
 *       errno, the errno is described
 *
 * Returns a string that must not be freed. For an unknown errno it lives until
 * the next call.
 */
const char *uio_strerror(int err);

#endif
