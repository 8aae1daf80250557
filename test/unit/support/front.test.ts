import assert from 'node:assert/strict';
import { configure } from '../../support/start/front.ts';

const views = { defaultLayout: { views: [{ id: 'a.view' }] } };
const page = (settings: string) =>
  `<meta id="vscode-workbench-web-configuration" data-settings="${settings}">`;

describe('The front before VS Code', () => {
  it('adds to what the page is told', () => {
    const html = page(
      '{&quot;remoteAuthority&quot;:&quot;host:1&quot;,&quot;developmentOptions&quot;:{&quot;logLevel&quot;:3}}',
    );
    const settings =
      /data-settings="(.*)"/.exec(configure(html, views))?.[1]?.replaceAll('&quot;', '"') ?? '';
    assert.deepEqual(JSON.parse(settings), {
      remoteAuthority: 'host:1',
      developmentOptions: { logLevel: 3 },
      ...views,
    });
  });

  it('leaves other pages as they are', () => {
    assert.equal(configure('<p>Not found</p>', views), '<p>Not found</p>');
  });
});
