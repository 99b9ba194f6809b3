-- The tables of a Vitrin pack (schema 1). One pack is one SQLite file; nothing in it is executed.
PRAGMA application_id = 0x56545250; -- "VTRP"
PRAGMA user_version = 1;

-- who made what for whom: title, target, seq, updated, pack_id
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
-- languages; the first by ord is the show's own
CREATE TABLE lang (lang TEXT PRIMARY KEY, ord INTEGER NOT NULL, name TEXT NOT NULL, short_name TEXT NOT NULL, direction TEXT NOT NULL, digits TEXT NOT NULL) STRICT, WITHOUT ROWID;
-- every translated cell: key is table.column.rowkey
CREATE TABLE text (key TEXT NOT NULL, lang TEXT NOT NULL REFERENCES lang, text TEXT NOT NULL, PRIMARY KEY (key, lang)) STRICT, WITHOUT ROWID;
-- references of the report, by their printed number
CREATE TABLE source (source TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, url TEXT NOT NULL) STRICT, WITHOUT ROWID;
-- units of figures; style word or percent
CREATE TABLE unit (unit TEXT PRIMARY KEY, style TEXT NOT NULL) STRICT, WITHOUT ROWID;
-- every number that is shown: sources are printed numbers separated by spaces
CREATE TABLE figure (figure TEXT PRIMARY KEY, value REAL NOT NULL, value_to REAL, decimals INTEGER NOT NULL, unit TEXT NOT NULL REFERENCES unit, scale TEXT NOT NULL, year INTEGER, qualifier TEXT NOT NULL, sources TEXT NOT NULL, usd_of TEXT NOT NULL, fact TEXT NOT NULL) STRICT, WITHOUT ROWID;
-- comparable values, and their points in the order of the sheet
CREATE TABLE series (series TEXT PRIMARY KEY, unit TEXT NOT NULL REFERENCES unit, scale TEXT NOT NULL, decimals INTEGER NOT NULL, year INTEGER, sources TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE point (series TEXT NOT NULL REFERENCES series, ord INTEGER NOT NULL, point TEXT NOT NULL, value REAL NOT NULL, highlight INTEGER NOT NULL, PRIMARY KEY (series, point)) STRICT, WITHOUT ROWID;
-- places by longitude and latitude, and on what basis
CREATE TABLE place (place TEXT PRIMARY KEY, kind TEXT NOT NULL, lon REAL NOT NULL, lat REAL NOT NULL, basis TEXT NOT NULL) STRICT, WITHOUT ROWID;
-- routes and their way points
CREATE TABLE route (route TEXT PRIMARY KEY, kind TEXT NOT NULL, color TEXT NOT NULL, width REAL NOT NULL, dotted INTEGER NOT NULL, source TEXT NOT NULL, basis TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE route_stop (route TEXT NOT NULL REFERENCES route, ord INTEGER NOT NULL, lon REAL NOT NULL, lat REAL NOT NULL, place TEXT NOT NULL, PRIMARY KEY (route, ord)) STRICT, WITHOUT ROWID;
-- shapes: little-endian float32 pairs, uint32 triangles, uint32 rings (first, count, closed)
CREATE TABLE geometry (geometry TEXT PRIMARY KEY, "set" TEXT NOT NULL, class TEXT NOT NULL, kind TEXT NOT NULL, basis TEXT NOT NULL, vertices BLOB NOT NULL, triangles BLOB NOT NULL, rings BLOB NOT NULL) STRICT, WITHOUT ROWID;
-- projections and what a map shows
CREATE TABLE map (map TEXT PRIMARY KEY, projection TEXT NOT NULL, parallel_1 REAL NOT NULL, parallel_2 REAL NOT NULL, rotate_deg REAL NOT NULL, fit TEXT NOT NULL) STRICT, WITHOUT ROWID;
-- line icons as SVG path data
CREATE TABLE icon (icon TEXT PRIMARY KEY, width REAL NOT NULL, height REAL NOT NULL, path TEXT NOT NULL) STRICT, WITHOUT ROWID;
-- backgrounds: PNG, one for each orientation
CREATE TABLE art (art TEXT PRIMARY KEY, png BLOB NOT NULL) STRICT, WITHOUT ROWID;
-- fonts for glyphs that the program's own lack: cut to the characters of the pack
CREATE TABLE font (font TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT, WITHOUT ROWID;
-- values of colour roles
CREATE TABLE color (role TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE chapter (chapter TEXT PRIMARY KEY, ord INTEGER NOT NULL) STRICT, WITHOUT ROWID;
-- slides, their parts, and what only an eye can place
CREATE TABLE slide (slide TEXT PRIMARY KEY, ord INTEGER NOT NULL UNIQUE, kind TEXT NOT NULL, chapter TEXT NOT NULL, map TEXT NOT NULL, art TEXT NOT NULL, attract INTEGER NOT NULL, claim TEXT NOT NULL, parent TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE slide_item (slide TEXT NOT NULL REFERENCES slide, ord INTEGER NOT NULL, item TEXT NOT NULL, role TEXT NOT NULL, figure TEXT NOT NULL, figure_2 TEXT NOT NULL, series TEXT NOT NULL, place TEXT NOT NULL, route TEXT NOT NULL, geometry_set TEXT NOT NULL, class TEXT NOT NULL, icon TEXT NOT NULL, color TEXT NOT NULL, sources TEXT NOT NULL, PRIMARY KEY (slide, item)) STRICT, WITHOUT ROWID;
-- what visitors search for: folded keys, and the slide (and figure of it) that each opens; made by the builder
CREATE TABLE search (ord INTEGER PRIMARY KEY, kind TEXT NOT NULL, slide TEXT NOT NULL REFERENCES slide, figure TEXT NOT NULL, "key" TEXT NOT NULL) STRICT;
CREATE TABLE slide_place (slide TEXT NOT NULL, item TEXT NOT NULL, orientation TEXT NOT NULL, dx REAL NOT NULL, dy REAL NOT NULL, side TEXT NOT NULL, show INTEGER NOT NULL, PRIMARY KEY (slide, item, orientation), FOREIGN KEY (slide, item) REFERENCES slide_item (slide, item)) STRICT, WITHOUT ROWID;
