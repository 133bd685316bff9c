// SPDX-License-Identifier: GPL-2.0-or-later
#include "regs-load.h"

#include <stdlib.h>

#include "cmd/show/report.h"
#include "input.h"

int fail_regs(int err, const char *path, const struct regs_error *error)
{
	char *place = NULL;
	int status, made = 0;

	if (error->line && error->column)
		made = asprintf(&place, "%s:%u:%u", path, error->line,
				error->column);
	else if (error->line)
		made = asprintf(&place, "%s:%u", path, error->line);
	if (made < 0)
		return fail_memory();
	status = fail(err, place ?: path, "%s", error->reason);
	free(place);
	return status;
}

int load_regs(const char *path, const char *peripheral, struct regs **regs)
{
	struct regs_error error;
	int err = regs_load(path, peripheral, regs, &error);

	return err ? fail_regs(err, input_name(path), &error) : 0;
}
