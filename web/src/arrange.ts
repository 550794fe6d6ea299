// Places for a small scene, in pixels of the screen: links pull, nodes push, boxes (a mark with its caption) do not cover each other.

export interface Box {
  half: number;
  up: number;
  down: number;
  fixed?: { x: number; y: number };
}
export interface Point {
  x: number;
  y: number;
}

const STEPS = 260;
const UNTANGLE = 140;
const STRETCH = 1.7;

/** `stretch` makes links longer, so that words on them find room. */
export function arrange(boxes: Box[], links: [number, number][], width: number, height: number, stretch = 1): Point[] {
  const n = boxes.length;
  if (n === 0) return [];
  const near: Set<number>[] = boxes.map(() => new Set());
  for (const [a, b] of links) if (a !== b) near[a].add(b), near[b].add(a);
  const aspect = Math.min(Math.max(width / height, 0.4), 2.5);
  const length = stretch * Math.min(Math.max(0.78 * Math.sqrt((width * height) / n), 46), 190);
  const x = new Float64Array(n);
  const y = new Float64Array(n);
  const parts = components(near).map((part) => {
    const inner = new Map(part.map((node, i) => [node, i]));
    const mine = part.map((node) => new Set([...near[node]].map((other) => inner.get(other) as number)));
    const held = part.map((node) => boxes[node]);
    const [px, py] = tree(mine, length);
    if (part.length > 2) settle(px, py, mine, held, length, aspect);
    apart(px, py, held);
    return { part, px, py, ...bounds(px, py, held) };
  });
  pack(parts, x, y, aspect);
  const at = boxes.findIndex((box) => box.fixed);
  const [dx, dy] = at < 0 ? [0, 0] : [x[at], y[at]];
  // Drawn out, up to a point, into the shape of the picture: that only moves things apart.
  const { wide, tall } = bounds(x, y, boxes);
  const lean = wide / Math.max(tall, 1) / aspect;
  const [sx, sy] = [Math.min(Math.max(1 / lean, 1), STRETCH), Math.min(Math.max(lean, 1), STRETCH)];
  return Array.from(x, (_, i) => ({ x: (x[i] - dx) * sx, y: (y[i] - dy) * sy }));
}

function components(near: Set<number>[]): number[][] {
  const seen = new Set<number>();
  const found: number[][] = [];
  for (let first = 0; first < near.length; first++) {
    if (seen.has(first)) continue;
    const part = [first];
    seen.add(first);
    for (const node of part) for (const other of near[node]) if (!seen.has(other)) seen.add(other), part.push(other);
    found.push(part.sort((a, b) => a - b));
  }
  return found.sort((a, b) => b.length - a.length || a[0] - b[0]);
}

/** Links pull, all push, the middle draws a little, in steps that grow smaller. */
function settle(x: Float64Array, y: Float64Array, near: Set<number>[], boxes: Box[], length: number, aspect: number): void {
  const n = x.length;
  const mass = near.map((others) => 1 + others.size);
  const fx = new Float64Array(n);
  const fy = new Float64Array(n);
  const steps = n > 250 ? STEPS / 2 : STEPS;
  for (let step = 0; step < steps; step++) {
    fx.fill(0);
    fy.fill(0);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < i; j++) {
        const dx = x[i] - x[j] || (i - j) * 1e-3;
        const dy = y[i] - y[j] || 1e-3;
        const push = (length * 1.1 * mass[i] * mass[j]) / Math.max(dx * dx + dy * dy, 30);
        fx[i] += dx * push, fy[i] += dy * push;
        fx[j] -= dx * push, fy[j] -= dy * push;
      }
      const pull = 0.16 * mass[i];
      fx[i] -= (x[i] * pull) / aspect, fy[i] -= y[i] * pull * aspect;
      for (const j of near[i]) {
        const [dx, dy] = [x[j] - x[i], y[j] - y[i]];
        fx[i] += dx * 0.9, fy[i] += dy * 0.9;
      }
    }
    const limit = length * 0.5 * (1 - step / steps) ** 1.4;
    for (let i = 0; i < n; i++) {
      const fixed = boxes[i].fixed;
      if (fixed) {
        [x[i], y[i]] = [fixed.x, fixed.y];
        continue;
      }
      const [mx, my] = [fx[i] / mass[i], fy[i] / mass[i]];
      const far = Math.hypot(mx, my) || 1;
      const go = Math.min(far * 0.14, limit) / far;
      x[i] += mx * go, y[i] += my * go;
    }
  }
}

