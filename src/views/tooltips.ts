import { l10n, MarkdownString } from 'vscode';
import type { AccountNode } from '../accounts/accountNode.ts';
import type { PoolAddressNode } from '../inventory/pool/poolNodes.ts';
import { explain } from '../platform/explain.ts';
import { plain } from '../platform/plain.ts';
import { accountDescription } from './accountItem.ts';
import { addressFacts, factsOf, known, type Fact } from './facts.ts';
import { groupLabel } from './groupItem.ts';
import type { Row } from './rows.ts';

/** Everything known about a row, as a heading and lines. What the API says stays text: it is never markdown. */
export function tooltip(row: Row): MarkdownString {
  switch (row.kind) {
    case 'account':
      return lines(row.session.account.name, accountLines(row));
    case 'status':
      return new MarkdownString().appendText(row.error === undefined ? '' : explain(row.error).text);
    case 'group':
      return lines(groupLabel(row), [[l10n.t('Virtual machines'), row.machines.length]]);
    case 'address':
      return lines(row.data.address, factsOf(row));
    default:
      return lines(row.data.name, factsOf(row));
  }
}

/** The same for an unallocated address. */
export function poolTooltip({ data }: PoolAddressNode): MarkdownString {
  return lines(data.address, addressFacts(data));
}

function lines(heading: string, facts: readonly Fact[]): MarkdownString {
  const markdown = new MarkdownString();
  markdown.appendMarkdown('**').appendText(plain(heading)).appendMarkdown('**\n\n');
  for (const [name, value] of known(facts)) {
    markdown.appendText(`${name}: ${value}`).appendMarkdown('  \n');
  }
  return markdown;
}

function accountLines({ session }: AccountNode): Fact[] {
  const { account } = session;
  return [
    [l10n.t('Person'), account.person === account.name ? undefined : account.person],
    [l10n.t('API address'), account.apiUrl],
    [l10n.t('Missing scopes'), account.lackingScopes.join(', ')],
    [l10n.t('State'), accountDescription(session)],
  ];
}
