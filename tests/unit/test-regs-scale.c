// SPDX-License-Identifier: GPL-2.0-or-later
/* Physical values in the form in which they are shown. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/regs/file.h"
#include "tap.h"

static const struct {
	const char *scale;
	uint64_t value;
	const char *text;
} cases[] = {
	/* The temperature of the XADC. */
	{ "503.975/65536 -273.15 degC", 0x97ff, "26.0775" },
	{ "503.975/65536 -273.15 degC", 0, "-273.15" },
	{ "503.975/65536 -273.15 degC", 0xffff, "230.8173" },
	{ "0.5 V", 0, "0" },
	{ "0.5 V", 3, "1.5" },
	{ "0.25 V", 1, "0.25" },
	{ "1/4096 V", 1, "0.00024" },
	{ "1/4096 V", 2, "0.00049" },
	{ "1/4096 + 0.5 V", 4096, "1.5" },
	{ "1/2 V", 1, "0.5" },
	{ "10/3 V", 1, "3.3" },
	{ "1 V", 10, "10" },
	{ "1 +0.5 V", 2, "2.5" },
	{ "1000 V", 5, "5000" },
	{ "-0.1 V", 0, "0" },
	{ "-0.1 V", 7, "-0.7" },
	{ "-1/3 V", 1, "-0.33" },
	{ "0.1 -0.3 V", 3, "0" },
	/* A little less than 0, because a double cannot hold 0.57. */
	{ "0.57 -57 V", 100, "0" },
	{ "0 V", 3, "0" },
	{ "1 V", UINT64_MAX, "18446744073709551616" },
	{ "18446744073709551615 V", UINT64_MAX,
	  "340282366920938463463374607431768211456" },
	{ "1/18446744073709551615 V", 1, "0.000000000000000000054" },
	{ "0.0000000000000000000001/18446744073709551615 V", 1, "0" },
};

/* Two consecutive values have different texts. */
static bool is_distinct(const struct reg_scale *scale)
{
	char text[REG_PHYSICAL_SIZE], before[REG_PHYSICAL_SIZE] = "";

	for (uint64_t value = 0; value < 5000; value++) {
		reg_physical(scale, value, text);
		if (!strcmp(text, before))
			return false;
		strcpy(before, text);
	}
	return true;
}

int main(void)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct regs_error error = { 0 };
		char file[128], text[REG_PHYSICAL_SIZE];
		const struct reg_scale *scale;
		struct regs *regs;
		bool is_small;

		snprintf(file, sizeof(file), "register A 0 scale %s\n",
			 cases[i].scale);
		if (regs_parse(file, strlen(file), &regs, &error)) {
			ok(false, "'%s': %s", cases[i].scale, error.reason);
			continue;
		}
		scale = regs->items->scale;
		reg_physical(scale, cases[i].value, text);
		ok(!strcmp(text, cases[i].text), "'%s' of %llu: %s",
		   cases[i].scale, (unsigned long long)cases[i].value, text);
		is_small = scale->factor > -1e-20 && scale->factor < 1e-20;
		ok(is_small || is_distinct(scale), "'%s' distinguishes values",
		   cases[i].scale);
		regs_free(regs);
	}
	return done();
}
