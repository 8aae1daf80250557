// The project's own packages, as package-lock.json has them.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { npm, root, step } from './kit.mjs';

/** Installs the packages unless what is in node_modules is what package-lock.json names. */
export async function packages() {
  await step('Packages from package-lock.json', areInstalled, () => npm(['ci', '--include=dev'], root));
}

/** npm notes what it has installed, as the last thing it does: so that note is the stamp. */
async function areInstalled() {
  try {
    const [wanted, present] = await Promise.all([
      locked('package-lock.json'),
      locked('node_modules/.package-lock.json'),
    ]);
    return Object.entries(wanted).every(([path, entry]) => isMet(path, entry, present[path]));
  } catch {
    return false;
  }
}

async function locked(file) {
  return JSON.parse(await readFile(join(root, file), 'utf8')).packages;
}

function isMet(path, wanted, present) {
  if (path === '') return true;
  if (!present) return wanted.optional === true;
  return present.version === wanted.version && present.integrity === wanted.integrity;
}
