/* Whatever happens while a stick is taken, a pack is shown: the program killed or the power cut at every operation, a second cut at every
 * operation of the recovery, every operation failing, and every sync and rename left out, which has to be noticed by these very tests. */

#include "support.h"

#include "pack/pack_place.h"
#include "tests/faults/device.h"

#define SEEDS_DEFAULT 1

/* ---- where a stick may come ---- */

struct situation {
    const char *name;
    struct disk *(*make)(void);
    int old, new; /* the packs that may be shown during and after the step */
    int64_t seq;  /* that the record has seen before it */
    enum pack_outcome (*step)(struct disk *disk);
    enum pack_outcome expected;
};

static struct disk *
make_fresh(void) {
    struct disk *disk = show_disk();
    put_stick(disk, 1);
    return disk;
}

static void
install_for_good(struct disk *disk, int pack) {
    put_stick(disk, pack);
    assert_int_equal(take_stick(disk), PACK_INSTALLED);
    assert_int_equal(request(disk, PACK_REQUEST_CONFIRM, pack), 1);
}

static struct disk *
make_second(void) {
    struct disk *disk = show_disk();
    install_for_good(disk, 1);
    put_stick(disk, 2);
    return disk;
}

static struct disk *
make_third(void) {
    struct disk *disk = show_disk();
    install_for_good(disk, 1);
    install_for_good(disk, 2);
    put_stick(disk, 3);
    return disk;
}

/* A stick while the pack before it is still on trial: that one goes, and the proven one stays. */
static struct disk *
make_during_trial(void) {
    struct disk *disk = show_disk();
    install_for_good(disk, 1);
    put_stick(disk, 2);
    assert_int_equal(take_stick(disk), PACK_INSTALLED);
    put_stick(disk, 3);
    return disk;
}

static struct disk *
make_struck(void) {
    struct disk *disk = make_second();
    assert_int_equal(take_stick(disk), PACK_INSTALLED);
    for (int i = 0; i < PACK_STRIKES_MAX - 1; i++) {
        assert_int_equal(boot(disk, PACK_END_CRASHED), PACK_NONE);
    }
    return disk;
}

static struct disk *
make_trial(void) {
    struct disk *disk = make_second();
    assert_int_equal(take_stick(disk), PACK_INSTALLED);
    return disk;
}

/* A key pack on a device that has shown two packs. */
static struct disk *
make_paper_stick(void) {
    struct disk *disk = show_disk();
    install_for_good(disk, 1);
    const struct fs_table table = disk_table(disk);
    assert_int_equal(table.unlink(table.self, "/stick/show.vpack"), 0);
    assert_int_equal(table.unlink(table.self, "/stick/show.vpack.minisig"), 0);
    assert_true(fs_table_sync_folder_of(&table, "/stick/show.vpack"));
    put_paper(disk);
    return disk;
}

/* Not take_stick itself: no number rises. */
static enum pack_outcome
step_paper(struct disk *disk) {
    return take_stick(disk);
}

static enum pack_outcome
step_crash(struct disk *disk) {
    return boot(disk, PACK_END_CRASHED);
}

static enum pack_outcome
step_boot(struct disk *disk) {
    return boot(disk, PACK_END_UNTOLD);
}

static enum pack_outcome
step_confirm(struct disk *disk) {
    return request(disk, PACK_REQUEST_CONFIRM, 2) == 1 ? PACK_INSTALLED : PACK_DISK_ERROR;
}

static enum pack_outcome
step_previous(struct disk *disk) {
    return request(disk, PACK_REQUEST_PREVIOUS, -1) == 1 ? PACK_RETURNED : PACK_DISK_ERROR;
}

static const struct situation SITUATIONS[] = {
    {"the first stick", make_fresh, 0, 1, 0, take_stick, PACK_INSTALLED},
    {"the second stick", make_second, 1, 2, 2, take_stick, PACK_INSTALLED},
    {"the third stick", make_third, 2, 3, 3, take_stick, PACK_INSTALLED},
    {"a stick during a trial", make_during_trial, 1, 3, 3, take_stick, PACK_INSTALLED},
    {"the third strike", make_struck, 2, 1, 3, step_crash, PACK_FELL_BACK},
    {"a confirmation", make_trial, 2, 2, 3, step_confirm, PACK_INSTALLED},
    {"a start after an install", make_trial, 2, 2, 3, step_boot, PACK_NONE},
    {"a return by staff", make_third, 2, 1, 3, step_previous, PACK_RETURNED},
    {"a key pack", make_paper_stick, 1, 1, 2, step_paper, PACK_KEYS_CHANGED},
};

