// However the test run ends, `kill -9` included: nothing of it is left. A listener alone would keep this process alive.
process.once('disconnect', () => process.kill(process.pid));
process.channel?.unref();
