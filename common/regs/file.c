// SPDX-License-Identifier: GPL-2.0-or-later
/* Reads register files, in the format that their contents show. */
#include "file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "build.h"

#define MAX_TEXT (64 * 1024 * 1024)

/* Reads a regular file in one piece, with a spare byte to detect its end. */
static int read_all(int fd, struct regs_text *text)
{
	size_t size = 0, first = 16 * 1024;
	struct stat status;

	*text = (struct regs_text){ .arena = arena_new() };
	if (!text->arena)
		return -ENOMEM;
	if (!fstat(fd, &status) && status.st_size > 0 &&
	    status.st_size < MAX_TEXT)
		first = status.st_size + 1;
	for (;;) {
		ssize_t got;

		if (text->length == size) {
			const char *before = text->text;

			size = size ? size * 2 : first;
			if (size > MAX_TEXT)
				return -EFBIG;
			text->text = arena_take_unset(text->arena, size);
			if (!text->text)
				return -ENOMEM;
			if (before)
				memcpy(text->text, before, text->length);
		}
		got = read(fd, text->text + text->length, size - text->length);
		if (got <= 0)
			return got ? -errno : 0;
		text->length += got;
	}
}

int regs_read(const char *path, struct regs_text *text,
	      struct regs_error *error)
{
	bool is_input = !strcmp(path, "-");
	int fd = is_input ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	const char *at, *end;
	int err;

	if (fd < 0)
		return regs_failed(error, -errno);
	err = read_all(fd, text);
	if (!is_input)
		close(fd);
	if (err) {
		regs_text_free(text);
		return regs_failed(error, err);
	}
	text->path = path;
	/* A byte order mark may come first. */
	if (text->length >= 3 && !memcmp(text->text, "\xef\xbb\xbf", 3)) {
		text->text += 3;
		text->length -= 3;
	}
	at = text->text;
	end = at + text->length;
	while (at < end && memchr(" \t\r\n", *at, 4))
		at++;
	text->xml = at < end && *at == '<';
	return 0;
}

void regs_text_free(struct regs_text *text)
{
	arena_free(text->arena);
}

/* Makes a model that takes the text over. */
static int make(struct regs_text *text, const struct regs_wanted *wanted,
		struct regs **regs, struct regs_error *error)
{
	int err;

	if (!text->xml)
		return regs_parse_in_place(text->arena, text->text,
					   text->length, regs, error);
	err = svd_load(text->text, text->length, wanted, regs, error);
	arena_free(text->arena);
	return err;
}

int regs_make(struct regs_text *text, const struct regs_wanted *wanted,
	      struct regs **regs, struct regs_error *error)
{
	arena_hold(text->arena);
	return make(text, wanted, regs, error);
}

int regs_open(const char *path, const struct regs_wanted *wanted,
	      struct regs **regs, struct regs_error *error)
{
	struct regs_text text = { 0 };

	return regs_read(path, &text, error)
		       ?: make(&text, wanted, regs, error);
}

int regs_load(const char *path, const struct regs_wanted *wanted,
	      struct regs **regs, struct regs_error *error)
{
	return regs_open(path, wanted, regs, error)
		       ?: regs_lay(*regs, wanted, error);
}
