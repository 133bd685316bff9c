// SPDX-License-Identifier: GPL-2.0-or-later
#include "lsuio.h"

#include <stdio.h>
#include <stdlib.h>

#include "cmd/show/json.h"
#include "cmd/show/report.h"
#include "common/device/candidates.h"
#include "common/device/udev.h"

static const char *const vendor_key = "ID_VENDOR_FROM_DATABASE";
static const char *const model_key = "ID_MODEL_FROM_DATABASE";

static char *hwdb_name(struct uio_udev *udev, const struct candidate *candidate,
		       const char *key)
{
	if (!candidate->modalias)
		return NULL;
	udev_begin(udev);
	return udev_property(udev, candidate->modalias, key);
}

static void print_key(FILE *out, const char *key, const char *value)
{
	if (!value)
		return;
	fprintf(out, ", %s=", key);
	print_text(out, value);
}

/* Commands that would take a device in use away from the system need --all. */
static bool is_offered(const struct candidate *candidate, bool all)
{
	return all || !candidate->use;
}

static void print_candidate(FILE *out, const struct candidate *candidate,
			    bool all, const char *vendor, const char *model)
{
	fprintf(out, "%s:", candidate->bus);
	print_text(out, candidate->address);
	fprintf(out, ": interrupt=%s", candidate->interrupt ? "yes" : "no");
	print_key(out, "driver", candidate->driver ?: "none");
	print_key(out, "pciid", candidate->id);
	print_key(out, "compatible", candidate->compatible);
	print_key(out, "vendor", vendor);
	print_key(out, "model", model);
	fputc('\n', out);
	if (candidate->use) {
		fputs("\tWARNING: in use: ", out);
		print_text(out, candidate->use);
		fputs(all ? "\n" : "; --all prints the commands\n", out);
	}
	for (size_t i = 0;
	     is_offered(candidate, all) && i < candidate->command_count; i++) {
		fputc('\t', out);
		print_text(out, candidate->commands[i]);
		fputc('\n', out);
	}
}

static void json_candidate(struct json *array,
			   const struct candidate *candidate, bool all,
			   const char *vendor, const char *model)
{
	struct json *object = json_child(array, NULL), *commands;

	json_note(object, "bus", candidate->bus);
	json_note(object, "address", candidate->address);
	json_flag(object, "interrupt", candidate->interrupt);
	json_note(object, "driver", candidate->driver);
	json_note(object, "pciid", candidate->id);
	json_note(object, "compatible", candidate->compatible);
	json_note(object, "vendor", vendor);
	json_note(object, "model", model);
	json_note(object, "use", candidate->use);
	commands = json_array(object, "commands");
	for (size_t i = 0;
	     is_offered(candidate, all) && i < candidate->command_count; i++)
		json_string(commands, NULL, candidate->commands[i]);
}

static void print_all(FILE *out, const struct candidate_list *candidates,
		      bool all, struct json *json)
{
	struct uio_udev udev = { 0 };

	for (size_t i = 0; i < candidates->count; i++) {
		const struct candidate *candidate = &candidates->list[i];
		char *vendor = hwdb_name(&udev, candidate, vendor_key);
		char *model = hwdb_name(&udev, candidate, model_key);

		if (json)
			json_candidate(json_array(json, "candidates"),
				       candidate, all, vendor, model);
		else
			print_candidate(out, candidate, all, vendor, model);
		free(model);
		free(vendor);
	}
	udev_end(&udev);
}

int print_candidates(bool all, bool json, struct output *out)
{
	struct candidate_list candidates;
	struct json *object = NULL;
	int status = json ? json_check() : 0, err;

	if (status)
		return status;
	err = candidates_find(&candidates);
	if (err)
		return fail(err, NULL, "/sys/bus: %s", uio_strerror(err));
	if (json) {
		object = json_new();
		json_array(object, "candidates");
	}
	if (object || !json)
		print_all(out->file, &candidates, all, object);
	candidates_free(&candidates);
	return json ? json_end(object, out) : 0;
}
