import { l10n } from 'vscode';
import type { IpVersion } from '../../inventory/types.ts';
import { pick, type Memory } from '../../platform/quickPick.ts';
import type { Step } from '../../platform/steps.ts';
import { versionName } from './choices.ts';

/** Asks for the version of a new address. */
export function versionStep(title: string, choose: (version: IpVersion) => void): Step {
  const memory: Memory = {};
  const versions: readonly IpVersion[] = ['ipv4', 'ipv6'];
  return async (place) => {
    const picked = await pick<IpVersion>({
      title,
      placeholder: l10n.t('Choose the version of the new address'),
      place,
      memory,
      load: () =>
        Promise.resolve(versions.map((value) => ({ value, key: value, label: versionName(value) }))),
      empty: '',
    });
    if (!('value' in picked)) return picked.kind;
    choose(picked.value);
    return 'next';
  };
}
