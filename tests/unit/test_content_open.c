/* Evil databases: every named fault has its sentence, and every limit lets its edge through and refuses one more. What is changed here
 * could stand under a valid signature. */

#include "pack_support.h"

#include <sys/stat.h>

#include "content/content_open.h"

struct named {
    const char *name, *sql, *sentence; /* sentence: NULL when the pack opens */
};

/* The text of a statement of the schema, changed behind SQLite's back. */
#define RAW(sql) "PRAGMA writable_schema=ON;" sql
#define NO_UNIQUE                                                                                            \
    "UPDATE sqlite_schema SET sql = replace(sql, 'ord INTEGER NOT NULL UNIQUE', 'ord INTEGER NOT NULL') "    \
    "WHERE name = 'slide'; DELETE FROM sqlite_schema WHERE name = 'sqlite_autoindex_slide_2'"
#define LOOSE(table)                                                                                         \
    "UPDATE sqlite_schema SET sql = replace(replace(sql, 'STRICT, ', ''), ' NOT NULL', '') WHERE name = "    \
    "'" table "'"

static void
check_cases(const struct named *cases, size_t count) {
    for (size_t i = 0; i < count; i++) {
        struct err err;
        pack_copy();
        pack_sql(pack_bad, cases[i].sql);
        const bool ok = pack_load(&err);
        if (ok != (cases[i].sentence == NULL) || (!ok && strstr(err.text, cases[i].sentence) == NULL)) {
            fail_msg("%s: %s", cases[i].name, ok ? "opened" : err.text);
        }
    }
}

