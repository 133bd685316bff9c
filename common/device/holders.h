/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The processes that hold device nodes open or mapped; a mapping holds the device
 * even after the node was closed (proc(5): fd, maps and map_files). Nodes are
 * identified by their device number, as their path may differ in a container.
 * Only root can see the processes of other users.
 */
#ifndef UIO_DEVICE_HOLDERS_H
#define UIO_DEVICE_HOLDERS_H

#include <stddef.h>

/**
 * struct holder - a process and a node that it holds
 * @number: N in uioN
 * @command: the first 15 bytes of the process's name, as the kernel keeps it
 */
struct holder {
	unsigned int number;
	unsigned int pid;
	char *command;
};

/**
 * struct holders - all holders that can be seen, by process
 */
struct holders {
	struct holder *list;
	size_t count;
};

/**
 * holders_find() - search all processes for all nodes
 * @holders: the result; free with holders_free(), on success only
 *
 * Processes that end in the meantime, or that this process may not examine, are
 * left out.
 *
 * Returns 0 or a negative errno.
 */
int holders_find(struct holders *holders);

/**
 * holders_text() - the processes that hold the node of uioN, as `PID(COMMAND)`,
 * separated by blanks
 *
 * Returns an allocated text, "" if there are none, or NULL if memory is short.
 */
char *holders_text(const struct holders *holders, unsigned int number);

void holders_free(struct holders *holders);

#endif
