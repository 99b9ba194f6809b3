#pragma once

#include <stdbool.h>
#include <stdio.h>

/* How far a long piece of work is: a bar on a terminal, lines "12 of 212 …" elsewhere. */
struct progress {
    FILE *out;
    int done, total;
    bool is_terminal;
    bool is_bar_only; /* silent where there is no terminal */
};

void progress_start(struct progress *progress, FILE *out, int total, bool is_bar_only);
/* One more is being done: `what`, a few words. */
void progress_step(struct progress *progress, const char *what);
/* Takes the bar away, before anything else is said. */
void progress_end(struct progress *progress);
