/* The staff's pages: everything is readable and whole in both languages and shapes, targets are large enough and low enough, wishes say
 * what was touched, pages close by themselves, a cloth does nothing, and what must be held is not touched in passing.
 * VITRIN_STAFF_PICTURES names a folder that gets pictures of every page. */

#include "support.h"

#include "deck/deck_staff_internal.h"
#include "draw/draw.h"

#define FINGER 88.0f

static struct text *text;

struct rig {
    struct deck_staff *staff;
    struct canvas *canvas;
    int w, h;
    time_ns now;
};

static int
set_up(void **state) {
    (void)state;
    text = support_text();
    return 0;
}

static int
tear_down(void **state) {
    (void)state;
    text_destroy(text);
    return 0;
}

/* A device in the middle of everything, its words as long as they come. */
static struct staff_facts
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

static struct staff_facts
calm(void) {
    struct staff_facts facts = staff_facts_none();
    (void)strcpy(facts.version, "0.1.0");
    (void)strcpy(facts.pack_title, "Chongqing");
    (void)strcpy(facts.pack_id, "eb754683ec0d21aa");
    return facts;
}

static struct rig
rig_open(int lang, bool is_upright) {
    struct rig rig = {.w = is_upright ? 1080 : 1920, .h = is_upright ? 1920 : 1080, .now = TIME_S(500)};
    const struct theme theme = theme_default();
    rig.staff = deck_staff_create(0, rig.now);
    rig.canvas = draw_canvas_create(rig.w, rig.h);
    deck_staff_place(rig.staff, text, &theme, rig.w, rig.h);
    deck_staff_set_lang(rig.staff, lang == 0 ? "fa" : "en");
    return rig;
}

static void
rig_close(struct rig *rig) {
    draw_canvas_destroy(rig->canvas);
    deck_staff_destroy(rig->staff);
}

static void
give(struct rig *rig, enum input_kind kind, long id, float x, float y) {
    const struct input_event event = {.kind = kind, .at = rig->now, .pointer_id = id, .x_px = x, .y_px = y};
    (void)deck_staff_event(rig->staff, &event);
}

static void
pass(struct rig *rig, int ms) {
    for (int left = ms; left > 0; left -= 50) {
        rig->now += TIME_MS(left < 50 ? left : 50);
        deck_staff_update(rig->staff, rig->now);
    }
}

static struct rect
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

static void
hold(struct rig *rig, const char *name, int ms) {
    const struct rect box = box_of(rig, name);
    if (box.w <= 0.0f) {
        fail_msg("no target %s", name);
    }
    give(rig, INPUT_POINTER_DOWN, 1, box.x + box.w / 2.0f, box.y + box.h / 2.0f);
    pass(rig, ms);
    give(rig, INPUT_POINTER_UP, 1, box.x + box.w / 2.0f, box.y + box.h / 2.0f);
}

static enum staff_wish
wish_of(struct rig *rig, int *ret_arg) {
    return deck_staff_take_wish(rig->staff, ret_arg);
}

static void
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

/* ---- what is seen ---- */

static bool
overlap(struct rect a, struct rect b) {
    return a.x + 1.0f < b.x + b.w && b.x + 1.0f < a.x + a.w && a.y + 1.0f < b.y + b.h &&
           b.y + 1.0f < a.y + a.h;
}

static void
save(const struct rig *rig, const char *page, uint32_t *pixels) {
    const char *folder = getenv("VITRIN_STAFF_PICTURES");
    const struct draw_target target = {pixels, rig->w, rig->h, rig->w};
    struct err err = {0};
    char path[512];
    size_t unused = 0;
    if (folder == NULL) {
        return;
    }
    (void)snprintf(path, sizeof(path), "%s/staff-%s-%s-%s.png", folder, page, deck_staff_lang(rig->staff),
                   rig->h > rig->w ? "p" : "l");
    draw_canvas_invalidate(rig->canvas);
    draw_begin(rig->canvas);
    deck_staff_draw(rig->staff, rig->canvas, rig->now);
    (void)draw_end(rig->canvas, &target, &unused);
    assert_true(draw_target_save_png(&target, path, &err));
}

/* Draws the open page and looks at every word and target on it. may_cut: words that come from outside end in an ellipsis. Returns: how many
 * things were looked at. */
