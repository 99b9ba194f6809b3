// Prepares data/geo/*.wkt from Natural Earth (npm world-atlas) and ECharts 4.9.0 (npm echarts).
//
//   node prepare.mjs OUT_DIR        run in the directory that holds node_modules (see data/geo/README.md)
//
// It decodes both sources, clips, simplifies in the plane of the map that shows the geometry (so that the
// tolerance is in pixels of the 1920 px design), repairs, rounds, and writes one feature a line:
// KEY<TAB>WKT, degrees, longitude first. It makes no CSV: names and classes are written by hand there.
// Neighbours are simplified as shared arcs, so their borders still meet vertex by vertex.
// Spec: OGC 06-103r4 (WKT; outer rings counter-clockwise, holes clockwise).

import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { conicEqualArea, fit } from "./projection.mjs";

const require = createRequire(join(process.cwd(), "package.json"));
const mapshaper = require("mapshaper");
const topojson = require("topojson-client");

const HERE = dirname(fileURLToPath(import.meta.url));
const OUT = process.argv[2];

// The maps that decide how fine a geometry must be: points and box of visual.md, "Projections".
const MAP_05 = fit(conicEqualArea(12, 50, -70),
    [[-10, 40], [-5, 36], [6.76, 51.43], [27, 54], [49, 57.5], [83, 57], [113, 53.5], [123.5, 30], [104, 0.5],
        [80, 4.5], [45, 11]], [624, 286, 1716, 930]);
const MAP_06 = fit(conicEqualArea(25, 47, -104),
    [[73.6, 39.4], [135, 48.2], [123.3, 53.5], [109.5, 18.1], [97.5, 24], [122, 30]], [70, 226, 1160, 944]);

const TOLERANCE_PX = 0.4;        // Douglas-Peucker distance; rounding to 3 decimals adds under 0.01 px
const DISTRICT_TOLERANCE = 0.0012; // degrees: 0.2 px of slide 02, 0.5 px under the lens of slide 10
const ISLAND_PX2 = 4;
const DUST_PX2 = 1;
const DUST_DEGREES2 = 0.0001;      // 2 px² of slide 02
const EURASIA_BOX = [-32, -15, 180, 82];

const DISTRICTS = {
    500101: "wanzhou", 500102: "fuling", 500103: "yuzhong", 500104: "dadukou", 500105: "jiangbei",
    500106: "shapingba", 500107: "jiulongpo", 500108: "nanan", 500109: "beibei", 500110: "qijiang",
    500111: "dazu", 500112: "yubei", 500113: "banan", 500114: "qianjiang", 500115: "changshou",
    500116: "jiangjin", 500117: "hechuan", 500118: "yongchuan", 500119: "nanchuan", 500120: "bishan",
    500151: "tongliang", 500152: "tongnan", 500153: "rongchang", 500154: "kaizhou", 500228: "liangping",
    500229: "chengkou", 500230: "fengdu", 500231: "dianjiang", 500232: "wulong", 500233: "zhongxian",
    500235: "yunyang", 500236: "fengjie", 500237: "wushan", 500238: "wuxi", 500240: "shizhu",
    500241: "xiushan", 500242: "youyang", 500243: "pengshui",
};

const PROVINCES = {
    110000: "beijing", 120000: "tianjin", 130000: "hebei", 140000: "shanxi", 150000: "inner_mongolia",
    210000: "liaoning", 220000: "jilin", 230000: "heilongjiang", 310000: "shanghai", 320000: "jiangsu",
    330000: "zhejiang", 340000: "anhui", 350000: "fujian", 360000: "jiangxi", 370000: "shandong",
    410000: "henan", 420000: "hubei", 430000: "hunan", 440000: "guangdong", 450000: "guangxi",
    460000: "hainan", 500000: "chongqing", 510000: "sichuan", 520000: "guizhou", 530000: "yunnan",
    540000: "tibet", 610000: "shaanxi", 620000: "gansu", 630000: "qinghai", 640000: "ningxia",
    650000: "xinjiang", 710000: "taiwan", 810000: "hong_kong", 820000: "macao",
};

// ---- reading -----------------------------------------------------------------------------------------

// ECharts ring: pairs of characters, zigzag deltas in 1/1024 degree from the given offset.
function decodeRing(text, offset) {
    const unzigzag = (c) => (c - 64 >> 1) ^ -(c - 64 & 1);
    const ring = [];
    let [x, y] = offset;
    for (let i = 0; i < text.length; i += 2) {
        x += unzigzag(text.charCodeAt(i));
        y += unzigzag(text.charCodeAt(i + 1));
        ring.push([x / 1024, y / 1024]);
    }
    const [first, last] = [ring[0], ring[ring.length - 1]];
    if (first[0] !== last[0] || first[1] !== last[1])
        ring.push([...first]);
    return ring;
}

