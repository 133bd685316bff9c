#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# A node is identified by its major and minor number, not by its path.

load helper
: "${stderr=}"

# Adds two devices of which only uio1's registers count from 0.
two() {
	mock_device 0 first uio_test a.x "$(map 0 regs 0xa000 0x1000 0x0)"
	mock_device 1 second uio_test b.x "$(map 0 regs 0xb000 0x1000 0x0)"
	sed -i 's/^N: uio0=.*/N: uio0=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/' "$BATS_TEST_TMPDIR/devices"
}

# Runs a script in which `number FILE M:m` gives a file of /dev other numbers, and
# `bytes FILE` shows its contents.
with_nodes() {
	cat >"$BATS_TEST_TMPDIR/nodes" <<-'EOF'
		dev=$UMOCKDEV_DIR/dev
		number() {
			mkdir -p "$(dirname "$dev/$1")/.node"
			ln -sfn "$2" "$(dirname "$dev/$1")/.node/${1##*/}"
		}
		bytes() { od -An -tx1 "$dev/$1"; }
		# Prints the exit status if it is not the expected one.
		ends() {
			local status=0
			"${@:2}" || status=$?
			[[ $status == "$1" ]] || echo "ends $status: ${*:2}"
		}
		refused() {
			ends 3 uio-peek "$1" 4
			ends 3 uio-poke "$1" 4=1
			ends 3 uio-poke --verify "$1" 4=1
			ends 3 uio-irq "$1" on
			ends 3 uio-irq "$1" 7
			ends 3 uio-wait -t 100ms "$1"
			ends 3 uio-shell -c 'peek 4' "$1"
			ends 3 uio-shell -c 'poke 4=1' "$1"
		}
	EOF
	echo "$1" >>"$BATS_TEST_TMPDIR/nodes"
	run -0 --separate-stderr mocked bash "$BATS_TEST_TMPDIR/nodes"
}

@test "a node of another device is refused under this device's name" {
	two
	# shellcheck disable=SC2016
	with_nodes '
		number uio0 240:1
		refused first
		refused uio0
		refused 0
		ends 124 lsuio --wait-for first --timeout 50ms
		ends 9 uio-peek --require=first /dev/uio0 0
		ends 9 uio-poke --require=first /dev/uio0 0=1
		uio-peek --require=second /dev/uio0:regs 0
		lsuio -rn -b -o DEVICE,NAME,NODE /dev/uio0
		bytes uio0'
	[[ $output == $'0xaaaaaaaa\nuio1 second /dev/uio0\nmap0 regs /dev/uio0\n aa aa '* ]] || { echo "$output" && return 1; }
	[[ $stderr == *"uio-peek: first: /dev/uio0 is not the node of uio0 ("* ]]
}

@test "a name longer than most" {
	local name
	name=$(printf 'long%.0s' {1..100})
	mock_device 4 "$name" uio_test a0000004.fpga "$(map 0 regs 0xa0000000 0x10)"
	run -0 mocked uio-peek "$name" 4
	[[ $output == 0x07060504 ]]
}

@test "a file that is not a node" {
	two
	# shellcheck disable=SC2016
	with_nodes '
		rm "$dev/.node/uio0"
		for name in uio0 0 first /dev/uio0 /dev/uio0:regs; do refused $name; done
		bytes uio0'
	[[ $output == $' aa aa aa aa aa aa aa aa aa aa aa aa aa aa aa aa' ]] || { echo "$output" && return 1; }
	[[ $stderr == *"uio-peek: /dev/uio0: not the node of a UIO device"* ]]
}

@test "another character device, and one that no longer exists" {
	two
	# shellcheck disable=SC2016
	with_nodes '
		for numbers in 1:5 240:7; do
			number uio0 $numbers
			for name in uio0 first /dev/uio0; do refused $name; done
		done
		bytes uio0'
	[[ $output == ' aa aa '* && ${#lines[@]} == 1 ]] || { echo "$output" && return 1; }
}

@test "a node under another path" {
	two
	# shellcheck disable=SC2016
	with_nodes '
		mkdir "$dev/fpga"
		mv "$dev/uio1" "$dev/fpga/ctl"
		number fpga/ctl 240:1
		uio-peek /dev/fpga/ctl 4
		uio-peek /dev/fpga/ctl:regs 8
		uio-poke --require=second /dev/fpga/ctl 4=0x11223344 && uio-peek /dev/fpga/ctl:map0 4
		uio-shell -c "peek 8" /dev/fpga/ctl
		ln -s fpga/ctl "$dev/link" && uio-peek /dev/link 8
		(cd "$dev" && uio-peek fpga/ctl 8)
		ends 1 uio-peek second 4
		ends 3 uio-peek /dev/fpga 4'
	diff - <(echo "$output") <<-'EOF'
		0x07060504
		0x0b0a0908
		0x11223344
		0x0b0a0908
		0x0b0a0908
		0x0b0a0908
	EOF
}

@test "a diagnosis reports a node that belongs to another device" {
	two
	# shellcheck disable=SC2016
	with_nodes '
		number uio0 240:1
		ends 9 lsuio --diagnose --probe first'
	[[ $output == *"FAILED   node        /dev/uio0: not the node of a UIO device ("* ]] || { echo "$output" && return 1; }
	[[ $output == *"FAILED   open        the node cannot be opened: not the node of a UIO device"* ]]
}
