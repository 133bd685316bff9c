// SPDX-License-Identifier: GPL-2.0-or-later
/* Variables, which hold numbers or text, and `print', which prints a value. */
#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/show/report.h"
#include "shell.h"
#include "variables.h"
#include "words.h"

const struct variable *variable_find(const struct shell *shell,
				     const char *name, size_t length)
{
	for (const struct variable *v = shell->variables; v; v = v->next)
		if (!strncmp(v->name, name, length) && !v->name[length])
			return v;
	return NULL;
}

static int variable_set(struct shell *shell, const char *name,
			const struct expression *result, bool is_volatile)
{
	struct variable *v =
		(struct variable *)variable_find(shell, name, strlen(name));

	if (!v) {
		v = calloc(1, sizeof(*v));
		if (v)
			v->name = strdup(name);
		if (!v || !v->name) {
			free(v);
			return fail_memory();
		}
		v->next = shell->variables;
		shell->variables = v;
	}
	v->value = result->unknown ? 0 : result->value;
	v->open = result->open && v->value >> 63;
	v->text = NULL;
	v->unknown = result->unknown;
	v->is_volatile = is_volatile;
	v->undecided = shell->undecided;
	return 0;
}

void variable_push(struct shell *shell, struct variable *variable)
{
	variable->next = shell->variables;
	shell->variables = variable;
}

void variable_pop(struct shell *shell, const struct variable *variable)
{
	struct variable **at = &shell->variables;

	while (*at != variable)
		at = &(*at)->next;
	*at = variable->next;
}

void variables_forget(struct shell *shell)
{
	for (struct variable *v = shell->variables; v; v = v->next) {
		v->unknown |= v->undecided;
		v->undecided = false;
	}
}

void variables_free(struct shell *shell)
{
	while (shell->variables) {
		struct variable *next = shell->variables->next;

		free(shell->variables->name);
		free(shell->variables);
		shell->variables = next;
	}
}

bool variable_is_name(const char *text)
{
	if (!*text || isdigit((unsigned char)*text))
		return false;
	while (isalnum((unsigned char)*text) || *text == '_')
		text++;
	return !*text;
}

static int list_variables(struct shell *shell)
{
	FILE *out = shell->out.file;

	for (const struct variable *v = shell->variables; v; v = v->next) {
		output_volatile(&shell->out, v->is_volatile);
		fprintf(out, "%s ", v->name);
		if (v->text)
			print_text(out, v->text);
		else
			fprintf(out, "0x%" PRIx64 " %" PRIu64, v->value,
				v->value);
		fputs(v->unknown ? " (not read)\n" : "\n", out);
		output_stable(&shell->out, v->is_volatile);
	}
	return 0;
}

/* The oldest comes first, so that a replay lists them in the same order. */
void variables_put(const struct variable *v, FILE *out)
{
	if (!v)
		return;
	variables_put(v->next, out);
	if (!v->text)
		fprintf(out, "let %s %s0x%" PRIx64 "\n", v->name,
			v->open ? "~" : "", v->open ? ~v->value : v->value);
}

int shell_let(struct shell *shell, int count, char **words)
{
	struct expression result = { .unknown = shell->unknown };
	bool is_volatile = false;
	int status = 0;
	char *text;

	if (count == 1)
		return list_variables(shell);
	if (count == 2 || !variable_is_name(words[1]))
		return fail(-UIO_ESYNTAX, NULL,
			    "usage: let NAME EXPRESSION; NAME consists of "
			    "letters, digits and _, and does not begin with a "
			    "digit");
	text = shell_join(count - 2, words + 2);
	if (!text)
		return EXIT_FAILURE;
	if (!shell->unknown)
		status = shell_expression(shell, text, &result, &is_volatile);
	status = status
			 ?: variable_set(shell, words[1], &result,
					 is_volatile || shell->is_volatile);
	free(text);
	return status;
}

/* Prints the value in hexadecimal, decimal and binary. */
int shell_print(struct shell *shell, int count, char **words)
{
	char *text = shell_join(count - 1, words + 1);
	struct expression result;
	FILE *out = shell->out.file;
	unsigned int bits = 8;
	bool is_volatile;
	int status = text ? shell_expression(shell, text, &result, &is_volatile)
			  : EXIT_FAILURE;

	free(text);
	if (status || result.unknown)
		return status;
	output_volatile(&shell->out, is_volatile);
	fprintf(out, "0x%" PRIx64 " %" PRIu64 "\n", result.value, result.value);
	/* The smallest width of a register that holds the value. */
	while (bits < 64 && result.value >> bits)
		bits *= 2;
	/* Groups of four bits, below the numbers of their first bits. */
	for (unsigned int bit = bits - 1; bit > 3; bit -= 4)
		fprintf(out, "%-5u", bit);
	fputs("3\n", out);
	for (unsigned int bit = bits; bit-- > 0;) {
		fputc('0' + (result.value >> bit & 1), out);
		if (bit % 4 == 0)
			fputc(bit ? ' ' : '\n', out);
	}
	output_stable(&shell->out, is_volatile);
	return 0;
}