static int
look(struct rig *rig, const char *page, bool may_cut) {
    uint32_t *pixels = calloc((size_t)rig->w * (size_t)rig->h, sizeof(*pixels));
    struct target_list targets;
    size_t count = 0;
    size_t unused = 0;
    draw_notes_enable(rig->canvas, true);
    draw_begin(rig->canvas);
    deck_staff_draw(rig->staff, rig->canvas, rig->now);
    (void)draw_end(rig->canvas, NULL, &unused);
    text_frame_end(text);
    const struct draw_note *notes = draw_notes(rig->canvas, &count);
    const float margin = rig->h > rig->w ? 71.0f : 95.0f;
    for (size_t i = 0; i < count; i++) {
        const struct draw_note *note = &notes[i];
        if (note->is_cut && !may_cut) {
            fail_msg("%s: cut: " STR_FMT, page, STR_ARG(note->text));
        }
        if (note->px < 27.5f) {
            fail_msg("%s: %.0f px: " STR_FMT, page, (double)note->px, STR_ARG(note->text));
        }
        assert_true(note->box.x >= margin && note->box.x + note->box.w <= (float)rig->w - margin);
        assert_true(note->box.y >= 0.0f && note->box.y + note->box.h <= (float)rig->h);
        for (size_t j = 0; j < i; j++) { /* ascents and descents may meet, letters may not */
            struct rect a = note->box;
            struct rect b = notes[j].box;
            a.y += 0.22f * note->px;
            a.h -= 0.5f * note->px;
            b.y += 0.22f * notes[j].px;
            b.h -= 0.5f * notes[j].px;
            if (overlap(a, b)) {
                fail_msg("%s: \"" STR_FMT "\" lies on \"" STR_FMT "\"", page, STR_ARG(note->text),
                         STR_ARG(notes[j].text));
            }
        }
    }
    assert_true(count > 0);
    deck_staff_targets(rig->staff, &targets);
    for (size_t i = 0; i < targets.count; i++) {
        const struct rect *box = &targets.items[i].box;
        assert_true(box->w >= FINGER && box->h >= FINGER);
        assert_true(box->x >= margin && box->x + box->w <= (float)rig->w - margin + 1.0f);
        assert_true(box->y + box->h <= (float)rig->h - 28.0f);
        if (rig->staff->state != STAFF_PAD) {
            assert_true(box->y + box->h / 2.0f >= (float)rig->h * 2.0f / 3.0f);
        }
        for (size_t j = 0; j < i; j++) {
            assert_false(overlap(*box, targets.items[j].box));
        }
    }
    save(rig, page, pixels);
    free(pixels);
    return (int)(count + targets.count);
}

static int
look_at_all(int lang, bool is_upright) {
    const struct staff_facts lots = busy();
    const struct staff_facts little = calm();
    struct rig rig = rig_open(lang, is_upright);
    int seen = 0;
    int arg = 0;
    deck_staff_show_pin(rig.staff, "048251", rig.now);
    seen += look(&rig, "new-pin", false);
    deck_staff_ask_pin(rig.staff, rig.now);
    assert_int_equal(wish_of(&rig, &arg), STAFF_WISH_DROP);
    hold(&rig, "4", 50);
    hold(&rig, "7", 50);
    seen += look(&rig, "pad", false);
    hold(&rig, "close", 50);
    enter(&rig, &lots);
    pass(&rig, 5900);
    seen += look(&rig, "panel", true);
    for (int phase = PACK_PHASE_READING; phase <= PACK_PHASE_DONE; phase++) {
        struct staff_facts facts = little;
        facts.stick = (struct pack_status){.event = 1, .phase = (enum pack_phase)phase, .percent = 40};
        (void)strcpy(facts.stick.name, "show.vpack");
        facts.stick.outcome = PACK_KEY_UNKNOWN;
        deck_staff_tell(rig.staff, &facts);
        seen += look(&rig, phase == PACK_PHASE_DONE ? "refused" : "stick", false);
    }
    for (int outcome = PACK_NONE + 1; outcome < PACK_OUTCOMES; outcome++) {
        struct staff_facts facts = little;
        facts.stick = (struct pack_status){
            .event = 1, .phase = PACK_PHASE_DONE, .percent = 100, .outcome = (enum pack_outcome)outcome};
        deck_staff_tell(rig.staff, &facts);
        seen += look(&rig, "outcome", false);
    }
    deck_staff_tell(rig.staff, &little);
    seen += look(&rig, "little", false);
    for (int power = 0; power <= POWER_LOW; power++) { /* every sentence of the light */
        struct staff_facts facts = little;
        facts.is_clock_known = true;
        (void)strcpy(facts.today, "2026-11-24");
        facts.power = (enum staff_power)power;
        facts.temperature_c = power == 1 ? 78.0f : power == 0 ? 90.0f : 100.0f * -1.0f;
        facts.memory_percent = power == 2 ? 99 : 10;
        facts.storage_percent = power == 0 ? 99 : 10;
        deck_staff_tell(rig.staff, &facts);
        seen += look(&rig, "light", false);
    }
    deck_staff_tell(rig.staff, &lots);
    hold(&rig, "statistics", 50);
    seen += look(&rig, "statistics", false);
    hold(&rig, "panel", 50);
    hold(&rig, "support", 50);
    seen += look(&rig, "support", true);
    hold(&rig, "panel", 50);
    hold(&rig, "clean", 50);
    pass(&rig, 18000);
    seen += look(&rig, "cleaning", false);
    rig_close(&rig);
    return seen;
}

