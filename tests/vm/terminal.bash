# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
#
# A person at a terminal of uio-shell, for whom tmux types and reads. The teardown
# of the helpers ends it.

# A terminal of 80 by 24, where a person would sit. bats waits for whoever
# holds its descriptor 3.
terminal() {
	tmux -L "uio-test-$screen" "$@" 3>&-
}

# Each on a server of its own: one that is ending may still take a session.
open_terminal() { # COMMAND
	screen=$((${screen:-0} + 1))
	terminal -f /dev/null new-session -d -x 80 -y 24 \
		"$1; echo ended with \$?; stty -a | grep -owE -e '-(icanon|echo)'; exec cat"
}

pid_in_terminal() {
	local pane children
	pane=$(terminal list-panes -F '#{pane_pid}')
	read -r children <"/proc/$pane/task/$pane/children"
	echo "$children"
}

screen_text() {
	terminal capture-pane -p "$@"
}

shows() {
	terminal capture-pane -p | grep -qF -- "$1"
}

# The line that is being typed, up to the cursor.
types() { # TEXT
	local column row lines
	{
		read -r column row
		mapfile -t lines
	} < <(terminal display -p '#{cursor_x} #{cursor_y}' \; capture-pane -p)
	printf -v typed "%-${column}s" "${lines[row]:0:column}"
	[[ $typed == "$1" ]]
}

keys() {
	terminal send-keys "$@"
}

# Whether the terminal is as it was found.
ended_with() { # STATUS
	eventually shows "ended with $1"
	run ! shows "-icanon"
	run ! shows "-echo"
	terminal kill-server
}
