# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2016,SC2034,SC2154 # an expansion of the shell under test; tests set and use variables
#
# Runs a typical call of each applet repeatedly. Each time another of its allocations or
# system calls fails, or a signal comes before it. Faults in the outcome are printed,
# and fail the test.

shopt -s extglob

# The mock device's bytes count from 0, and its first register is at 0.
typical_calls() {
	cat <<-'EOF'
		uio-peek fpga 0
		uio-peek -d fpga CTRL CH
		uio-peek --json fpga CTRL 0+8
		uio-peek --csv fpga CTRL
		uio-peek -o file fpga 0+64
		uio-peek --until 'CTRL != 1' fpga
		uio-poke fpga 8=1
		uio-poke --verify fpga CTRL=1 0x10=0x5:0xf
		uio-poke --dry-run --json fpga CTRL.EN=1
		uio-poke --input four fpga 0x10
		uio-wait --timeout 10s fpga
		uio-wait --timeout 10s -n 1 --json --snapshot CTRL fpga -- true
		uio-irq --json --status fpga
		uio-irq fpga on
		uio-regs check fpga.regs
		uio-regs show -J fpga.regs
		uio-regs convert -o file fpga.regs
		uio-sim list
		lsuio
		lsuio -J
		lsuio --diagnose fpga
		uio-shell -c 'peek 0; poke CTRL=1; let a 1+2; print $a; repeat 2 { peek CTRL }; save; diff state' fpga
		uio-shell -c 'save -o file; diff state; load state' fpga
		uio-shell -f script fpga
	EOF
}

faults_setup() {
	export UIO_REGS_PATH=$BATS_TEST_TMPDIR LC_ALL=C
	# Other tests look for leaks. Here the search would take most of the time.
	export ASAN_OPTIONS=${ASAN_OPTIONS:-}:detect_leaks=0
	mock_device 0 fpga uio_test a0000000.fpga "$(map 0 regs 0xa0000000 0x1000 0x0)"
	cat >"$UIO_REGS_PATH/fpga.regs" <<-'EOF'
		register ID 0x0 ro
		register CTRL 0x4
			field EN 0
			field MODE 7:4 stop=0 run=1
		group CH[2] 0x20 stride 0x10
			register CFG 0x0 width 16
		end
	EOF
}

# Chooses the words in turn into $faults, or all of them if all combinations are requested.
next_of() { # WORD...
	faults=("$@")
	[[ ${FAULTS:-} == all ]] || faults=("${@:turn++ % $# + 1:1}")
}

# Runs a function in the mock system for the calls in the file.
in_mock() { # FUNCTION FILE [ARGUMENT...]
	run -0 mocked bash -c ". '$BATS_TEST_DIRNAME/faults.bash'; $(declare -f "$1"); begin_faults; ${*@Q}"
	[[ ! $output ]] || { echo "$output" && return 1; }
}

# The preloaded libraries are only for the tools.
begin_faults() {
	tmp=$BATS_TEST_TMPDIR node=$UMOCKDEV_DIR/dev/uio0 preload=$LD_PRELOAD
	mkdir -p "$tmp/here" "$tmp/before"
	cd "$tmp/before" || return
	cp "$tmp/fpga.regs" .
	printf 'abcd' >four
	printf 'old\n' >file
	printf '%s\n' 'peek 0' 'for i in 0..1 {' 'peek CH[$i].CFG' '}' 'expect CTRL != 1' >script
	uio-shell -c 'save -o state' fpga || return
	cp "$node" "$tmp/node"
	unset LD_PRELOAD
}

put_back() {
	cp "$tmp/node" "$node"
	rm -rf "$tmp/here"
	cp -a "$tmp/before" "$tmp/here"
	cd "$tmp/here" || return
}

# Reads the bytes of a file without starting a process. Bytes of value 0 are left out.
read_file() { # VARIABLE FILE
	IFS= read -rd '' "$1" <"$2" || true
}

