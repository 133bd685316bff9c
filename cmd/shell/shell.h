/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The register shell: applet.c feeds scripts to the runner, which finds their
 * commands in one table. Functions that return an exit status have reported the
 * error.
 */
#ifndef UIO_CMD_SHELL_SHELL_H
#define UIO_CMD_SHELL_SHELL_H

#include "cmd/run/read.h"
#include "cmd/run/target.h"
#include "cmd/show/output.h"
#include "common/lang/expression.h"
#include "common/lang/script.h"
#include "common/lang/state.h"
#include "line.h"

/**
 * struct saved - the saved state of a device, and its name
 * @unread: the values are unknown, as a dry run reads nothing
 */
struct saved {
	struct saved *next;
	char *name;
	struct state state;
	bool unread;
};

/**
 * struct observer - follows the commands that are given one by one; those in a
 * block, or in a file that one of them runs, are part of it
 * @skips: whether a command must not run; NULL if all run
 * @begin: a command is about to run; returns whether to follow it
 * @line: a line of its output; the context is the observer
 * @end: the command has ended; returns the status to use from there on
 * @hides: its output is not shown
 */
struct observer {
	bool (*skips)(struct observer *observer,
		      const struct script_command *command);
	bool (*begin)(struct observer *observer,
		      const struct script_command *command);
	record_line *line;
	int (*end)(struct observer *observer, int status);
	bool hides;
};

struct shell_notify;
struct prepared;
struct variable;

/**
 * struct shell - the state that one command leaves to the next
 * @require: requirements for each device that is used
 * @none: the placeholder before there is a device in use
 * @target: the device in use
 * @targets: all devices that are held open, which own their selectors
 * @states: the saved states
 * @observer: may be NULL
 * @out: the output for results
 * @source: the source of commands, for messages; NULL if a person types them
 * @depth: how many files that run others are being run
 * @status: the status of the last command, for $?
 * @line_status: the status of the last line, for the prompt
 * @machine: a program sends the commands, and receives results as JSON
 * @keep_going: a command that fails does not end the script
 * @trace: show each command before it runs
 * @dry_run: check commands, without any access
 * @read_only: open devices for reading, and write nothing to them
 * @undecided: only a dry run runs this, as it runs both blocks of an `if`
 * @notify: the sources of notices, or NULL if none are printed
 * @again: the read that an empty line repeats, or NULL
 * @unknown, @is_volatile: a word of the current command contains such a
 *                         variable
 * @quit: the command to end was given
 */
struct shell {
	struct strings require;
	struct target none;
	struct target *target;
	struct target *targets;
	struct variable *variables;
	struct saved *states;
	struct observer *observer;
	struct settings settings;
	struct regs_choice regs;
	struct output out;
	const char *source;
	struct shell_notify *notify;
	char *again;
	unsigned int depth;
	int status;
	int line_status;
	bool machine;
	bool keep_going;
	bool trace;
	bool dry_run;
	bool read_only;
	bool undecided;
	bool unknown;
	bool is_volatile;
	bool quit;
};

/**
 * shell_function - runs a command
 * @words: @count words, of which the first is its name
 *
 * Returns an exit status.
 */
typedef int shell_function(struct shell *shell, int count, char **words);

/**
 * struct shell_command - a row of the table of commands
 * @usage, @summary: for help; NULL for an applet, which has its own
 * @least, @most: number of words after the name
 * @opens: the words may be operands of other devices, which are opened first
 * @widths: the name may be followed by .b, .w, .l or .q
 * @run: runs the command; NULL for commands of the language
 * @reads: an empty line repeats it
 * @prepare: prepares the command for a block; NULL if @run always runs it
 */
struct shell_command {
	const char *name;
	const char *usage;
	const char *summary;
	int least;
	int most;
	bool opens;
	bool widths;
	shell_function *run;
	bool reads;
	bool (*prepare)(struct prepared *prepared,
			const struct script_word *words);
};

/**
 * shell_command_at() - iterate over the commands; NULL after the last
 * shell_alias_at() - iterate over their aliases; NULL after the last
 */
const struct shell_command *shell_command_at(size_t index);
const char *shell_alias_at(size_t index);

/**
 * shell_command_called() - find a command by its name
 * @word: @length characters, followed by a character that cannot be part of a
 *        name
 */
const struct shell_command *shell_command_called(const char *word,
						 size_t length);

/**
 * shell_command_find() - find a command by its name, or an applet by its full
 * name
 */
const struct shell_command *shell_command_find(const char *name);

/**
 * shell_unknown() - report an unknown command, and suggest one
 *
 * Returns the exit status.
 */
int shell_unknown(const struct shell *shell, const char *word);

/**
 * shell_topic_at() - iterate over the topics of `help`; NULL after the last
 */
const char *shell_topic_at(size_t index);

/**
 * shell_run_words() - run a command of the table, or a short form
 * @command: the command that the first word calls; NULL for a short form
 * @words: @count words, and NULL; their order may change
 */
int shell_run_words(struct shell *shell, const struct shell_command *command,
		    int count, char **words);

/**
 * shell_run_text(), shell_run_file() - run a script, if it has no syntax errors
 * @line: number of its first line
 *
 * Return 0, or the exit status of the first command that failed.
 */