static void
test_every_page_is_whole_in_both_languages_and_shapes(void **state) {
    int seen = 0;
    (void)state;
    for (int turn = 0; turn < 4; turn++) {
        seen += look_at_all(turn % 2, turn >= 2);
    }
    print_message("N = %d words and targets looked at\n", seen);
}

static void
test_every_light_has_its_sentence(void **state) {
    struct staff_facts facts = calm();
    enum ui_string sentence = STRING_STAFF_WELL;
    (void)state;
    assert_int_equal(staff_light(&facts, &sentence), LIGHT_AMBER);
    assert_int_equal(sentence, STRING_STAFF_CLOCK_LOST);
    facts.is_clock_known = true;
    assert_int_equal(staff_light(&facts, &sentence), LIGHT_GREEN);
    assert_int_equal(sentence, STRING_STAFF_WELL);
    facts.is_trial = true;
    assert_int_equal(staff_light(&facts, &sentence), LIGHT_GREEN);
    assert_int_equal(sentence, STRING_STAFF_TRIAL);
    facts.fault_count = 1;
    assert_int_equal(staff_light(&facts, &sentence), LIGHT_AMBER);
    facts.storage_percent = STAFF_TOO_FULL_PERCENT;
    assert_int_equal(staff_light(&facts, &sentence), LIGHT_RED);
    facts.temperature_c = STAFF_TOO_HOT_C;
    assert_int_equal(staff_light(&facts, &sentence), LIGHT_RED);
    assert_int_equal(sentence, STRING_STAFF_TOO_HOT); /* the gravest first */
}

static void
test_the_support_lines_are_ascii_and_bounded(void **state) {
    struct staff_facts facts = busy();
    char lines[STAFF_SUPPORT_BYTES_MAX];
    (void)state;
    (void)strcpy(facts.faults[0], "صفحه\n\x01");
    (void)strcpy(facts.stick.name, "unused");
    const size_t bytes = staff_support_text(&facts, lines);
    assert_int_equal(bytes, strlen(lines));
    assert_true(bytes < STAFF_SUPPORT_BYTES_MAX);
    for (size_t i = 0; i < bytes; i++) {
        assert_true(lines[i] == '\n' || (lines[i] >= ' ' && lines[i] <= '~'));
    }
    static const char *const PARTS[] = {"vitrin=12.10.24\n",
                                        "pack=eb754683\n",
                                        "seq=202611120023\n",
                                        "trial=yes\n",
                                        "up=8640000\n",
                                        "date=2026-11-24 09:42\n",
                                        "temp=52\n",
                                        "mem=31\n",
                                        "disk=88\n",
                                        "power=was_low\n",
                                        "stick=rehearsing,none\n",
                                        "past=installed 202611120023,fell_back 202610010001,",
                                        "faults=????????"};
    for (size_t i = 0; i < ARRAY_LEN(PARTS); i++) {
        if (strstr(lines, PARTS[i]) == NULL) {
            fail_msg("%s is missing in\n%s", PARTS[i], lines);
        }
    }
    memset(facts.slide, 'x', sizeof(facts.slide) - 1);
    for (int i = 0; i < 5; i++) {
        memset(facts.faults[i], 'y', sizeof(facts.faults[i]) - 1);
    }
    assert_true(staff_support_text(&facts, lines) < STAFF_SUPPORT_BYTES_MAX);
    facts = staff_facts_none();
    (void)staff_support_text(&facts, lines);
    assert_null(strstr(lines, "temp="));
    assert_null(strstr(lines, "mem="));
}