/* ---- the checker ---- */

/* Does the record speak of whole files alone? */
static bool
is_every_slot_whole(struct disk *disk) {
    const struct fs_table table = disk_table(disk);
    struct intake intake = disk_intake(&table);
    struct err err = {0};
    bool ok = intake_open(&intake, &err);
    for (int slot = 0; ok && slot < PACK_SLOTS; slot++) {
        ok = !intake.state.slots[slot].is_there ||
             pack_slot_verify(&table, &DISK_FOLDERS, &intake.ring, &intake.state, (enum pack_source)slot,
                              &err);
    }
    return ok;
}

/* A cut leaves each copy of the record old or new. */
static bool
is_record_whole(struct disk *disk) {
    const struct fs_table table = disk_table(disk);
    struct pack_state state;
    const enum pack_record record = pack_state_read(&table, DISK_FOLDERS.state, &state);
    return record == PACK_RECORD_NONE || record == PACK_RECORD_SOUND;
}

/* The list of retired keys is the old one or the new one. Returns: is the key retired that the paper names? */
static bool
is_retired(struct disk *disk, bool *ret_is_list_sound) {
    const struct fs_table table = disk_table(disk);
    struct pack_ring ring;
    struct err err = {0};
    uint8_t id[PACK_KEY_ID_BYTES];
    int odd = 0;
    *ret_is_list_sound = pack_slot_read_ring(&table, &DISK_FOLDERS, &ring, &odd, &err) &&
                         ring.retired_list == PACK_RETIRED_SOUND;
    return pack_ring_parse_id(STR_LIT(SHOW_RETIRED), id) && pack_ring_is_retired(&ring, id);
}

/* The machine starts, shows something whole that may be shown, and takes the next stick. Returns: what is wrong, NULL for nothing. */
static const char *
what_is_wrong(struct disk *disk, const struct situation *situation, bool must_be_new) {
    int64_t seq = 0;
    if (!is_record_whole(disk)) {
        return "a copy of the record is torn";
    }
    bool is_list_sound = false;
    const bool has_retired = is_retired(disk, &is_list_sound);
    if (!is_list_sound || (situation->step == step_paper && must_be_new && !has_retired)) {
        return is_list_sound ? "the key that was reported retired is not"
                             : "the list of retired keys is torn";
    }
    (void)boot(disk, PACK_END_UNTOLD);
    (void)do_requests(disk); /* one that came back with the power */
    const int shown = shown_pack(disk, &seq);
    const bool may_be_trial =
        situation->make == make_during_trial && shown == 2; /* the one on trial was shown before */
    if (shown < 0) {
        return "nothing can be shown";
    }
    if (shown != situation->new && (must_be_new || (shown != situation->old && !may_be_trial))) {
        return must_be_new ? "what was reported done is not there"
                           : "neither the old nor the new pack is shown";
    }
    if (seq < situation->seq ||
        (shown == situation->new && situation->step == take_stick &&seq <= situation->seq)) {
        return "the sequence number fell";
    }
    if (!is_every_slot_whole(disk)) {
        return "the record speaks of a file that is not whole";
    }
    put_stick(disk, SHOW_PACKS - 1);
    if (take_stick(disk) != PACK_INSTALLED || shown_pack(disk, &seq) != SHOW_PACKS - 1) {
        return "the next stick is not installed";
    }
    return NULL;
}

/* As above, and a failed test says where. */
static void
assert_right(struct disk *disk, const struct situation *situation, bool must_be_new, const char *cut,
             int at) {
    char name[128];
    (void)snprintf(name, sizeof(name), "%s", disk_op_name(disk, at)); /* before the checker writes over it */
    const char *wrong = what_is_wrong(disk, situation, must_be_new);
    if (wrong != NULL) {
        fail_msg("%s, %s at operation %d (%s): %s", situation->name, cut, at, name, wrong);
    }
}

/* How many operations the whole step takes. */
static int
count_of(const struct situation *situation) {
    struct disk *disk = situation->make();
    disk_plan(disk, DISK_FAULT_NONE, 0, false);
    assert_int_equal(situation->step(disk), situation->expected);
    const int count = disk_count(disk);
    disk_destroy(disk);
    return count;
}

