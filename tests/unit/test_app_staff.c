/* The staff's pages on a machine: the PIN's first start, tries that outlive a cut, a reset by a stick, requests, choices that are kept, hours
 * that end at midnight or after half a day. The whole program runs in memory; only the hands and the time are the test's. */

#include "deck_support.h"

#include "app/app_staff.h"
#include "base/fs_table.h"
#include "deck/deck_staff_internal.h"
#include "pack/pack_place.h"
#include "pack/pack_state.h"

static char folder[64];

struct machine {
    struct app app;
    time_ns now;
};

static void
start(struct machine *machine) {
    struct err err = {0};
    machine->app = (struct app){.model = model, .text = text, .slide = CONTENT_NONE, .closed_at = TIME_NEVER};
    machine->app.options = (struct app_options){.mode = APP_SHOW,
                                                .state_dir = folder,
                                                .width_px = 960,
                                                .height_px = 540,
                                                .has_size = true,
                                                .is_kiosk = true,
                                                .is_flat = true,
                                                .quarter_turns = -1};
    machine->app.settings = app_settings_default();
    machine->app.touched_at = -TIME_S(3600);
    machine->app.clock = clock_real();
    assert_true(app_start(&machine->app, true, &err));
    machine->now = clock_now(&machine->app.clock);
    app_staff_turn(&machine->app, machine->now);
}

static void
stop(struct machine *machine) {
    app_stop(&machine->app);
}

static void
pass(struct machine *machine, int ms) {
    for (int left = ms; left > 0; left -= 50) {
        machine->now += TIME_MS(left < 50 ? left : 50);
        app_staff_turn(&machine->app, machine->now);
    }
}

static void
rest_at(struct machine *machine, float x, float y, int ms) {
    struct input_event event = {
        .kind = INPUT_POINTER_DOWN, .at = machine->now, .pointer_id = 1, .x_px = x, .y_px = y};
    (void)app_staff_takes(&machine->app, &event);
    pass(machine, ms);
    event.kind = INPUT_POINTER_UP;
    event.at = machine->now;
    (void)app_staff_takes(&machine->app, &event);
    app_staff_turn(&machine->app, machine->now);
}

static void
touch(struct machine *machine, const char *name, int ms) {
    struct target_list targets;
    deck_staff_targets(machine->app.staff->pages, &targets);
    for (size_t i = 0; i < targets.count; i++) {
        const struct rect *box = &targets.items[i].box;
        if (strcmp(targets.items[i].name, name) == 0) {
            rest_at(machine, box->x + box->w / 2.0f, box->y + box->h / 2.0f, ms);
            return;
        }
    }
    fail_msg("no target %s", name);
}

static const char *
page(const struct machine *machine) {
    return deck_staff_page(machine->app.staff->pages);
}

static void
go_the_way(struct machine *machine) {
    rest_at(machine, 20.0f, 20.0f, 3100);
    pass(machine, 500);
    rest_at(machine, 940.0f, 20.0f, 2100);
}

static void
type(struct machine *machine, const char *digits) {
    for (const char *digit = digits; *digit != '\0'; digit++) {
        const char name[2] = {*digit, '\0'};
        touch(machine, name, 50);
    }
}

static void
path_of(const char *name, char path[128]) {
    (void)snprintf(path, 128, "%s/%s", folder, name);
}

static bool
is_there(const char *name) {
    char path[128];
    path_of(name, path);
    return fs_exists(path);
}

static int
number_in(const char *name) {
    struct err err = {0};
    struct str data;
    char path[128];
    int number = -1;
    path_of(name, path);
    assert_true(fs_read(&arena, path, 4096, &data, &err) && str_to_int(str_trim(data), &number));
    return number;
}

/* A device that nobody has started before. */
static void
first_start(struct machine *machine, char pin[PACK_PIN_DIGITS + 1]) {
    char command[128];
    struct err err = {0};
    (void)snprintf(folder, sizeof(folder), "/tmp/vitrin-staff-%ld", (long)getpid());
    (void)snprintf(command, sizeof(command), "rm -rf %s", folder);
    assert_int_equal(system(command), 0);
    (void)snprintf(command, sizeof(command), "%s/%s", folder, PACK_PLACE_REQUESTS);
    assert_true(fs_make_dirs(command, &err));
    start(machine);
    assert_string_equal(page(machine), "new-pin");
    memcpy(pin, deck_staff_digits(machine->app.staff->pages), PACK_PIN_DIGITS + 1);
    assert_true(pack_pin_is_whole(pin));
}

