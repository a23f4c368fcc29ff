/* manifest, slips, sms. */
#include "cli/cli.h"

static enum rc needs_runs(const struct invocation *in, bool all, struct day date, struct err *err) {
    if (in->n_args || all || day_given(date))
        return RC_OK;
    return err_set(err, RC_USAGE, "missing-argument", "请写明趟次、--date 或 --all",
                   "name runs, or give --date or --all");
}

static enum rc read_entry(const struct invocation *in, struct manifest_entry *out,
                          struct err *err) {
    static const char *const recipients[] = {"crew",   "driver", "carrier",
                                             "posted", "leader", "signing"};
    static const char *const formats[] = {"pdf", "xlsx", "csv", "xml"};
    int recipient = MANIFEST_DRIVER, format = MANIFEST_PDF;
    bool dry = option_given(in, OPT_DRY_RUN);
    enum rc rc = dry ? RC_OK : option_needed(in, OPT_OUTPUT, err);

    *out = (struct manifest_entry){.runs = in->args,
                                   .n_runs = in->n_args,
                                   .all = option_given(in, OPT_ALL),
                                   .folder = in->given[OPT_OUTPUT],
                                   .one_file = option_given(in, OPT_ONE_FILE),
                                   .seat_plan = option_given(in, OPT_SEAT_PLAN),
                                   .sign = option_given(in, OPT_SIGN),
                                   .draft = option_given(in, OPT_DRAFT),
                                   .dry_run = dry,
                                   .force = option_given(in, OPT_FORCE)};
    rc = rc == RC_OK ? option_day(in, OPT_DATE, &out->date, err) : rc;
    rc = rc == RC_OK ? option_word(in, OPT_FOR, recipients, MANIFEST_FORS, &recipient, err) : rc;
    rc = rc == RC_OK ? option_word(in, OPT_FORMAT, formats, 4, &format, err) : rc;
    out->recipient = (enum manifest_for)recipient;
    out->format = (enum manifest_format)format;
    if (rc == RC_OK && format != MANIFEST_PDF && (out->seat_plan || out->sign))
        return err_set(err, RC_USAGE, "not-pdf", "座位图和大字牌只能打印成 pdf",
                       "a seat plan or sign is a page of a pdf");
    return rc == RC_OK ? needs_runs(in, out->all, out->date, err) : rc;
}

/* ---- JSON ---- */

static struct json *who_json(const char *const *who, int n) {
    struct json *list = json_new_array();

    for (int i = 0; i < n; i++)
        json_push_text(list, who[i]);
    return list;
}

static struct json *print_json_line(const struct print_line *line) {
    struct json *json = json_new_object(), *head = json_new_array();

    json_set_text(json, "allocation", line->allocation);
    json_set_int(json, "version", line->version);
    json_set_text(json, "code", line->code);
    json_set_int(json, "since", line->since);
    json_set_int(json, "copy", line->copy);
    json_set_bool(json, "new", line->fresh);
    json_set_int(json, "told", line->told);
    for (int i = 0; i < PAPER_CHANGES; i++)
        json_set_int(json, paper_change_word((enum paper_change)i), line->changes[i]);
    for (int f = 0; f < HEAD_FACTS; f++)
        if (line->head >> f & 1)
            json_push_text(head, head_fact_word((enum head_fact)f));
    json_set(json, "head", head);
    return json;
}

static struct json *finding_json(const struct charter_line *line) {
    struct json *json = json_new_object();

    json_set_text(json, "allocation", line->allocation);
    json_set_text(json, "code", charter_word(line->code));
    json_set_text(json, "weight", charter_weight_word(line->weight));
    json_set_text(json, "zh", line->zh);
    json_set_text(json, "en", line->en);
    return json;
}

static struct json *answer_json(const struct manifest_answer *a, bool dry) {
    struct json *json = json_new_object(), *prints = json_new_array(), *findings = json_new_array();

    json_set_int(json, "files", a->files);
    json_set_int(json, "departures", a->departures);
    json_set_int(json, "pages", a->pages);
    json_set_int(json, "riders", a->riders);
    json_set_int(json, "told", a->told);
    json_set_int(json, "refused", a->refused);
    json_set(json, "missing_glyphs", who_json(a->missing, a->n_missing));
    for (int i = 0; i < a->n_prints; i++)
        json_push(prints, print_json_line(&a->prints[i]));
    json_set(json, "prints", prints);
    for (int i = 0; i < a->n_findings; i++)
        json_push(findings, finding_json(&a->findings[i]));
    json_set(json, "findings", findings);
    if (dry)
        json_set(json, "who", who_json(a->who, a->n_who));
    return json;
}

/* ---- as text ---- */

