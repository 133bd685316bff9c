// SPDX-License-Identifier: GPL-2.0-or-later
/* Blocks of a register file in a region. */
#include <stdlib.h>
#include <string.h>

#include "common/base/error.h"
#include "common/regs/build.h"
#include "tap.h"

/* Two blocks in one page, a third one in another, and a fourth from a cluster. */
static const char svd[] =
	"<device><peripherals>"
	"<peripheral><name>ADC1</name><baseAddress>0x48003000</baseAddress>"
	"<addressBlock><offset>0</offset><size>0x50</size></addressBlock>"
	"<registers><register><name>ISR</name><addressOffset>0</addressOffset>"
	"</register><register><name>CR</name><addressOffset>8</addressOffset>"
	"</register></registers></peripheral>"
	"<peripheral><name>ADC2</name><baseAddress>0x48003100</baseAddress>"
	"<size>16</size><registers><register><name>ISR</name>"
	"<addressOffset>0</addressOffset></register><register><name>ONLY</name>"
	"<addressOffset>4</addressOffset></register></registers></peripheral>"
	"<peripheral derivedFrom='ADC1'><name>DAC</name>"
	"<baseAddress>0x48004000</baseAddress></peripheral>"
	"<peripheral><dim>2</dim><dimIncrement>0x400</dimIncrement>"
	"<name>IO%s</name><description>Port %s</description><baseAddress>0x50000000</baseAddress><registers>"
	"<register><name>DIR</name><addressOffset>4</addressOffset></register>"
	"</registers></peripheral></peripherals></device>";

static const char only[] =
	"<device><peripherals>"
	"<peripheral><name>UART</name><baseAddress>0x1000</baseAddress>"
	"<registers><register><name>DR</name><addressOffset>4</addressOffset>"
	"</register></registers></peripheral></peripherals></device>";

static const char text[] = "base 0x48003000\n"
			   "block ADC1 0x0 size 0x50\n"
			   "register ISR 0\nregister CR 8\nend\n"
			   "block ADC2 0x100\n"
			   "register ISR 0\nregister ONLY 4\nend\n"
			   "register MODE 0x200\n";

/* Registers in a window without addresses keep their offsets. */
static const char placed[] = "block A 0x10\nregister R 0\nend\n"
			     "block B 0x20\nregister R 0\nregister S 4\nend\n";

static const char unplaced[] = "base 0x1000\nblock A none\nregister R 4\nend\n"
			       "block B 0x10\nregister R 0\nend\n";

static const char element[] =
	"<device><peripherals><peripheral><name>IO[%s]</name><dim>2</dim>"
	"<dimIncrement>0x10</dimIncrement><baseAddress>0x100</baseAddress>"
	"<registers><register><name>R</name><addressOffset>4</addressOffset>"
	"</register></registers></peripheral></peripherals></device>";

static const char quoted[] =
	"base 0x100\nblock \"IO[0]\" 0\nregister R 4\nend\n"
	"block \"IO[1]\" 0x10\nregister R 4\nend\n";

/* Names that are too long to list all of them. */
#define LONG_NAME \
	"A_name_of_64_characters_so_that_four_of_them_fill_the_whole_text"
static const char crowd[] = "block " LONG_NAME "_1 0\nend\n"
			    "block " LONG_NAME "_2 16\nend\n"
			    "block " LONG_NAME "_3 32\nend\n"
			    "block " LONG_NAME "_4 48\nend\n";

static const char far[] = "base 0\nblock A 16\n"
			  "register R 0xfffffffffffffff0\nend\n";

static const char mixed[] = "base 0x1000\nblock B 0x100\nregister R 0\nend\n"
			    "register TOP 0x10\n";
static const char beyond[] = "base 0xffffffffffffff00\nblock B 0x200\n"
			     "register R 0\nend\n";

static const char plain[] = "name X\nbase 0x1000\nregister R 4\n";
static const char bare[] = "register R 4\n";

/**
 * struct expected - registers by name, with their offsets
 */
struct expected {
	const char *name;
	uint64_t offset;
	int err;
};

#define WINDOW(first, bytes) .has_base = true, .base = (first), .size = (bytes)