static void
test_the_pin_is_shown_until_it_is_written_down(void **state) {
    struct machine machine;
    char pin[PACK_PIN_DIGITS + 1];
    char other[PACK_PIN_DIGITS + 1];
    (void)state;
    first_start(&machine, pin);
    pass(&machine, 121000); /* nobody is there */
    assert_string_equal(page(&machine), "shut");
    assert_false(is_there(PACK_PLACE_PIN));
    stop(&machine);
    start(&machine); /* another comes */
    memcpy(other, deck_staff_digits(machine.app.staff->pages), sizeof(other));
    touch(&machine, "written", 1600);
    assert_string_equal(page(&machine), "shut");
    assert_true(is_there(PACK_PLACE_PIN));
    stop(&machine);
    start(&machine); /* shown once */
    assert_string_equal(page(&machine), "shut");
    go_the_way(&machine);
    assert_string_equal(page(&machine), "pad");
    type(&machine, other);
    assert_string_equal(page(&machine), "panel");
    assert_int_equal(number_in(PACK_PLACE_TRIES), 0);
    char path[128];
    path_of(PACK_PLACE_PIN, path);
    assert_int_equal(unlink(path), 0); /* a signed stick resets it */
    touch(&machine, "back to the show", 50);
    go_the_way(&machine);
    assert_string_equal(page(&machine), "new-pin");
    stop(&machine);
}

static void
test_wrong_tries_outlive_a_start(void **state) {
    struct machine machine;
    char pin[PACK_PIN_DIGITS + 1];
    (void)state;
    first_start(&machine, pin);
    touch(&machine, "written", 1600);
    char wrong[PACK_PIN_DIGITS + 1];
    memcpy(wrong, pin, sizeof(wrong));
    wrong[0] = (char)(pin[0] == '9' ? '0' : pin[0] + 1);
    for (int i = 1; i <= 5; i++) {
        go_the_way(&machine);
        type(&machine, wrong);
        assert_int_equal(number_in(PACK_PLACE_TRIES), i);
        stop(&machine);
        start(&machine);
    }
    go_the_way(&machine);
    type(&machine, pin); /* the right one, while it pauses */
    assert_string_equal(page(&machine), "pad");
    pass(&machine, 301000);
    go_the_way(&machine);
    type(&machine, pin);
    assert_string_equal(page(&machine), "panel");
    stop(&machine);
    char path[128];
    struct err err = {0};
    path_of(PACK_PLACE_PIN, path);
    assert_true(
        fs_write_atomic(path, "not a hash\n", 11, &err)); /* damaged: nothing fits, and no new PIN is told */
    start(&machine);
    assert_string_equal(page(&machine), "shut");
    go_the_way(&machine);
    assert_string_equal(page(&machine), "pad");
    type(&machine, pin);
    assert_string_equal(page(&machine), "pad");
    stop(&machine);
}

/* Two packs that have proved themselves. */
static void
install_two(void) {
    struct err err = {0};
    struct pack_state packs = pack_state_fresh();
    for (int i = 1; i <= 2; i++) {
        const uint8_t hash[PACK_FILE_HASH_BYTES] = {(uint8_t)i};
        pack_state_installed(&packs, pack_state_make_room(&packs), hash, 100 + i);
        assert_true(pack_state_confirm(&packs, hash));
        pack_state_remember(&packs, PACK_INSTALLED, 100 + i, 1790000000 + 86400 * i);
    }
    assert_true(pack_state_write(&FS_TABLE_SYSTEM, folder, &packs, &err));
}

