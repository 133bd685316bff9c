// SPDX-License-Identifier: GPL-2.0-or-later
/* Operands and conditions checked against a register file. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/error.h"
#include "common/lang/condition.h"
#include "common/regs/file.h"
#include "tap.h"

static const char file[] = "width 32\n"
			   "endian little\n"
			   "register ID 0x0 ro reset 0x1234\n"
			   "register CTRL 0x4\n"
			   "	field EN 0\n"
			   "	field MODE 7:4 stop=0 run=1\n"
			   "	field DONE 8 w1c\n"
			   "	field GO 9 pulse\n"
			   "register STATUS 0x8 rc\n"
			   "register THREE 0xe width 3 endian big\n"
			   "	field HIGH 2:1\n"
			   "register EVENT 0xc w0c endian big width 16\n"
			   "	field MASK 3:0 rw\n"
			   "register WIDE 0x10 width 64\n"
			   "register NARROW 0x18 width 16 endian big\n"
			   "group CH[4] 0x20 stride 0x10\n"
			   "	register CFG 0x0\n"
			   "		field GAIN 3:0\n"
			   "	register DATA[2] 0x8\n"
			   "end\n"
			   "group VIEW 0x100 alternate\n"
			   "	register RAW 0x0\n"
			   "		field GO 0 pulse\n"
			   "end\n"
			   "register PLAIN 0x100\n"
			   "group LONE 0x110 alternate\n"
			   "	register RAW 0x0\n"
			   "		field GO 0 pulse\n"
			   "end\n";

static const struct uio_region region = { .name = "regs", .size = 4096 };

static struct resolve_context by = { .region = &region };

static const struct {
	const char *text;
	uint64_t offset;
	unsigned int width;
	uint64_t mask;
	uint64_t value;
	uint64_t write_one_bits;
	uint64_t write_zero_bits;
} good[] = {
	{ "ID", 0, 32, 0xffffffff },
	{ "CTRL", 4, 32, 0xffffffff, 0, 0x300 },
	{ "CTRL.EN", 4, 32, 1, 0, 0x300 },
	{ "CTRL.MODE=run", 4, 32, 0xf0, 0x10, 0x300 },
	{ "CTRL.MODE=stop", 4, 32, 0xf0, 0, 0x300 },
	{ "CTRL.MODE=0xf", 4, 32, 0xf0, 0xf0, 0x300 },
	{ "CTRL.DONE=1", 4, 32, 0x100, 0x100, 0x300 },
	{ "CTRL.MODE:1=1", 4, 32, 0x20, 0x20, 0x300 },
	{ "CTRL:7:4=2", 4, 32, 0xf0, 0x20, 0x300 },
	{ "CTRL=0x10:0x30", 4, 32, 0x30, 0x10, 0x300 },
	{ "4:0=1", 4, 32, 1, 1, 0x300 },
	{ "WIDE=0xffffffffffffffff", 0x10, 64, UINT64_MAX, UINT64_MAX },
	{ "WIDE:63:60=0xa", 0x10, 64, UINT64_C(0xf) << 60,
	  UINT64_C(0xa) << 60 },
	{ "NARROW", 0x18, 16, 0xffff },
	{ "CH[0].CFG", 0x20, 32, 0xffffffff },
	{ "CH[3].CFG.GAIN=7", 0x50, 32, 0xf, 7 },
	{ "CH[0x2].DATA[1]=9", 0x4c, 32, 0xffffffff, 9 },
	{ "0x100:4", 0x100, 32, 0x10 },
	/* Those of an alternate view do not apply to an offset, but of a lone one. */
	{ "0x100:4", 0x100, 32, 0x10 },
	{ "0x110:4", 0x110, 32, 0x10, 0, 1 },
	{ "VIEW.RAW:4", 0x100, 32, 0x10, 0, 1 },
	{ "THREE=5", 0xe, 8, 7, 5 },
	{ "THREE.HIGH", 0xe, 8, 6 },
	{ "THREE:2=1", 0xe, 8, 4, 4 },
	{ "EVENT:4=0", 0xc, 16, 0x10, 0, 0, 0xfff0 },
	{ "0xc:31", 0xc, 32, 1u << 31, 0, 0, 0xf0ff },
};

