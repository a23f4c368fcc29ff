#include "wire/zip_in.h"

#include "wire/refuse.h"
#include "wire/source.h"

#include <string.h>
#include <zip.h>

enum { ENTRIES_MAX = 1000, RATIO_MAX = 100 };
#define RATIO_FREE ((uint64_t)1 << 20) /* the ratio counts from here on */
#define ALL_MAX ((uint64_t)256 << 20)

struct entry {
    uint64_t size, packed;
    bool read; /* to its end, and it held what it said */
};
struct zip_in {
    const char *file;
    struct err *err; /* of the read at hand */
    enum rc fault;
    zip_t *zip;
    struct entry *entries;
    int64_t n;
    int64_t at; /* the entry at hand */
    zip_file_t *open;
    uint64_t taken; /* of it */
};

static enum rc refuse_zip(struct zip_in *z, enum rc rc, const char *code, struct bi why,
                          struct err *err) {
    if (z->fault == RC_OK)
        z->fault = rc;
    return refuse(err, z->file, 0, rc, code, why);
}

static enum rc damaged(struct zip_in *z, struct err *err) {
    return refuse_zip(z, RC_INVALID, "damaged-zip",
                      BI("工作簿损坏，或不是它自称的压缩文件，请发送方用 Excel 另存为 .xlsx 再发",
                         "the workbook is damaged or not the zip it claims to be; ask the sender "
                         "to save it as .xlsx in Excel and send it again"),
                      err);
}

static enum rc too_large(struct zip_in *z, struct err *err) {
    return refuse_zip(z, RC_LIMIT, "zip-too-large",
                      BI("工作簿展开后过大（超过 256 MiB、1000 个条目或 100 倍），不予接收",
                         "the workbook is too large when inflated (over 256 MiB, 1,000 entries or "
                         "100 to 1), which is not taken"),
                      err);
}

static enum rc false_size(struct zip_in *z, struct err *err) {
    return refuse_zip(z, RC_INVALID, "false-size",
                      BI("工作簿内部写明的大小与实际不符，不予接收，请发送方另存后再发",
                         "sizes stated inside the workbook are false, which is not taken; ask the "
                         "sender to save it again"),
                      err);
}

static enum rc locked(struct zip_in *z, struct err *err) {
    return refuse_zip(z, RC_INVALID, "password",
                      BI("文件有密码，请发送方去掉密码后再发",
                         "the file has a password; ask the sender to send it without one"),
                      err);
}

/* ---- opening ---- */

static enum rc check_entry(struct zip_in *z, zip_uint64_t i, uint64_t *all, struct err *err) {
    const zip_uint64_t needed = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_NAME;
    struct zip_stat st;

    if (zip_stat_index(z->zip, i, 0, &st) != 0 || (st.valid & needed) != needed)
        return damaged(z, err);
    if ((st.valid & ZIP_STAT_ENCRYPTION_METHOD) && st.encryption_method != ZIP_EM_NONE)
        return locked(z, err);
    z->entries[i] = (struct entry){st.size, st.comp_size, false};
    if (st.size > ALL_MAX || (*all += st.size) > ALL_MAX ||
        (st.size > RATIO_FREE && st.size / RATIO_MAX > st.comp_size))
        return too_large(z, err);
    return RC_OK;
}

static enum rc check_all(struct zip_in *z, struct err *err) {
    uint64_t all = 0;
    enum rc rc = RC_OK;

    z->n = zip_get_num_entries(z->zip, 0);
    if (z->n > ENTRIES_MAX)
        return too_large(z, err);
    z->entries = mem_array((size_t)z->n, sizeof *z->entries);
    for (int64_t i = 0; rc == RC_OK && i < z->n; i++)
        rc = check_entry(z, (zip_uint64_t)i, &all, err);
    return rc;
}

static enum rc open_zip(struct zip_in *z, FILE *file, struct err *err) {
    zip_error_t why;

    zip_error_init(&why);
    zip_source_t *bytes = zip_source_filep_create(file, 0, -1, &why);
    if (!bytes) {
        fclose(file);
        return damaged(z, err);
    }
    z->zip = zip_open_from_source(bytes, ZIP_RDONLY | ZIP_CHECKCONS, &why);
    zip_error_fini(&why);
    if (!z->zip) {
        zip_source_free(bytes);
        return damaged(z, err);
    }
    return check_all(z, err);
}

struct zip_in *zip_in_open(struct source *source, struct err *err) {
    struct zip_in *z = mem_alloc(sizeof *z);
    FILE *file;

    z->file = source->name;
    z->at = -1;
    enum rc rc = source_spool(source, WORKBOOK_FILE_MAX, &file, err);
    if (rc == RC_OK)
        rc = open_zip(z, file, err);
    if (rc == RC_OK)
        return z;
    zip_in_close(z);
    return NULL;
}

static void close_entry(struct zip_in *z) {
    if (z->open)
        zip_fclose(z->open);
    z->open = NULL;
    z->taken = 0;
}

void zip_in_close(struct zip_in *z) {
    if (!z)
        return;
    close_entry(z);
    if (z->zip)
        zip_discard(z->zip);
    mem_free(z->entries);
    mem_free(z);
}

/* ---- reading ---- */

static int64_t read_entry(void *payload, void *buf, size_t cap) {
    struct zip_in *z = payload;
    struct entry *entry = &z->entries[z->at];
    zip_int64_t n = zip_fread(z->open, buf, cap);

    if (n < 0) {
        rc_ignore(damaged(z, z->err));
        return -1;
    }
    z->taken += (uint64_t)n;
    if (z->taken > entry->size || (n == 0 && z->taken != entry->size)) {
        rc_ignore(false_size(z, z->err));
        return -1;
    }
    entry->read |= n == 0;
    return n;
}

static bool rewind_entry(void *payload) {
    struct zip_in *z = payload;

    close_entry(z);
    z->open = zip_fopen_index(z->zip, (zip_uint64_t)z->at, 0);
    if (!z->open)
        rc_ignore(damaged(z, z->err));
    return z->open != NULL;
}

static enum rc open_at(struct zip_in *z, int64_t at, struct source *out, struct err *err) {
    z->at = at;
    z->err = err;
    *out = (struct source){z->file, read_entry, rewind_entry, z};
    return rewind_entry(z) ? RC_OK : z->fault;
}

static int64_t find(const struct zip_in *z, const char *name) {
    return zip_name_locate(z->zip, name, ZIP_FL_NOCASE);
}

bool zip_in_has(const struct zip_in *z, const char *name) {
    return find(z, name) >= 0;
}

enum rc zip_in_entry(struct zip_in *z, const char *name, struct source *out, struct err *err) {
    int64_t at = find(z, name);

    return at < 0 ? damaged(z, err) : open_at(z, at, out, err);
}

enum rc zip_in_fault(const struct zip_in *z) {
    return z->fault;
}

enum rc zip_in_finish(struct zip_in *z, struct err *err) {
    struct source source;
    char buf[16384];
    enum rc rc = RC_OK;

    for (int64_t i = 0; rc == RC_OK && i < z->n; i++) {
        if (z->entries[i].read)
            continue;
        rc = open_at(z, i, &source, err);
        while (rc == RC_OK && read_entry(z, buf, sizeof buf) > 0)
            continue;
        rc = rc == RC_OK ? z->fault : rc;
    }
    close_entry(z);
    return rc;
}
