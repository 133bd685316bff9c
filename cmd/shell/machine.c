// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Commands from a program. Each line has one answer; events are reported between
 * two answers.
 */
#include "machine.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "cmd/show/report.h"
#include "common/base/signals.h"
#include "common/base/stop.h"

#define READ_SIZE 4096

/**
 * struct machine - the conversation with a program
 * @in, @out: streams from and to the program; standard input is empty for all
 *            commands
 * @err: the standard error that the shell was started with
 * @results, @messages: files in memory that are standard output and error
 * @text: the text that was read and not yet answered, @length bytes of @size
 * @number: number of the line that was answered last
 * @ended: the end of the input was reached
 * @notify_fd: readable when an event may have occurred
 */
struct machine {
	struct shell *shell;
	int in;
	int out;
	int err;
	int results;
	int messages;
	char *text;
	size_t length;
	size_t size;
	unsigned int number;
	bool ended;
	int notify_fd;
};

/* Moves a standard stream to another descriptor, and puts a file in its place. */
static int replace(int stream, int by)
{
	int moved = fcntl(stream, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);

	return by < 0 || moved < 0 || dup2(by, stream) < 0 ? -1 : moved;
}

/* Other processes also write to these files, so each write must append. */
static int memory_file(const char *name)
{
	int fd = memfd_create(name, MFD_CLOEXEC);

	if (fd >= 0)
		fcntl(fd, F_SETFL, O_APPEND);
	return fd;
}

/* If nobody can read the answers any more, the program has ended. */
static void *watch_program(void *data)
{
	struct pollfd out = { .fd = (intptr_t)data };

	while (poll(&out, 1, -1) < 0)
		;
	kill(getpid(), SIGHUP);
	return NULL;
}

static int open_machine(struct machine *machine)
{
	int empty = open("/dev/null", O_RDONLY | O_CLOEXEC), err = 0;
	sigset_t all, before;
	pthread_t thread;

	fflush(stdout);
	machine->results = memory_file("results");
	machine->messages = memory_file("messages");
	machine->in = replace(STDIN_FILENO, empty);
	machine->out = replace(STDOUT_FILENO, machine->results);
	if (machine->messages < 0 || machine->in < 0 || machine->out < 0)
		err = -errno;
	close(empty);
	/* Only the thread that runs the commands takes signals. */
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	if (!err)
		err = -pthread_create(&thread, NULL, watch_program,
				      (void *)(intptr_t)machine->out);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	if (!err) {
		machine->err = replace(STDERR_FILENO, machine->messages);
		err = machine->err < 0 ? -errno : 0;
	}
	return err ? fail(err, NULL, "--machine: %s", uio_strerror(err)) : 0;
}

/* No answer can have this message. */
static int fail_stream(const struct machine *machine, const char *name)
{
	int err = -errno;

	dup2(machine->err, STDERR_FILENO);
	return fail(err, NULL, "%s: %s", name, uio_strerror(err));
}

/* Only a signal while the answer cannot be written cuts it short. */
static int put(struct machine *machine, const char *text)
{
	size_t left = text ? strlen(text) : 0;

	while (left) {
		ssize_t written = write(machine->out, text, left);

		if (written < 0 && errno == EPIPE)
			return 128 + SIGHUP;
		if (written < 0 && errno != EINTR)
			return fail_stream(machine, "standard output");
		if (written < 0 && stop_requested())
			return EXIT_FAILURE;
		if (written > 0) {
			text += written;
			left -= written;
		}
	}
	return text ? 0 : EXIT_FAILURE;
}

/*
 * Returns the contents of a file in memory, with a final NUL, and empties the
 * file.
 */
static char *take(int file, size_t *length)
{
	off_t size = lseek(file, 0, SEEK_END);
	char *text = malloc(size + 1);
	ssize_t count = text ? pread(file, text, size, 0) : 0;

	*length = count > 0 ? count : 0;
	if (text)
		text[*length] = '\0';
	if (!text || ftruncate(file, 0)) {
		free(text);
		return NULL;
	}
	return text;
}

static int answer(struct machine *machine, const char *line, size_t length)
{
	struct question question;
	struct caught caught;
	int status = EXIT_USAGE;
	char *text = NULL;

	question_read(&question, line, length, ++machine->number);
	if (question.command)
		status = shell_run_text(machine->shell, question.command,
					machine->number);
	else
		fail(0, NULL, "%s", question.wrong);
	fflush(stdout);
	caught.results = take(machine->results, &caught.results_length);
	caught.messages = take(machine->messages, &caught.messages_length);
	if (caught.results && caught.messages)
		text = answer_text(&question, status, &caught);
	status = put(machine, text);
	free(caught.results);
	free(caught.messages);
	free(text);
	question_free(&question);
	return status;
}

/* Makes room for one more read and a NUL. */
static int make_room(struct machine *machine)
{
	size_t size = 2 * machine->size + 2 * READ_SIZE;
	char *larger;

	if (machine->size - machine->length > READ_SIZE)
		return 0;
	larger = realloc(machine->text, size);
	if (!larger)
		return EXIT_FAILURE;
	machine->text = larger;
	machine->size = size;
	return 0;
}

/* Sleeps until there is input, which is read, or an event. */
static int wait_for_input(struct machine *machine)
{
	struct pollfd fds[] = {
		{ .fd = machine->in, .events = POLLIN },
		{ .fd = machine->notify_fd, .events = POLLIN },
	};
	struct signals_held held;
	int ready = -1;
	ssize_t count;

	signals_hold(&held, 0);
	if (!stop_requested())
		ready = ppoll(fds, 2, NULL, &held.asleep);
	signals_release(&held);
	if (ready <= 0 || !fds[0].revents)
		return 0;
	if (make_room(machine))
		return EXIT_FAILURE;
	count = read(machine->in, machine->text + machine->length, READ_SIZE);
	if (count < 0 && errno != EINTR)
		return fail_stream(machine, "standard input");
	machine->ended = !count;
	machine->length += count > 0 ? count : 0;
	return 0;
}

int shell_machine(struct shell *shell, int notify_fd)
{
	struct machine machine = { .shell = shell, .notify_fd = notify_fd };
	int status = make_room(&machine) ?: open_machine(&machine);
	char *notices, *end;
	size_t length;

	shell->out.framed = true;
	while (!status && !shell->quit && !stop_requested()) {
		notices = notify_fd < 0 ? NULL : shell_notify(shell);
		status = notices ? put(&machine, notices) : 0;
		free(notices);
		if (status)
			break;
		end = memchr(machine.text, '\n', machine.length);
		if (!end && !machine.ended) {
			status = wait_for_input(&machine);
			continue;
		}
		/* The last line may lack its newline. */
		length = end ? (size_t)(end - machine.text) : machine.length;
		if (!end && !length)
			break;
		machine.text[length] = '\0';
		status = answer(&machine, machine.text, length);
		length += end != NULL;
		machine.length -= length;
		memmove(machine.text, machine.text + length, machine.length);
	}
	free(machine.text);
	return status;
}
