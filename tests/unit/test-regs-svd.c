// SPDX-License-Identifier: GPL-2.0-or-later
/* Models of SVD files: a file with every element, and small files with errors. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/error.h"
#include "common/regs/file.h"
#include "findings.h"
#include "tap.h"

#define FILE_OF_ALL "tests/regs/all.svd"

static const struct {
	const char *path;
	uint64_t offset;
	unsigned int width;
	enum reg_access access;
	uint64_t reset;
	uint64_t reset_mask;
} registers[] = {
	{ "CR", 0x0, 32, REG_RW, 0x12, 0xffffffff },
	{ "SR", 0x4, 32, REG_RC, 0, 0xffffffff },
	{ "INT", 0x8, 32, REG_W1C, 0, 0xffffffff },
	{ "COUNT", 0xc, 16, REG_RW, 0x34, 0xff },
	{ "COUNT_LOW", 0xc, 8, REG_RW, 0, 0xff },
	{ "COUNT_HIGH", 0xd, 8, REG_RW, 0, 0xff },
	{ "COUNT_Raw_view", 0xc, 32, REG_RW, 0, 0xffffffff },
	{ "ONCE", 0x10, 32, REG_WO, 0, 0xffffffff },
	{ "LOCK", 0x14, 32, REG_RW, 0, 0 },
	{ "BEFORE_LAST", 0x18, 32, REG_WO, 0, 0xffffffff },
	{ "RELOAD[2]", 0x28, 32, REG_RW, 0, 0xffffffff },
	{ "MATCH5", 0x38, 32, REG_RW, 0, 0xffffffff },
	{ "LIMIT_HIGH_VALUE", 0x44, 32, REG_RW, 0, 0xffffffff },
	{ "CH[1].CFG", 0x140, 16, REG_RW, 0, 0xffff },
	{ "CH[1].SUB[1].CFG", 0x164, 16, REG_RO, 0, 0xffff },
	{ "CH[0].SUB[1].DEEP.DATA", 0x128, 64, REG_RO, 0, 0xffffffff },
	{ "AUXB.SUB[0].CFG", 0x1b4, 16, REG_RO, 0, 0xffff },
};

static const struct {
	const char *path;
	unsigned int lsb;
	unsigned int width;
	enum reg_access access;
	const char *of_one; /* the name for the value 1 */
} fields[] = {
	{ "CR.EN", 0, 1, REG_RW, "on" },
	{ "CR.RST", 1, 1, REG_WO, NULL },
	{ "CR.MODE", 4, 4, REG_RW, "continuous" },
	{ "CR.MODE2", 8, 4, REG_RW, "continuous" },
	{ "CR.RUN", 12, 1, REG_RW, "on" },
	{ "CR.RUN2", 13, 1, REG_RW, "on" },
	{ "CR.PINC_CFG", 20, 2, REG_RW, NULL },
	{ "SR.UNF", 0, 1, REG_RC, NULL },
	{ "INT.OVF", 0, 1, REG_W1C, NULL },
	{ "INT.ENABLE", 8, 1, REG_RW, NULL },
	{ "INT.TOGGLE", 9, 1, REG_PULSE, NULL },
	{ "INT.ANY", 10, 1, REG_RC, NULL },
	{ "INT.EVENT", 11, 1, REG_W0C, NULL },
	{ "BEFORE_LAST.A", 0, 8, REG_WO, NULL },
	{ "BEFORE_LAST.B", 16, 16, REG_WO, NULL },
};

static bool find(const struct regs *regs, const char *path,
		 struct reg_match *match)
{
	size_t column;

	return !regs_resolve(regs, path, strlen(path), match, &column);
}

static void test_registers(const struct regs *regs)
{
	for (size_t i = 0; i < sizeof(registers) / sizeof(registers[0]); i++) {
		struct reg_match match;

		ok(find(regs, registers[i].path, &match) &&
			   match.offset == registers[i].offset &&
			   match.reg->width == registers[i].width &&
			   match.reg->access == registers[i].access &&
			   match.reg->reset == registers[i].reset &&
			   match.reg->reset_mask == registers[i].reset_mask &&
			   match.reg->endian == REG_LITTLE,
		   "register %s", registers[i].path);
	}
}

