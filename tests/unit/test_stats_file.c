/* The statistics' file when things go wrong: bad files of every kind, a full or held disk, a file exchanged under the
 * show. */

#include "stats_support.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <signal.h>
#include <sys/resource.h>

/* A file with two minutes of counts in it, cleanly closed. */
static void
make_good(const char *path) {
    struct stats *stats = stats_open_at(path, 0, DAY_S);
    for (int i = 0; i < 300; i++) {
        char slide[24];
        (void)snprintf(slide, sizeof(slide), "slide-%d", i);
        stats_slide_opened(stats, slide, "fa");
    }
    stats_close(stats);
}

static void
sql(const char *path, const char *statements) {
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, statements, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

static void
overwrite(const char *path, long at, const char *bytes, size_t len) {
    const int fd = open(path, O_WRONLY);
    assert_true(fd >= 0);
    assert_int_equal(pwrite(fd, bytes, len, at), (ssize_t)len);
    close(fd);
}

static void
write_text(const char *path, const char *text) {
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

enum bad {
    TEXT,
    SHORT,
    ZEROES,
    MAGIC,
    CUT,
    FOREIGN,
    PACK,
    NEWER,
    OLDER,
    TRIGGER,
    VIEW,
    COLUMN,
    TREE,
    ROWS,
    HUGE_FILE,
    BAD_END
};

static void
make_bad(const char *path, enum bad kind) {
    static char zeroes[8192];
    static char garbage[3000];
    memset(garbage, 0xA5, sizeof(garbage));
    if (kind != TEXT && kind != SHORT && kind != ZEROES && kind != FOREIGN) {
        make_good(path);
    }
    switch (kind) {
    case TEXT:
        write_text(
            path,
            "day,what,slide\n2026-03-01,opened,economy and many more words to come, more than a hundred "
            "bytes of them, so that it could be a header\n");
        return;
    case SHORT:
        write_text(path, "SQLite");
        return;
    case ZEROES:
        write_text(path, "x");
        overwrite(path, 0, zeroes, sizeof(zeroes));
        return;
    case MAGIC:
        overwrite(path, 3, "X", 1);
        return;
    case CUT:
        assert_int_equal(truncate(path, 4096 + 300), 0);
        return;
    case FOREIGN:
        sql(path,
            "CREATE TABLE photos(id INTEGER PRIMARY KEY, file TEXT); INSERT INTO photos VALUES(1, 'a.jpg')");
        return;
    case PACK:
        sql(path, "PRAGMA application_id=1448366672");
        return;
    case NEWER:
        sql(path, "PRAGMA user_version=2");
        return;
    case OLDER:
        sql(path, "PRAGMA user_version=0");
        return;
    case TRIGGER:
        sql(path, "CREATE TRIGGER t AFTER INSERT ON recent BEGIN DELETE FROM total; END");
        return;
    case VIEW:
        sql(path, "CREATE VIEW v AS SELECT * FROM total");
        return;
    case COLUMN:
        sql(path, "ALTER TABLE total ADD COLUMN visitor TEXT");
        return;
    case TREE:
        overwrite(path, 2048, garbage, sizeof(garbage));
        return;
    case ROWS:
        overwrite(path, 1024 + 3, "\xff\xff", 2);
        return;
    case HUGE_FILE:
        assert_int_equal(truncate(path, 100L << 20), 0);
        return;
    case BAD_END:
        return;
    }
}

static void
test_bad_files_are_set_aside_and_begun_anew(void **state) {
    (void)state;
    for (int kind = 0; kind < BAD_END; kind++) {
        char name[32];
        char aside[160];
        (void)snprintf(name, sizeof(name), "bad-%d.db", kind);
        const char *path = stats_path(name);
        (void)snprintf(aside, sizeof(aside), "%s.corrupt-1", path);
        make_bad(path, (enum bad)kind);
        struct stats *stats = stats_open_at(path, 0, DAY_S);
        const char *note = stats_take_note(stats);
        if (note == NULL || strstr(note, ".corrupt-1, counting begins anew") == NULL) {
            fail_msg("bad file %d: %s", kind, note == NULL ? "was taken" : note);
        }
        assert_null(stats_take_note(stats));
        stats_slide_opened(stats, "economy", "fa");
        stats_close(stats);
        assert_string_equal(stats_text_of(path), "2026-03-01,opened,economy,fa,1\n");
        assert_true(fs_exists(aside));
    }
    printf("bad files of %d kinds set aside: N = %d\n", BAD_END, BAD_END);
}

static void
test_three_bad_files_are_kept_and_the_oldest_goes(void **state) {
    const char *path = stats_path("again.db");
    char name[160];
    (void)state;
    for (int i = 1; i <= 5; i++) {
        char text[24];
        (void)snprintf(text, sizeof(text), "bad %d", i);
        write_text(path, text);
        stats_close(stats_open_at(path, 0, DAY_S));
    }
    for (int i = 1; i <= 3; i++) {
        char text[16] = "";
        (void)snprintf(name, sizeof(name), "%s.corrupt-%d", path, i);
        FILE *file = fopen(name, "rb");
        assert_non_null(file);
        assert_non_null(fgets(text, sizeof(text), file));
        fclose(file);
        assert_int_equal(text[4] - '0', 6 - i);
    }
    (void)snprintf(name, sizeof(name), "%s.corrupt-4", path);
    assert_false(fs_exists(name));
}

/* The log of a file that is gone, whole and with counts in it. */
static void
test_a_log_without_its_file_is_not_replayed(void **state) {
    const char *path = stats_path("orphan.db");
    char command[400];
    struct stats *stats = stats_open_at(path, 0, DAY_S);
    (void)state;
    stats_slide_opened(stats, "old", "fa");
    stats_set_time(stats, TIME_S(60), DAY_S, 14);
    assert_true(stats_flush(stats, false));
    (void)snprintf(command, sizeof(command), "cp %s-wal %s.kept", path, path);
    assert_int_equal(system(command), 0);
    stats_close(stats);
    (void)snprintf(command, sizeof(command), "rm %s && mv %s.kept %s-wal", path, path, path);
    assert_int_equal(system(command), 0);
    stats = stats_open_at(path, 0, DAY_S);
    assert_null(stats_take_note(stats));
    stats_slide_opened(stats, "economy", "fa");
    stats_close(stats);
    assert_string_equal(stats_text_of(path), "2026-03-01,opened,economy,fa,1\n");
}

/* Whatever cannot be had, counting goes on, says so once, and is tried again once a minute. */
static void
count_without_file(const char *path) {
    struct stats *stats = stats_open_at(path, 0, DAY_S);
    assert_non_null(stats_take_note(stats));
    for (int i = 0; i < 10; i++) {
        stats_slide_opened(stats, "economy", "fa");
        stats_set_time(stats, TIME_S(61 * (i + 1)), DAY_S, 14);
        assert_false(stats_flush(stats, false));
        assert_true(stats_due(stats, false) > TIME_S(61 * (i + 1)));
        assert_null(stats_take_note(stats));
    }
    stats_close(stats);
}

static void
test_places_where_no_file_can_be(void **state) {
    const char *folder = stats_path("folder");
    const char *pipe_path = stats_path("pipe");
    char long_path[3000];
    (void)state;
    mkdir(folder, 0755);
    count_without_file(folder);
    assert_int_equal(rmdir(folder), 0); /* still there, still empty */
    assert_int_equal(mkfifo(pipe_path, 0600), 0);
    count_without_file(pipe_path);
    count_without_file("/nonexistent/stats.db");
    count_without_file("/dev/full");
    count_without_file("/proc/stats.db");
    memset(long_path, 'a', sizeof(long_path) - 1);
    long_path[sizeof(long_path) - 1] = '\0';
    count_without_file(long_path);
}

static void
test_a_file_comes_back_when_its_folder_does(void **state) {
    const char *path = stats_path("later/stats.db");
    struct stats *stats = stats_open_at(path, 0, DAY_S);
    (void)state;
    stats_slide_opened(stats, "economy", "fa");
    stats_set_time(stats, TIME_S(60), DAY_S, 14);
    assert_false(stats_flush(stats, false));
    mkdir(stats_path("later"), 0755);
    stats_set_time(stats, TIME_S(119), DAY_S, 14);
    assert_false(stats_flush(stats, false)); /* not before a minute has gone */
    stats_set_time(stats, TIME_S(120), DAY_S, 14);
    assert_true(stats_flush(stats, false));
    stats_close(stats);
    assert_string_equal(stats_text_of(path), "2026-03-01,opened,economy,fa,1\n");
}

/* Somebody else writes to it: nothing waits, nothing is lost, and it is not taken for a bad file. */
static void
test_a_file_that_is_held_by_another(void **state) {
    const char *path = stats_path("held.db");
    const char *aside = stats_path("held.db.corrupt-1");
    struct stats *stats = stats_open_at(path, 0, DAY_S);
    sqlite3 *db = NULL;
    (void)state;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    stats_slide_opened(stats, "economy", "fa");
    stats_set_time(stats, TIME_S(60), DAY_S, 14);
    assert_false(stats_flush(stats, false));
    assert_non_null(stats_take_note(stats));
    stats_slide_opened(stats, "economy", "fa");
    assert_int_equal(sqlite3_exec(db, "COMMIT", NULL, NULL, NULL), SQLITE_OK);
    stats_set_time(stats, TIME_S(120), DAY_S, 14);
    assert_true(stats_flush(stats, false));
    sqlite3_close(db);
    stats_close(stats);
    assert_string_equal(stats_text_of(path), "2026-03-01,opened,economy,fa,2\n");
    assert_false(fs_exists(aside));
}

/* Reading for ever holds the log: it grows to its bound, memory keeps the rest, and all is written when the reader has gone. */
static void
test_a_reader_who_never_ends(void **state) {
    const char *path = stats_path("read.db");
    struct stats *stats = stats_open_at(path, 0, DAY_S);
    sqlite3 *db = NULL;
    int minute = 1;
    int written = 0;
    (void)state;
    stats_slide_opened(stats, "economy", "fa");
    stats_set_time(stats, TIME_S(60), DAY_S, 14);
    assert_true(stats_flush(stats, false));
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "BEGIN; SELECT count(*) FROM recent", NULL, NULL, NULL), SQLITE_OK);
    for (; minute < 400; minute++) {
        for (int i = 0; i < 300; i++) {
            char slide[40];
            (void)snprintf(slide, sizeof(slide), "a-slide-with-a-long-key-%d", i);
            stats_slide_opened(stats, slide, "fa");
        }
        stats_set_time(stats, TIME_S(60 + 61 * minute), DAY_S, 14);
        written += stats_flush(stats, false) ? 1 : 0;
    }
    assert_in_range(stats_bytes_of(path, "-wal"), 2 << 20, (2 << 20) + (1 << 16));
    assert_true(written > 50 && written < 399);
    assert_non_null(stats_take_note(stats));
    sqlite3_close(db);
    stats_set_time(stats, TIME_S(60 + 61 * minute), DAY_S, 14);
    assert_true(stats_flush(stats, false));
    assert_true(stats_bytes_of(path, "-wal") < 1 << 20);
    stats_close(stats);
    assert_int_equal(stats_sum_of(path, STATS_OPENED, NULL).value, 1 + 399 * 300);
}

