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

struct json;

#if WITH_JSON

/**
 * json_check() - check whether json-c is available, before any access
 *
 * Returns 0, or the exit status of an error that was reported.
 */
int json_check(void);

/**
 * json_new() - make an empty object
 *
 * All functions that add something accept NULL for an object or an array that
 * could not be allocated. json_end() reports that memory was short, and frees the
 * object with all its parts.
 */
struct json *json_new(void);

/**
 * json_device() - make an object that identifies a device
 * json_region() - the same, for one reading of the registers of a region
 *
 * Return NULL if json-c is missing, which is reported.
 */
struct json *json_device(const struct uio_device *device);
struct json *json_region(const struct uio_device *device,
			 const struct uio_region *region);

/**
 * json_step() - add the values of one operand
 * @units: as they were read, as many as the access has
 * @missing: NULL, or which of them were not read
 */
void json_step(struct json *json, const struct step *step,
	       const uint64_t *units, const bool *missing);

/**
 * json_array() - the array that is the member @key, created empty if it does
 * not exist
 */
struct json *json_array(struct json *json, const char *key);

/**
 * json_child() - add a new object, as the member @key of an object or, if @key is
 * NULL, as an element of an array
 */
struct json *json_child(struct json *json, const char *key);

/**
 * json_note(), json_flag(), json_number(), json_real(), json_hex() - add a member of
 * an object or, if @key is NULL, an element of an array
 * @text: NULL for null
 */
void json_note(struct json *json, const char *key, const char *text);
void json_flag(struct json *json, const char *key, bool flag);
void json_number(struct json *json, const char *key, uint64_t number);
void json_real(struct json *json, const char *key, double number);
void json_hex(struct json *json, const char *key, uint64_t value,
	      unsigned int bits);

/**
 * json_null() - add null
 * json_string() - add a text in UTF-8; NULL means that memory was short
 * json_put() - add an object of json-c, and take it over; NULL means that memory was
 * short
 *
 * @key is the same as for json_note(). json_put() returns whether the object was
 * added.
 */
void json_null(struct json *json, const char *key);
void json_string(struct json *json, const char *key, const char *text);
bool json_put(struct json *json, const char *key, struct json_object *made);

/**
 * json_value() - add the value of a register or a field, as text and, if
 * readers do not round it, as a number
 */
void json_value(struct json *json, uint64_t value, unsigned int bits);

/**
 * json_whole() - the text of an object with all its members
 *
 * Returns a string that belongs to the object, or NULL if memory was short.
 */
const char *json_whole(const struct json *json);

/**
 * json_end() - print the object as one line, and free it
 * @out: NULL to print nothing
 *
 * Returns 0, or an exit status if memory was short, which is reported; then
 * nothing is printed.
 */
int json_end(struct json *json, struct output *out);

#else

static inline int json_check(void)
{
	return fail_library("JSON", LIB_JSON_NAME, WITH_JSON);
}

static inline struct json *json_new(void)
{
	return NULL;
}

static inline struct json *json_device(const struct uio_device *device)
{
	(void)device;
	json_check();
	return NULL;
}

static inline struct json *json_region(const struct uio_device *device,
				       const struct uio_region *region)
{
	(void)region;
	return json_device(device);
}

/* Nothing is added to an object that does not exist. */
static inline struct json *json_none(const void *json, ...)
{
	(void)json;
	return NULL;
}

#define json_array  json_none
#define json_child  json_none
#define json_flag   json_none
#define json_hex    json_none
#define json_note   json_none
#define json_null   json_none
#define json_number json_none
#define json_real   json_none
#define json_step   json_none
#define json_string json_none
#define json_value  json_none

static inline int json_end(struct json *json, struct output *out)
{
	(void)json, (void)out;
	return 0;
}

#endif

#endif
