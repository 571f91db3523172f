#!/usr/bin/env node
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

// The part of curl that the README and CI use, for machines that have Node and no curl.
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    silent: { type: 'boolean', short: 's' },
    fail: { type: 'boolean', short: 'f' },
    output: { type: 'string', short: 'o' },
    include: { type: 'boolean', short: 'i' },
    'write-out': { type: 'string', short: 'w', default: '' },
    header: { type: 'string', short: 'H', multiple: true, default: [] },
    data: { type: 'string', short: 'd' },
  },
});
const headers = values.header.map((line) => line.split(/:\s*/, 2));
const request = values.data === undefined ? { headers } : { method: 'POST', headers, body: values.data };
try {
  const response = await fetch(positionals[0], request);
  const lines = [`HTTP/1.1 ${response.status}`, ...[...response.headers].map((header) => header.join(': '))];
  const head = values.include ? `${lines.join('\r\n')}\r\n\r\n` : '';
  const body = await response.text();
  // curl's own code for a status of 400 and more.
  if (values.fail && !response.ok) process.exitCode = 22;
  else if (values.output) writeFileSync(values.output, head + body);
  else process.stdout.write(head + body + values['write-out'].replaceAll('\\n', '\n'));
} catch {
  // curl's own code for an empty reply from the server.
  process.exitCode = 52;
}
