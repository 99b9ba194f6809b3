/* What staff want, done: the PIN is judged and kept, requests to the intake are left as files, choices are written beside the PIN. A wrong
 * try is on the disk before the PIN is judged. Nothing here opens a pack or writes a slot. Without a state folder there is no PIN and so
 * no panel; a recording brings a PIN of its own and keeps nothing. */

#include "app/app_staff.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fs.h"
#include "base/fs_table.h"
#include "base/log.h"
#include "base/xalloc.h"
#include "deck/deck_staff_pad.h"
#include "pack/pack_place.h"
#include "ui/theme.h"

#define FACTS_NS TIME_S(1)
#define DAY_NS TIME_S(24 * 3600)
#define HALF_DAY_NS TIME_S(12 * 3600)

static bool
place(const struct app *app, const char *name, char ret_path[PATH_MAX]) {
    return app->options.state_dir != NULL &&
           snprintf(ret_path, PATH_MAX, "%s/%s", app->options.state_dir, name) < PATH_MAX;
}

static void
keep(const struct app *app, const char *name, const char *text) {
    char path[PATH_MAX];
    struct err err = {0};
    if (app->staff->is_kept && place(app, name, path) && !fs_write_atomic(path, text, strlen(text), &err)) {
        log_line(LOG_WARN, "%s; it is forgotten at the next start", err.text);
    }
}

/* ---- opening ---- */

static int
kept_tries(const struct app *app) {
    char path[PATH_MAX];
    char text[16] = "";
    size_t bytes = 0;
    int wrong = 0;
    struct err unread = {0};
    if (!place(app, PACK_PLACE_TRIES, path) ||
        !fs_table_read(&FS_TABLE_SYSTEM, path, text, sizeof(text) - 1, &bytes, &unread)) {
        return 0;
    }
    return str_to_int(str_trim((struct str){text, bytes}), &wrong) ? wrong : PAD_TRIES;
}

/* Reads the PIN's hash. Returns: is there none, so that one is to be made and can be kept? */
static bool
has_no_pin(struct app *app) {
    char path[PATH_MAX];
    struct err err = {0};
    if (!app->staff->is_kept || !place(app, PACK_PLACE_PIN, path)) {
        return false;
    }
    app->staff->hash[0] = '\0';
    if (pack_pin_read(path, app->staff->hash, &err)) {
        return false;
    }
    if (err.sys_errno != ENOENT) {
        log_line(LOG_WARN, "%s: no PIN opens the panel until a signed stick resets it", err.text);
    }
    return err.sys_errno == ENOENT && access(app->options.state_dir, W_OK) == 0;
}

static void
show_new_pin(struct app *app, time_ns now) {
    char digits[PACK_PIN_DIGITS + 1];
    pack_pin_make(digits);
    deck_staff_show_pin(app->staff->pages, digits, now);
    memset(digits, 0, sizeof(digits));
}

void
app_staff_open(struct app *app, time_ns now) {
    const bool is_recording = app->options.mode == APP_REPLAY && app->staff_pin[0] != '\0';
    const bool is_device = app->options.mode == APP_SHOW && app->options.state_dir != NULL;
    struct err err = {0};
    if (!is_recording && !is_device) {
        return;
    }
    app->staff = xalloc(sizeof(*app->staff));
    app->staff->is_kept = is_device;
    app->staff->pages = deck_staff_create(is_device ? kept_tries(app) : 0, now);
    app->staff->facts = staff_facts_none();
    app->staff->facts_at = now;
    if (is_recording && !pack_pin_hash(app->staff_pin, app->staff->hash, &err)) {
        log_line(LOG_WARN, "%s", err.text);
    }
    deck_staff_set_lang(app->staff->pages, app->model->langs[app->lang].locale.code);
    if (has_no_pin(app)) {
        show_new_pin(app, now);
    }
}

void
app_staff_close(struct app *app) {
    if (app->staff != NULL) {
        deck_staff_destroy(app->staff->pages);
        xfree(app->staff);
        app->staff = NULL;
    }
}

/* ---- wishes ---- */

