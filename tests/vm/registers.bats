#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# Operands against the memory of a simulated device, seen from the kernel's side.

load helper
: "${sims:?}"

# All forms of OPERAND and VALUE in --help: options, the assignment, and the 16 bytes in
# the device's memory after it. Before it they are 00 11 22 ... ff. AT is the offset of
# the first of them.
forms='
-w8         AT=0xab              ab 11 22 33 44 55 66 77 88 99 aa bb cc dd ee ff
-w8         AT+1=0xab            ab 11 22 33 44 55 66 77 88 99 aa bb cc dd ee ff
-w8         AT:7:4=0xf           f0 11 22 33 44 55 66 77 88 99 aa bb cc dd ee ff
-w16        AT=0xabcd            cd ab 22 33 44 55 66 77 88 99 aa bb cc dd ee ff
-w16_-ebig  AT=0xabcd            ab cd 22 33 44 55 66 77 88 99 aa bb cc dd ee ff
-w16_-ebig  AT:15:8=0xab         ab 11 22 33 44 55 66 77 88 99 aa bb cc dd ee ff
-w16        AT:15:8=0xab         00 ab 22 33 44 55 66 77 88 99 aa bb cc dd ee ff
-w32        AT=0xabcdef01        01 ef cd ab 44 55 66 77 88 99 aa bb cc dd ee ff
-w32_-elittle AT=0xabcdef01      01 ef cd ab 44 55 66 77 88 99 aa bb cc dd ee ff
-w32_-ebig  AT=0xabcdef01        ab cd ef 01 44 55 66 77 88 99 aa bb cc dd ee ff
-w32        AT=0x40:0xc0         40 11 22 33 44 55 66 77 88 99 aa bb cc dd ee ff
-w32        AT=0:0xff00          00 00 22 33 44 55 66 77 88 99 aa bb cc dd ee ff
-w32_-ebig  AT=0x40:0xc0         00 11 22 73 44 55 66 77 88 99 aa bb cc dd ee ff
-w32        AT:31=1              00 11 22 b3 44 55 66 77 88 99 aa bb cc dd ee ff
-w32        AT:29:28=0           00 11 22 03 44 55 66 77 88 99 aa bb cc dd ee ff
-w32        AT:31:0=5            05 00 00 00 44 55 66 77 88 99 aa bb cc dd ee ff
-w32        AT+8=0x1             01 00 00 00 01 00 00 00 88 99 aa bb cc dd ee ff
-w32        AT+16=0x40:0xf0      40 11 22 33 44 55 66 77 48 99 aa bb 4c dd ee ff
-w64        AT=0x1122334455667788 88 77 66 55 44 33 22 11 88 99 aa bb cc dd ee ff
-w64_-ebig  AT=0x1122334455667788 11 22 33 44 55 66 77 88 88 99 aa bb cc dd ee ff
-w64        AT:63:60=0           00 11 22 33 44 55 66 07 88 99 aa bb cc dd ee ff
-w64        AT:39:32=0xee        00 11 22 33 ee 55 66 77 88 99 aa bb cc dd ee ff
-w64_-ebig  AT:7:0=0xee          00 11 22 33 44 55 66 ee 88 99 aa bb cc dd ee ff
-w64        AT+16=0              00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
'

# Makes a region that begins (0) or ends (4080) with these 16 bytes, and is noise
# elsewhere.
with_noise() { # OFFSET [BYTES]
	local bytes=${2:-00 11 22 33 44 55 66 77 88 99 aa bb cc dd ee ff}
	local noise=$BATS_TEST_TMPDIR/noise-4080
	[[ -e $noise ]] || head -c 4080 /dev/zero | tr '\0' '\245' >"$noise"
	(($1 == 0)) || cat "$noise"
	printf '%b' "\\x${bytes// /\\x}"
	(($1 != 0)) || cat "$noise"
}

