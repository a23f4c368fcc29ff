/* boarding: who really travelled. */
#include "cli/cli.h"

/* ---- one departure ---- */

static void print_person(const struct invocation *in, const struct boarding_person *p,
                         struct bi what) {
    const char *seat = p->seat ? p->seat : "";

    if (p->ref)
        say(in, "    %s %s/%s %s%s%s", "    %s %s/%s %s%s%s", bi_text(what, in->ops.lang),
            p->station, p->ref, seat,
            p->elsewhere ? bi_text(BI("，原派座在 ", ", booked on "), in->ops.lang) : "",
            p->elsewhere ? p->elsewhere : "");
    else
        say(in, "    %s 未登记 %s", "    %s, not registered %s", bi_text(what, in->ops.lang), seat);
}

static void print_people(const struct invocation *in, const struct boarding_line *l) {
    for (int i = 0; i < l->n_people; i++)
        print_person(in, &l->people[i], boarding_outcome_name(l->people[i].outcome));
    for (int i = 0; i < l->n_unnamed; i++)
        print_person(in, &l->unnamed[i],
                     BI("不在这版名单上，未计", "not on that paper, not counted:"));
}

static void print_counts(const struct invocation *in, const struct boarding_line *l) {
    say(in, "%s 第 %d 版：乘车 %lld 人次（按名单 %lld，临时上车 %lld，换人 %lld），未乘车 %lld",
        "%s version %d: travelled %lld (as printed %lld, walk-ons %lld, instead %lld), absent %lld",
        l->run, (int)l->version, (long long)l->travelled, (long long)l->n[BOARDING_BOARDED],
        (long long)l->n[BOARDING_WALK_ON], (long long)l->n[BOARDING_INSTEAD],
        (long long)l->n[BOARDING_ABSENT]);
}

/* ---- record ---- */

static enum rc read_entry(const struct invocation *in, struct boarding_entry *out,
                          struct err *err) {
    static const char *const words[] = {"", "seat", "row"};
    int by = BOARDING_BY_PAPER;
    int64_t version = 0;

    *out = (struct boarding_entry){.run = in->args[0],
                                   .boarded = in->given[OPT_BOARDED],
                                   .absent = in->given[OPT_ABSENT],
                                   .walk_on = in->given[OPT_WALK_ON],
                                   .instead = in->given[OPT_INSTEAD],
                                   .force = option_given(in, OPT_FORCE),
                                   .dry_run = option_given(in, OPT_DRY_RUN)};
    if (!out->boarded == !out->absent)
        return err_set(err, RC_USAGE, "missing-option",
                       "请写 --boarded 或 --absent，只写一个：其余的人为另一种",
                       "give --boarded or --absent, one of them: the others are the other way");
    enum rc rc = option_word(in, OPT_BY, words, 3, &by, err);
    rc = rc == RC_OK ? option_number(in, OPT_PAPER, 1, 9999, &version, err) : rc;
    out->by = (enum boarding_by)by;
    out->version = (int32_t)version;
    return rc;
}

enum rc command_boarding_record(struct invocation *in, int *status, struct err *err) {
    struct boarding_entry entry;
    struct boarding_line line;
    enum rc rc = read_entry(in, &entry, err);

    rc = rc == RC_OK ? ops_boarding_record(&in->ops, &entry, &in->arena, &line, err) : rc;
    if (rc != RC_OK)
        return rc;
    *status = line.n_unnamed > 0;
    if (option_given(in, OPT_JSON)) {
        struct json *json = ops_boarding_json(&line);
        json_set_bool(json, "dry_run", entry.dry_run);
        print_json(json);
        return RC_OK;
    }
    if (line.same)
        say(in, "与已记的回执相同，没有改动", "it says what is recorded already; nothing changed");
    else if (entry.dry_run)
        say(in, "试算，不记录：", "a trial, nothing is recorded:");
    print_counts(in, &line);
    print_people(in, &line);
    return RC_OK;
}

/* ---- import ---- */

static struct json *import_json(const struct boarding_import_answer *a, enum lang lang,
                                bool dry_run) {
    struct json *json = json_new_object(), *lines = json_new_array(), *refused = json_new_array();

    for (int i = 0; i < a->n_lines; i++)
        json_push(lines, ops_boarding_json(&a->lines[i]));
    for (int i = 0; i < a->n_refusals; i++) {
        const struct boarding_refusal *r = &a->refusals[i];
        struct json *one = json_new_object();
        json_set_text(one, "file", r->file);
        json_set_text(one, "sheet", r->sheet);
        json_set_int(one, "row", r->row);
        json_set_text(one, "run", r->run);
        json_set_text(one, "code", r->err.code);
        json_set_text(one, "message", err_text(&r->err, lang));
        json_push(refused, one);
    }
    json_set_int(json, "recorded", a->recorded);
    json_set_int(json, "same", a->same);
    json_set_bool(json, "dry_run", dry_run);
    json_set(json, "returns", lines);
    json_set(json, "refused", refused);
    return json;
}

static void print_refusals(const struct invocation *in, const struct boarding_import_answer *a) {
    for (int i = 0; i < a->n_refusals; i++) {
        const struct boarding_refusal *r = &a->refusals[i];
        say(in, "未记：%s 第 %lld 行起，趟次 %.64s：%s",
            "not recorded: %s from row %lld, run %.64s: %s", r->file, (long long)r->row,
            r->run ? r->run : "?", err_text(&r->err, in->ops.lang));
    }
}

