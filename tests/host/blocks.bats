#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# Register files with several blocks: which of them are in a region, and where. The
# accesses are those of a dry run, as a mock device's memory is not as long as its
# regions.

load helper

setup_file() {
	mkdir "$BATS_FILE_TMPDIR/regs"
	chip >"$BATS_FILE_TMPDIR/regs/chip.svd"
	for name in adc sub early far; do
		ln -s chip.svd "$BATS_FILE_TMPDIR/regs/$name.svd"
	done
}

setup() {
	trace_tests_only
	export UIO_REGS_PATH=$BATS_FILE_TMPDIR/regs XDG_CONFIG_HOME=/nothing
	chip=$UIO_REGS_PATH/chip.svd
	mock_device 0 adc uio_pdrv_genirq 48003000.adc "$(map 0 regs 0x48003000 0x1000)"
	mock_device 1 sub uio_pdrv_genirq 48003100.adc "$(map 0 regs 0x48003000 0x1000 0x100)"
	mock_device 2 early uio_pdrv_genirq 48000000.bus "$(map 0 regs 0x48000000 0x10000)" \
		"$(map 1 other 0x50000000 0x1000)"
	mock_device 3 far uio_pdrv_genirq fe000000.bus "$(map 0 regs 0xfe000000 0x1000)"
}

chip() {
	cat <<-'XML'
		<device><name>CHIP</name><peripherals>
		<peripheral><name>ADC1</name><description>First</description>
		<baseAddress>0x48003000</baseAddress><registers>
		<register><name>ISR</name><addressOffset>0</addressOffset></register>
		<register><name>CR</name><addressOffset>8</addressOffset>
		<fields><field><name>EN</name><bitRange>[0:0]</bitRange></field></fields></register>
		</registers></peripheral>
		<peripheral derivedFrom="ADC1"><name>ADC2</name><baseAddress>0x48003100</baseAddress>
		<registers><register><name>CCR</name><addressOffset>0xc</addressOffset></register>
		</registers></peripheral>
		<peripheral derivedFrom="ADC1"><name>DAC</name><baseAddress>0x50000000</baseAddress>
		</peripheral></peripherals></device>
	XML
}

writes() { # WRITE COMMAND...
	local write=$1
	shift
	run -0 mocked "$1" --dry-run "${@:2}"
	[[ $output == "write $write" ]] || { echo "$output" && false; }
}

