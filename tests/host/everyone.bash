# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2034,SC2154 # tests set and use variables of these
#
# Calls every applet and every command of the shell in one situation. The program's own
# lists provide their names, and their usage texts provide the words of the calls, so
# that a new one takes part without being named here.
#
# A test defines what its situation needs:
#	situation	changes the mock system, in which it runs
#	prepare		is run before each call
#	as COMMAND...	runs a command, with the standard streams of the situation
#	judge		examines a call that has ended, and prints its faults
shopt -s extglob

situation() { :; }
prepare() { :; }
calm() { "$@" </dev/null; }
as() { calm "$@"; }

# The words that are typed for a word of a usage text. A new word has to be added here.
# `width' is a name for anything, and the directory contains the files `file' and
# `state'.
declare -gA typed=(
	[DEVICE]=bad [DEVICE::OPERAND]=bad::0 [OPERAND]=0 [OPERAND=VALUE]=0=1 [VALUE]=1 [OP]='!='
	[on]=on [off]=off [RANGE]=0-0x7 [OFFSET]=0 [COUNT]=1 [TIME]=1ms [WORD]=16 [NAME]=width
	[EXPRESSION]=1+1 [STATE]=state [FILE]=file [GLOB]=none [BLOCK]=none [COMMAND]=sleep [TOPIC]=operands [ARGUMENT]=0 [--]=--
	[notify]=notify [-o]=-o [--check]=--check [--changes]=--changes [--dry-run]=--dry-run [--force]=--force
	[--status]=--status [--diagnose]=--diagnose [--candidates]=--candidates
	[--timeout=TIME]=--timeout=1s [--interval=TIME]=--interval=1ms
	[check]=check [show]=show [convert]=convert [create]=create [list]=list [trigger]=trigger
	[period]=period [remove]=remove [SIM]=width [ATTRIBUTE=VALUE]=irq=none
	[N]=2 ["{"]="{" ["COMMAND;"]="poke 0=1;" ["}"]="}" [in]=in [else]=else
	[":"]=: [MESSAGE]=late
)

