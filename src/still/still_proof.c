/* One page looked at as a visitor would see it. A page is put through the deck, painted over the picture of the same moment without
 * it, and compared with that: what cannot be told from its background is not there. Words are judged by the rules that lint goes by. */

#include "still/still_proof.h"

#include <math.h>
#include <stdio.h>

#include "still/still_rules.h"

#define QUOTED_BYTES_MAX 60
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
check_glyphs(const struct still_page *page, struct text *text, struct err *err) {
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

bool
still_prove(struct still *still, struct text *text, int slide, struct err *err) {
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
    if (text_stats(text).missing_glyphs > missing_before) {
        return check_glyphs(&shown.page, text, err);
    }
    if (!check_places(&shown.page, err) || !check_seen(&shown, err)) {
        return false;
    }
    for (size_t i = 0; i < ARRAY_LEN(WAY_IN_MS); i++) {
        still_pass(still, WAY_IN_MS[i]);
    }
    return true;
}
