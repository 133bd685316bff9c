#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
#
# The output of `uio --complete-line`, and its use by each shell. Each helper prints a
# line for every line that it is given: the candidates that match, and the words after
# completion in bash and zsh, or the words that fish proposes.

bats_require_minimum_version 1.5.0
# shellcheck source=tests/trace.bash
. "$BATS_TEST_DIRNAME/../trace.bash"

APPLETS=(lsuio uio-peek uio-poke uio-wait uio-irq uio-shell uio-regs uio-sim)

setup() {
	trace_tests_only
}

setup_file() {
	export COMPLETIONS=$BATS_TEST_DIRNAME/../../completions
	export TERM=dumb LC_ALL=C.UTF-8
	# fish proposes nothing for a command that does not exist, and uio is asked.
	PATH=$(realpath "$UIO_BUILD"):$PATH
	touch "$BATS_FILE_TMPDIR/bringup" "$BATS_FILE_TMPDIR/other.txt" "$BATS_FILE_TMPDIR/link:0" "$BATS_FILE_TMPDIR/at@a0"
	export UIO_REGS_PATH=$BATS_FILE_TMPDIR/regs
	mkdir "$UIO_REGS_PATH"
	describe_registers >"$UIO_REGS_PATH/fpga-ctrl.regs"
	echo 'register OTHER 0' >"$BATS_FILE_TMPDIR/other.regs"
	describe_blocks >"$BATS_FILE_TMPDIR/chip.svd"
	cp "$BATS_FILE_TMPDIR/chip.svd" "$UIO_REGS_PATH/my dev.svd"
	describe_devices >"$BATS_FILE_TMPDIR/devices"
	write_uio_driver >"$BATS_FILE_TMPDIR/driver.bash"
	write_zsh_driver >"$BATS_FILE_TMPDIR/driver.zsh"
	# The files have their installed names, because fish looks for the name of the
	# command.
	mkdir "$BATS_FILE_TMPDIR/fish"
	local name base=0
	for name in uio "${APPLETS[@]}"; do
		ln -s "$COMPLETIONS/uio.fish" "$BATS_FILE_TMPDIR/fish/$name.fish"
	done
}

# Adds a device with two regions, two devices that share a name, and one with a blank in
# its name.
describe_devices() {
	local index names=(fpga-ctrl twin twin 'my dev')
	printf '%s\n' 'P: /devices/platform/sim.0' 'E: SUBSYSTEM=platform' \
		'L: driver=../../../bus/platform/drivers/drv' ''
	for index in 0 1 2 3; do
		printf '%s\n' "P: /devices/platform/sim.$index/uio/uio$index" \
			"N: uio$index=00" "E: DEVNAME=/dev/uio$index" 'E: SUBSYSTEM=uio' "A: dev=240:$index" \
			"A: name=${names[index]}\n" 'A: version=1\n' 'A: event=0\n'
		if ((index == 0)); then
			echo 'L: device=../../../sim.0'
			printf 'A: maps/map0/%s\\n\n' name=regs addr=0xa0000000 size=0x1000 offset=0x0
			printf 'A: portio/port0/%s\\n\n' name=cmd start=0x300 size=0x8 porttype=port_x86
		elif ((index == 3)); then
			printf 'A: maps/map0/%s\\n\n' name=0000:00:03.0 addr=0xb0000000 size=0x1000 offset=0x0
		fi
		echo
	done
}

describe_registers() {
	cat <<-'EOF'
		register ID 0x00 ro
		register CTRL 0x04
			field MODE 1:0 stop=0 run=1
			field RESET 7
		group CH[2] 0x100 stride 0x10
			register CFG 0
				field ON 0 no=0 yes=1
		end
	EOF
}

describe_blocks() {
	local name base=0
	echo '<device><peripherals>'
	for name in A B; do
		echo "<peripheral><name>$name</name><baseAddress>0x$((base += 100))</baseAddress><registers>
			<register><name>IN_$name</name><addressOffset>0</addressOffset></register>
			</registers></peripheral>"
	done
	echo '</peripherals></device>'
}

