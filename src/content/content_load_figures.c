/* Sources, units, figures, series and their points. */

#include "content/content_internal.h"

static bool
take_source(struct reader *reader, sqlite3_stmt *row, size_t index) {
    struct content_source *source = (struct content_source *)&reader->model->sources[index];
    const struct str key = reader_str(reader, row, 0);
    source->number = sqlite3_column_int(row, 1);
    source->url = reader_str(reader, row, 2);
    return reader_text(reader, "source.title", key, &source->title);
}

static bool
take_unit(struct reader *reader, sqlite3_stmt *row, size_t index) {
    struct content_unit *unit = (struct content_unit *)&reader->model->units[index];
    const struct str style = reader_str(reader, row, 1);
    unit->key = reader_str(reader, row, 0);
    if (!str_is(style, "word") && !str_is(style, "percent") && !str_is(style, "year")) {
        return reader_fail(reader, "unit " STR_FMT ": style is word, percent or year, not `" STR_FMT "`",
                           STR_ARG(unit->key), STR_ARG(style));
    }
    unit->style = str_is(style, "percent") ? UNIT_PERCENT : str_is(style, "year") ? UNIT_YEAR : UNIT_WORD;
    return reader_text(reader, "unit.label", unit->key, &unit->label);
}

static bool
take_qualifier(struct reader *reader, struct str word, enum content_qualifier *ret_qualifier) {
    static const char *const WORDS[] = {"", "about", "more than", "less than", "nearly"};
    for (size_t i = 0; i < ARRAY_LEN(WORDS); i++) {
        if (str_is(word, WORDS[i])) {
            *ret_qualifier = (enum content_qualifier)i;
            return true;
        }
    }
    return reader_fail(reader, "`" STR_FMT "` is no qualifier", STR_ARG(word));
}

static bool
take_figure(struct reader *reader, sqlite3_stmt *row, size_t index) {
    struct content_figure *figure = (struct content_figure *)&reader->model->figures[index];
    figure->key = reader_str(reader, row, 0);
    figure->value = sqlite3_column_double(row, 1);
    figure->is_range = sqlite3_column_type(row, 2) != SQLITE_NULL;
    figure->value_to = sqlite3_column_double(row, 2);
    figure->decimals = sqlite3_column_int(row, 3);
    figure->year = sqlite3_column_int(row, 6);
    figure->fact = reader_str(reader, row, 9);
    if (figure->decimals < 0 || figure->decimals > 6) {
        return reader_fail(reader, "figure " STR_FMT ": decimals are 0 to 6", STR_ARG(figure->key));
    }
    const bool ok =
        reader_ref(reader, content_find_unit, "unit", reader_str(reader, row, 4), &figure->unit) &&
        reader_scale(reader, reader_str(reader, row, 5), &figure->scale) &&
        take_qualifier(reader, reader_str(reader, row, 7), &figure->qualifier) &&
        reader_sources(reader, reader_str(reader, row, 8), &figure->sources, &figure->source_count) &&
        reader_text(reader, "figure.label", figure->key, &figure->label) &&
        reader_text_maybe(reader, "compare.text", figure->key, &figure->compare);
    if (ok && figure->unit == CONTENT_NONE) {
        return reader_fail(reader, "figure " STR_FMT ": no unit", STR_ARG(figure->key));
    }
    return ok || err_prefix(reader->err, "figure " STR_FMT, STR_ARG(figure->key));
}

static bool
take_series(struct reader *reader, sqlite3_stmt *row, size_t index) {
    struct content_series *series = (struct content_series *)&reader->model->series[index];
    series->key = reader_str(reader, row, 0);
    series->decimals = sqlite3_column_int(row, 3);
    series->year = sqlite3_column_int(row, 4);
    if (series->decimals < 0 || series->decimals > 6) {
        return reader_fail(reader, "series " STR_FMT ": decimals are 0 to 6", STR_ARG(series->key));
    }
    return reader_ref(reader, content_find_unit, "unit", reader_str(reader, row, 1), &series->unit) &&
           reader_scale(reader, reader_str(reader, row, 2), &series->scale) &&
           reader_sources(reader, reader_str(reader, row, 5), &series->sources, &series->source_count) &&
           reader_text(reader, "series.label", series->key, &series->label);
}

