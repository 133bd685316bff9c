/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The registers of a device as a register file describes them: the model that all
 * formats produce (uio-regs(5)), and searches in it.
 *
 * The model is built once and then only read. All of it, including strings,
 * belongs to its struct regs and is freed by regs_free().
 */
#ifndef UIO_REGS_MODEL_H
#define UIO_REGS_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/base/text.h"

/* The effect of accesses to a register or field. */
enum reg_access {
	REG_RW,	   /* reading returns the written value */
	REG_RO,	   /* writing has no effect */
	REG_WO,	   /* reading returns no useful value */
	REG_W1C,   /* writing one clears the bit, writing zero has no effect */
	REG_RC,	   /* reading clears it or has another effect */
	REG_PULSE, /* writing one starts an action, writing zero has no effect */
	REG_W0C,   /* writing zero clears the bit, writing one has no effect */
};

enum reg_endian {
	REG_ENDIAN_UNSAID,
	REG_LITTLE,
	REG_BIG,
	REG_CPU = __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__ ? REG_BIG : REG_LITTLE,
};

/* Limits of register files. A file that exceeds them is refused. */
#define REGS_MAX_PLACES (1u << 18) /* places, with all elements */
#define REGS_MAX_DEPTH	16	   /* nesting of groups */
#define REGS_MAX_WIDTH	4096	   /* bits of a register */

/**
 * struct reg_scale - the physical value of a register or field: its value, as
 * an unsigned number, times @factor, plus @offset
 * @factor_text: the factor as it was written, a number or a fraction of two
 * @offset_text: the offset as in the file, without a blank after the sign, or
 *               NULL
 * @unit: the unit of the physical value
 * @decimals: number of digits after the point that distinguish adjacent values
 */
struct reg_scale {
	double factor;
	double offset;
	const char *factor_text;
	const char *offset_text;
	const char *unit;
	unsigned int decimals;
};

/**
 * struct reg_value - a name for values of a field
 * @next: the field's next value, or NULL
 * @description: NULL if there is none, here and below
 * @value: as in the field, its lowest bit at 0
 * @mask: the bits that count: all bits of the field, or fewer if some do not
 *        matter; 0 in the name for all values that have no other
 * @read, @write: whether it names a value that is read or written
 * @line: its line in the file
 */
struct reg_value {
	struct reg_value *next;
	const char *name;
	const char *description;
	uint64_t value;
	uint64_t mask;
	bool read;
	bool write;
	unsigned int line;
};

/**
 * struct reg_field - bits of a register that belong together
 * @next: the register's next field, in the order of the file
 * @lsb: the lowest of its bits
 * @width: in bits
 * @access: its own, or the register's if the file does not specify it
 * @scale: NULL if its value is just a number
 */
struct reg_field {
	struct reg_field *next;
	const char *name;
	const char *description;
	unsigned int lsb;
	unsigned int width;
	enum reg_access access;
	unsigned int line;
	const struct reg_scale *scale;
	struct reg_value *values;
};

/**
 * struct reg - a register, a group of registers, or an array of either
 * @next: its next sibling, in the order of the file
 * @name: its own name; in an array it contains `%s` for the index
 * @offset: offset of the first element in bytes, from the start of its group
 * @count: number of elements; 0 if it is not an array
 * @stride: bytes from one element to the next
 * @first: the index of the first element, if indexes are numbers
 * @indexes: the indexes, if they are names; else NULL
 * @alternate: another view of bytes that are described elsewhere too
 * @group: it contains @items; else it is a register, which has the members after
 *         @items
 * @items: the group's registers and groups
 * @block: a group at the top whose name may be left out, see regs_resolve()
 * @unplaced: a block whose address is not known, so that it is in no region
 * @size: size of a block in bytes; 0 if the file does not specify it
 * @width: width in bits, but accesses have reg_access_width() bits; of a block,
 *         the default for its registers
 * @endian: its byte order
 * @access: the access of bits outside of all fields; fields have their own
 * @is_volatile: its value changes by itself
 * @has_reset: @reset is known, in the bits of @reset_mask
 * @scale: NULL if its value is just a number
 * @fields: in the order of the file
 */