static void
test_wishes_are_done(void **state) {
    struct machine machine;
    char pin[PACK_PIN_DIGITS + 1];
    (void)state;
    first_start(&machine, pin);
    touch(&machine, "written", 1600);
    install_two();
    go_the_way(&machine);
    type(&machine, pin);
    const struct staff_facts *facts = &machine.app.staff->facts;
    assert_int_equal(facts->past_count, 2);
    assert_int_equal(facts->past[0].seq, 102);
    assert_int_equal(strlen(facts->past[0].when), 16);
    assert_true(facts->has_previous);
    assert_true(facts->can_restart);
    assert_in_range(facts->storage_percent, 0, 100);
    touch(&machine, "brightness", 50);
    assert_int_equal(machine.app.settings.brightness_percent, 80);
    touch(&machine, "brightness", 50);
    touch(&machine, "calm", 50);
    assert_true(machine.app.settings.is_calm);
    struct app_settings kept = app_settings_default();
    struct err err = {0};
    char path[128];
    path_of(PACK_PLACE_CHOSEN, path);
    assert_int_equal(app_settings_read(&kept, &arena, path, &err), 0);
    assert_int_equal(kept.brightness_percent, 60);
    assert_true(kept.is_calm);
    assert_false(app_staff_is_closed(&machine.app, false));
    touch(&machine, "screen today", 50);
    assert_true(app_staff_is_closed(&machine.app, false));
    touch(&machine, "screen today", 50);
    assert_false(app_staff_is_closed(&machine.app, true));
    touch(&machine, "previous pack", 1600);
    assert_true(is_there(PACK_PLACE_REQUESTS "/" PACK_REQUEST_PREVIOUS));
    assert_string_equal(page(&machine), "shut");
    pass(&machine, 1000);
    assert_false(app_staff_is_closed(&machine.app, true));
    machine.now += TIME_S(24 * 3600); /* whatever the clock says, a day is over by then */
    app_staff_turn(&machine.app, machine.now);
    assert_true(app_staff_is_closed(&machine.app, true));
    go_the_way(&machine);
    type(&machine, pin);
    assert_false(machine.app.is_quitting);
    touch(&machine, "restart", 50);
    assert_true(machine.app.is_quitting);
    stop(&machine);
}

/* Staff set the clock of a machine that has none; a start of the show later it still goes, and what is no time is no time. */
static void
test_the_clock_is_set(void **state) {
    static const char *const ODD[] = {"",         "600",  "10080 1\n", "-1 1\n", "600 99999999\n",
                                      "600 -3\n", "clock"};
    struct machine machine;
    char pin[PACK_PIN_DIGITS + 1];
    int weekday = -1;
    int minute = -1;
    char path[128];
    (void)state;
    first_start(&machine, pin);
    machine.app.options.run_dir = folder;
    assert_false(app_clock_staffs(&machine.app, machine.now, &weekday, &minute));
    app_clock_set(&machine.app, 6 * 1440 + 23 * 60 + 50, machine.now); /* Saturday */
    assert_true(app_clock_staffs(&machine.app, machine.now + TIME_S(599), &weekday, &minute));
    assert_int_equal(weekday, 6);
    assert_int_equal(minute, 23 * 60 + 59);
    assert_true(app_clock_staffs(&machine.app, machine.now + TIME_S(600), &weekday, &minute));
    assert_int_equal(weekday, 0); /* the week goes round */
    assert_int_equal(minute, 0);
    machine.app.wall.is_set = false;
    app_clock_open(&machine.app, machine.now + TIME_S(3600));
    assert_true(app_clock_staffs(&machine.app, machine.now + TIME_S(3600), &weekday, &minute));
    assert_int_equal(weekday, 0);
    assert_in_range(minute, 49, 50); /* noted in seconds */
    path_of(PACK_PLACE_CLOCK, path);
    for (size_t i = 0; i < ARRAY_LEN(ODD); i++) {
        struct err err = {0};
        assert_true(fs_write_atomic(path, ODD[i], strlen(ODD[i]), &err));
        machine.app.wall.is_set = false;
        app_clock_open(&machine.app, machine.now);
        assert_false(machine.app.wall.is_set);
    }
    unlink(path);
    machine.app.options.run_dir = NULL;
    stop(&machine);
}

static void
test_the_show_sees_no_hand_while_pages_are_open(void **state) {
    struct machine machine;
    char pin[PACK_PIN_DIGITS + 1];
    (void)state;
    first_start(&machine, pin);
    const int slide = deck_slide(machine.app.deck);
    int taken = 0;
    uint32_t seed = 9;
    for (int i = 0; i < 2000; i++) {
        struct input_event event = {.kind = (enum input_kind)(support_random(&seed) % 4),
                                    .at = machine.now,
                                    .pointer_id = (long)(support_random(&seed) % 5),
                                    .x_px = (float)(support_random(&seed) % 960),
                                    .y_px = (float)(support_random(&seed) % 540),
                                    .key = KEY_LANGUAGE};
        taken += app_staff_takes(&machine.app, &event) ? 1 : 0;
        machine.now += TIME_MS(5);
    }
    assert_int_equal(taken, 2000);
    assert_int_equal(deck_slide(machine.app.deck), slide);
    assert_false(deck_is_exploring(machine.app.deck));
    print_message("N = %d events, none of them the show's\n", taken);
    stop(&machine);
}

