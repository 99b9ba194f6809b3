/* The moves of the state keep their law whatever their order, and a record is believed only whole. */

#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "pack/pack_state.h"

static uint32_t seed = 1;

static uint32_t
dice(uint32_t sides) {
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 10) % sides;
}

static void
hash_of(uint32_t number, uint8_t ret_hash[PACK_FILE_HASH_BYTES]) {
    memset(ret_hash, 0, PACK_FILE_HASH_BYTES);
    memcpy(ret_hash, &number, sizeof(number));
}

static void
install(struct pack_state *state, uint32_t number, int64_t seq) {
    uint8_t hash[PACK_FILE_HASH_BYTES];
    hash_of(number, hash);
    const enum pack_source room = pack_state_make_room(state);
    pack_state_installed(state, room, hash, seq);
}

/* What must be true at all times. */
static void
assert_lawful(const struct pack_state *state, const struct pack_state *before) {
    assert_true(state->seq >= before->seq);
    assert_true(state->active == PACK_SOURCE_FACTORY || state->slots[state->active].is_there);
    assert_true(state->strikes < PACK_STRIKES_MAX && state->starts <= PACK_STARTS_MAX);
    assert_true(pack_state_is_on_trial(state) || state->starts == 0);
    assert_true(state->active < PACK_SLOTS || state->strikes == 0);
    for (int s = 0; s < PACK_SLOTS; s++) {
        const struct pack_slot *slot = &state->slots[s];
        assert_true(!slot->is_there || (slot->seq <= state->seq && !pack_state_is_bad(state, slot->hash)));
    }
}

static void
test_moves_in_any_order(void **state) {
    UNUSED(state);
    const char *wish = getenv("VITRIN_MOVES");
    const int moves = wish != NULL ? atoi(wish) : 40000;
    struct pack_state now = pack_state_fresh();
    int installed = 0;
    int fallen = 0;
    int confirmed = 0;
    for (int i = 0; i < moves; i++) {
        const struct pack_state before = now;
        const bool had_confirmed = now.active < PACK_SLOTS && now.slots[now.active].is_confirmed;
        uint8_t hash[PACK_FILE_HASH_BYTES];
        switch (dice(6)) {
        case 0: {
            const int64_t seq = now.seq + 5 - (int64_t)dice(10);
            hash_of(dice(40), hash);
            if (pack_state_judge(&now, hash, seq, dice(4) == 0 ? now.seq : 0) == PACK_NONE && seq > 0) {
                const bool was_there = now.slots[0].is_there || now.slots[1].is_there;
                const enum pack_source room = pack_state_make_room(&now);
                assert_lawful(&now, &before);
                /* what was confirmed and shown is still there */
                assert_true(!had_confirmed || memcmp(&now.slots[before.active], &before.slots[before.active],
                                                     sizeof(struct pack_slot)) == 0);
                assert_true(was_there || room == PACK_SLOT_A);
                const enum pack_source other = room == PACK_SLOT_A ? PACK_SLOT_B : PACK_SLOT_A;
                assert_true(!pack_state_is_on_trial(&before) ||
                            memcmp(&now.slots[other], &before.slots[other], sizeof(struct pack_slot)) == 0);
                pack_state_installed(&now, room, hash, seq);
                installed++;
            }
            break;
        }
        case 1:
            hash_of(dice(40), hash);
            if (now.active < PACK_SLOTS && dice(2) == 0) {
                memcpy(hash, now.slots[now.active].hash, sizeof(hash));
            }
            confirmed += pack_state_confirm(&now, hash) ? 1 : 0;
            break;
        case 2:
            fallen +=
                pack_state_start(&now, dice(2) == 0 ? PACK_END_CRASHED : (enum pack_end)dice(2)) ? 1 : 0;
            break;
        case 3:
            (void)pack_state_return(&now);
            break;
        case 4:
            if (dice(20) == 0) {
                pack_state_drop(&now, dice(2) == 0 ? PACK_SLOT_A : PACK_SLOT_B, dice(2) == 0);
            }
            break;
        default:
            pack_state_remember(&now, (enum pack_outcome)dice(PACK_OUTCOMES), now.seq, dice(1000));
            break;
        }
        assert_lawful(&now, &before);
        char text[PACK_STATE_BYTES_MAX];
        struct pack_state read;
        struct err err = {0};
        const size_t bytes = pack_state_print(&now, text);
        assert_true(pack_state_parse((struct str){text, bytes}, &read, &err));
        assert_memory_equal(&read, &now, sizeof(now));
    }
    printf("N = %d moves: %d packs installed, %d confirmed, %d fell back\n", moves, installed, confirmed,
           fallen);
    assert_true(installed > moves / 100 && confirmed > moves / 100 && fallen > moves / 1000);
}

