/* Which columns a recipient's manifest has, and what stands in them. */
#include "homeward/paper.h"

static const struct bi headings[MANIFEST_COLUMNS] = {
    [COLUMN_TICK] = {"✓", "✓"},
    [COLUMN_NUMBER] = {"序号", "No."},
    [COLUMN_SEAT] = {"座位", "Seat"},
    [COLUMN_NAME] = {"姓名", "Name"},
    [COLUMN_SEX] = {"性别", "Sex"},
    [COLUMN_DOCUMENT_TYPE] = {"证件类型", "Document type"},
    [COLUMN_DOCUMENT] = {"证件号码", "Document"},
    [COLUMN_PHONE] = {"电话", "Phone"},
    [COLUMN_BOARDS] = {"上车站点", "Boards at"},
    [COLUMN_ALIGHTS] = {"下车站点", "Alights at"},
    [COLUMN_LUGGAGE] = {"行李", "Bags"},
    [COLUMN_PARTY] = {"同行", "Party"},
    [COLUMN_NEEDS] = {"需要", "Needs"},
    [COLUMN_FARE] = {"票种", "Fare"},
    [COLUMN_CLASS] = {"席别", "Class"},
    [COLUMN_DAY] = {"乘车日期", "Day"},
    [COLUMN_SERVICE] = {"车次", "Service"},
    [COLUMN_TICKET] = {"车票", "Ticket"},
    [COLUMN_GIFT] = {"礼包", "Gift"},
    [COLUMN_CARD] = {"乘车卡", "Card"},
    [COLUMN_SIGNATURE] = {"签名", "Signature"},
    [COLUMN_RUN] = {"趟次", "Run"},
    [COLUMN_VERSION] = {"版次", "Version"},
    [COLUMN_REF] = {"报名号", "Ref"},
    [COLUMN_BOARDS_AT] = {"上车时间", "Boards"},
    [COLUMN_BOARDED] = {"已上车", "Boarded"},
    [COLUMN_CHILD] = {"免票儿童", "Free child"},
};

#define END MANIFEST_COLUMNS
static const enum manifest_column full[] = {
    COLUMN_FIRST,  COLUMN_TICK,    COLUMN_SEAT,    COLUMN_NAME,  COLUMN_DOCUMENT, COLUMN_PHONE,
    COLUMN_BOARDS, COLUMN_ALIGHTS, COLUMN_LUGGAGE, COLUMN_PARTY, COLUMN_NEEDS,    END};
static const enum manifest_column undocumented[] = {
    COLUMN_FIRST,   COLUMN_TICK,    COLUMN_SEAT,  COLUMN_NAME,  COLUMN_PHONE, COLUMN_BOARDS,
    COLUMN_ALIGHTS, COLUMN_LUGGAGE, COLUMN_PARTY, COLUMN_NEEDS, END};
/* The order in which 12306 takes a group's riders. */
static const enum manifest_column railway[] = {COLUMN_NUMBER,
                                               COLUMN_NAME,
                                               COLUMN_DOCUMENT_TYPE,
                                               COLUMN_DOCUMENT,
                                               COLUMN_FARE,
                                               COLUMN_CLASS,
                                               COLUMN_DAY,
                                               COLUMN_SERVICE,
                                               COLUMN_BOARDS,
                                               COLUMN_ALIGHTS,
                                               COLUMN_PHONE,
                                               COLUMN_SEAT,
                                               END};
static const enum manifest_column insurer[] = {COLUMN_NUMBER,
                                               COLUMN_NAME,
                                               COLUMN_SEX,
                                               COLUMN_DOCUMENT_TYPE,
                                               COLUMN_DOCUMENT,
                                               COLUMN_PHONE,
                                               COLUMN_BOARDS,
                                               COLUMN_ALIGHTS,
                                               COLUMN_SEAT,
                                               COLUMN_FARE,
                                               END};
static const enum manifest_column posted[] = {
    COLUMN_NAME,   COLUMN_FIRST,     COLUMN_DOCUMENT, COLUMN_PHONE,
    COLUMN_BOARDS, COLUMN_BOARDS_AT, COLUMN_ALIGHTS,  END};
