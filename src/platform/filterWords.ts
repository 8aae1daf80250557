import { l10n } from 'vscode';
import type { Condition, Filter } from '../inventory/arrange/arrangement.ts';
import type { Inventory } from '../inventory/inventory.ts';
import { plain } from './plain.ts';

/** What a filter lets through, in a few words: `stopped · lon1 · “web”`; nothing when it lets all through. */
export function filterWords(filter: Filter, inventories: readonly Inventory[]): string {
  const names = namesOf(inventories);
  const named = (ids: readonly string[]) => ids.map((id) => plain(names.get(id) ?? id));
  const text = filter.text.trim();
  return [
    filter.conditions.map(conditionWord),
    named(filter.organizations),
    named(filter.dataCenters),
    filter.tags.map((tag) => plain(tag)),
    text ? [l10n.t('“{0}”', plain(text))] : [],
  ]
    .filter(({ length }) => length > 0)
    .map((words) => words.join(', '))
    .join(' · ');
}

/** How a machine stands, as a filter tells it apart. */
export function conditionWord(condition: Condition): string {
  switch (condition) {
    case 'running':
      return l10n.t('running');
    case 'stopped':
      return l10n.t('stopped');
    case 'failed':
      return l10n.t('failed');
    case 'changing':
      return l10n.t('changing');
  }
}

/** Organizations and data centers by their ids, as far as they were read. */
function namesOf(inventories: readonly Inventory[]): ReadonlyMap<string, string> {
  const places = inventories.flatMap(({ organizations, machines }) => [
    ...(organizations.items ?? []).map(({ data }) => data),
    ...machines.flatMap(({ data }) => data.zone?.dataCenter ?? []),
  ]);
  return new Map(places.map(({ id, name }) => [id, name]));
}
