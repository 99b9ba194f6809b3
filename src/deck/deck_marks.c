/* Figures that answer: a dotted line under each, once a visitor is there. The loop shows none, for nobody could touch it meanwhile;
 * nor does a page of which a part stands forward, for the others have receded. */

#include "anim/timeline.h"
#include "deck/deck_internal.h"

#define FROM_MS 1900
#define FADE_MS 300

void
deck_marks_draw(const struct deck *deck, const struct deck_view *view, struct canvas *canvas, time_ns now) {
    const struct ui *ui = &view->scene.env.ui;
    const time_ns since = deck_view_since(view, now);
    const float shown = timeline_value((struct span){FROM_MS, FADE_MS, EASE_OUT3}, since) *
                        (1.0f - scene_select_any(&view->scene.select, since));
    if (!deck->is_exploring || view->scene.klass->is_cover || shown <= 0.0f) {
        return;
    }
    draw_group_push(canvas, -view->pan.x, -view->pan.y, shown);
    for (int i = 0; i < view->marks.count; i++) {
        figure_line_draw(ui, canvas, &view->marks.marks[i].line, 1.0f);
    }
    draw_group_pop(canvas);
}
