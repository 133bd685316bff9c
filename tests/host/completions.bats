#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
#
# The completions, in the shells they are for. Each helper prints a line for
# every line it is given: the words that completing it leaves in bash and zsh, and
# the words that fish proposes.

APPLETS=(lsuio uio-peek uio-poke uio-wait uio-irq uio-shell uio-regs uio-sim)

setup_file() {
	export COMPLETIONS=$BATS_TEST_DIRNAME/../../completions
	export TERM=dumb LC_ALL=C.UTF-8
	# fish proposes nothing for a command that does not exist, and uio is asked.
	PATH=$(realpath "$UIO_BUILD"):$PATH
	touch "$BATS_FILE_TMPDIR/bringup" "$BATS_FILE_TMPDIR/other.txt" "$BATS_FILE_TMPDIR/link:0"
	export UIO_REGS_PATH=$BATS_FILE_TMPDIR/regs
	mkdir "$UIO_REGS_PATH"
	describe_registers >"$UIO_REGS_PATH/fpga-ctrl.regs"
	echo 'register OTHER 0' >"$BATS_FILE_TMPDIR/other.regs"
	describe_peripherals >"$BATS_FILE_TMPDIR/chip.svd"
	describe_devices >"$BATS_FILE_TMPDIR/devices"
	write_zsh_driver >"$BATS_FILE_TMPDIR/driver.zsh"
	# As they are installed: fish looks for the name of the command.
	mkdir "$BATS_FILE_TMPDIR/fish"
	local name
	for name in uio "${APPLETS[@]}"; do
		ln -s "$COMPLETIONS/uio.fish" "$BATS_FILE_TMPDIR/fish/$name.fish"
	done
}

# A device with two regions, two that share a name, one with a blank in its name.
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
				field ON 0
		end
	EOF
}

describe_peripherals() {
	local name
	echo '<device><peripherals>'
	for name in A B; do
		echo "<peripheral><name>$name</name><baseAddress>0</baseAddress><registers>
			<register><name>IN_$name</name><addressOffset>0</addressOffset></register>
			</registers></peripheral>"
	done
	echo '</peripherals></device>'
}

# Without a terminal, which an interactive shell would want to have for itself.
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

# What each applet's own --help lists is what is completed, no more and no less.
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
	"$UIO_BUILD/uio" --help | sed -n 's/^  uio \([a-z]*\) *or .*/\1/p' | LC_ALL=C sort | tr '\n' '|'
}

# The columns as a shell inserts them: sorted, a word each.
columns() {
	"$UIO_BUILD/lsuio" --list-columns | cut -d' ' -f1 | LC_ALL=C sort | tr '\n' '|'
}

@test "bash: the file loads silently and serves every applet" {
	# shellcheck disable=SC2016
	run bash --norc --noprofile -c 'source "$0" && complete -p "$@" >/dev/null' \
		"$COMPLETIONS/uio.bash" uio "${APPLETS[@]}"
	[[ $status -eq 0 && ! $output ]]
}

@test "bash: verbs" {
	expect bash 'uio ' "uio|$(verbs)" \
		'uio pe' 'uio|peek|' \
		'uio-sim re' 'uio-sim|remove|' \
		'uio sim ' 'uio|sim|create|list|period|remove|trigger|' \
		'uio-irq fpga-ctrl o' 'uio-irq|fpga-ctrl|off|on|'
}

@test "bash: options and their values" {
	expect bash 'uio-peek --wi' 'uio-peek|--width=|' \
		'uio-peek -w ' 'uio-peek|-w|16|32|64|8|' \
		'uio poke --endian=b' 'uio|poke|--endian=big|' \
		'uio-peek --base=1' 'uio-peek|--base=10|16|' \
		'uio-peek -b ' 'uio-peek|-b|10|16|2|8|' \
		"uio-poke -i $BATS_FILE_TMPDIR/br" "uio-poke|-i|$BATS_FILE_TMPDIR/bringup|" \
		'uio-irq --require fp' 'uio-irq|--require|fpga-ctrl|' \
		"uio-shell --replay $BATS_FILE_TMPDIR/br" "uio-shell|--replay|$BATS_FILE_TMPDIR/bringup|" \
		"uio-shell -f $BATS_FILE_TMPDIR/br" "uio-shell|-f|$BATS_FILE_TMPDIR/bringup|"
	expect_all_options bash
}

