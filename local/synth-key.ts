import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const PROJECT_ROOT = join(import.meta.dirname, '..');

/** What the app and its tools read of the environment. `infra/settings.ts` is the only place where the app does. */
const VARIABLES = /^(FUNCTION_TIMEOUT_S|SETTLE_AFTER_S|(AWS|CDK|NODE|ESBUILD|TSX)_.*)$/;

/** What is installed: npm writes it here, whatever the project's own lock says. */
const INSTALLED = 'node_modules/.package-lock.json';

const filesBelow = (directory: string): string[] =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

const filesIn = (directory: string): string[] =>
  readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(directory, entry.name));

/** The project's files that a template and its bundles can be made of; those that set something are JSON in its root. */
export const sourcesOf = (root = PROJECT_ROOT): string[] =>
  [
    ...filesIn(root).filter((path) => path.endsWith('.json')),
    ...['infra', 'functions'].flatMap((name) => filesBelow(join(root, name))),
    ...['docs/openapi.json', 'local/synthesize.ts', INSTALLED].map((name) => join(root, name)),
    // The CDK takes context from here too.
    join(homedir(), '.cdk.json'),
  ].filter((path) => existsSync(path));

interface Installed {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean; readonly link?: boolean }>>;
}

/** The files of the packages that are bundled. They are thousands, and change by hand only: when somebody looks for a mistake. */
export const packageFilesOf = (root = PROJECT_ROOT): string[] => {
  const { packages } = JSON.parse(readFileSync(join(root, INSTALLED), 'utf8')) as Installed;
  return Object.entries(packages)
    .filter(([, { dev = false, link = false }]) => !dev && !link)
    .map(([name]) => join(root, name))
    .filter((path) => existsSync(path))
    .flatMap(filesBelow);
};

/** The same key: a synth would make the same. It follows from everything that a synth can read. */
export const synthKey = (
  processor: string,
  environment: NodeJS.ProcessEnv = process.env,
  root = PROJECT_ROOT,
): string => {
  const hash = createHash('sha256');
  const set = Object.entries(environment).filter(([name]) => VARIABLES.test(name));
  hash.update(JSON.stringify([processor, process.version, process.platform, process.arch, set.sort()]));
  for (const path of sourcesOf(root).sort()) {
    const content = readFileSync(path);
    hash.update(`\n${path} ${content.length}\n`).update(content);
  }
  for (const path of packageFilesOf(root).sort()) {
    const { size, mtimeMs, ctimeMs } = statSync(path);
    hash.update(`\n${path} ${size} ${mtimeMs} ${ctimeMs}`);
  }
  return hash.digest('hex').slice(0, 32);
};
