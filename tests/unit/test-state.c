// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * States as text: which are parsed, where others are refused, and that the text
 * is stable.
 */
#include <stdlib.h>
#include <string.h>

#include "common/base/error.h"
#include "common/lang/state.h"
#include "tap.h"

static const char whole[] = "uio-state 1\n"
			    "device my \\x07 \\x5cdevice\n"
			    "version 1.0\n"
			    "region map0\n"
			    "driver uio_sim\n"
			    "parent platform:uio_sim.fpga\n"
			    "regs fpga.regs\n"
			    "endian big\n"
			    "\n"
			    "0x00000000 32 0x0102abcd CTRL\n"
			    "0x00000010 8 0xff CH[3].CFG volatile\n"
			    "0x00000012 16 0x0007 -\n"
			    "0x100000000 64 0x8000000000000000 - volatile\n";

static const struct {
	const char *text;
	const char *want;
} valid[] = {
	{ whole, whole },
	{ "uio-state 1", "uio-state 1\n\n" },
	{ "uio-state 1\n# a comment\n\nregion map0\n# 7\n",
	  "uio-state 1\nregion map0\n\n" },
	{ "uio-state 1\n16   8 0b11  -  \n0 64 1_0 A volatile ",
	  "uio-state 1\n\n0x00000010 8 0x03 -\n"
	  "0x00000000 64 0x000000000000000a A volatile\n" },
	{ "uio-state 1\n0 8 1 A\n0 8 2 A\n0 8 3 volatile\n",
	  "uio-state 1\n\n0x00000000 8 0x01 A\n0x00000000 8 0x02 A\n"
	  "0x00000000 8 0x03 volatile\n" },
	{ "uio-state 1\ndevice \xc3\xbc\n",
	  "uio-state 1\ndevice \xc3\xbc\n\n" },
};

static const struct {
	const char *text;
	const char *reason;
	unsigned int line;
	unsigned int column;
} invalid[] = {
	{ "", "begin", 1, 1 },
	{ "uio-state 2\n", "begin", 1, 1 },
	{ "uio-state 10\n", "begin", 1, 1 },
	{ " uio-state 1\n", "begin", 1, 1 },
	{ "uio-state 1\r\n", "begin", 1, 1 },
	{ "uio-state 1\nfrob x\n", "known", 2, 1 },
	{ "uio-state 1\ndevices x\n", "known", 2, 1 },
	{ "uio-state 1\n 0 8 1 -\n", "known", 2, 1 },
	{ "uio-state 1\ndevice\n", "missing value", 2, 7 },
	{ "uio-state 1\ndevice \n", "missing value", 2, 7 },
	{ "uio-state 1\ndevice a\n\ndevice b\n", "given twice", 4, 1 },
	{ "uio-state 1\n0 8 1 -\ndevice b\n", "before the registers", 3, 1 },
	{ "uio-state 1\ndevice a\033[m\n", "\\xNN", 2, 9 },
	{ "uio-state 1\ndevice a\r\n", "\\xNN", 2, 9 },
	{ "uio-state 1\ndevice \\n\n", "followed by xNN", 2, 8 },
	{ "uio-state 1\ndevice a\\x1", "followed by xNN", 2, 9 },
	{ "uio-state 1\ndevice \\x00b\n", "not allowed", 2, 8 },
	{ "uio-state 1\nendian middle\n", "little or big", 2, 1 },
	{ "uio-state 1\n0\n", "a number", 2, 2 },
	{ "uio-state 1\n0x 8 1 -\n", "a number", 2, 3 },
	{ "uio-state 1\n0x1k 8 1 -\n", "a number", 2, 4 },
	{ "uio-state 1\n0 8\n", "a number", 2, 4 },
	{ "uio-state 1\n0 8 -1 A\n", "a number", 2, 5 },
	{ "uio-state 1\n0 12 1 A\n", "the width", 2, 3 },
	{ "uio-state 1\n0 8 256 A\n", "does not fit", 2, 5 },
	{ "uio-state 1\n0 8 0x1ffffffffffffffff A\n", "too large", 2, 5 },
	{ "uio-state 1\n0 8 1\n", "the name", 2, 6 },
	{ "uio-state 1\n0 8 1 A/B\n", "the name", 2, 7 },
	{ "uio-state 1\n0 8 1 -x\n", "the name", 2, 7 },
	{ "uio-state 1\n0 8 1 A rw\n", "unexpected text", 2, 9 },
	{ "uio-state 1\n0 8 1 A volatile x\n", "unexpected text", 2, 18 },
	{ "uio-state 1\n0 8 1 A # x\n", "unexpected text", 2, 9 },
};

static char *as_text(const struct state *state)
{
	char *text = NULL;
	size_t length;
	FILE *out = open_memstream(&text, &length);

	if (out) {
		state_print(state, out);
		fclose(out);
	}
	return text;
}

static void test_valid(void)
{
	for (size_t i = 0; i < sizeof(valid) / sizeof(valid[0]); i++) {
		struct state_error error = { .reason = "" };
		struct state state;
		int err = state_parse(valid[i].text, &state, &error);
		char *text = as_text(&state);

		ok(!err && text && !strcmp(text, valid[i].want),
		   "state %zu is read, and printed: %s", i, error.reason);
		free(text);
		state_free(&state);
	}
}

static void test_invalid(void)
{
	for (size_t i = 0; i < sizeof(invalid) / sizeof(invalid[0]); i++) {
		struct state_error error = { .reason = "" };
		struct state state;
		int err = state_parse(invalid[i].text, &state, &error);

		ok(err == -UIO_ESYNTAX &&
			   strstr(error.reason, invalid[i].reason) &&
			   error.line == invalid[i].line &&
			   error.column == invalid[i].column,
		   "state %zu is refused at %u:%u: %s", i, error.line,
		   error.column, error.reason);
		state_free(&state);
	}
}

static void test_values(void)
{
	struct state_error error;
	struct state state;

	ok(!state_parse(whole, &state, &error) && state.count == 4,
	   "four registers");
	ok(!strcmp(state.device, "my \a \\device"), "escapes are undone");
	ok(state.registers[1].is_volatile && !state.registers[0].is_volatile &&
		   !strcmp(state.registers[1].name, "CH[3].CFG") &&
		   !state.registers[2].name,
	   "names, and volatile registers");
	ok(state.registers[3].offset == UINT64_C(1) << 32 &&
		   state.registers[3].value == UINT64_C(1) << 63,
	   "64 bits");
	state_free(&state);
}

static void test_find(void)
{
	struct state_register like = { .offset = 4, .width = 32 };
	struct state state = { 0 };

	state_add(&state, 0, 32, "A");
	state_add(&state, 4, 16, NULL);
	state_add(&state, 4, 32, "B");
	state_add(&state, 4, 32, "C");
	ok(state_find(&state, &like, 0) == &state.registers[2] &&
		   state_find(&state, &like, 99) == &state.registers[2],
	   "the first of that offset and width");
	ok(state_find(&state, &like, 3) == &state.registers[3],
	   "that of the same index before it");
	like.width = 64;
	ok(!state_find(&state, &like, 0), "none of another width");
	state_free(&state);
	ok(!state.count && !state.registers, "nothing is left");
}

int main(void)
{
	test_valid();
	test_invalid();
	test_values();
	test_find();
	return done();
}
