/* Use case: the empty form that stations fill in. Its headings and answers are words that the
 * reader of lists knows, so a form that was filled in comes back without a fault. */
#include "ops/session.h"

#include <stdio.h>

#define ROWS 2000
#define LAST_DAY 9999

struct entry {
    const char *heading, *example;
    struct bi hint;
    const char *const *choices;
    enum form_cell cell;
    bool needed;
    int width, day; /* of a date's example: days after the first, at most the last */
};

#define CHOICES(...) ((const char *const[]){__VA_ARGS__, NULL})
#define YES_NO CHOICES("是", "否")

static const struct entry entries[] = {
    {"报名号",
     "示例",
     {"可不填。贵站自己的编号，一人一号；以后更正或补报同一人时用同一个号",
      "May be left empty. Your own number for this rider; use the same one in later lists"},
     NULL,
     FORM_TEXT,
     false,
     12,
     0},
    {"姓名", "测试甲", {"与证件上的姓名一致", "As on the document"}, NULL, FORM_TEXT, true, 12, 0},
    {"证件类型",
     "居民身份证",
     {"从下拉列表选择；不填按号码判断", "Choose from the list; empty: judged by the number"},
     CHOICES("居民身份证", "港澳居民来往内地通行证", "台湾居民来往大陆通行证", "护照", "其他证件"),
     FORM_TEXT,
     false,
     16,
     0},
    {"证件号码",
     "379901199001010015",
     {"按文本填写，身份证18位，末位可为X；不要改成数字格式，否则后几位会变成0",
      "Written as text; 18 digits for an identity card, the last may be X. Do not turn the "
      "column into numbers: the last digits would be lost"},
     NULL,
     FORM_TEXT,
     true,
     22,
     0},
    {"手机号码",
     "15400000001",
     {"11位手机号码，通知座位用", "The 11 digits of a mobile phone, for telling the seat"},
     NULL,
     FORM_TEXT,
     false,
     14,
     0},
    {"工作单位", "演示建筑公司", {"可不填", "May be left empty"}, NULL, FORM_TEXT, false, 20, 0},
    {"出发地",
     "山东省济南市历下区",
     {"写到县（市、区），或写上车点；不填为贵站所属办公室所在地",
      "Down to the county or district, or a boarding point; empty: where your office is"},
     NULL,
     FORM_TEXT,
     false,
     20,
     0},
    {"目的地",
     "河南省周口市项城市",
     {"写到县（市、区）", "Down to the county or district"},
     NULL,
     FORM_TEXT,
     true,
     20,
     0},
    {"最早日期",
     NULL,
     {"最早哪天可以走，要在活动日期之内", "The first day that suits, within the campaign"},
     NULL,
     FORM_DATE,
     true,
     12,
     0},
    {"希望日期",
     NULL,
     {"最想哪天走；不填为最早日期", "The best day; empty: the first day"},
     NULL,
     FORM_DATE,
     false,
     12,
     0},
    {"最晚日期",
     NULL,
     {"最晚哪天必须走；不填为只有最早日期那一天",
      "The last day that suits; empty: the first day alone"},
     NULL,
     FORM_DATE,
     false,
     12,
     2},
    {"返程日期",
     NULL,
     {"节后还要坐回来的，写返程那天；不填为不要返程",
      "The day of the way back, if that is wanted too; empty: no way back"},
     NULL,
     FORM_DATE,
     false,
     12,
     LAST_DAY},
    {"返乡/返岗",
     "返乡",
     {"这一行是节前返乡还是节后返岗；不填按出发地和目的地判断",
      "返乡 is the way home, 返岗 the way back to work; empty: judged by the places"},
     CHOICES("返乡", "返岗"),
     FORM_TEXT,
     false,
     11,
     0},
    {"交通方式",
     "不限",
     {"汽车、火车或不限；不填为不限", "汽车 coach, 火车 train, 不限 either; empty: either"},
     CHOICES("不限", "汽车", "火车"),
     FORM_TEXT,
     false,
     10,
     0},
    {"同行组",
     "A1",
     {"一起走的人写同一个组号；不填为一个人走",
      "Those who travel together share one word; empty: alone"},
     NULL,
     FORM_TEXT,
     false,
     10,
     0},
    {"是否必须同车",
     "否",
     {"是：全组必须同一趟车，坐不下就都不走；否：尽量同车",
      "是 yes: the whole group on one vehicle or not at all; 否 no: if possible"},
     YES_NO,
     FORM_TEXT,
     false,
     12,
     0},
    {"特殊需求",
     "无",
     {"需要下铺或轮椅位的请选择", "下铺 lower berth, 轮椅 wheelchair place, 无 none"},
     CHOICES("无", "下铺", "轮椅", "下铺和轮椅"),
     FORM_TEXT,
     false,
     12,
     0},
    {"行李件数",
     "2",
     {"0到99的整数；可不填", "A whole number from 0 to 99; may be left empty"},
     NULL,
     FORM_COUNT,
     false,
     10,
     0},
    {"是否困难职工",
     "否",
     {"工会建档的困难职工选是", "是 yes for whoever is on the union's hardship register"},
     YES_NO,
     FORM_TEXT,
     false,
     12,
     0},
    {"备注",
     "",
     {"其他要说明的；可不填", "Anything else; may be left empty"},
     NULL,
     FORM_TEXT,
     false,
     24,
     0},
};
enum { COLUMNS = sizeof entries / sizeof *entries };

