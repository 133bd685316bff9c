// SPDX-License-Identifier: GPL-2.0-or-later
/* Replaces the reader of SVD files in a build without expat. */
#include "build.h"
#include "common/base/error.h"
#include "common/base/lib.h"
#include "file.h"

int svd_load(const char *text, size_t length, const struct regs_wanted *wanted,
	     struct regs **regs, struct regs_error *error)
{
	(void)text, (void)length, (void)wanted, (void)regs;
	regs_wrong(error, 0, 0, "reading XML requires " LIB_EXPAT_NAME ": %s",
		   uio_strerror(-UIO_EWITHOUT));
	return -UIO_EWITHOUT;
}
