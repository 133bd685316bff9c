#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The Makefile, the applet table, and the files that they install.

load helper

setup() {
	trace_tests_only
	cd "$BATS_TEST_DIRNAME/../.." || return 1
	unset MAKEFLAGS MFLAGS MAKELEVEL
	export CFLAGS=-O0
	build=$BATS_FILE_TMPDIR/build
}

# Prints the build under test in the form of a variable for make.
setup_file() {
	mkdir "$BATS_FILE_TMPDIR/build"
	cd "$UIO_BUILD" && cp -a obj switches version ./*uio* "$BATS_FILE_TMPDIR/build"
}

@test "an applet is a folder of cmd/, a line in the table, a link, and a page" {
	files=$(printf '%s\n' cmd/*/applet.c | sed 's|cmd/|uio-|; s|/applet.c||; s|uio-lsuio|lsuio|' | sort)
	table=$("$UIO_BUILD/uio" --help | sed -n 's/^  uio [a-z]* *or \([^ ]*\) .*/\1/p' | sort)
	links=$(cd "$UIO_BUILD" && find . -maxdepth 1 -type l -printf '%f\n' | sort)
	[[ $files == "$table" && $files == "$links" ]]
	for applet in $files; do
		[[ -e man/$applet.1 ]]
		run -0 "$UIO_BUILD/$applet" --help
		[[ $output == "Usage: $applet "* ]]
		run -0 "$UIO_BUILD/$applet" --version
		[[ $output == "$("$UIO_BUILD/uio" -V)" ]]
		run -2 "$UIO_BUILD/$applet" --no-such-option
	done
}

@test "install into DESTDIR, and uninstall all files" {
	make -s BUILD="$build" install DESTDIR="$BATS_TEST_TMPDIR/root" prefix=/usr
	(
		cd "$BATS_TEST_TMPDIR/root/usr"
		[[ -x bin/uio && $(readlink bin/uio-peek) == uio ]]
		[[ -e share/man/man1/uio-peek.1 && -e share/man/man4/uio_sim.4 ]]
		[[ -e share/bash-completion/completions/uio-peek ]]
		[[ -e share/fish/vendor_completions.d/uio-peek.fish ]]
		[[ -e share/zsh/site-functions/_uio ]]
		[[ -e share/uio/regs/edu.regs ]]
		[[ -e share/uio/uio-tools.schema.json && -e share/man/man5/uio-json.5 ]]
		[[ -x share/doc/uio-tools/examples/prometheus/uio-textfile ]]
		[[ -e lib/sysusers.d/uio.conf ]]
		[[ $(grep -c '/usr/bin/uio --udev' lib/udev/rules.d/70-uio.rules) == 2 ]]
		[[ $(bin/uio-peek --version) == "uio-tools "* ]]
	)
	make -s BUILD="$build" uninstall DESTDIR="$BATS_TEST_TMPDIR/root" prefix=/usr
	[[ ! $(find "$BATS_TEST_TMPDIR/root" ! -type d) ]]
	make -s BUILD="$build" install DESTDIR="$BATS_TEST_TMPDIR/root" BINDIR=/opt/bin
	grep '"/opt/bin/uio --udev' "$BATS_TEST_TMPDIR/root/usr/local/lib/udev/rules.d/70-uio.rules"
	make -s BUILD="$build" uninstall DESTDIR="$BATS_TEST_TMPDIR/root" BINDIR=/opt/bin
	[[ ! $(find "$BATS_TEST_TMPDIR/root" ! -type d) ]]
}

@test "uninstall removes exactly the installed files" {
	root="$BATS_TEST_TMPDIR/a root"
	make -s BUILD="$build" install DESTDIR="$root"
	[[ ! $(find "$root" -type l -lname '/*') && ! $(find "$root" -xtype l) ]]
	installed=$(find "$root" ! -type d | wc -l)
	find "$root" -type d ! -path '*/share/uio*' -exec touch {}/neighbour \;
	make -s BUILD="$build" install DESTDIR="$root"
	make -s BUILD="$build" uninstall DESTDIR="$root"
	((installed > 40))
	[[ $(find "$root" ! -type d -printf '%f\n' | sort -u) == neighbour ]]
	[[ ! -e $root/usr/local/share/uio ]]
	touch "$root/neighbour"
	make -s BUILD="$build" install DESTDIR="$root"
	touch "$root/usr/local/share/uio/regs/mine.regs"
	make -s BUILD="$build" uninstall DESTDIR="$root"
	[[ $(ls -R "$root/usr/local/share/uio/regs") == *mine.regs ]]
}

