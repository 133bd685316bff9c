/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * From operands to accesses: looks names up in the register file, and checks the
 * result against the region, without any access.
 */
#ifndef UIO_LANG_RESOLVE_H
#define UIO_LANG_RESOLVE_H

#include "common/access/access.h"
#include "common/regs/model.h"
#include "operand.h"

/**
 * struct resolve_context - what operands are resolved by
 * @regs: the register file, or NULL
 * @region: what the registers lie in
 * @width: of operands that are offsets, in bits; 0: the register file's, or 32
 * @endian: their byte order; unsaid: the register file's, or the CPU's
 */
struct resolve_context {
	const struct regs *regs;
	const struct uio_region *region;
	unsigned int width;
	enum reg_endian endian;
};

/**
 * struct resolved - what an operand asks for
 * @access: the units; its value is shifted to its bits
 * @mask: the bits of each unit that are meant
 * @change: of the operand: it takes a read, even if all bits are meant
 * @shift: the lowest of them
 * @write_one_bits: bits where writing one has an effect, so that they are written
 *          as 0 unless they are meant; in a range resolve_write_one_bits() has them
 * @write_zero_bits: bits where writing zero has an effect, so written as 1;
 *          in a range resolve_write_zero_bits() has them
 * @reg: the register that the access is one of, where that is known; an offset
 *       finds it too
 * @field: where a field was named
 */
struct resolved {
	struct access access;
	uint64_t mask;
	char change;
	unsigned int shift;
	uint64_t write_one_bits;
	uint64_t write_zero_bits;
	const struct reg *reg;
	const struct reg_field *field;
};

/**
 * struct step - one operand, and what it asks for
 * @dump: the register was not named, but one of all those of a file, of a group or
 *        of a glob: it is left alone where reading it has an effect
 */
struct step {
	struct operand operand;
	struct resolved found;
	bool dump;
};

/**
 * resolve() - look an operand up and check it
 * @found: the result, written on success only
 * @column: on failure, the index in the operand's text of what is wrong, or
 *          SIZE_MAX where that is all of it
 *
 * Returns 0, -UIO_ENOREGS (a name, and no register file), -UIO_ENOREGISTER,
 * -UIO_ESEVERAL (a group, or a pattern whatever it matches), -UIO_ENOVALUE (a field has no value of that name), -UIO_EBITS (bits past the
 * width), or as access_check().
 */
int resolve(const struct operand *op, const struct resolve_context *by,
	    struct resolved *found, size_t *column);

/**
 * resolve_match() - the same of an operand whose register, or field, is known
 * @match: where it is; no register where the operand is an offset
 */
int resolve_match(const struct operand *op, const struct resolve_context *by,
		  const struct reg_match *match, struct resolved *found,
		  size_t *column);

/**
 * resolve_width() - the width of operands that are offsets, in bits
 */
unsigned int resolve_width(const struct resolve_context *by);

/**
 * resolved_whole() - whether all bits of each unit are meant, whatever they are now
 */
bool resolved_whole(const struct resolved *found);

/**
 * resolved_bits() - how many bits the operand's value has
 */
unsigned int resolved_bits(const struct resolved *found);

/**
 * resolve_write_one_bits() - the bits of a unit where a written one does something, in
 * whatever registers it is part of or has parts in
 * resolve_write_zero_bits() - those where a written zero does
 */
uint64_t resolve_write_one_bits(const struct resolve_context *by,
				uint64_t offset, const struct unit *unit);
uint64_t resolve_write_zero_bits(const struct resolve_context *by,
				 uint64_t offset, const struct unit *unit);

/**
 * resolve_at() - the place of the register that a unit is, where the file has
 * such a one there; else NULL
 * resolve_register() - that register
 */
const struct reg_place *resolve_at(const struct resolve_context *by,
				   uint64_t offset, unsigned int width);
const struct reg *resolve_register(const struct resolve_context *by,
				   uint64_t offset, unsigned int width);

/**
 * resolve_volatile() - whether some register in a range changes by itself
 * @offset, @length: in bytes
 */
bool resolve_volatile(const struct resolve_context *by, uint64_t offset,
		      uint64_t length);

/**
 * resolve_side_effect() - whether some register in a range is one that dumps,
 * and reads that were not asked for, must leave alone: of the kinds rc and wo
 * @offset, @length: in bytes
 *
 * Returns the register, or NULL.
 */
const struct reg *resolve_side_effect(const struct resolve_context *by,
				      uint64_t offset, uint64_t length);

/**
 * resolve_place() - the unit and byte order of a register at its place
 *
 * Returns 0 or as access_check().
 */
int resolve_place(const struct reg_place *place,
		  const struct resolve_context *by, struct resolved *found);

#endif