static void
test_who_may_come(void **state) {
    UNUSED(state);
    struct pack_state now = pack_state_fresh();
    uint8_t hash[PACK_FILE_HASH_BYTES];
    hash_of(1, hash);
    assert_int_equal(pack_state_judge(&now, hash, 2026112301, 0), PACK_NONE); /* nothing to jump from */
    assert_int_equal(pack_state_judge(&now, hash, PACK_SEQ_MAX, 0), PACK_NONE);
    assert_int_equal(pack_state_judge(&now, hash, PACK_SEQ_MAX + 1, 0), PACK_SEQUENCE_JUMP);
    install(&now, 1, 100);
    assert_int_equal(pack_state_judge(&now, hash, 100, 0), PACK_ALREADY);
    hash_of(2, hash);
    assert_int_equal(pack_state_judge(&now, hash, 100, 0), PACK_OLDER);
    assert_int_equal(pack_state_judge(&now, hash, 99, 0), PACK_OLDER);
    assert_int_equal(pack_state_judge(&now, hash, 101, 0), PACK_NONE);
    assert_int_equal(pack_state_judge(&now, hash, 100 + PACK_SEQ_JUMP_MAX, 0), PACK_NONE);
    assert_int_equal(pack_state_judge(&now, hash, 101 + PACK_SEQ_JUMP_MAX, 0), PACK_SEQUENCE_JUMP);
    assert_int_equal(pack_state_judge(&now, hash, 50, 99),
                     PACK_OLDER); /* an explicit downgrade of another pack */
    assert_int_equal(pack_state_judge(&now, hash, 50, 100), PACK_NONE);
    install(&now, 2, 50);
    assert_int_equal(now.seq, 100); /* what was once seen stays seen */
}

static void
test_three_strikes(void **state) {
    UNUSED(state);
    struct pack_state now = pack_state_fresh();
    uint8_t hash[PACK_FILE_HASH_BYTES];
    install(&now, 1, 1);
    hash_of(9, hash);
    assert_false(pack_state_confirm(&now, hash)); /* another pack's proof */
    hash_of(1, hash);
    assert_true(pack_state_confirm(&now, hash));
    assert_false(pack_state_confirm(&now, hash));
    for (int i = 0; i < 50; i++) { /* what proves itself again and again stays */
        assert_false(pack_state_start(&now, PACK_END_CRASHED));
        assert_false(pack_state_start(&now, PACK_END_CRASHED));
        assert_true(pack_state_confirm(&now, hash));
    }
    install(&now, 2, 2);
    assert_true(pack_state_is_on_trial(&now));
    assert_false(pack_state_start(&now, PACK_END_UNTOLD));
    assert_false(pack_state_start(&now, PACK_END_CRASHED));
    assert_false(pack_state_start(&now, PACK_END_CRASHED));
    assert_true(pack_state_start(&now, PACK_END_CRASHED));
    assert_int_equal(now.slots[now.active].seq, 1);
    assert_int_equal(now.seq, 2);
    hash_of(2, hash);
    assert_true(pack_state_is_bad(&now, hash));
    assert_int_equal(pack_state_judge(&now, hash, 3, 0), PACK_KNOWN_BAD);
}