struct reg {
	struct reg *next;
	const char *name;
	const char *description;
	uint64_t offset;
	uint64_t count;
	uint64_t stride;
	uint64_t first;
	const char *const *indexes;
	bool alternate;
	bool group;
	bool block;
	bool unplaced;
	unsigned int line;
	uint64_t size;
	struct reg *items;

	unsigned int width;
	enum reg_endian endian;
	enum reg_access access;
	bool is_volatile;
	bool has_reset;
	uint64_t reset;
	uint64_t reset_mask;
	const struct reg_scale *scale;
	struct reg_field *fields;
};

/**
 * struct reg_place - a register at its place: every element of every array has
 * a place of its own
 * @offset: in bytes from the start of the region
 * @name: the full name, such as `CH[3].CFG`
 * @description: that of the register, with an element's index in place of each
 *               `%s`
 * @alternate: the register, or a group that contains it, is an alternate view
 */
struct reg_place {
	uint64_t offset;
	const char *name;
	const char *description;
	bool alternate;
	const struct reg *reg;
};

/**
 * struct reg_device - a device that the file is for, as a pattern of fnmatch(3)
 */
struct reg_device {
	struct reg_device *next;
	const char *pattern;
};

/**
 * struct reg_finding - a fault that does not keep a file from being used
 * @error: it is certainly wrong; else it may be intended
 * @block: the name of the block that contains it, or NULL if that is not needed
 */
struct reg_finding {
	struct reg_finding *next;
	unsigned int line;
	bool error;
	const char *block;
	const char *text;
};

/**
 * struct regs - the registers of a device
 * @devices: the devices that the file is for
 * @name: the name of the single block that contains all registers, or NULL
 * @region: the region that contains the registers, or NULL for the default
 * @has_base: @base is the address of offset 0, as the file specifies it
 * @size: size of the region in bytes, 0 if not specified
 * @width: default width of registers in bits
 * @endian: default byte order of registers
 * @items: registers and groups, in the order of the file
 * @places: all registers, by offset, then by line
 * @findings: faults that the reader of the file worked around, by line
 * @findings_lost: memory was too short for one of them
 */
struct regs {
	struct reg_device *devices;
	const char *name;
	const char *region;
	const char *description;
	bool has_base;
	uint64_t base;
	uint64_t size;
	unsigned int width;
	enum reg_endian endian;
	struct reg *items;
	struct reg_place *places;
	size_t place_count;
	struct reg_finding *findings;
	bool findings_lost;
	struct arena *arena;
};

void regs_free(struct regs *regs);

/**
 * struct reg_match - the register or field that a path names
 * @reg: the register
 * @offset: in bytes from the start of the region
 * @field: NULL if the path names the whole register
 */
struct reg_match {
	const struct reg *reg;
	uint64_t offset;
	const struct reg_field *field;
};

/**
 * regs_path_length() - the number of characters at the start of a text that can
 * be part of a path or a pattern: letters, digits, `_`, `.`, `[`, `]`, `*` and
 * `?`
 */
size_t regs_path_length(const char *text);

/**
 * regs_resolve() - find the register or field that a path such as `CTRL`,
 * `CH[3].CFG` or `CH[3].CFG.MODE` names
 * @length: length of the path; the rest of @path is ignored
 * @match: the result, written on success only
 * @column: on failure, the start of the part of the path that is not known, or
 *          @length if the path ends before a register
 *
 * Case counts. A numeric index in brackets may be any number that number_scan()
 * accepts. The name of a block may be left out if only one block has the
 * register. Returns 0, -UIO_ENOREGISTER, or -UIO_EAMBIGUOUS if several blocks
 * have it.
 */
int regs_resolve(const struct regs *regs, const char *path, size_t length,
		 struct reg_match *match, size_t *column);

/**
 * regs_nearest() - the path that was probably meant by a wrong one
 *
 * Returns an allocated string, or NULL if none is near.
 */
char *regs_nearest(const struct regs *regs, const char *path, size_t length);

/**
 * reg_place_end() - the offset after a register's last byte
 */
uint64_t reg_place_end(const struct reg_place *place);

/**
 * regs_next() - iterate over the registers that have a byte in a range, by
 * offset
 * @place: the previous register, or NULL to begin
 * @offset, @length: the range in bytes
 *
 * Returns NULL after the last.
 */
