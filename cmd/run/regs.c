// SPDX-License-Identifier: GPL-2.0-or-later
/* Register files that are named, or found for a device. */
#include "regs.h"

#include <stdlib.h>

#include "cmd/show/report.h"
#include "common/device/names.h"
#include "common/device/sysfs.h"
#include "files.h"
#include "target.h"

int fail_regs(int err, const char *path, const struct regs_error *error)
{
	char *place = NULL;
	int status, made = 0;

	if (error->line && error->column)
		made = asprintf(&place, "%s:%u:%u", path, error->line,
				error->column);
	else if (error->line)
		made = asprintf(&place, "%s:%u", path, error->line);
	if (made < 0)
		return fail_memory();
	status = fail(err, place ?: path, "%s", error->reason);
	free(place);
	return status;
}

int load_regs(const char *path, const char *peripheral, struct regs **regs)
{
	struct regs_error error;
	int err = regs_load(path, peripheral, regs, &error);

	return err ? fail_regs(err, input_name(path), &error) : 0;
}

/* The file that the device's names find; NULL for none. */
static int find_regs(const struct target *target, char **file)
{
	struct uio_names names = { .device = target->device };
	int err = regs_find(&names, file);

	uio_names_free(&names);
	if (!err || err == -UIO_ENOREGS)
		return 0;
	return fail(err, target->selector, "%s", uio_strerror(err));
}

/*
 * Names of one region must not reach into another. A file that was found for
 * the device, and is for another region than the one that was named, is none.
 */
static int take_region(struct target *target, bool chosen)
{
	const char *name = target->regs->region;
	const struct uio_region *wanted;

	if (!name || (target->named && chosen))
		return 0;
	if (uio_region_find(target->device, name, &wanted))
		return target_fail_region(target, name);
	if (target->named && target->region != wanted) {
		regs_free(target->regs);
		target->regs = NULL;
		return 0;
	}
	if (target->mapped && target->region != wanted)
		return fail(-UIO_ENOREGION, target->selector,
			    "the register file is for its region '%s'", name);
	target->region = wanted;
	return 0;
}

static int take_file(struct target *target, const char *file,
		     const char *peripheral, bool chosen, bool needed)
{
	struct regs_error error = { 0 };
	struct regs *regs;
	int err = regs_load(file, peripheral, &regs, &error);

	if (!needed && (err == -UIO_ENOPERIPHERAL || err == -UIO_ENOLIB ||
			err == -UIO_EWITHOUT))
		return 0;
	if (err)
		return fail_regs(err, input_name(file), &error);
	if (target->regs)
		regs_free(target->regs);
	target->regs = regs;
	return take_region(target, chosen);
}

int target_regs(struct target *target, const char *file, const char *peripheral,
		bool needed)
{
	char *found = NULL;
	int status = 0;

	if (file || peripheral || !target->sought) {
		if (!file)
			status = find_regs(target, &found);
		if (!status && (file || found))
			status = take_file(target, file ? file : found,
					   peripheral, file, needed || file);
		free(found);
		target->sought = !status;
	}
	if (!status && needed && !target->regs)
		return fail(-UIO_ENOREGS, target->selector, "%s",
			    uio_strerror(-UIO_ENOREGS));
	return status;
}