static void
test_what_does_not_belong_into_a_schema(void **state) {
    static const struct named CASES[] = {
        {"untouched", "SELECT 1", NULL},
        {"table", "CREATE TABLE extra (a)", "table `extra` is none of schema 1"},
        {"table with a name like ours", "CREATE TABLE \"Meta \" (a)", "table `Meta ` is none"},
        {"index", "CREATE INDEX i ON figure (value)", "index `i` is none"},
        {"partial index", "CREATE INDEX p ON figure (value) WHERE year > 1", "index `p` is none"},
        {"index on an expression", "CREATE INDEX e ON figure (abs(value))", "index `e` is none"},
        {"view", "CREATE VIEW v AS SELECT * FROM figure", "view `v`: a pack holds tables only"},
        {"endless view",
         "CREATE VIEW w AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n",
         "view `w`: a pack holds tables only"},
        {"view in the place of a table",
         "DROP TABLE slide_place; CREATE VIEW slide_place AS SELECT slide, item FROM slide_item",
         "view `slide_place`: a pack"},
        {"trigger", "CREATE TRIGGER t AFTER UPDATE ON figure BEGIN DELETE FROM meta; END",
         "trigger `t`: a pack"},
        {"full-text table", "CREATE VIRTUAL TABLE f USING fts5(a)", "table `f` is none"},
        {"virtual table over itself",
         RAW("INSERT INTO sqlite_schema VALUES ('table', 'x', 'x', 0, 'CREATE VIRTUAL TABLE x USING "
             "dbstat')"),
         "table `x` is none"},
        {"generated column", "ALTER TABLE color ADD COLUMN g TEXT AS (upper(role))",
         "table color: it is not made"},
        {"one column more", "ALTER TABLE color ADD COLUMN more TEXT", "table color: it is not made"},
        {"another column name", "ALTER TABLE color RENAME COLUMN value TO val",
         "table color: it is not made"},
        {"a check that computes",
         RAW("UPDATE sqlite_schema SET sql = replace(sql, 'value TEXT NOT NULL', "
             "'value TEXT NOT NULL CHECK (randomblob(1000000000) > 1)') WHERE name = 'color'"),
         "table color: it is not made"},
        {"a default that computes",
         RAW("UPDATE sqlite_schema SET sql = replace(sql, 'value TEXT NOT NULL', "
             "'value TEXT NOT NULL DEFAULT (hex(randomblob(9)))') WHERE name = 'color'"),
         "table color: it is not made"},
        {"not strict", RAW(LOOSE("color")), "table color: it is not made"},
        {"with a rowid",
         RAW("UPDATE sqlite_schema SET sql = replace(sql, ', WITHOUT ROWID', '') WHERE name = 'color'"),
         "table color: it is not made"},
        {"another collation",
         RAW("UPDATE sqlite_schema SET sql = replace(sql, 'role TEXT', 'role TEXT COLLATE NOCASE') "
             "WHERE name = 'color'"),
         "table color: it is not made"},
        {"no index of the numbers", RAW(NO_UNIQUE), "table slide: it is not made"},
        {"no table", "DROP TABLE color", "table color is missing"},
        {"no statement", RAW("UPDATE sqlite_schema SET sql = NULL WHERE name = 'color'"), "damaged"},
        {"broken statement",
         RAW("UPDATE sqlite_schema SET sql = 'CREATE TABLE color (' WHERE name = 'color'"),
         "damaged (database disk image is malformed)"},
        {"a table twice", RAW("INSERT INTO sqlite_schema SELECT * FROM sqlite_schema WHERE name = 'color'"),
         "damaged"},
        {"two tables in one place",
         RAW("UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'unit') "
             "WHERE name = 'color'"),
         "damaged"},
        {"a table in no place", RAW("UPDATE sqlite_schema SET rootpage = 1000000 WHERE name = 'color'"),
         "damaged"},
        {"statistics for the planner", "ANALYZE", "table `sqlite_stat1` is none"},
        {"a name of many letters",
         "CREATE TABLE \"\xD9\x85\x01zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz\" (a)",
         "table `???zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz` is none"},
        {"log beside the file", "PRAGMA journal_mode=WAL", "its header is not that of a finished pack"},
        {"UTF-16", "", "its header is not that of a finished pack"},
        {"emptied by itself", "PRAGMA auto_vacuum=FULL; VACUUM", "its header is not that of a finished pack"},
    };
    UNUSED(state);
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        if (strcmp(CASES[i].name, "UTF-16") != 0) {
            check_cases(&CASES[i], 1);
            continue;
        }
        struct err err;
        pack_copy();
        FILE *file = fopen(pack_bad, "r+b");
        assert_true(fseek(file, 59, SEEK_SET) == 0 && fputc(2, file) == 2);
        fclose(file);
        assert_false(pack_load(&err));
        assert_non_null(strstr(err.text, CASES[i].sentence));
    }
    print_message("schemas: N = %zu\n", ARRAY_LEN(CASES));
}

