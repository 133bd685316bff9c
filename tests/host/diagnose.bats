#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# lsuio --diagnose on mock devices: its command line, its output, and its findings in
# files of sysfs.

load helper

# Processes that have a node open are found by the number of the device, and tests that
# run at the same time have devices 0 to 9 open.
fpga() { # [DRIVER]
	mock_device 70 fpga "${1:-uio_test}" a0000000.fpga "$(map 0 regs 0xa0000000 0x1000 0x0)"
}

# Adds a device without interrupts so far.
fpga_is_quiet() {
	sed -i 's/event=7/event=0/' "$BATS_TEST_TMPDIR/devices"
}

card() { # COMMAND LINE..., the register as the bytes are
	local command=$1
	shift
	cat >>"$BATS_TEST_TMPDIR/devices" <<-EOF
		P: /devices/pci0000:00/0000:00:04.0
		E: SUBSYSTEM=pci
		L: driver=../../../bus/pci/drivers/uio_pci_generic
		A: irq=11
		A: resource=0x00000000fea00000 0x00000000feafffff 0x0000000000040200\n0x000000000000c000 0x000000000000c0ff 0x0000000000040101
		H: config=34121111${command}1000
		$(printf '%s\n' "$@")

		P: /devices/pci0000:00/0000:00:04.0/uio/uio73
		N: uio73=00
		E: DEVNAME=/dev/uio73
		E: SUBSYSTEM=uio
		A: dev=240:73
		A: name=card
		A: version=1.0
		A: event=0
		L: device=../../../0000:00:04.0

	EOF
}

# Prints the findings of a mocked run, one `RESULT CHECK` per line.
diagnose() { # STATUS DEVICE [OPTION...]
	run "-$1" mocked lsuio --diagnose "${@:2}"
	results=$(awk '{ print $1, $2 }' <<<"$output")
}

# Checks that a check had this result, and was reported with these words.
says() { # RESULT CHECK [WORDS]
	if ! grep "^$1  *$2 " <<<"$output" | grep -qF -- "${3:-}"; then
		echo "$output" && return 1
	fi
}

@test "invalid command lines" {
	fpga
	run -2 mocked lsuio --diagnose
	[[ ${lines[0]} == "lsuio: --diagnose requires exactly one DEVICE" ]]
	run -2 mocked lsuio --diagnose fpga fpga
	run -2 mocked lsuio --probe fpga
	[[ ${lines[0]} == "lsuio: --probe requires --diagnose" ]]
	for option in -b -m -n -O -P -r -v -oNAME --driver=x --name=x --list-columns; do
		run -2 mocked lsuio --diagnose $option fpga
		[[ ${lines[0]} == "lsuio: --diagnose can only be used with --json, --probe and --require" ]]
	done
	run -3 mocked lsuio --diagnose nosuch
	run -9 mocked lsuio --diagnose --require=other fpga
	[[ $output == *"'other' is required"* ]]
}

@test "a device without problems" {
	fpga
	diagnose 0 fpga
	[[ $results == $'ok driver\nok node\nok attributes\nok sysfs\nok holders\n'*$'ok map\nok interrupt\nwarning irqcontrol\nok activity' ]] ||
		{ echo "$output" && false; }
	says ok driver uio_test
	says ok map 'map0 has 4096 bytes, whole pages'
	says warning irqcontrol "\`uio-irq -v uio70 on' shows it"
}

@test "JSON contains the same findings" {
	fpga
	diagnose 0 fpga
	run -0 mocked lsuio --diagnose --json fpga
	valid_json diagnosis
	[[ $(jq -c 'del(.checks)' <<<"$output") == '{"device":"fpga","number":70}' ]]
	[[ $(jq -r '.checks[] | "\(.result) \(.check)"' <<<"$output") == "$results" ]]
	[[ $(jq -c '.checks[0]' <<<"$output") == '{"check":"driver","result":"ok","seen":"uio_test","advice":null}' ]]
	card 0100
	run -9 mocked lsuio --diagnose -J card
	valid_json diagnosis
	[[ $(jq -r '.checks[] | select(.result == "failed" and .check == "decode").advice' <<<"$output") == "\`setpci -s 0000:00:04.0 COMMAND=2:2'" ]]
}

@test "a missing node" {
	fpga
	# shellcheck disable=SC2016
	run -9 mocked bash -c 'rm "$UMOCKDEV_DIR/dev/uio70"; lsuio --diagnose --probe fpga'
	[[ $output == *"FAILED   node        /dev/uio70: No such file or directory ("* ]]
	[[ $output == *"FAILED   open        the node cannot be opened: No such file or directory"$'\n'* ]]
}

