#pragma once

/* Easing curves (visual specification section 6). Range: t is clamped to 0..1; result 0..1. Pure. */

enum ease { EASE_LINEAR, EASE_OUT3, EASE_OUT5, EASE_IN_OUT3 };

float ease_value(enum ease ease, float t);