# The last word is being typed; a line that ends in a blank has an empty one. The tabs
# of a directive are shown as >.
write_uio_driver() {
	cat <<-'EOF2'
		for line; do
			eval "words=($line)"
			[[ $line != *' ' ]] || words+=('')
			while IFS= read -r word; do
				case $word in
				$'\t'*) printf '%s|' "${word//$'\t'/>}" ;;
				"${words[-1]}"*) printf '%s|' "${word%%$'\t'*}" ;;
				esac
			done < <(uio --complete-line -- "${words[@]}" 2>&1)
			echo
		done
	EOF2
}

uio_lines() {
	in_testbed bash "$BATS_FILE_TMPDIR/driver.bash" "$@"
}

# Runs zsh without a terminal, which an interactive shell would claim for itself.
in_testbed() {
	# shellcheck disable=SC2016
	timeout 600 setsid -w umockdev-run -d "$BATS_FILE_TMPDIR/devices" -- sh -c '
		mkdir -p "$UMOCKDEV_DIR/sys/kernel/config/uio-sim/alpha"
		mkdir "$UMOCKDEV_DIR/sys/kernel/config/uio-sim/beta"
		exec "$@"' sh "$@"
}

# Readline inserts all completions at M-*, and the line becomes printf's words.
bash_lines() {
	local line
	for line; do
		printf "%s\e*\x01printf '%%s|' \nprintf '\\\\n'\n" "$line"
	done | in_testbed env INPUTRC=/dev/null HISTFILE= \
		bash --noprofile --rcfile "$COMPLETIONS/uio.bash" -i 2>/dev/null
}

write_zsh_driver() {
	cat <<-'EOF2'
		zmodload zsh/zpty
		zpty shell 'exec zsh -f -i'
		zpty -w shell '
			PS1= PS2=
			fpath=($COMPLETIONS $fpath)
			autoload -Uz compinit
			compinit -u -D
			zstyle ":completion:all:*" completer _all_matches _complete
			zstyle ":completion:all:*" insert yes
			zle -C all complete-word _generic
			show() { print -r -- $'\''\n<<'\''${(j:|:)${(Q)${(z)BUFFER}}}"|>>"; BUFFER= }
			zle -N show
			bindkey "^Xa" all "^Xp" show
			bindkey -s "^Xs" "^Xa^Xp"
			print REA""DY'
		zpty -r shell out '*READY*'
		for line; do
			zpty -w -n shell "$line"$'\C-xs'
			zpty -r shell out '*<<*>>*'
			print -r -- "${${out##*<<}%>>*}"
		done
	EOF2
}

zsh_lines() {
	in_testbed zsh -f "$BATS_FILE_TMPDIR/driver.zsh" "$@"
}

fish_lines() {
	# shellcheck disable=SC2016
	in_testbed fish -N -c '
		set fish_complete_path $argv[1]
		for line in $argv[2..]
			printf "%s|" (complete -C $line | string replace -r "\t.*" "")
			echo
		end' "$BATS_FILE_TMPDIR/fish" "$@"
}

