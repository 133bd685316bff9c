// SPDX-License-Identifier: GPL-2.0-or-later
/* Register files that are given by name or found for a device. */
#include "regs.h"

#include <stdlib.h>

#include "cmd/show/report.h"
#include "common/device/names.h"
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

/*
 * Names of one region must not be used in another. A register file that was found
 * for the device is ignored if it describes another region than the given one.
 */
static int take_region(struct target *target, const char *name, bool *other)
{
	const struct uio_region *wanted;
	int err = uio_region_find(target->device, name, &wanted), status;

	*other = target->named &&
		 (err == -UIO_ENOREGION || (!err && target->region != wanted));
	if (*other)
		return 0;
	status = target_find_region(target, name, &wanted);
	if (status)
		return status;
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

static int take_file(struct target *target, const char *file,
		     const struct regs_choice *choice, bool needed)
{
	struct regs_error error = { 0 };
	struct regs_wanted wanted;
	struct regs *regs;
	bool other;
	int err;

	want(target, choice, &wanted);
	err = regs_open(file, &wanted, &regs, &error);
	/* The region of a text file is known only after reading it. */
	if (!err && regs->region && !(target->named && choice->file)) {
		int status = take_region(target, regs->region, &other);

		if (other && needed)
			status = fail(-UIO_ENOREGS, target->selector,
				      "%s describes another region, '%s'", file,
				      regs->region);
		if (status || other) {
			regs_free(regs);
			return status;
		}
		want(target, choice, &wanted);
	}
	if (!err)
		err = regs_lay(regs, &wanted, &error);
	if (!err) {
		if (target->regs)
			target_forget_regs(target);
		target->regs = regs;
		if (choice->file && is_standard(file))
			return 0;
		target->regs_name = strdup(basename(file));
		return target->regs_name ? 0 : fail_memory();
	}
	if (err == -UIO_ENOBLOCK && choice->later) {
		print_info(input_name(file),
			   "%s (choose one with `set peripheral BLOCK')",
			   error.reason);
		if (target->regs)
			target_forget_regs(target);
		return 0;
	}
	if (!needed && (err == -UIO_ENOBLOCK || err == -UIO_ENOLIB ||
			err == -UIO_EWITHOUT))
		return 0;
	if (err == -UIO_ENOBLOCK)
		return fail_advise(err, input_name(file),
				   "choose one with --peripheral BLOCK, or "
				   "place all with --base-address ADDRESS",
				   "%s", error.reason);
	return fail_regs(err, input_name(file), &error);
}

/* Loads the chosen file, or the one found by the names of the device. */
static int load(struct target *target, const struct regs_choice *choice,
		bool needed)
{
	struct uio_names names = { .device = target->device };
	char *found;
	int status, err;

	if (choice->file)
		return take_file(target, choice->file, choice, true);
	err = regs_find(&names, &found);
	names_free(names.names, names.count);
	if (err == -UIO_ENOREGS)
		return 0;
	if (err)
		return fail_error(err, target->selector);
	status = take_file(target, found, choice, needed);
	free(found);
	return status;
}

int target_regs(struct target *target, const struct regs_choice *choice,
		bool needed)
{
	bool chosen = choice->file || choice->block || choice->has_base;
	int status = 0;

	if (chosen || !target->sought) {
		status = load(target, choice, needed);
		target->sought = !status;
	}
	if (!status && needed && !target->regs)
		return target->held
			       ? fail_advise(-UIO_ENOREGS, target->selector,
					     "load one with `set regs FILE'",
					     "%s", uio_strerror(-UIO_ENOREGS))
			       : fail_error(-UIO_ENOREGS, target->selector);
	return status;
}
