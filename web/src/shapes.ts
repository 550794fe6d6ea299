// The WebGL programs: circles, squares and diamonds, filled or with a rim that is whole, dashed or dotted; hair lines.

import { EdgeProgram, NodeProgram } from "sigma/rendering";
import type { EdgeDisplayData, NodeDisplayData, RenderParams } from "sigma/types";
import { floatColor } from "sigma/utils";
import type { Spot } from "./scene";

const VERTEX = `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec2 a_position;
attribute float a_size;
attribute float a_style;
attribute float a_angle;
uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_correctionRatio;
varying vec4 v_color;
varying vec2 v_diff;
varying float v_radius;
varying float v_style;
const float bias = 255.0 / 254.0;
void main() {
  v_radius = a_size * u_correctionRatio / u_sizeRatio * 2.0;
  float reach = v_radius * 1.35 + (a_style > 11.5 ? 12.0 : 3.0) * u_correctionRatio;
  v_diff = 2.0 * reach * vec2(cos(a_angle), sin(a_angle));
  gl_Position = vec4((u_matrix * vec3(a_position + v_diff, 1)).xy, 0, 1);
  v_style = a_style;
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= bias;
}`;
const FRAGMENT = `
precision highp float;
varying vec4 v_color;
varying vec2 v_diff;
varying float v_radius;
varying float v_style;
uniform float u_correctionRatio;
uniform vec3 u_ground;
uniform vec3 u_odd;
void main(void) {
  float style = floor(v_style + 0.5);
  float shape = mod(style, 3.0);
  float rim = mod(floor(style / 3.0), 4.0);
  vec2 n = abs(v_diff) / v_radius;
  float d = shape < 0.5 ? length(n) : shape < 1.5 ? max(n.x, n.y) / 0.9 : (n.x + n.y) / 1.18;
  float pixel = 2.0 * u_correctionRatio / v_radius;
  #ifdef PICKING_MODE
  gl_FragColor = d > 1.0 + 2.0 * pixel ? vec4(0.0) : v_color;
  #else
  float inside = 1.0 - smoothstep(1.0 - pixel, 1.0, d);
  vec3 colour = v_color.rgb;
  if (rim > 0.5) {
    float turn = fract(atan(v_diff.y, v_diff.x) / 6.2831853 * (rim < 2.5 ? 12.0 : 20.0));
    float drawn = rim < 1.5 ? 1.0 : smoothstep(0.32, 0.42, abs(turn - 0.5) * (rim < 2.5 ? 1.6 : 1.2));
    float edge = smoothstep(1.0 - 3.2 * pixel, 1.0 - 2.2 * pixel, d);
    colour = mix(u_ground, v_color.rgb, edge * (rim < 1.5 ? 1.0 : 1.0 - drawn));
  }
  vec4 found = vec4(colour * inside, inside);
  if (style > 11.5 && pixel > 0.28) {
    found = vec4(u_odd * inside, inside);
  } else if (style > 11.5) {
    float ring = smoothstep(1.0 + pixel, 1.0 + 2.0 * pixel, d) * (1.0 - smoothstep(1.0 + 3.6 * pixel, 1.0 + 4.6 * pixel, d));
    found = mix(found, vec4(u_odd, 1.0), ring);
  }
  gl_FragColor = found;
  #endif
}`;

const THIN_VERTEX = `
attribute vec2 a_from;
attribute vec2 a_to;
attribute vec4 a_color;
attribute vec4 a_id;
attribute float a_end;
uniform mat3 u_matrix;
varying vec4 v_color;
void main() {
  gl_Position = vec4((u_matrix * vec3(mix(a_from, a_to, a_end), 1)).xy, 0, 1);
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= 255.0 / 254.0;
}`;
const THIN_FRAGMENT = `
precision mediump float;
varying vec4 v_color;
void main(void) {
  #ifdef PICKING_MODE
  gl_FragColor = v_color;
  #else
  gl_FragColor = vec4(v_color.rgb * v_color.a, v_color.a);
  #endif
}`;

