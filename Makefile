# Vitrin. `make run` shows the report, `make test` proves it, `make help` lists the rest.

# ---- knobs ----
HOST ?= desktop
MODE ?= debug
# HOST=rpi on another machine is a cross build for its 64 bits, on a Pi itself the native one
CROSS := $(if $(filter rpi,$(HOST)),$(if $(filter aarch64,$(shell uname -m)),,aarch64-linux-gnu-))
PKG_CONFIG ?= $(CROSS)pkg-config
ifeq ($(origin CC),default)
CC := $(CROSS)gcc
endif
# of the machine that builds, for what runs while it does
CC_BUILD ?= gcc
B := build/$(HOST)-$(MODE)
PACK := $(B)/chongqing.vpack
# what makes packs runs on the machine that builds; a pack is the same bytes wherever it is made
PACK_TOOL := build/$(if $(CROSS),desktop,$(HOST))-$(MODE)/vitrin-pack

# one line a step; V=1 shows the whole commands
say = $(if $(V),,@echo '  $1 $@';)
# a make of its own: as many steps at a time as there are processors, unless another number was said
BUILD = $(MAKE) --no-print-directory $(if $(filter -j% --jobserver%,$(MAKEFLAGS)),,-j$(shell nproc))

# ---- what Debian has to bring; said in one line before it is installed ----
PACKAGES := gcc libc6-dev pkg-config libsdl2-dev libsdl2-ttf-dev libsdl2-image-dev libharfbuzz-dev libfribidi-dev \
 libunibreak-dev libsqlite3-dev libsodium-dev libqrencode-dev libdrm-dev libcsv-dev libgeos-dev
TEST_PACKAGES := libcmocka-dev minisign unicode-data xvfb xauth libicu-dev python3-minimal imagemagick zbar-tools strace faketime procps \
 systemd udev kmod dosfstools exfatprogs mtools ntfs-3g fdisk dmsetup qemu-system-common $(if $(filter x86_64,$(shell uname -m)),user-mode-linux) \
 $(FUZZ_PACKAGES)
# HOST=rpi: the libraries for arm64 beside those of this machine. Two of Debian's do not stand beside their like of another processor:
# libunibreak is unpacked under build/, and of GEOS the library alone is needed, for its headers are there.
RPI_UNPACKED := libunibreak1:arm64 libunibreak-dev:arm64
RPI_PACKAGES := gcc-aarch64-linux-gnu libc6-dev-arm64-cross pkgconf:arm64 libgeos-c1v5:arm64 \
 $(patsubst %,%:arm64,$(filter-out gcc libc6-dev pkg-config libunibreak-dev libgeos-dev,$(PACKAGES)))
RPI_TEST_PACKAGES := minisign unicode-data imagemagick zbar-tools $(if $(filter aarch64,$(shell uname -m)),libcmocka-dev libicu-dev,\
 binutils qemu-user-static libcmocka-dev:arm64 libicu-dev:arm64)
DEB_PACKAGES := debhelper dpkg-dev fakeroot lintian
DEB_TEST_PACKAGES := apt apt-utils mmdebstrap mandoc prometheus imagemagick systemd
IMAGE_PACKAGES := mmdebstrap arch-test binfmt-support qemu-user-static mtools dosfstools fdisk e2fsprogs zstd kmod \
 $(if $(filter 0,$(shell id -u)),,fakeroot uidmap)
E2E_PACKAGES := apt apt-utils qemu-system-arm mmdebstrap python3 imagemagick mtools dosfstools exfatprogs fdisk e2fsprogs
LINT_PACKAGES := clang-format clang-tidy cppcheck
FUZZ_PACKAGES := clang libclang-rt-dev

# ---- flags ----
LIBS := sdl2 SDL2_ttf SDL2_image harfbuzz fribidi sqlite3 libsodium libqrencode libdrm
WARN := -Wall -Wextra -Wpedantic -Wshadow -Wvla -Wundef -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings \
 -Wformat=2 -Wimplicit-fallthrough -Wdouble-promotion -Wnull-dereference
