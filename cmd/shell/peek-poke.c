// SPDX-License-Identifier: GPL-2.0-or-later
/* Short commands for uio-peek and uio-poke. */
#include <stdlib.h>
#include <string.h>

#include "cmd/applets.h"
#include "cmd/show/report.h"
#include "common/base/text.h"
#include "shell.h"
#include "words.h"

struct context shell_context(struct shell *shell)
{
	return (struct context){
		.in_use = shell->target,
		.out = &shell->out,
		.typed = !shell->source,
		.json = shell->machine,
	};
}

struct read_request shell_read_defaults(struct shell *shell)
{
	const struct context context = shell_context(shell);
	struct read_request request;

	applet_by_verb("peek")->defaults(&request, &context);
	return request;
}

int shell_run_read(struct shell *shell, struct read_request *request,
		   const char *name, int count, char **words)
{
	const struct context context = shell_context(shell);
	const struct applet *peek = applet_by_verb("peek");

	return parse_words(peek->grammar, request, &context, name, count, words)
		       ?: peek->run(request, &context);
}

int shell_run_write(struct shell *shell, int count, char **words)
{
	const struct context context = shell_context(shell);

	return applet_run_words(applet_by_verb("poke"), &context, count, words);
}

/* The options of peek come first; the remaining words are one condition. */
int shell_until(struct shell *shell, int count, char **words)
{
	struct read_request request = shell_read_defaults(shell);
	int first = 1, status = EXIT_FAILURE;
	char *condition;

	while (first < count && words[first][0] == '-')
		first++;
	condition = shell_join(count - first, words + first);
	request.until = condition;
	if (condition)
		status = shell_run_read(shell, &request, words[0], first - 1,
					words + 1);
	free(condition);
	return status;
}

int shell_decode(struct shell *shell, int count, char **words)
{
	struct read_request request = shell_read_defaults(shell);

	request.decode = true;
	request.all = count == 1;
	return shell_run_read(shell, &request, words[0], count - 1, words + 1);
}

int shell_dump(struct shell *shell, int count, char **words)
{
	struct read_request request = shell_read_defaults(shell);

	return shell_run_read(shell, &request, words[0], count - 1, words + 1);
}

int shell_fill(struct shell *shell, int count, char **words)
{
	char *value = shell_join(count - 2, words + 2);
	char *fill = value ? text_format("%s=%s", words[1], value) : NULL;
	/* shell_run_write() moves the operand past the name of its device. */
	char *operand = fill;
	int status = fill ? shell_run_write(shell, 1, &operand) : fail_memory();

	free(fill);
	free(value);
	return status;
}

/*
 * Returns whether registers are decoded, as by an operand alone; --csv has no
 * room for fields.
 */
static bool decodes(const struct shell *shell, int count, char *const *words)
{
	const struct target *target;
	const char *operand;
	int i = 0;

	for (int n = 0; n < count; n++)
		if (!strcmp(words[n], "--csv"))
			return false;
	while (i < count && words[i][0] == '-')
		i++;
	operand = i < count ? words[i] : "";
	target = target_of(shell->target, &operand);
	return shell->settings.decode && target && target->regs;
}

int shell_watch(struct shell *shell, int count, char **words)
{
	struct read_request request = shell_read_defaults(shell);

	request.watch = true;
	request.decode = decodes(shell, count - 1, words + 1);
	return shell_run_read(shell, &request, "watch", count - 1, words + 1);
}
