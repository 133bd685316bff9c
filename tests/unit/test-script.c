// SPDX-License-Identifier: GPL-2.0-or-later
/* Scripts are compared as text: words in <>, variables as ${NAME}. */
#include <stdlib.h>
#include <string.h>

#include "common/base/error.h"
#include "common/lang/script.h"
#include "tap.h"

static const struct {
	const char *text;
	const char *want;
} valid[] = {
	{ "", "" },
	{ " \t\n;;\n# nothing", "" },
	{ "peek 0", "1:1<peek><0>;" },
	{ "peek 0;poke 1=2\n wait", "1:1<peek><0>;1:8<poke><1=2>;2:2<wait>;" },
	{ "a # b ; c\nd#e f", "1:1<a>;2:1<d#e><f>;" },
	{ "#!/usr/bin/uio-shell -f\r\na\r\n", "2:1<a>;" },
	{ "a 'b  c' \"d ;{}#\" ''", "1:1<a><b  c><d ;{}#><>;" },
	{ "a'b'\"c\"d", "1:1<abcd>;" },
	{ "x=$a$b-\"$c d\"'$e'", "1:1<x=${a}${b}-${c} d$e>;" },
	{ "$_9x.y", "1:1<${_9x}.y>;" },
	{ "repeat 3 { a; b }", "1:1<repeat><3>{1:12<a>;1:15<b>;};" },
	{ "repeat 3{a}", "1:1<repeat><3>{1:10<a>;};" },
	{ "repeat $n * 2 {\n}\n", "1:1<repeat><${n}><*><2>{};" },
	{ "repeat 2 {\n repeat 3 { a\n}}; b",
	  "1:1<repeat><2>{2:2<repeat><3>{2:13<a>;};};3:5<b>;" },
	{ "repeat 1 { } # done\na", "1:1<repeat><1>{};2:1<a>;" },
	{ "'repeat' 1 { }", "1:1<repeat><1>{};" },
	{ "repeat --help; a", "1:1<repeat><--help>;1:16<a>;" },
	{ "a repeat", "1:1<a><repeat>;" },
	{ "a for if else", "1:1<a><for><if><else>;" },
	{ "for i in 0..3 { a $i }", "1:1<for><i><in><0..3>{1:17<a><${i}>;};" },
	{ "for r in A B$x {\n}\nb", "1:1<for><r><in><A><B${x}>{};3:1<b>;" },
	{ "for i in 3..$n step 2{a}",
	  "1:1<for><i><in><3..${n}><step><2>{1:23<a>;};" },
	{ "if A == 1 { a }", "1:1<if><A><==><1>{1:13<a>;};" },
	{ "if A == 1 {\na\n} else {\nb\n}; c",
	  "1:1<if><A><==><1>{2:1<a>;}{4:1<b>;};5:4<c>;" },
	{ "if A {}else{ if B { b } else { c } }",
	  "1:1<if><A>{}{1:14<if><B>{1:21<b>;}{1:32<c>;};};" },
	{ "if A { a } # else\nb", "1:1<if><A>{1:8<a>;};2:1<b>;" },
	{ "a $? '$?' $?x", "1:1<a><${?}><$?><${?}x>;" },
};

static const struct {
	const char *text;
	const char *reason;
	unsigned int line;
	unsigned int column;
	bool open;
} invalid[] = {
	{ "a 'b", "quote", 1, 3 },
	{ "a\n\"b\nc\"", "quote", 2, 1 },
	{ "a $", "$", 1, 3 },
	{ "a \"$1\"", "$", 1, 4 },
	{ "a\nb {", "unexpected", 2, 3 },
	{ "{ a }", "unexpected", 1, 1 },
	{ "a }", "no block is open", 1, 3 },
	{ "repeat 1 { } }", "no block is open", 1, 14 },
	{ "repeat 2", "repeat N", 1, 1 },
	{ "repeat 2\n{ a }", "repeat N", 1, 1 },
	{ "; repeat { a }", "repeat N", 1, 3 },
	{ "repeat 2 { a } b", "after", 1, 16 },
	{ "repeat 2 { a", "not closed", 1, 10, true },
	{ "a\nrepeat 2 {\nrepeat 3 {\n}\n", "not closed", 2, 10, true },
	{ "repeat 2 {\n'", "quote", 2, 1 },
	{ "for i in { a }", "NAME in", 1, 1 },
	{ "for i of 1 { a }", "NAME in", 1, 1 },
	{ "for i in 1..2", "NAME in", 1, 1 },
	{ "a; for i in 1..2\n{ a }", "NAME in", 1, 4 },
	{ "for i in 1..2 {\n a", "not closed", 1, 15, true },
	{ "if { a }", "if CONDITION", 1, 1 },
	{ "if A", "if CONDITION", 1, 1 },
	{ "if A { a } b", "after", 1, 12 },
	{ "if A {\n a } else b", "if CONDITION", 2, 6 },
	{ "if A { a } else { b", "not closed", 1, 17, true },
	{ "if A {\nrepeat 2 {\n}\n", "not closed", 1, 6, true },
	{ "if A { a } else { b } else { c }", "after", 1, 23 },
	{ "if A { a }\nelse { b }", "`else' must", 2, 1 },
	{ "else", "`else' must", 1, 1 },
	{ "repeat 2 { a } else { b }", "after", 1, 16 },
	{ "a $ ?", "$", 1, 3 },
};