# what is built to be tested is linked often: by the quicker one of binutils' linkers, where there are two
QUICK_LD := $(if $(shell command -v $(CROSS)ld.gold),-fuse-ld=gold)
CFLAGS_debug := -O1 -g
LDFLAGS_debug := $(QUICK_LD)
CFLAGS_release := -O2 -g -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
LDFLAGS_release := -pie -Wl,-z,relro,-z,now
CFLAGS_asan := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
LDFLAGS_asan := -fsanitize=address,undefined $(QUICK_LD)
CFLAGS_cov := -O0 -g --coverage
LDFLAGS_cov := --coverage
CFLAGS_fuzz := -O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
LDFLAGS_fuzz := -fsanitize=address,undefined
# asked for once, and only when something is compiled: before that, `packages` may have to bring it
PKG_CFLAGS = $(eval PKG_CFLAGS := $(shell $(PKG_CONFIG) --cflags $(LIBS) 2>/dev/null))$(PKG_CFLAGS)
PKG_LIBS = $(eval PKG_LIBS := $(shell $(PKG_CONFIG) --libs $(LIBS) 2>/dev/null))$(PKG_LIBS)
ALL_CFLAGS = -std=c11 -D_GNU_SOURCE -Isrc -I. -I$(B)/gen -ffp-contract=off $(WARN) $(CFLAGS_$(MODE)) \
 $(PKG_CFLAGS) -MMD -MP $(CFLAGS)
RPI_ROOT := build/rpi-root
ALL_LDLIBS = $(if $(CROSS),-L$(RPI_ROOT)/usr/lib) $(PKG_LIBS) -lunibreak -lm
DEVICE_LDLIBS = $(shell $(PKG_CONFIG) --libs sqlite3 libsodium) -lm
TOOL_LDLIBS = $(ALL_LDLIBS) -lcsv $(if $(CROSS),-l:libgeos_c.so.1,-lgeos_c)

