// SPDX-License-Identifier: GPL-2.0-or-later
/* Operands, and the checks of the accesses they ask for. */
#include <inttypes.h>
#include <string.h>

#include "common/access/access.h"
#include "common/base/error.h"
#include "common/lang/operand.h"
#include "tap.h"

static const struct {
	const char *text;
	struct operand want;
	const char *name;
	const char *value_name;
} valid[] = {
	{ "0x10", { .offset = 16 } },
	{ "4k", { .offset = 4096 } },
	{ "0x10-0x1f", { .offset = 16, .length = 16 } },
	{ "0x10+16", { .offset = 16, .length = 16 } },
	{ "0+1M", { .length = 1 << 20 } },
	{ "8-8", { .offset = 8, .length = 1 } },
	{ "0x10=5", { .offset = 16, .assigned = true, .value = { 5 } } },
	{ "0+8=0xff", { .length = 8, .assigned = true, .value = { 255 } } },
	{ "0-0xfffffffffffffffe", { .length = UINT64_MAX } },
	{ "0x10:7:4", { .offset = 16, .has_bits = true, .high = 7, .low = 4 } },
	{ "0x10:63",
	  { .offset = 16, .has_bits = true, .high = 63, .low = 63 } },
	{ "0x10:3=1",
	  { .offset = 16,
	    .has_bits = true,
	    .high = 3,
	    .low = 3,
	    .assigned = true,
	    .value = { 1 } } },
	{ "0x10=0x4:0xc",
	  { .offset = 16,
	    .assigned = true,
	    .value = { 4 },
	    .masked = true,
	    .mask = { 12 } } },
	{ "0-0xff=0:0xf0",
	  { .length = 256,
	    .assigned = true,
	    .masked = true,
	    .mask = { 0xf0 } } },
	{ "0x10=1<<4|3", { .offset = 16, .assigned = true, .value = { 19 } } },
	{ "0x10=(1 + 1) * 2:~(0 - 0x100)",
	  { .offset = 16,
	    .assigned = true,
	    .value = { 4 },
	    .masked = true,
	    .mask = { 255 } } },
	{ "CTRL", { 0 }, "CTRL" },
	{ "_x9", { 0 }, "_x9" },
	{ "CH[3].CFG", { 0 }, "CH[3].CFG" },
	{ "CH[0x1f].CFG.MODE", { 0 }, "CH[0x1f].CFG.MODE" },
	{ "CTRL:7:4", { .has_bits = true, .high = 7, .low = 4 }, "CTRL" },
	{ "CTRL=1", { .assigned = true, .value = { 1 } }, "CTRL" },
	{ "CH[*].CFG", { .pattern = true }, "CH[*].CFG" },
	{ "CH[0..3].CFG:3",
	  { .pattern = true, .has_bits = true, .high = 3, .low = 3 },
	  "CH[0..3].CFG" },
	{ "CH[A..C]=2",
	  { .pattern = true, .assigned = true, .value = { 2 } },
	  "CH[A..C]" },
	{ "GPIO*", { .pattern = true }, "GPIO*" },
	{ "*.CFG=run", { .pattern = true, .assigned = true }, "*.CFG", "run" },
	{ "PIN?_CFG", { .pattern = true }, "PIN?_CFG" },
	{ "CTRL |= 4",
	  { .assigned = true, .change = '|', .value = { 4 } },
	  "CTRL" },
	{ "0x10:7:4&=~1",
	  { .offset = 16,
	    .has_bits = true,
	    .high = 7,
	    .low = 4,
	    .assigned = true,
	    .change = '&',
	    .value = { ~UINT64_C(1), true } },
	  NULL },
	{ "0x10+16\t^=\t1 + 2",
	  { .offset = 16,
	    .length = 16,
	    .assigned = true,
	    .change = '^',
	    .value = { 3 } },
	  NULL },
	{ "CTRL.MODE |= run",
	  { .assigned = true, .change = '|' },
	  "CTRL.MODE",
	  "run" },
	{ "CTRL = 1:3",
	  { .assigned = true, .value = { 1 }, .masked = true, .mask = { 3 } },
	  "CTRL" },
	{ "CTRL=2*3", { .assigned = true, .value = { 6 } }, "CTRL" },
	{ "CTRL.MODE=run", { .assigned = true }, "CTRL.MODE", "run" },
	{ "CTRL=0x10:0x30",
	  { .assigned = true, .value = { 16 }, .masked = true, .mask = { 48 } },
	  "CTRL" },
	{ "0x10:7:4=fast",
	  { .offset = 16,
	    .has_bits = true,
	    .high = 7,
	    .low = 4,
	    .assigned = true },
	  NULL,
	  "fast" },
};

