#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The Debian packages are installed, used and purged.

load helper

# Prints files with our name in the directories of packages.
ours() {
	find /etc/* /usr/bin /usr/lib/{udev/rules.d,sysusers.d} /usr/share \
		/usr/share/{doc,lintian/overrides,man/man[1457],bash-completion/completions} \
		/usr/share/{zsh/*,fish/*} /usr/src "$modules/updates/dkms" \
		/var/lib/{dpkg/info,dkms} -maxdepth 1 -name '*uio*' 2>/dev/null | sort
}

# The guest's tools in /usr/local and its loaded module are removed first. A writable
# tree with few modules keeps depmod short, and its modules.dep shows DKMS whether the
# kernel's modules are compressed. Two slow steps are omitted: the index of the manual
# pages is not made, and the host's DKMS has built the modules from the same package
# (tests/vm/dkms).
setup() {
	trace_tests_only
	release=$(uname -r)
	modules=/lib/modules/$release
	rmmod uio_sim
	mkdir "$BATS_FILE_TMPDIR/bin"
	mv /usr/local/bin/{uio,uio-*,lsuio} "$BATS_FILE_TMPDIR/bin/"
	rm -f /var/lib/man-db/auto-update
	mount -t tmpfs tmpfs "$BATS_TEST_TMPDIR"
	mkdir -p "$BATS_TEST_TMPDIR"/kernel/{drivers,fs}
	cp "$modules"/modules.{builtin,builtin.modinfo,dep,order} "$BATS_TEST_TMPDIR"
	cp -r "$modules/kernel/drivers/uio" "$BATS_TEST_TMPDIR/kernel/drivers/"
	cp -r "$modules/kernel/fs/configfs" "$BATS_TEST_TMPDIR/kernel/fs/"
	mount --bind "$BATS_TEST_TMPDIR" "$modules"
	mkdir -p /etc/dkms
	touch /etc/dkms/no-autoinstall
}

teardown() {
	remove_sims
	rmmod uio_sim
	dpkg --purge uio-tools uio-tools-dkms
	rm -f /etc/dkms/no-autoinstall
	umount "$modules" "$BATS_TEST_TMPDIR"
	mv "$BATS_FILE_TMPDIR/bin"/* /usr/local/bin/
	insmod "build/kmod/$release/uio_sim.ko"
}

@test "the packages are installed, work, and are purged" {
	before=$(ours)
	dpkg -i build/deb/uio-tools_*.deb build/deb/uio-tools-dkms_*.deb
	version=$(dpkg-query -W -f '${Version}' uio-tools-dkms)
	dkms ldtarball --archive build/dkms/modules.dkms.tar.gz
	dkms install "uio-tools/$version" -k "$release"
	[[ $(dkms status) == "uio-tools/$version, $release, x86_64: installed" ]]

	modprobe uio_sim
	[[ $(modinfo -n uio_sim) == "$modules/updates/dkms/uio_sim.ko"* ]]
	[[ $(command -v uio-peek) == /usr/bin/uio-peek ]]
	uio-sim create fpga map0/name=regs
	uio-poke fpga 0x10=0x1234
	[[ $(uio-peek fpga:regs 0x10) == 0x00001234 ]]
	[[ $(lsuio -rno NAME fpga | head -n 1) == fpga ]]
	eventually test -e /dev/uio/by-name/fpga
	[[ $(stat -Lc %G /dev/uio/by-name/fpga) == uio ]]
	man -w uio-peek uio_sim
	remove_sims
	rmmod uio_sim

	mapfile -t files < <(dpkg -L uio-tools uio-tools-dkms)
	((${#files[@]} > 50))
	dpkg --purge uio-tools uio-tools-dkms
	for file in "${files[@]}"; do
		[[ -d $file || ! -e $file && ! -L $file ]]
	done
	[[ $(ours) == "$before" ]]
	run ! modinfo uio_sim
	run ! test -e /usr/bin/uio
}
