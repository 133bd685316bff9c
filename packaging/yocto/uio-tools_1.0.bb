# SPDX-License-Identifier: GPL-2.0-or-later
SUMMARY = "Command-line tools for Linux UIO devices"
DESCRIPTION = "List UIO devices, read and write their registers, wait for their interrupts."
SECTION = "utils"
LICENSE = "GPL-2.0-or-later"
LIC_FILES_CHKSUM = "file://LICENSE;md5=b234ee4d69f5fce4486a80fdaf4a4263"

# The tarball of `make dist` must be in a directory `files' beside this recipe.
SRC_URI = "file://uio-tools-${PV}.tar.gz"

inherit bash-completion useradd

USERADD_PACKAGES = "${PN}"
GROUPADD_PARAM:${PN} = "--system uio"

# The libraries are loaded at run time; the build needs their headers.
PACKAGECONFIG ??= "expat json readline smartcols udev"
PACKAGECONFIG[expat] = "WITH_EXPAT=1,WITH_EXPAT=0,expat,,expat"
PACKAGECONFIG[json] = "WITH_JSON=1,WITH_JSON=0,json-c,,json-c"
PACKAGECONFIG[readline] = "WITH_READLINE=1,WITH_READLINE=0,readline,,readline"
PACKAGECONFIG[smartcols] = "WITH_SMARTCOLS=1,WITH_SMARTCOLS=0,util-linux,,util-linux-libsmartcols"
PACKAGECONFIG[udev] = "WITH_UDEV=1,WITH_UDEV=0,udev,,libudev"

EXTRA_OEMAKE = "'CC=${CC}' prefix=${prefix} UDEVDIR=${nonarch_base_libdir}/udev/rules.d \
	SYSUSERSDIR=${nonarch_libdir}/sysusers.d ${PACKAGECONFIG_CONFARGS}"

do_install() {
	oe_runmake install DESTDIR=${D}
}

FILES:${PN} += "${datadir}/uio ${datadir}/fish ${datadir}/zsh \
	${nonarch_base_libdir}/udev ${nonarch_libdir}/sysusers.d"