static const struct {
	const char *text;
	int err;
	size_t column;
} invalid[] = {
	{ "", -UIO_ENUMBER, 0 },
	{ "-1", -UIO_ENUMBER, 0 },
	{ "0x10x", -UIO_ESYNTAX, 4 },
	{ "0x10 ", -UIO_ESYNTAX, 4 },
	{ "CTRL ", -UIO_ESYNTAX, 4 },
	{ "CTRL |4", -UIO_ESYNTAX, 4 },
	{ "CTRL| =4", -UIO_ESYNTAX, 4 },
	{ "CTRL|=", -UIO_ENUMBER, 6 },
	{ "CTRL||=4", -UIO_ESYNTAX, 4 },
	{ "CTRL==4", -UIO_ENUMBER, 5 },
	{ "CTRL|=1:3", -UIO_ESYNTAX, 7 },
	{ "CTRL = 1 ", -UIO_ESYNTAX, 8 },
	{ "0x10-", -UIO_ENUMBER, 5 },
	{ "0x10+z", -UIO_ENUMBER, 5 },
	{ "0x10-0xf", -UIO_ESYNTAX, 5 },
	{ "0x10+0", -UIO_ESYNTAX, 5 },
	{ "0x10=", -UIO_ENUMBER, 5 },
	{ "0x10=1K", -UIO_ESYNTAX, 6 },
	{ "=1", -UIO_ENUMBER, 0 },
	{ "1=2=3", -UIO_ESYNTAX, 3 },
	{ "1-2-3", -UIO_ESYNTAX, 3 },
	{ "0-0xffffffffffffffff", -UIO_ESYNTAX, 2 },
	{ "0x1_0000_0000_0000_0000", -UIO_EVALUE, 2 },
	{ "0x10:", -UIO_ENUMBER, 5 },
	{ "0x10:64", -UIO_ESYNTAX, 5 },
	{ "0x10:4:7", -UIO_ESYNTAX, 4 },
	{ "0x10:7:4:1", -UIO_ESYNTAX, 8 },
	{ "0x10:7:", -UIO_ENUMBER, 7 },
	{ "0-0xf:3", -UIO_ESYNTAX, 5 },
	{ "0x10=4:", -UIO_ENUMBER, 7 },
	{ "0x10=4:3", -UIO_EMASK, 5 },
	{ "0x10:3=1:1", -UIO_ESYNTAX, 8 },
	{ "0x10=run:1", -UIO_ESYNTAX, 8 },
	{ "0x10=run+1", -UIO_ESYNTAX, 8 },
	{ "0x10=1+run", -UIO_ENUMBER, 7 },
	{ "0x10=-1", -UIO_ENUMBER, 5 },
	{ "0x10=4 ", -UIO_ESYNTAX, 6 },
	{ "0x10=4/0", -UIO_EZERO, 6 },
	{ "0x10=4:(12", -UIO_EPAREN, 7 },
	{ "0x10+(4)", -UIO_ENUMBER, 5 },
	{ "CTRL MODE", -UIO_ESYNTAX, 4 },
	{ "CTRL-STATUS", -UIO_ESYNTAX, 4 },
	{ "CTRL+4", -UIO_ESYNTAX, 4 },
	{ "0x10*2", -UIO_ESYNTAX, 4 },
	{ "CTRL=A*", -UIO_ESYNTAX, 6 },
	{ "CTRL=*", -UIO_ENUMBER, 5 },
	{ "CH[*] .CFG", -UIO_ESYNTAX, 5 },
};

static bool is_name(const struct slice *name, const char *text)
{
	return text ? slice_is(name, text) : !name->length;
}

