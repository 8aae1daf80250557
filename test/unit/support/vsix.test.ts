import assert from 'node:assert/strict';
import { withoutPictures } from '../../support/vsix.ts';

describe('The README in the package', () => {
  it('leaves out the pictures of the repository, which VS Code does not show', () => {
    const text =
      'One\n\n![Side bar](media/pictures/a.png)\n\nTwo\n\n<img alt="" src="media/b.png" width="10">\n\nThree\n';
    assert.equal(withoutPictures(text), 'One\n\nTwo\n\nThree\n');
  });

  it('keeps links, and pictures with an address', () => {
    const text = '[Changes](CHANGELOG.md)\n\n![Badge](https://example.com/badge.png)\n';
    assert.equal(withoutPictures(text), text);
  });
});