@test "the registers of a PCI card" {
	card 0300
	diagnose 9 card
	says ok answer 0x0003
	says FAILED interrupt 'no INTx line'
	says warning master "\`setpci -s 0000:00:04.0 COMMAND=4:4' while"
	[[ $(grep -c '^ok decode' <<<"$results") == 2 ]]
	run ! grep -E ' (intx|irqcontrol|masked|activity)$' <<<"$results"
	rm "$BATS_TEST_TMPDIR/devices"
	card 0600
	diagnose 9 card
	says ok master
	says ok decode 'bar0: memory decode is on'
	says FAILED decode "bar1: I/O decode is off, so the card does not answer (\`setpci -s 0000:00:04.0 COMMAND=1:1')"
	rm "$BATS_TEST_TMPDIR/devices"
	card ffff
	diagnose 9 card
	says FAILED answer 'all ones'
	run ! grep -E ' (decode|master|interrupt|intx)$' <<<"$results"
}

@test "a BAR without an address, and one that the kernel describes in another way" {
	card 0700
	sed -i 's/0x0000000000040200/0x0000000020040200/' "$BATS_TEST_TMPDIR/devices"
	diagnose 9 card
	says FAILED decode 'bar0: the kernel has assigned no address to it'
	says ok decode 'bar1: I/O decode is on'
	sed -i 's/^A: resource=.*/A: resource=unknown/' "$BATS_TEST_TMPDIR/devices"
	run mocked lsuio --diagnose card
	run ! says FAILED decode
}

@test "a PCI card whose configuration cannot be read" {
	card 0300
	sed -i 's/^H: .*/H: config=34/' "$BATS_TEST_TMPDIR/devices"
	diagnose 0 card
	says warning answer 'its configuration cannot be read: Input/output error'
	run ! grep -E ' (decode|master|interrupt|intx)$' <<<"$results"
}

@test "MSI needs bus mastering" {
	card 0300 'A: msi_irqs/24=msi'
	diagnose 9 card
	says FAILED master 'MSI is in use'
}

@test "power" {
	card 0700 'A: power/runtime_status=suspended' 'A: power_state=D3hot'
	diagnose 9 card
	says warning power '/devices/pci0000:00/0000:00:04.0/power/control'
	says FAILED d3 D3hot
	sed -i 's/D3hot/D0/; s/suspended/active/' "$BATS_TEST_TMPDIR/devices"
	diagnose 9 card
	says ok d3
	says ok power active
	sed -i 's/=D0/=unknown/; s/active/error/' "$BATS_TEST_TMPDIR/devices"
	diagnose 9 card
	says FAILED power error
	run ! grep ' d3$' <<<"$results"
}

@test "lockdown" {
	fpga
	for level in none integrity confidentiality; do
		# shellcheck disable=SC2016
		run -0 mocked bash -c '
			mkdir -p "$UMOCKDEV_DIR/sys/kernel/security"
			echo "none integrity confidentiality" | sed "s/$0/[&]/" >"$UMOCKDEV_DIR/sys/kernel/security/lockdown"
			lsuio --diagnose fpga' $level
		if [[ $level == none ]]; then
			says ok lockdown
		else
			says warning lockdown "$level"
		fi
	done
}

@test "the pitfalls of drivers" {
	local driver
	for driver in uio_pdrv_genirq uio_dmem_genirq; do
		rm -f "$BATS_TEST_TMPDIR/devices"
		fpga $driver
		fpga_is_quiet
		diagnose 9 fpga
		says ok driver 'masks the line at each interrupt'
		says FAILED interrupt 'device tree'
	done
}

# strace makes up the kernel's result of a system call on the device's node.
node_answers() { # CALLS ERROR COMMAND...
	# shellcheck disable=SC2016
	mocked env ASAN_OPTIONS="${ASAN_OPTIONS-}:detect_leaks=0" bash -c '
		strace -f -o /dev/null -P "$UMOCKDEV_DIR/dev/uio70" -e inject="$1:error=$2" "${@:3}"' bash "$@"
}

