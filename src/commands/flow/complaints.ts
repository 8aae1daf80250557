import { l10n } from 'vscode';

/** What is wrong with the label of a VIP. */
export function labelComplaint(text: string): string | undefined {
  if (text === '') return l10n.t('A VIP needs a label.');
  return text.length > 255 ? l10n.t('A label has at most 255 characters.') : undefined;
}

const longestName = 253;
const part = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;

/** What is wrong with a host name of several parts, like `www.example.com`. */
export function hostNameComplaint(text: string): string | undefined {
  const name = text.replace(/\.$/, '');
  if (name === '') return l10n.t('Type a host name, like www.example.com.');
  if (name.length > longestName) return l10n.t('A host name has at most 253 characters.');
  const parts = name.split('.');
  const wrong = parts.find((each) => !part.test(each));
  if (wrong === '') return l10n.t('Two dots follow each other, or one stands at the beginning.');
  if (wrong !== undefined)
    return l10n.t('“{0}” is no part of a host name: letters, digits and hyphens within, 63 at most.', wrong);
  if (parts.length < 2) return l10n.t('A host name of several parts is needed, like www.example.com.');
  return /^\d+$/.test(parts.at(-1) ?? '') ? l10n.t('This is an address, not a host name.') : undefined;
}
