#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The parts of the UIO core that uio_sim replaces or relies on: mappings that cannot be
# split and that hold their memory, and events that are held back. A warning of the
# kernel is a panic here.

load helper
: "${sims:?}"

here=${BATS_TEST_DIRNAME:?}

# Makes a device of two maps. Each page of the second begins with its number.
numbered() { # TYPE
	uio-sim create fpga map0/size=4096 map1/size=16384 "map1/type=$1" >/dev/null
	for page in 0 1 2 3; do
		printf "\\x$((page + 1))0\\0\\0\\0%4092s"
	done >"$sims/fpga/map1/data"
	node=$(<"$sims/fpga/dev_name")
}

@test "a mapping cannot be split" {
	for type in virtual logical phys; do
		numbered "$type"
		run -0 "$here/mapping" split "$node" 1 4
		[[ ${lines[*]:0:7} == "munmap first EINVAL munmap last EINVAL mprotect EINVAL madvise EINVAL mremap smaller EINVAL mremap larger EFAULT mremap a part "E* ]]
		[[ ${lines[7]} == "mremap a copy E"* ]]
		[[ ${lines[8]} == "words 0x10 0x20 0x30 0x40" ]]
		[[ ${lines[9]} == "munmap done" ]]
		uio-sim remove fpga
	done
}

# bats test_tags=long
@test "debuggers read and write a mapping" {
	for type in virtual logical phys; do
		numbered "$type"
		run -0 "$here/mapping" debug "$node" 1 4
		[[ ${lines[0]} == "words 0x10 0x20 0x30 0x40" ]]
		[[ ${lines[1]} == "across 20202000" ]]
		[[ ${lines[2]} == "written 2" && ${lines[3]} == "read-only EIO" ]]
		[[ $(kernel_bytes fpga map1 4096 8) == 200000005aa52020 ]]
		uio-sim remove fpga
	done
}

# bats test_tags=long
@test "a page that faults, in mappings that a child inherited" {
	local type mapper end
	mkfifo "$BATS_TEST_TMPDIR/end"
	exec {end}<>"$BATS_TEST_TMPDIR/end"
	for type in virtual logical phys; do
		numbered "$type"
		"$here/mapping" fault "$node" 1 4 <&"$end" >"$BATS_TEST_TMPDIR/out" 3>&- &
		mapper=$!
		eventually grep -q . "$BATS_TEST_TMPDIR/out"
		echo 4096 >"$sims/fpga/map1/fault"
		echo >&"$end"
		ends_with 0 "$mapper"
		diff "$BATS_TEST_TMPDIR/out" - <<-'EOF'
			mapped
			words 0x10 EIO 0x30 0x40
			before 20202020
			private 0x10 0x20 0x30 0x40
		EOF
		uio-sim remove fpga
	done
}

# Succeeds if the page that faults is the given one.
faults_at() { # OFFSET
	[[ $(<"$sims/fpga/map1/fault") == "$1" ]]
}

@test "the offset of the page that faults" {
	local value
	numbered virtual
	faults_at none
	for value in 1 0x800 4097 16384 0xfffffffffffff000 0xffffffffffffffff -1 all ''; do
		run ! eval "echo '$value' >$sims/fpga/map1/fault"
		[[ $output == *"Invalid argument"* ]]
	done
	run ! eval "echo 0x10000000000000000 >$sims/fpga/map1/fault"
	[[ $output == *"Numerical result out of range"* ]]
	faults_at none
	echo 12288 >"$sims/fpga/map1/fault"
	faults_at 0x3000
	# The setting outlives the UIO device, but not the memory.
	rebind fpga
	run -7 uio-peek fpga:map1 0x3000
	run -0 uio-peek fpga:map1 0x2000
	echo 0 >"$sims/fpga/live"
	echo 0 >"$sims/fpga/map1/fault"
	echo 1 >"$sims/fpga/live"
	run -7 uio-peek fpga:map1 0
	run -0 uio-peek fpga:map1 0x3000
	echo 0 >"$sims/fpga/live"
	echo 8192 >"$sims/fpga/map1/size"
	faults_at none
	run ! eval "echo 8192 >$sims/fpga/map1/fault"
	echo 4096 >"$sims/fpga/map1/fault"
	echo logical >"$sims/fpga/map1/type"
	faults_at none
	# A region that does not exist does not have pages.
	run ! eval "echo 0 >$sims/fpga/map2/fault"
	echo none >"$sims/fpga/map2/fault"
}

# Each CPU may keep dozens of megabytes of free pages, which MemFree does not contain.
free_kilobytes() {
	awk '$1 == "nr_free_pages" || $1 == "count:" { pages += $2 } END { print pages * 4 }' /proc/zoneinfo
}

@test "memory is freed with its device even if the node stays open" {
	local before node files=() file
	before=$(free_kilobytes)
	for _ in 1 2 3 4 5 6 7 8; do
		node=$(uio-sim create fpga map{0..3}/type=phys map{0..3}/size=4M)
		exec {file}<>"/dev/$node"
		files+=("$file")
		uio-sim remove fpga
	done
	# The mappings had 128 MiB.
	(($(free_kilobytes) > before - 64 * 1024))
	for file in "${files[@]}"; do
		exec {file}<&-
	done
}

