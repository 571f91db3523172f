/** A function as a profile names it. */
export interface Frame {
  readonly functionName: string;
  readonly url: string;
  /** From 0, as V8 ran it. */
  readonly lineNumber: number;
  readonly columnNumber: number;
}

export interface Part {
  readonly name: string;
  /** Whether the same request without idempotency has none of it. */
  readonly isOfLayer: boolean;
  readonly holds: (place: string, frame: Frame) => boolean;
}

/** Where a frame's code is: `functions/http/route.ts`, the name of a package, `node:crypto`, or nothing. */
export const placeOf = ({ url }: Frame): string => {
  const [, inPackage] = url.match(/^.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/) ?? [];
  const [, inProject] = url.match(/^.*\/((?:functions|bench|scale)\/[^?]+)/) ?? [];
  return inPackage ?? inProject ?? url;
};

const within =
  (...places: readonly RegExp[]) =>
  (place: string): boolean =>
    places.some((pattern) => pattern.test(place));

const ofLayer = (name: string, holds: Part['holds']): Part => ({ name, isOfLayer: true, holds });
const ofAny = (name: string, holds: Part['holds']): Part => ({ name, isOfLayer: false, holds });

/** Waiting, and what is there to measure: neither is a request's. */
export const LEFT_OUT = ofAny('left out', (place, { functionName }) =>
  functionName === '(idle)' ? true : /^(bench|scale)\//.test(place),
);

/** The event loop, promises and whatever of Node's own code no part called. */
export const REST = ofAny('Node.js itself', () => true);

/** A frame belongs to the first that holds it. */
export const PARTS: readonly Part[] = [
  LEFT_OUT,
  ofAny('garbage collection', (_, { functionName }) => functionName === '(garbage collector)'),
  ofLayer('key', within(/^functions\/idempotency\/key\.ts$/, /^structured-headers$/)),
  ofLayer('id of the item (SHA-256, base32)', within(/^functions\/shared\/ids\.ts$/)),
  ofLayer(
    'fingerprint (canonical JSON, SHA-256)',
    within(/^functions\/idempotency\/fingerprint\.ts$/, /^canonicalize$/),
  ),
  ofLayer('decide', within(/^functions\/idempotency\/record\.ts$/)),
  ofLayer(
    "Powertools' flow",
    within(/^@aws-lambda-powertools\/idempotency$/, /^functions\/idempotency\/powertools-layer\.ts$/),
  ),
  ofLayer(
    'the record and its writes',
    within(/^functions\/idempotency\//, /^functions\/shared\/passing\.ts$/),
  ),
  ofAny('strict JSON', within(/^functions\/http\/strict-json\.ts$/, /^jsonc-parser$/)),
  ofAny(
    'validation',
    within(
      /^zod$/,
      /^functions\/http\/(fields|card-number)\.ts$/,
      /^functions\/\w+\/schema\.ts$/,
      /^dinero\.js$/,
    ),
  ),
  ofAny('marshalling', within(/^@aws-sdk\/(util-dynamodb|lib-dynamodb)$/)),
  ofAny('the rest of the AWS SDK', within(/^@(aws-sdk|smithy|aws-crypto|aws)\//, /^bowser$/)),
  ofAny(
    'telemetry',
    within(/^@aws-lambda-powertools\/(logger|metrics)$/, /^functions\/shared\/powertools-telemetry\.ts$/),
  ),
  ofAny('the route and the job', within(/^functions\//)),
];

export const partOf = (frame: Frame): Part | undefined => {
  const place = placeOf(frame);
  return PARTS.find((part) => part.holds(place, frame));
};