static void
test_what_does_not_belong_into_a_row(void **state) {
    static const struct named CASES[] = {
        {"NUL in a text", "UPDATE text SET text = 'a' || char(0) || 'b' WHERE key LIKE 'slide.title.%'",
         "column text: it holds a NUL"},
        {"not UTF-8", "UPDATE text SET text = CAST(x'41FF42' AS TEXT) WHERE key LIKE 'slide.title.%'",
         "column text: it is not UTF-8"},
        {"half a letter", "UPDATE unit SET style = CAST(x'D9' AS TEXT)",
         "table unit, row 1, column style: it is not UTF-8"},
        {"a surrogate", "UPDATE place SET basis = CAST(x'EDA080' AS TEXT)",
         "table place, row 1, column basis: it is not UTF-8"},
        {"a key that is not UTF-8", "INSERT INTO icon VALUES (CAST(x'FE' AS TEXT), 1, 1, '')",
         "column icon: it is not UTF-8"},
        {"infinite", "UPDATE figure SET value = 9e999",
         "table figure, row 1, column value: the number is out of range"},
        {"infinitely small", "UPDATE place SET lon = -9e999", "column lon: the number is out of range"},
        {"too large a number", "UPDATE figure SET value = 1.1e15",
         "column value: the number is out of range"},
        {"too large a whole number", "UPDATE figure SET decimals = 4294967298",
         "column decimals: the number is out of range"},
        {"decimals", "UPDATE figure SET decimals = 7", "decimals are 0 to 6"},
        {"decimals of a series", "UPDATE series SET decimals = -1", "decimals are 0 to 6"},
        {"not on Earth", "UPDATE place SET lat = 91", "not on Earth"},
        {"a stop not on Earth", "UPDATE route_stop SET lon = 1e9", "a stop is not on Earth"},
        {"a map over the pole", "UPDATE map SET parallel_1 = 90.5", "parallels are -90 to 90"},
        {"a map turned away", "UPDATE map SET rotate_deg = 1e10", "rotate_deg -360 to 360"},
        {"a map of nothing", "UPDATE map SET fit = '1 2;x y'", "fit is `set:NAME`"},
        {"a map of no Earth", "UPDATE map SET fit = '1 2;3 1000'", "fit is `set:NAME`"},
        {"a place far off the page", "UPDATE slide_place SET dx = -100001", "dx or dy is out of range"},
        {"a line over everything", "UPDATE route SET width = 201", "width is 0 to 200"},
        {"a line of less than nothing", "UPDATE route SET width = -1", "width is 0 to 200"},
        {"an icon without size", "INSERT INTO icon VALUES ('i', 0, 1, '')", "has no size"},
        {"half a vertex", "UPDATE geometry SET vertices = x'000000'", "a blob of 3 bytes does not fit"},
        {"a vertex that is no number", "UPDATE geometry SET vertices = x'0000C07F00000000'", "geometry"},
        {"an infinite vertex",
         "UPDATE geometry SET rings = x'', triangles = x'', vertices = x'0000807F00000000'",
         "a vertex is out of range"},
        {"a triangle past its vertices", "UPDATE geometry SET triangles = x'FFFFFFFF0000000000000000'",
         "a triangle points past its vertices"},
        {"a ring past its vertices",
         "UPDATE geometry SET triangles = x'', rings = x'FFFFFFFFFFFFFFFF00000000'",
         "a ring points past its vertices"},
        {"no picture", "INSERT OR REPLACE INTO art VALUES ('land', x'00')", NULL},
        {"its own parent", "UPDATE slide SET parent = slide WHERE ord = (SELECT max(ord) FROM slide)",
         "its parents go round in a circle"},
        {"each other's parents",
         "UPDATE slide SET parent = (SELECT slide FROM slide ORDER BY ord LIMIT 1 OFFSET 1) WHERE ord = "
         "(SELECT min(ord) FROM slide);"
         "UPDATE slide SET parent = (SELECT slide FROM slide ORDER BY ord LIMIT 1) "
         "WHERE slide = (SELECT slide FROM slide ORDER BY ord LIMIT 1 OFFSET 1)",
         "its parents go round in a circle"},
        {"a parent that is not there", "UPDATE slide SET parent = 'nobody'", "there is no slide `nobody`"},
        {"a unit that is not there", "UPDATE figure SET unit = 'parsec'",
         "table figure: a row refers to something"},
        {"an item of no slide",
         "UPDATE slide_item SET slide = 'gone' WHERE item = (SELECT item FROM slide_item)",
         "a row refers to something"},
        {"a figure that is not there", "UPDATE slide_item SET figure = 'gone'", "there is no figure `gone`"},
        {"no language", "DELETE FROM lang", "a row refers to something"},
        {"a direction upward", "UPDATE lang SET direction = 'up'", "direction is rtl or ltr"},
        {"no slide", "DELETE FROM slide_place; DELETE FROM slide_item; DELETE FROM search; DELETE FROM slide",
         "no slide"},
        {"a text is missing", "DELETE FROM text WHERE lang = 'en'", "is missing in language en"},
        {"seq", "UPDATE meta SET value = '0' WHERE key = 'seq'", "meta: seq: `0` is no whole number from 1"},
        {"seq in letters", "UPDATE meta SET value = 'one' WHERE key = 'seq'", "meta: seq: `one` is no"},
        {"seq beyond all", "UPDATE meta SET value = '9223372036854775808' WHERE key = 'seq'",
         "meta: seq: `9223372036854775808`"},
        {"the last seq", "UPDATE meta SET value = '9223372036854775807' WHERE key = 'seq'", NULL},
        {"no seq", "DELETE FROM meta WHERE key = 'seq'", "meta: seq is missing"},
        {"replaces", "INSERT INTO meta VALUES ('replaces', '-3')",
         "meta: replaces: `-3` is no whole number from 1"},
        {"replaces five", "INSERT INTO meta VALUES ('replaces', '5')", NULL},
        {"no target", "UPDATE meta SET value = '' WHERE key = 'target'", "meta: target: 1 to 64 printable"},
        {"target not there", "DELETE FROM meta WHERE key = 'target'", "meta: target is missing"},
        {"target with a line", "UPDATE meta SET value = 'a' || char(10) WHERE key = 'target'",
         "meta: target: 1 to 64 printable"},
        {"updated", "UPDATE meta SET value = 'yesterday' WHERE key = 'updated'", "meta: updated: a date"},
        {"pack_id", "UPDATE meta SET value = 'XY' WHERE key = 'pack_id'", "meta: pack_id: "},
        {"lines in what a sentence quotes", "UPDATE figure SET scale = 'a' || char(10) || char(27) || '[2J'",
         "`a??[2J` is no scale"},
    };
    UNUSED(state);
    check_cases(CASES, ARRAY_LEN(CASES));
    print_message("rows: N = %zu\n", ARRAY_LEN(CASES));
}

