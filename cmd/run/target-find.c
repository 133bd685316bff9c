// SPDX-License-Identifier: GPL-2.0-or-later
/* Finds the device and the region of a command, and runs it. */
#include <stdlib.h>
#include <string.h>

#include "cmd/show/report.h"
#include "common/base/stop.h"
#include "common/base/text.h"
#include "common/device/lookup.h"
#include "common/device/names.h"
#include "registers.h"

/* The number of devices that the message about an ambiguous selector lists. */
#define LISTED_MAX 8

/* Lists the devices on one line, with SELECTOR#K to type instead. */
static int fail_ambiguous(const struct target *target, size_t length)
{
	size_t len, count = target->found.count;
	size_t listed = count > LISTED_MAX ? LISTED_MAX : count;
	char *text = NULL;
	FILE *list = open_memstream(&text, &len);
	int status;

	for (size_t i = 0; list && i < listed; i++) {
		const struct uio_device *device = &target->found.devices[i];

		fprintf(list, "%s%.*s#%zu is uio%u", i ? ", " : "", (int)length,
			target->selector, i, device->number);
		if (strlen(uio_device_name(device)) != length ||
		    memcmp(uio_device_name(device), target->selector, length))
			fprintf(list, " '%s'", uio_device_name(device));
		fprintf(list, " at %s",
			uio_device_parent(device) ? uio_device_address(device)
						  : "no parent");
	}
	if (list && listed < count)
		fprintf(list, ", and %zu more", count - listed);
	if (list)
		fclose(list);
	status = fail(-UIO_EAMBIGUOUS, target->selector, "%s: %s",
		      uio_strerror(-UIO_EAMBIGUOUS), text ? text : "");
	free(text);
	return status;
}

void warn_troubles(const struct uio_device *device)
{
	for (const struct uio_trouble *trouble = uio_device_troubles(device);
	     trouble; trouble = trouble->next)
		print_info(NULL, "uio%u: %s: %s", device->number, trouble->file,
			   uio_strerror(trouble->err));
}

static int fail_select(const char *selector, int err)
{
	char *meant = err == -UIO_ENODEVICE ? uio_suggest(selector) : NULL;
	struct uio_device_list list;
	int status;

	/* The name of the device may be one that cannot be read. */
	if (err == -UIO_ENODEVICE && !uio_device_list(UIO_FACT_ALL, &list)) {
		for (size_t i = 0; i < list.count; i++)
			warn_troubles(&list.devices[i]);
		uio_device_list_free(&list);
	}
	status = fail(err, selector, "%s%s%s%s", uio_strerror(err),
		      meant ? "; did you mean '" : "", meant ? meant : "",
		      meant ? "'?" : "");
	free(meant);
	return status;
}

void print_region(FILE *out, const struct uio_device *device,
		  const struct uio_region *region)
{
	const char *name = uio_region_name(device, region);
	char label[UIO_REGION_LABEL];

	fputs(uio_region_label(region, label), out);
	if (*name)
		fprintf(out, " '%s'", name);
}

char *region_text(const struct uio_device *device,
		  const struct uio_region *region)
{
	char *text = NULL;
	size_t length;
	FILE *out = open_memstream(&text, &length);

	if (!out)
		return NULL;
	print_region(out, device, region);
	return text_close(out, &text);
}

/* The message lists the regions of the device. */
static int fail_region(const struct target *target, const char *name)
{
	const struct uio_region *region;
	char *text = NULL;
	size_t len;
	FILE *list = open_memstream(&text, &len);
	int status;

	if (!target_is_gone(target))
		warn_troubles(target->device);
	for (region = uio_device_regions(target->device, UIO_FACT_REGIONS);
	     list && region; region = region->next) {
		fputs(ftell(list) ? ", " : "; it has ", list);
		print_region(list, target->device, region);
	}
	if (list)
		fclose(list);
	if (name)
		status = target_fail(target, -UIO_ENOREGION, "no region '%s'%s",
				     name, text ? text : "");
	else
		status = target_fail(target, -UIO_ENOREGION,
				     "the device has no maps%s",
				     text ? text : "");
	free(text);
	return status;
}