/* What had proved itself and crashes again and again gives way, but is neither deleted nor called bad: the machine may be to blame. */
static void
test_a_proven_pack_that_crashes(void **state) {
    UNUSED(state);
    struct pack_state now = pack_state_fresh();
    uint8_t hash[PACK_FILE_HASH_BYTES];
    for (uint32_t pack = 1; pack <= 2; pack++) {
        install(&now, pack, pack);
        hash_of(pack, hash);
        assert_true(pack_state_confirm(&now, hash));
    }
    for (int64_t shown = 2; shown >= 1; shown--) {
        assert_int_equal(now.slots[now.active].seq, shown);
        assert_false(pack_state_start(&now, PACK_END_CRASHED));
        for (int i = 0; i < 50; i++) { /* starts without a crash count for nothing */
            assert_false(pack_state_start(&now, PACK_END_UNTOLD));
        }
        assert_false(pack_state_start(&now, PACK_END_CRASHED));
        assert_true(pack_state_start(&now, PACK_END_CRASHED));
    }
    assert_int_equal(now.active, PACK_SOURCE_FACTORY);
    assert_int_equal(now.bad_count, 0);
    assert_true(now.slots[0].is_there && now.slots[1].is_there);
    assert_false(pack_state_start(&now, PACK_END_CRASHED)); /* nothing lies behind the factory's */
    assert_true(pack_state_return(&now));                   /* staff may try the newest once more */
    assert_int_equal(now.slots[now.active].seq, 2);
    assert_true(pack_state_is_on_trial(&now));
}

/* A newcomer takes the place of the one on trial; without one, of the older of two that have proved themselves. */
static void
test_who_makes_room(void **state) {
    UNUSED(state);
    struct pack_state now = pack_state_fresh();
    uint8_t hash[PACK_FILE_HASH_BYTES];
    install(&now, 1, 1);
    hash_of(1, hash);
    assert_true(pack_state_confirm(&now, hash));
    install(&now, 2, 2);
    assert_int_equal(pack_state_make_room(&now), PACK_SLOT_B);
    assert_true(now.slots[PACK_SLOT_A].is_there && now.slots[PACK_SLOT_A].is_confirmed);
    assert_int_equal(now.active, PACK_SLOT_A);
    install(&now, 3, 3);
    hash_of(3, hash);
    assert_true(pack_state_confirm(&now, hash));
    assert_int_equal(pack_state_make_room(&now), PACK_SLOT_A);
    assert_int_equal(now.active, PACK_SLOT_B);
}

/* A proven pack that gave way to the factory's is kept for staff as long as there is room. */
static void
test_who_makes_room_for_the_first_after_a_relapse(void **state) {
    UNUSED(state);
    for (int is_full = 0; is_full < 2; is_full++) {
        struct pack_state now = pack_state_fresh();
        uint8_t hash[PACK_FILE_HASH_BYTES];
        for (uint32_t pack = 1; pack <= 1 + (uint32_t)is_full; pack++) {
            install(&now, pack, pack);
            hash_of(pack, hash);
            assert_true(pack_state_confirm(&now, hash));
        }
        while (now.active != PACK_SOURCE_FACTORY) {
            (void)pack_state_start(&now, PACK_END_CRASHED);
        }
        assert_int_equal(pack_state_make_room(&now), is_full ? PACK_SLOT_A : PACK_SLOT_B);
        const struct pack_slot *kept = &now.slots[is_full ? PACK_SLOT_B : PACK_SLOT_A];
        assert_true(kept->is_there);
        assert_int_equal(kept->seq, 1 + is_full);
    }
}

/* Each start is cut short by a cut of the power, which leaves no trace. */
static void
test_starts_without_end(void **state) {
    UNUSED(state);
    struct pack_state now = pack_state_fresh();
    install(&now, 1, 1);
    int starts = 0;
    while (!pack_state_start(&now, PACK_END_UNTOLD)) {
        starts++;
        assert_true(starts <= PACK_STARTS_MAX);
    }
    assert_int_equal(starts, PACK_STARTS_MAX);
    assert_int_equal(now.active, PACK_SOURCE_FACTORY);
}

/* A loose plug: the show leaves by itself and is begun anew, a hundred times. */
static void
test_a_show_that_leaves_by_itself(void **state) {
    UNUSED(state);
    struct pack_state now = pack_state_fresh();
    install(&now, 1, 1);
    for (int i = 0; i < 100; i++) {
        assert_false(pack_state_start(&now, PACK_END_LEFT));
        assert_true(now.starts <= 1);
    }
    for (int i = 1; i < PACK_STARTS_MAX; i++) { /* it has had one start, and not one chance less */
        assert_false(pack_state_start(&now, PACK_END_UNTOLD));
    }
    assert_true(pack_state_start(&now, PACK_END_UNTOLD));
}

