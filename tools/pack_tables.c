/* The spreadsheets of a show. Order matters: a table stands after those it refers to. */

#include "tools/pack_tables.h"

#include <string.h>

#include "base/macros.h"

#define KEY(n)                                                                                               \
    { n, COLUMN_KEY, NULL, false, true }
#define KEY_OF(n, table)                                                                                     \
    { n, COLUMN_KEY, table, false, true }
#define TEXT(n)                                                                                              \
    { n, COLUMN_TEXT, NULL, false, true }
#define REF(n, table)                                                                                        \
    { n, COLUMN_TEXT, table, false, true }
#define NUMBER(n)                                                                                            \
    { n, COLUMN_NUMBER, NULL, false, true }
#define MAYBE_NUMBER(n)                                                                                      \
    { n, COLUMN_NUMBER_OR_EMPTY, NULL, false, true }
#define INT(n)                                                                                               \
    { n, COLUMN_INT, NULL, false, true }
#define MAYBE_INT(n)                                                                                         \
    { n, COLUMN_INT_OR_EMPTY, NULL, false, true }
#define WORDS(n)                                                                                             \
    { n, COLUMN_TRANSLATED, NULL, false, false }
#define SOURCES(n)                                                                                           \
    { n, COLUMN_TEXT, "source", true, true }

const struct table_spec PACK_TABLES[] = {
    {"lang", {KEY("lang"), INT("ord"), TEXT("name"), TEXT("short_name"), TEXT("direction"), TEXT("digits")}},
    {"source", {KEY("source"), INT("number"), TEXT("url"), WORDS("title")}},
    {"unit", {KEY("unit"), TEXT("style"), WORDS("label")}},
    {"figure",
     {KEY("figure"), NUMBER("value"), MAYBE_NUMBER("value_to"), INT("decimals"), REF("unit", "unit"),
      TEXT("scale"), MAYBE_INT("year"), TEXT("qualifier"), SOURCES("sources"), REF("usd_of", "figure"),
      TEXT("fact"), WORDS("label")}},
    {"series",
     {KEY("series"), REF("unit", "unit"), TEXT("scale"), INT("decimals"), MAYBE_INT("year"),
      SOURCES("sources"), WORDS("label")}},
    {"point",
     {KEY_OF("series", "series"), INT("ord"), KEY("point"), NUMBER("value"), INT("highlight"),
      WORDS("label")}},
    {"place", {KEY("place"), TEXT("kind"), NUMBER("lon"), NUMBER("lat"), TEXT("basis"), WORDS("name")}},
    {"route",
     {KEY("route"), TEXT("kind"), TEXT("color"), NUMBER("width"), INT("dotted"), WORDS("label"),
      SOURCES("source"), TEXT("basis")}},
    {"route_stop",
     {KEY_OF("route", "route"),
      {"ord", COLUMN_INT, NULL, false, true},
      NUMBER("lon"),
      NUMBER("lat"),
      REF("place", "place")}},
    {"geometry",
     {KEY("geometry"),
      TEXT("set"),
      TEXT("class"),
      {"file", COLUMN_FILE, NULL, false, false},
      {"feature", COLUMN_TEXT, NULL, false, false},
      TEXT("kind"),
      WORDS("name"),
      TEXT("basis")}},
    {"map",
     {KEY("map"), TEXT("projection"), NUMBER("parallel_1"), NUMBER("parallel_2"), NUMBER("rotate_deg"),
      TEXT("fit")}},
    {"icon", {KEY("icon"), NUMBER("width"), NUMBER("height"), TEXT("path")}},
    {"art", {KEY("art"), {"file", COLUMN_FILE, NULL, false, false}}},
    {"font", {KEY("font"), {"file", COLUMN_FILE, NULL, false, false}}},
    {"color", {KEY("role"), TEXT("value")}},
    {"chapter", {KEY("chapter"), INT("ord"), WORDS("title")}},
    {"slide",
     {KEY("slide"), INT("ord"), TEXT("kind"), REF("chapter", "chapter"), REF("map", "map"), TEXT("art"),
      INT("attract"), WORDS("title"), WORDS("deck"), TEXT("claim"), REF("parent", "slide")}},
    {"slide_item",
     {KEY_OF("slide", "slide"), INT("ord"), KEY("item"), TEXT("role"), REF("figure", "figure"),
      REF("figure_2", "figure"), REF("series", "series"), REF("place", "place"), REF("route", "route"),
      TEXT("geometry_set"), TEXT("class"), REF("icon", "icon"), TEXT("color"), WORDS("label"), WORDS("note"),
      SOURCES("sources")}},
    {"slide_place",
     {KEY_OF("slide", "slide"), KEY("item"), KEY("orientation"), NUMBER("dx"), NUMBER("dy"), TEXT("side"),
      INT("show")}},
};

const size_t PACK_TABLE_COUNT = ARRAY_LEN(PACK_TABLES);

const struct table_spec PACK_COVERAGE_TABLE = {
    "coverage",
    {KEY("fact"), TEXT("shown"), REF("slide", "slide"), TEXT("item"), TEXT("values"), TEXT("reason")}};

const struct table_spec PACK_SEARCH_TABLE = {"search", {KEY_OF("slide", "slide"), TEXT("also")}};

const struct table_spec PACK_COMPARE_TABLE = {"compare", {KEY_OF("figure", "figure"), WORDS("text")}};

const struct table_spec *
pack_table_find(const char *name) {
    for (size_t i = 0; i < PACK_TABLE_COUNT; i++) {
        if (strcmp(PACK_TABLES[i].name, name) == 0) {
            return &PACK_TABLES[i];
        }
    }
    return NULL;
}

size_t
pack_table_columns(const struct table_spec *table) {
    size_t count = 0;
    while (count < TABLE_COLUMNS_MAX && table->columns[count].name != NULL) {
        count++;
    }
    return count;
}