/* The card is pulled and another put in its place while the show runs. */
static void
test_a_file_that_is_exchanged_under_the_show(void **state) {
    const char *path = stats_path("pulled.db");
    struct stats *stats = stats_open_at(path, 0, DAY_S);
    (void)state;
    stats_slide_opened(stats, "economy", "fa");
    stats_set_time(stats, TIME_S(60), DAY_S, 14);
    assert_true(stats_flush(stats, false));
    assert_int_equal(unlink(path), 0);
    make_good(path);
    stats_slide_opened(stats, "economy", "fa");
    stats_set_time(stats, TIME_S(120), DAY_S, 14);
    assert_true(stats_flush(stats, false));
    assert_null(stats_take_note(stats));
    stats_close(stats);
    assert_int_equal(stats_sum_of(path, STATS_OPENED, NULL).value, 301);
    assert_int_equal(stats_sum_of(path, STATS_OPENED, "economy").value, 1);
}

/* A limit on the size of files stands for a full disk: every write beyond it fails, and it lifts again. */
static void
test_a_full_disk_loses_nothing_that_fits_memory(void **state) {
    (void)state;
    (void)signal(SIGXFSZ, SIG_IGN);
    for (long limit = 0; limit <= 24 << 10; limit += 512) {
        const char *path = stats_path("full.db");
        struct stats *stats = NULL;
        const struct rlimit tight = {(rlim_t)limit, RLIM_INFINITY};
        const struct rlimit wide = {RLIM_INFINITY, RLIM_INFINITY};
        unlink(path);
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &tight), 0);
        stats = stats_open_at(path, 0, DAY_S);
        for (int i = 0; i < 500; i++) {
            char slide[24];
            (void)snprintf(slide, sizeof(slide), "slide-%d", i % 250);
            stats_slide_opened(stats, slide, "fa");
            stats_set_time(stats, TIME_S(5 * i), DAY_S, 14);
            (void)stats_flush(stats, false);
        }
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &wide), 0);
        stats_close(stats);
        assert_int_equal(stats_sum_of(path, STATS_OPENED, NULL).value, 500);
        assert_int_equal(stats_sum_of(path, STATS_OPENED, NULL).rows, 250);
    }
}

