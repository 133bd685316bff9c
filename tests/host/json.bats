#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The schema and the manual page of the JSON that the tools print.
# shellcheck disable=SC2089,SC2090 # texts with quotes

load helper

setup() {
	trace_tests_only
	cd "$BATS_TEST_DIRNAME/../.." || return 1
}

@test "the schema is valid, and each of its keys and forms is in the manual page" {
	LD_PRELOAD='' run -0 python3 -c 'import json, jsonschema
jsonschema.Draft202012Validator.check_schema(json.load(open("schema/uio-tools.schema.json")))'
	jq -r '[.. | objects | .properties? // empty | keys[]] | unique[]' schema/uio-tools.schema.json >"$BATS_TEST_TMPDIR/keys"
	jq -r '.["$defs"] | keys[] | select(IN("row", "register", "field", "result") | not)' \
		schema/uio-tools.schema.json >>"$BATS_TEST_TMPDIR/keys"
	(($(wc -l <"$BATS_TEST_TMPDIR/keys") > 60))
	# Prints the words of lines that name keys.
	comm -23 <(sort -u "$BATS_TEST_TMPDIR/keys") \
		<(sed -nE 's/^\.(It )?Cm //p' man/uio-json.5 | tr -s ' ,' '\n' | sort -u) >"$BATS_TEST_TMPDIR/missing"
	diff /dev/null "$BATS_TEST_TMPDIR/missing"
}

@test "other objects are not valid" {
	output='{"device":"fpga","number":0,"region":"map0","values":[]}'
	valid_json reading
	run ! valid_json until
	output='{"device":"fpga","number":"0","region":"map0","values":[]}'
	run ! valid_json reading
	output='{"device":"fpga","number":0,"region":"map0","values":[],"more":1}'
	run ! valid_json reading
}

@test "the tests produce output for each form of the schema" {
	local form forms
	forms=$(jq -r '.["$defs"] | keys[] | select(IN("value", "field", "row", "register", "distribution", "text", "result") | not)' \
		schema/uio-tools.schema.json)
	for form in $forms; do
		grep -qE "^[^#]*valid_json [a-z ]*\b$form\b" tests/{host,vm}/*.bats || { echo "$form" && return 1; }
	done
}