static bool same(const struct operand *a, const struct operand *b)
{
	return a->pattern == b->pattern && a->offset == b->offset &&
	       a->length == b->length && a->has_bits == b->has_bits &&
	       a->high == b->high && a->low == b->low &&
	       a->assigned == b->assigned && a->change == b->change &&
	       a->value.open == b->value.open &&
	       a->value.value == b->value.value && a->masked == b->masked &&
	       a->mask.value == b->mask.value;
}

static void test_parse(void)
{
	for (size_t i = 0; i < sizeof(valid) / sizeof(valid[0]); i++) {
		struct operand op;
		size_t column;
		int err = operand_parse(valid[i].text, &op, &column);

		ok(!err && same(&op, &valid[i].want) &&
			   is_name(&op.name, valid[i].name) &&
			   is_name(&op.value_name, valid[i].value_name) &&
			   op.text == valid[i].text,
		   "operand '%s'", valid[i].text);
	}
	for (size_t i = 0; i < sizeof(invalid) / sizeof(invalid[0]); i++) {
		struct operand op = { .offset = 77 };
		size_t column = 77;
		int err = operand_parse(invalid[i].text, &op, &column);

		ok(err == invalid[i].err && column == invalid[i].column &&
			   op.offset == 77,
		   "operand '%s' is refused with %d at %zu", invalid[i].text,
		   err, column);
	}
}

static const struct uio_region region = { .kind = UIO_MAP,
					  .name = "regs",
					  .size = 4096 };
static const struct uio_region sub_page = {
	.kind = UIO_MAP, .name = "regs", .size = 4096, .offset = 0xff0
};
static const struct uio_region skewed = {
	.kind = UIO_MAP, .name = "regs", .size = 4096, .offset = 2
};

static const struct {
	const char *text;
	unsigned int width;
	const struct uio_region *region;
	int err;
	uint64_t count;
} checks[] = {
	{ "0xffc", 32, &region, 0, 1 },
	{ "0xfff", 8, &region, 0, 1 },
	{ "0xff8", 64, &region, 0, 1 },
	{ "0-0xfff", 32, &region, 0, 1024 },
	{ "0+4k", 16, &region, 0, 2048 },
	{ "0x1000", 8, &region, -UIO_EOUTSIDE, 0 },
	{ "0xffc", 64, &region, -UIO_EALIGN, 0 },
	{ "0xff8+16", 64, &region, -UIO_EOUTSIDE, 0 },
	{ "0xfffffffffffffffc+4", 32, &region, -UIO_EOUTSIDE, 0 },
	{ "0+5", 32, &region, -UIO_ETAIL, 0 },
	{ "2", 32, &region, -UIO_EALIGN, 0 },
	{ "1", 16, &region, -UIO_EALIGN, 0 },
	{ "0", 24, &region, -UIO_EWIDTH, 0 },
	{ "0", 0, &region, -UIO_EWIDTH, 0 },
	{ "0xc", 32, &sub_page, 0, 1 },
	{ "0x10", 32, &sub_page, -UIO_EOUTSIDE, 0 },
	{ "0", 32, &skewed, -UIO_EALIGN, 0 },
	{ "2", 32, &skewed, 0, 1 },
};

static void test_check(void)
{
	for (size_t i = 0; i < sizeof(checks) / sizeof(checks[0]); i++) {
		struct unit unit = { .width = checks[i].width };
		bool possible = unit.width < 64 || sizeof(void *) == 8;
		int want = possible ? checks[i].err : -UIO_EWIDTH, err;
		struct access access = { 0 };
		struct operand op;
		size_t column;

		operand_parse(checks[i].text, &op, &column);
		err = access_check(op.offset, op.length, &unit,
				   checks[i].region, &access);
		ok(err == want && access.count == (err ? 0 : checks[i].count),
		   "'%s' as %u bits, offset 0x%" PRIx64 ": %d, %" PRIu64
		   " units",
		   checks[i].text, unit.width, checks[i].region->offset, err,
		   access.count);
	}
}

int main(void)
{
	test_parse();
	test_check();
	return done();
}