@test "a driver that refuses to be opened" {
	fpga uio_pci_sva
	run -6 node_answers open,openat EINVAL uio-peek fpga 0
	[[ $output == "uio-peek: fpga: /dev/uio70: the driver refused to open the device (\`lsuio --diagnose' shows more)" ]]
	run -6 node_answers open,openat ENODEV uio-peek fpga 0
	[[ $output == *"the driver refused to open the device"* ]]
	run -9 node_answers open,openat EINVAL lsuio --diagnose --probe fpga
	says ok driver 'lets the card share a process'
	says FAILED open 'it can be opened only with SVA'
	fpga_is_quiet
	diagnose 9 fpga
	says FAILED interrupt 'it supports only MSI or MSI-X'
}

@test "an interrupt that needs no arming" {
	fpga uio_pci_sva
	diagnose 0 fpga
	says ok irqcontrol 'needs no arming'
	run ! grep ' masked$' <<<"$results"
}

@test "a Hyper-V device has an interrupt without a line" {
	fpga uio_hv_generic
	fpga_is_quiet
	diagnose 0 fpga
	says ok driver 'irqcontrol signals the host'
	says ok interrupt 'the device has an interrupt, but /proc/interrupts does not show it'
	says ok irqcontrol '1 arms, 0 masks'
	run ! grep ' masked$' <<<"$results"
}

@test "a map that begins inside a page" {
	mock_device 70 fpga uio_test a.fpga "$(map 0 regs 0xa0000040 0x1000 0x0)" \
		"$(map 1 ram 0xffff888012340040 0x1000 0x0)"
	diagnose 9 fpga
	says FAILED map 'map0 begins at 0xa0000040, inside a page: the kernel refuses to map it'
	says ok map 'map1 has 4096 bytes'
	run -6 node_answers mmap ENODEV uio-peek fpga 0
	[[ $output == *"maps can only be mapped from the start of a page"*"(the driver must align it)" ]]
	run -9 node_answers mmap ENODEV lsuio --diagnose --probe fpga
	says FAILED map 'cannot be mapped: maps can only be mapped from the start of a page'
}

# From Linux 6.12 on the map has the kernel's address, as memory of other types has.
@test "DMA memory of uio_dmem_genirq is mapped in whole pages" {
	mock_device 70 fpga uio_dmem_genirq a.fpga "$(map 0 dma 0xffff888012340000 0x1001 0x0)" \
		"$(map 1 dma 0xffff888012340000 0x1000 0x0)"
	diagnose 9 fpga
	says FAILED map 'map0 has 4097 bytes, not a multiple of a page'
	says ok map 'map1 has 4096 bytes, whole pages'
}

@test "maps that cannot be mapped, and those that begin inside a page" {
	mock_device 70 odd uio_test a.odd "$(map 0 regs 0xa0000000 0x1001 0x0)" \
		"$(map 1 ram 0xffff888012340000 0x1001 0x40)" "$(map 2 '' 0xffffffffffffffff 0x1000 0x0)"
	diagnose 9 odd
	says FAILED map 'map0 has 4097 bytes, not a multiple of a page'
	says ok map 'map1 has 4097 bytes'
	says warning map 'map2: the map has no address now'
	says warning offset 'map1 begins 0x40 bytes into its first page'
	[[ $(grep -c ' offset$' <<<"$results") == 1 ]]
}

@test "the node stays closed, except with --probe" {
	fpga
	for option in -J --probe; do
		run -0 mocked env ASAN_OPTIONS="${ASAN_OPTIONS-}:detect_leaks=0" \
			strace -f -o "$BATS_TEST_TMPDIR/trace" -e trace=open,openat lsuio --diagnose $option fpga
		if [[ $option == --probe ]]; then
			grep '/dev/uio70"' "$BATS_TEST_TMPDIR/trace" | grep -qv O_PATH
		else
			run ! grep '/dev/uio.*O_CLOEXEC)' "$BATS_TEST_TMPDIR/trace"
		fi
	done
}

@test "a name that is not valid UTF-8 does no harm" {
	mock_device 70 'a\033[31mb' uio_test a.x "$(map 0 regs 0xa0000000 0x1000)"
	run -0 mocked lsuio --diagnose --json 70
	valid_json diagnosis
	[[ $(jq -r .device <<<"$output") == 'a\x1b[31mb' ]]
}

@test "the man page describes every check, in their order" {
	diff <(sed -n 's/^\t{ "\([a-z0-9]*\)", check_.*/\1/p' "$BATS_TEST_DIRNAME/../../common/diagnose/diagnose.c") \
		<(sed -n '/^The checks are/,/^\.El/ s/^\.It Cm //p' "$BATS_TEST_DIRNAME/../../man/lsuio.1")
}