@test "bash: columns and filters of lsuio" {
	expect bash 'lsuio -o NA' 'lsuio|-o|NAME|' \
		'uio ls -o NAME,PO' 'uio|ls|-o|NAME,PORTTYPE|' \
		'lsuio --output=+DR' 'lsuio|--output=+DRIVER|' \
		'lsuio --output +NAME,PORTT' 'lsuio|--output|+NAME,PORTTYPE|' \
		'lsuio -o NAME fp' 'lsuio|-o|NAME|fpga-ctrl|' \
		'lsuio --driver ' 'lsuio|--driver|drv|' \
		'lsuio --name fp' 'lsuio|--name|fpga-ctrl|' \
		'lsuio --wait-for fp' 'lsuio|--wait-for|fpga-ctrl|' \
		'lsuio -o ' "lsuio|-o|$(columns)"
}

@test "bash: devices" {
	local devices='fpga-ctrl|my dev|twin#0|twin#1|uio0|uio1|uio2|uio3|'
	expect bash 'lsuio ' "lsuio|$devices" \
		'uio peek ' "uio|peek|$devices" \
		'uio-wait -t 1s fp' 'uio-wait|-t|1s|fpga-ctrl|' \
		'uio-wait uio0 --via=read fp' 'uio-wait|uio0|--via=read|fpga-ctrl|' \
		'uio-peek m' 'uio-peek|my dev|'
}

@test "bash: regions" {
	expect bash 'uio-peek fpga-ctrl:' 'uio-peek|fpga-ctrl:cmd|map0|port0|regs|' \
		'uio poke 0:r' 'uio|poke|0:regs|' \
		'uio-shell /dev/uio0:m' 'uio-shell|/dev/uio0:map0|' \
		'uio-peek my\ dev:m' 'uio-peek|my dev:map0|' \
		'uio-peek my\ dev:0000:' 'uio-peek|my dev:0000:00:03.0|'
}

@test "bash: registers and fields" {
	local all='CH[0].CFG|CH[0].CFG.ON|CH[1].CFG|CH[1].CFG.ON|CTRL|CTRL.MODE|CTRL.RESET|ID|'
	expect bash 'uio-peek fpga-ctrl I' 'uio-peek|fpga-ctrl|ID|' \
		'uio peek fpga-ctrl:regs ' "uio|peek|fpga-ctrl:regs|$all" \
		'uio-peek 0 ID CH' 'uio-peek|0|ID|CH[0].CFG|CH[0].CFG.ON|CH[1].CFG|CH[1].CFG.ON|' \
		'uio-peek fpga-ctrl CH\[1' 'uio-peek|fpga-ctrl|CH[1].CFG|CH[1].CFG.ON|' \
		'uio-peek fpga-ctrl CTRL.' 'uio-peek|fpga-ctrl|CTRL.MODE|CTRL.RESET|' \
		'uio-poke fpga-ctrl ID=1 CTRL.M' 'uio-poke|fpga-ctrl|ID=1|CTRL.MODE=|' \
		"uio-poke -i $BATS_FILE_TMPDIR/bringup fpga-ctrl I" \
		"uio-poke|-i|$BATS_FILE_TMPDIR/bringup|fpga-ctrl|ID|" \
		'uio-peek fpga-ctrl --until=CTRL.M' 'uio-peek|fpga-ctrl|--until=CTRL.MODE|' \
		'uio-wait fpga-ctrl --snapshot=CTRL.M' 'uio-wait|fpga-ctrl|--snapshot=CTRL.MODE|' \
		'uio-wait fpga-ctrl --ack CTRL.M' 'uio-wait|fpga-ctrl|--ack|CTRL.MODE=|' \
		'uio-wait fpga-ctrl --stamps r' 'uio-wait|fpga-ctrl|--stamps|regs|' \
		'uio-wait fpga-ctrl -- realpat' 'uio-wait|fpga-ctrl|--|realpath|' \
		'uio-poke fpga-ctrl --expect I' 'uio-poke|fpga-ctrl|--expect|ID|' \
		'uio-peek twin#0 ' 'uio-peek|twin#0|'
}

