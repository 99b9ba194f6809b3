/* A small valid pack, changed at random and cell by cell: the verdict is success or one clean sentence, within 2 s and 32 MiB beyond the
 * pack, and what loads is digested. VITRIN_MUTATIONS=n makes n random changes, VITRIN_SEED=n others. */

#include "pack_support.h"

#include <sys/mman.h>

#ifdef __SANITIZE_ADDRESS__
#define MUTATIONS_USUAL 2000
#else
#define MUTATIONS_USUAL 100000
#endif
#define CHANGES_MAX 4

struct pack_bytes {
    unsigned char *bytes; /* of the file itself */
    unsigned char *good;
    size_t len, page;
};

static void
map_copy(struct pack_bytes *pack, struct arena *arena) {
    struct err err = {0};
    struct str data;
    pack_copy();
    assert_true(fs_read(arena, pack_good, 64u << 20, &data, &err));
    const int fd = open(pack_bad, O_RDWR);
    assert_true(fd >= 0);
    pack->good = (unsigned char *)data.ptr;
    pack->len = data.len;
    pack->page = (size_t)pack->good[16] << 8 | pack->good[17];
    pack->bytes = mmap(NULL, pack->len, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    assert_true(pack->bytes != MAP_FAILED);
    close(fd);
}

/* One change of a kind that SQLite's file format knows: a bit, a byte, a cell's head, a page's head, whole pages, runs of bytes. */
static void
change(struct pack_bytes *pack, uint32_t *seed) {
    static const unsigned char EVIL[] = {0x00, 0x01, 0x7f, 0x80, 0x81, 0xfe, 0xff};
    const size_t pages = pack->len / pack->page;
    const size_t at = support_random(seed) % pack->len;
    unsigned char *page = pack->bytes + support_random(seed) % pages * pack->page;
    unsigned char *other = pack->good + support_random(seed) % pages * pack->page;
    switch (support_random(seed) % 8) {
    case 0:
        pack->bytes[at] ^= (unsigned char)(1u << (support_random(seed) % 8));
        break;
    case 1:
        pack->bytes[at] = EVIL[support_random(seed) % sizeof(EVIL)];
        break;
    case 2: /* a page's head and the pointers to its cells */
        page[support_random(seed) % 40] = (unsigned char)support_random(seed);
        break;
    case 3: /* the first page: file header and the schema's root */
        pack->bytes[16 + support_random(seed) % 200] = EVIL[support_random(seed) % sizeof(EVIL)];
        break;
    case 4:
        memcpy(page, other, pack->page);
        break;
    case 5: {
        const size_t run = support_random(seed) % 64;
        memset(pack->bytes + at, EVIL[support_random(seed) % sizeof(EVIL)],
               at + run < pack->len ? run : pack->len - at);
        break;
    }
    case 6: { /* within one page: rows change places */
        const size_t from = support_random(seed) % (pack->page - 32);
        memcpy(page + support_random(seed) % (pack->page - 32), other + from, 32);
        break;
    }
    default: /* a letter for a letter: what stays sound */
        if (pack->bytes[at] >= '0' && pack->bytes[at] <= 'z') {
            pack->bytes[at] = (unsigned char)('-' + support_random(seed) % 80);
        }
        break;
    }
}

static void
test_random_changes(void **state) {
    const long most = support_wish("VITRIN_MUTATIONS", MUTATIONS_USUAL);
    uint32_t seed = (uint32_t)support_wish("VITRIN_SEED", 7);
    struct pack_bytes pack;
    struct arena arena;
    long done = 0;
    long opened = 0;
    UNUSED(state);
    arena_init(&arena, 1 << 20);
    map_copy(&pack, &arena);
    while (done < most) {
        struct err err;
        for (uint32_t changes = 1 + support_random(&seed) % CHANGES_MAX; changes > 0; changes--) {
            change(&pack, &seed);
        }
        opened += pack_load(&err) ? 1 : 0;
        memcpy(pack.bytes, pack.good, pack.len);
        done++;
    }
    munmap(pack.bytes, pack.len);
    arena_fini(&arena);
    print_message("mutations: N = %ld, %ld of them opened\n", done, opened);
    assert_true(done > 0 && opened > 0 && opened < done);
}

static int
table_names(void *names, int count, char **values, char **columns) {
    UNUSED(count);
    UNUSED(columns);
    (void)strncat(names, values[0], 40);
    (void)strcat(names, " ");
    return 0;
}

static void
query_words(const char *sql, char words[2000]) {
    sqlite3 *db = NULL;
    words[0] = '\0';
    assert_int_equal(sqlite3_open(pack_good, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, table_names, words, NULL), SQLITE_OK);
    sqlite3_close(db);
}

/* The value goes into every cell of the column, or where its greatest value stands, as far as the tables' own rules let it. */
static void
set_cell(const char *table, const char *column, const char *value, bool is_greatest_only) {
    char sql[400];
    sqlite3 *db = NULL;
    int used = snprintf(sql, sizeof(sql),
                        "PRAGMA foreign_keys=OFF; PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF; UPDATE "
                        "OR IGNORE %s SET \"%s\" = %s",
                        table, column, value);
    if (is_greatest_only) {
        used += snprintf(sql + used, sizeof(sql) - (size_t)used,
                         " WHERE \"%s\" = (SELECT max(\"%s\") FROM %s)", column, column, table);
    }
    assert_true(used < (int)sizeof(sql));
    pack_copy();
    assert_int_equal(sqlite3_open(pack_bad, &db), SQLITE_OK);
    (void)sqlite3_exec(db, sql, NULL, NULL, NULL); /* a STRICT table refuses what is of another type */
    sqlite3_close(db);
}

static void
test_every_column_with_every_value(void **state) {
    static const char *const VALUES[] = {
        "''",
        "'x'",
        "NULL",
        "0",
        "-1",
        "1",
        "2147483647",
        "-2147483648",
        "9223372036854775807",
        "1e300",
        "-1e15",
        "1e-300",
        "9e999",
        "'{figure|x}{'",
        "'M0 0 A1e9 1e9 0 1 1 9e30 9 Z'",
        "char(0x202E, 0x10FFFF, 10, 0xFEFF)",
        "replace(hex(zeroblob(4000)), '00', 'W')",
        "CAST(x'C0AF' AS TEXT)",
        "x''",
        "zeroblob(1200)",
        "x'FFFF7F7FFFFF7FFF0000807F0000C0FF0000000001000000'",
    };
    char tables[2000];
    char columns[2000];
    size_t seen = 0; /* columns */
    size_t done = 0;
    size_t opened = 0;
    struct str rest;
    struct str table;
    UNUSED(state);
    query_words("SELECT name FROM sqlite_schema WHERE type = 'table'", tables);
    rest = str_from_c(tables);
    while (str_next(&rest, ' ', &table)) {
        char name[64];
        char sql[128];
        (void)snprintf(name, sizeof(name), STR_FMT, STR_ARG(table));
        (void)snprintf(sql, sizeof(sql), "SELECT name FROM pragma_table_info('%s')", name);
        query_words(sql, columns);
        struct str names = str_from_c(columns);
        struct str column;
        while (str_next(&names, ' ', &column)) {
            char column_name[64];
            (void)snprintf(column_name, sizeof(column_name), STR_FMT, STR_ARG(column));
            for (size_t v = seen++ % SUPPORT_SHARE; v < ARRAY_LEN(VALUES); v += SUPPORT_SHARE) {
                struct err err;
                set_cell(name, column_name, VALUES[v], done % 2 == 1);
                opened += pack_load(&err) ? 1 : 0;
                done++;
            }
        }
    }
    print_message("cells: N = %zu, %zu of them opened\n", done, opened);
    assert_true(done > 2000 / SUPPORT_SHARE && opened > 100 / SUPPORT_SHARE);
    SUPPORT_UNUSED;
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random_changes),
        cmocka_unit_test(test_every_column_with_every_value),
    };
    support_choose_test();
    return cmocka_run_group_tests(tests, pack_set_up, pack_tear_down);
}
