/* PNG bytes to pixels. The first three bytes are the size asked for and whether checksums are mended first, so that what stands behind
 * them is reached as well. */

#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "draw/draw.h"

int
LLVMFuzzerInitialize(int *argc, char ***argv) {
    (void)argc;
    (void)argv;
    return 0;
}

/* CRC-32 of PNG (its specification, annex D). */
static uint32_t
crc_of(const uint8_t *bytes, size_t count) {
    uint32_t crc = 0xFFFFFFFFu;
    for (size_t i = 0; i < count; i++) {
        crc ^= bytes[i];
        for (int bit = 0; bit < 8; bit++) {
            crc = (crc & 1u) != 0 ? crc >> 1 ^ 0xEDB88320u : crc >> 1;
        }
    }
    return ~crc;
}

static void
mend_checksums(uint8_t *png, size_t size) {
    for (size_t at = 8; at + 12 <= size;) {
        const size_t len =
            (size_t)png[at] << 24 | (size_t)png[at + 1] << 16 | (size_t)png[at + 2] << 8 | png[at + 3];
        if (len > size - at - 12) {
            return;
        }
        const uint32_t crc = crc_of(png + at + 4, len + 4);
        for (int i = 0; i < 4; i++) {
            png[at + 8 + len + (size_t)i] = (uint8_t)(crc >> (24 - 8 * i));
        }
        at += len + 12;
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct err err = {0};
    if (size < 3) {
        return 0;
    }
    uint8_t *png = malloc(size);
    if (png == NULL) {
        return 0;
    }
    memcpy(png, data + 3, size - 3);
    if (data[2] % 4 != 0) {
        mend_checksums(png, size - 3);
    }
    struct draw_image *image = draw_image_decode(png, size - 3, data[0] % 64, data[1] % 64, &err);
    if (image != NULL && data[2] % 2 == 1) {
        draw_image_mirror(image);
    }
    if (image == NULL && err.text[0] == '\0') {
        abort();
    }
    draw_image_destroy(image);
    free(png);
    return 0;
}
