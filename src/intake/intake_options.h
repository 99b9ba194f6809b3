#pragma once

#include "intake/intake.h"

/* The command line of `vitrin-intake`. */

enum intake_command {
    INTAKE_BOOT,
    INTAKE_TAKE,
    INTAKE_OFFER,
    INTAKE_RECEIPT,
    INTAKE_DONE,
    INTAKE_UNWRITTEN,
    INTAKE_FOREIGN,
    INTAKE_PULLED,
    INTAKE_REMOVED,
    INTAKE_REQUESTS,
    INTAKE_WATCH,
    INTAKE_STATUS,
    INTAKE_METRICS,
    INTAKE_HELP,
    INTAKE_VERSION
};

struct intake_options {
    enum intake_command command;
    /* take: the mounted folder; watch: the folder that stands for a stick; foreign: its file system; removed: its event */
    const char *stick;
    struct pack_folders folders;
    const char *target, *program;
    bool is_crash;    /* boot: the last run ended without a word */
    bool has_receipt; /* take: a receipt follows */
};

/* Errors: ERR_USAGE, one sentence naming the argument. */
bool intake_options_parse(struct intake_options *options, int argc, char **argv, struct err *err) WARN_UNUSED;
void intake_options_print_help(void);
/* Watches a folder that stands for a stick: what is put there is taken, requests are done. Goes on until it is ended. */
void intake_watch(struct intake *intake, const char *folder);
