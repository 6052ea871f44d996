/**
 * A text with its parameters: `{name}` is the value, and `{name|teken|tekens}` the word that goes with it, for one and
 * for any other number. A parameter that is missing stays visible.
 */
export function fillIn(template: string, parameter: (name: string) => string | undefined): string {
  return template.replace(
    /\{(\w+)(?:\|([^{}|]*)\|([^{}|]*))?\}/g,
    (whole, name: string, one: string | undefined, others: string) => {
      const value = parameter(name);
      if (value === undefined) return whole;
      if (one === undefined) return value;
      return value === '1' ? one : others;
    },
  );
}