static void
test_a_full_memory_drops_new_kinds_only(void **state) {
    struct stats *stats = stats_open_at("/nonexistent/stats.db", 0, DAY_S);
    int notes = 0;
    (void)state;
    for (int day = 0; day < 10; day++) {
        stats_set_time(stats, TIME_S(day + 1), DAY_S + day * 86400, 14);
        for (int i = 0; i < 576; i++) {
            stats_touched(stats, (i % 32 + 0.5) / 32, (i / 32 + 0.5) / 18, false);
        }
        notes += stats_take_note(stats) != NULL ? 1 : 0;
    }
    assert_int_equal(notes, 2); /* no file; memory is full */
    stats_close(stats);
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bad_files_are_set_aside_and_begun_anew),
        cmocka_unit_test(test_three_bad_files_are_kept_and_the_oldest_goes),
        cmocka_unit_test(test_a_log_without_its_file_is_not_replayed),
        cmocka_unit_test(test_places_where_no_file_can_be),
        cmocka_unit_test(test_a_file_comes_back_when_its_folder_does),
        cmocka_unit_test(test_a_file_that_is_held_by_another),
        cmocka_unit_test(test_a_reader_who_never_ends),
        cmocka_unit_test(test_a_file_that_is_exchanged_under_the_show),
        cmocka_unit_test(test_a_full_disk_loses_nothing_that_fits_memory),
        cmocka_unit_test(test_a_full_memory_drops_new_kinds_only),
    };
    STATS_SUPPORT_UNUSED;
    return cmocka_run_group_tests(tests, stats_set_up, stats_tear_down);
}
