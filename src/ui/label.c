/* Labels: text blocks with a place. Start and end become left and right here, by the layout of the page, not by the
 * language of the text, so that a number in a Persian page stands where a word would. */

#include "ui/label.h"

#define ASCENT_EM 1.0254f
#define DESCENT_EM 0.5371f

static const struct text_block *
lay_out(const struct ui *ui, struct str text, const struct label_spec *spec, float px) {
    const struct text_style style = {
        .px = layout_px(&ui->layout, px),
        .weight = spec->weight,
        .flags = spec->flags,
        .wrap_px = layout_px(&ui->layout, spec->wrap),
        .lines_max = spec->lines_max,
        .line_height_em = spec->line_height_em,
        .locale = &ui->locale,
    };
    return text_layout(ui->text, ui->view, text, &style);
}

static float
fitting_px(const struct ui *ui, struct str text, const struct label_spec *spec) {
    if (spec->px_min <= 0.0f || spec->wrap <= 0.0f) {
        return spec->px;
    }
    struct text_style style = {
        .px = layout_px(&ui->layout, spec->px),
        .weight = spec->weight,
        .flags = spec->flags,
        .locale = &ui->locale,
    };
    const float width = text_measure(ui->text, text, &style);
    const float room = layout_px(&ui->layout, spec->wrap);
    if (width <= room) {
        return spec->px;
    }
    /* whole design pixels, so that sizes on a page stay related */
    int px = int_clamp((double)(spec->px * room / width), 0, (int)spec->px);
    while ((float)px > spec->px_min) { /* glyphs of another size are not just as wide in proportion */
        style.px = layout_px(&ui->layout, (float)px);
        if (text_measure(ui->text, text, &style) <= room) {
            return (float)px;
        }
        px--;
    }
    return spec->px_min;
}

static enum text_anchor
literal_anchor(const struct ui *ui, enum text_anchor anchor) {
    switch (anchor) {
    case TEXT_START:
        return ui->layout.is_rtl ? TEXT_RIGHT : TEXT_LEFT;
    case TEXT_END:
        return ui->layout.is_rtl ? TEXT_LEFT : TEXT_RIGHT;
    case TEXT_CENTER:
    case TEXT_LEFT:
    case TEXT_RIGHT:
        break;
    }
    return anchor;
}

struct label
label_make_at(const struct ui *ui, struct str text, const struct label_spec *spec, struct vec2 point,
              enum text_anchor anchor) {
    return (struct label){
        .block = lay_out(ui, text, spec, fitting_px(ui, text, spec)),
        .x = point.x,
        .baseline = point.y,
        .anchor = anchor,
        .color = spec->color,
    };
}

struct label
label_make(const struct ui *ui, struct str text, const struct label_spec *spec) {
    const struct vec2 point = layout_point(&ui->layout, spec->start, spec->baseline);
    return label_make_at(ui, text, spec, point, literal_anchor(ui, spec->anchor));
}

void
label_draw(const struct ui *ui, struct canvas *canvas, const struct label *label, float alpha, float dy_px) {
    if (label->block == NULL || alpha <= 0.0f) {
        return;
    }
    text_draw(ui->text, canvas, label->block, label->x, label->baseline + dy_px, label->anchor,
              color_fade(label->color, alpha));
}

struct rect
label_box(const struct label *label) {
    const float px = label->block->style.px;
    const float width = label->block->width_px;
    float left = label->x;
    if (label->anchor == TEXT_RIGHT) {
        left -= width;
    } else if (label->anchor == TEXT_CENTER) {
        left -= width / 2.0f;
    }
    const float lines = (float)(label->block->line_count - 1) * label->block->line_px;
    return (struct rect){left, label->baseline - ASCENT_EM * px, width,
                         (ASCENT_EM + DESCENT_EM) * px + lines};
}
