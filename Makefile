# homeward: seats for people on their way home.
#
#   make demo     set up, build, run the 2018 campaign from rider lists to figures
#   make test     set up, build, run every test; ends with "N passed, N failed"
#   make help     the other targets
#
# Everything built lands in build/$(MODE)/; MODE is release, debug, asan, tsan, cov or fuzz.

MAKEFLAGS += --no-builtin-rules --no-builtin-variables
.DELETE_ON_ERROR:
.SECONDARY:
.DEFAULT_GOAL := all
SHELL := /bin/bash

### Settings
MODE   ?= release
BUILD  ?= build
O      := $(BUILD)/$(MODE)
PREFIX ?= /usr/local
MANDIR = $(PREFIX)/share/man
VERSION := 0.1.0
SEED   ?= 2018
SCALE  ?= 1
ifneq ($(filter default undefined,$(origin CC)),)
CC := gcc
endif
V ?= 0
ifeq ($(V),0)
Q := @
say = @printf '  %-6s %s\n' $(1) $(2)
else
Q :=
say = @:
endif

### What Debian has to give
DEPS_BUILD := gcc make pkg-config libc6-dev libcurl4-openssl-dev libxml2-dev libsqlite3-dev libpango1.0-dev \
              libjansson-dev libsodium-dev libzip-dev libfreexl-dev libxlsxwriter-dev libqrencode-dev libmicrohttpd-dev \
              fonts-noto-cjk fonts-liberation ca-certificates
DEPS_DEMO  := libxml2-utils time python3
DEPS_TEST  := check libsubunit-dev sqlite3 poppler-utils bc mandoc unzip openssl strace python3-scipy liblemon-dev coinor-cbc g++ \
              chromium iproute2 wrk
DEPS_DEV   := clang clang-format clang-tidy cppcheck shellcheck gcovr valgrind libclang-rt-14-dev
LIBS := libxml-2.0 libcurl sqlite3 pangocairo jansson libsodium libzip freexl xlsxwriter libqrencode libmicrohttpd

### Flags
WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wvla \
        -Wformat=2 -Wundef -Wswitch-enum
STD  := -std=c11 -D_POSIX_C_SOURCE=200809L -DHOMEWARD_VERSION='"$(VERSION)"'
MODE_FLAGS_release := -O2 -g -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
MODE_LINK_release  := -pie -Wl,-z,relro,-z,now
MODE_FLAGS_debug   := -O0 -g3
MODE_FLAGS_asan    := -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all
MODE_LINK_asan     := -fsanitize=address,undefined
MODE_FLAGS_tsan    := -O1 -g -fsanitize=thread
MODE_LINK_tsan     := -fsanitize=thread
MODE_FLAGS_cov     := -O0 -g --coverage
MODE_LINK_cov      := --coverage
MODE_FLAGS_fuzz    := -O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -DFUZZING
MODE_LINK_fuzz     := -fsanitize=address,undefined
ifeq ($(MODE),fuzz)
CC := clang
endif
ifeq ($(WERROR),1)
WARN += -Werror
endif
ifneq ($(filter-out deps deps-demo deps-test deps-dev help clean demo test bench asan tsan memcheck fuzz coverage,$(or $(MAKECMDGOALS),all)),)
ifneq ($(shell pkg-config --exists $(LIBS) && echo yes),yes)
$(error A library is missing: run "make deps" first)
endif
endif
LIB_CFLAGS := $(shell pkg-config --cflags $(LIBS) 2>/dev/null | sed 's/-I/-isystem /g')
LIB_LIBS   := $(shell pkg-config --libs $(LIBS) 2>/dev/null)
ALL_CFLAGS = $(STD) $(WARN) $(MODE_FLAGS_$(MODE)) -Iinclude -Isrc -Itests $(LIB_CFLAGS) $(CPPFLAGS) $(CFLAGS)
ALL_LDFLAGS = $(MODE_LINK_$(MODE)) $(LDFLAGS)
ALL_LIBS = $(LIB_LIBS) -lpthread -lm

