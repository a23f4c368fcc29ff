#include "ops/manifest_file.h"

#include "ops/edition.h"

#include <stdio.h>
#include <string.h>

const char *const manifest_extensions[] = {"pdf", "xlsx", "csv", "xml"};

/* ---- XML (config/manifest.xsd) ---- */

static void put(FILE *f, const char *name, const char *value) {
    if (!value || !value[0])
        return;
    fprintf(f, " %s=\"", name);
    xml_write_text(f, value);
    fputc('"', f);
}

static void put_number(FILE *f, const char *name, int64_t value) {
    fprintf(f, " %s=\"%lld\"", name, (long long)value);
}

static void element(FILE *f, const char *name, const char *text) {
    if (!text || !text[0])
        return;
    fprintf(f, "<%s>", name);
    xml_write_text(f, text);
    fprintf(f, "</%s>", name);
}

static void xml_head(FILE *f, const struct manifest_entry *entry, const struct session *s) {
    char now[WHEN_TEXT];

    fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<manifests "
          "xmlns=\"urn:homeward:manifest:1\"",
          f);
    put(f, "campaign", s->c->key);
    put(f, "for", manifest_for_words[entry->recipient]);
    put(f, "printed", instant_text(s->ops->now, now));
    fputs(">\n", f);
}

static void xml_stops(FILE *f, const struct manifest_sheet *m) {
    for (int i = 0; i < m->n_stops; i++) {
        const struct manifest_stop *stop = &m->stops[i];
        fputs("    <stop", f);
        put_number(f, "number", i + 1);
        put(f, "name", stop->name);
        put(f, "at", stop->when);
        put_number(f, "on", stop->on);
        put_number(f, "off", stop->off);
        put_number(f, "aboard", stop->aboard);
        put(f, "rest", stop->rest ? "1" : NULL);
        put(f, "contact", stop->contact);
        put(f, "phone", stop->phone);
        fputs("/>\n", f);
    }
}

static void xml_rider(FILE *f, const struct manifest_row *row) {
    fputs("    <rider", f);
    put_number(f, "row", row->number);
    put(f, "seat", row->seat);
    put(f, "ref", row->ref);
    put_number(f, "board", row->board + 1);
    put_number(f, "alight", row->alight + 1);
    put(f, "party", row->party);
    put(f, "needs", row->needs);
    if (row->luggage)
        put_number(f, "luggage", row->luggage);
    put(f, "child", row->free_child ? "1" : NULL);
    put(f, "since", row->mark == MARK_ADDED ? "added" : row->mark ? "changed" : NULL);
    fputc('>', f);
    element(f, "name", row->name);
    if (row->document && row->document[0]) {
        element(f, "documentType", row->document_type);
        element(f, "document", row->document);
    }
    element(f, "phone", row->phone);
    fputs("</rider>\n", f);
}

static void xml_vehicle(FILE *f, const struct manifest_sheet *m) {
    put(f, "plate", m->plate);
    put(f, "car", m->car_id);
    put(f, "service", m->service);
    put(f, "class", m->class_);
    put(f, "operator", m->operator_);
    put_number(f, "seats", m->seats);
    if (m->approved)
        put_number(f, "approved", m->approved);
    put(f, "sign", m->sign);
    put(f, "contract", m->contract);
    put(f, "insurance", m->insurance);
    if (m->luggage_pieces >= 0)
        put_number(f, "luggagePieces", m->luggage_pieces);
}

static void xml_add(FILE *f, const struct manifest_sheet *m, const struct allocation *a) {
    fputs("  <manifest", f);
    put(f, "allocation", m->allocation);
    if (m->version)
        put_number(f, "version", m->version);
    if (m->since)
        put_number(f, "since", m->since);
    put(f, "code", m->code);
    if (m->copy)
        put_number(f, "copy", m->copy);
    put(f, "label", m->label);
    put(f, "kind", m->kind);
    put(f, "route", m->route);
    xml_vehicle(f, m);
    put_number(f, "riders", m->riders);
    put_number(f, "children", m->children);
    fputs(">\n", f);
    for (int i = 0; i < a->n_crew; i++) {
        fputs("    <crew", f);
        put(f, "role", a->crew[i].role);
        put(f, "name", a->crew[i].name);
        put(f, "phone", a->crew[i].phone);
        fputs("/>\n", f);
    }
    xml_stops(f, m);
    for (int i = 0; i < m->n_rows; i++)
        xml_rider(f, &m->rows[i]);
    for (int i = 0; i < m->n_changes; i++) {
        fputs("    ", f);
        element(f, "change", m->changes[i]);
        fputc('\n', f);
    }
    fputs("  </manifest>\n", f);
}

