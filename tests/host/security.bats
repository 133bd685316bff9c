#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The promises of SECURITY.md. Other files test that names are escaped (lsuio.bats,
# diagnose.bats, irq.bats, sim.bats), that the node of another device is refused
# (everyone.bats, nodes.bats), the links of udev (tests/vm/udev.bats), and offsets and
# sizes (the unit tests, the fuzzers).
# shellcheck disable=SC2016 # what looks like an expansion is a name
load helper
load faults

# Adds a device called $1.
device_called() {
	faults_setup
	sed -i "s#A: name=fpga#A: name=$1#" "$BATS_TEST_TMPDIR/devices"
	cd "$BATS_TEST_TMPDIR" || return
	mkdir work
	printf 'abcd' >four
	printf '%s\n' 'peek 0' >script
}

# Prints the programs that a call starts, including itself, without the directories.
programs() { # COMMAND...
	ASAN_OPTIONS=${ASAN_OPTIONS-}:detect_leaks=0 mocked strace --seccomp-bpf -f -qq -e trace=execve -o "$BATS_TEST_TMPDIR/trace" "$@" >/dev/null 2>&1 || true
	sed -n 's/^[0-9]* *execve("\([^"]*\)".* = 0$/\1/p' "$BATS_TEST_TMPDIR/trace" | sed 's|.*/||' | tr '\n' ' '
}

@test "the name of a device cannot start a program" {
	local name
	for name in '$(touch harm)' '`touch harm`' ';touch harm;' '|touch harm'; do
		device_called "$name"
		[[ $(programs lsuio -v) == "lsuio " ]]
		[[ $(programs lsuio -J) == "lsuio " ]]
		[[ $(programs lsuio --diagnose uio0) == "lsuio " ]]
		[[ $(programs lsuio --candidates) == "lsuio " ]]
		[[ $(programs uio-peek "$name" 0) == "uio-peek " ]]
		[[ $(programs uio-irq --status uio0) == "uio-irq " ]]
		[[ $(programs uio-shell -c 'peek 0; save -o state; diff state; log on' uio0) == "uio-shell " ]]
		[[ $(programs uio --complete-line uio-peek uio) == "uio " ]]
		[[ $(programs uio-wait --timeout 10s uio0 -- true) == "uio-wait true " ]]
		[[ ! -e harm && ! -e work/harm ]]
		rm -r work "$BATS_TEST_TMPDIR/devices"
	done
}

@test "no function of libc that runs a shell is used" {
	run -0 nm -D --undefined-only "$UIO_BUILD/uio"
	[[ $output == *posix_spawn* ]]
	run -1 grep -wE 'system|popen|wordexp|exec[lv]p?e?|execvpe' <<<"$output"
}

@test "a name that is a path has no effect" {
	device_called ../outside
	mkdir "$BATS_TEST_TMPDIR/inside"
	echo 'register SECRET 0' >"$BATS_TEST_TMPDIR/outside.regs"
	run -3 env UIO_REGS_PATH="$BATS_TEST_TMPDIR/inside" umockdev-run -d devices -- uio-peek uio0 SECRET
	[[ $output == *"no register file"* ]]
	mv "$BATS_TEST_TMPDIR/outside.regs" "$BATS_TEST_TMPDIR/inside/..!outside.regs"
	run -0 env UIO_REGS_PATH="$BATS_TEST_TMPDIR/inside" umockdev-run -d devices -- uio-peek uio0 SECRET
}

# Prints the directories of the files that a call creates, with ! if not with O_EXCL.
creates() { # COMMAND...
	ASAN_OPTIONS=${ASAN_OPTIONS-}:detect_leaks=0 mocked strace --seccomp-bpf -f -qq -e trace=open,openat,creat -o "$BATS_TEST_TMPDIR/trace" "$@" >/dev/null
	sed -n 's/^[0-9]* *openat([^"]*"\([^"]*\)", \([A-Z_|]*O_CREAT[A-Z_|]*\).*/\2 \1/p' "$BATS_TEST_TMPDIR/trace" |
		sed 's|/[^/]*$||; /O_EXCL/!s/^/!/; s/^[A-Z_|]* //' | sort -u
}

