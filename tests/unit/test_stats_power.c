/* Power cuts. A program that counts is killed at random moments; a file with its log is cut, soiled and torn at every place where a disk
 * could have stopped. Each time it must open whole, with exactly the transactions that had ended. */

#include "stats_support.h"

#include <signal.h>
#include <sqlite3.h>
#include <sys/mman.h>
#include <sys/wait.h>

#define KILLS 200
#define MINUTES 40
#define STEP_S 7
#define LOST_MAX (60 / STEP_S + 2) /* the counts of a minute and the one at which it was to be written */

static void
assert_whole(const char *path) {
    sqlite3 *db = NULL;
    sqlite3_stmt *statement = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, "PRAGMA integrity_check", -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    assert_string_equal((const char *)sqlite3_column_text(statement, 0), "ok");
    sqlite3_finalize(statement);
    sqlite3_close(db);
}

/* ---- killed ---- */

struct shared {
    _Atomic int64_t recorded, written;
};

/* Until the child has counted so often, at most ten seconds: what is killed is a program at work, however slow the machine. */
static void
wait_for_counts(const struct shared *shared, int64_t counts) {
    for (int i = 0; i < 100000 && shared->recorded < counts; i++) {
        usleep(100);
    }
}

static void
count_until_killed(const char *path, struct shared *shared) {
    const struct stats_config config = {.path = path};
    struct stats *stats = stats_open(&config, 0);
    for (int64_t i = 0;; i++) {
        char slide[24];
        (void)snprintf(slide, sizeof(slide), "slide-%d", (int)(i % 90));
        stats_set_time(stats, TIME_S(STEP_S * i), DAY_S + i / 60 * 86400,
                       14); /* days of seven minutes: much folding */
        shared->recorded++;
        stats_slide_opened(stats, slide, "fa");
        if (stats_flush(stats, false)) {
            shared->written = shared->recorded;
        }
    }
}

