// SPDX-License-Identifier: GPL-2.0-or-later
#include "json.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>

#include "common/base/lib.h"
#include "common/base/text.h"
#include "print.h"
#include "report.h"

/* Set if memory was too short for a part of the output. */
static bool incomplete;

struct json_object *json_made(struct json_object *object)
{
	incomplete |= !object;
	return object;
}

/* Frees an element that has no place. */
static void note_added(int err, struct json_object *member)
{
	if (!err)
		return;
	incomplete = true;
	lib_json()->json_object_put(member);
}

void json_add(struct json_object *object, const char *key,
	      struct json_object *member)
{
	note_added(
		object ? lib_json()->json_object_object_add(object, key, member)
		       : -ENOMEM,
		member);
}

void json_append(struct json_object *array, struct json_object *member)
{
	note_added(array ? lib_json()->json_object_array_add(array, member)
			 : -ENOMEM,
		   member);
}

static void add_string(struct json_object *object, const char *key,
		       const char *text)
{
	json_add(object, key,
		 json_made(lib_json()->json_object_new_string(text)));
}

void json_note(struct json_object *object, const char *key, const char *text)
{
	char *printable = NULL;
	size_t length;
	FILE *out = text ? open_memstream(&printable, &length) : NULL;

	if (!text) {
		json_add(object, key, NULL);
		return;
	}
	/* JSON must be UTF-8: other bytes are escaped as in text. */
	if (out) {
		print_text(out, text);
		printable = text_close(out, &printable);
	}
	if (printable)
		add_string(object, key, printable);
	else
		incomplete = true;
	free(printable);
}

void json_flag(struct json_object *object, const char *key, bool flag)
{
	json_add(object, key,
		 json_made(lib_json()->json_object_new_boolean(flag)));
}

void json_number(struct json_object *object, const char *key, uint64_t number)
{
	json_add(object, key,
		 json_made(lib_json()->json_object_new_uint64(number)));
}

/* Twelve digits are enough: the last of json-c's seventeen are noise. */
void json_real(struct json_object *object, const char *key, double number)
{
	char text[32];

	snprintf(text, sizeof(text), "%.12g", number);
	json_add(object, key,
		 json_made(lib_json()->json_object_new_double_s(number, text)));
}

/* Hexadecimal text, because many JSON parsers round numbers of more than 53 bits. */
static struct json_object *hex(uint64_t value, unsigned int bits)
{
	static const struct style style = { .base = 16 };
	struct json_object *string = NULL;
	char *text = NULL;
	size_t length;
	FILE *out = open_memstream(&text, &length);

	if (out) {
		print_value(out, &style, value, value, bits);
		text = text_close(out, &text);
	}
	if (text)
		string = lib_json()->json_object_new_string(text);
	free(text);
	return json_made(string);
}

int json_check(void)
{
	return lib_json() ? 0 : fail_library("JSON", LIB_JSON_NAME, WITH_JSON);
}

struct json_object *json_new(void)
{
	return json_made(lib_json()->json_object_new_object());
}

struct json_object *json_device(const struct uio_device *device)
{
	struct json_object *object;

	if (json_check())
		return NULL;
	object = json_new();
	if (!object) {
		incomplete = false;
		fail_memory();
		return NULL;
	}
	json_note(object, "device", uio_device_name(device));
	json_number(object, "number", device->number);
	return object;
}

struct json_object *json_region(const struct uio_device *device,
				const struct uio_region *region)
{
	struct json_object *object = json_device(device);
	char label[UIO_REGION_LABEL];

	if (object)
		json_note(object, "region", uio_region_label(region, label));
	return object;
}

struct json_object *json_array(struct json_object *object, const char *key)
{
	const struct lib_json *lib = lib_json();
	struct json_object *array = NULL;

	if (object && !lib->json_object_object_get_ex(object, key, &array)) {
		json_add(object, key, json_made(lib->json_object_new_array()));
		array = lib->json_object_object_get(object, key);
	}
	return array;
}

struct json_object *json_element(struct json_object *array)
{
	struct json_object *object = array ? json_new() : NULL;