@test "memory is freed with the last mapping of it" {
	local before end holder
	before=$(free_kilobytes)
	node=$(uio-sim create fpga map{0..4}/type=phys map{0..4}/size=4M)
	printf '\x78\x56\x34\x12' >"$sims/fpga/map4/data"
	mkfifo "$BATS_TEST_TMPDIR/end"
	exec {end}<>"$BATS_TEST_TMPDIR/end"
	"$here/mapping" hold "$node" 4 1024 <&"$end" >"$BATS_TEST_TMPDIR/out" 3>&- &
	holder=$!
	eventually grep -q . "$BATS_TEST_TMPDIR/out"
	ends_with 0 "$holder"
	read -r _ holder <"$BATS_TEST_TMPDIR/out"
	uio-sim remove fpga
	(($(free_kilobytes) < before - 18 * 1024))
	# Another device gets other memory.
	uio-sim create other map{0..4}/type=phys map{0..4}/size=4M
	uio-sim remove other
	grep -q '/dev/uio' "/proc/$holder/maps"
	echo >&"$end"
	eventually grep -q '^words 0x12345678 0x0 ' "$BATS_TEST_TMPDIR/out"
	eventually freed $((before - 10 * 1024))
}

freed() { # KILOBYTES
	(($(free_kilobytes) > $1))
}

@test "a write that delivers millions of events can be killed" {
	local writer count event
	event=/sys/class/uio/$(uio-sim create fpga irqcontrol=gate)/event
	uio-irq fpga off
	for _ in {1..20}; do
		uio-sim trigger fpga 100000
		echo "# raised: $(<"$sims/fpga/events")" >&3
	done
	uio-irq fpga on 3>&- &
	writer=$!
	eventually delivers "$event"
	kill -KILL "$writer"
	ends_with 137 "$writer"
	read -r count <"$event"
	((count < 2000000))
	# The gate holds the others back.
	uio-sim trigger fpga
	[[ $(<"$event") == "$count" ]]
	uio-sim remove fpga
}

delivers() { # EVENT
	(($(<"$1")))
}

@test "ports beyond the last number are refused" {
	uio-sim create fpga port0/start=0xfffffffffffffff0 port0/size=16
	uio-sim remove fpga
	run -2 uio-sim create fpga port0/start=0xfffffffffffffff0 port0/size=17
	[[ $output == "uio-sim: fpga: live: "*"a port beyond the last one"* ]]
	[[ ! -e $sims/fpga ]]
	run -2 uio-sim create fpga port0/start=2 port0/size=0xffffffffffffffff
	uio-sim create fpga port0/start=1 port0/size=0xffffffffffffffff
}

# Prints the names of the attributes in a tree, those of regions only for the first one.
attributes() {
	sed -E 's|.*/uio-sim/[^/]+/||; s/([a-z]+)[0-4]\//\1\//; s/\[0-4\]//' | sort -u
}

@test "live and stamps are numbers" {
	local value
	mkdir "$sims/fpga"
	for value in 0x1 01 1; do
		echo "$value" >"$sims/fpga/map0/stamps"
		[[ $(<"$sims/fpga/map0/stamps") == 1 && $(<"$sims/fpga/map0/size") == 0x5000 ]]
		echo 0x0 >"$sims/fpga/map0/stamps"
		[[ $(<"$sims/fpga/map0/stamps") == 0 ]]
		echo "$value" >"$sims/fpga/live"
		[[ -c /dev/$(<"$sims/fpga/dev_name") ]]
		run ! eval "echo $value >$sims/fpga/live"
		[[ $output == *"Device or resource busy"* && $(<"$sims/fpga/live") == 1 ]]
		echo 0x0 >"$sims/fpga/live"
		[[ $(<"$sims/fpga/live") == 0 ]]
	done
	for value in 2 y on -1 ''; do
		run ! eval "echo '$value' >$sims/fpga/live"
		[[ $output == *"Invalid argument"* ]]
		run ! eval "echo '$value' >$sims/fpga/map0/stamps"
		[[ $output == *"Invalid argument"* ]]
	done
	rmdir "$sims/fpga"
	uio-sim create fpga map0/stamps=0b1
	[[ $(<"$sims/fpga/map0/stamps") == 1 ]]
}

@test "data that was accepted before the size shrank" {
	local file
	mkdir "$sims/fpga"
	echo 8192 >"$sims/fpga/map0/size"
	exec {file}>"$sims/fpga/map0/data"
	printf '\x5a%8190s\x5b' '' >&"$file"
	echo 4096 >"$sims/fpga/map0/size"
	exec {file}>&-
	[[ $(kernel_bytes fpga map0 0 2) == 5a20 && $(kernel_bytes fpga map0 4094) == 2020 ]]
}

@test "kmod/ABI describes exactly the existing attributes" {
	uio-sim create fpga
	run -0 diff <(find "$sims/fpga" -type f | attributes) \
		<(sed -n 's/^What:\t\t\(.*\/<name>\/\)/\1/p' "$here/../../kmod/ABI" | attributes)
}