static const struct {
	const char *text;
	int err;
	size_t column;
} bad[] = {
	{ "NOSUCH", -UIO_ENOREGISTER, 0 },
	{ "CTRL.NOSUCH", -UIO_ENOREGISTER, 5 },
	{ "CTRL.MODE.X", -UIO_ENOREGISTER, 5 },
	{ "CH[4].CFG", -UIO_ENOREGISTER, 0 },
	{ "CH[5]", -UIO_ENOREGISTER, 0 },
	{ "CH.CFG", -UIO_ENOREGISTER, 0 },
	{ "CH[1]", -UIO_ESEVERAL, SIZE_MAX },
	{ "CH", -UIO_ESEVERAL, SIZE_MAX },
	{ "CH[0].DATA", -UIO_ESEVERAL, SIZE_MAX },
	{ "VIEW", -UIO_ESEVERAL, SIZE_MAX },
	{ "CH[*].CFG", -UIO_ESEVERAL, SIZE_MAX },
	{ "CH[0..1].CFG=1", -UIO_ESEVERAL, SIZE_MAX },
	{ "NOSUCH*", -UIO_ESEVERAL, SIZE_MAX },
	{ "ctrl", -UIO_ENOREGISTER, 0 },
	{ "CTRL.MODE=fast", -UIO_ENOVALUE, 10 },
	{ "CTRL=run", -UIO_ENOVALUE, 5 },
	{ "CTRL.MODE:1=run", -UIO_ENOVALUE, 12 },
	{ "CTRL.MODE=0x10", -UIO_EFIT, 10 },
	{ "CTRL.EN=2", -UIO_EFIT, 8 },
	{ "CTRL=0x1_0000_0000", -UIO_EFIT, 5 },
	{ "NARROW=0x10000", -UIO_EFIT, 7 },
	{ "CTRL:32", -UIO_EBITS, SIZE_MAX },
	{ "THREE=8", -UIO_EFIT, 6 },
	{ "THREE:3", -UIO_EBITS, SIZE_MAX },
	{ "CTRL.MODE:4", -UIO_EBITS, SIZE_MAX },
	{ "0x1000", -UIO_EOUTSIDE, SIZE_MAX },
	{ "2", -UIO_EALIGN, SIZE_MAX },
};

static bool is_good(const struct resolved *found, size_t i)
{
	return found->access.offset == good[i].offset &&
	       found->access.count == 1 &&
	       found->access.unit.width == good[i].width &&
	       found->mask == good[i].mask &&
	       found->access.value == good[i].value &&
	       resolved_kind_bits(found, &by, good[i].offset,
				  reg_write_one_bits) ==
		       good[i].write_one_bits &&
	       resolved_kind_bits(found, &by, good[i].offset,
				  reg_write_zero_bits) ==
		       good[i].write_zero_bits;
}

static void test_resolve(void)
{
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		struct resolved found;
		struct operand op;
		size_t column;
		int err = operand_parse(good[i].text, &op, &column);

		if (!err)
			err = resolve(&op, &by, &found, &column);
		if (good[i].width == 64 && sizeof(void *) == 4)
			ok(err == -UIO_EWIDTH, "'%s': no 64 bits on this CPU",
			   good[i].text);
		else
			ok(!err && is_good(&found, i), "'%s'", good[i].text);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct resolved found;
		struct operand op;
		size_t column;
		int err = operand_parse(bad[i].text, &op, &column);

		if (!err)
			err = resolve(&op, &by, &found, &column);
		ok(err == bad[i].err && column == bad[i].column,
		   "'%s' is refused with %d at %zd", bad[i].text, err,
		   (ssize_t)column);
	}
}