static void test_fields(const struct regs *regs)
{
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		const struct reg_value *value;
		struct reg_match match;

		if (!find(regs, fields[i].path, &match)) {
			ok(false, "field %s", fields[i].path);
			continue;
		}
		value = reg_value_of(match.field, 1);
		ok(match.field->lsb == fields[i].lsb &&
			   match.field->width == fields[i].width &&
			   match.field->access == fields[i].access &&
			   !value == !fields[i].of_one &&
			   (!value || !strcmp(value->name, fields[i].of_one)),
		   "field %s", fields[i].path);
	}
}

static struct regs *load(const char *peripheral)
{
	const struct regs_wanted wanted = { .block = peripheral };
	struct regs_error error;
	struct regs *regs;
	int err = regs_load(FILE_OF_ALL, &wanted, &regs, &error);

	ok(!err, "%s: %s", peripheral, err ? error.reason : "loaded");
	return err ? NULL : regs;
}

static void test_derived(void)
{
	struct regs *regs = load("TIMER1");
	struct reg_match match;

	if (!regs)
		return;
	ok(find(regs, "LOCK", &match) && match.reg->description,
	   "a register takes the place of the one derived from");
	ok(find(regs, "COPY.M", &match) && match.offset == 0x1f0,
	   "derived by a path through another peripheral");
	ok(find(regs, "BORROWED.EN", &match) && reg_value_of(match.field, 1),
	   "a derived field has its values");
	ok(find(regs, "BORROWED.RUN", &match) &&
		   !strcmp(reg_value_of(match.field, 0)->name, "off"),
	   "derived values");
	ok(regs->size == 0x800, "the size of its base");
	regs_free(regs);
}

/* One block of a file, with places. */
static int take(struct svd *svd, const char *name, struct regs **regs,
		struct regs_error *error)
{
	const struct regs_wanted wanted = { .block = name };

	return svd_regs(svd, &wanted, regs, error)
		       ?: regs_lay(*regs, &wanted, error);
}

/* Reads the same block without the others. */
static int take_alone(const char *text, size_t length, const char *name,
		      struct regs **regs, struct regs_error *error)
{
	const struct regs_wanted wanted = { .block = name };

	return svd_load(text, length, &wanted, regs, error)
		       ?: regs_lay(*regs, &wanted, error);
}

static void test_list(void)
{
	static const char *const names[] = { "TIMER0", "TIMER1", "GPIO0",
					     "GPIO1", NULL };
	struct regs_error error;
	struct regs_text text;
	struct regs *regs;
	struct svd *svd;

	ok(!regs_read(FILE_OF_ALL, &text, &error) &&
		   !svd_parse(text.text, text.length, &svd, &error),
	   "open");
	for (size_t i = 0; names[i]; i++)
		ok(!strcmp(svd_peripheral(svd, i), names[i]), "peripheral %s",
		   names[i]);
	ok(!svd_peripheral(svd, 4), "no fifth peripheral");
	ok(!take(svd, NULL, &regs, &error) && regs->items->block &&
		   regs->base == 0x40010000,
	   "none named: all of them");
	regs_free(regs);
	ok(take(svd, "NONE", &regs, &error) == -UIO_ENOBLOCK, "a wrong one: %s",
	   error.reason);
	svd_close(svd);
	regs_text_free(&text);
}

/* The byte order of each register is that of the CPU, if the file has it. */
static void test_endian(void)
{
	static const struct {
		const char *cpu;
		enum reg_endian endian;
	} cpus[] = {
		{ "", REG_ENDIAN_UNSAID },
		{ "<cpu><endian>little</endian></cpu>", REG_LITTLE },
		{ "<cpu><endian>big</endian></cpu>", REG_BIG },
		{ "<cpu><endian>selectable</endian></cpu>", REG_ENDIAN_UNSAID },
	};

	for (size_t i = 0; i < sizeof(cpus) / sizeof(cpus[0]); i++) {
		struct regs_error error = { 0 };
		struct regs *regs = NULL;
		char text[512];
		int length = snprintf(text, sizeof(text),
				      "<device>%s<peripherals><peripheral>"
				      "<name>P</name><registers><register>"
				      "<name>A</name>"
				      "<addressOffset>0</addressOffset>"
				      "</register></registers></peripheral>"
				      "</peripherals></device>",
				      cpus[i].cpu);
		int err = take_alone(text, length, NULL, &regs, &error);

		ok(!err && regs->places[0].reg->endian == cpus[i].endian,
		   "byte order %d: %s", cpus[i].endian, error.reason);
		regs_free(regs);
	}
}

/* A file of one peripheral with these contents. */
#define PERIPHERAL(inside)                                      \
	"<device>\n<peripherals>\n<peripheral><name>P</name>\n" \
	"<registers>\n" inside                                  \
	"\n</registers></peripheral></peripherals></device>"
