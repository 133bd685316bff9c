/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Options that several applets have. */
#ifndef UIO_CMD_OPTIONS_OPTIONS_H
#define UIO_CMD_OPTIONS_OPTIONS_H

#include <argp.h>
#include <stdint.h>

#include "cmd/run/request.h"

/**
 * option_text() - add an argument
 *
 * Returns 0, or EINVAL for what argp_error() has reported.
 */
error_t option_text(struct option_texts *texts, const char *arg,
		    struct argp_state *state);

/**
 * require_children - the child of an argp that gives it --require; its input is
 * the struct option_texts that receives each NAME[=VERSION]
 */
extern const struct argp_child require_children[];

/**
 * struct choice - a word of an option that takes one of several; the last of
 * them is NULL
 */
struct choice {
	const char *word;
	int value;
};

/**
 * choice_find() - look a word up; NULL for none
 */
const struct choice *choice_find(const struct choice *choices,
				 const char *word);

/**
 * choices_text() - the words, with commas between them, as far as they fit
 */
#define CHOICES_TEXT 80
void choices_text(const struct choice *choices, char text[static CHOICES_TEXT]);

/**
 * option_time(), option_count(), option_choice() - a duration in nanoseconds, a
 * number, the value of a word
 *
 * Return 0, or EINVAL for what argp_error() has reported.
 */
error_t option_time(uint64_t *ns, const char *arg, struct argp_state *state);
error_t option_count(uint64_t *count, const char *arg,
		     struct argp_state *state);

error_t option_choice(int *value, const struct choice *choices, const char *arg,
		      struct argp_state *state);

#endif
