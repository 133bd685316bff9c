// SPDX-License-Identifier: GPL-2.0-or-later
/* The map of a simulated device that a register file asks for. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmd/run/files.h"
#include "cmd/show/output.h"
#include "cmd/show/report.h"
#include "common/base/array.h"
#include "common/base/number.h"
#include "common/base/text.h"
#include "common/device/device.h"
#include "common/regs/file.h"
#include "common/regs/image.h"
#include "create.h"

/*
 * Finds the map with this label or name, else the first map. Returns whether
 * it is the label.
 */
static bool find_map(const struct sim_request *request, const char *region,
		     unsigned int *map)
{
	*map = 0;
	for (unsigned int i = SIM_MAPS_MAX; i-- > 0;) {
		struct uio_region candidate = { .kind = UIO_MAP, .index = i };
		const char *name = sim_given(request, i, "name");
		char label[UIO_REGION_LABEL];

		if (!strcmp(region, uio_region_label(&candidate, label))) {
			*map = i;
			return true;
		}
		if (name && !strcmp(name, region))
			*map = i;
	}
	return false;
}

/* Attributes that would conflict with the register file. */
static int check_words(const struct sim_request *request, unsigned int map,
		       const char *region)
{
	static const char *const taken[] = { "data", "stamps" };
	const char *name = sim_given(request, map, "name");

	for (size_t i = 0; i < ARRAY_SIZE(taken); i++)
		if (sim_given(request, map, taken[i]))
			return fail(-UIO_ESYNTAX, request->name,
				    "map%u/%s: the map holds the registers "
				    "of %s",
				    map, taken[i], request->regs.file);
	if (name && region && strcmp(name, region))
		return fail(-UIO_ESYNTAX, request->name,
			    "map%u/name: the registers of %s are in the region "
			    "'%s'",
			    map, request->regs.file, region);
	return 0;
}

uint64_t sim_given_bytes(const struct sim_request *request, unsigned int map,
			 const char *attr, uint64_t otherwise)
{
	const char *text = sim_given(request, map, attr);
	uint64_t bytes;

	return text && !size_parse(text, &bytes) ? bytes : otherwise;
}

static int find_size(const struct sim_request *request, const struct regs *regs,
		     unsigned int map, uint64_t *size)
{
	uint64_t offset = sim_given_bytes(request, map, "offset", 0);
	uint64_t end = regs_end(regs), needed = end;
	uint64_t page = sysconf(_SC_PAGESIZE);
	const char *type = sim_given(request, map, "type");

	if (!sim_given(request, map, "size") && regs->size > end)
		needed = regs->size;
	if (offset > SIM_MAP_MAX || needed > SIM_MAP_MAX - offset)
		return fail_advise(
			-UIO_ESYNTAX, request->name,
			regs->items && regs->items->block
				? "use fewer blocks with --peripheral "
				  "or --base-address"
				: NULL,
			"map%u/size: %s needs %" PRIu64
			" bytes, but the module allows only %u",
			map, request->regs.file, needed, SIM_MAP_MAX);
	/* The file's size, or whole pages, as physical maps require. */
	*size = needed + offset;
	if (!regs->size || needed != regs->size ||
	    (type && !strcmp(type, "phys")))
		*size = (*size + page - 1) / page * page ?: page;
	if (sim_given_bytes(request, map, "size", *size) < offset + end)
		return fail(-UIO_ESYNTAX, request->name,
			    "map%u/size: the registers of %s end at 0x%" PRIx64,
			    map, request->regs.file, offset + end);
	return 0;
}

int sim_add_region(const struct sim_request *request, const struct regs *regs,
		   struct sim_settings *settings, unsigned int *map)
{
	const char *region = regs->region;
	uint64_t size = 0;
	int status;

	*map = 0;
	if (region && find_map(request, region, map))
		region = NULL;
	status = check_words(request, *map, region)
			 ?: find_size(request, regs, *map, &size);
	for (unsigned int i = 0; i < *map && !status; i++)
		status = settings_add_size(settings, i, SIM_DEFAULT_SIZE);
	status = status ?: settings_add_size(settings, *map, size);
	if (!status && region)
		status = settings_add(settings, *map, "name", strdup(region),
				      strlen(region));
	return status;
}

int sim_add_resets(const struct sim_request *request, const struct regs *regs,
		   struct sim_settings *settings, unsigned int map)
{
	uint64_t offset = sim_given_bytes(request, map, "offset", 0);
	uint64_t length = offset + regs_end(regs);
	char *bytes;

	if (length == offset)
		return 0;
	bytes = calloc(1, length);
	if (bytes)
		regs_image(regs, (unsigned char *)bytes + offset);
	return settings_add(settings, map, "data", bytes, length);
}

int sim_keep_regs(const char *name, const struct regs *regs)
{
	char *path = text_format(REGS_RUN_DIRECTORY "/uio_sim.%s.regs", name);
	struct output none = { 0 };
	struct save save;
	int status = 0;

	if (!path)
		return fail_memory();
	if (regs) {
		/* All users may read the names, whatever the caller's umask. */
		mode_t mask = umask(022);

		/* An error here is reported by save_open(). */
		mkdir("/run/uio", 0755);
		mkdir(REGS_RUN_DIRECTORY, 0755);
		status = save_open(&save, path, &none);
		umask(mask);
		if (!status) {
			regs_print(regs, save.out);
			status = save_finish(&save, 0);
		}
	} else {
		unlink(path);
	}
	free(path);
	return status;
}
