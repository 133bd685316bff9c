# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
#
# Checks that each JSON text in $output has one of these forms of the schema.
valid_json() { # FORM...
	LD_PRELOAD='' python3 - "$BATS_TEST_DIRNAME/../../schema/uio-tools.schema.json" <(echo "${output:?}") "$@" <<-'EOF'
		import json, sys
		from jsonschema import Draft202012Validator
		defs = json.load(open(sys.argv[1]))["$defs"]
		forms = [{"$ref": "#/$defs/" + form} for form in sys.argv[3:]]
		validator = Draft202012Validator({"anyOf": forms, "$defs": defs} if forms[1:] else {**forms[0], "$defs": defs})
		decoder, text, count = json.JSONDecoder(), open(sys.argv[2]).read().strip(), 0
		while text:
		    value, end = decoder.raw_decode(text)
		    text, count = text[end:].strip(), count + 1
		    validator.validate(value)
		assert count, "no JSON"
	EOF
}
