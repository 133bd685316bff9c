#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# uio-wait on simulated devices. Text that COMMAND expands is in single quotes, and
# start_wait sets $waiter.
#
# shellcheck disable=SC2016,SC2154

load helper
: "${sims:?}"

setup() {
	trace_tests_only
	out=$BATS_TEST_TMPDIR/out
	pingpong=$BATS_TEST_DIRNAME/pingpong
}

lines_of() {
	wc -l <"$1"
}

has_lines() { # COUNT
	(($(lines_of "$out") >= $1))
}

# Prints the figure of a name in the last line of statistics.
figure() { # NAME
	sed -n "s/.* $1=\([0-9]*\) .*/\1/p" "$out" | tail -n 1
}

@test "several devices, each by its own count" {
	a=$(uio-sim create a) b=$(uio-sim create b irqcontrol=oneshot) c=$(uio-sim create c)
	uio-sim trigger a 41
	start_wait -n 5 a b c
	uio-sim trigger b
	eventually has_lines 1
	uio-sim trigger a
	eventually has_lines 2
	uio-sim trigger c
	eventually has_lines 3
	uio-sim trigger b
	eventually has_lines 4
	uio-sim trigger a
	ends_with 0 "$waiter"
	run -0 cut -d' ' -f1-4 "$out"
	[[ ${lines[0]} == "$b count=1 delta=1 missed=0" ]]
	[[ ${lines[1]} == "$a count=42 delta=1 missed=0" ]]
	[[ ${lines[2]} == "$c count=1 delta=1 missed=0" ]]
	[[ ${lines[3]} == "$b count=2 delta=1 missed=0" ]]
	[[ ${lines[4]} == "$a count=43 delta=1 missed=0" ]]
}

# Raises events with each irqcontrol, and waits for them in each way.
each_way() { # COUNT
	for irqcontrol in none gate oneshot; do
		uio-sim create "$irqcontrol" irqcontrol=$irqcontrol
		for via in poll read sigio; do
			"$pingpong" "$1" "$sims/$irqcontrol/trigger" \
				uio-wait --banner -n "$1" -t 1h --via $via $irqcontrol
		done
		raised $irqcontrol $((3 * $1))
	done
	"$pingpong" "$1" "$sims/none/trigger,$sims/gate/trigger,$sims/oneshot/trigger" \
		uio-wait --banner -n $((3 * $1)) -t 1h --via sigio none gate oneshot
}

# bats test_tags=long
@test "50 events with each irqcontrol, in each way of waiting" {
	each_way 50
}

# bats test_tags=long
@test "1,000 events with each irqcontrol, in each way of waiting" {
	each_way 1000
}

@test "--snapshot, then --ack, then the line, then the command, then arming" {
	node=$(uio-sim create fpga irqcontrol=oneshot map0/size=4096)
	uio-poke fpga 0=7 4-0xb=9
	cat >"$BATS_TEST_TMPDIR/handle" <<-'EOF'
		#!/bin/bash
		echo "command $UIO_DEVICE $UIO_COUNT $UIO_DELTA $UIO_MISSED" "$(uio-peek fpga 0)"
		# The event arrives when the interrupt is armed again.
		uio-sim trigger fpga
		echo "event $(cat "/sys/class/uio/$UIO_DEVICE/event")"
		((UIO_TIME_NS > 0))
	EOF
	chmod +x "$BATS_TEST_TMPDIR/handle"
	start_wait -n 2 --snapshot 0 --snapshot 4-11 --snapshot 0:2:1 --ack 0=1 --ack 4=2 \
		fpga -- "$BATS_TEST_TMPDIR/handle"
	uio-sim trigger fpga
	ends_with 0 "$waiter"
	run -0 sed -E 's/time=[0-9]+\.[0-9]{9} /time=T /' "$out"
	[[ ${lines[0]} == "$node count=1 delta=1 missed=0 time=T 0=0x00000007 4-11=0x00000009,0x00000009 0:2:1=0x3" ]]
	[[ ${lines[1]} == "command $node 1 1 0 0x00000001" ]]
	[[ ${lines[2]} == "event 1" ]]
	[[ ${lines[3]} == "$node count=2 delta=1 missed=0 time=T 0=0x00000001 4-11=0x00000002,0x00000009 0:2:1=0x0" ]]
	[[ ${lines[4]} == "command $node 2 1 0 0x00000001" ]]
}

