# SPDX-License-Identifier: GPL-2.0-or-later
#
# Completion for uio and its applets. Devices and regions come from sysfs alone:
# no device is opened. It is to be found under the name of each applet, and may
# be read several times.

# The words before the cursor, without options and their values; the first is
# the applet.
function __uio_words
    set -l tokens (commandline -opc)
    set -l applet (string replace -r '.*/' '' -- "$tokens[1]")
    set -e tokens[1]
    if test "$applet" = uio
        set applet (string replace -r '^(?!lsuio$|uio-)' uio- -- "$tokens[1]" | string replace -r '^uio-ls$' lsuio)
        set -e tokens[1]
    end
    echo -- $applet

    set -l takes_value
    switch "$applet"
        case uio-peek uio-poke
            set takes_value -w --width -e --endian
        case uio-wait
            set takes_value -n --count -t --timeout
        case uio-shell
            set takes_value -f --file
    end
    set -l ended no
    set -l skip no
    for token in $tokens
        if test $skip = yes
            set skip no
        else if test $ended = yes; or not string match -q -- '-?*' "$token"
            echo -- "$token"
        else if test "$token" = --
            set ended yes
        else if contains -- "$token" $takes_value
            set skip yes
        end
    end
end

# Whether the applet is one of these, by its own name or behind `uio`.
function __uio_applet
    set -l words (__uio_words)
    contains -- "$words[1]" $argv
end

# Whether the next word is an applet's verb.
function __uio_verb
    test (count (commandline -opc)) -eq 1
end

# Whether uio-sim is at its verb, or behind one of these.
function __uio_sim
    set -l words (__uio_words)
    test "$words[1]" = uio-sim; or return
    if set -q argv[1]
        contains -- "$words[2]" $argv
    else
        not set -q words[2]
    end
end

function __uio_attr
    set -l value ''
    test -r $argv[1]; and read value <$argv[1]
    echo -- "$value"
end

# How often the first word comes again.
function __uio_count
    set -l count 0
    for word in $argv[2..]
        test "$word" = "$argv[1]"; and set count (math $count + 1)
    end
    echo $count
end

# The nodes and the UIO names, behind which #K stands where several devices
# share one.
function __uio_devices
    set -l names
    for dir in /sys/class/uio/uio*
        set -l name (__uio_attr $dir/name)
        printf '%s\t%s\n' (string replace -r '.*/' '' -- $dir) "$name"
        test -n "$name"; and set -a names "$name"
    end
    set -l seen
    for name in $names
        if test (__uio_count "$name" $names) -gt 1
            printf '%s#%d\tUIO device\n' "$name" (__uio_count "$name" $seen)
            set -a seen "$name"
        else
            printf '%s\tUIO device\n' "$name"
        end
    end
end

# The regions of device $argv[1] by their numbers and their own names.
function __uio_regions
    set -l node (string replace -r '.*/' '' -- "$argv[1]" | string replace -r '^(?=\d+$)' uio)
    set -l shared (string replace -r '#\d+$' '' -- "$argv[1]")
    for dir in /sys/class/uio/uio*
        set -l name (__uio_attr $dir/name)
        if test $dir = /sys/class/uio/$node; or contains -- "$name" "$argv[1]" $shared
            for region in $dir/maps/map* $dir/portio/port*
                set -l own (__uio_attr $region/name)
                printf '%s:%s\t%s\n' "$argv[1]" (string replace -r '.*/' '' -- $region) "$own"
                if test -n "$own"; and not string match -q '*:*' -- "$own"
                    printf '%s:%s\tregion\n' "$argv[1]" "$own"
                end
            end
        end
    end
end

function __uio_simulated
    for dir in /sys/kernel/config/uio-sim/*/
        printf '%s\tsimulated device\n' (string replace -r '.*/(.*)/' '$1' -- $dir)
    end
end

function __uio_attributes
    printf '%s\n' {name,version,period_ns}= irq={none,custom} \
        irqcontrol={none,gate,oneshot} \
        map{0,1,2,3,4}/{name,size,offset,data}= \
        map{0,1,2,3,4}/type={virtual,logical,phys} \
        port{0,1,2,3,4}/{name,start,size}= \
        port{0,1,2,3,4}/type={x86,gpio,other}
end

# What may stand at the cursor, where that is no option.
function __uio_word
    set -l words (__uio_words)
    set -l token (commandline -ct)
    switch "$words[1] "(count $words)
        case 'uio-peek 1' 'uio-poke 1' 'uio-shell 1'
            if string match -q '*:*' -- "$token"
                __uio_regions (string replace -r ':[^:]*$' '' -- "$token" | string unescape)
            else
                __uio_devices
            end
        case 'lsuio *' 'uio-wait 1' 'uio-irq 1'
            __uio_devices
        case 'uio-irq 2'
            printf '%s\n' on\t'let the interrupt through' off\t'mask it'
        case 'uio-sim *'
            switch "$words[2] "(count $words)
                case 'create 1' 'create 2'
                case 'create *'
                    __uio_attributes
                case 'trigger 2' 'period 2' 'remove *'
                    __uio_simulated
            end
    end
    # A device can be a path.
    if string match -q '*/*' -- "$token"; and __uio_applet lsuio uio-{peek,poke,wait,irq,shell}
        __fish_complete_path "$token"
    end
end

for command in uio lsuio uio-{peek,poke,wait,irq,shell,sim}
    complete -c $command -e
    complete -c $command -f -a '(__uio_word)'

    complete -c $command -l help -d 'Print how it is called'
    complete -c $command -s V -l version -d 'Print the version'
    complete -c $command -n 'not __uio_applet uio-' -l usage -d 'Print the options in short'

    set -l when -c $command -n '__uio_applet lsuio'
    complete $when -s J -l json -d 'Print JSON'
    complete $when -s n -l noheadings -d 'Leave the headings out'
    complete $when -s r -l raw -d 'One space between columns'

    set -l when -c $command -n '__uio_applet uio-peek uio-poke'
    complete $when -s w -l width -x -a '8 16 32 64' -d 'Width of each access'
    complete $when -s e -l endian -x -a 'little big' -d 'Byte order'

    set -l when -c $command -n '__uio_applet uio-wait'
    complete $when -s n -l count -x -d 'How many interrupts'
    complete $when -s t -l timeout -x -d 'Give up after this time'
    complete $when -l no-arm -d 'Leave the interrupt as it is'

    set -l when -c $command -n '__uio_applet uio-shell'
    complete $when -s f -l file -r -F -d 'Read the commands from a file'

    set -l when -c $command -n __uio_sim
    complete $when -a create -d 'Make a device'
    complete $when -a list -d 'List the simulated devices'
    complete $when -a trigger -d 'Raise interrupts now'
    complete $when -a period -d 'Raise interrupts at intervals'
    complete $when -a remove -d 'Take devices away'
end

set -l when -c uio -n __uio_verb
complete $when -a ls -d 'List devices and their regions'
complete $when -a peek -d 'Read registers'
complete $when -a poke -d 'Write registers'
complete $when -a wait -d 'Wait for interrupts'
complete $when -a irq -d 'Enable or disable the interrupt'
complete $when -a shell -d 'Work on a device, command by command'
complete $when -a sim -d 'Make and drive simulated devices'
