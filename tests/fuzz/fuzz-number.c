// SPDX-License-Identifier: GPL-2.0-or-later
/* Numbers, sizes and durations. */
#include <stdlib.h>
#include <string.h>

#include "common/base/number.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = strndup((const char *)data, size);
	const char *cursor = text;
	uint64_t value = 1, plain, bytes;

	if (!number_scan(&cursor, &value) &&
	    (cursor == text || cursor > text + strlen(text)))
		abort();
	/* A number alone is also a size, of the same value. */
	if (!number_parse(text, &plain) &&
	    (size_parse(text, &bytes) || bytes != plain))
		abort();
	size_parse(text, &bytes);
	duration_parse(text, &value);
	free(text);
	return 0;
}
