// SPDX-License-Identifier: GPL-2.0-or-later
#include "json.h"

#include <errno.h>
#include <stdlib.h>

#include "common/base/lib.h"
#include "common/base/text.h"
#include "print.h"
#include "report.h"

/**
 * struct json - an object or an array of a JSON text that is being made
 * @object: the object of json-c
 * @root: the outermost object of the text
 * @next: the list of all parts, which begins at the root and is freed with it
 * @incomplete: for the root: memory was too short for a part of the text
 */
struct json {
	struct json_object *object;
	struct json *root;
	struct json *next;
	bool incomplete;
};

/* Returns a part of the text for an object that json-c has added, or NULL. */
static struct json *part_of(struct json *json, struct json_object *object)
{
	struct json *part = object ? calloc(1, sizeof(*part)) : NULL;

	if (!part) {
		json->root->incomplete = true;
		return NULL;
	}
	part->object = object;
	part->root = json->root;
	part->next = json->root->next;
	json->root->next = part;
	return part;
}

/* Adds a member of an object or an element of an array, or frees it. */
static bool add(struct json *json, const char *key, struct json_object *member)
{
	const struct lib_json *lib = lib_json();
	int err = -ENOMEM;

	if (json && key)
		err = lib->json_object_object_add(json->object, key, member);
	else if (json)
		err = lib->json_object_array_add(json->object, member);
	if (err && json)
		json->root->incomplete = true;
	if (err)
		lib->json_object_put(member);
	return !err;
}

bool json_put(struct json *json, const char *key, struct json_object *made)
{
	if (!made && json)
		json->root->incomplete = true;
	return made && add(json, key, made);
}

void json_null(struct json *json, const char *key)
{
	add(json, key, NULL);
}

void json_string(struct json *json, const char *key, const char *text)
{
	json_put(json, key,
		 text ? lib_json()->json_object_new_string(text) : NULL);
}

void json_note(struct json *json, const char *key, const char *text)
{
	char *printable = NULL;
	size_t length;
	FILE *out = text ? open_memstream(&printable, &length) : NULL;

	if (!text) {
		json_null(json, key);
		return;
	}
	/* JSON must be UTF-8: other bytes are escaped as in text. */
	if (out) {
		print_text(out, text);
		printable = text_close(out, &printable);
	}
	json_string(json, key, printable);
	free(printable);
}

void json_flag(struct json *json, const char *key, bool flag)
{
	json_put(json, key, lib_json()->json_object_new_boolean(flag));
}

void json_number(struct json *json, const char *key, uint64_t number)
{
	json_put(json, key, lib_json()->json_object_new_uint64(number));
}

/* Twelve digits are enough: the last of json-c's seventeen are noise. */
void json_real(struct json *json, const char *key, double number)
{
	char text[32];

	snprintf(text, sizeof(text), "%.12g", number);
	json_put(json, key, lib_json()->json_object_new_double_s(number, text));
}

/* Hexadecimal text, because many JSON parsers round numbers of more than 53 bits. */
void json_hex(struct json *json, const char *key, uint64_t value,
	      unsigned int bits)
{
	static const struct style style = { .base = 16 };
	char *text = NULL;
	size_t length;
	FILE *out = open_memstream(&text, &length);

	if (out) {
		print_value(out, &style, value, value, bits);
		text = text_close(out, &text);
	}
	json_string(json, key, text);
	free(text);
}

int json_check(void)
{
	return lib_json() ? 0 : fail_library("JSON", LIB_JSON_NAME, WITH_JSON);
}

struct json *json_new(void)
{
	const struct lib_json *lib = lib_json();
	struct json_object *object = lib->json_object_new_object();
	struct json *json = object ? calloc(1, sizeof(*json)) : NULL;

	if (!json) {
		lib->json_object_put(object);
		return NULL;
	}
	json->object = object;
	json->root = json;
	return json;
}

struct json *json_device(const struct uio_device *device)
{
	struct json *json;

	if (json_check())
		return NULL;
	json = json_new();
	if (!json) {
		fail_memory();
		return NULL;
	}
	json_note(json, "device", uio_device_name(device));
	json_number(json, "number", device->number);
	return json;
}

