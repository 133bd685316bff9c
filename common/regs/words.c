// SPDX-License-Identifier: GPL-2.0-or-later
#include "words.h"

#include <errno.h>
#include <string.h>

#include "common/base/error.h"
#include "common/base/number.h"

void words_begin(struct words *words, const char *text, size_t length)
{
	words->rest = text;
	words->text_end = text + length;
	words->line = 0;
}

bool words_line(struct words *words)
{
	size_t left = words->text_end - words->rest;
	const char *newline;

	if (!left)
		return false;
	newline = memchr(words->rest, '\n', left);
	words->line++;
	words->start = words->cursor = words->rest;
	words->end = newline ? newline : words->text_end;
	words->rest = newline ? newline + 1 : words->text_end;
	return true;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

/* The closing quote is not copied, nor the backslash before a character. */
static int take_string(struct words *words, struct token *word)
{
	char *to = word->text;

	for (words->cursor++; words->cursor < words->end; words->cursor++) {
		if (*words->cursor == '"') {
			words->cursor++;
			*to = '\0';
			word->quoted = true;
			if (words->cursor == words->end ||
			    is_blank(*words->cursor))
				return 1;
			return words_wrong(words, word,
					   "no blank behind a string");
		}
		if (*words->cursor == '\\' && words->cursor + 1 < words->end)
			words->cursor++;
		*to++ = *words->cursor;
	}
	return words_wrong(words, word, "a string that does not end");
}

int words_next(struct words *words, struct token *word)
{
	const char *end;

	while (words->cursor < words->end && is_blank(*words->cursor))
		words->cursor++;
	word->column = words->cursor - words->start + 1;
	word->quoted = false;
	if (words->cursor == words->end || *words->cursor == '#')
		return 0;
	if (memchr(words->cursor, '\0', words->end - words->cursor))
		return words_wrong(words, word, "not a text file");
	end = words->cursor;
	while (end < words->end && (*words->cursor == '"' || !is_blank(*end)))
		end++;
	word->text =
		arena_text(words->arena, words->cursor, end - words->cursor);
	if (!word->text)
		return -ENOMEM;
	if (*words->cursor == '"')
		return take_string(words, word);
	words->cursor = end;
	return 1;
}

int words_need(struct words *words, struct token *word, const char *what)
{
	int got = words_next(words, word);

	if (got < 0)
		return got;
	if (!got)
		return words_wrong(words, word, "%s is missing", what);
	return 0;
}

static int need_number(struct words *words, const char *what, uint64_t *value,
		       int (*parse)(const char *, uint64_t *))
{
	struct token word;
	int err = words_need(words, &word, what);

	if (err)
		return err;
	err = word.quoted ? -UIO_ENUMBER : parse(word.text, value);
	if (err)
		return words_wrong(
			words, &word, "%s: '%s' is %s", what, word.text,
			err == -UIO_EVALUE ? "too large" : "no number");
	return 0;
}

int words_number(struct words *words, uint64_t *value, const char *what)
{
	return need_number(words, what, value, number_parse);
}

int words_size(struct words *words, uint64_t *bytes, const char *what)
{
	return need_number(words, what, bytes, size_parse);
}