interface Part {
  part: number[];
  px: Float64Array;
  py: Float64Array;
  left: number;
  top: number;
  wide: number;
  tall: number;
}

function bounds(x: Float64Array, y: Float64Array, boxes: Box[]): { left: number; top: number; wide: number; tall: number } {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  boxes.forEach((box, i) => {
    left = Math.min(left, x[i] - box.half), right = Math.max(right, x[i] + box.half);
    top = Math.min(top, y[i] - box.up), bottom = Math.max(bottom, y[i] + box.down);
  });
  return { left, top, wide: right - left, tall: bottom - top };
}

/** Parts row by row, the largest first, as wide together as the picture wants. */
function pack(parts: Part[], x: Float64Array, y: Float64Array, aspect: number): void {
  const gap = 14;
  const area = parts.reduce((sum, p) => sum + (p.wide + gap) * (p.tall + gap), 0);
  const width = Math.max(Math.sqrt(area * aspect) * 1.04, parts[0].wide);
  let [left, top, row] = [0, 0, 0];
  for (const one of parts) {
    if (left > 0 && left + one.wide > width) [left, top, row] = [0, top + row + gap, 0];
    one.part.forEach((node, i) => {
      x[node] = one.px[i] - one.left + left;
      y[node] = one.py[i] - one.top + top;
    });
    left += one.wide + gap;
    row = Math.max(row, one.tall);
  }
}

/** A radial tree from the node with most links: where the forces start. */
function tree(near: Set<number>[], length: number): [Float64Array, Float64Array] {
  const n = near.length;
  const x = new Float64Array(n);
  const y = new Float64Array(n);
  const seen = new Set<number>();
  const roots = near.map((_, i) => i).sort((a, b) => near[b].size - near[a].size || a - b);
  const root = roots[0];
  const level: [node: number, low: number, wide: number, depth: number][] = [[root, 0, Math.PI * 2, 0]];
  seen.add(root);
  for (const [node, low, wide, depth] of level) {
    const angle = low + wide / 2;
    x[node] = Math.cos(angle) * depth * length;
    y[node] = Math.sin(angle) * depth * length;
    const children = [...near[node]].filter((one) => !seen.has(one)).sort((a, b) => a - b);
    children.forEach((child, i) => {
      seen.add(child);
      level.push([child, low + (wide * i) / children.length, wide / children.length, depth + 1]);
    });
  }
  return [x, y];
}

/** Boxes moved until none covers another, along the way that is shorter. */
function apart(x: Float64Array, y: Float64Array, boxes: Box[]): void {
  const gap = 5;
  for (let round = 0; round < UNTANGLE; round++) {
    let clashes = 0;
    for (let i = 0; i < boxes.length; i++) {
      const a = boxes[i];
      for (let j = 0; j < i; j++) {
        const b = boxes[j];
        const lackX = a.half + b.half + gap - Math.abs(x[i] - x[j]);
        if (lackX <= 0) continue;
        const [ya, yb] = [y[i] + (a.down - a.up) / 2, y[j] + (b.down - b.up) / 2];
        const lackY = (a.up + a.down + b.up + b.down) / 2 + gap - Math.abs(ya - yb);
        if (lackY <= 0) continue;
        clashes++;
        const share = a.fixed || b.fixed ? 0.8 : 0.4;
        if (lackX < lackY) {
          const push = (x[i] < x[j] ? -lackX : lackX) * share;
          if (!a.fixed) x[i] += push;
          if (!b.fixed) x[j] -= push;
        } else {
          const push = (ya < yb ? -lackY : lackY) * share;
          if (!a.fixed) y[i] += push;
          if (!b.fixed) y[j] -= push;
        }
      }
    }
    if (clashes === 0) break;
  }
}
