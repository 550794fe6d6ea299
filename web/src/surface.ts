// What the picture asks of whoever draws it.

import type { Extent, Scene, Spot } from "./scene";

export interface Heard {
  pick(key: string | null): void;
  open(key: string): void;
  /** A click beside every spot. */
  missed(x: number, y: number): void;
  point(key: string | null): void;
  moved(key: string, x: number, y: number): void;
  painted(): void;
}

export interface Surface {
  readonly kind: "webgl" | "canvas";
  show(scene: Scene, fit: boolean): void;
  /** Where a spot stands, in pixels of the picture, and how far it reaches. */
  place(spot: Spot): { x: number; y: number; r: number };
  fit(): void;
  zoom(factor: number): void;
  look(spot: Spot): void;
  redraw(): void;
  /** Draws at once, not with the next frame. */
  paintNow(): void;
}

/** The stretch of the plane to show: never less than the picture itself, so that a unit is about a pixel. */
export function frameOf({ extent, places }: Scene, width: number, height: number): Extent {
  if (places === "map") return extent;
  const [wide, tall] = [extent.x[1] - extent.x[0], extent.y[1] - extent.y[0]];
  // Something small is drawn a little larger than it was laid out.
  const zoom = Math.min(2.4, Math.max(1, Math.min(width / wide, height / tall)));
  const grow = ([low, high]: [number, number], room: number): [number, number] => {
    const lack = Math.max(room - (high - low), 0) / 2;
    return [low - lack, high + lack];
  };
  return { x: grow(extent.x, width / zoom), y: grow(extent.y, height / zoom) };
}
