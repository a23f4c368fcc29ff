/*
 * Use case: the hardship register comes in, and who on it has no request. All files of one import
 * are one transaction; the register itself is read before the contacts that are joined to it.
 */
#include "ops/session.h"

#include <stdio.h>
#include <string.h>

/* ---- import ---- */

struct importing {
    const struct register_entry *entry;
    struct session *s;
    struct arena *arena;
    struct register_answer *out;
    struct file_faults *file; /* the one that is read */
    size_t *faults_cap;       /* of each file, while they are on the heap */
    int32_t office;           /* 0: not said */
    enum register_kind pass;  /* rows of this kind are taken now */
    bool any_people;
};

static void note_fault(struct importing *i, const struct register_row *row,
                       const struct fault *fault) {
    struct fault_row noted = {.sheet = arena_strdup(i->arena, row->sheet),
                              .row = row->row,
                              .weight = fault->weight,
                              .code = fault->code,
                              .column = arena_strdup(i->arena, fault->column),
                              .zh = arena_strdup(i->arena, fault->zh),
                              .en = arena_strdup(i->arena, fault->en)};

    VEC_PUSH(i->file->faults, i->file->n_faults, i->faults_cap[i->file - i->out->files], noted);
}

/* What only the register can say of a row. */
static const struct {
    enum fault_weight weight;
    const char *code, *zh, *en;
} remarks[] = {
    [REGISTER_TWICE] = {FAULT_WARNING, "registered-twice",
                        "同一人在名册里出现了两次，以第一次为准（一户一行，家属不另列）",
                        "the same person stands twice; the first row stands (one row a household)"},
    [REGISTER_MOVED] = {FAULT_WARNING, "other-office", "此人原在另一工会的名册上，已转到本工会",
                        "this person stood on another office's register and now stands on this "
                        "one's"},
    [REGISTER_UNKNOWN] = {FAULT_REJECT, "not-on-register",
                          "名册上没有此人（按身份证号，或按职工编号加姓名查找），请先导入名册",
                          "nobody on the register has this document, or this number and name; "
                          "import the register first"},
};

static void judge(struct register_row *row, enum register_outcome outcome) {
    if (outcome < REGISTER_TWICE || row->n_faults == LIST_FAULTS)
        return;
    struct fault *fault = &row->faults[row->n_faults++];
    *fault = (struct fault){
        .weight = remarks[outcome].weight, .code = remarks[outcome].code, .column = ""};
    snprintf(fault->zh, sizeof fault->zh, "%s", remarks[outcome].zh);
    snprintf(fault->en, sizeof fault->en, "%s", remarks[outcome].en);
    row->rejected |= fault->weight == FAULT_REJECT;
}

static void count(struct import_counts *c, const struct register_row *row,
                  enum register_outcome outcome) {
    c->rows++;
    c->rejected += row->rejected;
    if (row->rejected)
        return;
    c->accepted++;
    c->warned += row->n_faults > 0;
    c->added += outcome == REGISTER_NEW;
    c->changed += outcome == REGISTER_CHANGED || outcome == REGISTER_MOVED;
    c->unchanged += outcome == REGISTER_UNCHANGED || outcome == REGISTER_TWICE;
}

static enum rc on_row(void *payload, struct register_row *row, struct err *err) {
    struct importing *i = payload;
    enum register_outcome outcome;

    if (row->kind != i->pass)
        return RC_OK;
    i->any_people |= row->kind == REGISTER_PEOPLE;
    enum rc rc = store_register_take(i->s->store, i->office, row, &outcome, err);
    if (rc != RC_OK)
        return rc;
    if (!row->rejected)
        judge(row, outcome);
    for (int f = 0; f < row->n_faults; f++)
        note_fault(i, row, &row->faults[f]);
    count(&i->out->counts, row, outcome);
    return RC_OK;
}

static enum rc read_file(struct importing *i, const char *path, struct err *err) {
    const struct list_context context = {
        .campaign = i->s->c, .today = instant_day(i->s->ops->now), .progress = i->s->ops->progress};
    struct source source;