static const struct bi notes[] = {
    {"一人一行，填在第一张表的表头下面；表头上方灰色的一行是示例，不会当作乘车人。"
     "带 * 的列必填，其余按需要填。",
     "One rider a row, under the headings of the first sheet; the grey row over them is an "
     "example and is taken for nobody. Columns with * are needed."},
    {"不要改表头的文字；列的顺序可以改，不用的列可以删。证件号码和手机号码两列已设为文本，"
     "粘贴时请选“只粘贴值”。",
     "Leave the words of the headings as they are; columns may be moved, and removed where not "
     "needed. Documents and phones are text: paste values only."},
    {"名单里的个人信息只用于安排乘车：请加密或当面交送，交送后不要留存多余的副本。",
     "What is written here serves the journey alone: send it protected and keep no further "
     "copies."},
};
enum { NOTES = sizeof notes / sizeof *notes };

static const char *example_day(const struct campaign *c, int after, struct arena *arena) {
    int32_t length = c->ends.v - c->starts.v;
    char text[WHEN_TEXT];

    return arena_strdup(
        arena, day_text((struct day){c->starts.v + (after < length ? after : length)}, text));
}

static struct form_column *make_columns(const struct campaign *c, enum lang lang,
                                        struct arena *arena) {
    struct form_column *columns = arena_array(arena, COLUMNS, sizeof *columns);

    for (int i = 0; i < COLUMNS; i++) {
        const struct entry *e = &entries[i];
        columns[i] = (struct form_column){
            .heading = e->heading,
            .hint = bi_text(e->hint, lang),
            .example = e->example ? e->example : example_day(c, e->day, arena),
            .choices = e->choices,
            .cell = e->cell,
            .needed = e->needed,
            .width = e->width,
        };
    }
    return columns;
}

static const char *make_title(const struct campaign *c, struct arena *arena) {
    struct str title = STR_MAX(512);
    char starts[WHEN_TEXT], ends[WHEN_TEXT];

    str_addf(&title, "%s  乘车人名单（%s 至 %s）", c->name, day_text(c->starts, starts),
             day_text(c->ends, ends));
    const char *text = arena_strdup(arena, str_get(&title));
    str_clear(&title);
    return text;
}

static void make_form(const struct campaign *c, enum lang lang, struct arena *arena,
                      struct form *out) {
    const char **lines = arena_array(arena, NOTES + 1, sizeof *lines);

    for (int i = 0; i < NOTES; i++)
        lines[i] = bi_text(notes[i], lang);
    *out = (struct form){
        .sheet = "乘车人名单",
        .title = make_title(c, arena),
        .legend = bi_text(BI("带 * 的列必填；上面灰色一行是示例，请从表头下面一行填起；"
                             "各列怎么填见“填写说明”一表",
                             "Columns with * are needed; the grey row above is an example: start "
                             "under the headings. The sheet 填写说明 explains every column"),
                          lang),
        .columns = make_columns(c, lang, arena),
        .n_columns = COLUMNS,
        .n_rows = ROWS,
        .first = c->starts,
        .last = c->ends,
        .wrong_value = bi_text(BI("请按提示填写：从列表选择；日期要在活动日期之内；件数为整数",
                                  "Choose from the list; a date lies within the campaign; pieces "
                                  "are a whole number"),
                               lang),
        .notes_sheet = "填写说明",
        .notes = lines,
        .notes_headings = {bi_text(BI("栏目", "Column"), lang), bi_text(BI("要求", "Needed"), lang),
                           bi_text(BI("怎么填", "How to fill it in"), lang),
                           bi_text(BI("例子", "Example"), lang)},
        .word_needed = bi_text(BI("必填", "needed"), lang),
        .word_optional = bi_text(BI("可不填", "optional"), lang),
    };
}

enum rc ops_list_template(const struct ops *ops, const char *path, bool force, struct err *err) {
    struct session s;
    struct arena arena = {0};
    struct form form;
    enum rc rc = session_open(ops, HOLD_READ, STORE_HEAD, &s, err);

    if (rc != RC_OK)
        return rc;
    make_form(s.c, ops->lang, &arena, &form);
    rc = form_write(path, force, &form, err);
    arena_clear(&arena);
    session_close(&s);
    return rc;
}
