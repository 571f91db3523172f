/** @typedef {import('./finding.ts').Finding} Finding */

const WIDTH = 'cannot tell'.length;

/** @param {Finding} finding */
const isInTheWay = ({ verdict, isOptional }) => verdict === 'missing' && isOptional !== true;

/**
 * `missing      Port 3000: another program has it. Do: PORT=3001 npm start`
 *
 * @param {Finding} finding
 */
export const lineOf = ({ verdict, name, seen, remedy, isOptional }) => {
  const optional = verdict !== 'ok' && isOptional ? ' (not required)' : '';
  const todo = remedy === undefined ? '' : ` Do: ${remedy}`;
  return `${verdict.padEnd(WIDTH)}  ${name}${optional}: ${seen}.${todo}`;
};

const counted = (number, what) => `${number} ${number === 1 ? what : `${what}s`}`;

/** @param {readonly Finding[]} findings */
export const closingLine = (findings) => {
  const required = findings.filter(isInTheWay).length;
  const untold = findings.filter(({ verdict }) => verdict === 'cannot tell').length;
  const first =
    required === 0
      ? 'Nothing that is required is missing.'
      : `Missing and required: ${counted(required, 'thing')}.`;
  return untold === 0 ? first : `${first} Could not be told: ${counted(untold, 'thing')}.`;
};

/**
 * What could not be told does not count: whoever may not look at something may still be allowed to deploy.
 *
 * @param {readonly Finding[]} findings
 */
export const exitCodeOf = (findings) => (findings.some(isInTheWay) ? 1 : 0);
