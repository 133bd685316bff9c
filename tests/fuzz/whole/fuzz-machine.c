// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Lines of a program to uio-shell --machine, and the answers to them. Text after
 * the first line is what a command printed.
 */
#include <stdlib.h>
#include <string.h>

#include "cmd/shell/machine.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *line = malloc(size + 1), *answer;
	struct question question;
	struct caught caught;
	char *end;

	if (!line)
		return 0;
	memcpy(line, data, size);
	line[size] = '\0';
	end = memchr(line, '\n', size);
	caught.results = end ? end + 1 : line + size;
	caught.results_length = line + size - caught.results;
	caught.messages = caught.results;
	caught.messages_length = caught.results_length;
	if (end)
		*end = '\0';
	question_read(&question, line, end ? (size_t)(end - line) : size, 1);
	if (!question.command && !*question.wrong)
		abort();
	/* An answer is one line. */
	answer = answer_text(&question, question.command ? 0 : 2, &caught);
	if (!answer || strchr(answer, '\n') != answer + strlen(answer) - 1)
		abort();
	free(answer);
	question_free(&question);
	free(line);
	return 0;
}
