/* The facts for whoever watches over many screens: what is written is read again, what is not known stays so, and nothing cut is believed. */

#include "support.h"

#include "pack/pack_facts.h"

static void
test_written_and_read(void **state) {
    UNUSED(state);
    static const struct pack_facts CASES[] = {
        {.seq = 2026113001, .left_out = 3, .visits = 1234, .temperature_mc = 61234},
        {.seq = PACK_FACTS_UNKNOWN,
         .left_out = PACK_FACTS_UNKNOWN,
         .visits = PACK_FACTS_UNKNOWN,
         .temperature_mc = PACK_FACTS_UNKNOWN},
        {.seq = 999999999999, .left_out = 0, .visits = 0, .temperature_mc = 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        char text[PACK_FACTS_BYTES_MAX];
        struct pack_facts read = {0};
        struct err err = {0};
        const size_t bytes = pack_facts_print(&CASES[i], text);
        assert_true(bytes < sizeof(text));
        assert_true(pack_facts_parse((struct str){text, bytes}, &read, &err));
        assert_memory_equal(&read, &CASES[i], sizeof(read));
        for (size_t cut = 0; cut < bytes; cut++) {
            assert_false(pack_facts_parse((struct str){text, cut}, &read, &err));
        }
    }
}

static void
test_garbage(void **state) {
    UNUSED(state);
    static const char *const CASES[] = {
        "",
        "vitrin-facts 2\nseq 1\nleft_out 0\nvisits 1\ntemperature 1\nend\n",
        "vitrin-facts 1\nseq -1\nleft_out 0\nvisits 1\ntemperature 1\nend\n",
        "vitrin-facts 1\nseq 1\nvisits 1\nleft_out 0\ntemperature 1\nend\n",
        "vitrin-facts 1\nseq 1\nleft_out 0\nvisits\ntemperature 1\nend\n",
        "vitrin-facts 1\nseq 1\nleft_out 0\nvisits 1\ntemperature 1.5\nend\n",
        "vitrin-facts 1\nseq 1\nleft_out 0\nvisits 1\ntemperature 1\nend\nend\n",
        "vitrin-facts 1\nseq 1234567890123456\nleft_out 0\nvisits 1\ntemperature 1\nend\n",
    };
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        struct pack_facts facts;
        struct err err = {0};
        assert_false(pack_facts_parse(str_from_c(CASES[i]), &facts, &err));
        assert_true(err.text[0] != '\0');
    }
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_written_and_read),
        cmocka_unit_test(test_garbage),
    };
    SUPPORT_UNUSED;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
