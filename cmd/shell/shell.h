/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The register shell: applet.c feeds scripts to the runner, which looks its
 * commands up in one table. Functions that return an exit status have reported
 * the error.
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
 * struct variable - a number, or a word of `for`, with a name
 * @text: the word (borrowed); NULL for a number
 * @open: it fits the width that it is written in, as ~0 does
 * @unknown: of a register that a dry run did not read
 * @is_volatile: of a register that changes by itself
 * @undecided: set where it is not known whether that will be run
 */
struct variable {
	struct variable *next;
	char *name;
	uint64_t value;
	const char *text;
	bool open;
	bool unknown;
	bool is_volatile;
	bool undecided;
};

/**
 * struct saved - the state of a device, and its name
 * @unread: it is not known, as a dry run reads nothing
 */
struct saved {
	struct saved *next;
	char *name;
	struct state state;
	bool unread;
};

/**
 * struct observer - what follows the commands that are given one by one; those
 * in a block or in a file that one of them runs are part of it
 * @skips: whether a command must not run; NULL if all run
 * @begin: it is about to run; returns whether it is to be followed
 * @line: a line of what it prints; its context is the observer
 * @end: it ended; returns its status from there on
 * @hides: what is printed is not shown
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

/**
 * struct shell - what one command leaves to the next
 * @require: of each device that is used
 * @none: the placeholder before there is a device in use
 * @target: the device in use
 * @targets: all that are held open, which own their selectors
 * @states: those that were saved
 * @observer: NULL for none
 * @out: where results go
 * @source: of the commands, for messages; NULL where a person types them
 * @depth: of files that run others
 * @status: of the last command, for $? and the prompt
 * @machine: a program gives the commands, and takes results as JSON
 * @keep_going: a command that fails does not end the script
 * @trace: show each command before it runs
 * @dry_run: check commands, and touch nothing
 * @read_only: devices are opened for reading, and nothing is written to them
 * @undecided: only a dry run would run this, as it runs both blocks of an `if`
 * @news: what is said at the prompt; NULL where nothing is
 * @again: the read that an empty line repeats, or NULL
 * @unknown, @is_volatile: a word of the command that runs has a variable that is
 * @quit: the command to end has come
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
	struct shell_notify *news;
	char *again;
	unsigned int depth;
	int status;
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
 * struct shell_command - a line of the table
 * @usage, @summary: for help; NULL for an applet, which has its own
 * @least, @most: number of words after the name
 * @opens: those may be operands of other devices, which are opened first
 * @widths: the name may be followed by .b, .w, .l or .q
 * @run: does it; words[0] is the name; NULL for what the language itself has
 * @reads: an empty line repeats it
 * @prepare: makes a request of it; NULL where it is always run by @run
 */
struct shell_command {
	const char *name;
	const char *usage;
	const char *summary;
	int least;
	int most;
	bool opens;
	bool widths;
	int (*run)(struct shell *shell, int count, char **words);
	bool reads;
	bool (*prepare)(struct prepared *prepared,
			const struct script_word *words);
};

/**
 * shell_command_at() - the commands one by one; NULL after the last
 */
const struct shell_command *shell_command_at(size_t index);

/**
 * shell_alias_at() - the other words for some of them, likewise
 */
const char *shell_alias_at(size_t index);

/**
 * shell_command_called() - look a command up
 * @word: @length characters of it, followed by a character that is not of a name
 */
const struct shell_command *shell_command_called(const char *word,
						 size_t length);

/**
 * shell_command_find() - the same, an applet also by its full name
 */
const struct shell_command *shell_command_find(const char *name);

/**
 * shell_unknown() - report an unknown command, and suggest one
 *
 * Returns the exit status.
 */
int shell_unknown(const struct shell *shell, const char *word);

/**
 * shell_topic_at() - the topics of `help` one by one; NULL after the last
 */
const char *shell_topic_at(size_t index);

/**
 * shell_run_words() - run one command: of the table, or a short form
 * @words: @count of them, and NULL; they may change their order
 */
int shell_run_words(struct shell *shell, int count, char **words);

/**
 * shell_run_text(), shell_run_file() - run a script, if all of it can be read
 * @line: number of its first line
 *
 * Return 0, or the exit status of the first command that failed.
 */
int shell_run_text(struct shell *shell, const char *text, unsigned int line);
int shell_run_file(struct shell *shell, const char *path);

/**
 * shell_run_startup() - run the user's file of commands for a shell at a terminal,
 * if there is one; errors in it are reported, and end nothing
 */
void shell_run_startup(struct shell *shell);

/**
 * shell_read_file() - the whole of a text file
 * @text: allocated, on success only
 */
int shell_read_file(const char *path, char **text);

/**
 * shell_replay() - run a log, and say where results differ from those in it
 *
 * Returns 0, EXIT_CHECK_FAILED where some do, or why it could not be run.
 */
int shell_replay(struct shell *shell, const char *path);

/**
 * shell_log_close() - end the log, if there is one
 */
int shell_log_close(struct shell *shell);

/**
 * shell_run_volatile() - run the applet whose name words[0] is, where what it
 * prints differs from one run to the next
 */
int shell_run_volatile(struct shell *shell, int count, char **words);

/**
 * shell_context() - where the requests of this shell come from
 */
struct context shell_context(struct shell *shell);

/**
 * shell_read_defaults() - a request of uio-peek before its words are read
 */
struct read_request shell_read_defaults(struct shell *shell);