# Makes one call, with variables of its environment, and sets $status, $out and $err.
call() { # NAME=VALUE...
	local environment=$*
	status=0
	[[ ! ${writes:-yes} ]] || put_back
	eval "$environment $line" >"$tmp/out" 2>"$tmp/err" </dev/null || status=$?
	read_file out "$tmp/out"
	read_file err "$tmp/err"
}

# Makes the call without a fault, and sets $calm_status, $calm_out, $calm_err, and
# whether it $writes.
know_calm() {
	writes=yes
	call "LD_PRELOAD=$preload"
	calm_status=$status calm_out=$out calm_err=$err
	shown "$tmp/out" >"$tmp/calm"
	read_file calm_file file
	if cmp -s "$tmp/node" "$node" && diff -r "$tmp/before" . >/dev/null; then writes=''; fi
}

# Removes the parts of the output that vary: times, the bytes that a mock device returns
# as its count, the activity of other processes, which a diagnosis looks at, and the owner
# of a node, who is a number if the name cannot be read.
shown() { # FILE
	sed -E '/ holders /d; s/ (root|0):(root|0) / /; s/count=[0-9]+ delta=[0-9]+ missed=[0-9]+//; s/(time(_ns)?"?[=:])[0-9.]+/\1/; s/^[0-9T:.-]+Z,//; s/[0-9.]+ s, [0-9]+ reads?//' "$1"
}

complaint() { # TEXT
	echo "$line, ${fault:?}: $1: status $status: ${out:0:300}${err:0:500}"
}

# Checks that the exit status is a documented one, that a message is the program's own,
# that files are complete, old or new, with no others beside them, and that no result is
# wrong without a message.
ends_cleanly() {
	local file name=${line%% *} left
	left=(*)
	[[ ${left[*]} == 'file four fpga.regs script state' ]] || complaint "it leaves ${left[*]}"
	read_file file file
	[[ $file == old$'\n' || $file == "$calm_file" || ($status == 0 && $err != "$calm_err") ]] ||
		complaint "it leaves a part of a file"
	[[ $status == [0-9] || $status == 124 ]] || complaint "it ends otherwise"
	[[ $status == 0 || $status == "$calm_status" || $err ]] || complaint "it fails without a message"
	[[ ! ${err//"$name: "*([^$'\n'])$'\n'} ]] || complaint "the message is not its own"
	if [[ $status == 0 && $err == "$calm_err" && $out != "$calm_out" ]]; then
		diff "$tmp/calm" <(shown "$tmp/out") || complaint "the result differs, without a message"
	fi
}

# Prints the system calls after the start of main(), which checks its standard streams
# first: the name of each, and its number among the calls of that name. Calls that
# cannot fail, and those of umockdev, are left out; if there are very many of a name, a
# few are chosen at equal distances.
calls_of() { # TRACE
	awk -F'(' -v most="${FAULTS_MOST:-30}" '
		{ name = $1; sub(/^[0-9]+ +/, "", name); count[name]++ }
		/fcntl\(1, F_GETFD/ { main = 1 }
		!main || name !~ /^[a-z0-9_]+$/ { next }
		name ~ /^(exit_group|rt_sig.*|brk|getrandom|getcwd|getpid|gettid|munmap|futex|execve|wait4|vfork|clone3?)$/ { next }
		/fcntl\([012], F_GETFD/ || /umockdev[^"]*\/disabled"/ || /write\(2,/ { next }
		{ found[++all] = name " " count[name] }
		END {
			step = all > most ? all / most : 1
			for (i = 1; int(i) <= all; i += step)
				print found[int(i)]
		}' "$1"
}

# Writes the system calls of the call to the file turns.
find_turns() {
	put_back
	eval "strace -E LD_PRELOAD=$preload -o $tmp/trace $line" >/dev/null 2>&1 </dev/null || true
	calls_of "$tmp/trace" >"$tmp/turns"
	(($(wc -l <"$tmp/turns") > 2)) || echo "$line: too few system calls"
}
