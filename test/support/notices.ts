// node notices.ts: writes THIRD-PARTY-NOTICES.md, the list of what is bundled from elsewhere, with its licences.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleInMemory } from './bundles.ts';
import { root } from './setup/kit.mjs';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
}

export const noticesFile = join(root, 'THIRD-PARTY-NOTICES.md');

/** What is bundled from node_modules, and under which licence, as the text of the file. */
export async function notices(): Promise<string> {
  const sections = (await bundledPackages()).map(sectionOf);
  return (
    ['# Third-party notices\n\nWhat `dist/*.js` holds beside the code of this repository.', ...sections].join(
      '\n\n',
    ) + '\n'
  );
}

/** Folders of packages of which at least one file is in a bundle. */
async function bundledPackages(): Promise<string[]> {
  const { metafile } = await bundleInMemory();
  const used = Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0),
  );
  const folders = used.map(([path]) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]);
  return [...new Set(folders.filter((folder) => folder !== undefined))].sort();
}

function sectionOf(folder: string): string {
  const { name, version, license } = JSON.parse(
    readFileSync(join(root, folder, 'package.json'), 'utf8'),
  ) as Manifest;
  const file = readdirSync(join(root, folder)).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file ? readFileSync(join(root, folder, file), 'utf8').trim() : '';
  return [
    `## ${name} ${version}\n\nLicence: ${license}`,
    ...(text ? ['```text\n' + text.replace(/\r/g, '') + '\n```'] : []),
  ].join('\n\n');
}

if (import.meta.main) writeFileSync(noticesFile, await notices());