@test "every form of an assignment, at both ends of a region" {
	uio-sim create fpga map0/name=regs
	while read -r options assignment expected; do
		[[ $options ]] || continue
		for at in 0 4080; do
			with_noise $at >"$sims/fpga/map0/data"
			# shellcheck disable=SC2086
			uio-poke ${options//_/ } fpga "${assignment//AT/$at}"
			with_noise $at "$expected" >"$BATS_TEST_TMPDIR/expected"
			cmp "$BATS_TEST_TMPDIR/expected" "$sims/fpga/map0/data" ||
				{ echo "$options $assignment at $at: $(kernel_bytes fpga map0 $at 16)" && false; }
		done
	done <<<"$forms"
}

# All forms of reads.
reads='
-w8         AT                   0x00
-w8         AT:7:4               0x0
-w16        AT                   0x1100
-w16_-ebig  AT                   0x0011
-w32        AT                   0x33221100
-w32_-ebig  AT                   0x00112233
-w32        AT:31:28             0x3
-w32        AT:12                0x1
-w32        AT:15:8              0x11
-w64        AT                   0x7766554433221100
-w64_-ebig  AT                   0x0011223344556677
-w64        AT:63:32             0x77665544
'

@test "every form of an operand that is read" {
	uio-sim create fpga
	for at in 0 4080; do
		with_noise $at >"$sims/fpga/map0/data"
		while read -r options operand expected; do
			[[ $options ]] || continue
			# shellcheck disable=SC2086
			output=$(uio-peek ${options//_/ } fpga "${operand//AT/$at}")
			[[ $output == "$expected" ]] || { echo "$options $operand: $output" && false; }
		done <<<"$reads"
	done
}

# bats test_tags=long
@test "peek: bases, JSON, repetition" {
	uio-sim create fpga
	with_noise 0 >"$sims/fpga/map0/data"
	run -0 uio-peek -b 2 fpga 0:12:8
	[[ $output == 0b10001 ]]
	run -0 uio-peek -b 8 -w 8 fpga 1
	[[ $output == 0o021 ]]
	run -0 uio-peek -b 10 -w 16 fpga 0
	[[ $output == 4352 ]]
	run -0 uio-peek -J fpga 0 4+8 0:12
	valid_json reading
	[[ $(jq -c '[.device, .region, (.values | map(.value // .units))]' <<<"$output") == \
		'["fpga","map0",["0x33221100",["0x77665544","0xbbaa9988"],"0x1"]]' ]]
	run -0 uio-peek --repeat 3 --interval 1ms -J fpga 0
	[[ ${#lines[@]} == 3 && ${lines[2]} == *0x33221100* ]]
}

@test "watching highlights what changed, on a terminal" {
	uio-sim create fpga
	script -qfec 'uio-peek --watch 10ms fpga 0' "$BATS_TEST_TMPDIR/typescript" >/dev/null 3>&- &
	watcher=$!
	eventually grep -q 0x00000000 "$BATS_TEST_TMPDIR/typescript"
	uio-poke fpga 0=0x10
	eventually grep -qF $'\e[8C\e[K\e[7m1\e[0m0' "$BATS_TEST_TMPDIR/typescript"
	kill -INT "$(cat /proc/$watcher/task/$watcher/children)"
	ends_with 130 $watcher
	NO_COLOR=1 run -0 script -qec 'uio-peek --repeat 2 fpga 0' /dev/null
	[[ $output != *$'\e'* ]]
}

# bats test_tags=long
@test "a progress bar, on a terminal" {
	uio-sim create fpga
	run -0 script -qec 'uio-poke --delay 1ms fpga 0-0xfff=1' /dev/null
	[[ $output == *"[##"*"%"* ]]
	for setting in NO_COLOR=1 TERM=dumb; do
		run -0 env "$setting" script -qec 'uio-poke --delay 1ms fpga 0-0xfff=1' /dev/null
		[[ $output != *"["* ]]
	done
	# A message is not followed by the rest of a bar.
	script -qefc 'exec uio-poke --delay 10ms fpga 0-0xfff=1' "$BATS_TEST_TMPDIR/shown" >/dev/null 3>&- &
	terminal=$!
	eventually grep -q '\[##' "$BATS_TEST_TMPDIR/shown"
	kill -INT "$(cat /proc/$terminal/task/$terminal/children)"
	ends_with 130 $terminal
	grep -q $'  \ruio-poke: fpga: interrupted' "$BATS_TEST_TMPDIR/shown"
}

@test "the bytes of a range are saved to a file unchanged, and restored" {
	uio-sim create fpga map0/size=16k
	head -c 16384 /dev/urandom >"$BATS_TEST_TMPDIR/noise"
	for options in -w8 -w32 "-w32 -ebig" -w64; do
		# shellcheck disable=SC2086
		uio-poke $options -i "$BATS_TEST_TMPDIR/noise" fpga 0
		cat "$sims/fpga/map0/data" >"$BATS_TEST_TMPDIR/kernel"
		cmp "$BATS_TEST_TMPDIR/noise" "$BATS_TEST_TMPDIR/kernel"
		# shellcheck disable=SC2086
		uio-peek $options -o "$BATS_TEST_TMPDIR/copy" fpga 0+16k
		cmp "$BATS_TEST_TMPDIR/noise" "$BATS_TEST_TMPDIR/copy"
		uio-poke fpga 0+16k=0
	done
	head -c 6 "$BATS_TEST_TMPDIR/noise" >"$BATS_TEST_TMPDIR/tail"
	run -2 uio-poke -i "$BATS_TEST_TMPDIR/tail" fpga 0
	[[ $output == *"tail has 6 bytes, map0"*" has 16384 from 0x0 on, and a unit has 4: the last unit is incomplete"* ]]
	run -2 uio-poke -i "$BATS_TEST_TMPDIR/noise" fpga 4
	run -1 uio-poke -i /nonexistent fpga 4
	cmp -n 16384 /dev/zero "$sims/fpga/map0/data"
}

# bats test_tags=long
@test "--until ends as soon as the value is right, else on time" {
	uio-sim create fpga
	uio-peek --until '0x10:3 == 1' --timeout 1h -J fpga >"$BATS_TEST_TMPDIR/out" &
	waiter=$!
	eventually grep -q nanosleep "/proc/$waiter/wchan"
	uio-poke fpga 0x10=8
	wait $waiter
	[[ $(jq -r .value "$BATS_TEST_TMPDIR/out") == 0x1 ]]
	output=$(<"$BATS_TEST_TMPDIR/out")
	valid_json until
	uio-peek --until '0x10 == 99' fpga >"$BATS_TEST_TMPDIR/out" &
	waiter=$!
	eventually grep -q nanosleep "/proc/$waiter/wchan"
	kill -INT $waiter
	ends_with 130 $waiter
	grep -qE '^0x10 == 99: 0x00000008 after .* s, [0-9]+ reads?$' "$BATS_TEST_TMPDIR/out"
	start=$(date +%s%N)
	run -124 uio-peek --until '0 & 1' --timeout 200ms --interval 10ms fpga
	elapsed=$((($(date +%s%N) - start) / 1000000))
	((elapsed >= 200))
	[[ ${lines[0]} =~ ^"0 & 1: 0x00000000 after "[0-9]+\.[0-9]+" s, "[0-9]+" reads"?$ ]]
	for condition in '0x10==8' '0x10 != 7' '0x10 < 9' '0x10<=8' '0x10 > 7' '0x10 >= 8' '0x10 & 0xc'; do
		run -0 uio-peek --until "$condition" --timeout 1ms fpga
	done
	for condition in '0x10==7' '0x10 != 8' '0x10 < 8' '0x10<=7' '0x10 > 8' '0x10 >= 9' '0x10 & 7'; do
		run -124 uio-peek --until "$condition" --timeout 1ms fpga
	done
}

@test "--verify, --expect, --require, --dry-run" {
	uio-sim create fpga version=2.1
	uio-poke -v fpga 0=5 4:3=1 8+8=7
	run -0 uio-poke --expect '0==5' --expect '4:3==1' fpga 0=6
	run -9 uio-poke --expect '0==6' --expect '4:3==0' fpga 0=7
	[[ $output == "uio-poke: fpga: expected '4:3==0', found 0x1" ]]
	run -9 uio-poke --require fpga=2.0 fpga 0=7
	[[ $output == "uio-poke: fpga: 'fpga=2.0' is required, but "*" is 'fpga=2.1'" ]]
	for applet in "uio-peek --require other fpga 0" "uio-wait --require other fpga" \
		"uio-irq --require other fpga on" "uio-shell --require other fpga" \
		"lsuio --require other fpga"; do
		# shellcheck disable=SC2086
		run -9 $applet </dev/null
	done
	run -0 uio-poke --dry-run --expect '0==1' fpga 0=7 4=1:3 0x10+8=1
	[[ $output == "read 0x00000000 32
write 0x00000000 32 0x00000007
read 0x00000004 32
write 0x00000004 32 0x00000001:0x00000003
write 0x00000010 32 0x00000001
write 0x00000014 32 0x00000001" ]]
	[[ $(kernel_bytes fpga map0 0 8) == 0600000008000000 ]]
}

@test "events that a 1 or a 0 clears stay set unless they are meant" {
	cat >"$BATS_TEST_TMPDIR/events.regs" <<-'EOF'
		endian little
		register EVENT 0x10 width 16
			field EN 0
			field RISE 4 w0c
			field FALL 5 w0c
			field ERR 8 w1c
	EOF
	uio-sim create fpga --regs "$BATS_TEST_TMPDIR/events.regs"
	uio-poke fpga EVENT=0x110
	uio-poke fpga EVENT.EN=1
	[[ $(kernel_bytes fpga map0 16 4) == 31000000 ]]
	uio-poke fpga EVENT.RISE=0
	[[ $(kernel_bytes fpga map0 16 4) == 21000000 ]]
	uio-poke fpga 0x10:8=1
	[[ $(kernel_bytes fpga map0 16 4) == 31010000 ]]
	run -0 uio-shell fpga -c 'save a; EVENT=0; load a'
	[[ $(kernel_bytes fpga map0 16 4) == 31000000 ]]
	uio-sim remove fpga
}

first_byte_is_1() {
	[[ $(uio-peek -w 8 fpga 0) == 0x01 ]]
}

has_temporary() {
	compgen -G "$BATS_TEST_TMPDIR/.uio-*"
}

@test "a long transfer that is interrupted reports its progress and leaves no file" {
	uio-sim create fpga map0/size=64M
	for signal in INT TERM HUP; do
		uio-peek -w 8 -o "$BATS_TEST_TMPDIR/dump" fpga 0+64M 2>"$BATS_TEST_TMPDIR/err" &
		dumper=$!
		eventually has_temporary
		kill -$signal $dumper
		ends_with $((128 + $(kill -l $signal))) $dumper
		[[ ! -e $BATS_TEST_TMPDIR/dump && ! $(has_temporary) ]]
		grep -q 'not written: [0-9]* of 67108864 bytes were read' "$BATS_TEST_TMPDIR/err"
	done
	uio-poke -w 8 fpga 0+64M=1 2>"$BATS_TEST_TMPDIR/err" &
	filler=$!
	eventually first_byte_is_1
	kill -INT $filler
	ends_with 130 $filler
	grep -q '[0-9]* of 67108864 bytes were written before' "$BATS_TEST_TMPDIR/err"
	run bash -c 'set -o pipefail; uio-peek fpga 0+1M | head -1'
	[[ $output == *"stopped at 0x"* || $output == *"Broken pipe"* ]]
}

@test "a full disk leaves no incomplete file" {
	uio-sim create fpga map0/size=1M
	mkdir "$BATS_TEST_TMPDIR/small"
	mount -t tmpfs -o size=64k tmpfs "$BATS_TEST_TMPDIR/small"
	echo before >"$BATS_TEST_TMPDIR/small/dump"
	run -1 uio-peek -o "$BATS_TEST_TMPDIR/small/dump" fpga 0+1M
	[[ $output == *"No space left on device"* ]]
	[[ $(ls -A "$BATS_TEST_TMPDIR/small") == dump && $(cat "$BATS_TEST_TMPDIR/small/dump") == before ]]
	# There is room for the temporary file, but not for the copy.
	ln "$BATS_TEST_TMPDIR/small/dump" "$BATS_TEST_TMPDIR/small/other"
	run -1 uio-peek -o "$BATS_TEST_TMPDIR/small/dump" fpga 0+40k
	[[ $output == *"No space left on device"* ]]
	[[ $(ls -A "$BATS_TEST_TMPDIR/small") == $'dump\nother' && $(cat "$BATS_TEST_TMPDIR/small/dump") == before ]]
	uio-peek -o "$BATS_TEST_TMPDIR/small/dump" fpga 0+16k
	[[ $(stat -c %s "$BATS_TEST_TMPDIR/small/other") == 16384 ]]
	umount "$BATS_TEST_TMPDIR/small"
	run -1 bash -c 'uio-peek fpga 0+1M >/dev/full'
	[[ $output == "uio-peek: fpga: stopped at 0x"*": standard output: No space left on device" && ${#lines[@]} == 1 ]]
	run -1 bash -c 'uio-peek -o - fpga 0+1M >/dev/full'
	[[ ${lines[0]} == "uio-peek: standard output: No space left on device" ]]
	[[ ${lines[1]} == "uio-peek: standard output: "*" bytes were read before the failure" && ${#lines[@]} == 2 ]]
}

waits_for_reader() { # PROCESS
	[[ $(<"/proc/$1/wchan") == wait_for_partner ]]
}

@test "a signal ends the wait for the reader of a pipe" {
	uio-sim create fpga
	mkfifo "$BATS_TEST_TMPDIR/pipe"
	uio-peek -o "$BATS_TEST_TMPDIR/pipe" fpga 0 2>"$BATS_TEST_TMPDIR/err" 3>&- &
	writer=$!
	eventually waits_for_reader $writer
	kill $writer
	ends_with 143 $writer
	[[ $(<"$BATS_TEST_TMPDIR/err") == "uio-peek: $BATS_TEST_TMPDIR/pipe: interrupted" ]]
}
