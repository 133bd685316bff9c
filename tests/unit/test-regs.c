// SPDX-License-Identifier: GPL-2.0-or-later
/* Finding registers, fields and values in a model. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/error.h"
#include "common/regs/file.h"
#include "tap.h"

static const char text[] = "register CTRL 0x0\n"
			   " field EN 0\n"
			   " field MODE 7:4 stop=0 run=1\n"
			   "  value paired 0x8:0x9\n"
			   "  value seen 2 read\n"
			   "  value reported 2 write\n"
			   "  value other default\n"
			   "register STATUS 0x4 ro\n"
			   " field BUSY 0\n"
			   " field \"Q[1]\" 1\n"
			   "register FLAGS 0x8 w1c\n"
			   " field A 0\n"
			   " field KEEP 8 rw\n"
			   " field GO 9 pulse\n"
			   " field EVENT 10 w0c\n"
			   "register MIXED 0xc\n"
			   " field POP 0 rc\n"
			   "register PIN{2..4}_CFG 0x20 stride 4\n"
			   "register ROW{A,B,10} 0x30 stride 4\n"
			   "group CH[4] 0x100 stride 0x20\n"
			   " register CFG 0x0 width 16\n"
			   "  field MODE 1:0\n"
			   " group SUB[1..2] 0x8 stride 8\n"
			   "  register DATA 0x4\n"
			   " end\n"
			   "end\n";

#define ZEROS_10 "0000000000"
#define ZEROS_70 ZEROS_10 ZEROS_10 ZEROS_10 ZEROS_10 ZEROS_10 ZEROS_10 ZEROS_10

static const struct {
	const char *path;
	int err;
	uint64_t offset; /* the column, if it fails */
	const char *field;
} paths[] = {
	{ "CTRL", 0, 0, NULL },
	{ "CTRL.MODE", 0, 0, "MODE" },
	{ "STATUS.Q[1]", 0, 4, "Q[1]" },
	{ "PIN2_CFG", 0, 0x20, NULL },
	{ "PIN4_CFG", 0, 0x28, NULL },
	{ "ROWB", 0, 0x34, NULL },
	{ "ROW10", 0, 0x38, NULL },
	{ "CH[0].CFG", 0, 0x100, NULL },
	{ "CH[3].CFG", 0, 0x160, NULL },
	{ "CH[0x3].CFG", 0, 0x160, NULL },
	{ "CH[3].CFG.MODE", 0, 0x160, "MODE" },
	{ "CH[2].SUB[2].DATA", 0, 0x154, NULL },
	{ "", -UIO_ENOREGISTER, 0, NULL },
	{ ".", -UIO_ENOREGISTER, 0, NULL },
	{ "ctrl", -UIO_ENOREGISTER, 0, NULL },
	{ "CTR", -UIO_ENOREGISTER, 0, NULL },
	{ "CTRL.", -UIO_ENOREGISTER, 5, NULL },
	{ "CTRL.NONE", -UIO_ENOREGISTER, 5, NULL },
	{ "CTRL.MODE.X", -UIO_ENOREGISTER, 5, NULL },
	{ "PIN5_CFG", -UIO_ENOREGISTER, 0, NULL },
	{ "PIN02_CFG", -UIO_ENOREGISTER, 0, NULL },
	{ "PIN_CFG", -UIO_ENOREGISTER, 0, NULL },
	{ "CH", -UIO_ENOREGISTER, 0, NULL },
	{ "CH[4].CFG", -UIO_ENOREGISTER, 0, NULL },
	{ "CH[].CFG", -UIO_ENOREGISTER, 0, NULL },
	/* As many digits as no number has. */
	{ "CH[" ZEROS_70 "1].CFG", -UIO_ENOREGISTER, 0, NULL },
	{ "CH[3", -UIO_ENOREGISTER, 0, NULL },
	{ "CH[3]", -UIO_ENOREGISTER, 5, NULL },
	{ "CH[3].NONE", -UIO_ENOREGISTER, 6, NULL },
	{ "CH[3].SUB[0].DATA", -UIO_ENOREGISTER, 6, NULL },
};

