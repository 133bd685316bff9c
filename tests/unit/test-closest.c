// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Near misses: words for which a name is suggested, and words for which none
 * is.
 */
#include <string.h>

#include "common/base/closest.h"
#include "tap.h"

static const struct {
	const char *word;
	const char *names[4];
	const char *want;
} cases[] = {
	{ "fpga-ctl", { "uart", "fpga-ctrl", "fpga-dma" }, "fpga-ctrl" },
	{ "fpga-ctrll", { "fpga-ctrl" }, "fpga-ctrl" },
	{ "fgpa", { "fpga" }, "fpga" },
	{ "status", { "STATE", "STATUS" }, "STATUS" },
	{ "CTRL1", { "CTRL0", "CTRL2" }, "CTRL0" },
	{ "STAUTS", { "STATUS" }, "STATUS" },
	{ "AB", { "AC" }, "AC" },
	{ "ab", { "abcd" }, "abcd" },
	{ "STAT", { "CTRL", "STATUS_REG", "ID" }, "STATUS_REG" },
	{ "stat", { "STATUS_REG", "STATUS_REG" }, "STATUS_REG" },
	{ "STAT", { "STATUS_A", "STATUS_B", "STATUS_C" }, NULL },
	{ "STAT", { "STATUS_A", "STATUS_B", "STAR" }, "STAR" },
	{ "STAT", { "STAR", "STATUS_A" }, "STAR" },
	{ "a", { "b" }, NULL },
	{ "a", { "A" }, "A" },
	{ "", { "a", "" }, "" },
	{ "fpga", { "uart", "dma" }, NULL },
	{ "fpga", { NULL }, NULL },
	{ "abcd", { "efgh" }, NULL },
	{ "DMA_CHANNEL_CONFIG", { "MA_CHANEL_CNOFGIS" }, "MA_CHANEL_CNOFGIS" },
	{ "DMA_CHANNEL_CONFIG", { "MA_CHANEL_CNOFGISX" }, NULL },
	{ "DMA_CHANNEL_CONFIG",
	  { "XXXXXDMA_CHANNEL_CONFIG" },
	  "XXXXXDMA_CHANNEL_CONFIG" },
	{ "XXXXXDMA_CHANNEL_CONFIG",
	  { "DMA_CHANNEL_CONFIG" },
	  "DMA_CHANNEL_CONFIG" },
	{ "BAxxDCxxxxxxxxx", { "ABxxCDxxxxxxxxx" }, "ABxxCDxxxxxxxxx" },
};

static void test_cases(void)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct closest closest = { .word = cases[i].word };
		const char *want = cases[i].want;

		for (size_t j = 0; cases[i].names[j]; j++)
			closest_offer(&closest, cases[i].names[j]);
		ok(want ? closest.name && !strcmp(closest.name, want)
			: !closest.name,
		   "'%s': %s", cases[i].word, closest.name ?: "nothing");
	}
}

static void test_length(void)
{
	char longest[129];
	struct closest closest = { .word = longest };

	memset(longest, 'x', sizeof(longest) - 1);
	longest[128] = '\0';
	closest_offer(&closest, longest);
	ok(!closest.name, "128 bytes are too long");
	longest[127] = '\0';
	closest_offer(&closest, longest);
	ok(closest.name == longest && !closest.distance, "127 are not");
}

int main(void)
{
	test_cases();
	test_length();
	return done();
}
