// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/applets.h"
#include "cmd/run/files.h"
#include "cmd/run/regs.h"
#include "cmd/run/target.h"
#include "cmd/show/pager.h"
#include "cmd/show/report.h"
#include "common/base/array.h"
#include "common/base/stop.h"
#include "common/regs/file.h"
#include "verbs.h"

/**
 * struct regs_command - a verb of uio-regs, and its words
 */
struct regs_command {
	const struct verb *verb;
	char **words;
	int count;
	const char *peripheral;
	const char *output;
	struct regs_style style;
	struct output *out;
};

/* Checks all files; a file that cannot be read decides the exit status. */
static int check(const struct regs_command *command)
{
	int worst = 0;

	for (int i = 0; i < command->count; i++) {
		int status = check_file(command->words[i], command->peripheral,
					command->out);

		if (status && (!worst || worst == EXIT_CHECK_FAILED))
			worst = status;
	}
	return worst;
}

/* A word that is the name of a block selects it; any other word is a pattern. */
static int load_shown(struct regs_text *text, const char **glob,
		      struct regs_wanted *wanted, struct regs **regs,
		      struct regs_error *error)
{
	const struct regs_wanted outline = { .outline = true };
	int err = regs_make(text, *glob && !wanted->block ? &outline : wanted,
			    regs, error);

	if (err)
		return err;
	if (*glob && !wanted->block) {
		if (regs_block(*regs, *glob)) {
			wanted->block = *glob;
			*glob = NULL;
		}
		/* A text file has been read as a whole, and its model is in use. */
		if (text->xml) {
			regs_free(*regs);
			err = regs_make(text, wanted, regs, error);
		}
	}
	return err ?: regs_lay(*regs, wanted, error);
}

static int show(const struct regs_command *command)
{
	const char *path = command->words[0], *name = input_name(path);
	const char *glob = command->count > 1 ? command->words[1] : NULL;
	struct regs_wanted wanted = { .block = command->peripheral };
	struct regs_error error;
	struct regs_text text;
	struct regs *regs;
	int status, err = regs_read(path, &text, &error);

	if (err)
		return fail_regs(err, name, &error);
	err = load_shown(&text, &glob, &wanted, &regs, &error);
	regs_text_free(&text);
	if (err)
		return fail_regs(err, name, &error);
	if (!glob && regs->items && regs->items->block)
		status =
			print_blocks_table(regs, &command->style, command->out);
	else
		status = print_regs_table(regs, name, glob, &command->style,
					  command->out);
	regs_free(regs);
	return status;
}

static int convert(const struct regs_command *command)
{
	struct save save;
	struct regs_wanted wanted = { .block = command->peripheral };
	struct regs *regs;
	int status = load_regs(command->words[0], &wanted, &regs);

	if (status)
		return status;
	/* An incomplete file is removed. */
	if (command->output)
		stop_catch_signals();
	status = save_open(&save, command->output ?: "-", command->out);
	if (!status) {
		regs_print(regs, save.out);
		if (stop_requested())
			status = fail_error(-EINTR, command->output);
		status = save_finish(&save, status);
	}
	regs_free(regs);
	return status;
}

static const struct verb {
	const char *name;
	int most; /* maximum number of words after the name */
	int (*run)(const struct regs_command *command);
} verbs[] = {
	{ "check", INT_MAX, check },
	{ "show", 2, show },
	{ "convert", 1, convert },
};

#define PLACE(member) offsetof(struct regs_command, member)

static const struct option_row options[] = {
	{ "json", 'J', OPTION_FLAG, PLACE(style.json), NULL,
	  "show: Print JSON" },
	{ "noheadings", 'n', OPTION_FLAG, PLACE(style.no_headings), NULL,
	  "show: Do not print headings" },
	{ "output", 'o', OPTION_STRING, PLACE(output), "FILE",
	  "convert: Write to FILE, which is replaced only on success" },
	{ "peripheral", 'p', OPTION_STRING, PLACE(peripheral), "BLOCK",
	  "Use only BLOCK of a file with several blocks" },
	{ 0 },
};

static int take_words(struct parse *parse, char **words, size_t count)
{
	struct regs_command *command = parse->request;

	if (!count)
		return parse_wrong(parse, "missing check, show or convert");
	for (size_t i = 0; i < ARRAY_SIZE(verbs); i++)
		if (!strcmp(words[0], verbs[i].name))
			command->verb = &verbs[i];
	command->words = words + 1;
	command->count = count - 1;
	if (!command->verb)
		return parse_wrong(parse,
				   "unknown command '%s': expected check, "
				   "show or convert",
				   words[0]);
	if (!command->count)
		return parse_wrong(parse, "%s: missing FILE", words[0]);
	if (command->count > command->verb->most)
		return parse_wrong(parse, "%s: unexpected argument '%s'",
				   words[0],
				   command->words[command->verb->most]);
	return 0;
}

/* Options that do not apply to the command are errors. */
static int finish(struct parse *parse)
{
	struct regs_command *command = parse->request;

	if (command->output && command->verb->run != convert)
		return parse_wrong(parse,
				   "--output can only be used with convert");
	if ((command->style.json || command->style.no_headings) &&
	    command->verb->run != show)
		return parse_wrong(parse,
				   "--json and --noheadings can only be used "
				   "with show");
	command->style.json |= command->verb->run == show &&
			       parse->context->json;
	return 0;
}

static const struct grammar grammar = {
	.tables = { { options, 0 } },
	.words = take_words,
	.finish = finish,
	.forms = "check FILE...\nshow FILE [BLOCK|GLOB]\nconvert FILE",
	.doc = "Check, show and convert register files.\v"
	       "FILE is a CMSIS-SVD file, a hardware hand-off (hwh) file of "
	       "Vivado, or text in the format of uio-regs(5), which "
	       "`convert' prints; `-' is standard input. `show' lists the "
	       "blocks of a file that has several, or the registers of one "
	       "block.",
};

/* The table is printed to memory first, because its length decides on the pager. */
static int show_paged(struct regs_command *command, struct output *out)
{
	struct output whole = { 0 };
	char *text = NULL;
	size_t length;
	int status;

	whole.file = open_memstream(&text, &length);
	if (!whole.file)
		return fail_memory();
	command->out = &whole;
	status = show(command);
	command->out = out;
	fclose(whole.file);
	pager_print(text ?: "", out);
	free(text);
	return status;
}

static int run(void *data, const struct context *context)
{
	struct regs_command *command = data;

	command->out = context->out;
	if (context->typed && command->verb->run == show)
		return show_paged(command, context->out);
	return command->verb->run(command);
}

const struct applet applet_regs = {
	.name = "uio-regs",
	.verb = "regs",
	.grammar = &grammar,
	.request_size = sizeof(struct regs_command),
	.run = run,
};
