# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
#
# Shared functions of the tests in the virtual machine. Simulated devices and background
# jobs are removed after each test, even after a failure.
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

# The kernel's own serial driver has taken the card before.
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

# Brings back two more edu cards, which share an interrupt line. From the guest's start
# they look unplugged; a rescan brings them back.
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

# Polls until a command succeeds. The limit, which only a failure reaches, is long
# enough for a slow machine, and shorter than the silence after which the guest is given
# up. More frequent polling would only take CPU time from the operation that is awaited.
eventually() {
	local end=$((SECONDS + 150)) ms=10
	until "$@"; do
		((SECONDS < end)) || return 1
		pause "0.0$ms"
		((ms > 80)) || ms=$((ms + 10))
	done
}

# Starting a process is slow in the guest, and this function starts none.
pause() { # SECONDS
	[[ ${never:-} ]] || exec {never}<> <(:)
	read -rt "$1" -u "$never" || true
}

# Succeeds if a process sleeps in poll, waiting for its interrupt.
blocked() {
	[[ $(<"/proc/$1/wchan") == *poll* ]]
}

udevd_runs() {
	grep -q ' /run/udev/control$' /proc/net/unix
}

udevd_is_gone() {
	! udevd_runs
}

# udevd ignores a request that comes between its accept() and its setsockopt() for
# SO_PASSCRED, because the sender of that message is not known. Hence requests are
# repeated until they have taken effect.
stop_udevd() {
	udevadm settle
	eventually udevd_ends
}

udevd_ends() {
	udevd_is_gone || { udevadm control --exit; udevd_is_gone; }
}

# Makes udevd read its rules again. An event shows that it has.
reload_rules() {
	local mark=$EPOCHREALTIME
	echo "KERNEL==\"null\", ENV{RULES_READ}=\"$mark\"" >/run/udev/rules.d/99-reload.rules
	eventually rules_are_read "$mark"
}

rules_are_read() { # MARK
	udevadm control --reload
	udevadm trigger --settle /dev/null
	[[ $(udevadm info --query=property /dev/null) == *"RULES_READ=$1"* ]]
}

# bats would wait for a process that holds its descriptor.
start_udevd() (
	for fd in /proc/self/fd/*; do
		fd=${fd##*/}
		((fd < 3)) || eval "exec $fd>&-"
	done
	exec /lib/systemd/systemd-udevd --daemon </dev/null >/dev/null 2>&1
)

# Checks that a background job ends with this status. (`run wait` cannot be used,
# because it waits in a subshell, which is not the parent of the job.)
ends_with() { # STATUS JOB
	local status=0
	wait "$2" || status=$?
	[[ $status == "$1" ]] || { echo "ended with $status" && return 1; }
}

# Prints the bytes of a simulated map in hexadecimal, as the kernel sees them.
kernel_bytes() { # SIM MAP [FIRST [COUNT]]
	od -An -v -tx1 -j "${3:-0}" ${4:+-N "$4"} -w65536 "$sims/$1/$2/data" | tr -d ' \n'
}

# Makes the core's count of a simulated device's events continue from another value.
set_count() { # SIM COUNT
	insmod "$UIO_BUILD/test/kmod/$(uname -r)/uio_count.ko" \
		parent="uio_sim.$1" node="$(<"$sims/$1/dev_name")" count="$2"
	rmmod uio_count
}

rebind() { # SIM
	echo "uio_sim.$1" >/sys/bus/platform/drivers/uio_sim/unbind
	echo "uio_sim.$1" >/sys/bus/platform/drivers/uio_sim/bind
}

# Succeeds if a simulated device has raised this number of events.
raised() { # SIM COUNT
	local events
	read -r events <"$sims/$1/events"
	[[ $events == "$2" ]]
}

events_of() {
	cat "/sys/class/uio/$1/event"
}

# Starts uio-wait, with its output in $out and its job in $waiter, and returns when all
# its devices are armed.
start_wait() { # ARGUMENT...
	rm -f "$BATS_TEST_TMPDIR/ready"
	uio-wait --ready-fd 9 "$@" >"${out:?}" 2>&1 9>"$BATS_TEST_TMPDIR/ready" 3>&- &
	export waiter=$!
	eventually test -s "$BATS_TEST_TMPDIR/ready"
}
