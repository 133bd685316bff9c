#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
#
# The options of all applets, and their effect if they are given twice.
# shellcheck disable=SC2016
load helper
load shell

setup() {
	trace_tests_only
	mock_fpga
}

applets() {
	uio --help | sed -n 's/^  uio \([a-z]*\) .*/\1/p'
}

# Prints the long options of an applet that take an argument.
options_of() { # APPLET
	uio "$1" --help | grep -o -- '--[a-z-]*=[^ ]' | sed 's/=.*//'
}

@test "an option that takes an argument is refused the second time, or adds up" {
	local applet option checked=0
	for applet in $(applets); do
		for option in $(options_of "$applet"); do
			case $option in
			--ack | --command | --expect | --require | --snapshot | --start) continue ;;
			esac
			echo "$applet $option"
			run -2 uio "$applet" "$option=1" fpga "$option=2"
			[[ $output == *": $option can be given only once" ]]
			checked=$((checked + 1))
		done
	done
	((checked > 30))
}

@test "a repeated short form, abbreviation or separate argument is refused, too" {
	run -2 uio-peek -o a fpga --outp b 0
	[[ $output == "uio-peek: --output can be given only once" ]]
	run -2 uio-peek -Jw8 -w 16 fpga 0
	[[ $output == "uio-peek: --width can be given only once" ]]
	run -2 uio-shell -f a fpga -fb
	[[ $output == "uio-shell: --file can be given only once" ]]
}

@test "a value or an operand that looks like an option is not one" {
	run -0 --separate-stderr mocked uio-poke --dry-run -w 32 fpga -- 4=1
	run -1 mocked uio-peek --regs --width fpga --width 32 0
	[[ $output == "uio-peek: --width: No such file or directory" ]]
	run -0 mocked uio-peek -d -d fpga ID
}

