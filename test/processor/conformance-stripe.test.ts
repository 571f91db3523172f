import { describeProcessor } from './conformance.ts';
import { describeAnySequence } from './conformance-sequences.ts';
import { stripeHarness } from './harness-stripe.ts';

describeProcessor('stripe', stripeHarness);
describeAnySequence('stripe', stripeHarness);
