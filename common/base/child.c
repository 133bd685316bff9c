// SPDX-License-Identifier: GPL-2.0-or-later
#include "child.h"

#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "array.h"
#include "clock.h"
#include "signals.h"
#include "stop.h"
#include "text.h"

/*
 * The time that a program gets to end, first after SIGTERM and then after
 * SIGKILL.
 */
#define GRACE_NS 400000000

/* A directory can be executed in the sense of access(). */
static bool is_program(const char *path)
{
	struct stat file;

	return !stat(path, &file) && S_ISREG(file.st_mode) &&
	       !access(path, X_OK);
}

bool program_exists(const char *name)
{
	const char *path = getenv("PATH") ?: "/usr/bin:/bin";
	bool found = strchr(name, '/') && is_program(name);

	while (!found && !strchr(name, '/') && *path) {
		int length = strcspn(path, ":");
		char *file = text_format("%.*s/%s", length, path, name);

		found = file && is_program(file);
		free(file);
		path += length + (path[length] == ':');
	}
	return found;
}

int child_start(char *const *words, int input, const sigset_t *mask,
		pid_t *child)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t defaults;
	int err;

	sigemptyset(&defaults);
	sigaddset(&defaults, SIGPIPE);
	sigaddset(&defaults, SIGXFSZ);
	posix_spawn_file_actions_init(&actions);
	if (input >= 0)
		posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setflags(&attributes,
				 POSIX_SPAWN_SETSIGDEF |
					 (mask ? POSIX_SPAWN_SETSIGMASK : 0));
	posix_spawnattr_setsigdefault(&attributes, &defaults);
	if (mask)
		posix_spawnattr_setsigmask(&attributes, mask);
	err = posix_spawnp(child, words[0], &actions, &attributes, words,
			   environ);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&actions);
	return -err;
}

static void note_child(int sig)
{
	(void)sig;
}

int child_wait(pid_t child)
{
	static const int signals[] = { SIGTERM, SIGKILL };
	struct sigaction action = { .sa_handler = note_child }, before;
	struct signals_held held;
	uint64_t due = CLOCK_NEVER;
	struct timespec left;
	size_t sent = 0;
	int status = 0;

	/*
	 * SIGCHLD and the signals that end a wait are delivered only while it
	 * sleeps.
	 */
	signals_hold(&held, SIGCHLD);
	sigaction(SIGCHLD, &action, &before);
	while (!waitpid(child, &status, WNOHANG)) {
		ppoll(NULL, 0, clock_left(due, &left), &held.asleep);
		if (!stop_requested() || (sent && clock_now() < due))
			continue;
		if (sent == ARRAY_SIZE(signals)) {
			status = SIGKILL;
			break;
		}
		kill(child, signals[sent++]);
		due = clock_deadline(GRACE_NS);
	}
	sigaction(SIGCHLD, &before, NULL);
	signals_release(&held);
	return status;
}