/**
 * shell_run_read() - read what the words of a command say, as uio-peek does
 * @words: @count of them, after the name
 */
int shell_run_read(struct shell *shell, struct read_request *request,
		   const char *name, int count, char **words);

/**
 * shell_run_write() - write what the words say, as uio-poke does
 */
int shell_run_write(struct shell *shell, int count, char **words);

/**
 * shell_device() - the device that an operand is of: one that it names before
 * itself, which shell_open() saw to, or the one in use
 * @operand: is moved past that
 */
int shell_device(struct shell *shell, const char **operand,
		 struct target **target);

/**
 * shell_value() - work out an expression, which is to be written
 * shell_number() - the same of any other one
 */
int shell_value(const char *text, struct expression *result);
int shell_number(const char *text, uint64_t *value);

/**
 * shell_expression() - work out an expression, with operands in it: names, bits of
 * offsets, and those of other devices
 * @result: of a dry run, which shows what would be read, it is not known
 * @is_volatile: whether one is of a register that changes by itself
 *
 * All are checked before the first is read; each is read once.
 */
int shell_expression(struct shell *shell, const char *text,
		     struct expression *result, bool *is_volatile);

/**
 * shell_test() - read what a condition is about, once
 * @known: false in a dry run, unless it is about a value
 * @holds: whether it holds, if that is known
 */
int shell_test(struct shell *shell, const char *text, bool *known, bool *holds);

/**
 * shell_cut_message() - cut the message of an `expect` off its condition
 *
 * Returns it; NULL for none.
 */
const char *shell_cut_message(char *text);

/**
 * shell_offset() - an expression, or the offset of a register by its name
 */
int shell_offset(struct target *target, const char *text, uint64_t *offset);

/**
 * shell_is_register() - whether a word is an offset, or names a register of its
 * device, or several
 */
bool shell_is_register(const struct target *target, const char *word);

/**
 * shell_open() - see to it that the devices which operands name are held
 * @words: @count of them, those of a command
 */
int shell_open(struct shell *shell, int count, char *const *words);

/**
 * shell_close() - let go of all devices
 */
void shell_close(struct shell *shell);

/**
 * shell_prompt() - the device in use, its region, the status of what was typed
 * last, and the interrupts that are held for the next `wait`; allocated, or NULL
 */
char *shell_prompt(const struct shell *shell);

/**
 * shell_notify_open() - start to watch for devices that go away
 * and come back, and of interrupts
 * @line_notify: for the lines that are typed
 */
void shell_notify_open(struct shell *shell, struct line_notify *line_notify);

/**
 * shell_notify() - what is new; a line_notify' tell, whose data is the shell
 */
char *shell_notify(void *shell);
void shell_notify_close(struct shell *shell);

/**
 * shell_remember() - take a command for one that an empty line repeats
 * @command: allocated, and then owned by the shell; NULL for none
 */
void shell_remember(struct shell *shell, char *command);

/**
 * shell_completer() - what completes the words of this shell
 */
line_completer *shell_completer(const struct shell *shell);

/**
 * variable_find() - look a variable up; NULL for none
 * @name: @length characters of it
 */
const struct variable *variable_find(const struct shell *shell,
				     const char *name, size_t length);
void variables_free(struct shell *shell);
bool variable_is_name(const char *text);

/**
 * variable_push(), variable_pop() - have a variable for as long as a block runs; it
 * hides one of the same name
 * @variable: borrowed
 */
void variable_push(struct shell *shell, struct variable *variable);
void variable_pop(struct shell *shell, const struct variable *variable);

/**
 * shell_put_variables() - write the commands that make the variables what they are
 */
void shell_put_variables(const struct shell *shell, FILE *out);

/**
 * variables_forget() - take for unknown what was set where @undecided
 */
void variables_forget(struct shell *shell);

/**
 * shell_flag() - whether a flag is among the words of a command; it is taken
 * out
 */
bool shell_flag(int *count, char **words, const char *flag);

/**
 * saved_get() - the state that a word names: one that was saved, or a file
 * @file: where a file is read into; free with state_free() in any case
 * @state: the result; NULL if it has yet to be read, which is reported
 */
int saved_get(const struct shell *shell, const char *word, struct state *file,
	      const struct state **state);
void saved_free(struct shell *shell);

/* The commands, one per line of the table. */
int shell_use(struct shell *shell, int count, char **words);
int shell_help(struct shell *shell, int count, char **words);
int shell_set(struct shell *shell, int count, char **words);
int shell_source(struct shell *shell, int count, char **words);
int shell_let(struct shell *shell, int count, char **words);
int shell_print(struct shell *shell, int count, char **words);
int shell_expect(struct shell *shell, int count, char **words);
int shell_until(struct shell *shell, int count, char **words);
int shell_decode(struct shell *shell, int count, char **words);
int shell_dump(struct shell *shell, int count, char **words);
int shell_watch(struct shell *shell, int count, char **words);
int shell_fill(struct shell *shell, int count, char **words);
int shell_md(struct shell *shell, int count, char **words);
int shell_mw(struct shell *shell, int count, char **words);
int shell_mm(struct shell *shell, int count, char **words);
int shell_irq(struct shell *shell, int count, char **words);
int shell_cmp(struct shell *shell, int count, char **words);
int shell_save(struct shell *shell, int count, char **words);
int shell_diff(struct shell *shell, int count, char **words);
int shell_load(struct shell *shell, int count, char **words);
int shell_history(struct shell *shell, int count, char **words);
int shell_log(struct shell *shell, int count, char **words);

#endif