# expect SHELL LINE WORDS [LINE WORDS...]
expect() {
	local shell=$1 lines=() words=()
	shift
	while (($#)); do
		lines+=("$1") words+=("$2")
		shift 2
	done
	"${shell}_lines" "${lines[@]}" >"$BATS_TEST_TMPDIR/got"
	printf '%s\n' "${words[@]}" | diff -u - "$BATS_TEST_TMPDIR/got"
}

long_options() {
	grep -oE -e '--[a-z-]+' | LC_ALL=C sort -u
}

# Completion offers exactly the options that each applet's --help lists.
expect_all_options() {
	local applet
	for applet in uio "${APPLETS[@]}"; do
		"$UIO_BUILD/$applet" --help | grep -v "^.uio APPLET" | long_options >"$BATS_TEST_TMPDIR/wanted"
		if [[ $applet == uio ]]; then
			printf '%s\n' --help --version >"$BATS_TEST_TMPDIR/wanted"
		fi
		"$1_lines" "$applet --" | long_options | diff -u "$BATS_TEST_TMPDIR/wanted" -
	done
}

verbs() {
	"$UIO_BUILD/uio" --help | sed -n 's/^  uio \([a-z]*\) *or .*/\1/p' | tr '\n' '|'
}

# The words have the form in which a shell inserts them.
sorted() {
	tr '|' '\n' | LC_ALL=C sort | tr '\n' '|'
}

columns() {
	"$UIO_BUILD/lsuio" --list-columns | cut -d' ' -f1 | tr '\n' '|' | sorted
}

@test "verbs, and the continuation of the only word at a place" {
	expect uio 'uio ' "$(verbs)" \
		'uio pe' 'peek|' \
		'uio nothing ' '' \
		'uio-sim re' 'remove|' \
		'uio sim ' 'create|list|trigger|period|remove|' \
		'/usr/bin/uio-irq fpga-ctrl o' 'on|off|' \
		'uio uio-irq fpga-ctrl on ' ''
	run -0 uio --complete-line -- uio-sim ''
	[[ $output == *$'trigger\ttrigger SIM [COUNT]\n'* ]]
	run -2 uio --complete-line
	run -2 uio --complete-line -- uio-sim
	[[ ! $output ]]
}

@test "options and their values" {
	expect uio 'uio-peek --wi' '--width=|' \
		'uio-peek -w ' '8|16|32|64|' \
		'uio-peek -w1' '-w16|' \
		'uio-peek -dw ' '8|16|32|64|' \
		'uio poke --endian=b' '--endian=big|' \
		'uio-peek --base=1' '--base=10|--base=16|' \
		'uio-wait --arm ' 'irqcontrol|intx|' \
		'uio-wait --via=' '--via=poll|--via=read|--via=sigio|' \
		'uio-wait --clock ' 'monotonic|realtime|' \
		'uio-irq --require fp' 'fpga-ctrl|' \
		'uio-irq --require uio' '' \
		'uio-peek --json=' '' \
		'uio-peek -J= --J=x --ba' '--base=|--base-address=|' \
		'uio-peek fpga-ctrl -- --' '' \
		'uio-poke -i ' '>files>>|' \
		'uio-poke --input=b' '>files>--input=>|' \
		'uio-shell -fb' '>files>-f>|'
	expect_all_options uio
	run -0 uio --complete-line -- uio-peek -
	[[ $output == *$'--json\tPrint JSON, one object per line\n-J\tPrint JSON'* ]]
}

@test "an option is not offered if it cannot be given" {
	expect uio 'uio-peek --json --js' '' \
		'uio-peek -Jd --de' '' \
		'uio-wait --ack A=1 --ack B=1 --ac' '--ack=|' \
		'lsuio -J --pa' '' \
		'lsuio --watch --wa' '' \
		'lsuio --watch --co' '--count=|' \
		'uio-wait --arm intx --no' '' \
		'uio-wait -J --form' '' \
		'uio-shell -c ls --fi' '' \
		'uio-shell -c ls --co' '--command=|'
}

@test "columns and filters of lsuio" {
	expect uio 'lsuio -o NA' '>list|NAME|' \
		'uio ls -o NAME,PO' '>list|NAME,PORTTYPE|' \
		'lsuio --output=+DR' '>list|--output=+DRIVER|' \
		'lsuio --output +NAME,PORTT' '>list|+NAME,PORTTYPE|' \
		'lsuio -o REGNAME,NA' '>list|REGNAME,NAME|' \
		'lsuio -o NAME,NA' '>list|' \
		'lsuio -o NAME fp' 'fpga-ctrl|' \
		'lsuio --driver ' 'drv|' \
		'lsuio --name fp' 'fpga-ctrl|' \
		'lsuio --wait-for fp' 'fpga-ctrl|' \
		'lsuio --diagnose fpga-ctrl tw' '' \
		'lsuio --candidates ' ''
}

@test "devices" {
	local devices='fpga-ctrl|uio0|my dev|uio3|twin#0|uio1|twin#1|uio2|'
	expect uio 'lsuio ' "$devices" \
		'lsuio uio0 ' "$devices" \
		'uio peek ' "$devices" \
		'uio-wait -t 1s fp' 'fpga-ctrl|' \
		'uio-wait uio0 --via=read fp' 'fpga-ctrl|' \
		'uio-irq --status m' 'my dev|' \
		'uio-irq --status uio0 ' '' \
		'uio-peek /dev/u' '>files>>|'
	run -0 in_testbed uio --complete-line uio-peek ''
	[[ $output == $'fpga-ctrl\tuio0\nuio0\tfpga-ctrl\n'* ]]
	# Without sysfs none are known.
	# shellcheck disable=SC2016
	run -0 in_testbed sh -c 'rm -r "$UMOCKDEV_DIR/sys"; uio --complete-line lsuio ""; uio --complete-line lsuio --name ""'
	[[ ! $output ]]
}

@test "regions" {
	expect uio 'uio-peek fpga-ctrl:' 'fpga-ctrl:map0|fpga-ctrl:regs|fpga-ctrl:port0|fpga-ctrl:cmd|' \
		'uio poke 0:r' '0:regs|' \
		'uio-shell /dev/uio0:m' '/dev/uio0:map0|' \
		'uio-peek /dev/nothing:' '>files>>|' \
		'uio-peek "my dev:m"' 'my dev:map0|' \
		'uio-peek my\ dev:0000:' 'my dev:0000:00:03.0|' \
		'uio-wait fpga-ctrl --stamps r' 'regs|' \
		'uio-peek nothing:' ''
}

@test "registers, fields and their values" {
	local all='ID|CTRL|CTRL.MODE|CTRL.RESET|CH|CH[0].CFG|CH[0].CFG.ON|CH[1].CFG|CH[1].CFG.ON|'
	expect uio 'uio-peek fpga-ctrl I' 'ID|' \
		'uio peek fpga-ctrl:regs ' "$all" \
		'uio peek --width 8 -d fpga-ctrl -- I' 'ID|' \
		'uio-peek 0 ID CH[1' 'CH[1].CFG|CH[1].CFG.ON|' \
		'uio-peek fpga-ctrl C' 'CTRL|CTRL.MODE|CTRL.RESET|CH|CH[0].CFG|CH[0].CFG.ON|CH[1].CFG|CH[1].CFG.ON|' \
		'uio-poke fpga-ctrl CH' 'CH[0].CFG=|CH[0].CFG.ON=|CH[1].CFG=|CH[1].CFG.ON=|' \
		'uio-poke fpga-ctrl CH[*].CFG.ON=' 'CH[*].CFG.ON=no|CH[*].CFG.ON=yes|' \
		'uio-peek fpga-ctrl CTRL.' 'CTRL.MODE|CTRL.RESET|' \
		'uio-poke fpga-ctrl ID=1 CTRL.M' 'CTRL.MODE=|' \
		'uio-poke fpga-ctrl CTRL.MODE=' 'CTRL.MODE=stop|CTRL.MODE=run|' \
		'uio-poke -i x fpga-ctrl I' 'ID|' \
		'uio-peek fpga-ctrl --until=CTRL.M' '--until=CTRL.MODE|' \
		"uio-peek fpga-ctrl --until 'CTRL.MODE==r'" 'CTRL.MODE==run|' \
		'uio-wait fpga-ctrl --snapshot=CTRL.M' '--snapshot=CTRL.MODE|' \
		'uio-wait fpga-ctrl --ack CTRL.M' 'CTRL.MODE=|' \
		'uio-wait fpga-ctrl --start CTRL.MODE=r' 'CTRL.MODE=run|' \
		'uio-wait --start A=1 --star' '--start=|' \
		'uio-wait fpga-ctrl --ack=CTRL.MODE=r' '--ack=CTRL.MODE=run|' \
		'uio-poke fpga-ctrl --expect I' 'ID|' \
		'uio-wait fpga-ctrl -- realpat' '>command|' \
		'uio-peek twin#0 ' '' \
		'uio-peek nothing ' ''
}

@test "registers of a given file" {
	local other=$BATS_FILE_TMPDIR/other.regs chip=$BATS_FILE_TMPDIR/chip.svd
	export HOME=$BATS_FILE_TMPDIR
	expect uio "uio-peek --regs $other fpga-ctrl " 'OTHER|' \
		"uio-peek --regs '~/other.regs' fpga-ctrl " 'OTHER|' \
		"uio-peek --regs=/nothing fpga-ctrl " '' \
		"uio-poke fpga-ctrl --regs=$chip --peripheral B " 'IN_B=|' \
		'uio-peek --regs ' '>files>>.regs|.svd|.hwh|.xml|' \
		'uio-peek --regs=c' '>files>--regs=>.regs|.svd|.hwh|.xml|' \
		'uio-regs ' 'check|show|convert|' \
		'uio regs check a.regs ' '>files>>.regs|.svd|.hwh|.xml|' \
		'uio-regs -p B show ' '>files>>.regs|.svd|.hwh|.xml|' \
		"uio-regs show $chip " 'A|B|' \
		"uio-regs show $chip -p " 'A|B|' \
		'uio-peek "my dev" --peripheral ' 'A|B|' \
		'uio-peek fpga-ctrl --peripheral ' '' \
		'uio-peek "my dev" --regs /nothing -p ' '' \
		"uio-poke fpga-ctrl --regs=$chip --peripheral=" '--peripheral=A|--peripheral=B|' \
		"uio-peek --regs $chip fpga-ctrl " '' \
		"uio-peek --regs $chip --base-address 0 fpga-ctrl " 'A|A.IN_A|B|B.IN_B|' \
		'uio-regs show a.regs ' '' \
		'uio-regs -o ' '>files>>|'
}

@test "simulated devices and attributes" {
	expect uio 'uio-sim remove alpha ' 'alpha|beta|' \
		'uio sim trigger ' 'alpha|beta|' \
		'uio-sim period a' 'alpha|' \
		'uio-sim period alpha 1s a' '' \
		'uio-sim create a' '' \
		'uio-sim create x irqc' 'irqcontrol=|' \
		'uio-sim create x --regs ' '>files>>.regs|.svd|.hwh|.xml|' \
		'uio-sim create --regs f x irqc' 'irqcontrol=|' \
		'uio-sim create x irqcontrol=' 'irqcontrol=none|irqcontrol=gate|irqcontrol=oneshot|' \
		'uio sim create x map1/type=p' 'map1/type=phys|' \
		'uio-sim create x map1/st' 'map1/stamps=|' \
		'uio-sim create x map1/stamps=' 'map1/stamps=0|map1/stamps=1|' \
		'uio-sim create x map0/f' 'map0/fault=|' \
		'uio-sim create x map0/fault=' 'map0/fault=none|' \
		'uio-sim create x port4/s' 'port4/start=|port4/size=|' \
		'uio-sim create x name=' ''
}

@test "bash: the file loads silently and serves every applet" {
	# shellcheck disable=SC2016
	run bash --norc --noprofile -c 'source "$0" && complete -p "$@" >/dev/null' \
		"$COMPLETIONS/uio.bash" uio "${APPLETS[@]}"
	[[ $status -eq 0 && ! $output ]]
}

@test "bash: verbs, options and columns" {
	expect bash 'uio ' "uio|$(verbs | sorted)" \
		'uio sim cr' 'uio|sim|create|' \
		'uio-peek --wi' 'uio-peek|--width=|' \
		'uio-peek -w ' 'uio-peek|-w|16|32|64|8|' \
		'uio-peek --base=1' 'uio-peek|--base=10|16|' \
		'uio ls -o NAME,PO' 'uio|ls|-o|NAME,PORTTYPE|' \
		'lsuio --output=+DR' 'lsuio|--output=+DRIVER|' \
		'lsuio -o ' "lsuio|-o|$(columns)" \
		'uio-sim create x map1/stamps=' 'uio-sim|create|x|map1/stamps=0|1|'
	expect_all_options bash
}

@test "bash: devices, regions and registers" {
	expect bash 'lsuio ' 'lsuio|fpga-ctrl|my dev|twin#0|twin#1|uio0|uio1|uio2|uio3|' \
		'uio-peek m' 'uio-peek|my dev|' \
		'uio-peek fpga-ctrl:' 'uio-peek|fpga-ctrl:cmd|map0|port0|regs|' \
		'uio-peek my\ dev:m' 'uio-peek|my dev:map0|' \
		'uio-peek my\ dev:0000:' 'uio-peek|my dev:0000:00:03.0|' \
		'uio-peek my\ dev:map0 --regs=x --ba' 'uio-peek|my dev:map0|--regs=x|--base-address=|--base=|' \
		'uio-peek 0 ID CH\[' 'uio-peek|0|ID|CH[0].CFG|CH[0].CFG.ON|CH[1].CFG|CH[1].CFG.ON|' \
		'uio-poke fpga-ctrl ID=1 CTRL.M' 'uio-poke|fpga-ctrl|ID=1|CTRL.MODE=|' \
		'uio-poke fpga-ctrl CTRL.MODE=r' 'uio-poke|fpga-ctrl|CTRL.MODE=run|' \
		'uio-peek fpga-ctrl --until=CTRL.M' 'uio-peek|fpga-ctrl|--until=CTRL.MODE|' \
		'uio-peek nothing ' 'uio-peek|nothing|'
}

@test "bash: words in quotes, and special characters" {
	expect bash "uio-poke fpga-ctrl 'CTRL.MODE=r" 'uio-poke|fpga-ctrl|CTRL.MODE=run|' \
		'uio-poke fpga-ctrl "CTRL.MODE=r' 'uio-poke|fpga-ctrl|CTRL.MODE=run|' \
		"uio-peek fpga-ctrl --until 'CTRL.MODE==r" 'uio-peek|fpga-ctrl|--until|CTRL.MODE==run|' \
		"uio-poke fpga-ctrl 'CH[*].CFG.ON=y" 'uio-poke|fpga-ctrl|CH[*].CFG.ON=yes|' \
		'uio-peek "fpga-ctrl:m' 'uio-peek|fpga-ctrl:map0|' \
		"uio-peek $BATS_FILE_TMPDIR/at@" "uio-peek|$BATS_FILE_TMPDIR/at@a0|"
}

@test "bash: files, and commands after --" {
	local dir=$BATS_FILE_TMPDIR
	expect bash "uio-poke -i $dir/br" "uio-poke|-i|$dir/bringup|" \
		"uio-shell --replay=$dir/br" "uio-shell|--replay=$dir/bringup|" \
		"uio-peek $dir/link:" "uio-peek|$dir/link:0|" \
		"uio-regs check $dir/ot" "uio-regs|check|$dir/other.regs|" \
		"uio-peek --regs=$dir/c" "uio-peek|--regs=$dir/chip.svd|" \
		'uio-wait fpga-ctrl -- realpat' 'uio-wait|fpga-ctrl|--|realpath|' \
		"uio-wait fpga-ctrl -- cat $dir/br" "uio-wait|fpga-ctrl|--|cat|$dir/bringup|"
}

# The comma of a column is removed when anything but another column follows.
# bats test_tags=long,asan
@test "zsh: verbs, options and columns" {
	expect zsh 'uio ' "uio|$(verbs | sorted)" \
		'uio sim cr' 'uio|sim|create|' \
		'uio-peek --wi' 'uio-peek|--width=|' \
		'uio-peek -w ' 'uio-peek|-w|16|32|64|8|' \
		'uio-peek --base=1' 'uio-peek|--base=10|--base=16|' \
		'uio ls -o NAME,PO' 'uio|ls|-o|NAME,PORTTYPE,|' \
		'lsuio --output=+DR' 'lsuio|--output=+DRIVER,|' \
		'lsuio -o ' "lsuio|-o|$(columns | sed 's/|$/,|/')" \
		'uio-sim create x map1/stamps=' 'uio-sim|create|x|map1/stamps=0|map1/stamps=1|'
	expect_all_options zsh
}

@test "zsh: devices, regions and registers" {
	expect zsh 'lsuio ' 'lsuio|fpga-ctrl|my dev|twin#0|twin#1|uio0|uio1|uio2|uio3|' \
		'uio-peek m' 'uio-peek|my dev|' \
		'uio-peek fpga-ctrl:' 'uio-peek|fpga-ctrl:cmd|fpga-ctrl:map0|fpga-ctrl:port0|fpga-ctrl:regs|' \
		'uio-peek my\ dev:m' 'uio-peek|my dev:map0|' \
		'uio-peek my\ dev:0000:' 'uio-peek|my dev:0000:00:03.0|' \
		'uio-peek my\ dev:map0 --regs=x --ba' 'uio-peek|my dev:map0|--regs=x|--base-address=|--base=|' \
		'uio-peek 0 ID CH\[' 'uio-peek|0|ID|CH[0].CFG|CH[0].CFG.ON|CH[1].CFG|CH[1].CFG.ON|' \
		'uio-poke fpga-ctrl ID=1 CTRL.M' 'uio-poke|fpga-ctrl|ID=1|CTRL.MODE=|' \
		'uio-poke fpga-ctrl CTRL.MODE=r' 'uio-poke|fpga-ctrl|CTRL.MODE=run|' \
		'uio-peek fpga-ctrl --until=CTRL.M' 'uio-peek|fpga-ctrl|--until=CTRL.MODE|' \
		'uio-peek nothing ' 'uio-peek|nothing|'
}

@test "zsh: files, and commands after --" {
	local dir=$BATS_FILE_TMPDIR
	expect zsh "uio-poke -i $dir/br" "uio-poke|-i|$dir/bringup|" \
		"uio-shell --replay=$dir/br" "uio-shell|--replay=$dir/bringup|" \
		"uio-peek $dir/link:" "uio-peek|$dir/link:0|" \
		"uio-regs check $dir/ot" "uio-regs|check|$dir/other.regs|" \
		"uio-peek --regs=$dir/c" "uio-peek|--regs=$dir/chip.svd|" \
		'uio-wait fpga-ctrl -- realpat' 'uio-wait|fpga-ctrl|--|realpath|' \
		"uio-wait fpga-ctrl -- cat $dir/br" "uio-wait|fpga-ctrl|--|cat|$dir/bringup|"
}

@test "fish: the file loads silently, also twice" {
	# shellcheck disable=SC2016
	run fish -N -c 'source $argv[1]; and source $argv[1]' "$COMPLETIONS/uio.fish"
	[[ $status -eq 0 && ! $output ]]
}

@test "fish: verbs, options and columns" {
	expect fish 'uio ' "$(verbs | sorted)" \
		'uio sim cr' 'create|' \
		'uio-peek --wi' '--width|' \
		'uio-peek -w ' '8|16|32|64|' \
		'uio-peek --base=1' '--base=10|--base=16|' \
		'uio ls -o NAME,PO' 'NAME,PORTTYPE|' \
		'lsuio --output=+DR' '--output=+DRIVER|' \
		'lsuio -o ' "$(columns)" \
		'uio-sim create x map1/stamps=' 'map1/stamps=0|map1/stamps=1|'
	expect_all_options fish
}

@test "fish: devices, regions and registers" {
	expect fish 'lsuio ' 'fpga-ctrl|my dev|twin#0|twin#1|uio0|uio1|uio2|uio3|' \
		'uio-peek m' 'my dev|' \
		'uio-peek fpga-ctrl:' 'fpga-ctrl:cmd|fpga-ctrl:map0|fpga-ctrl:port0|fpga-ctrl:regs|' \
		'uio-peek my\ dev:m' 'my dev:map0|' \
		'uio-peek my\ dev:0000:' 'my dev:0000:00:03.0|' \
		'uio-peek my\ dev:map0 --regs=x --ba' '--base|--base-address|' \
		'uio-peek 0 ID CH\[' 'CH[0].CFG|CH[0].CFG.ON|CH[1].CFG|CH[1].CFG.ON|' \
		'uio-poke fpga-ctrl ID=1 CTRL.M' 'CTRL.MODE=|' \
		'uio-poke fpga-ctrl CTRL.MODE=r' 'CTRL.MODE=run|' \
		'uio-peek fpga-ctrl --until=CTRL.M' '--until=CTRL.MODE|' \
		'uio-peek nothing ' '|'
}

@test "fish: files, and commands after --" {
	local dir=$BATS_FILE_TMPDIR
	expect fish "uio-poke -i $dir/br" "$dir/bringup|" \
		"uio-shell --replay=$dir/br" "--replay=$dir/bringup|" \
		"uio-peek $dir/link:" "$dir/link:0|" \
		"uio-regs check $dir/ot" "$dir/other.regs|" \
		"uio-peek --regs=$dir/c" "--regs=$dir/chip.svd|" \
		'uio-wait fpga-ctrl -- realpat' 'realpath|' \
		"uio-wait fpga-ctrl -- cat $dir/br" "$dir/bringup|"
}
