/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * udev's data about devices: the links that it made, and its hardware database.
 */
#ifndef UIO_DEVICE_UDEV_H
#define UIO_DEVICE_UDEV_H

#include "common/base/lib.h"
#include "device.h"

/**
 * struct uio_udev - the use of libudev; all zero before udev_begin()
 *
 * A build without libudev (WITH_UDEV=0) finds nothing.
 */
struct uio_udev {
	bool begun;
	const struct lib_udev *lib;
	struct udev *udev;
	struct udev_hwdb *hwdb;
};

#if WITH_UDEV

/**
 * udev_usable() - whether libudev can be loaded
 */
bool udev_usable(void);

/**
 * udev_begin() - load libudev, unless an earlier call has tried
 *
 * Without libudev, or without a database, the functions below find nothing.
 * Call udev_end() in either case.
 */
void udev_begin(struct uio_udev *udev);
void udev_end(struct uio_udev *udev);

/**
 * udev_links() - the symbolic links to a device's node that udev made
 *
 * Returns an allocated list of their paths, separated by blanks, or NULL if
 * there are none.
 */
char *udev_links(const struct uio_udev *udev, const struct uio_device *device);

/**
 * udev_property() - a property that the hardware database has for a device
 * @modalias: the modalias of the device
 * @key: such as ID_VENDOR_FROM_DATABASE (hwdb(7))
 *
 * Returns an allocated string, or NULL if there is no such property.
 */
char *udev_property(const struct uio_udev *udev, const char *modalias,
		    const char *key);

#else

static inline bool udev_usable(void)
{
	return false;
}

static inline void udev_begin(struct uio_udev *udev)
{
	(void)udev;
}

static inline void udev_end(struct uio_udev *udev)
{
	(void)udev;
}

static inline char *udev_links(const struct uio_udev *udev,
			       const struct uio_device *device)
{
	(void)udev, (void)device;
	return NULL;
}

static inline char *udev_property(const struct uio_udev *udev,
				  const char *modalias, const char *key)
{
	(void)udev, (void)modalias, (void)key;
	return NULL;
}

#endif

#endif
