#include "ops/phrase.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define NIGHT_ENDS (5 * 60) /* until then people say that it is still the evening before */

const char *phrase(struct arena *arena, const char *format, ...) {
    char buf[1024];
    va_list args;

    va_start(args, format);
    vsnprintf(buf, sizeof buf, format, args);
    va_end(args);
    return arena_strdup(arena, buf);
}

static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

const char *phrase_time(enum lang lang, struct instant at, struct arena *arena) {
    int year, month, day, minute = instant_minute(at);

    day_split(instant_day(at), &year, &month, &day);
    if (lang == LANG_EN)
        return phrase(arena, "%d %s %02d:%02d", day, months[month - 1], minute / 60, minute % 60);
    return phrase(arena, "%d月%d日 %02d:%02d", month, day, minute / 60, minute % 60);
}

const char *phrase_long_time(enum lang lang, struct instant at, struct arena *arena) {
    static const char *const zh[] = {"日", "一", "二", "三", "四", "五", "六"};
    static const char *const en[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    int year, month, day, minute = instant_minute(at), weekday = day_weekday(instant_day(at));

    day_split(instant_day(at), &year, &month, &day);
    if (lang == LANG_EN)
        return phrase(arena, "%s %d %s %d, %02d:%02d", en[weekday], day, months[month - 1], year,
                      minute / 60, minute % 60);
    return phrase(arena, "%d年%d月%d日（星期%s）%02d:%02d", year, month, day, zh[weekday],
                  minute / 60, minute % 60);
}

const char *phrase_night_time(enum lang lang, struct instant at, struct arena *arena) {
    int year, month, day, evening_month, evening_day, minute = instant_minute(at);

    if (minute >= NIGHT_ENDS)
        return phrase_time(lang, at, arena);
    day_split(instant_day(at), &year, &month, &day);
    day_split((struct day){instant_day(at).v - 1}, &year, &evening_month, &evening_day);
    if (lang == LANG_EN)
        return phrase(arena, "night of %d %s (%d %s %02d:%02d)", evening_day,
                      months[evening_month - 1], day, months[month - 1], minute / 60, minute % 60);
    if (month == evening_month)
        return phrase(arena, "%d月%d日夜里（%d日%02d:%02d）", month, evening_day, day, minute / 60,
                      minute % 60);
    return phrase(arena, "%d月%d日夜里（%d月%d日%02d:%02d）", evening_month, evening_day, month,
                  day, minute / 60, minute % 60);
}

const char *phrase_spot(const struct campaign *c, const struct spot *spot, struct arena *arena) {
    struct str name = STR_MAX(512);

    spot_name(c, spot, &name);
    const char *copy = arena_strdup(arena, str_get(&name));
    str_clear(&name);
    return copy;
}

const char *phrase_hidden_name(const char *name, struct arena *arena) {
    uint32_t code;
    size_t first = utf8_next(name, strlen(name), &code);
    size_t second = first ? utf8_next(name + first, strlen(name + first), &code) : 0;

    if (!second)
        return name;
    return phrase(arena, "%.*s*%s", (int)first, name, name + first + second);
}

const char *phrase_crew(enum lang lang, const struct allocation *a, struct arena *arena) {
    struct str all = STR_MAX(512);

    for (int i = 0; i < a->n_crew; i++) {
        bool driver = strcmp(a->crew[i].role, "driver") == 0;
        struct bi role = driver ? BI("司机", "driver") : BI("随车员", "escort");
        str_addf(&all, "%s%s %s %s", i ? "  " : "", bi_text(role, lang), a->crew[i].name,
                 a->crew[i].phone ? a->crew[i].phone : "");
    }
    const char *copy = all.len ? arena_strdup(arena, str_get(&all)) : NULL;
    str_clear(&all);
    return copy;
}