# bats test_tags=binary
@test "a temporary file is new, and in the directory of its target" {
	device_called fpga
	[[ $(creates uio-peek -o "$PWD/work/bytes" fpga 0+64) == "$PWD/work" ]]
	[[ $(creates uio-regs convert -o "$PWD/work/regs" fpga.regs) == "$PWD/work" ]]
	[[ $(creates uio-shell -c "save -o $PWD/work/state" fpga) == "$PWD/work" ]]
	[[ ! $(creates uio-shell -c 'save; diff; peek 0' fpga) ]]
	[[ $(ls work) == $'bytes\nregs\nstate' ]]
}

@test "only the user can read the history" {
	device_called fpga
	umask 0
	printf '%s\n' 'peek 0' quit >lines
	TERM=vt100 XDG_STATE_HOME=$BATS_TEST_TMPDIR/new/state mocked script -qec 'uio-shell fpga' /dev/null <lines >/dev/null
	[[ $(stat -c %a new/state/uio/history) == 600 ]]
	[[ $(stat -c %a new new/state new/state/uio | sort -u) == 700 ]]
}

# Runs with 100 MB of memory, which is a third of that of the smallest machines.
bounded() { # FILE
	(ulimit -v 100000 && exec timeout 100 uio-regs check "$1")
}

# Prints a text many times.
times() { # COUNT TEXT
	awk -v count="$1" -v text="$2" 'BEGIN { while (count--) printf "%s", text }'
}

@test "hostile register files end with an error in bounded memory" {
	[[ $UIO_BUILD != */asan ]] || skip "the sanitizers take more memory"
	unset LD_PRELOAD
	cd "$BATS_TEST_TMPDIR"
	{
		echo '<!DOCTYPE d [<!ENTITY a0 "aaaaaaaaaa">'
		for ((i = 1; i < 20; i++)); do
			echo "<!ENTITY a$i \"$(times 10 "&a$((i - 1));")\">"
		done
		echo ']><device><name>&a19;</name></device>'
	} >entities.svd
	{ echo '<device><name>a</name>' && times 1000000 '<a>'; } >deep.svd
	{ echo '<EDKSYSTEM>' && times 1000000 '<a>'; } >deep.hwh
	{ echo -n '<device><name>' && times 5000000 'aaaa'; } >long.svd
	{ echo '<device><peripherals><peripheral><name>P</name><registers>' && times 2000 '<cluster><name>c</name>'; } >clusters.svd
	echo 'register A[4294967296] 0 stride 4' >array.regs
	echo 'register A[18446744073709551615] 0xffffffffffffffff stride 0xffffffffffffffff' >wrap.regs
	times 100000 $'group G 0\n' >groups.regs
	{ echo -n 'register ' && times 5000000 aaaa; } >long.regs
	for file in entities.svd deep.svd deep.hwh long.svd clusters.svd array.regs wrap.regs groups.regs long.regs; do
		run bounded "$file"
		echo "$file: $status: ${output:0:200}"
		[[ $status == [19] && $output == *"$file"* ]]
	done
}

# Runs as a user without permissions.
nobody() { # COMMAND...
	LD_PRELOAD='' setpriv --reuid 65534 --regid 65534 --clear-groups "$@"
}

@test "a set-user-ID or set-group-ID program refuses to run" {
	((!EUID)) || skip "it takes root to make such a file"
	[[ $UIO_BUILD != */asan ]] || skip "LeakSanitizer cannot trace such a program"
	local copy=$BATS_TEST_TMPDIR/lsuio mode
	chmod 755 "$BATS_TEST_TMPDIR" "$BATS_RUN_TMPDIR" "$BATS_RUN_TMPDIR/test"
	cp -L "$UIO_BUILD/uio" "$copy"
	for mode in 4755 2755; do
		chmod "$mode" "$copy"
		run -5 nobody "$copy" --help
		[[ $output == "lsuio: refusing to run set-user-ID or set-group-ID ("* ]]
	done
	chmod 755 "$copy"
	run -0 nobody "$copy" --help
}
