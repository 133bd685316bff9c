#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Run by hand: tests/vm/run with this file must fail, because of a WARN in the kernel.

bats_require_minimum_version 1.5.0

@test "a module that warns" {
	cd "$BATS_TEST_TMPDIR" || return
	echo 'obj-m := warn.o' >Kbuild
	cat >warn.c <<-END
		#include <linux/module.h>
		static int __init warn_init(void)
		{
			WARN(1, "the test bed should see this");
			return -EAGAIN;
		}
		module_init(warn_init);
		MODULE_DESCRIPTION("Warns");
		MODULE_LICENSE("GPL");
	END
	make -s -C "/usr/src/linux-headers-$(uname -r)" M="$PWD"
	run ! insmod warn.ko
}
