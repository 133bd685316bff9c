// SPDX-License-Identifier: GPL-2.0-or-later
/* The bytes of reset values in memory. */
#include <string.h>

#include "common/regs/file.h"
#include "common/regs/image.h"
#include "tap.h"

/* Bytes without a reset value stay 0xee. */
static const struct {
	const char *what;
	const char *text;
	const char *image; /* in hexadecimal */
} cases[] = {
	{ "no register", "size 4k\n", "" },
	{ "widths",
	  "endian little\n"
	  "register A 0 width 8 reset 0x12\n"
	  "register B 2 width 16 reset 0x1234\n"
	  "register C 4 reset 0x12345678\n"
	  "register D 8 width 64 reset 0x0102030405060708\n",
	  "12ee3412785634120807060504030201" },
	{ "big-endian",
	  "endian big\n"
	  "register A 0 width 8 reset 0x12\n"
	  "register B 2 width 16 reset 0x1234\n"
	  "register C 4 reset 0x12345678\n"
	  "register D 8 width 64 reset 0x0102030405060708\n",
	  "12ee1234123456780102030405060708" },
	{ "a byte order of one register",
	  "endian little\n"
	  "register A 0 width 16 reset 0x1234\n"
	  "register B 2 width 16 endian big reset 0x1234\n",
	  "34121234" },
	{ "widths that no access has",
	  "endian little\n"
	  "register A 0 width 24 reset 0x123456\n"
	  "register B 3 width 4 reset 0x7\n"
	  "register C 4 width 80 reset 0x0102030405060708\n"
	  "register D 14 width 80 endian big reset 0x0102030405060708\n",
	  "5634120708070605040302010000"
	  "00000102030405060708" },
	{ "bits that are not known",
	  "endian little\n"
	  "register A 0 width 16 reset 0xffff:0x0f81\n",
	  "810f" },
	{ "no reset value", "register A 0\nregister B 4 width 8 reset 0\n",
	  "eeeeeeee00" },
	{ "arrays and groups",
	  "endian little\n"
	  "register A[2] 0 width 8 stride 2 reset 1\n"
	  "group B[2] 4 stride 4\n"
	  "register C 1 width 8 reset 2\n"
	  "end\n",
	  "01ee01eeee02eeeeee02" },
	{ "another view has lower precedence, in any position",
	  "endian little\n"
	  "register A 0 width 8 alternate reset 1\n"
	  "register B 0 width 16 reset 0x1234\n"
	  "register C 1 width 8 alternate reset 1\n",
	  "3412" },
	{ "another view of a register without a reset value",
	  "register A 0 width 8\n"
	  "register B 0 width 8 alternate reset 1\n",
	  "01" },
	{ "a readable register takes precedence over a writable one",
	  "register A 0 width 8 ro reset 1\n"
	  "register B 0 width 8 wo reset 2\n"
	  "register C 1 width 8 wo reset 3\n",
	  "0103" },
};

static void to_hexadecimal(const unsigned char *bytes, size_t count, char *text)
{
	*text = '\0';
	for (size_t i = 0; i < count; i++)
		sprintf(text + 2 * i, "%02x", bytes[i]);
}

int main(void)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const char *text = cases[i].text;
		unsigned char image[64];
		char got[2 * sizeof(image) + 1] = "not read";
		struct regs_error error;
		struct regs *regs;

		memset(image, 0xee, sizeof(image));
		if (!regs_parse(text, strlen(text), &regs, &error)) {
			regs_image(regs, image);
			to_hexadecimal(image, regs_end(regs), got);
			regs_free(regs);
		}
		ok(!strcmp(got, cases[i].image), "%s: %s", cases[i].what, got);
	}
	return done();
}
