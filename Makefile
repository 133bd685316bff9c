# SPDX-License-Identifier: GPL-2.0-or-later
# `make help` lists the targets.

prefix      ?= /usr/local
BINDIR      ?= $(prefix)/bin
MANDIR      ?= $(prefix)/share/man
BASHCOMPDIR ?= $(prefix)/share/bash-completion/completions
ZSHCOMPDIR  ?= $(prefix)/share/zsh/site-functions
FISHCOMPDIR ?= $(prefix)/share/fish/vendor_completions.d
REGSDIR     ?= $(prefix)/share/uio/regs
SCHEMADIR   ?= $(prefix)/share/uio
DOCDIR      ?= $(prefix)/share/doc/uio-tools
UDEVDIR     ?= $(prefix)/lib/udev/rules.d
SYSUSERSDIR ?= $(prefix)/lib/sysusers.d
KMODDIR     ?= /lib/modules/$(KREL)/updates

BUILD   ?= build
CC       = $(CROSS_COMPILE)gcc
CFLAGS  ?= -O2 -g
INSTALL ?= install

# The kernel headers are those of the running kernel, else the newest that are
# installed, rather without rt. For another machine KDIR has to be set.
HEADERS = /usr/src/linux-headers-
newest_headers = $(shell ls -d $(HEADERS)$(1)-`dpkg --print-architecture 2>/dev/null` \
	2>/dev/null | sort -V | tail -n 1)
KDIR ?= $(if $(CROSS_COMPILE),,$(or $(wildcard /lib/modules/$(shell uname -r)/build), \
	$(call newest_headers,*[0-9]),$(call newest_headers,*)))
# Debian's config/kernel.release may differ from `uname -r`; this file does not.
KREL  = $(shell sed -n 's/.*UTS_RELEASE "\(.*\)"/\1/p' \
	$(KDIR)/include/generated/utsrelease.h 2>/dev/null)

VERSION := $(shell packaging/version)

# WITH_...=0 leaves a library and its feature out of the build, which then does not need
# the headers of the library. A static binary cannot load libraries.
FEATURES = EXPAT JSON READLINE SMARTCOLS UDEV
STATIC  ?= 0
$(foreach f,$(FEATURES),$(eval WITH_$(f) ?= $(if $(filter 1,$(STATIC)),0,1)))
ifneq ($(and $(filter 1,$(STATIC)),$(filter 1,$(foreach f,$(FEATURES),$(WITH_$(f))))),)
  $(error STATIC=1 needs WITH_...=0: a static binary loads no library)
endif

# The files that are not compiled without a library, and those that are not with it.
WITHOUT_EXPAT_0     = $(filter-out %/svd-left-out.c,$(wildcard common/regs/svd*.c)) \
		      $(wildcard common/regs/hwh*.c) common/regs/xml-reader.c \
		      tests/unit/test-regs-svd% tests/unit/test-regs-hwh% \
		      tests/unit/test-regs-round% tests/unit/test-regs-lay% \
		      tests/unit/test-memory%
WITHOUT_EXPAT_1     = common/regs/svd-left-out.c
WITHOUT_JSON_0      = cmd/show/json.c cmd/shell/answer.c cmd/shell/machine.c
WITHOUT_READLINE_0  = cmd/shell/edit.c cmd/shell/history.c
WITHOUT_SMARTCOLS_0 = cmd/show/table-smartcols.c
WITHOUT_SMARTCOLS_1 = cmd/show/table-plain.c
WITHOUT_UDEV_0      = common/device/udev.c
LEFT_OUT = $(foreach f,$(FEATURES),$(WITHOUT_$(f)_$(WITH_$(f)))) \
	   $(if $(filter 1,$(foreach f,$(FEATURES),$(WITH_$(f)))),,common/base/lib.c)

