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

void shell_regs_free(struct target *target)
{
	free((char *)target->choice.file);
	free((char *)target->choice.block);
	target->choice = (struct regs_choice){ 0 };
}

int shell_regs_choose(struct target *target, const struct regs_choice *choice)
{
	/* The target owns copies of the strings of its choice. */
	struct regs_choice copied = *choice;
	bool chosen = choice->file || choice->block || choice->has_base;
	int status = 0;

	copied.file = choice->file ? strdup(choice->file) : NULL;
	copied.block = choice->block ? strdup(choice->block) : NULL;
	if (!copied.file != !choice->file || !copied.block != !choice->block)
		status = fail_memory();

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

int shell_regs_set(struct shell *shell, const char *name, const char *word)
{
	struct regs_choice choice = shell->target->choice;
	const char *text = strcmp(word, AUTO) ? word : NULL;
	int status = target_check(shell->target);

	if (status)
		return status;
	if (!strcmp(name, "regs"))
		choice.file = text;
	else if (!strcmp(name, "peripheral"))
		choice.block = text;
	else if (text && number_parse(text, &choice.base))
		return fail(-UIO_ESYNTAX, NULL,
			    "invalid address '%s': expected a "
			    "number or " AUTO,
			    text);
	else
		choice.has_base = text;
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
