import { environmentOf } from '../template/environment-of.ts';
import type { Template } from '../template/model.ts';

/** Where the tables of a local run can be read by whoever asks on this machine, and what they are called. */
export interface LocalTables {
  readonly endpoint: string;
  readonly charges: string | null;
  readonly orders: string | null;
  readonly idempotency: string | null;
}

/** As the functions are told: the template has no other place that says which table is which. */
export const tableNames = (template: Pick<Template, 'functions'>, endpoint: string): LocalTables => {
  const named = (variable: string): string | null => environmentOf(template, variable) ?? null;
  return {
    endpoint,
    charges: named('CHARGES_TABLE'),
    orders: named('ORDERS_TABLE'),
    idempotency: named('IDEMPOTENCY_TABLE'),
  };
};
