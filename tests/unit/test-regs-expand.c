// SPDX-License-Identifier: GPL-2.0-or-later
/* Names of several registers, and the registers that they name. */
#include <stdlib.h>
#include <string.h>

#include "common/base/error.h"
#include "common/regs/expand.h"
#include "common/regs/file.h"
#include "tap.h"

static const char file[] = "register CTRL 0x0\n"
			   "	field EN 0\n"
			   "	field MODE 7:4\n"
			   "	field Q[3] 9:8\n"
			   "register ROW[3] 0x10\n"
			   "register PIN{A,B,D}_CFG 0x20\n"
			   "register NAMED[X,A,M] 0x30\n"
			   "register SIDE[L,R]_CFG 0x40\n"
			   "register TWICE[2] 0x50\n"
			   "group TWICE[2] 0x60 stride 8\n"
			   "	register ROW[2] 0\n"
			   "end\n"
			   "group GPIOA 0x100\n"
			   "	register MODE 0\n"
			   "	register MODE_TOO 0 alternate\n"
			   "	register OUT 4\n"
			   "end\n"
			   "group GPIOB 0x200\n"
			   "	register OUT 4\n"
			   "	register IN 0\n"
			   "end\n"
			   "group CH[1..3] 0x300 stride 0x40\n"
			   "	register CFG 0\n"
			   "		field GAIN 3:0\n"
			   "	register RAW 0 alternate\n"
			   "	group SUB[2] 0x10 stride 8\n"
			   "		register LOW 0\n"
			   "	end\n"
			   "end\n"
			   "group VIEW 0x300 alternate\n"
			   "	register V 0\n"
			   "end\n";

static const struct {
	const char *text;
	bool dump;
	const char *names; /* NULL if it names nothing */
} cases[] = {
	/* Groups and arrays. */
	{ "GPIOA", true, "GPIOA.MODE GPIOA.OUT" },
	{ "GPIOB", true, "GPIOB.IN GPIOB.OUT" },
	{ "CH[2]", true, "CH[2].CFG CH[2].SUB[0].LOW CH[2].SUB[1].LOW" },
	{ "CH[0x2].SUB", true, "CH[2].SUB[0].LOW CH[2].SUB[1].LOW" },
	{ "ROW", true, "ROW[0] ROW[1] ROW[2]" },
	{ "VIEW", true, "VIEW.V" },
	{ "CH[0]", true, NULL },
	{ "CH.CFG", true, NULL },
	{ "C", true, NULL },
	{ "GPIOA.", true, NULL },
	/* Elements. */
	{ "CH[*].CFG", false, "CH[1].CFG CH[2].CFG CH[3].CFG" },
	{ "CH[2..3].CFG", false, "CH[2].CFG CH[3].CFG" },
	{ "CH[0x2..0b11].CFG", false, "CH[2].CFG CH[3].CFG" },
	{ "CH[2..2].CFG", false, "CH[2].CFG" },
	{ "CH[*].RAW", false, "CH[1].RAW CH[2].RAW CH[3].RAW" },
	{ "CH[*].SUB[1].LOW", false,
	  "CH[1].SUB[1].LOW CH[2].SUB[1].LOW CH[3].SUB[1].LOW" },
	{ "CH[1..2].SUB[0..1].LOW", false,
	  "CH[1].SUB[0].LOW CH[1].SUB[1].LOW CH[2].SUB[0].LOW "
	  "CH[2].SUB[1].LOW" },
	{ "CH[*].CFG.GAIN", false,
	  "CH[1].CFG.GAIN CH[2].CFG.GAIN CH[3].CFG.GAIN" },
	{ "ROW[1..2]", false, "ROW[1] ROW[2]" },
	{ "NAMED[X..A]", false, "NAMED[X] NAMED[A]" },
	{ "NAMED[A..M]", false, "NAMED[A] NAMED[M]" },
	{ "NAMED[*]", false, "NAMED[X] NAMED[A] NAMED[M]" },
	{ "SIDE[L..R]_CFG", false, "SIDE[L]_CFG SIDE[R]_CFG" },
	/* Numbers need no array, which the first of two names hides here. */
	{ "TWICE[1].ROW[0..1]", false, "TWICE[1].ROW[0] TWICE[1].ROW[1]" },
	{ "CTRL.Q[*]", false, "CTRL.Q[0] CTRL.Q[1] CTRL.Q[2]" },
	{ "CTRL.Q[1..2]", false, "CTRL.Q[1] CTRL.Q[2]" },
	{ "CH[*]", true,
	  "CH[1].CFG CH[1].SUB[0].LOW CH[1].SUB[1].LOW CH[2].CFG "
	  "CH[2].SUB[0].LOW CH[2].SUB[1].LOW CH[3].CFG CH[3].SUB[0].LOW "
	  "CH[3].SUB[1].LOW" },
	{ "CH[*].SUB[0]", true,
	  "CH[1].SUB[0].LOW CH[2].SUB[0].LOW CH[3].SUB[0].LOW" },
	{ "CH[3..2].CFG", false, NULL },
	{ "CH[2..4].CFG", false, NULL },
	{ "CH[0..2].CFG", false, NULL },
	{ "NAMED[A..X]", false, NULL },
	{ "NAMED[A..Z]", false, NULL },
	{ "CH[..].CFG", false, NULL },
	{ "CH[.CFG", false, NULL },
	{ "CH[*.CFG", false, NULL },
	{ "CH[1*].CFG", false, NULL },
	{ "PIN[A..D]_CFG", false, NULL },
	{ "CTRL..EN", false, NULL },
	/* Globs. */
	{ "PIN*_CFG", true, "PINA_CFG PINB_CFG PIND_CFG" },
	{ "PIN?_CFG", true, "PINA_CFG PINB_CFG PIND_CFG" },
	{ "GPIO*", true, "GPIOA.MODE GPIOA.OUT GPIOB.IN GPIOB.OUT" },
	{ "GPIO?.OUT", true, "GPIOA.OUT GPIOB.OUT" },
	{ "?PIOB", true, "GPIOB.IN GPIOB.OUT" },
	{ "*OUT", true, "GPIOA.OUT GPIOB.OUT" },
	{ "*_TOO", true, "GPIOA.MODE_TOO" },
	{ "C*[2..3].CFG", true, "CH[2].CFG CH[3].CFG" },
	{ "*SUB[1].*", true,
	  "CH[1].SUB[1].LOW CH[2].SUB[1].LOW CH[3].SUB[1].LOW" },
	/* A glob matches a field only if it matches no register. */
	{ "*.MODE", true, "GPIOA.MODE" },
	{ "CTRL.*", true, "CTRL.EN CTRL.MODE CTRL.Q[0] CTRL.Q[1] CTRL.Q[2]" },
	{ "CT*.M*", true, "CTRL.MODE" },
	{ "*.GAIN", true, "CH[1].CFG.GAIN CH[2].CFG.GAIN CH[3].CFG.GAIN" },
	{ "*GAIN", true, NULL },
	{ "*a*b*c*", true, NULL },
};

