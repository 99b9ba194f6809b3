/* The status file: what is written is read again, and nothing else is. */

#include "support.h"

#include <stdio.h>
#include <string.h>

#include "pack/pack_status.h"

static const struct pack_status SAMPLE = {
    .event = 7,
    .changes = 3,
    .phase = PACK_PHASE_REHEARSING,
    .percent = 62,
    .outcome = PACK_NONE,
    .seq = 2026112301,
    .name = "چونگ‌چینگ.vpack",
    .detail = "page 12 of 296",
};

static void
test_every_status_is_read_as_written(void **state) {
    UNUSED(state);
    int count = 0;
    for (int phase = 0; phase < PACK_PHASES; phase++) {
        for (int outcome = 0; outcome < PACK_OUTCOMES; outcome++) {
            char text[PACK_STATUS_BYTES_MAX];
            struct pack_status status = SAMPLE;
            struct pack_status read = {0};
            struct err err = {0};
            status.phase = (enum pack_phase)phase;
            status.outcome = (enum pack_outcome)outcome;
            const size_t n = pack_status_print(&status, text);
            assert_true(pack_status_parse((struct str){text, n}, &read, &err));
            assert_int_equal(read.phase, phase);
            assert_int_equal(read.outcome, outcome);
            assert_int_equal(read.seq, SAMPLE.seq);
            assert_string_equal(read.name, SAMPLE.name);
            assert_string_equal(read.detail, SAMPLE.detail);
            count++;
        }
    }
    printf("N = %d statuses\n", count);
}

static void
test_a_cut_or_altered_status_is_none(void **state) {
    UNUSED(state);
    char text[PACK_STATUS_BYTES_MAX];
    const size_t n = pack_status_print(&SAMPLE, text);
    int refused = 0;
    for (size_t cut = 0; cut + 1 < n;
         cut++) { /* the last byte ends the last line, which may be cut short unseen */
        struct pack_status read = {.event = 99};
        struct err err = {0};
        const bool is_read = pack_status_parse((struct str){text, cut}, &read, &err);
        const bool is_in_detail = cut > n - 2 - strlen(SAMPLE.detail);
        assert_true(is_in_detail || !is_read);
        assert_true(is_read || (read.event == 99 && err.text[0] != '\0'));
        refused += is_read ? 0 : 1;
    }
    printf("N = %d cut statuses refused\n", refused);
}

static void
test_bad_lines_are_named(void **state) {
    UNUSED(state);
    static const struct {
        const char *from, *to, *named;
    } CASES[] = {
        {"vitrin-status 1", "vitrin-status 2", "vitrin-status 1"},
        {"event 7", "event -7", "event"},
        {"event 7", "event 4294967296", "event"},
        {"changes 3", "changes three", "changes"},
        {"phase rehearsing", "phase dancing", "phase"},
        {"percent 62", "percent 101", "percent"},
        {"percent 62", "percent ", "percent"},
        {"outcome none", "outcome well", "outcome"},
        {"seq 2026112301", "seq 99999999999999999999", "seq"},
        {"name ", "nome ", "name"},
        {"detail page 12", "detail page\n12", "after its last line"},
        {"detail page", "detail \xC0\xAF", "detail"},
    };
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        char text[PACK_STATUS_BYTES_MAX];
        char changed[2 * PACK_STATUS_BYTES_MAX];
        struct pack_status read;
        struct err err = {0};
        text[pack_status_print(&SAMPLE, text)] = '\0';
        char *at = strstr(text, CASES[i].from);
        assert_non_null(at);
        (void)snprintf(changed, sizeof(changed), "%.*s%s%s", (int)(at - text), text, CASES[i].to,
                       at + strlen(CASES[i].from));
        assert_false(pack_status_parse(str_from_c(changed), &read, &err));
        assert_non_null(strstr(err.text, CASES[i].named));
    }
}

static void
test_the_longest_status_has_room(void **state) {
    UNUSED(state);
    char text[PACK_STATUS_BYTES_MAX];
    struct pack_status status = {.event = UINT32_MAX, .changes = UINT32_MAX, .phase = PACK_PHASE_REHEARSING};
    struct pack_status read;
    struct err err = {0};
    status.percent = 100;
    status.outcome = PACK_REHEARSAL_MEMORY;
    status.seq = INT64_MAX / 10;
    memset(status.name, 'n', PACK_STATUS_NAME_MAX);
    memset(status.detail, 'd', PACK_STATUS_DETAIL_MAX);
    const size_t n = pack_status_print(&status, text);
    assert_true(pack_status_parse((struct str){text, n}, &read, &err));
    assert_int_equal(read.changes, UINT32_MAX);
    assert_int_equal(strlen(read.detail), PACK_STATUS_DETAIL_MAX);
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_status_is_read_as_written),
        cmocka_unit_test(test_a_cut_or_altered_status_is_none),
        cmocka_unit_test(test_bad_lines_are_named),
        cmocka_unit_test(test_the_longest_status_has_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