#define REGISTER(name, inside) \
	"<register><name>" name "</name>" inside "</register>"
#define AT	       "<addressOffset>0</addressOffset>"
#define TIMES_4(text)  text text text text
#define TIMES_16(text) TIMES_4(TIMES_4(text))

static const struct {
	const char *text;
	unsigned int line;
	const char *reason;
} wrong[] = {
	{ "", 1, "XML: no element found" },
	{ "<device><peripherals>\n</device>", 2, "XML: mismatched tag" },
	{ "<svd/>", 1, "<svd> is neither an SVD device nor a Vivado design" },
	{ "<device/>", 0, "the file has no peripherals" },
	{ "<!DOCTYPE d [\n<!ENTITY a 'aa'>]><device>&a;</device>", 2,
	  "entity declarations are not accepted" },
	{ PERIPHERAL("<cluster><name>C</name>" AT
		     "<cluster derivedFrom='P.E'><name>D</name>" AT
		     "</cluster></cluster>\n"
		     "<cluster><name>E</name>" AT
		     "<cluster derivedFrom='P.C'><name>F</name>" AT
		     "</cluster></cluster>"),
	  6, "clusters are nested more than 16 deep" },
	{ PERIPHERAL("<cluster><name>C%s</name>" AT
		     "<dim>1000</dim><dimIncrement>4</dimIncrement>" REGISTER(
			     "A%s",
			     AT "<dim>1000</dim>"
				"<dimIncrement>4</dimIncrement>") "</cluster>"),
	  0, "too many registers and groups: at most 262144 are possible" },
	{ "<device>" TIMES_16("<a><a><a><a>"), 1,
	  "elements are nested more than 64 deep" },
	{ "<device><peripherals>\n<peripheral><name>P%s</name><dim>4097</dim>"
	  "<dimIncrement>4</dimIncrement></peripheral></peripherals></device>",
	  2, "too many peripherals: at most 4096 are possible" },
};

static void test_wrong(void)
{
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		struct regs_error error = { 0 };
		struct regs *regs;
		struct svd *svd;
		int err = svd_parse(wrong[i].text, strlen(wrong[i].text), &svd,
				    &error);

		if (!err) {
			err = take(svd, NULL, &regs, &error);
			svd_close(svd);
		}
		ok(err == -UIO_EREGS && error.line == wrong[i].line &&
			   !strcmp(error.reason, wrong[i].reason),
		   "%u: %s", error.line, error.reason);
	}
}

/* Peripherals that are derived from each other in all ways, and a trap. */
static const char several[] =
	"<device>\n<peripherals>\n"
	"<peripheral><name>A</name>\n<registers>\r\n<!-- </registers> -->"
	"<![CDATA[</registers>]]><?x </registers>?>\r\n" REGISTER(
		"X", AT
		"<fields><field><name>F</name><lsb>0</lsb><msb>3</msb>\n"
		"<enumeratedValues><name>E</name><enumeratedValue>\n"
		"<name>on</name><value>1</value></enumeratedValue>\n"
		"</enumeratedValues></field></fields>") "</registers>\n"
							"</peripheral>\n"
							"<peripheral derivedFrom='A'><name>B</name><registers>\r" REGISTER(
								"Y",
								"<addressOffset>4</addressOffset>") "</registers>\n"
												    "</peripheral>\n"
												    "<peripheral derivedFrom='B'><name>C</name></peripheral>\n"
												    "<peripheral><name>D</name><registers>\n"
												    "<register derivedFrom='A.X'><name>Z</name></register>\n"
												    "</registers></peripheral>\n"
												    "<peripheral><name>G</name><registers>\n" REGISTER(
													    "X",
													    AT
													    "<fields><field><name>F</name><lsb>0</lsb><msb>3</msb>\n"
													    "<enumeratedValues derivedFrom='E'/></field></fields>") "</registers></peripheral>\n"
																				    "<peripheral><name>H</name><registers/></peripheral>\n"
																				    "<peripheral><name>I%s</name><dim>2</dim><dimIncrement>4</dimIncrement>"
																				    "<registers>" REGISTER(
																					    "X",
																					    AT) "</registers></peripheral>\n"
																						"<peripheral><name>J</name><registers a='>'>\n" REGISTER(
																							"X",
																							AT
																							"<fields><field derivedFrom='NONE'><name>F</name><lsb>0</lsb>"
																							"<msb>3</msb></field></fields>") "</registers></peripheral>\n"
																											 "</peripherals>\n</device>";

