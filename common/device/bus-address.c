// SPDX-License-Identifier: GPL-2.0-or-later
/* The order of devices by bus address. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/array.h"
#include "common/base/text.h"
#include "lookup.h"

#define ALNUM	   "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_"
#define HEX_DIGITS "0123456789abcdefABCDEF"

/*
 * Compares two parts of bus addresses. Of two numbers the longer one is greater,
 * decimal or hexadecimal. Numbers come before words, and words may end in a
 * decimal number.
 */
static int compare_parts(const char *a, size_t a_len, const char *b,
			 size_t b_len)
{
	bool a_number = strspn(a, HEX_DIGITS) >= a_len;
	bool b_number = strspn(b, HEX_DIGITS) >= b_len;
	char a_word[64], b_word[64];

	if (a_number != b_number)
		return a_number ? -1 : 1;
	if (!a_number) {
		snprintf(a_word, sizeof(a_word), "%.*s", (int)a_len, a);
		snprintf(b_word, sizeof(b_word), "%.*s", (int)b_len, b);
		return strverscmp(a_word, b_word);
	}
	for (; a_len && *a == '0'; a_len--)
		a++;
	for (; b_len && *b == '0'; b_len--)
		b++;
	return COMPARE(a_len, b_len) ?: text_compare(a, b, a_len);
}

/*
 * Compares part by part: 9f000.fpga, a0000000.dma; 0000:00:1f.3; uio_sim.9,
 * uio_sim.10.
 */
int uio_by_address(const void *left, const void *right)
{
	const struct uio_device *a = left, *b = right;
	const char *a_text = uio_device_address(a), *a_at = a_text;
	const char *b_text = uio_device_address(b), *b_at = b_text;
	int order = 0;

	while (!order && (*a_at || *b_at)) {
		size_t a_len = strspn(a_at, ALNUM), b_len = strspn(b_at, ALNUM);

		order = compare_parts(a_at, a_len, b_at, b_len);
		a_at += a_len + (a_at[a_len] != '\0');
		b_at += b_len + (b_at[b_len] != '\0');
	}
	return order ?: strcmp(a_text, b_text) ?: COMPARE(a->number, b->number);
}

int uio_list_by_address(struct uio_device_list *list)
{
	int err = uio_device_list(
		UIO_FACT_NAME | UIO_FACT_PARENT | UIO_FACT_BUS, list);

	if (!err && list->count)
		qsort(list->devices, list->count, sizeof(*list->devices),
		      uio_by_address);
	return err;
}
