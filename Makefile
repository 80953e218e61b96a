# Prodrome. `make help` lists the targets.

VERSION  := 0.1.0
# Of the version: stands on the manual pages.
DATE     := 2026-11-26
VARIANT  ?= release
BUILD    := build/$(VARIANT)
PREFIX   ?= /usr/local
DESTDIR  ?=
FUZZ_SECONDS ?= 30
KILL_ROUNDS ?= 12

# Debian packages: to build and run, and what the tests and checks need beside them.
PACKAGES_BUILD := gcc libc6-dev pkg-config liblinear-dev libcsv-dev libsqlite3-dev libjansson-dev libutf8proc-dev \
	libstemmer-dev libsodium-dev libinih-dev libopenblas-dev liblapacke-dev libexpat1-dev liblbfgs-dev \
	libyaml-dev libcmark-dev libpcre2-dev git
PACKAGES_TEST  := libcmocka-dev groff-base

CC       ?= cc
WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition \
	-Wpointer-arith -Wcast-qual -Wwrite-strings -Wformat=2 -Wvla -Wundef -Wdouble-promotion -Wimplicit-fallthrough
ifeq ($(WERROR),1)
WARNINGS += -Werror
endif
PKGS     := sqlite3 jansson libutf8proc libsodium inih openblas lapacke expat yaml-0.1 libcmark libpcre2-8
CPPFLAGS += -D_GNU_SOURCE -DPRODROME_VERSION='"$(VERSION)"' -I. $(shell pkg-config --cflags-only-I $(PKGS) 2>/dev/null | sed 's/-I/-isystem /g')
# No fused multiply-add and no fast mathematics: the same build gives the same bits.
CFLAGS   += -std=c17 -g -fvisibility=hidden -ffp-contract=off -fno-strict-aliasing -pthread $(WARNINGS)
LDLIBS   += $(shell pkg-config --libs $(PKGS) 2>/dev/null) -llinear -llbfgs -lcsv -lstemmer -lm -lpthread
ifeq ($(VARIANT),release)
CFLAGS   += -O2 -fstack-protector-strong
CPPFLAGS += -D_FORTIFY_SOURCE=2
else ifeq ($(VARIANT),asan)
CFLAGS   += -O1 -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
LDFLAGS  += -fsanitize=address,undefined
else ifeq ($(VARIANT),fuzz)
CC       := clang
CFLAGS   += -O1 -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all
LDFLAGS  += -fsanitize=address,undefined
endif

