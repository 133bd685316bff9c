# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
#
# What the tests in the virtual machine share. Simulated devices and background
# jobs are gone after each test, whatever happened.
bats_require_minimum_version 1.5.0
# shellcheck source=tests/trace.bash
. "$BATS_TEST_DIRNAME/../trace.bash"
# shellcheck source=tests/valid-json.bash
. "$BATS_TEST_DIRNAME/../valid-json.bash"

sims=/sys/kernel/config/uio-sim

setup() {
	trace_tests_only
}

teardown() {
	local job
	for ((; ${screen:-0} > 0; screen--)); do
		tmux -L "uio-test-$screen" kill-server 2>/dev/null
	done
	for job in $(jobs -p); do
		kill -KILL "$job" 2>/dev/null
	done
	remove_sims
	wait
}

remove_sims() {
	local sim
	for sim in "$sims"/*; do
		[[ ! -d $sim ]] || rmdir "$sim"
	done
}

# QEMU's cards and the in-tree driver.
generic=/sys/bus/pci/drivers/uio_pci_generic

bind_edu() {
	echo '1234 11e8' >$generic/new_id
}

# The kernel's own serial driver was there first.
bind_serial() {
	pci_address 1b36 0002 >/sys/bus/pci/drivers/serial/unbind
	echo '1b36 0002' >$generic/new_id
}

unbind_edu() {
	unbind_card 1234 11e8
}

unbind_serial() {
	unbind_card 1b36 0002
	pci_address 1b36 0002 >/sys/bus/pci/drivers/serial/bind
}

unbind_card() { # VENDOR DEVICE
	echo "$1 $2" >$generic/remove_id
	pci_address "$1" "$2" >$generic/unbind
}

pci_address() { # VENDOR DEVICE
	local card vendor device
	for card in /sys/bus/pci/devices/*; do
		read -r vendor <"$card/vendor"
		read -r device <"$card/device"
		[[ "$vendor $device" != "0x$1 0x$2" ]] || echo "${card##*/}"
	done
}

# Two more edu cards, which share an interrupt line. From the guest's start they
# are as if unplugged; a rescan brings them back.
spare_cards=(0000:00:02.0 0000:00:02.1)

plug_spare_cards() {
	echo 1 >/sys/bus/pci/rescan
}

unplug_spare_cards() {
	local card
	for card in "${spare_cards[@]}"; do
		echo 1 >"/sys/bus/pci/devices/$card/remove"
	done
}

# Takes a card from the driver that has it, if any, and gives it to this one.
give_card() { # ADDRESS DRIVER
	local device=/sys/bus/pci/devices/$1
	[[ ! -e $device/driver ]] || echo "$1" >"$device/driver/unbind"
	echo "$2" >"$device/driver_override"
	echo "$1" >/sys/bus/pci/drivers_probe
	echo >"$device/driver_override"
	[[ $(readlink "$device/driver") == */"$2" ]]
}

load_uio_edu() {
	insmod "$UIO_BUILD/kmod/$(uname -r)/uio_edu.ko"
}

# Polls until a command succeeds. Only a failure waits for the end, which is far off on
# a slow machine too, and before the guest is given up for its silence. To look very
# often would only keep the CPU from what is waited for.
eventually() {
	local end=$((SECONDS + 150)) ms=10
	until "$@"; do
		((SECONDS < end)) || return 1
		pause "0.0$ms"
		((ms > 80)) || ms=$((ms + 10))
	done
}

# Processes are what costs time in the guest, and this takes none.
pause() { # SECONDS
	[[ ${never:-} ]] || exec {never}<> <(:)
	read -rt "$1" -u "$never" || true
}

# Whether a process sleeps in poll, waiting for its interrupt.
blocked() {
	[[ $(<"/proc/$1/wchan") == *poll* ]]
}

# Whether a background job ends with this status. (`run wait` cannot tell: it
# waits in a subshell, whose child the job is not.)
ends_with() { # STATUS JOB
	local status=0
	wait "$2" || status=$?
	[[ $status == "$1" ]] || { echo "ended with $status" && return 1; }
}

# The bytes of a simulated map, as the kernel sees them, in hexadecimal.
kernel_bytes() { # SIM MAP [FIRST [COUNT]]
	od -An -v -tx1 -j "${3:-0}" ${4:+-N "$4"} -w65536 "$sims/$1/$2/data" | tr -d ' \n'
}

# Has the core's count of a simulated device's events go on from another value.
set_count() { # SIM COUNT
	insmod "$UIO_BUILD/test/kmod/$(uname -r)/uio_count.ko" \
		parent="uio_sim.$1" node="$(<"$sims/$1/dev_name")" count="$2"
	rmmod uio_count
}

rebind() { # SIM
	echo "uio_sim.$1" >/sys/bus/platform/drivers/uio_sim/unbind
	echo "uio_sim.$1" >/sys/bus/platform/drivers/uio_sim/bind
}

# Whether a simulated device has raised this number of events.
raised() { # SIM COUNT
	local events
	read -r events <"$sims/$1/events"
	[[ $events == "$2" ]]
}

events_of() {
	cat "/sys/class/uio/$1/event"
}

# Starts uio-wait, its output into $out and its job into $waiter, and returns when
# all it waits for is armed.
start_wait() { # ARGUMENT...
	rm -f "$BATS_TEST_TMPDIR/ready"
	uio-wait --ready-fd 9 "$@" >"${out:?}" 2>&1 9>"$BATS_TEST_TMPDIR/ready" 3>&- &
	export waiter=$!
	eventually test -s "$BATS_TEST_TMPDIR/ready"
}