/* ---- R1: killed at every operation ---- */
static void
test_killed_anywhere(void **state) {
    UNUSED(state);
    int points = 0;
    for (size_t s = 0; s < ARRAY_LEN(SITUATIONS); s++) {
        const struct situation *situation = &SITUATIONS[s];
        struct disk *base = situation->make();
        const int count = count_of(situation);
        for (int at = (int)s % SUPPORT_SHARE; at < count; at += SUPPORT_SHARE) {
            struct disk *disk = disk_copy(base);
            disk_plan(disk, DISK_FAULT_DEAD, at, false);
            (void)situation->step(disk);
            disk_cut_power(disk, DISK_CUT_NOTHING_LOST, 0);
            assert_right(disk, situation, false, "killed", at);
            disk_destroy(disk);
            points++;
        }
        disk_destroy(base);
    }
    printf("N = %d points where the program was killed, in %zu situations\n", points, ARRAY_LEN(SITUATIONS));
}

/* ---- R2: the power cut at every operation, with what was in memory lost in part ---- */
static void
test_power_cut_anywhere(void **state) {
    UNUSED(state);
    const int seeds = (int)support_wish("VITRIN_CUTS", SEEDS_DEFAULT);
    const int begin = (int)support_wish("VITRIN_SEED", 0);
    int states = 0;
    for (size_t s = 0; s < ARRAY_LEN(SITUATIONS); s++) {
        const struct situation *situation = &SITUATIONS[s];
        struct disk *base = situation->make();
        const int count = count_of(situation);
        /* the last is after it all */
        for (int at = count % SUPPORT_SHARE; at <= count; at += SUPPORT_SHARE) {
            for (int seed = -1; seed < seeds; seed++) {
                struct disk *disk = disk_copy(base);
                disk_plan(disk, DISK_FAULT_DEAD, at, false);
                (void)situation->step(disk);
                disk_cut_power(disk, seed < 0 ? DISK_CUT_ALL_LOST : DISK_CUT_SOME_LOST,
                               (uint32_t)((begin + seed) * 7919 + at));
                assert_right(disk, situation, at == count && situation->step != step_confirm, "power cut",
                             at);
                disk_destroy(disk);
                states++;
            }
        }
        disk_destroy(base);
    }
    printf("N = %d states of the disk after a cut of the power\n", states);
}

/* ---- R4: and cut again while it recovers ---- */
static void
test_cut_again_during_recovery(void **state) {
    UNUSED(state);
    const int stride = (int)support_wish("VITRIN_STRIDE", SUPPORT_SHARE > 1 ? 16 : 8);
    const int begin = (int)support_wish("VITRIN_SEED", 0);
    int pairs = 0;
    for (size_t s = 0; s < ARRAY_LEN(SITUATIONS); s++) {
        const struct situation *situation = &SITUATIONS[s];
        struct disk *base = situation->make();
        const int count = count_of(situation);
        for (int at = begin % stride; at < count; at += stride) {
            struct disk *first = disk_copy(base);
            disk_plan(first, DISK_FAULT_DEAD, at, false);
            (void)situation->step(first);
            disk_cut_power(first, DISK_CUT_SOME_LOST, (uint32_t)at);
            bool was_hit = true;
            for (int again = 0; was_hit; again += stride) {
                struct disk *second = disk_copy(first);
                disk_plan(second, DISK_FAULT_DEAD, again, false);
                (void)boot(second, PACK_END_UNTOLD);
                was_hit = disk_was_hit(second);
                disk_cut_power(second, DISK_CUT_SOME_LOST, (uint32_t)((begin + at) * 31 + again));
                assert_right(second, situation, false, "cut twice", again);
                disk_destroy(second);
                pairs++;
            }
            disk_destroy(first);
        }
        disk_destroy(base);
    }
    printf("N = %d pairs of cuts\n", pairs);
}

