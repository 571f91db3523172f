import type { PROBLEMS } from '../../http/problem.ts';

type Retry = (typeof PROBLEMS)['not-found' | 'unavailable']['retry'];

export interface GatewayAnswer {
  readonly message: string;
  readonly description: string;
  readonly retry: Retry;
}

/**
 * What an HTTP API answers before or instead of a function. No deployment can give these another form, so clients go
 * by the status.
 */
export const GATEWAY_ANSWERS = {
  400: {
    message: 'Bad Request',
    description: 'The path is not valid percent-encoding.',
    retry: 'never',
  },
  401: {
    message: 'Unauthorized',
    description:
      'There is no access token, or it has expired or is not valid here: get one for the same tenant, then repeat.',
    retry: 'same-key',
  },
  403: {
    message: 'Forbidden',
    description: 'The access token lacks the scope of this operation.',
    retry: 'never',
  },
  404: {
    message: 'Not Found',
    description: 'There is no such path, or no such method on it.',
    retry: 'never',
  },
  413: {
    message: 'Request Entity Too Large',
    description: 'The body is larger than API Gateway takes (10 MB).',
    retry: 'never',
  },
  429: {
    message: 'Too Many Requests',
    description: 'Too many requests. None of this one was done: slow down.',
    retry: 'same-key',
  },
  500: {
    message: 'Internal Server Error',
    description: 'The function broke off. It may or may not have happened.',
    retry: 'same-key',
  },
  503: {
    message: 'Service Unavailable',
    description: 'The function did not answer in time. It may or may not have happened.',
    retry: 'same-key',
  },
} as const satisfies Readonly<Record<number, GatewayAnswer>>;

export type GatewayStatus = keyof typeof GATEWAY_ANSWERS;
