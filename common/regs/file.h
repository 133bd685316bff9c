/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Register files: finding, reading, checking and writing them. */
#ifndef UIO_REGS_FILE_H
#define UIO_REGS_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "common/device/device.h"
#include "common/device/names.h"
#include "model.h"

/**
 * struct regs_error - why a file could not be read
 * @line, @column: from 1; 0 where the reason has no such place
 * @reason: in words
 */
struct regs_error {
	unsigned int line;
	unsigned int column;
	char reason[256];
};

/**
 * struct regs_wanted - which blocks of a file are wanted, and where
 * @block: the name of one; NULL for all that are in the region, or all
 * @has_base: @base is the address of the region's first byte as the file has
 *            addresses, and @size the region's bytes
 * @given: a person said so, so that no block may be elsewhere
 * @placed: blocks whose addresses are not known are not wanted, unless named
 * @outline: of an XML file blocks without registers are enough
 */
struct regs_wanted {
	const char *block;
	bool has_base;
	bool given;
	bool placed;
	bool outline;
	uint64_t base;
	uint64_t size;
};

/**
 * regs_within() - whether an address of the file is in the region
 */
static inline bool regs_within(const struct regs_wanted *wanted,
			       uint64_t address)
{
	return address >= wanted->base && address - wanted->base < wanted->size;
}

/**
 * regs_want_region() - want the blocks of a region
 * @wanted: gets its bytes and, unless it has one or the region's is not known, its
 *          address
 */
void regs_want_region(struct regs_wanted *wanted,
		      const struct uio_region *region);

/**
 * struct regs_text - what is in a register file
 * @path: borrowed from who read it
 * @xml: it is CMSIS-SVD, as its text begins as XML does
 */
struct regs_text {
	const char *path;
	struct arena *arena;
	char *text;
	size_t length;
	bool xml;
};

/**
 * regs_read() - read the bytes of a register file
 * @path: `-` is standard input
 * @text: free with regs_text_free(), on success only
 *
 * Returns as regs_load().
 */
int regs_read(const char *path, struct regs_text *text,
	      struct regs_error *error);

void regs_text_free(struct regs_text *text);

/**
 * regs_make() - make the model of what was read, without places
 * @text: can then only be freed
 * @wanted: registers of other blocks may be passed over; NULL for all
 *
 * Returns as regs_load().
 */
int regs_make(struct regs_text *text, const struct regs_wanted *wanted,
	      struct regs **regs, struct regs_error *error);

/**
 * regs_block() - the block of that name; NULL for none
 */
struct reg *regs_block(const struct regs *regs, const char *name);

/**
 * regs_lay() - put the blocks that are wanted at their places in the region
 * @wanted: NULL for all of the file
 *
 * A block whose address is in the region gets the offset that it has there, and
 * blocks elsewhere are left out. If no block is in it, one block, the only or
 * the named one, begins with the region. A block by itself becomes the whole file:
 * its name goes before no register. Where the file has no addresses the blocks stay
 * where they are. To be called once, after regs_make(). On failure the model is
 * freed.
 *
 * Returns 0, -ENOMEM, -UIO_ENOBLOCK or -UIO_EREGS.
 */
int regs_lay(struct regs *regs, const struct regs_wanted *wanted,
	     struct regs_error *error);

/**
 * regs_load() - read a register file: the three steps in one
 * @path: `-` is standard input
 * @wanted: as for regs_lay()
 * @regs: the result; free with regs_free()
 * @error: filled on failure
 *
 * Returns 0, a negative errno, -UIO_EREGS for a file that is wrong,
 * -UIO_ENOBLOCK where it does not have the block that is wanted, or several and
 * none was named, -UIO_ENOLIB or -UIO_EWITHOUT. The reason is in words in each case.
 */
int regs_load(const char *path, const struct regs_wanted *wanted,
	      struct regs **regs, struct regs_error *error);

/* The directory of the files of simulated devices: ADDRESS.regs. */
#define REGS_RUN_DIRECTORY "/run/uio/regs"

/**
 * regs_find() - the file for a device
 * @names: the names of the device, fetched only as needed, and
 *         not at all where no directory has a register file. For `foo@a0000000`,
 *         `foo` is tried by itself.
 * @path: the result, allocated
 *
 * The directories are those of regs_directories(). In each one a file called
 * after one of the names comes first, NAME.regs before NAME.svd before NAME.hwh,
 * with `!` for each `/` of the name; then a text file one of whose `device` lines
 * matches a name. Files that cannot be read are passed over, but not for want of
 * memory or descriptors.
 *
 * Returns 0, -UIO_ENOREGS, -ENOMEM, -EMFILE or -ENFILE.
 */
int regs_find(struct uio_names *names, char **path);

/**
 * regs_directories() - where register files are looked for, with colons
 * between: $UIO_REGS_PATH, $XDG_CONFIG_HOME/uio/regs (~/.config by default),
 * /etc/uio/regs, /run/uio/regs, /usr/local/share/uio/regs, /usr/share/uio/regs
 *
 * Returns an allocated string, or NULL without memory.
 */
char *regs_directories(void);

/**
 * regs_parse() - read the text format from memory
 *
 * Returns as regs_load().
 */
int regs_parse(const char *text, size_t length, struct regs **regs,
	       struct regs_error *error);

/**
 * regs_parse_head() - read only the lines that come before the first register; the
 * model has no places
 */
int regs_parse_head(const char *text, size_t length, struct regs **regs,
		    struct regs_error *error);

/**
 * regs_print() - write the model as text that regs_parse() reads back
 *
 * Whether it could be written shows in @out's error flag.
 */
void regs_print(const struct regs *regs, FILE *out);

/**
 * regs_check() - look for what cannot be right in a model
 * @finding: called for each finding, those of the reader too, by line
 *
 * Files with several blocks are checked with check.h. Returns 0 or -ENOMEM.
 */
int regs_check(const struct regs *regs,
	       void (*finding)(void *context,
			       const struct reg_finding *finding),
	       void *context);

/**
 * struct svd - an SVD file, read but not yet taken apart
 */
struct svd;

/**
 * svd_parse() - read the SVD format from memory
 * @svd: free with svd_close()
 *
 * Returns as regs_load(); always -UIO_EWITHOUT in a build without expat
 * (WITH_EXPAT=0).
 */
int svd_parse(const char *text, size_t length, struct svd **svd,
	      struct regs_error *error);

/**
 * svd_peripheral() - the name of a peripheral, by its number in the file from
 * 0; NULL after the last
 */
const char *svd_peripheral(const struct svd *svd, size_t index);

/**
 * svd_marks_views() - whether the file says anywhere that a register or a cluster
 * is another view of what is described elsewhere
 */
bool svd_marks_views(const struct svd *svd);

/**
 * svd_findings() - what is wrong with names of peripherals, the last one first
 */
const struct reg_finding *svd_findings(const struct svd *svd);

/**
 * svd_regs() - the registers of some peripherals, each a block
 *
 * Returns as regs_make().
 */
int svd_regs(struct svd *svd, const struct regs_wanted *wanted,
	     struct regs **regs, struct regs_error *error);

void svd_close(struct svd *svd);

/**
 * svd_load() - the registers of some peripherals, from memory
 *
 * Much faster than svd_parse(): the registers of other peripherals are passed
 * over, and mistakes in them. Parameters and result are those of regs_make().
 */
int svd_load(const char *text, size_t length, const struct regs_wanted *wanted,
	     struct regs **regs, struct regs_error *error);

#endif
