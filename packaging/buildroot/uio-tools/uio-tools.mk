# SPDX-License-Identifier: GPL-2.0-or-later
# The package is built from the tree that this file is in.

UIO_TOOLS_VERSION = $(shell $(BR2_EXTERNAL_UIO_TOOLS_PATH)/../version)
UIO_TOOLS_SITE = $(BR2_EXTERNAL_UIO_TOOLS_PATH)/../..
UIO_TOOLS_SITE_METHOD = local
UIO_TOOLS_LICENSE = GPL-2.0+
UIO_TOOLS_LICENSE_FILES = LICENSE

# The libraries are loaded at run time; the build needs their headers.
UIO_TOOLS_DEPENDENCIES = \
	$(if $(BR2_PACKAGE_EXPAT),expat) \
	$(if $(BR2_PACKAGE_JSON_C),json-c) \
	$(if $(BR2_PACKAGE_READLINE),readline) \
	$(if $(BR2_PACKAGE_UTIL_LINUX_LIBSMARTCOLS),util-linux) \
	$(if $(BR2_PACKAGE_HAS_UDEV),udev)

UIO_TOOLS_MAKE_OPTS = \
	$(TARGET_CONFIGURE_OPTS) \
	VERSION=$(UIO_TOOLS_VERSION) \
	prefix=/usr \
	WITH_EXPAT=$(if $(BR2_PACKAGE_EXPAT),1,0) \
	WITH_JSON=$(if $(BR2_PACKAGE_JSON_C),1,0) \
	WITH_READLINE=$(if $(BR2_PACKAGE_READLINE),1,0) \
	WITH_SMARTCOLS=$(if $(BR2_PACKAGE_UTIL_LINUX_LIBSMARTCOLS),1,0) \
	WITH_UDEV=$(if $(BR2_PACKAGE_HAS_UDEV),1,0)

define UIO_TOOLS_BUILD_CMDS
	$(TARGET_MAKE_ENV) $(MAKE) -C $(@D) $(UIO_TOOLS_MAKE_OPTS) all
endef

define UIO_TOOLS_INSTALL_TARGET_CMDS
	$(TARGET_MAKE_ENV) $(MAKE) -C $(@D) $(UIO_TOOLS_MAKE_OPTS) \
		DESTDIR=$(TARGET_DIR) install
endef

# The udev rules give devices to this group.
define UIO_TOOLS_USERS
	- -1 uio -1 - - - - Users of UIO devices
endef

ifeq ($(BR2_PACKAGE_UIO_TOOLS_MODULES),y)
UIO_TOOLS_MODULE_SUBDIRS = kmod
$(eval $(kernel-module))
endif

$(eval $(generic-package))
