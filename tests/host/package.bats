#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The Debian packages, and DKMS on this machine; tests/vm/package.bats installs them.

load helper

setup_file() {
	cd "$BATS_TEST_DIRNAME/../.." || return 1
	unset MAKEFLAGS MFLAGS MAKELEVEL
	DEB_BUILD_OPTIONS=nocheck make -s deb >"$BATS_FILE_TMPDIR/log" 2>&1 ||
		{ cat "$BATS_FILE_TMPDIR/log" && return 1; }
}

setup() {
	trace_tests_only
	cd "$BATS_TEST_DIRNAME/../.." || return 1
	dkms=build/dkms-host
	debs=(build/deb/uio-tools_*.deb build/deb/uio-tools-dkms_*.deb)
}

teardown() {
	rm -rf "$dkms"
}

@test "two packages, without complaints of lintian" {
	[[ ${#debs[@]} == 2 && -e ${debs[0]} && -e ${debs[1]} ]]
	run -0 lintian --fail-on error,warning --allow-root "${debs[@]}"
	[[ ! $output ]]
}

@test "the packages have the version of the tree" {
	described=$(packaging/version)
	for deb in "${debs[@]}"; do
		version=$(dpkg-deb -f "$deb" Version)
		[[ $version == "${described//-/+}" ]]
		dpkg --validate-version "$version"
	done
	dpkg-deb -x "${debs[0]}" "$BATS_TEST_TMPDIR/root"
	[[ $("$BATS_TEST_TMPDIR/root/usr/bin/uio" --version | head -n 1) == "uio-tools $version" ]]
}

@test "the tools' package contains the files of make install" {
	make -s install DESTDIR="$BATS_TEST_TMPDIR/installed" prefix=/usr
	dpkg-deb -x "${debs[0]}" "$BATS_TEST_TMPDIR/packed"
	for root in installed packed; do
		(cd "$BATS_TEST_TMPDIR/$root" && find . ! -type d ! -path '*/share/doc/*' |
			sed 's/\.gz$//' | sort) >"$BATS_TEST_TMPDIR/$root.list"
	done
	diff "$BATS_TEST_TMPDIR/installed.list" "$BATS_TEST_TMPDIR/packed.list"
}

@test "each library that is loaded is recommended" {
	recommended=$(dpkg-deb -f "${debs[0]}" Recommends)
	libraries=$(sed -n 's/^#define LIB_.*_NAME.*"\(.*\)"/\1/p' common/base/lib.h)
	[[ $(wc -l <<<"$libraries") == 5 ]]
	for library in $libraries; do
		package=$(dpkg -S "*/$library" | sed '/^diversion /d; s/:.*//' | sort -u)
		[[ ", ${recommended// | /, }," == *", $package,"* ]]
	done
	[[ $(dpkg-deb -f "${debs[0]}" Depends) != *readline* ]]
}

# The package is built from a copy without git, elsewhere, with another user's settings.
@test "the packages are reproducible, and another BUILD keeps its files" {
	version=$(packaging/version)
	SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
	mkdir -p "$BATS_TEST_TMPDIR/some where"
	tar --exclude=./.git --exclude=./build -c . | tar -C "$BATS_TEST_TMPDIR/some where" -x
	cd "$BATS_TEST_TMPDIR/some where"
	export SOURCE_DATE_EPOCH TZ=Pacific/Kiritimati LANG=de_DE.UTF-8 LC_ALL=C.UTF-8 HOME=/nonexistent
	umask 0077
	mkdir "$BATS_TEST_TMPDIR/again"
	touch "$BATS_TEST_TMPDIR/again/precious"
	DEB_BUILD_OPTIONS=nocheck make -s deb VERSION="$version" BUILD="$BATS_TEST_TMPDIR/again" \
		>"$BATS_TEST_TMPDIR/log" 2>&1 || { cat "$BATS_TEST_TMPDIR/log" && return 1; }
	[[ -e $BATS_TEST_TMPDIR/again/precious ]]
	for deb in "${debs[@]}"; do
		cmp "$OLDPWD/$deb" "$BATS_TEST_TMPDIR/again/deb/${deb##*/}"
	done
}

@test "the copy for the packages leaves out the directory of the build" {
	mkdir "$BATS_TEST_TMPDIR/bin"
	ln -s "$(type -P true)" "$BATS_TEST_TMPDIR/bin/dpkg-buildpackage"
	mkdir -p "$BATS_TEST_TMPDIR/tree/out"
	cp -r packaging "$BATS_TEST_TMPDIR/tree"
	cd "$BATS_TEST_TMPDIR/tree"
	touch out/object
	PATH=$BATS_TEST_TMPDIR/bin:$PATH run -0 packaging/deb 1.0 out/deb
	[[ -e out/object && -e out/deb/tree/packaging && ! -e out/deb/tree/out ]]
}

@test "dkms adds, builds, installs and removes the modules" {
	release='' kdir='' build_in=()
	eval "$(tests/vm/kernel)"
	run -0 "${build_in[@]}" "$PWD/tests/vm/dkms" "$release" "$kdir" "$PWD/$dkms"
	tar -tf "$dkms"/modules.dkms.tar.gz | grep "/$release/.*/uio_edu.ko"
}

@test "dkms skips kernels that the modules were not tried on" {
	kdir=''
	eval "$(KERNEL='' tests/vm/kernel)"
	for release in 6.0.0-1-amd64 7.40.0-1-amd64 8.0.0-1-amd64; do
		run -77 tests/vm/dkms "$release" "$kdir" "$PWD/$dkms"
		[[ $output == *BUILD_EXCLUSIVE* ]]
	done
}
