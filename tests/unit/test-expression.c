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
	{ "1+1k", -UIO_ENUMBER, 3 },
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

int main(void)
{
	for (size_t i = 0; i < sizeof(valid) / sizeof(valid[0]); i++) {
		uint64_t value = POISON;
		size_t column;
		int err = expression_parse(valid[i].text, &value, &column);

		ok(!err && value == valid[i].value, "'%s' is %" PRIu64,
		   valid[i].text, value);
	}
	for (size_t i = 0; i < sizeof(invalid) / sizeof(invalid[0]); i++) {
		uint64_t value = POISON;
		size_t column = SIZE_MAX;
		int err = expression_parse(invalid[i].text, &value, &column);

		ok(err == invalid[i].err && column == invalid[i].column &&
			   value == POISON,
		   "'%s' is refused (%d) at %zu", invalid[i].text, err, column);
	}
	return done();
}
