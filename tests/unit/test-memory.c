// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Each allocation of the parsers fails once: they return -ENOMEM, or the whole
 * result. The linker replaces the calls of malloc() and the like by those here, and
 * the arena by one that makes a block for each allocation.
 */
#define FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION
#include "common/base/arena.c"

#include <errno.h>
#include <stdbool.h>

#include "common/base/array.h"
#include "common/lang/script.h"
#include "common/lang/state.h"
#include "common/regs/file.h"
#include "findings.h"
#include "tap.h"

/* The number of allocations up to the one that fails, or 0 if none does. */
static unsigned int left;

static bool fails(void)
{
	if (!left || --left)
		return false;
	errno = ENOMEM;
	return true;
}

/* Defines the replacement of a function. */
#define FAILING(type, name, parameters, arguments)               \
	type __real_##name parameters;                           \
	type __wrap_##name parameters;                           \
	type __wrap_##name parameters                            \
	{                                                        \
		return fails() ? NULL : __real_##name arguments; \
	}

FAILING(void *, malloc, (size_t size), (size))
FAILING(void *, calloc, (size_t count, size_t size), (count, size))
FAILING(void *, realloc, (void *memory, size_t size), (memory, size))
FAILING(void *, reallocarray, (void *memory, size_t count, size_t size),
	(memory, count, size))
FAILING(char *, strdup, (const char *text), (text))
FAILING(char *, strndup, (const char *text, size_t length), (text, length))

/* The characters of the result, and those of the findings. */
static size_t result;

static void add_finding(void *context, const struct reg_finding *finding)
{
	(void)context;
	result += strlen(finding->text);
}

static void add_registers(const struct regs *regs)
{
	size_t length;
	char *text;
	FILE *out = open_memstream(&text, &length);

	regs_print(regs, out);
	fclose(out);
	free(text);
	result += length;
}

/* Checks the registers, unless reading them failed, and frees them. */
static int finish(int err, struct regs *regs)
{
	if (err)
		return err;
	err = regs_check(regs, add_finding, NULL);
	add_registers(regs);
	regs_free(regs);
	return err;
}

static int read_regs(const char *path)
{
	struct regs *regs = NULL;
	struct regs_error error;
	int err = regs_load(path, NULL, &regs, &error);

	return finish(err, regs);
}

static int read_text(const char *text)
{
	struct regs *regs = NULL;
	struct regs_error error;
	int err = regs_parse(text, strlen(text), &regs, &error);

	return finish(err, regs);
}

static int read_svd(const char *text)
{
	const struct regs_wanted wanted = { .block = "P" };
	struct regs *regs = NULL;
	struct regs_error error;
	int err = svd_load(text, strlen(text), &wanted, &regs, &error)
			  ?: regs_lay(regs, &wanted, &error);

	return finish(err, regs);
}

/* Reads a whole SVD file first, and then the registers of each peripheral. */
static int read_parts(const char *path)
{
	struct svd *svd = NULL;
	struct regs_error error;
	struct regs_text text;
	const char *name;
	int err = regs_read(path, &text, &error);

	if (err)
		return err;
	err = svd_parse(text.text, text.length, &svd, &error);
	for (size_t i = 0; !err && (name = svd_peripheral(svd, i)); i++) {
		const struct regs_wanted wanted = { .block = name };
		struct regs *regs = NULL;

		err = svd_regs(svd, &wanted, &regs, &error);
		err = finish(err, regs);
	}
	if (svd)
		svd_close(svd);
	regs_text_free(&text);
	return err;
}

static int read_script(const char *text)
{
	struct script_command *command;
	struct script_error error;
	struct script script;
	int err;

	script_open(&script, text, 1, &error);
	do
		err = script_next(&script, &command);
	while (!err && *script.at);
	script_close(&script);
	return err ? err : script_check(text, 1, &error);
}

static int read_state(const char *text)
{
	struct state_error error;
	struct state state;
	int err = state_parse(text, &state, &error);

	state_free(&state);
	return err;
}

static const struct {
	int (*read)(const char *input);
	const char *input;
	const char *name;
} inputs[] = {
	{ read_regs, "tests/regs/all.regs", "all.regs" },
	{ read_regs, "tests/regs/all.svd", "all.svd" },
	{ read_regs, "tests/regs/logger.svd", "logger.svd" },
	{ read_regs, "tests/regs/design.hwh", "design.hwh" },
	{ read_parts, "tests/regs/all.svd", "parts of all.svd" },
	{ read_text,
	  "register A 0x0\nfield B 7:0 a=0 b=1 c=2 d=3 e=4 f=5 g=6 h=7 i=8 j=9 "
	  "k=10 l=11 m=12 n=13 o=14 p=15\n"
	  "register B[2] 4 \"%s\"\nfield F[2] 3:0 stride 4 \"%s\"\n",
	  "long lines and arrays" },
	{ read_svd,
	  "<device><peripherals><peripheral><name>P</name><registers>"
	  "<register><name>A%s</name><dim>2</dim>"
	  "<dimIncrement>4</dimIncrement></register>"
	  "<register derivedFrom='A1'><name>9</name></register>"
	  "<register derivedFrom='X'><name>B</name><dim>2</dim><fields>"
	  "<field><name>F</name><bitRange>[0:0]</bitRange><enumeratedValues>"
	  "<enumeratedValue><value>1</value></enumeratedValue>"
	  "</enumeratedValues></field></fields></register>"
	  "</registers></peripheral><peripheral derivedFrom='P'>"
	  "<name>Q</name></peripheral></peripherals></device>",
	  "an SVD file with faults" },
	{ read_script,
	  "a 'b'$c \"d$e\"\nfor i in 0..$n {\nif A == 1 { b } else { c }\n}",
	  "a script" },
	{ read_state,
	  "uio-state 1\ndevice a\nregion map0\n\n0 32 1 A\n4 32 1 -\n",
	  "a state" },
};

int main(void)
{
	struct arena *arena = arena_new();

	for (size_t i = 0; i < ARRAY_SIZE(inputs); i++) {
		unsigned int count = 0, wrong = 0;
		size_t whole;
		int err;

		left = 0;
		result = 0;
		err = inputs[i].read(inputs[i].input);
		ok(!err, "%s is read with enough memory", inputs[i].name);
		whole = result;
		do {
			result = 0;
			left = ++count;
			err = inputs[i].read(inputs[i].input);
			wrong += err != -ENOMEM && (err || result != whole);
		} while (!left);
		ok(!wrong && count > 3,
		   "%s: the result is whole, or memory is too short, when any "
		   "of %u allocations fails",
		   inputs[i].name, count - 1);
	}
	left = 0;
	arena_clear(arena);
	ok(arena_take(arena, 1), "an arena can be cleared before it is used");
	ok(!arena_take(arena, ARENA_LIMIT), "an arena has a limit");
	arena_free(arena);
	return done();
}