/*
 * A register is found, not the view of it that precedes it in a group of views.
 */
static void test_alternate(void)
{
	const struct reg_place *place = resolve_at(&by, 0x100, 32);

	ok(place && !strcmp(place->name, "PLAIN"), "a register and its view");
	place = resolve_at(&by, 0x110, 32);
	ok(place && !strcmp(place->name, "LONE.RAW"), "a view of nothing");
}

/* The byte has no bits but these three. */
static void test_narrow(void)
{
	static const struct {
		const char *text;
		bool whole;
	} narrow[] = {
		{ "THREE", true },	 { "THREE:2:0", true },
		{ "THREE.HIGH", false }, { "0xe", true },
		{ "0xe:3", false },
	};
	struct resolve_context bytes = by;

	bytes.width = 8;
	for (size_t i = 0; i < sizeof(narrow) / sizeof(narrow[0]); i++) {
		struct resolved found;
		struct operand op;
		size_t column;

		ok(!operand_parse(narrow[i].text, &op, &column) &&
			   !resolve(&op, &bytes, &found, &column) &&
			   resolved_whole(&found) == narrow[i].whole &&
			   found.reg,
		   "'%s' of a register of three bits", narrow[i].text);
	}
}

/*
 * The byte order is that of the register, else that of the file, else the
 * requested one.
 */
static void test_order(void)
{
	bool cpu_is_big = __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__;
	struct resolved found;
	struct operand op;
	size_t column;

	operand_parse("NARROW", &op, &column);
	resolve(&op, &by, &found, &column);
	ok(found.access.unit.swap != cpu_is_big, "a register's own order");
	by.endian = REG_BIG;
	operand_parse("CTRL", &op, &column);
	resolve(&op, &by, &found, &column);
	ok(found.access.unit.swap == cpu_is_big, "the file's order");
	operand_parse("4", &op, &column);
	resolve(&op, &by, &found, &column);
	ok(found.access.unit.swap != cpu_is_big,
	   "that of an offset, as requested");
	by.endian = REG_ENDIAN_UNSAID;
}

