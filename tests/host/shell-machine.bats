#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# uio-shell --machine: each line gets its answer, and nothing else is written.
# shellcheck disable=SC2016,SC2154 # variables of jq and of the shell, and of bats

load helper
load shell

setup() {
	trace_tests_only
	mock_fpga
}

# Runs the shell on the lines of standard input. $output contains the answers, which are
# JSON, and nothing is written to stderr.
answers() { # STATUS ARGUMENT...
	run "-$1" --separate-stderr mocked uio-shell --machine "${@:2}"
	[[ ! $stderr ]] || { echo "$stderr" && return 1; }
	[[ ! $output ]] || valid_json answer
}

# Prints the result of a filter of the answers.
has() { # WANTED FILTER
	diff <(echo "$1") <(jq -rc "$2" <<<"$output")
}

@test "each line has one answer, with its number" {
	answers 0 fpga <<-'EOF'
		CTRL=0x11

		CTRL.MODE
		0x2000
		echo last
	EOF
	has $'1 CTRL=0x11 0\n2  0\n3 CTRL.MODE 0\n4 0x2000 2\n5 echo last 0' '"\(.id) \(.command) \(.status)"'
	has $'0\n0\n1\n0\n1' '.results | length'
	has '["fpga: '"'0x2000' is outside map0 'regs' (4096 bytes)"'"]' 'select(.id == 4).messages'
	has '["id","command","status","results","messages"]' 'select(.id == 1) | keys_unsorted'
}

@test "the id of an object can have any type, and is returned" {
	answers 0 fpga <<-'EOF'
		{"id":7,"command":"CTRL.MODE=run"}
		{"id":null,"command":"CTRL.MODE"}
		  {"command":"echo a\necho b","id":{"a":[1.25,"x"]}}
		{"command":"echo c"}
	EOF
	has $'7\nnull\n{"a":[1.25,"x"]}\n4' .id
	has '"run"' 'select(.id == null).results[0].values[0].meaning | tojson'
	has '["a","b"]' 'select(.command | startswith("echo a")).results | map(.text)'
}

@test "an integer id that does not fit in 64 bits is refused" {
	answers 0 fpga <<-'EOF'
		{"id":18446744073709551615,"command":"echo"}
		{"id":18446744073709551616,"command":"echo"}
		{"id":-9223372036854775809,"command":"echo"}
	EOF
	has $'0\n2\n2' .status
	has $'[true]\n[true]' 'select(.id < 4) | .messages | map(test("does not fit in 64 bits"))'
}

@test "a line that cannot be read has status 2" {
	answers 0 fpga < <(
		printf '%s\n' '{"id":8,"command":7}' '{"id":9,' '{"command":"echo"} x' '{"id":[}' '{"command":"echo a\u0000b"}' \
			'repeat 2 {' "echo 'open" 'echo }'
		printf 'echo a\0b\n{"command":"\xff"}\n'
	)
	has "$(yes 2 | head -n 10)" .status
	has $'[8,null]\n[2,null]\n[3,null]\n[4,null]\n[5,null]' 'select(.id < 6 or .id == 8 and .command == null) | [.id, .command]'
	has 'the object has no string "command"' 'select(.id == 8 and .command == null).messages[]'
	has 'invalid JSON: the object is incomplete' 'select(.id == 2).messages[]'
	has 'the command contains a NUL character' 'select(.id == 5).messages[]'
	has "standard input:6:10: '{' is not closed" 'select(.id == 6).messages[]'
	has 'the line contains a NUL byte' 'select(.id == 9).messages[]'
}

@test "results have the form of -J if there is one" {
	answers 0 fpga <<-'EOF'
		peek CTRL 0-7
		peek -J CTRL 0-7
		decode CTRL
		peek -d -J CTRL
		irq --status
		irq --status -J
		ls
		ls -J
	EOF
	for id in 1 3 5 7; do
		diff <(jq -c "select(.id == $id).results" <<<"$output") <(jq -c "select(.id == $id + 1).results" <<<"$output")
	done
	has '["0x03020100","0x07060504"]' 'select(.id == 1).results[0].values[1].units'
	has '"fpga"' 'select(.id == 7).results[0].devices[0].name | tojson'
	answers 0 fpga <<-EOF
		md 0 4
		until CTRL == 0x07060504
		regs show $UIO_REGS_PATH/fpga.regs CTRL
		wait --timeout=1s
	EOF
	has '["0x03020100","0x07060504",null,"0x0f0e0d0c"]' 'select(.id == 1).results[0].values[0].units'
	has '"CTRL == 0x07060504"' 'select(.id == 2).results[0].until | tojson'
	has '"CTRL"' 'select(.id == 3).results[0].registers[0].name | tojson'
	has number 'select(.id == 4).results[0].time_ns | type'
}

@test "output in a form that JSON does not have is text" {
	answers 0 fpga <<-'EOF'
		peek --csv ID CTRL
		watch --changes --repeat=2 --interval=1ms ID
	EOF
	has '["time,ID,CTRL",true]' '.results | select(.[0].text == "time,ID,CTRL") | [.[0].text, (.[1].text | endswith(",0x03020100,0x07060504"))]'
	has '["ID 0x03020100"]' 'select(.id == 2) | .results | map(.text)'
}

