/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Libraries that are loaded only when they are needed: reading a register needs
 * only libc. The functions of each library are members of a struct, under their
 * own names. A library is never unloaded.
 *
 * The build defines WITH_EXPAT and the like; the value 0 leaves a library out.
 * Then its callers are not compiled, and lib.c has no loader for it.
 */
#ifndef UIO_BASE_LIB_H
#define UIO_BASE_LIB_H

#include <stdio.h>

#if WITH_EXPAT
#include <expat.h>
#endif
#if WITH_JSON
#include <json-c/json.h>
#endif
#if WITH_READLINE
#include <readline/history.h>
#include <readline/readline.h>
#endif
#if WITH_SMARTCOLS
#include <libsmartcols/libsmartcols.h>
#endif
#if WITH_UDEV
#include <libudev.h>
#endif

#define LIB_SMARTCOLS_SYMBOLS(S)         \
	S(scols_column_set_json_type)    \
	S(scols_init_debug)              \
	S(scols_line_set_data)           \
	S(scols_new_table)               \
	S(scols_print_table)             \
	S(scols_table_enable_export)     \
	S(scols_table_enable_json)       \
	S(scols_table_enable_noheadings) \
	S(scols_table_enable_raw)        \
	S(scols_table_new_column)        \
	S(scols_table_new_line)          \
	S(scols_table_set_name)          \
	S(scols_table_set_stream)        \
	S(scols_unref_table)

/* Data symbols are pointers here, like all results of dlsym(). */
#define LIB_READLINE_SYMBOLS(S)               \
	S(add_history)                        \
	S(append_history)                     \
	S(history_list)                       \
	S(history_truncate_file)              \
	S(read_history)                       \
	S(rl_attempted_completion_function)   \
	S(rl_attempted_completion_over)       \
	S(rl_callback_handler_install)        \
	S(rl_callback_handler_remove)         \
	S(rl_callback_read_char)              \
	S(rl_callback_sigcleanup)             \
	S(rl_change_environment)              \
	S(rl_check_signals)                   \
	S(rl_clear_visible_line)              \
	S(rl_completer_quote_characters)      \
	S(rl_completer_word_break_characters) \
	S(rl_completion_matches)              \
	S(rl_completion_quote_character)      \
	S(rl_completion_suppress_append)      \
	S(rl_completion_suppress_quote)       \
	S(rl_crlf)                            \
	S(rl_forced_update_display)           \
	S(rl_initialize)                      \
	S(rl_line_buffer)                     \
	S(rl_pending_signal)                  \
	S(rl_persistent_signal_handlers)      \
	S(rl_point)                           \
	S(rl_readline_name)                   \
	S(rl_reset_screen_size)               \
	S(stifle_history)                     \
	S(using_history)

#define LIB_JSON_SYMBOLS(S)               \
	S(json_object_array_add)          \
	S(json_object_get)                \
	S(json_object_get_string)         \
	S(json_object_get_string_len)     \
	S(json_object_is_type)            \
	S(json_object_new_array)          \
	S(json_object_new_boolean)        \
	S(json_object_new_double_s)       \
	S(json_object_new_object)         \
	S(json_object_new_string)         \
	S(json_object_new_uint64)         \
	S(json_object_object_add)         \
	S(json_object_object_get)         \
	S(json_object_object_get_ex)      \
	S(json_object_put)                \
	S(json_object_to_json_string_ext) \
	S(json_tokener_error_desc)        \
	S(json_tokener_free)              \
	S(json_tokener_get_error)         \
	S(json_tokener_get_parse_end)     \
	S(json_tokener_new)               \
	S(json_tokener_parse_ex)          \
	S(json_tokener_set_flags)

#define LIB_EXPAT_SYMBOLS(S)           \
	S(XML_ErrorString)             \
	S(XML_GetCurrentByteCount)     \
	S(XML_GetCurrentByteIndex)     \
	S(XML_GetCurrentColumnNumber)  \
	S(XML_GetCurrentLineNumber)    \
	S(XML_GetErrorCode)            \
	S(XML_Parse)                   \
	S(XML_ParserCreate)            \
	S(XML_ParserFree)              \
	S(XML_SetCharacterDataHandler) \
	S(XML_SetElementHandler)       \
	S(XML_SetEntityDeclHandler)    \
	S(XML_SetUserData)             \
	S(XML_StopParser)

#define LIB_UDEV_SYMBOLS(S)                       \
	S(udev_device_get_action)                 \
	S(udev_device_get_devlinks_list_entry)    \
	S(udev_device_get_is_initialized)         \
	S(udev_device_get_seqnum)                 \
	S(udev_device_get_subsystem)              \
	S(udev_device_get_sysname)                \
	S(udev_device_get_syspath)                \
	S(udev_device_new_from_subsystem_sysname) \
	S(udev_device_unref)                      \
	S(udev_hwdb_get_properties_list_entry)    \
	S(udev_hwdb_new)                          \
	S(udev_hwdb_unref)                        \
	S(udev_list_entry_get_by_name)            \
	S(udev_list_entry_get_name)               \
	S(udev_list_entry_get_next)               \
	S(udev_list_entry_get_value)              \
	S(udev_monitor_enable_receiving)          \
	S(udev_monitor_get_fd)                    \
	S(udev_monitor_new_from_netlink)          \
	S(udev_monitor_receive_device)            \
	S(udev_monitor_set_receive_buffer_size)   \
	S(udev_monitor_unref)                     \
	S(udev_new)                               \
	S(udev_unref)

#define LIB_MEMBER(symbol) __typeof__(&symbol) symbol;

#define LIB_SMARTCOLS_NAME "libsmartcols.so.1"
#define LIB_READLINE_NAME  "libreadline.so.8"
#define LIB_EXPAT_NAME	   "libexpat.so.1"
#define LIB_JSON_NAME	   "libjson-c.so.5"
#define LIB_UDEV_NAME	   "libudev.so.1"

/**
 * lib_expat(), lib_json(), lib_readline(), lib_smartcols(), lib_udev() - load a
 * library
 *
 * Return its functions, or NULL if it is not installed or lacks one of them.
 */
#if WITH_EXPAT
/*
 * Newer versions deprecate XML_GetCurrentLineNumber() and similar functions in
 * favour of functions that older versions lack. All versions have these.
 */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
struct lib_expat {
	LIB_EXPAT_SYMBOLS(LIB_MEMBER)
};
#pragma GCC diagnostic pop
const struct lib_expat *lib_expat(void);
#endif

#if WITH_JSON
struct lib_json {
	LIB_JSON_SYMBOLS(LIB_MEMBER)
};
const struct lib_json *lib_json(void);
#endif

#if WITH_READLINE
struct lib_readline {
	LIB_READLINE_SYMBOLS(LIB_MEMBER)
};
const struct lib_readline *lib_readline(void);
#endif

#if WITH_SMARTCOLS
struct lib_smartcols {
	LIB_SMARTCOLS_SYMBOLS(LIB_MEMBER)
};
const struct lib_smartcols *lib_smartcols(void);
#endif

#if WITH_UDEV
struct lib_udev {
	LIB_UDEV_SYMBOLS(LIB_MEMBER)
};
const struct lib_udev *lib_udev(void);
#endif

#endif