static const struct {
	const char *text;
	int err;
	uint64_t yes;
	uint64_t no;
	size_t column;
} conditions[] = {
	{ "ID==0x1234", 0, 0x1234, 0x1235 },
	{ "ID != 0x1234", 0, 0x1235, 0x1234 },
	{ "CTRL.MODE == run", 0, 0xffffff1f, 0xffffff2f },
	{ "  CTRL.EN  ==  1  ", 0, 3, 2 },
	{ "CTRL.MODE < 2", 0, 0x10, 0x20 },
	{ "CTRL.MODE <= 2", 0, 0x20, 0x30 },
	{ "CTRL.MODE>2", 0, 0x30, 0x20 },
	{ "CTRL.MODE>=2", 0, 0x20, 0x10 },
	{ "CTRL & 0x300", 0, 0x100, 0xcff },
	{ "0x10:7:4==0b101", 0, 0x50, 0x40 },
	{ "CTRL", -UIO_ESYNTAX, 0, 0, 4 },
	{ "CTRL=1", -UIO_ESYNTAX, 0, 0, 4 },
	{ "CTRL ==", -UIO_ENUMBER, 0, 0, 7 },
	{ "CTRL == 1x", -UIO_ESYNTAX, 0, 0, 9 },
	{ "  CTRX == 1", -UIO_ENOREGISTER, 0, 0, 2 },
	{ "CH == 1", -UIO_ESEVERAL, 0, 0, SIZE_MAX },
	{ "CH[*].CFG == 1", -UIO_ESEVERAL, 0, 0, SIZE_MAX },
	{ "CTRL.MODE == go", -UIO_ENOVALUE, 0, 0, 13 },
	{ "CTRL.MODE == 16", -UIO_EFIT, 0, 0, 13 },
	{ "0+8 == 1", -UIO_ESYNTAX, 0, 0, 3 },
	{ "CTRL == 1:3", 0, 0xfd, 0xff },
	{ "CTRL != 1:3", 0, 0xff, 0xfd },
	{ "CTRL==(1<<4):(0xf<<4)", 0, 0xffffff1f, 0xffffff2f },
	{ "CTRL.MODE == 1:1", 0, 0x30, 0x20 },
	{ "CTRL == 4:3", -UIO_EMASK, 0, 0, 8 },
	{ "CTRL == 1:0x1ffffffff", -UIO_EFIT, 0, 0, 8 },
	{ "CTRL == 0:0", -UIO_ESYNTAX, 0, 0, 9 },
	{ "CTRL < 1:3", -UIO_ESYNTAX, 0, 0, 8 },
	{ "CTRL & 1:3", -UIO_ESYNTAX, 0, 0, 8 },
	{ "0x10:7:4 == 1:3", -UIO_ESYNTAX, 0, 0, 13 },
	{ "CTRL.MODE == run:1", -UIO_ESYNTAX, 0, 0, 16 },
	{ "CTRL == 1:", -UIO_ENUMBER, 0, 0, 10 },
	{ "0x10 + 4 == 1", -UIO_ESYNTAX, 0, 0, 5 },
	{ "(0x10) + 4 == 1", -UIO_ESYNTAX, 0, 0, 7 },
	{ "(0x10:3) == 1", -UIO_EPAREN, 0, 0, 0 },
	{ "(CTRL) == 1", -UIO_ENUMBER, 0, 0, 1 },
	{ "(1) == run", -UIO_ENOVALUE, 0, 0, 7 },
	{ "(1) = 1", -UIO_ESYNTAX, 0, 0, 4 },
};

/* Conditions on a constant do not depend on any register. */
static const struct {
	const char *text;
	bool holds;
} values[] = {
	{ "(0) == 0", true },
	{ "(1+1)*1", false },
	{ " ( 0x10 ) == 16 ", true },
	{ "(16)==15", false },
	{ "(1 << 63) > 5", true },
	{ "(6) & 1", false },
	{ "(6)&2", true },
	{ "(0x35) == 5:0xf", true },
	{ "(0x35) != 5:0xf", false },
};

static void test_values(void)
{
	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
		struct condition condition;
		size_t column;
		int err = condition_parse(values[i].text, NULL, &condition,
					  &column);

		if (strchr(values[i].text, '*'))
			ok(err == -UIO_ESYNTAX, "'%s' is refused",
			   values[i].text);
		else
			ok(!err && condition.is_value &&
				   condition_is_value(values[i].text) &&
				   condition_holds(&condition, 0) ==
					   values[i].holds,
			   "'%s'", values[i].text);
	}
}

static void test_conditions(void)
{
	for (size_t i = 0; i < sizeof(conditions) / sizeof(conditions[0]);
	     i++) {
		struct condition condition;
		size_t column = 0;
		int err = condition_parse(conditions[i].text, &by, &condition,
					  &column);

		if (conditions[i].err)
			ok(err == conditions[i].err &&
				   column == conditions[i].column,
			   "condition '%s' is refused with %d at %zd",
			   conditions[i].text, err, (ssize_t)column);
		else
			ok(!err &&
				   condition_holds(&condition,
						   conditions[i].yes) &&
				   !condition_holds(&condition,
						    conditions[i].no),
			   "condition '%s'", conditions[i].text);
	}
}

int main(void)
{
	struct regs_error error;
	struct regs *regs;
	int err = regs_parse(file, strlen(file), &regs, &error);

	ok(!err, "the register file: %s", err ? error.reason : "read");
	if (err)
		return done();
	by.regs = regs;
	test_resolve();
	test_alternate();
	test_narrow();
	test_order();
	test_conditions();
	test_values();
	regs_free(regs);
	return done();
}
