// SPDX-License-Identifier: GPL-2.0-or-later
#include "line.h"

#include <errno.h>
#include <string.h>

#include "common/base/error.h"
#include "common/base/number.h"

/* A pair such as 7:4 or 0x5:0xff; @second is unchanged where there is one. */
static int scan_pair(const char *text, uint64_t *first, uint64_t *second)
{
	int err = number_scan(&text, first);

	if (!err && *text == ':') {
		text++;
		err = number_scan(&text, second);
	}
	return err ? err : *text ? -UIO_ENUMBER : 0;
}

static int wrong(struct words *words, const struct token *word,
		 const char *what)
{
	return words_wrong(words, word, "'%s' is not %s", word->text, what);
}

int line_reset(struct words *words, uint64_t *value, uint64_t *mask)
{
	static const char what[] = "a reset value";
	struct token word;
	int err = words_need(words, &word, what);

	if (err)
		return err;
	return scan_pair(word.text, value, mask) ? wrong(words, &word, what)
						 : 0;
}

int line_value(struct words *words, uint64_t *value, uint64_t *mask)
{
	static const char what[] = "a value";
	struct token word;
	int err = words_need(words, &word, what);

	if (err)
		return err;
	if (!strcmp(word.text, "default")) {
		*value = *mask = 0;
		return 0;
	}
	return scan_pair(word.text, value, mask) ? wrong(words, &word, what)
						 : 0;
}

int line_bits(struct words *words, unsigned int *lsb, unsigned int *width)
{
	static const char what[] = "a bit or a range such as 7:4";
	uint64_t high, low = UINT64_MAX;
	struct token word;
	int err = words_need(words, &word, what);

	if (err)
		return err;
	if (scan_pair(word.text, &high, &low))
		return wrong(words, &word, what);
	if (low == UINT64_MAX)
		low = high;
	if (low > high || high >= REGS_MAX_WIDTH)
		return wrong(words, &word, what);
	*lsb = low;
	*width = high - low + 1;
	return 0;
}

int line_width(struct words *words, unsigned int *width)
{
	struct token word;
	uint64_t bits;
	int err = words_need(words, &word, "the width");

	if (err)
		return err;
	if (number_parse(word.text, &bits) || !bits || bits > REGS_MAX_WIDTH)
		return words_wrong(words, &word, "'%s' is no width in bits",
				   word.text);
	*width = bits;
	return 0;
}

int line_endian(struct words *words, enum reg_endian *endian)
{
	struct token word;
	int err = words_need(words, &word, "the byte order");

	if (err)
		return err;
	*endian = !strcmp(word.text, "little") ? REG_LITTLE
		  : !strcmp(word.text, "big")  ? REG_BIG
					       : REG_ENDIAN_UNSAID;
	if (*endian == REG_ENDIAN_UNSAID)
		return words_wrong(words, &word,
				   "'%s' is neither little nor big", word.text);
	return 0;
}

/* A count or a range, such as 4 or 1..4; anything else is a list. */
static bool scan_count(const char *inner, size_t length, struct reg *reg)
{
	const char *cursor = inner;
	uint64_t first, last;

	if (number_scan(&cursor, &first))
		return false;
	if (cursor == inner + length) {
		reg->count = first;
		return true;
	}
	if (strncmp(cursor, "..", 2))
		return false;
	cursor += 2;
	if (number_scan(&cursor, &last) || cursor != inner + length ||
	    last < first)
		return false;
	reg->first = first;
	reg->count = last - first + 1;
	return true;
}

static int set_array(struct words *words, struct reg *reg,
		     const struct token *word, const char *inner, size_t length)
{
	int err = 0;

	/* A comma at the end makes a list of one index. */
	if (length && inner[length - 1] == ',')
		err = reg_set_indexes(words->arena, reg, inner, length - 1);
	else if (!scan_count(inner, length, reg))
		err = reg_set_indexes(words->arena, reg, inner, length);
	if (err == -UIO_ESYNTAX)
		return words_wrong(words, word,
				   "'%.*s' is no count, range or list",
				   (int)length, inner);
	if (!err && (!reg->count || reg->count > REGS_MAX_PLACES))
		return words_wrong(words, word, "an array has 1 to %u elements",
				   REGS_MAX_PLACES);
	return err;
}

/*
 * A name, perhaps of an array: CH[4] has brackets in the names of its elements
 * too, PIN{4}_CFG has none.
 */
int line_name(struct words *words, struct reg *reg, bool literal)
{
	struct token word;
	const char *open, *close;
	bool brackets;
	int err = words_need(words, &word, "the name");

	if (err)
		return err;
	reg->name = word.text;
	if (literal && word.quoted && *word.text)
		return 0;
	open = word.text + strcspn(word.text, "[{");
	if (!*open) {
		if (!reg_name_is_valid(word.text, strlen(word.text)))
			return words_wrong(words, &word, "'%s' is no name",
					   word.text);
		return 0;
	}
	brackets = *open == '[';
	close = strchr(open, brackets ? ']' : '}');
	if (!close)
		return words_wrong(words, &word, "'%c' is missing",
				   brackets ? ']' : '}');
	err = set_array(words, reg, &word, open + 1, close - open - 1);
	if (err)
		return err;
	reg->name = arena_print(words->arena, "%.*s%s%s",
				(int)(open - word.text), word.text,
				brackets ? "[%s]" : "%s", close + 1);
	if (!reg->name)
		return -ENOMEM;
	if (!reg_array_name_is_valid(reg))
		return words_wrong(words, &word, "'%s' is no name", word.text);
	return 0;
}

bool line_access(const char *text, enum reg_access *access)
{
	for (int i = 0; reg_access_name(i); i++)
		if (!strcmp(text, reg_access_name(i))) {
			*access = i;
			return true;
		}
	return false;
}
