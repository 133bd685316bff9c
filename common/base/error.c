// SPDX-License-Identifier: GPL-2.0-or-later
#include "error.h"

#include <errno.h>
#include <string.h>

#include "array.h"

#define FIRST				   (UIO_ERRORS_BEGIN + 1)
#define WORDS(name, status, words, advice) [name - FIRST] = words,

static const char *const words[] = { UIO_ERRORS(WORDS) };

const char *uio_strerror(int err)
{
	size_t own;

	if (err <= -UIO_EDRIVER)
		err += UIO_EDRIVER;
	/* The kernel's ENOTSUPP is not defined by libc. */
	if (err == -524)
		err = -EOPNOTSUPP;
	if (err == -EINTR)
		return "interrupted";
	if (err == -EPROTO)
		return "malformed";
	own = -err - FIRST;
	if (-err >= FIRST && own < ARRAY_SIZE(words))
		return words[own];
	return strerror(-err);
}
