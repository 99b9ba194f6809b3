/* The author's tool speaks: every rule, with file, row and column. Each case changes one cell of the real spreadsheets. */

#include "support.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/fs.h"
#include "content/content_load.h"
#include "tools/pack_build.h"
#include "tools/pack_coverage.h"
#include "tools/pack_lint.h"

static struct arena arena;
static struct text *text;
static char folder[64], pack[80];

static int
run(const char *command) {
    return system(command); /* only paths of this test's own making */
}

static int
set_up(void **state) {
    char command[200];
    (void)state;
    arena_init(&arena, 1 << 20);
    text = support_text_of_show(&arena);
    (void)snprintf(folder, sizeof(folder), "/tmp/vitrin-lint-%ld", (long)getpid());
    (void)snprintf(pack, sizeof(pack), "%s.vpack", folder);
    (void)snprintf(command, sizeof(command),
                   "mkdir -p %s && ln -sf $PWD/data/geo $PWD/data/art $PWD/data/font %s/", folder, folder);
    return run(command);
}

static int
tear_down(void **state) {
    char command[200];
    (void)state;
    text_destroy(text);
    arena_fini(&arena);
    (void)snprintf(command, sizeof(command), "rm -rf %s %s", folder, pack);
    return run(command);
}

static struct str
replaced(struct str data, const char *from, const char *to) {
    struct str_builder b;
    const char *at = strstr(data.ptr, from);
    if (at == NULL) {
        fail_msg("the sheet has no \"%s\"", from);
    }
    str_builder_init(&b, &arena);
    str_builder_add(&b, (struct str){data.ptr, (size_t)(at - data.ptr)});
    str_builder_add_c(&b, to);
    str_builder_add_c(&b, at + strlen(from));
    return str_builder_view(&b);
}

/* Copies the sheets with one change, or one sheet anew when `from` is NULL. Returns: what the tool says, build's sentence or lint's lines. */
static const char *
said(const char *sheet, const char *from, const char *to) {
    static char out[8192];
    char command[200];
    char path[128];
    struct workbook book;
    struct err err = {0};
    struct str data;
    const struct content_model *model = NULL;
    (void)snprintf(command, sizeof(command), "cp data/*.csv %s/", folder);
    assert_int_equal(run(command), 0);
    (void)snprintf(path, sizeof(path), "%s/%s", folder, sheet);
    assert_true(fs_read(&arena, path, 1 << 23, &data, &err));
    const struct str changed = from != NULL ? replaced(data, from, to) : to != NULL ? str_from_c(to) : data;
    assert_true(fs_write_atomic(path, changed.ptr, changed.len, &err));
    if (!workbook_read(&book, &arena, folder, &err) || !pack_build(&book, pack, &err) ||
        !content_load(&arena, pack, &model, &err)) {
        (void)snprintf(out, sizeof(out), "%s", err.text);
        return out;
    }
    memset(out, 0, sizeof(out));
    FILE *file = fmemopen(out, sizeof(out) - 1, "w");
    (void)pack_coverage_check(&book, model, file);
    (void)pack_lint(&book, model, text, file);
    fclose(file);
    return out;
}

static void
assert_said(const char *sheet, const char *from, const char *to, const char *place, const char *sentence) {
    const char *got = said(sheet, from, to);
    if (strstr(got, place) == NULL || strstr(got, sentence) == NULL || strstr(got, sheet) == NULL) {
        fail_msg("wanted %s … %s … %s, got: %s", sheet, place, sentence, got);
    }
}

static void
test_the_show_is_clean(void **state) {
    (void)state;
    assert_string_equal(said("figure.csv", NULL, NULL), "");
}

static void
test_shape_and_references(void **state) {
    (void)state;
    assert_said("figure.csv", ",82.4,", ",8O.4,", "column value", "\"8O.4\" is not a number");
    assert_said("figure.csv", "area,82.4", "gdp_growth,82.4", "column figure", "stands already");
    assert_said("figure.csv", ",km2,", ",kn2,", "column unit", "there is no unit \"kn2\"");
    assert_said("figure.csv", "figure,value,", "figure,walue,", "row 1", "`value` is missing");
    assert_said("figure.csv", "area,82.4,", "area,82.4,,", "row 2", "cells");
    assert_said("slide_item.csv", ",quantity,area,", ",quantity,aria,", "column figure",
                "there is no figure");
    assert_said("series.csv", "15 16", "15 916", "column sources", "there is no source number \"916\"");
    assert_said("geometry.csv", "geo/iran.wkt,iran,", "geo/iran.wkt,irun,", "column feature",
                "there is no feature \"irun\"");
    assert_non_null(strstr(said("lang.csv", "rtl", "up"), "direction is rtl or ltr"));
}

