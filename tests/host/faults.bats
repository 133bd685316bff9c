#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The table of faults: after any fault, an applet ends with a documented status and a
# message, and leaves no work incomplete. The tests of each fault are in these files:
#
#   a bus error, on loads and stores      tests/vm/faults.bats, tests/arm64/access.bats
#   a device that is removed              tests/vm/gone.bats, tests/vm/faults-removal.bats
#   a driver that is unbound              tests/vm/sim.bats, tests/arm64/clock.bats
#   a card that is unplugged              tests/vm/regions.bats, tests/vm/watch.bats
#   a node of another device              here, everyone.bats, nodes.bats
#   files of sysfs: missing, malformed    everyone.bats, troubles.bats
#     empty, huge, binary, changing       here
#   EIO, EACCES, EMFILE, ENOMEM, ENOSYS   faults-calls.bats
#   each allocation that fails            faults-memory.bats
#   a full disk                           everyone.bats, tests/vm/registers.bats
#   closed standard streams               everyone.bats
#   SIGPIPE                               here
#   SIGINT, SIGTERM, SIGHUP               here, faults-calls.bats, tests/vm/faults.bats
#   SIGTSTP                               here
#   a child that ignores signals          here
#   a terminal that goes away             here, tests/vm/shell-terminal.bats
#   locales                               here
#   a clock that is set back              tests/vm/faults.bats
#   descriptors that are left open        descriptors.bats
#   4,096 devices                         tests/vm/many.bats
# bats file_tags=long,asan
# shellcheck disable=SC2030,SC2031,SC2034,SC2154,SC2317 # run in the mock system, with faults.bash
load helper
load faults

setup() {
	faults_setup
	typical_calls >"$BATS_TEST_TMPDIR/calls"
}

@test "a node that changes to another device's before it is opened" {
	mock_device 1 good uio_test b.x "$(map 0 regs 0xb000 0x1000 0x0)"
	for command in 'uio-peek fpga 0' 'uio-poke fpga 8=1' 'uio-irq fpga on' 'uio-wait fpga' 'lsuio --diagnose --probe fpga'; do
		run env NODE_BECOMES=240:1 umockdev-run -d "$BATS_TEST_TMPDIR/devices" -- sh -c "exec $command"
		echo "$command: $status: $output"
		[[ $status == 3 || $command == lsuio* ]]
		[[ $output == *"is not the node of uio0"* || $command == lsuio* && $output == *"not the node"* ]]
	done
}

# Breaks each file of the device in turn. If it is used, values that are shown must be
# right.
each_attribute() { # FILE
	local fault attribute kind line own=$UMOCKDEV_DIR/sys/class/uio/uio0 text
	for attribute in $(cd "$own/" && find . -maxdepth 3 -type f ! -name uevent); do
		for kind in empty huge binary; do
			text=$(<"$own/$attribute")
			case $kind in
			empty) : >"$tmp/text" ;;
			huge) printf '%0*d' 100000 1 >"$tmp/text" ;;
			binary) printf '\001\377\200 \033[2J\n\n' >"$tmp/text" ;;
			esac
			while read -r line; do
				fault="$attribute is $kind"
				know_calm
				cp "$tmp/text" "$own/$attribute"
				call "LD_PRELOAD=$preload"
				echo "$text" >"$own/$attribute"
				# Numbers may be unknown, and the names that are shown
				# may be others.
				[[ $attribute == */@(name|version) ]] || [[ $out == "$calm_out" || $err || $line == lsuio* ]] ||
					complaint "it takes another value"
				calm_out=$out
				# A diagnosis reports the fault in its findings.
				[[ $line != *--diagnose* || $status != 9 ]] || status=0
				ends_cleanly
				[[ $out$err != *[$'\001'-$'\010'$'\016'-$'\037']* ]] || complaint "it prints control characters"
			done <"$1"
		done
	done
}

@test "files of sysfs that are empty, huge or binary" {
	sed -n '/peek fpga\|json fpga\|poke fpga\|irq \|lsuio$\|diagnose\|script/p' "$BATS_TEST_TMPDIR/calls" >"$BATS_TEST_TMPDIR/fewer"
	in_mock each_attribute "$BATS_TEST_TMPDIR/fewer"
}

