// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * For tests of how tools behave when the UIO core's event count wraps: loading
 * this module sets the count of a platform device's UIO device. No driver may
 * write the count, because it belongs to the core, which offers no function for
 * this.
 */
#include <linux/device.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/uio_driver.h>

static char *parent;
module_param(parent, charp, 0);
MODULE_PARM_DESC(parent, "The platform device");

static char *node;
module_param(node, charp, 0);
MODULE_PARM_DESC(node, "Its UIO device");

static uint count;
module_param(count, uint, 0);
MODULE_PARM_DESC(count, "The count to set");

static int __init uio_count_init(void)
{
	struct device *platform, *dev;
	struct uio_device *uio;

	platform = bus_find_device_by_name(&platform_bus_type, NULL, parent);
	if (!platform)
		return -ENODEV;
	dev = device_find_child_by_name(platform, node);
	put_device(platform);
	if (!dev)
		return -ENODEV;
	uio = dev_get_drvdata(dev);
	atomic_set(&uio->event, count);
	put_device(dev);
	return 0;
}

static void __exit uio_count_exit(void)
{
}

module_init(uio_count_init);
module_exit(uio_count_exit);

MODULE_AUTHOR("The uio-tools maintainers");
MODULE_DESCRIPTION("Sets the event count of a UIO device");
MODULE_LICENSE("GPL");
