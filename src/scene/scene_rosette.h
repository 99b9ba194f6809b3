#pragma once

#include "scene/scene.h"
#include "ui/label.h"

/* A rosette of named petals with dotted outlines, opened one after another, and a light that walks round its rim.
 * Angles grow as a page is read: against the clock in right-to-left pages; 0 = 12 o'clock. */

#define SCENE_ROSETTE_PETALS_MAX 9

struct scene_petal {
    float angle; /* of its middle */
    bool is_named;
    struct label label;
};

struct scene_rosette {
    float inner, shoulder, tip; /* design units; shoulder: where two petals meet at the rim */
    struct vec2 center;         /* pixels */
    struct scene_petal petals[SCENE_ROSETTE_PETALS_MAX];
    size_t count;
    uint64_t key; /* of the cached picture */
};

/* Makes the petals from the slide's items of the role `petal`. The rosette's radii and centre are given; the rest is filled in. */
void scene_rosette_make(const struct ui *ui, const struct content_slide *slide,
                        struct scene_rosette *rosette);
/* The point `beyond` design units outside the rim, in the direction of `toward`. */
struct vec2 scene_rosette_rim(const struct ui *ui, const struct scene_rosette *rosette, struct vec2 toward,
                              float beyond);
void scene_rosette_draw(const struct ui *ui, struct canvas *canvas, const struct scene_rosette *rosette,
                        time_ns since);
void scene_rosette_draw_light(const struct ui *ui, struct canvas *canvas, const struct scene_rosette *rosette,
                              time_ns since);
