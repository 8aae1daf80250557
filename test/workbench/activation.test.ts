import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('The extension', () => {
  it('is there and activates', async () => {
    const extension = vscode.extensions.getExtension('katapult-community.vscode-katapult');
    assert.ok(extension, 'the extension is not installed');
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it('talks to the address in the machine settings', () => {
    const url = vscode.workspace.getConfiguration('katapult').get<string>('apiUrl');
    assert.equal(url, process.env['KATAPULT_SIMULATOR_URL']);
  });
});
