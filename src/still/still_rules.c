/* The rules of a readable page: nothing cut, nothing outside, nothing over each other, nothing too small or too faint. Texts are
 * taken as the band their letters fill, from ascender to descender, not as whole line boxes, which may meet. */

#include "still/still_rules.h"

#include <math.h>

#include "ui/layout.h"

#define ASCENT_EM 0.74f /* of most letters; the line box is higher */
#define DESCENT_EM 0.18f
#define LINE_BOX_EM 1.5625f
#define ROUNDING_PX 0.51f /* sizes are whole pixels */
#define LARGE 40.0f
#define LARGE_BOLD 32.0f
#define BOLD 700

struct check {
    const struct still_page *page;
    const struct still_report *report;
    float scale;
    int findings;
};

static void
found(struct check *check, const struct still_finding *finding) {
    check->report->found(check->report->context, finding);
    check->findings++;
}

struct rect
still_rules_letters(const struct draw_note *text) {
    const float more_lines = text->box.h - LINE_BOX_EM * text->px;
    const float top = text->baseline - ASCENT_EM * text->px;
    const float bottom = text->baseline + DESCENT_EM * text->px + (more_lines > 0.0f ? more_lines : 0.0f);
    return (struct rect){text->box.x, top, text->box.w, bottom - top};
}

static bool
is_shown(const struct draw_note *text) {
    return !text->is_target && text->box.w > 0.0f;
}

static void
check_place(struct check *check, const struct draw_note *text) {
    const struct rect box = still_rules_letters(text);
    const bool is_outside = box.x < -STILL_SLACK_PX || box.y < -STILL_SLACK_PX ||
                            box.x + box.w > (float)check->page->width_px + STILL_SLACK_PX ||
                            box.y + box.h > (float)check->page->height_px + STILL_SLACK_PX;
    if (text->is_cut) {
        found(check, &(struct still_finding){.rule = STILL_TEXT_CUT, .text = text});
    }
    if (is_outside) {
        found(check, &(struct still_finding){.rule = STILL_TEXT_LEAVES, .text = text});
    }
}

static void
check_size(struct check *check, const struct draw_note *text) {
    if (text->px < STILL_TEXT_MIN * check->scale - ROUNDING_PX) {
        found(check, &(struct still_finding){.rule = STILL_TEXT_SMALL,
                                             .text = text,
                                             .is = text->px / check->scale,
                                             .wanted = STILL_TEXT_MIN});
    }
}

static void
check_contrast(struct check *check, const struct draw_note *text) {
    const float units = (text->px + ROUNDING_PX) / check->scale;
    const bool is_large = units >= LARGE || (units >= LARGE_BOLD && text->weight >= BOLD);
    struct still_finding finding = {.rule = STILL_TEXT_FAINT,
                                    .text = text,
                                    .color = text->color,
                                    .wanted = is_large ? (float)STILL_CONTRAST_LARGE : STILL_CONTRAST};
    finding.is = still_contrast_worst(&check->page->ground, still_rules_letters(text), text->color,
                                      STILL_WORST_PART, &finding.behind);
    if (finding.is < finding.wanted) {
        found(check, &finding);
    }
}

static void
check_pairs(struct check *check, size_t first) {
    const struct draw_note *texts = check->page->texts;
    const struct rect a = still_rules_letters(&texts[first]);
    for (size_t i = first + 1; i < check->page->text_count; i++) {
        const struct rect b = still_rules_letters(&texts[i]);
        const float wide = fminf(a.x + a.w, b.x + b.w) - fmaxf(a.x, b.x);
        const float high = fminf(a.y + a.h, b.y + b.h) - fmaxf(a.y, b.y);
        if (is_shown(&texts[i]) && wide > STILL_SLACK_PX && high > STILL_SLACK_PX) {
            found(check, &(struct still_finding){
                             .rule = STILL_TEXTS_OVERLAP, .text = &texts[first], .other = &texts[i]});
        }
    }
}

static void
check_target(struct check *check, const struct target *target) {
    const float shorter = fminf(target->box.w, target->box.h);
    if (shorter < STILL_TARGET_MIN * check->scale - ROUNDING_PX) {
        found(check, &(struct still_finding){.rule = STILL_TARGET_SMALL,
                                             .target = target,
                                             .is = shorter / check->scale,
                                             .wanted = STILL_TARGET_MIN});
    }
}

int
still_rules_check(const struct still_page *page, const struct still_report *report) {
    struct check check = {
        .page = page,
        .report = report,
        .scale = layout_make(page->width_px, page->height_px, false).scale,
    };
    for (size_t i = 0; i < page->text_count; i++) {
        if (!is_shown(&page->texts[i])) {
            continue;
        }
        check_place(&check, &page->texts[i]);
        check_size(&check, &page->texts[i]);
        check_pairs(&check, i);
        if (page->ground.pixels != NULL) {
            check_contrast(&check, &page->texts[i]);
        }
    }
    for (size_t i = 0; i < page->targets.count; i++) {
        check_target(&check, &page->targets.items[i]);
    }
    return check.findings;
}
