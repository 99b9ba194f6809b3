/* Modules are drawn as runs of whole pixels, so that a camera sees sharp edges at every size. */

#include "ui/qr.h"

#include <math.h>
#include <qrencode.h>
#include <string.h>

#define QUIET_MODULES 4
#define ECI_UTF_8 26

static bool
keep(struct arena *arena, QRcode *code, struct qr *ret_qr) {
    if (code == NULL) {
        return false;
    }
    const size_t count = (size_t)code->width * (size_t)code->width;
    uint8_t *dark = arena_alloc(arena, count);
    for (size_t i = 0; i < count; i++) {
        dark[i] = code->data[i] & 1u;
    }
    *ret_qr = (struct qr){code->width, dark};
    QRcode_free(code);
    return true;
}

bool
qr_make(struct arena *arena, struct str text, struct qr *ret_qr) {
    return text.len > 0 && text.len <= QR_BYTES_MAX &&
           keep(arena, QRcode_encodeData((int)text.len, (const unsigned char *)text.ptr, 0, QR_ECLEVEL_M),
                ret_qr);
}

bool
qr_make_words(struct arena *arena, struct str text, struct qr *ret_qr) {
    QRinput *input = QRinput_new2(0, QR_ECLEVEL_L);
    const bool is_made =
        text.len > 0 && text.len <= QR_BYTES_MAX && input != NULL &&
        QRinput_appendECIheader(input, ECI_UTF_8) == 0 &&
        QRinput_append(input, QR_MODE_8, (int)text.len, (const unsigned char *)text.ptr) == 0 &&
        keep(arena, QRcode_encodeInput(input), ret_qr);
    QRinput_free(input);
    return is_made;
}

void
qr_draw(struct canvas *canvas, const struct qr *qr, struct rect panel, float radius_px, struct color light,
        struct color dark) {
    const float room = fminf(panel.w, panel.h);
    const float module = fmaxf(1.0f, floorf(room / (float)(qr->side + 2 * QUIET_MODULES)));
    const float x0 = floorf(panel.x + (panel.w - module * (float)qr->side) / 2.0f);
    const float y0 = floorf(panel.y + (panel.h - module * (float)qr->side) / 2.0f);
    draw_round_rect(canvas, panel, radius_px, draw_solid(light));
    for (int row = 0; row < qr->side; row++) {
        const uint8_t *line = qr->dark + (size_t)row * (size_t)qr->side;
        for (int column = 0; column < qr->side; column++) {
            const int first = column;
            while (column < qr->side && line[column] != 0) {
                column++;
            }
            if (column > first) {
                const struct rect run = {x0 + module * (float)first, y0 + module * (float)row,
                                         module * (float)(column - first), module};
                draw_rect(canvas, run, draw_solid(dark));
            }
        }
    }
}
