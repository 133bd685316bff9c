// SPDX-License-Identifier: GPL-2.0-or-later
#include "expand.h"

#include <string.h>

#include "build.h"
#include "common/base/error.h"
#include "common/base/number.h"

/* The ways in which a text can match a place. */
enum {
	AS_REGISTER = 1,
	AS_GROUP = 2,
	AS_FIELDS = 4,
};

static struct slice slice_of(const char *start, const char *end)
{
	return (struct slice){ start, end - start };
}

/* Finds the array and the element that the last part of a full name denotes. */
static const struct reg *find_array(const struct reg *items,
				    const struct slice *path, uint64_t *element)
{
	const struct reg *item = NULL;
	const char *at = path->start, *end = at + path->length;

	while (at < end) {
		const char *dot = memchr(at, '.', end - at) ?: end;
		struct slice part = slice_of(at, dot);

		for (item = items; item && !reg_is_item(item, &part, element);)
			item = item->next;
		if (!item)
			return NULL;
		items = item->items;
		at = dot + 1;
	}
	return item && item->count ? item : NULL;
}

static bool slice_number(const struct slice *text, uint64_t *number)
{
	const char *cursor = text->start;

	return !number_scan(&cursor, number) &&
	       cursor == text->start + text->length;
}

/*
 * Matches an index in brackets of a pattern, which may be a range, against that
 * in the last part of a full name. Indexes of an array may be names, in the
 * array's order; those of fields, which have no arrays, are numbers.
 */
static bool match_index(const struct reg *items, const struct slice *pattern,
			const struct slice *path, const struct slice *index)
{
	const char *end = pattern->start + pattern->length;
	const char *dots = memmem(pattern->start, pattern->length, "..", 2);
	struct slice first = slice_of(pattern->start, dots ?: end);
	struct slice last = dots ? slice_of(dots + 2, end) : first;
	const struct reg *array;
	uint64_t at, low, high;
	bool found;

	if (slice_is(pattern, "*"))
		return true;
	if (!dots && pattern->length == index->length &&
	    !memcmp(pattern->start, index->start, index->length))
		return true;
	array = items ? find_array(items, path, &at) : NULL;
	if (array)
		found = reg_find_index(array, &first, &low) &&
			reg_find_index(array, &last, &high);
	else
		found = slice_number(index, &at) &&
			slice_number(&first, &low) &&
			slice_number(&last, &high);
	return found && low <= at && at <= high;
}

/*
 * Moves both cursors past an index, or past the same character; a bracket may
 * not be closed.
 */
static bool match_one(const struct reg *items, const struct slice *name,
		      const char **pattern, const char *pattern_end,
		      const char **at)
{
	const char *name_end = name->start + name->length;
	const char *close = memchr(*pattern, ']', pattern_end - *pattern);
	const char *name_close = memchr(*at, ']', name_end - *at);
	struct slice wanted, index, path;

	if (**pattern != '[' || (!close && !name_close)) {
		if (**pattern != '?' && **pattern != **at)
			return false;
		++*pattern;
		++*at;
		return true;
	}
	if (**at != '[' || !close || !name_close)
		return false;
	wanted = slice_of(*pattern + 1, close);
	index = slice_of(*at + 1, name_close);
	path = slice_of(name->start,
			memchr(name_close, '.', name_end - name_close)
				?: name_end);
	*pattern = close + 1;
	*at = name_close + 1;
	return match_index(items, &wanted, &path, &index);
}

/*
 * Matches @name from the start of a full name; for the name of a field @items is
 * NULL.
 */
static bool match(const struct reg *items, const struct slice *pattern,
		  const struct slice *name)
{
	const char *p = pattern->start, *end = p + pattern->length;
	const char *at = name->start, *name_end = at + name->length;
	const char *star = NULL, *star_at = NULL;

	while (p < end || at < name_end) {
		const char *p_next = p, *at_next = at;

		if (p < end && *p == '*') {
			star = ++p;
			star_at = at;
		} else if (p < end && at < name_end &&
			   match_one(items, name, &p_next, end, &at_next)) {
			p = p_next;
			at = at_next;
		} else if (star && star_at < name_end) {
			/* The last star matches one more character. */
			p = star;
			at = ++star_at;
		} else {
			return false;
		}
	}
	return true;
}

/* A group ends before a dot, and an array before its index. */
static bool match_group(const struct reg *items, const struct slice *pattern,
			const struct slice *name)
{
	const char *end = name->start + name->length;

	for (const char *at = name->start; at < end; at++) {
		struct slice group = slice_of(name->start, at);

		if ((*at == '.' || *at == '[') && match(items, pattern, &group))
			return true;
	}
	return false;
}

/* The text after the last dot that is not between two indexes. */
static struct slice field_part(const struct slice *text)
{
	const char *part = text->start, *end = part + text->length;
	bool inside = false;

	for (const char *at = part; at < end; at++) {
		inside = *at == '[' || (inside && *at != ']');
		if (*at == '.' && !inside)
			part = at + 1;
	}
	return slice_of(part, end);
}

