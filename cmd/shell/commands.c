// SPDX-License-Identifier: GPL-2.0-or-later
/* The table of commands, some short commands, and the short forms of commands. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/applets.h"
#include "cmd/run/registers.h"
#include "cmd/show/report.h"
#include "common/base/array.h"
#include "common/base/clock.h"
#include "common/base/closest.h"
#include "common/base/lib.h"
#include "common/base/number.h"
#include "prepare.h"
#include "shell.h"

static int run_applet(struct shell *shell, int count, char **words)
{
	const struct context context = shell_context(shell);

	return applet_run_words(applet_by_verb(words[0]), &context, count - 1,
				words + 1);
}

/* Which devices exist, their numbers and their event counts vary between runs. */
int shell_run_volatile(struct shell *shell, int count, char **words)
{
	int status;

	output_volatile(&shell->out, true);
	status = run_applet(shell, count, words);
	output_stable(&shell->out, true);
	return status;
}

static int echo(struct shell *shell, int count, char **words)
{
	FILE *out = shell->out.file;

	for (int i = 1; i < count; i++) {
		print_text(out, words[i]);
		if (i + 1 < count)
			fputc(' ', out);
	}
	fputc('\n', out);
	return 0;
}

static int pause_for(struct shell *shell, int count, char **words)
{
	/* A pause does not require the device to exist. */
	const struct target none = { .selector = shell->target->selector };
	uint64_t ns;
	int err = duration_parse(words[1], &ns);

	(void)count;
	if (err)
		return fail(
			-UIO_ESYNTAX, NULL,
			"invalid time '%s': expected a value such as 100ms, "
			"2s or 1m",
			words[1]);
	return output_flush(&shell->out)
		       ?: shell->target->ops->sleep(&none, clock_deadline(ns));
}

/* A script has no history, and must not depend on that of a person. */
static int list_history(struct shell *shell, int count, char **words)
{
	uint64_t lines = UINT64_MAX;
	int err = count > 1 ? number_parse(words[1], &lines) : 0;

	if (err)
		return fail(-UIO_ESYNTAX, NULL, "invalid count '%s'", words[1]);
	if (shell->source)
		return fail(-UIO_ESYNTAX, NULL,
			    "history: only typed lines are kept");
	err = history_print(shell->out.file, lines);
	if (err == -UIO_ENOLIB)
		return fail_library("history", LIB_READLINE_NAME,
				    WITH_READLINE);
	return err ? fail_error(err, NULL) : 0;
}

static int quit(struct shell *shell, int count, char **words)
{
	(void)count, (void)words;
	shell->quit = true;
	return 0;
}

