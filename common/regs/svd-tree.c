// SPDX-License-Identifier: GPL-2.0-or-later
#include "svd-tree.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/array.h"
#include "common/base/error.h"
#include "common/base/lib.h"

#define CHUNK	  (64 * 1024)
#define MAX_DEPTH 64

/* A file while expat reads it. */
struct tree {
	const struct lib_expat *lib;
	XML_Parser parser;
	struct arena *arena;
	struct regs_error *error;
	int err;
	struct svd_node *root;
	struct svd_node *node; /* the innermost that is open */
	unsigned int depth;
	unsigned int skip; /* the depth of the element that is passed over */
	char *text;
	size_t length;
	size_t size;
	const struct svd_filter *filter;
	struct svd_node *unwanted; /* at whose start tag of registers it is */
	unsigned long given; /* bytes of the file, without those passed over */
	unsigned int passed_lines;
};

/* After it expat may still call handlers, which then have nothing to do. */
static void stop(struct tree *tree, int err)
{
	if (!tree->err)
		tree->err = err;
	tree->lib->XML_StopParser(tree->parser, XML_FALSE);
}

static unsigned int line_now(struct tree *tree)
{
	return tree->lib->XML_GetCurrentLineNumber(tree->parser) +
	       tree->passed_lines;
}

#define TAG_NAME(name) #name,

static int by_name(const void *key, const void *name)
{
	return strcmp(key, *(const char *const *)name);
}

static bool find_tag(const char *element, enum svd_tag *tag)
{
	static const char *const names[] = { SVD_TAGS(TAG_NAME) };
	const char *const *found = bsearch(element, names, SVD_TAG_COUNT,
					   sizeof(names[0]), by_name);

	if (found)
		*tag = found - names;
	return found;
}

static struct svd_node *add_node(struct tree *tree, enum svd_tag tag)
{
	struct svd_node *node = arena_take(tree->arena, sizeof(*node));
	struct svd_node *parent = tree->node;

	if (!node)
		return NULL;
	node->tag = tag;
	node->line = line_now(tree);
	node->parent = parent;
	if (parent && parent->last)
		parent->last->next = node;
	else if (parent)
		parent->children = node;
	else
		tree->root = node;
	if (parent)
		parent->last = node;
	return node;
}

/* A peripheral without an address so far may be in the window. */
static bool is_outside(const struct regs_wanted *window,
		       const struct svd_node *node)
{
	const struct svd_node *base = svd_own(node, SVD_baseAddress);
	uint64_t address;

	if (!window)
		return true;
	return base && base->text && svd_scan_number(base->text, &address) &&
	       !regs_within(window, address);
}

/* Whether the registers of a peripheral may be passed over. */
static bool is_unwanted(const struct tree *tree, const struct svd_node *node)
{
	const struct svd_name *wanted = tree->filter->names;

	/* The name of an array, and one to be cleaned, is not yet the last word. */
	if (node->tag != SVD_peripheral || !node->name ||
	    !reg_name_is_valid(node->name, strlen(node->name)) ||
	    svd_own(node, SVD_dim))
		return false;
	while (wanted && strcmp(wanted->name, node->name))
		wanted = wanted->next;
	return !wanted && is_outside(tree->filter->window, node);
}

static void XMLCALL begin_element(void *context, const XML_Char *element,
				  const XML_Char **attributes)
{
	struct tree *tree = context;
	struct svd_node *node;
	enum svd_tag tag;

	if (tree->err)
		return;
	tree->length = 0;
	if (++tree->depth > MAX_DEPTH) {
		stop(tree, regs_wrong(tree->error, line_now(tree), 0,
				      "more than %d elements in each other",
				      MAX_DEPTH));
		return;
	}
	if (tree->skip)
		return;
	if (!tree->root && strcmp(element, "device")) {
		stop(tree, regs_wrong(tree->error, line_now(tree), 0,
				      "<%.100s> is no SVD device", element));
		return;
	}
	if (!find_tag(element, &tag)) {
		tree->skip = tree->depth;
		return;
	}
	node = add_node(tree, tag);
	if (!node) {
		stop(tree, -ENOMEM);
		return;
	}
	/* It can be passed over only if expat was given nothing after this tag. */
	if (tree->filter && tag == SVD_registers && tree->node &&
	    is_unwanted(tree, tree->node) &&
	    tree->given ==
		    (unsigned long)tree->lib->XML_GetCurrentByteIndex(
			    tree->parser) +
			    tree->lib->XML_GetCurrentByteCount(tree->parser))
		tree->unwanted = tree->node;
	tree->node = node;
	for (; *attributes; attributes += 2) {
		if (strcmp(attributes[0], "derivedFrom"))
			continue;
		node->derived = arena_text(tree->arena, attributes[1],
					   strlen(attributes[1]));
		if (!node->derived)
			stop(tree, -ENOMEM);
	}
}

/* Runs of blanks and newlines become one blank, and none at the ends. */
static size_t squeeze(char *text, size_t length)
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

static void XMLCALL end_element(void *context, const XML_Char *element)
{
	struct tree *tree = context;
	struct svd_node *node = tree->node;

	(void)element;
	if (tree->err)
		return;
	if (tree->skip) {
		if (tree->skip == tree->depth--)
			tree->skip = 0;
		tree->length = 0;
		return;
	}
	tree->depth--;
	tree->node = node->parent;
	if (node->children)
		return;
	tree->length = squeeze(tree->text, tree->length);
	node->text = arena_text(tree->arena, tree->text ?: "", tree->length);
	tree->length = 0;
	if (!node->text)
		stop(tree, -ENOMEM);
	else if (node->tag == SVD_name && node->parent)
		node->parent->name = node->text;
}

