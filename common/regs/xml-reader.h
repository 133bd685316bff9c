/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Shared parts of the readers of SVD files and of Vivado's hand-off files:
 * expat, and the tree.
 */
#ifndef UIO_REGS_XML_READER_H
#define UIO_REGS_XML_READER_H

#include "common/base/lib.h"
#include "svd-tree.h"

struct xml_reader;

/**
 * struct xml_format - a kind of file, recognized by its root element
 * @begin, @end: called at each start tag and at each end tag
 * @text: NULL if the text between tags is not needed
 * @finish: called after the last end tag; may be NULL
 */
struct xml_format {
	const char *root;
	void (*begin)(struct xml_reader *reader, const XML_Char *element,
		      const XML_Char **attributes);
	void (*end)(struct xml_reader *reader);
	XML_CharacterDataHandler text;
	void (*finish)(struct xml_reader *reader);
};

/**
 * struct xml_reader - a file while expat reads it
 * @err: why reading has stopped; set by xml_stop()
 * @node: the innermost node that is open
 * @depth: depth of the element that begins or ends; the root element has 1
 * @hwh: the state of the reader of hand-off files
 *
 * The members from @skip on belong to the reader of SVD files.
 */
struct xml_reader {
	const struct lib_expat *lib;
	XML_Parser parser;
	const struct xml_format *format;
	struct arena *arena;
	struct regs_error *error;
	int err;
	struct svd_node *root;
	struct svd_node *node;
	unsigned int depth;
	struct hwh *hwh;
	unsigned int skip; /* depth of the element that is skipped */
	char *text;
	size_t length;
	size_t size;
	const struct svd_filter *filter;
	struct svd_node *unwanted; /* the peripheral whose `registers` begin */
	unsigned long
		given; /* bytes given to expat, without those that were skipped */
	unsigned int passed_lines;
};

/**
 * xml_stop() - stop reading; only the first @err counts
 */
void xml_stop(struct xml_reader *reader, int err);

/**
 * xml_line() - the line that is being read, from 1
 */
unsigned int xml_line(const struct xml_reader *reader);

/**
 * xml_add() - append a node to a parent
 * @parent: NULL for a node that is put into the tree later
 *
 * Returns NULL if memory is short, or after xml_stop().
 */
struct svd_node *xml_add(struct xml_reader *reader, struct svd_node *parent,
			 enum svd_tag tag);

/**
 * xml_add_text() - append a node with a text, which is copied
 */
struct svd_node *xml_add_text(struct xml_reader *reader,
			      struct svd_node *parent, enum svd_tag tag,
			      const char *text);

/**
 * xml_squeeze() - reduce runs of blanks and newlines to one blank, and remove
 * them at the ends
 *
 * Returns the length that is left; the text is not terminated there.
 */
size_t xml_squeeze(char *text, size_t length);

/**
 * xml_set_text() - set the text of a node and, if it is a name, that of its
 * parent
 * @text: not copied; NULL means that memory was short
 */
void xml_set_text(struct xml_reader *reader, struct svd_node *node,
		  const char *text);

/**
 * xml_give() - pass the next part of the file to expat
 *
 * Returns 0, -UIO_EREGS or -ENOMEM.
 */
int xml_give(struct xml_reader *reader, const char *text, size_t length,
	     bool is_last);

/**
 * svd_begin(), svd_end(), svd_add_text() - read SVD files
 */
void svd_begin(struct xml_reader *reader, const XML_Char *element,
	       const XML_Char **attributes);
void svd_end(struct xml_reader *reader);
void XMLCALL svd_add_text(void *context, const XML_Char *text, int length);

/**
 * svd_give() - pass the whole file to expat, except for registers of SVD
 * peripherals that are not wanted
 */
int svd_give(struct xml_reader *reader, const char *text, size_t length);

/**
 * hwh_begin(), hwh_end(), hwh_finish() - read Vivado's hand-off files
 *
 * They make the tree that an SVD file with the same registers would give.
 */
void hwh_begin(struct xml_reader *reader, const XML_Char *element,
	       const XML_Char **attributes);
void hwh_end(struct xml_reader *reader);
void hwh_finish(struct xml_reader *reader);

#endif
