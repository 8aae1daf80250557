import type { MachineNode } from '../nodes.ts';
import type { Filter } from './arrangement.ts';
import { conditionOf } from './condition.ts';

/** Whether a machine is wanted; undefined when that depends on details that were not read yet. */
export type Verdict = boolean | undefined;

/** Makes the decision that a filter stands for. */
export function decisionOf(filter: Filter): (machine: MachineNode) => Verdict {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  const wanted = setsOf(filter);
  return (machine) =>
    all([
      isWanted(wanted.organizations, [machine.parent.data.id]),
      isWanted(wanted.dataCenters, [machine.data.zone?.dataCenter?.id ?? '']),
      isWanted(
        wanted.conditions,
        machine.state === undefined ? undefined : [conditionOf(machine.state) ?? ''],
      ),
      isWanted(wanted.tags, machine.details?.tagNames),
      all(words.map((word) => hasWord(machine, word))),
    ]);
}

/** Whether a filter leaves anything out. */
export function isFiltering({ text, ...lists }: Filter): boolean {
  return text.trim() !== '' || Object.values(lists).some(({ length }) => length > 0);
}

/** The machines that are wanted, and those of which nobody knows yet. */
export function sift(
  machines: readonly MachineNode[],
  filter: Filter,
): { readonly wanted: MachineNode[]; readonly unread: MachineNode[] } {
  const decide = decisionOf(filter);
  const verdicts = machines.map((machine) => [machine, decide(machine)] as const);
  const those = (which: Verdict) => verdicts.filter(([, verdict]) => verdict === which).map(([each]) => each);
  return { wanted: those(true), unread: those(undefined) };
}

function setsOf({ conditions, organizations, dataCenters, tags }: Filter) {
  return {
    conditions: new Set<string>(conditions),
    organizations: new Set(organizations),
    dataCenters: new Set(dataCenters),
    tags: new Set(tags),
  };
}

/** @param own undefined when it was not read yet. */
function isWanted(wanted: ReadonlySet<string>, own: readonly string[] | undefined): Verdict {
  if (wanted.size === 0) return true;
  return own?.some((each) => wanted.has(each));
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
