// SPDX-License-Identifier: GPL-2.0-or-later
#include "applets.h"

#include <string.h>

#define APPLETS(A) \
	A(lsuio)   \
	A(peek)    \
	A(poke)    \
	A(wait)    \
	A(irq)     \
	A(shell)   \
	A(regs)    \
	A(sim)

#define DECLARE(name) extern const struct applet applet_##name;
#define ENTRY(name)   &applet_##name,

APPLETS(DECLARE)
static const struct applet *const applets[] = { APPLETS(ENTRY) };

#define APPLET_COUNT (sizeof(applets) / sizeof(applets[0]))

const struct applet *applet_at(size_t index)
{
	return index < APPLET_COUNT ? applets[index] : NULL;
}

const struct applet *applet_by_name(const char *name)
{
	for (size_t i = 0; i < APPLET_COUNT; i++)
		if (!strcmp(name, applets[i]->name))
			return applets[i];
	return NULL;
}

const struct applet *applet_by_verb(const char *verb)
{
	for (size_t i = 0; i < APPLET_COUNT; i++)
		if (!strcmp(verb, applets[i]->verb))
			return applets[i];
	return applet_by_name(verb);
}

int applet_summary_length(const struct applet *applet)
{
	return strcspn(applet->argp->doc, "\v");
}
