import fc from 'fast-check';

/** An expression with what its `#names` and `:values` stand for. */
export interface Expression {
  readonly text: string;
  readonly names: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, unknown>>;
}

type Part = fc.Arbitrary<Expression>;

const bare = (text: string): Expression => ({ text, names: {}, values: {} });

/** Several parts as one; what stands between them is given as text. */
const joined = (...parts: readonly (string | Expression)[]): Expression => {
  const all = parts.map((part) => (typeof part === 'string' ? bare(part) : part));
  return {
    text: all.map(({ text }) => text).join(''),
    names: Object.assign({}, ...all.map(({ names }) => names)),
    values: Object.assign({}, ...all.map(({ values }) => values)),
  };
};

const name = (attribute: string): Expression => ({
  ...bare(`#${attribute}`),
  names: { [`#${attribute}`]: attribute },
});

/** Each value has one name, wherever it is used. */
const value = (of: unknown): Expression => {
  const token = `:v${Buffer.from(JSON.stringify(of)).toString('hex')}`;
  return { ...bare(token), values: { [token]: of } };
};

const NUMBERS = [-1, 2, 9, 10] as const;
/** UTF-8 orders the last two otherwise than UTF-16 does. */
const TEXTS = ['', '9', '\uFFFD', '😀'] as const;

const number = fc.constantFrom(...NUMBERS).map(value);
const text = fc.constantFrom(...TEXTS).map(value);
const flag = fc.constantFrom(null, true).map(value);

/** Two numbers, two texts, a flag, a list and a map: what `update` below makes of an item, unless it is not there. */
const NUMERIC = ['n1', 'n2'] as const;
const TEXTUAL = ['s1', 's2'] as const;
const numeric = fc.constantFrom(...NUMERIC).map(name);
const textual = fc.constantFrom(...TEXTUAL).map(name);
const nested = fc.constantFrom('n1', 's1').map((inner) => joined(name('map'), '.', name(inner)));
const path = fc.oneof(numeric, textual, nested, fc.constantFrom('flag', 'list', 'map', 'nobody').map(name));

/** Of one type for the most part, or it would hardly ever matter what they are. */
const compared = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(numeric, number) },
  { weight: 2, arbitrary: fc.tuple(textual, text) },
  { weight: 1, arbitrary: fc.tuple(nested, fc.oneof(number, text)) },
  { weight: 1, arbitrary: fc.tuple(path, fc.oneof(number, text)) },
);
const equated = fc.oneof(
  compared,
  fc.tuple(textual, text),
  fc.tuple(fc.constant(name('flag')), flag),
  fc.tuple(path, flag),
);

const junction = fc.constantFrom(' AND ', ' OR ');

/** Conditions of the grammar in use, over attributes that are there or not, of the right type or not. */
export const { condition } = fc.letrec<{ term: Expression; condition: Expression }>((tie) => ({
  term: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom('attribute_exists', 'attribute_not_exists'), path)
        .map(([call, of]) => joined(`${call}(`, of, ')')),
    },
    {
      weight: 3,
      arbitrary: fc
        .tuple(equated, fc.constantFrom(' = ', ' = ', ' <> '))
        .map(([[left, right], comparator]) => joined(left, comparator, right)),
    },
    {
      weight: 4,
      arbitrary: fc
        .tuple(compared, fc.constantFrom(' < ', ' <= ', ' >= '))
        .map(([[left, right], comparator]) => joined(left, comparator, right)),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(tie('term'), junction, tie('term'))
        .map(([left, between, right]) => joined('(', left, between, right, ')')),
    },
  ),
  condition: fc.oneof(
    { weight: 2, arbitrary: tie('term') },
    fc
      .tuple(tie('term'), fc.array(fc.tuple(junction, tie('term')), { minLength: 1, maxLength: 3 }))
      .map(([first, others]) => joined(first, ...others.flat())),
  ),
}));

const ifNotExists = (attribute: readonly string[], otherwise: Part): Part =>
  fc
    .tuple(fc.constantFrom(...attribute), otherwise)
    .map(([present, other]) => joined('if_not_exists(', name(present), ', ', other, ')'));

const setNumber = fc.oneof(
  number,
  ifNotExists(NUMERIC, number),
  fc
    .tuple(ifNotExists(NUMERIC, number), fc.constantFrom(' + ', ' - '), number)
    .map(([one, operator, other]) => joined(one, operator, other)),
);
const setText = fc.oneof(text, ifNotExists(TEXTUAL, text));
const list = fc.uniqueArray(fc.constantFrom(1, 'two'), { minLength: 1 }).map(value);
const setList = fc
  .tuple(ifNotExists(['list'], list), list)
  .map(([one, other]) => joined('list_append(', one, ', ', other, ')'));
const setMap = fc
  .record({ n1: fc.constantFrom(...NUMBERS), s1: fc.constantFrom(...TEXTS) }, { requiredKeys: [] })
  .map(value);

const SETTERS: Readonly<Record<string, Part>> = {
  n1: setNumber,
  n2: setNumber,
  s1: setText,
  s2: setText,
  flag,
  list: setList,
  map: setMap,
};

/** `SET …`, also from what other attributes were, and `REMOVE …` of some others. */
export const update: Part = fc
  .tuple(fc.shuffledSubarray(Object.keys(SETTERS), { minLength: 1 }), fc.nat({ max: 2 }))
  .chain(([attributes, removals]) => {
    const [first = 'n1', ...others] = attributes;
    const removed = others.slice(0, removals);
    const set = [first, ...others.slice(removals)];
    const assignments = set.map((target) =>
      (SETTERS[target] as Part).map((to) => joined(name(target), ' = ', to)),
    );
    const separated = (parts: readonly Expression[]) =>
      parts.flatMap((part, place) => (place === 0 ? [part] : [', ', part]));
    return fc
      .tuple(...assignments)
      .map((parts) =>
        joined(
          'SET ',
          ...separated(parts),
          ...(removed.length > 0 ? [' REMOVE ', ...separated(removed.map(name))] : []),
        ),
      );
  });
