#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# tests/vm/kernel with an archive of small packages instead of Debian's.

bats_require_minimum_version 1.5.0

old=6.1.0-9-amd64
new=7.2.1+deb14-amd64

# Makes a package of the files in tree/, which it empties.
package() { # NAME [DEPENDS]
	mkdir -p "tree/DEBIAN"
	printf '%s\n' "Package: $1" 'Version: 1' 'Architecture: amd64' 'Maintainer: none <none>' \
		'Description: none' ${2:+"Depends: $2"} >tree/DEBIAN/control
	dpkg-deb --root-owner-group -Znone --build tree "$1.deb" >/dev/null
	{
		dpkg-deb -f "$1.deb"
		echo "Filename: ./$1.deb"
		echo "Size: $(stat -c %s "$1.deb")"
		printf 'SHA256: %s\n\n' "$(sha256sum <"$1.deb" | cut -d' ' -f1)"
	} >>Packages
	rm -rf tree
}

# Makes a bzImage whose payload is "vmlinux", packed by a command.
bzimage() { # FILE COMMAND...
	mkdir -p "${1%/*}"
	python3 - "$@" <<-'END'
		import struct, subprocess, sys
		packed = subprocess.run(sys.argv[2:], input=b"vmlinux", stdout=subprocess.PIPE, check=True).stdout
		packed += struct.pack("<I", len(b"vmlinux"))
		image = bytearray(0x300)
		image[0x248:0x250] = struct.pack("<II", 0x100, len(packed))
		open(sys.argv[1], "wb").write(image + packed + b"more")
	END
}

headers() { # RELEASE
	mkdir -p "tree/usr/src/linux-headers-$1"
	echo "include /usr/src/linux-headers-common/Makefile" >"tree/usr/src/linux-headers-$1/Makefile"
	ln -s "../../lib/linux-kbuild-$1/scripts" "tree/usr/src/linux-headers-$1/scripts"
	package "linux-headers-$1" "linux-headers-$1-common, linux-kbuild-$1, linux-image-$1"
	package "linux-headers-$1-common"
	mkdir -p "tree/usr/lib/linux-kbuild-$1/scripts/basic"
	: >"tree/usr/lib/linux-kbuild-$1/scripts/basic/fixdep"
	package "linux-kbuild-$1"
}

modules() { # DIRECTORY
	mkdir -p "$1"
	touch "$1"/modules.{order,builtin}
}

setup_file() {
	mkdir -p "$BATS_FILE_TMPDIR"/archive "$BATS_FILE_TMPDIR"/apt/{lists,archives}/partial
	cd "$BATS_FILE_TMPDIR/archive" || return 1
	package linux-image-amd64 "linux-image-$old"
	bzimage "tree/boot/vmlinuz-$old" xz --check=crc32
	modules "tree/lib/modules/$old"
	package "linux-image-$old"
	headers "$old"
	# The packages have the form that they have had since Debian 13 and Linux 7.2.
	package linux-image-7.2-amd64 "linux-base, linux-image-$new"
	package "linux-image-$new" "linux-base-$new, linux-binary-$new, linux-modules-$new"
	package "linux-base-$new"
	bzimage "tree/usr/lib/modules/$new/vmlinuz" zstd
	package "linux-binary-$new"
	modules "tree/usr/lib/modules/$new"
	package "linux-modules-$new"
	headers "$new"
	cd ../apt || return 1
	touch status
	echo "deb [trusted=yes] file:$BATS_FILE_TMPDIR/archive ./" >sources.list
	cat >apt.conf <<-END
		APT::Architecture "amd64";
		APT::Architectures { "amd64"; };
		APT::Sandbox::User "root";
		Dir::State "$PWD";
		Dir::State::status "$PWD/status";
		Dir::Cache "$PWD";
		Dir::Etc::SourceList "$PWD/sources.list";
		Dir::Etc::SourceParts "/dev/null";
		Dir::Etc::PreferencesParts "/dev/null";
	END
	export APT_CONFIG=$PWD/apt.conf
	apt-get -qq update
}

setup() {
	export UIO_CACHE=$BATS_TEST_TMPDIR/cache
	unset KERNEL ARCH
	kernel=$BATS_TEST_DIRNAME/../vm/kernel
	release='' vmlinuz='' boot='' moddir='' kdir='' build_in=()
	root=$UIO_CACHE/${old}_1
}

@test "the default kernel and its headers are unpacked, and found again" {
	run -0 --separate-stderr "$kernel"
	[[ $stderr == "tests/vm/kernel: fetching Linux $old"* ]]
	eval "$output"
	[[ $release == "$old" && $moddir == "$root/lib/modules/$old" ]]
	[[ $(<"$boot") == vmlinux && -e $moddir/modules.dep && ${#build_in[@]} == 0 ]]
	[[ $(<"$kdir/Makefile") == "include ../linux-headers-common/Makefile" ]]
	for choice in '' 6.1; do
		KERNEL=$choice run -0 --separate-stderr "$kernel"
		[[ ! $stderr && $output == "release=$old"* ]]
	done
	[[ $(ls -A "$UIO_CACHE") == "${old}_1"$'\n'lock ]]
}

@test "a kernel in several packages, with all files in /usr" {
	KERNEL=7.2 run -0 --separate-stderr "$kernel"
	eval "$output"
	[[ $release == "$new" && $(<"$boot") == vmlinux ]]
	[[ -e $vmlinuz && -e $moddir/modules.dep && -e $kdir/scripts/basic/fixdep ]]
}

@test "a cache without headers, or with a part of a kernel, is filled again" {
	"$kernel"
	for missing in usr "lib/modules/$old/modules.dep" "boot/vmlinuz-$old"; do
		rm -r "${root:?}/$missing"
		touch "$root/old"
		run -0 --separate-stderr "$kernel"
		[[ $stderr == *fetching* && -e $root/$missing && ! -e $root/old ]]
	done
}

@test "an unknown kernel is an error that lists the known ones" {
	for choice in 6.12 rt foo 6; do
		KERNEL=$choice run -2 --separate-stderr "$kernel"
		[[ ! $output ]]
		[[ $stderr == "tests/vm/kernel: no kernel '$choice' here: choose 6.1, 7.2, newest or debug" ]]
	done
	for choice in newest debug; do
		KERNEL=$choice ARCH=arm64 run -2 "$kernel"
		[[ $output == "tests/vm/kernel: "*amd64* && ! -e $UIO_CACHE ]]
	done
}

@test "a package that cannot be downloaded is an error, and leaves no file" {
	cp -r "$BATS_FILE_TMPDIR/apt" "$BATS_TEST_TMPDIR/apt"
	sed -i "s|$BATS_FILE_TMPDIR/apt|$BATS_TEST_TMPDIR/apt|" "$BATS_TEST_TMPDIR/apt/apt.conf"
	mv "$BATS_FILE_TMPDIR/archive/linux-kbuild-$old.deb" "$BATS_TEST_TMPDIR"
	APT_CONFIG=$BATS_TEST_TMPDIR/apt/apt.conf run -1 "$kernel"
	mv "$BATS_TEST_TMPDIR/linux-kbuild-$old.deb" "$BATS_FILE_TMPDIR/archive"
	[[ $output == *"cannot download linux-kbuild-$old"* && ! -e $root ]]
	run -0 "$kernel"
}