static bool match_field(const struct slice *text, const struct reg_field *field)
{
	struct slice part = field_part(text);
	struct slice name = { field->name, strlen(field->name) };

	return match(NULL, &part, &name);
}

static bool has_fields(const struct reg *items, const struct slice *text,
		       const struct slice *name, const struct reg *reg)
{
	struct slice part = field_part(text);
	const struct reg_field *field = reg->fields;
	struct slice rest;

	if (!field || part.start == text->start)
		return false;
	rest = slice_of(text->start, part.start - 1);
	if (!match(items, &rest, name))
		return false;
	while (field && !match_field(text, field))
		field = field->next;
	return field;
}

static unsigned int ways_of(const struct regs *regs, const struct reg *block,
			    const struct slice *text,
			    const struct reg_place *place)
{
	const struct reg *items = block ? block->items : regs->items;
	struct slice name = { place->name, strlen(place->name) };
	size_t length = block ? strlen(block->name) : 0;

	/* In a block, the name is what follows that of the block. */
	if (block) {
		if (strncmp(place->name, block->name, length) ||
		    place->name[length] != '.')
			return 0;
		name.start += length + 1;
		name.length -= length + 1;
	}
	return (match(items, text, &name) ? AS_REGISTER : 0) |
	       (match_group(items, text, &name) ? AS_GROUP : 0) |
	       (has_fields(items, text, &name, place->reg) ? AS_FIELDS : 0);
}

static bool is_glob(const struct slice *text)
{
	bool inside = false;

	for (size_t i = 0; i < text->length; i++) {
		char c = text->start[i];

		inside = c == '[' || (inside && c != ']');
		if (!inside && (c == '*' || c == '?'))
			return true;
	}
	return false;
}

static bool name_several(const struct regs *regs, const struct reg *block,
			 const struct slice *text, struct regs_several *several)
{
	unsigned int plain = 0, alternate = 0, ways;
	bool glob = is_glob(text);

	for (size_t i = 0; i < regs->place_count; i++) {
		const struct reg_place *place = &regs->places[i];

		*(place->alternate ? &alternate : &plain) |=
			ways_of(regs, block, text, place);
	}
	/* The ways of matching that count if there are several. */
	ways = plain | alternate;
	if (glob && ways & (AS_REGISTER | AS_GROUP))
		ways = AS_REGISTER | AS_GROUP;
	else if (ways & AS_REGISTER)
		ways = AS_REGISTER;
	else if (ways & AS_GROUP)
		ways = AS_GROUP;
	if (!ways)
		return false;
	several->text = *text;
	several->block = block;
	several->ways = ways;
	several->dump = glob || ways == AS_GROUP;
	several->alternate = !several->dump || !(plain & ways);
	return true;
}

/* Removes the name of the file's only block, which alone stands for all of it. */
static bool cut_file_name(const struct regs *regs, struct slice *text)
{
	size_t length = regs->name ? strlen(regs->name) : 0;

	if (!length || text->length < length ||
	    memcmp(text->start, regs->name, length))
		return false;
	if (text->length == length) {
		*text = (struct slice){ "*", 1 };
		return true;
	}
	*text = slice_of(text->start + length + 1, text->start + text->length);
	return text->start[-1] == '.';
}

int regs_name_several(const struct regs *regs, const struct slice *text,
		      struct regs_several *several)
{
	struct slice rest = *text;
	unsigned int found = 0;

	if (name_several(regs, NULL, text, several))
		return 0;
	for (const struct reg *block = regs->items; block && found < 2;
	     block = block->next)
		if (block->block && name_several(regs, block, text, several))
			found++;
	if (found > 1)
		return -UIO_EAMBIGUOUS;
	if (!found && cut_file_name(regs, &rest))
		found = name_several(regs, NULL, &rest, several);
	return found ? 0 : -UIO_ENOREGISTER;
}

int regs_expand(const struct regs *regs, const struct regs_several *several,
		int (*each)(void *context, const struct reg_place *place,
			    const struct reg_field *field),
		void *context)
{
	int status = 0;

	for (size_t i = 0; i < regs->place_count && !status; i++) {
		const struct reg_place *place = &regs->places[i];

		if ((place->alternate && !several->alternate) ||
		    !(ways_of(regs, several->block, &several->text, place) &
		      several->ways))
			continue;
		if (several->ways != AS_FIELDS)
			status = each(context, place, NULL);
		for (const struct reg_field *field = place->reg->fields;
		     field && several->ways == AS_FIELDS && !status;
		     field = field->next)
			if (match_field(&several->text, field))
				status = each(context, place, field);
	}
	return status;
}

bool regs_glob(const struct regs *regs, const char *glob, const char *name)
{
	struct slice text = { glob, strlen(glob) };
	struct slice whole = { name, strlen(name) };

	if (match(regs->items, &text, &whole) ||
	    match_group(regs->items, &text, &whole))
		return true;
	return cut_file_name(regs, &text) &&
	       (match(regs->items, &text, &whole) ||
		match_group(regs->items, &text, &whole));
}
