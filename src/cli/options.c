/* The option table, and a command line taken apart by it. Options may stand anywhere. */
#include "cli/cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *name;
    bool takes_value;
} options[OPTIONS] = {
    [OPT_DB] = {"--db", true},
    [OPT_JSON] = {"--json", false},
    [OPT_LANG] = {"--lang", true},
    [OPT_CONFIG] = {"--config", true},
    [OPT_HELP] = {"--help", false},
    [OPT_VERSION] = {"--version", false},
    [OPT_OFFICE] = {"--office", true},
    [OPT_NAME] = {"--name", true},
    [OPT_URL] = {"--url", true},
    [OPT_STATION] = {"--station", true},
    [OPT_ISSUED] = {"--issued", true},
    [OPT_REPLACE] = {"--replace", false},
    [OPT_ALLOW_WITHDRAW] = {"--allow-withdraw", false},
    [OPT_DRY_RUN] = {"--dry-run", false},
    [OPT_KEEP] = {"--keep", true},
    [OPT_ONLY] = {"--only", true},
    [OPT_TIME] = {"--time", true},
    [OPT_AFRESH] = {"--afresh", false},
    [OPT_TRIP] = {"--trip", true},
    [OPT_DATE] = {"--date", true},
    [OPT_ALL] = {"--all", false},
    [OPT_OUTPUT] = {"-o", true},
    [OPT_FOR] = {"--for", true},
    [OPT_FORMAT] = {"--format", true},
    [OPT_ONE_FILE] = {"--one-file", false},
    [OPT_FORCE] = {"--force", false},
    [OPT_AS_OF] = {"--as-of", true},
    [OPT_ALLOCATION] = {"--allocation", true},
    [OPT_WITHOUT_REQUEST] = {"--without-request", false},
    [OPT_TRANSFER] = {"--transfer", true},
};

static enum rc unknown_option(const char *text, struct err *err) {
    return err_set(err, RC_USAGE, "unknown-option", "不认识选项 %.64s，用 --help 查看用法",
                   "unknown option %.64s; see --help", text);
}

/* "--name value" and "--name=value". */
static enum rc take_option(struct invocation *out, char **argv, int argc, int *at,
                           struct err *err) {
    const char *text = argv[*at], *equals = strchr(text, '=');
    size_t len = equals ? (size_t)(equals - text) : strlen(text);

    for (int o = 0; o < OPTIONS; o++) {
        if (strlen(options[o].name) != len || memcmp(options[o].name, text, len) != 0)
            continue;
        if (!options[o].takes_value && equals)
            return unknown_option(text, err);
        out->given[o] = "";
        if (!options[o].takes_value)
            return RC_OK;
        if (!equals && *at + 1 >= argc)
            return err_set(err, RC_USAGE, "missing-value", "选项 %s 后面要有值",
                           "the option %s needs a value", options[o].name);
        out->given[o] = equals ? equals + 1 : argv[++*at];
        return RC_OK;
    }
    return unknown_option(text, err);
}

static const struct command *find_command(const char **words, int n, int *out_words) {
    for (int i = 0; n > 0 && i < n_commands; i++) {
        const struct command *c = &commands[i];
        if (strcmp(c->word, words[0]) != 0)
            continue;
        *out_words = c->sub ? 2 : 1;
        if (!c->sub || (n > 1 && strcmp(c->sub, words[1]) == 0))
            return c;
    }
    return NULL;
}

static bool takes(const struct command *command, int option) {
    if (option <= OPT_VERSION)
        return true;
    for (const enum option *o = command->options; *o != OPTIONS; o++)
        if ((int)*o == option)
            return true;
    return false;
}

static enum rc check_command(const struct invocation *in, const struct command *c,
                             struct err *err) {
    for (int o = 0; o < OPTIONS; o++)
        if (in->given[o] && !takes(c, o))
            return err_set(err, RC_USAGE, "unknown-option",
                           "%s 命令没有选项 %s，用 --help 查看用法",
                           "the command %s has no option %s; see --help", c->word, options[o].name);
    if (in->n_args < c->min_args)
        return err_set(err, RC_USAGE, "missing-argument", "还缺参数：homeward %s %s %s",
                       "an argument is missing: homeward %s %s %s", c->word, c->sub ? c->sub : "",
                       c->usage);
    if (c->max_args >= 0 && in->n_args > c->max_args)
        return err_set(err, RC_USAGE, "extra-argument", "多余的参数 %.64s",
                       "%.64s is one argument too many", in->args[c->max_args]);
    return RC_OK;
}

static enum rc read_lang(struct invocation *out, struct err *err) {
    const char *lang = out->given[OPT_LANG];

    if (lang && strcmp(lang, "zh") != 0 && strcmp(lang, "en") != 0)
        return err_set(err, RC_USAGE, "malformed-value", "--lang 只能是 zh 或 en",
                       "--lang is zh or en");
    if (!lang)
        lang = getenv("LC_ALL");
    if (!lang || !lang[0])
        lang = getenv("LANG");
    out->ops.lang = lang && strncmp(lang, "en", 2) == 0 ? LANG_EN : LANG_ZH;
    return RC_OK;
}

