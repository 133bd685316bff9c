// SPDX-License-Identifier: GPL-2.0-or-later
/* Variables, which are numbers. */
#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/run/plan.h"
#include "cmd/show/report.h"
#include "shell.h"
#include "words.h"

const struct variable *variable_find(const struct shell *shell,
				     const char *name, size_t length)
{
	for (const struct variable *v = shell->variables; v; v = v->next)
		if (!strncmp(v->name, name, length) && !v->name[length])
			return v;
	return NULL;
}

static int variable_set(struct shell *shell, const char *name, uint64_t value,
			bool unknown, bool is_volatile)
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
	v->value = value;
	v->unknown = unknown;
	v->is_volatile = is_volatile;
	return 0;
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

static bool is_name(const char *text)
{
	if (isdigit((unsigned char)*text))
		return false;
	while (isalnum((unsigned char)*text) || *text == '_')
		text++;
	return !*text;
}

/* A name, or bits of an offset: nothing else has a colon. */
static bool is_operand(const char *text)
{
	return plan_has_names((char **)&text, 1) || strchr(text, ':');
}

static int list_variables(struct shell *shell)
{
	for (const struct variable *v = shell->variables; v; v = v->next) {
		output_volatile(&shell->out, v->is_volatile);
		fprintf(shell->out.file, "%s 0x%" PRIx64 " %" PRIu64 "%s\n",
			v->name, v->value, v->value,
			v->unknown ? " (not read)" : "");
		output_stable(&shell->out, v->is_volatile);
	}
	return 0;
}

void shell_put_variables(const struct shell *shell, FILE *out)
{
	for (const struct variable *v = shell->variables; v; v = v->next)
		fprintf(out, "let %s 0x%" PRIx64 "\n", v->name, v->value);
}

int shell_let(struct shell *shell, int count, char **words)
{
	bool unknown, is_volatile = false;
	uint64_t value = 0;
	char *text;
	int status;

	if (count == 1)
		return list_variables(shell);
	if (count == 2 || !is_name(words[1]))
		return fail(-UIO_ESYNTAX, NULL,
			    "it is `let NAME OPERAND' or `let NAME "
			    "EXPRESSION', the NAME of letters, digits and _");
	text = shell_join(count - 2, words + 2);
	if (!text)
		return EXIT_FAILURE;
	unknown = shell->unknown || (shell->dry_run && is_operand(text));
	if (shell->unknown)
		status = 0;
	else if (is_operand(text))
		status = shell_read(shell, text, &value, &is_volatile);
	else
		status = shell_number(text, &value);
	if (!status)
		status = variable_set(shell, words[1], value, unknown,
				      is_volatile || shell->is_volatile);
	free(text);
	return status;
}
