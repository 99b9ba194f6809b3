/* Arrows between the marks of a map. They are drawn in short pieces, each of its own colour, so that one turns smoothly into the
 * other; dots run along the same points at a steady pace, and the target is told when one lands. Everything is a function
 * of the time since the slide's entry. */

#include "scene/scene_flow.h"

#include <limits.h>
#include <math.h>

#define TRAVEL_MS_MIN 5000 /* a dot on a short arrow */
#define TRAVEL_SPEED 58.0f /* design units a second, on a long one */
#define TWO_DOTS 90.0f     /* shorter arrows carry one */
#define HEAD 20.0f         /* an arrow's head; dots fade before it */
#define DOT_FADE 16.0f
#define PULSE_PART 0.42f /* of the time between two landings */

struct flow
scene_flow_make(const struct map_line *line, float start_px, float end_px) {
    struct flow flow = {.length_px = fmaxf(end_px - start_px, 1.0f)};
    for (int i = 0; i <= FLOW_STEPS; i++) {
        flow.points[i] = map_line_point(line, start_px + flow.length_px * (float)i / (float)FLOW_STEPS);
    }
    return flow;
}

/* The colour of an arrow turns from its source's to its target's on the way. */
void
scene_flow_draw(const struct ui *ui, struct canvas *canvas, const struct flow *flow, time_ns since) {
    const float run = timeline_value(flow->span, since);
    const float head = layout_px(&ui->layout, HEAD);
    const float tip = flow->length_px * run;
    const float neck = tip - 0.8f * head;
    if (run <= 0.0f) {
        return;
    }
    const float step = flow->length_px / (float)FLOW_STEPS;
    struct vec2 end = flow->points[0];
    for (int i = 0; i < FLOW_STEPS && (float)i * step < neck; i++) {
        const float part = fminf((neck - (float)i * step) / step, 1.0f);
        const struct vec2 a = flow->points[i];
        const struct vec2 b = flow->points[i + 1];
        end = (struct vec2){float_mix(a.x, b.x, part), float_mix(a.y, b.y, part)};
        const struct vec2 piece[2] = {a, end};
        draw_polyline(canvas, piece, 2, layout_px(&ui->layout, 5.0f), false,
                      color_mix(flow->from, flow->to, ((float)i + 0.5f) / (float)FLOW_STEPS));
    }
    const int at = (int)float_clamp(tip / step, 1.0f, (float)FLOW_STEPS);
    const struct vec2 before = flow->points[at - 1];
    const struct vec2 after = flow->points[at];
    const float length = fmaxf(hypotf(after.x - before.x, after.y - before.y), 1e-3f);
    const struct vec2 along = {(after.x - before.x) / length, (after.y - before.y) / length};
    const float grown = fminf(tip / head, 1.0f);
    const float half = 0.44f * head * grown;
    const struct vec2 point = {end.x + along.x * 0.8f * head * grown, end.y + along.y * 0.8f * head * grown};
    const struct vec2 back = {point.x - along.x * head * grown, point.y - along.y * head * grown};
    const struct vec2 triangle[3] = {point,
                                     {back.x - along.y * half, back.y + along.x * half},
                                     {back.x + along.y * half, back.y - along.x * half}};
    draw_polygon(canvas, triangle, 3, draw_solid(color_mix(flow->from, flow->to, run)));
}

static int
dots_of(const struct ui *ui, const struct flow *flow) {
    return flow->length_px >= layout_px(&ui->layout, TWO_DOTS) ? 2 : 1;
}

/* The time between two landings on the flow's target. */
static int
period_of(const struct ui *ui, const struct flow *flow) {
    const float travel_ms = 1000.0f * flow->length_px / layout_px(&ui->layout, TRAVEL_SPEED);
    return int_clamp((double)(fmaxf(travel_ms, TRAVEL_MS_MIN) / (float)dots_of(ui, flow)), 1, INT_MAX);
}

static time_ns
since_grown(const struct flow *flow, time_ns since) {
    return since - TIME_MS(flow->span.start_ms + flow->span.duration_ms);
}

void
scene_flow_draw_dots(const struct ui *ui, struct canvas *canvas, const struct flow *flow, time_ns since) {
    const time_ns into = since_grown(flow, since);
    if (into < 0) {
        return;
    }
    const int dots = dots_of(ui, flow);
    const float shown = timeline_value((struct span){0, 400, EASE_OUT3}, into);
    const float phase = timeline_cycle(period_of(ui, flow), -flow->lead_ms, into);
    for (int dot = 0; dot < dots; dot++) {
        const float part = ((float)dot + phase) / (float)dots;
        const float step = part * (float)FLOW_STEPS;
        const int i = (int)fminf(step, (float)FLOW_STEPS - 1.0f);
        const struct vec2 a = flow->points[i];
        const struct vec2 b = flow->points[i + 1];
        const struct vec2 p = {float_mix(a.x, b.x, step - (float)i), float_mix(a.y, b.y, step - (float)i)};
        const float begun = part * flow->length_px / layout_px(&ui->layout, DOT_FADE);
        const float ending =
            ((1.0f - part) * flow->length_px / layout_px(&ui->layout, 1.0f) - HEAD) / DOT_FADE;
        draw_circle(canvas, p, layout_px(&ui->layout, 6.0f),
                    color_fade(ui_color(ui, THEME_TEXT), shown * fminf(fminf(begun, ending), 1.0f)));
    }
}

float
scene_flow_pulse(const struct ui *ui, const struct flow *flow, time_ns since) {
    const int period_ms = period_of(ui, flow);
    const time_ns into = since_grown(flow, since);
    const int first_ms = period_ms - flow->lead_ms % period_ms;
    if (into < TIME_MS(first_ms)) { /* none has landed yet */
        return 0.0f;
    }
    return fmaxf(0.0f, 1.0f - timeline_cycle(period_ms, -flow->lead_ms, into) / PULSE_PART);
}
