import { describeProcessor } from './conformance.ts';
import { describeAnySequence } from './conformance-sequences.ts';
import { simulatedHarness } from './harness-simulated.ts';

describeProcessor('simulated', simulatedHarness);
describeAnySequence('simulated', simulatedHarness);
