/* Every text and touch target of a settled slide as JSON, in the form the design's own coordinates have. */

#include <stdio.h>

#include "app/app.h"

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

static void
print_page(FILE *out, const struct still_page *page) {
    fputs("\"texts\":[", out);
    for (size_t i = 0; i < page->text_count; i++) {
        fputs(i > 0 ? ",\n" : "", out);
        print_note(out, &page->texts[i]);
    }
    fputs("],\"hits\":[", out);
    for (size_t i = 0; i < page->targets.count; i++) {
        const struct target *t = &page->targets.items[i];
        fprintf(out, "%s{\"n\":\"%s\",\"x\":%.1f,\"y\":%.1f,\"w\":%.1f,\"h\":%.1f}", i > 0 ? ",\n" : "",
                t->name, (double)t->box.x, (double)t->box.y, (double)t->box.w, (double)t->box.h);
    }
    fputs("]", out);
}

bool
app_dump_layout(struct app *app, struct err *err) {
    const struct still_config config = app_still_config(app);
    struct still_page page;
    struct still *still = still_open(&config, err);
    if (still == NULL) {
        return false;
    }
    FILE *out = fopen(app->options.out, "w");
    if (out == NULL) {
        still_close(still);
        return err_set(err, ERR_IO, 0, "%s: cannot be written", app->options.out);
    }
    still_read(still, STILL_SETTLED_MS, false, &page);
    fprintf(out, "{\"w\":%d,\"h\":%d,\"slide\":\"" STR_FMT "\",\"lang\":\"%s\",", page.width_px,
            page.height_px, STR_ARG(app->model->slides[still_slide(still)].key),
            app->model->langs[app->lang].locale.code);
    print_page(out, &page);
    fputs("}\n", out);
    still_close(still);
    return fclose(out) == 0 || err_set(err, ERR_IO, 0, "%s: cannot be written", app->options.out);
}
