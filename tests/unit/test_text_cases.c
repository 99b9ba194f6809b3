/* Persian as data: the .case files of tests/text. Each file gives a text and what every stage makes of it; see tests/text/README.md. */

#include "support.h"

#include <glob.h>

#include "base/fs.h"
#include "text/text_internal.h"

static struct arena arena;
static struct text *text;
static int cases;

/* \uXXXX to the character. */
static struct str
unescaped(struct str s) {
    struct str_builder b;
    str_builder_init(&b, &arena);
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '\\' && i + 5 < s.len && s.ptr[i + 1] == 'u') {
            char hex[5] = {0};
            memcpy(hex, s.ptr + i + 2, 4);
            str_builder_add_cp(&b, (uint32_t)strtoul(hex, NULL, 16));
            i += 5;
        } else {
            str_builder_add(&b, (struct str){s.ptr + i, 1});
        }
    }
    return str_builder_view(&b);
}

static void
add_visible(struct str_builder *b, uint32_t cp) {
    if (text_is_ignorable(cp) || cp == 0x00A0) {
        str_builder_add_format(b, "\\u%04X", cp);
    } else {
        str_builder_add_cp(b, cp);
    }
}

/* "1*4 2*3": level times characters. */
static struct str
dump_levels(const struct text_segment *segment) {
    struct str_builder b;
    str_builder_init(&b, &arena);
    for (size_t i = 0; i < segment->count;) {
        size_t end = i + 1;
        while (end < segment->count && segment->chars[end].level == segment->chars[i].level) {
            end++;
        }
        str_builder_add_format(&b, "%s%d*%zu", i > 0 ? " " : "", segment->chars[i].level, end - i);
        i = end;
    }
    return str_builder_view(&b);
}

/* "Arab[…] Latn[…]": script and text of each run, a fallback face marked with +. */
static struct str
dump_runs(const struct text_segment *segment) {
    struct str_builder b;
    str_builder_init(&b, &arena);
    for (size_t i = 0; i < segment->count;) {
        const struct text_char *head = &segment->chars[i];
        char tag[5] = {0};
        hb_tag_to_string(hb_script_to_iso15924_tag(head->script), tag);
        str_builder_add_format(&b, "%s%s%s[", i > 0 ? " " : "", tag,
                               head->face == TEXT_FACE_FALLBACK ? "+" : "");
        for (; i < segment->count && segment->chars[i].script == head->script &&
               segment->chars[i].level == head->level && segment->chars[i].face == head->face;
             i++) {
            add_visible(&b, segment->chars[i].cp);
        }
        str_builder_add_c(&b, "]");
    }
    return str_builder_view(&b);
}

/* The text with | where a line may end. */
static struct str
dump_breaks(const struct text_segment *segment) {
    struct str_builder b;
    str_builder_init(&b, &arena);
    for (size_t i = 0; i < segment->count; i++) {
        add_visible(&b, segment->chars[i].cp);
        str_builder_add_c(&b, segment->chars[i].can_break_after ? "|" : "");
    }
    return str_builder_view(&b);
}

static void
check_stage(const char *file, const char *stage, struct str got, struct str want) {
    if (!str_equal(got, want)) {
        fail_msg("%s\n  %-7s " STR_FMT "\n  wanted  " STR_FMT, file, stage, STR_ARG(got), STR_ARG(want));
    }
}

static void
check_case(const char *file) {
    struct err err = {0};
    struct str data;
    struct str line;
    struct str source = {"", 0};
    struct text_style style = {.px = 32, .weight = 400, .locale = &FA};
    int stages = 0;
    assert_true(fs_read(&arena, file, 1 << 16, &data, &err));
    while (str_next(&data, '\n', &line)) {
        struct str name;
        if (line.len == 0 || line.ptr[0] == '#' || !str_next(&line, ' ', &name)) {
            continue;
        }
        const struct str value = str_trim(line);
        if (str_is(name, "text")) {
            source = unescaped(value);
            continue;
        }
        if (str_is(name, "base")) {
            style.locale = str_is(value, "rtl") ? &FA : &EN;
            continue;
        }
        const struct text_segment segment = text_itemize(text, source, &style);
        stages++;
        if (str_is(name, "levels")) {
            check_stage(file, "levels", dump_levels(&segment), value);
        } else if (str_is(name, "runs")) {
            check_stage(file, "runs", dump_runs(&segment), value);
        } else if (str_is(name, "breaks")) {
            check_stage(file, "breaks", dump_breaks(&segment), value);
        } else if (str_is(name, "seen")) {
            check_stage(file, "seen", text_visual_order(text, &arena, source, &style), value);
        } else {
            fail_msg("%s: no stage is called " STR_FMT, file, STR_ARG(name));
        }
    }
    assert_true(stages >= 2);
    cases++;
}

static void
test_all_cases(void **state) {
    glob_t found;
    (void)state;
    assert_int_equal(glob("tests/text/*.case", 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        check_case(found.gl_pathv[i]);
    }
    print_message("text cases: N = %d\n", cases);
    globfree(&found);
    (void)support_random;
}

int
main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_all_cases)};
    arena_init(&arena, 0);
    text = support_text();
    const int failed = cmocka_run_group_tests(tests, NULL, NULL);
    text_destroy(text);
    arena_fini(&arena);
    return failed;
}