/* ---- what is done ---- */

static void
test_wishes_say_what_was_touched(void **state) {
    static const struct {
        const char *name;
        enum staff_wish wish;
        int arg;
    } ROWS[] = {{"brightness", STAFF_WISH_BRIGHTNESS, 60},
                {"calm", STAFF_WISH_CALM, 1},
                {"screen today", STAFF_WISH_HOURS, STAFF_HOURS_CLOSED},
                {"restart", STAFF_WISH_RESTART, 0},
                {"panel language", STAFF_WISH_FACTS, 0}};
    struct staff_facts facts = busy();
    int arg = 0;
    (void)state;
    struct rig rig = rig_open(0, false);
    enter(&rig, &facts);
    for (size_t i = 0; i < ARRAY_LEN(ROWS); i++) {
        hold(&rig, ROWS[i].name, 50);
        assert_int_equal(wish_of(&rig, &arg), ROWS[i].wish);
        assert_int_equal(arg, ROWS[i].arg);
        assert_int_equal(wish_of(&rig, &arg), STAFF_WISH_NONE);
    }
    assert_string_equal(deck_staff_lang(rig.staff), "en");
    facts.brightness_percent = 40;
    facts.has_previous = facts.can_restart = false;
    deck_staff_tell(rig.staff, &facts);
    hold(&rig, "brightness", 50);
    assert_int_equal(wish_of(&rig, &arg), STAFF_WISH_BRIGHTNESS);
    assert_int_equal(arg, 100);
    assert_true(box_of(&rig, "previous pack").w <= 0.0f); /* what cannot be done does not answer */
    assert_true(box_of(&rig, "restart").w <= 0.0f);
    hold(&rig, "back to the show", 50);
    assert_false(deck_staff_is_open(rig.staff));
    rig_close(&rig);
}

static void
test_what_must_be_held_is_not_touched_in_passing(void **state) {
    const struct staff_facts facts = busy();
    int arg = 0;
    (void)state;
    struct rig rig = rig_open(0, false);
    enter(&rig, &facts);
    hold(&rig, "previous pack", 50);
    hold(&rig, "previous pack", 1450);
    assert_int_equal(wish_of(&rig, &arg), STAFF_WISH_NONE);
    const struct rect box = box_of(&rig, "previous pack");
    give(&rig, INPUT_POINTER_DOWN, 1, box.x + 40.0f, box.y + 40.0f); /* slips off */
    pass(&rig, 800);
    give(&rig, INPUT_POINTER_MOVE, 1, box.x - 40.0f, box.y + 40.0f);
    pass(&rig, 2000);
    give(&rig, INPUT_POINTER_DOWN, 1, box.x + 40.0f, box.y + 40.0f); /* another finger comes */
    pass(&rig, 800);
    give(&rig, INPUT_POINTER_DOWN, 2, 300.0f, 300.0f);
    pass(&rig, 2000);
    assert_int_equal(wish_of(&rig, &arg), STAFF_WISH_NONE);
    assert_true(deck_staff_is_open(rig.staff));
    hold(&rig, "previous pack", 1550);
    assert_int_equal(wish_of(&rig, &arg), STAFF_WISH_PREVIOUS);
    assert_int_equal(wish_of(&rig, &arg), STAFF_WISH_NONE); /* once, however long it is held */
    assert_false(deck_staff_is_open(rig.staff));
    rig_close(&rig);
}

