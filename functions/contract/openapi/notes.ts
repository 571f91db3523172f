import * as z from 'zod/mini';

/** What JSON Schema says of a value besides what the validating schema says. */
export interface Note {
  /** Its name among the document's components. */
  readonly id?: string;
  readonly description?: string;
  readonly [keyword: string]: unknown;
}

/**
 * Notes on schemas, kept apart from them: functions that validate carry no text that only the document needs. A schema
 * with an `id` becomes a component.
 */
export const NOTES = z.registry<Note>();

interface ObjectSchema extends z.core.$ZodType {
  readonly shape: z.core.$ZodShape;
}

/** Notes an object and all of its members: one that nobody has explained does not compile. */
export const note = <Schema extends ObjectSchema>(
  schema: Schema,
  { id, ...about }: Note,
  members: { readonly [Name in keyof Schema['shape']]: string | Note },
): Schema => {
  NOTES.add(schema, id === undefined ? about : { id, ...about });
  for (const [name, text] of Object.entries<string | Note>(members)) {
    const member = schema.shape[name] as z.core.$ZodType;
    NOTES.add(member, typeof text === 'string' ? { description: text } : text);
  }
  return schema;
};