static void XMLCALL add_text(void *context, const XML_Char *text, int length)
{
	struct tree *tree = context;
	size_t needed = tree->length + length;

	if (tree->skip || tree->err)
		return;
	if (needed > tree->size) {
		char *grown = realloc(tree->text, needed * 2);

		if (!grown) {
			stop(tree, -ENOMEM);
			return;
		}
		tree->text = grown;
		tree->size = needed * 2;
	}
	memcpy(tree->text + tree->length, text, length);
	tree->length = needed;
}

/* No SVD file declares entities; one that does means harm. */
static void XMLCALL refuse_entity(void *context, const XML_Char *name,
				  int is_parameter, const XML_Char *value,
				  int value_length, const XML_Char *base,
				  const XML_Char *system_id,
				  const XML_Char *public_id,
				  const XML_Char *notation)
{
	struct tree *tree = context;

	(void)name;
	(void)is_parameter;
	(void)value;
	(void)value_length;
	(void)base;
	(void)system_id;
	(void)public_id;
	(void)notation;
	stop(tree, regs_wrong(tree->error, line_now(tree), 0,
			      "entity declarations are not accepted"));
}

static int fail_xml(struct tree *tree)
{
	const struct lib_expat *lib = tree->lib;
	enum XML_Error code = lib->XML_GetErrorCode(tree->parser);

	if (tree->err)
		return tree->err;
	if (code == XML_ERROR_NO_MEMORY)
		return -ENOMEM;
	return regs_wrong(tree->error, line_now(tree),
			  lib->XML_GetCurrentColumnNumber(tree->parser) + 1,
			  "XML: %s", lib->XML_ErrorString(code));
}

/* To expat, which copies what it gets, in chunks. */
static int give(struct tree *tree, const char *text, size_t length,
		bool is_last)
{
	tree->given += length;
	do {
		size_t chunk = length < CHUNK ? length : CHUNK;

		length -= chunk;
		if (tree->lib->XML_Parse(tree->parser, text, chunk,
					 is_last && !length) != XML_STATUS_OK)
			return fail_xml(tree);
		text += chunk;
	} while (length);
	return 0;
}

static bool begins(const char *at, const char *end, const char *text)
{
	size_t length = strlen(text);

	return (size_t)(end - at) >= length && !memcmp(at, text, length);
}

/* The end tag of `registers`, whose content is at @at; NULL for none. */
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

/* Lines as expat counts them. */
static unsigned int count_lines(const char *at, const char *end)
{
	unsigned int lines = 0;
	const char *c;

	for (c = at; (c = memchr(c, '\n', end - c)); c++)
		lines++;
	for (c = at; (c = memchr(c, '\r', end - c)); c++)
		lines += c[1] != '\n';
	return lines;
}

/*
 * Expat gets the file up to a start tag of `registers`. Of an unwanted element it
 * then gets the end tag only: to look for that takes a thirtieth of the time in
 * which expat would read what is before it.
 */
static int give_all(struct tree *tree, const char *at, size_t length)
{
	static const char registers[] = "<registers";
	const char *end = at + length, *tag, *next;
	int err;

	do {
		tag = tree->filter ? memmem(at, end - at, registers,
					    sizeof(registers) - 1)
				   : NULL;
		next = tag ? memchr(tag, '>', end - tag) : NULL;
		next = next ? next + 1 : end;
		tree->unwanted = NULL;
		err = give(tree, at, next - at, next == end);
		at = next;
		if (err || !tree->unwanted || next[-2] == '/')
			continue;
		next = find_end_tag(at, end);
		if (next) {
			tree->unwanted->left_out = true;
			tree->passed_lines += count_lines(at, next);
			at = next;
		}
	} while (!err && at < end);
	return err;
}

/* Blanks before the XML declaration, which many files have, are not XML. */
static size_t count_blanks(const char *text, size_t length)
{
	size_t blanks = 0;

	while (blanks < length && memchr(" \t\r\n", text[blanks], 4))
		blanks++;
	return blanks;
}

int svd_tree(const char *text, size_t length, const struct svd_filter *filter,
	     struct arena *arena, struct svd_node **root,
	     struct regs_error *error)
{
	struct tree tree = {
		.lib = lib_expat(),
		.arena = arena,
		.error = error,
		.filter = filter,
	};
	size_t blanks = count_blanks(text, length);
	int err = -ENOMEM;

	if (!tree.lib) {
		regs_wrong(error, 0, 0, "SVD needs " LIB_EXPAT_NAME ": %s",
			   uio_strerror(-UIO_ENOLIB));
		return -UIO_ENOLIB;
	}
	tree.parser = tree.lib->XML_ParserCreate(NULL);
	if (tree.parser) {
		tree.lib->XML_SetUserData(tree.parser, &tree);
		tree.lib->XML_SetElementHandler(tree.parser, begin_element,
						end_element);
		tree.lib->XML_SetCharacterDataHandler(tree.parser, add_text);
		tree.lib->XML_SetEntityDeclHandler(tree.parser, refuse_entity);
		tree.passed_lines = count_lines(text, text + blanks);
		err = give_all(&tree, text + blanks, length - blanks);
		tree.lib->XML_ParserFree(tree.parser);
	}
	free(tree.text);
	*root = tree.root;
	return err;
}
