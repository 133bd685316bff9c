// SPDX-License-Identifier: GPL-2.0-or-later
/* The elements of SVD files. */
#include "xml-reader.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/array.h"

#define TAG_NAME(name) #name,

static int by_name(const void *key, const void *name)
{
	return strcmp(key, *(const char *const *)name);
}

/* Whether the registers of a peripheral may be skipped. */
static bool is_unwanted(const struct xml_reader *reader,
			const struct svd_node *node)
{
	const struct regs_wanted *window = reader->filter->window;
	const struct svd_name *wanted = reader->filter->names;
	const struct svd_node *base;
	uint64_t address;

	/* The name of an array, or one with invalid characters, is not final yet. */
	if (node->tag != SVD_peripheral || !node->name ||
	    !reg_name_is_valid(node->name, strlen(node->name)) ||
	    svd_own(node, SVD_dim))
		return false;
	while (wanted && strcmp(wanted->name, node->name))
		wanted = wanted->next;
	if (wanted)
		return false;
	if (!window)
		return true;
	/* A peripheral whose address is not yet known may be in the window. */
	base = svd_own(node, SVD_baseAddress);
	return base && base->text && svd_scan_number(base->text, &address) &&
	       !regs_within(window, address);
}

void svd_begin(struct xml_reader *reader, const XML_Char *element,
	       const XML_Char **attributes)
{
	static const char *const names[] = { SVD_TAGS(TAG_NAME) };
	const char *const *found;
	struct svd_node *node;

	reader->length = 0;
	if (reader->skip)
		return;
	found = bsearch(element, names, SVD_TAG_COUNT, sizeof(names[0]),
			by_name);
	if (!found) {
		reader->skip = reader->depth;
		return;
	}
	node = xml_add(reader, reader->node, found - names);
	if (!node)
		return;
	if (!reader->root)
		reader->root = node;
	/*
	 * Skipping is possible only if expat has not been given anything after
	 * this tag.
	 */
	if (reader->filter && node->tag == SVD_registers && reader->node &&
	    is_unwanted(reader, reader->node) &&
	    reader->given ==
		    (unsigned long)reader->lib->XML_GetCurrentByteIndex(
			    reader->parser) +
			    reader->lib->XML_GetCurrentByteCount(
				    reader->parser))
		reader->unwanted = reader->node;
	reader->node = node;
	for (; *attributes; attributes += 2) {
		if (strcmp(attributes[0], "derivedFrom"))
			continue;
		node->derived = arena_text(reader->arena, attributes[1],
					   strlen(attributes[1]));
		if (!node->derived)
			xml_stop(reader, -ENOMEM);
	}
}

void svd_end(struct xml_reader *reader)
{
	struct svd_node *node = reader->node;
	size_t length;

	if (reader->skip) {
		if (reader->skip == reader->depth)
			reader->skip = 0;
	} else {
		reader->node = node->parent;
		if (!node->children) {
			length = xml_squeeze(reader->text, reader->length);
			xml_set_text(reader, node,
				     arena_text(reader->arena,
						reader->text ?: "", length));
		}
	}
	reader->length = 0;
}

void XMLCALL svd_add_text(void *context, const XML_Char *text, int length)
{
	struct xml_reader *reader = context;
	size_t needed = reader->length + length;

	if (reader->skip || reader->err)
		return;
	if (needed > reader->size) {
		char *grown = realloc(reader->text, needed * 2);

		if (!grown) {
			xml_stop(reader, -ENOMEM);
			return;
		}
		reader->text = grown;
		reader->size = needed * 2;
	}
	memcpy(reader->text + reader->length, text, length);
	reader->length = needed;
}

static bool begins(const char *at, const char *end, const char *text)
{
	size_t length = strlen(text);

	return (size_t)(end - at) >= length && !memcmp(at, text, length);
}

/* Finds the end tag of `registers`, whose content is at @at, or NULL. */
static const char *find_end_tag(const char *at, const char *end)
{
	static const char *const others[][2] = {
		{ "<!--", "-->" },
		{ "<![CDATA[", "]]>" },
		{ "<?", "?>" },
	};

	while (at && (at = memchr(at, '<', end - at))) {
		size_t i = 0;

		if (begins(at, end, "</registers"))
			return at;
		if (at + 1 < end && at[1] != '!' && at[1] != '?') {
			at++;
			continue;
		}
		while (i < ARRAY_SIZE(others) && !begins(at, end, others[i][0]))
			i++;
		if (i == ARRAY_SIZE(others))
			return NULL;
		at = memmem(at, end - at, others[i][1], strlen(others[i][1]));
	}
	return NULL;
}

/*
 * Passes the file to expat up to a start tag of `registers`. For an unwanted
 * element only the end tag follows: finding it takes a thirtieth of the time that
 * expat needs for the content.
 */
int svd_give(struct xml_reader *reader, const char *text, size_t length)
{
	static const char registers[] = "<registers";
	const char *at = text, *end = text + length, *tag, *next, *c;
	int err;

	do {
		tag = reader->filter ? memmem(at, end - at, registers,
					      sizeof(registers) - 1)
				     : NULL;
		next = tag ? memchr(tag, '>', end - tag) : NULL;
		next = next ? next + 1 : end;
		reader->unwanted = NULL;
		err = xml_give(reader, at, next - at, next == end);
		at = next;
		if (err || !reader->unwanted || next[-2] == '/')
			continue;
		next = find_end_tag(at, end);
		if (!next)
			continue;
		reader->unwanted->left_out = true;
		/* Lines are counted the way expat does. */
		for (c = at; (c = memchr(c, '\n', next - c)); c++)
			reader->passed_lines++;
		for (c = at; (c = memchr(c, '\r', next - c)); c++)
			reader->passed_lines += c[1] != '\n';
		at = next;
	} while (!err && at < end);
	return err;
}