const SHAPES: Spot["shape"][] = ["circle", "square", "diamond"];
const RIMS: Spot["rim"][] = ["full", "hollow", "dashed", "dotted"];
export const styleOf = (spot: Spot): number => SHAPES.indexOf(spot.shape) + 3 * RIMS.indexOf(spot.rim) + (spot.odd ? 12 : 0);

/** Colours all nodes share; they follow the theme. */
export const inks = { ground: [1, 1, 1], odd: [0, 0, 0] };

const { FLOAT, LINES, UNSIGNED_BYTE, TRIANGLES } = WebGLRenderingContext;
type Uniform = "u_matrix" | "u_sizeRatio" | "u_correctionRatio" | "u_ground" | "u_odd";

export class ShapeProgram extends NodeProgram<Uniform> {
  override getDefinition() {
    return {
      VERTICES: 3,
      VERTEX_SHADER_SOURCE: VERTEX,
      FRAGMENT_SHADER_SOURCE: FRAGMENT,
      METHOD: TRIANGLES,
      UNIFORMS: ["u_matrix", "u_sizeRatio", "u_correctionRatio", "u_ground", "u_odd"] as Uniform[],
      ATTRIBUTES: [
        { name: "a_position", size: 2, type: FLOAT },
        { name: "a_size", size: 1, type: FLOAT },
        { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_style", size: 1, type: FLOAT },
      ],
      CONSTANT_ATTRIBUTES: [{ name: "a_angle", size: 1, type: FLOAT }],
      CONSTANT_DATA: [[0], [(2 * Math.PI) / 3], [(4 * Math.PI) / 3]],
    };
  }
  override processVisibleItem(nodeIndex: number, start: number, data: NodeDisplayData & { style?: number }): void {
    const { array } = this;
    array[start] = data.x;
    array[start + 1] = data.y;
    array[start + 2] = data.size;
    array[start + 3] = floatColor(data.color);
    array[start + 4] = nodeIndex;
    array[start + 5] = data.style ?? 0;
  }
  override setUniforms(params: RenderParams, { gl, uniformLocations }: { gl: WebGLRenderingContext; uniformLocations: Record<string, WebGLUniformLocation> }): void {
    gl.uniform1f(uniformLocations.u_correctionRatio, params.correctionRatio);
    gl.uniform1f(uniformLocations.u_sizeRatio, params.sizeRatio);
    gl.uniformMatrix3fv(uniformLocations.u_matrix, false, params.matrix);
    gl.uniform3fv(uniformLocations.u_ground, inks.ground);
    gl.uniform3fv(uniformLocations.u_odd, inks.odd);
  }
}

/** Lines of one pixel, for scenes with very many of them. */
export class ThinProgram extends EdgeProgram<"u_matrix"> {
  override getDefinition() {
    return {
      VERTICES: 2,
      VERTEX_SHADER_SOURCE: THIN_VERTEX,
      FRAGMENT_SHADER_SOURCE: THIN_FRAGMENT,
      METHOD: LINES,
      UNIFORMS: ["u_matrix"] as "u_matrix"[],
      ATTRIBUTES: [
        { name: "a_from", size: 2, type: FLOAT },
        { name: "a_to", size: 2, type: FLOAT },
        { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
      ],
      CONSTANT_ATTRIBUTES: [{ name: "a_end", size: 1, type: FLOAT }],
      CONSTANT_DATA: [[0], [1]],
    };
  }
  override processVisibleItem(edgeIndex: number, start: number, from: NodeDisplayData, to: NodeDisplayData, data: EdgeDisplayData): void {
    const { array } = this;
    array[start] = from.x;
    array[start + 1] = from.y;
    array[start + 2] = to.x;
    array[start + 3] = to.y;
    array[start + 4] = floatColor(data.color);
    array[start + 5] = edgeIndex;
  }
  override setUniforms(params: RenderParams, { gl, uniformLocations }: { gl: WebGLRenderingContext; uniformLocations: Record<string, WebGLUniformLocation> }): void {
    gl.uniformMatrix3fv(uniformLocations.u_matrix, false, params.matrix);
  }
}
