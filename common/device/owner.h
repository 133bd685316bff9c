/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The names of users and groups. */
#ifndef UIO_DEVICE_OWNER_H
#define UIO_DEVICE_OWNER_H

#include <sys/types.h>

/**
 * user_name(), group_name() - by number
 *
 * A static build cannot load what nsswitch.conf(5) asks for, and reads
 * /etc/passwd and /etc/group itself.
 *
 * Return a string that lives until the next call, or NULL for none.
 */
const char *user_name(uid_t user);
const char *group_name(gid_t group);

/**
 * owner_text() - both, or numbers where there are no names: `root:uio`
 */
void owner_text(char *text, size_t size, uid_t user, gid_t group);

#endif
