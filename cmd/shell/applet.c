// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The register shell: the applets as commands on a device that stays open, so
 * that its power state, and its bus mastering under uio_pci_generic, are kept
 * from one command to the next.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/applets.h"
#include "cmd/options/registers.h"
#include "cmd/run/files.h"
#include "cmd/run/registers.h"
#include "cmd/show/report.h"
#include "common/base/stop.h"
#include "common/base/text.h"
#include "common/irq/count.h"
#include "machine.h"
#include "variables.h"

static void print_region_name(FILE *out, const struct target *target)
{
	const struct uio_region *region = target->region;
	const char *name = uio_region_name(target->device, region);
	const char *parent = uio_device_address(target->device);
	char label[UIO_REGION_LABEL], address[17];
	bool repeats;

	/* Drivers make up names with an address for devices without a name. */
	snprintf(address, sizeof(address), "%" PRIx64, region->addr);
	repeats = !strcmp(name, target->selector) ||
		  (*parent && strstr(name, parent)) ||
		  (region->addr && strstr(name, address));

	if (repeats && region->kind == UIO_MAP && !region->index)
		return;
	fputc(':', out);
	print_text(out,
		   *name && !repeats ? name : uio_region_label(region, label));
}

/*
 * The device in use, its region, the status of the last typed command, and the
 * interrupts that are pending for the next `wait`.
 */
static char *make_prompt(const struct shell *shell)
{
	const struct target *target = shell->target;
	char *prompt = NULL;
	uint32_t events;
	size_t length;
	FILE *out = open_memstream(&prompt, &length);

	if (!out)
		return NULL;
	print_text(out, target->device ? target->selector : "uio");
	if (target->region && !target->named)
		print_region_name(out, target);
	if (shell->line_status)
		fprintf(out, "[%d]", shell->line_status);
	if (shell->read_only)
		fputs(" (read-only)", out);
	if (target->watched && uio_node_gone(&target->node))
		fputs(" (gone)", out);
	/*
	 * The count comes from sysfs, so that `wait` still finds the events at
	 * the node.
	 */
	else if (target->counted && !uio_irq_events(target->device, &events) &&
		 events != target->events)
		fprintf(out, " [%" PRIu32 "]", events - target->events);
	fputs("> ", out);
	fclose(out);
	return prompt;
}

/* An empty line repeats the last read, except within a block. */
static char *next_line(const struct shell *shell, struct lines *lines,
		       bool open)
{
	char *prompt = open ? strdup("> ") : make_prompt(shell);
	char *line = lines_next(lines, prompt ?: "> ");

	free(prompt);
	if (!line || line[strspn(line, " \t")] || open || lines->dropped ||
	    !lines->interactive || !shell->again)
		return line;
	free(line);
	return strdup(shell->again);
}

/*
 * Runs lines as they come, but those of a block together. At a terminal Ctrl-C
 * drops the block.
 */
static int run_lines(struct shell *shell, struct lines *lines)
{
	unsigned int first = 1;
	char *line, *longer, *text = NULL;
	int first_status = 0, status = 0;

	while (!shell->quit &&
	       (!status || lines->interactive || shell->keep_going) &&
	       (line = next_line(shell, lines, text))) {
		struct script_error error = { 0 };

		if (lines->dropped || !text) {
			free(text);
			text = NULL;
			first = lines->number;
		}
		longer = text_format("%s%s\n", text ?: "", line);
		free(text);
		free(line);
		text = longer;
		/* The block is still open. */
		if (text && script_check(text, first, &error) && error.open)
			continue;
		status = text ? shell_run_text(shell, text, first)
			      : fail_memory();
		first_status = first_status ?: status;
		shell->line_status = status;
		free(text);
		text = NULL;
	}
	if (lines->err)
		status = fail(lines->err, "standard input", "%s",
			      lines->err == -UIO_ESYNTAX
				      ? "a line contains a NUL byte"
				      : uio_strerror(lines->err));
	/* Running the text of a block that was never closed reports the error. */
	else if (text)
		status = shell_run_text(shell, text, first);
	free(text);
	return lines->interactive ? 0 : first_status ?: status;
}

/**
 * struct shell_request - the source of commands, and how they run
 * @commands, @file, @replay: at most one of them; else standard input
 * @machine: a program sends the commands
 * @regs: the register file of the first device
 */
struct shell_request {
	const char *device;
	struct strings require;
	struct regs_choice regs;
	struct strings commands;
	const char *file;
	const char *replay;
	bool machine;
	bool keep_going;
	bool trace;
	bool dry_run;
	bool read_only;
};

#define PLACE(member) offsetof(struct shell_request, member)

