// SPDX-License-Identifier: GPL-2.0-or-later
#include "offers.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cmd/complete/complete.h"
#include "common/base/text.h"
#include "common/device/sysfs.h"

/* What a comparison or an assignment is written with. */
#define OPERATORS "=!<>&"

static void offer(const struct offers *offers, const char *word, size_t length,
		  const char *ending)
{
	char *whole = text_format("%.*s%s", (int)length, word, ending);

	if (whole && !strncmp(whole, offers->typed, strlen(offers->typed)))
		fprintf(offers->out, "%.*s%s\n",
			(int)(offers->typed - offers->word), offers->word,
			whole);
	free(whole);
}

void offer_words(const struct offers *offers, const char *list,
		 const char *ending)
{
	while (*list) {
		size_t length = strcspn(list, "\n");

		if (length)
			offer(offers, list, length, ending);
		list += length + (list[length] == '\n');
	}
}

/* A width may stand behind the name, and is offered behind the dot. */
void offer_commands(const struct offers *offers)
{
	static const char *const widths[] = { ".b", ".w", ".l", ".q" };
	const struct shell_command *command;
	bool dot = strchr(offers->typed, '.');

	for (size_t i = 0; (command = shell_command_at(i)); i++) {
		size_t length = strlen(command->name);

		if (!dot)
			offer(offers, command->name, length, "");
		for (size_t w = 0; w < 4 && dot && command->widths; w++)
			offer(offers, command->name, length, widths[w]);
	}
	offer(offers, "repeat", 6, "");
}

/* A list that is printed; NULL where memory is short. */
static char *list_of(void (*print)(FILE *out, const void *data),
		     const void *data)
{
	char *list = NULL;
	size_t length;
	FILE *out = open_memstream(&list, &length);

	if (out) {
		print(out, data);
		fclose(out);
	}
	return list;
}

static void print_devices(FILE *out, const void *data)
{
	(void)data;
	complete_devices(out);
}

static void print_regions(FILE *out, const void *device)
{
	complete_regions(out, device);
}

void offer_regions(const struct offers *offers, const char *device,
		   const char *ending)
{
	char *list = list_of(print_regions, device);

	if (list)
		offer_words(offers, list, ending);
	free(list);
}

void offer_devices(const struct offers *offers, const char *ending)
{
	char *list = list_of(print_devices, NULL);
	const char *colon = strrchr(offers->typed, ':');
	struct offers behind = { offers->out, offers->word,
				 colon ? colon + 1 : NULL };
	char *device = colon ? strndup(offers->typed, colon - offers->typed)
			     : NULL;

	if (list)
		offer_words(offers, list, ending);
	if (device)
		offer_regions(&behind, device, ending);
	free(device);
	free(list);
}

static void print_sims(FILE *out, const void *data)
{
	(void)data;
	complete_sims(out);
}

void offer_sims(const struct offers *offers)
{
	char *list = list_of(print_sims, NULL);

	if (list)
		offer_words(offers, list, "");
	free(list);
}

/* Names are offered part by part, up to what opens the next one. */
static void offer_part(const struct offers *offers, const char *name,
		       char **before)
{
	size_t typed = strlen(offers->typed), length = strlen(name), end;

	if (length < typed)
		return;
	end = typed + strcspn(name + typed, ".[]");
	if (name[end] == ']' && name[end + 1] == '.')
		end++;
	if (name[end])
		end++;
	/* Those that begin alike stand together. */
	if (*before && strlen(*before) == end && !strncmp(*before, name, end))
		return;
	free(*before);
	*before = strndup(name, end);
	offer(offers, name, end, "");
}

static void print_names(FILE *out, const void *regs)
{
	complete_names(out, regs);
}

static void print_registers(FILE *out, const void *device)
{
	complete_registers(out, device, NULL, NULL);
}

