#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
#
# The calls of apt by tests/deps, with an imitation of apt.

bats_require_minimum_version 1.5.0

# Makes a program of that name, which logs its arguments and then does "$2".
imitate() {
	printf '#!/bin/bash\nlog=%q\n%s\n' "$BATS_TEST_TMPDIR/log" \
		"echo \"${1##*/} \$*\" >>\"\$log\"; $2" >"$BATS_TEST_TMPDIR/bin/$1"
	chmod +x "$BATS_TEST_TMPDIR/bin/$1"
}

setup() {
	deps=$BATS_TEST_DIRNAME/../deps
	lists=$BATS_TEST_TMPDIR/lists
	mkdir -p "$BATS_TEST_TMPDIR/bin" "$lists/partial"
	touch "$lists/mirror_dists_stable_main_binary-amd64_Packages"
	: >"$BATS_TEST_TMPDIR/log"
	imitate dpkg-query 'printf "%s\n" "installed one" "config-files two"; exit 1'
	imitate apt-config "echo \"lists='$lists/'\""
	imitate sudo 'exec "$@"'
	imitate apt-get 'case " $* " in
		*" missing "*) printf "E: %s\n" "Unable to locate package missing"; exit 100 ;;
		*" -s "*) printf "Inst %s (1.0)\n" two three four ;;
		*" --print-uris "*) printf "%s 1500000 SHA256:0\n" "'\''a'\'' a.deb" "'\''b'\'' b.deb" ;;
		*) echo much noise ;;
	esac'
	PATH=$BATS_TEST_TMPDIR/bin:$PATH
}

# Checks that apt-get was called with arguments that end in "$1".
asked() {
	grep -q "^apt-get .*$1\$" "$BATS_TEST_TMPDIR/log"
}

installed_something() {
	grep '^apt-get ' "$BATS_TEST_TMPDIR/log" | grep ' install ' | grep -qv -e ' -s ' -e --print-uris
}

@test "installed packages are not requested" {
	run -0 "$deps" one
	[[ ! $output ]]
	run ! asked '.*'
}

@test "the missing packages are installed, after their size is printed" {
	run -0 "$deps" one two three
	[[ ${lines[0]} == "installing three two (3 packages, 3 MB to download)" ]]
	[[ ${lines[1]} =~ ^"installed after "[0-9]+" s"$ ]]
	((${#lines[@]} == 2))
	asked 'install three two'
	installed_something
	run ! asked update
}

@test "lists that are missing or old are updated first" {
	rm "$lists"/*_Packages
	run -0 "$deps" two
	[[ ${lines[0]} == "updating apt's lists" ]]
	head -n 4 "$BATS_TEST_TMPDIR/log" | grep '^apt-get .*update$'
	touch "$lists/mirror_dists_stable_main_binary-amd64_Packages.lz4"
	touch -d '3 days ago' "$lists/partial"
	: >"$BATS_TEST_TMPDIR/log"
	run -0 "$deps" two
	asked update
}

@test "a list that cannot be updated does not matter if the others are sufficient" {
	rm "$lists"/*_Packages
	imitate apt-get '[[ $* != *update ]] || { echo "E: no such host"; exit 100; }'
	run -0 "$deps" two
	[[ $output == *"tests/deps: no such host"*"installing two"* ]]
}

@test "a package that apt does not have is named in one line, and no package is installed" {
	run ! "$deps" one two missing
	[[ $output == "tests/deps: Unable to locate package missing" ]]
	run ! installed_something
}

@test "an installation that fails ends with only apt's errors" {
	imitate apt-get 'case $* in
		*-s* | *--print-uris*) ;;
		*) echo noise; echo "E: No space left"; exit 100 ;;
	esac'
	run ! "$deps" two
	[[ ${lines[1]} == "tests/deps: No space left" ]]
	((${#lines[@]} == 2))
}

@test "a system with one of apt-get and dpkg-query, or neither" {
	local tool here=$BATS_TEST_TMPDIR/here
	mkdir "$here"
	ln -s "$(command -v bash)" "$here/"
	for tool in apt-get dpkg-query; do
		PATH=$here run -1 bash "$deps" one two
		[[ $output == "tests/deps: missing $tool: install the contents of these Debian packages (see CONTRIBUTING.md): one two" ]]
		ln -s "$BATS_TEST_TMPDIR/bin/$tool" "$here/"
	done
}

@test "a user without root or sudo is shown what to do" {
	((EUID)) || skip "root needs no sudo"
	local tool here=$BATS_TEST_TMPDIR/here
	mkdir "$here"
	for tool in bash sed sort comm; do
		ln -s "$(command -v "$tool")" "$here/"
	done
	ln -s "$BATS_TEST_TMPDIR"/bin/{apt-get,dpkg-query} "$here/"
	PATH=$here run -1 bash "$deps" one two
	[[ $output == "tests/deps: as root: apt-get install two" ]]
}