/* clang-format off */
static const struct shell_command commands[] = {
	{ "ls", NULL, NULL, 0, INT_MAX, false, false, shell_run_volatile },
	{ "peek", NULL, NULL, 0, INT_MAX, true, false, run_applet, true },
	{ "poke", NULL, NULL, 0, INT_MAX, true, false, run_applet, false, prepare_poke },
	{ "expect", "OPERAND OP VALUE[:MASK] [: MESSAGE]", 
		"Fail with status 9 unless the condition holds.", 1, INT_MAX, true, false, shell_expect, false, prepare_expect },
	{ "until", "[--timeout=TIME] [--interval=TIME] OPERAND OP VALUE[:MASK]", 
		"Read until the condition holds.", 1, INT_MAX, true, false, shell_until },
	{ "wait", NULL, NULL, 0, INT_MAX, false, false, run_applet },
	{ "irq", "notify [on|off]", "Report interrupts at the prompt, or "
		"not; alone, print the setting.", 0, INT_MAX, false, false, shell_irq },
	{ "regs", NULL, NULL, 0, INT_MAX, false, false, run_applet },
	{ "sim", NULL, NULL, 0, INT_MAX, false, false, shell_run_volatile },
	{ "use", "[DEVICE[:REGION]]", "Work on DEVICE[:REGION]; alone, list "
		"the open devices.", 0, 1, false, false, shell_use },
	{ "help", "[COMMAND|TOPIC]", "List the commands, or explain a "
		"command or topic; also ?.", 0, 1, false, false, shell_help },
	{ "set", "[NAME WORD]", "Change a default; alone, list the defaults.", 0, 2, false, false, shell_set },
	/* These words belong to the language, and have blocks. */
	{ "repeat", "N { COMMAND; ... }", "Run the commands N times.", 1, INT_MAX, false, false, NULL },
	{ "for", "NAME in WORD... { COMMAND; ... }", 
		"Run the commands for each WORD, or FIRST..LAST [step N], as "
			"$NAME.", 1, INT_MAX, false, false, NULL },
	{ "if", "OPERAND OP VALUE[:MASK] { COMMAND; ... } [else { COMMAND; ... }]", 
		"Run the first commands if the condition holds, else the "
		"others.", 1, INT_MAX, false, false, NULL },
	{ "source", "FILE", "Run the commands of a file.", 1, 1, false, false, shell_source },
	{ "quit", "", "End the shell; also exit and q.", 0, 0, false, false, quit },
	{ "print", "EXPRESSION...", "Print a value, reading the registers in "
		"it; also p.", 1, INT_MAX, true, false, shell_print },
	{ "let", "[NAME EXPRESSION...]", "Set $NAME; alone, list the variables.", 0, INT_MAX, true, false, shell_let },
	{ "echo", "[WORD...]", "Print the words.", 0, INT_MAX, false, false, echo },
	{ "sleep", "TIME", "Wait for a time.", 1, 1, false, false, pause_for },
	{ "decode", "[OPERAND...]", "Read registers and print their fields; "
		"alone, all registers.", 0, INT_MAX, true, false, shell_decode, true },
	{ "dump", "OPERAND...", "Read ranges.", 1, INT_MAX, true, false, shell_dump, true },
	{ "watch", "[--interval=TIME] [--changes] OPERAND...", 
		"Read every TIME (default: 1s) until a key is pressed.", 1, INT_MAX, true, false, shell_watch },
	{ "fill", "RANGE VALUE", "Write VALUE to each unit of a range.", 2, INT_MAX, true, false, shell_fill },
	{ "md", "OFFSET [COUNT]", "Read COUNT units (default: 0x40). Bare "
		"numbers are hexadecimal.", 1, 2, true, true, shell_md },
	{ "mw", "OFFSET VALUE [COUNT]", "Write VALUE to COUNT units "
		"(default: 1). Numbers are as for md.", 2, 3, true, true, shell_mw },
	{ "mm", "OFFSET [VALUE...]", "Write to one unit after another; "
		"without VALUE, ask for values.", 1, INT_MAX, true, true, shell_mm },
	{ "nm", "OFFSET [VALUE...]", "Write to one unit repeatedly; without "
		"VALUE, ask for values.", 1, INT_MAX, true, true, shell_mm },
	{ "cmp", "OFFSET OFFSET COUNT", "Fail with status 9 if units differ. "
		"Numbers are as for md.", 3, 3, true, true, shell_cmp },
	{ "save", "-o FILE [OPERAND...]\n[NAME [OPERAND...]]", 
		"Save registers; alone, list the saved states.", 0, INT_MAX, true, false, shell_save },
	{ "diff", "[--check] STATE [STATE]", 
		"Show what changed since STATE, up to now or to another "
		"STATE.", 1, 3, false, false, shell_diff },
	{ "load", "[--dry-run] [--force] STATE", 
		"Write back the registers of a saved state.", 1, 3, false, false, shell_load },
	{ "log", "[FILE|off]", "Record commands and results; alone, print "
		"the name of the log.", 0, 1, false, false, shell_log },
	{ "history", "[COUNT]", "Print all typed lines, or the last COUNT of "
		"them.", 0, 1, false, false, list_history },
};
/* clang-format on */

/* Aliases of commands. */
static const struct {
	const char *word;
	const char *name;
} aliases[] = {
	{ "?", "help" },
	{ "exit", "quit" },
	{ "p", "print" },
	{ "q", "quit" },
};

const char *shell_alias_at(size_t index)
{
	return index < ARRAY_SIZE(aliases) ? aliases[index].word : NULL;
}

const struct shell_command *shell_command_at(size_t index)
{
	return index < ARRAY_SIZE(commands) ? &commands[index] : NULL;
}

