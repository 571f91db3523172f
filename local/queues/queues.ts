/** A message that nobody has taken out of its queue, and nobody will. */
export interface Message {
  /** The logical id of the queue. */
  readonly queue: string;
  readonly message: unknown;
}

/** The queues of a local run: what goes in can be looked at. */
export interface Queues {
  put(queue: string, message: unknown): void;
  /** Oldest first. */
  messages(): readonly Message[];
  clear(): void;
}

export const createQueues = (): Queues => {
  const messages: Message[] = [];
  return {
    put: (queue, message) => messages.push({ queue, message }),
    messages: () => messages,
    clear: () => {
      messages.length = 0;
    },
  };
};