static const enum manifest_column signing[] = {
    COLUMN_FIRST,  COLUMN_SEAT, COLUMN_NAME, COLUMN_PHONE,     COLUMN_BOARDS,
    COLUMN_TICKET, COLUMN_GIFT, COLUMN_CARD, COLUMN_SIGNATURE, END};
/* What comes back in it can be read by boarding import. */
static const enum manifest_column table[] = {COLUMN_RUN,
                                             COLUMN_VERSION,
                                             COLUMN_NUMBER,
                                             COLUMN_SEAT,
                                             COLUMN_REF,
                                             COLUMN_NAME,
                                             COLUMN_DOCUMENT,
                                             COLUMN_PHONE,
                                             COLUMN_BOARDS,
                                             COLUMN_BOARDS_AT,
                                             COLUMN_ALIGHTS,
                                             COLUMN_LUGGAGE,
                                             COLUMN_PARTY,
                                             COLUMN_NEEDS,
                                             COLUMN_CHILD,
                                             COLUMN_BOARDED,
                                             END};
static const enum manifest_column plain_table[] = {
    COLUMN_RUN,       COLUMN_VERSION, COLUMN_NUMBER,  COLUMN_SEAT,
    COLUMN_REF,       COLUMN_NAME,    COLUMN_PHONE,   COLUMN_BOARDS,
    COLUMN_BOARDS_AT, COLUMN_ALIGHTS, COLUMN_LUGGAGE, COLUMN_PARTY,
    COLUMN_NEEDS,     COLUMN_CHILD,   COLUMN_BOARDED, END};

const enum manifest_column *manifest_columns(const struct manifest_sheet *m, bool as_table) {
    switch (m->recipient) {
    case MANIFEST_CARRIER:
        return m->train ? railway : insurer;
    case MANIFEST_POSTED:
        return posted;
    case MANIFEST_SIGNING:
        return signing;
    case MANIFEST_CREW:
        return as_table ? table : full;
    case MANIFEST_DRIVER:
    case MANIFEST_LEADER:
    case MANIFEST_FORS:
        break;
    }
    return as_table ? plain_table : undocumented;
}

const char *manifest_heading(const struct manifest_sheet *m, enum manifest_column column) {
    if (column == COLUMN_FIRST)
        column = m->by_seat ? COLUMN_SEAT : COLUMN_NUMBER;
    return bi_text(headings[column], m->lang);
}

const char *manifest_cell(const struct manifest_sheet *m, const struct manifest_row *row,
                          enum manifest_column column, char buf[16]) {
    static const struct bi adult = {"成人", "adult"}, free = {"免票儿童", "free child"},
                           seatless = {"无座", "none"};
    if (column == COLUMN_FIRST)
        column = m->by_seat ? COLUMN_SEAT : COLUMN_NUMBER;
    const int32_t numbers[MANIFEST_COLUMNS] = {[COLUMN_NUMBER] = row->number,
                                               [COLUMN_VERSION] = m->version,
                                               [COLUMN_LUGGAGE] = row->luggage};
    const char *texts[MANIFEST_COLUMNS] = {
        [COLUMN_SEAT] = row->free_child ? bi_text(seatless, m->lang) : row->seat,
        [COLUMN_NAME] = row->name,
        [COLUMN_SEX] = row->sex,
        [COLUMN_DOCUMENT_TYPE] = row->document_type,
        [COLUMN_DOCUMENT] = row->document,
        [COLUMN_PHONE] = row->phone,
        [COLUMN_BOARDS] = m->stops[row->board].name,
        [COLUMN_ALIGHTS] = m->stops[row->alight].name,
        [COLUMN_PARTY] = row->party,
        [COLUMN_NEEDS] = row->free_child ? bi_text(free, m->lang) : row->needs,
        [COLUMN_FARE] = bi_text(row->free_child ? free : adult, m->lang),
        [COLUMN_CLASS] = m->class_,
        [COLUMN_DAY] = m->day,
        [COLUMN_SERVICE] = m->service_number,
        [COLUMN_RUN] = m->allocation,
        [COLUMN_REF] = row->ref,
        [COLUMN_BOARDS_AT] = m->stops[row->board].at,
        [COLUMN_CHILD] = row->free_child ? "1" : NULL,
    };

    if (!numbers[column])
        return texts[column] ? texts[column] : "";
    snprintf(buf, 16, "%d", (int)numbers[column]);
    return buf;
}
