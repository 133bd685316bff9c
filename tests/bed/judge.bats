#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
#
# The judge's verdicts on recorded runs of the guest.

bats_require_minimum_version 1.5.0

setup() {
	bed=$BATS_TEST_DIRNAME
	judge=$bed/../vm/judge
	dir=$BATS_TEST_TMPDIR
	printf '%s\n' 1..2 'ok 1 one' 'ok 2 two' >"$dir/output"
	echo "done 0" >"$dir/verdict"
	echo 0 >"$dir/status"
	cp "$bed/recorded/boot-6.1" "$dir/console"
}

# Checks that the judge refuses the run, and that its TAP line contains $1.
refused() {
	run -1 "$judge" bats "$dir"
	grep '^not ok - guest: ' <<<"$output" | grep -F -- "$1"
}

@test "a good run is accepted, without a message" {
	for boot in "$bed"/recorded/boot-*; do
		cp "$boot" "$dir/console"
		run -0 "$judge" bats "$dir"
		[[ ! $output ]]
	done
}

@test "a failing test" {
	printf '%s\n' 1..2 'ok 1 one' 'not ok 2 two' >"$dir/output"
	echo "done 1" >"$dir/verdict"
	run -1 "$judge" bats "$dir"
	[[ $output == *"# output: not ok 2 two"* && $output != *guest* ]]
}

@test "a failing test, with any verdict" {
	printf '%s\n' 1..2 'ok 1 one' 'not ok 2 two' >"$dir/output"
	run -1 "$judge" bats "$dir"
}

@test "no plan" {
	echo 'ok 1 one' >"$dir/output"
	run -1 "$judge" bats "$dir"
	[[ $output == *"# output: no plan"* ]]
}

@test "fewer results than planned" {
	printf '%s\n' 1..3 'ok 1 one' 'ok 2 two' >"$dir/output"
	run -1 "$judge" bats "$dir"
	[[ $output == *"# output: 2 results of 3 planned"* ]]
}

@test "no output" {
	: >"$dir/output"
	run -1 "$judge" bats "$dir"
}

@test "a status that no test explains" {
	echo "done 1" >"$dir/verdict"
	refused "bats ended with status 1"
}

@test "no verdict, an incomplete verdict, another verdict" {
	for verdict in '' 'done' 'done ' 'not done 0' 'done 0 or so'; do
		echo "$verdict" >"$dir/verdict"
		refused "no verdict"
	done
	rm "$dir/verdict"
	refused "no verdict"
}

@test "a WARN" {
	cat "$bed/recorded/warn" >>"$dir/console"
	refused "WARNING: CPU: 1 PID: 504 at "
	[[ $output == *"# "*"the test bed should see this"* ]]
}

@test "a panic" {
	cat "$bed/recorded/panic" >>"$dir/console"
	rm "$dir/verdict"
	refused "Kernel panic - not syncing: sysrq triggered crash; no verdict"
}

@test "a breakpoint that QEMU invented, and a real one" {
	cat "$bed/recorded/int3" >>"$dir/console"
	refused "Oops: int3: 0000 [#1] PREEMPT SMP NOPTI; its code has no int3 there"
	sed -i 's/ e9 <b1>/ cc <b1>/' "$dir/console"
	refused "Oops: int3: 0000 [#1] PREEMPT SMP NOPTI"
	[[ $output != *"no int3"* ]]
}

