#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
#
# The counts of results in TAP files.

bats_require_minimum_version 1.5.0

setup() {
	tests=$BATS_TEST_DIRNAME/..
	cd "$BATS_TEST_TMPDIR" || return
}

tap() {
	printf '%s\n' "${@:2}" >"$1.tap"
}

@test "passes, skips and failures are counted over all files" {
	tap a 1..3 'ok 1 one' 'ok 2 two # skip not here' 'ok 3 skip is only a word'
	tap b 'ok 1 one' '# not ok 2 a remark' '    not ok 3 inner' 1..1
	run -0 "$tests/tally" a.tap b.tap
	[[ $output == "3 passed, 0 failed, 1 skipped" ]]
}

@test "failing lines are shown again, with file and name" {
	tap a 1..2 'ok 1 one' 'not ok 2 two'
	tap b 1..1 'not ok 1 three'
	run -1 "$tests/tally" a.tap b.tap
	[[ ${lines[0]} == "a.tap: not ok 2 two" ]]
	[[ ${lines[1]} == "b.tap: not ok 1 three" ]]
	[[ ${lines[2]} == "1 passed, 2 failed, 0 skipped" ]]
	((${#lines[@]} == 3))
}

@test "remarks on a failure are shown again, but not endlessly" {
	tap a 1..3 'not ok 1 one' '# in line 7' '# because' 'ok 2 two' '# a remark' 'not ok 3 three'
	for ((i = 0; i < 100; i++)); do
		echo "# output $i"
	done >>a.tap
	run -1 "$tests/tally" a.tap
	[[ ${lines[1]} == "a.tap: # in line 7" ]]
	[[ ${lines[2]} == "a.tap: # because" ]]
	[[ ${lines[3]} == "a.tap: not ok 3 three" ]]
	[[ ${lines[4]} == "a.tap: # output 0" ]]
	((${#lines[@]} > 6 && ${#lines[@]} < 30))
}

@test "a file without a plan fails" {
	tap a 'ok 1 one'
	run -1 "$tests/tally" a.tap
	[[ ${lines[0]} == "a.tap: no plan line, 1 results" ]]
	[[ ${lines[1]} == "1 passed, 1 failed, 0 skipped" ]]
}

@test "a file that ends early fails" {
	tap a 1..10 'ok 1 one' 'ok 2 two'
	run -1 "$tests/tally" a.tap
	[[ ${lines[0]} == "a.tap: 2 results of 10 planned" ]]
	[[ ${lines[1]} == "2 passed, 1 failed, 0 skipped" ]]
}

@test "an empty file fails" {
	: >a.tap
	run -1 "$tests/tally" a.tap
	[[ ${lines[-1]} == "0 passed, 1 failed, 0 skipped" ]]
}

@test "a missing file fails" {
	tap a 1..1 'ok 1 one'
	run ! "$tests/tally" a.tap b.tap
}

@test "a bail-out fails" {
	tap a 1..1 'ok 1 one' 'Bail out! no kernel'
	run -1 "$tests/tally" a.tap
}

@test "nothing at all fails" {
	tap a 1..0
	run -1 "$tests/tally" a.tap
	run -1 "$tests/tally"
}

@test "the last line may lack its newline, lines may end in CR" {
	printf '1..2\r\nok 1 one\r\nok 2 two' >a.tap
	run -0 "$tests/tally" a.tap
	[[ $output == "2 passed, 0 failed, 0 skipped" ]]
}

@test "the results as JUnit XML, with any characters" {
	tap a 1..3 'ok 1 one & only in 25ms' $'not ok 2 <two>\e[31m' '# expected "x"' 'ok 3 three # skip not here' \
		'# took 1500 ms'
	tap b 'ok 1 one'
	run -1 "$tests/tally" --junit out.xml a.tap b.tap
	[[ ${lines[-1]} == "2 passed, 2 failed, 1 skipped" ]]
	run -0 python3 - out.xml <<-'EOF2'
		import sys, xml.etree.ElementTree as ET
		for suite in ET.parse(sys.argv[1]).getroot():
		    print(*(suite.get(key) for key in ('name', 'tests', 'failures', 'skipped', 'time')))
		    for case in suite:
		        print(' ', case.get('name'), case.get('time'), *((each.tag, each.text, each.get('message')) for each in case))
	EOF2
	diff - <(echo "$output") <<-'EOF2'
		a 3 1 1 1.500
		  one & only 0.025
		  <two>�[31m None ('failure', 'expected "x"\n', None)
		  three None ('skipped', None, 'not here')
		b 2 1 0 0.000
		  one None
		  the plan None ('failure', None, None)
	EOF2
}