static void print_finding(void *context, const struct reg_finding *finding)
{
	fprintf(context, "%u: %s\n", finding->line, finding->text);
}

/* Prints everything about a model as text. */
static char *describe(struct regs *regs)
{
	size_t length;
	char *text;
	FILE *out = open_memstream(&text, &length);

	regs_print(regs, out);
	for (size_t i = 0; i < regs->place_count; i++)
		fprintf(out, "%u\n", regs->places[i].reg->line);
	regs_check(regs, print_finding, out);
	fclose(out);
	regs_free(regs);
	return text;
}

/* A peripheral that is read alone equals that of the whole file. */
static void test_alone(void)
{
	const size_t length = strlen(several);
	struct regs_error error;
	struct regs *regs;
	const char *name;
	struct svd *svd;

	ok(!svd_parse(several, length, &svd, &error), "several peripherals");
	for (size_t i = 0; (name = svd_peripheral(svd, i)); i++) {
		char *alone, *whole;

		alone = take_alone(several, length, name, &regs, &error)
				? strdup(error.reason)
				: describe(regs);
		whole = take(svd, name, &regs, &error) ? strdup(error.reason)
						       : describe(regs);
		ok(!strcmp(alone, whole), "%s by itself", name);
		free(alone);
		free(whole);
	}
	svd_close(svd);
}

static void test_others_wrong(void)
{
	static const char text[] =
		"<device><peripherals><peripheral><name>A</name><registers>\n"
		"<oops></registers></peripheral>\n"
		"<peripheral><name>P</name><registers>" REGISTER(
			"X", AT) "</registers></peripheral>\n"
				 "</peripherals></device>";
	struct regs_error error = { 0 };
	struct regs *regs = NULL;
	int err;

	ok(!take_alone(text, strlen(text), "P", &regs, &error) &&
		   regs->place_count == 1,
	   "a mistake in another peripheral is skipped");
	regs_free(regs);
	err = take_alone(text, strlen(text) - 5, "P", &regs, &error);
	ok(err == -UIO_EREGS && error.line == 2 && error.column == 9,
	   "an error outside is that of the whole file: %u:%u %s", error.line,
	   error.column, error.reason);
	err = take_alone(text, strlen(text), "Q", &regs, &error);
	ok(err == -UIO_EREGS, "a name that does not exist: %s", error.reason);
	ok(!take_alone(PERIPHERAL(REGISTER("A", AT)),
		       strlen(PERIPHERAL(REGISTER("A", AT))), NULL, &regs,
		       &error) &&
		   regs->place_count == 1,
	   "the only one");
	regs_free(regs);
}

/*
 * Registers that are not wanted are read nevertheless if their end is not certain,
 * and the error is that of the whole file.
 */
static void test_unsure_end(void)
{
	static const char *const contents[] = {
		"<!oops>\n",	      "<!DOCTYPE d>\n",	     "<!-- a comment\n",
		"<![CDATA[ a text\n", "<? an instruction\n",
	};

	for (size_t i = 0; i < sizeof(contents) / sizeof(contents[0]); i++) {
		struct regs_error alone = { 0 }, whole = { 0 };
		struct regs *regs;
		struct svd *svd;
		char text[512];
		int length = snprintf(
			text, sizeof(text),
			"<device><peripherals>\n"
			"<peripheral><name>P</name></peripheral>\n"
			"<peripheral><name>A</name><registers>\n"
			"%s"
			"</registers></peripheral></peripherals></device>",
			contents[i]);
		int err = take_alone(text, length, "P", &regs, &alone);

		if (!err)
			regs_free(regs);
		if (!svd_parse(text, length, &svd, &whole))
			svd_close(svd);
		ok(err == -UIO_EREGS && alone.line == whole.line &&
			   alone.column == whole.column &&
			   !strcmp(alone.reason, whole.reason),
		   "the end is not certain: %u:%u %s", alone.line, alone.column,
		   alone.reason);
	}
}

int main(void)
{
	struct regs *regs = load("TIMER0");

	if (regs) {
		test_registers(regs);
		test_fields(regs);
		ok(!strcmp(regs->description, "A timer, in two lines & with a "
					      "\"quote\""),
		   "blanks and entities in a description");
		regs_free(regs);
	}
	test_derived();
	test_list();
	test_wrong();
	test_alone();
	test_others_wrong();
	test_endian();
	test_unsure_end();
	return done();
}