function readEcharts(path, keyOfCode) {
    const source = require(path);
    const features = source.features.map((feature) => {
        const { type, coordinates, encodeOffsets } = feature.geometry;
        const polygons = type === "Polygon" ? [coordinates] : coordinates;
        const offsets = type === "Polygon" ? [encodeOffsets] : encodeOffsets;
        const key = keyOfCode[feature.id];
        if (!key)
            throw new Error(`unknown code ${feature.id} in ${path}`);
        const decode = (rings, p) => rings.map((text, i) => decodeRing(text, offsets[p][i]));
        return polygonFeature(key, polygons.map(decode));
    });
    if (features.length !== Object.keys(keyOfCode).length)
        throw new Error(`${path}: ${features.length} features`);
    return { type: "FeatureCollection", features };
}

function readAtlas(file, object, id) {
    const topology = require(`world-atlas/${file}`);
    const all = topojson.feature(topology, topology.objects[object]);
    return id ? { type: "FeatureCollection", features: all.features.filter((f) => f.id === id) } : all;
}

// ---- geometry ----------------------------------------------------------------------------------------

function polygonFeature(key, polygons) {
    const geometry = { type: "MultiPolygon", coordinates: polygons };
    return { type: "Feature", properties: { key }, geometry };
}

function polygonsOf(geometry) {
    if (!geometry)
        return [];
    return geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
}

function mapPoints(collection, onRing) {
    return {
        type: "FeatureCollection",
        features: collection.features.map((f) => ({
            ...f,
            geometry: {
                type: "MultiPolygon",
                coordinates: polygonsOf(f.geometry).map((rings) => rings.map(onRing)),
            },
        })),
    };
}

const project = (collection, map) => mapPoints(collection, (ring) => ring.map((p) => map.forward(p)));
const unproject = (collection, map) => mapPoints(collection, (ring) => ring.map((p) => map.inverse(p)));

// The atlas joins land across the antimeridian, where its longitudes jump by 360: make them continuous.
function unwrapped(ring) {
    let turn = 0;
    const joined = ring.map(([lon, lat], i) => {
        const step = i > 0 ? lon - ring[i - 1][0] : 0;
        turn += step > 180 ? -360 : step < -180 ? 360 : 0;
        return [lon + turn, lat];
    });
    const west = joined.some((p) => p[0] < -180) ? 360 : 0;
    return joined.map(([lon, lat]) => [lon + west, lat]);
}

// A parallel is curved on a conic map: give the clip edges a point every degree before projecting.
function densifyParallels(ring, latitudes) {
    return ring.flatMap((p, i) => {
        const q = ring[i + 1];
        if (!q || p[1] !== q[1] || !latitudes.includes(p[1]))
            return [p];
        const steps = Math.max(1, Math.ceil(Math.abs(q[0] - p[0])));
        return Array.from({ length: steps }, (_, k) => [p[0] + (q[0] - p[0]) * k / steps, p[1]]);
    });
}

// Drops all but the largest part of a feature that is smaller than min: enclaves no screen can show.
function withoutDust(collection, min) {
    const size = (rings) => Math.abs(ringArea(rings[0]));
    return {
        type: "FeatureCollection",
        features: collection.features.map((f) => {
            const polygons = polygonsOf(f.geometry);
            const largest = Math.max(...polygons.map(size));
            const kept = polygons.filter((rings) => size(rings) === largest || size(rings) >= min);
            return polygonFeature(f.properties.key, kept);
        }),
    };
}

// Runs mapshaper on named layers and returns the named result as a FeatureCollection.
async function shape(layers, commands, result, output = "") {
    const input = Object.fromEntries(Object.entries(layers).map(([k, v]) => [`${k}.json`, v]));
    const names = Object.keys(input).join(" ");
    const files = await mapshaper.applyCommands(
        `-i ${names} combine-files ${commands} -o out.json format=geojson geojson-type=FeatureCollection `
        + `target=${result} ${output}`, input);
    return JSON.parse(files["out.json"]);
}

// Rounding may make lines touch: round, repair, and round again until nothing moves.
async function settle(collection, decimals) {
    const grid = 10 ** -decimals;
    const round = (v) => Math.round(v / grid) * grid;
    const rounded = (c) => mapPoints(c, (ring) => ring.map(([x, y]) => [round(x), round(y)]));
    let current = rounded(collection);
    for (let i = 0; i < 6; i++) {
        const next = rounded(await shape({ layer: current }, `-clean snap-interval=${grid / 10}`, "layer"));
        if (wktLines(next, decimals) === wktLines(current, decimals))
            return next;
        current = next;
    }
    throw new Error("rounding does not settle");
}

// ---- writing -----------------------------------------------------------------------------------------

function ringArea(ring) {
    let twice = 0;
    for (let i = 0; i + 1 < ring.length; i++)
        twice += ring[i][0] * ring[i + 1][1] - ring[i + 1][0] * ring[i][1];
    return twice / 2;
}

const pointText = (decimals) => (p) => p.map((v) => String(Number(v.toFixed(decimals)))).join(" ");

