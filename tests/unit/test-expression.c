// SPDX-License-Identifier: GPL-2.0-or-later
#include <inttypes.h>

#include "common/base/error.h"
#include "common/lang/expression.h"
#include "tap.h"

#define POISON UINT64_C(0xdeadbeef)

static const struct {
	const char *text;
	uint64_t value;
} valid[] = {
	{ "7", 7 },
	{ "0x1_0", 16 },
	{ "1+2*3", 7 },
	{ "(1+2)*3", 9 },
	{ "10-3-2", 5 },
	{ "100/10/5", 2 },
	{ "17%5", 2 },
	{ "1 << 4 + 1", 32 },
	{ "256>>4>>2", 4 },
	{ "1|2^3&2", 1 },
	{ "1|6&4", 5 },
	{ "6^2|1", 5 },
	{ "3&1<<1", 2 },
	{ "~0", UINT64_MAX },
	{ "~~5", 5 },
	{ "~ 1 & 0xff", 0xfe },
	{ "~(1|2)&7", 4 },
	{ "( 1 + ( 2 ) )", 3 },
	{ "((((1))))", 1 },
	{ "1\t+\t1", 2 },
	{ "0-1", UINT64_MAX },
	{ "18446744073709551615+1", 0 },
	{ "0x8000000000000000*2", 0 },
	{ "1<<63", UINT64_C(1) << 63 },
	{ "64k/4", 16384 },
	{ "1M - 0x1k", 1047552 },
};

static const struct {
	const char *text;
	int err;
	size_t column;
} invalid[] = {
	{ "", -UIO_ENUMBER, 0 },
	{ " 1", -UIO_ENUMBER, 0 },
	{ "1 ", -UIO_ENUMBER, 1 },
	{ "-1", -UIO_ENUMBER, 0 },
	{ "1+", -UIO_ENUMBER, 2 },
	{ "1+-1", -UIO_ENUMBER, 2 },
	{ "1 2", -UIO_ENUMBER, 1 },
	{ "x", -UIO_ENUMBER, 0 },
	{ "1<2", -UIO_ENUMBER, 1 },
	{ "1+1K", -UIO_ENUMBER, 3 },
	{ "1kk", -UIO_ENUMBER, 2 },
	{ "0xfffffffffffffM", -UIO_EVALUE, 15 },
	{ "2*18446744073709551616", -UIO_EVALUE, 2 },
	{ "1/0", -UIO_EZERO, 1 },
	{ "8 % (1-1)", -UIO_EZERO, 2 },
	{ "1<<64", -UIO_ESHIFT, 1 },
	{ "1>>(1<<32)", -UIO_ESHIFT, 1 },
	{ "1+(2", -UIO_EPAREN, 2 },
	{ "(1", -UIO_EPAREN, 0 },
	{ "1)", -UIO_ENUMBER, 1 },
	{ "()", -UIO_ENUMBER, 1 },
	{ "(((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((1",
	  -UIO_EPAREN, 64 },
};

static const struct {
	const char *text;
	unsigned int bits;
	uint64_t value;
	int err;
} fits[] = {
	{ "0xff", 8, 0xff, 0 },
	{ "0x100", 8, 0, -UIO_EFIT },
	{ "~0", 8, 0xff, 0 },
	{ "~0", 64, UINT64_MAX, 0 },
	{ "~4", 32, 0xfffffffb, 0 },
	{ "~0xff", 8, 0, 0 },
	{ "~0 << 4 | 1", 8, 0xf1, 0 },
	{ "3-4", 16, 0xffff, 0 },
	{ "~0 & 0xffff", 8, 0, -UIO_EFIT },
	{ "~0x1ff", 8, 0, -UIO_EFIT },
	{ "~~0x100", 8, 0, -UIO_EFIT },
	{ "0xffffffffffffffff", 8, 0, -UIO_EFIT },
	{ "1-2+0x200", 8, 0, -UIO_EFIT },
	{ "1<<32", 32, 0, -UIO_EFIT },
};

static void test_fit(void)
{
	for (size_t i = 0; i < sizeof(fits) / sizeof(fits[0]); i++) {
		struct expression result;
		size_t column;
		int err = expression_parse(fits[i].text, NULL, &result, &column)
				  ?: expression_fit(&result, fits[i].bits);

		ok(err == fits[i].err && (err || result.value == fits[i].value),
		   "'%s' in %u bits", fits[i].text, fits[i].bits);
	}
}

int main(void)
{
	test_fit();
	for (size_t i = 0; i < sizeof(valid) / sizeof(valid[0]); i++) {
		struct expression result;
		size_t column;
		int err =
			expression_parse(valid[i].text, NULL, &result, &column);

		ok(!err && result.value == valid[i].value, "'%s' is %" PRIu64,
		   valid[i].text, result.value);
	}
	for (size_t i = 0; i < sizeof(invalid) / sizeof(invalid[0]); i++) {
		struct expression result = { .value = POISON };
		size_t column = SIZE_MAX;
		int err = expression_parse(invalid[i].text, NULL, &result,
					   &column);

		ok(err == invalid[i].err && column == invalid[i].column &&
			   result.value == POISON,
		   "'%s' is refused (%d) at %zu", invalid[i].text, err, column);
	}
	return done();
}
