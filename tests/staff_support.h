#pragma once

/* What tests of the staff's pages share: facts of a busy and of a silent machine, pages on a picture of their own, hands. */

#include "support.h"

#include "deck/deck_staff_internal.h"
#include "draw/draw.h"

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

/* A device in the middle of everything, its words as long as they come. */
static inline struct staff_facts
busy(void) {
    struct staff_facts facts = staff_facts_none();
    (void)strcpy(facts.version, "12.10.24");
    (void)strcpy(facts.pack_title, "چونگ‌چینگ در یک نگاه: شهر، صنعت و راه");
    (void)strcpy(facts.pack_id, "eb754683ec0d21aa");
    (void)strcpy(facts.pack_updated, "2026-11-12");
    facts.pack_seq = 202611120023;
    facts.is_trial = true;
    facts.has_previous = facts.can_restart = true;
    (void)strcpy(facts.slide, "belt-and-road");
    facts.past_count = 4;
    facts.past[0] = (struct staff_past){PACK_INSTALLED, 202611120023, "2026-11-12 18:20"};
    facts.past[1] = (struct staff_past){PACK_FELL_BACK, 202610010001, "2026-10-01 09:05"};
    facts.past[2] = (struct staff_past){PACK_SIGNATURE_WRONG, 0, "2026-09-30 12:00"};
    facts.past[3] = (struct staff_past){PACK_RETURNED, 202607010001, ""};
    facts.is_clock_known = true;
    (void)strcpy(facts.today, "2026-11-24");
    facts.weekday = 2;
    facts.minute = 582;
    facts.uptime_s = 8640000;
    facts.has_lit = true;
    for (int i = 0; i < STAFF_DAYS; i++) {
        facts.lit_min[i] = i == 6 ? 200 : 560 + 60 * (i % 3);
    }
    facts.temperature_c = 52.4f;
    facts.memory_percent = 31;
    facts.storage_percent = 88;
    facts.power = POWER_WAS_LOW;
    facts.fault_count = 5;
    for (int i = 0; i < 5; i++) {
        (void)snprintf(facts.faults[i], sizeof(facts.faults[i]), "place-explorer-%d", i);
    }
    facts.stick =
        (struct pack_status){.event = 7, .phase = PACK_PHASE_REHEARSING, .percent = 62, .seq = 202611240001};
    (void)strcpy(facts.stick.name, "chongqing-2026-11-24.vpack");
    facts.brightness_percent = 80;
    facts.stats_count = STAFF_LINES_MAX;
    for (int i = 0; i < STAFF_LINES_MAX; i++) {
        (void)snprintf(facts.stats[i].name, sizeof(facts.stats[i].name),
                       "میانگین زمان هر بازدید، دست‌کم");
        (void)snprintf(facts.stats[i].value, sizeof(facts.stats[i].value), "۲ دقیقه و ۳۴ ثانیه");
    }
    return facts;
}

static inline struct staff_facts
calm(void) {
    struct staff_facts facts = staff_facts_none();
    (void)strcpy(facts.version, "0.1.0");
    (void)strcpy(facts.pack_title, "Chongqing");
    (void)strcpy(facts.pack_id, "eb754683ec0d21aa");
    return facts;
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
