/* Breadcrumb and heartbeat: what is written is read again, and nothing that is cut or altered in its form is. */

#include "support.h"

#include "pack/pack_trail.h"

static void
test_written_and_read(void **state) {
    UNUSED(state);
    char text[PACK_TRAIL_BYTES_MAX];
    const struct pack_breadcrumb crumb = {"0123456789abcdef", "gdp_ranking"};
    const struct pack_heartbeat beat = {.frames = 123456, .alive_s = 86400, .rounds = 700, .is_clean = true};
    struct pack_breadcrumb crumb_read;
    struct pack_heartbeat beat_read;
    struct err err = {0};
    size_t bytes = pack_breadcrumb_print(&crumb, text);
    assert_true(pack_breadcrumb_parse((struct str){text, bytes}, &crumb_read, &err));
    assert_string_equal(crumb_read.slide, crumb.slide);
    assert_string_equal(crumb_read.pack_id, crumb.pack_id);
    for (size_t cut = 0; cut < bytes; cut++) {
        assert_false(pack_breadcrumb_parse((struct str){text, cut}, &crumb_read, &err));
    }
    bytes = pack_heartbeat_print(&beat, text);
    assert_true(pack_heartbeat_parse((struct str){text, bytes}, &beat_read, &err));
    assert_true(beat_read.frames == 123456 && beat_read.alive_s == 86400 && beat_read.rounds == 700 &&
                beat_read.is_clean);
    for (size_t cut = 0; cut < bytes; cut++) {
        assert_false(pack_heartbeat_parse((struct str){text, cut}, &beat_read, &err));
    }
}

static void
test_garbage(void **state) {
    UNUSED(state);
    static const char *const CASES[] = {
        "",
        "\n\n\n\n\n",
        "vitrin-heartbeat 2\nframes 1\nalive 1\nrounds 1\nclean 0\nend\n",
        "vitrin-heartbeat 1\nframes -1\nalive 1\nrounds 1\nclean 0\nend\n",
        "vitrin-heartbeat 1\nframes 1\nalive 1\nrounds 1\nclean 2\nend\n",
        "vitrin-heartbeat 1\nframes 1\nalive 1\nrounds 1\nclean 0\nend\nmore\n",
        "vitrin-heartbeat 1\nframes 9999999999999999999\nalive 1\nrounds 1\nclean 0\nend\n",
        "vitrin-breadcrumb 1\npack a\nslide \xFF\nend\n",
        "vitrin-breadcrumb 1\npack a\nend\n",
    };
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        struct pack_breadcrumb crumb;
        struct pack_heartbeat beat;
        struct err err = {0};
        assert_false(pack_heartbeat_parse(str_from_c(CASES[i]), &beat, &err));
        assert_false(pack_breadcrumb_parse(str_from_c(CASES[i]), &crumb, &err));
        assert_true(err.text[0] != '\0');
    }
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_written_and_read),
        cmocka_unit_test(test_garbage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
