#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# Nodes whose paths do not match their names, as in containers.
# bats file_tags=long

load helper
: "${sims:?}"

setup() {
	trace_tests_only
	first=$(uio-sim create first irqcontrol=gate map0/name=regs)
	second=$(uio-sim create second irqcontrol=gate map0/name=regs)
}

# Runs a command in a mount namespace of its own, in which the first device's node is
# another file.
with_node() { # FILE COMMAND...
	# shellcheck disable=SC2016
	unshare -m sh -c 'mount --bind "$0" "$1" && shift && exec "$@"' "$1" "/dev/$first" "${@:2}"
}

# Calls every applet with each of these names of the first device, and prints the calls
# that are not refused.
not_refused() { # NAME...
	local name call status
	for name; do
		for call in "uio-peek $name 0" "uio-poke $name 0=1" "uio-irq $name off" \
			"uio-wait -t 5s $name" "uio-shell -c 0=1 $name"; do
			status=0
			$call >/dev/null 2>&1 || status=$?
			((status == 3)) || echo "$call: $status"
		done
	done
	status=0
	lsuio --diagnose --probe first >/dev/null 2>&1 || status=$?
	((status == 9)) || echo "lsuio --diagnose: $status"
}

# Nothing is written, either.
refused() { # NODE NAME...
	run -0 with_node "$1" bash -c "$(declare -f not_refused); not_refused \"\$@\"" bash "${@:2}"
	[[ ! $output ]] || { echo "$output" && return 1; }
	[[ $(kernel_bytes first map0 0 4) == 00000000 && $(kernel_bytes second map0 0 4) == 00000000 ]]
}

@test "the node of another device" {
	refused "/dev/$second" first "$first" "${first#uio}"
	run -9 with_node "/dev/$second" uio-poke --require=first "/dev/$first" 0=1
	[[ $output == *"but $second is 'second="* ]]
	run -0 with_node "/dev/$second" uio-poke --require=second "/dev/$first" 0=7
	[[ $(kernel_bytes second map0 0 4) == 07000000 && $(kernel_bytes first map0 0 4) == 00000000 ]]
	run -0 with_node "/dev/$second" uio-irq "/dev/$first" off
	uio-sim trigger first
	uio-sim trigger second
	[[ $(events_of "$first") == 1 && $(events_of "$second") == 0 ]]
}

# bats test_tags=long
@test "a regular file, and other devices" {
	head -c 4096 /dev/zero >"$BATS_TEST_TMPDIR/file"
	for node in "$BATS_TEST_TMPDIR/file" /dev/zero /dev/null; do
		refused "$node" first "$first" "/dev/$first"
	done
	cmp "$BATS_TEST_TMPDIR/file" <(head -c 4096 /dev/zero)
	# The kernel no longer has a device of this number.
	mknod "$BATS_TEST_TMPDIR/node" c "$(stat -c '0x%t 0x%T' "/dev/$second" | cut -d' ' -f1)" 200
	refused "$BATS_TEST_TMPDIR/node" first "/dev/$first"
}

@test "a node under another path" {
	mkdir "$BATS_TEST_TMPDIR/fpga"
	cp -a "/dev/$second" "$BATS_TEST_TMPDIR/fpga/ctl"
	ctl=$BATS_TEST_TMPDIR/fpga/ctl
	run -0 uio-poke --require=second "$ctl:regs" 0=3
	[[ $(kernel_bytes second map0 0 4) == 03000000 ]]
	run -0 uio-shell -c 'peek 0' "$ctl"
	[[ $output == 0x00000003 ]]
	uio-wait -t 1h "$ctl" >"$BATS_TEST_TMPDIR/out" 3>&- &
	waiter=$!
	eventually blocked "$waiter"
	uio-sim trigger second
	ends_with 0 "$waiter"
	[[ $(<"$BATS_TEST_TMPDIR/out") == *"$second count="* ]]
}

# The device is held by the process that has the node open, or mapped, under the other
# device's name.
holders_of() { # DEVICE
	lsuio -J -o HOLDERS "$1" | jq -r '.devices[0].holders'
}

# bats test_tags=long
@test "holders are found by the device's number" {
	# shellcheck disable=SC2016
	with_node "/dev/$second" bash -c 'sleep 600 7<"$0" & echo $!; wait' "/dev/$first" >"$BATS_TEST_TMPDIR/pid" 3>&- &
	eventually test -s "$BATS_TEST_TMPDIR/pid"
	sleeper=$(<"$BATS_TEST_TMPDIR/pid")
	eventually test -e "/proc/$sleeper/fd/7"
	[[ $(holders_of second) == "$sleeper(sleep)" ]]
	[[ $(holders_of first) == null ]]
	kill "$sleeper"
	eventually test ! -e "/proc/$sleeper"
	mkfifo "$BATS_TEST_TMPDIR/end"
	# Python's map keeps another descriptor of the file open.
	mapper_py='
import mmap, os, sys
held = mmap.mmap(os.open(sys.argv[1], os.O_RDWR), 4096)
os.closerange(3, 1000)
print(os.getpid(), flush=True)
sys.stdin.read()'
	chmod 666 "/dev/$second"
	for user in 0 65534; do
		with_node "/dev/$second" setpriv --reuid=$user --clear-groups \
			python3 -c "$mapper_py" "/dev/$first" <"$BATS_TEST_TMPDIR/end" >"$BATS_TEST_TMPDIR/pid" 3>&- &
		exec 6>"$BATS_TEST_TMPDIR/end"
		eventually test -s "$BATS_TEST_TMPDIR/pid"
		mapper=$(<"$BATS_TEST_TMPDIR/pid")
		[[ ! $(find "/proc/$mapper/fd" -lname '/dev/uio*') ]]
		run -0 setpriv --reuid=$user --clear-groups lsuio -J -o HOLDERS second
		[[ $(jq -r '.devices[0].holders' <<<"$output") == "$mapper(python3)" ]]
		[[ $(holders_of first) == null ]]
		exec 6>&-
		eventually test ! -e "/proc/$mapper"
		rm "$BATS_TEST_TMPDIR/pid"
	done
}