while_changing() { # FILE
	local fault="files that change" line own=$UMOCKDEV_DIR/sys/class/uio/uio0 changing
	{
		while :; do
			echo 0x2000 >"$own/maps/map0/size"
			echo another >"$own/maps/map0/name"
			echo 8 >"$own/event"
			echo 0x1000 >"$own/maps/map0/size"
			echo regs >"$own/maps/map0/name"
			echo 7 >"$own/event"
		done
	} &
	changing=$!
	while read -r line; do
		know_calm
		for _ in {1..10}; do
			call "LD_PRELOAD=$preload"
			calm_out=$out
			read_file calm_file file
			[[ $line != *--diagnose* || $status != 9 ]] || status=0
			ends_cleanly
		done
	done <"$1"
	kill "$changing"
	wait
}

@test "files of sysfs that change during a call" {
	in_mock while_changing "$BATS_TEST_TMPDIR/calls"
}

without_reader() { # FILE
	local fault="no reader" line status err pipe
	while read -r line; do
		know_calm
		put_back
		exec {pipe}> >(exec true)
		wait "$!"
		status=0
		eval "LD_PRELOAD=$preload $line" 1>&"$pipe" 2>"$tmp/err" </dev/null || status=$?
		exec {pipe}>&-
		read_file err "$tmp/err"
		if [[ $calm_out ]]; then
			[[ $status == 141 || ($status == 1 && $err == *'Broken pipe'*) ]] || complaint "it does not notice"
		else
			[[ $status == "$calm_status" ]] || complaint "it ends otherwise"
		fi
	done <"$1"
}

@test "standard output without a reader" {
	in_mock without_reader "$BATS_TEST_TMPDIR/calls"
}

# Runs calls that would go on for ever otherwise. Calls that wait for interrupts, or for
# a file to be opened, need a kernel.
endless_calls() {
	cat <<-'EOF'
		uio-peek --until '0 == 1' fpga
		uio-peek --until '0 == 1' --interval 1h fpga
		uio-peek --repeat 0 --interval 1ms fpga 0
		uio-peek --repeat 0 fpga 0+0x1000
		uio-peek --watch 1h fpga 0
		uio-poke --delay 1h fpga 8-0xf=0
		uio-poke --input - fpga 8
		uio-regs check -
		uio-wait fpga -- sh -c 'trap "" TERM INT HUP; while :; do :; done'
		lsuio --watch
		lsuio --wait-for none
		uio-shell -c 'until 0 == 1' fpga
		uio-shell -c 'repeat 1000000000 { peek 0 }' fpga
		uio-shell -c 'for i in 0..1000000000 { poke 8=1 }' fpga
		uio-shell -c 'watch 0' fpga
		uio-shell -c 'source -' fpga
		uio-shell -f - fpga
		uio-shell fpga
		uio-shell --machine fpga
	EOF
}

# The call has to end by itself within a second; the limit is ten times that for slow
# machines.
each_ends() { # FILE
	local fault line signal job status end never turn=0
	exec {never}<> <(:)
	while read -r line; do
		next_of TERM INT HUP
		for signal in "${faults[@]}"; do
			fault="SIG$signal"
			put_back
			set -m
			eval "LD_PRELOAD=$preload exec $line" <&"$never" >"$tmp/out" 2>"$tmp/err" &
			set +m
			job=$!
			end=$((SECONDS + 60))
			until grep -qs '^SigCgt:.*[1-9a-f]\|^SigIgn' "/proc/$job/status" && grep -qE 'uio|lsuio' "/proc/$job/comm" && [[ $(<"/proc/$job/wchan") != '' ]]; do
				((SECONDS < end)) || break
			done
			read -rt 0.3 -u "$never" || true
			kill -"$signal" "$job" || complaint "it ended before"
			end=$((SECONDS + 11))
			while kill -0 "$job" 2>/dev/null && ((SECONDS < end)); do
				read -rt 0.05 -u "$never" || true
			done
			if kill -0 "$job" 2>/dev/null; then
				complaint "it goes on"
				kill -KILL -- "-$job"
			fi
			status=0
			wait "$job" || status=$?
			((status == 130 || status == 143 || status == 129)) || complaint "it ends otherwise"
			! kill -KILL -- "-$job" 2>/dev/null || complaint "it leaves a process"
		done
	done <"$1"
}

@test "a signal ends every wait and every loop" {
	endless_calls >"$BATS_TEST_TMPDIR/endless"
	in_mock each_ends "$BATS_TEST_TMPDIR/endless"
}