static bool
meet(struct rect a, struct rect b) {
    return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

/* Where staff rest a finger, no page has anything that would answer. */
static void
test_the_corners_are_free_on_every_page(void **state) {
    int looked = 0;
    int taken = 0;
    (void)state;
    for (int turn = 0; turn < 4; turn++) {
        const int w = turn < 2 ? 1920 : 1080;
        const int h = turn < 2 ? 1080 : 1920;
        struct staff_door door;
        staff_door_init(&door, (float)w, 1.0f);
        for (size_t slide = 0; slide < model->slides_count; slide++) {
            struct target_list targets;
            struct deck *deck = open_deck_sized((int)slide, turn % 2, w, h);
            deck_targets(deck, TIME_S(110), &targets);
            for (size_t i = 0; i < targets.count; i++) {
                const struct rect box = targets.items[i].box;
                const bool is_taken = meet(box, door.corners[0]) || meet(box, door.corners[1]);
                if (is_taken) {
                    print_message("%s: %s\n", model->slides[slide].key.ptr, targets.items[i].name);
                }
                taken += is_taken ? 1 : 0;
            }
            looked++;
            deck_destroy(deck);
        }
    }
    print_message("N = %d pages looked at\n", looked);
    assert_int_equal(taken, 0);
}

static void
test_days_are_counted(void **state) {
    static const struct {
        const char *from;
        int days;
        const char *to;
    } ROWS[] = {{"2026-03-01", -1, "2026-02-28"}, {"2028-03-01", -1, "2028-02-29"},
                {"2026-12-31", 1, "2027-01-01"},  {"2100-02-28", 1, "2100-03-01"},
                {"2026-11-24", -6, "2026-11-18"}, {"2000-02-29", 365, "2001-02-28"}};
    char day[11];
    int walked = 0;
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(ROWS); i++) {
        assert_true(app_staff_day(ROWS[i].from, ROWS[i].days, day));
        assert_string_equal(day, ROWS[i].to);
    }
    char at[11] = "1999-12-31";
    while (strcmp(at, "2101-01-01") < 0) { /* there and back, a day at a time */
        char next[11];
        assert_true(app_staff_day(at, 1, next) && app_staff_day(next, -1, day));
        assert_string_equal(day, at);
        assert_true(strcmp(next, at) > 0);
        memcpy(at, next, sizeof(at));
        walked++;
    }
    assert_int_equal(walked, 36891);
    assert_false(app_staff_day("", 0, day));
    assert_false(app_staff_day("2026-13-01", 0, day));
    assert_false(app_staff_day("unknown", 0, day));
    print_message("N = %d days walked\n", walked);
}

static void
test_lit_minutes_are_told_by_day(void **state) {
    char path[128];
    struct staff_facts facts = staff_facts_none();
    (void)state;
    (void)snprintf(path, sizeof(path), "/tmp/vitrin-staff-%ld.db", (long)getpid());
    (void)unlink(path);
    const struct stats_config config = {.path = path};
    struct stats *stats = stats_open(&config, TIME_S(1));
    for (int day = 0; day < 9; day++) { /* from 2026-11-16 12:00 UTC */
        stats_set_time(stats, TIME_S(1 + 86400 * day), 1794830400 + 86400 * day, 12);
        stats_screen_lit(stats, 60 + day);
        stats_visit_ended(stats, "fa", 75.0, 6);
        stats_slide_opened(stats, "rise", "fa"); /* its title holds a year in markup */
    }
    stats_close(stats);
    facts.is_clock_known = true;
    (void)strcpy(facts.today, "2026-11-24");
    app_staff_count(&facts, path, model, "en");
    assert_true(facts.has_lit);
    for (int i = 0; i < STAFF_DAYS; i++) {
        assert_int_equal(facts.lit_min[i], 62 + i);
    }
    assert_string_equal(facts.stats[0].value, "9");
    assert_non_null(strstr(facts.stats[1].value, "15"));
    assert_string_equal(facts.stats[facts.stats_count - 2].value, ""); /* heads the pages */
    assert_string_equal(facts.stats[facts.stats_count - 1].name, "Since 1997, step after step");
    facts.is_clock_known = false;
    app_staff_count(&facts, path, model, "fa");
    assert_false(facts.has_lit);
    assert_true(facts.stats_count > 0);
    app_staff_count(&facts, "/nowhere/at/all.db", model, "fa");
    assert_int_equal(facts.stats_count, 0);
    (void)unlink(path);
}

static struct str
read_picture(const char *path) {
    struct str data = {"", 0};
    struct err err = {0};
    assert_true(fs_read(&arena, path, 16u << 20, &data, &err));
    return data;
}

