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

_uio() {
	local words cur typed breaks=${COMP_WORDBREAKS//[!:=@]/} cut='' line word endings
	_uio_split
	cur=${words[-1]}
	words=("${words[@]//[\\\"\']/}")
	typed=${words[-1]}
	# Bash replaces the text after the last character at which it cuts words.
	if [[ $breaks && $typed == *["$breaks"]* ]]; then
		cut=${typed%"${typed##*["$breaks"]}"}
	fi
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
			# After a quote nothing must be quoted again.
			if [[ $word && $cur != "$cut"[\"\']* ]]; then
				printf -v word %q "$word"
			fi
			COMPREPLY+=("$word")
		fi
	done < <(command uio --complete-line -- "${words[@]}" 2>/dev/null)
	[[ ${COMPREPLY[0]-} != *[=:] ]] || compopt -o nospace
}

complete -F _uio uio lsuio uio-{peek,poke,wait,irq,shell,regs,sim}