static void
judge(struct app *app, time_ns now) {
    struct app_staff *staff = app->staff;
    char count[16];
    (void)snprintf(count, sizeof(count), "%d\n", deck_staff_wrong(staff->pages));
    keep(app, PACK_PLACE_TRIES, count);
    const bool is_right =
        staff->hash[0] != '\0' && pack_pin_matches(deck_staff_digits(staff->pages), staff->hash);
    deck_staff_judge(staff->pages, is_right, now);
    if (is_right) {
        keep(app, PACK_PLACE_TRIES, "0\n");
    }
}

static void
keep_pin(struct app *app, time_ns now) {
    struct app_staff *staff = app->staff;
    char path[PATH_MAX];
    struct err err = {0};
    if (!pack_pin_hash(deck_staff_digits(staff->pages), staff->hash, &err) ||
        !place(app, PACK_PLACE_PIN, path) || !pack_pin_store(path, staff->hash, &err)) {
        staff->hash[0] = '\0';
        log_line(LOG_WARN, "%s: the PIN is not kept, another is made at the next start", err.text);
    }
    keep(app, PACK_PLACE_TRIES, "0\n");
    deck_staff_pin_kept(staff->pages, now);
}

static void
ask_for_previous(struct app *app) {
    char path[PATH_MAX];
    struct err err = {0};
    if (app->staff->is_kept && place(app, PACK_PLACE_REQUESTS "/" PACK_REQUEST_PREVIOUS, path) &&
        !fs_write_atomic(path, "", 0, &err)) {
        log_line(LOG_WARN, "the pack before cannot be asked for: %s", err.text);
    }
}

static void
set_hours(struct app *app, enum staff_hours hours, time_ns now) {
    struct app_staff *staff = app->staff;
    int weekday = -1;
    int minute = 0;
    const bool is_known = app_clock(app, now, &weekday, &minute);
    staff->hours = hours;
    staff->hours_weekday = is_known ? weekday : -1;
    staff->hours_until = now + (is_known ? DAY_NS : HALF_DAY_NS);
}

static void
keep_choices(const struct app *app) {
    char text[64];
    (void)snprintf(text, sizeof(text), "brightness = %d\ncalm = %s\n", app->settings.brightness_percent,
                   app->settings.is_calm ? "on" : "off");
    keep(app, PACK_PLACE_CHOSEN, text);
}

static void
enter(struct app *app, time_ns now) {
    deck_staff_set_lang(app->staff->pages, app->model->langs[deck_lang(app->deck)].locale.code);
    staff_facts_take_page(&app->staff->facts, app->deck, now); /* what made them come may soon be gone */
    if (has_no_pin(app)) {
        show_new_pin(app, now);
    } else {
        deck_staff_ask_pin(app->staff->pages, now);
    }
}

static void
do_wish(struct app *app, enum staff_wish wish, int arg, time_ns now) {
    switch (wish) {
    case STAFF_WISH_NONE:
        break;
    case STAFF_WISH_ENTER:
        enter(app, now);
        break;
    case STAFF_WISH_JUDGE:
        judge(app, now);
        break;
    case STAFF_WISH_PIN:
        keep_pin(app, now);
        break;
    case STAFF_WISH_DROP:
        log_line(LOG_WARN,
                 "nobody confirmed the staff PIN: it is dropped, another is shown at the next start");
        break;
    case STAFF_WISH_FACTS:
        app_staff_gather(app, now, true);
        break;
    case STAFF_WISH_PREVIOUS:
        ask_for_previous(app);
        break;
    case STAFF_WISH_RESTART:
        app->is_quitting = true; /* whoever supervises the program starts it again */
        break;
    case STAFF_WISH_BRIGHTNESS:
        app->settings.brightness_percent = arg;
        keep_choices(app);
        break;
    case STAFF_WISH_CALM:
        app->settings.is_calm = arg != 0;
        deck_set_calm(app->deck, arg != 0, now);
        keep_choices(app);
        break;
    case STAFF_WISH_HOURS:
        set_hours(app, (enum staff_hours)arg, now);
        break;
    case STAFF_WISH_CLOCK:
        app_clock_set(app, arg, now);
        if (app->staff->hours != STAFF_HOURS_AS_SET) { /* of the day that it is now */
            set_hours(app, app->staff->hours, now);
        }
        break;
    }
}

/* ---- turns ---- */