# bats test_tags=long
@test "every other fault that the kernel reports" {
	local sign
	while read -r sign; do
		cp "$bed/recorded/boot-6.12" "$dir/console"
		printf '[  106.000042] %s\r\n' "$sign" >>"$dir/console"
		refused "the kernel says: $sign"
	done <<-'END'
		BUG: kernel NULL pointer dereference, address: 0000000000000008
		BUG: unable to handle page fault for address: ffffc90000ff9000
		BUG: scheduling while atomic: uio-wait/217/0x00000002
		BUG kmalloc-64 (Tainted: G           O      ): Poison overwritten
		kernel BUG at mm/slub.c:442!
		Oops: 0002 [#1] PREEMPT SMP NOPTI
		Oops: Oops: 0000 [#1] PREEMPT SMP NOPTI
		Internal error: Oops: 0000000096000044 [#1] SMP
		Unable to handle kernel NULL pointer dereference at virtual address 0000000000000000
		SError Interrupt on CPU1, code 0x00000000be000011 -- SError
		general protection fault, probably for non-canonical address 0xdead000000000100: 0000 [#1] PREEMPT
		divide error: 0000 [#1] PREEMPT SMP NOPTI
		INFO: task uio-wait:312 blocked for more than 60 seconds.
		rcu: INFO: rcu_preempt self-detected stall on CPU
		rcu: INFO: rcu_preempt detected stalls on CPUs/tasks:
		rcu: INFO: rcu_preempt detected expedited stalls on CPUs/tasks: { 1-...D } 26 jiffies s: 57 root: 0x2/.
		rcu: rcu_preempt kthread starved for 5250 jiffies! g1509 f0x0 RCU_GP_WAIT_FQS(5) ->state=0x0 ->cpu=0
		watchdog: BUG: soft lockup - CPU#1 stuck for 22s! [insmod:299]
		watchdog: Watchdog detected hard LOCKUP on cpu 0
		UBSAN: array-index-out-of-bounds in kmod/uio_sim.c:99:14
		------------[ cut here ]------------
		Call Trace:
		Call trace:
	END
}

@test "a lack of memory is an error, but not a fault of the kernel" {
	local link
	printf '[  106.%06d] %s\r\n' 1 'stress: vmalloc error: size 8192, vm_struct allocation failed, mode:0xdc0' \
		2 'CPU: 0 PID: 504 Comm: stress' 3 'Call Trace:' 4 ' <TASK>' >>"$dir/console"
	run -0 "$judge" bats "$dir"
	for link in //platform:uio_sim //pci:uio_edu /class/uio/uio0; do
		printf '[  107.%06d] %s\r\n' 1 "sysfs: cannot create duplicate filename '$link'" \
			2 'CPU: 0 PID: 504 Comm: stress' 3 'Call Trace:' 4 ' <TASK>' >>"$dir/console"
		run -0 "$judge" bats "$dir"
	done
	printf '[  108.%06d] %s\r\n' 1 '------------[ cut here ]------------' 2 "name 'smp_affinity'" \
		3 'WARNING: CPU: 1 PID: 227 at remove_proc_entry+0x213/0x3e0' 4 'Call Trace:' >>"$dir/console"
	run -0 "$judge" bats "$dir"
	printf '[  109.%06d] %s\r\n' 5 'Call Trace:' >>"$dir/console"
	refused "the kernel says: Call Trace:"
	printf '[  110.%06d] %s\r\n' 1 '------------[ cut here ]------------' 2 "name 'fpga'" \
		3 'WARNING: CPU: 1 PID: 227 at remove_proc_entry+0x213/0x3e0' >>"$dir/console"
	refused "the kernel says: WARNING: CPU: 1"
}

@test "a guest that became silent" {
	echo silent >"$dir/status"
	rm "$dir/verdict"
	refused "given up, as nothing more came from it; no verdict"
}

@test "a QEMU that fails, or does not start" {
	echo 1 >"$dir/status"
	refused "QEMU ended with status 1"
	rm "$dir"/{console,output,verdict}
	refused "the kernel says nothing"
}

@test "the judge returns the exit status of the script" {
	: >"$dir/output"
	echo "done 42" >"$dir/verdict"
	run -42 "$judge" exec "$dir"
	[[ ! $output ]]
}

@test "a script fails with a message on stderr if the kernel reports a fault" {
	cat "$bed/recorded/warn" >>"$dir/console"
	run -1 --separate-stderr "$judge" exec "$dir"
	# shellcheck disable=SC2154
	[[ ! $output && $stderr == *WARNING* ]]
}