	if (object)
		json_append(array, object);
	return object;
}

void json_text(struct json_object *array, const char *text)
{
	json_append(array, json_made(lib_json()->json_object_new_string(text)));
}

/* Rounds to the same digits as text output, and adds the unit. */
static void add_physical(struct json_object *object,
			 const struct reg_scale *scale, uint64_t value)
{
	char text[REG_PHYSICAL_SIZE];
	double physical;

	if (!scale)
		return;
	physical = reg_physical(scale, value, text);
	json_add(object, "physical",
		 json_made(
			 lib_json()->json_object_new_double_s(physical, text)));
	json_note(object, "unit", scale->unit);
}

/* JSON parsers keep integers up to 2^53 exactly. */
#define INTEGER_BITS 53

void json_value(struct json_object *object, uint64_t value, unsigned int bits)
{
	json_hex(object, "value", value, bits);
	if (!(value >> INTEGER_BITS))
		json_number(object, "integer", value);
}

static struct json_object *fields(const struct reg *reg, uint64_t unit)
{
	struct json_object *array =
		json_made(lib_json()->json_object_new_array());

	for (const struct reg_field *f = reg->fields; f; f = f->next) {
		struct json_object *field = json_element(array);
		uint64_t value = (unit & reg_field_mask(f)) >> f->lsb;
		const struct reg_value *named = reg_value_of(f, value);

		json_note(field, "name", f->name);
		json_value(field, value, f->width);
		if (named)
			json_note(field, "meaning", named->name);
		add_physical(field, f->scale, value);
	}
	return array;
}

static struct json_object *
units_array(const struct step *step, const uint64_t *units, const bool *missing)
{
	const struct access *access = &step->found.access;
	struct json_object *array =
		json_made(lib_json()->json_object_new_array());

	for (uint64_t i = 0; i < access->count; i++)
		json_append(array, missing && missing[i]
					   ? NULL
					   : hex(units[i], access->unit.width));
	return array;
}

static void add_value(struct json_object *object, const struct step *step,
		      uint64_t unit)
{
	const struct resolved *found = &step->found;
	uint64_t value = (unit & found->mask) >> found->shift;

	json_value(object, value, resolved_bits(found));
	if (found->field && !step->operand.has_bits) {
		const struct reg_value *named =
			reg_value_of(found->field, value);

		if (named)
			json_note(object, "meaning", named->name);
		add_physical(object, found->field->scale, value);
	} else if (found->reg && resolved_whole(found)) {
		add_physical(object, found->reg->scale, value);
		json_add(object, "fields", fields(found->reg, unit));
	}
}

void json_step(struct json_object *object, const struct step *step,
	       const uint64_t *units, const bool *missing)
{
	struct json_object *entry = json_element(json_array(object, "values"));

	json_note(entry, "operand", step->operand.text);
	json_number(entry, "offset", step->found.access.offset);
	json_number(entry, "width", step->found.access.unit.width);
	if (step->operand.length)
		json_add(entry, "units", units_array(step, units, missing));
	else if (missing && *missing)
		json_add(entry, "value", NULL);
	else
		add_value(entry, step, *units);
}

void json_hex(struct json_object *object, const char *key, uint64_t value,
	      unsigned int bits)
{
	json_add(object, key, hex(value, bits));
}

const char *json_whole(struct json_object *object)
{
	const char *text = NULL;

	/* json-c leaves out parts of the text if memory is short. */
	errno = 0;
	if (object && !incomplete)
		text = lib_json()->json_object_to_json_string_ext(
			object, JSON_C_TO_STRING_PLAIN);
	incomplete = false;
	return errno == ENOMEM ? NULL : text;
}

/* Objects contain the device's number, which may change at each boot. */
int json_end(struct json_object *object, struct output *out)
{
	const char *text = json_whole(object);
	int status = out && !text ? fail_memory() : 0;

	if (out && text) {
		output_volatile(out, true);
		output_json(out);
		fprintf(out->file, "%s\n", text);
		output_stable(out, true);
	}
	lib_json()->json_object_put(object);
	return status;
}
