// SPDX-License-Identifier: GPL-2.0-or-later
/* Errors of the parser of the text format for invalid lines. */
#include <stdio.h>
#include <string.h>

#include "common/base/error.h"
#include "common/regs/file.h"
#include "tap.h"

#define TIMES_4(text)  text text text text
#define TIMES_16(text) TIMES_4(TIMES_4(text))

static const struct {
	const char *text;
	unsigned int line;
	unsigned int column;
	const char *reason;
	size_t length; /* of a text that contains a NUL */
} wrong[] = {
	{ "regster A 0", 1, 1, "unknown keyword 'regster'" },
	{ "register", 1, 9, "the name is missing" },
	{ "register A", 1, 11, "the offset is missing" },
	{ "register A x", 1, 12, "the offset: 'x' is not a number" },
	{ "register A 0x10000000000000000", 1, 12,
	  "the offset: '0x10000000000000000' is too large" },
	{ "register 1A 0", 1, 10, "'1A' is not a name" },
	{ "register A.B 0", 1, 10, "'A.B' is not a name" },
	{ "register A[0] 0", 1, 10, "an array has 1 to 262144 elements" },
	{ "register A[2 0", 1, 10, "missing ']'" },
	{ "register A{4..2} 0", 1, 10, "'4..2' is not a count, range or list" },
	{ "register A{B,,} 0", 1, 10, "'B,,' is not a count, range or list" },
	{ "register A{,} 0", 1, 10, "',' is not a count, range or list" },
	{ "register A[300000] 0", 1, 10, "an array has 1 to 262144 elements" },
	{ "register A 0 rw wow", 1, 17, "unexpected 'wow'" },
	{ "register A 0 \"x\" rw", 1, 18,
	  "unexpected text after the description" },
	{ "register A 0 \"x", 1, 14, "missing closing quote of a string" },
	{ "register A[99999999999999999999] 0", 1, 10,
	  "an array has 1 to 262144 elements" },
	{ "register A 0\nfield F 0 n=0x10000000000000000", 2, 11,
	  "n: '0x10000000000000000' is too large" },
	{ "register A 0 \"x\"y", 1, 14, "missing space after a string" },
	{ "register A 0 width 0", 1, 20, "'0' is not a width in bits" },
	{ "register A 0 endian middle", 1, 21,
	  "'middle' is neither little nor big" },
	{ "register A 0 reset x", 1, 20, "'x' is not a reset value" },
	{ "register A 0\nwidth 8", 2, 1,
	  "'width' must come before the first register" },
	{ "width 8 9", 1, 9, "unexpected '9'" },
	{ "device", 1, 1, "the device is missing" },
	{ "\"text\"", 1, 1, "nothing comes before this description" },
	{ "field F 0", 1, 1, "a field must come after a register" },
	{ "register A 0\nvalue x 0", 2, 1, "a value must come after a field" },
	{ "register A 0\nfield F 4:7", 2, 9,
	  "'4:7' is not a bit or a range such as 7:4" },
	{ "register A 0\nfield F 0 x=y", 2, 11, "x: 'y' is not a number" },
	{ "register A 0\nfield F 0\nvalue x y", 3, 9, "'y' is not a value" },
	{ "register A 0\nfield F[5] 0 stride 1024\nregister B 4", 2, 0,
	  "F[%s]: fields beyond bit 4095" },
	{ "register A 0 scale", 1, 19, "the factor is missing" },
	{ "register A 0 scale x V", 1, 20,
	  "'x' is not a factor such as 0.5 or 503.975/65536" },
	{ "register A 0 scale .5 V", 1, 20,
	  "'.5' is not a factor such as 0.5 or 503.975/65536" },
	{ "register A 0 scale 1. V", 1, 20,
	  "'1.' is not a factor such as 0.5 or 503.975/65536" },
	{ "register A 0 scale 0x10 V", 1, 20,
	  "'0x10' is not a factor such as 0.5 or 503.975/65536" },
	{ "register A 0 scale 1/0.0 V", 1, 20,
	  "'1/0.0' is not a factor such as 0.5 or 503.975/65536" },
	{ "register A 0 scale 1/2/3 V", 1, 20,
	  "'1/2/3' is not a factor such as 0.5 or 503.975/65536" },
	{ "register A 0 scale \"1\" V", 1, 20,
	  "'1' is not a factor such as 0.5 or 503.975/65536" },
	{ "register A 0 scale 18446744073709551616 V", 1, 20,
	  "'18446744073709551616' is not a factor such as 0.5 or "
	  "503.975/65536" },
	{ "register A 0 scale 0,5 V", 1, 20,
	  "'0,5' is not a factor such as 0.5 or 503.975/65536" },
	{ "register A 0 scale 1 -x V", 1, 22,
	  "'-x' is not an offset such as -273.15" },
	{ "register A 0 scale 1 + 2/3 V", 1, 22,
	  "'+2/3' is not an offset such as -273.15" },
	{ "register A 0 scale 1 -", 1, 23, "the offset is missing" },
	{ "register A 0 scale 1", 1, 21, "the unit is missing" },
	{ "register A 0 scale 1 -2", 1, 24, "the unit is missing" },
	{ "register A 0 scale 1 \"\"", 1, 22, "the unit is missing" },
	{ "register A 0\nfield F 0 scale 1 + V", 2, 19,
	  "'+V' is not an offset such as -273.15" },
	{ "group G 0 scale 1 V", 1, 11, "unexpected 'scale'" },
	{ "group G[2] 0", 1, 0, "an array of groups needs a stride" },
	{ "group G 0 rw", 1, 11, "unexpected 'rw'" },
	{ "group G 0\nfield F 0", 2, 1, "a field must come after a register" },
	{ "group G 0\nregister A 0", 2, 0, "missing 'end'" },
	{ "end", 1, 1, "no group is open" },
	{ "register A 0xffffffffffffffff", 1, 0,
	  "A: its offset does not fit in 64 bits" },
	{ "register 1{2} 0", 1, 10, "'1{2}' is not a name" },
	{ "register {1,2}A 0", 1, 10, "'{1,2}A' is not a name" },
	{ "register {1,x}A 0", 1, 10, "'{1,x}A' is not a name" },
	{ "register {2}A 0", 1, 10, "'{2}A' is not a name" },
	{ "register A 0\nfield F[2] 1 stride 0xffffffffffffffff", 2, 0,
	  "F[%s]: fields beyond bit 4095" },
	{ "register A{2}- 0", 1, 10, "'A{2}-' is not a name" },
	{ "register A{4-5} 0", 1, 10, "'4-5' is not a count, range or list" },
	{ "register A 0\nfield F 0 x", 2, 11, "unexpected 'x'" },
	{ "width", 1, 6, "the width is missing" },
	{ "endian", 1, 7, "the byte order is missing" },
	{ "value a 1", 1, 1, "a value must come after a field" },
	{ "register A 0\nfield F 0\nvalue", 3, 6, "the name is missing" },
	{ "block A[2] 0\nend", 1, 0, "a block cannot be an array" },
	{ "block \"a b\" 0\nend", 1, 7, "'a b' is not a name" },
	{ "register R 0\nfield \"p.q\" 0", 2, 7, "'p.q' is not a name" },
	{ "register R 0\nfield \"X[\033[31m]\" 0", 2, 7,
	  "'X[\033[31m]' is not a name" },
	{ "group G 0\nblock B 0\nend\nend", 2, 1,
	  "a block cannot be in a group" },
	{ TIMES_16("group G 0\n") "group G 0\n", 17, 1,
	  "groups are nested more than 16 deep" },
	{ "register " TIMES_16(TIMES_16("AB")) " 0", 1, 0,
	  "a full name is longer than 510 characters" },
	{ "group G 0\n"
	  "group G[262144] 0 stride 1\ngroup G[262144] 0 stride 1\n"
	  "group G[262144] 0 stride 1\ngroup G[262144] 0 stride 1\n"
	  "end\nend\nend\nend\nend",
	  0, 0, "too many registers and groups: at most 262144 are possible" },
	{ "group G[600] 0 stride 1\ngroup H[600] 0 stride 1\nend\nend", 0, 0,
	  "too many registers and groups: at most 262144 are possible" },
	{ "\0", 1, 1, "not a text file", 1 },
	{ "register A 0\n\0", 2, 1, "not a text file", 14 },
	{ "register A 0\0", 1, 13, "not a text file", 13 },
	{ "register A\0 0", 1, 11, "not a text file", 13 },
	{ "register A 0 # \0\n", 1, 14, "not a text file", 17 },
	{ "register A 0 \"x\0\"\n", 1, 14, "not a text file", 18 },
	{ "regster A 0\n\0", 1, 1, "unknown keyword 'regster'", 13 },
};

int main(void)
{
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		struct regs_error error = { 0 };
		struct regs *regs;
		int err = regs_parse(wrong[i].text,
				     wrong[i].length ?: strlen(wrong[i].text),
				     &regs, &error);

		ok(err == -UIO_EREGS && error.line == wrong[i].line &&
			   error.column == wrong[i].column &&
			   !strcmp(error.reason, wrong[i].reason),
		   "%u:%u: %s", error.line, error.column, error.reason);
	}
	return done();
}
