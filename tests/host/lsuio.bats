#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The output of lsuio for mock devices, in each form.

load helper

# Adds a device with a map that begins inside a page and a port region, after one with a
# whole map, and a PCI card on another driver.
three() {
	mock_device 0 fpga uio_test a0000000.fpga "$(map 0 regs 0xa0000000 0x1000 0x0)"
	mock_device 3 com uio_test b0000000.com "$(map 0 '' 0xb0000000 0x1800 0x40)" \
		"A: portio/port0/start=0x3f8" "A: portio/port0/size=0x8" \
		"A: portio/port0/name=uart" "A: portio/port0/porttype=port_x86"
	mock_card 4 card
}

# Adds an Ethernet card that the hardware database knows.
mock_card() { # NUMBER NAME
	cat >>"$BATS_TEST_TMPDIR/devices" <<-EOF
		P: /devices/pci0000:00/0000:00:05.0
		E: SUBSYSTEM=pci
		L: driver=../../../bus/pci/drivers/uio_pci_generic
		A: vendor=0x8086
		A: device=0x100e
		A: modalias=$modalias
		A: irq=0

		P: /devices/pci0000:00/0000:00:05.0/uio/uio$1
		N: uio$1=00
		E: DEVNAME=/dev/uio$1
		E: SUBSYSTEM=uio
		A: dev=240:$1
		A: name=$2
		A: version=0.01.0
		A: event=4294967295
		L: device=../../../0000:00:05.0

	EOF
}

modalias=pci:v00008086d0000100Esv00001AF4sd00001100bc02sc00i00

# A name with characters that have a meaning for terminals, shells or JSON: an escape
# sequence, quotes, a newline, the same as bytes of UTF-8 that is cut or too long, and a
# control character in UTF-8.
mock_evil() {
	mock_device 0 x uio_test a.x "$(map 0 y 0xa0000000 0x1000 0x0)"
	sed -i "s/^A: name=x/H: name=$evil/; s/^A: maps.map0.name=y/H: maps\/map0\/name=$evil/" \
		"$BATS_TEST_TMPDIR/devices"
}