function ringText(ring, isHole, decimals) {
    const texts = ring.map(pointText(decimals));
    const kept = texts.filter((t, i) => i === 0 || t !== texts[i - 1]);
    const ordered = (ringArea(ring) < 0) === isHole ? kept : kept.reverse();
    return `(${ordered.join(", ")})`;
}

function polygonText(polygons, decimals) {
    const byArea = [...polygons].sort((a, b) => Math.abs(ringArea(b[0])) - Math.abs(ringArea(a[0])));
    const texts = byArea.map((rings) => `(${rings.map((r, i) => ringText(r, i > 0, decimals)).join(", ")})`);
    return texts.length === 1 ? `POLYGON ${texts[0]}` : `MULTIPOLYGON (${texts.join(", ")})`;
}

function wktLines(collection, decimals) {
    const lines = collection.features.map((f) =>
        `${f.properties.key}\t${polygonText(polygonsOf(f.geometry), decimals)}\n`);
    return lines.sort((a, b) => (a < b ? -1 : 1)).join("");
}

function write(name, text) {
    writeFileSync(join(OUT, name), text);
    console.log(`${name}: ${text.split("\n").length - 1} features, ${text.length} bytes`);
}

// ---- the files ---------------------------------------------------------------------------------------

async function eurasiaAndIran() {
    const polygons = polygonsOf(readAtlas("land-50m.json", "land").features[0].geometry)
        .filter((rings) => rings[0].some((p) => p[1] > EURASIA_BOX[1])) // not Antarctica
        .map((rings) => rings.map(unwrapped));
    const world = { type: "FeatureCollection", features: [polygonFeature("eurasia_land", polygons)] };
    const clipped = await shape({ land: world }, `-clip bbox=${EURASIA_BOX.join(",")} -clean`, "land");
    const dense = mapPoints(clipped, (r) => densifyParallels(r, [EURASIA_BOX[1], EURASIA_BOX[3]]));
    const iran = readAtlas("countries-50m.json", "countries", "364");
    iran.features.forEach((f) => { f.properties = { key: "iran" }; });
    const layers = { land: project(dense, MAP_05), iran: project(iran, MAP_05) };
    const simplify = `-simplify dp interval=${TOLERANCE_PX} target=*`;
    const islands = `-filter-islands min-area=${ISLAND_PX2} target=land`;
    const land = await shape(layers, `${simplify} ${islands}`, "land");
    const persia = await shape(layers, simplify, "iran");
    write("eurasia-land.wkt", wktLines(await settle(unproject(land, MAP_05), 3), 3));
    write("iran.wkt", wktLines(await settle(unproject(persia, MAP_05), 3), 3));
}

async function china() {
    const source = readEcharts("echarts/map/json/china.json", PROVINCES);
    const plane = await shape({ layer: project(source, MAP_06) },
        `-clean gap-fill-area=3 -simplify dp interval=${TOLERANCE_PX} keep-shapes `
        + `-filter-islands min-area=${ISLAND_PX2}`, "layer");
    const kept = withoutDust(plane, DUST_PX2);
    const filled = await shape({ layer: kept }, `-clean gap-fill-area=${DUST_PX2}`, "layer");
    const provinces = await settle(unproject(filled, MAP_06), 3);
    write("china-provinces.wkt", wktLines(provinces, 3));
    write("china.wkt", wktLines(await outline(provinces, "china", 3), 3));
}

async function outline(collection, key, decimals) {
    const merged = await shape({ layer: collection }, `-dissolve2 -each 'key="${key}"'`, "layer");
    return settle(merged, decimals);
}

async function chongqing() {
    const source = readEcharts("echarts/map/json/province/chongqing.json", DISTRICTS);
    const plane = await shape({ layer: source },
        `-clean gap-fill-area=${DUST_DEGREES2} `
        + `-simplify dp interval=${DISTRICT_TOLERANCE} planar keep-shapes`, "layer");
    const kept = withoutDust(plane, DUST_DEGREES2);
    const filled = await shape({ layer: kept }, `-clean gap-fill-area=${DUST_DEGREES2}`, "layer");
    const districts = await settle(filled, 4);
    write("chongqing-districts.wkt", wktLines(districts, 4));
    write("chongqing-outline.wkt", wktLines(await outline(districts, "chongqing_outline", 4), 4));
}

function rivers() {
    const points = JSON.parse(readFileSync(join(HERE, "waypoints.json"), "utf8"));
    const line = (key) => `${key}\tLINESTRING (${points[key].map(pointText(4)).join(", ")})\n`;
    write("china-rivers.wkt", line("yangtze"));
    write("chongqing-rivers.wkt", line("jialing") + line("yangtze_in_chongqing"));
}

if (!OUT) {
    console.error("usage: node prepare.mjs OUT_DIR");
    process.exit(2);
}
await eurasiaAndIran();
await china();
await chongqing();
rivers();
