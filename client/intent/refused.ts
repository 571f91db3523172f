/** Nothing was sent: the key cannot be kept, or must not be changed. */
export class IntentRefused extends Error {
  override readonly name = 'IntentRefused';
  /** `storage-failed`: see `cause`. `not-ours`: what stands there was written by something else. */
  readonly code: 'storage-failed' | 'not-ours' | 'outcome-open';

  constructor(code: IntentRefused['code'], message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}