static const struct {
	const char *about;
	const char *file;
	struct regs_wanted wanted;
	const char *reason;
	struct expected expected[6];
} cases[] = {
	{ "blocks in a page are at their addresses",
	  svd,
	  { WINDOW(0x48003000, 0x1000) },
	  NULL,
	  { { "ADC1.ISR", 0, 0 },
	    { "ADC2.ISR", 0x100, 0 },
	    { "ONLY", 0x104, 0 },
	    { "ISR", 0, -UIO_EAMBIGUOUS },
	    { "DAC.ISR", 0, -UIO_ENOREGISTER } } },
	{ "a region that begins before its blocks",
	  svd,
	  { WINDOW(0x48000000, 0x10000) },
	  NULL,
	  { { "ADC1.CR", 0x3008, 0 },
	    { "ADC2.ONLY", 0x3104, 0 },
	    { "DAC.ISR", 0x4000, 0 },
	    { "IO0.DIR", 0, -UIO_ENOREGISTER } } },
	{ "a block by itself needs no name",
	  svd,
	  { WINDOW(0x48003100, 0x100) },
	  NULL,
	  { { "ISR", 0, 0 },
	    { "ADC2.ISR", 0, 0 },
	    { "ADC1.ISR", 0, -UIO_ENOREGISTER } } },
	{ "a derived block is where its own address is",
	  svd,
	  { WINDOW(0x48003f00, 0x1000) },
	  NULL,
	  { { "CR", 0x108, 0 }, { "DAC.CR", 0x108, 0 } } },
	{ "an element of an array of blocks",
	  svd,
	  { WINDOW(0x50000400, 0x400) },
	  NULL,
	  { { "IO1.DIR", 4, 0 }, { "DIR", 4, 0 } } },
	{ "the block that is named, at its address",
	  svd,
	  { .block = "ADC2", WINDOW(0x48003000, 0x1000) },
	  NULL,
	  { { "ISR", 0x100, 0 }, { "ADC1.ISR", 0, -UIO_ENOREGISTER } } },
	{ "a named block outside, while others are in the region",
	  svd,
	  { .block = "DAC", WINDOW(0x48003000, 0x1000) },
	  "block 'DAC' at 0x48004000 is outside the region at 0x48003000; "
	  "available: ADC1 ADC2",
	  { { 0 } } },
	{ "a named block where none is in the region",
	  svd,
	  { .block = "ADC2", WINDOW(0xfeb00000, 0x1000) },
	  NULL,
	  { { "ISR", 0, 0 }, { "ONLY", 4, 0 } } },
	{ "several blocks and none in the region",
	  svd,
	  { WINDOW(0xfeb00000, 0x1000) },
	  "no block is in the region at 0xfeb00000, and no block was named; available: "
	  "ADC1 ADC2 DAC IO0 IO1",
	  { { 0 } } },
	{ "a block, and registers that are in none",
	  mixed,
	  { WINDOW(0x3000, 0x1000) },
	  "no block is in the region at 0x3000, and no block was named; "
	  "available: B",
	  { { 0 } } },
	{ "such a block by its name",
	  mixed,
	  { .block = "B", WINDOW(0x3000, 0x1000) },
	  NULL,
	  { { "R", 0, 0 }, { "TOP", 0, -UIO_ENOREGISTER } } },
	{ "a block beyond the last address",
	  beyond,
	  { WINDOW(0x100, 0x1000) },
	  "B: its address does not fit in 64 bits",
	  { { 0 } } },
	{ "a base without a block after it",
	  svd,
	  { .given = true, WINDOW(0x100, 0x1000) },
	  "no block is in the 4096 bytes from 0x100; available: ADC1 ADC2 DAC IO0 "
	  "IO1",
	  { { 0 } } },
	{ "a wrong name",
	  svd,
	  { .block = "ADC3", WINDOW(0x48003000, 0x1000) },
	  "no block 'ADC3'; did you mean 'ADC1'?",
	  { { 0 } } },
	{ "a name unlike all others",
	  svd,
	  { .block = "WATCHDOG" },
	  "no block 'WATCHDOG'; available: ADC1 ADC2 DAC IO0 IO1",
	  { { 0 } } },
	{ "a name unlike all others of a long list",
	  crowd,
	  { .block = "X" },
	  "no block 'X'; available: " LONG_NAME "_1 " LONG_NAME "_2 " LONG_NAME
	  "_3 ...",
	  { { 0 } } },
	{ "a register beyond the last address",
	  far,
	  { WINDOW(0, 0x1000) },
	  "R: its offset does not fit in 64 bits",
	  { { 0 } } },
	{ "no region: all blocks, from the lowest on",
	  svd,
	  { 0 },
	  NULL,
	  { { "ADC1.ISR", 0, 0 },
	    { "DAC.ISR", 0x1000, 0 },
	    { "IO1.DIR", 0x7ffd404, 0 } } },
	{ "the only block where the region is elsewhere",
	  only,
	  { WINDOW(0xfeb00000, 0x1000) },
	  NULL,
	  { { "DR", 4, 0 }, { "UART.DR", 4, 0 } } },
	{ "the only block in its region",
	  only,
	  { WINDOW(0, 0x2000) },
	  NULL,
	  { { "DR", 0x1004, 0 } } },
	{ "text with addresses",
	  text,
	  { WINDOW(0x48002000, 0x2000) },
	  NULL,
	  { { "ADC1.CR", 0x1008, 0 },
	    { "CR", 0x1008, 0 },
	    { "ADC2.ONLY", 0x1104, 0 },
	    { "MODE", 0x1200, 0 },
	    { "ISR", 0, -UIO_EAMBIGUOUS } } },
	{ "text: only blocks in the region",
	  text,
	  { WINDOW(0x48003100, 0x100) },
	  NULL,
	  { { "ISR", 0, 0 }, { "MODE", 0, -UIO_ENOREGISTER } } },
	{ "text without blocks moves too",
	  plain,
	  { WINDOW(0xff0, 0x100) },
	  NULL,
	  { { "R", 0x14, 0 }, { "X.R", 0x14, 0 } } },
	{ "text without blocks, with another region",
	  plain,
	  { WINDOW(0x80000000, 0x100) },
	  NULL,
	  { { "R", 4, 0 } } },
	{ "text without addresses is unchanged",
	  placed,
	  { WINDOW(0x1000, 0x100) },
	  NULL,
	  { { "A.R", 0x10, 0 },
	    { "S", 0x24, 0 },
	    { "R", 0, -UIO_EAMBIGUOUS } } },
	{ "a block of text without addresses",
	  placed,
	  { .block = "B", WINDOW(0x1000, 0x100) },
	  NULL,
	  { { "R", 0x20, 0 }, { "B.S", 0x24, 0 } } },
	{ "a block without an address is in no region",
	  unplaced,
	  { WINDOW(0x1000, 0x100) },
	  NULL,
	  { { "R", 0x10, 0 }, { "A.R", 0, -UIO_ENOREGISTER } } },
	{ "a named block without an address begins with the region",
	  unplaced,
	  { .block = "A", WINDOW(0x2000, 0x100) },
	  NULL,
	  { { "R", 4, 0 } } },
	{ "blocks without an address are left out on request",
	  unplaced,
	  { .placed = true },
	  NULL,
	  { { "R", 0, 0 }, { "A.R", 0, -UIO_ENOREGISTER } } },
	{ "a block that is an element of an array",
	  element,
	  { WINDOW(0x100, 0x100) },
	  NULL,
	  { { "IO[1].R", 0x14, 0 }, { "R", 0, -UIO_EAMBIGUOUS } } },
	{ "text with such a block",
	  quoted,
	  { .block = "IO[1]", WINDOW(0x100, 0x100) },
	  NULL,
	  { { "IO[1].R", 0x14, 0 }, { "R", 0x14, 0 } } },
	{ "a base for a file without addresses",
	  bare,
	  { .given = true, WINDOW(0x1000, 0x100) },
	  "the file has no addresses, so --base-address cannot be used",
	  { { 0 } } },
	{ "a name for a file without blocks",
	  plain,
	  { .block = "Y" },
	  "no block 'Y'; the file describes 'X'",
	  { { 0 } } },
};

