/** A parameter of a form-encoded request, as Stripe reads it: strings, hashes and lists by their brackets. */
export type FormValue = string | Form;
export interface Form {
  [name: string]: FormValue;
}

/** Deeper than any parameter of Stripe's; a bound, so that a body cannot build a tower of objects. */
const DEPTH_MAX = 6;

const emptyForm = (): Form => Object.create(null);

/**
 * `metadata[chargeId]=ch_1&created[gte]=5` → `{metadata: {chargeId: 'ch_1'}, created: {gte: '5'}}`. List items are
 * named by their index. Parts that do not fit together are dropped: validation then misses a parameter.
 */
export const parseForm = (text: string): Form => {
  const form = emptyForm();
  for (const [name, value] of new URLSearchParams(text)) {
    const path = name.split(/\[|\]\[|\]$/).filter((part) => part !== '');
    const last = path.pop();
    if (last === undefined || path.length >= DEPTH_MAX) continue;
    let target = form;
    for (const part of path) {
      const next = target[part];
      if (typeof next === 'object') target = next;
      else target = target[part] = emptyForm();
    }
    target[last] = value;
  }
  return form;
};

/** The same parameters give the same text, in whatever order they came. */
export const canonicalForm = (form: FormValue | undefined): string => {
  if (typeof form !== 'object') return JSON.stringify(form ?? null);
  const parts = Object.keys(form).sort();
  return `{${parts.map((name) => `${JSON.stringify(name)}:${canonicalForm(form[name])}`).join(',')}}`;
};
