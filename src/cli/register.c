/* register import, register list. */
#include "cli/lists.h"

/* ---- import ---- */

static struct json *register_json(const struct invocation *in, const struct register_answer *a) {
    struct json *json = json_new_object();

    list_counts_json(json, &a->counts);
    json_set_bool(json, "dry_run", option_given(in, OPT_DRY_RUN));
    json_set(json, "files", list_files_json(a->files, a->n_files, in->ops.lang));
    return json;
}

static void print_import(const struct invocation *in, const struct register_answer *a) {
    const struct import_counts *c = &a->counts;

    if (option_given(in, OPT_DRY_RUN))
        say(in, "试导入，未作更改", "a trial; nothing was changed");
    say(in,
        "名册：%lld 行，接受 %lld（提醒 %lld），退回 %lld；新增 %lld，更改 %lld，未变 %lld，去掉 "
        "%lld",
        "register: %lld rows, %lld accepted (%lld with a warning), %lld rejected; %lld new, %lld "
        "changed, %lld unchanged, %lld withdrawn",
        (long long)c->rows, (long long)c->accepted, (long long)c->warned, (long long)c->rejected,
        (long long)c->added, (long long)c->changed, (long long)c->unchanged,
        (long long)c->withdrawn);
    list_print_faults(in, a->files, a->n_files);
}

enum rc command_register_import(struct invocation *in, int *status, struct err *err) {
    const struct register_entry entry = {.paths = in->args,
                                         .n_paths = in->n_args,
                                         .office = in->given[OPT_OFFICE],
                                         .replace = option_given(in, OPT_REPLACE),
                                         .allow_withdraw = option_given(in, OPT_ALLOW_WITHDRAW),
                                         .dry_run = option_given(in, OPT_DRY_RUN)};
    struct register_answer answer;
    enum rc rc = ops_register_import(&in->ops, &entry, &in->arena, &answer, err);

    if (rc != RC_OK)
        return rc;
    terminal_clear();
    if (option_given(in, OPT_JSON))
        print_json(register_json(in, &answer));
    else
        print_import(in, &answer);
    *status = answer.counts.rejected > 0;
    return RC_OK;
}

/* ---- list ---- */

struct json *register_counts_json(const struct register_counts *counts) {
    struct json *json = json_new_object();

    json_set_int(json, "people", counts->people);
    json_set_int(json, "without_request", counts->without_request);
    json_set_int(json, "waiting", counts->waiting);
    json_set_int(json, "seated", counts->seated);
    return json;
}

void json_set_office(struct json *json, int32_t office) {
    char text[16];

    snprintf(text, sizeof text, "%06d", (int)office);
    json_set_text(json, "office", office ? text : NULL);
}

static struct json *person_json(const struct registered_row *row) {
    struct json *json = json_new_object();

    json_set_office(json, row->office);
    json_set_text(json, "number", row->number);
    json_set_text(json, "name", row->name);
    json_set_text(json, "document", row->document);
    json_set_text(json, "class", row->class_);
    json_set_text(json, "contact", row->contact);
    json_set_text(json, "contact_phone", row->contact_phone);
    json_set_text(json, "status", register_state_word(row));
    return json;
}

static struct json *view_json(const struct register_view *view) {
    struct json *json = register_counts_json(&view->all);
    struct json *offices = json_new_array(), *people = json_new_array();

    for (int i = 0; i < view->n_offices; i++) {
        struct json *office = register_counts_json(&view->offices[i]);
        json_set_office(office, view->offices[i].office);
        json_push(offices, office);
    }
    for (int i = 0; i < view->n; i++)
        json_push(people, person_json(&view->rows[i]));
    json_set(json, "offices", offices);
    json_set(json, "persons", people);
    return json;
}

static const char *office_name(const struct invocation *in, int32_t office) {
    const struct place *place = office ? places_find(in->ops.places, office) : NULL;

    return place ? place->name : "-";
}

static void print_people(struct invocation *in, const struct register_view *view) {
    static const struct bi heads[] = {
        {"工会", "office"},          {"编号", "number"},    {"姓名", "name"},
        {"证件", "document"},        {"困难类别", "class"}, {"联系人", "contact"},
        {"联系人电话", "telephone"}, {"情况", "status"}};
    enum { COLUMNS = sizeof heads / sizeof *heads };
    const char **cells = arena_array(&in->arena, COLUMNS * ((size_t)view->n + 1), sizeof *cells);

    for (int i = 0; i < COLUMNS; i++)
        cells[i] = bi_text(heads[i], in->ops.lang);
    for (int i = 0; i < view->n; i++) {
        const struct registered_row *row = &view->rows[i];
        const char *const values[COLUMNS] = {office_name(in, row->office),
                                             row->number,
                                             row->name,
                                             row->document,
                                             row->class_,
                                             row->contact,
                                             row->contact_phone,
                                             bi_text(register_state(row), in->ops.lang)};
        for (int v = 0; v < COLUMNS; v++)
            cells[COLUMNS * (i + 1) + v] = values[v] ? values[v] : "-";
    }
    if (view->n)
        print_table(cells, view->n + 1, COLUMNS);
}

static void print_counts(const struct invocation *in, const char *whose,
                         const struct register_counts *c) {
    say(in, "%s：名册上 %lld 人，没有报名 %lld，候补 %lld，已派座 %lld",
        "%s: %lld on the register, %lld without a request, %lld waiting, %lld seated", whose,
        (long long)c->people, (long long)c->without_request, (long long)c->waiting,
        (long long)c->seated);
}

static void print_view(struct invocation *in, const struct register_view *view) {
    print_people(in, view);
    for (int i = 0; i < view->n_offices && view->n_offices > 1; i++)
        print_counts(in, office_name(in, view->offices[i].office), &view->offices[i]);
    print_counts(in, in->ops.lang == LANG_EN ? "all" : "合计", &view->all);
}

static enum rc write_list(struct invocation *in, const char *office, bool without_request,
                          struct err *err) {
    const char *path = in->given[OPT_OUTPUT];
    int64_t rows;
    enum rc rc = ops_register_write(&in->ops, office, without_request, path,
                                    option_given(in, OPT_FORCE), &rows, err);

    if (rc == RC_OK)
        print_written(in, path, rows);
    return rc;
}

enum rc command_register_list(struct invocation *in, int *status, struct err *err) {
    const char *office = in->given[OPT_OFFICE];
    bool without_request = option_given(in, OPT_WITHOUT_REQUEST);
    struct register_view view;

    (void)status;
    if (option_given(in, OPT_OUTPUT))
        return write_list(in, office, without_request, err);
    enum rc rc = ops_register_list(&in->ops, office, without_request, &in->arena, &view, err);
    if (rc != RC_OK)
        return rc;
    if (option_given(in, OPT_JSON))
        print_json(view_json(&view));
    else
        print_view(in, &view);
    return RC_OK;
}