static void
test_pages_close_by_themselves(void **state) {
    const struct staff_facts facts = busy();
    int arg = 0;
    (void)state;
    struct rig rig = rig_open(1, false);
    deck_staff_ask_pin(rig.staff, rig.now);
    pass(&rig, 15000);
    hold(&rig, "3", 50);
    pass(&rig, 19900);
    assert_true(deck_staff_is_open(rig.staff));
    pass(&rig, 200);
    assert_false(deck_staff_is_open(rig.staff));
    assert_string_equal(deck_staff_digits(rig.staff), "");
    enter(&rig, &facts);
    pass(&rig, 59900);
    give(&rig, INPUT_POINTER_DOWN, 5, 300.0f, 300.0f); /* any touch restarts it */
    give(&rig, INPUT_POINTER_UP, 5, 300.0f, 300.0f);
    pass(&rig, 59900);
    assert_true(deck_staff_is_opaque(rig.staff));
    pass(&rig, 200);
    assert_false(deck_staff_is_open(rig.staff));
    deck_staff_show_pin(rig.staff, "000000", rig.now);
    pass(&rig, 121000); /* nobody wrote it down */
    assert_false(deck_staff_is_open(rig.staff));
    assert_int_equal(wish_of(&rig, &arg), STAFF_WISH_DROP);
    deck_staff_show_pin(rig.staff, "000000", rig.now);
    hold(&rig, "written", 100);
    assert_int_equal(wish_of(&rig, &arg), STAFF_WISH_NONE);
    hold(&rig, "written", 1600);
    assert_int_equal(wish_of(&rig, &arg), STAFF_WISH_PIN);
    rig_close(&rig);
}

static void
test_a_cloth_does_nothing_for_a_minute(void **state) {
    const struct staff_facts facts = busy();
    uint32_t seed = 5;
    int arg = 0;
    int events = 0;
    (void)state;
    struct rig rig = rig_open(0, true);
    enter(&rig, &facts);
    hold(&rig, "clean", 50);
    const time_ns until = rig.now + STAFF_CLEAN_NS - TIME_MS(100);
    while (rig.now < until) {
        const struct input_event event = {.kind = (enum input_kind)(support_random(&seed) % 4),
                                          .at = rig.now,
                                          .pointer_id = (long)(support_random(&seed) % 8),
                                          .x_px = (float)(support_random(&seed) % 1080),
                                          .y_px = (float)(support_random(&seed) % 1920)};
        assert_true(deck_staff_event(rig.staff, &event)); /* the show sees none of it */
        assert_int_equal(wish_of(&rig, &arg), STAFF_WISH_NONE);
        events++;
        rig.now += TIME_MS(7);
        deck_staff_update(rig.staff, rig.now);
    }
    assert_true(deck_staff_is_open(rig.staff));
    assert_false(deck_staff_is_opaque(rig.staff)); /* the loop goes on beneath */
    pass(&rig, 200);
    assert_false(deck_staff_is_open(rig.staff));
    const struct input_event event = {
        .kind = INPUT_POINTER_DOWN, .at = rig.now, .pointer_id = 1, .x_px = 500.0f, .y_px = 900.0f};
    assert_false(deck_staff_event(rig.staff, &event));
    print_message("N = %d events of a cloth\n", events);
    rig_close(&rig);
}

static void
test_the_door_asks_and_the_show_sees_no_tap(void **state) {
    int arg = 0;
    (void)state;
    struct rig rig = rig_open(0, false);
    struct input_event event = {
        .kind = INPUT_POINTER_DOWN, .at = rig.now, .pointer_id = 1, .x_px = 60.0f, .y_px = 60.0f};
    assert_false(deck_staff_event(rig.staff, &event)); /* until it is clear what it means, it is the show's */
    pass(&rig, 3100);
    event.kind = INPUT_POINTER_UP;
    event.at = rig.now;
    assert_true(deck_staff_event(rig.staff, &event));
    pass(&rig, 500);
    give(&rig, INPUT_POINTER_DOWN, 1, 1860.0f, 60.0f);
    pass(&rig, 2000);
    assert_int_equal(wish_of(&rig, &arg), STAFF_WISH_ENTER);
    deck_staff_ask_pin(rig.staff, rig.now);
    give(&rig, INPUT_POINTER_UP, 1, 1860.0f, 60.0f);
    for (int i = 0; i < 5; i++) { /* wrong five times: the sixth is not even asked */
        for (int digit = 0; digit < 6; digit++) {
            hold(&rig, "9", 20);
        }
        assert_int_equal(wish_of(&rig, &arg), STAFF_WISH_JUDGE);
        deck_staff_judge(rig.staff, false, rig.now);
    }
    for (int digit = 0; digit < 6; digit++) {
        hold(&rig, "9", 20);
    }
    assert_int_equal(wish_of(&rig, &arg), STAFF_WISH_NONE);
    assert_int_equal(deck_staff_wrong(rig.staff), 5);
    rig_close(&rig);
}

