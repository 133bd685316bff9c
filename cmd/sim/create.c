// SPDX-License-Identifier: GPL-2.0-or-later
#include "create.h"

#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/run/regs.h"
#include "cmd/show/output.h"
#include "cmd/show/report.h"
#include "common/base/number.h"
#include "common/base/text.h"
#include "common/device/device.h"

const char *sim_given(const struct sim_request *request, unsigned int map,
		      const char *attr)
{
	const char *value = NULL;
	char name[24];
	int length = snprintf(name, sizeof(name), "map%u/%s=", map, attr);

	for (size_t i = 0; i < request->count; i++)
		if (!strncmp(request->words[i], name, length))
			value = request->words[i] + length;
	return value;
}

/* Takes ownership of the strings. */
static int add(struct sim_settings *settings, char *attr, char *value,
	       size_t length)
{
	struct sim_setting *larger = reallocarray(
		settings->list, settings->count + 1, sizeof(*larger));

	if (larger)
		settings->list = larger;
	if (!larger || !attr || !value) {
		free(attr);
		free(value);
		return fail_memory();
	}
	larger[settings->count++] = (struct sim_setting){
		.attr = attr,
		.value = value,
		.length = length,
	};
	return 0;
}

int settings_add(struct sim_settings *settings, unsigned int map,
		 const char *attr, char *value, size_t length)
{
	return add(settings, text_format("map%u/%s", map, attr), value, length);
}

int settings_add_size(struct sim_settings *settings, unsigned int map,
		      uint64_t bytes)
{
	char *value = text_format("%" PRIu64, bytes);

	return settings_add(settings, map, "size", value,
			    value ? strlen(value) : 0);
}

/* A component that begins with a dot could lead out of the device. */
static bool leads_out(const char *attr)
{
	return *attr == '.' || strstr(attr, "/.");
}

static int add_word(const struct sim_request *request, const char *word,
		    struct sim_settings *settings)
{
	const char *equals = strchr(word, '=');
	char *attr, *value = NULL;
	uint64_t number;

	if (!equals || equals == word)
		return fail(-UIO_ESYNTAX, request->name,
			    "'%s' is not ATTRIBUTE=VALUE", word);
	attr = strndup(word, equals - word);
	if (attr && leads_out(attr)) {
		int status = sim_fail_setting(request->name, attr, -ENOENT);

		free(attr);
		return status;
	}
	/*
	 * Numbers are typed as everywhere in the suite, and written in the
	 * kernel's format.
	 */
	if (attr && sim_attribute_is_number(attr) &&
	    !size_parse(equals + 1, &number))
		value = text_format("%" PRIu64, number);
	else if (attr)
		value = strdup(equals + 1);
	return add(settings, attr, value, value ? strlen(value) : 0);
}

static int collect(const struct sim_request *request, const struct regs *regs,
		   struct sim_settings *settings)
{
	unsigned int map = 0;
	int status = 0;

	if (regs)
		status = sim_add_region(request, regs, settings, &map);
	while (!regs && map < SIM_MAPS_MAX && !sim_given(request, map, "size"))
		map++;
	/* Without the size of a map, a device gets a map by default. */
	if (map == SIM_MAPS_MAX)
		status = settings_add_size(settings, 0, SIM_DEFAULT_SIZE);
	for (size_t i = 0; i < request->count && !status; i++)
		status = add_word(request, request->words[i], settings);
	if (!status && regs)
		status = sim_add_resets(request, regs, settings, map);
	return status;
}

/* Signals are blocked meanwhile, so that no incomplete device remains. */
static int create(const struct sim_request *request, const struct regs *regs,
		  const struct sim_settings *settings)
{
	const char *name = request->name, *failed;
	sigset_t all, before;
	int status, err;

	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &before);
	err = sim_create(name, settings->list, settings->count, &failed);
	if (err && failed)
		status = sim_fail_setting(name, failed, err);
	else if (err)
		status = sim_fail(name, err);
	else
		status = sim_keep_regs(name, regs);
	if (!err && status)
		sim_remove(name);
	sigprocmask(SIG_SETMASK, &before, NULL);
	return status;
}

/* Addresses in the file do not matter: the memory of the device is its own. */
static int load(const struct sim_request *request, struct regs **regs)
{
	const struct regs_choice *choice = &request->regs;
	struct regs_wanted wanted = {
		.block = choice->block,
		.placed = true,
		.has_base = choice->has_base,
		.given = choice->has_base,
		.base = choice->base,
		.size = sim_given_bytes(request, 0, "size", SIM_MAP_MAX) -
			sim_given_bytes(request, 0, "offset", 0),
	};
	int status = load_regs(choice->file, &wanted, regs);

	if (!status)
		(*regs)->has_base = false;
	return status;
}

int sim_make(const struct sim_request *request, struct output *out)
{
	struct sim_settings settings = { 0 };
	struct regs *regs = NULL;
	int status = 0, err;
	char *node;

	if (!sim_name_valid(request->name))
		return fail(-UIO_ESYNTAX, request->name,
			    "invalid name for a simulated device");
	if (request->regs.file)
		status = load(request, &regs);
	status = status ?: collect(request, regs, &settings)
			?: create(request, regs, &settings);
	for (size_t i = 0; i < settings.count; i++) {
		free(settings.list[i].attr);
		free(settings.list[i].value);
	}
	free(settings.list);
	regs_free(regs);
	if (status)
		return status;
	err = sim_get(request->name, "dev_name", &node);
	if (err)
		return sim_fail(request->name, err);
	fprintf(out->file, "%s\n", node);
	free(node);
	status = output_flush(out);
	if (status && !sim_remove(request->name))
		sim_keep_regs(request->name, NULL);
	return status;
}
