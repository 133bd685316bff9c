# SPDX-License-Identifier: GPL-2.0-or-later
#
# Completion for uio and its applets. Devices, regions and registers are those
# that uio itself knows; no device is opened. It is to be found under the name of
# each applet, and may be read several times.

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

    set -l takes_value --require
    switch "$applet"
        case lsuio
            set -a takes_value -o --output --driver --name \
                --count --timeout --wait-for
        case uio-peek
            set -a takes_value -w --width -e --endian --regs --peripheral \
                -b --base -o --output --repeat --watch --until --timeout --interval
        case uio-poke
            set -a takes_value -w --width -e --endian --regs --peripheral \
                --delay --expect --from -i --input
        case uio-wait
            set -a takes_value -w --width -e --endian --regs --peripheral \
                -n --count -t --timeout --idle-timeout --arm --via --snapshot \
                --ack --format --clock --ready-fd --report --stamps
        case uio-shell
            set -a takes_value -c --command -f --file --replay
        case uio-regs
            set -a takes_value -o --output -p --peripheral
        case uio-sim
            set -a takes_value --regs --peripheral
    end
    set -l ended no
    set -l skip no
    for token in $tokens
        if test $skip = yes
            set skip no
        else if test $ended = yes; or not string match -qr -- '^-.' "$token"
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

# Whether applet $argv[1] is at its verb.
function __uio_at_verb
    set -l words (__uio_words)
    test "$words[1]" = $argv[1]; and not set -q words[2]
end

# The value of the long option $argv[1], where it was given.
function __uio_given
    set -l value
    set -l is_next no
    for token in (commandline -opc)
        if test $is_next = yes
            set value "$token"
            set is_next no
        else if test "$token" = $argv[1]
            set is_next yes
        else if string match -q -- "$argv[1]=*" "$token"
            set value (string replace -- "$argv[1]=" '' "$token")
        end
    end
    test -n "$value"; and string replace -r '^~/' "$HOME/" -- "$value"
end

# Whether one of these options was given.
function __uio_option
    for token in (commandline -opc)
        contains -- (string replace -r '=.*' '' -- "$token") $argv; and return
    end
    return 1
end

# What uio itself proposes.
function __uio_ask
    command uio --complete $argv 2>/dev/null
end

# How often the first word comes again.
function __uio_count
    set -l count 0
    for word in $argv[2..]
        test "$word" = "$argv[1]"; and set count (math $count + 1)
    end
    echo $count
end

# Devices that share a name are told apart by #K.
function __uio_devices
    set -l names (__uio_ask devices)
    set -l seen
    for name in $names
        if test -z "$name"
            continue
        else if test (__uio_count "$name" $names) -gt 1
            printf '%s#%d\tUIO device\n' "$name" (__uio_count "$name" $seen)
            set -a seen "$name"
        else
            printf '%s\tUIO device\n' "$name"
        end
    end
end

# The names alone, as --require takes them.
function __uio_names
    __uio_ask devices | string match -rv '^(uio\d+)?$' | sort -u
end

# The columns of lsuio, behind those that were typed.
function __uio_columns
    set -l typed (commandline -ct | string replace -r '^(--\w+=|-o)' '')
    set -l before (string match -r '^(?:.*,|\+)?' -- "$typed")
    for line in (command uio ls --list-columns 2>/dev/null)
        printf '%s%s\n' "$before" (string replace -r ' +' \t -- $line)
    end
end

function __uio_drivers
    command uio ls -rno DRIVER 2>/dev/null | string match -rv '^$' | sort -u
end

# The regions of the device in $argv[1]. Devices may hold colons too: the first
# part that is one counts.
function __uio_regions
    set -l device
    set -l parts (string split : -- "$argv[1]")
    for part in $parts[1..-2]
        set -a device $part
        set -l word (string join : -- $device)
        set -l regions (__uio_ask regions "$word")
        if set -q regions[1]
            printf '%s\tregion\n' "$word:"$regions
            return
        end
    end
    __uio_devices
end

# The registers and fields of the device that was given, with $argv[1] behind
# each.
function __uio_registers
    set -l device (__uio_words)[2]
    set -l file (__uio_given --regs)
    set -l peripheral
    set -q file[1]; and set peripheral (__uio_given --peripheral)
    test -n "$device"; or return
    for name in (__uio_ask registers "$device" $file $peripheral)
        printf '%s%s\n' "$name" "$argv[1]"
    end
end

# Paths that begin with $argv[1]. fish 4 also proposes those for what follows a colon.
function __uio_paths
    for line in (__fish_complete_path "$argv[1]")
        set -l path (string replace -r '\t.*' '' -- "$line" | string replace -r '^~/' "$HOME/")
        test -e "$path"; and echo -- "$line"
    end
