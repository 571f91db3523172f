import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** What a request asked for, as a digest: a key repeated with another one is refused. */
export interface Fingerprint {
  readonly version: number;
  /** SHA-256, hex. */
  readonly digest: string;
}

/** The fingerprint of one request in a given version; `undefined` for a version that this code does not know. */
export type Fingerprinter = (version: number) => Fingerprint | undefined;

export const FINGERPRINT_VERSION = 1;

export interface FingerprintedRequest {
  readonly method: string;
  /** As deployed, for example `/charges/{id}/refunds`. */
  readonly route: string;
  readonly pathParameters: Readonly<Record<string, string>>;
  /** The body as it was received: parsed, before any default is filled in. */
  readonly body: unknown;
}

/**
 * Fingerprints a request: SHA-256 over its method, route, path parameters and body as canonical JSON (RFC 8785), so
 * that member order and white space make no difference and everything else does. Headers and the query make none.
 *
 * A record is compared in the version that it was written with. A new version is added beside the old ones, which
 * stay as they are: no deploy may make an old request look new.
 */
export const fingerprinter = ({
  method,
  route,
  pathParameters,
  body,
}: FingerprintedRequest): Fingerprinter => {
  // The claim, `decide` and the log all ask: the body is walked once.
  let known: Fingerprint | undefined;
  return (version) => {
    if (version !== 1) return undefined;
    if (known === undefined) {
      const canonical = canonicalize([method, route, pathParameters, body]) as string;
      known = { version, digest: createHash('sha256').update(canonical).digest('hex') };
    }
    return known;
  };
};
