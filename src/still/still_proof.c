/* One page looked at as a visitor would see it. A page is put through the deck, painted over the picture of the same moment without
 * it, and compared with that: what cannot be told from its background is not there. Words are judged by the rules that lint goes by. */

#include "still/still_proof.h"

#include <math.h>
#include <stdio.h>

#include "still/still_rules.h"

#define QUOTED_BYTES_MAX 60
#define PART_MS 1000 /* from one touch to the next */
#define SHEET_PAGES_MAX 40
#define FADED 128 /* a text of less alpha is on its way in or out */

static const int WAY_IN_MS[] = {300, 1200}; /* while its parts arrive */

/* ---- what is seen ---- */

struct lights {
    float of[3][256]; /* what a channel's byte adds to the relative luminance of WCAG 2 */
};

static void
fill_lights(struct lights *lights) {
    for (int i = 0; i < 256; i++) {
        const unsigned char byte = (unsigned char)i;
        lights->of[0][i] = color_luminance((struct color){0, 0, byte, 255});
        lights->of[1][i] = color_luminance((struct color){0, byte, 0, 255});
        lights->of[2][i] = color_luminance((struct color){byte, 0, 0, 255});
    }
}

static float
light_of(const struct lights *lights, uint32_t pixel) {
    return lights->of[0][pixel & 255u] + lights->of[1][pixel >> 8 & 255u] + lights->of[2][pixel >> 16 & 255u];
}

static bool
is_pixel_seen(const struct lights *lights, uint32_t a, uint32_t b) {
    if (a == b) {
        return false;
    }
    const float one = light_of(lights, a) + 0.05f;
    const float other = light_of(lights, b) + 0.05f;
    return one >= STILL_SEEN_CONTRAST * other || other >= STILL_SEEN_CONTRAST * one;
}

static size_t
count_seen(const struct still_shown *shown, const struct lights *lights, struct irect box) {
    size_t seen = 0;
    for (int y = box.y; y < box.y + box.h; y++) {
        const size_t row = (size_t)y * (size_t)shown->picture.stride_px;
        for (int x = box.x; x < box.x + box.w; x++) {
            const size_t at = row + (size_t)x;
            seen += is_pixel_seen(lights, shown->picture.pixels[at], shown->bare.pixels[at]) ? 1 : 0;
        }
    }
    return seen;
}

bool
still_is_seen(const struct still_shown *shown, struct rect box, double part) {
    const struct irect page = {0, 0, shown->picture.width_px, shown->picture.height_px};
    const struct irect whole = {(int)floorf(box.x), (int)floorf(box.y), (int)ceilf(box.w), (int)ceilf(box.h)};
    const struct irect pixels = irect_intersect(whole, page);
    struct lights lights;
    fill_lights(&lights);
    return irect_is_empty(pixels) ||
           (double)count_seen(shown, &lights, pixels) > part * (double)pixels.w * (double)pixels.h;
}

static bool
is_page_seen(const struct still_shown *shown) {
    const double pixels = (double)shown->picture.width_px * (double)shown->picture.height_px;
    struct lights lights;
    size_t seen = 0;
    fill_lights(&lights);
    for (size_t i = 0; i < shown->changed_count; i++) {
        seen += count_seen(shown, &lights, shown->changed[i]);
    }
    return (double)seen > STILL_SEEN_PAGE * pixels;
}

/* ---- sentences ---- */

/* The beginning of a text, whole characters. */
static struct str
quoted(struct str text) {
    size_t end = 0;
    while (end < text.len) {
        size_t next = end;
        (void)utf8_decode(text, &next);
        if (next > QUOTED_BYTES_MAX) {
            break;
        }
        end = next;
    }
    return (struct str){text.ptr, end};
}

static bool
fail_text(const struct draw_note *note, const char *words, struct err *err) {
    const struct str text = quoted(note->text);
    return err_set(err, ERR_CONTENT, 0, "\"" STR_FMT "%s\" %s", STR_ARG(text),
                   text.len < note->text.len ? "..." : "", words);
}

/* ---- looking ---- */

static bool
check_glyphs(const struct still_page *page, struct text *text, uint64_t missing_before, struct err *err) {
    if (text_stats(text).missing_glyphs == missing_before) {
        return true;
    }
    for (size_t i = 0; i < page->text_count; i++) {
        uint32_t missing = 0;
        if (!text_is_covered(text, page->texts[i].text, &missing)) {
            char words[64];
            (void)snprintf(words, sizeof(words), "has a character that no font has: U+%04X", missing);
            return fail_text(&page->texts[i], words, err);
        }
    }
    return err_set(err, ERR_CONTENT, 0, "a text is too long, or has a character that no font has");
}

struct first {
    bool is_found;
    struct still_finding finding;
};