static void read_db(struct invocation *out) {
    const char *db = out->given[OPT_DB];

    if (!db)
        db = getenv("HOMEWARD_DB");
    out->ops.db = db && db[0] ? db : "homeward.db";
}

enum rc options_read(int argc, char **argv, struct invocation *out, const struct command **command,
                     struct err *err) {
    bool only_words = false;
    int words = 0;
    enum rc rc = RC_OK;

    out->args = arena_array(&out->arena, (size_t)argc + 1, sizeof *out->args);
    for (int i = 1; i < argc && rc == RC_OK; i++) {
        const char *text = argv[i];
        if (!only_words && strcmp(text, "--") == 0)
            only_words = true;
        else if (!only_words && text[0] == '-' && text[1])
            rc = take_option(out, argv, argc, &i, err);
        else
            out->args[out->n_args++] = text;
    }
    enum rc lang_rc = read_lang(out, err); /* also for the message of a failure above */
    rc = rc == RC_OK ? lang_rc : rc;
    read_db(out);
    *command = find_command(out->args, out->n_args, &words);
    if (rc != RC_OK || out->given[OPT_HELP] || out->given[OPT_VERSION])
        return rc;
    if (!*command)
        return err_set(err, RC_USAGE, "unknown-command",
                       out->n_args ? "不认识命令 %.64s，用 --help 查看用法"
                                   : "请写明命令%.0s，用 --help 查看用法",
                       out->n_args ? "unknown command %.64s; see --help"
                                   : "a command is missing%.0s; see --help",
                       out->n_args ? out->args[0] : "");
    out->args += words;
    out->n_args -= words;
    return check_command(out, *command, err);
}

/* ---- values ---- */

bool option_given(const struct invocation *in, enum option option) {
    return in->given[option] != NULL;
}

enum rc option_day(const struct invocation *in, enum option option, struct day *out,
                   struct err *err) {
    *out = DAY_NONE;
    if (!in->given[option] || day_parse(in->given[option], out))
        return RC_OK;
    return err_set(err, RC_USAGE, "malformed-value", "%s 的值要写成 2018-02-07 这样的日期",
                   "the value of %s is a date such as 2018-02-07", options[option].name);
}

enum rc option_number(const struct invocation *in, enum option option, int64_t min, int64_t max,
                      int64_t *out, struct err *err) {
    if (!in->given[option] || text_int64(in->given[option], min, max, out))
        return RC_OK;
    return err_set(err, RC_USAGE, "malformed-value", "%s 的值要是 %lld 到 %lld 之间的整数",
                   "the value of %s is a whole number from %lld to %lld", options[option].name,
                   (long long)min, (long long)max);
}

enum rc option_word(const struct invocation *in, enum option option, const char *const *words,
                    int n, int *out, struct err *err) {
    struct str list = STR_MAX(256);

    if (!in->given[option])
        return RC_OK;
    for (int i = 0; i < n; i++) {
        if (strcmp(in->given[option], words[i]) == 0) {
            *out = i;
            str_clear(&list);
            return RC_OK;
        }
        str_addf(&list, i ? ", %s" : "%s", words[i]);
    }
    enum rc rc = err_set(err, RC_USAGE, "malformed-value", "%s 的值只能是：%s",
                         "the value of %s is one of %s", options[option].name, str_get(&list));
    str_clear(&list);
    return rc;
}

enum rc option_needed(const struct invocation *in, enum option option, struct err *err) {
    if (in->given[option])
        return RC_OK;
    return err_set(err, RC_USAGE, "missing-option", "还缺选项 %s", "the option %s is missing",
                   options[option].name);
}

/* ---- help ---- */

static void print_one(const struct invocation *in, const struct command *c) {
    printf("  homeward %s%s%s %s\n      %s\n", c->word, c->sub ? " " : "", c->sub ? c->sub : "",
           c->usage, bi_text(c->does, in->ops.lang));
}

void print_help(const struct invocation *in, const struct command *command) {
    if (command) {
        print_one(in, command);
        return;
    }
    say(in, "homeward：送务工人员平安返乡——派座、名单、对账",
        "homeward: seats for people on their way home");
    say(in, "\n用法：homeward [--db 文件] [--json] [--lang zh|en] [--config 文件夹] 命令 …\n",
        "\nUsage: homeward [--db FILE] [--json] [--lang zh|en] [--config DIR] COMMAND ...\n");
    for (int i = 0; i < n_commands; i++)
        print_one(in, &commands[i]);
    say(in, "\n--db 默认为 $HOMEWARD_DB，再为当前文件夹的 homeward.db。",
        "\n--db falls back to $HOMEWARD_DB, then homeward.db in the current folder.");
    say(in, "退出码：0 完成；1 完成，但有事要人处理；2 命令写错；3 拒绝，未作更改；4 环境出错。",
        "Exit codes: 0 done; 1 done, something needs a person; 2 wrong command; 3 refused, nothing "
        "changed; 4 the environment failed.");
}