/* Whoever gets the code's lines draws what was on the screen when staff came, not what is there while they read. */
static void
test_the_support_code_is_drawn_again(void **state) {
    struct machine machine;
    char pin[PACK_PIN_DIGITS + 1];
    char lines[STAFF_SUPPORT_BYTES_MAX];
    char drawn[128];
    char shot[128];
    struct err err = {0};
    (void)state;
    first_start(&machine, pin);
    touch(&machine, "written", 1600);
    deck_key(machine.app.deck, KEY_LANGUAGE, machine.now);
    deck_put(machine.app.deck, 3, machine.now);
    const time_ns came_on = machine.now;
    go_the_way(&machine);
    const int ms = (int)((machine.now - came_on) / TIME_MS(1));
    const int lang = deck_lang(machine.app.deck);
    type(&machine, pin);
    deck_put(machine.app.deck, 5, machine.now); /* the loop goes on beneath */
    pass(&machine, 2000);
    const size_t bytes = staff_support_text(&machine.app.staff->facts, lines);
    char at[64];
    (void)snprintf(at, sizeof(at), "\nat=960x540,%s,", model->langs[lang].locale.code);
    const char *told = strstr(lines, at);
    assert_non_null(told);
    const int told_ms = atoi(told + strlen(at));
    assert_in_range(told_ms, ms - 400, ms); /* when the second corner was held long enough */
    path_of("drawn.png", drawn);
    path_of("shot.png", shot);
    machine.app.options.folder = drawn;
    assert_true(app_support_is(str_from_c(lines)));
    if (!app_support_draw(&machine.app, (struct str){lines, bytes}, &err)) {
        fail_msg("%s", err.text);
    }
    struct still_config config = app_still_config(&machine.app);
    config.slide = 3;
    config.lang = lang;
    assert_true(app_still_save(&config, told_ms, shot, &err));
    assert_true(str_equal(read_picture(drawn), read_picture(shot)));
    stop(&machine);
}

/* A code of something else, or cut, is a sentence. */
static void
test_a_support_code_that_tells_no_page(void **state) {
    static const char *const CODES[] = {
        "vitrin=0.1.0\nnonsense\n",
        "vitrin=0.1.0\nup=5\n",
        "vitrin=0.1.0\nslide=home\n",
        "vitrin=0.1.0\npack=00000000\nslide=home\nat=960x540,fa,0\n",
        "vitrin=0.1.0\npack=\nslide=home\nat=960x540,fa,0\n",
        "vitrin=0.1.0\nslide=nowhere\nat=960x540,fa,0\n",
        "vitrin=0.1.0\nslide=home\nat=960x540,xx,0\n",
        "vitrin=0.1.0\nslide=home\nat=960x540,fa\n",
        "vitrin=0.1.0\nslide=home\nat=960x54000,fa,0\n",
        "vitrin=0.1.0\nslide=home\nat=1x1,fa,0\n",
        "vitrin=0.1.0\nslide=home\nat=960x540,fa,-1\n",
        "vitrin=0.1.0\nslide=home\nat=960x540,fa,99999999999\n",
        "vitrin=0.1.0\nslide=home\nat=960x540,fa,0\n" /* no --out */
    };
    struct app app = {.model = model, .text = text, .slide = CONTENT_NONE};
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(CODES); i++) {
        struct err err = {0};
        assert_false(app_support_draw(&app, str_from_c(CODES[i]), &err));
        assert_true(err.text[0] != '\0');
    }
    assert_false(app_support_is(STR_LIT("size 960x540\n")));
    print_message("N = %zu support codes refused\n", ARRAY_LEN(CODES));
}

static int
leave(void **state) {
    char command[128];
    (void)snprintf(command, sizeof(command), "rm -rf '%s'", folder);
    return system(command) + tear_down(state);
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_pin_is_shown_until_it_is_written_down),
        cmocka_unit_test(test_wrong_tries_outlive_a_start),
        cmocka_unit_test(test_wishes_are_done),
        cmocka_unit_test(test_the_clock_is_set),
        cmocka_unit_test(test_the_show_sees_no_hand_while_pages_are_open),
        cmocka_unit_test(test_the_corners_are_free_on_every_page),
        cmocka_unit_test(test_the_support_code_is_drawn_again),
        cmocka_unit_test(test_a_support_code_that_tells_no_page),
        cmocka_unit_test(test_days_are_counted),
        cmocka_unit_test(test_lit_minutes_are_told_by_day),
    };
    SUPPORT_UNUSED;
    DECK_SUPPORT_UNUSED;
    return cmocka_run_group_tests(tests, set_up, leave);
}