    if (strcmp(path, "-") == 0) /* it is read twice */
        return err_set(err, RC_USAGE, "file-needed", "名册要从文件导入，不能用标准输入",
                       "the register is imported from files, not from standard input");
    enum rc rc = source_open(path, &source, err);
    if (rc != RC_OK)
        return rc;
    i->file->name = arena_strdup(i->arena, source.name);
    rc = register_read(&source, &context, on_row, i, err);
    source_close(&source);
    return rc;
}

static enum rc read_files(struct importing *i, struct err *err) {
    enum rc rc = store_register_begin(i->s->store, err);

    for (i->pass = REGISTER_PEOPLE; i->pass <= REGISTER_CONTACTS; i->pass++)
        for (int p = 0; p < i->entry->n_paths && rc == RC_OK; p++) {
            i->file = &i->out->files[p];
            rc = read_file(i, i->entry->paths[p], err);
        }
    return rc;
}

static enum rc withdraw(struct importing *i, struct err *err) {
    if (!i->entry->replace)
        return RC_OK;
    if (!i->any_people)
        return err_set(err, RC_CONFLICT, "no-register",
                       "--replace 要有名册本身，只有联系人名单不能替换名册",
                       "--replace needs the register itself; a list of contacts does not replace "
                       "it");
    return store_register_withdraw_missing(i->s->store, i->office, i->entry->allow_withdraw,
                                           &i->out->counts.withdrawn, err);
}

static enum rc commit(struct importing *i, struct err *err) {
    const struct import_counts *c = &i->out->counts;
    char object[16], detail[256];

    if (i->entry->dry_run || c->added + c->changed + c->withdrawn == 0)
        return RC_OK; /* nothing changes: no entry */
    snprintf(object, sizeof object, i->office ? "%06d" : "*", (int)i->office);
    snprintf(detail, sizeof detail,
             "{\"files\":%d,\"rows\":%lld,\"rejected\":%lld,\"new\":%lld,\"changed\":%lld,"
             "\"withdrawn\":%lld}",
             i->entry->n_paths, (long long)c->rows, (long long)c->rejected, (long long)c->added,
             (long long)c->changed, (long long)c->withdrawn);
    return session_commit(i->s, "register import", object, detail, err);
}

/* From the heap to where the answer lives. */
static void keep_faults(struct importing *i) {
    for (int p = 0; p < i->out->n_files; p++) {
        struct file_faults *file = &i->out->files[p];
        struct fault_row *kept = arena_array(i->arena, (size_t)file->n_faults, sizeof *kept);
        if (file->n_faults)
            memcpy(kept, file->faults, (size_t)file->n_faults * sizeof *kept);
        mem_free(file->faults);
        file->faults = kept;
    }
}

enum rc ops_register_import(const struct ops *ops, const struct register_entry *entry,
                            struct arena *arena, struct register_answer *out, struct err *err) {
    struct session s;
    struct importing i = {.entry = entry, .s = &s, .arena = arena, .out = out};
    enum rc rc = entry->office ? resolve_office(ops, entry->office, &i.office, err) : RC_OK;

    *out = (struct register_answer){0};
    out->files = arena_array(arena, (size_t)entry->n_paths, sizeof *out->files);
    out->n_files = entry->n_paths;
    i.faults_cap = arena_array(arena, (size_t)entry->n_paths, sizeof *i.faults_cap);
    rc = rc == RC_OK ? session_open(ops, HOLD_WRITE, STORE_HEAD, &s, err) : rc;
    if (rc != RC_OK)
        return rc;
    rc = read_files(&i, err);
    rc = rc == RC_OK ? withdraw(&i, err) : rc;
    rc = rc == RC_OK ? commit(&i, err) : rc;
    keep_faults(&i);
    session_close(&s);
    return rc;
}

/* ---- who is on it ---- */

static const char *state_words[] = {"without-request", "waiting", "seated"};
static const struct bi state_texts[] = {
    {"没有报名", "no request"}, {"候补", "waiting"}, {"已派座", "seated"}};

static int state_of(const struct registered_row *row) {
    return row->requests == 0 ? 0 : row->seated < row->requests ? 1 : 2;
}

struct bi register_state(const struct registered_row *row) {
    return state_texts[state_of(row)];
}

const char *register_state_word(const struct registered_row *row) {
    return state_words[state_of(row)];
}

static void add_up(struct register_counts *c, const struct registered_row *row) {
    int64_t *const states[] = {&c->without_request, &c->waiting, &c->seated};

    c->people++;
    (*states[state_of(row)])++;
}

