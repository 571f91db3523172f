import { isServerError, isThrottlingError, isTransientError } from '@smithy/core/retry';

type SdkError = Parameters<typeof isTransientError>[0];

/** DynamoDB refused to look: certain that nothing was carried out. */
export const isThrottle = (error: unknown): boolean =>
  error instanceof Error && isThrottlingError(error as SdkError);

/** The same call may go through a moment later: a throttle, a broken connection, a 5xx. */
export const isPassing = (error: unknown): boolean =>
  error instanceof Error &&
  (isThrottlingError(error as SdkError) ||
    isTransientError(error as SdkError) ||
    isServerError(error as SdkError));