@test "bash: registers of a file that is named" {
	local other=$BATS_FILE_TMPDIR/other.regs chip=$BATS_FILE_TMPDIR/chip.svd
	expect bash "uio-peek --regs $other fpga-ctrl O" "uio-peek|--regs|$other|fpga-ctrl|OTHER|" \
		"uio-poke fpga-ctrl --regs=$chip --peripheral B " \
		"uio-poke|fpga-ctrl|--regs=$chip|--peripheral|B|IN_B=|" \
		"uio-peek --regs $BATS_FILE_TMPDIR/o" "uio-peek|--regs|$other|" \
		"uio-peek --regs=$BATS_FILE_TMPDIR/c" "uio-peek|--regs=$chip|"
}

@test "bash: register files and what is done with them" {
	local other=$BATS_FILE_TMPDIR/other.regs chip=$BATS_FILE_TMPDIR/chip.svd
	expect bash 'uio-regs ' 'uio-regs|check|convert|show|' \
		"uio regs check $other $BATS_FILE_TMPDIR/ch" "uio|regs|check|$other|$chip|" \
		"uio-regs -p B show $BATS_FILE_TMPDIR/ot" "uio-regs|-p|B|show|$other|"
}

@test "bash: simulated devices and attributes" {
	expect bash 'uio-sim remove alpha ' 'uio-sim|remove|alpha|alpha|beta|' \
		'uio sim trigger ' 'uio|sim|trigger|alpha|beta|' \
		'uio-sim period a' 'uio-sim|period|alpha|' \
		'uio-sim period alpha 1s a' 'uio-sim|period|alpha|1s|a|' \
		'uio-sim create a' 'uio-sim|create|a|' \
		'uio-sim create x irqc' 'uio-sim|create|x|irqcontrol=|' \
		"uio-sim create x --regs $BATS_FILE_TMPDIR/ot" "uio-sim|create|x|--regs|$BATS_FILE_TMPDIR/other.regs|" \
		"uio-sim create --regs=$BATS_FILE_TMPDIR/ot" "uio-sim|create|--regs=$BATS_FILE_TMPDIR/other.regs|" \
		'uio-sim create --regs f x irqc' 'uio-sim|create|--regs|f|x|irqcontrol=|' \
		'uio-sim create x irqcontrol=' 'uio-sim|create|x|irqcontrol=gate|none|oneshot|' \
		'uio sim create x map1/type=p' 'uio|sim|create|x|map1/type=phys|' \
		'uio-sim create x map1/st' 'uio-sim|create|x|map1/stamps=|' \
		'uio-sim create x map1/stamps=' 'uio-sim|create|x|map1/stamps=0|1|' \
		'uio-sim create x b' 'uio-sim|create|x|burst=|' \
		'uio-sim create x c' 'uio-sim|create|x|count=|'
}

@test "zsh: verbs" {
	expect zsh 'uio ' "uio|$(verbs)" \
		'uio pe' 'uio|peek|' \
		'uio-sim re' 'uio-sim|remove|' \
		'uio sim ' 'uio|sim|create|list|period|remove|trigger|' \
		'uio-irq fpga-ctrl o' 'uio-irq|fpga-ctrl|off|on|'
}

@test "zsh: options and their values" {
	expect zsh 'uio-peek --wi' 'uio-peek|--width=|' \
		'uio-peek -w ' 'uio-peek|-w|16|32|64|8|' \
		'uio poke --endian=b' 'uio|poke|--endian=big|' \
		'uio-peek --base=1' 'uio-peek|--base=10|--base=16|' \
		'uio-peek -b ' 'uio-peek|-b|10|16|2|8|' \
		"uio-poke -i $BATS_FILE_TMPDIR/br" "uio-poke|-i|$BATS_FILE_TMPDIR/bringup|" \
		'uio-irq --require fp' 'uio-irq|--require|fpga-ctrl|' \
		"uio-shell --replay $BATS_FILE_TMPDIR/br" "uio-shell|--replay|$BATS_FILE_TMPDIR/bringup|" \
		"uio-shell -f $BATS_FILE_TMPDIR/br" "uio-shell|-f|$BATS_FILE_TMPDIR/bringup|"
	expect_all_options zsh
}

# The comma goes when anything but another column follows.
@test "zsh: columns and filters of lsuio" {
	expect zsh 'lsuio -o NA' 'lsuio|-o|NAME,|' \
		'uio ls -o NAME,PO' 'uio|ls|-o|NAME,PORTTYPE,|' \
		'lsuio --output=+DR' 'lsuio|--output=+DRIVER,|' \
		'lsuio --output +NAME,PORTT' 'lsuio|--output|+NAME,PORTTYPE,|' \
		'lsuio -o NAME fp' 'lsuio|-o|NAME|fpga-ctrl|' \
		'lsuio --driver ' 'lsuio|--driver|drv|' \
		'lsuio --name fp' 'lsuio|--name|fpga-ctrl|' \
		'lsuio --wait-for fp' 'lsuio|--wait-for|fpga-ctrl|' \
		'lsuio -o ' "lsuio|-o|$(columns | sed 's/|$/,|/')"
}

