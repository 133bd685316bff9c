/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Register files: finding, reading, checking and writing them. */
#ifndef UIO_REGS_FILE_H
#define UIO_REGS_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

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
 * struct regs_text - what is in a register file
 * @svd: it is CMSIS-SVD: the name ends in `.svd` or, where it is standard input,
 *       it begins as XML does
 */
struct regs_text {
	struct arena *arena;
	char *text;
	size_t length;
	bool svd;
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
 * regs_make() - make the model of what was read
 * @text: can then only be freed
 */
int regs_make(struct regs_text *text, const char *peripheral,
	      struct regs **regs, struct regs_error *error);

/**
 * regs_load() - read a register file: the two steps in one
 * @path: `-` is standard input
 * @peripheral: which one of an SVD file; NULL where it has one only
 * @regs: the result; free with regs_free()
 * @error: filled on failure
 *
 * Returns 0, a negative errno, -UIO_EREGS for a file that is wrong,
 * -UIO_ENOPERIPHERAL where it has no such peripheral or none was named and it
 * has several, -UIO_ENOLIB or -UIO_EWITHOUT. The reason is in words in each case.
 */
int regs_load(const char *path, const char *peripheral, struct regs **regs,
	      struct regs_error *error);

/* Those of devices that were made from a register file: ADDRESS.regs. */
#define REGS_RUN_DIRECTORY "/run/uio/regs"

/**
 * regs_find() - the file for a device
 * @names: what the device is called; asked for as far as they are needed, and
 *         not at all where no directory has a register file. For `foo@a0000000`,
 *         `foo` is tried by itself.
 * @path: the result, allocated
 *
 * The directories are those of regs_directories(). In each one a file called
 * after one of the names comes first, NAME.regs before NAME.svd, with `!` for
 * each `/` of the name; then a text file one of whose `device` lines matches a
 * name. Files that cannot be read are passed over.
 *
 * Returns 0, -UIO_ENOREGS or -ENOMEM.
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
 * regs_parse_head() - read only the lines that come before the first register
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
 * Returns 0 or -ENOMEM.
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
 * 0; NULL behind the last
 */
const char *svd_peripheral(const struct svd *svd, size_t index);

/**
 * svd_regs() - the registers of one peripheral
 * @peripheral: its name; NULL where the file has one only
 *
 * Returns as regs_load().
 */
int svd_regs(struct svd *svd, const char *peripheral, struct regs **regs,
	     struct regs_error *error);

void svd_close(struct svd *svd);

/**
 * svd_load() - the registers of one peripheral, from memory
 *
 * Much faster than svd_parse(): the registers of other peripherals are passed
 * over, and mistakes in them. Parameters and result are those of regs_load().
 */
int svd_load(const char *text, size_t length, const char *peripheral,
	     struct regs **regs, struct regs_error *error);

#endif
