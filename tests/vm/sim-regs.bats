#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# Simulated devices made from register files.

load helper
: "${sims:?}"

kept=/run/uio/regs

setup() {
	trace_tests_only
	regs=$BATS_TEST_TMPDIR/file.regs
	export XDG_CONFIG_HOME=$BATS_TEST_TMPDIR/config
	rm -rf /run/uio
}

# Tests in other files create devices from register files too.
teardown_file() {
	rm -rf /run/uio
}

# Writes a register file for the tests that need no special one.
small_file() {
	printf '%s\n' "$@" 'register ID 0 ro reset 0x11223344' 'register CTRL 4 reset 5' >"$regs"
}

# Checks that no device is made, and that the error contains this text.
refuses() { # STATUS TEXT ARGUMENT...
	local status=$1 text=$2
	shift 2
	run "-$status" uio-sim create fpga "$@"
	[[ $output == *"$text"* ]] || { echo "said: $output" && return 1; }
	[[ ! -e $sims/fpga && ! $(ls $kept 2>/dev/null) ]]
}

@test "every width and byte order, arrays, groups, read-only, write-only" {
	cat >"$regs" <<-'EOF'
		region regs
		size 0x40
		endian little
		register ID     0x00 ro reset 0x11223344
		register CTRL   0x04 reset 0x5
		register BYTE   0x08 width 8 reset 0xa5
		register HALF   0x0a width 16 rc reset 0x1234
		register MASKED 0x0c reset 0xffffffff:0x00ff00f0
		register WIDE   0x10 width 64 reset 0x0102030405060708
		register BIG16  0x18 width 16 endian big reset 0x1234
		register BIG32  0x1c endian big reset 0x11223344
		register BIG64  0x20 width 64 endian big reset 0x0102030405060708
		register OUT    0x28 wo reset 0xdeadbeef
		register NONE   0x2c
		group CH[2]     0x30 stride 8
		    register CFG 0 width 16 reset 0x7
		    register LOW 4 reset 0x10
		end
	EOF
	run -0 uio-sim create fpga --regs "$regs"
	[[ -c /dev/$output ]]
	expected=4433221105000000a5003412f000ff00
	expected+="08070605040302011234000011223344"
	expected+="0102030405060708efbeadde00000000"
	expected+="07000000100000000700000010000000"
	[[ $(kernel_bytes fpga map0) == "$expected" ]]
	run -0 uio-peek fpga ID BYTE HALF WIDE BIG16 BIG32 BIG64 'CH[1].LOW'
	diff - <(echo "$output") <<-'EOF'
		ID        0x11223344
		BYTE      0xa5
		HALF      0x1234
		WIDE      0x0102030405060708
		BIG16     0x1234
		BIG32     0x11223344
		BIG64     0x0102030405060708
		CH[1].LOW 0x00000010
	EOF
	run -2 uio-peek fpga:regs 0x40
	[[ $output == *"outside map0 'regs' (64 bytes)" ]]
}

@test "all users may read the names of registers, whatever the umask" {
	small_file
	(umask 077 && uio-sim create fpga --regs "$regs")
	run -0 stat -c %a /run/uio "$kept" "$kept/uio_sim.fpga.regs"
	[[ $output == $'755\n755\n644' ]]
}

@test "elements of an array, groups, and physical values" {
	cat >"$regs" <<-'EOF'
		group CH[4] 0x10 stride 0x10
		    register CFG  0x0 reset 0x8
		        field GAIN 3:0
		    register TEMP 0x4 width 16 reset 0x97ff scale 503.975/65536 -273.15 degC
		    register FIFO 0x8 rc reset 0x1
		end
	EOF
	uio-sim create fpga --regs "$regs"
	uio-poke -v fpga 'CH[0..1].CFG=0x33' 'CH[1..2].CFG.GAIN=5'
	run -0 uio-peek fpga 'CH[*].CFG'
	[[ $output == "$(printf 'CH[%d].CFG %s\n' 0 0x00000033 1 0x00000035 2 0x00000005 3 0x00000008)" ]]
	[[ $(kernel_bytes fpga map0 16 4) == 33000000 && $(kernel_bytes fpga map0 32 4) == 35000000 ]]
	run -2 uio-poke fpga 'CH[*].CFG=1' 'CH*=2'
	[[ $(kernel_bytes fpga map0 16 4) == 33000000 ]]
	run -0 uio-peek -d --watch 1ms --repeat 1 fpga 'CH[3]'
	diff - <(echo "$output") <<-'EOF'
		CH[3].CFG  0x00000008
		  GAIN 3:0   0x8
		CH[3].TEMP 0x97ff 26.0775 degC
		CH[3].FIFO - (not read: reading has an effect)
	EOF
	run -0 uio-shell -c "CH[*].CFG.GAIN=1; save -o $BATS_TEST_TMPDIR/state *CFG; CH[0..3].TEMP=0; CH[2].TEMP" fpga
	[[ $output == "CH[2].TEMP 0x0000 -273.15 degC" ]]
	(($(grep -c 'CH\[.\].CFG$' "$BATS_TEST_TMPDIR/state") == 4))
	[[ $(kernel_bytes fpga map0 32 8) == 3100000000000000 ]]
}