static void
test_the_list_of_the_bad_forgets_the_oldest(void **state) {
    UNUSED(state);
    struct pack_state now = pack_state_fresh();
    uint8_t hash[PACK_FILE_HASH_BYTES];
    for (uint32_t i = 0; i < PACK_BAD_MAX + 3; i++) {
        install(&now, 100 + i, 1 + (int64_t)i);
        pack_state_drop(&now, now.active, true);
    }
    assert_int_equal(now.bad_count, PACK_BAD_MAX);
    hash_of(102, hash);
    assert_false(pack_state_is_bad(&now, hash));
    hash_of(103, hash);
    assert_true(pack_state_is_bad(&now, hash));
}

static size_t
print_full(char text[PACK_STATE_BYTES_MAX]) {
    struct pack_state now = pack_state_fresh();
    for (uint32_t i = 0; i < PACK_BAD_MAX; i++) {
        install(&now, i, 1 + (int64_t)i);
        pack_state_drop(&now, now.active, true);
        pack_state_remember(&now, PACK_FELL_BACK, 1 + (int64_t)i, 1795454148);
    }
    install(&now, 50, 60);
    return pack_state_print(&now, text);
}

static void
test_an_altered_record_is_not_believed(void **state) {
    UNUSED(state);
    char text[PACK_STATE_BYTES_MAX];
    char altered[PACK_STATE_BYTES_MAX];
    struct pack_state read;
    const size_t bytes = print_full(text);
    for (size_t bit = 0; bit < bytes * 8; bit++) {
        struct err err = {0};
        memcpy(altered, text, bytes);
        altered[bit / 8] = (char)(altered[bit / 8] ^ (1 << (bit % 8)));
        assert_false(pack_state_parse((struct str){altered, bytes}, &read, &err));
    }
    for (size_t cut = 0; cut < bytes; cut++) {
        struct err err = {0};
        assert_false(pack_state_parse((struct str){text, cut}, &read, &err));
    }
    printf("N = %zu flipped bits, %zu cuts of a record of %zu bytes\n", bytes * 8, bytes, bytes);
}

/* Whoever writes a sound checksum below it. */
static void
test_an_unlawful_record_is_not_believed(void **state) {
    UNUSED(state);
    char text[PACK_STATE_BYTES_MAX];
    struct pack_state read;
    struct err err = {0};
    struct pack_state now = pack_state_fresh();
    install(&now, 1, 5);
    assert_true(pack_state_parse((struct str){text, pack_state_print(&now, text)}, &read, &err));
    struct pack_state wrong = now;
    wrong.active = PACK_SLOT_B; /* where nothing is */
    assert_false(pack_state_parse((struct str){text, pack_state_print(&wrong, text)}, &read, &err));
    wrong = now;
    wrong.seq = 4; /* below what lies in a slot */
    assert_false(pack_state_parse((struct str){text, pack_state_print(&wrong, text)}, &read, &err));
    assert_non_null(strstr(err.text, "state: "));
}

/* The very pack with the highest number, when it is in no slot any more. */
static void
test_the_highest_may_come_again(void **state) {
    UNUSED(state);
    struct pack_state now = pack_state_fresh();
    uint8_t hash[PACK_FILE_HASH_BYTES];
    install(&now, 1, 10);
    pack_state_drop(&now, now.active, false); /* its slot was damaged */
    hash_of(1, hash);
    assert_int_equal(pack_state_judge(&now, hash, 10, 0), PACK_NONE);
    assert_int_equal(pack_state_judge(&now, hash, 9, 0), PACK_OLDER);
    hash_of(2, hash);
    assert_int_equal(pack_state_judge(&now, hash, 10, 0), PACK_OLDER);
    install(&now, 1, 10);
    hash_of(1, hash);
    pack_state_drop(&now, now.active, true); /* it failed, and staff let that be forgotten */
    now.bad_count = 0;
    assert_int_equal(pack_state_judge(&now, hash, 10, 0), PACK_OLDER);
    install(&now, 3, 11);
    install(&now, 4, 5); /* an explicit downgrade */
    hash_of(3, hash);
    assert_int_equal(pack_state_judge(&now, hash, 11, 0), PACK_OLDER);
}

