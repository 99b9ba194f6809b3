/* SVG path data to polylines. Curves are flattened to fixed steps once, when a slide is prepared; arcs follow the
 * endpoint parametrisation of SVG 1.1, appendix F.6.5. Nothing else of SVG is read: an icon is strokes only. */

#include "ui/icon.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define POINTS_MAX 2048
#define CURVE_STEPS 12
#define ARC_STEPS 24

struct parser {
    const char *text;
    size_t length, at;
    struct arena *arena;
    struct icon *icon;
    struct vec2 *points; /* all points of the icon */
    size_t used, line_first;
    struct vec2 pen, start, last_control;
    bool is_bad;
};

static void
skip_blanks(struct parser *p) {
    while (p->at < p->length && (isspace((unsigned char)p->text[p->at]) || p->text[p->at] == ',')) {
        p->at++;
    }
}

static float
take_number(struct parser *p) {
    skip_blanks(p);
    char word[32];
    size_t n = 0;
    bool has_dot = false;
    while (p->at < p->length && n + 1 < sizeof(word)) {
        const char c = p->text[p->at];
        const bool is_sign = (c == '-' || c == '+') && n == 0;
        const bool is_dot = c == '.' && !has_dot;
        if (!isdigit((unsigned char)c) && !is_sign && !is_dot) {
            break;
        }
        has_dot = has_dot || is_dot;
        word[n++] = c;
        p->at++;
    }
    word[n] = '\0';
    char *end = word;
    const float value = strtof(word, &end);
    if (end == word) {
        p->is_bad = true;
    }
    return value;
}

static bool
has_number(struct parser *p) {
    skip_blanks(p);
    return p->at < p->length &&
           (isdigit((unsigned char)p->text[p->at]) || strchr("+-.", p->text[p->at]) != NULL);
}

static void
add_point(struct parser *p, struct vec2 point) {
    if (p->used < POINTS_MAX) {
        p->points[p->used++] = point;
    } else {
        p->is_bad = true;
    }
    p->pen = point;
}

static void
end_line(struct parser *p, bool is_closed) {
    const size_t count = p->used - p->line_first;
    if (count >= 2) {
        if (p->icon->line_count >= ICON_LINES_MAX) {
            p->is_bad = true;
            return;
        }
        p->icon->lines[p->icon->line_count++] =
            (struct icon_line){.points = &p->points[p->line_first], .count = count, .is_closed = is_closed};
    }
    p->line_first = p->used;
}

static struct vec2
take_point(struct parser *p, bool is_relative) {
    struct vec2 point = {take_number(p), 0.0f};
    point.y = take_number(p);
    if (is_relative) {
        point.x += p->pen.x;
        point.y += p->pen.y;
    }
    return point;
}

static void
add_cubic(struct parser *p, struct vec2 c1, struct vec2 c2, struct vec2 to) {
    const struct vec2 from = p->pen;
    for (int i = 1; i <= CURVE_STEPS; i++) {
        const float t = (float)i / CURVE_STEPS;
        const float u = 1.0f - t;
        const float a = u * u * u;
        const float b = 3.0f * u * u * t;
        const float c = 3.0f * u * t * t;
        const float d = t * t * t;
        add_point(p, (struct vec2){a * from.x + b * c1.x + c * c2.x + d * to.x,
                                   a * from.y + b * c1.y + c * c2.y + d * to.y});
    }
    p->last_control = c2;
}

struct arc {
    float rx, ry, turn;
    bool is_large, is_sweep;
    struct vec2 to;
};

static void
add_arc(struct parser *p, struct arc arc) {
    const struct vec2 from = p->pen;
    const float cos_turn = cosf(arc.turn);
    const float sin_turn = sinf(arc.turn);
    const float hx = (from.x - arc.to.x) / 2.0f;
    const float hy = (from.y - arc.to.y) / 2.0f;
    const float x = cos_turn * hx + sin_turn * hy;
    const float y = cos_turn * hy - sin_turn * hx;
    if (arc.rx <= 0.0f || arc.ry <= 0.0f) {
        add_point(p, arc.to);
        return;
    }
    const float grow = sqrtf(fmaxf(1.0f, x * x / (arc.rx * arc.rx) + y * y / (arc.ry * arc.ry)));
    const float rx = arc.rx * grow;
    const float ry = arc.ry * grow;
    const float below = rx * rx * y * y + ry * ry * x * x;
    const float root = below > 0.0f ? sqrtf(fmaxf(0.0f, (rx * rx * ry * ry - below) / below)) : 0.0f;
    const float sign = arc.is_large == arc.is_sweep ? -root : root;
    const float cx = sign * rx * y / ry;
    const float cy = -sign * ry * x / rx;
    const float begin = atan2f((y - cy) / ry, (x - cx) / rx);
    float sweep = atan2f((-y - cy) / ry, (-x - cx) / rx) - begin;
    if (arc.is_sweep && sweep < 0.0f) {
        sweep += 6.28318531f;
    } else if (!arc.is_sweep && sweep > 0.0f) {
        sweep -= 6.28318531f;
    }
    const struct vec2 middle = {(from.x + arc.to.x) / 2.0f, (from.y + arc.to.y) / 2.0f};
    for (int i = 1; i <= ARC_STEPS; i++) {
        const float a = begin + sweep * (float)i / ARC_STEPS;
        const float ex = cx + rx * cosf(a);
        const float ey = cy + ry * sinf(a);
        add_point(p, (struct vec2){middle.x + cos_turn * ex - sin_turn * ey,
                                   middle.y + sin_turn * ex + cos_turn * ey});
    }
    p->pen = arc.to;
}

