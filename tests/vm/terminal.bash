# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
#
# Imitates a person at a terminal of uio-shell: tmux types and reads. The teardown of
# the helpers ends it.

# Starts a terminal of 24 lines, on a tmux server of its own, because one that is ending
# may still accept a session. One client remains and sends all commands, because a
# process for each of them costs time in the guest. bats waits for all processes that
# have its descriptor 3 open.
open_terminal() { # COMMAND [COLUMNS]
	screen=$((${screen:-0} + 1))
	local socket=uio-test-$screen from=$BATS_TEST_TMPDIR/tmux-$screen
	tmux -L "$socket" -f /dev/null new-session -d -x "${2:-80}" -y 24 \
		"$1; echo ended with \$?; stty -a | grep -owE -e '-(icanon|echo)'; exec cat" 3>&-
	mkfifo "$from"
	exec {to_tmux}> >(exec tmux -L "$socket" -C attach-session -f no-output,ignore-size >"$from" 3>&-)
	exec {from_tmux}<"$from"
}

close_terminal() {
	echo kill-server >&"$to_tmux"
	exec {to_tmux}>&-
	# Waits until the client has ended.
	cat <&"$from_tmux" >/dev/null
	exec {from_tmux}<&-
}

# Makes tmux run a command, or several with a ";" between them, and sets $reply to their
# output.
terminal() { # COMMAND [ARGUMENT...]
	local word line='' replies=1
	for word; do
		if [[ $word == ';' ]]; then
			line+=' ;' replies=$((replies + 1))
		else
			line+=" '${word//\'/\'\\\'\'}'"
		fi
	done
	echo "$line" >&"$to_tmux"
	reply=''
	while ((replies-- > 0)); do
		read_reply || return
	done
}

# A reply is enclosed in two lines; notifications of the client are outside of them.
read_reply() {
	local line
	until [[ $line == '%begin '*' 1' ]]; do
		IFS= read -r line <&"$from_tmux" || return
	done
	while IFS= read -r line <&"$from_tmux"; do
		case $line in
		'%end '*' 1') return ;;
		'%error '*' 1') echo "$reply" && return 1 ;;
		esac
		reply+=$line$'\n'
	done
	return 1
}

pid_in_terminal() {
	local children
	terminal list-panes -F '#{pane_pid}'
	read -r children <"/proc/${reply%$'\n'}/task/${reply%$'\n'}/children"
	echo "$children"
}

# Sets $reply to the contents of the screen.
look() { # [OPTION...]
	terminal capture-pane -p "$@"
}

shows() { # TEXT
	look && [[ $reply == *"$1"* ]]
}

screen_text() { # [OPTION...]
	look "$@"
	printf '%s' "$reply"
}

# Sets $typed to the line that is being typed, up to the cursor.
types() { # TEXT
	local column row lines
	terminal display -p '#{cursor_x} #{cursor_y}' ';' capture-pane -p
	{
		read -r column row
		mapfile -t lines
	} <<<"$reply"
	printf -v typed "%-${column}s" "${lines[row]:0:column}"
	[[ $typed == "$1" ]]
}

keys() {
	terminal send-keys "$@"
}

# Checks that the modes of the terminal are as they were before.
ended_with() { # STATUS
	eventually shows "ended with $1"
	[[ $reply != *-icanon* && $reply != *-echo* ]]
	close_terminal
}
