/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Attributes of sysfs and configfs: small files with one value each. */
#ifndef UIO_DEVICE_SYSFS_H
#define UIO_DEVICE_SYSFS_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* Attributes have at most one page, whose largest size is 64 KiB. */
#define ATTR_MAX 65536

/**
 * attr_read_fd() - read an attribute through an open file, from its start
 * @text: the value without its last newline, allocated; bytes as they are
 *
 * Returns 0 or a negative errno: -ENODEV when the object of the file was
 * removed.
 */
int attr_read_fd(int fd, char **text);

/**
 * attr_read() - the same by path
 */
int attr_read(const char *path, char **text);

/**
 * attr_read_at() - read an attribute into a buffer
 * @dir: of the directory that @path is relative to, as openat(2) takes it
 * @text: the value without its last newline, ended with NUL
 * @size: of @text; what does not fit is left out
 *
 * Returns the length or a negative errno.
 */
ssize_t attr_read_at(int dir, const char *path, char *text, size_t size);

/**
 * attr_number() - the number that the text of an attribute is, in C's notation
 *
 * Returns 0, or -EPROTO where it is not a number.
 */
int attr_number(const char *text, uint64_t *value);

/**
 * attr_read_u64() - an attribute that is a number, in C's notation
 *
 * Returns 0, a negative errno, or -EPROTO where it is not a number.
 */
int attr_read_u64(const char *path, uint64_t *value);

/**
 * attr_write(), attr_write_bytes() - write a value to an attribute, in one
 * write
 *
 * Return 0 or a negative errno, -EIO for a short write.
 */
int attr_write(const char *path, const char *value);
int attr_write_bytes(const char *path, const void *bytes, size_t length);

/**
 * attr_link(), attr_link_at() - the last component that a link points at
 *
 * Return an allocated string, NULL where there is no such link.
 */
char *attr_link(const char *path);
char *attr_link_at(int dir, const char *path);

/**
 * dir_names() - the names in a directory, as strverscmp() orders them
 * @names: an allocated array; free with names_free()
 *
 * Returns how many there are, or a negative errno. `.` and `..` are left out.
 */
int dir_names(const char *path, char ***names);
void names_free(char **names, int count);

#endif
