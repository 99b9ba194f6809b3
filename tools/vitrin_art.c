/* vitrin-art: makes the show's background pictures for any size, and prints attract's river lines for the
 * show's data. vitrin-art KIND WxH OUT.png [--mirror] [--waters] vitrin-art --rivers KIND is land, port,
 * attract or attract-port. --mirror is for a left-to-right show; --waters paints attract's bright rivers too,
 * to compare with the visual target. This file reads arguments; art_motif paints, art_terrain knows the
 * shapes. Deterministic: the same arguments give the same bytes with one compiler and library set. */

#include <stdio.h>
#include <string.h>

#include "tools/art_motif.h"

#define SIZE_MIN 64
#define SIZE_MAX_PX 8192
#define RIVER_STEP 3 /* every third point of a smooth line is printed */

struct order {
    const struct art_kind *kind;
    int width, height;
    const char *path;
    bool is_mirrored, has_waters;
};

static int
usage(void) {
    fputs("usage: vitrin-art land|port|attract|attract-port WIDTHxHEIGHT OUT.png [--mirror] [--waters]\n"
          "       vitrin-art --rivers\n",
          stderr);
    return 2;
}

static void
print_rivers(const char *kind_name) {
    static const char *const NAMES[ART_RIVERS] = {"jialing", "yangtze", "jialing_out", "yangtze_out"};
    const struct art_kind *kind = art_kind_find(kind_name);
    struct art_terrain terrain;
    art_terrain_init(&terrain, kind);
    for (int r = 0; r < ART_RIVERS; r++) {
        const struct art_line *line = &terrain.rivers[r];
        for (size_t i = 0; i < line->count; i += RIVER_STEP) {
            const struct vec2 p = line->points[i];
            printf("%s,%s,%zu,%.1f,%.1f\n", kind->is_portrait ? "portrait" : "landscape", NAMES[r],
                   i / RIVER_STEP, (double)p.x, (double)p.y);
        }
    }
}

static bool
read_order(struct order *order, int argc, char **argv) {
    char rest = 0;
    if (argc < 4 || (order->kind = art_kind_find(argv[1])) == NULL ||
        sscanf(argv[2], "%dx%d%c", &order->width, &order->height, &rest) != 2) {
        return false;
    }
    order->path = argv[3];
    for (int i = 4; i < argc; i++) {
        order->is_mirrored = order->is_mirrored || strcmp(argv[i], "--mirror") == 0;
        order->has_waters = order->has_waters || strcmp(argv[i], "--waters") == 0;
        if (strcmp(argv[i], "--mirror") != 0 && strcmp(argv[i], "--waters") != 0) {
            return false;
        }
    }
    return order->width >= SIZE_MIN && order->width <= SIZE_MAX_PX && order->height >= SIZE_MIN &&
           order->height <= SIZE_MAX_PX;
}

int
main(int argc, char **argv) {
    struct order order = {0};
    struct err err = {0};
    if (argc == 2 && strcmp(argv[1], "--rivers") == 0) {
        puts("orientation,river,ord,x,y");
        print_rivers("attract");
        print_rivers("attract-port");
        return 0;
    }
    if (!read_order(&order, argc, argv)) {
        return usage();
    }
    struct art_terrain terrain;
    struct art_raster raster;
    art_terrain_init(&terrain, order.kind);
    art_raster_init(&raster, order.width, order.height);
    art_motif_paint(&raster, order.kind, &terrain, order.has_waters);
    const bool ok = art_raster_save(&raster, order.path, order.is_mirrored, &err);
    art_raster_fini(&raster);
    if (!ok) {
        fprintf(stderr, "vitrin-art: %s\n", err.text);
    }
    return ok ? 0 : 1;
}
