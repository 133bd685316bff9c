// SPDX-License-Identifier: GPL-2.0-or-later
#include "lib.h"

#include <dlfcn.h>
#include <link.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "array.h"

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

/*
 * ldd does not show libraries loaded with dlopen, so a note lists them for
 * packagers, in the form of the UAPI group's "ELF dlopen() metadata" (readelf -n,
 * owner FDO).
 */
#define NOTE_TYPE  0x407c0c0a
#define NOTE_OWNER "FDO"

#define NOTE(lib, file, feature, description)                             \
	__attribute__((used, section(".note.dlopen"),                     \
		       aligned(4))) static const struct {                 \
		ElfW(Nhdr) head;                                          \
		char owner[sizeof(NOTE_OWNER)];                           \
		char json[sizeof(NOTE_JSON(file, feature, description))]; \
	} lib##_note = {                                                  \
		{ sizeof(lib##_note.owner), sizeof(lib##_note.json),      \
		  NOTE_TYPE },                                            \
		NOTE_OWNER,                                               \
		NOTE_JSON(file, feature, description),                    \
	};
#define NOTE_JSON(file, feature, description)                \
	"[{\"soname\":[\"" file "\"],\"feature\":\"" feature \
	"\",\"description\":\"" description                  \
	"\",\"priority\":\"recommended\"}]"

/* Defines the loader of a library from a name and a list of symbols. */
#define LIBRARY(lib, file, LIST, ENTRY)                                   \
	const struct lib *lib(void)                                       \
	{                                                                 \
		static const struct symbol symbols[] = { LIST(ENTRY) };   \
		static struct lib members;                                \
		static bool loaded;                                       \
                                                                          \
		if (!loaded)                                              \
			loaded = load(file, symbols, ARRAY_SIZE(symbols), \
				      &members);                          \
		return loaded ? &members : NULL;                          \
	}

#if WITH_EXPAT
#define EXPAT(symbol) { #symbol, offsetof(struct lib_expat, symbol) },
LIBRARY(lib_expat, LIB_EXPAT_NAME, LIB_EXPAT_SYMBOLS, EXPAT)
NOTE(lib_expat, LIB_EXPAT_NAME, "svd", "Read SVD and hwh register files")
#endif

#if WITH_JSON
#define JSON(symbol) { #symbol, offsetof(struct lib_json, symbol) },
LIBRARY(lib_json, LIB_JSON_NAME, LIB_JSON_SYMBOLS, JSON)
NOTE(lib_json, LIB_JSON_NAME, "json", "Print JSON")
#endif

#if WITH_READLINE
#define READLINE(symbol) { #symbol, offsetof(struct lib_readline, symbol) },
LIBRARY(lib_readline, LIB_READLINE_NAME, LIB_READLINE_SYMBOLS, READLINE)
NOTE(lib_readline, LIB_READLINE_NAME, "editing", "Edit lines in the shell")
#endif

#if WITH_SMARTCOLS
#define SMARTCOLS(symbol) { #symbol, offsetof(struct lib_smartcols, symbol) },
LIBRARY(lib_smartcols, LIB_SMARTCOLS_NAME, LIB_SMARTCOLS_SYMBOLS, SMARTCOLS)
NOTE(lib_smartcols, LIB_SMARTCOLS_NAME, "tables", "Print tables")
#endif

#if WITH_UDEV
#define UDEV(symbol) { #symbol, offsetof(struct lib_udev, symbol) },
LIBRARY(lib_udev, LIB_UDEV_NAME, LIB_UDEV_SYMBOLS, UDEV)
NOTE(lib_udev, LIB_UDEV_NAME, "udev",
     "Watch devices, and show their links and properties in udev")
#endif
