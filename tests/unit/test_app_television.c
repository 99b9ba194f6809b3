/* What a television is told, and when: second by second through a day, and whatever the run before has left. */

#include "support.h"

#include "app/app_television.h"

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
    struct television television = television_begin(false, true);
    assert_string_equal(words(&television, true, 3, 4), "w"); /* at once */
    assert_string_equal(words(&television, true, 4, 40000), "www");
    assert_string_equal(words(&television, false, 40000, 40001), "s");
    assert_string_equal(words(&television, false, 40001, 80000), "sss");
    assert_string_equal(words(&television, true, 80000, 80010), "ww"); /* a touch in the night */
    assert_string_equal(words(&television, false, 80010, 90000), "ssss");
    assert_string_equal(words(&television, true, 90000, 99999), "wwww");
}

static void
test_what_a_start_finds(void **state) {
    UNUSED(state);
    static const struct {
        bool is_asleep, is_machine_new, is_on;
        const char *wanted;
    } CASES[] = {
        {false, true, true, "wwww"},   /* switched on in the morning */
        {false, true, false, "ssss"},  /* the mains came back at night, and the television with it */
        {false, false, true, ""},      /* started anew by day: whoever switched it off meant it */
        {false, false, false, "ssss"}, /* the settings are others now */
        {true, false, true, "wwww"},   /* started anew at night, opened since */
        {true, false, false, ""},      /* started anew at night */
        {true, true, true, "wwww"},    {true, true, false, ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        struct television television = television_begin(CASES[i].is_asleep, CASES[i].is_machine_new);
        assert_string_equal(words(&television, CASES[i].is_on, 100, 1000), CASES[i].wanted);
        assert_string_equal(words(&television, !CASES[i].is_on, 1000, 2000),
                            CASES[i].is_on ? "ssss" : "wwww"); /* it is never stuck */
    }
    print_message("N = %zu starts\n", ARRAY_LEN(CASES));
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_day),
        cmocka_unit_test(test_what_a_start_finds),
    };
    SUPPORT_UNUSED;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
