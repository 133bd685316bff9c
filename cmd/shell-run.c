// SPDX-License-Identifier: GPL-2.0-or-later
/* Runs what common/script.c has read. */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "report.h"
#include "shell.h"

/* Where a message points; a person sees the line. */
static char *place(const struct shell *shell, unsigned int line,
		   unsigned int column)
{
	char *text;

	if (shell->source)
		return asprintf(&text, "%s:%u:%u", shell->source, line,
				column) < 0
			       ? NULL
			       : text;
	return asprintf(&text, "column %u", column) < 0 ? NULL : text;
}

int shell_fail_parse(const struct shell *shell, int err,
		     const struct script_error *error)
{
	char *where = NULL;
	int status;

	if (err != -UIO_ESYNTAX)
		return fail(err, NULL, "%s", uio_strerror(err));
	where = place(shell, error->line, error->column);
	status = fail(err, where, "%s", error->reason);
	free(where);
	return status;
}

#define VALUE_SIZE sizeof("0xffffffffffffffff")

static int expand_variable(struct shell *shell,
			   const struct script_command *command,
			   const struct script_part *part, char **end)
{
	const struct variable *variable =
		variable_find(shell, part->text, part->length);
	char *where;
	int status;

	if (variable) {
		shell->unknown |= variable->unknown;
		shell->moves |= variable->moves;
		*end += sprintf(*end, "0x%" PRIx64, variable->value);
		return 0;
	}
	where = place(shell, command->line, part->column);
	status = fail(-UIO_ESYNTAX, where, "no variable '%.*s': `let' sets one",
		      (int)part->length, part->text);
	free(where);
	return status;
}

/* Into as much room as words_size() says. */
static int expand(struct shell *shell, const struct script_command *command,
		  char **words, char *end)
{
	int status = 0;

	shell->unknown = shell->moves = false;
	for (const struct script_word *word = command->words; word && !status;
	     word = word->next) {
		*words++ = end;
		for (const struct script_part *part = word->parts;
		     part && !status; part = part->next) {
			if (part->variable)
				status = expand_variable(shell, command, part,
							 &end);
			else
				end = mempcpy(end, part->text, part->length);
		}
		*end++ = '\0';
	}
	return status;
}

static size_t words_size(const struct script_command *command)
{
	size_t size = command->count;

	for (const struct script_word *word = command->words; word;
	     word = word->next)
		for (const struct script_part *part = word->parts; part;
		     part = part->next)
			size += part->variable ? VALUE_SIZE : part->length;
	return size;
}

char **shell_expand(struct shell *shell, const struct script_command *command,
		    int *status)
{
	size_t count = command->count + 1;
	char **words =
		calloc(1, 2 * count * sizeof(*words) + words_size(command));

	if (!words) {
		*status = fail_memory();
		return NULL;
	}
	*status = expand(shell, command, words, (char *)(words + 2 * count));
	memcpy(words + count, words, count * sizeof(*words));
	return words;
}

/* In quotes where a word would not be read as one again. */
static void print_words(FILE *out, int count, char *const *words)
{
	for (int i = 0; i < count && words[i]; i++) {
		bool quoted = !*words[i] || strpbrk(words[i], " \t;{}#$");

		fprintf(out, quoted ? "%s'%s'" : "%s%s", i ? " " : "",
			words[i]);
	}
}

static char *words_as_text(int count, char *const *words)
{
	char *text = NULL;
	size_t length;
	FILE *out = open_memstream(&text, &length);

	if (out) {
		print_words(out, count, words);
		fclose(out);
	}
	return text;
}

static void trace(int count, char *const *words)
{
	char *text = words_as_text(count, words);

	fflush(stdout);
	fputs("+ ", stderr);
	print_text(stderr, text ?: "");
	fputc('\n', stderr);
	free(text);
}

static void report(const struct shell *shell,
		   const struct script_command *command, char *const *words,
		   int status)
{
	char *where = place(shell, command->line, command->column);
	char *text = words_as_text(command->count, words);

	tell(where, "command '%s' failed (exit %d)", text ?: "", status);
	free(text);
	free(where);
}

