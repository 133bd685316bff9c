// SPDX-License-Identifier: GPL-2.0-or-later
/* Register files as files: read by the format that the name's ending tells. */
#include "file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "build.h"
#include "common/base/error.h"

#define MAX_TEXT (64 * 1024 * 1024)

/* A regular file in one piece, with a byte more that shows where it ends. */
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

static bool is_named_svd(const char *path)
{
	size_t length = strlen(path);

	return length > 4 && !strcasecmp(path + length - 4, ".svd");
}

/* A text file cannot begin so; a byte order mark may come before. */
static bool begins_as_xml(const struct regs_text *text)
{
	const char *at = text->text, *end = at + text->length;

	if (text->length >= 3 && !memcmp(at, "\xef\xbb\xbf", 3))
		at += 3;
	while (at < end && strchr(" \t\r\n", *at))
		at++;
	return at < end && *at == '<';
}

int regs_read(const char *path, struct regs_text *text,
	      struct regs_error *error)
{
	bool is_input = !strcmp(path, "-");
	int fd = is_input ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
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
	text->svd = is_input ? begins_as_xml(text) : is_named_svd(path);
	return 0;
}

void regs_text_free(struct regs_text *text)
{
	arena_free(text->arena);
}

int regs_make(struct regs_text *text, const char *peripheral,
	      struct regs **regs, struct regs_error *error)
{
	struct regs *made;
	int err;

	if (text->svd)
		return svd_load(text->text, text->length, peripheral, regs,
				error);
	err = regs_parse_in_place(text->arena, text->text, text->length, &made,
				  error);
	if (err)
		return err;
	if (!peripheral || (made->name && !strcmp(made->name, peripheral))) {
		*regs = made;
		return 0;
	}
	regs_wrong(error, 0, 0, "no peripheral '%.100s'%s%.100s", peripheral,
		   made->name ? "; it is about " : "", made->name ?: "");
	regs_free(made);
	return -UIO_ENOPERIPHERAL;
}

int regs_load(const char *path, const char *peripheral, struct regs **regs,
	      struct regs_error *error)
{
	const char *name = basename(path);
	struct regs_text text;
	int err = regs_read(path, &text, error);

	if (err)
		return err;
	err = regs_make(&text, peripheral, regs, error);
	regs_text_free(&text);
	if (err || !strcmp(path, "-"))
		return err;
	(*regs)->file = arena_text((*regs)->arena, name, strlen(name));
	if ((*regs)->file)
		return 0;
	regs_free(*regs);
	return regs_failed(error, -ENOMEM);
}
