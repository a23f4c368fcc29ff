/* The option table, and a command line taken apart by it. Options may stand anywhere. */
#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>

const struct option_row options[OPTIONS] = {
    [OPT_DB] = {"--db",
                "FILE",
                {"数据库；默认为 $HOMEWARD_DB，再为当前文件夹的 homeward.db",
                 "the database; falls back to $HOMEWARD_DB, then homeward.db in this folder"}},
    [OPT_JSON] = {"--json",
                  NULL,
                  {"结果写成 JSON，供其他程序读取", "answer in JSON, for programs"}},
    [OPT_LANG] = {"--lang",
                  "zh|en",
                  {"中文或英文；默认按环境变量 LC_ALL、LANG，再为中文",
                   "Chinese or English; falls back to LC_ALL and LANG, then Chinese"}},
    [OPT_CONFIG] = {"--config",
                    "DIR",
                    {"这个文件夹里的同名文件代替程序自带的表格",
                     "files of this folder stand in for the program's own tables"}},
    [OPT_HELP] = {"--help",
                  NULL,
                  {"用法；也可写在命令后面", "how to use the program, or a command"}},
    [OPT_VERSION] = {"--version", NULL, {"版本", "the version"}},
    [OPT_OFFICE] = {"--office",
                    "PLACE",
                    {"工会：区划代码或地名",
                     "the union office (of a station, a hold, a quota): a code or a place's name"}},
    [OPT_NAME] = {"--name",
                  "NAME",
                  {"站点的名称，或一批到货的名称", "the station's name, or the delivery's"}},
    [OPT_URL] = {"--url", "URL", {"站点名单的网址", "where the station's list is found"}},
    [OPT_ALLOW_PRIVATE] = {"--allow-private",
                           NULL,
                           {"站点的网址在本单位内网，允许连接内网地址",
                            "the station's url is in our own network: allow private addresses"}},
    [OPT_CREDENTIALS] = {"--credentials",
                         "FILE",
                         {"各站点用户名和密码的文件，权限须为 0600",
                          "user names and passwords of the stations, a file of mode 0600"}},
    [OPT_CA] = {"--ca", "FILE", {"信任的证书颁发机构", "issuers of certificates to be trusted"}},
    [OPT_STATION] = {"--station", "CODE", {"站点代码", "the partner station"}},
    [OPT_ISSUED] = {"--issued",
                    "DATE",
                    {"表格名单的出具日期；默认为今天",
                     "the day a table was drawn up; falls back to today"}},
    [OPT_REPLACE] = {"--replace",
                     NULL,
                     {"表格是该站点的全部名单：没有列出的人视为撤回",
                      "the table is the station's whole list: riders it does not name are "
                      "withdrawn"}},
    [OPT_ALLOW_WITHDRAW] = {"--allow-withdraw",
                            NULL,
                            {"允许一次撤回 20 人以上且超过名单的一成",
                             "allow more than 20 riders and a tenth of the list to be withdrawn"}},
    [OPT_DRY_RUN] = {"--dry-run",
                     NULL,
                     {"只看结果，不作更改", "show what would happen; change nothing"}},
    [OPT_KEEP] = {"--keep",
                  "told|confirmed|all",
                  {"哪些派座不动：已通知和已确认的（默认）、只有已确认的、全部",
                   "bookings that stay: told and confirmed (the default), confirmed only, all"}},
    [OPT_ONLY] = {"--only",
                  "STATION[/PARTY]",
                  {"只派这个站点或同行组，其余不动",
                   "place this station or party only; the rest stay"}},
    [OPT_TIME] = {"--time",
                  "SECONDS",
                  {"最多计算这么久，届时用已有的最好结果",
                   "stop after so long with the best that was found"}},
    [OPT_IN_ORDER] = {"--in-order",
                      NULL,
                      {"按站点的先后导入，不按到达的先后：谁先报名不取决于谁的网快",
                       "import in the order of the stations, not as lists arrive: whose claim is "
                       "first does not hang on whose server is quickest"}},
    [OPT_AFRESH] = {"--afresh",
                    NULL,
                    {"从头再派，只保留已确认的", "begin anew; only confirmed bookings stay"}},
    [OPT_SEATS] = {"--seats", "N", {"座位数", "how many seats"}},
    [OPT_UNTIL] = {"--until",
                   "DATE[THH:MM]",
                   {"预留到这时为止；只写日期为到当天结束",
                    "when a hold ends; a day alone is meant to its end"}},
    [OPT_TRIP] = {"--trip",
                  "N",
                  {"该乘车人的第几程，从 1 起", "which trip of the rider, counted from 1"}},
    [OPT_DATE] = {"--date", "DATE", {"当天发车的趟次", "departures of that day"}},
    [OPT_ALL] = {"--all", NULL, {"全部", "all there are"}},
    [OPT_OUTPUT] = {"-o",
                    "FILE|DIR",
                    {"写到这个文件或文件夹；不覆盖已有文件",
                     "where to write; nothing that exists is overwritten"}},
    [OPT_FOR] =
        {"--for",
         "crew|driver|carrier|posted|leader|signing",
         {"给谁：随车员（证件号齐全）、司机（默认，无证件号）、承运单位（实名制名单，投保名单）、"
          "张贴（按姓名排列，姓名和号码遮去一部分）、工地领队、签收表",
          "who gets it: escort (with documents), driver (the default: none), carrier "
          "(real-name list, for the insurer too), the wall (by name, partly hidden), site "
          "leader, or a list to sign for tickets, gifts and ride cards"}},
    [OPT_FORMAT] = {"--format",
                    "pdf|xlsx|csv|xml",
                    {"格式；默认 pdf", "the format; falls back to pdf"}},
    [OPT_SEAT_PLAN] = {"--seat-plan", NULL, {"附座位图", "with a plan of the seats"}},
    [OPT_SIGN] = {"--sign",
                  NULL,
                  {"附挡风玻璃上的大字牌", "with the large sign for the windscreen"}},
    [OPT_DRAFT] = {"--draft",
                   NULL,
                   {"打印草稿：不编版次，不记通知", "a draft: no version, nobody counts as told"}},
    [OPT_ONE_FILE] = {"--one-file",
                      NULL,
                      {"合成一个文件，便于打印", "all in one file, for the printer"}},
    [OPT_FORCE] = {"--force", NULL, {"覆盖已有文件", "overwrite a file that exists"}},
    [OPT_AS_OF] = {"--as-of",
                   "DATE",
                   {"只算到这一天为止记下的", "count what was recorded by the end of that day"}},
    [OPT_ALLOCATION] = {"--allocation", "RUN", {"这个趟次的全部派座", "all bookings of one run"}},
    [OPT_WITHOUT_REQUEST] = {"--without-request",
                             NULL,
                             {"只列没有报名的人", "only people who have no request"}},
    [OPT_TRANSFER] = {"--transfer",
                      "N",
                      {"把这一号报名转给被退回的站点，原站点的需求撤回",
                       "give this claim to the station that was refused; the holder's request is "
                       "withdrawn"}},
    [OPT_ACCEPT] = {"--accept",
                    NULL,
                    {"是同一个人：改正证件，座位和先后不变",
                     "one person: the document is corrected, seat and place in order stay"}},
    [OPT_REFUSE] = {"--refuse",
                    NULL,
                    {"是另一个人：这一行另作一名乘车人",
                     "two people: the row becomes a rider of its own"}},
    [OPT_TO] = {"--to",
                "RUN|PLACE",
                {"改到这个趟次；乘车人的目的地", "the run to move to; where a rider goes"}},
    [OPT_SEAT] = {"--seat", "S", {"坐这个座位号", "the seat to have there"}},
    [OPT_RUN] = {"--run", "RUN", {"只看这个趟次", "of this run alone"}},
    [OPT_VEHICLE] = {"--vehicle", "V", {"改用这辆车", "the vehicle to run with"}},
    [OPT_INTO] = {"--into", "RUN", {"并入这个趟次", "the run to merge into"}},
    [OPT_NEW] = {"--new", "RUN", {"新趟次的编号", "what the new run is called"}},
    [OPT_STOP] = {"--stop", "N", {"第几站，从 1 起", "a stop of the run, counted from 1"}},
    [OPT_RIDERS] = {"--riders",
                    "N",
                    {"分出这么多人，先分次序靠后的，尽量不拆散同行组",
                     "move so many riders, the last in order, parties broken least"}},
    [OPT_SHIFT] = {"--shift",
                   "MIN",
                   {"推迟这么多分钟，负数为提前", "minutes later; earlier where negative"}},
    [OPT_AT] = {"--at",
                "TIME",
                {"改为这个时间：首站，其余各站随之；加 --stop 则只改那一站",
                 "the new time of the first stop, which the others follow; with --stop of that one "
                 "alone"}},
    [OPT_RETURNED] = {"--returned",
                      NULL,
                      {"票已退给承运单位", "the carrier has taken the tickets back"}},
    [OPT_REMATCH] = {"--rematch",
                     NULL,
                     {"失去座位的人当即另派，已通知和已确认的人不动",
                      "place whoever loses a seat elsewhere at once; told and confirmed riders "
                      "stay"}},
    [OPT_BOARDED] =
        {"--boarded",
         "NUMBERS",
         {"上车的座位或行号，如 1-17,19；其余为未乘车。all 全部，none 没有人",
          "seats or rows that boarded, such as 1-17,19; the others did not. all, none"}},
    [OPT_ABSENT] = {"--absent",
                    "NUMBERS",
                    {"未乘车的座位或行号，如 7,12；其余为上车",
                     "seats or rows that did not come, such as 7,12; the others boarded"}},
    [OPT_BY] = {"--by",
                "seat|row",
                {"号码是座位号还是行号；默认为名单的第一列",
                 "whether numbers are seats or rows; falls back to the paper's first column"}},
    [OPT_PAPER] = {"--version",
                   "N",
                   {"交回的是第几版名单；默认为最后打印的一版",
                    "which version of the paper came back; falls back to the one printed last"}},
    [OPT_WALK_ON] = {"--walk-on",
                     "WHO",
                     {"没有座位而上车的人：站点/报名号，未登记的写人数，如 S1/R9,2",
                      "who came without a seat: STATION/REF, and how many who are not registered, "
                      "such as S1/R9,2"}},
    [OPT_INSTEAD] = {"--instead",
                     "SEAT=WHO",
                     {"顶替未到的人坐其座位，如 12=S1/R9；未登记的写 12=?",
                      "who came on the seat of somebody absent, such as 12=S1/R9; 12=? for "
                      "somebody not registered"}},
    [OPT_IN] = {"--in", "N", {"这批到货的数量", "how many the delivery brought"}},
    [OPT_MEANS] = {"--means",
                   "slip|sms|posted|call",
                   {"怎样通知的：通知条、短信、张贴、电话",
                    "how they were told: a slip, a text message, a posted list, a call"}},
    [OPT_CHANGED] = {"--changed", NULL, {"通知过又变了的人", "who was told what stands no more"}},
    [OPT_WAITING] = {"--waiting", NULL, {"候补的人", "who waits"}},
    [OPT_PICK] = {"--pick",
                  "N",
                  {"rider find 列出的第几人", "the one of that number in the list of rider find"}},
    [OPT_REF] = {"--ref",
                 "REF",
                 {"报名号；默认由程序编", "the ref; the program makes one if it is not given"}},
    [OPT_TYPE] = {"--type",
                  "WORD",
                  {"证件类型；默认按号码判断",
                   "the kind of document; falls back to what the number looks like"}},
    [OPT_DOCUMENT] = {"--document", "NUMBER", {"证件号码", "the number of the document"}},
    [OPT_PHONE] = {"--phone", "NUMBER", {"电话", "the phone"}},
    [OPT_EMPLOYER] = {"--employer", "NAME", {"工作单位", "the employer"}},
    [OPT_HARDSHIP] = {"--hardship",
                      "是|否",
                      {"是否困难职工", "on the hardship register: 是 or 否"}},
    [OPT_DIRECTION] = {"--direction", "home|return", {"返乡或返岗", "home or back to work"}},
    [OPT_FROM] = {"--from",
                  "PLACE",
                  {"出发地：代码、上下车点或地名", "where from: a code, a point or a name"}},
    [OPT_DAYS] = {"--days",
                  "DAYS",
                  {"可以走的日子，如 2月5日-2月9日、腊月廿三、2018-02-07",
                   "the days to travel on, such as 2018-02-05-2018-02-09 or 2.7"}},
    [OPT_PREFERRED] = {"--preferred", "DAY", {"最希望的一天", "the day preferred"}},
    [OPT_MODES] = {"--modes", "coach|train", {"只坐汽车或火车", "by coach or train alone"}},
    [OPT_PARTY] = {"--party", "WORD", {"同行组；无 为退出", "the party; 无 leaves it"}},
    [OPT_TOGETHER] = {"--together",
                      "must|prefer",
                      {"是否必须同车", "whether the party must stay together"}},
    [OPT_NEEDS] = {"--needs",
                   "NEEDS",
                   {"lower-berth 下铺、wheelchair 轮椅；无 为取消",
                    "lower-berth, wheelchair; 无: none"}},
    [OPT_LUGGAGE] = {"--luggage", "N", {"行李件数", "pieces of luggage"}},
    [OPT_CLASSES] = {"--classes", "WORDS", {"只要这些席别", "only these classes"}},
    [OPT_SERVICES] = {"--services", "WORDS", {"只要这些车次", "only these services"}},
    [OPT_LISTEN] = {"--listen",
                    "ADDRESS:PORT",
                    {"在这个地址上开；默认 127.0.0.1:8018，端口 0 为任一空闲端口",
                     "where to listen; falls back to 127.0.0.1:8018, port 0: any free one"}},
    [OPT_CLEAR] = {"--clear", "HEADING", {"不再设置这一列", "the column is not set any more"}},
};

