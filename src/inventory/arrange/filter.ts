import type { MachineNode } from '../nodes.ts';
import type { Filter } from './arrangement.ts';
import { conditionOf } from './condition.ts';

/** Whether a machine is wanted; undefined when that depends on details that were not read yet. */
export type Verdict = boolean | undefined;

/** Makes the decision that a filter stands for. What it does not ask for is not looked at: there may be thousands. */
export function decisionOf(filter: Filter): (machine: MachineNode) => Verdict {
  const checks = checksOf(filter);
  if (checks.length === 0) return () => true;
  return (machine) => all(checks.map((check) => check(machine)));
}

type Check = (machine: MachineNode) => Verdict;

function checksOf({ text, organizations, dataCenters, conditions, tags }: Filter): Check[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return [
    ...wantedIn(organizations, ({ parent }) => [parent.data.id]),
    ...wantedIn(dataCenters, ({ data }) => [data.zone?.dataCenter?.id ?? '']),
    ...wantedIn(conditions, ({ state }) => (state === undefined ? undefined : [conditionOf(state) ?? ''])),
    ...wantedIn(tags, ({ details }) => details?.tagNames),
    ...words.map((word) => (machine: MachineNode) => hasWord(machine, word)),
  ];
}

/** @param ownOf undefined when it was not read yet. @returns nothing where everything is wanted */
function wantedIn(
  wanted: readonly string[],
  ownOf: (machine: MachineNode) => readonly string[] | undefined,
): Check[] {
  const set = new Set(wanted);
  return set.size === 0 ? [] : [(machine) => ownOf(machine)?.some((each) => set.has(each))];
}

/** Whether a filter leaves anything out. */
export function isFiltering({ text, ...lists }: Filter): boolean {
  return text.trim() !== '' || Object.values(lists).some(({ length }) => length > 0);
}

/** The machines that are wanted, and those of which nobody knows yet. */
export function sift(
  machines: readonly MachineNode[],
  decide: (machine: MachineNode) => Verdict,
): { readonly wanted: MachineNode[]; readonly unread: MachineNode[] } {
  const wanted: MachineNode[] = [];
  const unread: MachineNode[] = [];
  for (const machine of machines) {
    const verdict = decide(machine);
    if (verdict === true) wanted.push(machine);
    else if (verdict === undefined) unread.push(machine);
  }
  return { wanted, unread };
}

/** Tags come with the details: without them, a word that is nowhere else may still be one. */
function hasWord({ data, addresses, details }: MachineNode, word: string): Verdict {
  const has = (text: string | undefined) => text?.toLowerCase().includes(word) ?? false;
  const isListed =
    [data.name, data.hostname, data.fqdn].some(has) || addresses.some(({ address }) => has(address));
  return isListed || (details?.tagNames.some(has) ?? false);
}

/** No decides, then not knowing. */
function all(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes(false)) return false;
  return verdicts.includes(undefined) ? undefined : true;
}
