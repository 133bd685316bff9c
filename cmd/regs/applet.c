// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/applets.h"
#include "cmd/options/given.h"
#include "cmd/run/input.h"
#include "cmd/run/regs-load.h"
#include "cmd/run/save.h"
#include "cmd/run/target.h"
#include "cmd/show/report.h"
#include "common/regs/file.h"
#include "table.h"

struct regs_args {
	const struct verb *verb;
	char **words;
	int count;
	const char *peripheral;
	const char *output;
	struct regs_style style;
};

/* The findings in one file, in one peripheral or in several. */
struct findings {
	const char *path;
	unsigned int errors;
};

static void print_finding(void *context, const struct reg_finding *finding)
{
	struct findings *findings = context;

	print_text(stdout, findings->path);
	printf(":%u: %s", finding->line, finding->error ? "" : "warning: ");
	print_text(stdout, finding->text);
	putchar('\n');
	findings->errors += finding->error;
}

static int check_regs(struct regs *regs, struct findings *findings)
{
	int err = regs_check(regs, print_finding, findings);

	regs_free(regs);
	return err ? fail_memory() : 0;
}

/* The peripheral that was named, or all of them. */
static int check_svd(const struct regs_args *args, const struct regs_text *text,
		     struct findings *findings)
{
	const char *path = findings->path, *name;
	struct regs_error error;
	struct regs *regs;
	struct svd *svd;
	int status = 0, err;

	err = svd_parse(text->text, text->length, &svd, &error);
	if (err)
		return fail_regs(err, path, &error);
	for (size_t i = 0; !status && (name = svd_peripheral(svd, i)); i++) {
		name = args->peripheral ?: name;
		err = svd_regs(svd, name, &regs, &error);
		status = err ? fail_regs(err, path, &error)
			     : check_regs(regs, findings);
		if (args->peripheral)
			break;
	}
	svd_close(svd);
	return status;
}

static int check_text(const struct regs_args *args,
		      const struct regs_text *text, struct findings *findings)
{
	struct regs_error error;
	struct regs *regs;
	int err = regs_make(text, args->peripheral, &regs, &error);

	return err ? fail_regs(err, findings->path, &error)
		   : check_regs(regs, findings);
}

static int check_file(const struct regs_args *args, const char *path)
{
	struct findings findings = { .path = input_name(path) };
	struct regs_error error;
	struct regs_text text;
	int status, err = regs_read(path, &text, &error);

	if (err)
		return fail_regs(err, findings.path, &error);
	status = text.svd ? check_svd(args, &text, &findings)
			  : check_text(args, &text, &findings);
	free(text.text);
	if (status || !findings.errors)
		return status;
	return fail(-UIO_ECHECK, findings.path, "%u %s", findings.errors,
		    findings.errors > 1 ? "errors" : "error");
}

/* All files are looked at; one that cannot be read tells more than findings. */
static int check(const struct regs_args *args)
{
	int worst = 0;

	for (int i = 0; i < args->count; i++) {
		int status = check_file(args, args->words[i]);

		if (status && (!worst || worst == EXIT_CHECK_FAILED))
			worst = status;
	}
	return worst;
}

static int show(const struct regs_args *args)
{
	struct regs *regs;
	int status = load_regs(args->words[0], args->peripheral, &regs);

	if (status)
		return status;
	status = print_regs_table(regs, input_name(args->words[0]),
				  args->count > 1 ? args->words[1] : NULL,
				  &args->style);
	regs_free(regs);
	return status;
}

static int convert(const struct regs_args *args)
{
	struct save save;
	struct regs *regs;
	int status = load_regs(args->words[0], args->peripheral, &regs);

	if (status)
		return status;
	if (!args->output) {
		regs_print(regs, stdout);
	} else {
		status = save_open(&save, args->output);
		if (!status) {
			regs_print(regs, save.out);
			status = save_finish(&save, 0);
		}
	}
	regs_free(regs);
	return status;
}

static const struct verb {
	const char *name;
	int most; /* words behind it; one is needed */
	int (*run)(const struct regs_args *args);
} verbs[] = {
	{ "check", INT_MAX, check },
	{ "show", 2, show },
	{ "convert", 1, convert },
};

enum {
	OPTION_PERIPHERAL = 'p',
	OPTION_OUTPUT = 'o',
	OPTION_JSON = 'J',
	OPTION_NO_HEADINGS = 'n',
};

static const struct argp_option options[] = {
	{ "json", OPTION_JSON, NULL, 0, "show: print JSON", 0 },
	{ "noheadings", OPTION_NO_HEADINGS, NULL, 0,
	  "show: leave the headings out", 0 },
	{ "output", OPTION_OUTPUT, "FILE", 0,
	  "convert: write to FILE, which is there whole or not at all", 0 },
	{ "peripheral", OPTION_PERIPHERAL, "NAME", 0,
	  "Which one of an SVD file", 0 },
	{ 0 },
};

static error_t parse_words(struct regs_args *args, struct argp_state *state)
{
	const char *verb = state->argv[state->next];

	for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++)
		if (!strcmp(verb, verbs[i].name))
			args->verb = &verbs[i];
	args->words = state->argv + state->next + 1;
	args->count = state->argc - state->next - 1;
	if (!args->verb)
		argp_error(state, "'%s' is none of check, show, convert", verb);
	else if (!args->count)
		argp_error(state, "%s: a FILE is missing", verb);
	else if (args->count > args->verb->most)
		argp_error(state, "%s: '%s' is too much", verb,
			   args->words[args->verb->most]);
	else
		return 0;
	return EINVAL;
}

/* Options that the verb has no use for are mistakes. */
static error_t check_options(const struct regs_args *args,
			     struct argp_state *state)
{
	if (args->output && args->verb->run != convert)
		argp_error(state, "--output goes with convert");
	else if ((args->style.json || args->style.no_headings) &&
		 args->verb->run != show)
		argp_error(state, "--json and --noheadings go with show");
	else
		return 0;
	return EINVAL;
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct regs_args *args = state->input;

	switch (key) {
	case OPTION_JSON:
		args->style.json = true;
		return 0;
	case OPTION_NO_HEADINGS:
		args->style.no_headings = true;
		return 0;
	case OPTION_OUTPUT:
		args->output = arg;
		return 0;
	case OPTION_PERIPHERAL:
		args->peripheral = arg;
		return 0;
	case ARGP_KEY_ARGS:
		return parse_words(args, state);
	case ARGP_KEY_NO_ARGS:
		argp_error(state, "what? check, show or convert");
		return EINVAL;
	case ARGP_KEY_SUCCESS:
		return check_options(args, state);
	}
	return ARGP_ERR_UNKNOWN;
}

static const struct argp grammar = {
	.options = options,
	.parser = parse,
	.args_doc = "check FILE...\nshow FILE [GLOB]\nconvert FILE",
	.doc = "Check, show and convert register files.\v"
	       "A file whose name ends in .svd is CMSIS-SVD; others are text "
	       "as in uio-regs(5), which is what `convert' prints. Standard "
	       "input, which is `-', may have either.",
};

static int run(struct target *held, int argc, char **argv)
{
	struct regs_args args = { 0 };

	int status = applet_parse(&grammar, held, argc, argv, &args);

	return status || target_is_dry(held) ? status : args.verb->run(&args);
}

const struct applet applet_regs = {
	.name = "uio-regs",
	.verb = "regs",
	.argp = &grammar,
	.run = run,
};
