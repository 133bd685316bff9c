#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# Every applet and every command of the shell in the same hostile situations. Both
# come from the binary's own lists, and what they are called with from their usage,
# so a new one is in here without being named.

load helper
shopt -s extglob

# What is typed for a word of a usage; a new word has to be added.
declare -gA typed=(
	[DEVICE]=bad [OPERAND]=0 [OPERAND=VALUE]=0=1 [VALUE]=1 [OP]='==' [on]=on [--status]=--status
	[--diagnose]=--diagnose [RANGE]=0-0x7 [OFFSET]=0 [COUNT]=1 [TIME]=1ms [WORD]=word [NAME]=none
	[STATE]=none [FILE]=/dev/null [COMMAND]=quit [notify]=notify [-o]=-o [--check]=--check [--dry-run]=""
	[--force]=--force [check]=check [create]=create [ATTRIBUTE=VALUE]=irq=none [--timeout=TIME]=--timeout=1ms [--interval=TIME]=--interval=1ms
)

# One way to call it, from a line of its usage: options and what follows `--' are
# left out, brackets are filled, and of alternatives the first is taken.
call() { # WORD...
	local usage=" $* " word line=()
	usage=${usage//'[OPTION...]'/}
	usage=${usage//'[:REGION]'/}
	usage=${usage//'[:MASK]'/}
	usage=${usage%%'[--'\ *}
	usage=${usage//'...'/}
	for word in ${usage//[\[\]]/ }; do
		word=${word%%|*}
		[[ ${typed[$word]+known} ]] || { echo "what is typed for $word?" >&2 && return 1; }
		line+=("${typed[$word]}")
	done
	echo "${line[*]}"
}

# All ways to call applets that take a device, a line each.
applets() {
	local applet usage
	while read -r applet; do
		while read -r usage; do
			usage=$(call "$usage") || return
			echo "$applet $usage"
		done < <("$applet" --help | sed -n 's/^ *\(Usage:\|or:\)  *[^ ]* \(.*DEVICE.*\)/\2/p')
	done < <(uio --help | sed -n 's/^  uio [^ ]*  *or \([^ ]*\) .*/\1/p')
}

# All commands of the shell, a line each.
commands() {
	local name usage
	while read -r name; do
		usage=$(uio-shell -c "help $name" | sed -n '1s/^Usage: [^ ]*//p')
		# An applet is called there without its device.
		usage=${usage/'[OPTION...] DEVICE'*([^ ])/}
		usage=$(call "$usage") || return
		echo "$name $usage"
	done < <(uio-shell -c help | sed -n 's/^  \([a-z][a-z]*\) .*\.$/\1/p')
}

setup() {
	mock_device 0 bad uio_test a.x "$(map 0 regs 0xa000 0x1000 0x0)"
	mock_device 1 good uio_test b.x "$(map 0 regs 0xb000 0x1000 0x0)"
	sed -i 's/^N: uio0=.*/N: uio0=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/' "$BATS_TEST_TMPDIR/devices"
}

# Runs all of them in a situation that a script makes. None of them shows a byte of
# the node or writes one, crashes, or ends otherwise than it may.
everyone() { # SITUATION
	applets >"$BATS_TEST_TMPDIR/applets"
	commands >"$BATS_TEST_TMPDIR/commands"
	(($(wc -l <"$BATS_TEST_TMPDIR/applets") > 6 && $(wc -l <"$BATS_TEST_TMPDIR/commands") > 25))
	cat >"$BATS_TEST_TMPDIR/everyone" <<-'EOS'
		cd "$BATS_TEST_TMPDIR"
		node=$UMOCKDEV_DIR/dev/uio0
		eval "$1"
		[[ ! -e $node ]] || cp "$node" before
		check() { # COMMAND...
			local status=0 text
			text=$(timeout 600 "$@" </dev/null 2>&1) || status=$?
			[[ $status == [013469] ]] || echo "ends with $status: $*: $text"
			[[ ${text,,} != *aaaaaaaa* ]] || echo "shows the node: $*: $text"
			[[ ! -e $node ]] || cmp -s "$node" before || echo "writes: $*"
		}
		while read -ra words; do check "${words[@]}"; done <applets
		while read -r line; do check uio-shell -c "$line" bad; done <commands
	EOS
	run -0 mocked bash "$BATS_TEST_TMPDIR/everyone" "$1"
	[[ ! $output ]] || { echo "$output" && return 1; }
}

@test "what they are called with is right, where nothing is hostile" {
	applets >"$BATS_TEST_TMPDIR/applets"
	while read -ra words; do
		run mocked timeout 600 "${words[@]}"
		[[ $status != 2 ]] || { echo "${words[*]}: $output" && return 1; }
	done < <(grep -v wait "$BATS_TEST_TMPDIR/applets")
}

# shellcheck disable=SC2016
@test "the node of another device" {
	everyone 'ln -sfn 240:1 "$UMOCKDEV_DIR/dev/.node/uio0"'
}

# shellcheck disable=SC2016
@test "a regular file in place of the node" {
	everyone 'rm "$UMOCKDEV_DIR/dev/.node/uio0"'
}

# shellcheck disable=SC2016
@test "another character device in place of the node" {
	everyone 'ln -sfn 1:5 "$UMOCKDEV_DIR/dev/.node/uio0"'
}

# shellcheck disable=SC2016
@test "no node" {
	everyone 'rm "$node"'
}

# The mock's irqcontrol would be its first register.
# shellcheck disable=SC2016
@test "an offset or a size that cannot be read, and one that is malformed" {
	local attribute
	export IRQCONTROL_ERRNO=38
	for attribute in offset size; do
		everyone "attribute=\$UMOCKDEV_DIR/sys/class/uio/uio0/maps/map0/$attribute"'
			rm "$attribute"; mkdir "$attribute"'
		everyone "echo junk >\$UMOCKDEV_DIR/sys/class/uio/uio0/maps/map0/$attribute"
	done
}

# shellcheck disable=SC2016
@test "a name that cannot be read" {
	everyone 'name=$UMOCKDEV_DIR/sys/class/uio/uio0/name; rm "$name"; mkdir "$name"'
}

@test "no sysfs" {
	# shellcheck disable=SC2016
	everyone 'rm -r "$UMOCKDEV_DIR/sys"'
}
