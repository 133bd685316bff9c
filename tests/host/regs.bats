#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# uio-regs: checking, showing and converting register files.

load helper

setup() {
	trace_tests_only
	cd "$BATS_TEST_DIRNAME/../.." || return
	file=$BATS_TEST_TMPDIR/fpga.regs
}

# Checks that stderr is exactly this line.
only() {
	[[ ${#lines[@]} == 1 && $output == "$1" ]]
}

@test "shipped register files and those of the tests have no findings" {
	local path
	for path in regs/*.regs tests/regs/*; do
		run -0 uio-regs check "$path"
		[[ ! $output ]]
	done
}

@test "a hand-off file of Vivado becomes text" {
	local design=tests/regs/design.hwh name
	for name in axi_gpio_0 axi_intc_0 pulse_meter_0_s_axi_ctrl; do
		uio-regs convert -p "$name" "$design" >"$file"
		uio-regs check "$file"
		diff <(uio-regs show "$file") <(uio-regs show -p "$name" "$design")
	done
	run -0 uio-regs show -n -p axi_gpio_0 "$design" GPIO_DATA
	[[ ${lines[0]} == GPIO_DATA*" 0x000 "*"Pins of channel 1" ]]
	run -0 uio-regs show -n "$design"
	[[ ${lines[0]} == "axi_gpio_0 "*" 0x41200000 0x10000 "* ]]
}

@test "a file that is written as text is read back to the same text" {
	local path name
	for path in regs/*.regs tests/regs/*.regs; do
		uio-regs convert "$path" >"$file"
		uio-regs convert "$file" | cmp - "$file"
	done
	for name in TIMER0 TIMER1 GPIO0 GPIO1; do
		uio-regs convert --peripheral "$name" tests/regs/all.svd >"$file"
		uio-regs convert "$file" | cmp - "$file"
		diff <(uio-regs show "$file") <(uio-regs show -p "$name" tests/regs/all.svd)
	done
}

@test "each finding has a line, and the status is 9" {
	printf '%s\n' 'register A 0' 'register B 2 width 16' 'field F 20:0' >"$file"
	run -9 --separate-stderr uio-regs check "$file"
	[[ ${lines[0]} == "$file:2: B overlaps A" ]]
	[[ ${lines[1]} == "$file:3: B.F: bit 20 is beyond the 16 bits of the register" ]]
	# shellcheck disable=SC2154 # run sets it
	[[ $stderr == "uio-regs: $file: 2 registers: 2 errors" ]]
}

@test "warnings alone are not a failure" {
	sed 's/>CR</>C R</' tests/regs/all.svd >"$BATS_TEST_TMPDIR/x.svd"
	run -0 --separate-stderr uio-regs check -p TIMER0 "$BATS_TEST_TMPDIR/x.svd"
	[[ ${#lines[@]} == 1 && $output == *": warning: the name 'C R' is changed to 'C_R'" ]]
	[[ $stderr == "uio-regs: $BATS_TEST_TMPDIR/x.svd: "*" registers: 1 warning" ]]
}

@test "all blocks are checked, and each finding has the name of its block once" {
	local svd=$BATS_TEST_TMPDIR/x.svd
	cat >"$svd" <<-'EOF'
		<device><peripherals>
		<peripheral><name>A</name><baseAddress>0</baseAddress><registers>
		<register><name>ONE</name><addressOffset>0</addressOffset></register>
		<register><name>TWO</name><addressOffset>2</addressOffset><size>16</size></register>
		</registers></peripheral>
		<peripheral derivedFrom="A"><name>B</name><baseAddress>0x100</baseAddress></peripheral>
		<peripheral><name>C</name><baseAddress>0x200</baseAddress><registers>
		<register><name>X[%s]</name><addressOffset>0</addressOffset><dim>100000</dim><dimIncrement>4</dimIncrement></register>
		<register><name>Y[%s]</name><addressOffset>0</addressOffset><dim>200000</dim><dimIncrement>4</dimIncrement></register>
		</registers></peripheral>
		<peripheral><name>B</name><baseAddress>0x300</baseAddress><registers>
		<register><name>R S</name><addressOffset>0</addressOffset></register>
		</registers></peripheral>
		</peripherals></device>
	EOF
	run -9 --separate-stderr uio-regs check "$svd"
	diff - <(echo "$output") <<-EOF
		$svd:0: C: too many registers and groups: at most 262144 are possible
		$svd:4: A: TWO overlaps ONE
		$svd:11: warning: duplicate B: this one is renamed to B_2
		$svd:12: warning: B_2: the name 'R S' is changed to 'R_S'
	EOF
	[[ $stderr == "uio-regs: $svd: 4 blocks, 5 registers: 2 errors, 2 warnings" ]]
	run -0 uio-regs show -n -p B_2 "$svd"
	[[ $output == "R_S "* ]]
	run -9 --separate-stderr uio-regs check -p B "$svd"
	[[ $output == "$svd:4: TWO overlaps ONE" && $stderr == "uio-regs: $svd: 2 registers: 1 error" ]]
	run -9 --separate-stderr uio-regs check -p C "$svd"
	[[ $stderr == "uio-regs: $svd: 0 registers: 1 error" ]]
	# If the file marks another register as a view, this one may be meant as a view,
	# too.
	sed -i 's|<size>16<|<alternateRegister>ONE</alternateRegister>&|; s|>R S</name>|&<alternateGroup>V</alternateGroup>|' "$svd"
	sed -i '4s|<alternateRegister>ONE</alternateRegister>||' "$svd"
	run -9 --separate-stderr uio-regs check "$svd"
	[[ ${lines[1]} == "$svd:4: warning: A: TWO overlaps ONE" ]]
	[[ $stderr == *": 1 error, 3 warnings" ]]
}

@test "errors have a file, a line, a column and a reason" {
	printf '%s\n' 'width 32' 'register CTRL 0x0 wow' >"$file"
	run -1 uio-regs check "$file"
	only "uio-regs: $file:2:19: unexpected 'wow'"
	echo '<device>' >"$BATS_TEST_TMPDIR/x.svd"
	run -1 uio-regs show "$BATS_TEST_TMPDIR/x.svd"
	only "uio-regs: $BATS_TEST_TMPDIR/x.svd:2:1: XML: no element found"
	run -1 uio-regs show "$BATS_TEST_TMPDIR/none.regs"
	only "uio-regs: $BATS_TEST_TMPDIR/none.regs: No such file or directory"
}

@test "errors in one file do not hide those in others" {
	echo 'register A 2' >"$file"
	echo 'wow' >"$BATS_TEST_TMPDIR/broken.regs"
	run -1 uio-regs check "$file" "$BATS_TEST_TMPDIR/broken.regs" regs/edu.regs
	[[ $output == *"A at 0x2 is not aligned"* && $output == *"unknown keyword 'wow'"* ]]
	run -9 uio-regs check "$file" regs/edu.regs
}

@test "the blocks of a file" {
	diff - <(uio-regs show tests/regs/all.svd | sed 's/ *$//') <<-'EOF'
		NAME      ADDRESS  SIZE REGISTERS DESCRIPTION
		TIMER0 0x40010000 0x800        39 A timer, in two lines & with a "quote"
		TIMER1 0x40020000 0x800        41 A timer, in two lines & with a "quote"
		GPIO0  0x40030000   0x4         2
		GPIO1  0x40031000   0x4         2
	EOF
	run -0 uio-regs show -J tests/regs/all.svd
	valid_json blocks
	[[ $(jq -r '.blocks[3] | "\(.name) \(.address) \(.size) \(.registers)"' <<<"$output") == \
		"GPIO1 0x40031000 0x4 2" ]]
	# Shows the registers of one peripheral, by its name in place of a pattern or by
	# an option.
	run -0 uio-regs show -n tests/regs/all.svd GPIO1
	[[ ${lines[0]} == "IN "* && $(uio-regs show -n -p GPIO1 tests/regs/all.svd) == "$output" ]]
	run -0 uio-regs show -n tests/regs/all.svd 'GPIO?.IN'
	[[ ${#lines[@]} == 2 && ${lines[1]} == "GPIO1.IN 0x21000"* ]]
	run -0 uio-regs show -n - GPIO1 <tests/regs/all.svd
	[[ ${lines[0]} == "IN "* ]]
	# Registers that are in none of the blocks are not listed, but can be shown.
	printf '%s\n' 'base 0x100' 'block A 0' 'register R 0' end 'register LONE 8' 'block B 16' 'register R 0' end >"$file"
	diff - <(uio-regs show "$file" | sed 's/ *$//') <<-'EOF'
		NAME    ADDRESS SIZE REGISTERS DESCRIPTION
		A    0x00000100              1
		B    0x00000110              1
	EOF
	run -0 uio-regs show -n "$file" LONE
	[[ $output == "LONE "*0x008* ]]
}

@test "names of blocks that are wrong" {
	run -3 uio-regs show -p TIMER9 tests/regs/all.svd
	only "uio-regs: tests/regs/all.svd: no block 'TIMER9'; did you mean 'TIMER0'? (choose one with --peripheral BLOCK)"
	run -3 uio-regs show tests/regs/all.svd GPOI0
	only "uio-regs: tests/regs/all.svd: no block or register matches 'GPOI0'; did you mean 'GPIO0'?"
	run -3 uio-regs convert -p DMA tests/regs/all.svd
	[[ $output == *": no block 'DMA'; available: TIMER0 TIMER1 GPIO0 GPIO1 ("* ]]
	run -3 uio-regs show -p OTHER regs/edu.regs
	[[ $output == *": no block 'OTHER'"* ]]
	run -3 uio-regs check -p TIMER9 tests/regs/all.svd
	only "uio-regs: tests/regs/all.svd: no block 'TIMER9'; did you mean 'TIMER0'? (choose one with --peripheral BLOCK)"
}

@test "all blocks as text: the same file" {
	uio-regs convert tests/regs/all.svd >"$file"
	[[ $(head -n 2 "$file") == $'base 0x40010000\nwidth 32' ]]
	diff <(uio-regs show tests/regs/all.svd) <(uio-regs show "$file")
	local block
	for block in TIMER0 GPIO1; do
		diff <(uio-regs show -p "$block" tests/regs/all.svd) <(uio-regs show "$file" "$block")
	done
}

@test "the format is that of the text, not of the name" {
	cp tests/regs/all.svd "$BATS_TEST_TMPDIR/chip.xml"
	run -0 uio-regs show "$BATS_TEST_TMPDIR/chip.xml" GPIO1
	(printf '  \n' && cat tests/regs/all.svd) >"$BATS_TEST_TMPDIR/blanks.svd"
	run -0 uio-regs show "$BATS_TEST_TMPDIR/blanks.svd" GPIO1
	cp regs/edu.regs "$BATS_TEST_TMPDIR/edu.svd"
	run -0 uio-regs show "$BATS_TEST_TMPDIR/edu.svd" ID
}

@test "a file from a pipe, with a byte order mark, and one that is too large" {
	{ printf '\xef\xbb\xbf' && cat tests/regs/design.hwh; } >"$BATS_TEST_TMPDIR/marked.hwh"
	run -0 uio-regs convert - < <(cat "$BATS_TEST_TMPDIR/marked.hwh")
	[[ $output == "$(uio-regs convert tests/regs/design.hwh)" ]]

	truncate -s 65M "$BATS_TEST_TMPDIR/large"
	run -1 uio-regs check "$BATS_TEST_TMPDIR/large"
	only "uio-regs: $BATS_TEST_TMPDIR/large: File too large"
}

@test "the table" {
	cat >"$file" <<-'EOF'
		register ID 0x0 ro reset 0x010000ed
		register CTRL 0x4 reset 0x10 "Control"
		field EN 0
		field MODE 7:4 stop=0 run=1
		register CH[2] 0x10 volatile "Channel %s"
	EOF
	diff - <(uio-regs show "$file" | sed 's/ *$//') <<-'EOF'
		NAME     OFFSET BITS ACCESS           RESET VALUE DESCRIPTION
		ID        0x000 31:0 ro          0x010000ed
		CTRL      0x004 31:0 rw          0x00000010       Control
		├─EN               0 rw                 0x0
		└─MODE           7:4 rw                 0x1
		  ├─stop                                      0x0
		  └─run                                       0x1
		CH[0]     0x010 31:0 rw volatile                  Channel 0
		CH[1]     0x014 31:0 rw volatile                  Channel 1
	EOF
	run -0 uio-regs show -J "$file" 'CH*'
	valid_json registers
	[[ $(jq -r '.registers[].description' <<<"$output") == $'Channel 0\nChannel 1' ]]
	run -0 uio-regs convert "$file"
	[[ $output == *'register CH[2] 0x10 stride 0x4 volatile "Channel %s"' ]]
}

@test "scales have a column if there are any, and always a key" {
	cat >"$file" <<-'EOF'
		register TEMP 0x0 ro scale 503.975/65536 - 273.15 degC "Of the die"
		register CTRL 0x4
		field LIMIT 7:0 scale 0.5 V
	EOF
	diff - <(uio-regs show "$file" | sed 's/ *$//') <<-'EOF'
		NAME    OFFSET BITS ACCESS RESET VALUE SCALE                      DESCRIPTION
		TEMP     0x000 31:0 ro                 503.975/65536 -273.15 degC Of the die
		CTRL     0x004 31:0 rw
		└─LIMIT         7:0 rw                 0.5 V
	EOF
	run -0 uio-regs show -J "$file" TEMP
	valid_json registers
	[[ $(jq -r '.registers[0].scale' <<<"$output") == "503.975/65536 -273.15 degC" ]]
	run -0 uio-regs show -J regs/edu.regs ID
	valid_json registers
	[[ $(jq -c '.registers[0] | has("scale"), .scale' <<<"$output") == $'true\nnull' ]]
	run -0 uio-regs show regs/edu.regs
	[[ $output != *SCALE* ]]
	echo 'register A 0 scale 0 V' >"$file"
	run -9 uio-regs check "$file"
	[[ ${lines[0]} == "$file:1: A: the factor of the scale is 0" ]]
	echo 'register A 0 scale 1/0 V' >"$file"
	run -1 uio-regs check "$file"
	only "uio-regs: $file:1:20: '1/0' is not a factor such as 0.5 or 503.975/65536"
}

@test "some registers only; brackets are those of arrays" {
	run -0 uio-regs show -n -p TIMER0 tests/regs/all.svd 'CH[1]'
	[[ ${#lines[@]} == 7 && ${lines[0]} == "CH[1].CFG "* ]]
	run -0 uio-regs show -n -p TIMER0 tests/regs/all.svd 'MATCH?'
	[[ ${#lines[@]} == 3 ]]
	run -0 uio-regs show -n -p TIMER0 tests/regs/all.svd 'CH[*].CFG'
	[[ $output == "CH[0].CFG "*$'\n'"CH[1].CFG "* ]]
	run -3 uio-regs show regs/edu.regs 'id'
	only "uio-regs: regs/edu.regs: no register matches 'id'; did you mean 'ID'?"
}

@test "JSON" {
	run -0 uio-regs show --json regs/edu.regs
	valid_json registers
	[[ $(jq -r '.registers[0].reset' <<<"$output") == 0x010000ed ]]
	[[ $(jq -r '.registers[] | select(.name == "DMA_COMMAND").children[1].children[1].name' \
		<<<"$output") == from_card ]]
}

@test "convert writes a complete file, or none" {
	run -0 uio-regs convert regs/edu.regs -o "$file"
	[[ ! $output ]]
	uio-regs convert regs/edu.regs | cmp - "$file"
	echo before >"$file"
	run -1 uio-regs convert -o "$file" "$BATS_TEST_TMPDIR/none.regs"
	[[ $(<"$file") == before ]]
	run uio-regs convert -o "$BATS_TEST_TMPDIR/none/x" regs/edu.regs
	((status == 1))
	run compgen -G "$BATS_TEST_TMPDIR/.uio-*"
	[[ ! $output ]]
}

@test "text from a file is escaped on the terminal" {
	printf 'register A 0 "\e[31mred"\n' >"$file"
	run -0 uio-regs show "$file"
	[[ $output != *$'\e'* ]]
	printf 'register A 0 "\xb5s"\n' >"$file"
	[[ $(uio-regs show -J "$file" | jq -r '.registers[].description') == '\xb5s' ]]
	printf 'register A 0 \e[31m\n' >"$file"
	run -1 uio-regs show "$file"
	[[ $output != *$'\e'* ]]
}

@test "the command line" {
	run -2 uio-regs
	run -2 uio-regs verify regs/edu.regs
	run -2 uio-regs check
	run -2 uio-regs show regs/edu.regs A B
	run -2 uio-regs check -o x regs/edu.regs
	run -2 uio-regs convert --json regs/edu.regs
	run -0 uio regs check regs/edu.regs
}

@test "uio-regs(5) has an example of each format" {
	awk -v file="$BATS_TEST_TMPDIR/example" '/^\.Sh/ { inside = $2 == "EXAMPLES" }
		inside && /^\.Ed/ { out = "" }
		out { print >out }
		inside && /^\.Bd/ { out = file "." ++count }' man/uio-regs.5
	local first=$BATS_TEST_TMPDIR/example.1
	uio-regs check "$BATS_TEST_TMPDIR"/example.[1-4]
	# The second register and the last are the same; Vivado does not name values.
	diff <(uio-regs convert "$BATS_TEST_TMPDIR/example.2") <(uio-regs convert "$BATS_TEST_TMPDIR/example.4")
	diff <(uio-regs show -n "$BATS_TEST_TMPDIR/example.3" | awk '{ print $2, $3, $4 }') \
		<(uio-regs show -n "$BATS_TEST_TMPDIR/example.4" | awk '{ print $2, $3, $4 }')
	run -0 --separate-stderr uio-regs show -nJ "$first"
	[[ $(jq -r '.registers | length' <<<"$output") -ge 20 ]]
}

@test "registers overlap only others of the same kind" {
	printf '%s\n' 'register A 0 ro' 'register B 0 wo' >"$file"
	run -0 uio-regs check "$file"
	echo 'register C 0 ro' >>"$file"
	run -9 uio-regs check "$file"
	[[ ${lines[0]} == "$file:3: C overlaps A" ]]
}

@test "a finding about an array is one line, with its name" {
	printf '%s\n' 'register CH[4] 0 width 16' 'field M[40] 0' 'register P{2} 0x100 width 24' >"$file"
	run -9 --separate-stderr uio-regs check "$file"
	[[ ${lines[0]} == "$file:2: CH[*].M[16]: bit 16 is beyond the 16 bits of the register" ]]
	[[ ${lines[1]} == "$file:3: P*: 24 bits is not a possible access width" ]]
	[[ ${lines[2]} == "$file:3: P0 at 0x100 is not aligned to its 3 bytes" && ${#lines[@]} == 3 ]]
	echo 'register A[4] 0xfffffffffffffff0' >"$file"
	run -1 uio-regs check "$file"
	only "uio-regs: $file:1: A[*]: its offset does not fit in 64 bits"
}

@test "text after a description is refused on the next line, too" {
	printf '%s\n' 'register A 0' '"Clears on read" rc' >"$file"
	run -1 uio-regs check "$file"
	only "uio-regs: $file:2:18: unexpected 'rc'"
	printf '%s\n' 'register A 0' '"x" "y' >"$file"
	run -1 uio-regs check "$file"
	only "uio-regs: $file:2:5: missing closing quote of a string"
}

@test "a value that no field can have" {
	printf '%s\n' 'register A 0' 'field F 3:0' 'value a 3:1' 'value b 16' 'value c 1:3' >"$file"
	run -9 --separate-stderr uio-regs check "$file"
	diff - <(echo "$output") <<-EOF
		$file:3: A.F: the value a has bits outside its mask
		$file:4: A.F: the value b, 0x10, does not fit in 4 bits
	EOF
}

@test "text with a byte order mark" {
	printf '\xef\xbb\xbfregister A 0\n' >"$file"
	run -0 uio-regs check "$file"
	printf '\xef\xbb\xbfregister A\n' >"$file"
	run -1 uio-regs check "$file"
	only "uio-regs: $file:1:11: the offset is missing"
}

@test "a derived peripheral keeps registers of one name in several groups" {
	local svd=$BATS_TEST_TMPDIR/x.svd
	cat >"$svd" <<-'EOF'
		<device><name>C</name><size>32</size><peripherals>
		<peripheral><name>A</name><baseAddress>0x1000</baseAddress><registers>
		<register><name>DR</name><addressOffset>0x40</addressOffset></register></registers></peripheral>
		<peripheral derivedFrom="A"><name>B</name><baseAddress>0x2000</baseAddress><registers>
		<register><name>DR</name><addressOffset>0x80</addressOffset></register>
		<register><name>DR</name><alternateGroup>I2C</alternateGroup><addressOffset>0x80</addressOffset></register>
		</registers></peripheral>
		</peripherals></device>
	EOF
	run -0 uio-regs show -n -p B "$svd"
	[[ ${#lines[@]} == 2 && $(awk '{ print $1, $2 }' <<<"$output") == $'DR 0x080\nDR_I2C 0x080' ]]
}

@test "words that the schema does not have are reported" {
	local svd=$BATS_TEST_TMPDIR/x.svd
	cat >"$svd" <<-'EOF'
		<device><name>C</name><size>32</size><peripherals>
		<peripheral><name>A</name><baseAddress>0x1000</baseAddress><registers>
		<register><name>R</name><addressOffset>0x40</addressOffset><access>Write-Only</access></register>
		</registers></peripheral></peripherals></device>
	EOF
	run -0 --separate-stderr uio-regs check "$svd"
	[[ $output == "$svd:3: warning: "*"'Write-Only' is not a kind of access" ]]
}

@test "an empty or unknown kind of access leaves the inherited one" {
	local svd=$BATS_TEST_TMPDIR/x.svd
	cat >"$svd" <<-'EOF'
		<device><name>C</name><size>32</size><peripherals>
		<peripheral><name>P</name><baseAddress>0</baseAddress><registers>
		<register><name>R</name><addressOffset>0</addressOffset>
		<modifiedWriteValues>oneToClear</modifiedWriteValues><fields>
		<field><name>A</name><bitRange>[0:0]</bitRange></field>
		<field><name>B</name><bitRange>[1:1]</bitRange><modifiedWriteValues>OneToClear</modifiedWriteValues></field>
		<field><name>C</name><bitRange>[2:2]</bitRange><modifiedWriteValues/></field>
		<field><name>D</name><bitRange>[3:3]</bitRange><readAction/></field>
		<field><name>E</name><bitRange>[4:4]</bitRange><readAction>other</readAction></field>
		<field><name>F%s</name><bitRange>[5:5]</bitRange><dim>2</dim><dimIncrement>bogus</dimIncrement></field>
		</fields></register>
		<register><name>S</name><addressOffset>4</addressOffset><access>read-only</access>
		<fields><field><name>A</name><bitRange>[0:0]</bitRange><access>readonly</access></field></fields></register>
		</registers></peripheral></peripherals></device>
	EOF
	run -0 uio-regs convert "$svd"
	diff - <(tail -n 8 <<<"${output//$'\t'/}") <<-'EOF'
		register R 0x0 w1c
		field A 0
		field B 1
		field C 2
		field D 3
		field E 4 rc
		register S 0x4 ro
		field A 0
	EOF
	run -9 uio-regs check "$svd"
	[[ $output == *"F%s: skipped because it has no dimIncrement"* ]]
}

@test "a file whose addresses do not count bytes is refused" {
	local svd=$BATS_TEST_TMPDIR/x.svd
	echo '<device><name>C</name><addressUnitBits>16</addressUnitBits><peripherals><peripheral><name>A</name><baseAddress>0</baseAddress></peripheral></peripherals></device>' >"$svd"
	run -1 uio-regs show "$svd"
	[[ $output == "uio-regs: $svd:1: addressUnitBits is 16: only 8 is supported" ]]
}
