/* A deck, a canvas and pixels in memory, at a moment of a clock that stands: the same drawing path as on the screen, and the
 * same pixels every time. */

#include "still/still.h"

#include <string.h>

#include "base/xalloc.h"
#include "deck/deck.h"

#define ENTERED_AT TIME_S(1000)

struct still {
    struct still_config config;
    struct canvas *canvas;
    struct deck *deck;
    struct draw_target target;
    struct draw_target bare; /* pixels NULL until they are needed */
};

struct still *
still_open(const struct still_config *config, struct err *err) {
    const struct deck_config deck = {
        .model = config->model,
        .text = config->text,
        .width_px = config->width_px,
        .height_px = config->height_px,
        .lang = config->lang,
        .first_slide = config->slide,
        .is_reduced_motion = config->is_reduced_motion,
        .is_preview = config->is_preview,
        .is_held = true,
        .is_flat = config->is_flat,
        .is_contrast = config->is_contrast,
    };
    struct still *still = xalloc(sizeof(*still));
    const size_t pixels = (size_t)config->width_px * (size_t)config->height_px;
    still->config = *config;
    still->canvas = draw_canvas_create(config->width_px, config->height_px);
    still->target = (struct draw_target){xalloc_array(pixels, sizeof(*still->target.pixels)),
                                         config->width_px, config->height_px, config->width_px};
    still->deck = deck_create(&deck, ENTERED_AT, err);
    if (still->deck == NULL) {
        still_close(still);
        return NULL;
    }
    return still;
}

void
still_close(struct still *still) {
    if (still == NULL) {
        return;
    }
    deck_destroy(still->deck);
    draw_canvas_destroy(still->canvas);
    xfree(still->target.pixels);
    xfree(still->bare.pixels);
    xfree(still);
}

int
still_slide(const struct still *still) {
    return deck_slide(still->deck);
}

static void
draw(struct still *still, int ms, const struct draw_target *target) {
    size_t unused = 0;
    draw_canvas_invalidate(still->canvas);
    draw_begin(still->canvas);
    deck_draw(still->deck, still->canvas, ENTERED_AT + TIME_MS(ms));
    (void)draw_end(still->canvas, target, &unused);
    text_frame_end(still->config.text);
}

struct draw_target
still_paint(struct still *still, int ms) {
    draw(still, ms, &still->target);
    return still->target;
}

bool
still_is_part(const struct target *target) {
    return strncmp(target->name, "part ", 5) == 0 && target->action == ACTION_TOUCH;
}

bool
still_touch(struct still *still, const char *name, int ms) {
    const time_ns at = ENTERED_AT + TIME_MS(ms);
    struct target_list targets;
    deck_targets(still->deck, at, &targets);
    for (size_t i = 0; i < targets.count; i++) {
        const struct rect *box = &targets.items[i].box;
        if (strcmp(targets.items[i].name, name) == 0) {
            struct gesture gesture = {.kind = GESTURE_DOWN, .at = at};
            gesture.x_px = gesture.start_x_px = box->x + box->w / 2.0f;
            gesture.y_px = gesture.start_y_px = box->y + box->h / 2.0f;
            deck_gesture(still->deck, &gesture);
            gesture.kind = GESTURE_TAP;
            deck_gesture(still->deck, &gesture);
            return true;
        }
    }
    return false;
}

void
still_read(struct still *still, int ms, bool with_ground, struct still_page *ret_page) {
    *ret_page = (struct still_page){.width_px = still->config.width_px, .height_px = still->config.height_px};
    draw_notes_enable(still->canvas, true);
    if (with_ground) {
        draw_canvas_forget_layers(still->canvas); /* they hold glyphs */
        draw_masks_hide(still->canvas, true);
        draw(still, ms, &still->target);
        draw_masks_hide(still->canvas, false);
        draw_canvas_forget_layers(still->canvas); /* and now lack them */
    } else {
        draw(still, ms, NULL);
    }
    draw_notes_enable(still->canvas, false);
    ret_page->texts = draw_notes(still->canvas, &ret_page->text_count);
    ret_page->fault = deck_fault(still->deck);
    deck_targets(still->deck, ENTERED_AT + TIME_MS(ms), &ret_page->targets);
    if (with_ground) {
        ret_page->ground = still->target;
    }
}

void
still_put(struct still *still, int slide) {
    draw_canvas_forget_layers(
        still->canvas); /* the next page needs few of them, and a Pi has little memory */
    deck_put(still->deck, slide, ENTERED_AT);
}

/* Only what differs from the frame before is painted. */
static const struct irect *
draw_on(struct still *still, int ms, size_t *ret_count) {
    draw_begin(still->canvas);
    deck_draw(still->deck, still->canvas, ENTERED_AT + TIME_MS(ms));
    const struct irect *changed = draw_end(still->canvas, &still->target, ret_count);
    text_frame_end(still->config.text);
    return changed;
}

void
still_show(struct still *still, int ms, struct still_shown *ret_shown) {
    const size_t pixels = (size_t)still->target.width_px * (size_t)still->target.height_px;
    size_t bare_texts = 0;
    size_t unused = 0;
    if (still->bare.pixels == NULL) {
        still->bare = still->target;
        still->bare.pixels = xalloc_array(pixels, sizeof(*still->bare.pixels));
    }
    draw_notes_enable(still->canvas, true);
    deck_set_bare(still->deck, true);
    (void)draw_on(still, ms, &unused);
    deck_set_bare(still->deck, false);
    (void)draw_notes(still->canvas, &bare_texts);
    memcpy(still->bare.pixels, still->target.pixels, pixels * sizeof(*still->bare.pixels));
    *ret_shown = (struct still_shown){.bare = still->bare, .picture = still->target};
    ret_shown->changed = draw_on(still, ms, &ret_shown->changed_count);
    draw_notes_enable(still->canvas, false);
    struct still_page *page = &ret_shown->page;
    page->width_px = still->config.width_px;
    page->height_px = still->config.height_px;
    page->texts = draw_notes(still->canvas, &page->text_count);
    page->fault = deck_fault(still->deck);
    deck_targets(still->deck, ENTERED_AT + TIME_MS(ms), &page->targets);
    ret_shown->page_texts = page->text_count - bare_texts;
    ret_shown->art_fault = deck_art_fault(still->deck);
}

void
still_pass(struct still *still, int ms) {
    size_t unused = 0;
    (void)draw_on(still, ms, &unused);
}