int shell_run_text(struct shell *shell, const char *text, unsigned int line);
int shell_run_file(struct shell *shell, const char *path);

/**
 * shell_run_startup() - run the user's startup file, if it exists, in a shell
 * at a terminal; errors in it are reported, but the shell continues
 */
void shell_run_startup(struct shell *shell);

/**
 * shell_read_file() - read the whole of a text file
 * @text: allocated, on success only
 */
int shell_read_file(const char *path, char **text);

/**
 * shell_replay() - run a log, and report results that differ from those in it
 *
 * Returns 0, EXIT_CHECK_FAILED if any differ, or the exit status if it could
 * not be run.
 */
int shell_replay(struct shell *shell, const char *path);

/**
 * shell_log_close() - end the log, if there is one
 */
int shell_log_close(struct shell *shell);

/**
 * shell_run_volatile() - run the applet named by words[0], whose output differs
 * from one run to the next
 */
shell_function shell_run_volatile;

/**
 * shell_context() - the context of this shell's requests
 * shell_read_defaults() - a request of uio-peek before its words are parsed
 */
struct context shell_context(struct shell *shell);
struct read_request shell_read_defaults(struct shell *shell);

/**
 * shell_run_read() - read registers as uio-peek does
 * @words: @count words after the name
 */
int shell_run_read(struct shell *shell, struct read_request *request,
		   const char *name, int count, char **words);

/**
 * shell_run_write() - write registers as uio-poke does
 */
int shell_run_write(struct shell *shell, int count, char **words);

/**
 * shell_device() - the device that an operand belongs to: the one that precedes
 * it, which shell_open() has opened, or the one in use
 * @operand: is moved past the device
 */
int shell_device(struct shell *shell, const char **operand,
		 struct target **target);

/**
 * shell_number() - evaluate an expression of numbers
 */
int shell_number(const char *text, uint64_t *value);

/**
 * shell_fail_expression() - report why an expression cannot be evaluated
 * @column: of the error, from 0
 *
 * Returns the exit status.
 */
int shell_fail_expression(const char *text, int err, size_t column);

/**
 * shell_expression() - evaluate an expression with operands in it: names, bits
 * of offsets, and those of other devices
 * @result: unknown in a dry run, which prints the reads
 * @is_volatile: whether a register in it changes by itself
 *
 * All operands are checked before the first is read, and each is read once.
 */
int shell_expression(struct shell *shell, const char *text,
		     struct expression *result, bool *is_volatile);

/**
 * shell_test() - read the operand of a condition once
 * @known: false in a dry run, unless the condition is about a value
 * @holds: whether the condition holds, if that is known
 */
int shell_test(struct shell *shell, const char *text, bool *known, bool *holds);

/**
 * shell_cut_message() - cut the message of an `expect` off its condition
 *
 * Returns the message, or NULL.
 */
const char *shell_cut_message(char *text);

/**
 * shell_offset() - find the offset of a register by name
 */
int shell_offset(struct target *target, const char *text, uint64_t *offset);

/**
 * shell_is_register() - whether a word is an offset, or names one or more
 * registers of its device
 */
bool shell_is_register(const struct target *target, const char *word);

/**
 * shell_open() - open the devices that operands name, unless they are already
 * held
 * @words: the @count words of a command
 */
int shell_open(struct shell *shell, int count, char *const *words);

/**
 * shell_close() - close all devices
 */
void shell_close(struct shell *shell);

/**
 * shell_notify_open() - start to watch for devices that are removed and come
 * back, and for interrupts
 * @line_notify: receives the notices for lines that are typed
 */
void shell_notify_open(struct shell *shell, struct line_notify *line_notify);

/**
 * shell_notify() - the current notices; a function for line_notify, whose data
 * is the shell
 */
char *shell_notify(void *data);
void shell_notify_close(struct shell *shell);

/**
 * shell_remember() - set the command that an empty line repeats
 * @command: allocated, and then owned by the shell; NULL for none
 */
void shell_remember(struct shell *shell, char *command);

/**
 * shell_completer() - the function that completes words for this shell
 */
line_completer *shell_completer(const struct shell *shell);

/**
 * shell_flag() - whether a flag is among the words of a command; removes it
 */
bool shell_flag(int *count, char **words, const char *flag);

/**
 * shell_settings() - the initial settings, which `set` changes
 * shell_put_settings() - write the commands that restore the current settings
 */
struct settings shell_settings(void);
void shell_put_settings(struct shell *shell, FILE *out);

/**
 * setting_word() - iterate over the names of settings, or over the words of one
 * @name: NULL for the names
 *
 * Returns NULL after the last.
 */
const char *setting_word(const char *name, size_t index);

/**
 * saved_get() - find a saved state by its name, or read it from a file
 * @file: receives the state of a file; free with state_free() in either case
 * @state: the result; NULL if it has yet to be read, which is reported
 */
int saved_get(const struct shell *shell, const char *word, struct state *file,
	      const struct state **state);
void saved_free(struct shell *shell);

/* The functions of the commands, one per line of the table. */
shell_function shell_use, shell_help, shell_set, shell_source, shell_let,
	shell_print, shell_expect, shell_until, shell_decode, shell_dump,
	shell_watch, shell_fill, shell_md, shell_mw, shell_mm, shell_irq,
	shell_cmp, shell_save, shell_diff, shell_load, shell_log;

#endif
