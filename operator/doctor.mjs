// Plain JavaScript without dependencies: it must run where `npm ci` has not, and say so.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installation, nodeVersion } from './doctor/before-install.mjs';
import { closingLine, exitCodeOf, lineOf } from './doctor/report.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const findings = [];
const report = (finding) => {
  findings.push(finding);
  process.stdout.write(`${lineOf(finding)}\n`);
};

/** Everything else needs the packages: it is TypeScript, and asks AWS through its SDK. */
const examineTheRest = async () => {
  const { register } = await import('tsx/esm/api');
  register();
  const { runExamination } = await import('./doctor/examine.ts');
  return runExamination(process.argv.slice(2), report);
};

report(nodeVersion(root, process.versions.node));
report(installation(root));
const refusal = exitCodeOf(findings) === 0 ? await examineTheRest() : undefined;
if (refusal !== undefined) process.stderr.write(`${refusal}\n`);
else process.stdout.write(`\n${closingLine(findings)}\n`);
process.exitCode = refusal === undefined ? exitCodeOf(findings) : 1;