/* "GDP of Chinese cities: Beijing". */
static struct content_text
name_value(struct reader *reader, const struct content_series *series, const struct content_point *point) {
    struct content_text name = {0};
    for (size_t lang = 0; lang < reader->model->lang_count; lang++) {
        name.in[lang] = str_format(reader->arena, STR_FMT ": " STR_FMT, STR_ARG(series->label.in[lang]),
                                   STR_ARG(point->label.in[lang]));
    }
    return name;
}

static void
add_value(struct reader *reader, struct content_series *series, const struct content_point *point,
          struct content_figure *value) {
    series->values = series->values == NULL ? value : series->values;
    *value = (struct content_figure){.key = {"", 0},
                                     .value = point->value,
                                     .decimals = series->decimals,
                                     .unit = series->unit,
                                     .scale = series->scale,
                                     .year = series->year,
                                     .sources = series->sources,
                                     .source_count = series->source_count,
                                     .label = name_value(reader, series, point)};
}

/* Rows come series by series; each is appended to its own. */
static bool
take_point(struct reader *reader, sqlite3_stmt *row, size_t index) {
    const struct str series_key = reader_str(reader, row, 0);
    const int at = content_find_series(reader->model, series_key);
    if (at == CONTENT_NONE) {
        return reader_fail(reader, "point: there is no series `" STR_FMT "`", STR_ARG(series_key));
    }
    struct content_series *series = (struct content_series *)&reader->model->series[at];
    struct content_point *point = &reader->points[index];
    series->points = series->point_count == 0 ? point : series->points;
    if (point != series->points + series->point_count) {
        return reader_fail(reader, "point: the rows of series " STR_FMT " do not stand together",
                           STR_ARG(series_key));
    }
    series->point_count++;
    point->key = reader_str(reader, row, 1);
    point->value = sqlite3_column_double(row, 2);
    point->is_highlight = sqlite3_column_int(row, 3) != 0;
    const struct str key =
        str_format(reader->arena, STR_FMT "." STR_FMT, STR_ARG(series_key), STR_ARG(point->key));
    if (!reader_text(reader, "point.label", key, &point->label)) {
        return false;
    }
    add_value(reader, series, point,
              (struct content_figure *)&reader->model->figures[reader->model->figures_count + index]);
    return true;
}

#define ALLOCATE(reader, table, name)                                                                        \
    (reader_count((reader), (table), &(reader)->model->name##_count) &&                                      \
     ((reader)->model->name = arena_alloc_array((reader)->arena, (reader)->model->name##_count,              \
                                                sizeof(*(reader)->model->name))) != NULL)

bool
content_load_figures(struct reader *reader) {
    struct content_model *model = reader->model;
    size_t points = 0;
    if (!reader_count_to(reader, "source", CONTENT_SOURCES_MAX, &model->sources_count) ||
        !reader_count(reader, "figure", &model->figures_count) || !reader_count(reader, "point", &points)) {
        return false;
    }
    model->sources = arena_alloc_array(reader->arena, model->sources_count, sizeof(*model->sources));
    reader->points = arena_alloc_array(reader->arena, points, sizeof(*reader->points));
    model->values_count = points;
    model->figures = arena_alloc_array(reader->arena, model->figures_count + points, sizeof(*model->figures));
    return reader_each(reader, "SELECT source, number, url FROM source ORDER BY number", model->sources_count,
                       take_source) &&
           ALLOCATE(reader, "unit", units) &&
           reader_each(reader, "SELECT unit, style FROM unit ORDER BY unit", model->units_count, take_unit) &&
           reader_each(reader,
                       "SELECT figure, value, value_to, decimals, unit, scale, year, qualifier, sources, "
                       "fact FROM figure ORDER BY figure",
                       model->figures_count, take_figure) &&
           ALLOCATE(reader, "series", series) &&
           reader_each(reader,
                       "SELECT series, unit, scale, decimals, year, sources FROM series ORDER BY series",
                       model->series_count, take_series) &&
           reader_each(reader,
                       "SELECT series, point, value, highlight FROM point ORDER BY series, ord, point",
                       points, take_point);
}
