/* One bad line costs that line, never the rest. */

#include "app/app_settings.h"

#include <string.h>

#include "app/app_options.h"
#include "base/fs.h"
#include "base/log.h"

#define FILE_BYTES_MAX (64u << 10)
#define SAFE_AREA_MAX 5.0
#define BRIGHTNESS_LEAST 40

struct app_settings
app_settings_default(void) {
    return (struct app_settings){.hours = hours_always(), .brightness_percent = 100};
}

static bool
take_switch(struct str value, bool *ret_is_on, struct err *err) {
    if (!str_is(value, "on") && !str_is(value, "off")) {
        return err_set(err, ERR_CONTENT, 0, "\"" STR_FMT "\" is neither on nor off", STR_ARG(value));
    }
    *ret_is_on = str_is(value, "on");
    return true;
}

static bool
take_glass(struct app_settings *settings, struct str value, struct err *err) {
    int width = 0;
    int height = 0;
    if (!str_to_size(value, &width, &height) || !app_options_is_size(width, height)) {
        return err_set(err, ERR_CONTENT, 0, "\"" STR_FMT "\" is no size such as 1920x1080", STR_ARG(value));
    }
    settings->width_px = width;
    settings->height_px = height;
    return true;
}

static bool
take_turn(struct app_settings *settings, struct str value, struct err *err) {
    int degrees = 0;
    if (!str_to_int(value, &degrees) || degrees % 90 != 0 || degrees < 0 || degrees > 270) {
        return err_set(err, ERR_CONTENT, 0, "\"" STR_FMT "\" is not 0, 90, 180 or 270", STR_ARG(value));
    }
    settings->quarter_turns = degrees / 90;
    return true;
}

static bool
take_safe_area(struct app_settings *settings, struct str value, struct err *err) {
    double percent = 0.0;
    if (!str_to_double(value, &percent) || !(percent >= 0.0 && percent <= SAFE_AREA_MAX)) {
        return err_set(err, ERR_CONTENT, 0, "\"" STR_FMT "\" is not a number of percent from 0 to 5",
                       STR_ARG(value));
    }
    settings->safe_area_frac = (float)percent / 100.0f;
    return true;
}

static bool
take_brightness(struct app_settings *settings, struct str value, struct err *err) {
    int percent = 0;
    if (!str_to_int(value, &percent) || percent < BRIGHTNESS_LEAST || percent > 100) {
        return err_set(err, ERR_CONTENT, 0, "\"" STR_FMT "\" is not a whole number of percent from 40 to 100",
                       STR_ARG(value));
    }
    settings->brightness_percent = percent;
    return true;
}

static bool
take_setting(struct app_settings *settings, struct str key, struct str value, struct err *err) {
    static const char *const DAYS[7] = {"hours.sun", "hours.mon", "hours.tue", "hours.wed",
                                        "hours.thu", "hours.fri", "hours.sat"};
    for (int day = 0; day < 7; day++) {
        if (str_is(key, DAYS[day])) {
            return hours_take(&settings->hours, day, value, err);
        }
    }
    if (str_is(key, "hours")) {
        return hours_take(&settings->hours, -1, value, err);
    }
    if (str_is(key, "size")) {
        return take_glass(settings, value, err);
    }
    if (str_is(key, "rotate")) {
        return take_turn(settings, value, err);
    }
    if (str_is(key, "safe_area")) {
        return take_safe_area(settings, value, err);
    }
    if (str_is(key, "drift")) {
        return take_switch(value, &settings->is_drifting, err);
    }
    if (str_is(key, "calm")) {
        return take_switch(value, &settings->is_calm, err);
    }
    if (str_is(key, "standby")) {
        return take_switch(value, &settings->has_standby, err);
    }
    if (str_is(key, "brightness")) {
        return take_brightness(settings, value, err);
    }
    return err_set(err, ERR_CONTENT, 0, "\"" STR_FMT "\" is no setting", STR_ARG(key));
}

int
app_settings_read(struct app_settings *settings, struct arena *arena, const char *path, struct err *err) {
    struct str data;
    struct str line;
    int number = 0;
    int wrong = 0;
    if (!fs_read(arena, path, FILE_BYTES_MAX, &data, err)) {
        return -1;
    }
    while (str_next(&data, '\n', &line)) {
        struct str rest = line;
        struct str key;
        struct err why = {0};
        number++;
        if (!str_next(&line, '#', &rest) || str_is_empty(str_trim(rest))) {
            continue;
        }
        if (!str_next(&rest, '=', &key) || !take_setting(settings, str_trim(key), str_trim(rest), &why)) {
            log_line(LOG_WARN, "%s: line %d: %s; the line is left out", path, number,
                     why.code != ERR_NONE ? why.text : "not key = value");
            wrong++;
        }
    }
    return wrong;
}
