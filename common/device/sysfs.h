/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Attributes of sysfs and configfs: small files with one value each. */
#ifndef UIO_DEVICE_SYSFS_H
#define UIO_DEVICE_SYSFS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/**
 * attr_read_fd() - read an attribute through an open file, from its start
 * @text: the allocated value without its last newline; its bytes are unchanged
 *
 * Returns 0 or a negative errno: -ENODEV when the object of the file was
 * removed.
 */
int attr_read_fd(int fd, char **text);

/**
 * attr_read(), attr_text_at() - read an attribute by its path, like attr_read_fd()
 * @dir: the directory that @path is relative to, as in openat(2)
 */
int attr_read(const char *path, char **text);
int attr_text_at(int dir, const char *path, char **text);

/**
 * attr_read_at() - read an attribute into a buffer
 * @dir: the directory that @path is relative to, as in openat(2)
 * @text: the value without its last newline, terminated by NUL
 * @size: the size of @text; a value that does not fit is cut off
 *
 * Returns the length or a negative errno.
 */
ssize_t attr_read_at(int dir, const char *path, char *text, size_t size);

/**
 * attr_number_at() - read an attribute that is a number in C's notation
 * @dir: the directory that @path is relative to
 *
 * Returns 0, a negative errno, or -EPROTO if it is not a number.
 */
int attr_number_at(int dir, const char *path, uint64_t *value);

/**
 * attr_write() - write a value to an attribute in a single write
 *
 * Returns 0 or a negative errno, -EIO for a short write.
 */
int attr_write(const char *path, const void *bytes, size_t length);

/**
 * attr_link_at() - the last component of the path that a link points to
 *
 * Returns an allocated string, or NULL if there is no such link.
 */
char *attr_link_at(int dir, const char *path);

/**
 * attr_read_in(), attr_u64_in(), attr_link_in() - like attr_read(), attr_number_at()
 * and attr_link_at(), for a file by the path of its directory and its name
 * attr_is_in() - whether there is such a file that this process may access
 * @mode: F_OK, R_OK or W_OK
 */
int attr_read_in(const char *dir, const char *name, char **text);
int attr_u64_in(const char *dir, const char *name, uint64_t *value);
char *attr_link_in(const char *dir, const char *name);
bool attr_is_in(const char *dir, const char *name, int mode);

/**
 * dir_names() - the names in a directory, in the order of strverscmp()
 * @names: an allocated array; free with names_free(), which may also be called after
 *         an error
 *
 * Returns the number of names, or a negative errno. `.` and `..` are left out.
 */
int dir_names(const char *path, char ***names);
void names_free(char **names, int count);

#endif
