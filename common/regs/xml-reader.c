// SPDX-License-Identifier: GPL-2.0-or-later
#include "xml-reader.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/array.h"
#include "common/base/error.h"

#define CHUNK	  (64 * 1024)
#define MAX_DEPTH 64

void xml_stop(struct xml_reader *reader, int err)
{
	if (!reader->err)
		reader->err = err;
	reader->lib->XML_StopParser(reader->parser, XML_FALSE);
}

unsigned int xml_line(const struct xml_reader *reader)
{
	return reader->lib->XML_GetCurrentLineNumber(reader->parser) +
	       reader->passed_lines;
}

struct svd_node *xml_add(struct xml_reader *reader, struct svd_node *parent,
			 enum svd_tag tag)
{
	struct svd_node *node = arena_take(reader->arena, sizeof(*node));

	if (!node) {
		xml_stop(reader, -ENOMEM);
		return NULL;
	}
	node->tag = tag;
	node->line = xml_line(reader);
	node->parent = parent;
	if (!parent)
		return node;
	if (parent->last)
		parent->last->next = node;
	else
		parent->children = node;
	parent->last = node;
	return node;
}

size_t xml_squeeze(char *text, size_t length)
{
	size_t to = 0;

	for (size_t i = 0; i < length; i++) {
		bool blank = strchr(" \t\r\n", text[i]);

		if (!blank)
			text[to++] = text[i];
		else if (to && text[to - 1] != ' ')
			text[to++] = ' ';
	}
	return to && text[to - 1] == ' ' ? to - 1 : to;
}

void xml_set_text(struct xml_reader *reader, struct svd_node *node,
		  const char *text)
{
	node->text = text;
	if (!text)
		xml_stop(reader, -ENOMEM);
	else if (node->tag == SVD_name && node->parent)
		node->parent->name = text;
}

struct svd_node *xml_add_text(struct xml_reader *reader,
			      struct svd_node *parent, enum svd_tag tag,
			      const char *text)
{
	struct svd_node *node = xml_add(reader, parent, tag);
	size_t length = strlen(text);
	char *copy;

	if (!node)
		return NULL;
	copy = arena_text(reader->arena, text, length);
	if (copy)
		copy[xml_squeeze(copy, length)] = '\0';
	xml_set_text(reader, node, copy);
	return copy ? node : NULL;
}

static const struct xml_format formats[] = {
	{ "device", svd_begin, svd_end, svd_add_text, NULL },
	{ "EDKSYSTEM", hwh_begin, hwh_end, NULL, hwh_finish },
};

/* expat may still call handlers after xml_stop(), which then do nothing. */
static void XMLCALL begin_element(void *context, const XML_Char *element,
				  const XML_Char **attributes)
{
	struct xml_reader *reader = context;

	if (reader->err)
		return;
	for (size_t i = 0; i < ARRAY_SIZE(formats) && !reader->format; i++)
		if (!strcmp(element, formats[i].root)) {
			reader->format = &formats[i];
			reader->lib->XML_SetCharacterDataHandler(
				reader->parser, reader->format->text);
		}
	if (!reader->format) {
		xml_stop(reader,
			 regs_wrong(reader->error, xml_line(reader), 0,
				    "<%.100s> is neither an SVD device nor a "
				    "Vivado design",
				    element));
		return;
	}
	if (++reader->depth > MAX_DEPTH)
		xml_stop(reader, regs_wrong(reader->error, xml_line(reader), 0,

					    "elements are nested more than "
					    "%d deep",
					    MAX_DEPTH));
	if (!reader->err)
		reader->format->begin(reader, element, attributes);
}

static void XMLCALL end_element(void *context, const XML_Char *element)
{
	struct xml_reader *reader = context;

	(void)element;
	if (reader->err)
		return;
	reader->format->end(reader);
	reader->depth--;
}

/* Register files never declare entities; an entity declaration indicates an attack. */
static void XMLCALL refuse_entity(void *context, const XML_Char *name,
				  int is_parameter, const XML_Char *value,
				  int value_length, const XML_Char *base,
				  const XML_Char *system_id,
				  const XML_Char *public_id,
				  const XML_Char *notation)
{
	struct xml_reader *reader = context;

	(void)name, (void)is_parameter, (void)value, (void)value_length;
	(void)base, (void)system_id, (void)public_id, (void)notation;
	xml_stop(reader, regs_wrong(reader->error, xml_line(reader), 0,
				    "entity declarations are not accepted"));
}

int xml_give(struct xml_reader *reader, const char *text, size_t length,
	     bool is_last)
{
	const struct lib_expat *lib = reader->lib;
	enum XML_Status status;
	enum XML_Error code;

	reader->given += length;
	/* expat copies what it is given, so large files are passed in chunks. */
	do {
		size_t chunk = length < CHUNK ? length : CHUNK;

		length -= chunk;
		status = lib->XML_Parse(reader->parser, text, chunk,
					is_last && !length);
		text += chunk;
	} while (length && status == XML_STATUS_OK);
	if (status == XML_STATUS_OK)
		return 0;
	if (reader->err)
		return reader->err;
	code = lib->XML_GetErrorCode(reader->parser);
	if (code == XML_ERROR_NO_MEMORY)
		return -ENOMEM;
	return regs_wrong(reader->error, xml_line(reader),
			  lib->XML_GetCurrentColumnNumber(reader->parser) + 1,
			  "XML: %s", lib->XML_ErrorString(code));
}

/* Parses the whole file; errors of expat or of the format are in @reader->error. */
static int read_all(struct xml_reader *reader, const char *text, size_t length)
{
	const struct lib_expat *lib = reader->lib;
	int err;

	/*
	 * Many files have blanks before the XML declaration, which XML does not
	 * allow.
	 */
	for (; length && memchr(" \t\r\n", *text, 4); text++, length--)
		reader->passed_lines += *text == '\n';
	reader->parser = lib->XML_ParserCreate(NULL);
	if (!reader->parser)
		return -ENOMEM;
	lib->XML_SetUserData(reader->parser, reader);
	lib->XML_SetElementHandler(reader->parser, begin_element, end_element);
	lib->XML_SetEntityDeclHandler(reader->parser, refuse_entity);
	err = svd_give(reader, text, length);
	if (!err && reader->format->finish) {
		reader->format->finish(reader);
		err = reader->err;
	}
	lib->XML_ParserFree(reader->parser);
	return err;
}

int svd_tree(const char *text, size_t length, const struct svd_filter *filter,
	     struct arena *arena, struct svd_node **root,
	     struct regs_error *error)
{
	struct xml_reader reader = {
		.lib = lib_expat(),
		.arena = arena,
		.error = error,
		.filter = filter,
	};
	int err;

	if (!reader.lib) {
		regs_wrong(error, 0, 0,
			   "reading XML requires " LIB_EXPAT_NAME ": %s",
			   uio_strerror(-UIO_ENOLIB));
		return -UIO_ENOLIB;
	}
	err = read_all(&reader, text, length);
	free(reader.text);
	*root = reader.root;
	return err;
}