static int load(const char *file, const struct regs_wanted *wanted,
		struct regs **regs, struct regs_error *error)
{
	struct arena *arena = arena_new();
	size_t length = strlen(file);
	char *copy = arena_text(arena, file, length);
	int err = *file == '<' ? svd_load(copy, length, wanted, regs, error)
			       : regs_parse_in_place(arena_hold(arena), copy,
						     length, regs, error);

	arena_free(arena);
	return err ? err : regs_lay(*regs, wanted, error);
}

static void test_case(size_t i)
{
	struct regs_error error = { 0 };
	struct regs *regs;
	int err = load(cases[i].file, &cases[i].wanted, &regs, &error);

	if (err || cases[i].reason) {
		ok(err && cases[i].reason &&
			   !strcmp(error.reason, cases[i].reason),
		   "%s: %s", cases[i].about, error.reason);
		return;
	}
	for (const struct expected *e = cases[i].expected; e->name; e++) {
		struct reg_match match = { 0 };
		size_t column;
		int found = regs_resolve(regs, e->name, strlen(e->name), &match,
					 &column);

		ok(found == e->err && (found || match.offset == e->offset),
		   "%s: %s is at 0x%llx, %d", cases[i].about, e->name,
		   (unsigned long long)match.offset, found);
	}
	regs_free(regs);
}

static void test_model(void)
{
	struct regs_wanted wanted = { .block = "ADC2" };
	struct regs_error error;
	struct regs *regs;

	if (load(svd, &wanted, &regs, &error)) {
		ok(false, "%s", error.reason);
		return;
	}
	ok(!strcmp(regs->name, "ADC2") && regs->width == 16 &&
		   regs->base == 0x48003100,
	   "a block by itself is the file");
	regs_free(regs);
	wanted = (struct regs_wanted){ .outline = true };
	if (!svd_load(svd, strlen(svd), &wanted, &regs, &error)) {
		ok(regs->items->block && !regs->items->items &&
			   !strcmp(regs->items->next->name, "ADC2"),
		   "an outline has blocks without registers");
		ok(!strcmp(regs->items->next->next->next->next->description,
			   "Port 1"),
		   "an element of an array of blocks has its index");
		regs_free(regs);
	}
}

int main(void)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		test_case(i);
	test_model();
	return done();
}
