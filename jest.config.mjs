// The AWS SDK will need Node 22 from 2027 on and says so in every process; package.json states what we support.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts', '<rootDir>/examples/**/*.test.ts'],
  transform: { '\\.[cm]?[jt]s$': '<rootDir>/test/esbuild-transform.mjs' },
  // These packages ship ES modules only; Jest runs CommonJS.
  transformIgnorePatterns: ['/node_modules/(?!(jose|canonicalize|structured-headers|dinero\\.js)/)'],
  // Its only export condition is `import`, which Jest's CommonJS resolver does not look at.
  moduleNameMapper: { '^canonicalize$': '<rootDir>/node_modules/canonicalize/lib/canonicalize.js' },
  modulePathIgnorePatterns: ['<rootDir>/cdk.out'],
  globalSetup: '<rootDir>/test/engine/start.ts',
  globalTeardown: '<rootDir>/test/engine/stop.ts',
  reporters: ['default', '<rootDir>/test/closing-line.mjs'],
  testTimeout: 30_000,
  // One more than a small build machine has cores: a third of the time tests wait, for leases, processes and browsers.
  maxWorkers: 3,
};