@test "a directory with a blank is refused before a file is installed or removed" {
	mkdir -p "$BATS_TEST_TMPDIR/root/opt"
	touch "$BATS_TEST_TMPDIR/root/opt/my"
	for goal in install uninstall; do
		run -2 make -s BUILD="$build" "$goal" DESTDIR="$BATS_TEST_TMPDIR/root" prefix="/opt/my tools"
		[[ $output == *"BINDIR must not contain blanks"* ]]
	done
	[[ $(find "$BATS_TEST_TMPDIR/root" ! -type d) == */my ]]
	# The modules are not built here.
	mkdir -p "$BATS_TEST_TMPDIR/kmod/1.0"
	touch "$BATS_TEST_TMPDIR/kmod/1.0/uio_none.ko"
	make -s BUILD="$BATS_TEST_TMPDIR" KREL=1.0 DESTDIR="$BATS_TEST_TMPDIR/a root" \
		--old-file=kmod install-kmod
	[[ -e $BATS_TEST_TMPDIR/a\ root/lib/modules/1.0/updates/uio_none.ko ]]
}

# Prints the value of a variable of the Makefile.
value_of() { # VARIABLE ARGUMENT...
	# shellcheck disable=SC2016
	make -s --eval='value: ; @echo "$($(VARIABLE))"' value VARIABLE="$1" "${@:2}"
}

@test "the kernel headers are the newest, those of rt only if there are no others" {
	local headers=$BATS_TEST_TMPDIR/headers- arch
	arch=$(dpkg --print-architecture)
	# A kernel without headers runs.
	mkdir "$BATS_TEST_TMPDIR/bin" "$headers"6.1.0-{9,56,57-rt}-"$arch" "$headers"6.12-other
	ln -s "$(type -P true)" "$BATS_TEST_TMPDIR/bin/uname"
	PATH=$BATS_TEST_TMPDIR/bin:$PATH
	[[ $(value_of KDIR HEADERS="$headers") == "$headers"6.1.0-56-"$arch" ]]
	rmdir "$headers"6.1.0-{9,56}-"$arch"
	[[ $(value_of KDIR HEADERS="$headers") == "$headers"6.1.0-57-rt-"$arch" ]]
	[[ ! $(value_of KDIR HEADERS="$headers" CROSS_COMPILE=aarch64-linux-gnu-) ]]
}

@test "the modules for a kernel without PCI" {
	objects() { # VARIABLE...
		# shellcheck disable=SC2016
		make -s -f kmod/Kbuild --eval='value: ; @echo $(obj-m) $(obj-y)' value "$@"
	}
	[[ $(objects CONFIG_PCI=y) == "uio_edu.o uio_sim.o" && $(objects) == uio_sim.o ]]
	[[ $(objects CONFIG_PCI=y CONFIG_UIO_EDU=y) == "uio_sim.o uio_edu.o" ]]
	module() { # SOURCE-DIRECTORY
		# shellcheck disable=SC2016
		kernel_source_dir=$1 bash -c '. kmod/dkms.conf && echo ${BUILT_MODULE_NAME[*]} ${#DEST_MODULE_LOCATION[*]}'
	}
	echo CONFIG_PCI=y >"$BATS_TEST_TMPDIR/.config"
	[[ $(module "$BATS_TEST_TMPDIR") == "uio_sim uio_edu 2" && $(module /none) == "uio_sim uio_edu 2" ]]
	echo '# CONFIG_PCI is not set' >"$BATS_TEST_TMPDIR/.config"
	[[ $(module "$BATS_TEST_TMPDIR") == "uio_sim 1" ]]
}