static void test_paths(const struct regs *regs)
{
	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
		struct reg_match match = { 0 };
		size_t column;
		int err = regs_resolve(regs, paths[i].path,
				       strlen(paths[i].path), &match, &column);
		const char *field = match.field ? match.field->name : NULL;

		ok(err == paths[i].err &&
			   paths[i].offset == (err ? column : match.offset) &&
			   !field == !paths[i].field &&
			   (!field || !strcmp(field, paths[i].field)),
		   "path '%s'", paths[i].path);
	}
	ok(regs_path_length("CH[3].CFG:7:4") == 9, "the length of a path");
}

static const struct {
	const char *wrong;
	const char *right;
} misses[] = {
	{ "STATSU", "STATUS" },
	{ "ctrl", "CTRL" },
	{ "CTRL.MOED", "CTRL.MODE" },
	{ "CH[3].CFGG", "CH[3].CFG" },
	{ "XYZZY", NULL },
};

static void test_misses(const struct regs *regs)
{
	for (size_t i = 0; i < sizeof(misses) / sizeof(misses[0]); i++) {
		const char *wrong = misses[i].wrong, *right = misses[i].right;
		char *nearest = regs_nearest(regs, wrong, strlen(wrong));

		ok(!nearest == !right && (!right || !strcmp(nearest, right)),
		   "near '%s' is '%s'", wrong, nearest ? nearest : "nothing");
		free(nearest);
	}
}

static const struct reg *find(const struct regs *regs, const char *path)
{
	struct reg_match match = { 0 };
	size_t column;

	regs_resolve(regs, path, strlen(path), &match, &column);
	return match.reg;
}

static void test_kinds(const struct regs *regs)
{
	ok(reg_write_one_bits(find(regs, "FLAGS")) == 0xfffffaff,
	   "a 1 has an effect in w1c and pulse, not in fields of rw and w0c");
	ok(reg_write_zero_bits(find(regs, "FLAGS")) == 0x400,
	   "a 0 has an effect only in w0c");
	ok(reg_plain_bits(find(regs, "FLAGS")) == 0x100,
	   "w0c does not read back the written value");
	ok(!reg_write_one_bits(find(regs, "CTRL")),
	   "neither has an effect in rw");
	ok(reg_has(find(regs, "MIXED"), REG_RC) &&
		   !reg_has(find(regs, "CTRL"), REG_RC),
	   "one rc field is enough");
}

static void test_values(const struct regs *regs)
{
	const struct reg_field *mode = find(regs, "CTRL")->fields->next;
	static const char *const names[] = { "stop",  "run",   "seen",
					     "other", "other", "other",
					     "other", "other", "paired",
					     "other", "paired" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		ok(!strcmp(reg_value_of(mode, i)->name, names[i]),
		   "%zu reads as %s", i, names[i]);
	ok(reg_value_named(mode, "reported", false)->value == 2,
	   "a value to write");
	ok(!reg_value_named(mode, "seen", false) &&
		   !reg_value_named(mode, "other", false),
	   "no value to write");
}

static void test_ranges(const struct regs *regs)
{
	const struct reg_place *place = NULL;
	const char *const names[] = { "CTRL", "STATUS", "FLAGS" };

	for (size_t i = 0; i < 3; i++) {
		place = regs_next(regs, place, 3, 6);
		ok(place && !strcmp(place->name, names[i]), "%s in 3+6",
		   names[i]);
	}
	ok(!regs_next(regs, place, 3, 6), "no more in 3+6");
	ok(!regs_next(regs, NULL, 0x10, 0x10), "none in a gap");
	ok(!regs_next(regs, NULL, 0x1000, UINT64_MAX), "NULL after the last");
}

int main(void)
{
	struct regs_error error;
	struct regs *regs;

	if (regs_parse(text, strlen(text), &regs, &error)) {
		ok(false, "line %u: %s", error.line, error.reason);
		return done();
	}
	ok(regs->place_count == 22, "%zu places", regs->place_count);
	test_paths(regs);
	test_misses(regs);
	test_kinds(regs);
	test_values(regs);
	test_ranges(regs);
	regs_free(regs);
	return done();
}