LIB_SRC   := $(sort $(filter-out score/cli/main.c score/cli/pages_main.c,$(wildcard datasets/*.c datasets/*/*.c features/*.c features/*/*.c train/*.c train/*/*.c score/*.c score/*/*.c)))
LIB_OBJ   := $(LIB_SRC:%.c=$(BUILD)/%.o)
LIB       := $(BUILD)/libprodrome.a
TEST_SRC  := $(sort $(wildcard tests/unit/test_*.c tests/property/test_*.c tests/fault/test_*.c tests/reference/test_*.c tests/quality/test_*.c))
TEST_BIN  := $(TEST_SRC:%.c=$(BUILD)/%)
TEST_LIB  := $(sort $(wildcard tests/support/*.c))
TEST_LIBO := $(TEST_LIB:%.c=$(BUILD)/%.o)
FUZZ_SRC  := $(sort $(wildcard tests/fuzz/fuzz_*.c))
REPLAY    := $(FUZZ_SRC:%.c=$(BUILD)/%.replay)

PAGES     := $(BUILD)/share/.made
SHARE     := $(DESTDIR)$(PREFIX)/share

# V=1 shows the commands.
ifeq ($(V),1)
say =
else
say = @echo "  $(1) $@";
endif

.DELETE_ON_ERROR:
.SECONDARY:
.PHONY: all test check layers headers valgrind fuzz bench kill tidy format install uninstall deps demo help clean test-programs

all: prodrome $(PAGES)  ## build ./prodrome and its manual pages and completions (the default)

ifeq ($(VARIANT),release)
prodrome: $(BUILD)/prodrome
	@cp -f $< $@.tmp && mv -f $@.tmp $@
else
prodrome: $(BUILD)/prodrome
endif

$(BUILD)/prodrome: $(BUILD)/score/cli/main.o $(LIB)
	$(call say,LINK)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(BUILD)/prodrome-pages: $(BUILD)/score/cli/pages_main.o $(LIB)
	$(call say,LINK)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

# Manual pages and completions, out of the program's own tables.
$(PAGES): $(BUILD)/prodrome-pages
	$(call say,PAGE)rm -rf $(@D) && $< $(@D) $(DATE) && touch $@

$(LIB): $(LIB_OBJ)
	@rm -f $@
	$(call say,AR  )ar rcs $@ $^

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(call say,CC  )$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/tests/%: $(BUILD)/tests/%.o $(TEST_LIBO) $(LIB)
	$(call say,LINK)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS) -lcmocka

# Each fuzz target also runs as an ordinary program over its corpus.
$(BUILD)/tests/fuzz/%.replay: $(BUILD)/tests/fuzz/%.o $(BUILD)/tests/fuzz/replay_main.o $(LIB)
	$(call say,LINK)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

build/fuzz/tests/fuzz/%.fuzzer: build/fuzz/tests/fuzz/%.o build/fuzz/libprodrome.a
	$(call say,LINK)clang $(CFLAGS) $(LDFLAGS) -fsanitize=fuzzer -o $@ $^ $(LDLIBS)

test-programs: $(BUILD)/prodrome $(PAGES) $(TEST_BIN) $(REPLAY)

test: deps  ## install what is missing, build, run all tests; last line: N passed, N failed, N skipped
	@$(MAKE) --no-print-directory all test-programs
	@tests/run $(BUILD)

check: layers headers  ## layers, headers, and the tests under the address and undefined-behaviour sanitizers
	@$(MAKE) --no-print-directory VARIANT=asan test-programs
	@tests/run build/asan

layers:  ## prove that no folder includes from one above it, and that each library is used in its one file
	@tests/layers

headers:  ## every header compiles alone
	@tests/headers $(CC) $(CPPFLAGS) $(CFLAGS)

valgrind: test-programs  ## the unit tests under memcheck
	@tests/run --valgrind $(BUILD)

fuzz:  ## FUZZ_SECONDS=30 for each fuzz target (clang)
	@$(MAKE) --no-print-directory VARIANT=fuzz $(FUZZ_SRC:%.c=build/fuzz/%.fuzzer)
	@tests/fuzz/run build/fuzz $(FUZZ_SECONDS)

bench: all $(BUILD)/tests/bench/estate  ## speed and quality, one line a case; uses ../shared/data where it is there
	@tests/bench/run ./prodrome

kill: all $(BUILD)/tests/bench/estate  ## KILL_ROUNDS=12: jobs killed at random moments, compared with an undisturbed run
	@tests/kill $(BUILD) $(KILL_ROUNDS)
	@tests/kill_estate $(BUILD)

tidy:  ## clang-tidy over all sources
	@clang-tidy --quiet $(LIB_SRC) score/cli/main.c score/cli/pages_main.c -- $(CPPFLAGS) $(CFLAGS)

format:  ## clang-format all sources in place (headers keep the columns they are drawn in)
	@clang-format -i $(LIB_SRC) score/cli/main.c score/cli/pages_main.c $(wildcard tests/*/*.c)

deps:  ## install the Debian packages that are missing (apt, with sudo where not root)
	@tests/deps $(PACKAGES_BUILD) $(PACKAGES_TEST)

demo: deps  ## build, make a small hospital estate, run two nights on it, say where the reports are
	@$(MAKE) --no-print-directory all
	@./prodrome demo

install: all  ## program, manual pages, completions, examples for systemd and cron: PREFIX=/usr/local DESTDIR=
	install -d $(DESTDIR)$(PREFIX)/bin $(SHARE)/man/man1 $(SHARE)/man/man5 $(SHARE)/bash-completion/completions \
		$(SHARE)/zsh/site-functions $(SHARE)/doc/prodrome/examples
	install -m 0755 $(BUILD)/prodrome $(DESTDIR)$(PREFIX)/bin/prodrome
	install -m 0644 $(BUILD)/share/man/man1/*.1 $(SHARE)/man/man1
	install -m 0644 $(BUILD)/share/man/man5/*.5 $(SHARE)/man/man5
	install -m 0644 $(BUILD)/share/bash-completion/completions/prodrome $(SHARE)/bash-completion/completions
	install -m 0644 $(BUILD)/share/zsh/site-functions/_prodrome $(SHARE)/zsh/site-functions
	install -m 0644 docs/examples/* $(SHARE)/doc/prodrome/examples
	install -m 0644 README.md CHANGELOG.md LICENSE $(SHARE)/doc/prodrome

# Folders that others use too stay.
uninstall:  ## remove what install put there
	rm -f $(DESTDIR)$(PREFIX)/bin/prodrome $(SHARE)/man/man1/prodrome.1 $(SHARE)/man/man1/prodrome-*.1 $(SHARE)/man/man5/prodrome.conf.5 $(SHARE)/man/man5/prodrome.policy.5 \
		$(SHARE)/bash-completion/completions/prodrome $(SHARE)/zsh/site-functions/_prodrome
	rm -rf $(SHARE)/doc/prodrome

clean:  ## remove build/ and ./prodrome
	rm -rf build prodrome

help:  ## this list
	@sed -n 's/^\([a-z][a-z-]*\):.*##  *\(.*\)/\1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "  %-10s %s\n", $$1, $$2}'

-include $(shell find build/$(VARIANT) -name '*.d' 2>/dev/null)
