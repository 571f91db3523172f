#!/usr/bin/env node
import { parseArgs } from 'node:util';

// The part of curl that the README uses, for machines that have Node and no curl.
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    silent: { type: 'boolean', short: 's' },
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
  process.stdout.write(head + (await response.text()) + values['write-out'].replaceAll('\\n', '\n'));
} catch {
  // curl's own code for an empty reply from the server.
  process.exitCode = 52;
}