static void
take_finding(void *context, const struct still_finding *finding) {
    struct first *first = context;
    const bool counts = finding->rule == STILL_TEXT_CUT || finding->rule == STILL_TEXT_LEAVES ||
                        finding->rule == STILL_TEXTS_OVERLAP;
    if (counts && !first->is_found) {
        *first = (struct first){true, *finding};
    }
}

static bool
check_places(const struct still_page *page, struct err *err) {
    struct first first = {.is_found = false};
    const struct still_report report = {take_finding, &first};
    (void)still_rules_check(page, &report);
    if (!first.is_found) {
        return true;
    }
    if (first.finding.rule == STILL_TEXT_CUT) {
        return fail_text(first.finding.text, "does not fit and is cut off", err);
    }
    if (first.finding.rule == STILL_TEXT_LEAVES) {
        return fail_text(first.finding.text, "leaves the picture", err);
    }
    char words[2 * QUOTED_BYTES_MAX];
    const struct str other = quoted(first.finding.other->text);
    (void)snprintf(words, sizeof(words), "lies over \"" STR_FMT "\"", STR_ARG(other));
    return fail_text(first.finding.text, words, err);
}

static bool
check_seen(const struct still_shown *shown, struct err *err) {
    if (!is_page_seen(shown)) {
        return err_set(err, ERR_CONTENT, 0, "nothing of it can be seen on its background");
    }
    for (size_t i = 0; i < shown->page_texts; i++) {
        const struct draw_note *note = &shown->page.texts[i];
        if (!note->is_target && note->box.w > 0.0f && note->color.a >= FADED &&
            !still_is_seen(shown, still_rules_letters(note), STILL_SEEN_TEXT)) {
            return fail_text(note, "cannot be seen on its background", err);
        }
    }
    return true;
}

/* What every part tells that answers a finger, one touch after the other. */
static bool
check_parts(struct still *still, struct text *text, const struct target_list *targets, int *at_ms,
            struct err *err) {
    const uint64_t missing_before = text_stats(text).missing_glyphs;
    int last = CONTENT_NONE;
    for (size_t i = 0; i < targets->count; i++) {
        const struct target *target = &targets->items[i];
        struct still_page page;
        if (!still_is_part(target) || target->arg <= last || !still_touch(still, target->name, *at_ms)) {
            continue;
        }
        last = target->arg;
        *at_ms += PART_MS;
        still_read(still, *at_ms, false, &page);
        if (!check_glyphs(&page, text, missing_before, err) || !check_places(&page, err)) {
            return err_prefix(err, "%s touched", target->name);
        }
    }
    return true;
}

/* Touches what does this. Returns: false when nothing does. */
static bool
touch_action(struct still *still, const struct target_list *targets, enum action_kind action, int at_ms) {
    for (size_t i = 0; i < targets->count; i++) {
        if (targets->items[i].action == (int)action) {
            return still_touch(still, targets->items[i].name, at_ms);
        }
    }
    return false;
}

/* The sheet of its sources from page to page, which also tells what found no room on its face. */
static bool
check_sheet(struct still *still, struct text *text, const struct target_list *targets, int at_ms,
            struct err *err) {
    const uint64_t missing_before = text_stats(text).missing_glyphs;
    bool is_open = touch_action(still, targets, ACTION_SOURCE, at_ms);
    for (int i = 0; is_open && i < SHEET_PAGES_MAX; i++) {
        struct still_page page;
        at_ms += PART_MS;
        still_read(still, at_ms, false, &page);
        if (!check_glyphs(&page, text, missing_before, err)) {
            return err_prefix(err, "its sources");
        }
        is_open = touch_action(still, &page.targets, ACTION_COVER_ON, at_ms);
    }
    return true;
}

bool
still_prove(struct still *still, struct text *text, int slide, bool with_sheet, struct err *err) {
    const uint64_t missing_before = text_stats(text).missing_glyphs;
    struct still_shown shown;
    still_put(still, slide);
    still_show(still, STILL_SETTLED_MS, &shown);
    if (shown.page.fault != NULL) {
        return err_set(err, ERR_CONTENT, 0, "it cannot be drawn: %s", shown.page.fault);
    }
    if (shown.art_fault != NULL) {
        return err_set(err, ERR_CONTENT, 0, "its background cannot be drawn: %s", shown.art_fault);
    }
    if (!check_glyphs(&shown.page, text, missing_before, err) || !check_places(&shown.page, err) ||
        !check_seen(&shown, err)) {
        return false;
    }
    for (size_t i = 0; i < ARRAY_LEN(WAY_IN_MS); i++) {
        still_pass(still, WAY_IN_MS[i]);
    }
    int at_ms = STILL_SETTLED_MS;
    return check_parts(still, text, &shown.page.targets, &at_ms, err) &&
           (!with_sheet || check_sheet(still, text, &shown.page.targets, at_ms, err));
}
