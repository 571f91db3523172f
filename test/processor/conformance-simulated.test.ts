import { describeProcessor } from './conformance.ts';
import { simulatedHarness } from './harness-simulated.ts';

describeProcessor('simulated', simulatedHarness);
