# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
#
# Completion for uio and its applets. Devices and regions come from sysfs alone:
# no device is opened.

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

# Keeps the words that continue what was typed, as bash wants them: without
# what stands before the last : or = of it.
_uio_offer() {
	local breaks=${COMP_WORDBREAKS//[!:=]/} before='' word
	if [[ $breaks && $cur == *["$breaks"]* ]]; then
		before=${cur%"${cur##*["$breaks"]}"}
	fi
	for word; do
		if [[ $word == "$cur"* ]]; then
			COMPREPLY+=("${word#"$before"}")
		fi
	done
	if [[ ${COMPREPLY[0]-} == *= ]]; then
		compopt -o nospace
	fi
}

_uio_offer_files() {
	compopt -o filenames
	mapfile -t COMPREPLY < <(compgen -f -- "$1")
}

# Reads an attribute into `text`, quoted for the command line.
_uio_attr() {
	local raw=''
	{ IFS= read -r raw <"$1"; } 2>/dev/null
	text=''
	if [[ $raw ]]; then
		printf -v text %q "$raw"
	fi
}

_uio_offer_devices() {
	local dir text names=() nodes=() name count other
	for dir in /sys/class/uio/uio*; do
		if [[ -e $dir/name ]]; then
			nodes+=("${dir##*/}")
			_uio_attr "$dir/name"
			names+=("$text")
		fi
	done
	_uio_offer "${nodes[@]}"
	for dir in "${!names[@]}"; do
		name=${names[dir]} count=0 text=$name
		for other in "${!names[@]}"; do
			if [[ ${names[other]} == "$name" ]]; then
				((other >= dir)) || ((count++))
				((other == dir)) || text=$name#
			fi
		done
		if [[ $text == "$name" ]]; then
			_uio_offer ${name:+"$name"}
		else
			_uio_offer "$name#$count"
		fi
	done
}

_uio_offer_regions() {
	local device=${cur%:*} dir text region
	for dir in /sys/class/uio/uio*; do
		_uio_attr "$dir/name"
		case $device in
		"${dir##*/}" | */"${dir##*/}" | "${dir##*/uio}") ;;
		"$text" | "$text"#*) [[ $text ]] || continue ;;
		*) continue ;;
		esac
		for region in "$dir"/maps/map* "$dir"/portio/port*; do
			if [[ -e $region/name ]]; then
				_uio_attr "$region/name"
				_uio_offer "$device:${region##*/}"
				if [[ $text && $text != *:* ]]; then
					_uio_offer "$device:$text"
				fi
			fi
		done
	done
}

_uio_offer_device() {
	if [[ $cur == *:* && $1 == region ]]; then
		_uio_offer_regions
	elif [[ $cur == */* ]]; then
		_uio_offer_files "$cur"
	else
		_uio_offer_devices
	fi
}

_uio_offer_simulated() {
	local dir
	for dir in /sys/kernel/config/uio-sim/*/; do
		if [[ -d $dir ]]; then
			dir=${dir%/}
			_uio_offer "${dir##*/}"
		fi
	done
}

_uio_offer_attributes() {
	case $cur in
	irq=*) _uio_offer irq={none,custom} ;;
	irqcontrol=*) _uio_offer irqcontrol={none,gate,oneshot} ;;
	map?/type=*) _uio_offer "${cur%%=*}"={virtual,logical,phys} ;;
	port?/type=*) _uio_offer "${cur%%=*}"={x86,gpio,other} ;;
	*=*) ;;
	*)
		_uio_offer {name,version,irq,irqcontrol,period_ns}= \
			map{0..4}/{name,size,type,offset,data}= \
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

# The value of an option: $2 is what of it was typed.
_uio_offer_value() {
	local typed=${cur%"$2"}
	case $1 in
	-w | --width) _uio_offer "$typed"{8,16,32,64} ;;
	-e | --endian) _uio_offer "$typed"{little,big} ;;
	-f | --file) _uio_offer_files "$2" ;;
	esac
}

_uio_offer_options() {
	case $1 in
	lsuio) _uio_offer -J --json -n --noheadings -r --raw ;;
	uio-peek | uio-poke) _uio_offer -w --width= -e --endian= ;;
	uio-wait) _uio_offer -n --count= -t --timeout= --no-arm ;;
	uio-shell) _uio_offer -f --file= ;;
	esac
	_uio_offer --help --usage -V --version
}

# A word that is no option; behind the applet stand those before it.
_uio_offer_word() {
	local applet=$1
	shift
	case $applet/$# in
	lsuio/* | uio-wait/0 | uio-irq/0) _uio_offer_device ;;
	uio-peek/0 | uio-poke/0 | uio-shell/0) _uio_offer_device region ;;
	uio-irq/1) _uio_offer on off ;;
	uio-sim/*) _uio_offer_sim_word "$@" ;;
	esac
}

_uio_applet() {
	local applet=$1 option='' ended='' word given=()
	shift
	for word in "${@:1:$#-1}"; do
		if [[ $option ]]; then
			option=''
		elif [[ $ended || $word != -?* ]]; then
			given+=("$word")
		elif [[ $word == -- ]]; then
			ended=1
		else
			case $applet$word in
			uio-p*-[we] | uio-p*--width | uio-p*--endian) option=$word ;;
			uio-wait-[nt] | uio-wait--count | uio-wait--timeout) option=$word ;;
			uio-shell-f | uio-shell--file) option=$word ;;
			esac
		fi
	done
	if [[ $option ]]; then
		_uio_offer_value "$option" "$cur"
	elif [[ ! $ended && $cur == --*=* ]]; then
		_uio_offer_value "${cur%%=*}" "${cur#*=}"
	elif [[ ! $ended && $cur == -* ]]; then
		_uio_offer_options "$applet"
	else
		_uio_offer_word "$applet" "${given[@]}"
	fi
}

_uio() {
	local words cur applet
	COMPREPLY=()
	_uio_split
	cur=${words[-1]}
	applet=${words[0]##*/}
	if [[ $applet != uio ]]; then
		_uio_applet "$applet" "${words[@]:1}"
	elif ((${#words[@]} > 2)); then
		applet=uio-${words[1]#uio-}
		_uio_applet "${applet/#uio-ls*/lsuio}" "${words[@]:2}"
	elif [[ $cur == -* ]]; then
		_uio_offer --help -V --version
	else
		_uio_offer ls peek poke wait irq shell sim
	fi
}

complete -F _uio uio lsuio uio-{peek,poke,wait,irq,shell,sim}
