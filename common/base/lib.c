// SPDX-License-Identifier: GPL-2.0-or-later
#include "lib.h"

#include <dlfcn.h>
#include <link.h>
#include <stdbool.h>
#include <stddef.h>

#include "array.h"

/* All members of the structs are pointers, in the order of the names. */
static bool load(const char *file, const char *const *names, size_t count,
		 void **members)
{
	void *handle = dlopen(file, RTLD_NOW | RTLD_LOCAL);

	for (size_t i = 0; handle && i < count; i++) {
		members[i] = dlsym(handle, names[i]);
		if (!members[i])
			return false;
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

#define SYMBOL_NAME(symbol) #symbol,

/* Defines the loader and the note of a library. */
#define LIBRARY(lib, file, LIST, feature, description)                    \
	const struct lib *lib(void)                                       \
	{                                                                 \
		static const char *const names[] = { LIST(SYMBOL_NAME) }; \
		static struct lib members;                                \
		static bool loaded;                                       \
                                                                          \
		if (!loaded)                                              \
			loaded = load(file, names, ARRAY_SIZE(names),     \
				      (void **)&members);                 \
		return loaded ? &members : NULL;                          \
	}                                                                 \
	NOTE(lib, file, feature, description)

#if WITH_EXPAT
LIBRARY(lib_expat, LIB_EXPAT_NAME, LIB_EXPAT_SYMBOLS, "svd",
	"Read SVD and hwh register files")
#endif

#if WITH_JSON
LIBRARY(lib_json, LIB_JSON_NAME, LIB_JSON_SYMBOLS, "json", "Print JSON")
#endif

#if WITH_READLINE
LIBRARY(lib_readline, LIB_READLINE_NAME, LIB_READLINE_SYMBOLS, "editing",
	"Edit lines in the shell")
#endif

#if WITH_SMARTCOLS
LIBRARY(lib_smartcols, LIB_SMARTCOLS_NAME, LIB_SMARTCOLS_SYMBOLS, "tables",
	"Print tables")
#endif

#if WITH_UDEV
LIBRARY(lib_udev, LIB_UDEV_NAME, LIB_UDEV_SYMBOLS, "udev",
	"Watch devices, and show their links and properties in udev")
#endif