end

function __uio_register_files
    set -l typed (commandline -ct | string replace -r '^--\w+=' '')
    __uio_paths "$typed" | string match -r '.*(?:/|\.regs|\.svd)(?:\t.*)?$'
end

function __uio_simulated
    for name in (__uio_ask sims)
        printf '%s\tsimulated device\n' "$name"
    end
end

function __uio_attributes
    printf '%s\n' {name,version,count,period_ns,burst}= irq={none,custom} \
        irqcontrol={none,gate,oneshot} \
        map{0,1,2,3,4}/{name,size,offset,data}= \
        map{0,1,2,3,4}/type={virtual,logical,phys} \
        map{0,1,2,3,4}/stamps={0,1} \
        port{0,1,2,3,4}/{name,start,size}= \
        port{0,1,2,3,4}/type={x86,gpio,other}
end

# What may stand at the cursor, where that is no option.
function __uio_word
    set -l words (__uio_words)
    set -l token (commandline -ct)
    switch "$words[1] "(count $words)
        case 'uio-wait *'
            if contains -- -- (commandline -opc)
                __fish_complete_command
            else if string match -q '*:*' -- "$token"
                __uio_regions (string unescape -- "$token")
            else
                __uio_devices
            end
        case 'uio-peek 1' 'uio-poke 1' 'uio-shell 1'
            if string match -q '*:*' -- "$token"
                __uio_regions (string unescape -- "$token")
            else
                __uio_devices
            end
        case 'uio-peek *'
            __uio_registers
        case 'uio-poke *'
            if __uio_option -i --input
                __uio_registers
            else
                __uio_registers =
            end
        case 'lsuio *' 'uio-irq 1'
            __uio_devices
        case 'uio-irq 2'
            printf '%s\n' on\t'let the interrupt through' off\t'mask it'
        case 'uio-regs 1'
        case 'uio-regs *'
            if test "$words[2]" = check; or test (count $words) -eq 2
                __uio_register_files
            end
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
    if string match -q '*/*' -- "$token"; and contains -- "$words[1] "(count $words) \
            uio-{peek,poke,wait,irq,shell}' 1' 'lsuio '(count $words)
        __uio_paths "$token"
    end
end

