// SPDX-License-Identifier: GPL-2.0-or-later
/* Commands that are other words for uio-peek and uio-poke. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/applets.h"
#include "cmd/run/peek.h"
#include "cmd/show/report.h"
#include "common/base/text.h"
#include "shell.h"
#include "words.h"

/* Words of ours become those of an applet. */
static int run_words(int (*run)(struct target *held, int argc, char **argv),
		     struct target *target, const char *verb,
		     const char *option, int count, char *const *words)
{
	char **argv = calloc(count + 3, sizeof(*argv));
	int argc = 0, status;

	if (!argv)
		return fail_memory();
	argv[argc++] = (char *)verb;
	if (option)
		argv[argc++] = (char *)option;
	memcpy(argv + argc, words, count * sizeof(*argv));
	status = run(target, argc + count, argv);
	free(argv);
	return status;
}

int shell_applet(struct target *held, const char *verb, const char *option,
		 int count, char *const *words)
{
	return run_words(applet_by_verb(verb)->run, held, verb, option, count,
			 words);
}

int shell_peek(struct shell *shell, const char *option, int count,
	       char *const *words)
{
	return shell->source ? shell_applet(shell->target, "peek", option,
					    count, words)
			     : run_words(peek_typed, shell->target, "peek",
					 option, count, words);
}

/* Options of peek come first; the rest is one condition. */
int shell_until(struct shell *shell, int count, char **words)
{
	char *condition, *option;
	int first = 1, status;

	while (first < count && words[first][0] == '-')
		first++;
	condition = shell_join(count - first, words + first);
	option = condition ? text_format("--until=%s", condition) : NULL;
	status = option ? shell_applet(shell->target, "peek", option, first - 1,
				       words + 1)
			: EXIT_FAILURE;
	free(option);
	free(condition);
	return status;
}

int shell_decode(struct shell *shell, int count, char **words)
{
	return shell_applet(shell->target, "peek", count > 1 ? "-d" : "-da",
			    count - 1, words + 1);
}

int shell_dump(struct shell *shell, int count, char **words)
{
	return shell_peek(shell, NULL, count - 1, words + 1);
}

int shell_fill(struct shell *shell, int count, char **words)
{
	char *value = shell_join(count - 2, words + 2);
	char *fill = value ? text_format("%s=%s", words[1], value) : NULL;
	int status = fill ? shell_applet(shell->target, "poke", NULL, 1, &fill)
			  : fail_memory();

	free(fill);
	free(value);
	return status;
}
