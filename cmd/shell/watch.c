// SPDX-License-Identifier: GPL-2.0-or-later
/* `watch`: registers read over and over, in other words for uio-peek. */
#include <stdlib.h>
#include <string.h>

#include "cmd/show/report.h"
#include "common/base/text.h"
#include "shell.h"

#define INTERVAL "--interval"

/* The time, and how many words say it. */
static int interval(int count, char **words, const char **time)
{
	size_t length = strlen(INTERVAL);

	*time = "1s";
	if (count > 1 && !strcmp(words[0], INTERVAL)) {
		*time = words[1];
		return 2;
	}
	if (count && !strncmp(words[0], INTERVAL "=", length + 1)) {
		*time = words[0] + length + 1;
		return 1;
	}
	return 0;
}

/* As an operand that stands alone. */
static bool decodes(const struct shell *shell, int count, char *const *words)
{
	const struct target *target;
	const char *operand;
	int i = 0;

	while (i < count && words[i][0] == '-')
		i++;
	operand = i < count ? words[i] : "";
	target = target_of(shell->target, &operand);
	return shell->settings.decode && target && target->regs;
}

int shell_watch(struct shell *shell, int count, char **words)
{
	const char *time;
	int said = interval(count - 1, words + 1, &time), status;
	char *option = text_format("--watch=%s", time);

	if (!option)
		return fail_memory();
	words += said;
	count -= said;
	/* words[0] is free for one more. */
	words[0] = "-d";
	if (decodes(shell, count - 1, words + 1))
		status = shell_peek(shell, option, count, words);
	else
		status = shell_peek(shell, option, count - 1, words + 1);
	free(option);
	return status;
}