static void
test_a_still_panel_draws_once_a_second(void **state) {
    const struct staff_facts facts = busy();
    int frames = 0;
    (void)state;
    struct rig rig = rig_open(0, false);
    enter(&rig, &facts);
    for (int i = 0; i < 1000; i++) {
        rig.now += TIME_MS(10);
        deck_staff_update(rig.staff, rig.now);
        if (deck_staff_needs_frame(rig.staff, rig.now)) {
            size_t unused = 0;
            draw_begin(rig.canvas);
            deck_staff_draw(rig.staff, rig.canvas, rig.now);
            (void)draw_end(rig.canvas, NULL, &unused);
            text_frame_end(text);
            frames++;
        }
        assert_true(deck_staff_next_wakeup(rig.staff, rig.now) > rig.now);
    }
    assert_in_range(frames, 10, 12);
    rig_close(&rig);
}

/* Hands that know the PIN but not what they do. */
static void
test_a_robot_breaks_no_page(void **state) {
    enum { EVENTS = 60000 };
    struct staff_facts facts = busy();
    uint32_t seed = 31;
    int seen[STAFF_CLEANING + 1] = {0};
    int wishes = 0;
    int arg = 0;
    (void)state;
    struct rig rig = rig_open(0, false);
    for (int i = 0; i < EVENTS; i++) {
        struct target_list targets;
        deck_staff_targets(rig.staff, &targets);
        if (!deck_staff_is_open(rig.staff)) {
            enter(&rig, &facts);
            continue;
        }
        struct vec2 at = {(float)(support_random(&seed) % 1920), (float)(support_random(&seed) % 1080)};
        if (targets.count > 0 && support_random(&seed) % 4 > 0) {
            const struct rect *box = &targets.items[support_random(&seed) % targets.count].box;
            at = (struct vec2){box->x + box->w / 2.0f, box->y + box->h / 2.0f};
        }
        const long id = (long)(support_random(&seed) % 3);
        give(&rig, INPUT_POINTER_DOWN, id, at.x, at.y);
        pass(&rig, support_random(&seed) % 20 == 0 ? 2000 : 50);
        give(&rig, support_random(&seed) % 10 == 0 ? INPUT_POINTER_MOVE : INPUT_POINTER_UP, id, at.x, at.y);
        seen[rig.staff->state]++;
        while (deck_staff_take_wish(rig.staff, &arg) != STAFF_WISH_NONE) {
            wishes++;
        }
        if (i % 500 == 0) {
            draw_begin(rig.canvas);
            deck_staff_draw(rig.staff, rig.canvas, rig.now);
            size_t unused = 0;
            (void)draw_end(rig.canvas, NULL, &unused);
            text_frame_end(text);
        }
    }
    for (int page = STAFF_PANEL; page <= STAFF_CLEANING; page++) {
        assert_true(seen[page] > 0);
    }
    pass(&rig, 61000);
    assert_false(deck_staff_is_open(rig.staff)); /* left alone, it is shut */
    print_message("N = %d touches, %d wishes\n", EVENTS, wishes);
    rig_close(&rig);
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_page_is_whole_in_both_languages_and_shapes),
        cmocka_unit_test(test_every_light_has_its_sentence),
        cmocka_unit_test(test_the_support_lines_are_ascii_and_bounded),
        cmocka_unit_test(test_wishes_say_what_was_touched),
        cmocka_unit_test(test_what_must_be_held_is_not_touched_in_passing),
        cmocka_unit_test(test_pages_close_by_themselves),
        cmocka_unit_test(test_a_cloth_does_nothing_for_a_minute),
        cmocka_unit_test(test_the_door_asks_and_the_show_sees_no_tap),
        cmocka_unit_test(test_a_still_panel_draws_once_a_second),
        cmocka_unit_test(test_a_robot_breaks_no_page),
    };
    SUPPORT_UNUSED;
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
