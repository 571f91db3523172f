import { execFile } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Template } from 'aws-cdk-lib/assertions';
import { type Resource, resourcesOf } from '../infra/reading.ts';

/** A synth of several stacks, on a machine that has other things to do as well. */
export const SYNTH_MS = 120_000;

const PROJECT_ROOT = join(import.meta.dirname, '../..');
export const PAGES = join(PROJECT_ROOT, 'docs/recipes');

/** Every page but the one that lists them. */
export const RECIPES = readdirSync(PAGES)
  .filter((name) => name.endsWith('.md') && name !== 'README.md')
  .map((name) => name.slice(0, -'.md'.length));

const { context: flags } = JSON.parse(readFileSync(join(PROJECT_ROOT, 'cdk.json'), 'utf8'));

/** The app on a recipe's page. A page has one, and its first line says what to call it. */
const appOf = (recipe: string): string => {
  const page = readFileSync(join(PAGES, `${recipe}.md`), 'utf8');
  const [app, ...others] = [...page.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code]) => code);
  if (app === undefined || others.length > 0) throw new Error(`${recipe}.md must hold one app`);
  const [firstLine] = app.split('\n');
  if (firstLine !== `// recipes/${recipe}.ts`) throw new Error(`${recipe}.md calls its app ${firstLine}`);
  return app;
};

export interface Desk {
  /** Checks the types of all apps, by the project's own rules; what is wrong, or nothing. */
  typeErrors(): Promise<string>;
  /** Runs one app as `cdk synth` does: every stack's template, by the stack's id. */
  synthesize(recipe: string, context?: Readonly<Record<string, unknown>>): Promise<Record<string, Template>>;
  clear(): void;
}

const run = async (cwd: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
  const options = { cwd, env: { ...process.env, ...env }, maxBuffer: 16 * 1024 * 1024 };
  return promisify(execFile)(process.execPath, [...args], options);
};

/** All apps in a folder beside `infra/`, where their readers put them. */
export const openDesk = (): Desk => {
  const root = mkdtempSync(join(tmpdir(), 'payonce-recipes-'));
  const folder = join(root, 'recipes');
  mkdirSync(folder);
  for (const name of ['infra', 'functions', 'node_modules', 'package.json', 'cdk.json']) {
    symlinkSync(join(PROJECT_ROOT, name), join(root, name));
  }
  for (const recipe of RECIPES) writeFileSync(join(folder, `${recipe}.ts`), appOf(recipe));
  writeFileSync(
    join(root, 'tsconfig.json'),
    JSON.stringify({
      extends: join(PROJECT_ROOT, 'tsconfig.json'),
      compilerOptions: { typeRoots: [join(PROJECT_ROOT, 'node_modules/@types')] },
      include: ['recipes'],
    }),
  );

  return {
    typeErrors: async () => {
      const tsc = join(PROJECT_ROOT, 'node_modules/typescript/bin/tsc');
      return run(root, [tsc, '-p', root]).then(
        () => '',
        ({ stdout }: { stdout: string }) => stdout,
      );
    },
    synthesize: async (recipe, context = {}) => {
      const outdir = join(root, 'cdk.out', recipe);
      const all = {
        ...flags,
        'aws:cdk:enable-path-metadata': true,
        ...context,
        'aws:cdk:bundling-stacks': [],
      };
      await run(root, ['--import', 'tsx', join(folder, `${recipe}.ts`)], {
        CDK_OUTDIR: outdir,
        CDK_CONTEXT_JSON: JSON.stringify(all),
      });
      const written = readdirSync(outdir).filter((name) => name.endsWith('.template.json'));
      return Object.fromEntries(
        written.map((name) => [
          name.slice(0, -'.template.json'.length),
          Template.fromJSON(JSON.parse(readFileSync(join(outdir, name), 'utf8'))),
        ]),
      );
    },
    clear: () => rmSync(root, { recursive: true, force: true }),
  };
};

/** The resource of a type that there is one of. */
export const only = (template: Template, type: string): Resource => {
  const [resource, ...others] = resourcesOf(template, type);
  if (resource === undefined || others.length > 0) throw new Error(`not one ${type}`);
  return resource;
};

export const stackOf = (templates: Readonly<Record<string, Template>>, id: string): Template => {
  const template = templates[id];
  if (template === undefined) throw new Error(`no stack ${id} among ${Object.keys(templates)}`);
  return template;
};
