// SPDX-License-Identifier: GPL-2.0-or-later
/* Findings of the checks in files that can be read. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "findings.h"
#include "tap.h"

/* Each text has at most one finding. */
static const struct {
	const char *text;
	unsigned int line;
	const char *finding; /* NULL for none */
} cases[] = {
	{ "register A 0\nregister B 4\n", 0, NULL },
	{ "register A 0\nregister B 2 width 16\n", 2, "B overlaps A" },
	{ "register A 0\nregister B 2 width 16 alternate\n", 0, NULL },
	{ "register A 0\ngroup G 0 alternate\nregister A 0\nend\n", 0, NULL },
	{ "register A 0 rc\nregister B 0 wo\n", 0, NULL },
	{ "register A[4] 0 stride 4\nregister B 8\n", 2, "B overlaps A[2]" },
	{ "register A[2] 0 stride 6\n", 1,
	  "A[1] at 0x6 is not aligned to its 4 bytes" },
	{ "register A 2\n", 1, "A at 0x2 is not aligned to its 4 bytes" },
	{ "size 8\nregister A[3] 0\n", 2,
	  "A[2] at 0x8 is outside the region of 8 bytes" },
	{ "block P 0 size 8\nregister A[2] 0\nend\nblock Q 16 size 8\n"
	  "register A[3] 0\nend\n",
	  4, "the registers of Q end at 0xc, beyond its 8 bytes" },
	{ "register A 0\nregister A 4\n", 2, "duplicate A" },
	{ "register A[2] 0\nregister B 8\nregister A[1..2] 12\n", 3,
	  "duplicate A[1]" },
	{ "group A 0\nend\ngroup A 4\nregister B 0\nend\n", 3, "duplicate A" },
	{ "register A 0\ngroup A 4\nregister B 0\nend\n", 2, "duplicate A" },
	{ "register A 1 width 1\nregister B 2 width 7\n", 0, NULL },
	{ "register A 0 width 24\n", 1,
	  "A: 24 bits is not a possible access width" },
	{ "register A 0 width 8 reset 0x100\n", 1,
	  "A: the reset value 0x100 does not fit in 8 bits" },
	{ "register A 0 width 8\nfield F 8:7\n", 2,
	  "A.F: bit 8 is beyond the 8 bits of the register" },
	{ "register A 0\nfield F 3:0\nfield G 4:3\n", 3,
	  "A: the fields F and G overlap" },
	{ "register A 0\nfield F 3:0 ro\nfield G 3:0 wo\n", 0, NULL },
	{ "register A 0\nfield F 3:0\nfield F 4\n", 3, "A: duplicate field F" },
	{ "register A 0\nfield F 7:0\nfield G 8\nfield H 3:2\n", 4,
	  "A: the fields F and H overlap" },
	{ "register A 0\nfield F 0\nfield G 9\nfield H 31:0\n", 4,
	  "A: the fields F and H overlap" },
	{ "register A 0\nfield F 7:0 wo\nfield G 3:0 ro\nfield H 4 rc\n", 0,
	  NULL },
	{ "register A 0\nfield F 7:0 ro\nfield G 15:0 wo\nfield H 6 ro\n", 4,
	  "A: the fields F and H overlap" },
	{ "group G[4] 0 stride 4\nregister A 0\nregister B 2 width 16\n"
	  "register C 3 width 8 alternate\nend\n",
	  3, "G[0].B overlaps G[0].A" },
	{ "size 16\ngroup G[4] 8 stride 8\nregister A 0\nend\n", 3,
	  "G[1].A at 0x10 is outside the region of 16 bytes" },
	{ "register A 0\nfield F 1:0 x=4\n", 2,
	  "A.F: the value x, 0x4, does not fit in 2 bits" },
	{ "register A 0\nfield F 1:0 x=1 x=2\n", 2, "A.F: duplicate value x" },
	{ "register A 0\nfield F 0\nvalue x 1 read\nvalue x 0 write\n", 0,
	  NULL },
	{ "register A 0 scale 0.0/5 -1 V\n", 1,
	  "A: the factor of the scale is 0" },
	{ "register A 0\nfield F 0 scale 0 V\n", 2,
	  "A.F: the factor of the scale is 0" },
	{ "register A 0 width 64\nfield F 3:0 scale -1 -1 V\n", 0, NULL },
	{ "# none\n", 0, "no registers" },
};

struct found {
	unsigned int count;
	unsigned int line;
	char text[128];
};

static void keep(void *context, const struct reg_finding *finding)
{
	struct found *found = context;

	found->count++;
	found->line = finding->line;
	snprintf(found->text, sizeof(found->text), "%s", finding->text);
}

static struct regs *parse(const char *text)
{
	struct regs_error error = { 0 };
	struct regs *regs = NULL;

