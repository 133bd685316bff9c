#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The Debian packages: installed, used and purged.

load helper
: "${sims:?}"

# The guest has the module loaded already, and the tools in /usr/local.
setup_file() {
	rmmod uio_sim
	rm -f /usr/local/bin/{uio,uio-*,lsuio}
	hash -r
}

teardown() {
	remove_sims
}

teardown_file() {
	dpkg --purge uio-tools uio-tools-dkms
	insmod "build/kmod/$(uname -r)/uio_sim.ko"
}

# All files that may be ours, wherever packages put them.
ours() {
	find /etc /usr/bin /usr/lib/udev /usr/lib/sysusers.d /usr/share/{man,uio,doc,lintian} \
		/usr/share/bash-completion/completions /usr/share/{zsh,fish} /usr/src \
		"/lib/modules/$(uname -r)/updates" /var/lib/dpkg/info /var/lib/dkms \
		\( -name '*uio*' -o -path '*dkms/*' \) 2>/dev/null | sort
}

@test "the packages are installed, work, and are purged" {
	# A module tree that can be written, with what is needed of the kernel's.
	release=$(uname -r)
	mount -t tmpfs tmpfs "$BATS_TEST_TMPDIR"
	mkdir "$BATS_TEST_TMPDIR"/{upper,work}
	mount -t overlay -o "lowerdir=/lib/modules/$release,upperdir=$BATS_TEST_TMPDIR/upper,workdir=$BATS_TEST_TMPDIR/work" \
		overlay "/lib/modules/$release"
	ours >"/tmp/before"
	dpkg -i build/deb/uio-tools_*.deb build/deb/uio-tools-dkms_*.deb
	[[ $(ours | wc -l) -gt 50 ]]

	dkms status
	modprobe uio_sim
	[[ $(modinfo -n uio_sim) == "/lib/modules/$release/updates/dkms/"* ]]
	uio-sim create fpga map0/name=regs
	uio-poke fpga 0x10=0x1234
	[[ $(uio-peek fpga:regs 0x10) == 0x00001234 ]]
	lsuio -o NAME | grep -x fpga
	getent group uio
	eventually test -e /dev/uio/by-name/fpga
	[[ $(stat -Lc %G /dev/uio/by-name/fpga) == uio ]]
	man -w uio-peek uio_sim
	remove_sims
	rmmod uio_sim

	dpkg --purge uio-tools uio-tools-dkms
	ours | diff /tmp/before -
	umount "/lib/modules/$release"
	run ! command -v uio
	run ! modinfo uio_sim
}