static void print_counts(const struct invocation *in, const struct manifest_entry *entry,
                         const struct manifest_answer *a) {
    char one[32], two[32], three[32], four[32];
    const char *departures = number_text(a->departures, one), *riders = number_text(a->riders, two);

    if (entry->dry_run)
        say(in, "将打印 %s 个趟次，%s 人次；%s 人将记为已通知",
            "%s departures, %s riders; %s "
            "bookings would be told",
            departures, riders, number_text(a->told, three));
    else if (entry->format == MANIFEST_PDF)
        say(in, "%s 个趟次，%s 人次，%s 页，写了 %s 个文件到 %s",
            "departures %s, riders %s, pages %s, files %s in %s", departures, riders,
            number_text(a->pages, three), number_text(a->files, four), entry->folder);
    else
        say(in, "%s 个趟次，%s 人次，写了 %s 个文件到 %s",
            "departures %s, riders %s, files %s in %s", departures, riders,
            number_text(a->files, four), entry->folder);
    if (!entry->dry_run && a->told)
        say(in, "新通知 %s 人", "%s bookings count as told now", number_text(a->told, three));
}

/* Only what is not a first version or a plain copy is worth a line. */
static void print_versions(const struct invocation *in, const struct manifest_answer *a) {
    for (int i = 0; i < a->n_prints; i++) {
        const struct print_line *p = &a->prints[i];
        if (!p->fresh || !p->since)
            continue;
        say(in, "  %s 第 %d 版（改自第 %d 版）：新增 %lld，取消 %lld，换座改站 %lld，更正 %lld%s",
            "  %s v%d, since v%d: added %lld, removed %lld, moved %lld, corrected %lld%s",
            p->allocation, (int)p->version, (int)p->since, (long long)p->changes[PAPER_ADDED],
            (long long)p->changes[PAPER_REMOVED], (long long)p->changes[PAPER_MOVED],
            (long long)p->changes[PAPER_CORRECTED],
            p->head ? bi_text(BI("；班次信息有变", "; the run itself changed"), in->ops.lang) : "");
    }
}

/* What was not stated, in one line: how many departures each. */
static void print_notes(const struct invocation *in, const struct manifest_answer *a) {
    int64_t n[CHARTER_CODES] = {0};
    const char *texts[CHARTER_CODES] = {0};
    struct str line = STR_MAX(1024);
    char count[32];

    for (int i = 0; i < a->n_findings; i++)
        if (a->findings[i].weight == CHARTER_NOTE) {
            n[a->findings[i].code]++;
            texts[a->findings[i].code] =
                bi_text(BI(a->findings[i].zh, a->findings[i].en), in->ops.lang);
        }
    for (int code = 0; code < CHARTER_CODES; code++)
        if (n[code])
            str_addf(&line, in->ops.lang == LANG_EN ? "%s%s (%s)" : "%s%s（%s）",
                     line.len ? bi_text(BI("；", "; "), in->ops.lang) : "", texts[code],
                     number_text(n[code], count));
    if (line.len)
        say(in, "· 包车核对（趟次数）：%s", "· charters (departures): %s", str_get(&line));
    str_clear(&line);
}

#define FINDINGS_SHOWN 10 /* of a kind; beyond that one stands for all */

/* A departure that is refused is always named. */
static void print_findings(const struct invocation *in, const struct manifest_answer *a) {
    int64_t n[CHARTER_CODES] = {0}, shown[CHARTER_CODES] = {0};
    char count[32];

    for (int i = 0; i < a->n_findings; i++)
        n[a->findings[i].code]++;
    for (int i = 0; i < a->n_findings; i++) {
        const struct charter_line *f = &a->findings[i];
        const char *text = bi_text(BI(f->zh, f->en), in->ops.lang);
        bool first = shown[f->code]++ == 0;
        if (f->weight == CHARTER_REFUSES)
            say(in, "! %s 未打印：%s", "! %s not printed: %s", f->allocation, text);
        else if (f->weight == CHARTER_FINDING && n[f->code] <= FINDINGS_SHOWN)
            say(in, "! %s：%s", "! %s: %s", f->allocation, text);
        else if (f->weight == CHARTER_FINDING && first)
            say(in, "! %s 个趟次（全部见 --json），例如 %s：%s",
                "! departures %s (all of them in --json), such as %s: %s",
                number_text(n[f->code], count), f->allocation, text);
    }
    print_notes(in, a);
}

static void print_who(const struct invocation *in, const char *const *who, int n) {
    for (int i = 0; i < n; i++)
        say(in, "  %s", "  %s", who[i]);
}

