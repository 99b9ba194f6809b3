/* Whether a pack may come in, beyond what the record alone says: the factory's pack, a slot that is broken, a stick that was quicker. */

#include "support.h"

#include "pack/pack_place.h"
#include "tests/faults/device.h"

/* A device whose pack 1 has proved itself, with pack 2 in the stick. */
static struct disk *
device(void) {
    struct disk *disk = show_disk();
    put_stick(disk, 1);
    assert_int_equal(take_stick(disk), PACK_INSTALLED);
    assert_int_equal(request(disk, PACK_REQUEST_CONFIRM, 1), 1);
    put_stick(disk, 2);
    return disk;
}

/* Signed by mistake with a number that would shut out all that follow. */
static enum pack_outcome
examine_huge(struct intake *intake, const char *path, struct intake_facts *ret_facts, struct err *err) {
    const enum pack_outcome outcome = show_examine(intake, path, ret_facts, err);
    ret_facts->seq = ret_facts->seq == 4 ? PACK_SEQ_MAX : ret_facts->seq;
    return outcome;
}

/* On a device that has never installed anything, the factory's pack is what is known. */
static void
test_the_factory_has_been_here(void **state) {
    UNUSED(state);
    static const struct {
        int stick;
        enum pack_outcome (*examine)(struct intake *, const char *, struct intake_facts *, struct err *);
        enum pack_outcome expected;
    } CASES[] = {
        {1, show_examine, PACK_OLDER},
        {2, show_examine, PACK_ALREADY}, /* it is shown */
        {3, show_examine, PACK_INSTALLED},
        {3, examine_huge, PACK_SEQUENCE_JUMP},
    };
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        struct disk *disk = show_disk();
        const struct fs_table table = disk_table(disk);
        struct intake intake = disk_intake(&table);
        struct err err = {0};
        disk_put(disk, "/factory/factory.vpack", show.packs[2].bytes.ptr, show.packs[2].bytes.len);
        disk_put(disk, "/factory/factory.vpack.minisig", show.packs[2].signature.ptr,
                 show.packs[2].signature.len);
        put_stick(disk, CASES[i].stick);
        intake.examine = CASES[i].examine;
        assert_true(intake_open(&intake, &err));
        assert_int_equal(intake_take(&intake, "/stick", &err), CASES[i].expected);
        disk_destroy(disk);
    }
}

/* The stick that brought a pack mends its slot. */
static void
test_a_broken_slot_is_mended_by_its_stick(void **state) {
    UNUSED(state);
    for (int boots = 0; boots < 2; boots++) { /* a start drops what is damaged */
        struct disk *disk = device();
        int64_t seq = 0;
        put_stick(disk, 1);
        assert_int_equal(take_stick(disk), PACK_ALREADY);
        disk_put(disk, "/state/slots/a.vpack", "no pack", 7);
        assert_int_equal(boots == 0 ? PACK_FACTORY : boot(disk, PACK_END_UNTOLD), PACK_FACTORY);
        assert_int_equal(shown_pack(disk, &seq), 0);
        assert_int_equal(take_stick(disk), PACK_INSTALLED);
        assert_int_equal(shown_pack(disk, &seq), 1);
        assert_int_equal(take_stick(disk), PACK_ALREADY);
        disk_destroy(disk);
    }
}

/* Another stick was quicker. */
static enum pack_outcome
rehearse_while_another_comes(struct intake *intake, const char *path, struct err *err) {
    struct pack_state record;
    struct err unwritten = {0};
    UNUSED(path);
    UNUSED(err);
    (void)pack_state_read(intake->fs, intake->folders.state, &record);
    record.seq = 9;
    assert_true(pack_state_write(intake->fs, intake->folders.state, &record, &unwritten));
    return PACK_NONE;
}

static void
test_it_is_judged_again(void **state) {
    UNUSED(state);
    struct disk *disk = device();
    const struct fs_table table = disk_table(disk);
    struct intake intake = disk_intake(&table);
    struct err err = {0};
    int64_t seq = 0;
    intake.rehearse = rehearse_while_another_comes;
    assert_true(intake_open(&intake, &err));
    assert_int_equal(intake_take(&intake, "/stick", &err), PACK_OLDER);
    assert_int_equal(shown_pack(disk, &seq), 1);
    assert_int_equal(seq, 9);
    disk_destroy(disk);
}

/* What will not be taken is not drawn, either: a rehearsal takes minutes. */
static int rehearsals;
static enum pack_outcome
rehearse_and_count(struct intake *intake, const char *path, struct err *err) {
    rehearsals++;
    return show_rehearse(intake, path, err);
}

static void
test_it_is_judged_before_the_rehearsal(void **state) {
    UNUSED(state);
    struct disk *disk = device();
    const struct fs_table table = disk_table(disk);
    struct intake intake = disk_intake(&table);
    struct err err = {0};
    intake.rehearse = rehearse_and_count;
    put_stick(disk, 0);
    assert_true(intake_open(&intake, &err));
    assert_int_equal(intake_take(&intake, "/stick", &err), PACK_OLDER);
    assert_int_equal(rehearsals, 0);
    put_stick(disk, 2);
    assert_int_equal(intake_take(&intake, "/stick", &err), PACK_INSTALLED);
    assert_int_equal(rehearsals, 1);
    disk_destroy(disk);
}

