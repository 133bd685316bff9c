/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The names of users and groups. */
#ifndef UIO_DEVICE_OWNER_H
#define UIO_DEVICE_OWNER_H

#include <sys/types.h>

/**
 * user_name(), group_name() - the name that belongs to an id
 *
 * A static build cannot load the modules that nsswitch.conf(5) names, and reads
 * /etc/passwd and /etc/group itself.
 *
 * Return a string that lives until the next call, or NULL if the id has no
 * name.
 */
const char *user_name(uid_t user);
const char *group_name(gid_t group);

/**
 * owner_text() - user and group as `root:uio`, with numbers in place of missing
 * names
 */
void owner_text(char *text, size_t size, uid_t user, gid_t group);

#endif
