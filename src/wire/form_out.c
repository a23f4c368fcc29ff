/*
 * A form to fill in with a spreadsheet: headings, a cell format and a check for every column, and
 * a sheet that explains it. What is typed into it comes back as it was typed: documents and phones
 * are text, dates are dates of the campaign, and what has few answers offers them.
 */
#include "homeward/wire.h"

#include "wire/xlsx_book.h"

enum { TITLE_ROW, EXAMPLE_ROW, LEGEND_ROW, HEADING_ROW, FIRST_ROW };
#define HELD_COLUMNS 2 /* stay in sight when one scrolls sideways */
#define COUNT_MAX 99
#define HINT_WIDTH 80
#define LINE_HEIGHT 18
#define PAPER_A4 9
#define NEEDED_COLOUR 0xFFE699
#define OPTIONAL_COLOUR 0xE7E6E6
#define EXAMPLE_COLOUR 0x7F7F7F
#define DATE_FORMAT "yyyy-mm-dd"

struct form_book {
    const struct form *form;
    lxw_workbook *book;
    lxw_worksheet *sheet, *notes;
    lxw_format *title, *legend, *needed, *optional, *wrapped;
    lxw_format *cells[3], *examples[3]; /* by enum form_cell */
    lxw_error failed;                   /* the first one */
};

static void note(struct form_book *b, lxw_error error) {
    if (b->failed == LXW_NO_ERROR)
        b->failed = error;
}

/* ---- formats ---- */

static lxw_format *heading_format(lxw_workbook *book, lxw_color_t colour) {
    lxw_format *format = workbook_add_format(book);

    format_set_bold(format);
    format_set_bg_color(format, colour);
    format_set_border(format, LXW_BORDER_THIN);
    format_set_align(format, LXW_ALIGN_CENTER);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    format_set_text_wrap(format);
    return format;
}

static lxw_format *wrapped_format(lxw_workbook *book) {
    lxw_format *format = workbook_add_format(book);

    format_set_text_wrap(format);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    return format;
}

static void make_formats(struct form_book *b) {
    static const char *const numbers[] = {
        [FORM_TEXT] = "@", [FORM_DATE] = DATE_FORMAT, [FORM_COUNT] = "0"};

    b->title = wrapped_format(b->book);
    format_set_bold(b->title);
    format_set_font_size(b->title, 16);
    b->legend = wrapped_format(b->book);
    b->wrapped = wrapped_format(b->book);
    b->needed = heading_format(b->book, NEEDED_COLOUR);
    b->optional = heading_format(b->book, OPTIONAL_COLOUR);
    for (int i = 0; i < 3; i++) {
        b->cells[i] = workbook_add_format(b->book);
        format_set_num_format(b->cells[i], numbers[i]);
        b->examples[i] = workbook_add_format(b->book);
        format_set_num_format(b->examples[i], numbers[i]);
        format_set_italic(b->examples[i]);
        format_set_font_color(b->examples[i], EXAMPLE_COLOUR);
    }
}

/* ---- the sheet to fill in ---- */

static lxw_datetime date_of(struct day day) {
    lxw_datetime date = {0};

    day_split(day, &date.year, &date.month, &date.day);
    return date;
}

static void write_heading(struct form_book *b, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t at,
                          const struct form_column *column) {
    char text[128];

    snprintf(text, sizeof text, "%s%s", column->needed ? "*" : "", column->heading);
    note(b, worksheet_write_string(sheet, row, at, text, column->needed ? b->needed : b->optional));
}

static void write_example(struct form_book *b, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t at,
                          const struct form_column *column) {
    lxw_format *format = b->examples[column->cell];
    struct day day;

    if (column->cell == FORM_DATE && day_parse(column->example, &day)) {
        lxw_datetime date = date_of(day);
        note(b, worksheet_write_datetime(sheet, row, at, &date, format));
    } else {
        note(b, worksheet_write_string(sheet, row, at, column->example, format));
    }
}

/* What the spreadsheet lets one write, and what it says beside the cell. */
static void write_check(struct form_book *b, lxw_col_t at, const struct form_column *column) {
    const struct form *form = b->form;
    lxw_data_validation check = {
        .validate = LXW_VALIDATION_TYPE_ANY,
        .criteria = LXW_VALIDATION_CRITERIA_BETWEEN,
        .error_message = (char *)form->wrong_value,
        .input_title = (char *)column->heading,
        .input_message = (char *)column->hint,
    };

    if (column->choices) {
        check.validate = LXW_VALIDATION_TYPE_LIST;
        check.value_list = (char **)column->choices;
    } else if (column->cell == FORM_DATE) {
        check.validate = LXW_VALIDATION_TYPE_DATE;
        check.minimum_datetime = date_of(form->first);
        check.maximum_datetime = date_of(form->last);
    } else if (column->cell == FORM_COUNT) {
        check.validate = LXW_VALIDATION_TYPE_INTEGER;
        check.maximum_number = COUNT_MAX;
    }
    note(b, worksheet_data_validation_range(b->sheet, FIRST_ROW, at, (lxw_row_t)form->n_rows - 1,
                                            at, &check));
}