@test "the installed files complete every name" {
	make -s BUILD="$build" install DESTDIR="$BATS_TEST_TMPDIR/root" prefix=/usr
	share=$BATS_TEST_TMPDIR/root/usr/share
	names=(uio lsuio uio-{peek,poke,wait,irq,shell,regs,sim})
	for name in "${names[@]}"; do
		# shellcheck disable=SC2016
		run -0 bash --norc --noprofile -c 'source "$0" && complete -p "$1" >/dev/null' \
			"$share/bash-completion/completions/$name" "$name"
		[[ ! $output ]]
		# shellcheck disable=SC2016
		run -0 fish -N -c 'source $argv[1]; complete -c $argv[2] | string length -q' \
			"$share/fish/vendor_completions.d/$name.fish" "$name"
		[[ ! $output ]]
	done
	# shellcheck disable=SC2016
	run -0 zsh -f -c 'fpath=($1 $fpath); autoload -Uz compinit; compinit -u -D
		for name in $@[2,-1]; do [[ $_comps[$name] == _uio ]] || echo $name; done
		autoload +X _uio' zsh "$share/zsh/site-functions" "${names[@]}"
	[[ ! $output ]]
}

@test "a note for packagers lists the libraries that are loaded" {
	# Older versions of readelf do not know the type, and end with 1.
	run readelf -nW "$UIO_BUILD/uio"
	[[ $output == *"in: .note.dlopen"*FDO*@(0x407c0c0a|FDO_DLOPEN_METADATA)* ]]
	objcopy -O binary --only-section=.note.dlopen "$UIO_BUILD/uio" "$BATS_TEST_TMPDIR/note"
	run -0 jq -r '.[] | [.soname[0], .feature, .description, .priority] | @tsv' \
		<(tr '\0' '\n' <"$BATS_TEST_TMPDIR/note" | grep -ao '\[{.*')
	[[ $(cut -f1 <<<"$output" | sort) == "$(sed -n 's/^#define LIB_.*_NAME.*"\(.*\)"/\1/p' common/base/lib.h | sort)" ]]
	run ! grep -v $'^[^\t]*\t[a-z]*\t[A-Z][^\t]*\trecommended$' <<<"$output"
}

@test "CC, CFLAGS and V are honoured, and changed files are built again" {
	cp -r Makefile VERSION cmd common kmod packaging "$BATS_TEST_TMPDIR"
	cd "$BATS_TEST_TMPDIR"
	made() {
		run -0 make BUILD=build CC=clang CFLAGS="-O0 -DHONOURED" V=1 \
			build/obj/common/{access/access,device/sysfs}.o
	}
	made
	[[ $output == *"clang "*"-DHONOURED"*"-o build/obj/common/access/access.o"* && $output == *sysfs.c* ]]
	made
	[[ $output != *"-c -o"* ]]
	touch common/access/access.h
	made
	[[ $output == *"access.c"* && $output != *"sysfs.c"* ]]
}

@test "a level of _FORTIFY_SOURCE that the user gives is used" {
	cp -r Makefile VERSION cmd common kmod packaging "$BATS_TEST_TMPDIR"
	cd "$BATS_TEST_TMPDIR"
	for given in CFLAGS='-O2 -Werror -Wp,-D_FORTIFY_SOURCE=3' CPPFLAGS=-D_FORTIFY_SOURCE=3; do
		run -0 env -u CFLAGS make V=1 BUILD=build --always-make "$given" build/obj/common/base/number.o
		[[ $output == *"FORTIFY_SOURCE=3"* && $output != *"_FORTIFY_SOURCE=2"* && $output != *"-U_FORTIFY_SOURCE"* ]]
	done
	run -0 env -u CFLAGS make V=1 BUILD=build --always-make build/obj/common/base/number.o
	[[ $output == *"-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2"* ]]
}

