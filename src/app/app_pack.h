#pragma once

#include <stdbool.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/err.h"
#include "content/content_change.h"
#include "text/text.h"

/* Everything that belongs to one opened pack, and how the running show goes from one to the next. */

#define APP_PATH_BYTES 1024

struct app_pack {
    char path[APP_PATH_BYTES];
    struct arena arena;
    const struct content_model *model;     /* NULL: no pack */
    const struct content_changes *changes; /* since the pack it took over from; NULL: nothing */
    struct text *text;                     /* with the pack's own font for what the program's lack */
};

/* Opens a pack whose file may be trusted. Errors: one sentence naming the file; nothing stays open. Owns: the caller, app_pack_close. */
bool app_pack_open(struct app_pack *pack, const char *path, const char *fonts, struct err *err) WARN_UNUSED;
/* Accepts a zeroed pack. */
void app_pack_close(struct app_pack *pack);

struct app;

/* Lets the running show take over another pack whose file may be trusted: it is loaded beside the present one and taken at the turn of a page
 * (deck_change_pack). The file is not needed after this returns. A pack offered before and not yet taken is dropped. Errors: one sentence;
 * the show goes on as it was. Cost: one loading, 15 to 40 ms for 4 MB. */
bool app_pack_switch(struct app *app, const char *path, time_ns now, struct err *err) WARN_UNUSED;
/* Notes that the other pack is on, and closes the one before after the last frame that used it. Once a turn, after deck_update and after the
 * deck's events were taken. */
void app_pack_turn(struct app *app);
/* text_frame_end of all that is open. */
void app_pack_frame_end(struct app *app);