/* Statements in three sittings: the schema is loosened, rows are changed, the schema is put back. */
static void
test_what_only_a_forged_file_can_hold(void **state) {
    static const char RESTORE[] =
        RAW("UPDATE sqlite_schema SET sql = (SELECT s FROM before WHERE n = name) WHERE name <> 'before';"
            "INSERT INTO sqlite_schema SELECT 'index', n, t, r, s FROM before "
            "WHERE n NOT IN (SELECT name FROM sqlite_schema); DROP TABLE before");
    static const char *const CASES[][4] = {
        {"numbers of slides twice, and an index that does not say so", RAW(NO_UNIQUE),
         "UPDATE slide SET ord = 1", "missing from index sqlite_autoindex_slide_2"},
        {"text for a number", RAW(LOOSE("figure")), "UPDATE figure SET value = 'many'",
         "non-REAL value in figure.value"},
        {"NULL for a number", RAW(LOOSE("figure")), "UPDATE figure SET decimals = NULL",
         "NULL value in figure.decimals"},
        {"a blob for a text", RAW(LOOSE("color")), "UPDATE color SET value = x'00FF'",
         "non-TEXT value in color.value"},
        {"a fraction for a whole number", RAW(LOOSE("chapter")), "UPDATE chapter SET ord = 1.5",
         "non-INTEGER value in chapter.ord"},
    };
    UNUSED(state);
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        struct err err;
        pack_copy();
        pack_sql(pack_bad, "CREATE TABLE before AS SELECT name AS n, tbl_name AS t, rootpage AS r, sql AS s "
                           "FROM sqlite_schema");
        pack_sql(pack_bad, CASES[i][1]);
        pack_sql(pack_bad, CASES[i][2]);
        pack_sql(pack_bad, RESTORE);
        if (pack_load(&err) || strstr(err.text, CASES[i][3]) == NULL) {
            fail_msg("%s: %s", CASES[i][0], err.text);
        }
    }
    print_message("forged: N = %zu\n", ARRAY_LEN(CASES));
}

#define TIMES(n) "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " #n ") "
#define LONG(n) "substr(replace(hex(zeroblob(40000)), '00', 'ab'), 1, " #n ")"

