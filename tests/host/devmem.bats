#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
#
# The arguments of devmem, ADDRESS WIDTH [VALUE], which would have another effect here.
load helper
load shell

setup() {
	trace_tests_only
	mock_fpga
}

@test "uio-poke refuses them, and shows three alternatives" {
	local width
	for width in 8 16 32 64; do
		run -2 mocked uio-poke fpga 0x4 "$width"
		[[ $output == "uio-poke: fpga: '0x4 $width' is ambiguous, because devmem takes $width as a width: \`uio peek fpga -w $width 0x4' reads $width bits, \`uio poke fpga -w $width 0x4=VALUE' writes them, \`uio poke fpga 0x4=$width' writes $width" ]]
		run -2 mocked uio-poke fpga 0x4 "$width" 0x1
		[[ $output == *"\`uio poke fpga -w $width 0x4=0x1' writes them"* ]]
		run -2 mocked uio-poke --dry-run -w 16 fpga 4 "$width"
		fails 2 "\`poke 0x4=$width' writes $width" "poke 0x4 $width"
		fails 2 "ambiguous" "use fpga:map0; poke fpga::0x4 $width"
	done
}

@test "uio-peek refuses them, too" {
	local width
	for width in 8 16 32 64; do
		run -2 mocked uio-peek fpga 0x4 "$width"
		[[ $output == "uio-peek: fpga: '0x4 $width' is ambiguous, because devmem takes $width as a width: \`uio peek fpga -w $width 0x4' reads $width bits, \`uio peek fpga 0x4 $(printf 0x%x "$width")' two registers, \`uio peek fpga 0x4+$width' $width bytes" ]]
		fails 2 "\`peek -w $width 0x4' reads $width bits" "peek 0x4 $width"
	done
}

@test "each call is made in each way" {
	run -0 mocked uio-peek fpga -w 16 0x4
	[[ $output == 0x0504 ]]
	run -0 mocked uio-peek fpga 0x4 0x8
	[[ ${#lines[@]} == 2 ]]
	run -0 mocked uio-peek fpga 0x4+8
	[[ $output == "0x00000004: 07060504 --------" ]]
	run -0 mocked uio-poke --dry-run fpga -w 16 0x4=0x1
	[[ $output == "write 0x00000004 16 0x0001" ]]
	run -0 mocked uio-poke --dry-run fpga 0x4=32
	[[ $output == "write 0x00000004 32 0x00000020" ]]
}

@test "words that devmem would not accept keep their meaning" {
	local words
	for words in '0x4 0x20' '0x4 033' '0x4 31' 'CTRL 32' '0x4-0x7 32' '4+4 8' '0x4=1 0x20=32'; do
		# shellcheck disable=SC2086 # $words must be split
		run -0 mocked uio-poke --dry-run fpga $words
	done
	run -0 mocked uio-peek fpga 0x0 8 16
	run -0 mocked uio-peek -w 8 fpga CTRL 8
	run -0 mocked uio-peek fpga 8
	run -0 shell -c 'fill 0x4 8; fill 0x4-0xb 32; mw 4 8'
	run -2 mocked uio-poke fpga 0x4 5 6
	[[ $output == *"'0x4' is not an assignment"* ]]
}