static void
test_words(void **state) {
    (void)state;
    assert_said("chapter.csv", "مناطق و پارک‌ها", "پارک ي", "column title_fa", "Arabic yeh");
    assert_said("chapter.csv", "مناطق و پارک‌ها", "پارک ك", "column title_fa", "Arabic kaf");
    assert_said("chapter.csv", "مناطق و پارک‌ها", "پارک ٣", "column title_fa",
                "Arabic-Indic digits");
    assert_said("chapter.csv", "مناطق و پارک‌ها", "", "column title_fa",
                "missing in this language");
    assert_said("chapter.csv", "مناطق و پارک‌ها", "پارک \u2067ها", "column title_fa",
                "invisible character");
    assert_said("chapter.csv", "مناطق و پارک‌ها", "پارک ۳", "column title_fa",
                "a number typed into words");
    assert_said("chapter.csv", "The city", "First 3", "column title_en", "a number typed into words");
    assert_said("chapter.csv", "The city", "First 鼎", "column title_en", "no glyph for U+9F0E");
    assert_said("chapter.csv", "The city", "First {look", "column title_en", "without its `}`");
    assert_said("chapter.csv", "The city", "First {nothing}", "column title_en",
                "there is no figure `nothing`");
}

static void
test_numbers(void **state) {
    (void)state;
    assert_said("figure.csv", ",427,", ",4270,", "column value", "yuan a dollar, expected 6.3 to 7.3");
    assert_non_null(strstr(said("point.csv", ",3.01,", ",9.01,"), "slide.csv: row "));
    assert_non_null(strstr(said("point.csv", ",3.01,", ",9.01,"), "is wrong: the data say 1"));
    assert_said("slide.csv", ",share_ring,", ",share_rong,", "column kind", "knows no slide kind");
    assert_said(
        "slide.csv", "A city the size of a country",
        "One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty and on and on and on",
        "column title_en", "words of running text on this slide, at most 40");
    assert_said("color.csv", "amber,", "ambre,", "column role", "is no colour role");
    SUPPORT_UNUSED;
}

/* A coverage sheet of one row over the real show. */
static const char *
covered(const char *row) {
    const char *sheet = str_format(&arena, "fact,shown,slide,item,values,reason\n%s\n", row).ptr;
    return said("coverage.csv", NULL, sheet);
}

static void
assert_covered(const char *row, const char *place, const char *sentence) {
    const char *got = covered(row);
    if (strstr(got, place) == NULL || strstr(got, sentence) == NULL ||
        strstr(got, "coverage.csv: row 2") == NULL) {
        fail_msg("wanted %s … %s, got: %s", place, sentence, got);
    }
}

static void
test_coverage(void **state) {
    (void)state;
    assert_string_equal(covered("a,face,key_figures,area,82.4 thousand,"), "");
    assert_string_equal(covered("a,face,gdp_ranking,,13; 2023,"), "");
    assert_string_equal(covered("a,none,,,,doubtful"), "");
    assert_covered("a,face,key_figures,area,82.5 thousand,", "column values", "does not carry this value");
    assert_covered("a,face,key_figures,area,82.4 thousands,", "column values", "expected numbers");
    assert_covered("a,face,key_figures,erea,,", "column item", "no such item");
    assert_covered("a,face,key_figurs,area,,", "column slide", "there is no slide");
    assert_covered("a,face,,area,,", "column slide", "names its slide");
    assert_covered("a,fase,key_figures,area,,", "column shown", "expected face, sheet or none");
    assert_covered("a,none,,,,", "column reason", "has a reason");
}

static void
test_claims(void **state) {
    struct workbook book;
    struct err err = {0};
    const struct content_model *model = NULL;
    (void)state;
    assert_true(workbook_read(&book, &arena, "data", &err) && pack_build(&book, pack, &err) &&
                content_load(&arena, pack, &model, &err));
    assert_true(pack_claim_holds(model, STR_LIT("count(districts) = 38"), &err));
    assert_true(pack_claim_holds(model, STR_LIT("count(districts, county) = 8"), &err));
    assert_true(pack_claim_holds(model, STR_LIT("value(area) > 82"), &err));
    assert_true(pack_claim_holds(model, STR_LIT("sum(gdp_shares) = 100"), &err));
    assert_true(pack_claim_holds(model, STR_LIT("ratio(goal_smart_cars_2027, nev_2023) = 4"), &err));
    assert_false(pack_claim_holds(model, STR_LIT("ratio(goal_smart_cars_2027, nothing) = 4"), &err));
    assert_true(pack_claim_holds(model, STR_LIT("items(cooperation, field) = 5"), &err));
    assert_true(pack_claim_holds(model, STR_LIT("stack_rank(city_clusters, twin) = 4"), &err));
    assert_true(pack_claim_holds(model, STR_LIT("stack_rank(city_clusters, delta) = 1"), &err));
    assert_false(pack_claim_holds(model, STR_LIT("stack_rank(city_clusters, bay) = 4"), &err));
    assert_false(pack_claim_holds(model, STR_LIT("items(cooperation, nothing) = 0"), &err));
    assert_false(pack_claim_holds(model, STR_LIT("value(area) < 82"), &err));
    assert_false(pack_claim_holds(model, STR_LIT("value(nothing) = 1"), &err));
    assert_false(pack_claim_holds(model, STR_LIT("area is 82"), &err));
    assert_non_null(strstr(err.text, "cannot be read"));
}

int
main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_the_show_is_clean),
                                       cmocka_unit_test(test_shape_and_references),
                                       cmocka_unit_test(test_words),
                                       cmocka_unit_test(test_numbers),
                                       cmocka_unit_test(test_claims),
                                       cmocka_unit_test(test_coverage)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