@test "other output is text, including that of programs" {
	answers 0 fpga <<-'EOF'
		peek -b 2 CTRL
		let a 5; let
		peek CTRL; echo done
		wait -- sh -c "echo out; echo err >&2; cat"
		{"command":"echo '{\"a\":1}'"}
		use
		help quit
	EOF
	has '["0b00000111000001100000010100000100"]' 'select(.id == 1).results | map(.text)'
	has '["a 0x5 5"]' 'select(.id == 2).results | map(.text)'
	has '["fpga","done"]' 'select(.id == 3).results | map(.device // .text)'
	has '[["fpga","out"],["err"]]' 'select(.id == 4) | [(.results | map(.device // .text)), .messages]'
	has '[{"text":"{\"a\":1}"}]' 'select(.id == 5).results'
	has '[{"text":"fpga"}]' 'select(.id == 6).results'
}

@test "commands cannot read the following lines, or ask questions" {
	answers 0 fpga <<-'EOF'
		source -
		poke --input - 0x10
		save a; load a
		log file
		history
	EOF
	has $'1\n2\n3\n4\n5' .id
	has 2 'select(.id == 4).status'
	[[ ! -e file ]]
}

@test "the first command that fails ends only its line" {
	answers 0 fpga <<-'EOF'
		echo a; nix; echo b
		echo c
	EOF
	has $'["a"]\n["c"]' '.results | map(.text)'
	answers 0 -k fpga <<<'echo a; nix; echo b'
	has '["a","b"]' '.results | map(.text)'
	has 2 .status
}

@test "a dry run makes no access, and the trace is printed with the messages" {
	answers 0 --dry-run -x fpga <<<'CTRL=1'
	has '["write",4,32,1,["+ CTRL=1"]]' '(.results[0] | [.access, .offset, .width, .integer]) + [.messages]'
	answers 0 --dry-run fpga <<<'irq notify on; irq notify'
	has '["off"]' '.results | map(.text)'
}

@test "ways to end: quit, a device that does not exist, wrong options" {
	answers 0 fpga < <(printf 'quit\nCTRL\n')
	has 1 .id
	answers 0 fpga </dev/null
	answers 0 < <(printf 'use fpga\nCTRL')
	has $'0\n0' .status
	run -3 --separate-stderr mocked uio-shell --machine none </dev/null
	[[ ! $output && $stderr == "uio-shell: none: no such UIO device"* ]]
	for other in '-c quit' '-f /dev/null' '--replay /dev/null'; do
		# shellcheck disable=SC2086 # two words
		run -2 mocked uio-shell --machine $other fpga
		[[ $output == *"cannot be used together"* ]]
	done
}

# Starts the shell as $shell, with its input at descriptor 5 and its answers at 6.
start='
	mkfifo in out
	uio-shell --machine fpga <in >out &
	shell=$!
	exec 5>in 6<out
	ask() { echo "$1" >&5; }
	ends() {
		local status=0
		wait "$shell" || status=$?
		[[ $status == "$1" ]] || { echo "ended with $status"; exit 1; }
	}'

@test "a signal ends the shell, while it waits for a line and in a command" {
	cd "$BATS_TEST_TMPDIR"
	run -0 mocked bash -c "$start"'
		ask "CTRL.EN"
		read -r line <&6
		kill -TERM $shell
		ends 143'
	rm in out
	# The signal comes while the program runs, and ends it too.
	run -0 mocked bash -c "$start"'
		mkfifo begun
		ask "wait -n 0 -- sh -c \"echo >begun; exec sleep 1000\""
		read -r _ <begun
		kill -INT $shell
		read -r line <&6
		echo "$line"
		ends 130'
	has 130 .status
	has '"fpga: interrupted"' '.messages[0] | tojson'
}

@test "a program that stops reading ends the shell during a command" {
	cd "$BATS_TEST_TMPDIR"
	run -0 mocked bash -c "$start"'
		ask "until 0 == 1"
		exec 6<&-
		ends 129'
}

@test "an error of standard input or output ends the shell with a message" {
	run -1 --separate-stderr mocked uio-shell --machine fpga </
	[[ ! $output && $stderr == "uio-shell: standard input: Is a directory" ]]
	run -1 --separate-stderr mocked bash -c 'uio-shell --machine fpga >/dev/full' <<<$'CTRL=1\nquit'
	[[ $stderr == "uio-shell: standard output: No space left on device" ]]
}

# bats test_tags=native
# With a few more descriptors, the shell can load a library, but not save its streams.
@test "too few descriptors for the streams" {
	local limit refused=0
	for ((limit = 5; limit < 99; limit++)); do
		output=$(bash -c "ulimit -n $limit && exec uio-shell --machine" 2>&1 <<<'echo a') && break
		[[ $output != "uio-shell: --machine: Too many open files" ]] || refused=$((refused + 1))
	done
	((refused))
	has '["a"]' '.results | map(.text)'
}

@test "blanks around a line do not belong to the command" {
	answers 0 fpga < <(printf '  echo a \t\r\n')
	has '["echo a",["a"]]' '[.command, (.results | map(.text))]'
}

@test "an answer can have any length" {
	answers 0 < <(printf 'echo %0100000d\n' 0)
	has 100000 '.results[0].text | length'
}
