// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Options that are given twice. argp hands each one to its parser, where the
 * second would take the place of the first, so they are counted before that.
 */
#include "given.h"

#include <getopt.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/show/report.h"

/* Each of them has its own effect, however many there are. */
static const char *const adding_up[] = { "ack", "command", "expect", "require",
					 "snapshot" };

/* More than any grammar has; a long option's index is also its key. */
#define OPTIONS_MAX 64
#define FIRST_INDEX 0x10000

/**
 * struct known - the options of a grammar, as getopt_long() wants them
 * @options: @count of them
 * @longs: the same, and an entry of zeros
 * @shorts: their letters; the minus that it begins with keeps the words in order
 */
struct known {
	const struct argp_option *options[OPTIONS_MAX];
	size_t count;
	struct option longs[OPTIONS_MAX + 1];
	char shorts[2 * OPTIONS_MAX + 2];
};

static bool has_letter(const struct argp_option *option)
{
	return option->key > ' ' && option->key <= '~';
}

static void know(struct known *known, const struct argp_option *option)
{
	size_t length = strlen(known->shorts);

	if (has_letter(option)) {
		known->shorts[length++] = option->key;
		if (option->arg)
			known->shorts[length] = ':';
	}
	known->longs[known->count] = (struct option){
		.name = option->name,
		.has_arg = option->arg ? required_argument : no_argument,
		.val = FIRST_INDEX + known->count,
	};
	known->options[known->count++] = option;
}

static void know_all(struct known *known, const struct argp *argp)
{
	const struct argp_option *option = argp->options;

	for (; option && option->name && known->count < OPTIONS_MAX; option++)
		know(known, option);
	for (const struct argp_child *child = argp->children;
	     child && child->argp; child++)
		know_all(known, child->argp);
}

static size_t index_of(const struct known *known, int value)
{
	size_t index = 0;

	if (value >= FIRST_INDEX)
		return value - FIRST_INDEX;
	while (index < known->count && known->options[index]->key != value)
		index++;
	return index;
}

static bool adds_up(const struct argp_option *option)
{
	for (size_t i = 0; i < sizeof(adding_up) / sizeof(adding_up[0]); i++)
		if (!strcmp(option->name, adding_up[i]))
			return true;
	return !option->arg;
}

const char *option_given_twice(const struct argp *argp, int argc, char **argv)
{
	struct known known = { .shorts = "-" };
	bool given[OPTIONS_MAX] = { false };
	const char *twice = NULL;
	int value;

	know_all(&known, argp);
	/* What is wrong otherwise is argp's to report. */
	opterr = 0;
	optind = 0;
	while (!twice && (value = getopt_long(argc, argv, known.shorts,
					      known.longs, NULL)) != -1) {
		size_t index = index_of(&known, value);

		if (index == known.count || adds_up(known.options[index]))
			continue;
		if (given[index])
			twice = known.options[index]->name;
		given[index] = true;
	}
	return twice;
}

int applet_parse(const struct argp *argp, const struct target *held, int argc,
		 char **argv, void *input)
{
	unsigned int flags = held ? ARGP_NO_EXIT | ARGP_NO_HELP : 0;
	const char *twice = option_given_twice(argp, argc, argv);

	if (twice)
		return fail(-UIO_ESYNTAX, held ? argv[0] : NULL,
			    "--%s is given twice: give it once", twice);
	return argp_parse(argp, argc, argv, flags, NULL, input) ? EXIT_USAGE
								: 0;
}