### Sources
SRC      := $(sort $(wildcard src/*/*.c))
LIB_SRC  := $(filter-out src/cli/main.c,$(SRC))
LIB_OBJ  := $(LIB_SRC:%.c=$(O)/obj/%.o) $(O)/obj/gen/assets.o
ASSETS   := $(sort $(wildcard config/* src/store/migrations/*.sql src/desk/web/*))
UNIT_SRC := $(sort $(wildcard tests/unit/*/*.c))
UNIT_OBJ := $(UNIT_SRC:%.c=$(O)/obj/%.o) $(O)/obj/gen/suites.o \
            $(patsubst %.c,$(O)/obj/%.o,$(sort $(wildcard tests/support/*.c)))
GEN_SRC  := $(sort $(wildcard fixtures/generator/*.c))
MCF_SRC  := $(sort $(wildcard tests/bench/mcf/*.c))
BENCH_SRC := $(sort $(wildcard tests/bench/import/*.c))
PAPER_SRC := $(sort $(wildcard tests/bench/paper/*.c))
FUZZ_SRC := $(sort $(filter-out tests/fuzz/replay.c,$(wildcard tests/fuzz/*.c)))
FUZZ_REPLAY := $(FUZZ_SRC:tests/fuzz/%.c=$(O)/fuzz-%)
HEADERS  := $(sort $(wildcard include/homeward/*.h))

$(O)/obj/tests/unit/%.o: WARN += -Wno-missing-prototypes

# A change of flags rebuilds: the stamp is rewritten only when the compile line differs.
STAMP := $(O)/flags
$(shell mkdir -p $(O); echo '$(subst ','"'"',$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS))' > $(STAMP).new; \
        cmp -s $(STAMP).new $(STAMP) || cp $(STAMP).new $(STAMP); rm -f $(STAMP).new)

### Build
.PHONY: all
all: $(O)/homeward $(O)/homeward.1 $(O)/homeward.zh_CN.1 $(if $(GEN_SRC),$(O)/generate) $(if $(MCF_SRC),$(O)/mcf) $(O)/import-bench $(O)/paper-bench ## the program and its tools

$(O)/homeward: $(O)/obj/src/cli/main.o $(O)/libhomeward.a
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(ALL_LIBS)
$(O)/generate: $(GEN_SRC:%.c=$(O)/obj/%.o) $(O)/libhomeward.a
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(ALL_LIBS)
$(O)/import-bench: $(BENCH_SRC:%.c=$(O)/obj/%.o) $(O)/libhomeward.a
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(ALL_LIBS)
$(O)/paper-bench: $(PAPER_SRC:%.c=$(O)/obj/%.o)
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(ALL_LIBS)
$(O)/mcf: $(MCF_SRC:%.c=$(O)/obj/%.o) $(O)/libhomeward.a
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(ALL_LIBS)
$(O)/unit: $(UNIT_OBJ) $(O)/libhomeward.a
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(shell pkg-config --libs check 2>/dev/null) $(ALL_LIBS)
$(O)/libhomeward.a: $(LIB_OBJ)
	$(call say,AR,$@)
	$(Q)rm -f $@ && ar rcs $@ $^
$(O)/obj/%.o: %.c $(STAMP)
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<
$(O)/obj/gen/%.o: $(O)/gen/%.c $(STAMP)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# The man page, in both languages, is made of what the program's own --help says.
$(O)/homeward.1 $(O)/homeward.zh_CN.1: $(O)/%: src/cli/%.in src/cli/man.sh $(O)/homeward
	$(call say,MAN,$@)
	$(Q)bash src/cli/man.sh $< $(O)/homeward $(if $(findstring zh,$*),zh,en) > $@

# config/, migrations and web pages become arrays, found by their path (homeward/asset.h).
$(O)/gen/assets.c: $(ASSETS) src/base/embed.sh
	@mkdir -p $(@D)
	$(Q)bash src/base/embed.sh $(ASSETS) > $@
# tests/unit/match/simplex.c defines `Suite *suite_match_simplex(void)`.
$(O)/gen/suites.c: $(UNIT_SRC) tests/support/suites.sh
	@mkdir -p $(@D)
	$(Q)bash tests/support/suites.sh $(UNIT_SRC) > $@

-include $(shell find $(O) -name '*.d' 2>/dev/null)

### Setting up: what is missing from Debian is named, then installed
SUDO := $(if $(filter 0,$(shell id -u)),,sudo)
define install_missing
@missing=$$(for p in $(1); do dpkg -s $$p >/dev/null 2>&1 || echo $$p; done); \
if [ -n "$$missing" ]; then \
    echo "Installing from Debian: $$missing"; \
    $(SUDO) env DEBIAN_FRONTEND=noninteractive sh -c 'apt-get update -qq && apt-get install -y -qq --no-install-recommends "$$@" >/dev/null' - $$missing; \
fi
endef
.PHONY: deps deps-demo deps-test deps-dev
deps: ## install what building needs
	$(call install_missing,$(DEPS_BUILD))
deps-demo: ## and what the demo measures with
	$(call install_missing,$(DEPS_BUILD) $(DEPS_DEMO))
deps-test: ## and what the tests need
	$(call install_missing,$(DEPS_BUILD) $(DEPS_DEMO) $(DEPS_TEST) $(if $(shell command -v npm),,nodejs npm))
	@[ -d $(O)/browser/node_modules ] || { mkdir -p $(O)/browser && cp tests/desk/package*.json $(O)/browser/ && \
	    npm ci --prefix $(O)/browser --no-audit --no-fund --loglevel=error; }
deps-dev: deps-test ## and what lint, fuzzing and coverage need
	$(call install_missing,$(DEPS_DEV))

### Running
.PHONY: demo
demo: deps-demo ## the 2018 campaign, from rider lists to reconciled figures (SEED=, SCALE=)
	@$(MAKE) --no-print-directory all
	@bash fixtures/demo.sh $(O) $(SEED) $(SCALE)

.PHONY: test check-all unit
test: deps-test ## every test; T=word runs those whose name holds it
	@$(MAKE) --no-print-directory check-all
check-all: all $(O)/unit $(FUZZ_REPLAY)
	@bash tests/run.sh $(O) $(T)
unit: $(O)/unit ## the unit tests alone
	@$(O)/unit

.PHONY: asan tsan memcheck
asan tsan: ## every test under sanitizers
	@$(MAKE) --no-print-directory MODE=$@ test
memcheck: deps-dev ## the unit tests under valgrind, each in a process of its own
	@$(MAKE) --no-print-directory $(O)/unit
	CK_DEFAULT_TIMEOUT=600 valgrind -q --error-exitcode=9 --leak-check=full --errors-for-leak-kinds=definite \
	    --suppressions=tests/support/valgrind.supp $(O)/unit

.PHONY: bench
bench: deps-test ## ratios and speeds, on this machine
	@$(MAKE) --no-print-directory all
	@bash tests/bench/run.sh $(O)

.PHONY: coverage
coverage: deps-dev ## line coverage of the tests, with a floor
	@find $(BUILD)/cov -name '*.gcda' -delete 2>/dev/null; $(MAKE) --no-print-directory MODE=cov check-all
	@gcovr -r . --filter src/ --fail-under-line 90 --txt --print-summary --html-details $(BUILD)/cov/coverage.html $(BUILD)/cov/obj/src

### Fuzzing: every target replays its corpus in `make test`; libFuzzer runs them for longer
FUZZ ?= xml
SECS ?= 60
ifeq ($(MODE),fuzz)
$(O)/fuzz-%: $(O)/obj/tests/fuzz/%.o $(O)/libhomeward.a
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) -fsanitize=fuzzer -o $@ $^ $(ALL_LIBS)
else
$(O)/fuzz-%: $(O)/obj/tests/fuzz/%.o $(O)/obj/tests/fuzz/replay.o $(O)/libhomeward.a
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(ALL_LIBS)
endif
.PHONY: fuzz
fuzz: deps-dev ## FUZZ=csv SECS=60: one target under libFuzzer
	@$(MAKE) --no-print-directory MODE=fuzz $(BUILD)/fuzz/fuzz-$(FUZZ)
	mkdir -p $(BUILD)/fuzz/corpus-$(FUZZ)
	$(BUILD)/fuzz/fuzz-$(FUZZ) -max_total_time=$(SECS) -timeout=10 -rss_limit_mb=512 $(BUILD)/fuzz/corpus-$(FUZZ) tests/fuzz/corpus/$(FUZZ)

### Style
C_FILES = $(shell git ls-files '*.c' '*.h')
SH_FILES = $(shell git ls-files '*.sh') .ci/run
.PHONY: format lint headers
format: ## apply clang-format
	clang-format -i $(C_FILES)
headers: ## every public header compiles alone
	@for h in $(HEADERS); do $(CC) $(STD) $(WARN) -Werror -Iinclude -fsyntax-only -x c $$h || exit 1; done
lint: headers ## formatting, static analysis, house rules
	clang-format --dry-run -Werror $(C_FILES)
	bash tests/lint/house.sh
	cppcheck --quiet --error-exitcode=1 --inline-suppr --std=c11 --enable=warning,performance,portability \
	    --suppress=missingIncludeSystem -Iinclude -Isrc src
	shellcheck $(SH_FILES)
	xmllint --noout config/*.x*

### Installing
.PHONY: install uninstall
install: all ## PREFIX and DESTDIR are honoured
	install -D -m 755 $(O)/homeward $(DESTDIR)$(PREFIX)/bin/homeward
	install -D -m 644 $(O)/homeward.1 $(DESTDIR)$(MANDIR)/man1/homeward.1
	install -D -m 644 $(O)/homeward.zh_CN.1 $(DESTDIR)$(MANDIR)/zh_CN/man1/homeward.1
uninstall: ## takes back what install put
	rm -f $(addprefix $(DESTDIR),$(PREFIX)/bin/homeward $(MANDIR)/man1/homeward.1 $(MANDIR)/zh_CN/man1/homeward.1)

.PHONY: clean
clean: ## remove everything built
	rm -rf $(BUILD)

.PHONY: help
help: ## this list
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n",$$1,$$2}' $(MAKEFILE_LIST)
