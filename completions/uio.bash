# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
#
# Completion for uio and its applets. Devices, regions and registers are those
# that uio itself knows; no device is opened.

# The words of the line up to the cursor, whole: bash cuts them at : and =.
_uio_split() {
	local rest=${COMP_LINE:0:COMP_POINT} gap word i
	words=()
	for ((i = 0; i <= COMP_CWORD; i++)); do
		gap=${rest%%[![:space:]]*}
		rest=${rest#"$gap"}
		word=${rest:0:${#COMP_WORDS[i]}}
		rest=${rest:${#word}}
		if [[ $gap || $i == 0 ]]; then
			words+=("$word")
		else
			words[-1]+=$word
		fi
	done
}

# Keeps the words that continue what was typed, as bash wants them: quoted, and
# without what stands before the last character that bash cuts words at.
_uio_offer() {
	local breaks=${COMP_WORDBREAKS//[!:=@]/} before='' word
	if [[ $breaks && $typed == *["$breaks"]* ]]; then
		before=${typed%"${typed##*["$breaks"]}"}
	fi
	for word; do
		if [[ $word != "$typed"* ]]; then
			continue
		fi
		word=${word#"$before"}
		# Behind a quote that was typed nothing is to be quoted again.
		if [[ $word && $cur != "$before"[\"\']* ]]; then
			printf -v word %q "$word"
		fi
		COMPREPLY+=("$word")
	done
	if [[ ${COMPREPLY[0]-} == *= ]]; then
		compopt -o nospace
	fi
}

# Files, and directories on the way to them, that end as one of the words behind.
_uio_offer_files() {
	local file ending files
	compopt -o filenames
	mapfile -t files < <(compgen -f -- "$1")
	for file in "${files[@]}"; do
		for ending in "${@:2}"; do
			if [[ $file == *"$ending" || -d $file ]]; then
				COMPREPLY+=("$file")
				break
			fi
		done
	done
}

# What uio itself proposes, a word a line, into `proposed`.
_uio_ask() {
	mapfile -t proposed < <(command uio --complete "$@" 2>/dev/null)
}

# Devices that share a name are told apart by #K.
_uio_offer_devices() {
	local proposed name
	local -A count=() seen=()
	_uio_ask devices
	for name in "${proposed[@]}"; do
		count[x$name]=$((${count[x$name]:-0} + 1))
	done
	for name in "${proposed[@]}"; do
		if [[ ! $name ]]; then
			continue
		elif ((${count[x$name]} == 1)); then
			_uio_offer "$name"
		else
			_uio_offer "$name#${seen[x$name]:-0}"
			seen[x$name]=$((${seen[x$name]:-0} + 1))
		fi
	done
}

# Devices may hold colons too: the first part that is one counts.
_uio_offer_regions() {
	local proposed device='' rest=$typed
	while [[ $rest == *:* ]]; do
		device+=${rest%%:*}
		rest=${rest#*:}
		_uio_ask regions "$device"
		if ((${#proposed[@]})); then
			_uio_offer "${proposed[@]/#/"$device:"}"
			return
		fi
		device+=:
	done
}

_uio_offer_device() {
	if [[ $typed == *:* && $1 == region ]]; then
		_uio_offer_regions
	fi
	if ((${#COMPREPLY[@]})); then
		return
	elif [[ $typed == */* ]]; then
		_uio_offer_files "$cur" ''
	else
		_uio_offer_devices
	fi
}

# The names alone, as --require takes them.
_uio_offer_names() {
	local proposed name
	local -A seen=()
	_uio_ask devices
	for name in "${proposed[@]}"; do
		if [[ $name && ! $name =~ ^uio[0-9]+$ && ! ${seen[$name]-} ]]; then
			_uio_offer "$1$name"
			seen[$name]=1
		fi
	done
}

# Registers and fields of the device that was given, with $1 before each and $2
# behind it.
_uio_offer_registers() {
	local proposed
	if ((!${#given[@]})); then
		return
	fi
	_uio_ask registers "${given[0]}" ${regs:+"$regs" ${peripheral:+"$peripheral"}}
	proposed=("${proposed[@]/#/"$1"}")
	_uio_offer "${proposed[@]/%/"$2"}"
}

# The regions of the device that was given, with $1 before each.
_uio_offer_region_names() {
	local proposed
	if ((${#given[@]})); then
		_uio_ask regions "${given[0]}"
		_uio_offer "${proposed[@]/#/"$1"}"
	fi
}

_uio_offer_simulated() {
	local proposed
	_uio_ask sims
	_uio_offer "${proposed[@]}"
}

_uio_offer_attributes() {
	case $typed in
	irq=*) _uio_offer irq={none,custom} ;;
	irqcontrol=*) _uio_offer irqcontrol={none,gate,oneshot} ;;
	map?/type=*) _uio_offer "${typed%%=*}"={virtual,logical,phys} ;;
	map?/stamps=*) _uio_offer "${typed%%=*}"={0,1} ;;
	port?/type=*) _uio_offer "${typed%%=*}"={x86,gpio,other} ;;
	*=*) ;;
	*)
		_uio_offer {name,version,irq,irqcontrol,count,period_ns,burst}= \
			map{0..4}/{name,size,type,offset,stamps,data}= \
			port{0..4}/{name,start,size,type}=
		;;
	esac
}

_uio_offer_sim_word() {
	if (($# == 0)); then
		_uio_offer create list trigger period remove
		return
	fi
	case $1 in
	create) (($# == 1)) || _uio_offer_attributes ;;
	trigger | period) (($# > 1)) || _uio_offer_simulated ;;
	remove) _uio_offer_simulated ;;
	esac
}

_uio_offer_regs_word() {
	if (($# == 0)); then
		_uio_offer check show convert
	elif [[ $1 == check || $# == 1 ]]; then
		_uio_offer_files "$cur" .regs .svd
	fi
}

# The columns of lsuio, behind those that were typed; $1 comes before all of them.
_uio_offer_columns() {
	local proposed before=''
	case $2 in
	*,*) before=${2%,*}, ;;
	+*) before=+ ;;
	esac
	mapfile -t proposed < <(command uio ls --list-columns 2>/dev/null)
	proposed=("${proposed[@]%% *}")
	_uio_offer "${proposed[@]/#/"$1$before"}"
}

_uio_offer_drivers() {
	local proposed
	mapfile -t proposed < <(command uio ls -rno DRIVER 2>/dev/null | sort -u | grep .)
	_uio_offer "${proposed[@]/#/"$1"}"
}

# Whether an option of an applet has its value in the next word.
_uio_takes_value() {
	case $1$2 in
	lsuio-o | lsuio--output | lsuio--driver | lsuio--name) ;;
	lsuio--count | lsuio--timeout | lsuio--wait-for) ;;
	uio-[pw]*-[we] | uio-[pw]*--width | uio-[pw]*--endian) ;;
	uio-[pw]*--regs | uio-[pw]*--peripheral) ;;
	uio-peek-[bo] | uio-peek--base | uio-peek--output) ;;
	uio-peek--repeat | uio-peek--watch | uio-peek--until) ;;
	uio-peek--timeout | uio-peek--interval) ;;
	uio-poke-i | uio-poke--input | uio-poke--expect) ;;
	uio-poke--from | uio-poke--delay) ;;
	uio-wait-[nt] | uio-wait--count | uio-wait--*timeout) ;;
	uio-wait--arm | uio-wait--via | uio-wait--clock | uio-wait--format) ;;
	uio-wait--snapshot | uio-wait--ack | uio-wait--stamps) ;;
	uio-wait--ready-fd | uio-wait--report) ;;
	uio-shell-[cf] | uio-shell--command | uio-shell--file | uio-shell--replay) ;;
	uio-regs-[op] | uio-regs--output | uio-regs--peripheral) ;;
	uio-sim--regs | uio-sim--peripheral) ;;
	*--require) ;;
	*) return 1 ;;
	esac
}

# The value of option $1: $2 is what was typed before it, $3 of it.
_uio_offer_value() {
	case $applet$1 in
	lsuio-o | lsuio--output) _uio_offer_columns "$2" "$3" ;;
	lsuio--driver) _uio_offer_drivers "$2" ;;
	lsuio--name | lsuio--wait-for) _uio_offer_names "$2" ;;
	*) _uio_offer_common_value "$@" ;;
	esac
}

_uio_offer_common_value() {
	case $1 in
	-w | --width) _uio_offer "$2"{8,16,32,64} ;;
	-e | --endian) _uio_offer "$2"{little,big} ;;
	-b | --base) _uio_offer "$2"{2,8,10,16} ;;
	--arm) _uio_offer "$2"{irqcontrol,intx} ;;
	--via) _uio_offer "$2"{poll,read,sigio} ;;
	--clock) _uio_offer "$2"{monotonic,realtime} ;;
	--until | --expect | --snapshot) _uio_offer_registers "$2" '' ;;
	--ack) _uio_offer_registers "$2" = ;;
	--stamps) _uio_offer_region_names "$2" ;;
	--require) _uio_offer_names "$2" ;;
	--regs) _uio_offer_files "$3" .regs .svd ;;
	-f | --file | --replay | -i | --input | -o | --output) _uio_offer_files "$3" '' ;;
	esac
}

_uio_offer_options() {
	local access=(-w --width= -e --endian= --regs= --peripheral= --require=
		--force)
	case $1 in
	lsuio)
		_uio_offer -b --bytes --candidates --count= --diagnose --driver= -J --json \
			--list-columns -m --map-test --name= -n --noheadings -o --output= \
			-O --output-all -P --pairs --probe -r --raw --require= --timeout= \
			-v --verbose --wait-for= --watch
		;;
	uio-peek)
		_uio_offer "${access[@]}" -a --all -b --base= -d --decode -J --json \
			-o --output= --repeat= --watch= --until= --timeout= --interval=
		;;
	uio-poke)
		_uio_offer "${access[@]}" --delay= --dry-run --expect= --from= \
			-i --input= --pad -v --verify
		;;
	uio-wait)
		_uio_offer "${access[@]}" -n --count= -t --timeout= --idle-timeout= \
			--arm= --no-arm --via= --snapshot= --ack= --fail-fast --format= \
			-J --json -q --quiet -v --verbose --clock= --banner --ready-fd= \
			--stats --report= --stamps=
		;;
	uio-irq) _uio_offer -J --json --require= --status -v --verbose ;;
	uio-shell)
		_uio_offer -c --command= --dry-run -f --file= -k --keep-going --replay= \
			--require= -x --trace
		;;
	uio-regs)
		_uio_offer -J --json -n --noheadings -o --output= -p --peripheral=
		;;
	uio-sim) _uio_offer --peripheral= --regs= ;;
	esac
	_uio_offer --help --usage -V --version
}

# A word that is no option; behind the applet stand those before it.
_uio_offer_word() {
	local applet=$1
	shift
	case $applet/$# in
	lsuio/* | uio-irq/0) _uio_offer_device ;;
	uio-wait/*)
		if [[ $ended ]]; then
			mapfile -t COMPREPLY < <(compgen -c -- "$cur")
		else
			_uio_offer_device region
		fi
		;;
	uio-peek/0 | uio-poke/0 | uio-shell/0) _uio_offer_device region ;;
	uio-peek/*) _uio_offer_registers '' '' ;;
	uio-poke/*) _uio_offer_registers '' "$assign" ;;
	uio-irq/1) _uio_offer on off ;;
	uio-sim/*) _uio_offer_sim_word "$@" ;;
	uio-regs/*) _uio_offer_regs_word "$@" ;;
	esac
}

# Options on which depends what the registers are.
_uio_note() {
	case $1 in
	--regs) regs=${2/#~\//"$HOME/"} ;;
	--peripheral) peripheral=$2 ;;
	-i | --input) assign='' ;;
	esac
}

_uio_applet() {
	local applet=$1 option='' ended='' word given=() regs='' peripheral='' assign='='
	shift
	for word in "${@:1:$#-1}"; do
		word=${word//[\\\"\']/}
		if [[ $option ]]; then
			_uio_note "$option" "$word"
			option=''
		elif [[ $ended || $word != -?* ]]; then
			given+=("$word")
		elif [[ $word == -- ]]; then
			ended=1
		elif _uio_takes_value "$applet" "$word"; then
			option=$word
		else
			_uio_note "${word%%=*}" "${word#*=}"
		fi
	done
	if [[ $option ]]; then
		_uio_offer_value "$option" '' "$cur"
	elif [[ ! $ended && $cur == --*=* ]]; then
		_uio_offer_value "${cur%%=*}" "${cur%%=*}=" "${cur#*=}"
	elif [[ ! $ended && $cur == -* ]]; then
		_uio_offer_options "$applet"
	else
		_uio_offer_word "$applet" "${given[@]}"
	fi
}

_uio() {
	local words cur typed applet
	COMPREPLY=()
	_uio_split
	cur=${words[-1]}
	typed=${cur//[\\\"\']/}
	applet=${words[0]##*/}
	if [[ $applet != uio ]]; then
		_uio_applet "$applet" "${words[@]:1}"
	elif ((${#words[@]} > 2)); then
		applet=uio-${words[1]#uio-}
		_uio_applet "${applet/#uio-ls*/lsuio}" "${words[@]:2}"
	elif [[ $cur == -* ]]; then
		_uio_offer --help -V --version
	else
		_uio_offer ls peek poke wait irq shell regs sim
	fi
}

complete -F _uio uio lsuio uio-{peek,poke,wait,irq,shell,regs,sim}