/* ---- R5, R6: every operation fails, once and for ever ---- */
static void
test_every_operation_fails(void **state) {
    UNUSED(state);
    static const enum disk_fault FAULTS[] = {DISK_FAULT_EIO, DISK_FAULT_FULL, DISK_FAULT_SHORT};
    int faults = 0;
    int installed = 0;
    for (size_t s = 0; s < ARRAY_LEN(SITUATIONS); s++) {
        const struct situation *situation = &SITUATIONS[s];
        struct disk *base = situation->make();
        const int count = count_of(situation);
        for (int n = (int)s % SUPPORT_SHARE; n < count * (int)ARRAY_LEN(FAULTS) * 2; n += SUPPORT_SHARE) {
            const int at = n % count;
            const enum disk_fault fault = FAULTS[n / count % (int)ARRAY_LEN(FAULTS)];
            const bool is_for_ever = n / count >= (int)ARRAY_LEN(FAULTS);
            struct disk *disk = disk_copy(base);
            const int failed_before = disk_failed_syncs(disk);
            disk_plan(disk, fault, at, is_for_ever);
            const enum pack_outcome outcome = situation->step(disk);
            const bool was_hit = disk_was_hit(disk);
            const bool is_done = outcome == situation->expected;
            if (situation->step == take_stick) {
                /* nothing counts as installed after a sync that failed; halves are no failure */
                assert_true(!is_done || disk_failed_syncs(disk) == failed_before);
                assert_true(is_done || (was_hit && fault != DISK_FAULT_SHORT));
                installed += was_hit && is_done ? 1 : 0;
            }
            disk_cut_power(disk, n % 2 == 0 ? DISK_CUT_ALL_LOST : DISK_CUT_SOME_LOST, (uint32_t)n);
            const bool must_be_new =
                is_done && (situation->step == take_stick || situation->step == step_paper);
            assert_right(disk, situation, must_be_new, "failing", at);
            disk_destroy(disk);
            faults += was_hit ? 1 : 0;
        }
        disk_destroy(base);
    }
    printf("N = %d faults, %d of them without harm; none installed after a sync that failed\n", faults,
           installed);
}

/* ---- R3: a sync or a rename that is left out is noticed ---- */
static bool
is_noticed_at(const struct disk *base, const struct situation *situation, int skipped, int death,
              uint32_t seed) {
    struct disk *disk = disk_copy(base);
    disk_plan(disk, DISK_FAULT_SKIP, skipped, false);
    disk_plan_death(disk, death);
    const bool is_done = situation->step(disk) == situation->expected;
    const bool is_refused = !is_done && death < 0; /* what is left out was missed at once */
    disk_cut_power(disk, seed == 0 ? DISK_CUT_ALL_LOST : DISK_CUT_SOME_LOST, seed * 104729u);
    const bool is_wrong = what_is_wrong(disk, situation, is_done) != NULL;
    disk_destroy(disk);
    return is_wrong || is_refused;
}

/* By a cut after the step, or by one anywhere between what is left out and its end. */
static bool
is_noticed(const struct disk *base, const struct situation *situation, int skipped, int count) {
    bool found = false;
    for (uint32_t seed = 0; seed < 20 && !found; seed++) {
        found = is_noticed_at(base, situation, skipped, -1, seed);
        for (int death = skipped + 1; death < count && !found; death++) {
            found = is_noticed_at(base, situation, skipped, death, seed);
        }
    }
    return found;
}

static void
test_every_sync_and_rename_is_needed(void **state) {
    UNUSED(state);
    int mutants = 0;
    int survivors = 0;
    for (size_t s = 1; s < ARRAY_LEN(SITUATIONS); s++) {
        const struct situation *situation = &SITUATIONS[s];
        /* into an empty slot, into one that another pack has to leave, and what must not be done twice */
        if (s > 2 && situation->step != step_previous) {
            continue;
        }
        struct disk *base = situation->make();
        const int count = count_of(situation);
        for (int at = (int)s % SUPPORT_SHARE; at < count; at += SUPPORT_SHARE) {
            struct disk *disk = disk_copy(base);
            char name[80];
            disk_plan(disk, DISK_FAULT_SKIP, at, false);
            (void)situation->step(disk);
            (void)snprintf(name, sizeof(name), "%s", disk_op_name(disk, at));
            /* the status lies in RAM and may be lost */
            const bool is_mutant = disk_was_hit(disk) && strstr(name, "/run/") == NULL;
            disk_destroy(disk);
            mutants += is_mutant ? 1 : 0;
            if (is_mutant && !is_noticed(base, situation, at, count)) {
                survivors++;
                print_error("left out unnoticed, %s: operation %d, %s\n", situation->name, at, name);
            }
        }
        disk_destroy(base);
    }
    printf("N = %d syncs and renames left out, one at a time\n", mutants);
    assert_int_equal(survivors, 0);
    assert_true(mutants > 10 / SUPPORT_SHARE);
}

/* ---- R14: the stick pulled ---- */
static void
test_pulled_anywhere(void **state) {
    UNUSED(state);
    const struct situation *situation = &SITUATIONS[1];
    const int points = (int)support_wish("VITRIN_PULLS", 256);
    const int64_t begin = support_wish("VITRIN_SEED", 0);
    const int64_t all = (int64_t)show.packs[2].bytes.len + (int64_t)show.packs[2].signature.len;
    struct disk *base = situation->make();
    for (int i = 0; i < points; i++) {
        struct disk *disk = disk_copy(base);
        int64_t seq = 0;
        disk_pull(disk, "/stick", all * i / points + begin % (all / points));
        assert_int_equal(take_stick(disk), PACK_STICK_PULLED);
        assert_int_equal(shown_pack(disk, &seq), situation->old);
        disk_cut_power(disk, DISK_CUT_SOME_LOST, (uint32_t)i);
        assert_right(disk, situation, false, "pulled", i);
        disk_destroy(disk);
    }
    disk_destroy(base);
    printf("N = %d points where the stick was pulled\n", points);
}