static void
test_limits_at_their_edges(void **state) {
    static const struct named CASES[] = {
        {"CONTENT_CELL_BYTES_MAX", "UPDATE text SET text = " LONG(4096) " WHERE key LIKE 'slide.title.%'",
         NULL},
        {"and one byte", "UPDATE text SET text = " LONG(4097) " WHERE key LIKE 'slide.title.%'",
         "column text: it is too long"},
        {"CONTENT_PATH_BYTES_MAX", "INSERT INTO icon VALUES ('i', 1, 1, " LONG(65536) ")", NULL},
        {"and one byte", "INSERT INTO icon VALUES ('i', 1, 1, " LONG(65537) ")",
         "column path: it is too long"},
        {"CONTENT_NUMBER_MAX", "UPDATE figure SET value = 1e15, value_to = -1e15", NULL},
        {"CONTENT_WIDTH_MAX", "UPDATE route SET width = 200", NULL},
        {"CONTENT_VERTEX_MAX of a placement", "UPDATE slide_place SET dx = -100000, dy = 100000", NULL},
        {"CONTENT_VERTEX_MAX",
         "UPDATE geometry SET rings = x'', triangles = x'', vertices = x'0050C34700000000'", NULL},
        {"and a little", "UPDATE geometry SET rings = x'', triangles = x'', vertices = x'0150C34700000000'",
         "a vertex is out of range"},
        {"CONTENT_BLOB_BYTES_MAX", "INSERT OR REPLACE INTO art VALUES ('x', zeroblob(16777216))", NULL},
        {"and one byte", "INSERT OR REPLACE INTO art VALUES ('x', zeroblob(16777217))",
         "a blob of 16777217 bytes does not fit"},
        {"a row of more than that", "INSERT OR REPLACE INTO art VALUES ('x', zeroblob(17000000))",
         "damaged (a row of more than"},
        {"CONTENT_ROWS_MAX",
         TIMES(20000) "INSERT INTO text SELECT printf('x%d', i), 'en', '' FROM n LIMIT 20000 - (SELECT "
                      "count(*) FROM text)",
         NULL},
        {"and one row",
         TIMES(20000) "INSERT INTO text SELECT printf('x%d', i), 'en', '' FROM n LIMIT 20001 - (SELECT "
                      "count(*) FROM text)",
         "table text: 20001 rows, at most 20000 are read"},
        {"CONTENT_META_ROWS_MAX",
         TIMES(
             64) "INSERT INTO meta SELECT printf('x%d', i), '' FROM n LIMIT 64 - (SELECT count(*) FROM meta)",
         NULL},
        {"and one row",
         TIMES(
             65) "INSERT INTO meta SELECT printf('x%d', i), '' FROM n LIMIT 65 - (SELECT count(*) FROM meta)",
         "table meta: 65 rows, at most 64"},
        {"CONTENT_TARGET_BYTES_MAX", "UPDATE meta SET value = " LONG(64) " WHERE key = 'target'", NULL},
        {"and one byte", "UPDATE meta SET value = " LONG(65) " WHERE key = 'target'", "target: 1 to 64"},
        {"CONTENT_LANGS_MAX",
         TIMES(2) "INSERT INTO lang SELECT printf('x%d', i), 9, 'x', 'x', 'ltr', 'latin' FROM n;"
                  "INSERT INTO text SELECT key, l.lang, text FROM text, lang l WHERE text.lang = 'en' AND "
                  "l.lang LIKE 'x%'",
         NULL},
        {"and one", TIMES(3) "INSERT INTO lang SELECT printf('x%d', i), 9, 'x', 'x', 'ltr', 'latin' FROM n",
         "table lang: 5 rows, at most 4"},
        {"CONTENT_SLIDES_MAX",
         TIMES(1000) "INSERT INTO slide SELECT printf('x%d', i), 10000 + i, 'concept', '', '', '', 0, '', '' "
                     "FROM n LIMIT 1000 - (SELECT count(*) FROM slide);"
                     "INSERT INTO text SELECT 'slide.title.' || slide, lang, '' FROM slide, lang WHERE "
                     "slide.ord > "
                     "10000;"
                     "INSERT INTO text SELECT 'slide.deck.' || slide, lang, '' FROM slide, lang WHERE "
                     "slide.ord > "
                     "10000",
         NULL},
        {"and one",
         TIMES(1001) "INSERT INTO slide SELECT printf('x%d', i), 10000 + i, '', '', '', '', 0, '', '' FROM n "
                     "LIMIT 1001 - (SELECT count(*) FROM slide)",
         "table slide: 1001 rows, at most 1000"},
        {"CONTENT_SOURCES_MAX",
         TIMES(1000) "INSERT INTO source SELECT printf('x%d', i), 10000 + i, '' FROM n LIMIT 1000 - (SELECT "
                     "count(*) FROM source);"
                     "INSERT INTO text SELECT 'source.title.' || source, lang, '' FROM source, lang WHERE "
                     "number > 10000",
         NULL},
        {"and one",
         TIMES(1001) "INSERT INTO source SELECT printf('x%d', i), 10000 + i, '' FROM n LIMIT 1001 - (SELECT "
                     "count(*) FROM source)",
         "table source: 1001 rows, at most 1000"},
        {"CONTENT_SOURCES_PER_CELL_MAX",
         "UPDATE figure SET sources = (SELECT substr(replace(hex(zeroblob(64)), '00', number || ' '), 1) "
         "FROM source)",
         NULL},
        {"and one",
         "UPDATE figure SET sources = (SELECT replace(hex(zeroblob(65)), '00', number || ' ') FROM source)",
         "more than 64 sources in one cell"},
        {"CONTENT_ITEMS_PER_SLIDE_MAX and one",
         TIMES(129) "INSERT INTO slide_item SELECT (SELECT slide FROM slide), 1000 + i, printf('x%d', i), "
                    "'', '', '', '', '', '', '', '', '', '', '' FROM n;"
                    "INSERT INTO text SELECT 'slide_item.label.' || slide || '.' || item, lang, '' FROM "
                    "slide_item, lang WHERE slide_item.ord > 1000;"
                    "INSERT INTO text SELECT 'slide_item.note.' || slide || '.' || item, lang, '' FROM "
                    "slide_item, lang WHERE slide_item.ord > 1000",
         "more than 128 items"},
        {"CONTENT_HEAP_BYTES_MAX",
         TIMES(100) "INSERT INTO slide_item SELECT (SELECT slide FROM slide), 1000 + i, printf('x%d', i), "
                    "'', '', '', '', '', '', '', " LONG(70000) "||" LONG(70000) "||" LONG(70000) "||" LONG(
                        70000) ", '', '', '' FROM n",
         "reading it takes more than 24 MiB"},
        {"CONTENT_STEPS_MAX",
         TIMES(1500000) "INSERT INTO search SELECT 1000 + i, '', (SELECT slide FROM slide), '', '' FROM n",
         "reading it takes more than 20000000 steps"},
    };
    UNUSED(state);
    check_cases(CASES, ARRAY_LEN(CASES));
    print_message("limits: N = %zu\n", ARRAY_LEN(CASES));
}