@test "SVD: one peripheral of several" {
	uio-sim create timer --regs tests/regs/all.svd --peripheral TIMER0 irqcontrol=gate
	[[ $(<"$sims/timer/map0/size") == 0x800 && $(<"$sims/timer/irqcontrol") == gate ]]
	# COUNT has 8 known bits; another view of it does not clear them.
	[[ $(kernel_bytes timer map0 0 16) == 12000000000000000000000034000000 ]]
	run -0 uio-peek timer CR COUNT CR.MODE
	[[ $output == $'CR      0x00000012\nCOUNT   0x0034\nCR.MODE 0x1' ]]
	uio-sim create gpio --regs=tests/regs/all.svd --peripheral=GPIO1
	[[ $(kernel_bytes gpio map0) == ffff0000 ]]
	run -0 uio-peek gpio OUT
	[[ $output == 0xff ]]
	run -3 uio-sim create other --regs tests/regs/all.svd --base-address 0x1000
	[[ $output == "uio-sim: tests/regs/all.svd: no block is in "* && ! -e $sims/other ]]
	run -3 uio-sim create other --regs tests/regs/all.svd --peripheral TIMER9
	[[ ! -e $sims/other ]]
}

@test "the device's registers have names while it exists" {
	small_file
	uio-sim create fpga --regs "$regs"
	uio-sim create twin --regs "$regs" name=fpga
	rm "$regs"
	run -0 uio-peek fpga#0 CTRL
	[[ $output == 0x00000005 ]]
	run -0 uio-shell fpga#1 <<<$'CTRL=7\nexpect CTRL == 7\nexpect ID == 0x11223344'
	[[ $(kernel_bytes twin map0 4 1) == 07 && $(kernel_bytes fpga map0 4 1) == 05 ]]
	uio-sim remove twin
	run -0 uio-peek fpga CTRL
	uio-sim remove fpga
	[[ ! $(ls $kept) ]]
	uio-sim create fpga
	run -3 uio-peek fpga CTRL
	[[ $output == *"no register file for the device"* ]]
}

@test "a create with a name in use leaves that device's registers unchanged" {
	small_file
	uio-sim create fpga --regs "$regs"
	echo 'register OTHER 0' >"$regs"
	run -1 uio-sim create fpga --regs "$regs"
	[[ $output == "uio-sim: fpga: File exists" ]]
	run -1 uio-sim create fpga
	run -0 uio-peek fpga CTRL
	[[ $output == 0x00000005 ]]
	# The file of a device that was removed by other means is not used for the next
	# one.
	rmdir "$sims/fpga"
	uio-sim create fpga
	run -3 uio-peek fpga CTRL
}

@test "the user's own file for the device comes first" {
	small_file
	mkdir -p "$XDG_CONFIG_HOME/uio/regs"
	echo 'register OWN 4' >"$XDG_CONFIG_HOME/uio/regs/fpga.regs"
	uio-sim create fpga --regs "$regs"
	run -0 uio-peek fpga OWN
	[[ $output == 0x00000005 ]]
}