static void print_missing(const struct invocation *in, const char *const *missing, int n) {
    for (int i = 0; i < n; i++)
        say(in, "  %s 的姓名有打印不出的字，请手写补上",
            "  the name of %s has a character that cannot be printed; write it in by hand",
            missing[i]);
}

enum rc command_manifest(struct invocation *in, int *status, struct err *err) {
    struct manifest_entry entry;
    struct manifest_answer answer = {0};
    enum rc rc = read_entry(in, &entry, err);

    rc = rc == RC_OK ? ops_manifest(&in->ops, &entry, &in->arena, &answer, err) : rc;
    if (rc != RC_OK)
        return rc;
    terminal_clear();
    *status = answer.n_missing > 0 || answer.refused > 0;
    if (option_given(in, OPT_JSON)) {
        print_json(answer_json(&answer, entry.dry_run));
        return RC_OK;
    }
    print_counts(in, &entry, &answer);
    print_versions(in, &answer);
    print_findings(in, &answer);
    print_missing(in, answer.missing, answer.n_missing);
    if (entry.dry_run)
        print_who(in, answer.who, answer.n_who);
    return RC_OK;
}

/* ---- slips, sms ---- */

static enum rc read_notice(const struct invocation *in, struct notice_entry *out, struct err *err) {
    enum rc rc = option_needed(in, OPT_OUTPUT, err);

    *out = (struct notice_entry){.runs = in->args,
                                 .n_runs = in->n_args,
                                 .all = option_given(in, OPT_ALL),
                                 .path = in->given[OPT_OUTPUT],
                                 .force = option_given(in, OPT_FORCE),
                                 .draft = option_given(in, OPT_DRAFT),
                                 .dry_run = option_given(in, OPT_DRY_RUN)};
    rc = rc == RC_OK ? option_day(in, OPT_DATE, &out->date, err) : rc;
    return rc == RC_OK ? needs_runs(in, out->all, out->date, err) : rc;
}

static struct json *notice_json(const struct notice_answer *a, const struct notice_entry *entry,
                                const char *missing) {
    struct json *json = json_new_object();

    json_set_int(json, "departures", a->departures);
    json_set_int(json, "riders", a->riders);
    json_set_int(json, "pages", a->pages);
    json_set_int(json, "told", a->told);
    json_set(json, missing, who_json(a->missing, a->n_missing));
    if (entry->dry_run)
        json_set(json, "who", who_json(a->who, a->n_who));
    return json;
}

static void print_noticed(const struct invocation *in, const struct notice_entry *entry,
                          const struct notice_answer *a) {
    char told[32];

    number_text(a->told, told);
    if (entry->dry_run)
        say(in, "%s 人将记为已通知", "%s bookings would be told", told);
    else if (a->told)
        say(in, "新通知 %s 人", "%s bookings count as told now", told);
    if (entry->dry_run)
        print_who(in, a->who, a->n_who);
}

enum rc command_slips(struct invocation *in, int *status, struct err *err) {
    struct notice_entry entry;
    struct notice_answer a = {0};
    char one[32], two[32], three[32];
    enum rc rc = read_notice(in, &entry, err);

    rc = rc == RC_OK ? ops_slips(&in->ops, &entry, &in->arena, &a, err) : rc;
    if (rc != RC_OK)
        return rc;
    *status = a.n_missing > 0;
    if (option_given(in, OPT_JSON)) {
        print_json(notice_json(&a, &entry, "missing_glyphs"));
        return RC_OK;
    }
    say(in, "%s 个趟次，%s 人次，%s 页", "departures %s, riders %s, pages %s",
        number_text(a.departures, one), number_text(a.riders, two), number_text(a.pages, three));
    print_missing(in, a.missing, a.n_missing);
    print_noticed(in, &entry, &a);
    return RC_OK;
}

enum rc command_sms(struct invocation *in, int *status, struct err *err) {
    struct notice_entry entry;
    struct notice_answer a = {0};
    char one[32], two[32];
    enum rc rc = read_notice(in, &entry, err);

    rc = rc == RC_OK ? ops_sms(&in->ops, &entry, &in->arena, &a, err) : rc;
    if (rc != RC_OK)
        return rc;
    *status = a.n_missing > 0;
    if (option_given(in, OPT_JSON)) {
        print_json(notice_json(&a, &entry, "without_phone"));
        return RC_OK;
    }
    say(in, "%s 个趟次，%s 条短信", "departures %s, messages %s", number_text(a.departures, one),
        number_text(a.riders - a.without_phone, two));
    for (int i = 0; i < a.n_missing; i++)
        say(in, "  %s 没有手机号，请另行通知", "  %s has no mobile phone; tell them otherwise",
            a.missing[i]);
    print_noticed(in, &entry, &a);
    return RC_OK;
}
