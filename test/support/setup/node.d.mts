type Major = 22 | 24;

export function nodeForTypeScript(): Promise<string>;
export function nodeRelease(major: Major): Promise<string>;
export function nodeBinary(major: Major): string;
