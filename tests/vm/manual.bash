# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2154 # the test's setup sets $top
#
# Runs the examples of a manual page. A command that is shown with output must print
# that output; the others must succeed. Commands are the lines with a prompt in a block,
# and single displayed lines; other blocks are not commands.

# Prints the lines of an example, each with its kind before it: > for a command, | for
# its output, < for the input that is typed into the shell that it starts.
lines_of() { # PAGE SECTION
	awk -v section="$2" '
		function plain(text) {
			gsub(/\\e/, "\\", text)
			gsub(/\\\(aq/, "\047", text)
			gsub(/\\-/, "-", text)
			gsub(/\\&/, "", text)
			return text
		}
		/^\.Sh / { on = $0 == ".Sh " section }
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

# Replaces times, and numbers that the kernel assigns.
masked() {
	sed -E 's/uio[0-9]+/uioN/g; s/after [0-9.]+ s, [0-9]+ reads?/after .../; s/ time=[0-9.]+/ time=.../; s/ +$//'
}

# Runs the command with its typed input, and compares the output with the page.
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

# Checks that a section has at least COUNT commands, and runs them. The default section
# is EXAMPLES.
examples_of() { # PAGE COUNT [SECTION]
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
	done < <(lines_of "$1" "${3:-EXAMPLES}")
	run_example
	((count >= $2))
}
