import { plain } from '../../platform/plain.ts';
import type { Page, Section, Table } from './page.ts';

/** Colours and fonts are the theme's; high contrast gives its own borders. */
const style = `
  body { max-width: 60rem; padding: 0 1.5rem 1.5rem; line-height: 1.5; }
  h1 { margin: 1rem 0 .5rem; font-size: 1.5rem; font-weight: 600; }
  h2 { margin: 1.5rem 0 .25rem; font-size: 1.1rem; font-weight: 600; }
  h1, h2, td { overflow-wrap: anywhere; }
  table { border-collapse: collapse; margin: .25rem 0; }
  caption { text-align: start; padding: .5rem 0 .25rem; font-weight: 600; }
  th { text-align: start; font-weight: normal; white-space: nowrap; color: var(--vscode-descriptionForeground); }
  th, td { vertical-align: top; padding: .15rem 1.5rem .15rem 0; }
  .addresses td:nth-child(-n + 2) { white-space: nowrap; }
  .addresses th, .addresses td { border-bottom: 1px solid var(--vscode-widget-border, var(--vscode-contrastBorder, transparent)); }
  [role=status] { padding: .5rem 1rem; border: 1px solid var(--vscode-inputValidation-warningBorder);
    background: var(--vscode-inputValidation-warningBackground); color: var(--vscode-inputValidation-warningForeground); }
`;

/**
 * A page as a document that loads nothing and runs nothing.
 * @param nonce names its one style sheet; to be new for each. @param language like `en`
 */
export function htmlOf(page: Page, nonce: string, language: string): string {
  return `<!DOCTYPE html>
<html lang="${escaped(language)}">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'">
<title>${escaped(page.title)}</title>
<style nonce="${nonce}">${style}</style>
</head>
<body>
<main>
<h1>${escaped(page.title)}</h1>
${page.problem === undefined ? '' : `<p role="status">${escaped(page.problem)}</p>`}
${page.sections.map(sectionHtml).join('\n')}
</main>
</body>
</html>
`;
}

function sectionHtml({ heading, facts, table }: Section): string {
  const title = heading === undefined ? '' : `<h2>${escaped(heading)}</h2>`;
  const rows = facts.map(
    ([name, value]) => `<tr><th scope="row">${escaped(name)}</th><td>${escaped(value)}</td></tr>`,
  );
  return `<section>${title}<table>${rows.join('\n')}</table>${table ? tableHtml(table) : ''}</section>`;
}

function tableHtml({ caption, columns, rows }: Table): string {
  const head = columns.map((column) => `<th scope="col">${escaped(column)}</th>`).join('');
  const body = rows.map((cells) => `<tr>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`);
  return `<table class="addresses"><caption>${escaped(caption)}</caption>
<thead><tr>${head}</tr></thead><tbody>${body.join('\n')}</tbody></table>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return plain(text).replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
