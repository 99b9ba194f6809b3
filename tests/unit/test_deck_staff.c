/* The staff's pages: everything is readable and whole in both languages and shapes, targets are large enough and low enough,
 * every light has its sentence, and the support code its lines.
 * VITRIN_STAFF_PICTURES names a folder that gets pictures of every page. */

#include "staff_support.h"

#define FINGER 88.0f

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

/* Words that come from outside may end in an ellipsis; what tells one pack from another, and all that is ours, may not. */
static bool
is_from_outside(struct str words) {
    static const char *const PARTS[] = {".vpack", "place-explorer", "\xDA\x86\xD9\x88\xD9\x86\xDA\xAF",
                                        "past=", "faults="};
    char line[512];
    (void)snprintf(line, sizeof(line), STR_FMT, STR_ARG(words));
    for (size_t i = 0; i < ARRAY_LEN(PARTS); i++) {
        if (strstr(line, PARTS[i]) != NULL) {
            return true;
        }
    }
    return false;
}

/* Draws the open page and looks at every word and target on it. may_cut: words from outside are long. Returns: how many things were
 * looked at. */
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
        if (note->is_cut && !(may_cut && is_from_outside(note->text))) {
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

/* After one wrong PIN, and after so many that the pad pauses. */
static int
look_at_wrong_pins(struct rig *rig) {
    int seen = 0;
    hold(rig, "erase", 50);
    hold(rig, "erase", 50);
    for (int wrong = 1; wrong <= PAD_TRIES; wrong++) {
        int arg = 0;
        for (int i = 0; i < PAD_DIGITS; i++) {
            hold(rig, "7", 50);
        }
        assert_int_equal(wish_of(rig, &arg), STAFF_WISH_JUDGE);
        deck_staff_judge(rig->staff, false, rig->now);
        seen += wrong == 1 ? look(rig, "pad-wrong", false) : 0;
    }
    assert_true(staff_pad_is_paused(&rig->staff->pad, rig->now));
    return seen + look(rig, "pad-paused", false);
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
    seen += look_at_wrong_pins(&rig);
    hold(&rig, "close", 50);
    rig_close(&rig);
    rig = rig_open(lang, is_upright);
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
    for (int weekday = 0; weekday < STAFF_DAYS; weekday++) {
        struct staff_facts facts = little;
        facts.weekday = weekday;
        facts.minute = 23 * 60 + 59;
        facts.is_clock_staffs = true;
        deck_staff_tell(rig.staff, &facts);
        seen += look(&rig, "set by staff", false);
        hold(&rig, "clock", 50);
        seen += look(&rig, "clock", false);
        hold(&rig, "panel", 50);
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
    facts.is_clock_staffs = true;
    assert_int_equal(staff_light(&facts, &sentence), LIGHT_GREEN);
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
                                        "slide=belt-and-road\nat=3840x2160,fa,600000,contrast,calm\n",
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

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_page_is_whole_in_both_languages_and_shapes),
        cmocka_unit_test(test_every_light_has_its_sentence),
        cmocka_unit_test(test_the_support_lines_are_ascii_and_bounded),
    };
    SUPPORT_UNUSED;
    STAFF_SUPPORT_UNUSED;
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
