// SPDX-License-Identifier: GPL-2.0-or-later
#include "lib.h"

#include <dlfcn.h>
#include <stdbool.h>
#include <stddef.h>

struct symbol {
	const char *name;
	size_t offset;
};

static bool load(const char *file, const struct symbol *symbols, size_t count,
		 void *members)
{
	void *handle = dlopen(file, RTLD_NOW | RTLD_LOCAL);

	for (size_t i = 0; handle && i < count; i++) {
		void *address = dlsym(handle, symbols[i].name);

		if (!address)
			return false;
		*(void **)((char *)members + symbols[i].offset) = address;
	}
	return handle != NULL;
}

/* A name and a list of symbols make the loader of a library. */
#define LIBRARY(lib, file, LIST, ENTRY)                                     \
	const struct lib *lib(void)                                         \
	{                                                                   \
		static const struct symbol symbols[] = { LIST(ENTRY) };     \
		static struct lib members;                                  \
		static bool loaded;                                         \
                                                                            \
		if (!loaded)                                                \
			loaded = load(file, symbols,                        \
				      sizeof(symbols) / sizeof(symbols[0]), \
				      &members);                            \
		return loaded ? &members : NULL;                            \
	}

#define SMARTCOLS(symbol) { #symbol, offsetof(struct lib_smartcols, symbol) },
#define READLINE(symbol)  { #symbol, offsetof(struct lib_readline, symbol) },
#define EXPAT(symbol)	  { #symbol, offsetof(struct lib_expat, symbol) },
#define UDEV(symbol)	  { #symbol, offsetof(struct lib_udev, symbol) },
#define JSON(symbol)	  { #symbol, offsetof(struct lib_json, symbol) },

LIBRARY(lib_smartcols, LIB_SMARTCOLS_NAME, LIB_SMARTCOLS_SYMBOLS, SMARTCOLS)
LIBRARY(lib_readline, LIB_READLINE_NAME, LIB_READLINE_SYMBOLS, READLINE)
LIBRARY(lib_json, LIB_JSON_NAME, LIB_JSON_SYMBOLS, JSON)
LIBRARY(lib_expat, LIB_EXPAT_NAME, LIB_EXPAT_SYMBOLS, EXPAT)
LIBRARY(lib_udev, LIB_UDEV_NAME, LIB_UDEV_SYMBOLS, UDEV)