@test "--start is written once all devices are armed" {
	cat >"$BATS_TEST_TMPDIR/job.regs" <<-'EOF'
		register CTRL 0x0
			field GO 0
			field MODE 7:4 slow=1 fast=2
		register LENGTH 0x4
	EOF
	a=$(uio-sim create a irqcontrol=gate map0/size=4096)
	uio-sim create b irqcontrol=gate map0/size=4096
	uio-irq a off
	uio-irq b off
	(uio-peek --until '0 == 0x21' a && uio-sim trigger a) >"$out" 3>&- &
	run -0 uio-wait --regs "$BATS_TEST_TMPDIR/job.regs" -t 1h \
		--start LENGTH=64 --start CTRL.MODE=fast --start CTRL.GO=1 b a
	wait
	[[ $output == "$a count=1 delta=1 missed=0 time="* ]]
	run -0 uio-peek b 0 4
	[[ $output == $'0 0x00000021\n4 0x00000040' ]]
	# Nothing is armed or written if an operand is wrong.
	uio-poke a 0=0
	run -2 uio-wait --start 0=1 --start 0x1=1 -t 1h a
	run -9 uio-wait --require other --start 0=1 -t 1h a
	[[ $(uio-peek a 0) == 0x00000000 ]]
	# Earlier events in the shell do not end the wait.
	run -0 uio-shell a -c 'irq on; sim trigger a; wait -t 1h'
	run -124 uio-shell a -c 'irq on; sim trigger a; wait --start 0=5 -t 10ms'
	[[ $(uio-peek a 0) == 0x00000005 ]]
	run -0 uio-shell --dry-run a -c 'wait --start 0=0x7 --start 4:0=1 --ack 8=1'
	[[ $output == $'write 0x00000000 32 0x00000007\nread 0x00000004 32\nwrite 0x00000004 32 0x00000001:0x00000001' ]]
}

