import { describeProcessor } from './conformance.ts';
import { stripeHarness } from './harness-stripe.ts';

describeProcessor('stripe', stripeHarness);
