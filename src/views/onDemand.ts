/** What is needed only when somebody points at a row, drags it, or opens its details: one part, loaded then. */
export { documentOf } from '../inventory/describe/document.ts';
export { jsonText } from '../inventory/describe/json.ts';
export { writePage } from './details/writePage.ts';
export { dropOnPool, dropOnRow } from './drop.ts';
export { poolTooltip, tooltip } from './tooltips.ts';
