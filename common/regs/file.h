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
 * @line, @column: from 1; 0 if the reason has no such place
 * @reason: a description
 */
struct regs_error {
	unsigned int line;
	unsigned int column;
	char reason[256];
};

/**
 * struct regs_wanted - the blocks of a file that are wanted, and their
 * addresses
 * @block: the name of one, or NULL for all blocks in the region or all of the
 *         file
 * @has_base: @base is the address of the region's first byte in the addresses
 *            of the file, and @size is the region's size
 * @given: the user gave @base, so no block may be elsewhere
 * @placed: leave out blocks whose addresses are not known, unless named
 * @outline: in an XML file the blocks are enough, without their registers
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
 * @wanted: receives the region's size and, unless it has an address or that of
 *          the region is not known, its address
 */
void regs_want_region(struct regs_wanted *wanted,
		      const struct uio_region *region);

/**
 * struct regs_text - the contents of a register file
 * @path: borrowed from the caller that read it
 * @xml: the text begins as XML does, so it is CMSIS-SVD or a hand-off file
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
 * Returns the same errors as regs_load().
 */
int regs_read(const char *path, struct regs_text *text,
	      struct regs_error *error);

void regs_text_free(struct regs_text *text);

/**
 * regs_make() - make the model of a text, without places
 * @text: must then only be freed
 * @wanted: registers of other blocks may be skipped; NULL for all
 *
 * Returns the same errors as regs_load().
 */
int regs_make(struct regs_text *text, const struct regs_wanted *wanted,
	      struct regs **regs, struct regs_error *error);

/**
 * regs_block() - the block with this name, or NULL
 */
struct reg *regs_block(const struct regs *regs, const char *name);

/**
 * regs_lay() - put the wanted blocks at their places in the region
 * @wanted: NULL for all of the file
 *
 * A block whose address is in the region gets its offset there, and blocks
 * elsewhere are left out. If no block is in the region, a single block, the
 * only or the named one, begins where the region begins. A single block becomes
 * the whole file: its name precedes no register. If the file has no addresses
 * the blocks keep their places. Call this once, after regs_make(). On failure
 * the model is freed.
 *
 * Returns 0, -ENOMEM, -UIO_ENOBLOCK or -UIO_EREGS.
 */
int regs_lay(struct regs *regs, const struct regs_wanted *wanted,
	     struct regs_error *error);

/**
 * regs_open() - read a file and make its model: regs_read() and regs_make()
 *
 * Returns the same errors as regs_load().
 */
int regs_open(const char *path, const struct regs_wanted *wanted,
	      struct regs **regs, struct regs_error *error);

/**
 * regs_load() - read a register file: the three steps in one
 * @path: `-` is standard input
 * @wanted: as for regs_lay()
 * @regs: the result; free with regs_free()
 * @error: filled on failure
 *
 * Returns 0, a negative errno, -UIO_EREGS for a file with an error,
 * -UIO_ENOBLOCK if it lacks the wanted block, or has several and none was
 * named, -UIO_ENOLIB or -UIO_EWITHOUT. In each case the reason is described.
 */
int regs_load(const char *path, const struct regs_wanted *wanted,
	      struct regs **regs, struct regs_error *error);

/* The directory of the files of simulated devices: ADDRESS.regs. */
#define REGS_RUN_DIRECTORY "/run/uio/regs"

/**
 * regs_find() - find the file for a device
 * @names: the names of the device, fetched only as needed, and not at all if no
 *         directory has a register file. For `foo@a0000000`, `foo` is tried by
 *         itself.
 * @path: the result, allocated
 *
 * The directories are those of regs_directories(). In each, a file named after
 * one of the names comes first, NAME.regs before NAME.svd before NAME.hwh, with
 * `!` for each `/` of the name; then a text file with a `device` line that
 * matches a name. FIFOs are skipped, and so are text files that cannot be read,
 * unless memory or descriptors are short. But a file named after a device is found
 * even if only its permissions keep it from being read.
 *
 * Returns 0, -UIO_ENOREGS, -ENOMEM, -EMFILE or -ENFILE.
 */
int regs_find(struct uio_names *names, char **path);

/**
 * regs_directories() - the directories that are searched for register files,
 * separated by colons: $UIO_REGS_PATH, $XDG_CONFIG_HOME/uio/regs (~/.config by
 * default), /etc/uio/regs, /run/uio/regs, /usr/local/share/uio/regs,
 * /usr/share/uio/regs
 *
 * Returns an allocated string, or NULL if memory is short.
 */
char *regs_directories(void);

/**
 * regs_parse() - read the text format from memory
 *
 * Returns the same errors as regs_load().
 */
int regs_parse(const char *text, size_t length, struct regs **regs,
	       struct regs_error *error);

/**
 * regs_parse_head() - read only the lines before the first register; the model
 * has no places
 */
int regs_parse_head(const char *text, size_t length, struct regs **regs,
		    struct regs_error *error);

/**
 * regs_print() - write the model as text that regs_parse() reads back
 *
 * A write error shows in @out's error flag.
 */
void regs_print(const struct regs *regs, FILE *out);

/**
 * struct svd - an SVD file that was parsed, but not yet converted
 */
struct svd;

/**
 * svd_parse() - parse the SVD format from memory
 * @svd: free with svd_close()
 *
 * Returns the same errors as regs_load(); always -UIO_EWITHOUT in a build
 * without expat (WITH_EXPAT=0).
 */
int svd_parse(const char *text, size_t length, struct svd **svd,
	      struct regs_error *error);

/**
 * svd_peripheral() - the name of a peripheral, by its number in the file from
 * 0; NULL after the last
 */
const char *svd_peripheral(const struct svd *svd, size_t index);

/**
 * svd_marks_views() - whether the file marks any register or cluster as another
 * view of a place that is described elsewhere
 */
bool svd_marks_views(const struct svd *svd);

/**
 * svd_findings() - the faults in the names of peripherals, the last one first
 */
const struct reg_finding *svd_findings(const struct svd *svd);

/**
 * svd_regs() - the registers of some peripherals, each of which becomes a block
 *
 * Returns the same errors as regs_make().
 */
int svd_regs(struct svd *svd, const struct regs_wanted *wanted,
	     struct regs **regs, struct regs_error *error);

void svd_close(struct svd *svd);

/**
 * svd_load() - read the registers of some peripherals from memory
 *
 * This is much faster than svd_parse(): the registers of other peripherals are
 * skipped, and so are mistakes in them. Parameters and result are those of
 * regs_make().
 */
int svd_load(const char *text, size_t length, const struct regs_wanted *wanted,
	     struct regs **regs, struct regs_error *error);

#endif
