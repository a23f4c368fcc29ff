/* Embedded files, and the folder of edited ones that may stand in for config/. */
#include "homeward/asset.h"

#include "base/assets.h"
#include "homeward/mem.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#define PREFIX "config/"
#define FILE_MAX ((size_t)16 << 20)

/* One slot for each embedded file; data NULL until an edited one was read. Filled once, before
 * any thread starts. */
static struct asset *edited;

static int position(const char *name) {
    int low = 0, high = n_assets;

    while (low < high) {
        int mid = (low + high) / 2;
        if (strcmp(assets[mid].name, name) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

static const struct asset *current(int i) {
    return edited && edited[i].data ? &edited[i] : &assets[i];
}

static enum rc read_whole(const char *path, FILE *f, struct asset *out, struct err *err) {
    unsigned char *data = mem_alloc(FILE_MAX + 1);
    size_t len = fread(data, 1, FILE_MAX, f);

    if (ferror(f) || fgetc(f) != EOF) {
        mem_free(data);
        return err_set(err, RC_IO, "config-unreadable", "配置文件 %s 读不出来或过大，请检查该文件",
                       "the configuration file %s cannot be read or is too large; check it", path);
    }
    data = mem_resize(data, len + 1, 1);
    data[len] = '\0';
    out->data = data;
    out->len = len;
    return RC_OK;
}

/* An edited file for assets[i], if the folder has one. */
static enum rc try_edited(const char *dir, int i, struct err *err) {
    char path[4096];
    int n = snprintf(path, sizeof path, "%s/%s", dir, assets[i].name + strlen(PREFIX));

    if (n < 0 || (size_t)n >= sizeof path)
        return RC_OK;
    FILE *f = fopen(path, "rb");
    if (!f)
        return errno == ENOENT
                   ? RC_OK
                   : err_set(err, RC_IO, "config-unreadable", "打不开配置文件 %s：%s%.0s",
                             "cannot open the configuration file %s: %.0s%s", path,
                             err_why(errno).zh, err_why(errno).en);
    edited[i].name = assets[i].name;
    enum rc rc = read_whole(path, f, &edited[i], err);
    fclose(f);
    return rc;
}

enum rc asset_override(const char *dir, struct err *err) {
    struct stat st;

    if (stat(dir, &st) != 0 || !S_ISDIR(st.st_mode))
        return err_set(err, RC_NOT_FOUND, "no-config-folder", "没有配置文件夹 %s，请检查 --config",
                       "there is no configuration folder %s; check --config", dir);
    edited = mem_array((size_t)n_assets, sizeof *edited);
    for (int i = 0; i < n_assets; i++) {
        if (strncmp(assets[i].name, PREFIX, strlen(PREFIX)) != 0)
            continue;
        enum rc rc = try_edited(dir, i, err);
        if (rc != RC_OK)
            return rc;
    }
    return RC_OK;
}

const struct asset *asset_find(const char *name) {
    int i = position(name);

    return i < n_assets && strcmp(assets[i].name, name) == 0 ? current(i) : NULL;
}

const struct asset *asset_next(const char *prefix, const struct asset *after) {
    int i = after ? position(after->name) + 1 : position(prefix);

    if (i >= n_assets || strncmp(assets[i].name, prefix, strlen(prefix)) != 0)
        return NULL;
    return current(i);
}
