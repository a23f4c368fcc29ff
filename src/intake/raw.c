#include "intake/raw.h"

#include <string.h>

static const char *const headings[RAW_COLUMNS] = {
    [RAW_REF] = "报名号",
    [RAW_NAME] = "姓名",
    [RAW_DOCUMENT_TYPE] = "证件类型",
    [RAW_DOCUMENT] = "证件号码",
    [RAW_PHONE] = "手机号码",
    [RAW_EMPLOYER] = "工作单位",
    [RAW_HARDSHIP] = "是否困难农民工",
    [RAW_HARDSHIP_NO] = "困难职工档案号",
    [RAW_CONTACT] = "帮扶联系人",
    [RAW_WITH] = "随行大人",
    [RAW_FREE_CHILD] = "免票儿童",
    [RAW_DIRECTION] = "返乡/返岗",
    [RAW_FROM] = "出发地",
    [RAW_TO] = "目的地",
    [RAW_EARLIEST] = "最早日期",
    [RAW_PREFERRED] = "希望日期",
    [RAW_LATEST] = "最晚日期",
    [RAW_MODES] = "交通方式",
    [RAW_PARTY] = "同行组",
    [RAW_TOGETHER] = "是否必须同车",
    [RAW_NEEDS] = "特殊需求",
    [RAW_LUGGAGE] = "行李件数",
    [RAW_CLASSES] = "席别",
    [RAW_SERVICES] = "车次",
    [RAW_APPLIED] = "报名时间",
};

const struct list_columns raw_columns = {NULL, headings, RAW_COLUMNS};

void raw_begin(struct raw_rows *rows) {
    for (int i = 0; i < LIST_TRIPS; i++)
        for (int column = 0; column < RAW_COLUMNS; column++)
            rows->cells[i][column] = "";
}

/* Words of XML that a table would take for something else: any text there means yes. */
const char *raw_as_table(enum raw_column column, const char *text) {
    if (column == RAW_TOGETHER)
        return strcmp(text, "must") == 0 ? "是" : strcmp(text, "prefer") == 0 ? "否" : text;
    if (column == RAW_FREE_CHILD)
        return strcmp(text, "none") == 0 ? "是" : text;
    return text;
}

void raw_put(struct raw_rows *rows, int trip, enum raw_column column, const char *text) {
    if (trip >= 0 && trip < LIST_TRIPS)
        rows->cells[trip][column] = raw_as_table(column, text);
}

void raw_finish(struct raw_rows *rows, struct list_row *row) {
    row->n_raw = row->n_trips ? row->n_trips : 1;
    for (int i = 0; i < row->n_raw; i++) {
        if (i > 0)
            memcpy(rows->cells[i], rows->cells[0], RAW_DIRECTION * sizeof **rows->cells);
        row->raw[i] = (struct list_raw){row->row, rows->cells[i], RAW_COLUMNS};
    }
}
