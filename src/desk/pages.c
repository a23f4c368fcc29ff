/* The pages: files of src/desk/web, under their own names. A page of the program that is not a
 * file is the one shell, which draws itself by its address. */
#include "desk/desk.h"

#include "homeward/asset.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *end, *type;
} types[] = {
    {".html", "text/html; charset=utf-8"},        {".css", "text/css; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},    {".svg", "image/svg+xml; charset=utf-8"},
    {".json", "application/json; charset=utf-8"},
};

static const char *type_of(const char *name) {
    size_t len = strlen(name);

    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        size_t end = strlen(types[i].end);
        if (len > end && strcmp(name + len - end, types[i].end) == 0)
            return types[i].type;
    }
    return "application/octet-stream";
}

struct reply page_get(struct desk *desk, struct request *r) {
    char name[256];
    const char *file = strcmp(r->url, "/") == 0 ? "/index.html" : r->url;

    (void)desk;
    snprintf(name, sizeof name, "src/desk/web%s", file);
    const struct asset *asset = asset_find(name);
    if (!asset)
        return reply_error(404, r->lang, "not-found", BI("没有这个页面", "there is no such page"));
    return (struct reply){
        .status = 200, .type = type_of(name), .fixed = asset->data, .len = asset->len};
}
