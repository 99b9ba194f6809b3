/* Every text and touch target of a settled slide as JSON, in the form the design's own coordinates have. */

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "app/app.h"

#define SETTLED_MS 8000

static void
print_json_text(FILE *out, struct str text) {
    fputc('"', out);
    for (size_t i = 0; i < text.len; i++) {
        const unsigned char c = (unsigned char)text.ptr[i];
        if (c == '"' || c == '\\') {
            fputc('\\', out);
        }
        if (c < 0x20) {
            fprintf(out, "\\u%04x", c);
        } else {
            fputc(c, out);
        }
    }
    fputc('"', out);
}

static void
print_note(FILE *out, const struct draw_note *note) {
    fputs("{\"t\":", out);
    print_json_text(out, note->text);
    fprintf(out,
            ",\"x\":%.1f,\"base\":%.1f,\"px\":%.0f,\"wt\":%d,\"col\":\"#%02X%02X%02X\",\"anchor\":\"%c\","
            "\"box\":[%.1f,%.1f,%.1f,%.1f]%s}",
            (double)note->x, (double)note->baseline, (double)note->px, note->weight, note->color.r,
            note->color.g, note->color.b, note->anchor, (double)note->box.x, (double)note->box.y,
            (double)note->box.w, (double)note->box.h, note->is_cut ? ",\"cut\":true" : "");
}

bool
app_dump_layout(struct app *app, struct err *err) {
    app->clock = clock_fixed(TIME_S(1000));
    if (!app_start(app, true, err)) {
        return false;
    }
    const time_ns now = clock_now(&app->clock) + TIME_MS(SETTLED_MS);
    size_t unused = 0;
    size_t count = 0;
    struct target_list targets;
    draw_notes_enable(app->canvas, true);
    draw_begin(app->canvas);
    deck_draw(app->deck, app->canvas, now);
    (void)draw_end(app->canvas, NULL, &unused);
    const struct draw_note *notes = draw_notes(app->canvas, &count);
    FILE *out = fopen(app->options.out, "w");
    if (out == NULL) {
        return err_set(err, ERR_IO, 0, "%s: cannot be written", app->options.out);
    }
    const struct content_slide *slide = &app->model->slides[deck_slide(app->deck)];
    fprintf(out, "{\"w\":%d,\"h\":%d,\"slide\":\"" STR_FMT "\",\"lang\":\"%s\",\"texts\":[",
            host_width_px(app->host), host_height_px(app->host), STR_ARG(slide->key),
            app->model->langs[deck_lang(app->deck)].locale.code);
    for (size_t i = 0; i < count; i++) {
        fputs(i > 0 ? ",\n" : "", out);
        print_note(out, &notes[i]);
    }
    fputs("],\"hits\":[", out);
    deck_targets(app->deck, now, &targets);
    for (size_t i = 0; i < targets.count; i++) {
        const struct target *t = &targets.items[i];
        fprintf(out, "%s{\"n\":\"%s\",\"x\":%.1f,\"y\":%.1f,\"w\":%.1f,\"h\":%.1f}", i > 0 ? ",\n" : "",
                t->name, (double)t->box.x, (double)t->box.y, (double)t->box.w, (double)t->box.h);
    }
    fputs("]}\n", out);
    return fclose(out) == 0 || err_set(err, ERR_IO, 0, "%s: cannot be written", app->options.out);
}
