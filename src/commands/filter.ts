import { l10n } from 'vscode';
import { conditions, type Condition, type Filter } from '../inventory/arrange/arrangement.ts';
import { facetsOf, unreadCount, type Facet, type FacetKind } from '../inventory/arrange/facets.ts';
import { isFiltering } from '../inventory/arrange/filter.ts';
import { conditionWord, filterWords } from '../platform/filterWords.ts';
import { pick, pickSeveral, type Choice } from '../platform/quickPick.ts';
import { runSteps, type StepEnd, type StepPlace } from '../platform/steps.ts';
import { askText } from '../platform/textInput.ts';
import { openSessions, type CommandContext } from './context.ts';
import { loadedOrganizations } from './flow/choices.ts';

type Field = keyof Filter;

const facetKinds: readonly FacetKind[] = ['conditions', 'organizations', 'dataCenters', 'tags'];

/** Chooses which machines the tree shows: first by what, then which. What was chosen by something else stays. */
export async function filter(context: CommandContext): Promise<void> {
  openSessions(context);
  const { arrangements } = context;
  let field: Field | 'all' | undefined;
  let chosen: Partial<Filter> | undefined;
  const went = await runSteps([
    async (place) => {
      const picked = await askField(context, place);
      if (!('value' in picked)) return picked.kind;
      field = picked.value;
      return 'next';
    },
    async (place) => {
      if (field === undefined || field === 'all') return 'skip';
      const answer = await askValues(context, field, place);
      if (typeof answer === 'string') return answer;
      chosen = answer;
      return 'next';
    },
  ]);
  if (!went) return;
  if (field === 'all') await arrangements.clearFilter();
  else await arrangements.change({ filter: { ...arrangements.current.filter, ...chosen } });
}

/** Shows all machines again. */
export async function clearFilter({ arrangements }: CommandContext): Promise<void> {
  await arrangements.clearFilter();
}

function askField({ accounts, arrangements }: CommandContext, place: StepPlace) {
  const { filter: current } = arrangements.current;
  const inventories = accounts.open.map(({ inventory }) => inventory);
  const fields: readonly Field[] = [...facetKinds, 'text'];
  const choices: Choice<Field | 'all'>[] = fields.map((field) => ({
    value: field,
    key: field,
    label: fieldName(field),
    description: filterWords({ ...noOther(field, current) }, inventories),
  }));
  const all = { value: 'all', key: 'all', label: l10n.t('Show All'), icon: 'clear-all' } as const;
  return pick<Field | 'all'>({
    title: l10n.t('Filter'),
    placeholder: l10n.t('By what are virtual machines to be chosen?'),
    place,
    load: () => Promise.resolve(isFiltering(current) ? [...choices, all] : choices),
    empty: '',
  });
}

/** The same filter, but for one field nothing in it. */
function noOther(field: Field, filter: Filter): Filter {
  const none: Filter = { text: '', conditions: [], organizations: [], dataCenters: [], tags: [] };
  return { ...none, [field]: filter[field] };
}

async function askValues(
  context: CommandContext,
  field: Field,
  place: StepPlace,
): Promise<Partial<Filter> | StepEnd> {
  if (field === 'text') return askWords(context, place);
  const picked = await pickSeveral(
    {
      title: l10n.t('Filter by {0}', fieldName(field)),
      placeholder: l10n.t('Tick what is to be shown; nothing ticked shows all'),
      place,
      load: () => valueChoices(context, field),
      empty: field === 'tags' ? l10n.t('No tags are known yet') : l10n.t('There are no virtual machines'),
    },
    'ticked',
  );
  if (!('value' in picked)) return picked.kind;
  if (field !== 'conditions') return { [field]: picked.value };
  return { conditions: picked.value.filter(isCondition) };
}

async function askWords({ arrangements }: CommandContext, place: StepPlace) {
  const picked = await askText({
    title: l10n.t('Filter by Text'),
    prompt: l10n.t(
      'Words of names, host names, addresses and tags; virtual machines are shown that have all of them',
    ),
    value: arrangements.current.filter.text,
    place,
  });
  return 'value' in picked ? { text: picked.value } : picked.kind;
}

async function valueChoices(context: CommandContext, kind: FacetKind): Promise<Choice<string>[]> {
  const loaded = await loadedOrganizations(openSessions(context));
  const machines = loaded.flatMap(({ organization }) => organization.machines.items ?? []);
  const ticked = new Set<string>(context.arrangements.current.filter[kind]);
  const unread = unreadCount(machines, kind);
  const choices = facetsOf(machines, kind, [...ticked]).map((facet) =>
    valueChoice(kind, facet, ticked.has(facet.value)),
  );
  const known = choices.length > 0 && unread > 0;
  return [...(known ? [{ separator: l10n.t('{0} not read yet', unread) }] : []), ...choices];
}

function valueChoice(kind: FacetKind, { value, name, count }: Facet, ticked: boolean): Choice<string> {
  const label = kind === 'conditions' && isCondition(value) ? conditionWord(value) : name;
  return { value, key: value, label, description: String(count), ticked };
}

function isCondition(value: string): value is Condition {
  return conditions.some((each) => each === value);
}

function fieldName(field: Field): string {
  switch (field) {
    case 'conditions':
      return l10n.t('State');
    case 'organizations':
      return l10n.t('Organization');
    case 'dataCenters':
      return l10n.t('Data Center');
    case 'tags':
      return l10n.t('Tag');
    case 'text':
      return l10n.t('Text');
  }
}
