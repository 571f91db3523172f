import { problem } from '../http/problem.ts';

export const notSigned = problem(
  'signature-invalid',
  'The Stripe-Signature header does not fit the body, or is too old. Only Stripe sends events here.',
);
