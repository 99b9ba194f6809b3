// The two map projections of the show, forward and inverse, as d3-geo defines them.
//
// Raw plane coordinates have y up; a fitted map is in design pixels with y down. Used to simplify in pixels
// and to check the numbers in data/geo/README.md, which states the same formulas.
// Spec: Albers equal-area conic (Snyder, USGS PP 1395, p. 100) on the unit sphere; Mercator (p. 41).

const RAD = Math.PI / 180;

const wrap = (degrees) => (degrees > 180 ? degrees - 360 : degrees < -180 ? degrees + 360 : degrees);

export function conicEqualArea(parallel1, parallel2, rotate) {
    const s1 = Math.sin(parallel1 * RAD);
    const n = (s1 + Math.sin(parallel2 * RAD)) / 2;
    const c = 1 + s1 * (2 * n - s1);
    const r0 = Math.sqrt(c) / n;
    return {
        forward([lon, lat]) {
            const r = Math.sqrt(c - 2 * n * Math.sin(lat * RAD)) / n;
            const a = n * wrap(lon + rotate) * RAD;
            return [r * Math.sin(a), r0 - r * Math.cos(a)];
        },
        inverse([x, y]) {
            const down = r0 - y;
            const lon = Math.atan2(x, down) / n / RAD - rotate;
            return [lon, Math.asin((c - (x * x + down * down) * n * n) / (2 * n)) / RAD];
        },
    };
}

export const mercator = {
    forward: ([lon, lat]) => [lon * RAD, Math.log(Math.tan(Math.PI / 4 + lat * RAD / 2))],
    inverse: ([x, y]) => [x / RAD, (2 * Math.atan(Math.exp(y)) - Math.PI / 2) / RAD],
};

// Fits the projected points into box [x0, y0, x1, y1]: one scale for both axes, centred on both.
export function fit(raw, points, [x0, y0, x1, y1]) {
    const plane = points.map(raw.forward);
    const range = (axis) => {
        let [low, high] = [Infinity, -Infinity];
        for (const p of plane) {
            low = Math.min(low, p[axis]);
            high = Math.max(high, p[axis]);
        }
        return [low, high];
    };
    const [[left, right], [low, high]] = [range(0), range(1)];
    const k = Math.min((x1 - x0) / (right - left), (y1 - y0) / (high - low));
    const tx = (x0 + x1) / 2 - k * (left + right) / 2;
    const ty = (y0 + y1) / 2 + k * (low + high) / 2;
    return {
        k, tx, ty,
        forward(p) {
            const [x, y] = raw.forward(p);
            return [tx + k * x, ty - k * y];
        },
        inverse: ([px, py]) => raw.inverse([(px - tx) / k, (ty - py) / k]),
    };
}