static enum rc unknown_option(const char *text, struct err *err) {
    return err_set(err, RC_USAGE, "unknown-option", "不认识选项 %.64s，用 --help 查看用法",
                   "unknown option %.64s; see --help", text);
}

/* --version alone is the program's, with a number it is the paper's. */
static bool is_meant(int option, const char *equals, const char *next) {
    bool number = equals || (next && next[0] >= '0' && next[0] <= '9');

    return option != OPT_VERSION || !number;
}

/* "--name value" and "--name=value". */
static enum rc take_option(struct invocation *out, char **argv, int argc, int *at,
                           struct err *err) {
    const char *text = argv[*at], *equals = strchr(text, '=');
    size_t len = equals ? (size_t)(equals - text) : strlen(text);

    for (int o = 0; o < OPTIONS; o++) {
        if (strlen(options[o].name) != len || memcmp(options[o].name, text, len) != 0 ||
            !is_meant(o, equals, *at + 1 < argc ? argv[*at + 1] : NULL))
            continue;
        if (!options[o].value && equals)
            return unknown_option(text, err);
        out->given[o] = "";
        if (!options[o].value)
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

bool command_takes(const struct command *command, enum option option) {
    if (option <= OPT_VERSION)
        return true;
    for (const enum option *o = command->options; *o != OPTIONS; o++)
        if (*o == option)
            return true;
    return false;
}

/* "station" alone, or "station frobnicate": says which words may follow. */
static enum rc second_word(const struct invocation *in, struct err *err) {
    struct str subs = STR_MAX(256);

    for (int i = 0; i < n_commands; i++)
        if (commands[i].sub && strcmp(commands[i].word, in->args[0]) == 0)
            str_addf(&subs, subs.len ? ", %s" : "%s", commands[i].sub);
    enum rc rc = !subs.len ? RC_OK
                           : err_set(err, RC_USAGE, "unknown-command", "%.64s 后面要写明做什么：%s",
                                     "%.64s is followed by one of %s", in->args[0], str_get(&subs));
    str_clear(&subs);
    return rc;
}

static enum rc unknown_command(const struct invocation *in, struct err *err) {
    if (!in->n_args)
        return err_set(err, RC_USAGE, "unknown-command", "请写明命令，用 --help 查看用法",
                       "a command is missing; see --help");
    enum rc rc = second_word(in, err);
    return rc != RC_OK
               ? rc
               : err_set(err, RC_USAGE, "unknown-command", "不认识命令 %.64s，用 --help 查看用法",
                         "unknown command %.64s; see --help", in->args[0]);
}

static enum rc check_command(const struct invocation *in, const struct command *c,
                             struct err *err) {
    for (int o = 0; o < OPTIONS; o++)
        if (in->given[o] && !command_takes(c, (enum option)o))
            return err_set(err, RC_USAGE, "unknown-option",
                           "命令 %s%s%s 没有选项 %s，用 --help 查看用法",
                           "the command %s%s%s has no option %s; see --help", c->word,
                           c->sub ? " " : "", c->sub ? c->sub : "", options[o].name);
    if (in->n_args < c->min_args)
        return err_set(err, RC_USAGE, "missing-argument", "还缺参数：homeward %s%s%s %s",
                       "an argument is missing: homeward %s%s%s %s", c->word, c->sub ? " " : "",
                       c->sub ? c->sub : "", c->usage);
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
        return unknown_command(out, err);
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
