#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# uio-shell --machine: unsolicited events, and a program that dies.

load helper
: "${sims:?}"

# Starts the shell as job $shell, with its input at descriptor 5 and its answers at 6.
start() { # ARGUMENT...
	mkfifo "$BATS_TEST_TMPDIR"/{in,out}
	uio-shell --machine "$@" <"$BATS_TEST_TMPDIR/in" >"$BATS_TEST_TMPDIR/out" 2>"$BATS_TEST_TMPDIR/err" 3>&- &
	shell=$!
	exec 5>"$BATS_TEST_TMPDIR/in" 6<"$BATS_TEST_TMPDIR/out"
}

ask() { # COMMAND
	echo "$1" >&5
}

# Reads the next line, which must match.
says() { # PATTERN
	read -rt 150 line <&6
	output+=$line$'\n'
	# shellcheck disable=SC2053 # it is a pattern
	[[ $line == $1 ]] || { echo "wanted $1, got: $line" && return 1; }
}

end() {
	exec 5>&-
	ends_with 0 "$shell"
	exec 6<&-
	[[ ! -s $BATS_TEST_TMPDIR/err ]]
}

@test "interrupts are events while notify is on" {
	uio-sim create fpga map0/name=regs >"$BATS_TEST_TMPDIR/node"
	start fpga
	ask 'irq notify on'
	says '{"id":1,*"status":0,"results":\[\],"messages":\[\]}'
	uio-sim trigger fpga
	says '{"event":"interrupt","device":"fpga","number":*,"selector":"fpga","count":1,"delta":1,"time_ns":*}'
	# Interrupts that wait has shown are not reported again.
	ask 'sim trigger fpga; wait'
	says '{"id":2,*"count":2,"delta":2,"missed":1,*'
	uio-sim trigger fpga
	says '{"event":"interrupt",*"count":3,"delta":1,*'
	ask 'irq notify'
	says '{"id":3,*"results":\[{"text":"on"}\],*'
	ask 'irq notify off'
	says '{"id":4,*'
	ask 'sim trigger fpga'
	says '{"id":5,*'
	ask echo
	says '{"id":6,*'
	end
}

# The node of such a device is closed at first.
# bats test_tags=long
@test "notify opens the node of a device whose ports are used" {
	local serial first option
	bind_serial
	serial=$(pci_address 1b36 0002)
	read -r first _ <"/sys/bus/pci/devices/$serial/resource"
	for option in '' --read-only; do
		uio-sim create ports port0/start="$((first))" port0/size=8 >"$BATS_TEST_TMPDIR/node"
		# shellcheck disable=SC2086 # none or one
		start $option ports:port0
		ask 'irq notify on'
		says '{"id":1,*"status":0,"results":\[\],"messages":\[\]}'
		uio-sim trigger ports
		says '{"event":"interrupt","device":"ports",*"count":1,"delta":1,*'
		end
		uio-sim remove ports
		rm "$BATS_TEST_TMPDIR"/{in,out}
	done
	uio-sim create ports irq=none port0/start="$((first))" port0/size=8 >"$BATS_TEST_TMPDIR/node"
	start ports:port0
	ask 'irq notify on'
	says '{"id":1,*"status":6,*"messages":\["ports:port0: the device has no interrupt*'
	ask 'irq notify'
	says '{"id":2,*"results":\[{"text":"off"}\],*'
	end
	uio-sim remove ports
	unbind_serial
}

@test "removal and return of a device are events" {
	local number
	uio-sim create fpga map0/name=regs >"$BATS_TEST_TMPDIR/node"
	start fpga
	ask '0'
	says '{"id":1,*'
	uio-sim remove fpga
	says '{"event":"remove","device":"fpga","number":*,"selector":"fpga","time_ns":*}'
	ask '0'
	says '{"id":2,*"status":8,*went away*'
	number=$(uio-sim create fpga map0/name=regs)
	says '{"event":"add","device":"fpga","number":'"${number#uio}"',"selector":"fpga",*}'
	ask 'use fpga; 0=7; 0'
	says '{"id":3,*"status":0,*"value":"0x00000007"*'
	valid_json answer notice
	end
}

@test "removal of a device during a command is in its answer, then an event" {
	uio-sim create fpga irqcontrol=gate map0/name=regs >"$BATS_TEST_TMPDIR/node"
	start fpga
	ask 'wait'
	eventually blocked "$shell"
	rmdir "$sims/fpga"
	says '{"id":1,"command":"wait","status":8,*'
	says '{"event":"remove",*'
	end
}

# Checks INTx disable of the card, which uio-wait must leave as it was.
is_masked() { # yes|no
	uio-irq --status uio_pci_generic | grep -qx "intx_disabled: $1"
}

# Waits until the shell has armed the interrupt, and waits for it.
is_armed() {
	is_masked no && blocked "$shell"
}

@test "a program that is killed during a command leaves the device unarmed" {
	bind_edu
	# The card may still assert an interrupt from another file of tests.
	uio-poke uio_pci_generic 0x64="$(uio-peek uio_pci_generic 0x24)"
	uio-irq uio_pci_generic off
	mkfifo "$BATS_TEST_TMPDIR"/{in,out}
	uio-shell --machine uio_pci_generic <"$BATS_TEST_TMPDIR/in" >"$BATS_TEST_TMPDIR/out" 3>&- &
	shell=$!
	# The test holds both ends of the pipe, and never reads.
	bash -c 'exec 5>"$1/in" 6<"$1/out"; echo wait >&5; exec sleep 1000' bash "$BATS_TEST_TMPDIR" 3>&- &
	program=$!
	eventually is_armed
	kill -KILL "$program"
	ends_with 129 "$shell"
	is_masked yes
	unbind_edu
}
