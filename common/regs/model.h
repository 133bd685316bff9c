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

#include "common/base/slice.h"

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
};

/* Limits of register files; a file that exceeds them is refused. */
#define REGS_MAX_PLACES (1u << 18) /* places, with all elements */
#define REGS_MAX_DEPTH	16	   /* nesting of groups */
#define REGS_MAX_WIDTH	4096	   /* bits of a register */

/**
 * struct reg_scale - what the physical value of a register or field is: its value,
 * as an unsigned number, times @factor, plus @offset
 * @factor_text: as it was written, a number or a fraction of two
 * @offset_text: the offset as in the file, without a blank after the sign; NULL for none
 * @unit: what it is counted in
 * @decimals: how many digits after the point distinguish a value from the next
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
 * @next: the field's next value, NULL after the last
 * @description: NULL for none, here and below
 * @value: as in the field, its lowest bit at 0
 * @mask: the bits that count: all of the field's, fewer where some do not
 *        matter, 0 in the name for all values that have no other
 * @read, @write: whether it names what is read and what is written
 * @line: where the file says so
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
 * @access: its own, or the register's where the file does not say
 * @scale: NULL where its value is a mere number
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
 * @offset: in bytes from the group it is in, of the first element
 * @count: elements of an array; 0 if it is not an array
 * @stride: bytes from one element to the next
 * @first: the index of the first element, where indexes are numbers
 * @indexes: the indexes, where they are names; else NULL
 * @alternate: another view of bytes that are described elsewhere too
 * @group: it holds @items; else it is a register and all below holds
 * @items: the group's registers and groups
 * @block: a group at the top whose name may be left out, see regs_resolve()
 * @unplaced: a block whose address is not known, so that it is in no region
 * @size: of a block in bytes; 0 where the file does not say
 * @width: in bits; accesses are of reg_access_width() bits; of a block, that of its
 *         registers which do not say
 * @endian: its byte order
 * @access: what the bits outside of all fields do; a field has its own
 * @is_volatile: its value changes by itself
 * @has_reset: @reset is known, in the bits of @reset_mask
 * @scale: NULL where its value is a mere number
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
 * struct reg_place - a register where it is: every element of every array has
 * a place of its own
 * @offset: in bytes from the start of the region
 * @name: in full, such as `CH[3].CFG`
 * @description: the register's, with an element's index in place of each `%s`
 * @alternate: the register is, or a group it is in
 */
struct reg_place {
	uint64_t offset;
	const char *name;
	const char *description;
	bool alternate;
	const struct reg *reg;
};

/**
 * struct reg_device - a device the file is for, a pattern as in fnmatch(3)
 */
struct reg_device {
	struct reg_device *next;
	const char *pattern;
};

/**
 * struct reg_finding - something wrong that does not keep a file from use
 * @error: it is wrong for sure; else it may be meant so
 * @block: the name of the block that it is in; NULL where that is not needed
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
 * @devices: those the file is for
 * @file: the file's name, without its directory; NULL if not from a file
 * @name: of the block that all registers are of, where it has a name; else NULL
 * @region: the region the registers are in, NULL for the default
 * @has_base: the file says at which address offset 0 is: @base
 * @size: of the region in bytes, 0 where it is not said
 * @width: of registers, in bits, where they do not say
 * @endian: byte order of registers that do not say
 * @items: registers and groups, in the order of the file
 * @places: all registers, by offset, then by line
 * @findings: what the reader of the file had to bend, by line
 */
struct regs {
	struct reg_device *devices;
	const char *file;
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
	struct arena *arena;
};

void regs_free(struct regs *regs);

/**
 * struct reg_match - what a path names
 * @reg: the register
 * @offset: in bytes from the start of the region
 * @field: NULL where the path names the register as a whole
 */
struct reg_match {
	const struct reg *reg;
	uint64_t offset;
	const struct reg_field *field;
};

/**
 * regs_path_length() - how many characters at the start of a text can be part
 * of a path or a pattern: letters, digits, `_`, `.`, `[`, `]`, `*` and `?`
 */
size_t regs_path_length(const char *text);

/**
 * regs_resolve() - find what a path such as `CTRL`, `CH[3].CFG` or
 * `CH[3].CFG.MODE` names
 * @length: of the path; what follows in @path is not looked at
 * @match: the result, written on success only
 * @column: on failure, where the part of the path begins that is not known,
 *          or @length where the path ends before a register does
 *
 * Case counts. A numeric index in brackets may be any number that
 * number_scan() takes. The name of a block may be left out where one block only
 * has the register. Returns 0, -UIO_ENOREGISTER, or -UIO_EAMBIGUOUS where
 * several blocks have it.
 */
int regs_resolve(const struct regs *regs, const char *path, size_t length,
		 struct reg_match *match, size_t *column);

