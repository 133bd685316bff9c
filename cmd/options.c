// SPDX-License-Identifier: GPL-2.0-or-later
#include "options.h"

#include <errno.h>

#include "number.h"

error_t option_time(uint64_t *ns, const char *arg, struct argp_state *state)
{
	if (!duration_parse(arg, ns))
		return 0;
	argp_error(state, "bad time '%s': 100ms, 2s, 1m", arg);
	return EINVAL;
}

error_t option_count(uint64_t *count, const char *arg, struct argp_state *state)
{
	if (!number_parse(arg, count))
		return 0;
	argp_error(state, "bad count '%s'", arg);
	return EINVAL;
}
