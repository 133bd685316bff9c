// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "common/base/arena.h"
#include "common/base/array.h"

/**
 * struct regs_findings - the findings, the last one first
 */
struct regs_findings {
	struct arena *arena;
	struct reg_finding *list;
	size_t count;
};

struct regs_findings *regs_findings_new(void)
{
	struct regs_findings *findings = calloc(1, sizeof(*findings));

	if (!findings)
		return NULL;
	findings->arena = arena_new();
	if (findings->arena)
		return findings;
	free(findings);
	return NULL;
}

void regs_findings_free(struct regs_findings *findings)
{
	if (!findings)
		return;
	arena_free(findings->arena);
	free(findings);
}

static const char *copy_text(struct regs_findings *findings, const char *text)
{
	return arena_text(findings->arena, text, strlen(text));
}

int regs_findings_add(struct regs_findings *findings, const char *block,
		      const struct reg_finding *finding)
{
	const char *own = block ? copy_text(findings, block) : NULL;

	if (block && !own)
		return -ENOMEM;
	for (; finding; finding = finding->next) {
		struct reg_finding *copy =
			arena_take(findings->arena, sizeof(*copy));

		if (!copy)
			return -ENOMEM;
		*copy = *finding;
		copy->text = copy_text(findings, finding->text);
		if (!copy->text)
			return -ENOMEM;
		copy->block = own;
		copy->next = findings->list;
		findings->list = copy;
		findings->count++;
	}
	return 0;
}

/**
 * struct rank - a finding, and the number of those before it
 */
struct rank {
	const struct reg_finding *finding;
	size_t before;
};

static int compare(const struct reg_finding *a, const struct reg_finding *b)
{
	return COMPARE(a->line, b->line)
		       ?: COMPARE(b->error, a->error)
		       ?: strcmp(a->text, b->text);
}

static int by_line(const void *a, const void *b)
{
	const struct rank *left = a, *right = b;

	return compare(left->finding, right->finding)
		       ?: COMPARE(left->before, right->before);
}

int regs_findings_each(const struct regs_findings *findings,
		       void (*report)(void *context,
				      const struct reg_finding *finding),
		       void *context)
{
	const struct reg_finding *finding = findings->list;
	struct rank *ranks = calloc(findings->count + 1, sizeof(*ranks));

	if (!ranks)
		return -ENOMEM;
	for (size_t i = findings->count; i--; finding = finding->next)
		ranks[i] = (struct rank){ finding, i };
	qsort(ranks, findings->count, sizeof(*ranks), by_line);
	for (size_t i = 0; i < findings->count; i++)
		if (!i || compare(ranks[i].finding, ranks[i - 1].finding))
			report(context, ranks[i].finding);
	free(ranks);
	return 0;
}
