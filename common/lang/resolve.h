/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * From operands to accesses: names are looked up in the register file, and the
 * result is checked against the region, without any access.
 */
#ifndef UIO_LANG_RESOLVE_H
#define UIO_LANG_RESOLVE_H

#include "common/access/access.h"
#include "common/regs/model.h"
#include "operand.h"

/**
 * struct resolve_context - what operands are resolved with
 * @regs: the register file, or NULL
 * @region: the region that contains the registers
 * @width: width of operands that are offsets, in bits; 0 means that of the
 *         register file, or 32
 * @endian: their byte order; if unset, that of the register file, or the CPU's
 */
struct resolve_context {
	const struct regs *regs;
	const struct uio_region *region;
	unsigned int width;
	enum reg_endian endian;
};

/**
 * struct resolved - the access that an operand stands for
 * @access: the units; its value is shifted to its bits
 * @mask: the bits of each unit that are meant
 * @change: the operator of the operand, which needs a read even if all bits are
 *          meant
 * @shift: the lowest of these bits
 * @named: the operand is a name, so properties of other registers at the same offset
 *         do not apply
 * @reg: the register that is accessed, if the register file has it; an offset
 *       finds it too
 * @field: the field that was named, or NULL
 */
struct resolved {
	struct access access;
	uint64_t mask;
	char change;
	unsigned int shift;
	bool named;
	const struct reg *reg;
	const struct reg_field *field;
};

/**
 * struct step - one operand, and the access that it stands for
 * @dump: the register was not named itself, but is part of a file, a group or a
 *        glob: it is skipped if reading it has an effect
 */
struct step {
	struct operand operand;
	struct resolved found;
	bool dump;
};

/**
 * resolve() - look up and check an operand
 * @found: the result, written on success only
 * @column: on failure, the index of the error in the operand's text, or
 *          SIZE_MAX if the error is about all of it
 *
 * Returns 0, -UIO_ENOREGS (a name without a register file), -UIO_ENOREGISTER,
 * -UIO_ESEVERAL (a group or a pattern, even if only one register matches),
 * -UIO_ENOVALUE (a field has no value of that name), -UIO_EBITS (bits beyond
 * the width), or an error of access_check().
 */
int resolve(const struct operand *op, const struct resolve_context *by,
	    struct resolved *found, size_t *column);

/**
 * resolve_value_name() - read VALUE, which cannot be read otherwise, as the name of
 * a value of the operand's field; such a name can have any characters
 * @text: the text of the value, which is all of the rest
 *
 * Returns whether the field has a value of that name.
 */
bool resolve_value_name(const char *text, const struct resolve_context *by,
			struct operand *op);

/**
 * resolve_named_assignment() - read an assignment of such a value
 * @op: written if the text is one
 */
bool resolve_named_assignment(const char *text,
			      const struct resolve_context *by,
			      struct operand *op);

/**
 * resolve_match() - resolve an operand whose register or field is already known
 * @match: the register or field; without a register if the operand is an offset
 */
int resolve_match(const struct operand *op, const struct resolve_context *by,
		  const struct reg_match *match, struct resolved *found,
		  size_t *column);

/**
 * resolve_width() - the width of operands that are offsets, in bits
 * resolve_endian() - the byte order of operands that are offsets
 */
unsigned int resolve_width(const struct resolve_context *by);
enum reg_endian resolve_endian(const struct resolve_context *by);

/**
 * resolved_whole() - whether all bits of each unit are meant, and a write does
 * not need their current values
 * resolved_bits() - how many bits the operand's value has
 */
bool resolved_whole(const struct resolved *found);
unsigned int resolved_bits(const struct resolved *found);

/**
 * resolved_kind_bits() - the bits of a unit that are of some kinds: those of the
 * register that was named or, without a name, of all registers that the unit
 * overlaps
 * @offset: offset of the unit
 * @bits_of: the kinds: reg_write_one_bits(), reg_write_zero_bits(),
 *           reg_read_only_bits(), reg_writable_bits() or reg_other_bits()
 */
uint64_t resolved_kind_bits(const struct resolved *found,
			    const struct resolve_context *by, uint64_t offset,
			    uint64_t (*bits_of)(const struct reg *reg));

/**
 * resolve_at() - the place of the register that is exactly this unit, or NULL;
 * of several, the first that can be read
 */
const struct reg_place *resolve_at(const struct resolve_context *by,
				   uint64_t offset, unsigned int width);

/**
 * resolve_volatile() - whether a register in a range changes by itself
 * @offset, @length: the range in bytes
 */
bool resolve_volatile(const struct resolve_context *by, uint64_t offset,
		      uint64_t length);

/**
 * resolve_side_effect() - find a register in a range that must not be read
 * unless it was asked for: one of the kinds rc and wo, but not a wo register at
 * whose place another one can be read
 * @offset, @length: the range in bytes
 *
 * Returns the register, or NULL.
 */
const struct reg *resolve_side_effect(const struct resolve_context *by,
				      uint64_t offset, uint64_t length);

/**
 * resolved_read_has_effect() - whether a unit must not be read unless it was asked
 * for: by the kind of the register that was named or, without a name, of those that
 * the unit overlaps
 * @offset: offset of the unit
 */
bool resolved_read_has_effect(const struct resolved *found,
			      const struct resolve_context *by,
			      uint64_t offset);

/**
 * resolve_unreadable() - find a register in a range that cannot be written in
 * part: it or one of its fields is rc or wo, so the other bits cannot be read
 * @offset, @length: the range in bytes
 *
 * Returns the register, or NULL.
 */
const struct reg *resolve_unreadable(const struct resolve_context *by,
				     uint64_t offset, uint64_t length);

/**
 * resolve_place() - make the unit of a register at its place, with its byte
 * order
 *
 * Returns 0 or an error of access_check().
 */
int resolve_place(const struct reg_place *place,
		  const struct resolve_context *by, struct resolved *found);

#endif
