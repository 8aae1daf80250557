import { l10n } from 'vscode';
import { problemOf } from '../../inventory/describe/complete.ts';
import type { AddressNode, InterfaceNode, MachineNode, Node } from '../../inventory/nodes.ts';
import { explain } from '../../platform/explain.ts';
import { factsOf, interfaceFacts, known } from '../facts.ts';

/** What a page tells about a node. All its texts are plain text; html.ts makes them HTML. */
export interface Page {
  readonly title: string;
  /** Why it may not be up to date. */
  readonly problem?: string | undefined;
  readonly sections: readonly Section[];
}

export interface Section {
  /** The first has none: the page's title is its. */
  readonly heading?: string;
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly table?: Table | undefined;
}

export interface Table {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Everything known about a node and what is below it. */
export function pageOf(node: Node): Page {
  const problem = problemOf(node);
  return {
    title: node.kind === 'address' ? node.data.address : node.data.name,
    problem:
      problem === undefined ? undefined : l10n.t('This may be out of date. {0}', explain(problem).text),
    sections: [firstSection(node), ...(node.kind === 'machine' ? sectionsOf(node) : [])],
  };
}

/** What is shown of a node that is not there any more. */
export function missingPage(title: string): Page {
  return { title, problem: l10n.t('This is not there any more, or its account was left.'), sections: [] };
}

function firstSection(node: Node): Section {
  return node.kind === 'interface' ? interfaceSection(node) : { facts: known(factsOf(node)) };
}

function sectionsOf(machine: MachineNode): Section[] {
  const cards = machine.networkInterfaces.map((each) => ({
    ...interfaceSection(each),
    heading: each.data.name,
  }));
  const others = (machine.interfaces.items ?? []).filter((each) => each.kind === 'address');
  const rest = {
    heading: l10n.t('Addresses without a network interface'),
    facts: [],
    table: tableOf(others),
  };
  return others.length > 0 ? [...cards, rest] : cards;
}

function interfaceSection(node: InterfaceNode): Section {
  return { facts: known(interfaceFacts(node, [])), table: tableOf(node.addresses) };
}

function tableOf(addresses: readonly AddressNode[]): Table | undefined {
  if (addresses.length === 0) return undefined;
  return {
    caption: l10n.t('IP addresses'),
    columns: [l10n.t('Address'), l10n.t('Gateway'), l10n.t('Reverse DNS'), l10n.t('Label')],
    rows: addresses.map(({ data }) => [
      data.addressWithMask ?? data.address,
      data.subnet?.gateway ?? '',
      data.reverseDns ?? '',
      [data.label, data.vip ? l10n.t('VIP') : ''].filter(Boolean).join(' · '),
    ]),
  };
}
