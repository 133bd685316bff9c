/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The table of applets, and what each has to give to it. */
#ifndef UIO_CMD_APPLETS_H
#define UIO_CMD_APPLETS_H

#include <argp.h>
#include <stdbool.h>
#include <stddef.h>

struct target;

/**
 * struct applet - one applet
 * @name: the name of its link, by which it is called
 * @verb: the word behind `uio`, and in the shell, that calls it too
 * @argp: its grammar
 * @on_device: its first word is a DEVICE, which the shell leaves out
 * @run: does its job; returns the exit status
 *
 * @run gets as argv[0] the word it was called by. @held is NULL when it is
 * run as a program. In the shell it is the device in use, which then stands
 * for the DEVICE of the grammar, and usage errors must return, not exit.
 */
struct applet {
	const char *name;
	const char *verb;
	const struct argp *argp;
	bool on_device;
	int (*run)(struct target *held, int argc, char **argv);
};

/**
 * applet_by_name(), applet_by_verb() - look an applet up; NULL for none
 *
 * A verb is the short word or the name.
 */
const struct applet *applet_by_name(const char *name);
const struct applet *applet_by_verb(const char *verb);

/**
 * applet_at() - the applets one by one; NULL behind the last
 */
const struct applet *applet_at(size_t index);

/**
 * applet_summary_length() - how much of its argp's doc says in one line what
 * it does; argp prints this part before the options
 */
int applet_summary_length(const struct applet *applet);

#endif
