/* `vitrin-intake`: takes packs from sticks. Exit status: 0 done, 1 refused, with one sentence on the standard error, 2 for a wrong
 * argument or a folder that cannot be used. */

#include <stdio.h>
#include <string.h>

#include "base/confine.h"
#include "base/log.h"
#include "base/wall.h"
#include "intake/intake_options.h"
#include "intake/intake_paper.h"
#include "intake/intake_starter.h"
#include "pack/pack_place.h"

#define VERSION "0.1.0"

static void
print_slot(const struct pack_state *state, enum pack_source source) {
    static const char *const NAMES[] = {"a", "b"};
    const struct pack_slot *slot = &state->slots[source];
    if (!slot->is_there) {
        printf("slot %s    empty\n", NAMES[source]);
        return;
    }
    printf("slot %s    sequence number %lld, %s%s, file ", NAMES[source], (long long)slot->seq,
           slot->is_confirmed ? "confirmed" : "on trial", state->active == source ? ", shown" : "");
    for (int i = 0; i < 8; i++) {
        printf("%02x", slot->hash[i]);
    }
    puts("");
}

static int
print_status(const struct intake *intake) {
    const struct pack_state *state = &intake->state;
    printf("shown     %s\nhighest   sequence number %lld\n",
           state->active == PACK_SOURCE_FACTORY ? "the factory's pack"
           : state->active == PACK_SLOT_A       ? "slot a"
                                                : "slot b",
           (long long)state->seq);
    print_slot(state, PACK_SLOT_A);
    print_slot(state, PACK_SLOT_B);
    printf("strikes   %d of %d\nfailed    %d packs\nkeys      %d, %d retired\n", state->strikes,
           PACK_STRIKES_MAX, state->bad_count, intake->ring.key_count, intake->ring.retired_count);
    for (int i = 0; i < state->past_count; i++) {
        printf("before    %s, sequence number %lld\n", pack_outcome_word(state->past[i].outcome),
               (long long)state->past[i].seq);
    }
    return 0;
}

static int
remove_stick(struct intake *intake, const char *event) {
    int number = 0;
    if (!str_to_int(str_from_c(event), &number) || number < 0) {
        fprintf(stderr, "vitrin-intake: removed: \"%s\" is no event's number\n", event);
        return 2;
    }
    intake_tell_removed(intake, (uint32_t)number);
    return 0;
}

static int
run(struct intake *intake, const struct intake_options *options) {
    struct err err = {0};
    enum pack_outcome outcome = PACK_NONE;
    enum pack_end end;
    switch (options->command) {
    case INTAKE_BOOT:
        end = intake_trail_tells_end(intake);
        outcome = intake_boot(intake, options->is_crash ? PACK_END_CRASHED : end, &err);
        if (err.code != ERR_NONE) {
            log_line(LOG_WARN, "intake: %s: %s", pack_outcome_word(outcome), err.text);
        }
        return 0; /* the show starts in any case */
    case INTAKE_TAKE:
        outcome = intake_take(intake, options->stick, &err);
        break;
    case INTAKE_OFFER:
        outcome = intake_offer(intake, &err);
        break;
    case INTAKE_RECEIPT:
        if (!intake_write_receipt(intake, options->stick, &err)) {
            log_line(LOG_WARN, "intake: receipt: %s", err.text);
            return 1;
        }
        return 0;
    case INTAKE_DONE:
    case INTAKE_UNWRITTEN:
        intake_finish(intake, options->command == INTAKE_DONE);
        return 0;
    case INTAKE_FOREIGN:
        outcome = intake_tell_foreign(intake, options->stick, &err);
        break;
    case INTAKE_PULLED:
        outcome = intake_tell_pulled(intake, &err);
        break;
    case INTAKE_REMOVED:
        return remove_stick(intake, options->stick);
    case INTAKE_REQUESTS:
        printf("%d done\n", intake_do_requests(intake));
        return 0;
    case INTAKE_WATCH:
        intake_watch(intake, options->stick);
        return 0;
    case INTAKE_STATUS:
        return print_status(intake);
    case INTAKE_METRICS:
        intake_print_metrics(intake, stdout);
        return fflush(stdout) == 0 ? 0 : 2;
    case INTAKE_HELP:
    case INTAKE_VERSION:
        return 0;
    }
    const bool is_good = pack_outcome_is_good(outcome);
    log_line(is_good ? LOG_INFO : LOG_WARN, "intake: %s%s%s", pack_outcome_word(outcome),
             err.code == ERR_NONE ? "" : ": ", err.text);
    return is_good ? 0 : 1;
}

/* Before a byte of a stick is read, or anything that the show has written. */
static bool
give_up_starting(struct intake *intake, enum intake_command command) {
    const bool starts_some = command == INTAKE_TAKE || command == INTAKE_OFFER || command == INTAKE_WATCH ||
                             command == INTAKE_RECEIPT;
    return starts_some ? intake_starter_begin(intake) : confine_no_exec();
}

int
main(int argc, char **argv) {
    struct intake intake = intake_default();
    struct intake_options options;
    struct err err = {0};
    if (!intake_options_parse(&options, argc, argv, &err)) {
        fprintf(stderr, "vitrin-intake: %s\n", err.text);
        return 2;
    }
    if (options.command == INTAKE_HELP) {
        intake_options_print_help();
        return 0;
    }
    if (options.command == INTAKE_VERSION) {
        puts("vitrin-intake " VERSION);
        return 0;
    }
    intake.folders = options.folders;
    intake.target = options.target;
    intake.program = options.program;
    intake.has_receipt = options.has_receipt;
    intake.now_utc_s = wall_utc_s();
    if (!intake_open(&intake, &err)) {
        fprintf(stderr, "vitrin-intake: %s\n", err.text);
        if (options.command != INTAKE_STATUS && options.command != INTAKE_METRICS &&
            options.command != INTAKE_REMOVED) {
            intake_tell_unopened(&intake, &err);
        }
        return 2;
    }
    if (intake.folders.run != NULL) {
        log_also_to(intake.folders.run, PACK_PLACE_LOG_INTAKE);
    }
    if (!give_up_starting(&intake, options.command)) {
        log_line(LOG_WARN, "intake: starting programs cannot be given up here; going on");
    }
    return run(&intake, &options);
}