static void offer_registers(const struct offers *offers,
			    const struct target *target, const char *device)
{
	char *list = NULL, *cursor, *name, *before = NULL;

	if (target && target->regs)
		list = list_of(print_names, target->regs);
	else if (!target && device)
		list = list_of(print_registers, device);
	cursor = list;
	while ((name = strsep(&cursor, "\n")))
		if (*name)
			offer_part(offers, name, &before);
	free(before);
	free(list);
}

/* The names of a field's values; of those to read where they are compared. */
static void offer_values(const struct offers *offers,
			 const struct target *target, const char *path,
			 size_t length, bool read)
{
	struct reg_match match;
	size_t column;

	if (!target || !target->regs ||
	    regs_resolve(target->regs, path, length, &match, &column) ||
	    !match.field)
		return;
	for (const struct reg_value *v = match.field->values; v; v = v->next)
		if (read ? v->read : v->write)
			offer(offers, v->name, strlen(v->name), "");
}

static bool is_operator(const char *word)
{
	return *word && !word[strspn(word, OPERATORS)];
}

/* Words of their own are of a condition: OPERAND OP VALUE. */
static bool offer_compared(const struct offers *offers,
			   const struct shell *shell, char *const *before,
			   size_t count)
{
	const struct target *target;
	const char *operand;

	if (count < 2 || !is_operator(before[count - 1]))
		return false;
	operand = before[count - 2];
	target = target_of(shell->target, &operand);
	offer_values(offers, target, operand, strlen(operand), true);
	return true;
}

void offer_operands(struct offers *offers, const struct shell *shell,
		    char *const *before, size_t count)
{
	const char *operand = offers->typed;
	const struct target *target = target_of(shell->target, &operand);
	size_t prefix = target_prefix(offers->typed);
	char *device = prefix ? strndup(offers->typed, prefix) : NULL;
	size_t length = strcspn(operand, OPERATORS);
	size_t sign = strspn(operand + length, OPERATORS);

	if (offer_compared(offers, shell, before, count))
		goto out;
	if (!prefix && *operand && !sign)
		offer_devices(offers, "::");
	offers->typed = operand + (sign ? length + sign : 0);
	if (sign)
		offer_values(offers, target, operand, length,
			     sign > 1 || operand[length] != '=');
	else
		offer_registers(offers, target, device);
out:
	free(device);
}

static void print_settings(FILE *out, const void *name)
{
	settings_print(out, name);
}

void offer_settings(const struct offers *offers, const char *name)
{
	char *list = list_of(print_settings, name);

	if (list)
		offer_words(offers, list, "");
	free(list);
}

void offer_states(const struct offers *offers, const struct shell *shell)
{
	for (const struct saved *saved = shell->states; saved;
	     saved = saved->next)
		offer(offers, saved->name, strlen(saved->name), "");
}

bool offer_variables(struct offers *offers, const struct shell *shell)
{
	const char *dollar = strrchr(offers->typed, '$'), *end = dollar;

	if (!dollar)
		return false;
	while (isalnum((unsigned char)*++end) || *end == '_')
		;
	if (*end)
		return false;
	offers->typed = dollar + 1;
	for (const struct variable *v = shell->variables; v; v = v->next)
		offer(offers, v->name, strlen(v->name), "");
	return true;
}

static bool is_directory(const char *directory, const char *name)
{
	char *path = text_format("%s/%s", directory, name);
	struct stat st;
	bool is = path && !stat(path, &st) && S_ISDIR(st.st_mode);

	free(path);
	return is;
}

/* Hidden ones for who types the dot. */
void offer_files(const struct offers *offers)
{
	const char *slash = strrchr(offers->typed, '/');
	struct offers last = *offers;
	char *directory = NULL, **names;
	int count = -1;

	if (slash)
		last.typed = slash + 1;
	directory = slash ? strndup(offers->typed, slash + 1 - offers->typed)
			  : strdup(".");
	if (directory)
		count = dir_names(directory, &names);
	for (int i = 0; i < count; i++)
		if (names[i][0] != '.' || *last.typed == '.')
			offer(&last, names[i], strlen(names[i]),
			      is_directory(directory, names[i]) ? "/" : "");
	if (count >= 0)
		names_free(names, count);
	free(directory);
}
