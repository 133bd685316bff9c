// SPDX-License-Identifier: GPL-2.0-or-later
#include <inttypes.h>
#include <stddef.h>
#include <string.h>

#include "common/base/error.h"
#include "common/base/number.h"
#include "tap.h"

#define POISON UINT64_C(0xdeadbeef)

struct number_case {
	const char *text;
	int err;
	uint64_t value;
};

static const struct number_case numbers[] = {
	{ "0", 0, 0 },
	{ "10", 0, 10 },
	{ "010", 0, 10 },
	{ "0x10", 0, 16 },
	{ "0XfF", 0, 255 },
	{ "0b101", 0, 5 },
	{ "0b", -UIO_ENUMBER, 0 },
	{ "0x", -UIO_ENUMBER, 0 },
	{ "1_000", 0, 1000 },
	{ "0xdead_beef", 0, 0xdeadbeef },
	{ "_1", -UIO_ENUMBER, 0 },
	{ "1_", -UIO_ENUMBER, 0 },
	{ "1__0", -UIO_ENUMBER, 0 },
	{ "0x_1", -UIO_ENUMBER, 0 },
	{ "", -UIO_ENUMBER, 0 },
	{ "-1", -UIO_ENUMBER, 0 },
	{ "+1", -UIO_ENUMBER, 0 },
	{ " 1", -UIO_ENUMBER, 0 },
	{ "1 ", -UIO_ENUMBER, 0 },
	{ "0x1g", -UIO_ENUMBER, 0 },
	{ "0b2", -UIO_ENUMBER, 0 },
	{ "1k", -UIO_ENUMBER, 0 },
	{ "18446744073709551615", 0, UINT64_MAX },
	{ "18446744073709551616", -UIO_EVALUE, 0 },
	{ "0x1_0000_0000_0000_0000", -UIO_EVALUE, 0 },
};

static const struct number_case sizes[] = {
	{ "4096", 0, 4096 },	   { "4k", 0, 4096 },
	{ "0x10k", 0, 16384 },	   { "1M", 0, 1048576 },
	{ "1K", -UIO_ENUMBER, 0 }, { "1kk", -UIO_ENUMBER, 0 },
	{ "k", -UIO_ENUMBER, 0 },  { "18014398509481984k", -UIO_EVALUE, 0 },
};

static const struct number_case durations[] = {
	{ "1", 0, 1000000000 },
	{ "0", 0, 0 },
	{ "2s", 0, 2000000000 },
	{ "100ms", 0, 100000000 },
	{ "5us", 0, 5000 },
	{ "7ns", 0, 7 },
	{ "1m", 0, 60000000000 },
	{ "1h", 0, 3600000000000 },
	{ "0.5", 0, 500000000 },
	{ "1.25ms", 0, 1250000 },
	{ "1.5ns", 0, 1 },
	{ "0x10ms", 0, 16000000 },
	{ "0.0000000019s", 0, 1 },
	{ "", -UIO_ENUMBER, 0 },
	{ "s", -UIO_ENUMBER, 0 },
	{ ".5", -UIO_ENUMBER, 0 },
	{ "1.", -UIO_ENUMBER, 0 },
	{ "1.s", -UIO_ENUMBER, 0 },
	{ "1x", -UIO_ENUMBER, 0 },
	{ "1 s", -UIO_ENUMBER, 0 },
	{ "-1s", -UIO_ENUMBER, 0 },
	{ "99999999999h", -UIO_EVALUE, 0 },
	{ "18446744073709551616ns", -UIO_EVALUE, 0 },
	{ "18446744073709551.9us", -UIO_EVALUE, 0 },
};

static const struct {
	double ns;
	const char *want;
} formats[] = {
	{ 0, "0ns" },
	{ 0.0009, "0ns" },
	{ 0.25, "0.25ns" },
	{ 7, "7ns" },
	{ 850, "850ns" },
	{ 999.9, "999.9ns" },
	{ 999.96, "1us" },
	{ 1000, "1us" },
	{ 12345, "12.35us" },
	{ 8388608, "8.389ms" },
	{ 10000000, "10ms" },
	{ 123456789, "123.5ms" },
	{ 1e9, "1s" },
	{ 59999e6, "60s" },
	{ 12345678e6, "12346s" },
	{ 0x1p64, "18446744074s" },
};

static void test_formats(void)
{
	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
		char text[DURATION_SIZE];

		duration_format(text, formats[i].ns);
		ok(!strcmp(text, formats[i].want), "%.12g ns are written '%s'",
		   formats[i].ns, text);
	}
}

static void run(const char *name, int (*parse)(const char *, uint64_t *),
		const struct number_case *cases, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		uint64_t value = POISON;
		int err = parse(cases[i].text, &value);

		ok(err == cases[i].err &&
			   value == (err ? POISON : cases[i].value),
		   "%s '%s' gives %d, %" PRIu64, name, cases[i].text, err,
		   value);
	}
}

#define RUN(name, cases) \
	run(#name, name, cases, sizeof(cases) / sizeof(cases[0]))

static const struct {
	const char *text;
	int err;
	double value;
	unsigned int decimals;
} decimals[] = {
	{ "0", 0, 0, 0 },
	{ "503.975", 0, 503.975, 3 },
	{ "273.15", 0, 273.15, 2 },
	{ "0.1", 0, 0.1, 1 },
	{ "0.10", 0, 0.1, 2 },
	{ "65536", 0, 65536, 0 },
	{ "0.0000000000000000000001", 0, 1e-22, 22 },
	{ "0.00000000000000000000001", -UIO_EVALUE, 0, 0 },
	{ "18446744073709551615", 0, 18446744073709551616., 0 },
	{ "18446744073709551616", -UIO_EVALUE, 0, 0 },
	{ "", -UIO_ENUMBER, 0, 0 },
	{ ".5", -UIO_ENUMBER, 0, 0 },
	{ "1.", -UIO_ENUMBER, 0, 0 },
	{ "-1", -UIO_ENUMBER, 0, 0 },
	{ "nan", -UIO_ENUMBER, 0, 0 },
};

static void test_decimals(void)
{
	const char *cursor = "1.5.5", *start = cursor;
	unsigned int count = 77;
	double value = 77;

	ok(!decimal_scan(&cursor, &value, &count) && cursor == start + 3 &&
		   value == 1.5 && count == 1,
	   "a decimal number ends at the second point");
	for (size_t i = 0; i < sizeof(decimals) / sizeof(decimals[0]); i++) {
		int err;

		cursor = decimals[i].text;
		value = count = 77;
		err = decimal_scan(&cursor, &value, &count);
		ok(err == decimals[i].err &&
			   (err ? value == 77 && count == 77
				: !*cursor && value == decimals[i].value &&
					    count == decimals[i].decimals),
		   "decimal_scan '%s': %d", decimals[i].text, err);
	}
}

int main(void)
{
	RUN(number_parse, numbers);
	RUN(size_parse, sizes);
	test_decimals();
	RUN(duration_parse, durations);
	test_formats();
	return done();
}
