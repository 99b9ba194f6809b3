/* assets/strings.csv to a C header: an enum of the interface's words and a table of them by language.
 * The header row is `string,<lang>,<lang>…`; the last language is the fallback. The header is included twice, once
 * for the enum and once for the table, so that one file is generated and words live in one table only.
 * Usage: strings_gen assets/strings.csv > strings_gen.h */

#include <csv.h>
#include <stdio.h>
#include <string.h>

#define COLUMNS_MAX 6
#define ROWS_MAX 400
#define CELL_MAX 256

struct sheet {
    char cells[ROWS_MAX][COLUMNS_MAX][CELL_MAX];
    int row, column, columns;
    int is_bad;
};

static void
take_cell(void *bytes, size_t length, void *context) {
    struct sheet *sheet = context;
    if (sheet->row >= ROWS_MAX || sheet->column >= COLUMNS_MAX || length >= CELL_MAX) {
        sheet->is_bad = 1;
        return;
    }
    memcpy(sheet->cells[sheet->row][sheet->column], bytes, length);
    sheet->cells[sheet->row][sheet->column][length] = '\0';
    sheet->column++;
}

static void
take_row(int end, void *context) {
    struct sheet *sheet = context;
    (void)end;
    if (sheet->row == 0) {
        sheet->columns = sheet->column;
    } else if (sheet->column != sheet->columns) {
        sheet->is_bad = 1;
    }
    sheet->column = 0;
    sheet->row++;
}

static void
print_literal(const char *text) {
    putchar('"');
    for (const unsigned char *c = (const unsigned char *)text; *c != '\0'; c++) {
        if (*c < 0x20 || *c >= 0x7F || *c == '"' || *c == '\\') {
            printf("\\%03o", *c);
        } else {
            putchar(*c);
        }
    }
    putchar('"');
}

static void
print_upper(const char *word) {
    for (; *word != '\0'; word++) {
        putchar(*word >= 'a' && *word <= 'z' ? *word - 'a' + 'A' : *word);
    }
}

static void
print_header(const struct sheet *sheet) {
    puts("/* Generated from assets/strings.csv by tools/strings_gen.c: do not edit. */");
    puts("#ifdef STRINGS_ENUM\nenum ui_string {");
    for (int row = 1; row < sheet->row; row++) {
        fputs("    STRING_", stdout);
        print_upper(sheet->cells[row][0]);
        puts(",");
    }
    puts("    STRING_COUNT\n};\n#endif\n#ifdef STRINGS_TABLE\nstatic const char *const STRING_LANGS[] = {");
    for (int column = 1; column < sheet->columns; column++) {
        printf("    \"%s\",\n", sheet->cells[0][column]);
    }
    printf("};\n#define STRINGS_FALLBACK_LANG %d\n", sheet->columns - 2);
    printf("static const char *const STRING_WORDS[][%d] = {\n", sheet->columns - 1);
    for (int row = 1; row < sheet->row; row++) {
        fputs("    {", stdout);
        for (int column = 1; column < sheet->columns; column++) {
            fputs(column > 1 ? ", " : "", stdout);
            print_literal(sheet->cells[row][column]);
        }
        puts("},");
    }
    puts("};\n#endif");
}

int
main(int argc, char **argv) {
    static struct sheet sheet;
    static char bytes[65536];
    struct csv_parser parser;
    FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
    if (file == NULL) {
        fprintf(stderr, "usage: strings_gen STRINGS.csv > strings_gen.h\n");
        return 2;
    }
    const size_t length = fread(bytes, 1, sizeof(bytes), file);
    fclose(file);
    csv_init(&parser, CSV_STRICT);
    csv_set_space_func(&parser, NULL);
    /* libcsv trims blanks around unquoted cells by default; words such as " and " need theirs. */
    const size_t parsed = csv_parse(&parser, bytes, length, take_cell, take_row, &sheet);
    csv_fini(&parser, take_cell, take_row, &sheet);
    csv_free(&parser);
    if (parsed != length || length == sizeof(bytes) || sheet.is_bad || sheet.row < 2 || sheet.columns < 2) {
        fprintf(stderr, "%s: near row %d: a row with another number of cells, or too long\n", argv[1],
                sheet.row + 1);
        return 1;
    }
    print_header(&sheet);
    return 0;
}