enum rc command_boarding_import(struct invocation *in, int *status, struct err *err) {
    const struct boarding_import_entry entry = {.paths = in->args,
                                                .n_paths = in->n_args,
                                                .run = in->given[OPT_RUN],
                                                .force = option_given(in, OPT_FORCE),
                                                .dry_run = option_given(in, OPT_DRY_RUN)};
    struct boarding_import_answer answer;
    enum rc rc = ops_boarding_import(&in->ops, &entry, &in->arena, &answer, err);

    if (rc != RC_OK)
        return rc;
    terminal_clear();
    *status = answer.n_refusals > 0;
    if (option_given(in, OPT_JSON)) {
        print_json(import_json(&answer, in->ops.lang, entry.dry_run));
        return RC_OK;
    }
    for (int i = 0; i < answer.n_lines; i++) {
        print_counts(in, &answer.lines[i]);
        print_people(in, &answer.lines[i]);
        *status |= answer.lines[i].n_unnamed > 0;
    }
    print_refusals(in, &answer);
    say(in, "记下 %lld 份回执，%lld 份与已记的相同，%d 份未记",
        "returns recorded %lld, the same as before %lld, not recorded %d",
        (long long)answer.recorded, (long long)answer.same, answer.n_refusals);
    return RC_OK;
}

/* ---- show ---- */

enum { COLUMNS = 8 };

static const char *copy_number(struct invocation *in, int64_t value) {
    char text[32];

    return arena_strdup(&in->arena, number_text(value, text));
}

static const char *copy_time(struct invocation *in, struct instant at) {
    char text[WHEN_TEXT];

    return arena_strdup(&in->arena, instant_text(at, text));
}

static void print_overview(struct invocation *in, const struct boarding_view *view) {
    static const struct bi heads[COLUMNS] = {
        {"发车", "departs"},  {"趟次", "run"},          {"派座", "booked"},  {"乘车", "travelled"},
        {"未乘车", "absent"}, {"临时上车", "walk-ons"}, {"换人", "instead"}, {"回执", "return"}};
    const char **cells =
        arena_array(&in->arena, (size_t)(view->n_lines + 1) * COLUMNS, sizeof *cells);

    for (int i = 0; i < COLUMNS; i++)
        cells[i] = bi_text(heads[i], in->ops.lang);
    for (int i = 0; i < view->n_lines; i++) {
        const struct boarding_line *l = &view->lines[i];
        const char **row = cells + (i + 1) * COLUMNS;
        row[0] = copy_time(in, l->departs);
        row[1] = l->run;
        row[2] = copy_number(in, l->booked);
        row[3] = l->returned ? copy_number(in, l->travelled) : "";
        row[4] = l->returned ? copy_number(in, l->n[BOARDING_ABSENT]) : "";
        row[5] = l->returned ? copy_number(in, l->n[BOARDING_WALK_ON]) : "";
        row[6] = l->returned ? copy_number(in, l->n[BOARDING_INSTEAD]) : "";
        row[7] = l->returned ? copy_time(in, l->recorded)
                             : bi_text(BI("缺（return missing）", "return missing"), in->ops.lang);
    }
    print_table(cells, view->n_lines + 1, COLUMNS);
    say(in, "已发车 %lld 趟，收回回执 %lld 趟，缺 %lld 趟",
        "runs that left %lld, returned %lld, missing %lld", (long long)view->counts.departed,
        (long long)view->counts.returned, (long long)view->counts.missing);
}

static void print_history(const struct invocation *in, const struct boarding_view *view) {
    char at[WHEN_TEXT];

    for (int i = 0; i < view->n_lines; i++) {
        const struct boarding_line *l = &view->lines[i];
        if (!l->returned) {
            say(in, "%s：%s，派座 %lld 人次", "%s: %s, booked %lld", l->run,
                bi_text(l->departed ? BI("缺回执（return missing）", "return missing")
                                    : BI("尚未发车", "has not left"),
                        in->ops.lang),
                (long long)l->booked);
            continue;
        }
        say(in, "%s 由 %s 记%s：", "%s, recorded by %s%s:", instant_text(l->recorded, at), l->who,
            i == view->n_lines - 1 ? bi_text(BI("（以此为准）", " (this one stands)"), in->ops.lang)
                                   : "");
        print_counts(in, l);
        print_people(in, l);
    }
}

static struct json *view_json(const struct boarding_view *view, bool one) {
    struct json *json = json_new_object(), *lines = json_new_array();

    for (int i = 0; i < view->n_lines; i++)
        json_push(lines, ops_boarding_json(&view->lines[i]));
    if (!one) {
        json_set_int(json, "departed", view->counts.departed);
        json_set_int(json, "returned", view->counts.returned);
        json_set_int(json, "return_missing", view->counts.missing);
    }
    json_set(json, "returns", lines);
    return json;
}

enum rc command_boarding_show(struct invocation *in, int *status, struct err *err) {
    const char *run = in->n_args ? in->args[0] : NULL;
    struct boarding_view view;
    enum rc rc = ops_boarding_show(&in->ops, run, &in->arena, &view, err);

    (void)status;
    if (rc != RC_OK)
        return rc;
    if (option_given(in, OPT_JSON))
        print_json(view_json(&view, run != NULL));
    else if (run)
        print_history(in, &view);
    else
        print_overview(in, &view);
    return RC_OK;
}
