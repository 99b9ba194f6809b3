/* The four curves of the show: growth, counting, lines and wipes, travel. Polynomials only, so that the
 * same time gives the same value on every machine. NaN counts as 0: a curve cannot fail. Spec: the visual
 * specification's section on motion. */

#include "anim/ease.h"

float
ease_value(enum ease ease, float t) {
    const float x = t > 0.0f ? (t < 1.0f ? t : 1.0f) : 0.0f;
    const float u = 1.0f - x;
    switch (ease) {
    case EASE_LINEAR:
        return x;
    case EASE_OUT3:
        return 1.0f - u * u * u;
    case EASE_OUT5:
        return 1.0f - u * u * u * u * u;
    case EASE_IN_OUT3:
        return x < 0.5f ? 4.0f * x * x * x : 1.0f - 4.0f * u * u * u;
    }
    return x;
}