/* ---- R11: a stick that answers differently the second time ---- */
static void
test_a_lying_stick(void **state) {
    UNUSED(state);
    const struct situation *situation = &SITUATIONS[1];
    const int tries = (int)support_wish("VITRIN_LIES", 1000);
    const uint32_t begin = (uint32_t)support_wish("VITRIN_SEED", 0) * 1000003u;
    struct disk *base = situation->make();
    int installed = 0;
    show.strangers = 0;
    for (int i = 0; i < tries; i++) {
        struct disk *disk = disk_copy(base);
        int64_t seq = 0;
        uint32_t seed = begin + (uint32_t)i + 1;
        if (i > 0) { /* other bytes than were signed, from some point on */
            size_t size = 0;
            const uint8_t *there = disk_get(disk, "/stick/show.vpack", &size);
            uint8_t *altered = malloc(size);
            assert_non_null(altered);
            memcpy(altered, there, size);
            altered[support_random(&seed) % size] ^= (uint8_t)(1u << (support_random(&seed) % 8));
            disk_put(disk, "/stick/show.vpack", altered, size);
            free(altered);
        }
        disk_lie(disk, "/stick");
        const enum pack_outcome outcome = take_stick(disk);
        assert_int_equal(outcome, i == 0 ? PACK_INSTALLED : PACK_SIGNATURE_WRONG);
        installed += outcome == PACK_INSTALLED ? 1 : 0;
        assert_int_equal(shown_pack(disk, &seq), i == 0 ? situation->new : situation->old);
        disk_destroy(disk);
    }
    disk_destroy(base);
    assert_int_equal(show.strangers, 0);
    printf("N = %d sticks whose bytes change, %d read once and installed, no unverified byte in a slot\n",
           tries, installed);
}

/* ---- a storage that gives back other bytes than were written ---- */

static int (*true_drop_cache)(void *self, int fd);
static ssize_t (*true_read)(void *self, int fd, void *data, size_t bytes);
static bool is_worn;

static int
worn_drop_cache(void *self, int fd) {
    is_worn = true;
    return true_drop_cache(self, fd);
}

static ssize_t
worn_read(void *self, int fd, void *data, size_t bytes) {
    const ssize_t n = true_read(self, fd, data, bytes);
    if (n > 0 && is_worn) {
        *(uint8_t *)data ^= 1u;
    }
    return n;
}

static void
test_a_worn_storage(void **state) {
    (void)state;
    int tried = 0;
    for (size_t s = 0; s < ARRAY_LEN(SITUATIONS); s++) {
        struct disk *disk = SITUATIONS[s].make();
        struct fs_table table = disk_table(disk);
        struct intake intake = disk_intake(&table);
        struct err err = {0};
        int64_t seq = 0;
        if (SITUATIONS[s].step == take_stick) {
            const int before = shown_pack(disk, &seq);
            true_drop_cache = table.drop_cache;
            true_read = table.read;
            table.drop_cache = worn_drop_cache;
            table.read = worn_read;
            is_worn = false;
            assert_true(intake_open(&intake, &err));
            assert_int_equal(intake_take(&intake, "/stick", &err), PACK_DISK_ERROR);
            assert_true(is_worn);
            /* a pack on trial has made room; what had proved itself has not */
            assert_int_equal(shown_pack(disk, &seq), SITUATIONS[s].make == make_during_trial ? 1 : before);
            tried++;
        }
        disk_destroy(disk);
    }
    print_message("N = %d sticks on a storage that gives back other bytes\n", tried);
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_killed_anywhere),
        cmocka_unit_test(test_power_cut_anywhere),
        cmocka_unit_test(test_cut_again_during_recovery),
        cmocka_unit_test(test_every_operation_fails),
        cmocka_unit_test(test_every_sync_and_rename_is_needed),
        cmocka_unit_test(test_pulled_anywhere),
        cmocka_unit_test(test_a_lying_stick),
        cmocka_unit_test(test_a_worn_storage),
    };
    SUPPORT_UNUSED;
    support_choose_test();
    return cmocka_run_group_tests(tests, show_open, show_close);
}
