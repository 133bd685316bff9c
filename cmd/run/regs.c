// SPDX-License-Identifier: GPL-2.0-or-later
/* Register files that are given by name or found for a device. */
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

int load_regs(const char *path, const struct regs_wanted *wanted,
	      struct regs **regs)
{
	struct regs_error error;
	int err = regs_load(path, wanted, regs, &error);

	return err ? fail_regs(err, input_name(path), &error) : 0;
}

/* Returns the register file found by the names of the device, or NULL. */
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
 * Names of one region must not be used in another. A register file that was found
 * for the device is ignored if it describes another region than the given one.
 */
static int take_region(struct target *target, const char *name, bool *other)
{
	const struct uio_region *wanted;
	int status = target_find_region(target, name, &wanted);

	*other = false;
	if (status)
		return status;
	*other = target->named && target->region != wanted;
	if (*other)
		return 0;
	if (target->mapped && target->region != wanted)
		return fail(-UIO_ENOREGION, target->selector,
			    "the register file describes the region '%s'",
			    name);
	target->region = wanted;
	return 0;
}

/*
 * Sets the wanted blocks to those of the target's region or, if none was chosen
 * yet, of the default region.
 */
static void want(const struct target *target, const struct regs_choice *choice,
		 struct regs_wanted *wanted)
{
	const struct uio_region *region = target->region;

	*wanted = (struct regs_wanted){
		.block = choice->block,
		.has_base = choice->has_base,
		.given = choice->has_base,
		.base = choice->base,
		.size = UINT64_MAX,
	};
	if (region || !uio_region_find(target->device, NULL, &region))
		regs_want_region(wanted, region);
}

/* The region of a text file is known only after reading it. */
static int take_regs(struct target *target, const struct regs_choice *choice,
		     struct regs *regs, struct regs_wanted *wanted,
		     struct regs_error *error, int *status)
{
	bool other;
	int err;

	if (regs->region && !(target->named && choice->file)) {
		*status = take_region(target, regs->region, &other);
		if (*status || other) {
			regs_free(regs);
			return 0;
		}
		want(target, choice, wanted);
	}
	err = regs_lay(regs, wanted, error);
	if (err)
		return err;
	regs_free(target->regs);
	target->regs = regs;
	return 0;
}

static int take_file(struct target *target, const char *file,
		     const struct regs_choice *choice, bool needed)
{
	struct regs_wanted wanted;
	struct regs_error error = { 0 };
	struct regs *regs;
	int status = 0, err;

	want(target, choice, &wanted);
	err = regs_open(file, &wanted, &regs, &error);
	if (!err)
		err = take_regs(target, choice, regs, &wanted, &error, &status);
	if (!needed && (err == -UIO_ENOBLOCK || err == -UIO_ENOLIB ||
			err == -UIO_EWITHOUT))
		return 0;
	return err ? fail_regs(err, input_name(file), &error) : status;
}

int target_regs(struct target *target, const struct regs_choice *choice,
		bool needed)
{
	bool chosen = choice->file || choice->block || choice->has_base;
	char *found = NULL;
	int status = 0;

	if (chosen || !target->sought) {
		if (!choice->file)
			status = find_regs(target, &found);
		if (!status && (choice->file || found))
			status = take_file(target, choice->file ?: found,
					   choice, needed || choice->file);
		free(found);
		target->sought = !status;
	}
	if (!status && needed && !target->regs)
		return target->held
			       ? fail_advise(-UIO_ENOREGS, target->selector,
					     "load one with `set regs FILE'",
					     "%s", uio_strerror(-UIO_ENOREGS))
			       : fail(-UIO_ENOREGS, target->selector, "%s",
				      uio_strerror(-UIO_ENOREGS));
	return status;
}