static const struct option_row options[] = {
	{ "command", 'c', OPTION_STRINGS, PLACE(commands), "COMMANDS",
	  "Run COMMANDS; can be repeated" },
	{ "dry-run", 0, OPTION_FLAG, PLACE(dry_run), NULL,
	  "Check all commands and print the accesses without making them" },
	{ "file", 'f', OPTION_STRING, PLACE(file), "FILE",
	  "Read the commands from FILE; - is standard input" },
	{ "keep-going", 'k', OPTION_FLAG, PLACE(keep_going), NULL,
	  "Continue after a command that fails" },
	{ "machine", 0, OPTION_FLAG, PLACE(machine), NULL,
	  "Answer each line of standard input with a JSON object" },
	{ "read-only", 0, OPTION_FLAG, PLACE(read_only), NULL,
	  "Open devices for reading only, and refuse commands that write to "
	  "them" },
	{ "replay", 0, OPTION_STRING, PLACE(replay), "FILE",
	  "Run a log and print where results differ; exit with status 9 if "
	  "any do" },
	{ "trace", 'x', OPTION_FLAG, PLACE(trace), NULL,
	  "Print each command before it runs" },
	{ 0 },
};

static int take_words(struct parse *parse, char **words, size_t count)
{
	struct shell_request *request = parse->request;

	if (count > 1)
		return parse_wrong(parse, "unexpected argument '%s'", words[1]);
	request->device = count ? words[0] : NULL;
	return 0;
}

static int finish(struct parse *parse)
{
	const struct shell_request *request = parse->request;

	if (!!request->file + !!request->commands.count + !!request->replay +
		    request->machine >
	    1)
		return parse_wrong(
			parse,
			"--file, --command, --replay and --machine cannot be "
			"used together");
	if (request->replay && request->dry_run)
		return parse_wrong(parse,
				   "--replay and --dry-run cannot be used "
				   "together: a dry run reads nothing");
	return 0;
}

static const char *const exclusive[] = {
	" command file machine replay ",
	" dry-run replay ",
	NULL,
};

static const struct grammar grammar = {
	.exclusive = exclusive,
	.tables = { { options, 0 },
		    { require_rows, PLACE(require) },
		    { regs_rows, PLACE(regs) } },
	.words = take_words,
	.finish = finish,
	.forms = "[DEVICE[:REGION]]",
	.doc = "Run commands on a device that stays open.\v"
	       "Commands are typed at a prompt, given by --command or "
	       "--file, or read from standard input; `help' lists them. "
	       "Except at a prompt, the first command that fails ends the "
	       "shell, with the exit status of the command.",
};

static const char *source_name(const struct shell_request *request,
			       const struct lines *lines)
{
	if (request->commands.count)
		return "--command";
	if (request->file || request->replay)
		return input_name(request->file ?: request->replay);
	return lines->interactive ? NULL : "standard input";
}

static int run_source(struct shell *shell, const struct shell_request *request,
		      struct lines *lines)
{
	const struct strings *commands = &request->commands;
	char *text = NULL;
	int status;

	if (request->file)
		return shell_run_file(shell, request->file);
	if (request->replay)
		return shell_replay(shell, request->replay);
	if (request->machine)
		return shell_machine(shell, lines->notify.fd);
	if (!commands->count)
		return run_lines(shell, lines);
	/*
	 * All --command options form one script, so that all are parsed before
	 * the first runs.
	 */
	for (size_t i = 0; i < commands->count; i++) {
		char *longer = text_format("%s%s%s", text ?: "",
					   text ? "\n" : "", commands->list[i]);

		free(text);
		text = longer;
		if (!text)
			return fail_memory();
	}
	status = shell_run_text(shell, text, 1);
	free(text);
	return status;
}

static int run(void *data, const struct context *context)
{
	const struct shell_request *request = data;
	struct shell shell = { 0 };
	struct lines lines = { .notify.fd = -1 };
	int status = request->machine ? json_check() : 0, late, sig;

	if (status)
		return status;
	stop_catch_signals();
	if (!request->file && !request->commands.count && !request->replay &&
	    !request->machine)
		lines_open(&lines, shell_completer(&shell));
	shell = (struct shell){
		.require = request->require,
		.regs = request->regs,
		.source = source_name(request, &lines),
		.machine = request->machine,
		.keep_going = request->keep_going,
		.trace = request->trace,
		.dry_run = request->dry_run,
		.read_only = request->read_only,
		.none = { .ops = request->dry_run ? &dry_run_ops : &device_ops,
			  .held = &shell.targets,
			  .settings = &shell.settings,
			  .out = &shell.out },
		.settings = shell_settings(),
		.target = &shell.none,
		.out = *context->out,
	};
	if (lines.interactive || request->machine)
		shell_notify_open(&shell, &lines.notify);
	if (request->device)
		status =
			shell_use(&shell, 2,
				  (char *[]){ "use", (char *)request->device });
	shell.status = shell.line_status = status;
	if (lines.interactive)
		shell_run_startup(&shell);
	if (!status || lines.interactive)
		status = run_source(&shell, request, &lines);
	sig = lines.interactive ? lines.signal : stop_take();
	late = shell_log_close(&shell);
	lines_close(&lines);
	shell_notify_close(&shell);
	shell_close(&shell);
	saved_free(&shell);
	variables_free(&shell);
	shell_remember(&shell, NULL);
	return sig ? 128 + sig : status ?: late;
}

const struct applet applet_shell = {
	.name = "uio-shell",
	.verb = "shell",
	.grammar = &grammar,
	.request_size = sizeof(struct shell_request),
	.run = run,
};
