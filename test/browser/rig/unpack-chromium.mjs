import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

// The fonts of this machine and, so that a machine without any shows text as well, the one that comes along.
const fontsOf = (directory) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${join(directory, 'fonts')}</dir>
  <cachedir>${join(directory, 'font-cache')}</cachedir>
</fontconfig>
`;

// A process of its own, since the package unpacks into TMPDIR, and the libraries only where it takes this for Lambda.
const [target] = process.argv.slice(2);
const directory = mkdtempSync(`${target}-`);
process.env.TMPDIR = directory;
process.env.AWS_LAMBDA_JS_RUNTIME = 'nodejs20.x';
const { default: chromium } = await import('@sparticuz/chromium');
if (dirname(await chromium.executablePath()) !== directory) throw new Error(`Not unpacked into ${directory}`);
writeFileSync(join(directory, 'fonts.conf'), fontsOf(target));
try {
  renameSync(directory, target);
} catch (error) {
  rmSync(directory, { recursive: true });
  // Another test file was quicker, and has put the same there.
  if (!['EEXIST', 'ENOTEMPTY'].includes(error.code)) throw error;
}