static void
do_curve(struct parser *p, char command, bool is_relative) {
    if (command == 'A') {
        struct arc arc = {.rx = fabsf(take_number(p)), .ry = 0.0f};
        arc.ry = fabsf(take_number(p));
        arc.turn = take_number(p) * 0.01745329252f;
        arc.is_large = take_number(p) != 0.0f;
        arc.is_sweep = take_number(p) != 0.0f;
        arc.to = take_point(p, is_relative);
        add_arc(p, arc);
        return;
    }
    const struct vec2 from = p->pen;
    if (command == 'Q') {
        const struct vec2 q = take_point(p, is_relative);
        const struct vec2 to = take_point(p, is_relative);
        const float k = 2.0f / 3.0f;
        add_cubic(p, (struct vec2){from.x + k * (q.x - from.x), from.y + k * (q.y - from.y)},
                  (struct vec2){to.x + k * (q.x - to.x), to.y + k * (q.y - to.y)}, to);
        return;
    }
    struct vec2 c1 = {2.0f * from.x - p->last_control.x, 2.0f * from.y - p->last_control.y};
    if (command == 'C') {
        c1 = take_point(p, is_relative);
    }
    const struct vec2 c2 = take_point(p, is_relative);
    add_cubic(p, c1, c2, take_point(p, is_relative));
}

static void
do_line(struct parser *p, char command, bool is_relative) {
    struct vec2 to = p->pen;
    if (command == 'H') {
        to.x = take_number(p) + (is_relative ? p->pen.x : 0.0f);
    } else if (command == 'V') {
        to.y = take_number(p) + (is_relative ? p->pen.y : 0.0f);
    } else {
        to = take_point(p, is_relative);
    }
    add_point(p, to);
    p->last_control = p->pen;
}

static void
do_command(struct parser *p, char letter) {
    const bool is_relative = islower((unsigned char)letter) != 0;
    char command = (char)toupper((unsigned char)letter);
    if (command == 'Z') {
        end_line(p, true);
        p->pen = p->start;
        return;
    }
    if (strchr("MLHVCSQA", command) == NULL) {
        p->is_bad = true;
        return;
    }
    bool is_first = true;
    while (!p->is_bad && (is_first || has_number(p))) {
        if (command == 'M' && is_first) {
            end_line(p, false);
            const struct vec2 to = take_point(p, is_relative);
            add_point(p, to);
            p->start = p->last_control = to;
        } else if (strchr("CSQA", command) != NULL) {
            if (p->used == p->line_first) {
                add_point(p, p->pen);
            }
            do_curve(p, command, is_relative);
        } else {
            if (p->used == p->line_first) {
                add_point(p, p->pen);
            }
            do_line(p, command, is_relative);
        }
        is_first = false;
    }
}

bool
icon_parse(struct arena *arena, const struct content_icon *source, struct icon *ret_icon,
           size_t *ret_bad_offset) {
    memset(ret_icon, 0, sizeof(*ret_icon));
    ret_icon->width = source->width;
    ret_icon->height = source->height;
    struct parser p = {
        .text = source->path.ptr, .length = source->path.len, .arena = arena, .icon = ret_icon};
    p.points = arena_alloc_array(arena, POINTS_MAX, sizeof(*p.points));
    while (!p.is_bad) {
        skip_blanks(&p);
        if (p.at >= p.length) {
            break;
        }
        const size_t before = p.at;
        do_command(&p, p.text[p.at++]);
        if (p.is_bad) {
            *ret_bad_offset = before;
        }
    }
    end_line(&p, false);
    return !p.is_bad;
}

static size_t
part_of_line(const struct icon_line *line, float drawn, struct vec2 *out) {
    const float last = (float)(line->count - 1) * drawn;
    const size_t whole = (size_t)last;
    for (size_t i = 0; i <= whole; i++) {
        out[i] = line->points[i];
    }
    if (whole + 1 >= line->count) {
        return whole + 1;
    }
    const float t = last - (float)whole;
    const struct vec2 a = line->points[whole];
    const struct vec2 b = line->points[whole + 1];
    out[whole + 1] = (struct vec2){float_mix(a.x, b.x, t), float_mix(a.y, b.y, t)};
    return whole + 2;
}

void
icon_draw(struct canvas *canvas, struct arena *frame, const struct icon *icon, struct rect box,
          float stroke_px, struct color color, float drawn) {
    if (drawn <= 0.0f || icon->width <= 0.0f || icon->height <= 0.0f) {
        return;
    }
    const float sx = box.w / icon->width;
    const float sy = box.h / icon->height;
    for (size_t l = 0; l < icon->line_count; l++) {
        struct vec2 *points = arena_alloc_array(frame, icon->lines[l].count + 1, sizeof(*points));
        const size_t count = part_of_line(&icon->lines[l], float_clamp(drawn, 0.0f, 1.0f), points);
        for (size_t i = 0; i < count; i++) {
            points[i] = (struct vec2){box.x + points[i].x * sx, box.y + points[i].y * sy};
        }
        draw_polyline(canvas, points, count, stroke_px, icon->lines[l].is_closed && drawn >= 1.0f, color);
    }
}

void
icon_fill(struct canvas *canvas, struct arena *frame, const struct icon *icon, struct rect box,
          struct color color) {
    for (size_t l = 0; l < icon->line_count; l++) {
        const struct icon_line *line = &icon->lines[l];
        struct vec2 *points = arena_alloc_array(frame, line->count, sizeof(*points));
        for (size_t i = 0; i < line->count; i++) {
            points[i] = (struct vec2){box.x + line->points[i].x * box.w / icon->width,
                                      box.y + line->points[i].y * box.h / icon->height};
        }
        draw_polygon(canvas, points, line->count, draw_solid(color));
    }
}