	if (regs_parse(text, strlen(text), &regs, &error))
		ok(false, "line %u: %s", error.line, error.reason);
	return regs;
}

struct counts {
	unsigned int errors;
	unsigned int warnings;
	bool of_first;
};

static void add(void *context, const struct reg_finding *finding)
{
	struct counts *counts = context;

	if (finding->error)
		counts->errors++;
	else
		counts->warnings++;
	counts->of_first = finding->block && !strcmp(finding->block, "FIRST");
}

/* Counts the findings in two blocks that come from the same lines. */
static struct counts count(const char *text, enum regs_overlaps overlaps)
{
	struct regs_findings *findings = regs_findings_new();
	struct counts counts = { 0 };
	struct regs *regs = parse(text);

	if (regs) {
		regs_findings_check(findings, regs, "FIRST", overlaps);
		regs_findings_check(findings, regs, "SECOND", overlaps);
		regs_findings_each(findings, add, &counts);
	}
	regs_findings_free(findings);
	regs_free(regs);
	return counts;
}

/*
 * The numbers of errors and warnings for each of the three ways to judge
 * overlaps.
 */
static const struct {
	const char *text;
	unsigned int errors[3];
	unsigned int warnings[3];
} overlaps[] = {
	{ "register A 0\nregister B 0\n", { 1, 0, 0 }, { 0, 1, 1 } },
	{ "register A 0\nregister B 0 width 16\n", { 1, 1, 0 }, { 0, 0, 1 } },
	{ "register A 0\nfield F 3:0\nfield G 3:0\n", { 1, 0, 0 }, { 0, 1, 1 } },
	{ "register A 0\nfield F 3:0\nfield G 2:0\n", { 1, 1, 0 }, { 0, 0, 1 } },
	/* The more severe of two overlaps of a field counts. */
	{ "register A 0\nfield F 3:0 ro\nfield G 7:0 wo\nfield H 3:0\n",
	  { 1, 1, 0 },
	  { 0, 0, 1 } },
	{ "register A 0\nfield F 3:0\nfield F 7:4\n", { 1, 1, 1 }, { 0 } },
	/* Neither the width nor a scale is possible. */
	{ "register A 0 width 128 scale 1 V\n", { 2, 2, 2 }, { 0 } },
	/* So it does if elements of an array overlap different registers. */
	{ "register A 0 width 16\nregister B 4\n"
	  "register C[2] 0 width 16 stride 6\n",
	  { 1, 1, 0 },
	  { 0, 0, 1 } },
	/* Overlaps of elements of one array, and of these with two registers. */
	{ "register A[2] 0 stride 2\nregister B 0\nregister C 4\n",
	  { 4, 3, 1 },
	  { 0, 1, 3 } },
};

static void test_overlaps(void)
{
	for (size_t i = 0; i < sizeof(overlaps) / sizeof(overlaps[0]); i++)
		for (enum regs_overlaps way = REGS_OVERLAPS_WRONG;
		     way <= REGS_OVERLAPS_MEANT; way++) {
			struct counts counts = count(overlaps[i].text, way);

			ok(counts.errors == overlaps[i].errors[way] &&
				   counts.warnings ==
					   overlaps[i].warnings[way] &&
				   counts.of_first,
			   "overlap %zu, way %d: %u errors, %u warnings", i,
			   way, counts.errors, counts.warnings);
		}
}

/* Many fields that only fill gaps, all with the same name and place. */
static void test_reserved(void)
{
	const unsigned int fields = 3000;
	struct counts counts;
	size_t length;
	char *text;
	FILE *out = open_memstream(&text, &length);

	fprintf(out, "register A 0\n");
	for (unsigned int i = 0; i < fields; i++)
		fprintf(out, "field RESERVED 7:0 a=1 b=2\n");
	fclose(out);
	counts = count(text, REGS_OVERLAPS_MEANT);
	ok(counts.errors == fields - 1 && counts.warnings == fields - 1,
	   "%u fields of one name: %u errors, %u warnings", fields,
	   counts.errors, counts.warnings);
	free(text);
}

int main(void)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct found found = { 0 };
		struct regs_error error = { 0 };
		struct regs *regs;

		if (regs_parse(cases[i].text, strlen(cases[i].text), &regs,
			       &error)) {
			ok(false, "line %u: %s", error.line, error.reason);
			continue;
		}
		regs_check(regs, keep, &found);
		ok(found.count == !!cases[i].finding &&
			   found.line == cases[i].line &&
			   !strcmp(found.text, cases[i].finding ?: ""),
		   "%u:%s (%u)", found.line, found.text, found.count);
		regs_free(regs);
	}
	test_overlaps();
	test_reserved();
	return done();
}