@test "the size of a map" {
	small_file
	uio-sim create fpga --regs "$regs"
	[[ $(<"$sims/fpga/map0/size") == 0x1000 ]]
	uio-sim remove fpga
	small_file 'size 0x2010'
	uio-sim create fpga --regs "$regs"
	[[ $(<"$sims/fpga/map0/size") == 0x2010 ]]
	uio-sim remove fpga
	uio-sim create fpga --regs "$regs" map0/type=phys
	[[ $(<"$sims/fpga/map0/size") == 0x3000 ]]
	run -0 uio-peek fpga CTRL
	[[ $output == 0x00000005 ]]
	uio-sim remove fpga
	uio-sim create fpga --regs "$regs" map0/size=8
	[[ $(<"$sims/fpga/map0/size") == 0x8 ]]
	uio-sim remove fpga
	uio-sim create fpga --regs "$regs" map0/offset=0xe40
	[[ $(<"$sims/fpga/map0/size") == 0x2e50 ]]
	[[ $(kernel_bytes fpga map0 $((0xe40)) 8) == 4433221105000000 ]]
	run -0 uio-peek fpga CTRL
	[[ $output == 0x00000005 ]]
	uio-sim remove fpga
	# All registers exist even if the file gives too small a size.
	small_file 'size 4'
	echo 'register LAST 0x1ffc reset 9' >>"$regs"
	uio-sim create fpga --regs "$regs"
	run -0 uio-peek fpga LAST
	[[ $output == 0x00000009 && $(<"$sims/fpga/map0/size") == 0x2000 ]]
	uio-sim remove fpga
	: >"$regs"
	uio-sim create fpga --regs "$regs"
	[[ $(<"$sims/fpga/map0/size") == 0x1000 ]]
}

@test "the choice of the map" {
	small_file 'region map2'
	uio-sim create fpga --regs "$regs"
	[[ $(kernel_bytes fpga map2 4 1) == 05 && $(<"$sims/fpga/map1/size") == 0x1000 ]]
	run -0 uio-peek fpga CTRL
	[[ $output == 0x00000005 ]]
	uio-sim remove fpga
	small_file 'region regs'
	uio-sim create fpga --regs "$regs" map0/name=fifo map0/size=64k map1/name=regs
	[[ $(kernel_bytes fpga map1 4 1) == 05 && $(<"$sims/fpga/map0/size") == 0x10000 ]]
	run -0 uio-peek fpga CTRL
	[[ $output == 0x00000005 ]]
	uio-sim remove fpga
	# The regions of a PCI card have names, too.
	small_file 'region bar0'
	uio-sim create fpga --regs "$regs" map1/stamps=1
	run -0 uio-peek fpga:bar0 CTRL
	[[ $output == 0x00000005 ]]
}

@test "a failed creation leaves nothing behind" {
	small_file 'region regs'
	refuses 2 "fpga: map0/data: the map holds the registers of $regs" --regs "$regs" map0/data=x
	refuses 2 "fpga: map1/stamps: " --regs "$regs" map1/name=regs map1/stamps=1
	refuses 2 "fpga: map0/name: the registers of $regs are in the region 'regs'" \
		--regs "$regs" map0/name=other
	refuses 2 "fpga: map0/size: the registers of $regs end at 0x8" --regs "$regs" map0/size=7
	refuses 2 "fpga: map0/size: " --regs "$regs" map0/size=4k map0/offset=0xffc
	refuses 2 "fpga: map0/size: the module refused the value" --regs "$regs" map0/size=much
	refuses 2 "fpga: irq: the module refused the value" --regs "$regs" irq=maybe
	refuses 2 "fpga: 'irq' is not ATTRIBUTE=VALUE" --regs "$regs" irq
	small_file 'size 65M'
	refuses 2 "fpga: map0/size: $regs needs 68157440 bytes, but the module allows only 67108864" --regs "$regs"
	echo 'register FAR 0xffffffff_00000000' >>"$regs"
	refuses 2 "bytes, but the module allows only" --regs "$regs" map0/size=4k
	echo 'register' >>"$regs"
	refuses 1 "uio-sim: $regs:5:" --regs "$regs"
	refuses 1 "uio-sim: $regs.none: No such file or directory" --regs "$regs.none"
}

@test "a device whose registers cannot be stored is not created" {
	small_file
	mkdir /run/uio
	: >$kept
	run -1 uio-sim create fpga --regs "$regs"
	[[ $output == "uio-sim: $kept/uio_sim.fpga.regs: Not a directory" && ! -e $sims/fpga ]]
}

@test "a device whose node cannot be printed is removed again" {
	small_file
	run -1 bash -c "uio-sim create fpga --regs $regs >/dev/full"
	[[ $output == "uio-sim: standard output: No space left on device" ]]
	[[ ! -e $sims/fpga && ! -e $kept/uio_sim.fpga.regs ]]
}