# Stops and continues the call repeatedly, as with Ctrl-Z and fg.
each_stop() { # FILE
	local fault="SIGTSTP" line job never times state
	exec {never}<> <(:)
	while read -r line; do
		know_calm
		put_back
		set -m
		eval "LD_PRELOAD=$preload exec $line" >"$tmp/out" 2>"$tmp/err" </dev/null &
		set +m
		job=$!
		for times in {1..5}; do
			read -rt 0.05 -u "$never" || true
			kill -TSTP "$job" 2>/dev/null || break
			until read -r _ _ state _ 2>/dev/null <"/proc/$job/stat" && [[ $state == [TZ] ]]; do
				read -rt 0.01 -u "$never" || true
			done
			kill -CONT "$job"
		done
		((times > 1)) || complaint "it ended before"
		status=0
		wait "$job" || status=$?
		read_file out "$tmp/out"
		read_file err "$tmp/err"
		[[ $status == "$calm_status" ]] || complaint "it ends otherwise"
		ends_cleanly
	done <"$1"
}

@test "stopping and continuing a command changes nothing" {
	cat >"$BATS_TEST_TMPDIR/slow" <<-'EOF'
		uio-peek --repeat 300 --interval 5ms fpga 0
		uio-poke --delay 200ms fpga 8-0x17=1
		uio-shell -c 'repeat 300 { poke 8=1; sleep 5ms }; save -o file; peek 0' fpga
	EOF
	in_mock each_stop "$BATS_TEST_TMPDIR/slow"
}

@test "a terminal that goes away" {
	local command
	for command in 'uio-shell fpga' 'uio-peek --watch 1h fpga 0' 'lsuio --watch' 'uio-wait -n 0 fpga'; do
		run -0 mocked python3 - "$command" <<-'EOF'
			import os, pty, sys, time
			pid, terminal = pty.fork()
			if not pid:
			    os.execvp("sh", ["sh", "-c", "exec " + sys.argv[1]])
			time.sleep(0.5)
			os.close(terminal)
			for _ in range(1000):
			    ended, status = os.waitpid(pid, os.WNOHANG)
			    if ended:
			        break
			    time.sleep(0.01)
			else:
			    sys.exit("it goes on")
			if os.WIFSIGNALED(status) and os.WTERMSIG(status) != 1:
			    sys.exit("it ends by signal %d" % os.WTERMSIG(status))
		EOF
	done
}

# The results must be the same as everywhere else, in any language.
@test "a Turkish locale, and one that is not UTF-8" {
	local locale
	unset LD_PRELOAD
	mkdir "$BATS_TEST_TMPDIR/locales"
	localedef -i tr_TR -f UTF-8 "$BATS_TEST_TMPDIR/locales/tr_TR.UTF-8"
	localedef -i tr_TR -f ISO-8859-9 "$BATS_TEST_TMPDIR/locales/tr_TR.ISO-8859-9"
	LD_PRELOAD=$(node_shim "")
	export LOCPATH=$BATS_TEST_TMPDIR/locales LD_PRELOAD
	for locale in tr_TR.UTF-8 tr_TR.ISO-8859-9; do
		[[ $(LD_PRELOAD='' LC_ALL=$locale locale charmap) == "${locale#*.}" ]]
		export LC_ALL=$locale
		run -0 mocked lsuio -n -r -o driver,version,size,addr uio0
		[[ ${lines[0]} == "uio_test 1.0 "* ]]
		[[ $(mocked lsuio -v) == *"driver=uio_test"* ]]
		[[ $(mocked uio-peek fpga ID) == 0x03020100 ]]
		run -3 mocked uio-peek fpga id
		[[ $output == *"did you mean ID?"* ]]
		[[ $(mocked uio-shell -c 'print 1.5; peek -d CTRL' fpga 2>&1) != *$'\xff'* ]]
		[[ $(mocked uio-peek --csv fpga CTRL) == *,0x07060504 ]]
		[[ $(mocked uio-regs convert "$UIO_REGS_PATH/fpga.regs") == *"register ID"* ]]
	done
	sed -i "s#A: name=fpga#A: name=f\xfdr\xfe\xe7a#" "$BATS_TEST_TMPDIR/devices"
	[[ $(mocked lsuio -n -r -o NAME uio0 | head -n 1 | od -An -c) != *'033'* ]]
}