@test "a command that fails" {
	uio-sim create fpga
	uio-sim period fpga 10ms
	# This is certain only for the first interrupt; on a slow machine there may be
	# no other.
	run -1 uio-wait -q -n 3 fpga -- sh -c '[ -e "$0" ] || ! : >"$0"' "$BATS_TEST_TMPDIR/once"
	[[ $output =~ ^"uio-wait: fpga: 'sh' failed for 1 of "("1 event"|"2 events"|"3 events")$ ]]
	run -1 uio-wait -n 3 --fail-fast fpga -- false
	[[ ${#lines[@]} == 2 && ${lines[1]} == "uio-wait: fpga: 'false' failed" ]]
	# The options of uio-wait end where the command begins.
	run -0 uio-wait -q fpga -- echo -n --json
	[[ $output == --json ]]
}

@test "a signal ends the command too" {
	uio-sim create fpga
	start_wait fpga -- sh -c 'echo begun; exec sleep 1000'
	uio-sim trigger fpga
	eventually has_lines 2
	kill -INT "$waiter"
	ends_with 130 "$waiter"
	run -1 pgrep -x sleep
}

# Starts a wait whose output nobody reads, and waits until the pipe is full.
start_unread() { # ARGUMENT...
	[[ -e $BATS_TEST_TMPDIR/pipe ]] || mkfifo "$BATS_TEST_TMPDIR/pipe"
	exec {unread}<>"$BATS_TEST_TMPDIR/pipe"
	uio-wait --format "%D$(printf '%4000s' event)" "$@" >"$BATS_TEST_TMPDIR/pipe" 3>&- {unread}>&- &
	waiter=$!
	eventually writes "$waiter"
}

writes() { # PROCESS
	[[ $(<"/proc/$1/wchan") == *pipe_write* ]]
}

@test "a signal ends a wait whose output nobody reads" {
	uio-sim create fpga
	uio-sim period fpga 1ms
	for via in poll sigio read; do
		start_unread -n 0 --stats --via $via fpga
		kill -TERM "$waiter"
		ends_with 143 "$waiter"
		exec {unread}>&-
	done
}

@test "a reader that is slow loses nothing" {
	uio-sim create fpga
	uio-sim period fpga 1ms
	for via in poll sigio read; do
		start_unread -n 50 --via $via fpga
		# The timer of --via read ticks several times.
		pause 0.1
		exec {reading}<"$BATS_TEST_TMPDIR/pipe" {unread}>&-
		cat <&$reading >"$out" 3>&- &
		reader=$!
		exec {reading}<&-
		ends_with 0 "$waiter"
		ends_with 0 $reader
		(($(awk '{ sum += $1 } END { print sum }' "$out") >= 50))
	done
}

@test "SIGHUP is ignored under nohup" {
	uio-sim create fpga
	(trap '' HUP && exec uio-wait -q fpga) 3>&- &
	job=$!
	eventually blocked $job
	kill -HUP $job
	uio-sim trigger fpga
	ends_with 0 $job
}

@test "a command starts without blocked signals" {
	uio-sim create fpga period_ns=10000000
	for via in poll sigio read; do
		run -0 uio-wait -q --via $via fpga -- grep SigBlk /proc/self/status
		[[ $output == *$'\t0000000000000000' ]]
	done
}

# Whether a device has had more events than this number.
more_events() { # NODE NUMBER
	(($(events_of "$1") > $2))
}

@test "statistics: at the end, on SIGQUIT, at intervals" {
	node=$(uio-sim create fpga)
	uio-sim period fpga 5ms
	start_wait -q --stats fpga
	eventually more_events "$node" 20
	kill -QUIT "$waiter"
	eventually grep -q "^$node events=[1-9]" "$out"
	kill -INT "$waiter"
	ends_with 130 "$waiter"
	(($(grep -c "^$node events=" "$out") == 2))
	grep -q '^interval ' "$out"
	grep -q '####' "$out"
	[[ $(tail -n 1 "$out") == "uio-wait: fpga: interrupted" || $(grep -c interrupted "$out") == 1 ]]
	run -0 uio-wait --report 50ms -n 60 -q fpga
	(($(grep -c "^$node events=" <<<"$output") >= 3))
	run -0 uio-wait --stats -n 30 fpga
	(($(grep -c ' count=' <<<"$output") >= 20))
	[[ $(printf '%s\n' "${lines[@]}" | sed -n 's/.* events=\([0-9]*\) seen=.*/\1/p') -ge 30 ]]
}

# bats test_tags=long
@test "JSON: events, the banner and statistics" {
	node=$(uio-sim create $'fp"ga\e[1m' map0/size=4096 map1/stamps=1)
	uio-poke "$node" 0=5
	start_wait -J --banner --stats -n 3 --snapshot 0 --stamps map1 "$node"
	for lines in 2 3 4; do
		uio-sim trigger $'fp"ga\e[1m'
		eventually has_lines "$lines"
	done
	wait "$waiter"
	run -0 cat "$out"
	jq -se --arg number "${node#uio}" '
		all(.device == "fp\"ga\\x1b[1m" and .number == ($number | tonumber)) and
		.[0].state == "ready" and
		(.[1:-1] | all(.delta == 1 and .missed == 0 and .time_ns > 0 and
			.latency_ns >= 0 and .values[0].value == "0x00000005")) and
		([.[1:-1][].count] | . == sort) and
		(.[-1].stats | .events == 3 and .seen == 3 and .missed == 0 and
			.interval_ns.count == 2 and .latency_ns.count == 3 and
			(.interval_ns | .min <= .p50 and .p50 <= .max) and
			([.interval_ns.histogram[].count] | add) == 2)' <<<"$output"
	valid_json ready event statistics
}

@test "--format, and the clocks" {
	node=$(uio-sim create fpga map0/size=4096 map1/stamps=1)
	start_wait --format '%d|%n|%c|%D|%m|%t|%T|%l|%s|%%' --stamps map1 --snapshot 0 fpga
	uio-sim trigger fpga
	wait "$waiter"
	uio-sim period fpga 500ms
	[[ $(<"$out") =~ ^$node"|fpga|"[0-9]+"|1|0|"([0-9]+)"."([0-9]{9})"|"([0-9]+)"|"[0-9]+"|0=0x00000000|%"$ ]]
	[[ ${BASH_REMATCH[1]}${BASH_REMATCH[2]} == "${BASH_REMATCH[3]}" ]]
	run -0 uio-wait --format %l fpga
	[[ $output == - ]]
	before=$(date +%s%N)
	run -0 uio-wait --format %T --clock realtime fpga
	((before < output && output < $(date +%s%N)))
	run -0 uio-wait --format %T --clock monotonic fpga
	((output < before))
}

# bats test_tags=long
@test "missed interrupts are counted, and have timestamps, across the wrap" {
	for count in 0x7ffffff0 0xfffffff0; do
		node=$(uio-sim create fpga map0/stamps=1)
		set_count fpga "$count"
		start_wait -n 40 --stats --stamps map0 fpga
		uio-sim trigger fpga
		eventually has_lines 1
		kill -STOP "$waiter"
		uio-sim trigger fpga 38
		kill -CONT "$waiter"
		eventually has_lines 38
		uio-sim trigger fpga
		ends_with 0 "$waiter"
		# The lines of counts, seen or named, are consecutive.
		mapfile -t seen < <(sed -n 's/.* count=\([0-9]*\) .*time.*/\1/p' "$out")
		[[ ${#seen[@]} == 40 ]]
		for i in {0..39}; do
			((seen[i] == (count + 1 + i) % 0x100000000))
		done
		mapfile -t times < <(sed -n 's/.* missed count=.* time=//p' "$out")
		printf '%s\n' "${times[@]}" | sort -nc
		[[ $(figure events) == 40 ]]
		(($(figure seen) + $(figure named) == 40 && $(figure missed) >= 30))
		uio-sim remove fpga
	done
}

@test "missed interrupts in JSON" {
	uio-sim create fpga map0/stamps=1
	start_wait -n 5 -J --stamps map0 fpga
	uio-sim trigger fpga
	eventually has_lines 1
	kill -STOP "$waiter"
	uio-sim trigger fpga 4
	kill -CONT "$waiter"
	ends_with 0 "$waiter"
	[[ $(jq -c 'select(.missed > 0) | [.count, .missed, [.missed_events[].count]]' "$out") == '[5,3,[2,3,4]]' ]]
	[[ $(jq -s '[.[] | .missed_events[]?.time_ns, .time_ns] | . == sort' "$out") == true ]]
}

@test "more interrupts are missed than the ring holds" {
	uio-sim create fpga map0/stamps=1
	start_wait -q -n 3001 --stats --stamps map0 fpga
	uio-sim trigger fpga
	eventually grep -q poll "/proc/$waiter/wchan"
	kill -STOP "$waiter"
	uio-sim trigger fpga 3000
	kill -CONT "$waiter"
	ends_with 0 "$waiter"
	[[ $(figure events) == 3001 && $(figure named) -ge 1000 && $(figure named) -lt 1024 ]]
}

all_named() {
	[[ $(jq '.stats | .seen + .named' "$out") == 100000 ]]
}

# A machine that is busy with other work may keep the reader from its device for longer
# than the ring lasts, 102 ms. Then one of the two intervals around the events without a
# timestamp is at least half as long.
kept_away() {
	(($(jq .stats.interval_ns.max "$out") >= 51000000))
}

# Waits for a job that takes long, and prints that the device still works.
ends_with_all_of() { # SIM JOB
	local events shown=0
	while kill -0 "$2" 2>/dev/null; do
		read -r events <"$sims/$1/events"
		if ((events - shown > 20000)); then
			echo "# $events events" >&3
			shown=$events
		fi
		pause 0.5
	done
	ends_with 0 "$2"
}

# bats test_tags=long
@test "100,000 events at 10 kHz are all accounted for by their timestamps" {
	for _ in {1..5}; do
		uio-sim create fpga map0/stamps=1
		start_wait -q -n 100000 -t 1h --stats --json --stamps map0 fpga
		uio-sim period fpga 100us 100000
		ends_with_all_of fpga "$waiter"
		cat "$out"
		[[ $(jq .stats.events "$out") == 100000 ]]
		[[ $(cat "$sims/fpga/events") == 100000 ]]
		uio-sim remove fpga
		! all_named && kept_away || break
	done
	all_named
}

# bats test_tags=long,throughput
@test "10,000,000 events take no memory" {
	uio-sim create fpga map0/stamps=1
	start_wait -q -n 10001000 -t 1h --stats --stamps map0 fpga
	uio-sim trigger fpga 1000
	eventually grep -q poll "/proc/$waiter/wchan"
	before=$(awk '/VmRSS/ { print $2 }' "/proc/$waiter/status")
	uio-sim trigger fpga 9999999
	after=$(awk '/VmRSS/ { print $2 }' "/proc/$waiter/status")
	uio-sim trigger fpga
	ends_with 0 "$waiter"
	echo "RSS: $before kB, then $after kB"
	[[ $before -gt 500 && $after -le $((before + 64)) ]]
	[[ $(figure events) == 10001000 ]]
}

@test "one of three devices is removed, and the wait continues for the others" {
	a=$(uio-sim create a) && uio-sim create b && c=$(uio-sim create c)
	for via in poll sigio; do
		[[ -e $sims/b ]] || uio-sim create b
		start_wait -n 2 --via $via a b c
		uio-sim remove b
		eventually grep -q "uio-wait: b: the device went away" "$out"
		uio-sim trigger a
		eventually has_lines 2
		uio-sim trigger c
		ends_with 8 "$waiter"
		run -0 cut -d' ' -f1 "$out"
		[[ $output == "uio-wait:"$'\n'"$a"$'\n'"$c" ]]
	done
	start_wait -n 2 --via read a
	uio-sim remove a
	ends_with 8 "$waiter"
	start_wait c
	uio-sim remove c
	ends_with 8 "$waiter"
}

@test "a device that is removed before it is armed does not end the wait for another" {
	uio-sim create b irqcontrol=gate
	uio-sim create c irqcontrol=gate
	strace -qq -o "$BATS_TEST_TMPDIR/trace" -e trace=write -e inject=write:delay_enter=3000000:when=2 \
		uio-wait -n 1 b c >"$out" 2>&1 3>&- &
	job=$!
	eventually grep -qs write "$BATS_TEST_TMPDIR/trace"
	uio-sim remove c
	eventually grep -q "uio-wait: c: the device went away" "$out"
	uio-sim trigger b
	ends_with 8 $job
	grep -q ' count=1 ' "$out"
}

# bats test_tags=long
@test "timeouts: none too early" {
	uio-sim create fpga
	for via in poll read sigio; do
		run -124 uio-wait --via $via -t 250ms --stats -qJ fpga
		(($(jq 'select(.stats) | .stats.elapsed_ns' <<<"${lines[-1]}") >= 250000000))
		[[ ${lines[0]} == *"timed out waiting for an interrupt"* ]]
	done
	uio-sim period fpga 20ms
	run -124 uio-wait -t 300ms -n 0 -q fpga
	[[ $output =~ "timed out after "[1-9] ]]
	uio-sim period fpga 0
	start_wait --idle-timeout 2s -n 0 -t 100s fpga
	uio-sim period fpga 20ms 5
	ends_with 124 "$waiter"
	grep -qx "uio-wait: fpga: timed out after 5 interrupts" "$out"
	run -124 uio-wait --idle-timeout 100ms -t 100s fpga
}

@test "the banner, and how it is armed" {
	a=$(uio-sim create a irqcontrol=gate) b=$(uio-sim create b)
	run -124 uio-wait -v --banner -t 0 a b
	[[ $output == *"uio-wait: a: armed through irqcontrol"$'\n'* ]]
	[[ $output == *"uio-wait: b: not armed: the driver has no irqcontrol"$'\n'* ]]
	[[ $output == *"$a ready"$'\n'"$b ready"$'\n'* ]]
	run -6 uio-wait --arm irqcontrol -t 0 a b
	[[ $output == "uio-wait: b: the driver has no irqcontrol" ]]
}

@test "in the shell" {
	node=$(uio-sim create fpga irqcontrol=oneshot map0/size=4096)
	run -0 uio-shell fpga <<-'EOF'
		sim trigger fpga
		wait --snapshot 0 --ack 0=3 --format "%d %c %s" -- echo ran
		sim trigger fpga
		wait -J -t 1h --via sigio
		peek 0
	EOF
	[[ ${lines[0]} == "$node 1 0=0x00000000" && ${lines[1]} == ran ]]
	[[ ${lines[2]} == '{"device":"fpga",'*'"count":2,'* && ${lines[3]} == 0x00000003 ]]
	run -2 uio-shell fpga <<<"wait fpga"
	run -2 uio-shell fpga <<<"wait --via x"
}
