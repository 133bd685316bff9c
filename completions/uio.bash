# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
#
# Completion for uio and its applets: `uio --complete-line` prints all words, and
# does not open a device.

# Makes whole words of the line up to the cursor, as bash cuts them at : and =.
_uio_split() {
	local rest=${COMP_LINE:0:COMP_POINT} word
	words=()
	for word in "${COMP_WORDS[@]:0:COMP_CWORD+1}"; do
		[[ ${words[*]} && $rest != [[:space:]]* ]] || words+=('')
		rest=${rest#"${rest%%[![:space:]]*}"}
		words[-1]+=${rest:0:${#word}}
		rest=${rest:${#word}}
	done
}

# Completes the command after --, which has words of its own.
_uio_command() {
	local i=0
	while [[ ${COMP_WORDS[i++]} != -- ]]; do :; done
	if declare -F _command_offset >/dev/null; then
		_command_offset "$i"
	elif ((i == COMP_CWORD)); then
		mapfile -t COMPREPLY < <(compgen -c -- "${words[-1]}")
	else
		compopt -o default
	fi
}

# Sets $typed to the word without its quotes, $quote to a quote that is still open, and
# $cut to the text before the part that bash replaces: it cuts words outside quotes only.
# With hostcomplete, it replaces the @ too.
_uio_unquote() { # WORD
	local i c
	typed='' quote='' cut=''
	for ((i = 0; i < ${#1}; i++)); do
		c=${1:i:1}
		if [[ $c == \\ && ! $quote || $quote$c${1:i+1:1} == \"\\[\$\`\"\\] ]]; then
			typed+=${1: ++i:1}
		elif [[ $c == "$quote" ]]; then
			quote=''
		elif [[ ! $quote && $c == [\"\'] ]]; then
			quote=$c
		else
			typed+=$c
			if [[ ! $quote && $breaks && $c == ["$breaks"] ]]; then
				cut=$typed
			fi
		fi
	done
	if [[ $cut == *@ ]] && shopt -q hostcomplete; then
		cut=${cut%@}
	fi
}

_uio() {
	local words typed quote cut breaks=${COMP_WORDBREAKS//[!:=@]/} line word endings i
	_uio_split
	for i in "${!words[@]}"; do
		_uio_unquote "${words[i]}"
		words[i]=$typed
	done
	COMPREPLY=()
	while IFS= read -r line; do
		word=${line%%$'\t'*}
		if [[ $line == $'\tfiles\t'* ]]; then
			compopt -o filenames
			endings="|${line##*$'\t'}|"
			line=${line#?files?}
			line=${line%$'\t'*}
			while IFS= read -r word; do
				[[ -d $word || $endings == '||' || $endings == *"|.${word##*.}|"* ]] || continue
				word=$line$word
				COMPREPLY+=("${word#"$cut"}")
			done < <(compgen -f -- "${typed#"$line"}")
		elif [[ $line == $'\tcommand' ]]; then
			_uio_command
		elif [[ $word && $word == "$typed"* ]]; then
			word=${word#"$cut"}
			# Inside quotes only these characters have a meaning.
			if [[ $quote == \" ]]; then
				word=${word//\\/\\\\}
				word=${word//\"/\\\"}
				word=${word//\$/\\$}
				word=${word//\`/\\\`}
			elif [[ $quote ]]; then
				word=${word//\'/\'\\\'\'}
			elif [[ $word ]]; then
				printf -v word %q "$word"
			fi
			COMPREPLY+=("$word")
		fi
	done < <(command uio --complete-line -- "${words[@]}" 2>/dev/null)
	[[ ${COMPREPLY[0]-} != *[=:] ]] || compopt -o nospace
}

complete -F _uio uio lsuio uio-{peek,poke,wait,irq,shell,regs,sim}