/* Whatever hands were doing with the show is over. */
static void
let_go(struct app *app, time_ns now) {
    const struct gesture gone = {.kind = GESTURE_CANCEL, .scale = 1.0f, .at = now};
    gesture_init(&app->gestures, (float)host_width_px(app->host));
    deck_gesture(app->deck, &gone);
}

bool
app_staff_takes(struct app *app, const struct input_event *event) {
    if (app->staff == NULL) {
        return false;
    }
    const bool is_taken = deck_staff_event(app->staff->pages, event);
    if (is_taken && !app->staff->has_hands) {
        let_go(app, event->at);
    }
    app->staff->has_hands = is_taken;
    return is_taken;
}

/* At midnight, or after half a day while no clock tells of it. */
static void
end_hours(struct app *app, time_ns now) {
    struct app_staff *staff = app->staff;
    int weekday = -1;
    int minute = 0;
    const bool is_known = app_clock(app, now, &weekday, &minute);
    const bool is_over = now >= staff->hours_until ||
                         (is_known && staff->hours_weekday >= 0 && weekday != staff->hours_weekday);
    staff->hours = is_over ? STAFF_HOURS_AS_SET : staff->hours;
}

/* The pages stand on the pack that is shown: its colours, its engine, which may have changed since they were drawn last. */
static void
stand(struct app *app) {
    struct app_staff *staff = app->staff;
    if (staff->themed != app->model || deck_staff_is_open(staff->pages)) {
        staff->themed = app->model;
        staff->theme = theme_from_model(app->model);
    }
    deck_staff_place(staff->pages, app->text, &staff->theme, host_width_px(app->host),
                     host_height_px(app->host));
}

void
app_staff_turn(struct app *app, time_ns now) {
    struct app_staff *staff = app->staff;
    enum staff_wish wish = STAFF_WISH_NONE;
    int arg = 0;
    if (staff == NULL) {
        return;
    }
    stand(app);
    deck_staff_update(staff->pages, now);
    while ((wish = deck_staff_take_wish(staff->pages, &arg)) != STAFF_WISH_NONE) {
        do_wish(app, wish, arg, now);
        staff->facts_at = now; /* what it changed is told at once */
    }
    if (staff->hours != STAFF_HOURS_AS_SET && !app->clock.is_fixed) {
        end_hours(app, now);
    }
    if (deck_staff_is_opaque(staff->pages) && now >= staff->facts_at) {
        app_staff_gather(app, now, false);
        staff->facts_at = now + FACTS_NS;
    }
}

bool
app_staff_is_closed(const struct app *app, bool is_closed_by_hours) {
    const enum staff_hours hours = app->staff == NULL ? STAFF_HOURS_AS_SET : app->staff->hours;
    return hours == STAFF_HOURS_AS_SET ? is_closed_by_hours : hours == STAFF_HOURS_CLOSED;
}

void
app_staff_status(struct app *app, const struct pack_status *status) {
    if (app->staff != NULL) {
        app->staff->stick = *status;
        app->staff->facts_at = 0; /* told at once */
    }
}

/* ---- the picture: the show, and what lies over it ---- */

void
app_picture_draw(struct app *app, time_ns now) {
    struct deck_staff *pages = app->staff == NULL ? NULL : app->staff->pages;
    if (pages != NULL) {
        stand(app);
    }
    if (!deck_staff_is_opaque(pages)) {
        deck_draw(app->deck, app->canvas, now);
    }
    deck_staff_draw(pages, app->canvas, now);
}

void
app_picture_took(struct app *app, time_ns took) {
    if (app->staff == NULL || !deck_staff_is_opaque(app->staff->pages)) {
        deck_frame_took(app->deck, took);
    }
}

bool
app_picture_is_due(const struct app *app, time_ns now) {
    const struct deck_staff *pages = app->staff == NULL ? NULL : app->staff->pages;
    return deck_staff_needs_frame(pages, now) ||
           (!deck_staff_is_opaque(pages) && deck_needs_frame(app->deck, now));
}

time_ns
app_picture_due(const struct app *app, time_ns now) {
    const struct deck_staff *pages = app->staff == NULL ? NULL : app->staff->pages;
    if (deck_staff_is_opaque(pages)) { /* beneath it the show only turns */
        return time_min(deck_staff_next_wakeup(pages, now), now + TIME_S(1));
    }
    return time_min(deck_next_wakeup(app->deck, now), deck_staff_next_wakeup(pages, now));
}
