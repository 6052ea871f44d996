/** The settings that the command line has options for, as the manifest has them. */
export interface CheckSettings {
  readonly language?: string | undefined;
  readonly packs?: readonly string[] | undefined;
  readonly berichtgevers?: readonly string[] | undefined;
  readonly rules?: Readonly<Record<string, string>> | undefined;
  readonly schematron?: readonly string[] | undefined;
  readonly maxProblems?: number | undefined;
  readonly previousDelivery?: string | readonly string[] | undefined;
  readonly templates?: { readonly files?: readonly string[] | undefined } | undefined;
}

/** What a task of the type `srg` says. */
export interface CheckDefinition {
  readonly files?: readonly string[] | undefined;
  readonly options?: readonly string[] | undefined;
}

/** The arguments of the command line for a task: it finds what the editor finds, a line for each. */
export function checkArguments({ files, options }: CheckDefinition, settings: CheckSettings): string[] {
  const each = (option: string, values: readonly string[] | undefined) =>
    (values ?? []).map((one) => `${option}=${one}`);
  const one = (option: string, value: string | number | undefined) =>
    value === undefined || value === '' ? [] : [`${option}=${value}`];
  const rules = Object.entries(settings.rules ?? {}).map(([code, setting]) => `${code}=${setting}`);
  return [
    'check',
    '--format=lines',
    ...one('--language', settings.language),
    ...each('--pack', settings.packs),
    ...each('--berichtgever', settings.berichtgevers),
    ...each('--rule', rules),
    ...each('--schematron', settings.schematron),
    ...each('--template', settings.templates?.files),
    ...one('--max-problems', settings.maxProblems),
    ...each('--previous', [settings.previousDelivery ?? []].flat()),
    ...(options ?? []),
    '--',
    ...(files && files.length > 0 ? files : ['.']),
  ];
}
