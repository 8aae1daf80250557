import type { VirtualMachineSummary } from '../../api/types.ts';

/**
 * A machine's name as an alias: letters, digits, dots, dashes and underscores, without what a shell, ssh or a
 * file's name would take for more. Its id when nothing of the name is left.
 */
export function aliasOf({ id, name }: Pick<VirtualMachineSummary, 'id' | 'name'>): string {
  return worded(name) || worded(id) || 'unnamed';
}

function worded(text: string): string {
  return text.replace(/[^\w.-]+/g, '-').replace(/^[-.]+|[-.]+$/g, '');
}

/** The names by which a machine is to be found: FQDN and hostname, as far as they are such; else its alias. */
export function hostNamesOf(machine: VirtualMachineSummary): string[] {
  const names = [machine.fqdn, machine.hostname].filter((name) => name !== undefined && isHostName(name));
  return names.length ? [...new Set(names)] : [aliasOf(machine)];
}

function isHostName(name: string | undefined): name is string {
  return /^\w([\w.-]{0,251}\w)?$/.test(name ?? '');
}