@test "zsh: devices" {
	local devices='fpga-ctrl|my dev|twin#0|twin#1|uio0|uio1|uio2|uio3|'
	expect zsh 'lsuio ' "lsuio|$devices" \
		'uio peek ' "uio|peek|$devices" \
		'uio-wait -t 1s fp' 'uio-wait|-t|1s|fpga-ctrl|' \
		'uio-wait uio0 --via=read fp' 'uio-wait|uio0|--via=read|fpga-ctrl|' \
		'uio-peek m' 'uio-peek|my dev|'
}

@test "zsh: regions" {
	expect zsh 'uio-peek fpga-ctrl:' \
		'uio-peek|fpga-ctrl:cmd|fpga-ctrl:map0|fpga-ctrl:port0|fpga-ctrl:regs|' \
		'uio poke 0:r' 'uio|poke|0:regs|' \
		'uio-shell /dev/uio0:m' 'uio-shell|/dev/uio0:map0|' \
		'uio-peek my\ dev:m' 'uio-peek|my dev:map0|' \
		'uio-peek my\ dev:0000:' 'uio-peek|my dev:0000:00:03.0|'
}

@test "zsh: registers and fields" {
	local all='CH[0].CFG|CH[0].CFG.ON|CH[1].CFG|CH[1].CFG.ON|CTRL|CTRL.MODE|CTRL.RESET|ID|'
	expect zsh 'uio-peek fpga-ctrl I' 'uio-peek|fpga-ctrl|ID|' \
		'uio peek fpga-ctrl:regs ' "uio|peek|fpga-ctrl:regs|$all" \
		'uio-peek 0 ID CH' 'uio-peek|0|ID|CH[0].CFG|CH[0].CFG.ON|CH[1].CFG|CH[1].CFG.ON|' \
		'uio-peek fpga-ctrl CH\[1' 'uio-peek|fpga-ctrl|CH[1].CFG|CH[1].CFG.ON|' \
		'uio-peek fpga-ctrl CTRL.' 'uio-peek|fpga-ctrl|CTRL.MODE|CTRL.RESET|' \
		'uio-poke fpga-ctrl ID=1 CTRL.M' 'uio-poke|fpga-ctrl|ID=1|CTRL.MODE=|' \
		"uio-poke -i $BATS_FILE_TMPDIR/bringup fpga-ctrl I" \
		"uio-poke|-i|$BATS_FILE_TMPDIR/bringup|fpga-ctrl|ID|" \
		'uio-peek fpga-ctrl --until=CTRL.M' 'uio-peek|fpga-ctrl|--until=CTRL.MODE|' \
		'uio-wait fpga-ctrl --snapshot=CTRL.M' 'uio-wait|fpga-ctrl|--snapshot=CTRL.MODE|' \
		'uio-wait fpga-ctrl --ack CTRL.M' 'uio-wait|fpga-ctrl|--ack|CTRL.MODE=|' \
		'uio-wait fpga-ctrl --stamps r' 'uio-wait|fpga-ctrl|--stamps|regs|' \
		'uio-wait fpga-ctrl -- realpat' 'uio-wait|fpga-ctrl|--|realpath|' \
		'uio-poke fpga-ctrl --expect I' 'uio-poke|fpga-ctrl|--expect|ID|' \
		'uio-peek twin#0 ' 'uio-peek|twin#0|'
}

@test "zsh: registers of a file that is named" {
	local other=$BATS_FILE_TMPDIR/other.regs chip=$BATS_FILE_TMPDIR/chip.svd
	expect zsh "uio-peek --regs $other fpga-ctrl O" "uio-peek|--regs|$other|fpga-ctrl|OTHER|" \
		"uio-poke fpga-ctrl --regs=$chip --peripheral B " \
		"uio-poke|fpga-ctrl|--regs=$chip|--peripheral|B|IN_B=|" \
		"uio-peek --regs $BATS_FILE_TMPDIR/o" "uio-peek|--regs|$other|" \
		"uio-peek --regs=$BATS_FILE_TMPDIR/c" "uio-peek|--regs=$chip|"
}