# Prints the calls that a usage text allows: without the parts in brackets and with
# them, and with each alternative.
ways() { # USAGE
	local usage=${1//@(\[OPTION...\]|\[:REGION\]|\[:MASK\]|...)/} full form word choice line lines more
	full=${usage//[][]/ }
	while [[ $usage == *']'* ]]; do
		usage=${usage/\[*([^][])\]/}
	done
	for form in "$usage" "$full"; do
		lines=('')
		for word in $form; do
			more=()
			for choice in ${word//|/ }; do
				[[ ${typed[$choice]+known} ]] || { echo "no words are listed for $choice" >&2 && return 1; }
				for line in "${lines[@]}"; do
					more+=("$line ${typed[$choice]}")
				done
			done
			lines=("${more[@]}")
		done
		printf '%s\n' "${lines[@]}"
	done | awk '!seen[$0]++'
}

applets() {
	uio --help | sed -n 's/^  uio [^ ]*  *or \([^ ]*\) .*/\1/p'
}

commands() {
	local name
	for name in $(uio-shell -c help | sed -n 's/^  \([a-z]*\) .*/\1/p'); do
		if uio-shell -c "help $name" >/dev/null 2>&1; then echo "$name"; fi
	done
}

# Prints the lines of the usage text, without the name.
usages() { # HELP
	sed -n 's/^\(Usage:\|  or:\)  *[^ ]* *//p' <<<"$1"
}

# Prints all calls, one per line, as the shell of this script reads them. A command of
# the shell runs even if the device cannot be used.
calls() {
	local name usage help end
	set -eo pipefail
	for name in $(applets); do
		while read -r usage; do
			ways "$usage" | sed "s/^/$name/"
		done < <(usages "$("$name" --help)")
	done
	for name in $(commands); do
		help=$(uio-shell -c "help $name")
		[[ $help != *'DEVICE is left out'* ]] || help=${help//' DEVICE'*([^ $'\n'])/}
		end=''
		[[ $help != *'until a key is pressed'* ]] || end='timeout -s INT 1 '
		while read -r usage; do
			ways "$usage" | sed "s/.*/${end}uio-shell -kc 'use bad' -c '$name&'/"
		done < <(usages "$help")
	done
	# Forms that begin with an operand instead of the name of a command.
	uio-shell -c help | grep '^  [A-Z]' | sed 's/^  //; s/   .*//; s/, /\n/' | while read -r usage; do
		ways "$usage" | sed "s/.*/uio-shell -kc 'use bad' -c '&'/"
	done
}

# Prints the options that take such an argument, and whose help does not contain this
# text.
options_of() { # HELP ARGUMENT TEXT
	grep -vF -- "$3" <<<"$1" | grep -oE -- "--[a-z-]+=$2(\]| |$)" | sed 's/=.*//' | sort -u
}

# Prints the calls again, with - for each FILE. Besides the options in a usage text
# there are others, which can be combined with some form of the call.
calls_with_dash() { # CALLS
	local name option
	sed -n 's/\<file\>/-/gp' "$1"
	for name in $(applets); do
		for option in $(options_of "$("$name" --help)" FILE none); do
			sed -n "s/^$name/& $option=-/p" "$1"
			echo "$name $option=- bad 0+12"
		done
	done
}

# Prints calls with an option twice, unless the help says that it can be repeated.
calls_with_option_twice() {
	local name option help
	export ARGP_HELP_FMT=rmargin=2000
	for name in $(applets); do
		for option in $(options_of "$("$name" --help)" '[^ ]*' 'can be repeated'); do
			echo "$name $option=1 $option=2 bad 0=7"
		done
	done
	for name in $(commands); do
		help=$(uio-shell -c "help $name")
		for option in $(options_of "$help" '[^] ]*' 'can be repeated'); do
			echo "uio-shell -c '$name $option=1 $option=2 0=7' bad"
		done
	done
}

# Prints the last form of each command of the shell.
fewer() { # CALLS
	awk '{ key = $1 " " ($2 == "-kc" ? $6 : $3) } NR > 1 && key != last { print line } { last = key; line = $0 } END { print line }' "$1"
}

# Prints the names of the applets and commands that are called.
names_of() { # CALLS
	sed "s/^timeout -s INT 1 //; s/^uio-shell -kc 'use bad' -c ' *\([^ ']*\).*/\1/; s/ .*//" "$1" | sort -u
}

# Makes calls, one per line, in the situation. Any output of judge fails the test.
everyone() { # FILE
	(($(wc -l <"$1") >= 10))
	run -0 mocked bash -c ". '$BATS_TEST_DIRNAME/everyone.bash'
		$(declare -f situation prepare as judge)
		in_situation '$1'"
	[[ ! $output ]] || { echo "$output" && return 1; }
}

# The functions below run in the mock system. Its libraries are preloaded only into the
# tools, because they make each program slow to start.
in_situation() { # FILE
	local line preload=$LD_PRELOAD
	tmp=$BATS_TEST_TMPDIR text='#0123456789'
	rm -rf "$tmp"/{here,before}
	mkdir "$tmp"/{here,before}
	cd "$tmp/here" || return
	uio-shell -c "save -o $tmp/state" bad || return
	unset LD_PRELOAD
	situation
	cp -a "$UMOCKDEV_DIR"/@(dev|sys) "$tmp/before"
	make_files
	before=$(world)
	while read -r line; do
		prepare
		try as
		judge
		put_back
	done <"$1"
}

make_files() {
	cp "$tmp/state" .
	echo "$text" >file
}

# Makes an attribute of the device unreadable, as in a sandbox.
make_unreadable() { # ATTRIBUTE
	rm "$UMOCKDEV_DIR/sys/class/uio/uio0/$1"
	mkdir "$UMOCKDEV_DIR/sys/class/uio/uio0/$1"
}

make_malformed() { # ATTRIBUTE
	echo junk >"$UMOCKDEV_DIR/sys/class/uio/uio0/$1"
}

# Adds a simulated device of this name, which has only the attributes that are written.
make_sim() {
	local sim=$UMOCKDEV_DIR/sys/kernel/config/uio-sim/width
	mkdir -p "$sim"
	touch "$sim"/{live,trigger,burst,period_ns}
}

# Prepares the mock system and this directory; `file' may be written.
world() {
	find "$UMOCKDEV_DIR" . ! -path ./file -printf '%p %y %l\n' -type f -exec cat {} + | cksum
}

# Makes the call $line and sets its results: $status and $message, the files out and
# err, the $content of file, and $after, the state of the system.
try() { # HOW
	status=0
	eval "$1 timeout 600 env LD_PRELOAD=$preload $line" >"$tmp/out" 2>"$tmp/err" || status=$?
	message=$(<"$tmp/err")
	{ content=$(<file); } 2>/dev/null
	after=$(world)
}

put_back() {
	[[ $after != "$before" || $content != "$text" ]] || return 0
	rm -r "${UMOCKDEV_DIR:?}"/@(dev|sys)
	cp -a "$tmp"/before/* "$UMOCKDEV_DIR"
	rm -rf ./*
	make_files
}

# Prints output without its numbers, and without what other processes do, which a
# diagnosis reports.
steady() { # FILE
	sed '/ holders /d; s/[0-9.]//g' "$1"
}

# Sets the results of the call without a hostile situation: $calm_status, $calm_message
# and the file calm. The call is made once in a run of this file.
know_calm() {
	local kept=$BATS_FILE_TMPDIR/calm/$line
	if [[ ! -d $kept ]]; then
		mkdir -p "$kept"
		try calm
		put_back
		cp "$tmp"/{out,err} "$kept"
		echo "$status" >"$kept/status"
	fi
	calm_status=$(<"$kept/status") calm_message=$(<"$kept/err")
	cp "$kept/out" "$tmp/calm"
}

wrong() { # TEXT
	echo "$1: $line: status $status: $(cat "$tmp/out" "$tmp/err" | tr -d '\0' | head -c 500)"
}

endless() {
	[[ $line == timeout* ]]
}

# No call may crash, go on for ever, or fail without a message.
ends_well() {
	[[ $status == [0-9] ]] || { endless && [[ $status == 124 ]]; } || wrong "it ends otherwise"
	[[ $status == 0 || -s $tmp/out || $message ]] || endless || wrong "it fails without a message"
}

writes_nothing() {
	[[ $after == "$before" ]] || wrong "it writes"
	keeps_file
}

keeps_sysfs() {
	[[ $after == "$before" ]] ||
		diff -r --no-dereference "$UMOCKDEV_DIR/sys" "$tmp/before/sys" || wrong "it writes to sysfs"
}

# The file is either complete or unchanged. The shell may fail because of its first
# command alone.
keeps_file() {
	[[ $status == 0 || ($line == uio-shell\ -kc* && $message != *--command:2:*) || $content == "$text" ]] || wrong "it fails and writes a file"
}

# Prints bytes of a node in hexadecimal.
shows_nothing_of() { # DIGIT
	! grep -qiaE "$1{6}" "$tmp/out" "$tmp/err" file || wrong "it shows the node"
}

# The node must not be accessed. Three outcomes are allowed: an error about the device,
# success without the device, and a usage error.
keeps_off() {
	ends_well
	[[ $status == [0123469] ]] || wrong "it ends otherwise"
	writes_nothing
	shows_nothing_of a
	shows_nothing_of b
}
