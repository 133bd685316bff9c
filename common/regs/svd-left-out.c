// SPDX-License-Identifier: GPL-2.0-or-later
/* Replaces the reader of SVD files in a build without expat. */
#include "build.h"
#include "common/base/error.h"
#include "common/base/lib.h"
#include "file.h"

static int left_out(struct regs_error *error)
{
	regs_wrong(error, 0, 0, "reading XML requires " LIB_EXPAT_NAME ": %s",
		   uio_strerror(-UIO_EWITHOUT));
	return -UIO_EWITHOUT;
}

int svd_parse(const char *text, size_t length, struct svd **svd,
	      struct regs_error *error)
{
	(void)text, (void)length, (void)svd;
	return left_out(error);
}

const char *svd_peripheral(const struct svd *svd, size_t index)
{
	(void)svd, (void)index;
	return NULL;
}

bool svd_marks_views(const struct svd *svd)
{
	(void)svd;
	return false;
}

const struct reg_finding *svd_findings(const struct svd *svd)
{
	(void)svd;
	return NULL;
}

int svd_regs(struct svd *svd, const struct regs_wanted *wanted,
	     struct regs **regs, struct regs_error *error)
{
	(void)svd, (void)wanted, (void)regs;
	return left_out(error);
}

int svd_load(const char *text, size_t length, const struct regs_wanted *wanted,
	     struct regs **regs, struct regs_error *error)
{
	(void)text, (void)length, (void)wanted, (void)regs;
	return left_out(error);
}

void svd_close(struct svd *svd)
{
	(void)svd;
}