@test "zsh: register files and what is done with them" {
	local other=$BATS_FILE_TMPDIR/other.regs chip=$BATS_FILE_TMPDIR/chip.svd
	expect zsh 'uio-regs ' 'uio-regs|check|convert|show|' \
		"uio regs check $other $BATS_FILE_TMPDIR/ch" "uio|regs|check|$other|$chip|" \
		"uio-regs -p B show $BATS_FILE_TMPDIR/ot" "uio-regs|-p|B|show|$other|"
}

@test "zsh: simulated devices and attributes" {
	expect zsh 'uio-sim remove alpha ' 'uio-sim|remove|alpha|alpha|beta|' \
		'uio sim trigger ' 'uio|sim|trigger|alpha|beta|' \
		'uio-sim period a' 'uio-sim|period|alpha|' \
		'uio-sim period alpha 1s a' 'uio-sim|period|alpha|1s|a|' \
		'uio-sim create a' 'uio-sim|create|a|' \
		'uio-sim create x irqc' 'uio-sim|create|x|irqcontrol=|' \
		"uio-sim create x --regs $BATS_FILE_TMPDIR/ot" "uio-sim|create|x|--regs|$BATS_FILE_TMPDIR/other.regs|" \
		"uio-sim create --regs=$BATS_FILE_TMPDIR/ot" "uio-sim|create|--regs=$BATS_FILE_TMPDIR/other.regs|" \
		'uio-sim create --regs f x irqc' 'uio-sim|create|--regs|f|x|irqcontrol=|' \
		'uio-sim create x irqcontrol=' \
		'uio-sim|create|x|irqcontrol=gate|irqcontrol=none|irqcontrol=oneshot|' \
		'uio sim create x map1/type=p' 'uio|sim|create|x|map1/type=phys|' \
		'uio-sim create x map1/st' 'uio-sim|create|x|map1/stamps=|' \
		'uio-sim create x map1/stamps=' \
		'uio-sim|create|x|map1/stamps=0|map1/stamps=1|' \
		'uio-sim create x b' 'uio-sim|create|x|burst=|' \
		'uio-sim create x c' 'uio-sim|create|x|count=|'
}

@test "fish: the file loads silently, also twice" {
	# shellcheck disable=SC2016
	run fish -N -c 'source $argv[1]; and source $argv[1]' "$COMPLETIONS/uio.fish"
	[[ $status -eq 0 && ! $output ]]
}

@test "fish: verbs" {
	expect fish 'uio ' "$(verbs)" \
		'uio pe' 'peek|' \
		'uio-sim re' 'remove|' \
		'uio sim ' 'create|list|period|remove|trigger|' \
		'uio-irq fpga-ctrl o' 'off|on|'
}

@test "fish: options and their values" {
	expect fish 'uio-peek --wi' '--width|' \
		'uio-peek -w ' '8|16|32|64|' \
		'uio poke --endian=b' '--endian=big|' \
		'uio-peek --base=1' '--base=10|--base=16|' \
		'uio-peek -b ' '2|8|10|16|' \
		"uio-poke -i $BATS_FILE_TMPDIR/br" "$BATS_FILE_TMPDIR/bringup|" \
		'uio-irq --require fp' 'fpga-ctrl|' \
		"uio-shell --replay $BATS_FILE_TMPDIR/br" "$BATS_FILE_TMPDIR/bringup|" \
		"uio-shell -f $BATS_FILE_TMPDIR/br" "$BATS_FILE_TMPDIR/bringup|"
	expect_all_options fish
}

@test "fish: columns and filters of lsuio" {
	expect fish 'lsuio -o NA' 'NAME|' \
		'uio ls -o NAME,PO' 'NAME,PORTTYPE|' \
		'lsuio --output=+DR' '--output=+DRIVER|' \
		'lsuio --output +NAME,PORTT' '+NAME,PORTTYPE|' \
		'lsuio -o NAME fp' 'fpga-ctrl|' \
		'lsuio --driver ' 'drv|' \
		'lsuio --name fp' 'fpga-ctrl|' \
		'lsuio --wait-for fp' 'fpga-ctrl|' \
		'lsuio -o ' "$(columns)"
}