struct json *json_region(const struct uio_device *device,
			 const struct uio_region *region)
{
	struct json *json = json_device(device);
	char label[UIO_REGION_LABEL];

	if (json)
		json_note(json, "region", uio_region_label(region, label));
	return json;
}

struct json *json_array(struct json *json, const char *key)
{
	const struct lib_json *lib = lib_json();
	struct json_object *array = NULL;

	if (!json)
		return NULL;
	if (!lib->json_object_object_get_ex(json->object, key, &array)) {
		json_put(json, key, lib->json_object_new_array());
		array = lib->json_object_object_get(json->object, key);
	}
	return part_of(json, array);
}

struct json *json_child(struct json *json, const char *key)
{
	struct json_object *object = lib_json()->json_object_new_object();

	return json_put(json, key, object) ? part_of(json, object) : NULL;
}

/* Rounds to the same digits as text output, and adds the unit. */
static void add_physical(struct json *json, const struct reg_scale *scale,
			 uint64_t value)
{
	char text[REG_PHYSICAL_SIZE];
	double physical;

	if (!scale)
		return;
	physical = reg_physical(scale, value, text);
	json_put(json, "physical",
		 lib_json()->json_object_new_double_s(physical, text));
	json_note(json, "unit", scale->unit);
}

static void add_meaning(struct json *json, const struct reg_field *field,
			uint64_t value)
{
	const struct reg_value *named = reg_value_of(field, value);

	if (named)
		json_note(json, "meaning", named->name);
	add_physical(json, field->scale, value);
}

/* JSON parsers keep integers up to 2^53 exactly. */
#define INTEGER_BITS 53

void json_value(struct json *json, uint64_t value, unsigned int bits)
{
	json_hex(json, "value", value, bits);
	if (!(value >> INTEGER_BITS))
		json_number(json, "integer", value);
}

static void add_value(struct json *json, const struct step *step, uint64_t unit)
{
	const struct resolved *found = &step->found;
	uint64_t value = (unit & found->mask) >> found->shift;
	struct json *fields;

	json_value(json, value, resolved_bits(found));
	if (found->field && !step->operand.has_bits) {
		add_meaning(json, found->field, value);
	} else if (found->reg && resolved_whole(found)) {
		add_physical(json, found->reg->scale, value);
		fields = json_array(json, "fields");
		for (const struct reg_field *f = found->reg->fields; f;
		     f = f->next) {
			struct json *field;

			if (!reg_field_fits(found->reg, f))
				continue;
			field = json_child(fields, NULL);
			value = reg_field_value(f, unit);
			json_note(field, "name", f->name);
			json_value(field, value, f->width);
			add_meaning(field, f, value);
		}
	}
}

void json_step(struct json *json, const struct step *step,
	       const uint64_t *units, const bool *missing)
{
	struct json *entry = json_child(json_array(json, "values"), NULL);
	const struct access *access = &step->found.access;
	struct json *array;

	json_note(entry, "operand", step->operand.text);
	json_number(entry, "offset", access->offset);
	json_number(entry, "width", access->unit.width);
	if (!step->operand.length) {
		if (missing && *missing)
			json_null(entry, "value");
		else
			add_value(entry, step, *units);
		return;
	}
	array = json_array(entry, "units");
	for (uint64_t i = 0; i < access->count; i++)
		if (missing && missing[i])
			json_null(array, NULL);
		else
			json_hex(array, NULL, units[i], access->unit.width);
}

const char *json_whole(const struct json *json)
{
	const char *text = NULL;

	/* json-c leaves out parts of the text if memory is short. */
	errno = 0;
	if (json && !json->incomplete)
		text = lib_json()->json_object_to_json_string_ext(
			json->object, JSON_C_TO_STRING_PLAIN);
	return errno == ENOMEM ? NULL : text;
}

/* Objects contain the device's number, which may change at each boot. */
int json_end(struct json *json, struct output *out)
{
	const char *text = out ? json_whole(json) : NULL;
	int status = out && !text ? fail_memory() : 0;

	if (text) {
		output_volatile(out, true);
		output_json(out);
		fprintf(out->file, "%s\n", text);
		output_stable(out, true);
	}
	if (json)
		lib_json()->json_object_put(json->object);
	while (json) {
		struct json *next = json->next;

		free(json);
		json = next;
	}
	return status;
}