const struct reg_place *regs_next(const struct regs *regs,
				  const struct reg_place *place,
				  uint64_t offset, uint64_t length);

/**
 * reg_mask() - a mask of the lowest @width bits, 64 at most
 */
static inline uint64_t reg_mask(unsigned int width)
{
	return width < 64 ? (UINT64_C(1) << width) - 1 : UINT64_MAX;
}

/**
 * reg_access_width() - the width of an access to a register in bits: the
 * register's width, but at least 8
 *
 * Only 8, 16, 32 and 64 are possible, but files have other widths too.
 */
static inline unsigned int reg_access_width(const struct reg *reg)
{
	return reg->width < 8 ? 8 : reg->width;
}

/**
 * reg_field_mask() - the mask of a field's bits in its register
 */
static inline uint64_t reg_field_mask(const struct reg_field *field)
{
	return field->lsb < 64 ? reg_mask(field->width) << field->lsb : 0;
}

/**
 * reg_field_value() - the value of a field; 0 if it is beyond 64 bits
 * @value: that of its register
 */
static inline uint64_t reg_field_value(const struct reg_field *field,
				       uint64_t value)
{
	uint64_t mask = reg_field_mask(field);

	return mask ? (value & mask) >> field->lsb : 0;
}

/**
 * reg_field_fits() - whether all bits of a field are in its register: files are
 * used in spite of other fields, which cannot be accessed
 */
static inline bool reg_field_fits(const struct reg *reg,
				  const struct reg_field *field)
{
	return field->lsb + field->width <= reg->width;
}

/**
 * reg_has() - whether a register, or one of its fields, is of a kind
 *
 * A register with REG_RC must not be read without need, as the whole register
 * is read even for one field.
 */
bool reg_has(const struct reg *reg, enum reg_access access);

/**
 * reg_read_has_effect() - whether a register must not be read unless it was asked
 * for: it is wo, or it or one of its fields is rc
 */
bool reg_read_has_effect(const struct reg *reg);

/**
 * reg_write_one_bits() - the bits of a register in which a written 1 has an
 * effect: those of the kinds w1c and pulse
 *
 * Read-modify-write has to write 0 to them, unless they are meant.
 */
uint64_t reg_write_one_bits(const struct reg *reg);

/**
 * reg_write_zero_bits() - the bits of a register in which a written 0 has an
 * effect: those of the kind w0c
 *
 * Read-modify-write has to write 1 to them, unless they are meant.
 */
uint64_t reg_write_zero_bits(const struct reg *reg);

/**
 * reg_read_only_bits() - the bits of a register that are only ro
 * reg_writable_bits() - the other bits of a register
 * reg_plain_bits() - the bits of a register that return the written value when
 * read
 * reg_other_bits() - the bits of a register that may return another value
 */
uint64_t reg_read_only_bits(const struct reg *reg);
uint64_t reg_writable_bits(const struct reg *reg);
uint64_t reg_plain_bits(const struct reg *reg);
uint64_t reg_other_bits(const struct reg *reg);

/**
 * reg_value_named() - find a value of a field by its name, to write it
 * @read: to compare it with a value that was read instead
 *
 * Returns NULL if the field has no such value, or if the name does not stand
 * for a single value.
 */
const struct reg_value *reg_value_named(const struct reg_field *field,
					const char *name, bool read);

/**
 * reg_value_of() - the name of a value that was read from a field, or NULL
 * @value: the value, its lowest bit at 0
 */
const struct reg_value *reg_value_of(const struct reg_field *field,
				     uint64_t value);

/**
 * reg_physical() - write the physical value as text, with @scale's decimals
 * @text: the result, of REG_PHYSICAL_SIZE bytes
 *
 * Zeros at the end of the decimals are left out. Returns the value itself.
 */
#define REG_PHYSICAL_SIZE 128
double reg_physical(const struct reg_scale *scale, uint64_t value, char *text);

/**
 * reg_access_name() - the word for a kind: rw, ro, wo, w1c, rc, pulse or w0c
 * reg_access_find() - find the kind for a word; returns false for other words
 */
const char *reg_access_name(enum reg_access access);
bool reg_access_find(const char *name, enum reg_access *access);

#endif
