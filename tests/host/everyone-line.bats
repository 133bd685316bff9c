#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Every applet and every command of the shell in the same situations: an option
# given twice, - as a file, standard output closed or full. They are found by
# --help and by help, so that a new one is in here without being named.
# shellcheck disable=SC2016 # bodies are expanded in their session
load helper
load shell

setup() {
	mock_fpga
	mkdir "$BATS_TEST_TMPDIR/here"
	cd "$BATS_TEST_TMPDIR/here" || return
}

applets() {
	uio --help | sed -n 's/^  uio \([a-z]*\) .*/\1/p'
}

commands() {
	uio-shell -c help | sed -n 's/^  \([a-z]*\) .*/\1/p' | grep -v '^repeat$'
}

# Long options of an applet, those alone whose argument is called so.
options_of() { # APPLET ARGUMENT
	uio "$1" --help | grep -oE -- "--[a-z-]+=$2( |$)" | sed 's/=.*//'
}

# A status of ours: neither a signal's nor one that nobody documents.
is_ours() { # STATUS
	[[ $1 == [0-9] || $1 == 124 || $1 == 130 ]]
}

# Runs a body on one mock, whose register 0x20 is as it was at the end. What the
# body echoes is shown when it fails.
session() { # BODY
	run -0 mocked bash -c "set -e; $(declare -f applets commands options_of is_ours)
		$1
		[[ \$(uio peek fpga 0x20) == 0x00000000 ]]"
}

# Runs a command of an applet into $status and the file err, whatever becomes of it.
try='try() { status=0; timeout 600 uio "$@" </dev/null >out 2>err || status=$?; echo "$*: $status $(<err)"; }'

@test "applets and commands are found" {
	(($(applets | wc -l) >= 8 && $(commands | wc -l) >= 30))
}

@test "standard output closed: nothing is done" {
	session '
		for applet in $(applets); do
			for arguments in "fpga 0x20=7" fpga --help "-f /dev/null" "remove x"; do
				status=0
				uio $applet $arguments >&- 2>err || status=$?
				echo "$applet $arguments: $status $(<err)"
				[[ $status == 1 && $(<err) == *"uio: standard output is closed" ]]
			done
		done'
}

@test "standard output full: a message, and a status of its own" {
	session '
		for applet in $(applets); do
			status=0
			uio "$applet" --help >/dev/full 2>err || status=$?
			echo "$applet: $status $(<err)"
			[[ $status == 1 && $(<err) == *": standard output: No space left on device" ]]
		done
		for command in $(commands); do
			for words in "" ID "CTRL 1" "CTRL 1 1"; do
				status=0
				timeout 600 uio-shell fpga -c "$command $words" </dev/null >/dev/full 2>err || status=$?
				echo "$command $words: $status $(<err)"
				is_ours "$status"
			done
		done'
}

@test "an option given twice is refused before anything else, in the shell too" {
	session "$try"'
		for applet in $(applets); do
			for option in $(options_of "$applet" "[^ ]*"); do
				case $option in
				--ack | --command | --expect | --require | --snapshot) continue ;;
				esac
				try "$applet" "$option=1" fpga 0x20=7 "$option=2"
				[[ $status == 2 && $(<err) == *"$option is given twice"* ]]
				[[ $applet != shell ]] || continue
				try shell fpga -c "$applet $option=1 0x20=7 $option=2"
				[[ $status == 2 && $(<err) == *"$option is given twice"* ]]
			done
		done'
}

@test "- is no file of that name, for any option or command of the shell" {
	session "$try"'
		tried=0
		for applet in $(applets); do
			for option in $(options_of "$applet" FILE); do
				try "$applet" "$option=-" fpga 0x24+4
				is_ours "$status"
				[[ ! -e - && $(<err) != *"-: No such file"* ]]
				tried=$((tried + 1))
			done
		done
		((tried >= 8))
		for command in $(commands); do
			for words in - "-o -" "- -" "- 0x24"; do
				try shell fpga -c "$command $words"
				is_ours "$status"
				[[ ! -e - && $(<err) != *"-: No such file"* ]]
			done
		done'
}
