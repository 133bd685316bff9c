#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
#
# The findings of tests/words/check in texts, with the lists of the tree.

bats_require_minimum_version 1.5.0

setup() {
	check=$BATS_TEST_DIRNAME/../words/check
	cd "$BATS_TEST_TMPDIR" || return 1
}

@test "a phrase of the list is found, also over two lines, with its replacement" {
	printf '%s\n' 'The register' 'beHind it.' '.\" There is' '.\" none.' >page.1
	run -1 "$check" page.1
	[[ ${lines[0]} == *"/page.1:2: 'beHind': "*": after, "* ]]
	[[ ${lines[1]} == *"/page.1:3: 'There is none': "* && ${#lines[@]} == 2 ]]
}

@test "a phrase is allowed within a text of the other list" {
	echo "Where there is no device, the card works behind the driver's back." >page.1
	run -0 "$check" page.1
	echo 'This is no device.' >page.1
	run -1 "$check" page.1
}

@test "in C, comments and strings are checked, but not names" {
	printf '%s\n' 'int behind = told;' '/* It is' ' * no name. */' 'puts("so "' '     "many");' >code.c
	run -1 "$check" "$PWD"
	[[ ${lines[0]} == *"/code.c:2: 'is no': "* && ${lines[1]} == *"/code.c:4: 'so many': "* ]]
	((${#lines[@]} == 2))
}

@test "a misspelt word is found, but not a known one" {
	echo 'Recieve it.' >page.1
	run -1 "$check" page.1
	[[ $output == *"page.1:1: Recieve ==> Receive"* ]]
	echo '.Nd receive it' >page.1
	run -0 "$check" page.1
}
