/* What a television is told, and when: second by second through a day; what a start of the show says that finds a note, and what note it leaves. */

#include "support.h"

#include <stdlib.h>
#include <unistd.h>

#include "app/app.h"
#include "app/app_hours.h"
#include "base/fs.h"
#include "pack/pack_place.h"

/* Says for so many seconds that it is to be on or off. Returns: the words, one letter each: s, w. */
static const char *
words(struct television *television, bool is_on, int from_s, int to_s) {
    static char text[64];
    int length = 0;
    for (int s = from_s; s < to_s; s++) {
        const enum television_word word = television_next(television, is_on, TIME_S(s));
        if (word != TELEVISION_NOTHING) {
            assert_true(length < (int)sizeof(text) - 1);
            text[length++] = word == TELEVISION_SLEEP ? 's' : 'w';
        }
    }
    text[length] = '\0';
    return text;
}

static void
test_a_day(void **state) {
    UNUSED(state);
    struct television television = television_begin(TELEVISION_NOTHING);
    assert_string_equal(words(&television, true, 3, 4), "w"); /* at once */
    assert_false(television_is_told(&television));
    assert_string_equal(words(&television, true, 4, 40000), "wwwww");
    assert_true(television_is_told(&television));
    assert_string_equal(words(&television, false, 40000, 40001), "s");
    assert_string_equal(words(&television, false, 40001, 80000), "sss");
    assert_string_equal(words(&television, true, 80000, 80010), "ww"); /* a touch in the night */
    assert_string_equal(words(&television, false, 80010, 90000), "ssss");
    assert_string_equal(words(&television, true, 90000, 99999), "wwwwww");
}

static void
test_what_a_start_finds(void **state) {
    UNUSED(state);
    static const struct {
        enum television_word noted;
        bool is_on;
        const char *wanted;
    } CASES[] = {
        {TELEVISION_NOTHING, true, "wwwwww"}, /* switched on in the morning, or ended between two words */
        {TELEVISION_NOTHING, false, "ssss"},  /* the mains came back at night, and the television with it */
        {TELEVISION_WAKE, true, ""},          /* started anew by day: whoever switched it off meant it */
        {TELEVISION_WAKE, false, "ssss"},     {TELEVISION_SLEEP, true, "wwwwww"},
        {TELEVISION_SLEEP, false, ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        struct television television = television_begin(CASES[i].noted);
        assert_string_equal(words(&television, CASES[i].is_on, 100, 1000), CASES[i].wanted);
        assert_string_equal(words(&television, !CASES[i].is_on, 1000, 2000),
                            CASES[i].is_on ? "ssss" : "wwwwww"); /* it is never stuck */
    }
    print_message("N = %zu starts\n", ARRAY_LEN(CASES));
}

/* ---- notes ---- */

static char folder[] = "/tmp/vitrin-television-XXXXXX";

static const char *
note(void) {
    static char text[32];
    char path[128];
    (void)snprintf(path, sizeof(path), "%s/" PACK_PLACE_TELEVISION, folder);
    (void)fs_read_kernel(path, text, sizeof(text));
    return text;
}

/* A show that begins at from_s and ends at to_s, and wishes that the screen is on or off. Returns: how many words it said. */
static int
show(bool has_standby, bool is_on, int from_s, int to_s) {
    struct app app = {.options = {.is_kiosk = true, .run_dir = folder}, .clock = clock_fixed(0)};
    int said = 0;
    app.settings = app_settings_default();
    app.settings.has_standby = has_standby;
    for (int s = from_s; s < to_s; s++) {
        const int before = app.television.times;
        app_television_turn(&app, is_on, TIME_S(s));
        said += app.television.times != before && app.television.is_needed && s > from_s ? 1 : 0;
        said += s == from_s && app.television.is_needed && app.television.times == 1 ? 1 : 0;
    }
    app_television_close(&app);
    return said;
}

static void
test_what_a_start_leaves(void **state) {
    UNUSED(state);
    assert_non_null(mkdtemp(folder));
    setenv("SDL_VIDEODRIVER", "kmsdrm", 1);
    assert_int_equal(show(false, true, 0, 1000), 0); /* nobody wants it */
    assert_string_equal(note(), "");
    assert_int_equal(show(true, true, 0, 10), 2);
    assert_string_equal(note(), ""); /* ended between two words: all is said again */
    assert_int_equal(show(true, true, 10, 1000), 6);
    assert_string_equal(note(), "awake\n");
    assert_int_equal(show(true, true, 1000, 2000), 0);
    assert_int_equal(show(true, false, 2000, 2010), 2);
    assert_string_equal(note(), "");
    assert_int_equal(show(true, false, 2010, 3000), 4);
    assert_string_equal(note(), "asleep\n");
    assert_int_equal(show(true, false, 3000, 4000), 0);
    assert_int_equal(show(false, false, 4000, 5000),
                     6); /* standby is not wanted any more: nobody else would wake it */
    assert_string_equal(note(), "awake\n");
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    assert_int_equal(show(true, false, 5000, 6000), 0); /* a desktop's screens are the desktop's */
    char path[128];
    (void)snprintf(path, sizeof(path), "%s/" PACK_PLACE_TELEVISION, folder);
    unlink(path);
    rmdir(folder);
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_day),
        cmocka_unit_test(test_what_a_start_finds),
        cmocka_unit_test(test_what_a_start_leaves),
    };
    SUPPORT_UNUSED;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
