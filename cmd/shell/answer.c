// SPDX-License-Identifier: GPL-2.0-or-later
/* Commands of a program and their answers, as JSON. */
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/lib.h"
#include "common/base/text.h"
#include "machine.h"

#define OBJECT_FLAGS (JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8)

static const char *take_object(struct question *question, const char *line,
			       size_t length, struct json_object *object)
{
	const struct lib_json *lib = lib_json();
	struct json_object *command =
		lib->json_object_object_get(object, "command");
	struct json_object *id;
	const char *text;

	if (lib->json_object_object_get_ex(object, "id", &id)) {
		/* Before 0.17, json-c replaces an integer that does not fit. */
		text = lib->json_object_get_string(id);
		if (lib->json_object_is_type(id, json_type_int) &&
		    !memmem(line, length, text, strlen(text)))
			return "the id does not fit in 64 bits";
		lib->json_object_put(question->id);
		question->id = lib->json_object_get(id);
	}
	if (!lib->json_object_is_type(command, json_type_string))
		return "the object has no string \"command\"";
	text = lib->json_object_get_string(command);
	if (strlen(text) != (size_t)lib->json_object_get_string_len(command))
		return "the command contains a NUL character";
	question->command = strdup(text);
	return question->command ? "" : uio_strerror(-ENOMEM);
}

static void read_object(struct question *question, const char *line,
			size_t length)
{
	const struct lib_json *lib = lib_json();
	struct json_tokener *tokener = lib->json_tokener_new();
	struct json_object *object;
	enum json_tokener_error err;
	const char *wrong;

	if (!tokener)
		return;
	lib->json_tokener_set_flags(tokener, OBJECT_FLAGS);
	object = lib->json_tokener_parse_ex(tokener, line, length);
	err = lib->json_tokener_get_error(tokener);
	if (object)
		wrong = take_object(question, line, length, object);
	else if (err == json_tokener_continue)
		wrong = "the object is incomplete";
	else if (err == json_tokener_error_parse_number)
		wrong = "a number is not valid, or does not fit in 64 bits";
	else
		wrong = lib->json_tokener_error_desc(err);
	snprintf(question->wrong, sizeof(question->wrong), "%s%s",
		 object ? "" : "invalid JSON: ", wrong);
	lib->json_object_put(object);
	lib->json_tokener_free(tokener);
}

void question_read(struct question *question, const char *line, size_t length,
		   unsigned int number)
{
	while (length && isspace((unsigned char)line[length - 1]))
		length--;
	while (length && isspace((unsigned char)*line)) {
		line++;
		length--;
	}
	*question = (struct question){
		.id = lib_json()->json_object_new_uint64(number),
	};
	if (length && *line == '{')
		read_object(question, line, length);
	else if (memchr(line, '\0', length))
		snprintf(question->wrong, sizeof(question->wrong),
			 "the line contains a NUL byte");
	else
		question->command = strndup(line, length);
}

void question_free(struct question *question)
{
	lib_json()->json_object_put(question->id);
	free(question->command);
}

/* Adds a string, in which bytes that are not UTF-8 are replaced. */
static void add_string(struct json *json, const char *key, const char *text)
{
	char *clean = utf8_clean(text);

	json_string(json, key, clean);
	free(clean);
}

/*
 * Adds the JSON values at the start of a text. Returns how many bytes they
 * have, 0 if the JSON is incomplete.
 */
static size_t add_json(struct json *results, const char *text, size_t length)
{
	const struct lib_json *lib = lib_json();
	struct json_tokener *tokener = lib->json_tokener_new();
	struct json_object *object;
	size_t taken = 0;

	if (!tokener)
		return 0;
	object = lib->json_tokener_parse_ex(tokener, text, length);
	if (object) {
		json_put(results, NULL, object);
		taken = lib->json_tokener_get_parse_end(tokener);
	}
	lib->json_tokener_free(tokener);
	return taken;
}

/*
 * Ends the text at the end of its first line. Returns how many bytes that line
 * has.
 */
static size_t cut_line(char *text)
{
	size_t length = strcspn(text, "\n");
	bool ended = text[length];

	text[length] = '\0';
	return length + ended;
}

/*
 * Adds lines that are JSON as they are, and any other line as the text of an
 * object.
 */
static void add_results(struct json *results, char *text, size_t length)
{
	char *end = text + length;

	while (text < end) {
		size_t taken =
			*text == OUTPUT_FRAME
				? add_json(results, text + 1, end - text - 1)
				: 0;

		if (taken) {
			text += 1 + taken;
			text += *text == '\n';
			continue;
		}
		taken = cut_line(text);
		add_string(json_child(results, NULL), "text", text);
		text += taken ?: 1;
	}
}

/* Messages usually begin with the name of the program, which is left out. */
static void add_messages(struct json *messages, char *text, size_t length)
{
	const char *name = program_invocation_short_name;
	char *end = text + length;

	while (text < end) {
		const char *line = text;
		size_t prefix = strlen(name);

		text += cut_line(text) ?: 1;
		if (!strncmp(line, name, prefix) &&
		    !strncmp(line + prefix, ": ", 2))
			line += prefix + 2;
		add_string(messages, NULL, line);
	}
}

char *answer_text(const struct question *question, int status,
		  const struct caught *caught)
{
	struct json *answer = json_new();
	const char *whole;
	char *text;

	if (question->id)
		json_put(answer, "id",
			 lib_json()->json_object_get(question->id));
	else
		json_null(answer, "id");
	if (question->command)
		add_string(answer, "command", question->command);
	else
		json_null(answer, "command");
	json_number(answer, "status", status);
	add_results(json_array(answer, "results"), caught->results,
		    caught->results_length);
	add_messages(json_array(answer, "messages"), caught->messages,
		     caught->messages_length);
	whole = json_whole(answer);
	text = whole ? text_format("%s\n", whole) : NULL;
	json_end(answer, NULL);
	return text;
}
