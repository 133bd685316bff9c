// SPDX-License-Identifier: GPL-2.0-or-later
#include "complete.h"

#include <stdlib.h>
#include <string.h>

#include "cmd/show/report.h"
#include "common/device/lookup.h"
#include "common/device/names.h"
#include "common/device/sim.h"
#include "common/device/sysfs.h"
#include "common/regs/file.h"

void complete_devices(FILE *out)
{
	struct uio_device_list list;

	if (uio_device_list(&list))
		return;
	for (size_t i = 0; i < list.count; i++) {
		print_text(out, list.devices[i].name);
		fprintf(out, "\nuio%u\n", list.devices[i].number);
	}
	uio_device_list_free(&list);
}

/* The device a selector names; the first of several is as good as another. */
static const struct uio_device *one_device(const char *selector,
					   struct uio_selection *selection)
{
	*selection = (struct uio_selection){ 0 };
	return uio_select(selector, selection) ? NULL
					       : selection->found.devices;
}

void complete_regions(FILE *out, const char *selector)
{
	struct uio_selection selection;
	const struct uio_device *device = one_device(selector, &selection);
	char label[UIO_REGION_LABEL];

	for (size_t i = 0; device && i < device->region_count; i++) {
		const struct uio_region *region = &device->regions[i];

		fprintf(out, "%s\n", uio_region_label(region, label));
		if (*region->name) {
			print_text(out, region->name);
			fputc('\n', out);
		}
	}
	uio_device_list_free(&selection.found);
}

static char *file_of(const char *selector)
{
	struct uio_selection selection;
	const struct uio_device *device = one_device(selector, &selection);
	struct uio_names names = { .device = device };
	char *path = NULL;

	if (device && regs_find(&names, &path))
		path = NULL;
	uio_names_free(&names);
	uio_device_list_free(&selection.found);
	return path;
}

void complete_names(FILE *out, const struct regs *regs)
{
	for (size_t i = 0; i < regs->place_count; i++) {
		const struct reg_place *place = &regs->places[i];

		fprintf(out, "%s\n", place->name);
		for (const struct reg_field *f = place->reg->fields; f;
		     f = f->next)
			fprintf(out, "%s.%s\n", place->name, f->name);
	}
}

void complete_registers(FILE *out, const char *device, const char *file,
			const char *peripheral)
{
	char *path = file ? strdup(file) : file_of(device);
	struct regs_error error;
	struct regs *regs;

	if (path && !regs_load(path, peripheral, &regs, &error)) {
		complete_names(out, regs);
		regs_free(regs);
	}
	free(path);
}

void complete_sims(FILE *out)
{
	char **names;
	int count = sim_names(&names);

	for (int i = 0; i < count; i++) {
		print_text(out, names[i]);
		fputc('\n', out);
	}
	if (count >= 0)
		names_free(names, count);
}

int complete_main(int argc, char **argv)
{
	if (argc == 1 && !strcmp(argv[0], "devices"))
		complete_devices(stdout);
	else if (argc == 2 && !strcmp(argv[0], "regions"))
		complete_regions(stdout, argv[1]);
	else if (argc >= 2 && !strcmp(argv[0], "registers"))
		complete_registers(stdout, argv[1], argc > 2 ? argv[2] : NULL,
				   argc > 3 ? argv[3] : NULL);
	else if (argc == 1 && !strcmp(argv[0], "sims"))
		complete_sims(stdout);
	else
		return EXIT_USAGE;
	return EXIT_SUCCESS;
}