@test "fish: devices" {
	local devices='fpga-ctrl|my dev|twin#0|twin#1|uio0|uio1|uio2|uio3|'
	expect fish 'lsuio ' "$devices" \
		'uio peek ' "$devices" \
		'uio-wait -t 1s fp' 'fpga-ctrl|' \
		'uio-wait uio0 --via=read fp' 'fpga-ctrl|' \
		'uio-peek m' 'my dev|'
}

@test "fish: regions" {
	expect fish 'uio-peek fpga-ctrl:' 'fpga-ctrl:cmd|fpga-ctrl:map0|fpga-ctrl:port0|fpga-ctrl:regs|' \
		'uio poke 0:r' '0:regs|' \
		'uio-shell /dev/uio0:m' '/dev/uio0:map0|' \
		"uio-shell $BATS_FILE_TMPDIR/link:" "$BATS_FILE_TMPDIR/link:0|" \
		'uio-peek my\ dev:m' 'my dev:map0|' \
		'uio-peek my\ dev:0000:' 'my dev:0000:00:03.0|'
}

@test "fish: registers and fields" {
	local all='CH[0].CFG|CH[0].CFG.ON|CH[1].CFG|CH[1].CFG.ON|CTRL|CTRL.MODE|CTRL.RESET|ID|'
	expect fish 'uio-peek fpga-ctrl I' 'ID|' \
		'uio peek fpga-ctrl:regs ' "$all" \
		'uio-peek 0 ID CH' 'CH[0].CFG|CH[0].CFG.ON|CH[1].CFG|CH[1].CFG.ON|' \
		'uio-peek fpga-ctrl CH\[1' 'CH[1].CFG|CH[1].CFG.ON|' \
		'uio-peek fpga-ctrl CTRL.' 'CTRL.MODE|CTRL.RESET|' \
		'uio-poke fpga-ctrl ID=1 CTRL.M' 'CTRL.MODE=|' \
		"uio-poke -i $BATS_FILE_TMPDIR/bringup fpga-ctrl I" \
		"ID|" \
		'uio-peek fpga-ctrl --until=CTRL.M' '--until=CTRL.MODE|' \
		'uio-wait fpga-ctrl --snapshot=CTRL.M' '--snapshot=CTRL.MODE|' \
		'uio-wait fpga-ctrl --ack CTRL.M' 'CTRL.MODE=|' \
		'uio-wait fpga-ctrl --stamps r' 'regs|' \
		'uio-wait fpga-ctrl -- realpat' 'realpath|' \
		'uio-poke fpga-ctrl --expect I' 'ID|' \
		'uio-peek twin#0 ' '|'
}

@test "fish: registers of a file that is named" {
	local other=$BATS_FILE_TMPDIR/other.regs chip=$BATS_FILE_TMPDIR/chip.svd
	expect fish "uio-peek --regs $other fpga-ctrl O" "OTHER|" \
		"uio-poke fpga-ctrl --regs=$chip --peripheral B " \
		"IN_B=|" \
		"uio-peek --regs $BATS_FILE_TMPDIR/o" "$other|" \
		"uio-peek --regs=$BATS_FILE_TMPDIR/c" "--regs=$chip|"
}

@test "fish: register files and what is done with them" {
	local other=$BATS_FILE_TMPDIR/other.regs chip=$BATS_FILE_TMPDIR/chip.svd
	expect fish 'uio-regs ' 'check|convert|show|' \
		"uio regs check $other $BATS_FILE_TMPDIR/ch" "$chip|" \
		"uio-regs -p B show $BATS_FILE_TMPDIR/ot" "$other|"
}

@test "fish: simulated devices and attributes" {
	expect fish 'uio-sim remove ' 'alpha|beta|' \
		'uio sim trigger ' 'alpha|beta|' \
		'uio-sim period a' 'alpha|' \
		'uio-sim period alpha 1s a' '|' \
		'uio-sim create a' '|' \
		'uio-sim create x irqcontrol=' 'irqcontrol=gate|irqcontrol=none|irqcontrol=oneshot|' \
		"uio-sim create x --regs $BATS_FILE_TMPDIR/ot" "$BATS_FILE_TMPDIR/other.regs|" \
		'uio-sim create --regs f x irqcontrol=g' 'irqcontrol=gate|' \
		'uio sim create x map1/type=p' 'map1/type=phys|' \
		'uio-sim create x map1/st' 'map1/stamps=0|map1/stamps=1|' \
		'uio-sim create x b' 'burst=|' \
		'uio-sim create x c' 'count=|'
}
