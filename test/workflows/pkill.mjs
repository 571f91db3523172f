#!/usr/bin/env node
import { readdirSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

// The part of pkill that CI uses, for Linux machines that have Node and no pkill: `-TERM --newest --pgroup 1 --full words`.
const [signal, ...args] = process.argv.slice(2);
const { values, positionals } = parseArgs({
  args,
  allowPositionals: true,
  options: { newest: { type: 'boolean' }, pgroup: { type: 'string' }, full: { type: 'boolean' } },
});

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html; the name of the program may hold blanks and brackets. */
const read = (pid) => {
  try {
    const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ');
    return [{ pid: Number(pid), line, group: fields[2], startedAtTick: Number(fields[19]) }];
  } catch {
    // It has ended meanwhile.
    return [];
  }
};

const [found] = readdirSync('/proc')
  .filter((name) => /^\d+$/.test(name))
  .flatMap(read)
  .filter(({ line, group }) => group === values.pgroup && line.includes(positionals[0]))
  .sort((one, other) => other.startedAtTick - one.startedAtTick || other.pid - one.pid);
if (found === undefined) process.exitCode = 1;
else process.kill(found.pid, `SIG${signal.slice(1)}`);