static void
test_files_that_are_no_packs(void **state) {
    struct content_file file = {0};
    struct err err = {0};
    char long_name[1100];
    struct err said;
    UNUSED(state);
    memset(long_name, 'a', sizeof(long_name));
    long_name[sizeof(long_name) - 1] = '\0';
    assert_false(content_open(&file, long_name, &err));
    assert_non_null(strstr(err.text, "the file name is too long"));
    assert_false(content_open(&file, "/tmp", &err));
    assert_string_equal(err.text, "no such pack file");
    unlink(pack_bad);
    assert_int_equal(mkfifo(pack_bad, 0600), 0); /* nobody will ever write into it */
    assert_false(content_open(&file, pack_bad, &err));
    assert_string_equal(err.text, "no such pack file");
    unlink(pack_bad);
    pack_copy();
    FILE *bad = fopen(pack_bad, "r+b"); /* another program's database */
    assert_int_equal(fseek(bad, 68, SEEK_SET), 0);
    fputc('x', bad);
    fclose(bad);
    assert_false(pack_load(&said));
    assert_non_null(strstr(said.text, "not a Vitrin pack"));
    pack_copy();
    bad = fopen(pack_bad, "ab");
    fputc('x', bad);
    fclose(bad);
    assert_false(pack_load(&said));
    assert_non_null(strstr(said.text, "too long: "));
    assert_int_equal(truncate(pack_bad, (off_t)CONTENT_PACK_BYTES_MAX + 1), 0);
    assert_false(pack_load(&said));
    assert_non_null(strstr(said.text, "268435457 bytes, at most 268435456 are opened"));
    assert_int_equal(truncate(pack_bad, (off_t)CONTENT_PACK_BYTES_MAX), 0);
    assert_false(pack_load(&said));
    assert_non_null(strstr(said.text, "too long: 268435456 bytes, not"));
    content_close(&file);
}