fails() { # STATUS REASON COMMAND...
	local status=$1 reason=$2
	shift 2
	run -"$status" mocked "$@"
	[[ ${#lines[@]} == 1 && $output == *": $reason" ]] || { echo "$output" && false; }
}

@test "a block is where its address is in the region" {
	writes '0x00000000 32 0x00000001' uio-poke adc ADC1.ISR=1
	writes '0x00000100 32 0x00000001' uio-poke adc ADC2.ISR=1
	writes '0x0000010c 32 0x00000001' uio-poke adc CCR=1
	writes '0x00003008 32 0x00000001' uio-poke early ADC1.CR=1
	writes '0x00003108 32 0x00000000' uio-poke early ADC2.CR=0
	writes '0x00000008 32 0x00000001' uio-poke early:map1 CR=1
}

@test "a map that begins within a page" {
	writes '0x00000000 32 0x00000001' uio-poke sub ISR=1
	writes '0x0000000c 32 0x00000001' uio-poke sub ADC2.CCR=1
	fails 3 "'ADC1.ISR=1': no such register at column 1" uio-poke sub ADC1.ISR=1
}

@test "the end of an omitted part must be certain" {
	fails 4 "'ISR' is in several blocks; name one, as in BLOCK.REGISTER" uio-peek adc ISR
	fails 3 "'CCS': no such register at column 1; did you mean CCR?" uio-peek adc CCS
	writes '0x00000108 32 0x00000001' uio-poke adc --peripheral ADC2 CR=1
	writes '0x00000108 32 0x00000001' uio-poke adc --peripheral ADC2 ADC2.CR=1
	fails 3 "$UIO_REGS_PATH/adc.svd: block 'DAC' at 0x50000000 is outside the region at 0x48003000; available: ADC1 ADC2 (choose one with --peripheral BLOCK, or place all with --base-address ADDRESS)" \
		uio-peek adc --peripheral DAC ISR
}

@test "a region at an address that the file does not have" {
	fails 3 "$UIO_REGS_PATH/far.svd: no block is in the region at 0xfe000000, and no block was named; available: ADC1 ADC2 DAC (choose one with --peripheral BLOCK, or place all with --base-address ADDRESS)" \
		uio-peek far ISR
	writes '0x00000008 32 0x00000001' uio-poke far --peripheral ADC2 CR=1
	writes '0x00000108 32 0x00000001' uio-poke far --base-address 0x48003004 CCR=1
	fails 3 "$UIO_REGS_PATH/far.svd: no block is in the 4096 bytes from 0x100; available: ADC1 ADC2 DAC (choose one with --peripheral BLOCK, or place all with --base-address ADDRESS)" \
		uio-peek far --base-address 0x100 ISR
	# Commands without names still run.
	run -0 mocked uio-peek far 0
	run -2 mocked uio-peek far --base-address x 0
	[[ $output == *"invalid address 'x'"* ]]
}

@test "the text form contains the address, too" {
	local file=$BATS_TEST_TMPDIR/chip.regs
	uio-regs convert "$chip" >"$file"
	writes '0x00000108 32 0x00000001' uio-poke adc --regs "$file" ADC2.CR=1
	writes '0x00000000 32 0x00000001' uio-poke early:other --regs "$file" DAC.ISR=1
	uio-regs convert -p ADC2 "$chip" >"$file"
	writes '0x00000108 32 0x00000001' uio-poke adc --regs "$file" CR=1
	writes '0x00000108 32 0x00000001' uio-poke adc --regs "$file" --peripheral ADC2 CR=1
	fails 3 "$file: no block 'ADC3'; the file describes 'ADC2' (choose one with --peripheral BLOCK, or place all with --base-address ADDRESS)" \
		uio-poke adc --regs "$file" --peripheral ADC3 CR=1
	writes '0x00000008 32 0x00000001' uio-poke far --regs "$file" CR=1
	writes '0x00000018 32 0x00000001' uio-poke far --regs "$file" --base-address 0x480030f0 CR=1
	echo 'register CR 8' >"$file"
	fails 1 "the file has no addresses, so --base-address cannot be used" \
		uio-poke adc --regs "$file" --base-address 0 CR=1
}

@test "the shell" {
	run -0 mocked uio-shell --dry-run -c 'ADC2.ISR=1; set peripheral ADC2; ISR=1
		set; set peripheral auto; set base-address 0x48003100; ISR=2; set' adc
	diff - <(echo "$output") <<-'EOF'
		write 0x00000100 32 0x00000001
		write 0x00000100 32 0x00000001
		width        auto
		endian       auto
		base         16
		decode       on
		colour       on
		regs         auto
		peripheral   ADC2
		base-address auto
		write 0x00000000 32 0x00000002
		width        auto
		endian       auto
		base         16
		decode       on
		colour       on
		regs         auto
		peripheral   auto
		base-address 0x48003100
	EOF
	run -0 mocked uio-shell --dry-run --regs "$chip" --peripheral ADC1 -c 'CR=1' far
	[[ $output == 'write 0x00000008 32 0x00000001' ]]
	# A failure keeps the previous registers, which belong to one device.
	run -3 mocked uio-shell --dry-run -k -c 'set peripheral DAC; CCR=1; use early; set' adc
	[[ $output == *"block 'DAC' at"*$'\nwrite 0x0000010c 32 0x00000001\n'*'peripheral   auto'* ]]
	run -2 mocked uio-shell -c 'set regs x'
	[[ $output == *"no device is in use"* ]]
	run -2 mocked uio-shell -c 'set base-address here' adc
	[[ $output == *"invalid address 'here': expected a number or auto"* ]]
}

@test "the shell chooses a file and its block one after the other" {
	local missing="$chip: no block is in the region at 0xfe000000, and no block was named; available: ADC1 ADC2 DAC (choose one with \`set peripheral BLOCK')"
	run -0 mocked uio-shell --dry-run -c "set regs $chip; set peripheral ADC2; CR=1; set peripheral auto; set base-address 0x48003000; ADC2.CR=1; set regs auto; set" far
	diff - <(echo "$output") <<-EOF
		uio-shell: $missing
		write 0x00000008 32 0x00000001
		uio-shell: $missing
		write 0x00000108 32 0x00000001
		width        auto
		endian       auto
		base         16
		decode       on
		colour       on
		regs         auto
		peripheral   auto
		base-address auto
	EOF
	run -3 mocked uio-shell -c "set regs $chip; peek CR" far
	[[ $output == *"$missing"*"far: no register file for the device"* ]]
	cd "$BATS_TEST_TMPDIR"
	run -0 mocked uio-shell --regs "$chip" --peripheral ADC2 -c 'log l; peek CR' far
	run -0 --separate-stderr mocked uio-shell --replay l far
	[[ $output == "l: 3 commands, 0 differences" ]]
}

@test "conditions, and a list of all registers" {
	fails 4 "'ISR == 0' is in several blocks; name one, as in BLOCK.REGISTER" uio-peek adc --until 'ISR == 0'
	run -0 mocked uio-shell --dry-run -c 'peek -a' adc
	[[ $output == *'read 0x00000008 32'*'read 0x0000010c 32'* ]]
}

@test "lsuio shows the blocks in each region" {
	diff - <(mocked lsuio -o DEVICE,BLOCKS | sed 's/ *$//') <<-'EOF'
		DEVICE BLOCKS
		uio0
		└─map0 ADC1 ADC2
		uio1
		└─map0 ADC2
		uio2
		├─map0 ADC1 ADC2
		└─map1 DAC
		uio3
		└─map0
	EOF
}

@test "a register file without addresses is shown for its own region" {
	export UIO_REGS_PATH=$BATS_TEST_TMPDIR
	printf 'name %s\nregion %s\nregister ID 0\n' early other >"$UIO_REGS_PATH/early.regs"
	run -0 mocked lsuio -rn -o DEVICE,BLOCKS early
	diff - <(printf "%s\n" "${lines[@]% }") <<-'EOF'
		uio2
		map0
		map1 early
	EOF
}

@test "a block that begins before the region is at its start in text, too" {
	local file=$BATS_TEST_TMPDIR/bus.svd text=$BATS_TEST_TMPDIR/bus.regs
	cat >"$file" <<-'XML'
		<device><name>BUS</name><peripherals><peripheral><name>P</name>
		<baseAddress>0x47fffe00</baseAddress><registers>
		<register><name>A</name><addressOffset>0</addressOffset></register>
		<register><name>B</name><addressOffset>0x200</addressOffset></register>
		</registers></peripheral></peripherals></device>
	XML
	uio-regs convert "$file" >"$text"
	for file in "$file" "$text"; do
		writes "0x00000000 32 0x00000001" uio-poke --regs "$file" early A=1
		writes "0x00000200 32 0x00000001" uio-poke --regs "$file" early B=1
	done
	# A block in the region is there as a whole.
	printf '%s\n' 'base 0x48000000' 'register A 0' 'register FAR 0x20000' >"$text"
	writes "0x00000000 32 0x00000001" uio-poke --regs "$text" early A=1
	fails 2 "'FAR=1' is outside map0 'regs' (65536 bytes)" uio-poke --regs "$text" early FAR=1
}

# bats test_tags=long
@test "the name of the only block can precede a group or a pattern" {
	local text=$BATS_TEST_TMPDIR/adc.regs
	printf '%s\n' 'block ADC 0' 'register ISR 0' 'register CH[2] 0x10' end >"$text"
	for name in 'ADC.CH[*]' ADC.CH 'ADC.C*' ADC; do
		run -0 mocked uio-shell --dry-run --regs "$text" -c "peek $name" adc
		[[ $output == *$'read 0x00000010 32\nread 0x00000014 32' ]]
	done
	run -0 uio-regs show -n "$text" 'ADC.*'
	[[ ${#lines[@]} == 3 ]]
	run -3 mocked uio-peek --regs "$text" adc 'ADCX.*'
}

@test "a file that was found for another region does not prevent an access" {
	printf '%s\n' 'region none' 'register ID 0' >"$BATS_TEST_TMPDIR/early.regs"
	UIO_REGS_PATH=$BATS_TEST_TMPDIR run -0 mocked uio-shell --dry-run -c 'peek 0' early:map0
	UIO_REGS_PATH=$BATS_TEST_TMPDIR fails 3 "no region 'none'; it has map0 'regs', map1 'other'" uio-peek early 0
	UIO_REGS_PATH=$BATS_TEST_TMPDIR fails 3 "early:map0: $BATS_TEST_TMPDIR/early.regs describes another region, 'none' (give one with --regs FILE)" uio-peek early:map0 ID
}

@test "a block without an address begins where the region does" {
	printf 'base 0xa0000000\nblock A 0\nregister R 0\nend\nblock N none\nregister T 4\nend\nblock C 0x100\nregister CAP{2} 0\nend\n' >"$BATS_TEST_TMPDIR/n.regs"
	writes '0x00000004 32 0x00000001' uio-poke --regs "$BATS_TEST_TMPDIR/n.regs" --peripheral N adc T=1
	fails 3 "block 'N' has no address; available: A C (choose one with --peripheral BLOCK, or place all with --base-address ADDRESS)" uio-poke --regs "$BATS_TEST_TMPDIR/n.regs" --peripheral N --base-address 0xa0000000 adc T=1
	fails 3 "'CAP=1': no such register at column 1" uio-poke --regs "$BATS_TEST_TMPDIR/n.regs" --base-address 0xa0000000 adc CAP=1
}