int target_find_region(const struct target *target, const char *name,
		       const struct uio_region **region)
{
	int err = uio_region_find(target->device, name, region);

	if (err == -UIO_ENOREGION)
		return fail_region(target, name);
	return err ? fail_memory() : 0;
}

/* Makes the selected device and region those of the target. */
static int take(struct target *target, const struct uio_match *match)
{
	int status = 0;

	target->found = match->found;
	if (target->found.count > 1)
		return fail_ambiguous(target, match->length);
	target->device = target->found.devices;
	target->region = match->at;
	if (match->region)
		status = target_find_region(target, match->region,
					    &target->region);
	target->named = target->region;
	return status;
}

int target_find(struct target *target, const char *selector)
{
	struct uio_match match;
	int err = uio_lookup(selector, &match);

	*target = (struct target){ .selector = selector, .ops = &device_ops };
	return err ? fail_select(selector, err) : take(target, &match);
}

int target_find_there(struct target *target, const char *selector, bool *there)
{
	struct uio_match match;
	int err = uio_lookup(selector, &match);

	*target = (struct target){ .selector = selector, .ops = &device_ops };
	*there = !err;
	if (err == -UIO_ENODEVICE || err == -UIO_ENOTNODE || err == -UIO_ENOUIO)
		return 0;
	return err ? fail_select(selector, err) : take(target, &match);
}

/* The name may contain `=' itself. */
static bool meets(const char *require, const char *name, const char *version)
{
	size_t length = strlen(name);

	return !strncmp(require, name, length) &&
	       (!require[length] || (require[length] == '=' &&
				     !strcmp(require + length + 1, version)));
}

int target_require_all(const struct target *target,
		       const struct strings *require)
{
	const struct uio_device *device = target->device;

	for (size_t i = 0; i < require->count; i++) {
		const char *wanted = require->list[i];
		const char *name = uio_device_name(device);
		const char *version = uio_device_version(device);
		char *other = uio_device_other_name(device);
		bool met = meets(wanted, name, version) ||
			   (other && meets(wanted, other, version));

		free(other);
		if (met)
			continue;
		warn_troubles(device);
		return fail(-UIO_ECHECK, target->selector,
			    "'%s' is required, but uio%u is '%s=%s'", wanted,
			    device->number, name, version);
	}
	return 0;
}

int target_region(struct target *target)
{
	const struct uio_trouble *trouble;
	char label[UIO_REGION_LABEL];
	int status = 0;

	if (!target->region)
		status = target_find_region(target, NULL, &target->region);
	if (status)
		return status;
	trouble = target->region->trouble;
	if (!trouble)
		return 0;
	return target_fail(target, trouble->err, "%s: %s: %s",
			   uio_region_label(target->region, label),
			   trouble->file, uio_strerror(trouble->err));
}

int target_check(const struct target *target)
{
	return target->device
		       ? 0
		       : fail(-UIO_ESYNTAX, NULL,
			      "no device is in use: run `use DEVICE' first");
}

int with_targets(struct output *out, struct target *held,
		 char *const *selectors, size_t count,
		 const struct strings *require, target_job *job,
		 const void *args)
{
	struct target *targets;
	int status = 0, sig;

	if (held)
		return target_check(held) ?: target_require_all(held, require)
						     ?: job(held, args);
	targets = calloc(count, sizeof(*targets));
	if (!targets)
		return fail_memory();
	stop_catch_signals();
	for (size_t i = 0; i < count && !status; i++) {
		status = target_find(&targets[i], selectors[i])
				 ?: target_require_all(&targets[i], require);
		targets[i].out = out;
	}
	status = status ?: job(targets, args);
	for (size_t i = 0; i < count; i++)
		target_close(&targets[i]);
	free(targets);
	sig = stop_take();
	return status && sig ? 128 + sig : status;
}

int with_target(struct output *out, struct target *held, const char *selector,
		const struct strings *require, target_job *job,
		const void *args)
{
	char *selectors[] = { (char *)selector };

	return with_targets(out, held, selectors, 1, require, job, args);
}