@test "a dry run as JSON" {
	run -0 mocked uio-poke --dry-run -J fpga 4=1 0x10:3=1
	valid_json access
	[[ $(jq -c '[.access, .offset, .width, .value, .integer, .mask]' <<<"$output") == \
		'["write",4,32,"0x00000001",1,null]
["read",16,32,null,null,null]
["write",16,32,"0x00000008",8,"0x00000008"]' ]]
	[[ $(jq -c '[.device, .number, .region]' <<<"$output" | sort -u) == '["fpga",0,"map0"]' ]]
	run -2 mocked uio-poke -J fpga 4=1
	[[ $output == "uio-poke: --json requires --dry-run"* ]]
}

# The dry runs would take hours.
@test "a dry run ends after a signal, or when its output has no reader" {
	local line bytes=0x4000000000
	mock_device 1 long uio_test b0000000.long "$(map 0 ram 0xb0000000 $bytes 0x0)"
	for line in "poke --dry-run 0+$bytes=0" "poke --dry-run -J 0+$bytes=0" "poke --dry-run 0+$bytes^=1"; do
		run -1 --separate-stderr mocked bash -o pipefail -c "uio-shell long -c '$line' | head -1"
		# shellcheck disable=SC2154 # run sets it
		[[ $stderr == "uio-shell: standard output: Broken pipe"* ]]
		[[ ${#lines[@]} == 1 && $stderr != *"were written"* ]]
	done
	run -1 mocked bash -o pipefail -c "uio-shell --dry-run long -c 'peek 0+$bytes' | head -1"
	run -143 mocked bash -c "
		uio-poke --dry-run long 0+$bytes=0 >/dev/null &
		until grep -qs '^SigCgt:.*4...$' /proc/\$!/status; do :; done
		kill \$!
		wait \$!"
	[[ $output == "uio-poke: long: interrupted" ]]
}

@test "a dry run on a terminal has no progress bar" {
	mock_device 1 long uio_test b0000000.long "$(map 0 ram 0xb0000000 0x1000000 0x0)"
	run -0 mocked script -qec 'uio-poke --dry-run long 0+16M=0 >/dev/null' /dev/null
	[[ ! $output ]]
}

@test "in the shell, also of its own commands" {
	fails 2 "peek: --until can be given only once" \
		"peek --until='0 == 0' --until='0 == 1'"
	fails 2 "--timeout can be given only once" "until --timeout=1s --timeout=2s 0 == 0"
	fails 2 "watch: --interval can be given only once" \
		"watch --interval=1s --interval=2s --repeat=1 0"
	fails 2 "" "save -o $BATS_TEST_TMPDIR/a -o $BATS_TEST_TMPDIR/b ID"
	[[ ! -e $BATS_TEST_TMPDIR/a && ! -e $BATS_TEST_TMPDIR/b ]]
}

@test "options that set the same thing exclude each other" {
	run -2 mocked uio-wait --arm=intx --no-arm fpga
	[[ $output == *"--arm and --no-arm cannot be used together"* ]]
	run -2 mocked uio-peek --watch=1s --interval=2s fpga 0
	[[ $output == *"--watch and --interval cannot be used together"* ]]
	for option in --json --decode --until='ID != 1' --output=x; do
		run -2 mocked uio-peek --csv "$option" fpga ID
	done
	run -0 mocked uio-peek --watch=1s --repeat=1 --until='ID != 1' --interval=1ms fpga ID
}

@test "every --require is checked" {
	run -0 mocked uio-peek --require=fpga --require=fpga=1.0 fpga ID
	for first in other fpga; do
		second=other
		[[ $first == fpga ]] || second=fpga
		run -9 mocked uio-peek --require="$first" --require="$second" fpga ID
		[[ $output == *"'other' is required"* ]]
		run -9 mocked uio-poke --require="$first" --require="$second" fpga CTRL=1
		run -9 mocked uio-irq --require="$first" --require="$second" --status fpga
		run -9 mocked lsuio --require="$first" --require="$second" fpga
		run -9 mocked uio-shell --require="$first" --require="$second" fpga -c ID
		run -9 mocked uio-shell fpga -c "peek --require=$first --require=$second ID"
	done
	# shellcheck disable=SC2046 # many words
	run -2 mocked uio-peek $(yes -- --require=fpga | head -n 65) fpga ID
	[[ ${lines[0]} == "uio-peek: 'fpga': at most 64 can be given" ]]
}

@test "every --expect is checked" {
	run -9 mocked uio-poke --expect='CTRL == 0x07060504' --expect='CTRL == 1' fpga CTRL=1
	run -9 mocked uio-poke --expect='CTRL == 1' --expect='CTRL == 0x07060504' fpga CTRL=1
	run -0 mocked uio-poke --expect='CTRL == 0x07060504' --expect='ID == 0x03020100' fpga CTRL=1
}

@test "every --command is run, in the order given, as lines of one file" {
	run -0 shell -c 'let a 1' -c 'echo $a' --command='echo last'
	[[ $output == $'0x1\nlast' ]]
	run -2 shell -c 'echo first' -c 'echo "open'
	[[ $output == *"--command:2:6: missing closing quote"* && $output != first* ]]
	run -0 shell -c 'repeat 2 {' -c 'echo x' -c '}'
	[[ $output == $'x\nx' ]]
}

@test "options that do not fit together, or lack another one" {
	local words message
	while IFS='|' read -r words message; do
		# shellcheck disable=SC2086
		run -2 uio-peek $words fpga
		[[ ${lines[0]} == "uio-peek: $message" ]] || { echo "$words: $output" && return 1; }
	done <<-'EOF'
		--all fpga 0|--all cannot be used with an OPERAND
		--output=file fpga 0|--output requires exactly one OPERAND
		--all --output=file|--output requires exactly one OPERAND
		--output=file --json 0|--output cannot be used with --json, --csv, --decode, --watch or --repeat
		--output=file --repeat=2 0|--output cannot be used with --json, --csv, --decode, --watch or --repeat
		--json --base=2 0|--json and --base cannot be used together
		--csv --json 0|--csv cannot be used with --json or --until
		--csv --decode 0|--csv and --decode cannot be used together: give fields as OPERANDs
		--watch=1s --interval=1s 0|--watch and --interval cannot be used together
		--changes 0|--changes requires --watch
		--changes --watch=1s --csv 0|--changes cannot be used with --json or --csv
		--timeout=1s 0|--timeout requires --until
		--interval=1s 0|--interval requires --until or --repeat
		--interval=x 0|invalid time 'x': expected a value such as 100ms, 2s or 1m
		--watch=x 0|invalid time 'x': expected a value such as 100ms, 2s or 1m
	EOF
}

@test "a wait without a pause between reports is refused" {
	run -2 uio-wait --report 0 fpga
	[[ ${lines[0]} == "uio-wait: --report requires a TIME above 0" ]]
}

@test "options of the shell's commands are read as those of the applets" {
	local words message
	while IFS='|' read -r words message; do
		run -2 shell -c "$words"
		[[ $output == *": $message"* ]] || { echo "$words: $output" && return 1; }
	done <<-'EOF'
		peek --width|option '--width' requires an argument
		peek --json=1 0|option '--json' doesn't allow an argument
		peek --w|option '--w' is ambiguous
		peek --none 0|unrecognized option '--none'
		peek -Q 0|invalid option -- 'Q'
		set regs|missing value for 'regs'
		watch --interval=x 0|invalid time 'x': expected a value such as 100ms, 2s or 1m
		history x|invalid count 'x'
		irq notify maybe|usage: irq notify [on|off]
		wait --ready-fd 9|invalid file descriptor '9': expected 3 or higher, open for writing
	EOF
	run -0 shell -c 'peek -- 0' -c 'irq notify'
	[[ $output == $'0x03020100\noff' ]]
}

@test "files are copied to and from whole registers only" {
	head -c 4 /dev/zero >"$BATS_TEST_TMPDIR/four"
	run -2 mocked uio-peek --output="$BATS_TEST_TMPDIR/file" fpga CTRL.EN
	[[ $output == "uio-peek: fpga: 'CTRL.EN' is not a whole register, as --output requires" ]]
	[[ ! -e $BATS_TEST_TMPDIR/file ]]
	run -2 mocked uio-poke --input="$BATS_TEST_TMPDIR/four" fpga CTRL.EN
	[[ $output == "uio-poke: fpga: 'CTRL.EN' is not a whole register, as --input requires" ]]
	run -2 mocked uio-peek -w 32 fpga 0+6
	[[ $output == "uio-peek: fpga: '0+6' is not a whole number of 32-bit units" ]]
}

@test "a range ends where the output cannot be written" {
	run -1 mocked bash -c 'uio-peek fpga 0+4096 >/dev/full'
	[[ $output == "uio-peek: fpga: stopped at 0x"*": standard output: No space left on device" ]]
	[[ ${#lines[@]} == 1 ]]
}

@test "a range ends at a bus error, after the values that were read" {
	# The memory of a mock device ends with the page that its bytes are in.
	local page start
	page=$(getconf PAGESIZE)
	printf -v start '0x%08x' $((page - 12))
	mock_device 1 long uio_test b0000000.long "$(map 0 regs 0xb0000000 "$((2 * page))" 0x0)"
	run -7 --separate-stderr mocked uio-peek long "$start+32"
	[[ $output == "$start: 00000000 00000000 00000000" ]]
	# shellcheck disable=SC2154 # run sets it
	[[ $stderr == "uio-peek: long: $(printf '0x%x' "$page"): bus error "* ]]
}