# ---- sources ----
SRC := $(filter-out src/app/main.c src/intake/main.c,$(wildcard src/*/*.c))
# what finds and opens the pack to be shown
SLOT_SRC := $(wildcard src/base/*.c src/pack/*.c src/content/*.c)
INTAKE_SRC := $(SLOT_SRC) $(wildcard src/intake/*.c) src/ui/strings.c src/ui/outcome_words.c
TOOL_SRC := $(wildcard tools/pack_*.c)
OBJ := $(SRC:%.c=$(B)/%.o)
TOOL_OBJ := $(TOOL_SRC:%.c=$(B)/%.o)
TEST_SRC := $(wildcard tests/unit/test_*.c)
TESTS := $(TEST_SRC:tests/unit/%.c=$(B)/tests/%)
FUZZERS := $(patsubst tests/fuzz/%.c,$(B)/fuzz/%,$(wildcard tests/fuzz/fuzz_*.c))
DATA := $(wildcard data/*.csv data/*.sql data/geo/* data/art/* data/font/*)

# ---- rules ----
.PHONY: all run test packages test-packages lint-packages lint bench goldens install clean help
all: $(B)/vitrin $(B)/vitrin-intake $(B)/vitrin-pack $(PACK).minisig

$(B)/%.o: %.c $(B)/gen/strings_gen.h
	@mkdir -p $(@D)
	$(call say,CC)$(CC) $(ALL_CFLAGS) -c -o $@ $<

# whatever touches every pixel: a quarter of the time that tests of pictures take
$(filter $(B)/src/draw/%,$(OBJ)): CFLAGS += $(if $(filter debug release,$(MODE)),-O3)
$(filter $(B)/src/base/% $(B)/src/text/%,$(OBJ)): CFLAGS += -Wconversion

$(B)/gen/strings_gen.h: assets/strings.csv $(B)/strings_gen
	@mkdir -p $(@D)
	$(B)/strings_gen $< > $@.new && mv $@.new $@

# data/schema.sql as C strings, a statement each: every pack has the same tables
$(B)/gen/pack_schema.h: data/schema.sql Makefile
	@mkdir -p $(@D)
	{ echo 'static const char *const PACK_SCHEMA[] = {'; sed 's/["\\]/\\&/g; s/^/    "/; s/$$/",/' $<; echo '};'; } > $@.new && mv $@.new $@
$(B)/tools/pack_build.o $(B)/src/content/content_schema.o: $(B)/gen/pack_schema.h

$(B)/strings_gen: tools/strings_gen.c
	@mkdir -p $(@D)
	$(call say,LD)$(CC_BUILD) -std=c11 $(WARN) -o $@ $< -lcsv

$(B)/vitrin: $(OBJ) $(B)/src/app/main.o
	$(call say,LD)$(CC) $(LDFLAGS_$(MODE)) $(LDFLAGS) -o $@ $^ $(ALL_LDLIBS)

# reads sticks: neither a screen nor a font, and nothing that can sign
$(B)/vitrin-intake: $(INTAKE_SRC:%.c=$(B)/%.o)
	$(call say,LD)$(CC) $(LDFLAGS_$(MODE)) $(LDFLAGS) -o $@ $^ $(DEVICE_LDLIBS)

$(B)/vitrin-pack: $(OBJ) $(TOOL_OBJ) $(B)/tools/vitrin_pack.o
	$(call say,LD)$(CC) $(LDFLAGS_$(MODE)) $(LDFLAGS) -o $@ $^ $(TOOL_LDLIBS)

$(B)/vitrin-art: $(patsubst %.c,$(B)/%.o,$(wildcard tools/art_*.c)) $(B)/tools/vitrin_art.o $(OBJ)
	$(call say,LD)$(CC) $(LDFLAGS_$(MODE)) $(LDFLAGS) -o $@ $^ $(ALL_LDLIBS)

$(B)/vitrin-card: $(B)/tools/vitrin_card.o $(OBJ)
	$(call say,LD)$(CC) $(LDFLAGS_$(MODE)) $(LDFLAGS) -o $@ $^ $(ALL_LDLIBS)

$(B)/bench-floor: tools/bench_floor.c
	@mkdir -p $(@D)
	$(call say,LD)$(CC) $(ALL_CFLAGS) $(LDFLAGS_$(MODE)) -o $@ $< $(ALL_LDLIBS)

# a cross build leaves what runs here to this machine's own build, which knows whether it is up to date
.PHONY: ask-desktop
ask-desktop:
ifneq ($(CROSS),)
$(OBJ): | $(RPI_ROOT)/unpacked
$(RPI_ROOT)/unpacked:
	@tools/unpack_packages.sh $(RPI_ROOT) $(RPI_UNPACKED)
$(PACK_TOOL): ask-desktop
	@$(MAKE) -s --no-print-directory HOST=desktop MODE=$(MODE) CC=$(CC_BUILD) PKG_CONFIG=pkg-config $@
endif

$(PACK): $(PACK_TOOL) $(DATA)
	$(call say,PACK)$(PACK_TOOL) build data -o $@

# a key of this build tree's own: made on first use, trusted by the programs beside it alone
$(B)/keys.d/development.pub: | $(PACK_TOOL)
	@mkdir -p $(@D)
	rm -f $(B)/development.*
	$(call say,PACK)$(PACK_TOOL) keygen $(B)/development --no-password
	mv $(B)/development.pub $@

$(PACK).minisig: $(PACK) $(B)/keys.d/development.pub
	$(call say,PACK)$(PACK_TOOL) sign $(PACK) -k $(B)/development.key

$(B)/tests/%: tests/unit/%.c $(OBJ) $(TOOL_OBJ)
	@mkdir -p $(@D)
	$(call say,LD)$(CC) $(ALL_CFLAGS) -Itests $(LDFLAGS_$(MODE)) -o $@ $< $(TEST_OBJ) $(OBJ) $(TOOL_OBJ) $(TOOL_LDLIBS) -lcmocka $(TEST_LDLIBS)

FAULT_BIN := $(patsubst tests/faults/bin/%.c,$(B)/faults/%,$(wildcard tests/faults/bin/*.c))
FAULT_LIB := $(patsubst tests/faults/preload/%.c,$(B)/faults/%.so,$(wildcard tests/faults/preload/*.c))
# what rows of the scorecard run besides the programs themselves; the first thousands of times, so without libraries that it does not call
$(B)/faults/check_state: tests/faults/bin/check_state.c $(SLOT_SRC:%.c=$(B)/%.o)
	@mkdir -p $(@D)
	$(call say,LD)$(CC) $(ALL_CFLAGS) $(LDFLAGS_$(MODE)) -o $@ $< $(SLOT_SRC:%.c=$(B)/%.o) $(DEVICE_LDLIBS)
$(B)/faults/%: tests/faults/bin/%.c $(OBJ)
	@mkdir -p $(@D)
	$(call say,LD)$(CC) $(ALL_CFLAGS) $(LDFLAGS_$(MODE)) -o $@ $< $(OBJ) $(ALL_LDLIBS)

$(B)/faults/%.so: tests/faults/preload/%.c
	@mkdir -p $(@D)
	$(call say,LD)$(CC) -std=c11 -D_GNU_SOURCE $(filter-out -Wpedantic,$(WARN)) -O1 -g -fPIC -shared -o $@ $<

FAULT_OBJ := $(patsubst %.c,$(B)/%.o,$(wildcard tests/faults/*.c))
$(B)/tests/test_intake_%: TEST_OBJ = $(FAULT_OBJ)
$(filter $(B)/tests/test_intake_%,$(TESTS)): $(FAULT_OBJ)
# what eats bytes lies below the programs
FUZZ_OBJ := $(filter-out $(addprefix $(B)/src/,app/% intake/% host/% stats/%),$(OBJ)) $(TOOL_OBJ)
$(B)/fuzz/%: tests/fuzz/%.c $(FUZZ_OBJ)
	@mkdir -p $(@D)
	$(call say,LD)$(CC) $(ALL_CFLAGS) $(LDFLAGS_$(MODE)) -fsanitize=fuzzer -o $@ $< $(FUZZ_OBJ) $(TOOL_LDLIBS)

$(B)/tests/test_text_icu: TEST_LDLIBS = -licui18n -licuuc

-include $(OBJ:.o=.d) $(TOOL_OBJ:.o=.d) $(B)/src/app/main.d $(B)/src/intake/main.d $(B)/tools/vitrin_pack.d $(B)/tools/vitrin_art.d $(B)/tools/vitrin_card.d $(TESTS:=.d) $(FAULT_OBJ:.o=.d) $(FUZZERS:=.d) $(FAULT_BIN:=.d)

# ---- the two commands ----
run: packages
	+@$(BUILD) MODE=release all
	build/$(HOST)-release/vitrin $(ARGS)

test: packages test-packages
	+@$(BUILD) MODE=debug all check-share
	+@$(BUILD) MODE=asan all check-build
	+@$(BUILD) MODE=fuzz CC=clang check-fuzz
	-@$(if $(FOR_PI),$(MAKE) --no-print-directory HOST=rpi MODE=release packages rpi-test-packages)
	@tests/run build/$(HOST)-debug build/$(HOST)-asan $(FOR_PI)

# an everyday run on a PC looks at a share of test-rpi as well
FOR_PI = $(if $(filter x86_64-desktop,$(shell uname -m)-$(HOST)),build/rpi-release)
# the plain unit tests of an everyday run: those that do less under sanitizers (tests/run)
SHARE_TESTS := $(patsubst tests/unit/%.c,$(B)/tests/%,$(shell grep -lE "__SANITIZE_ADDRESS__|SUPPORT_SHARE" $(TEST_SRC)))
.PHONY: check-build check-share
check-build: $(TESTS) $(FAULT_BIN) $(FAULT_LIB)
check-share: $(SHARE_TESTS) $(FAULT_BIN) $(FAULT_LIB)

packages:
	@tools/need_packages.sh $(PACKAGES) $(if $(CROSS),$(RPI_PACKAGES))
test-packages:
	@tools/need_packages.sh $(TEST_PACKAGES)
rpi-test-packages:
	@tools/need_packages.sh $(RPI_TEST_PACKAGES)
fuzz-packages:
	@tools/need_packages.sh $(FUZZ_PACKAGES)
lint-packages:
	@tools/need_packages.sh $(LINT_PACKAGES)

# ---- tests ----
# a printed page for volunteers, A5, in both languages
.PHONY: card
card: $(B)/vitrin-card
	for lang in fa en; do $(B)/vitrin-card $$lang platform/card-volunteer.$$lang.txt $(B)/card-volunteer-$$lang.png || exit 1; done

# what the processor could change, tried for arm64: under qemu-user, on a Pi itself as it is
.PHONY: test-rpi check-rpi rpi-test-packages
test-rpi:
	@$(MAKE) --no-print-directory HOST=rpi MODE=release packages rpi-test-packages
	+@$(BUILD) HOST=rpi MODE=release all check-rpi
	+@$(BUILD) HOST=desktop MODE=release build/desktop-release/vitrin-pack
	@tests/rpi.sh build/rpi-release build/desktop-release
check-rpi: $(TESTS)
# what an everyday run tries of it (tests/rpi.sh)
RPI_SHARE := test_base test_hash test_str_utf8 test_text_bidi test_text_cases test_text_format test_text_icu test_text_layout test_content_fold test_draw_canvas test_draw_image test_gesture test_map test_pack_bits test_pack_order test_pack_ring test_pack_state test_pack_tag test_stats test_timeline
.PHONY: check-rpi-share
check-rpi-share: $(RPI_SHARE:%=$(B)/tests/%)

goldens: all
	tests/golden/make.sh $(B)

.PHONY: faults
faults: packages test-packages
	+@$(BUILD) MODE=debug all check-build
	+@$(BUILD) MODE=fuzz CC=clang check-fuzz
	@tests/faults/scorecard.py long build/$(HOST)-debug

.PHONY: fuzz check-fuzz fuzz-packages
fuzz: packages fuzz-packages
	+@$(BUILD) MODE=fuzz CC=clang check-fuzz
	@tests/fuzz/run.sh build/$(HOST)-fuzz $(or $(T),10)
check-fuzz: $(FUZZERS)

# ---- quality ----
lint: packages lint-packages $(B)/gen/strings_gen.h $(B)/gen/pack_schema.h $(B)/vitrin $(B)/vitrin-intake
	tools/check_sizes.sh
	tools/check_layers.sh
	tools/check_signing.sh $(B)/vitrin $(B)/vitrin-intake
	tools/check_headers.sh "$(CC) $(ALL_CFLAGS)"
	clang-format --dry-run --Werror $(shell find src tools tests -name '*.[ch]')
	printf '%s\n' $(wildcard src/*/*.c tools/*.c) | xargs -P2 -n4 tools/check_tidy.sh "$(ALL_CFLAGS)"
	cppcheck --quiet --error-exitcode=1 --enable=warning,performance,portability --inline-suppr --suppress=normalCheckLevelMaxBranches -Isrc -I. -I$(B)/gen src tools

bench: packages test-packages
	+@$(BUILD) MODE=release all build/$(HOST)-release/bench-floor
	tools/bench.sh build/$(HOST)-release

# ---- install ----
PREFIX ?= /usr
SHARE := $(DESTDIR)$(PREFIX)/share/vitrin
LIB := $(DESTDIR)$(PREFIX)/lib
MAN := $(DESTDIR)$(PREFIX)/share/man
COMPLETION := $(DESTDIR)$(PREFIX)/share/bash-completion/completions
DOC := $(DESTDIR)$(PREFIX)/share/doc
completion = for word in $1; do install -Dm644 platform/completion/vitrin $(COMPLETION)/$$word || exit 1; done
.PHONY: programs install-key install-vitrin install-tools install-show
programs: $(B)/vitrin $(B)/vitrin-intake $(B)/vitrin-pack
# each part is a Debian package as well (platform/deb)
install: install-key all
	@$(MAKE) --no-print-directory install-vitrin install-tools install-show

install-key:
	@test -f "$(KEY).key" && test -f "$(KEY).pub" || { echo 'make install KEY=NAME: whose NAME.key signs the pack, and NAME.pub is trusted (build/*/vitrin-pack keygen NAME)' >&2; exit 2; }
	@test -z "$(ROOT)" || test -f "$(ROOT).root.pub" || { echo 'make install ROOT=NAME: whose NAME.root.pub vouches for key packs (build/*/vitrin-pack keygen NAME.root)' >&2; exit 2; }

install-vitrin: install-key programs
	install -Dm755 $(B)/vitrin $(DESTDIR)$(PREFIX)/bin/vitrin
	install -Dm755 $(B)/vitrin-intake $(DESTDIR)$(PREFIX)/bin/vitrin-intake
	install -Dm755 platform/desktop/vitrin-show $(DESTDIR)$(PREFIX)/bin/vitrin-show
	install -Dm755 platform/device/vitrin-setup $(DESTDIR)$(PREFIX)/sbin/vitrin-setup
	install -d $(SHARE)/fonts $(LIB)/vitrin $(LIB)/systemd/system $(LIB)/udev/rules.d
	install -Dm644 "$(KEY).pub" $(SHARE)/keys.d/$(notdir $(KEY)).pub
	$(if $(ROOT),install -Dm644 "$(ROOT).root.pub" $(SHARE)/keys.d/$(notdir $(ROOT)).root.pub)
	install -m644 assets/fonts/* $(SHARE)/fonts/
	install -m755 $(filter-out %/vitrin-setup,$(wildcard platform/device/*)) $(LIB)/vitrin/
	install -m644 platform/systemd/*.service platform/systemd/*.path platform/systemd/*.timer $(LIB)/systemd/system/
	install -m644 platform/udev/*.rules $(LIB)/udev/rules.d/
	install -Dm644 platform/systemd/vitrin.sysusers $(LIB)/sysusers.d/vitrin.conf
	install -Dm644 platform/systemd/vitrin.tmpfiles $(LIB)/tmpfiles.d/vitrin.conf
	test -e $(DESTDIR)/etc/vitrin/vitrin.env || install -Dm644 platform/systemd/vitrin.env $(DESTDIR)/etc/vitrin/vitrin.env
	install -Dm644 -t $(MAN)/man1 platform/man/vitrin.1 platform/man/vitrin-show.1
	install -Dm644 -t $(MAN)/man5 platform/man/vitrin.env.5
	install -Dm644 -t $(MAN)/man8 platform/man/vitrin-intake.8 platform/man/vitrin-setup.8
	$(call completion,vitrin vitrin-intake vitrin-setup vitrin-show)

install-tools: programs
	install -Dm755 $(B)/vitrin-pack $(DESTDIR)$(PREFIX)/bin/vitrin-pack
	install -Dm755 tools/vitrin-show-deb $(DESTDIR)$(PREFIX)/bin/vitrin-show-deb
	install -Dm644 -t $(MAN)/man1 platform/man/vitrin-pack.1 platform/man/vitrin-show-deb.1
	install -d $(DOC)/vitrin-tools/examples
	sed 's,\.\./tests/show_lighthouse,examples/show_lighthouse,' data/README.md > $(DOC)/vitrin-tools/sheets.md
	for part in . art geo; do install -Dm644 -t $(DOC)/vitrin-tools/examples/show_lighthouse/$$part tests/show_lighthouse/$$part/*.* || exit 1; done
	$(call completion,vitrin-pack vitrin-show-deb)

install-show: install-key $(PACK)
	install -Dm644 $(PACK) $(SHARE)/factory.vpack
	$(call say,PACK)$(PACK_TOOL) sign $(SHARE)/factory.vpack -k "$(KEY).key"

# ---- Debian packages ----
.PHONY: deb deb-packages test-deb test-native
deb: packages deb-packages
	@$(if $(filter arm64,$(ARCH)),$(MAKE) --no-print-directory HOST=rpi packages)
	@tools/deb.sh "$(or $(ARCH),$(shell dpkg --print-architecture))" "$(KEY)" "$(ROOT)"
deb-packages:
	@tools/need_packages.sh $(DEB_PACKAGES)
test-deb: packages deb-packages
	@tools/need_packages.sh $(DEB_TEST_PACKAGES)
	@$(if $(filter arm64,$(ARCH)),$(MAKE) --no-print-directory HOST=rpi packages image-packages)
	@tests/deb.sh $(ARCH)
test-native: packages
	@tools/need_packages.sh $(DEB_TEST_PACKAGES)
	@$(MAKE) --no-print-directory HOST=rpi packages image-packages
	@tests/native.sh

# ---- a card for a Pi, and the machine that starts from it ----
.PHONY: image image-packages e2e e2e-packages
image: packages image-packages
	@$(MAKE) --no-print-directory HOST=rpi packages
	@platform/image/image.sh "$(KEY)" "$(ROOT)" $(MAKE) --no-print-directory

image-packages:
	@tools/need_packages.sh $(IMAGE_PACKAGES)

e2e: packages e2e-packages
	+@$(BUILD) MODE=release all
	@$(MAKE) --no-print-directory image
	@$(if $(filter all packages,$(or $(PARTS),all)),$(MAKE) --no-print-directory deb ARCH=arm64)
	@$(MAKE) --no-print-directory HOST=rpi MODE=release build/rpi-release/faults/forbidden
	@tests/e2e/run.py build/image build/$(HOST)-release build/e2e $(or $(PARTS),all)

e2e-packages:
	@tools/need_packages.sh $(E2E_PACKAGES)

clean:
	rm -rf build

# ---- help ----
help:
	@echo 'make run        set up what is missing, build, make the pack, show it (ARGS="--windowed --lang en")'
	@echo 'make test       set up what is missing, build (plain, sanitizers, fuzzing, a share for a Pi), run the tests'
	@echo 'make all        build vitrin, vitrin-pack and the pack    (MODE=debug|release|asan|cov HOST=desktop|rpi)'
	@echo 'make faults     the long rows of the scorecard, summed over runs: T=seconds (1800) ROWS="R1 R12" N=size of a row'
	@echo 'make fuzz       coverage-guided fuzzing of what eats bytes: T=seconds each (10)'
	@echo 'make test-rpi   set up what is missing, cross-build for the Raspberry Pi (HOST=rpi), test that under qemu-user'
	@echo 'make goldens    draw the reference pictures anew (look at them before you commit them)'
	@echo 'make card       draw the page for volunteers (A5 pictures to print, under build/)'
	@echo 'make bench      measure frame times, memory and processor time'
	@echo 'make lint       sizes, layers, headers, format, clang-tidy, cppcheck'
	@echo 'make install    KEY=NAME PREFIX=/usr DESTDIR= (NAME.key signs the pack, NAME.pub is trusted)'
	@echo '                ROOT=NAME besides: NAME.root.pub is trusted with key packs, which add and retire keys'
	@echo 'make deb        Debian packages under build/deb (KEY=, ROOT= as for install; ARCH=arm64 for a Raspberry Pi)'
	@echo 'make test-deb   build, check and install them, from a repository, in a system of their own (ARCH=arm64: of a Pi'\''s kind)'
	@echo 'make test-native type README'\''s lines for a Pi in a system of its kind, half an hour'
	@echo 'make image      KEY=NAME ROOT=NAME: an SD card for a Raspberry Pi 3, 4, 400, CM4 or Zero 2 W, under build/image/'
	@echo 'make e2e        start that card in an emulated machine and look at its screen: touches, sticks, power cuts, faults'
	@echo 'make clean      remove build/'
