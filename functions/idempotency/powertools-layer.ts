import {
  IdempotencyConfig,
  IdempotencyItemAlreadyExistsError,
  makeIdempotent,
} from '@aws-lambda-powertools/idempotency';
import { BasePersistenceLayer, IdempotencyRecord } from '@aws-lambda-powertools/idempotency/persistence';

/** What our protocol does at the three moments that Powertools' flow has. */
export interface Flow<Claimed, Ended, Answered> {
  /** Before the effect: the right to act, or the answer that there is already. */
  readonly claim: () => Promise<{ readonly claimed: Claimed } | { readonly answered: Answered }>;
  /** The effect. */
  readonly perform: (claimed: Claimed) => Promise<Ended>;
  /** After the effect: writes down how it ended and says what to answer. */
  readonly finish: (claimed: Claimed, ended: Ended) => Promise<Answered>;
}

/** `POWERTOOLS_IDEMPOTENCY_DISABLED` disables nothing here: nobody may charge twice by an environment variable. */
class AlwaysOn extends IdempotencyConfig {
  override isEnabled(): boolean {
    return true;
  }
}

type Json = Parameters<BasePersistenceLayer['saveSuccess']>[1];

/**
 * Powertools' documented extension point, one instance per request. Its four methods are the moments of its flow;
 * what is decided at each is `Flow`'s business.
 */
class FlowLayer<Claimed, Ended, Answered> extends BasePersistenceLayer {
  readonly #flow: Flow<Claimed, Ended, Answered>;
  #claimed: Claimed | undefined;
  answered: { readonly answer: Answered } | undefined;

  constructor(flow: Flow<Claimed, Ended, Answered>) {
    super();
    this.#flow = flow;
  }

  get claimed(): Claimed {
    if (this.#claimed === undefined) throw new Error('Powertools performed an effect without a claim');
    return this.#claimed;
  }

  // The identity is derived by us, with the tenant in it; Powertools' own hash of the payload is not used.
  protected override getHashedIdempotencyKey(): string {
    return 'request';
  }

  protected override async _putRecord(record: IdempotencyRecord): Promise<void> {
    const result = await this.#flow.claim();
    if ('claimed' in result) {
      this.#claimed = result.claimed;
      return;
    }
    this.answered = { answer: result.answered };
    throw new IdempotencyItemAlreadyExistsError(
      'The record has an answer',
      new IdempotencyRecord({ idempotencyKey: record.idempotencyKey, status: 'COMPLETED' }),
    );
  }

  protected override async _updateRecord(record: IdempotencyRecord): Promise<void> {
    this.answered = {
      answer: await this.#flow.finish(this.claimed, record.responseData as unknown as Ended),
    };
  }

  // Powertools deletes the record of an effect that threw. An effect that threw may have happened: the claim stays.
  protected override async _deleteRecord(): Promise<void> {}

  protected override async _getRecord(): Promise<never> {
    throw new Error('The refusal of a claim carries its record: it is never fetched');
  }
}

/**
 * Runs a flow once through `makeIdempotent`. The only file that knows Powertools.
 *
 * @throws what the flow threw, without Powertools' wrapping
 */
export const runFlow = async <Claimed, Ended, Answered>(
  flow: Flow<Claimed, Ended, Answered>,
  remainingMs: number,
): Promise<Answered> => {
  const persistenceStore = new FlowLayer(flow);
  const config = new AlwaysOn({});
  // Ours is the lease; Powertools only wants to know that there is one.
  config.lambdaContext = { getRemainingTimeInMillis: () => Math.max(1, remainingMs) } as NonNullable<
    IdempotencyConfig['lambdaContext']
  >;
  const perform = async (_: Json): Promise<Json> =>
    (await flow.perform(persistenceStore.claimed)) as unknown as Json;
  try {
    await makeIdempotent(perform, { persistenceStore, config })('request');
  } catch (error) {
    if (error instanceof Error && error.name === 'IdempotencyPersistenceLayerError' && error.cause)
      throw error.cause;
    throw error;
  }
  if (persistenceStore.answered === undefined) throw new Error('Powertools ended a flow without an answer');
  return persistenceStore.answered.answer;
};
