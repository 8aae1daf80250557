import { workspace, type Disposable } from 'vscode';
import { settings } from '../manifest.ts';

const labels = ['name', 'hostname', 'fqdn'] as const;
const descriptions = ['firstAddress', 'ipv4', 'ipv6', 'allAddresses', 'none'] as const;

/** What a machine is called in the tree, and what stands behind it. */
export interface MachineLabels {
  readonly label: (typeof labels)[number];
  readonly description: (typeof descriptions)[number];
}

/** As the settings say; what they do not admit counts as unset. */
export function machineLabels(): MachineLabels {
  const configuration = workspace.getConfiguration(settings.section);
  return {
    label: oneOf(labels, configuration.get(settings.machineLabel)),
    description: oneOf(descriptions, configuration.get(settings.machineDescription)),
  };
}

/** Calls the listener when one of the two changes. */
export function onDidChangeMachineLabels(listener: () => void): Disposable {
  const names = [settings.machineLabel, settings.machineDescription];
  return workspace.onDidChangeConfiguration((change) => {
    if (names.some((name) => change.affectsConfiguration(`${settings.section}.${name}`))) listener();
  });
}

function oneOf<T>(admitted: readonly [T, ...T[]], value: unknown): T {
  return admitted.find((each) => each === value) ?? admitted[0];
}
