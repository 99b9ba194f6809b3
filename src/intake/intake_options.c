/* One table of commands, one of options. */

#include "intake/intake_options.h"

#include <stdio.h>
#include <string.h>

#define STATE_DIR "/var/lib/vitrin"
#define RUN_DIR "/run/vitrin"
#define KEYS_DIR "/usr/share/vitrin/keys.d"
#define FACTORY "/usr/share/vitrin/factory.vpack"
#define PROGRAM "/usr/bin/vitrin"

static const struct {
    const char *name, *value, *help;
    enum intake_command command;
} COMMANDS[] = {
    {"boot", "", "before each start of the show: book crashes, verify what is to be shown, fall back",
     INTAKE_BOOT},
    {"take", "DIR", "a stick, mounted there: copy, verify, check, rehearse, install", INTAKE_TAKE},
    {"offer", "", "the factory's pack, when a package brought a newer one: take it like a stick's",
     INTAKE_OFFER},
    {"receipt", "DIR", "the same stick, mounted for writing: what happened, and an export that was asked for",
     INTAKE_RECEIPT},
    {"done", "", "the stick may be removed: say so", INTAKE_DONE},
    {"unwritten", "", "the same, but the receipt did not get onto it; nor did an export, then",
     INTAKE_UNWRITTEN},
    {"foreign", "TYPE", "a stick that cannot be mounted: its file system, as blkid names it, or none",
     INTAKE_FOREIGN},
    {"pulled", "", "a stick that went away or does not answer: say so", INTAKE_PULLED},
    {"removed", "EVENT", "it is gone: say nothing more of the status' event of that number", INTAKE_REMOVED},
    {"requests", "", "do what the show asks for", INTAKE_REQUESTS},
    {"watch", "DIR", "take whatever is put into a folder, and do requests, until ended", INTAKE_WATCH},
    {"status", "", "what is installed, in words", INTAKE_STATUS},
    {"metrics", "", "how the show is, for Prometheus", INTAKE_METRICS},
};

enum option_id {
    OPTION_STATE,
    OPTION_RUN,
    OPTION_KEYS,
    OPTION_FACTORY,
    OPTION_TARGET,
    OPTION_PROGRAM,
    OPTION_CRASHED,
    OPTION_RECEIPT
};

static const struct {
    const char *name, *value, *help;
    enum option_id id;
} OPTIONS[] = {
    {"--state-dir", "DIR", "slots, state, added keys and requests (" STATE_DIR ")", OPTION_STATE},
    {"--run-dir", "DIR", "the status that the show reads, in RAM (" RUN_DIR ")", OPTION_RUN},
    {"--keys", "DIR", "public keys that came with the program (" KEYS_DIR ")", OPTION_KEYS},
    {"--factory", "FILE", "the factory's pack (" FACTORY ")", OPTION_FACTORY},
    {"--target", "NAME", "this screen's name: packs made for it are taken, besides those for any screen",
     OPTION_TARGET},
    {"--vitrin", "FILE", "the program that rehearses (" PROGRAM ")", OPTION_PROGRAM},
    {"--receipt-follows", "", "take: the stick is not to be removed before `done`", OPTION_RECEIPT},
    {"--crashed", "", "boot: the last run ended without a word", OPTION_CRASHED},
};

void
intake_options_print_help(void) {
    puts("vitrin-intake - takes packs from sticks into slots\n");
    for (size_t i = 0; i < ARRAY_LEN(COMMANDS); i++) {
        printf("  vitrin-intake %-9s %-5s %s\n", COMMANDS[i].name, COMMANDS[i].value, COMMANDS[i].help);
    }
    puts("");
    for (size_t i = 0; i < ARRAY_LEN(OPTIONS); i++) {
        printf("  %-17s %-5s %s\n", OPTIONS[i].name, OPTIONS[i].value, OPTIONS[i].help);
    }
    puts("\nStatus: 0 done, 1 refused with one sentence, 2 a wrong argument or folder.");
}

static void
take_option(struct intake_options *options, enum option_id id, const char *value) {
    switch (id) {
    case OPTION_STATE:
        options->folders.state = value;
        break;
    case OPTION_RUN:
        options->folders.run = value;
        break;
    case OPTION_KEYS:
        options->folders.keys = value;
        break;
    case OPTION_FACTORY:
        options->folders.factory = value;
        break;
    case OPTION_TARGET:
        options->target = value;
        break;
    case OPTION_PROGRAM:
        options->program = value;
        break;
    case OPTION_RECEIPT:
        options->has_receipt = true;
        break;
    case OPTION_CRASHED:
        options->is_crash = true;
        break;
    }
}

/* Returns: how many arguments it took, 0 for none that is known. */
static int
take_argument(struct intake_options *options, int argc, char **argv, int at, struct err *err) {
    for (size_t i = 0; i < ARRAY_LEN(OPTIONS); i++) {
        if (strcmp(argv[at], OPTIONS[i].name) != 0) {
            continue;
        }
        const bool has_value = OPTIONS[i].value[0] != '\0';
        if (has_value && at + 1 >= argc) {
            err_set(err, ERR_USAGE, 0, "%s: its value is missing", argv[at]);
            return 0;
        }
        take_option(options, OPTIONS[i].id, has_value ? argv[at + 1] : "");
        return has_value ? 2 : 1;
    }
    if (argv[at][0] != '-' && options->stick == NULL) {
        options->stick = argv[at];
        return 1;
    }
    err_set(err, ERR_USAGE, 0, "%s: not understood (vitrin-intake --help)", argv[at]);
    return 0;
}

bool
intake_options_parse(struct intake_options *options, int argc, char **argv, struct err *err) {
    *options = (struct intake_options){
        .command = INTAKE_HELP,
        .folders = {.state = STATE_DIR, .run = RUN_DIR, .keys = KEYS_DIR, .factory = FACTORY},
        .program = PROGRAM,
    };
    bool is_known = false;
    const char *needs = "";
    if (argc >= 2 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "--version") == 0)) {
        options->command = strcmp(argv[1], "--help") == 0 ? INTAKE_HELP : INTAKE_VERSION;
        return true;
    }
    for (size_t i = 0; argc >= 2 && i < ARRAY_LEN(COMMANDS); i++) {
        if (strcmp(argv[1], COMMANDS[i].name) == 0) {
            options->command = COMMANDS[i].command;
            needs = COMMANDS[i].value;
            is_known = true;
        }
    }
    if (!is_known) {
        return err_set(err, ERR_USAGE, 0,
                       "a command is needed: boot, take, offer, receipt, done, unwritten, foreign, pulled, "
                       "removed, requests, watch, status or metrics (vitrin-intake --help)");
    }
    for (int at = 2; at < argc;) {
        const int taken = take_argument(options, argc, argv, at, err);
        if (taken == 0) {
            return false;
        }
        at += taken;
    }
    if (needs[0] == '\0' && options->stick != NULL) {
        return err_set(err, ERR_USAGE, 0, "%s: takes nothing but options", argv[1]);
    }
    return needs[0] == '\0' || options->stick != NULL ||
           err_set(err, ERR_USAGE, 0, "%s: its %s is missing", argv[1], needs);
}
