import type { Words } from './words.ts';

const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.5 "Segoe UI", system-ui, sans-serif; }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: Canvas; color: CanvasText; }
  main { box-sizing: border-box; width: min(27.5rem, 100vw); padding: 2.5rem; border: 1px solid GrayText; }
  h1 { margin: 0.5rem 0 1rem; font-size: 1.5rem; font-weight: 600; }
  .tenant { margin: 0; padding: 0.25rem 0.5rem; font-size: 0.875rem; background: Mark; color: MarkText; }
  label { display: block; margin-top: 1rem; }
  input { box-sizing: border-box; width: 100%; padding: 0.4rem; font: inherit; }
  input[aria-invalid] { outline: 2px solid light-dark(#c50f1f, #f1707b); }
  .error { margin: 0.25rem 0 0; color: light-dark(#c50f1f, #f1707b); }
  .buttons { display: flex; flex-direction: row-reverse; gap: 0.5rem; margin-top: 1.5rem; }
  button { min-width: 6.75rem; padding: 0.4rem 0.75rem; font: inherit; border: 1px solid GrayText; }
  #idSIButton9 { background: #0067b8; border-color: #0067b8; color: #fff; }
  button:focus-visible, input:focus-visible { outline: 2px solid Highlight; outline-offset: 2px; }
`;

/** The layout of every page. `body` is HTML: text from outside must have gone through `escapeHtml`. */
export function renderPage(words: Words, body: string): string {
  return `<!doctype html>
<html lang="${words.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${words.title}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<p class="tenant">${words.notMicrosoft}</p>
${body}
</main>
</body>
</html>
`;
}

export function escapeHtml(text: string): string {
  const names: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replaceAll(/[&<>"']/g, (character) => names[character] ?? character);
}
