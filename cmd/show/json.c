// SPDX-License-Identifier: GPL-2.0-or-later
#include "json.h"

#include <inttypes.h>
#include <stdlib.h>

#include "common/base/lib.h"
#include "print.h"
#include "report.h"

void json_add(struct json_object *object, const char *key,
	      struct json_object *member)
{
	lib_json()->json_object_object_add(object, key, member);
}

void json_note(struct json_object *object, const char *key, const char *text)
{
	const struct lib_json *lib = lib_json();
	char *printable = NULL;
	size_t length;
	FILE *out = text ? open_memstream(&printable, &length) : NULL;

	if (!text)
		lib->json_object_object_add(object, key, NULL);
	if (!out)
		return;
	/* JSON must be UTF-8: other bytes are escaped as in text. */
	print_text(out, text);
	fclose(out);
	lib->json_object_object_add(object, key,
				    lib->json_object_new_string(printable));
	free(printable);
}

void json_flag(struct json_object *object, const char *key, bool flag)
{
	const struct lib_json *lib = lib_json();

	lib->json_object_object_add(object, key,
				    lib->json_object_new_boolean(flag));
}

void json_number(struct json_object *object, const char *key, uint64_t number)
{
	const struct lib_json *lib = lib_json();

	lib->json_object_object_add(object, key,
				    lib->json_object_new_uint64(number));
}

/* Twelve digits are enough: the last of json-c's seventeen are noise. */
void json_real(struct json_object *object, const char *key, double number)
{
	const struct lib_json *lib = lib_json();
	char text[32];

	snprintf(text, sizeof(text), "%.12g", number);
	lib->json_object_object_add(
		object, key, lib->json_object_new_double_s(number, text));
}

/* Hexadecimal text, because many JSON parsers round numbers of more than 53 bits. */
static struct json_object *hex(uint64_t value, unsigned int bits)
{
	static const struct style style = { .base = 16 };
	const struct lib_json *lib = lib_json();
	struct json_object *string;
	char *text = NULL;
	size_t length;
	FILE *out = open_memstream(&text, &length);

	if (!out)
		return NULL;
	print_value(out, &style, value, value, bits);
	fclose(out);
	string = lib->json_object_new_string(text);
	free(text);
	return string;
}

int json_check(bool wanted)
{
	return wanted && !lib_json()
		       ? fail_library("JSON", LIB_JSON_NAME, WITH_JSON)
		       : 0;
}

struct json_object *json_new(void)
{
	return lib_json()->json_object_new_object();
}

struct json_object *json_device(const struct uio_device *device)
{
	struct json_object *object;

	if (json_check(true))
		return NULL;
	object = json_new();
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
	struct json_object *array = lib->json_object_object_get(object, key);

	if (!array) {
		array = lib->json_object_new_array();
		lib->json_object_object_add(object, key, array);
	}
	return array;
}

struct json_object *json_element(struct json_object *array)
{
	const struct lib_json *lib = lib_json();
	struct json_object *object = lib->json_object_new_object();

	lib->json_object_array_add(array, object);
	return object;
}

void json_text(struct json_object *array, const char *text)
{
	const struct lib_json *lib = lib_json();

	lib->json_object_array_add(array, lib->json_object_new_string(text));
}

/* Rounds to the same digits as text output, and adds the unit. */
static void add_physical(struct json_object *object,
			 const struct reg_scale *scale, uint64_t value)
{
	const struct lib_json *lib = lib_json();
	char text[REG_PHYSICAL_SIZE];
	double physical;

	if (!scale)
		return;
	physical = reg_physical(scale, value, text);
	json_add(object, "physical",
		 lib->json_object_new_double_s(physical, text));
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
	const struct lib_json *lib = lib_json();
	struct json_object *array = lib->json_object_new_array();

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
	const struct lib_json *lib = lib_json();
	struct json_object *array = lib->json_object_new_array();

	for (uint64_t i = 0; i < access->count; i++)
		lib->json_object_array_add(
			array, missing && missing[i]
				       ? NULL
				       : hex(units[i], access->unit.width));
	return array;
}

static void add_value(struct json_object *object, const struct step *step,
		      uint64_t unit)
{
	const struct resolved *found = &step->found;
	const struct lib_json *lib = lib_json();
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
		lib->json_object_object_add(object, "fields",
					    fields(found->reg, unit));
	}
}

void json_step(struct json_object *object, const struct step *step,
	       const uint64_t *units, const bool *missing)
{
	const struct lib_json *lib = lib_json();
	struct json_object *entry = json_element(json_array(object, "values"));

	json_note(entry, "operand", step->operand.text);
	json_number(entry, "offset", step->found.access.offset);
	json_number(entry, "width", step->found.access.unit.width);
	if (step->operand.length)
		lib->json_object_object_add(entry, "units",
					    units_array(step, units, missing));
	else if (missing && *missing)
		lib->json_object_object_add(entry, "value", NULL);
	else
		add_value(entry, step, *units);
}

void json_hex(struct json_object *object, const char *key, uint64_t value,
	      unsigned int bits)
{
	json_add(object, key, hex(value, bits));
}

/* Objects contain the device's number, which may change at each boot. */
void json_end(struct json_object *object, struct output *out)
{
	const struct lib_json *lib = lib_json();

	if (out) {
		output_volatile(out, true);
		output_json(out);
		fprintf(out->file, "%s\n",
			lib->json_object_to_json_string_ext(
				object, JSON_C_TO_STRING_PLAIN));
		output_stable(out, true);
	}
	lib->json_object_put(object);
}
