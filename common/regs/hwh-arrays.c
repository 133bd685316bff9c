// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Vivado's hardware hand-off files: IVAR[0], IVAR[1] and so on are separate
 * registers there, and become an array here.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "common/base/number.h"
#include "hwh.h"

/* An element of an array, named STEM[INDEX]. */
struct element {
	struct svd_node *node;
	size_t stem; /* the length */
	uint64_t index;
	uint64_t offset;
};

static bool as_element(struct svd_node *node, struct element *element)
{
	struct svd_node *offset = svd_own(node, SVD_addressOffset);
	const char *open = node->name ? strchr(node->name, '[') : NULL;
	const char *cursor = open ? open + 1 : "";

	if (number_scan(&cursor, &element->index) || strcmp(cursor, "]") ||
	    !offset || number_parse(offset->text, &element->offset))
		return false;
	element->node = node;
	element->stem = open - node->name;
	return true;
}

/*
 * Returns whether the text begins with the index; sets its number of digits in
 * any case.
 */
static bool is_index(const char *text, uint64_t index, size_t *digits)
{
	char number[24];

	snprintf(number, sizeof(number), "%" PRIu64, index);
	*digits = strspn(text, "0123456789");
	return *digits == strlen(number) && !memcmp(text, number, *digits);
}

/*
 * Returns whether two descriptions differ only in the index; @to receives the
 * common text, with an n for the index. @to may be NULL, or @a itself.
 */
static bool match(const char *a, uint64_t index_a, const char *b,
		  uint64_t index_b, char *to)
{
	while (*a && *b) {
		size_t digits, other_digits, length = 1;
		bool is_a = is_index(a, index_a, &digits);
		bool is_b = is_index(b, index_b, &other_digits);

		if (is_a && is_b) {
			if (to)
				*to++ = 'n';
			a += digits;
			b += other_digits;
			continue;
		}
		if (digits)
			length = digits;
		if (other_digits != digits || memcmp(a, b, length))
			return false;
		if (to)
			to = (char *)memmove(to, a, length) + length;
		a += length;
		b += length;
	}
	if (to)
		*to = '\0';
	return *a == *b;
}

static bool is_alike(const struct svd_node *a, const struct element *first,
		     const struct svd_node *b, const struct element *other)
{
	/* Names and offsets of the two registers have already been compared. */
	bool compared = a->parent == first->node &&
			(a->tag == SVD_name || a->tag == SVD_addressOffset);

	if (a->tag != b->tag || !a->text != !b->text)
		return false;
	if (a->text && a->tag == SVD_description) {
		if (!match(a->text, first->index, b->text, other->index, NULL))
			return false;
	} else if (a->text && !compared && strcmp(a->text, b->text)) {
		return false;
	}
	a = a->children;
	b = b->children;
	while (a && b && is_alike(a, first, b, other)) {
		a = a->next;
		b = b->next;
	}
	return !a && !b;
}

static bool is_next(const struct element *first, const struct element *other,
		    uint64_t count, uint64_t stride)
{
	return stride && other->index == first->index + count &&
	       other->offset == first->offset + count * stride &&
	       other->stem == first->stem &&
	       !memcmp(other->node->name, first->node->name, first->stem) &&
	       is_alike(first->node, first, other->node, other);
}

/* Keeps only the descriptions that both registers share. */
static void generalize(struct svd_node *a, const struct element *first,
		       const struct svd_node *b, const struct element *other)
{
	if (a->tag == SVD_description && a->text && b->text)
		match(a->text, first->index, b->text, other->index,
		      (char *)a->text);
	a = a->children;
	b = b->children;
	for (; a && b; a = a->next, b = b->next)
		generalize(a, first, b, other);
}

static void make_array(struct xml_reader *reader, const struct element *first,
		       uint64_t count, uint64_t stride)
{
	struct svd_node *name = svd_own(first->node, SVD_name);
	const char *text = arena_print(reader->arena, "%.*s[%%s]",
				       (int)first->stem, first->node->name);
	char indexes[48];

	xml_set_text(reader, name, text);
	hwh_add_number(reader, first->node, SVD_dim, count);
	hwh_add_number(reader, first->node, SVD_dimIncrement, stride);
	snprintf(indexes, sizeof(indexes), "%" PRIu64 "-%" PRIu64, first->index,
		 first->index + count - 1);
	xml_add_text(reader, first->node, SVD_dimIndex, indexes);
}

void hwh_join_arrays(struct xml_reader *reader, struct svd_node *registers)
{
	struct svd_node *node = registers->children;

	for (; node && !reader->err; node = node->next) {
		struct element first, second, other;
		uint64_t count = 1, stride = 0;
		struct svd_node *next = node->next;

		if (!as_element(node, &first))
			continue;
		second = first;
		for (; next && as_element(next, &other); next = next->next) {
			if (count == 1)
				stride = other.offset - first.offset;
			if (!is_next(&first, &other, count, stride))
				break;
			second = count++ == 1 ? other : second;
		}
		if (count == 1)
			continue;
		generalize(first.node, &first, second.node, &second);
		make_array(reader, &first, count, stride);
		node->next = next;
		if (!next)
			registers->last = node;
	}
}