/* A slot that an older record does not know, or knows otherwise. */
static void
test_what_lies_in_a_slot_is_adopted(void **state) {
    UNUSED(state);
    struct pack_state now = pack_state_fresh();
    uint8_t hash[PACK_FILE_HASH_BYTES];
    install(&now, 1, 10);
    hash_of(1, hash);
    assert_true(pack_state_confirm(&now, hash));
    pack_state_adopt(&now, PACK_SLOT_A, hash, 10); /* known already */
    assert_true(now.slots[PACK_SLOT_A].is_confirmed);
    hash_of(2, hash);
    pack_state_adopt(&now, PACK_SLOT_B, hash, 9); /* not above: it is there, and no more */
    assert_true(now.slots[PACK_SLOT_B].is_there);
    assert_int_equal(now.active, PACK_SLOT_A);
    hash_of(3, hash);
    pack_state_adopt(&now, PACK_SLOT_B, hash, 11);
    assert_int_equal(now.active, PACK_SLOT_B);
    assert_true(pack_state_is_on_trial(&now));
    assert_int_equal(now.seq, 11);
    pack_state_drop(&now, PACK_SLOT_B, true);
    pack_state_adopt(&now, PACK_SLOT_B, hash, 11); /* it failed here */
    assert_false(now.slots[PACK_SLOT_B].is_there);
}

static void
test_two_copies(void **state) {
    UNUSED(state);
    char folder[] = "/tmp/vitrin-state-XXXXXX";
    char path[64];
    char command[64];
    struct pack_state now = pack_state_fresh();
    struct pack_state read;
    struct err err = {0};
    assert_non_null(mkdtemp(folder));
    assert_int_equal(pack_state_read(&FS_TABLE_SYSTEM, folder, &read), PACK_RECORD_NONE);
    assert_int_equal(read.active, PACK_SOURCE_FACTORY);
    for (uint32_t i = 1; i <= 6; i++) {
        install(&now, i, (int64_t)i);
        assert_true(pack_state_write(&FS_TABLE_SYSTEM, folder, &now, &err));
        assert_int_equal(pack_state_read(&FS_TABLE_SYSTEM, folder, &read), PACK_RECORD_SOUND);
        assert_int_equal(read.gen, i);
        assert_int_equal(read.seq, i);
    }
    for (uint64_t gen = 6; gen >= 5; gen--) { /* the newer copy is damaged: the older one; both: fresh */
        FILE *file;
        (void)snprintf(path, sizeof(path), "%s/state.%d", folder, (int)(gen % 2));
        file = fopen(path, "r+");
        assert_non_null(file);
        assert_int_equal(fseek(file, 20, SEEK_SET), 0);
        assert_int_equal(fputc('#', file), '#');
        assert_int_equal(fclose(file), 0);
        assert_int_equal(pack_state_read(&FS_TABLE_SYSTEM, folder, &read),
                         gen == 6 ? PACK_RECORD_DOUBTFUL : PACK_RECORD_LOST);
        assert_int_equal(read.gen, gen == 6 ? 5 : 0);
    }
    (void)snprintf(command, sizeof(command), "rm -r %s", folder);
    assert_int_equal(system(command), 0);
}

int
main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_moves_in_any_order),
        cmocka_unit_test(test_who_may_come),
        cmocka_unit_test(test_three_strikes),
        cmocka_unit_test(test_a_proven_pack_that_crashes),
        cmocka_unit_test(test_who_makes_room),
        cmocka_unit_test(test_who_makes_room_for_the_first_after_a_relapse),
        cmocka_unit_test(test_starts_without_end),
        cmocka_unit_test(test_a_show_that_leaves_by_itself),
        cmocka_unit_test(test_the_list_of_the_bad_forgets_the_oldest),
        cmocka_unit_test(test_an_altered_record_is_not_believed),
        cmocka_unit_test(test_an_unlawful_record_is_not_believed),
        cmocka_unit_test(test_the_highest_may_come_again),
        cmocka_unit_test(test_what_lies_in_a_slot_is_adopted),
        cmocka_unit_test(test_two_copies),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