for command in uio lsuio uio-{peek,poke,wait,irq,shell,regs,sim}
    complete -c $command -e
    complete -c $command -f -a '(__uio_word)'

    complete -c $command -l help -d 'Print how it is called'
    complete -c $command -s V -l version -d 'Print the version'
    complete -c $command -n 'not __uio_applet uio-' -l usage -d 'Print the options in short'

    set -l when -c $command -n '__uio_applet lsuio uio-{peek,poke,wait,irq,shell}'
    complete $when -l require -x -a '(__uio_names)' -d 'Go on only with this device'

    set -l when -c $command -n '__uio_applet lsuio'
    complete $when -s J -l json -d 'Print JSON'
    complete $when -s P -l pairs -d 'Print COLUMN="value"'
    complete $when -s r -l raw -d 'One space between columns'
    complete $when -s v -l verbose -d 'Print a block for each device'
    complete $when -s o -l output -x -a '(__uio_columns)' -d 'Print these columns'
    complete $when -s O -l output-all -d 'Print all columns'
    complete $when -s n -l noheadings -d 'Leave the headings out'
    complete $when -s b -l bytes -d 'Print sizes in bytes'
    complete $when -s m -l map-test -d 'Open the devices, try to map their maps'
    complete $when -l candidates -d 'Print what could become a UIO device'
    complete $when -l diagnose -d 'Check what may keep DEVICE from working'
    complete $when -l probe -d 'With --diagnose, open and map it'
    complete $when -l driver -x -a '(__uio_drivers)' -d 'Only devices whose driver matches'
    complete $when -l name -x -a '(__uio_names)' -d 'Only devices whose name matches'
    complete $when -l list-columns -d 'Print the columns there are'
    complete $when -l watch -d 'Print what comes and goes'
    complete $when -l wait-for -x -a '(__uio_names)' -d 'Wait until the device is there and usable'
    complete $when -l count -x -d 'End --watch after so many events'
    complete $when -l timeout -x -d 'End --watch or --wait-for after this time'

    set -l when -c $command -n '__uio_applet uio-peek uio-poke uio-wait'
    complete $when -s w -l width -x -a '8 16 32 64' -d 'Width of each access'
    complete $when -s e -l endian -x -a 'little big' -d 'Byte order'
    complete $when -l regs -x -a '(__uio_register_files)' -d 'Take names from this file'
    complete $when -l peripheral -x -d 'Which one of an SVD file'
    complete $when -l force -d 'Do what the register file advises against'

    set -l when -c $command -n '__uio_applet uio-peek'
    complete $when -s a -l all -d 'Read all registers'
    complete $when -s b -l base -x -a '2 8 10 16' -d 'Base of values'
    complete $when -s d -l decode -d 'Print fields'
    complete $when -s J -l json -d 'Print JSON'
    complete $when -s o -l output -r -F -d 'Write the bytes to a file'
    complete $when -l repeat -x -d 'How often'
    complete $when -l watch -x -d 'Read each so long'
    complete $when -l until -x -a '(__uio_registers)' -d 'First wait for this'
    complete $when -l timeout -x -d 'Give --until up after this time'
    complete $when -l interval -x -d 'Between two reads'

    set -l when -c $command -n '__uio_applet uio-poke'
    complete $when -l delay -x -d 'Between two writes'
    complete $when -l dry-run -d 'Print the accesses alone'
    complete $when -l expect -x -a '(__uio_registers)' -d 'Write only if this holds'
    complete $when -l from -x -d 'What partial writes start from'
    complete $when -s i -l input -r -F -d 'Write the bytes of a file'
    complete $when -l pad -d 'Fill up the last unit of the file'
    complete $when -s v -l verify -d 'Read back what was written'

    set -l when -c $command -n '__uio_applet uio-wait'
    complete $when -s n -l count -x -d 'How many interrupts'
    complete $when -s t -l timeout -x -d 'Give up after this time'
    complete $when -l idle-timeout -x -d 'Give up when none came so long'
    complete $when -l arm -x -a 'irqcontrol intx' -d 'The way to arm'
    complete $when -l no-arm -d 'Leave the interrupt as it is'
    complete $when -l via -x -a 'poll read sigio' -d 'The way to wait'
    complete $when -l snapshot -x -a '(__uio_registers)' -d 'Read this at each event'
    complete $when -l ack -x -a '(__uio_registers =)' -d 'Write this at each event'
    complete $when -l fail-fast -d 'End when the command fails'
    complete $when -l format -x -d 'Print events so'
    complete $when -s J -l json -d 'Print JSON'
    complete $when -s q -l quiet -d 'Print no events'
    complete $when -s v -l verbose -d 'Say how it is armed'
    complete $when -l clock -x -a 'monotonic realtime' -d 'Whose time'
    complete $when -l banner -d 'Print a line when all are armed'
    complete $when -l ready-fd -x -d 'Write a newline there when all are armed'
    complete $when -l stats -d 'Print statistics'
    complete $when -l report -x -d 'Print them each so long'
    complete $when -l stamps -x -a '(__uio_ask regions (__uio_words)[2])' -d 'A ring of stamps'

    set -l when -c $command -n '__uio_applet uio-irq'
    complete $when -s J -l json -d 'Print the status as JSON'
    complete $when -l status -d 'Print what is known of the interrupt'
    complete $when -s v -l verbose -d 'Say which way it was done'

    set -l when -c $command -n '__uio_applet uio-shell'
    complete $when -s c -l command -x -d 'Run commands'
    complete $when -l dry-run -d 'Check all commands, and touch nothing'
    complete $when -s f -l file -r -F -d 'Read the commands from a file'
    complete $when -s k -l keep-going -d 'Go on behind a command that fails'
    complete $when -l replay -r -F -d 'Run a log, and print where results differ'
    complete $when -s x -l trace -d 'Print each command before it runs'

    set -l when -c $command -n '__uio_applet uio-regs'
    complete $when -s J -l json -d 'Print JSON'
    complete $when -s n -l noheadings -d 'Leave the headings out'
    complete $when -s o -l output -r -F -d 'Write to a file'
    complete $when -s p -l peripheral -x -d 'Which one of an SVD file'

    set -l when -c $command -n '__uio_at_verb uio-regs'
    complete $when -a check -d 'Look for mistakes'
    complete $when -a show -d 'Print the registers'
    complete $when -a convert -d 'Print it as text'

    set -l when -c $command -n '__uio_applet uio-sim'
    complete $when -l regs -x -a '(__uio_register_files)' -d 'Make the registers of this file'
    complete $when -l peripheral -x -d 'Which one of an SVD file'

    set -l when -c $command -n '__uio_at_verb uio-sim'
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
complete $when -a regs -d 'Check, show and convert register files'
complete $when -a sim -d 'Make and drive simulated devices'
