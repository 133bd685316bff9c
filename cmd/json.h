/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What was found, as JSON: one object a line, written by json-c. */
#ifndef UIO_JSON_H
#define UIO_JSON_H

#include "plan.h"

struct json_object;

/**
 * json_usable() - whether json-c is there; that it is not is reported
 */
bool json_usable(void);

/**
 * json_device() - an object that says which device it is about
 * json_begin() - the same, for one reading of a region's registers
 *
 * Return NULL where json-c is missing, which is reported.
 */
struct json_object *json_device(const struct uio_device *device);
struct json_object *json_begin(const struct target *target);

/**
 * json_step() - add what one operand gave
 * @units: as they were read, as many as the access has
 * @missing: NULL, or which of them were not read
 */
void json_step(struct json_object *object, const struct step *step,
	       const uint64_t *units, const bool *missing);

/**
 * json_array() - the array that is the member @key, made empty where there is
 * none
 */
struct json_object *json_array(struct json_object *object, const char *key);

/**
 * json_element() - a new object at the end of an array
 */
struct json_object *json_element(struct json_object *array);

/**
 * json_note(), json_flag(), json_number(), json_real(), json_hex() - add a member
 * @text: NULL for null
 */
void json_note(struct json_object *object, const char *key, const char *text);
void json_flag(struct json_object *object, const char *key, bool flag);
void json_number(struct json_object *object, const char *key, uint64_t number);
void json_real(struct json_object *object, const char *key, double number);
void json_hex(struct json_object *object, const char *key, uint64_t value,
	      unsigned int bits);

/**
 * json_end() - free the object, printed as one line if @print
 */
void json_end(struct json_object *object, bool print);

#endif
