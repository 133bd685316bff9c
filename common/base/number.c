// SPDX-License-Identifier: GPL-2.0-or-later
#include "number.h"

#include <ctype.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "array.h"
#include "error.h"

/*
 * Stores the value of a digit and returns 1; for any other character returns 0.
 */
static const unsigned char digits[256] = {
	['0'] = 1,  ['1'] = 2,	['2'] = 3,  ['3'] = 4,	['4'] = 5,  ['5'] = 6,
	['6'] = 7,  ['7'] = 8,	['8'] = 9,  ['9'] = 10, ['A'] = 11, ['B'] = 12,
	['C'] = 13, ['D'] = 14, ['E'] = 15, ['F'] = 16, ['a'] = 11, ['b'] = 12,
	['c'] = 13, ['d'] = 14, ['e'] = 15, ['f'] = 16,
};

int number_scan(const char **cursor, uint64_t *value)
{
	const char *p = *cursor, *first;
	char kind = *p == '0' ? p[1] | 0x20 : 0;
	unsigned int digit, base = 10;
	uint64_t sum = 0;

	if (kind == 'x' || kind == 'b') {
		base = kind == 'x' ? 16 : 2;
		p += 2;
	}
	for (*cursor = first = p;; p++) {
		digit = digits[(unsigned char)*p] - 1U;
		if (digit >= base) {
			if (*p != '_' || p == first || p[-1] == '_')
				break;
		} else if (__builtin_mul_overflow(sum, base, &sum) ||
			   __builtin_add_overflow(sum, digit, &sum)) {
			return -UIO_EVALUE;
		}
	}
	*cursor = p;
	if (p == first || p[-1] == '_')
		return -UIO_ENUMBER;
	*value = sum;
	return 0;
}

int size_scan(const char **cursor, uint64_t *bytes)
{
	uint64_t value, unit = 1;
	int err;

	err = number_scan(cursor, &value);
	if (err)
		return err;
	if (**cursor == 'k')
		unit = 1024;
	else if (**cursor == 'M')
		unit = 1024 * 1024;
	if (__builtin_mul_overflow(value, unit, &value))
		return -UIO_EVALUE;
	if (unit > 1)
		(*cursor)++;
	*bytes = value;
	return 0;
}

int decimal_scan(const char **cursor, double *value, unsigned int *decimals)
{
	const char *p = *cursor, *point = NULL;
	uint64_t sum = 0;
	double divisor = 1;

	for (;
	     isdigit((unsigned char)*p) || (*p == '.' && !point && p > *cursor);
	     p++) {
		if (*p == '.') {
			point = p;
			continue;
		}
		if (__builtin_mul_overflow(sum, 10, &sum) ||
		    __builtin_add_overflow(sum, *p - '0', &sum) ||
		    (point && p - point > DECIMALS_MAX))
			return -UIO_EVALUE;
		divisor *= point ? 10 : 1;
	}
	if (p == *cursor || p - 1 == point) {
		*cursor = p;
		return -UIO_ENUMBER;
	}
	/*
	 * Powers of ten up to this one are exact, so the result is rounded only
	 * once.
	 */
	*value = sum / divisor;
	*decimals = point ? p - point - 1 : 0;
	*cursor = p;
	return 0;
}

static int whole(int (*scan)(const char **, uint64_t *), const char *text,
		 uint64_t *value)
{
	uint64_t result;
	int err;

	err = scan(&text, &result);
	if (err)
		return err;
	if (*text)
		return -UIO_ENUMBER;
	*value = result;
	return 0;
}

int number_parse(const char *text, uint64_t *value)
{
	return whole(number_scan, text, value);
}

int size_parse(const char *text, uint64_t *bytes)
{
	return whole(size_scan, text, bytes);
}

static const struct {
	const char *name;
	uint64_t ns;
} units[] = {
	{ "", 1000000000 },	{ "s", 1000000000 }, { "ms", 1000000 },
	{ "us", 1000 },		{ "ns", 1 },	     { "m", 60000000000 },
	{ "h", 3600000000000 },
};

/*
 * Digits after the point are added one by one, each worth a tenth of the previous
 * one; digits below a nanosecond are dropped.
 */
int duration_parse(const char *text, uint64_t *ns)
{
	const char *fraction, *unit = text;
	uint64_t sum;
	size_t i;
	int err = number_scan(&unit, &sum);

	if (err)
		return err;
	fraction = unit;
	if (*unit == '.') {
		fraction = unit + 1;
		unit = fraction + strspn(fraction, "0123456789");
		if (unit == fraction)
			return -UIO_ENUMBER;
	}
	for (i = 0; strcmp(units[i].name, unit); i++)
		if (i + 1 == ARRAY_SIZE(units))
			return -UIO_ENUMBER;

	if (__builtin_mul_overflow(sum, units[i].ns, &sum))
		return -UIO_EVALUE;
	for (uint64_t worth = units[i].ns / 10; fraction < unit; worth /= 10)
		if (__builtin_add_overflow(sum, worth * (*fraction++ - '0'),
					   &sum))
			return -UIO_EVALUE;
	*ns = sum;
	return 0;
}

void duration_format(char *text, double ns)
{
	static const char *const names[] = { "ns", "us", "ms", "s" };
	unsigned int i = 0;

	if (ns < 0.001)
		ns = 0;
	/* A number that would be rounded to 1000 gets the next unit. */
	for (; ns >= 999.95 && i < 3; i++)
		ns /= 1000;
	snprintf(text, DURATION_SIZE, ns < 1000 ? "%.4g%s" : "%.0f%s", ns,
		 names[i]);
}
