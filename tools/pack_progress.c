/* Progress on stderr. A terminal gets one line that is written over; files and pipes get a line a step, which reads well in a
 * log. */

#include "tools/pack_progress.h"

#include <unistd.h>

#define BAR 30
#define CLEAR_LINE "\r\033[K"

void
progress_start(struct progress *progress, FILE *out, int total, bool is_bar_only) {
    *progress = (struct progress){
        .out = out, .total = total, .is_terminal = isatty(fileno(out)) == 1, .is_bar_only = is_bar_only};
}

void
progress_step(struct progress *progress, const char *what) {
    char bar[BAR + 1];
    progress->done++;
    if (!progress->is_terminal) {
        if (!progress->is_bar_only) {
            fprintf(progress->out, "%d of %d %s\n", progress->done, progress->total, what);
        }
        return;
    }
    for (int i = 0; i < BAR; i++) {
        bar[i] = i < progress->done * BAR / progress->total ? '#' : '-';
    }
    bar[BAR] = '\0';
    fprintf(progress->out, CLEAR_LINE "[%s] %d of %d %s", bar, progress->done, progress->total, what);
    fflush(progress->out);
}

void
progress_end(struct progress *progress) {
    if (progress->is_terminal && progress->done > 0) {
        fputs(CLEAR_LINE, progress->out);
        fflush(progress->out);
    }
    progress->done = 0;
}
