#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
#
# The manual pages describe exactly the options, words of usage texts, commands of the
# shell and exit statuses that the code has.

bats_require_minimum_version 1.5.0

setup() {
	cd "$BATS_TEST_DIRNAME/../.." || return 1
	PATH=$UIO_BUILD:$PATH
	export ARGP_HELP_FMT=rmargin=2000 LC_ALL=C
}

applets() {
	uio --help | sed -n 's/^  uio [a-z]* *or \([^ ]*\) .*/\1/p'
}

commands() {
	uio-shell -c help | sed -n 's/^  \([a-z]*\)  .*/\1/p'
}

# Prints the items of the lists of a page, one per line, with the depth of the list.
items() { # PAGE
	awk '
		/^\.Bl/ { depth++ }
		/^\.El/ { depth-- }
		/^\.It/ { item = $0; open = / Xo$/ ; if (!open) print depth, item; next }
		open && /^\.Xc/ { open = 0; print depth, item; next }
		open { sub(/^\./, " "); item = item $0 }
	' "$1"
}

# Prints the options of an applet's help, and of the items of its page: "w width", or "-
# width".
options_in_help() { # APPLET
	"$1" --help | sed -nE 's/^ +(-(.), )?--([a-z-]+).*/\2 \3/p' | sed 's/^ /- /' |
		grep -vE ' (help|usage|version)$' | sort
}

# Prints items that begin with an option and have a long one; an item may have several.
options_in_page() { # APPLET
	items "man/$1.1" | sed -E 's/^[0-9] \.It (Xo +)?//' | awk '
		/^Fl / {
			short = "-"
			for (i = 1; i < NF; i++) {
				if ($i != "Fl")
					continue
				if ($(i + 1) != "Fl") {
					short = $(i + 1)
					continue
				}
				print short, $(i += 2)
				short = "-"
			}
		}' | sort
}

@test "each applet's page has its options, with their short forms, and no others" {
	local applet
	for applet in $(applets); do
		diff <(options_in_help "$applet") <(options_in_page "$applet") ||
			{ echo "of $applet: < in its help, > in its page" && return 1; }
	done
}

# These are options of other programs.
foreign='csr-svd soc-svd'

@test "each option that any page mentions exists" {
	local command
	for applet in $(applets); do "$applet" --help; done >"$BATS_TEST_TMPDIR/help"
	for command in $(commands); do uio-shell -c "help $command"; done >>"$BATS_TEST_TMPDIR/help"
	grep -ohE -e '--[a-z-]+' "$BATS_TEST_TMPDIR/help" | sed 's/^--//' | sort -u >"$BATS_TEST_TMPDIR/known"
	tr ' ' '\n' <<<"$foreign" | sort -u - "$BATS_TEST_TMPDIR/known" -o "$BATS_TEST_TMPDIR/known"
	grep -ohE 'Fl Fl [a-z-]+' man/*.[1-9] | sed 's/.* //' | sort -u |
		comm -23 - "$BATS_TEST_TMPDIR/known" >"$BATS_TEST_TMPDIR/unknown"
	(($(wc -l <"$BATS_TEST_TMPDIR/known") > 50))
	diff /dev/null "$BATS_TEST_TMPDIR/unknown"
}

@test "each word of an applet's usage is in its page" {
	local applet word
	for applet in $(applets); do
		while read -r word; do
			echo "$applet $word"
			grep -qE "Cm $word( |$)" "man/$applet.1"
		done < <("$applet" --help | sed -nE 's/^(Usage:|  or:) +[^ ]+//p' | grep -oE '(^|[ |])[a-z]+' | tr -d ' |')
	done
}

# Prints the command that an item of the shell's page begins with, or all of "peek ,
# poke".
commands_in_page() {
	items <(sed -n '/^\.Sh COMMANDS$/,/^\.Sh SEVERAL DEVICES$/p' man/uio-shell.1) |
		sed -nE 's/^1 \.It (Xo +)?Cm (.*)/\2/p' | while read -r word next rest; do
		echo "$word"
		while [[ $next == , ]]; do
			read -r word next rest <<<"$rest"
			echo "$word"
		done
	done | grep -x '[a-z]*' | sort -u
}

@test "the shell's page describes exactly its commands" {
	diff <(commands | sort) <(commands_in_page)
}

# Prints the second word of the enumeration, or of the list in a page.
statuses_in_code() {
	echo 0
	echo 1
	sed -nE 's/^\tEXIT_[A-Z_]+ = ([0-9]+),$/\1/p' common/base/error.h | sed 's/^130$/128+/'
}

statuses_in_page() { # PAGE
	sed -n '/^\.Sh EXIT STATUS$/,/^\.Sh /p' "$1" | sed -nE 's/^\.It ([0-9]+\+?).*/\1/p'
}

@test "uio(1) describes the exit statuses of the code, and other pages only these" {
	local page
	diff <(statuses_in_code | sort) <(statuses_in_page man/uio.1 | sort)
	for page in man/*.1; do
		echo "$page"
		diff /dev/null <(comm -13 <(statuses_in_code | sort) <(statuses_in_page "$page" | sort))
	done
}

@test "uio(1) describes the environment variables of the code" {
	names=$(grep -rhoE 'getenv\("[A-Z_]+"\)' cmd common --exclude=udev-links.c --exclude=child.c |
		grep -oE '[A-Z_]+' | sort -u)
	[[ $names ]]
	described=$(grep '^\.It Ev ' man/uio.1 | grep -oE '[A-Z_]{3,}')
	run -0 comm -23 <(echo "$names") <(sort -u <<<"$described")
	[[ ! $output ]]
}

@test "the completion files list every applet" {
	local names in_zsh in_bash in_fish
	in_zsh=$(sed -n 's/^#compdef //p' completions/_uio)
	in_bash=$(sed -n 's/^complete -F _uio //p' completions/uio.bash)
	in_fish=$(sed -n 's/^for command in //p' completions/uio.fish)
	for names in "$in_zsh" "$in_bash" "$in_fish"; do
		diff <(echo uio && applets) <(eval "printf '%s\n' $names")
	done
}

@test "lsuio(1) describes exactly the columns of lsuio" {
	diff <(lsuio --list-columns | cut -d' ' -f1 | sort) \
		<(items man/lsuio.1 | grep -xE '[0-9] \.It [A-Z]+( , [A-Z]+)*' | grep -oE '\<[A-Z]+$|\<[A-Z]+ ' | tr -d ' ' | sort)
}