/**
 * struct regs_several - how a text names several registers or fields
 * @dump: as the registers of a group, of an array or of a glob; else as those of
 *        elements, `CH[*].CFG` or `CH[0..3].CFG`, one by one
 * @block: the one whose name the text leaves out; NULL for none
 * @ways, @alternate: for regs_expand()
 */
struct regs_several {
	bool dump;
	const struct reg *block;
	unsigned int ways;
	bool alternate;
};

/**
 * regs_name_several() - whether a text names several registers or fields, and how
 * @text: the path of a group, or of an array without an index, such as `CH`; or a
 *        path with `[*]`, any index, or `[FIRST..LAST]`, such as `CH[0..3].CFG`;
 *        or a glob, which has `*` or `?` outside of brackets
 * @several: the result, written where it does
 *
 * A glob is matched against full names, of groups too, and only where none
 * matches against those of fields. It may be that the text matches one only. Where
 * nothing matches, the name of a block may have been left out, as for
 * regs_resolve(). Returns 0, -UIO_ENOREGISTER or -UIO_EAMBIGUOUS.
 */
int regs_name_several(const struct regs *regs, const struct slice *text,
		      struct regs_several *several);

/**
 * regs_expand() - what a text names that names several, by offset
 * @each: called for each one; @field is NULL where it is the register as a whole.
 *        What it returns, if that is not 0, ends it.
 *
 * Of a group, an array or a glob views that are `alternate` are left out, unless
 * all are. Returns 0, or what @each returned.
 */
int regs_expand(const struct regs *regs, const struct slice *text,
		const struct regs_several *several,
		int (*each)(void *context, const struct reg_place *place,
			    const struct reg_field *field),
		void *context);

/**
 * regs_glob() - whether a glob matches the full name of a register, or of a group it
 * is in
 */
bool regs_glob(const struct regs *regs, const char *glob, const char *name);

/**
 * regs_nearest() - the path that a wrong one was probably meant to be
 *
 * Returns an allocated string, or NULL if none is near.
 */
char *regs_nearest(const struct regs *regs, const char *path, size_t length);

/**
 * reg_place_end() - the offset after a register's last byte
 */
uint64_t reg_place_end(const struct reg_place *place);

/**
 * regs_next() - the registers that have a byte in a range, by offset
 * @place: the one before, NULL to begin
 * @offset, @length: the range in bytes
 *
 * Returns NULL after the last.
 */
const struct reg_place *regs_next(const struct regs *regs,
				  const struct reg_place *place,
				  uint64_t offset, uint64_t length);

/**
 * reg_mask() - the lowest @width bits, 64 at most
 */
static inline uint64_t reg_mask(unsigned int width)
{
	return width < 64 ? (UINT64_C(1) << width) - 1 : UINT64_MAX;
}

/**
 * reg_access_width() - the bits of an access to a register: its width, but a
 * byte for one that is narrower
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
uint64_t reg_field_mask(const struct reg_field *field);

/**
 * reg_has() - whether a register, or one of its fields, is of a kind
 *
 * One that has REG_RC is not to be read without need, as the whole register is
 * read even for one field.
 */
bool reg_has(const struct reg *reg, enum reg_access access);

/**
 * reg_write_one_bits() - the bits of a register where writing a one does
 * something: those of the kinds w1c and pulse
 *
 * Read-modify-write has to write them as 0, unless they are meant.
 */
uint64_t reg_write_one_bits(const struct reg *reg);

/**
 * reg_write_zero_bits() - the bits of a register where writing a zero does
 * something: those of the kind w0c
 *
 * Read-modify-write has to write them as 1, unless they are meant.
 */
uint64_t reg_write_zero_bits(const struct reg *reg);

/**
 * reg_plain_bits() - the bits of a register that read back what was written
 */
uint64_t reg_plain_bits(const struct reg *reg);

/**
 * reg_value_named() - look a value of a field up by its name, to write it
 *
 * Returns NULL where the field has no such value, or it has no value of its own.
 */
const struct reg_value *reg_value_named(const struct reg_field *field,
					const char *name);

/**
 * reg_value_of() - the name for what was read from a field; NULL for none
 * @value: its lowest bit at 0
 */
const struct reg_value *reg_value_of(const struct reg_field *field,
				     uint64_t value);

/**
 * reg_physical() - the physical value as text, with @scale's decimals
 * @text: the result, of REG_PHYSICAL_SIZE bytes
 *
 * Zeros at the end of the decimals are left out. Returns the value itself.
 */
#define REG_PHYSICAL_SIZE 128
double reg_physical(const struct reg_scale *scale, uint64_t value, char *text);

/**
 * reg_access_name() - the word for a kind: rw, ro, wo, w1c, rc, pulse or w0c
 * reg_access_find() - the kind of a word; false where it is not one of these
 */
const char *reg_access_name(enum reg_access access);
bool reg_access_find(const char *name, enum reg_access *access);

#endif
