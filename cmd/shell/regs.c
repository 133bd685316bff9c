// SPDX-License-Identifier: GPL-2.0-or-later
/* The register file of an open device, as chosen by `set` and by options. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/show/report.h"
#include "common/base/number.h"
#include "common/base/text.h"
#include "regs.h"

#define AUTO "auto"

void shell_regs_free(struct regs_choice *choice)
{
	free((char *)choice->file);
	free((char *)choice->block);
	*choice = (struct regs_choice){ 0 };
}

int shell_regs_copy(const struct regs_choice *choice, struct regs_choice *copy)
{
	*copy = *choice;
	copy->file = choice->file ? strdup(choice->file) : NULL;
	copy->block = choice->block ? strdup(choice->block) : NULL;
	if (!copy->file == !choice->file && !copy->block == !choice->block)
		return 0;
	shell_regs_free(copy);
	return fail_memory();
}

bool shell_regs_same(const struct regs_choice *a, const struct regs_choice *b)
{
	return text_same(a->file, b->file) && text_same(a->block, b->block) &&
	       a->has_base == b->has_base &&
	       (!a->has_base || a->base == b->base);
}

int shell_regs_choose(struct target *target, const struct regs_choice *choice)
{
	bool chosen = choice->file || choice->block || choice->has_base;
	struct regs_choice copied;
	int status = shell_regs_copy(choice, &copied);

	if (status)
		return status;
	if (!chosen) {
		target_forget_regs(target);
		target->sought = false;
	}
	status = target_regs(target, choice, chosen && !choice->later);
	if (status) {
		shell_regs_free(&copied);
		return status;
	}
	shell_regs_free(&target->choice);
	target->choice = copied;
	return 0;
}

int shell_regs_set(struct shell *shell, const char *name, const char *word)
{
	struct regs_choice choice = shell->target->choice;
	const char *text = strcmp(word, AUTO) ? word : NULL;
	int status = target_check(shell->target);

	if (status)
		return status;
	/* The block and the address of another file do not apply. */
	if (!strcmp(name, "regs"))
		choice = (struct regs_choice){ .file = text };
	else if (!strcmp(name, "peripheral"))
		choice.block = text;
	else if (text && number_parse(text, &choice.base))
		return fail(-UIO_ESYNTAX, NULL,
			    "invalid address '%s': expected a "
			    "number or " AUTO,
			    text);
	else
		choice.has_base = text;
	choice.later = choice.file && !choice.block && !choice.has_base;
	return shell_regs_choose(shell->target, &choice);
}

char *shell_regs_setting(const struct target *target, const char *name)
{
	const struct regs_choice *choice = &target->choice;

	if (!strcmp(name, "base-address") && choice->has_base)
		return text_format("0x%" PRIx64, choice->base);
	if (!strcmp(name, "regs") && choice->file)
		return strdup(choice->file);
	if (!strcmp(name, "peripheral") && choice->block)
		return strdup(choice->block);
	return strdup(AUTO);
}
