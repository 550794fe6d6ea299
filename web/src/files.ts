// Giving a file to the person who reads the page.

export function save(name: string, type: string, text: string | Blob): void {
  const blob = typeof text === "string" ? new Blob([text], { type: `${type};charset=utf-8` }) : text;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
