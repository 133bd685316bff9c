// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <string.h>

#include "cmd/show/report.h"
#include "common/base/array.h"
#include "create.h"

int sim_fail(const char *name, int err)
{
	return fail(err, name, "%s",
		    err == -ENODEV ? "the device is not live"
				   : uio_strerror(err));
}

/* The errors of the module, in words. */
static const struct {
	int err;
	int as;
	const char *attr; /* NULL for any attribute */
	const char *reason;
} refusals[] = {
	{ ENOENT, UIO_ESYNTAX, NULL, "no such attribute" },
	{ EISDIR, UIO_ESYNTAX, NULL, "no such attribute" },
	{ ENAMETOOLONG, UIO_ESYNTAX, NULL, "longer than the module allows" },
	{ EINVAL, UIO_ESYNTAX, "live",
	  "the name is empty, or there is a gap between regions, an offset outside its map, a "
	  "port beyond the last one, or a ring of timestamps that is too "
	  "small, not aligned to 8 bytes or not the only one" },
	{ EINVAL, UIO_ESYNTAX, NULL, "the module refused the value" },
	{ ERANGE, UIO_ESYNTAX, NULL, "the module refused the value" },
	{ EFBIG, UIO_ESYNTAX, NULL,
	  "the value is larger than the module allows" },
	{ EACCES, UIO_ESYNTAX, "events", "the attribute can only be read" },
	{ EACCES, UIO_ESYNTAX, "dev_name", "the attribute can only be read" },
	{ EIO, UIO_ENOIRQ, "trigger", "the device has no interrupt" },
	{ ENODEV, ENODEV, "live",
	  "the driver uio_sim was not bound to the device" },
	{ ENODEV, ENODEV, NULL, "the device is not live" },
};

int sim_fail_setting(const char *name, const char *attr, int err)
{
	for (size_t i = 0; i < ARRAY_SIZE(refusals); i++)
		if (refusals[i].err == -err &&
		    (!refusals[i].attr || !strcmp(refusals[i].attr, attr)))
			return fail(-refusals[i].as, name, "%s: %s", attr,
				    refusals[i].reason);
	return fail(err, name, "%s: %s", attr, uio_strerror(err));
}
