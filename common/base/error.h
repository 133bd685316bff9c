/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Errors of common/: every function that can fail returns 0 (or a count), a
 * negative errno, or the negative of one of the values below, for which errno
 * has no word of its own. They begin above the kernel's MAX_ERRNO.
 */
#ifndef UIO_BASE_ERROR_H
#define UIO_BASE_ERROR_H

enum uio_error {
	UIO_ENUMBER = 4096, /* text that is no number */
	UIO_ESYNTAX,	    /* text that is no operand */
	UIO_EVALUE,	    /* a value wider than the access */
	UIO_EWIDTH,	    /* no access of that width on this CPU */
	UIO_EALIGN,	    /* an offset that is no multiple of the width */
	UIO_ETAIL,	    /* a length that is no multiple of the width */
	UIO_EOUTSIDE,	    /* past the end of the region */
	UIO_ENODEVICE,	    /* no device answers to the selector */
	UIO_ENOTNODE,	/* a path that leads to something else than the node */
	UIO_ENOREGION,	/* the device has no such region */
	UIO_EAMBIGUOUS, /* several devices answer to the selector */
	UIO_EPORT,	/* ports that are not the CPU's */
	UIO_EODDSIZE,	/* a map whose size the kernel refuses to map */
	UIO_EPAGESTART, /* a map that does not begin at a page */
	UIO_ECLOSED,	/* a map that exists only while its driver is open */
	UIO_ENOIRQ,	/* the device has no interrupt */
	UIO_ENOIRQCONTROL, /* the driver cannot mask its interrupt */
	UIO_ENOINTX,	   /* there is no INTx disable to mask with */
	UIO_ENOSTAMPS,	   /* a region that is no ring of stamps */
	UIO_ENOSYSFS,	   /* sysfs is not mounted */
	UIO_ENOUIO,	   /* sysfs knows of no UIO devices at all */
	UIO_EREFUSED,	   /* the driver does not take that value */
	UIO_ENOOPEN,	   /* the driver does not let its node be opened */
	UIO_EBUS,	   /* an access ended in a bus error */
	UIO_EGONE,	   /* the device was removed meanwhile */
	UIO_ETIMEOUT,	   /* no interrupt before the deadline */
	UIO_ENOSIMDEV,	   /* no simulated device of that name */
	UIO_ENOSIM,	   /* the module uio_sim is not loaded */
	UIO_ENOLIB,	   /* a library is not installed */
	UIO_EWITHOUT,	   /* a library that this build leaves out */
	UIO_EREGS,	   /* a register file that cannot be read */
	UIO_ENOREGS,	   /* no register file for the device */
	UIO_ENOREGISTER,   /* the register file has no such register or field */
	UIO_ENOVALUE,	   /* a field has no value of that name */
	UIO_EBITS,	   /* bits past the width of a register or field */
	UIO_ECHECK,	   /* what was read is not what was wanted */
	UIO_ENOPERIPHERAL, /* which peripheral of an SVD file is not known */
	UIO_ENOADDRESS,	   /* a PCI BAR without an address */
	UIO_EDECODE,	   /* a PCI card that does not answer to its BARs */
	UIO_EEXCLUSIVE,	   /* a PCI BAR that a driver keeps to itself */
	UIO_ELOCKDOWN,	   /* not even root may */
	UIO_EPORTWIDTH,	   /* I/O ports have no access of that width */
	UIO_EBYTES,	   /* I/O ports that only their bytes can be had of */
	UIO_EZERO,	   /* an expression divides by zero */
	UIO_ESHIFT,	   /* an expression shifts by 64 bits or more */
	UIO_EPAREN,	   /* an expression has parentheses open */
};

/*
 * What a driver's irqcontrol answered is this and the errno: it is not the
 * kernel's, and may mean anything.
 */
#define UIO_EDRIVER 8192

/**
 * uio_strerror() - the words for an error of common/
 * @err: a negative errno or a negative enum uio_error; of UIO_EDRIVER and an errno
 *       the driver's part
 *
 * Returns a string that lives until the next call for an unknown errno, and
 * is not to be freed.
 */
const char *uio_strerror(int err);

#endif