static bool goes_on(const struct shell *shell, int status)
{
	return !shell->quit && !target_is_interrupted() &&
	       (!status || (shell->keep_going && status != EXIT_INTERRUPTED));
}

static int run_ready(const struct shell *shell, const struct ready *ready)
{
	int status = 0;

	for (; ready && goes_on(shell, status); ready = ready->next) {
		int failed = ready->run(ready);

		if (failed && shell->source)
			report(shell, ready->command, ready->words, failed);
		status = status ?: failed;
	}
	return status;
}

/* The first turn finds whatever is wrong with the commands. */
static int repeat(struct shell *shell, const struct script_command *body,
		  uint64_t times)
{
	struct ready *ready = NULL;
	int status = 0;

	for (uint64_t i = 0; i < times && goes_on(shell, status); i++) {
		int failed = ready ? run_ready(shell, ready)
				   : shell_run(shell, body);

		status = status ?: failed;
		if (!i && !status && times > 1)
			ready = shell_ready(shell, body);
	}
	ready_free(ready);
	if (!status && target_is_interrupted())
		status = fail(-EINTR, NULL, "%s", uio_strerror(-EINTR));
	return status;
}

/* How often is not known in a dry run: once shows as much as more would. */
static int repeat_times(const struct shell *shell, int count,
			char *const *words, uint64_t *times)
{
	char *text = shell_join(count - 1, words + 1);
	int status = text ? 0 : EXIT_FAILURE;

	*times = 1;
	if (!status && !shell->unknown)
		status = shell_number(text, times);
	free(text);
	return status;
}

/* For who types: a read that was done can be done again. */
static void remember(struct shell *shell, int count, char *const *words)
{
	const struct shell_command *known = shell_command_find(words[0]);

	if (!shell->source && (known ? known->reads : !strchr(words[0], '=')))
		shell_remember(shell, words_as_text(count, words));
}

static int run_words(struct shell *shell, const struct script_command *command,
		     char **words)
{
	const struct shell_command *known =
		shell->unknown ? shell_command_find(words[0]) : NULL;
	bool moves = shell->moves;
	char *where;
	int status;

	if (!shell->unknown || (known && known->run == shell_let)) {
		moving_begin(moves);
		status = shell_run_words(shell, command->count, words);
		moving_end(moves);
		return status;
	}
	where = place(shell, command->line, command->column);
	tell(where, "not checked: it has a value that is yet to be read");
	free(where);
	return 0;
}

static int run_command(struct shell *shell,
		       const struct script_command *command, char **words,
		       int status)
{
	/* argp changes the order of those it gets. */
	char **order = words + command->count + 1;
	uint64_t times = 0;

	if (!status && shell->trace)
		trace(command->count, words);
	if (!status && command->repeats)
		status = repeat_times(shell, command->count, words, &times);
	else if (!status)
		status = run_words(shell, command, order);
	if (!status && !command->repeats)
		remember(shell, command->count, words);
	status = flush_output() ?: status;
	if (status && shell->source)
		report(shell, command, words, status);
	/* What fails in a block has been reported there. */
	return status || !times ? status : repeat(shell, command->body, times);
}

/* A command may end what observes it, and is then not followed to its end. */
static int run_observed(struct shell *shell,
			const struct script_command *command, char **words,
			int expanded)
{
	struct observer *observer = record_is_on() ? NULL : shell->observer;
	int status;

	if (observer && observer->skips && observer->skips(observer, command))
		return 0;
	if (!observer || !observer->begin(observer, command))
		return run_command(shell, command, words, expanded);
	if (record_begin(observer->line, observer, !observer->hides))
		return fail_memory();
	status = run_command(shell, command, words, expanded);
	if (!record_is_on())
		return status;
	record_end();
	return observer->end(observer, status);
}

static int run_one(struct shell *shell, const struct script_command *command)
{
	int status;
	char **words = shell_expand(shell, command, &status);

	if (words)
		status = run_observed(shell, command, words, status);
	free(words);
	return status;
}

int shell_run(struct shell *shell, const struct script_command *command)
{
	int status = 0;

	for (; command && goes_on(shell, status); command = command->next) {
		int failed = run_one(shell, command);

		status = status ?: failed;
	}
	return status;
}