@test "NEWS.md and the recipe have this version" {
	number=$(<VERSION)
	[[ $(sed -n 's/^## //p' NEWS.md | head -n 1) == "$number"* ]]
	[[ -e packaging/yocto/uio-tools_$number.bb ]]
	sum=$(md5sum <LICENSE)
	grep "LICENSE;md5=${sum%% *}" packaging/yocto/*.bb
}

# Makes a checkout of the files that the build needs, with one commit.
make_checkout() { # DIRECTORY
	git init -q "$1"
	cp -r Makefile VERSION packaging kmod cmd common "$1"
	git -C "$1" config user.name somebody
	git -C "$1" config user.email somebody@example.org
	git -C "$1" add .
	git -C "$1" commit -q -m first
}

@test "a version is that of the tag, and more after it" {
	make_checkout "$BATS_TEST_TMPDIR/tree"
	cd "$BATS_TEST_TMPDIR/tree"
	echo 2.3 >VERSION
	git commit -q -a -m second
	commit=$(git rev-parse --short HEAD)
	[[ $(packaging/version) == "2.3~g$commit" ]]
	git tag v2.3
	[[ $(packaging/version) == 2.3 ]]
	git tag other
	[[ $(packaging/version) == 2.3 ]]
	echo >>Makefile
	[[ $(packaging/version) == 2.3-dirty ]]
	git commit -q -a -m third
	commit=$(git rev-parse --short HEAD)
	[[ $(packaging/version) == "2.3-1-g$commit" ]]
	# git may refuse the checkout of another user.
	mv .git/HEAD .git/no-head
	[[ $(packaging/version) == 2.3 ]]
}

# bats test_tags=long
@test "a tarball builds without git, also in another checkout, and its version shows the omitted libraries" {
	make_checkout "$BATS_TEST_TMPDIR/tree"
	version=$("$BATS_TEST_TMPDIR/tree/packaging/version")
	[[ $version == *~g* ]]
	run -0 make -s -C "$BATS_TEST_TMPDIR/tree" dist
	[[ $output == "build/uio-tools-$version.tar.gz" ]]
	git init -q "$BATS_TEST_TMPDIR/other"
	tar -xf "$BATS_TEST_TMPDIR/tree/$output" -C "$BATS_TEST_TMPDIR/other"
	cd "$BATS_TEST_TMPDIR/other/uio-tools-$version"
	[[ $(tar -tf "$BATS_TEST_TMPDIR/tree/$output" | grep -c VERSION) == 1 ]]
	make -s -j4 all dkms WITH_READLINE=0 WITH_UDEV=0
	# All built files are in build/.
	diff -r --exclude=VERSION --exclude=.git --exclude=build "$BATS_TEST_TMPDIR/tree" .
	run -0 build/uio --version
	[[ $output == "uio-tools $version"$'\nwith: expat json smartcols\nwithout: readline udev' ]]
	grep -qxF "PACKAGE_VERSION=\"$version\"" build/dkms-source/dkms.conf
}

@test "a tarball is made from a commit, without later changes" {
	make_checkout "$BATS_TEST_TMPDIR/tree"
	echo >>"$BATS_TEST_TMPDIR/tree/Makefile"
	run -2 make -s -C "$BATS_TEST_TMPDIR/tree" dist
	[[ $output == *"a tarball is made from a commit"* ]]
	[[ ! $(find "$BATS_TEST_TMPDIR/tree/build" -name '*.tar.gz') ]]
}

# Prints the names that the Makefile knows, in the form of the list.
libraries() {
	sed -n 's/^FEATURES *= //p' Makefile | tr '[:upper:]' '[:lower:]'
}

@test "the version lists the libraries of the build" {
	run -0 "$UIO_BUILD/uio" --version
	[[ $output =~ ^uio-tools\ [^[:space:]]+$'\n'"with: $(libraries)"$ ]]
}

@test "hardening is on" {
	case $UIO_BUILD in *asan) skip "the sanitizers' build is for tests" ;; esac
	run -0 readelf -hldW "$UIO_BUILD/uio"
	[[ $output == *"Type:"*"DYN"* && $output == *GNU_RELRO* && $output == *BIND_NOW* ]]
	run -0 readelf -sW "$UIO_BUILD/uio"
	[[ $output == *__stack_chk_fail* && $output == *_chk@* ]]
}
