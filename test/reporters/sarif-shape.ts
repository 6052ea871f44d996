/**
 * What SARIF 2.1.0 says of the objects that are written: the properties that each may have, and those that it must
 * (OASIS, Static Analysis Results Interchange Format 2.1.0, sections 3.13 to 3.58), as JSON Schema.
 */
const text = { type: 'string', minLength: 1 } as const;
const from1 = { type: 'integer', minimum: 1 } as const;
const from0 = { type: 'integer', minimum: 0 } as const;
const level = { enum: ['none', 'note', 'warning', 'error'] } as const;
const bag = { type: 'object', properties: { tags: { type: 'array', items: text, uniqueItems: true } } } as const;
const list = (items: object) => ({ type: 'array', items });
const ref = (name: string) => ({ $ref: `#/$defs/${name}` });

function object(required: Readonly<Record<string, object>>, optional: Readonly<Record<string, object>> = {}) {
  return {
    type: 'object',
    properties: { ...required, ...optional },
    required: Object.keys(required),
    additionalProperties: false,
  };
}

export const SARIF = {
  ...object(
    { version: { const: '2.1.0' }, runs: list(ref('run')) },
    { $schema: { type: 'string', pattern: '^https://' } },
  ),
  $defs: {
    run: object(
      { tool: object({ driver: ref('driver') }) },
      {
        columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
        results: list(ref('result')),
        invocations: list(ref('invocation')),
      },
    ),
    driver: object(
      { name: text },
      { version: text, language: { type: 'string', pattern: '^[a-z]{2}(-[A-Z]{2})?$' }, rules: list(ref('rule')) },
    ),
    rule: object(
      { id: text },
      {
        name: text,
        shortDescription: ref('multiformat'),
        fullDescription: ref('multiformat'),
        help: ref('multiformat'),
        defaultConfiguration: object({}, { level }),
        properties: bag,
      },
    ),
    multiformat: object({ text }, { markdown: text }),
    message: object({ text }),
    result: object(
      { message: ref('message') },
      {
        ruleId: text,
        ruleIndex: { type: 'integer', minimum: -1 },
        level,
        locations: list(ref('location')),
        relatedLocations: { ...list(ref('location')), uniqueItems: true },
        partialFingerprints: { type: 'object', additionalProperties: { type: 'string' } },
        fixes: { ...list(ref('fix')), uniqueItems: true },
        suppressions: list(object({ kind: { enum: ['inSource', 'external'] } }, { justification: text })),
        properties: bag,
      },
    ),
    location: object(
      { physicalLocation: object({ artifactLocation: ref('artifact') }, { region: ref('region') }) },
      { message: ref('message') },
    ),
    // A URI reference, as RFC 3986 has them.
    artifact: object({ uri: { type: 'string', pattern: "^[A-Za-z0-9._~!$&'()*+,;=:@/%-]+$" } }),
    region: object({ startLine: from1, startColumn: from1 }, { endLine: from1, endColumn: from1, charOffset: from0 }),
    fix: object({ artifactChanges: { ...list(ref('change')), minItems: 1 } }, { description: ref('message') }),
    change: object({ artifactLocation: ref('artifact'), replacements: { ...list(ref('replacement')), minItems: 1 } }),
    replacement: object({ deletedRegion: ref('region') }, { insertedContent: object({ text: { type: 'string' } }) }),
    invocation: object(
      { executionSuccessful: { type: 'boolean' } },
      {
        toolExecutionNotifications: list(
          object({ message: ref('message') }, { level, locations: list(ref('location')) }),
        ),
      },
    ),
  },
};
