/** What can go wrong with a tap. `slow-network` is made in the browser; the server arms the others. */
export const TROUBLES = [
  { id: 'none', label: 'Nothing', says: 'Requests and answers all arrive.' },
  {
    id: 'drop-response',
    label: 'The answer is lost',
    says: 'The shop did its work. Nobody hears of it.',
  },
  {
    id: 'crash-before-effect',
    label: 'Crash before the money moves',
    says: 'The function dies. Nothing was charged.',
  },
  {
    id: 'crash-after-effect',
    label: 'Crash after the money moved',
    says: 'It dies before it wrote that down.',
  },
  {
    id: 'processor-timeout',
    label: 'The processor times out',
    says: 'It charged, and never answered.',
  },
  { id: 'slow-network', label: 'The network is slow', says: 'Two seconds each way. Tap again?' },
] as const;

export type Trouble = (typeof TROUBLES)[number]['id'];

/** A trouble that the server makes. */
export type ArmedFault = Exclude<Trouble, 'none' | 'slow-network'>;

export const isArmed = (trouble: Trouble): trouble is ArmedFault =>
  trouble !== 'none' && trouble !== 'slow-network';

/** What a fault does, on the row of the request that it met. */
const ON_REQUEST: Readonly<Record<string, string>> = {
  'drop-response': 'its answer is lost',
  'crash-before-effect': 'crash before the money moves',
  'crash-after-effect': 'crash after the money moved',
  'processor-timeout': 'processor times out',
  'processor-down': 'processor down',
  'slow-processor': 'processor slow',
};

export const faultInWords = (fault: string): string => ON_REQUEST[fault] ?? fault;
