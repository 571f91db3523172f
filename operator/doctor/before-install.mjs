import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {import('./finding.ts').Finding} Finding */

const readJson = (...path) => JSON.parse(readFileSync(join(...path), 'utf8'));

/**
 * The version of Node.js against `engines` of package.json.
 *
 * @param {string} root
 * @param {string} version
 * @returns {Finding}
 */
export const nodeVersion = (root, version) => {
  const name = 'Node.js';
  const { node: wanted } = readJson(root, 'package.json').engines;
  const atLeast = /^>=(\d+)\.(\d+)$/.exec(wanted);
  if (atLeast === null)
    return { name, verdict: 'cannot tell', seen: `${version}; package.json wants ${wanted}` };

  const [major, minor] = version.split('.').map(Number);
  const [majorMin, minorMin] = [Number(atLeast[1]), Number(atLeast[2])];
  const isEnough = major > majorMin || (major === majorMin && minor >= minorMin);
  const seen = `${version}, and ${majorMin}.${minorMin} or newer is needed`;
  if (isEnough) return { name, verdict: 'ok', seen };
  return { name, verdict: 'missing', seen, remedy: 'install a newer one from https://nodejs.org' };
};

/** What package.json asks for, and what its lock file believes that it asks for. */
const isLockOf = (lock, project) =>
  ['dependencies', 'devDependencies', 'optionalDependencies'].every((kind) => {
    const asked = Object.entries(project[kind] || {}).sort();
    const locked = Object.entries(lock.packages['']?.[kind] || {}).sort();
    return JSON.stringify(asked) === JSON.stringify(locked);
  });

/** Packages that are not there as the lock file has them. One for another platform may be left out. */
const outOfStep = (root, lock, installed) => {
  const isThere = (path) => existsSync(join(root, path, 'package.json'));
  const wrong = Object.entries(lock.packages).filter(([path, { version, optional, devOptional }]) => {
    if (path === '') return false;
    const found = installed.packages[path];
    if (found === undefined) return !(optional || devOptional);
    return found.version !== version || !isThere(path);
  });
  const tooMany = Object.keys(installed.packages).filter((path) => lock.packages[path] === undefined);
  return [...wrong.map(([path]) => path), ...tooMany];
};

/**
 * Whether `npm ci` has run since package-lock.json last changed. npm writes what it installed into a lock file of its own.
 *
 * @param {string} root
 * @returns {Finding}
 */
export const installation = (root) => {
  const name = 'Packages';
  const hidden = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(hidden))
    return { name, verdict: 'missing', seen: 'nothing is installed', remedy: 'npm ci' };

  const lock = readJson(root, 'package-lock.json');
  if (!isLockOf(lock, readJson(root, 'package.json')))
    return {
      name,
      verdict: 'missing',
      seen: 'package-lock.json is of another package.json, and `npm ci` would refuse it',
      remedy: 'npm install, and commit package-lock.json',
    };

  const wrong = outOfStep(root, lock, readJson(hidden));
  if (wrong.length === 0) return { name, verdict: 'ok', seen: 'installed as package-lock.json has them' };
  const seen = `${wrong.length} not as package-lock.json has them, such as ${wrong[0]}`;
  return { name, verdict: 'missing', seen, remedy: 'npm ci' };
};