static void
test_killed_while_counting(void **state) {
    const char *path = stats_path("killed.db");
    struct shared *shared =
        mmap(NULL, sizeof(*shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    uint32_t seed = 5;
    int64_t lost = 0;
    int64_t known = 0;
    (void)state;
    for (int i = 0; i < KILLS; i++) {
        char aside[160];
        int status = 0;
        shared->recorded = shared->written = 0;
        const pid_t child = fork();
        if (child == 0) {
            count_until_killed(path, shared);
        }
        wait_for_counts(shared, 1 + support_random(&seed) % 40); /* some die before the first is written */
        usleep(support_random(&seed) % 4000);
        kill(child, SIGKILL);
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
        stats_close(stats_open_at(path, 0, DAY_S)); /* opened as the next start would */
        assert_whole(path);
        (void)snprintf(aside, sizeof(aside), "%s.corrupt-1", path);
        assert_false(fs_exists(aside));
        const int64_t got = stats_sum_of(path, STATS_OPENED, NULL).value - known;
        assert_in_range(got, shared->written, shared->recorded);
        assert_true(shared->recorded - got <= LOST_MAX);
        lost += shared->recorded - got;
        known += got;
    }
    assert_true(known > KILLS);
    printf("killed while counting: N = %d, %lld counts kept, %lld lost\n", KILLS, (long long)known,
           (long long)lost);
    munmap(shared, sizeof(*shared));
}

/* ---- cut, soiled, torn ---- */

static struct arena arena;

struct scene_of_crime {
    struct str before, after, log; /* the file before and after the log was copied back, and the log */
    size_t log_end[MINUTES + 1];   /* where the log ended after so many minutes */
    int64_t base;                  /* counts in `before` */
};

static struct str
bytes_of(const char *path, const char *part) {
    char name[160];
    struct str data = {"", 0};
    struct err err = {0};
    (void)snprintf(name, sizeof(name), "%s%s", path, part);
    assert_true(fs_read(&arena, name, 1u << 22, &data, &err));
    return data;
}

static void
put(const char *path, const char *part, const char *bytes, size_t len) {
    char name[160];
    (void)snprintf(name, sizeof(name), "%s%s", path, part);
    FILE *file = fopen(name, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, len, file), len);
    assert_int_equal(fclose(file), 0);
}

/* A file with some days in it, and a log of forty minutes of one count more each. */
static void
make_scene(struct scene_of_crime *scene) {
    const char *path = stats_path("scene.db");
    struct stats *stats = NULL;
    for (int day = 0; day < 4; day++) {
        stats = stats_open_at(path, 0, DAY_S + day * 86400);
        for (int i = 0; i < 120; i++) {
            char slide[24];
            (void)snprintf(slide, sizeof(slide), "slide-%d", i);
            stats_slide_opened(stats, slide, "fa");
        }
        stats_close(stats);
    }
    scene->base = stats_sum_of(path, STATS_OPENED, NULL).value;
    scene->before = bytes_of(path, "");
    stats = stats_open_at(path, 0, DAY_S + 3 * 86400);
    for (int i = 1; i <= MINUTES; i++) {
        char slide[24];
        (void)snprintf(slide, sizeof(slide), "slide-%d", i % 9);
        stats_slide_opened(stats, slide, "en");
        stats_set_time(stats, TIME_S(61 * i), DAY_S + (i < 20 ? 3 : 4) * 86400, 14); /* folds in the middle */
        assert_true(stats_flush(stats, false));
        scene->log = bytes_of(path, "-wal");
        scene->log_end[i] = scene->log.len;
    }
    assert_true(scene->log_end[MINUTES] >
                scene->log_end[MINUTES - 1]); /* it has not begun again from its start */
    scene->before = bytes_of(path, "");
    stats_close(stats);
    scene->after = bytes_of(path, "");
    assert_int_equal(stats_sum_of(path, STATS_OPENED, NULL).value, scene->base + MINUTES);
}

static void
assert_opens_with(const char *path, int64_t wanted) {
    struct stats *stats = stats_open_at(path, 0, DAY_S + 5 * 86400);
    assert_null(stats_take_note(stats));
    stats_close(stats);
    assert_whole(path);
    assert_int_equal(stats_sum_of(path, STATS_OPENED, NULL).value, wanted);
}

static int64_t
minutes_within(const struct scene_of_crime *scene, size_t bytes) {
    int64_t minutes = 0;
    while (minutes < MINUTES && scene->log_end[minutes + 1] <= bytes) {
        minutes++;
    }
    return minutes;
}

static int
cut_log(const struct scene_of_crime *scene, size_t at) {
    const char *path = stats_path("cut.db");
    put(path, "", scene->before.ptr, scene->before.len);
    put(path, "-wal", scene->log.ptr, at);
    assert_opens_with(path, scene->base + minutes_within(scene, at));
    return 1;
}

static void
test_a_log_cut_anywhere_keeps_what_had_ended(void **state) {
    struct scene_of_crime scene = {0};
    uint32_t seed = 11;
    int states = 0;
    (void)state;
    arena_init(&arena, 1 << 20);
    make_scene(&scene);
    for (size_t at = 0; at <= scene.log.len; at += 4096) {
        states += cut_log(&scene, at);
    }
    for (size_t at = 32; at <= scene.log.len;
         at += 1024 + 24) { /* the header, then pages with a heading each */
        states += cut_log(&scene, at);
    }
    for (int i = 0; i < 150; i++) {
        states += cut_log(&scene, support_random(&seed) % (scene.log.len + 1));
    }
    for (int i = 0; i < 100; i++) { /* a byte of it never came to the disk as it was meant */
        char *log = arena_alloc(&arena, scene.log.len);
        const size_t at = support_random(&seed) % scene.log.len;
        memcpy(log, scene.log.ptr, scene.log.len);
        log[at] = (char)(log[at] ^ (1 + support_random(&seed) % 255));
        const char *path = stats_path("soiled.db");
        put(path, "", scene.before.ptr, scene.before.len);
        put(path, "-wal", log, scene.log.len);
        stats_close(stats_open_at(path, 0, DAY_S + 5 * 86400));
        assert_whole(path);
        /* the transaction it hit and those behind it are gone; one in the log's header, which is written once and first, may cost all,
         * and one in its unused fields costs nothing */
        const int64_t minutes = stats_sum_of(path, STATS_OPENED, NULL).value - scene.base;
        assert_true(minutes == minutes_within(&scene, at) || at < 32);
        states++;
    }
    printf("log cut or soiled: N = %d\n", states);
    assert_true(states >= 300);
    arena_fini(&arena);
}

/* While the log is copied back any mixture of old and new pages may stand in the file; the log is still whole. */
static void
test_a_file_torn_while_the_log_was_copied_back(void **state) {
    struct scene_of_crime scene = {0};
    uint32_t seed = 17;
    int states = 0;
    (void)state;
    arena_init(&arena, 1 << 20);
    make_scene(&scene);
    for (; states < 100; states++) {
        const char *path = stats_path("torn.db");
        char *file = arena_alloc(&arena, scene.after.len);
        memcpy(file, scene.before.ptr,
               scene.before.len < scene.after.len ? scene.before.len : scene.after.len);
        for (size_t at = 0; at < scene.after.len; at += 512) { /* half a page may be new as well */
            if (support_random(&seed) % 2 == 0) {
                memcpy(file + at, scene.after.ptr + at, 512);
            }
        }
        put(path, "", file, scene.after.len);
        put(path, "-wal", scene.log.ptr, scene.log.len);
        assert_opens_with(path, scene.base + MINUTES);
    }
    printf("file torn while the log was copied back: N = %d\n", states);
    arena_fini(&arena);
}

/* What no power cut should do: the file itself cut short. It opens, or is set aside; it is never written to as it is. */
static void
test_a_file_cut_short_opens_or_is_set_aside(void **state) {
    struct scene_of_crime scene = {0};
    int opened = 0;
    int aside = 0;
    (void)state;
    arena_init(&arena, 1 << 20);
    make_scene(&scene);
    for (size_t at = 0; at <= scene.after.len; at += 512) {
        const char *path = stats_path("short.db");
        put(path, "", scene.after.ptr, at);
        struct stats *stats = stats_open_at(path, 0, DAY_S);
        const char *note = stats_take_note(stats);
        aside += note != NULL && strstr(note, "begins anew") != NULL ? 1 : 0;
        opened += note == NULL ? 1 : 0;
        stats_slide_opened(stats, "economy", "fr");
        stats_close(stats);
        assert_whole(path);
        assert_true(stats_sum_of(path, STATS_OPENED, "economy").value == 1);
    }
    assert_int_equal(opened, 2); /* nothing at all, and everything */
    printf("file cut short: N = %d, of them set aside %d\n", opened + aside, aside);
    assert_int_equal((size_t)(opened + aside), scene.after.len / 512 + 1);
    arena_fini(&arena);
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_killed_while_counting),
        cmocka_unit_test(test_a_log_cut_anywhere_keeps_what_had_ended),
        cmocka_unit_test(test_a_file_torn_while_the_log_was_copied_back),
        cmocka_unit_test(test_a_file_cut_short_opens_or_is_set_aside),
    };
    STATS_SUPPORT_UNUSED;
    return cmocka_run_group_tests(tests, stats_set_up, stats_tear_down);
}
