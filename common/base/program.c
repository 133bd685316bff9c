// SPDX-License-Identifier: GPL-2.0-or-later
#include "program.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "text.h"

bool program_exists(const char *name)
{
	const char *path = getenv("PATH") ?: "/usr/bin:/bin";
	bool found = strchr(name, '/') && !access(name, X_OK);

	while (!found && !strchr(name, '/') && *path) {
		int length = strcspn(path, ":");
		char *file = text_format("%.*s/%s", length, path, name);

		found = file && !access(file, X_OK);
		free(file);
		path += length + (path[length] == ':');
	}
	return found;
}
