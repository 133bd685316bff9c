#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Logs of uio-shell and their replay, on QEMU's edu card. edu.log was recorded in an
# earlier run of such a machine. This command makes a new one from it:
#
#   { echo 'log FILE'; cat edu.log; } | uio-shell -k uio_pci_generic
# bats file_tags=long

load helper
: "${sims:?}"

log=$BATS_TEST_DIRNAME/edu.log

setup_file() {
	bind_edu
	export UIO_REGS_PATH=$BATS_TEST_DIRNAME/../../regs
}

teardown_file() {
	unbind_edu
}

replay() { # STATUS FILE DEVICE
	run "-$1" --separate-stderr uio-shell --replay "$2" "$3"
	echo "$output"
	# shellcheck disable=SC2154
	echo "$stderr"
}

# Prints the output that must be the same in each session.
stable() { # FILE
	grep -v '^#[~ ]' "$1"
}

@test "a log from another machine differs only in volatile lines" {
	replay 0 "$log" uio_pci_generic
	[[ $output == "$log: 26 commands, 0 differences" ]]
	# It differs in a line that is not volatile.
	run -0 --separate-stderr uio-shell -x --replay "$log" uio_pci_generic
	[[ $stderr == *"edu.log:"*": expected 'uio"*" time="*", found 'uio"*" (volatile)"* ]]
	[[ $output == "$log: 26 commands, 0 differences" ]]
}

@test "a session is logged and replayed" {
	out=$BATS_TEST_TMPDIR/log
	run -9 uio-shell -k uio_pci_generic < <(echo "log $out"; cat "$log")
	diff <(stable "$log") <(stable "$out")
	[[ $(head -n 2 "$out") == "# uio-shell log 1"$'\n'"# uio_pci_generic is device uio_pci_generic version "*" region map0 driver uio_pci_generic parent pci:0000:00:03.0 regs edu.regs" ]]
	for _ in 1 2; do
		replay 0 "$out" uio_pci_generic
		[[ $output == "$out: 26 commands, 0 differences" ]]
	done
	# The card's own registers show that the replay has accessed it.
	[[ $(uio-peek uio_pci_generic LIVE) == 0x5a5a5a5a ]]
	[[ $(($(uio-peek uio_pci_generic FACTORIAL))) == 3628800 ]]
}

@test "a replay finds differences" {
	sed 's/^#= interrupt 0x2$/#= interrupt 0x7/' "$log" >"$BATS_TEST_TMPDIR/log"
	line=$(grep -n '^#= interrupt 0x7$' "$BATS_TEST_TMPDIR/log" | cut -d: -f1)
	replay 9 "$BATS_TEST_TMPDIR/log" uio_pci_generic
	[[ $output == "$BATS_TEST_TMPDIR/log: 26 commands, 1 difference" ]]
	[[ $stderr == *"uio-shell: $BATS_TEST_TMPDIR/log:$line: expected 'interrupt 0x7', found 'interrupt 0x2'"* ]]
	# The card itself differs.
	sed -i 's/^FACTORIAL=10$/FACTORIAL=9/; s/0x7$/0x2/' "$BATS_TEST_TMPDIR/log"
	line=$(grep -n '^expect FACTORIAL' "$BATS_TEST_TMPDIR/log" | cut -d: -f1)
	replay 9 "$BATS_TEST_TMPDIR/log" uio_pci_generic
	[[ $output == *": 26 commands, 1 difference" ]]
	[[ $stderr == *"log:$line: expected exit status 0, found 9"* ]]
}

# bats test_tags=long
@test "a replay on a simulated device reports where results differ" {
	uio-sim create edu map0/size=0x100000
	replay 9 "$log" edu
	[[ $output == "$log: 26 commands, "*" differences" ]]
	[[ $stderr == *"edu.log:4: expected 'ID 0x010000ed', found 'ID 0x00000000'"* ]]
	[[ $stderr == *"expected 'LIVE 0xa5a5a5a5', found 'LIVE 0x5a5a5a5a'"* ]]
	# This device has no card that computes or interrupts.
	[[ $stderr == *"expected exit status 0, found 9"*"expected exit status 0, found 124"* ]]
	# The replay does not stop at the first difference.
	[[ $stderr == *"expected 'LIVE 0xa5a5a5a5 -> 0x0000ffff', found 'LIVE 0x5a5a5a5a -> 0xffff0000'"* ]]
}

@test "a state is saved to a file, compared and loaded" {
	cd "$BATS_TEST_TMPDIR"
	uio-shell -c 'LIVE=1; save -o one LIVE DMA_SOURCE; LIVE=2; DMA_SOURCE=0x123456789; save -o two LIVE DMA_SOURCE' uio_pci_generic
	[[ $(tail -n 2 one) == $'0x00000004 32 0xfffffffe LIVE\n0x00000080 64 '*" DMA_SOURCE" ]]
	run -0 uio-shell -c 'diff one two'
	[[ ${lines[0]} == "LIVE 0xfffffffe -> 0xfffffffd" ]]
	[[ ${lines[1]} == "DMA_SOURCE "*" -> 0x0000000123456789" ]]
	run -0 uio-shell -c 'save -o three DMA_SOURCE; DMA_SOURCE=0; load three; diff --check three' uio_pci_generic
	[[ $output == "DMA_SOURCE 0x0000000123456789" ]]
	# LIVE does not keep the value that is written, and returns its complement.
	run -9 uio-shell -c 'load two; diff --check two' uio_pci_generic
	[[ ${lines[2]} == "LIVE 0xfffffffd -> 0x00000002" ]]
}

# Contents are copied into a file that has several links.
@test "a disk that is too full for a file with several links" {
	mkdir "$BATS_TEST_TMPDIR/disk"
	mount -t tmpfs -o size=4k none "$BATS_TEST_TMPDIR/disk"
	cd "$BATS_TEST_TMPDIR/disk"
	touch file
	ln file link
	run -1 uio-shell -c 'save -o file LIVE' uio_pci_generic
	[[ $output == "uio-shell: file: No space left on device"* ]]
	[[ $(ls -A) == $'file\nlink' ]]
	cd /
	umount "$BATS_TEST_TMPDIR/disk"
}
