// SPDX-License-Identifier: GPL-2.0-or-later
/* `help`: the commands in groups, each with an example, and topics. */
#include <stdlib.h>
#include <string.h>

#include "cmd/applets.h"
#include "cmd/show/pager.h"
#include "cmd/show/report.h"
#include "common/base/array.h"
#include "shell.h"

/**
 * struct entry - a command in its group, or the title of the group
 * @example: NULL for a title
 */
static const struct entry {
	const char *name;
	const char *example;
} entries[] = {
	{ "Device", NULL },
	{ "use", "use dma:map1" },
	{ "ls", "ls --diagnose fpga" },
	{ "regs", "regs show fpga.regs CTRL" },
	{ "sim", "sim create fpga irqcontrol=oneshot" },
	{ "irq", "irq on" },
	{ "set", "set width 16" },
	{ "Read", NULL },
	{ "peek", "peek CTRL 0x10 0x20+16" },
	{ "decode", "decode STATUS" },
	{ "dump", "dump 0x100-0x1ff" },
	{ "md", "md.b 100 20" },
	{ "cmp", "cmp 100 200 10" },
	{ "watch", "watch --changes --interval=10ms STATUS" },
	{ "Write", NULL },
	{ "poke", "poke CTRL.MODE=run 0x10=5" },
	{ "fill", "fill 0x100+64 0" },
	{ "mw", "mw 100 0 10" },
	{ "mm", "mm 100 1 2 3" },
	{ "nm", "nm.b 10 aa 55" },
	{ "Wait", NULL },
	{ "wait", "wait --timeout=1s" },
	{ "until", "until --timeout=1s STATUS.BUSY == 0" },
	{ "sleep", "sleep 100ms" },
	{ "Script", NULL },
	{ "let", "let mode CTRL.MODE" },
	{ "print", "print STATUS & 0xf" },
	{ "echo", "echo mode is $mode" },
	{ "expect", "expect STATUS == 0:0xff" },
	{ "repeat", "repeat 3 { CTRL=1; sleep 10ms }" },
	{ "for", "for i in 0..3 { poke 0x10=$i }" },
	{ "if", "if STATUS & 1 { CTRL=0 } else { echo idle }" },
	{ "source", "source bringup" },
	{ "help", "help watch" },
	{ "quit", "quit" },
	{ "Keep", NULL },
	{ "save", "save before" },
	{ "diff", "diff before" },
	{ "load", "load before" },
	{ "log", "log session.log" },
	{ "history", "history 20" },
};

static const struct topic {
	const char *name;
	const char *text;
} topics[] = {
	{ "operands",
	  "An OPERAND names registers:\n"
	  "  0x10, CTRL, CH[3].CFG      one register\n"
	  "  CTRL.MODE, 0x10:7:4        a field, or bits of a register\n"
	  "  0x10-0x1f, 0x10+16         a range, inclusive, or by its "
	  "length\n"
	  "  CH, CH[*].CFG, 'GPIO*'     several registers\n"
	  "  dma::CTRL                  a register of another device\n"
	  "Names come from the device's register file; `decode' lists them.\n" },
	{ "numbers",
	  "Numbers are decimal, 0x... or 0b..., with _ between digits.\n"
	  "Offsets and lengths may end in k or M. A VALUE may be an "
	  "expression,\n"
	  "such as 1<<4|3, a named value of a field, or VALUE:MASK.\n"
	  "Bare numbers of cmp, md, mm, mw and nm are hexadecimal.\n" },
	{ "prompt",
	  "The prompt is DEVICE:REGION[STATUS] [INTERRUPTS]>, with the exit "
	  "status\n"
	  "of the last line if it was not 0, and the number of interrupts "
	  "that are\n"
	  "pending for the next `wait'. An empty line repeats a read. Tab "
	  "completes,\n"
	  "Ctrl-C ends a command, and Ctrl-D ends the shell.\n" },
	{ "scripts",
	  "A script consists of commands, one per line or separated by ;, "
	  "and of\n"
	  "comments that begin with #. $NAME is a variable that was set by "
	  "`let',\n"
	  "except in single quotes. The first command that fails ends the "
	  "script,\n"
	  "with the exit status of the command:\n"
	  "2 usage, 3 not found, 5 permission, 7 bus error, 8 the device "
	  "went away,\n"
	  "9 a check failed, 124 timed out.\n" },
};

const char *shell_topic_at(size_t index)
{
	return index < ARRAY_SIZE(topics) ? topics[index].name : NULL;
}

static void print_all(FILE *out)
{
	const char *topic;

	for (size_t i = 0; i < ARRAY_SIZE(entries); i++) {
		const char *name = entries[i].name;
		const struct applet *applet = applet_by_verb(name);

		/* The usage of an applet is too long for one line. */
		if (!entries[i].example)
			fprintf(out, "%s:\n", name);
		else if (applet)
			fprintf(out, "  %-8s %.*s\n", name,
				applet_summary_length(applet),
				applet->grammar->doc);
		else
			fprintf(out, "  %-8s %s\n", name,
				shell_command_find(name)->summary);
	}
	fputs("Without a command:\n"
	      "  OPERAND, OPERAND=VALUE...    read and decode, or write; "
	      "also |=, &=, ^=\n"
	      "  DEVICE[:REGION]::OPERAND     an operand of another device\n"
	      "`help COMMAND' shows the usage of a command with an example, "
	      "`help TOPIC'\n"
	      "explains one of these topics:\n"
	      " ",
	      out);
	for (size_t i = 0; (topic = shell_topic_at(i)); i++)
		fprintf(out, " %s", topic);
	fputc('\n', out);
}

static void print_usage(FILE *out, const struct shell_command *command)
{
	const struct applet *applet = applet_by_verb(command->name);

	if (applet)
		grammar_help(applet->grammar, out, applet->verb);
	if (applet && applet->on_device)
		fputs("In the shell, DEVICE is left out: it is the device in "
		      "use.\n",
		      out);
	for (const char *form = command->usage; form;
	     form = strchr(form, '\n')) {
		form += *form == '\n';
		fprintf(out, "%s %s%s%s%.*s\n",
			form == command->usage ? "Usage:" : "  or: ",
			command->name, command->widths ? "[.b|.w|.l|.q]" : "",
			*form ? " " : "", (int)strcspn(form, "\n"), form);
	}
	if (command->usage)
		fprintf(out, "%s\n", command->summary);
	for (size_t i = 0; i < ARRAY_SIZE(entries); i++)
		if (!strcmp(entries[i].name, command->name))
			fprintf(out, "\nExample: %s\n", entries[i].example);
}

/* Explains a command or a topic, or lists all. */
static int print_help(const struct shell *shell, FILE *out, const char *word)
{
	const struct shell_command *command = word ? shell_command_find(word)
						   : NULL;

	if (!word) {
		print_all(out);
		return 0;
	}
	if (command) {
		print_usage(out, command);
		return 0;
	}
	for (size_t i = 0; i < ARRAY_SIZE(topics); i++)
		if (!strcmp(topics[i].name, word)) {
			fputs(topics[i].text, out);
			return 0;
		}
	return shell_unknown(shell, word);
}

int shell_help(struct shell *shell, int count, char **words)
{
	char *text = NULL;
	size_t length;
	FILE *out = open_memstream(&text, &length);
	int status;

	if (!out)
		return fail_memory();
	status = print_help(shell, out, count > 1 ? words[1] : NULL);
	fclose(out);
	if (shell->source)
		fputs(text ?: "", shell->out.file);
	else
		pager_print(text ?: "", &shell->out);
	free(text);
	return status;
}