/* Rows come ordered by office. */
static void count_offices(struct arena *arena, struct register_view *out) {
    out->offices = arena_array(arena, (size_t)out->n + 1, sizeof *out->offices);
    for (int i = 0; i < out->n; i++) {
        if (i == 0 || out->rows[i].office != out->rows[i - 1].office)
            out->offices[out->n_offices++].office = out->rows[i].office;
        add_up(&out->offices[out->n_offices - 1], &out->rows[i]);
        add_up(&out->all, &out->rows[i]);
    }
}

static void keep_and_mask(struct arena *arena, bool without_request, struct register_view *out) {
    int n = 0;
    char masked[DOCUMENT_MAX];

    for (int i = 0; i < out->n; i++) {
        struct registered_row *row = &out->rows[i];
        if (without_request && row->requests > 0)
            continue;
        document_mask(row->document, masked);
        row->document = arena_strdup(arena, masked);
        out->rows[n++] = *row;
    }
    out->n = n;
}

static enum rc load_view(struct session *s, const char *office, bool without_request,
                         struct arena *arena, struct register_view *out, struct err *err) {
    int32_t place = 0;
    enum rc rc = office ? resolve_office(s->ops, office, &place, err) : RC_OK;

    *out = (struct register_view){0};
    rc = rc == RC_OK ? store_register_list(s->store, place, arena, &out->rows, &out->n, err) : rc;
    if (rc != RC_OK)
        return rc;
    count_offices(arena, out);
    keep_and_mask(arena, without_request, out);
    return RC_OK;
}

enum rc ops_register_list(const struct ops *ops, const char *office, bool without_request,
                          struct arena *arena, struct register_view *out, struct err *err) {
    struct session s;
    enum rc rc = session_open(ops, HOLD_READ, STORE_HEAD, &s, err);

    if (rc != RC_OK)
        return rc;
    rc = load_view(&s, office, without_request, arena, out, err);
    session_close(&s);
    return rc;
}

enum rc register_count(struct session *s, struct register_counts *out, struct err *err) {
    struct arena arena = {0};
    struct register_view view;
    enum rc rc = load_view(s, NULL, true, &arena, &view, err);

    if (rc == RC_OK)
        *out = view.all;
    arena_clear(&arena);
    return rc;
}

/* ---- as a table ---- */

static void write_row(FILE *f, const struct registered_row *row) {
    const char *const cells[] = {row->number,  row->name,          row->document, row->class_,
                                 row->contact, row->contact_phone, NULL};
    char office[16] = "";

    if (row->office)
        snprintf(office, sizeof office, "%06d", (int)row->office);
    csv_write_cell(f, office, true);
    for (int i = 0; i < 6; i++)
        csv_write_cell_safe(f, cells[i] ? cells[i] : "", false);
    csv_write_cell(f, register_state_word(row), false);
    csv_end_row(f);
}

/* The journal first: an entry without a file is harmless, a file without an entry is not. */
static enum rc write_view(struct session *s, const struct register_view *view,
                          struct file_out *file, struct err *err) {
    char detail[48];

    fprintf(file->f, "office,number,name,document,class,contact,contact_phone,status\r\n");
    for (int i = 0; i < view->n; i++)
        write_row(file->f, &view->rows[i]);
    snprintf(detail, sizeof detail, "{\"rows\":%d}", view->n);
    enum rc rc = session_commit(s, "register list", file->path, detail, err);
    return rc == RC_OK ? file_out_commit(file, err) : rc;
}

enum rc ops_register_write(const struct ops *ops, const char *office, bool without_request,
                           const char *path, bool force, int64_t *out_rows, struct err *err) {
    struct session s;
    struct register_view view;
    struct file_out file;
    struct arena arena = {0};
    enum rc rc = session_open(ops, HOLD_WRITE, STORE_HEAD, &s, err);

    if (rc != RC_OK)
        return rc;
    rc = load_view(&s, office, without_request, &arena, &view, err);
    rc = rc == RC_OK ? file_out_open(path, force, &file, err) : rc;
    if (rc == RC_OK) {
        rc = write_view(&s, &view, &file, err);
        file_out_abandon(&file);
        *out_rows = view.n;
    }
    session_close(&s);
    arena_clear(&arena);
    return rc;
}
