/* Help, from the tables of commands and options; the man page is made of it (src/cli/man.sh). */
#include "cli/cli.h"

#include <stdio.h>
#include <string.h>

static void print_command(const struct invocation *in, const struct command *c) {
    printf("  homeward %s%s%s%s%s\n      %s\n", c->word, c->sub ? " " : "", c->sub ? c->sub : "",
           c->usage[0] ? " " : "", c->usage, bi_text(c->does, in->ops.lang));
}

static void print_option(const struct invocation *in, enum option option) {
    const struct option_row *row = &options[option];

    printf("  %s%s%s\n      %s\n", row->name, row->value ? " " : "", row->value ? row->value : "",
           bi_text(row->does, in->ops.lang));
}

static void print_global_options(const struct invocation *in) {
    say(in, "\n选项，写在哪里都可以：", "\nOptions, which may stand anywhere:");
    for (int o = 0; o <= OPT_VERSION; o++)
        print_option(in, (enum option)o);
}

static void print_one(const struct invocation *in, const struct command *c) {
    print_command(in, c);
    for (int o = OPT_VERSION + 1; o < OPTIONS; o++)
        if (command_takes(c, (enum option)o))
            print_option(in, (enum option)o);
}

static void print_all(const struct invocation *in) {
    say(in, "homeward：送务工人员平安返乡——名单、派座、对账",
        "homeward: seats for people on their way home");
    say(in, "\n用法：homeward 命令 [选项]，“homeward 命令 --help”列出该命令的选项\n",
        "\nUsage: homeward COMMAND [OPTION...]; \"homeward COMMAND --help\" lists its options\n");
    for (int i = 0; i < n_commands; i++)
        print_command(in, &commands[i]);
    print_global_options(in);
    say(in, "\n退出码：0 完成；1 完成，但有事要人处理；2 命令写错；3 拒绝，未作更改；4 环境出错。",
        "\nExit codes: 0 done; 1 done, something needs a person; 2 wrong command; 3 refused, "
        "nothing changed; 4 the environment failed.");
}

void print_help(const struct invocation *in, const struct command *command) {
    int named = 0;

    if (command) {
        print_one(in, command);
        return;
    }
    for (int i = 0; i < n_commands && in->n_args; i++)
        if (strcmp(commands[i].word, in->args[0]) == 0) {
            print_one(in, &commands[i]);
            named++;
        }
    if (!named)
        print_all(in);
}
