/* Unicode's own conformance tests for the bidirectional algorithm, through our level and reorder code, line rule L1
 * included. Data: Debian's unicode-data. */

#include "support.h"

#include <fribidi.h>

#include "text/text_bidi.h"

#define CHARS_MAX 512

static const char *
data_folder(void) {
    const char *folder = getenv("VITRIN_UNICODE_DIR");
    return folder != NULL ? folder : "/usr/share/unicode";
}

static FILE *
open_data(const char *name) {
    char path[512];
    (void)snprintf(path, sizeof(path), "%s/%s", data_folder(), name);
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        print_message("%s is not there (Debian package unicode-data)\n", path);
    }
    return file;
}

/* Characters that X9 removes have no level in the expectations. */
static bool
is_removed(uint32_t cp) {
    const FriBidiCharType type = fribidi_get_bidi_type(cp);
    return FRIBIDI_IS_EXPLICIT_OR_BN(type);
}

static size_t
visual_order(const uint32_t *cps, const int8_t *levels, size_t count, size_t *ret_order) {
    size_t kept[CHARS_MAX];
    size_t order[CHARS_MAX];
    int8_t kept_levels[CHARS_MAX];
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        if (!is_removed(cps[i])) {
            kept[n] = i;
            kept_levels[n++] = levels[i];
        }
    }
    text_bidi_reorder(kept_levels, n, order);
    for (size_t i = 0; i < n; i++) {
        ret_order[i] = kept[order[i]];
    }
    return n;
}

struct expectation {
    int levels[CHARS_MAX]; /* -1: removed */
    size_t count;
    size_t order[CHARS_MAX];
    size_t order_count;
};

static bool
check(const uint32_t *cps, size_t count, int base, const struct expectation *want) {
    int8_t levels[CHARS_MAX];
    int8_t line[CHARS_MAX];
    size_t order[CHARS_MAX];
    const int paragraph = text_bidi_levels(cps, count, base, levels);
    text_bidi_line_levels(cps, levels, 0, count, paragraph, line);
    for (size_t i = 0; i < count; i++) {
        if (want->levels[i] >= 0 && line[i] != want->levels[i]) {
            return false;
        }
    }
    const size_t n = visual_order(cps, line, count, order);
    return n == want->order_count && (n == 0 || memcmp(order, want->order, n * sizeof(*order)) == 0);
}

static size_t
read_ints(char *text, int *out) {
    size_t count = 0;
    for (char *word = strtok(text, " \t\r\n"); word != NULL && count < CHARS_MAX;
         word = strtok(NULL, " \t\r\n")) {
        out[count++] = word[0] == 'x' ? -1 : atoi(word);
    }
    return count;
}

static void
read_order(char *text, struct expectation *want) {
    int values[CHARS_MAX];
    want->order_count = read_ints(text, values);
    for (size_t i = 0; i < want->order_count; i++) {
        want->order[i] = (size_t)values[i];
    }
}

static void
test_character_conformance(void **state) {
    FILE *file = open_data("BidiCharacterTest.txt");
    static char line[8192];
    long cases = 0;
    long wrong = 0;
    (void)state;
    if (file == NULL) {
        skip();
    }
    while (fgets(line, sizeof(line), file) != NULL) {
        uint32_t cps[CHARS_MAX];
        struct expectation want = {0};
        char *fields[5];
        char *save = line;
        size_t count = 0;
        if (line[0] == '#' || line[0] == '\n') {
            continue;
        }
        for (int f = 0; f < 5; f++) {
            fields[f] = strsep(&save, ";");
        }
        for (char *word = strtok(fields[0], " "); word != NULL; word = strtok(NULL, " ")) {
            cps[count++] = (uint32_t)strtoul(word, NULL, 16);
        }
        const int base = fields[1][0] == '2' ? -1 : fields[1][0] - '0';
        want.count = read_ints(fields[3], want.levels);
        read_order(fields[4], &want);
        cases++;
        wrong += check(cps, count, base, &want) ? 0 : 1;
    }
    fclose(file);
    print_message("BidiCharacterTest: N = %ld, wrong %ld\n", cases, wrong);
    assert_true(cases > 90000);
    assert_int_equal(wrong, 0);
}

/* One character of each bidi class. */
static uint32_t
sample_of(const char *type) {
    static const struct {
        const char *type;
        uint32_t cp;
    } SAMPLES[] = {{"L", 'a'},      {"R", 0x05D0},   {"AL", 0x0627},  {"EN", '1'},     {"ES", '+'},
                   {"ET", '$'},     {"AN", 0x0661},  {"CS", ','},     {"NSM", 0x0300}, {"BN", 0x00AD},
                   {"B", 0x2029},   {"S", '\t'},     {"WS", ' '},     {"ON", '!'},     {"LRE", 0x202A},
                   {"LRO", 0x202D}, {"RLE", 0x202B}, {"RLO", 0x202E}, {"PDF", 0x202C}, {"LRI", 0x2066},
                   {"RLI", 0x2067}, {"FSI", 0x2068}, {"PDI", 0x2069}};
    for (size_t i = 0; i < sizeof(SAMPLES) / sizeof(SAMPLES[0]); i++) {
        if (strcmp(SAMPLES[i].type, type) == 0) {
            return SAMPLES[i].cp;
        }
    }
    return 0;
}

static void
test_class_conformance(void **state) {
    FILE *file = open_data("BidiTest.txt");
    static char line[8192];
    static struct expectation want;
    long cases = 0;
    long wrong = 0;
    (void)state;
    if (file == NULL) {
        skip();
    }
    while (fgets(line, sizeof(line), file) != NULL) {
        if (strncmp(line, "@Levels:", 8) == 0) {
            want.count = read_ints(line + 8, want.levels);
        } else if (strncmp(line, "@Reorder:", 9) == 0) {
            read_order(line + 9, &want);
        } else if (line[0] != '#' && line[0] != '@' && line[0] != '\n') {
            uint32_t cps[CHARS_MAX];
            size_t count = 0;
            char *save = line;
            char *types = strsep(&save, ";");
            const int bits = (int)strtol(save, NULL, 16);
            for (char *word = strtok(types, " "); word != NULL; word = strtok(NULL, " ")) {
                cps[count++] = sample_of(word);
            }
            static const int BASES[3] = {-1, 0, 1};
            for (int b = 0; b < 3; b++) {
                if ((bits & 1 << b) != 0) {
                    cases++;
                    wrong += check(cps, count, BASES[b], &want) ? 0 : 1;
                }
            }
        }
    }
    fclose(file);
    print_message("BidiTest: N = %ld, wrong %ld\n", cases, wrong);
    assert_true(cases > 700000);
    assert_int_equal(wrong, 0);
    SUPPORT_UNUSED;
}

int
main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_character_conformance),
                                       cmocka_unit_test(test_class_conformance)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