static void print_commands(FILE *out, const struct script_command *command)
{
	for (; command; command = command->next) {
		fprintf(out, "%u:%u", command->line, command->column);
		for (const struct script_word *word = command->words; word;
		     word = word->next) {
			fprintf(out, "<%.*s", (int)word->length, word->text);
			for (const struct script_part *part = word->parts; part;
			     part = part->next)
				fprintf(out,
					part->variable ? "${%.*s}" : "%.*s",
					(int)part->length, part->text);
			fputc('>', out);
		}
		if (command->kind != SCRIPT_COMMAND) {
			fputc('{', out);
			print_commands(out, command->body);
			fputc('}', out);
		}
		if (command->otherwise) {
			fputc('{', out);
			print_commands(out, command->otherwise);
			fputc('}', out);
		}
		fputc(';', out);
	}
}

static char *as_text(struct script *script)
{
	struct script_command *command;
	char *text = NULL;
	size_t length;
	FILE *out = open_memstream(&text, &length);

	while (out && *script->at && !script_next(script, &command))
		print_commands(out, command);
	if (out)
		fclose(out);
	return text;
}

static void test_valid(void)
{
	for (size_t i = 0; i < sizeof(valid) / sizeof(valid[0]); i++) {
		struct script_error error;
		struct script script;
		int err = script_check(valid[i].text, 1, &error);
		char *text;

		script_open(&script, valid[i].text, 1, &error);
		text = as_text(&script);
		ok(!err && text && !strcmp(text, valid[i].want),
		   "script %zu is %s", i, text ? text : "");
		free(text);
		script_close(&script);
	}
}

static void test_invalid(void)
{
	for (size_t i = 0; i < sizeof(invalid) / sizeof(invalid[0]); i++) {
		struct script_error error = { .reason = "" };
		int err = script_check(invalid[i].text, 1, &error);

		ok(err == -UIO_ESYNTAX &&
			   strstr(error.reason, invalid[i].reason) &&
			   error.line == invalid[i].line &&
			   error.column == invalid[i].column &&
			   error.open == invalid[i].open,
		   "script %zu is refused at %u:%u: %s", i, error.line,
		   error.column, error.reason);
	}
}

static void test_depth(void)
{
	char text[(SCRIPT_DEPTH_MAX + 1) * 9 + 1] = "";
	struct script_error error = { 0 };
	int err;

	for (int i = 0; i <= SCRIPT_DEPTH_MAX; i++)
		strcat(text, "repeat 1{");
	err = script_check(text, 1, &error);
	ok(err == -UIO_ESYNTAX && !error.open &&
		   error.column == sizeof(text) - 1 &&
		   !strcmp(error.reason, "blocks are nested too deeply"),
	   "a block too deep is refused at column %u: %s", error.column,
	   error.reason);
	text[sizeof(text) - 10] = '\0';
	err = script_check(text, 7, &error);
	ok(err == -UIO_ESYNTAX && error.open && error.line == 7,
	   "the deepest is only open");
}

/* The text of a command in the script, without the text after it. */
static void test_text(void)
{
	static const char text[] = "a 'b' # c\n; repeat 2 {\n d\n} # e\n f $g;";
	static const char *const want[] = { "a 'b'", "repeat 2 {\n d\n}",
					    "f $g" };
	struct script_command *command;
	struct script_error error;
	struct script script;
	size_t i = 0;

	ok(!script_check(text, 1, &error), "a script of three");
	script_open(&script, text, 1, &error);
	for (; *script.at && i < 3 && !script_next(&script, &command); i++)
		ok(command->length == strlen(want[i]) &&
			   !memcmp(command->text, want[i], command->length) &&
			   command->after == script.at,
		   "command %zu as in the text", i);
	ok(i == 3 && !*script.at, "all of them");
	script_close(&script);
}

static bool is_one_word(const char *text)
{
	struct script_command *command = NULL;
	struct script_error error;
	struct script script;
	bool one = !script_check(text, 1, &error);

	script_open(&script, text, 1, &error);
	one = one && !script_next(&script, &command) && command &&
	      command->count == 1 && !*script.at && !command->words->parts &&
	      command->words->text == text &&
	      command->words->length == strlen(text);
	script_close(&script);
	return one;
}

/* Each character within a word and at its start. */
static void test_needs_quotes(void)
{
	for (int c = 1; c <= 0xff; c++) {
		const char within[] = { 'a', c, 'b', '\0' };
		const char first[] = { c, 'a', '\0' };

		ok(script_needs_quotes(within, SCRIPT_SPECIAL) !=
				   is_one_word(within) &&
			   script_needs_quotes(first, SCRIPT_SPECIAL) !=
				   is_one_word(first),
		   "character 0x%02x is quoted where the parser needs it", c);
	}
	ok(!script_needs_quotes("a$b", SCRIPT_SPECIAL & ~SCRIPT_DOLLAR),
	   "a variable is left as it is");
}

int main(void)
{
	test_needs_quotes();
	test_valid();
	test_invalid();
	test_depth();
	test_text();
	return done();
}