/* ---- the factory's pack, exchanged by a package ---- */
static void
put_factory(struct disk *disk, int pack) {
    disk_put(disk, "/factory/factory.vpack", show.packs[pack].bytes.ptr, show.packs[pack].bytes.len);
    disk_put(disk, "/factory/factory.vpack.minisig", show.packs[pack].signature.ptr,
             show.packs[pack].signature.len);
}

static enum pack_outcome
rehearse_and_fail(struct intake *intake, const char *path, struct err *err) {
    UNUSED(intake);
    UNUSED(path);
    err_set(err, ERR_CONTENT, 0, "rehearsal: it fails");
    return PACK_REHEARSAL_FAILED;
}

static enum pack_outcome
offer(struct disk *disk, bool is_passing) {
    const struct fs_table table = disk_table(disk);
    struct intake intake = disk_intake(&table);
    struct err err = {0};
    intake.rehearse = is_passing ? rehearse_and_count : rehearse_and_fail;
    assert_true(intake_open(&intake, &err));
    const struct pack_status before = intake.status;
    const enum pack_outcome outcome = intake_offer(&intake, &err);
    const bool is_told = intake.status.changes != before.changes;
    assert_true(is_told == (outcome == PACK_INSTALLED)); /* the show looks for another pack */
    assert_true(intake.status.event == before.event && intake.status.phase == before.phase &&
                intake.status.outcome == before.outcome); /* and says nothing */
    return outcome;
}

/* Newer than all that have been here: it is shown, on trial, and what was shown is behind it. */
static void
test_a_newer_factory_pack_is_taken(void **state) {
    UNUSED(state);
    struct disk *disk = device();
    int64_t seq = 0;
    put_factory(disk, 3);
    assert_int_equal(shown_pack(disk, &seq), 1);
    assert_int_equal(offer(disk, true), PACK_INSTALLED);
    assert_int_equal(shown_pack(disk, &seq), 3);
    assert_int_equal(offer(disk, true), PACK_ALREADY);
    assert_int_equal(take_stick(disk), PACK_OLDER); /* pack 2 */
    for (int crash = 0; crash < PACK_STRIKES_MAX; crash++) {
        (void)boot(disk, PACK_END_CRASHED);
    }
    assert_int_equal(shown_pack(disk, &seq), 1);
    assert_int_equal(offer(disk, true), PACK_KNOWN_BAD);
    assert_int_equal(shown_pack(disk, &seq), 1);
    disk_destroy(disk);
}

static void
test_an_older_factory_pack_changes_nothing(void **state) {
    UNUSED(state);
    struct disk *disk = device();
    int64_t seq = 0;
    rehearsals = 0;
    put_factory(disk, 1); /* what is shown */
    assert_int_equal(offer(disk, true), PACK_ALREADY);
    assert_int_equal(take_stick(disk), PACK_INSTALLED);
    assert_int_equal(offer(disk, true), PACK_OLDER); /* it is the other slot's */
    put_factory(disk, 0);
    assert_int_equal(offer(disk, true), PACK_OLDER);
    assert_int_equal(rehearsals, 0);
    assert_int_equal(shown_pack(disk, &seq), 2);
    disk_destroy(disk);
}

/* Also where nothing has ever come by stick: the first offer gives the pack that is shown a slot, for the next takes its place. */
static void
test_a_failing_factory_pack_leaves_the_show(void **state) {
    UNUSED(state);
    struct disk *disk = show_disk();
    int64_t seq = 0;
    assert_int_equal(offer(disk, true), PACK_INSTALLED);
    assert_int_equal(shown_pack(disk, &seq), 0);
    put_factory(disk, 2);
    assert_int_equal(offer(disk, false), PACK_REHEARSAL_FAILED);
    assert_int_equal(shown_pack(disk, &seq), 0);
    disk_put(disk, "/factory/factory.vpack", "no pack", 7);
    assert_int_equal(offer(disk, true), PACK_SIGNATURE_WRONG);
    assert_int_equal(shown_pack(disk, &seq), 0);
    put_factory(disk, 2);
    assert_int_equal(offer(disk, true), PACK_INSTALLED);
    assert_int_equal(shown_pack(disk, &seq), 2);
    disk_destroy(disk);
}

/* Its stick may be quicker than the package's request; any other stick still has to be above it. */
static void
test_a_new_factory_pack_by_stick(void **state) {
    UNUSED(state);
    struct disk *disk = device();
    int64_t seq = 0;
    put_factory(disk, 3);
    assert_int_equal(take_stick(disk), PACK_OLDER); /* pack 2 */
    put_stick(disk, 3);
    assert_int_equal(take_stick(disk), PACK_INSTALLED);
    assert_int_equal(shown_pack(disk, &seq), 3);
    disk_destroy(disk);
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_factory_has_been_here),
        cmocka_unit_test(test_a_broken_slot_is_mended_by_its_stick),
        cmocka_unit_test(test_it_is_judged_before_the_rehearsal),
        cmocka_unit_test(test_it_is_judged_again),
        cmocka_unit_test(test_a_newer_factory_pack_is_taken),
        cmocka_unit_test(test_an_older_factory_pack_changes_nothing),
        cmocka_unit_test(test_a_failing_factory_pack_leaves_the_show),
        cmocka_unit_test(test_a_new_factory_pack_by_stick),
    };
    SUPPORT_UNUSED;
    return cmocka_run_group_tests(tests, show_open, show_close);
}