/* What the authorizer and the switches deny, asked for with the very connection that reads packs. */
static void
test_an_open_pack_obeys_nothing_else(void **state) {
    static const char *const DENIED[] = {
        "SELECT upper(key) FROM meta",
        "SELECT load_extension('x')",
        "SELECT randomblob(9)",
        "SELECT sql, rootpage FROM sqlite_schema",
        "SELECT usd_off FROM figure",
        "SELECT * FROM pragma_table_info('meta')",
        "SELECT * FROM sqlite_dbpage",
        "SELECT * FROM json_each('[]')",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n",
        "ATTACH ':memory:' AS other",
        "CREATE TEMP TABLE t (a)",
        "CREATE TABLE t (a)",
        "UPDATE meta SET value = ''",
        "DELETE FROM meta",
        "INSERT INTO meta VALUES ('a', 'b')",
        "PRAGMA writable_schema=ON",
        "PRAGMA journal_mode=WAL",
        "PRAGMA trusted_schema=ON",
        "VACUUM",
        "VACUUM INTO '/tmp/vitrin-must-not-be'",
        "BEGIN",
        "REINDEX",
        "ANALYZE",
    };
    struct content_file file = {0};
    struct err err = {0};
    const int64_t limit_before = sqlite3_hard_heap_limit64(-1);
    UNUSED(state);
    if (!content_open(&file, pack_good, &err)) {
        fail_msg("%s", err.text);
    }
    for (size_t i = 0; i < ARRAY_LEN(DENIED); i++) {
        if (sqlite3_exec(file.db, DENIED[i], NULL, NULL, NULL) == SQLITE_OK) {
            fail_msg("allowed: %s", DENIED[i]);
        }
    }
    sqlite3_stmt *row = NULL;
    assert_int_equal(sqlite3_prepare_v2(file.db, "SELECT key, \"set\" FROM meta, geometry", -1, &row, NULL),
                     SQLITE_OK);
    sqlite3_finalize(row);
    assert_true(sqlite3_hard_heap_limit64(-1) > 0);
    content_close(&file);
    assert_int_equal(sqlite3_hard_heap_limit64(-1), limit_before);
    assert_null(file.db);
    print_message("denied: N = %zu\n", ARRAY_LEN(DENIED));
    SUPPORT_UNUSED;
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_does_not_belong_into_a_schema),
        cmocka_unit_test(test_what_does_not_belong_into_a_row),
        cmocka_unit_test(test_what_only_a_forged_file_can_hold),
        cmocka_unit_test(test_limits_at_their_edges),
        cmocka_unit_test(test_files_that_are_no_packs),
        cmocka_unit_test(test_an_open_pack_obeys_nothing_else),
    };
    return cmocka_run_group_tests(tests, pack_set_up, pack_tear_down);
}
