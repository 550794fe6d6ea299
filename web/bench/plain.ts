// The least a page with sigma needs: what the explorer is measured against.
import Graph from "graphology";
import Sigma from "sigma";

const { x, y, source, target } = JSON.parse(document.getElementById("model")?.textContent ?? "");
const graph = new Graph();
x.forEach((_: number, i: number) => graph.addNode(String(i), { x: x[i], y: y[i], size: 3, color: "#0072B2" }));
source.forEach((from: number, i: number) => graph.mergeEdge(String(from), String(target[i]), { size: 0.7, color: "#cccccc" }));
const sigma = new Sigma(graph, document.getElementById("graph") as HTMLElement, { renderLabels: false });
Object.assign(window, { kgView: { redraw: () => (sigma as unknown as { render(): void }).render() } });