# An applet is a folder of cmd/ with a file applet.c; its link is uio-FOLDER.
APPLETS  := $(patsubst uio-lsuio,lsuio, \
	      $(patsubst cmd/%/applet.c,uio-%,$(wildcard cmd/*/applet.c)))
SOURCES   = $(sort $(wildcard cmd/*.c cmd/*/*.c common/*/*.c))
OBJECTS   = $(patsubst %.c,$(BUILD)/obj/%.o,$(filter-out $(LEFT_OUT),$(SOURCES)))
COMMON    = $(filter $(BUILD)/obj/common/%,$(OBJECTS))
UNITS     = $(patsubst tests/unit/%.c,$(BUILD)/unit/%, \
	      $(filter-out $(LEFT_OUT),$(wildcard tests/unit/test-*.c)))

HARDENING  = -fPIE -fstack-protector-strong -fstack-clash-protection \
	     $(if $(filter -O0,$(CFLAGS))$(findstring _FORTIFY_SOURCE,$(CFLAGS) $(CPPFLAGS)),, \
		-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2)
OUR_CFLAGS = -std=gnu11 -Wall -Wextra -Wformat=2 -Wstrict-prototypes \
	     -Wmissing-prototypes -Wno-missing-field-initializers $(HARDENING) $(CFLAGS)
SWITCHES   = -DUIO_STATIC=$(STATIC) $(foreach f,$(FEATURES),-DWITH_$(f)=$(WITH_$(f)))
OUR_CPPFLAGS = -D_GNU_SOURCE -D_FILE_OFFSET_BITS=64 -D_TIME_BITS=64 $(SWITCHES) \
	       -I. $(CPPFLAGS)
# A static program that is position-independent would begin with 2,300 relocations. With
# two segments, and without relro, it starts in less time.
LINK_0       = -pie -Wl,-z,relro,-z,now
LINK_1       = -static -Wl,-z,norelro,-z,noseparate-code
OUR_LDFLAGS  = $(LINK_$(if $(filter 1,$(STATIC)),1,0)) $(LDFLAGS)

ifneq ($(V),1)
  Q = @
  ifeq ($(findstring s,$(firstword -$(MAKEFLAGS))),)
    say = @echo '  $(1)	$(2)';
  endif
endif

all: $(BUILD)/uio $(APPLETS:%=$(BUILD)/%)

objects: $(OBJECTS)

$(BUILD)/uio: $(OBJECTS)
	$(call say,LD,$@)
	$(Q)$(CC) $(OUR_CFLAGS) $(OUR_LDFLAGS) -o $@ $^ -ldl

$(APPLETS:%=$(BUILD)/%): | $(BUILD)/uio
	$(Q)ln -sf uio $@

$(BUILD)/obj/%.o: %.c
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(OUR_CPPFLAGS) $(OUR_CFLAGS) -MMD -MP -c -o $@ $<

# The version is compiled into one file, and the switches into all files. Files are
# compiled again if their version or switches have changed.
$(BUILD)/obj/cmd/main.o: OUR_CPPFLAGS += -DUIO_VERSION='"$(VERSION)"'
$(BUILD)/obj/cmd/main.o: $(BUILD)/version
$(OBJECTS) $(UNITS): $(BUILD)/switches
$(BUILD)/version: CONTENT = $(VERSION)
$(BUILD)/switches: CONTENT = $(SWITCHES)
$(BUILD)/version $(BUILD)/switches: FORCE
	$(Q)mkdir -p $(@D)
	$(Q)echo '$(CONTENT)' | cmp -s - $@ || echo '$(CONTENT)' > $@

-include $(OBJECTS:.o=.d) $(UNITS:=.d)

# The kernel's build writes beside its sources, so it gets a directory of its own. BTF
# would need pahole, and a vmlinux that headers often lack. KMOD_SOURCE is another
# directory for the module of the tests.
KMOD_SOURCE = kmod

kmod:
	$(Q)test -n '$(KREL)' || { echo 'make: no kernel headers: set KDIR,' \
		'or install the linux-headers package of your kernel' >&2; exit 1; }
	$(Q)mkdir -p $(BUILD)/kmod/$(KREL)
	$(Q)ln -sf $(CURDIR)/$(KMOD_SOURCE)/* $(BUILD)/kmod/$(KREL)/
	$(Q)$(MAKE) -C $(KDIR) M=$(abspath $(BUILD))/kmod/$(KREL) \
		CONFIG_DEBUG_INFO_BTF_MODULES= \
		$(if $(filter 1,$(V)),V=1,--no-print-directory) modules

asan:
	$(Q)$(MAKE) --no-print-directory BUILD=$(BUILD)/asan \
		CFLAGS='-O1 -g -fsanitize=address,undefined -fno-omit-frame-pointer -U_FORTIFY_SOURCE' \
		HARDENING=-fPIE all unit

unit: $(UNITS)

# The unit tests use the objects, too, so make must not remove them.
.SECONDARY:

$(BUILD)/unit/%: tests/unit/%.c $(COMMON)
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(OUR_CPPFLAGS) $(OUR_CFLAGS) -MMD -MP $(OUR_LDFLAGS) -o $@ \
		$(filter %.c %.o,$^) -ldl

# The test of short memory replaces the arena and the functions that allocate.
$(BUILD)/unit/test-memory: OUR_LDFLAGS += -Wl,-z,muldefs \
	$(foreach f,malloc calloc realloc reallocarray strdup strndup,-Wl,--wrap=$(f))

# Builds for a 32-bit and a big-endian CPU. As the libraries are loaded, only their
# headers are needed, which are the same for any CPU.
CROSS = armhf:arm-linux-gnueabihf s390x:s390x-linux-gnu

cross:
	$(Q)for arch in $(CROSS); do \
		$(MAKE) --no-print-directory BUILD=$(BUILD)/cross/$${arch%:*} \
			CROSS_COMPILE=$${arch#*:}- CFLAGS='-O1 -Werror' \
			CPPFLAGS='-idirafter /usr/include' all unit || exit; done

FUZZERS     = $(patsubst tests/fuzz/%.c,$(BUILD)/fuzz/%,$(wildcard tests/fuzz/fuzz-*.c))
FUZZ_OBJECTS = $(patsubst $(BUILD)/%,$(BUILD)/fuzz/%,$(COMMON))
WHOLE_FUZZERS = $(patsubst tests/fuzz/whole/%.c,$(BUILD)/fuzz/%,$(wildcard tests/fuzz/whole/fuzz-*.c))
WHOLE_OBJECTS = $(patsubst $(BUILD)/%,$(BUILD)/fuzz/%,$(filter-out %/cmd/main.o,$(OBJECTS)))
FUZZ_CFLAGS = $(OUR_CPPFLAGS) -std=gnu11 -O1 -g -MMD -MP \
	      -fno-sanitize-recover=undefined

fuzz: $(FUZZERS)

# Fuzzers of whole applets, whose build takes longer.
fuzz-whole: $(WHOLE_FUZZERS)

$(BUILD)/fuzz/obj/%.o: %.c
	$(call say,FUZZ,$<)
	$(Q)mkdir -p $(@D)
	$(Q)clang $(FUZZ_CFLAGS) -fsanitize=fuzzer-no-link,address,undefined -c -o $@ $<

define link_fuzzer
	$(call say,FUZZ,$@)
	$(Q)clang $(FUZZ_CFLAGS) -fsanitize=fuzzer,address,undefined -o $@ \
		$(filter %.c %.o,$^) -ldl
endef

$(BUILD)/fuzz/%: tests/fuzz/%.c $(FUZZ_OBJECTS)
	$(link_fuzzer)

$(BUILD)/fuzz/%: tests/fuzz/whole/%.c $(WHOLE_OBJECTS)
	$(link_fuzzer)

-include $(WHOLE_OBJECTS:.o=.d) $(FUZZERS:=.d) $(WHOLE_FUZZERS:=.d)

# The program that stresses the modules in a virtual machine; static, so that it runs on
# any root.
debug: $(BUILD)/debug/stress

$(BUILD)/debug/stress: $(wildcard tests/debug/*.[ch])
	$(call say,CC,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) -D_GNU_SOURCE $(OUR_CFLAGS) -static -o $@ $(filter %.c,$^)

# The Debian packages that each target needs. QEMU depends on libelf, which the programs
# among the kernel headers also need, although these are only unpacked.
BUILD_PACKAGES  = gcc libc6-dev libexpat1-dev libjson-c-dev libreadline-dev \
		  libsmartcols-dev libudev-dev
VM_PACKAGES     = busybox-static cpio kmod qemu-system-x86 udev xz-utils zstd
CHECK_PACKAGES  = bats clang clang-format codespell e2fsprogs fish jq less libcap2-bin \
		  libclang-rt-dev locales mandoc mount pciutils procps python3 \
		  python3-jsonschema shellcheck sparse strace tmux umockdev zsh
CROSS_PACKAGES  = gcc-arm-linux-gnueabihf gcc-s390x-linux-gnu libc6-dev-armhf-cross \
		  libc6-dev-s390x-cross qemu-user
DEB_PACKAGES    = build-essential debhelper dh-dkms dkms lintian
ARM64_PACKAGES  = device-tree-compiler gcc-aarch64-linux-gnu libc6-dev-arm64-cross \
		  qemu-system-arm
DEBIAN_PACKAGES = mmdebstrap
DEBUG_PACKAGES  = bc bison coccinelle flex libelf-dev ocaml perl
STATIC_PACKAGES = clang-tidy cppcheck
BENCH_PACKAGES  = memtool
COVERAGE_PACKAGES = llvm

deps-demo:
	$(Q)tests/deps $(BUILD_PACKAGES) $(VM_PACKAGES)

deps:
	$(Q)tests/deps $(BUILD_PACKAGES) $(VM_PACKAGES) $(CHECK_PACKAGES) \
		$(if $(filter newest,$(KERNEL)),$(DEBIAN_PACKAGES))
	$(Q)tests/vm/kernel >/dev/null

deps-static:
	$(Q)tests/deps $(BUILD_PACKAGES) $(STATIC_PACKAGES)

deps-cross: deps
	$(Q)tests/deps $(CROSS_PACKAGES)
	$(Q)for arch in $(CROSS); do tests/cross/libraries $${arch%:*} >/dev/null; done

deps-deb:
	$(Q)tests/deps $(BUILD_PACKAGES) $(DEB_PACKAGES)

deps-arm64: deps
	$(Q)tests/deps $(ARM64_PACKAGES)
	$(Q)ARCH=arm64 tests/vm/kernel >/dev/null
	$(Q)tests/arm64/root >/dev/null

deps-debian:
	$(Q)tests/deps $(DEBIAN_PACKAGES)

deps-coverage: deps
	$(Q)tests/deps $(COVERAGE_PACKAGES)

deps-debug: deps
	$(Q)tests/deps $(DEBUG_PACKAGES)
	$(Q)KERNEL=debug tests/vm/kernel >/dev/null

check: deps
	$(Q)tests/run --short lint unit host fuzz vm

# All tests, including long ones: endurance, sanitizers, packages, other machines.
check-all: deps deps-static deps-cross deps-deb deps-arm64 deps-debian
	$(Q)tests/run lint static unit host asan cross fuzz vm package arm64 debian

check-host: all
	$(Q)tests/tools
	$(Q)tests/run lint unit host asan fuzz || { tests/tools >&2; exit 1; }

check-static: deps-static
	$(Q)tests/run static

check-cross: deps-cross
	$(Q)tests/run cross

check-vm: all
	$(Q)tests/run vm

check-arm64: deps-arm64
	$(Q)tests/run arm64

# Acts like a new user, in a root of its own with only git and make.
check-debian: deps-debian
	$(Q)tests/run debian

# Tests the modules under a kernel with debugging checks, which is built first.
check-debug: deps-debug
	$(Q)tests/run debug

# Runs the tests of the host with each tool under valgrind, which takes an hour.
check-valgrind: deps
	$(Q)tests/deps valgrind
	$(Q)tests/run valgrind

# Prints how many lines and branches the tests of the tiers unit, host and vm run.
check-coverage: deps-coverage
	$(Q)tests/coverage

PEERS = $(patsubst tests/bench/%.c,$(BUILD)/bench/%,$(wildcard tests/bench/*.c))

# The first benchmarks count instructions, which are the same in every run; the others
# measure time.
bench: deps $(PEERS) $(BUILD)/bench/registers-static
	$(Q)tests/deps $(BENCH_PACKAGES)
	$(Q)$(MAKE) --no-print-directory STATIC=1 BUILD=$(BUILD)/static all
	$(Q)QEMU_ARGS='-icount shift=0,sleep=off' tests/vm/run --exec \
		tests/bench/instructions $(abspath $(BUILD))/bench >$(BUILD)/bench/output
	$(Q)grep -v '^JSON ' $(BUILD)/bench/output
	$(Q)sed -n 's/^JSON //p' $(BUILD)/bench/output >$(BUILD)/bench/instructions.json
	$(Q)VM_CPUS=2 tests/vm/run --exec tests/bench/run $(abspath $(BUILD))/bench

$(BUILD)/bench/%-static: tests/bench/%.c
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) -O2 -static -o $@ $<

$(BUILD)/bench/%: tests/bench/%.c kmod/uio_stamps.h $(COMMON)
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(OUR_CPPFLAGS) $(OUR_CFLAGS) $(OUR_LDFLAGS) -o $@ \
		$(filter %.c %.o,$^) -ldl

picture: deps
	$(Q)tests/vm/run --exec tests/vm/picture
	$(Q)sed -n '/^<svg/,/^<.svg>/p' $(BUILD)/vm/output > man/session.svg

demo: deps-demo
	$(Q)tests/vm/run --exec tests/vm/demo

MAN_PAGES   = $(wildcard man/*.[0-9])
MAN_DEST    = $(foreach page,$(MAN_PAGES),$(MANDIR)/man$(subst .,,$(suffix $(page)))/$(notdir $(page)))
EXAMPLES    = $(wildcard examples/*/*.* examples/*/uio-*)
INSTALLED   = $(BINDIR)/uio $(APPLETS:%=$(BINDIR)/%) $(MAN_DEST) \
	      $(patsubst %,$(REGSDIR)/%,$(notdir $(wildcard regs/*.regs))) \
	      $(foreach name,uio $(APPLETS),$(BASHCOMPDIR)/$(name)) \
	      $(foreach name,uio $(APPLETS),$(FISHCOMPDIR)/$(name).fish) \
	      $(SCHEMADIR)/uio-tools.schema.json \
	      $(ZSHCOMPDIR)/_uio $(EXAMPLES:%=$(DOCDIR)/%) \
	      $(UDEVDIR)/70-uio.rules $(SYSUSERSDIR)/uio.conf

# The list of installed files is one of words, so only DESTDIR may contain blanks.
DIRECTORIES   = BINDIR MANDIR BASHCOMPDIR ZSHCOMPDIR FISHCOMPDIR REGSDIR SCHEMADIR \
		DOCDIR UDEVDIR SYSUSERSDIR
refuse_blanks = $(foreach dir,$(DIRECTORIES),$(if $(word 2,$($(dir))), \
		$(error $(dir) must not contain blanks)))

install: all
	$(refuse_blanks)
	$(Q)$(INSTALL) -D -m 755 $(BUILD)/uio '$(DESTDIR)$(BINDIR)/uio'
	$(Q)for name in $(APPLETS); do \
		ln -sf uio '$(DESTDIR)$(BINDIR)'/$$name; done
	$(Q)for page in $(MAN_PAGES); do \
		$(INSTALL) -D -m 644 $$page \
			'$(DESTDIR)$(MANDIR)'/man$${page##*.}/$${page##*/}; done
	$(Q)$(INSTALL) -d '$(DESTDIR)$(REGSDIR)'
	$(Q)$(INSTALL) -m 644 regs/*.regs '$(DESTDIR)$(REGSDIR)'
	$(Q)$(INSTALL) -D -m 644 schema/uio-tools.schema.json \
		'$(DESTDIR)$(SCHEMADIR)/uio-tools.schema.json'
	$(Q)for file in $(EXAMPLES); do \
		test -x $$file && mode=755 || mode=644; \
		$(INSTALL) -D -m $$mode $$file '$(DESTDIR)$(DOCDIR)'/$$file; done
	$(Q)$(INSTALL) -D -m 644 completions/uio.bash \
		'$(DESTDIR)$(BASHCOMPDIR)/uio'
	$(Q)for name in $(APPLETS); do \
		ln -sf uio '$(DESTDIR)$(BASHCOMPDIR)'/$$name; done
	$(Q)$(INSTALL) -D -m 644 completions/_uio '$(DESTDIR)$(ZSHCOMPDIR)/_uio'
	$(Q)$(INSTALL) -D -m 644 completions/uio.fish \
		'$(DESTDIR)$(FISHCOMPDIR)/uio.fish'
	$(Q)for name in $(APPLETS); do \
		ln -sf uio.fish '$(DESTDIR)$(FISHCOMPDIR)'/$$name.fish; done
	$(Q)sed 's|/usr/bin/uio|$(BINDIR)/uio|' udev/70-uio.rules | \
		$(INSTALL) -D -m 644 /dev/stdin '$(DESTDIR)$(UDEVDIR)/70-uio.rules'
	$(Q)$(INSTALL) -D -m 644 udev/uio.conf '$(DESTDIR)$(SYSUSERSDIR)/uio.conf'

# Removes the files, and the directories that belong only to this suite.
uninstall:
	$(refuse_blanks)
	$(Q)for file in $(INSTALLED); do rm -f '$(DESTDIR)'$$file; done
	$(Q)for dir in $(REGSDIR) $(dir $(REGSDIR)) \
			$(sort $(dir $(EXAMPLES:%=$(DOCDIR)/%))) \
			$(DOCDIR)/examples $(DOCDIR); do \
		rmdir '$(DESTDIR)'$$dir 2>/dev/null || true; done

# The modules are installed where depmod looks first. Run depmod afterwards.
install-kmod: kmod
	$(Q)for module in $(BUILD)/kmod/$(KREL)/*.ko; do \
		$(INSTALL) -D -m 644 $$module \
			'$(DESTDIR)$(KMODDIR)'/$${module##*/}; done

# The sources of the modules for DKMS, which `dkms install` installs.
dkms:
	$(Q)rm -rf $(BUILD)/dkms-source
	$(Q)$(INSTALL) -D -m 644 -t $(BUILD)/dkms-source kmod/Kbuild kmod/*.[ch]
	$(Q)sed 's/@VERSION@/$(VERSION)/' kmod/dkms.conf >$(BUILD)/dkms-source/dkms.conf

# The tarball of a commit. Its file VERSION contains the whole version.
DIST = uio-tools-$(VERSION)

dist:
	$(Q)case '$(VERSION)' in *-dirty) \
		echo 'make: commit first: a tarball is made from a commit' >&2; exit 1;; esac
	$(Q)mkdir -p $(BUILD)/dist
	$(Q)echo '$(VERSION)' >$(BUILD)/dist/VERSION
	$(Q)git archive -o $(BUILD)/$(DIST).tar.gz --prefix=$(DIST)/ \
		--add-file=$(BUILD)/dist/VERSION HEAD -- . ':(exclude)VERSION'
	@echo $(BUILD)/$(DIST).tar.gz

# The packages are built from a copy of the tree, again if it has changed.
deb: $(BUILD)/deb/done
$(BUILD)/deb/done: $(BUILD)/version Makefile $(wildcard packaging/deb packaging/debian/* \
		completions/* examples/*/* kmod/* man/* regs/* schema/* udev/*) $(SOURCES) | deps-deb
	$(Q)packaging/deb '$(VERSION)' $(BUILD)/deb
	$(Q)touch $@

clean:
	$(Q)rm -rf $(BUILD)

help:
	@echo 'make              build the binary and its applet links, in $(BUILD)/'
	@echo 'make kmod         build the kernel modules, for the headers in KDIR'
	@echo 'make deps         install the packages for make and make check (apt);'
	@echo '                  deps-demo, deps-cross, deps-deb, deps-arm64, deps-debian, deps-debug,'
	@echo '                  deps-coverage: those for other targets, which install them'
	@echo '                  by themselves'
	@echo 'make demo         try the tools on two devices, in a virtual machine'
	@echo 'make check        run the tests, except long ones; KERNEL=6.12, rt or newest'
	@echo '                  chooses another kernel than the default one of this Debian'
	@echo 'make check-all    run all tests, with sanitizers, packages and other machines'
	@echo 'make check-host   run the tests that need no kernel'
	@echo 'make check-static run gcc -fanalyzer, clang-tidy and cppcheck on the sources'
	@echo 'make check-cross  run the tests for other CPUs, which QEMU emulates'
	@echo 'make check-debian run demo and check on Debian 13; RELEASE=12 or forky'
	@echo 'make check-debug  test the modules under a kernel with debugging checks;'
	@echo '                  STRESS_SECONDS=60 shortens the stress test from 600 s'
	@echo 'make check-valgrind run the tests that need no kernel, under valgrind'
	@echo 'make check-coverage print how many lines and branches the tests run; VM=no'
	@echo '                  leaves the tests in the virtual machine out'
	@echo 'make picture      make the picture in the README from a real session'
	@echo 'make bench        measure the speed, in the virtual machine'
	@echo 'make fuzz         build only the fuzzers, in $(BUILD)/fuzz/; fuzz-whole, those of applets'
	@echo 'make check-vm     run the tests in the virtual machine'
	@echo 'make check-arm64  run the tests in a virtual arm64 machine'
	@echo 'make install      install into prefix ($(prefix)), below DESTDIR; uninstall'
	@echo 'make deb          build Debian packages, in $(BUILD)/deb/'
	@echo 'make install-kmod install the modules for the kernel of KDIR'
	@echo 'make dkms         copy the modules for DKMS to $(BUILD)/dkms-source/'
	@echo 'make dist         make a tarball of the last commit, in $(BUILD)/'
	@echo 'make clean        remove $(BUILD)/'
	@echo 'STATIC=1          build one static binary, for an initramfs'
	@echo 'WITH_EXPAT=0, WITH_JSON=0, WITH_READLINE=0, WITH_SMARTCOLS=0, WITH_UDEV=0'
	@echo '                  leave a library out, with its feature'
	@echo 'V=1 shows commands; CC, CROSS_COMPILE, CFLAGS are honoured.'

.DEFAULT_GOAL := all
.PHONY: all objects kmod asan unit cross fuzz fuzz-whole debug deps-demo deps deps-static \
	deps-cross deps-deb deps-arm64 deps-debian deps-debug deps-coverage check check-all \
	check-host check-static check-cross check-vm check-arm64 check-debian check-valgrind \
	check-debug check-coverage bench picture demo \
	deb dkms dist install uninstall install-kmod clean help FORCE
