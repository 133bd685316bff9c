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

/* The target owns copies of the strings of its choice. */
static int copy(const struct regs_choice *choice, struct regs_choice *copied)
{
	*copied = *choice;
	copied->file = choice->file ? strdup(choice->file) : NULL;
	copied->block = choice->block ? strdup(choice->block) : NULL;
	return !copied->file == !choice->file &&
			       !copied->block == !choice->block
		       ? 0
		       : fail_memory();
}

void shell_regs_free(struct target *target)
{
	free((char *)target->choice.file);
	free((char *)target->choice.block);
	target->choice = (struct regs_choice){ 0 };
}

int shell_regs_choose(struct target *target, const struct regs_choice *choice)
{
	struct regs_choice copied;
	bool chosen = choice->file || choice->block || choice->has_base;
	int status = copy(choice, &copied);

	if (!status && !chosen) {
		target_forget_regs(target);
		target->sought = false;
	}
	if (!status)
		status = target_regs(target, choice, chosen);
	if (status) {
		free((char *)copied.file);
		free((char *)copied.block);
		return status;
	}
	shell_regs_free(target);
	target->choice = copied;
	return 0;
}

static int set_base(struct regs_choice *choice, const char *word)
{
	choice->has_base = strcmp(word, AUTO);
	if (!choice->has_base || !number_parse(word, &choice->base))
		return 0;
	return fail(-UIO_ESYNTAX, NULL,
		    "invalid address '%s': expected a "
		    "number or " AUTO,
		    word);
}

int shell_regs_set(struct shell *shell, const char *name, const char *word)
{
	struct regs_choice choice = shell->target->choice;
	const char *text = strcmp(word, AUTO) ? word : NULL;
	int status = 0;

	if (!shell->target->device)
		return fail(-UIO_ESYNTAX, NULL,
			    "no device is in use: run `use DEVICE' first");
	if (!strcmp(name, "regs"))
		choice.file = text;
	else if (!strcmp(name, "peripheral"))
		choice.block = text;
	else
		status = set_base(&choice, word);
	return status ?: shell_regs_choose(shell->target, &choice);
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