/*
 * Returns whether a word is the command's name, optionally with a width suffix.
 */
static bool is_called(const struct shell_command *command, const char *word,
		      size_t length)
{
	const char *name = command->name, *end = word + length;

	while (*name && *name == *word) {
		name++;
		word++;
	}
	if (*name)
		return false;
	return word == end || (command->widths && end - word == 2 &&
			       *word == '.' && strchr("bwlq", word[1]));
}

const struct shell_command *shell_command_called(const char *word,
						 size_t length)
{
	for (size_t i = 0; i < ARRAY_SIZE(commands); i++)
		if (*commands[i].name == *word &&
		    is_called(&commands[i], word, length))
			return &commands[i];
	for (size_t i = 0; i < ARRAY_SIZE(aliases); i++)
		if (!strncmp(aliases[i].word, word, length) &&
		    !aliases[i].word[length])
			return shell_command_called(aliases[i].name,
						    strlen(aliases[i].name));
	return NULL;
}

static const struct shell_command *find(const char *name)
{
	return shell_command_called(name, strlen(name));
}

const struct shell_command *shell_command_find(const char *name)
{
	const struct shell_command *command = find(name);
	const struct applet *applet = command ? NULL : applet_by_name(name);

	return applet ? find(applet->verb) : command;
}

int shell_unknown(const struct shell *shell, const char *word)
{
	struct closest near = { .word = word };
	const struct target *target = shell->target;
	const struct shell_command *command;
	struct operand op;
	char *name = NULL;
	size_t column;
	int status;

	if (target->regs)
		name = regs_nearest(target->regs, word, strlen(word));
	if (name)
		closest_offer(&near, name);
	for (size_t i = 0; (command = shell_command_at(i)); i++)
		closest_offer(&near, command->name);
	/* The word could be a register if there were a register file. */
	if (!near.name && target->device && !target->regs &&
	    !operand_parse(word, &op, &column) && op.name.length)
		return fail_advise(-UIO_ESYNTAX, NULL,
				   "load one with `set regs FILE'",
				   "unknown command '%s'; if it is a "
				   "register, %s has no register file",
				   word, target->selector);
	status = fail(-UIO_ESYNTAX, NULL, "unknown command '%s': %s%s%s", word,
		      near.name ? "did you mean " : "see `help'",
		      near.name ?: "", near.name ? "?" : "");
	free(name);
	return status;
}

/* An assignment or an operand can be used without the name of a command. */
static int run_short(struct shell *shell, int count, char **words)
{
	const char *operand = words[0];
	const struct target *target = target_of(shell->target, &operand);
	struct read_request request;

	if (strchr(words[0], '='))
		return shell_run_write(shell, count, words);
	if (count == 1 && target && shell_is_register(target, operand)) {
		request = shell_read_defaults(shell);
		request.decode = target->regs && shell->settings.decode;
		return shell_run_read(shell, &request, "peek", 1, words);
	}
	if (count > 1 && target && target->regs &&
	    shell_is_register(target, operand))
		return fail(-UIO_ESYNTAX, NULL,
			    "unexpected argument '%s': '%s' is a register; to "
			    "write it, use %s=VALUE",
			    words[1], words[0], words[0]);
	return shell_unknown(shell, words[0]);
}

int shell_run_words(struct shell *shell, const struct shell_command *command,
		    int count, char **words)
{
	/* `COMMAND --help` explains any command, as usage errors suggest. */
	if (command && count > 1 && !strcmp(words[1], "--help"))
		return shell_help(shell, 2, (char *[]){ words[1], words[0] });
	if (!command || command->opens) {
		int status = shell_open(shell, count, words);

		if (status)
			return status;
	}
	if (!command)
		return run_short(shell, count, words);
	if (count - 1 > command->most)
		return fail(-UIO_ESYNTAX, NULL, "%s: unexpected argument '%s'",
			    words[0], words[command->most + 1]);
	if (count - 1 < command->least)
		return fail(-UIO_ESYNTAX, NULL, "usage: %s %s", words[0],
			    command->usage);
	return command->run(shell, count, words);
}
