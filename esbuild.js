// Bundles the extension: what it needs from the start in extension.js, and what is loaded on demand beside it.
const { mkdir, rm, writeFile } = require('node:fs/promises');
const { basename, join } = require('node:path');
const { build, context, transform } = require('esbuild');

/** node-fetch brings streams for versions of Node that had none; every VS Code that is supported has them. */
const streamsOfNode = {
  name: 'streams-of-node',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]fetch-blob[\\/]streams\.cjs$/ }, () => ({ contents: '' }));
  },
};

/**
 * Only modules can be divided into parts, but VS Code loads modules step by step, between the starts of other
 * extensions: as CommonJS the parts are there at once.
 */
const commonJs = {
  name: 'common-js',
  setup({ initialOptions: { sourcemap, minify, target, charset }, onEnd }) {
    const options = {
      sourcemap,
      minify,
      target,
      charset,
      platform: 'node',
      format: 'cjs',
      banner: '"use strict";',
    };
    onEnd(async ({ outputFiles = [] }) => {
      const convert = async (file) => {
        const sourcefile = basename(file.path);
        const { code } = await transform(file.text, {
          ...options,
          sourcefile,
          supported: { 'dynamic-import': false },
        });
        file.contents = new TextEncoder().encode(code);
      };
      await Promise.all(outputFiles.map(convert));
    });
  },
};

/** Writes what comes, again whenever something has changed; the names of parts change with what is in them. */
const writing = {
  name: 'writing',
  setup({ onEnd }) {
    let before = [];
    onEnd(async ({ outputFiles = [] }) => {
      const paths = outputFiles.map(({ path }) => path);
      await Promise.all(outputFiles.map(({ path, contents }) => writeFile(path, contents)));
      // A build that has failed brings nothing.
      if (paths.length === 0) return;
      await Promise.all(before.filter((path) => !paths.includes(path)).map((path) => rm(path)));
      before = paths;
    });
  },
};

/** The options of the bundle, which is not written; for production without source maps and minified. */
const bundles = (production) => ({
  entryPoints: { extension: 'src/extension.ts' },
  outdir: 'dist',
  bundle: true,
  write: false,
  platform: 'node',
  format: 'esm',
  splitting: true,
  chunkNames: 'part-[name]-[hash]',
  target: 'node22',
  external: ['vscode'],
  plugins: [streamsOfNode, commonJs],
  charset: 'utf8',
  sourcemap: production ? false : 'inline',
  minify: production,
  legalComments: 'none',
  logLevel: 'info',
});

async function main(args) {
  const options = bundles(args.includes('--production'));
  const folder = join(__dirname, options.outdir);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
  const written = { ...options, plugins: [...options.plugins, writing] };
  if (args.includes('--watch')) await (await context(written)).watch();
  else await build(written);
}

module.exports = { bundles };

if (require.main === module) {
  main(process.argv.slice(2)).catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
