# SPDX-License-Identifier: GPL-2.0-or-later
#
# Completion for uio and its applets: `uio --complete-line` prints all words, and
# does not open a device. The file has the name of each applet, and may be read again.

# Proposes files whose names end in $argv[2], after $argv[1] in the word. fish 4
# also proposes those for the text after a colon.
function __uio_files
    set -l typed (string sub -s (math 1 + (string length -- "$argv[1]")) -- $argv[3])
    for line in (__fish_complete_path "$typed")
        set -l path (string replace -r '\t.*' '' -- $line | string replace -r '^~/' "$HOME/")
        if test -e "$path"; and string match -qr "(?:/|$argv[2])\$" -- "$path"
            echo -- $argv[1]$line
        end
    end
end

function __uio_words
    set -l words (commandline -opc)
    set -l typed (string unescape -- (commandline -ct))
    for line in (command uio --complete-line -- $words "$typed" 2>/dev/null)
        set -l parts (string split \t -- $line)
        switch $line
            case \tfiles\t\*
                __uio_files "$parts[3]" $parts[4] $typed
            case \tcommand
                set words $words[(math 1 + (contains -i -- -- $words))..] $typed
                complete -C (string escape -- $words | string join ' ')
            case \t\*
            case '*'
                # The argument of a long option may be a word of its own.
                string replace -r '^(--[^=\t]*)=(\t|$)' '$1$2' -- $line
        end
    end
end

for command in uio lsuio uio-{peek,poke,wait,irq,shell,regs,sim}
    complete -c $command -e
    complete -c $command -f -a '(__uio_words)'
end
