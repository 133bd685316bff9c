#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The manual pages' examples do what they say. A command that is shown with its
# output has that output; the others succeed. Commands are what follows a prompt
# in a block, and lines of their own; other blocks are no commands.

load helper

setup() {
	top=$PWD
	export UIO_REGS_PATH=$top/regs HOME=$BATS_TEST_TMPDIR
	cd "$BATS_TEST_TMPDIR" || return
	generic_edu=
}

teardown() {
	local job
	cd "$top" || return
	if [[ $generic_edu ]]; then
		unbind_edu
	fi
	if [[ -d /sys/module/uio_edu ]]; then
		rmmod uio_edu
	fi
	for job in $(jobs -p); do
		kill -KILL "$job" 2>/dev/null
	done
	remove_sims
	wait
}

# The modules are in the checkout, not where modprobe looks.
modprobe() {
	case $1 in
	uio_edu) (cd "$top" && load_uio_edu) ;;
	uio_sim) ;;
	*) command modprobe "$@" ;;
	esac
}

# Lines of an example, each with its kind before it: > for a command, | for its
# output, < for what is typed into the shell that it starts.
lines_of() { # PAGE
	awk '
		function plain(text) {
			gsub(/\\e/, "\\", text)
			gsub(/\\\(aq/, "\047", text)
			gsub(/\\-/, "-", text)
			gsub(/\\&/, "", text)
			return text
		}
		/^\.Sh / { on = $2 == "EXAMPLES" }
		!on { next }
		/^\.Dl / { sub(/^\.Dl ([#$] )?/, ""); print ">" plain($0); next }
		/^\.Bd -literal/ { block = 1; prompted = 0; next }
		/^\.Ed/ { block = 0; next }
		!block { next }
		{ line = plain($0) }
		more || /^> / { sub(/^> /, "", line); print "+" line; more = line ~ /\\$/; next }
		/^[#$] / { prompted = 1; line = substr(line, 3); print ">" line; more = line ~ /\\$/; next }
		prompted && /^[a-z_]+(:[a-z0-9]+)?( \[[0-9]+\])?> / { sub(/^[^>]*> /, "", line); print "<" line; next }
		prompted { print "|" line }
	' "$top/man/$1"
}

# Times, and numbers that the kernel gives.
masked() {
	sed -E 's/uio[0-9]+/uioN/g; s/after [0-9.]+ s, [0-9]+ reads?/after .../; s/ time=[0-9.]+//; s/ +$//'
}

# Runs the command with what was typed into it, and compares what was shown.
run_example() {
	local status=0
	if [[ $command == 'cat '* && ! -e ${command#cat } ]]; then
		printf '%s' "$shown" >"${command#cat }"
		chmod +x "${command#cat }"
		return
	fi
	echo "$command"
	if [[ $typed ]]; then
		eval "$command" <<<"$typed" >"$BATS_TEST_TMPDIR/.out" 2>&1 3>&- || status=$?
	else
		eval "$command" >"$BATS_TEST_TMPDIR/.out" 2>&1 3>&- </dev/null || status=$?
	fi
	if [[ $shown ]]; then
		diff <(printf '%s' "$shown" | masked) <(masked <"$BATS_TEST_TMPDIR/.out")
	elif ((status)); then
		cat "$BATS_TEST_TMPDIR/.out"
		return "$status"
	fi
}

examples_of() { # PAGE
	local command='' shown='' typed='' line count=0
	while IFS= read -r line; do
		case $line in
		'>'*)
			[[ ! $command ]] || run_example
			command=${line:1} shown='' typed='' count=$((count + 1))
			;;
		'+'*) command+=$'\n'${line:1} ;;
		'|'*) shown+=${line:1}$'\n' ;;
		'<'*) typed+=${line:1}$'\n' ;;
		esac
	done < <(lines_of "$1")
	run_example
	((count >= $2))
}

with_edu() {
	bind_edu
	generic_edu=1
}

@test "lsuio(1)" {
	examples_of lsuio.1 9
}

@test "uio-irq(1)" {
	with_edu
	examples_of uio-irq.1 6
}

@test "uio-json(5)" {
	examples_of uio-json.5 2
}

@test "uio-peek(1)" {
	with_edu
	examples_of uio-peek.1 19
}

@test "uio-poke(1)" {
	with_edu
	head -c 256 /dev/urandom >table.bin
	examples_of uio-poke.1 11
}

@test "uio-regs(1)" {
	cp "$top/tests/vm/manual/chip.svd" chip.svd
	cp "$top/regs/edu.regs" edu.regs
	examples_of uio-regs.1 4
}

@test "uio-shell(1)" {
	examples_of uio-shell.1 3
}

@test "uio-sim(1)" {
	cp "$top/tests/vm/manual/chip.svd" chip.svd
	examples_of uio-sim.1 7
}

@test "uio-wait(1)" {
	with_edu
	examples_of uio-wait.1 6
}

@test "uio(1)" {
	examples_of uio.1 5
}

@test "uio_edu(4)" {
	examples_of uio_edu.4 2
}

@test "uio_sim(4)" {
	examples_of uio_sim.4 20
}