static void set_page(struct form_book *b) {
    lxw_worksheet *sheet = b->sheet;

    worksheet_freeze_panes(sheet, FIRST_ROW, HELD_COLUMNS);
    worksheet_set_selection(sheet, FIRST_ROW, 0, FIRST_ROW, 0);
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, PAPER_A4);
    worksheet_gridlines(sheet, LXW_SHOW_ALL_GRIDLINES);
    worksheet_set_margins(sheet, 0.4, 0.4, 0.5, 0.5);
    worksheet_fit_to_pages(sheet, 1, 0);
    note(b, worksheet_repeat_rows(sheet, HEADING_ROW, HEADING_ROW));
    note(b, worksheet_set_footer(sheet, "&C&P / &N"));
}

static void write_sheet(struct form_book *b) {
    const struct form *form = b->form;
    lxw_col_t last = (lxw_col_t)(form->n_columns - 1);

    for (int i = 0; i < form->n_columns; i++) {
        const struct form_column *column = &form->columns[i];
        lxw_col_t at = (lxw_col_t)i;
        note(b, worksheet_set_column(b->sheet, at, at, column->width, b->cells[column->cell]));
        write_example(b, b->sheet, EXAMPLE_ROW, at, column);
        write_heading(b, b->sheet, HEADING_ROW, at, column);
        write_check(b, at, column);
    }
    note(b, worksheet_merge_range(b->sheet, TITLE_ROW, 0, TITLE_ROW, last, form->title, b->title));
    note(b,
         worksheet_merge_range(b->sheet, LEGEND_ROW, 0, LEGEND_ROW, last, form->legend, b->legend));
    worksheet_set_row(b->sheet, TITLE_ROW, 30, NULL);
    worksheet_set_row(b->sheet, LEGEND_ROW, 20, NULL);
    worksheet_set_row(b->sheet, HEADING_ROW, 32, NULL);
    set_page(b);
}

/* ---- the sheet that explains it ---- */

static void write_explanation(struct form_book *b, lxw_row_t row,
                              const struct form_column *column) {
    const struct form *form = b->form;

    size_t lines = utf8_columns(column->hint) / HINT_WIDTH + 1;

    worksheet_set_row(b->notes, row, LINE_HEIGHT * (double)lines, NULL);
    write_heading(b, b->notes, row, 0, column);
    note(b, worksheet_write_string(b->notes, row, 1,
                                   column->needed ? form->word_needed : form->word_optional,
                                   b->wrapped));
    note(b, worksheet_write_string(b->notes, row, 2, column->hint, b->wrapped));
    note(b, worksheet_write_string(b->notes, row, 3, column->example, b->examples[FORM_TEXT]));
}

static void write_notes(struct form_book *b) {
    static const double widths[] = {18, 10, HINT_WIDTH, 26};
    const struct form *form = b->form;
    lxw_row_t row = 0;

    note(b, worksheet_merge_range(b->notes, row, 0, row, 3, form->title, b->title));
    worksheet_set_row(b->notes, row++, 30, NULL);
    for (int i = 0; form->notes[i]; i++, row++) {
        note(b, worksheet_merge_range(b->notes, row, 0, row, 3, form->notes[i], b->wrapped));
        worksheet_set_row(b->notes, row, 32, NULL);
    }
    for (int i = 0; i < 4; i++) {
        worksheet_set_column(b->notes, (lxw_col_t)i, (lxw_col_t)i, widths[i], NULL);
        note(b, worksheet_write_string(b->notes, row, (lxw_col_t)i, form->notes_headings[i],
                                       b->optional));
    }
    for (int i = 0; i < form->n_columns; i++)
        write_explanation(b, ++row, &form->columns[i]);
    worksheet_set_landscape(b->notes);
    worksheet_set_paper(b->notes, PAPER_A4);
    worksheet_fit_to_pages(b->notes, 1, 0);
}

static enum rc write_book(const struct form *form, const struct file_out *file, struct err *err) {
    struct form_book b = {.form = form, .book = xlsx_book_new(file->temp, false)};

    make_formats(&b);
    b.sheet = workbook_add_worksheet(b.book, form->sheet);
    b.notes = workbook_add_worksheet(b.book, form->notes_sheet);
    if (b.sheet && b.notes) {
        write_sheet(&b);
        write_notes(&b);
    } else {
        note(&b, LXW_ERROR_CREATING_TMPFILE);
    }
    return xlsx_book_close(b.book, b.failed, file->path, err);
}

enum rc form_write(const char *path, bool force, const struct form *form, struct err *err) {
    struct file_out file = {0};
    enum rc rc = file_out_open(path, force, &file, err);

    if (rc != RC_OK)
        return rc;
    rc = write_book(form, &file, err);
    rc = rc == RC_OK ? file_out_commit(&file, err) : rc;
    file_out_abandon(&file);
    return rc;
}
