#pragma once

/* What tests of the staff's pages share: pages on a picture of their own, and hands. */

#include "support.h"

#include "deck/deck_staff_internal.h"
#include "draw/draw.h"
#include "staff_facts_support.h"

static struct text *text;

struct rig {
    struct deck_staff *staff;
    struct canvas *canvas;
    int w, h;
    time_ns now;
};

static inline int
set_up(void **state) {
    (void)state;
    text = support_text();
    return 0;
}

static inline int
tear_down(void **state) {
    (void)state;
    text_destroy(text);
    return 0;
}

static inline struct rig
rig_open(int lang, bool is_upright) {
    struct rig rig = {.w = is_upright ? 1080 : 1920, .h = is_upright ? 1920 : 1080, .now = TIME_S(500)};
    const struct theme theme = theme_default();
    rig.staff = deck_staff_create(0, rig.now);
    rig.canvas = draw_canvas_create(rig.w, rig.h);
    deck_staff_place(rig.staff, text, &theme, rig.w, rig.h);
    deck_staff_set_lang(rig.staff, lang == 0 ? "fa" : "en");
    return rig;
}

static inline void
rig_close(struct rig *rig) {
    draw_canvas_destroy(rig->canvas);
    deck_staff_destroy(rig->staff);
}

static inline void
give(struct rig *rig, enum input_kind kind, long id, float x, float y) {
    const struct input_event event = {.kind = kind, .at = rig->now, .pointer_id = id, .x_px = x, .y_px = y};
    (void)deck_staff_event(rig->staff, &event);
}

static inline void
pass(struct rig *rig, int ms) {
    for (int left = ms; left > 0; left -= 50) {
        rig->now += TIME_MS(left < 50 ? left : 50);
        deck_staff_update(rig->staff, rig->now);
    }
}

static inline struct rect
box_of(const struct rig *rig, const char *name) {
    struct target_list targets;
    deck_staff_targets(rig->staff, &targets);
    for (size_t i = 0; i < targets.count; i++) {
        if (strcmp(targets.items[i].name, name) == 0) {
            return targets.items[i].box;
        }
    }
    return (struct rect){0};
}

static inline void
hold(struct rig *rig, const char *name, int ms) {
    const struct rect box = box_of(rig, name);
    if (box.w <= 0.0f) {
        fail_msg("no target %s", name);
    }
    give(rig, INPUT_POINTER_DOWN, 1, box.x + box.w / 2.0f, box.y + box.h / 2.0f);
    pass(rig, ms);
    give(rig, INPUT_POINTER_UP, 1, box.x + box.w / 2.0f, box.y + box.h / 2.0f);
}

static inline enum staff_wish
wish_of(struct rig *rig, int *ret_arg) {
    return deck_staff_take_wish(rig->staff, ret_arg);
}

static inline void
enter(struct rig *rig, const struct staff_facts *facts) {
    int arg = 0;
    deck_staff_ask_pin(rig->staff, rig->now);
    for (const char *digit = "123456"; *digit != '\0'; digit++) {
        const char name[2] = {*digit, '\0'};
        hold(rig, name, 50);
    }
    assert_int_equal(wish_of(rig, &arg), STAFF_WISH_JUDGE);
    assert_string_equal(deck_staff_digits(rig->staff), "123456");
    assert_int_equal(deck_staff_wrong(rig->staff), 1); /* booked before it is judged */
    deck_staff_judge(rig->staff, true, rig->now);
    assert_int_equal(deck_staff_wrong(rig->staff), 0);
    assert_int_equal(wish_of(rig, &arg), STAFF_WISH_FACTS);
    deck_staff_tell(rig->staff, facts);
}

#define STAFF_SUPPORT_UNUSED                                                                                 \
    (void)busy, (void)calm, (void)rig_open, (void)rig_close, (void)give, (void)pass, (void)box_of,           \
        (void)hold, (void)wish_of, (void)enter
