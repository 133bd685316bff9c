/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * JSON output, written by json-c: one object per line. A build without it
 * (WITH_JSON=0) never has an object.
 */
#ifndef UIO_CMD_SHOW_JSON_H
#define UIO_CMD_SHOW_JSON_H

#include "common/base/lib.h"
#include "common/device/device.h"
#include "common/lang/resolve.h"
#include "output.h"
#include "report.h"

struct json_object;

#if WITH_JSON

/**
 * json_check() - whether json-c is there, where JSON is wanted: before anything is
 * touched
 *
 * Returns 0, or the exit status of an error that was reported.
 */
int json_check(void);

/**
 * json_new() - make an empty object
 */
struct json_object *json_new(void);

/**
 * json_device() - make an object that identifies a device
 * json_region() - the same, for one reading of the registers of a region
 *
 * Return NULL if json-c is missing, which is reported.
 */
struct json_object *json_device(const struct uio_device *device);
struct json_object *json_region(const struct uio_device *device,
				const struct uio_region *region);

/**
 * json_step() - add the values of one operand
 * @units: as they were read, as many as the access has
 * @missing: NULL, or which of them were not read
 */
void json_step(struct json_object *object, const struct step *step,
	       const uint64_t *units, const bool *missing);

/**
 * json_array() - the array that is the member @key, created empty if it does
 * not exist
 */
struct json_object *json_array(struct json_object *object, const char *key);

/**
 * json_element() - append a new object to an array
 */
struct json_object *json_element(struct json_object *array);

/**
 * json_text() - append a string to an array
 */
void json_text(struct json_object *array, const char *text);

/**
 * json_add() - add a member
 * json_append() - add an element to an array
 * @member: taken over; NULL for null
 *
 * All functions that add something accept NULL for an object or an array that
 * could not be allocated. json_end() reports that memory was short.
 */
void json_add(struct json_object *object, const char *key,
	      struct json_object *member);
void json_append(struct json_object *array, struct json_object *member);

/**
 * json_made() - check an object from json-c, which is NULL if memory was short
 *
 * Returns @object.
 */
struct json_object *json_made(struct json_object *object);

/**
 * json_whole() - the text of an object with all its members
 *
 * Returns a string that belongs to the object, or NULL if memory was short.
 */
const char *json_whole(struct json_object *object);

/**
 * json_note(), json_flag(), json_number(), json_real(), json_hex() - add a
 * member
 * @text: NULL for null
 */
void json_note(struct json_object *object, const char *key, const char *text);
void json_flag(struct json_object *object, const char *key, bool flag);
void json_number(struct json_object *object, const char *key, uint64_t number);
void json_real(struct json_object *object, const char *key, double number);
void json_hex(struct json_object *object, const char *key, uint64_t value,
	      unsigned int bits);

/**
 * json_value() - add the value of a register or a field, as text and, if
 * readers do not round it, as a number
 */
void json_value(struct json_object *object, uint64_t value, unsigned int bits);

/**
 * json_end() - print the object as one line, and free it
 * @out: NULL to print nothing
 *
 * Returns 0, or an exit status if memory was short, which is reported; then
 * nothing is printed.
 */
int json_end(struct json_object *object, struct output *out);

#else

static inline int json_check(void)
{
	return fail_library("JSON", LIB_JSON_NAME, WITH_JSON);
}

static inline struct json_object *json_new(void)
{
	return NULL;
}

static inline struct json_object *json_device(const struct uio_device *device)
{
	(void)device;
	json_check();
	return NULL;
}

static inline struct json_object *json_region(const struct uio_device *device,
					      const struct uio_region *region)
{
	(void)region;
	return json_device(device);
}

static inline struct json_object *json_array(struct json_object *object,
					     const char *key)
{
	(void)object, (void)key;
	return NULL;
}

static inline struct json_object *json_element(struct json_object *array)
{
	(void)array;
	return NULL;
}

static inline void json_step(struct json_object *object,
			     const struct step *step, const uint64_t *units,
			     const bool *missing)
{
	(void)object, (void)step, (void)units, (void)missing;
}

static inline void json_text(struct json_object *array, const char *text)
{
	(void)array, (void)text;
}

static inline void json_add(struct json_object *object, const char *key,
			    struct json_object *member)
{
	(void)object, (void)key, (void)member;
}

static inline void json_note(struct json_object *object, const char *key,
			     const char *text)
{
	(void)object, (void)key, (void)text;
}

static inline void json_flag(struct json_object *object, const char *key,
			     bool flag)
{
	(void)object, (void)key, (void)flag;
}

static inline void json_number(struct json_object *object, const char *key,
			       uint64_t number)
{
	(void)object, (void)key, (void)number;
}

static inline void json_real(struct json_object *object, const char *key,
			     double number)
{
	(void)object, (void)key, (void)number;
}

static inline void json_value(struct json_object *object, uint64_t value,
			      unsigned int bits)
{
	(void)object, (void)value, (void)bits;
}

static inline void json_hex(struct json_object *object, const char *key,
			    uint64_t value, unsigned int bits)
{
	(void)object, (void)key, (void)value, (void)bits;
}

static inline int json_end(struct json_object *object, struct output *out)
{
	(void)object, (void)out;
	return 0;
}

#endif

#endif
