#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# A device that is removed while a command works on it ends the command with status 8,
# even if other operations failed because of the removal.

load helper
: "${sims:?}"

# Runs a command on a device of this type, and removes the device once it runs. Memory
# of the type phys stays mapped.
ends_with_device() { # TYPE COMMAND...
	local job
	uio-sim create fpga irqcontrol=gate map0/name=regs "map0/type=$1" >"$BATS_TEST_TMPDIR/node"
	"${@:2}" >"$BATS_TEST_TMPDIR/out" 2>"$BATS_TEST_TMPDIR/err" 3>&- &
	job=$!
	eventually opened "$job"
	rmdir "$sims/fpga"
	# Its mappings are gone when it is.
	eventually ended "$job" || { echo "goes on: ${*:2}" && return 1; }
	ends_with 8 "$job"
	grep 'the device went away' "$BATS_TEST_TMPDIR/err"
}

# Succeeds if a process has a device open or mapped.
opened() { # PID
	grep -qs '/dev/uio' "/proc/$1/maps"
}

ended() { # PID
	! opened "$1"
}

loops_end() { # TYPE...
	local type
	for type; do
		ends_with_device "$type" uio-peek --until '0 == 1' fpga
		ends_with_device "$type" uio-peek --until '0 == 1' --interval 1h fpga
		ends_with_device "$type" uio-peek --repeat 0 --interval 1ms fpga 0
		ends_with_device "$type" uio-peek --repeat 0 --interval 1h fpga 0
		ends_with_device "$type" uio-peek --repeat 0 --interval 1ms --json fpga 0+64
		ends_with_device "$type" uio-poke --delay 1ms fpga 0-0xfff=0
		ends_with_device "$type" uio-shell -c 'until 0 == 1' fpga
		ends_with_device "$type" uio-shell -c 'watch 0' fpga
		ends_with_device "$type" uio-shell -c 'repeat 1000000000 { peek 0 }' fpga
		ends_with_device "$type" uio-shell -c 'repeat 1000000000 { poke 0=1 }' fpga
	done
}

@test "loops end with their device" {
	loops_end phys
}

# bats test_tags=long
@test "loops end with their device, of another type" {
	loops_end virtual logical
}

# Runs the command until it fails, and returns its status.
again() { # COMMAND...
	while :; do
		"$@" || return
	done
}

# A command that runs repeatedly meets the removal of its device at any moment, and then
# finds no device, or reports that the device was removed.
survives() { # COMMAND...
	local status=0 job
	uio-sim create fpga irqcontrol=gate map0/name=regs map0/type=phys >"$BATS_TEST_TMPDIR/node"
	again "$@" >"$BATS_TEST_TMPDIR/out" 2>"$BATS_TEST_TMPDIR/err" 3>&- &
	job=$!
	sleep "0.0$((RANDOM % 8))$((RANDOM % 10))"
	rmdir "$sims/fpga"
	wait "$job" || status=$?
	case $status in
	3) grep -q 'no such UIO device' "$BATS_TEST_TMPDIR/err" ;;
	8) grep -q 'the device went away' "$BATS_TEST_TMPDIR/err" ;;
	*) false ;;
	esac || { echo "$status: $*" && cat "$BATS_TEST_TMPDIR/err" && return 1; }
	ended[status]=$((${ended[status]:-0} + 1))
}

# Removes the device COUNT times. From time to time prints how the commands ended, so
# that the guest is not silent for too long.
removals() { # COUNT
	local ended=() removals
	for ((removals = 0; removals < $1; removals += 6)); do
		((removals % 48)) || echo "# removals: $removals; ended with 3: ${ended[3]:-0}, with 8: ${ended[8]:-0}" >&3
		survives uio-irq fpga on
		survives uio-irq fpga off
		survives uio-poke --verify fpga 0-0xff=0x5a5a5a5a
		survives uio-wait fpga
		survives uio-peek fpga 0+256
		survives uio-shell -c 'irq on; poke 0=1; expect 0 == 1; peek 0; wait' fpga
	done
}

@test "any failure after the removal of a device is reported as such" {
	removals 12
}

# VM_ENV=REMOVALS=1200 tests/vm/run removes the device 1200 times.
# bats test_tags=long
@test "a client that is killed at other moments" {
	removals "${REMOVALS:-48}"
}

opened_for_the_last_time() { # TRACE OPENS
	(($(grep -c . "$1") == $2))
}

@test "a device that another one replaces while it is looked up" {
	local trace=$BATS_TEST_TMPDIR/trace node opens job
	node=$(uio-sim create a name=twin)
	strace -o "$trace" -e trace=openat -P "/sys/class/uio/$node" uio-peek platform:uio_sim.a 0
	opens=$(grep -c . "$trace")
	# The last one opens the directory whose device is used.
	strace -qq -o "$trace" -e trace=openat -P "/sys/class/uio/$node" \
		-e inject=openat:delay_enter=3000000:when="$opens" uio-poke platform:uio_sim.a 0=0x33 \
		>"$BATS_TEST_TMPDIR/out" 2>&1 3>&- &
	job=$!
	eventually opened_for_the_last_time "$trace" "$opens"
	uio-sim remove a
	[[ $(uio-sim create b name=twin) == "$node" ]]
	ends_with 3 "$job"
	[[ $(uio-peek platform:uio_sim.b 0) == 0x00000000 ]]
}
