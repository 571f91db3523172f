import { transformSync } from 'esbuild';

/** Jest runs CommonJS and the sources are ES modules in TypeScript: esbuild turns one into the other. */
export default {
  process: (source, filename) =>
    transformSync(source, {
      loader: filename.endsWith('ts') ? 'ts' : 'js',
      format: 'cjs',
      target: 'node20',
      sourcemap: 'inline',
      sourcefile: filename,
      define: { 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename' },
    }),
};
