// Every pair of a fault and an operation, at every request of the operation.
import { isReplacing } from '../../src/simulator/faults.ts';
import type { TableFault } from './catalogue/fault.ts';
import {
  readings,
  signInPlaces,
  writings,
  type OperationName,
  type Reading,
  type Writing,
} from './operations.ts';
import { placesOf, type Place, type Places } from './places.ts';
import type { Often, Strike } from './scene.ts';

export interface Case {
  readonly fault: TableFault;
  readonly operation: OperationName;
  /** Tells it from the other cases of the same pair. */
  readonly name: string;
  readonly strike: Strike;
  readonly at: keyof Places;
  readonly often: Often;
  readonly kind:
    | { readonly is: 'reading'; readonly reading: Reading }
    | { readonly is: 'signing in' }
    /** `lost`: the answer to the write is lost, and the fault strikes when the truth is read back. */
    | {
        readonly is: 'writing';
        readonly writing: Writing;
        readonly lost?: 'before' | 'after';
        /** The write is well, and the fault strikes what is read afterwards. */
        readonly afterwards?: boolean;
      };
}

type Form = Pick<Case, 'strike' | 'at' | 'often' | 'kind'>;

/** All cases of one fault. */
export function casesOf(fault: TableFault): Case[] {
  const concerned = (operation: OperationName): boolean =>
    fault.operations === undefined || fault.operations.includes(operation);
  const forms = [
    ...readings.map((reading) => [reading.name, formsOfReading(fault, reading)] as const),
    ['sign in', formsOfSigningIn(fault)] as const,
    ...writings.map((writing) => [writing.name, formsOfWriting(fault, writing)] as const),
  ];
  return forms
    .filter(([operation]) => concerned(operation))
    .flatMap(([operation, own]) => own.map((form) => ({ ...form, fault, operation, name: nameOf(form) })));
}

function formsOfReading(fault: TableFault, reading: Reading): Form[] {
  const kind = { is: 'reading', reading } as const;
  return reading.places.flatMap((at) => formsOfGet(fault, at).map((form) => ({ ...form, kind })));
}

function formsOfSigningIn(fault: TableFault): Form[] {
  const kind = { is: 'signing in' } as const;
  return signInPlaces.flatMap((at) => formsOfGet(fault, at).map((form) => ({ ...form, kind })));
}

/** Once, so that trying again helps; and always. */
function formsOfGet(fault: TableFault, at: keyof Places, nth = fault.nth ?? 1): Omit<Form, 'kind'>[] {
  const times: readonly Often['times'][] = fault.onceOnly ? [1] : [1, 'always'];
  return strikesAt(fault, at)
    .filter(isForReads)
    .flatMap((strike) => times.map((each) => ({ strike, at, often: { times: each, nth } })));
}

/** Whether a read has had an effect makes no difference. */
function isForReads(strike: Strike): boolean {
  if (!('fault' in strike) || !isReplacing(strike.fault)) return true;
  return strike.when !== 'after' || strike.label === undefined || !strike.label.endsWith('after');
}

function formsOfWriting(fault: TableFault, writing: Writing): Form[] {
  const { before, post, readBack, afterwards } = writing;
  const own = strikesAt(fault, post).map((strike): Form => {
    return { strike, at: post, often: { times: 1 }, kind: { is: 'writing', writing } };
  });
  const lost = (['before', 'after'] as const).flatMap((when) =>
    formsOfGet(fault, readBack.place, readBack.nth).map((form): Form => {
      return { ...form, kind: { is: 'writing', writing, lost: when } };
    }),
  );
  const first = before === undefined ? [] : formsOfGet(fault, before);
  const after = afterwards === undefined ? [] : formsOfGet(fault, afterwards);
  return [
    ...first.map((form): Form => ({ ...form, kind: { is: 'writing', writing } })),
    ...own,
    ...lost,
    ...after.map((form): Form => ({ ...form, kind: { is: 'writing', writing, afterwards: true } })),
  ];
}

function strikesAt(fault: TableFault, at: keyof Places): readonly Strike[] {
  return fault.strikes(anyPlaces[at]);
}

/** The places of no cloud in particular: what goes wrong there depends on method, name and fields alone. */
const anyPlaces: Places = placesOf({
  organization: 'org',
  machine: 'vm',
  networkInterface: 'vmnet',
  spare: 'ip',
  held: 'ip',
  otherOrganization: 'org',
  otherMachine: 'vm',
  rivalMachine: 'vm',
  rivalInterface: 'rival',
});

function nameOf({ strike, at, often, kind }: Form): string {
  const place: Place = anyPlaces[at];
  const lost = kind.is === 'writing' && kind.lost ? `, answer lost ${kind.lost} the effect` : '';
  const afterwards = kind.is === 'writing' && kind.afterwards ? ', afterwards' : '';
  const often_ = place.method === 'GET' ? (often.times === 1 ? ' once' : ' always') : '';
  return `${place.method} ${place.name}${strike.label ? ` (${strike.label})` : ''}${often_}${lost}${afterwards}`;
}