static int add_name(void *context, const struct reg_place *place,
		    const struct reg_field *field)
{
	FILE *names = context;

	fprintf(names, "%s%s%s%s", ftell(names) ? " " : "", place->name,
		field ? "." : "", field ? field->name : "");
	return 0;
}

static int stop_at_once(void *context, const struct reg_place *place,
			const struct reg_field *field)
{
	(void)place, (void)field;
	return ++*(int *)context;
}

static void test_case(const struct regs *regs, size_t i)
{
	struct slice text = { cases[i].text, strlen(cases[i].text) };
	struct regs_several several;
	char names[512] = "";
	FILE *out;

	if (regs_name_several(regs, &text, &several)) {
		ok(!cases[i].names, "'%s' names nothing", cases[i].text);
		return;
	}
	out = fmemopen(names, sizeof(names), "w");
	regs_expand(regs, &several, add_name, out);
	fclose(out);
	ok(cases[i].names && !strcmp(names, cases[i].names) &&
		   several.dump == cases[i].dump,
	   "'%s' names %s", cases[i].text, names);
}

/* The name of a block can be left out of a pattern, too. */
static void test_blocks(void)
{
	static const char blocks[] =
		"block A 0\ngroup CH[2] 0 stride 8\nregister CFG 0\nend\nend\n"
		"block B 0x100\nregister ID 0\nregister CFG{2} 8\nend\n"
		"block C 0x200\nregister ID 0\nend\n";
	static const struct {
		const char *text;
		int err;
		const char *names;
	} expected[] = {
		{ "CH[*].CFG", 0, "A.CH[0].CFG A.CH[1].CFG" },
		{ "CH[0..1].CFG", 0, "A.CH[0].CFG A.CH[1].CFG" },
		{ "CH[1]", 0, "A.CH[1].CFG" },
		{ "B", 0, "B.ID B.CFG0 B.CFG1" },
		{ "*.ID", 0, "B.ID C.ID" },
		{ "CFG?", 0, "B.CFG0 B.CFG1" },
		{ "I?", -UIO_EAMBIGUOUS, NULL },
		{ "CH[*].OTHER", -UIO_ENOREGISTER, NULL },
	};
	struct regs_error error;
	struct regs *regs;

	if (regs_parse(blocks, strlen(blocks), &regs, &error)) {
		ok(false, "line %u: %s", error.line, error.reason);
		return;
	}
	for (size_t i = 0; i < sizeof(expected) / sizeof(expected[0]); i++) {
		struct slice text = { expected[i].text,
				      strlen(expected[i].text) };
		struct regs_several several;
		char names[512] = "";
		FILE *out = fmemopen(names, sizeof(names), "w");
		int err = regs_name_several(regs, &text, &several);

		if (!err)
			regs_expand(regs, &several, add_name, out);
		fclose(out);
		ok(err == expected[i].err &&
			   (err || !strcmp(names, expected[i].names)),
		   "blocks: '%s' names %s", expected[i].text, names);
	}
	regs_free(regs);
}

int main(void)
{
	const struct slice all = { "*", 1 };
	struct regs_several several;
	struct regs_error error;
	struct regs *regs;
	int calls = 0;

	if (regs_parse(file, strlen(file), &regs, &error)) {
		ok(false, "line %u: %s", error.line, error.reason);
		return done();
	}
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		test_case(regs, i);
	ok(!regs_name_several(regs, &all, &several) &&
		   regs_expand(regs, &several, stop_at_once, &calls) == 1 &&
		   calls == 1,
	   "a result other than 0 ends it");
	ok(regs_glob(regs, "CH[1]", "CH[1].CFG") &&
		   !regs_glob(regs, "CH[1]", "CH[2].CFG"),
	   "a glob matches groups");
	regs_free(regs);
	test_blocks();
	return done();
}