# shellcheck disable=SC2016
evil=$(printf 'ev\e[31m"\\\n\xe2\n\xff\xc0\xaf'\''\xc3\xa9\xc2\x9b\x7f$(id)`id` \\x41,z' | od -An -v -tx1 | tr -d ' \n')

@test "the table" {
	three
	diff - <(mocked lsuio | sed 's/ *$//') <<-'EOF'
		DEVICE  NAME VERSION DRIVER              EVENTS       ADDR SIZE OFFSET
		uio0    fpga 1.0     uio_test                 7
		└─map0  regs                                    0xa0000000   4K    0x0
		uio3    com  1.0     uio_test                 7
		├─map0                                          0xb0000000   6K   0x40
		└─port0 uart                                         0x3f8    8    0x0
		uio4    card 0.01.0  uio_pci_generic 4294967295
	EOF
	run -0 mocked lsuio -n fpga
	[[ $output == "uio0"*"fpga"*"└─map0"* ]]
}

@test "-r" {
	three
	run -0 mocked lsuio -r
	diff - <(echo "$output") <<-'EOF'
		DEVICE NAME VERSION DRIVER EVENTS ADDR SIZE OFFSET
		uio0 fpga 1.0 uio_test 7   
		map0 regs    0xa0000000 4K 0x0
		uio3 com 1.0 uio_test 7   
		map0     0xb0000000 6K 0x40
		port0 uart    0x3f8 8 0x0
		uio4 card 0.01.0 uio_pci_generic 4294967295   
	EOF
	run -0 mocked lsuio -rnb -o KIND,NODE,REGION,SIZE,MAPPABLE com
	diff - <(echo "$output") <<-'EOF'
		device /dev/uio3   
		map /dev/uio3 map0 6144 6080
		port /dev/uio3 port0 8 
	EOF
}

@test "-P" {
	three
	run -0 mocked lsuio -P -o kind,Device,regname,SIZE,porttype com
	diff - <(echo "$output") <<-'EOF'
		KIND="device" DEVICE="uio3" REGNAME="" SIZE="" PORTTYPE=""
		KIND="map" DEVICE="map0" REGNAME="" SIZE="6K" PORTTYPE=""
		KIND="port" DEVICE="port0" REGNAME="uart" SIZE="8" PORTTYPE="port_x86"
	EOF
}

@test "-J" {
	three
	run -0 mocked lsuio -J -o +KIND,MAPPABLE
	valid_json devices
	diff - <(jq -c '.devices[] | {device, events, kind, children}' <<<"$output") <<-'EOF'
		{"device":"uio0","events":7,"kind":"device","children":[{"device":"map0","name":"regs","version":null,"driver":null,"events":null,"addr":"0xa0000000","size":"4K","offset":"0x0","kind":"map","mappable":"4K"}]}
		{"device":"uio3","events":7,"kind":"device","children":[{"device":"map0","name":null,"version":null,"driver":null,"events":null,"addr":"0xb0000000","size":"6K","offset":"0x40","kind":"map","mappable":"6080"},{"device":"port0","name":"uart","version":null,"driver":null,"events":null,"addr":"0x3f8","size":"8","offset":"0x0","kind":"port","mappable":null}]}
		{"device":"uio4","events":4294967295,"kind":"device","children":null}
	EOF
	run -0 mocked lsuio -Jb -o SIZE,MAPPABLE com
	[[ $(jq -c '.devices[0].children[0] | [.size, .mappable]' <<<"$output") == '[6144,6080]' ]]
}

# bats test_tags=long
@test "the keys of JSON are the chosen columns, with the regions below their devices" {
	three
	run -0 mocked lsuio -JO
	valid_json devices
	diff <(lsuio --list-columns | cut -d' ' -f1 | grep -v MAPTEST | tr '[:upper:]' '[:lower:]' | sort) \
		<(jq -r '.devices[0] | del(.children) | keys[]' <<<"$output" | sort)
	while read -r column; do
		run -0 mocked lsuio -J -o "$column"
		valid_json devices
		[[ $(jq -c '[.devices[].children | length]' <<<"$output") == '[1,2,0]' ]]
	done < <(lsuio --list-columns | cut -d' ' -f1)
}

@test "-v" {
	three
	run -0 mocked lsuio -v com fpga
	diff - <(echo "$output" | grep -Ev $'\t(mode|owner|group|holders|irq)=' | sed $'s/^\t/- /') <<-'EOF'
		uio3: name=com, version=1.0, events=7
		- map[0]: addr=0xb0000000, size=6K, offset=0x40, mappable=6080
		- port[0]: addr=0x3f8, size=8, offset=0x0, name=uart, porttype=port_x86
		- node=/dev/uio3
		- driver=uio_test
		- bus=platform
		- parent=b0000000.com
		uio0: name=fpga, version=1.0, events=7
		- map[0]: addr=0xa0000000, size=4K, offset=0x0, mappable=4K, name=regs
		- node=/dev/uio0
		- driver=uio_test
		- bus=platform
		- parent=a0000000.fpga
	EOF
	run -0 mocked lsuio -vb com
	[[ ${lines[1]} == *"size=6144,"*"mappable=6080" ]]
}

@test "columns are chosen by name, each once" {
	three
	run -0 mocked lsuio -rn -o parent,Bus,PARENT,NAME fpga
	[[ ${lines[0]} == "a0000000.fpga platform fpga" ]]
	run -0 mocked lsuio -r -o +BUS,NAME fpga
	[[ ${lines[0]} == "DEVICE NAME VERSION DRIVER EVENTS ADDR SIZE OFFSET BUS" ]]
	run -2 mocked lsuio -o NAME,VERSIN
	[[ ${lines[0]} == "lsuio: unknown column 'VERSIN'; did you mean VERSION; --list-columns lists the columns" ]]
	for list in '' + 'NAME,' ',NAME' 'NAME,,BUS' ++NAME 'NAME BUS'; do
		run -2 mocked lsuio -o "$list"
	done
}

@test "options that exclude each other" {
	for options in -JP -Jr -Jv -rP -rv -Pv -vn -vO '-v -oNAME' '-O -oNAME' '--require=fpga'; do
		# shellcheck disable=SC2086
		run -2 lsuio $options
	done
}

@test "the man page describes every column, in the order of --list-columns" {
	diff <(lsuio --list-columns | cut -d' ' -f1) \
		<(sed -n '/^\.Sh COLUMNS/,/^\.El/ s/^\.It //p' "$BATS_TEST_DIRNAME/../../man/lsuio.1" |
			tr -d ' ' | tr ',' '\n')
	run -0 lsuio --list-columns
	for line in "${lines[@]}"; do
		[[ $line =~ ^[A-Z]+\ +[A-Z][^.]+$ ]] && ((${#line} < 80))
	done
}

@test "filters" {
	three
	local expected=(
		'--driver=uio_test' 'uio0 uio3'
		'--driver=uio_*' 'uio0 uio3 uio4'
		'--driver=*pci*' 'uio4'
		'--driver=uio' ''
		'--name=c*' 'uio3 uio4'
		'--name=[ef]pga' 'uio0'
		'--name=c* --driver=uio_test' 'uio3'
		'--name=c* fpga com' 'uio3'
		'--name=regs' ''
	)
	set -- "${expected[@]}"
	while (($#)); do
		# shellcheck disable=SC2086
		run -0 mocked lsuio -rn -o KIND,DEVICE $1
		[[ $(sed -n 's/^device //p' <<<"$output" | paste -sd' ') == "$2" ]]
		shift 2
	done
	run -3 mocked lsuio -rn --name='c*' nosuch com
	[[ $output == *"nosuch: no such UIO device"*"uio3 com"* ]]
	run -9 mocked lsuio -rn --require com com fpga
	[[ $output == *"uio3 com"* && $output != *"uio0 fpga"* ]]
}

@test "the columns from PCI and udev" {
	three
	run -0 mocked lsuio -J -o BUS,PARENT,MODALIAS,PCIID,VENDOR,MODEL,LINKS,IRQ card
	valid_json devices
	card=$(jq '.devices[0]' <<<"$output")
	[[ $(jq -r '"\(.bus) \(.parent) \(.modalias) \(.pciid) \(.irq)"' <<<"$card") == \
		"pci 0000:00:05.0 $modalias 8086:100e null" ]]
	[[ $(jq -r .vendor <<<"$card") == "$(systemd-hwdb query $modalias | sed -n 's/^ID_VENDOR_FROM_DATABASE=//p')" ]]
	[[ $(jq -r .vendor <<<"$card") == *Intel* && $(jq -r .model <<<"$card") == *Ethernet* ]]
	run -0 mocked lsuio -v card
	[[ $output == *$'\n\tvendor=Intel'* && $output == *$'\n\tpciid=8086:100e\n'* ]]
	run -0 mocked lsuio -J -O fpga
	valid_json devices
	[[ $(jq -c '.devices[0] | [.vendor, .links, .pciid]' <<<"$output") == '[null,null,null]' ]]
}

@test "compatible strings" {
	three
	cat >"$BATS_TEST_TMPDIR/look" <<-'EOF'
		parent=$UMOCKDEV_DIR/sys/devices/platform/a0000000.fpga
		mkdir "$parent/of_node"
		printf 'acme,fpga-2\0acme,fpga\0' >"$parent/of_node/compatible"
		lsuio -J -o COMPATIBLE fpga com
	EOF
	run -0 mocked bash "$BATS_TEST_TMPDIR/look"
	[[ $(jq -c '[.devices[].compatible]' <<<"$output") == '["acme,fpga-2 acme,fpga",null]' ]]
}

@test "permissions and owner of a node" {
	three
	cat >"$BATS_TEST_TMPDIR/look" <<-'EOF'
		chmod 640 "$UMOCKDEV_DIR/dev/uio0"
		lsuio -rn -o MODE,OWNER,GROUP,KIND fpga
	EOF
	run -0 mocked bash "$BATS_TEST_TMPDIR/look"
	[[ ${lines[0]} == "crw-r----- $(id -un) $(id -gn) device" ]]
}

@test "-m maps, and prints the result" {
	three
	run -0 mocked lsuio -rn -m -o DEVICE com
	diff - <(echo "$output") <<-'EOF'
		uio3 
		map0 OK
		port0 
	EOF
	# shellcheck disable=SC2016
	run -0 mocked bash -c 'rm "$UMOCKDEV_DIR/dev/uio3"; lsuio -rn -o DEVICE,MAPTEST com; lsuio -vm com'
	[[ $output == *$'\nmap0 No\\x20such\\x20file\\x20or\\x20directory\n'* ]]
	[[ $output == *$'\n\tmap[0]: '*", maptest=No such file or directory"$'\n'* ]]
}

@test "no device is opened, except with -m" {
	three
	for options in -O -v -JO -PO -m; do
		run -0 mocked env ASAN_OPTIONS="${ASAN_OPTIONS-}:detect_leaks=0" strace -f -o "$BATS_TEST_TMPDIR/trace" -e trace=open,openat lsuio $options
		if [[ $options == -m ]]; then
			grep -q '/dev/uio0"' "$BATS_TEST_TMPDIR/trace"
		else
			# tests/node-shim.c looks at a node with O_PATH, which opens no device.
			sed -i /O_PATH/d "$BATS_TEST_TMPDIR/trace"
			run ! grep '/dev/uio' "$BATS_TEST_TMPDIR/trace"
		fi
	done
}

@test "a malicious name" {
	mock_evil
	local locale options
	for locale in C C.UTF-8; do
		for options in '' -r -P -J -v -O -JO -PO -rO; do
			# shellcheck disable=SC2086
			LC_ALL=$locale mocked lsuio $options >"$BATS_TEST_TMPDIR/out"
			run ! LC_ALL=C grep -nP '[^\x20-\x7e\t\xc3\xa9└─]' "$BATS_TEST_TMPDIR/out"
			run ! LC_ALL=C grep -nP '\x9b|\xff' "$BATS_TEST_TMPDIR/out"
			if [[ ! $options || $options == -[rPO]* ]]; then
				[[ $(wc -l <"$BATS_TEST_TMPDIR/out") == "$([[ $options == -P* ]] && echo 2 || echo 3)" ]]
			elif [[ $options == -J* ]]; then
				iconv -f UTF-8 -t UTF-8 "$BATS_TEST_TMPDIR/out" >/dev/null
				[[ $(jq -r '.devices[0].name, .devices[0].children[0].name' "$BATS_TEST_TMPDIR/out") == \
					"$evil_in_json"$'\n'"$evil_in_json" ]]
			fi
		done
	done
	# A shell can evaluate the output of -P.
	run -0 mocked lsuio -P -o NAME,DEVICE
	[[ ${#lines[@]} == 2 ]]
	for line in "${lines[@]}"; do
		NAME='' DEVICE=''
		eval "$line"
		[[ $NAME == 'ev\x1b[31m'*',z' && $DEVICE == *0 ]]
	done
	run -0 mocked lsuio -rn --name 'ev*z' -o DEVICE
	[[ ${lines[0]} == uio0 ]]
}

evil_in_json=$'ev\e[31m"\\\n\\xe2\n\\xff\\xc0\\xaf\'é\\xc2\\x9b\\x7f$(id)`id` \\x41,z'

# bats test_tags=binary
@test "each library is needed only for its own feature" {
	three
	cp "$UIO_BUILD/uio" "$BATS_TEST_TMPDIR/uio"
	sed -i 's/libudev\.so\.1/libudev.so.x/g' "$BATS_TEST_TMPDIR/uio"
	for column in VENDOR MODEL LINKS; do
		run -1 mocked "$BATS_TEST_TMPDIR/uio" ls -o NAME,$column
		[[ $output == "lsuio: $column requires libudev.so.x: the library is not installed" ]]
	done
	run -1 mocked "$BATS_TEST_TMPDIR/uio" ls --watch
	[[ $output == "lsuio: watching devices requires libudev.so.x: the library is not installed" ]]
	run -0 mocked "$BATS_TEST_TMPDIR/uio" ls -JO card
	[[ $(jq -c '.devices[0] | [.pciid, .vendor]' <<<"$output") == '["8086:100e",null]' ]]
	run -0 mocked "$BATS_TEST_TMPDIR/uio" ls -v card
	[[ $output != *vendor=* ]]
	run -0 mocked env LD_DEBUG=files LD_DEBUG_OUTPUT="$BATS_TEST_TMPDIR/ld" lsuio
	run ! grep -q 'calling init.*libudev' "$BATS_TEST_TMPDIR"/ld.*
}

# Prints the number of system calls of a listing of the mock devices of a file.
calls() { # FILE
	umockdev-run -d "$1" -- env ASAN_OPTIONS="${ASAN_OPTIONS-}:detect_leaks=0" \
		strace -f -o "$BATS_TEST_TMPDIR/trace" lsuio -n >"$BATS_TEST_TMPDIR/out"
	wc -l <"$BATS_TEST_TMPDIR/trace"
}

# bats test_tags=binary
@test "each of 64 devices of five maps takes as few system calls as the second" {
	local devices=$BATS_TEST_TMPDIR/devices number maps one two all
	maps=$(for number in {0..4}; do map "$number" "m$number" 0xa0000000 0x1000 0x0; done)
	for number in {0..63}; do
		mock_device "$number" "dev$number" uio_test "x.$number" "$maps"
		((number > 1)) || cp "$devices" "$devices-$number"
	done
	one=$(calls "$devices-0")
	[[ $(wc -l <"$BATS_TEST_TMPDIR/out") == 6 ]]
	two=$(calls "$devices-1")
	all=$(calls "$devices")
	[[ $(wc -l <"$BATS_TEST_TMPDIR/out") == 384 ]]
	echo "one: $one, two: $two, 64: $all"
	((two - one < 300 && all - one <= 63 * (two - one) + 200))
}

@test "--watch and --wait-for: options that exclude each other, and timeouts" {
	mock_device 0 fpga uio_test a0000000.fpga "$(map 0 regs 0xa0000000 0x1000 0x0)"
	for words in '--watch fpga' '--watch -o NAME' '--watch -r' '--watch -b' '--watch --name x' \
		'--count 3' '--timeout 1s' '--watch --wait-for fpga' '--wait-for fpga -J' \
		'--wait-for fpga --count 0' '--wait-for fpga uio0' '--watch --list-columns' '--list-columns -J' '--list-columns fpga' \
		'--watch --count x' '--watch --timeout x'; do
		# shellcheck disable=SC2086
		run -2 mocked lsuio $words
		[[ $output == "lsuio: "* ]]
	done
	run -0 mocked lsuio --wait-for fpga:regs --timeout 1m
	[[ $output == uio0 ]]
	run -3 mocked lsuio --wait-for fpga:none --timeout 1m
	run -124 mocked lsuio --wait-for nope --timeout 50ms
	[[ $output == "lsuio: nope: timed out: no such device is ready" ]]
}

@test "--watch works before there is a UIO driver" {
	: >"$BATS_TEST_TMPDIR/devices"
	run -124 mocked lsuio --watch --timeout 50ms
	[[ ! $output ]]
}

@test "an empty list is explained on a terminal" {
	: >"$BATS_TEST_TMPDIR/devices"
	empty() { # COMMAND
		# shellcheck disable=SC2016
		mocked bash -c 'mkdir -p "$UMOCKDEV_DIR/sys/class/uio"; '"$1"
	}
	run -0 empty 'script -qec lsuio /dev/null'
	[[ $output == *"lsuio: no UIO devices; \`lsuio --candidates' lists devices that could become one"* ]]
	run -0 empty 'script -qec "lsuio --name none" /dev/null'
	[[ $output == *"lsuio: no UIO device matches"* ]]
	run -0 empty 'script -qec "lsuio -r" /dev/null'
	[[ $output != *"lsuio:"* ]]
	run -0 empty lsuio
	[[ $output != *"lsuio:"* ]]
}
