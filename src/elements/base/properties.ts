import type { PropertyDeclaration } from 'lit';

/**
 * A reactive property of an element, said once: its type, its first value and how its attribute is read.
 *
 * An element lists its properties in one table. `static properties` gives the table to Lit, `interface … extends
 * PropertiesOf<…>` gives the types to TypeScript, and `KvitElement` sets the first values.
 */
export interface Property<T> extends PropertyDeclaration {
  readonly initial: T;
}

/** A public property. @param options as Lit's; without them the attribute is the property's name in lower case */
export const property = <T>(initial: T, options?: PropertyDeclaration): Property<T> => ({
  ...options,
  initial,
});

/** State of an element that no attribute sets. */
export const internal = <T>(initial: T): Property<T> => ({ state: true, initial });

/** The properties that a table declares, for the element's type. */
export type PropertiesOf<Table> = {
  [Name in keyof Table]: Table[Name] extends Property<infer T> ? T : never;
};
