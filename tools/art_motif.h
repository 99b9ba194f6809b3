#pragma once

#include "tools/art_raster.h"
#include "tools/art_terrain.h"

/* Paints the whole picture: page, contours, girih, rivers. The design box stands in the middle of the picture
 * as the show's layout puts it; land and sky go on outside it, and the girih grows from the picture's own
 * corner. has_waters paints attract's bright rivers too, which the show draws itself. */
void art_motif_paint(struct art_raster *raster, const struct art_kind *kind,
                     const struct art_terrain *terrain, bool has_waters);
