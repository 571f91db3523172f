import type { OpenApiDocument, Operation } from '../document.ts';
import { curlSample, curlSetUp } from './curl.ts';
import { sampleCalls } from './sample-call.ts';
import { typescriptSample, typescriptSetUp } from './typescript.ts';

/** As in `x-codeSamples`, an extension that readers of OpenAPI know. */
export interface Sample {
  readonly lang: 'TypeScript' | 'Shell';
  readonly label: string;
  readonly source: string;
}

const toSamples = (typescript: string | undefined, curl: string | undefined): Sample[] => [
  ...(typescript === undefined
    ? []
    : [{ lang: 'TypeScript', label: '@payonce/client', source: typescript } as const]),
  ...(curl === undefined ? [] : [{ lang: 'Shell', label: 'curl', source: curl } as const]),
];

/** What comes before all other samples, once. */
export const setUpSamples = (url: string): Sample[] => toSamples(typescriptSetUp(url), curlSetUp(url));

/** How an operation is called: made from the operation itself, so that it cannot say anything else. */
export const samplesOf = (document: OpenApiDocument, operation: Operation): Sample[] => {
  const calls = sampleCalls(document, operation);
  return toSamples(typescriptSample(calls), curlSample(calls));
};