/* ---- tables ---- */

static void table_add(struct manifest_file *f, const struct manifest_sheet *m) {
    const enum manifest_column *columns = manifest_columns(m, true);
    const char *cells[MANIFEST_COLUMNS];
    char numbers[MANIFEST_COLUMNS][16];
    int n = 0;

    for (; columns[n] != MANIFEST_COLUMNS; n++)
        cells[n] = manifest_heading(m, columns[n]);
    if (f->headed != columns)
        table_out_header(f->table, cells, n);
    f->headed = columns;
    for (int i = 0; i < m->n_rows; i++) {
        for (int k = 0; k < n; k++)
            cells[k] = manifest_cell(m, &m->rows[i], columns[k], numbers[k]);
        table_out_row(f->table, cells, n);
    }
}

/* ---- any of them ---- */

static enum rc open_table(struct manifest_file *f, const char *path, bool force, struct err *err) {
    enum rc rc = table_out_open(path, f->format == MANIFEST_XLSX ? TABLE_OUT_XLSX : TABLE_OUT_CSV,
                                force, &f->table, err);

    if (rc == RC_OK)
        table_out_sheet(f->table, bi_text(BI("乘车名单", "Manifest"), f->lang));
    return rc;
}

enum rc manifest_file_open(struct manifest_file *f, const struct manifest_entry *entry,
                           const struct session *s, const char *path, struct err *err) {
    *f = (struct manifest_file){.format = entry->format, .lang = s->ops->lang};
    if (f->format == MANIFEST_XLSX || f->format == MANIFEST_CSV)
        return open_table(f, path, entry->force, err);
    enum rc rc = file_out_open(path, entry->force, &f->file, err);
    if (rc == RC_OK && f->format == MANIFEST_PDF)
        rc = paper_open(f->file.f, path, f->lang, &f->paper, err);
    else if (rc == RC_OK)
        xml_head(f->file.f, entry, s);
    return rc;
}

static enum rc draw(struct manifest_file *f, struct printing *p, const struct manifest_pages *m,
                    int *out_pages, struct err *err) {
    enum rc rc = RC_OK;

    if (m->sign)
        paper_sign(f->paper, m->sheet);
    rc = paper_manifest(f->paper, m->sheet, printing_missing, p, out_pages, err);
    if (m->plan && m->plan->n_seats)
        paper_seat_plan(f->paper, m->sheet, m->plan);
    *out_pages += m->sign + (m->plan && m->plan->n_seats);
    return rc;
}

enum rc manifest_file_add(struct manifest_file *f, struct printing *p,
                          const struct manifest_pages *m, int *out_pages, struct err *err) {
    *out_pages = 0;
    if (f->paper)
        return draw(f, p, m, out_pages, err);
    if (f->table)
        table_add(f, m->sheet);
    else
        xml_add(f->file.f, m->sheet, m->allocation);
    return RC_OK;
}

enum rc manifest_file_stage(struct manifest_file *f, struct file_staged *staged, struct err *err) {
    if (f->table) {
        enum rc rc = table_out_stage(f->table, staged, err);
        table_out_free(f->table);
        f->table = NULL;
        return rc;
    }
    if (f->paper) {
        enum rc rc = paper_close(f->paper, err);
        f->paper = NULL;
        if (rc != RC_OK)
            return rc;
    } else
        fputs("</manifests>\n", f->file.f);
    return file_out_stage(&f->file, staged, err);
}

void manifest_file_abandon(struct manifest_file *f) {
    if (f->paper)
        rc_ignore(paper_close(f->paper, NULL));
    table_out_free(f->table);
    file_out_abandon(&f->file);
    *f = (struct manifest_file){0};
}
