// SPDX-License-Identifier: GPL-2.0-or-later
#include "program.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "text.h"

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
