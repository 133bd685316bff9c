/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The interface of the shell for programs: one JSON object per line of input. */
#ifndef UIO_CMD_SHELL_MACHINE_H
#define UIO_CMD_SHELL_MACHINE_H

#include "cmd/show/json.h"
#include "shell.h"

/**
 * struct question - a line of input
 * @id: returned with the answer; NULL for null
 * @command: the command to run; allocated, or NULL
 * @wrong: why there is no command
 */
struct question {
	struct json_object *id;
	char *command;
	char wrong[128];
};

/**
 * struct caught - the text that a command wrote to standard output and standard
 * error
 */
struct caught {
	char *results;
	size_t results_length;
	char *messages;
	size_t messages_length;
};

#if WITH_JSON

/**
 * shell_machine() - answer the lines of standard input
 * @notify_fd: readable when shell_notify() may have something to report
 *
 * The standard streams are redirected: any text that is written to them becomes
 * part of the answers.
 *
 * Returns 0 at the end of input and after `quit', or the exit status of a
 * failure.
 */
int shell_machine(struct shell *shell, int notify_fd);

/**
 * question_read() - parse a line: a command, or an object that contains one
 * @line: @length bytes, and a NUL
 * @number: number of the line, which is the id unless the object has one
 *
 * Free with question_free().
 */
void question_read(struct question *question, const char *line, size_t length,
		   unsigned int number);
void question_free(struct question *question);

/**
 * answer_text() - make the answer, an allocated line; NULL if memory is short
 */
char *answer_text(const struct question *question, int status,
		  const struct caught *caught);

#else

static inline int shell_machine(struct shell *shell, int notify_fd)
{
	(void)shell, (void)notify_fd;
	return json_check();
}

#endif

#endif
