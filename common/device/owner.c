// SPDX-License-Identifier: GPL-2.0-or-later
#include "owner.h"

#include <grp.h>
#include <pwd.h>
#include <stdio.h>

#if UIO_STATIC

const char *user_name(uid_t user)
{
	FILE *file = fopen("/etc/passwd", "re");
	struct passwd *entry = NULL;

	if (!file)
		return NULL;
	do
		entry = fgetpwent(file);
	while (entry && entry->pw_uid != user);
	fclose(file);
	return entry ? entry->pw_name : NULL;
}

const char *group_name(gid_t group)
{
	FILE *file = fopen("/etc/group", "re");
	struct group *entry = NULL;

	if (!file)
		return NULL;
	do
		entry = fgetgrent(file);
	while (entry && entry->gr_gid != group);
	fclose(file);
	return entry ? entry->gr_name : NULL;
}

#else

const char *user_name(uid_t user)
{
	const struct passwd *entry = getpwuid(user);

	return entry ? entry->pw_name : NULL;
}

const char *group_name(gid_t group)
{
	const struct group *entry = getgrgid(group);

	return entry ? entry->gr_name : NULL;
}

#endif

void owner_text(char *text, size_t size, uid_t user, gid_t group)
{
	const char *name = user_name(user);
	int length = name ? snprintf(text, size, "%s", name)
			  : snprintf(text, size, "%u", user);

	if (length < 0 || (size_t)length >= size)
		return;
	name = group_name(group);
	if (name)
		snprintf(text + length, size - length, ":%s", name);
	else
		snprintf(text + length, size - length, ":%u", group);
}
