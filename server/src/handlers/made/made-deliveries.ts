import { anonymiseTogether, type Outcome } from '../../engine/anonymise/together.ts';
import { parseMonth } from '../../engine/delivery/values/notation.ts';
import { CannotGenerate, DeliveryGenerator, FAULT_CODES } from '../../engine/generate/generate.ts';
import { formatMessage, type Message, type MessageKey, masked } from '../../engine/messages/message.ts';
import type { RuleCode } from '../../engine/rules/rule.ts';
import { timeSliced } from '../../engine/text/time-sliced.ts';
import {
  ANONYMISE_REQUEST,
  type AnonymisedAnswer,
  type AnonymiseParams,
  FAULTS_REQUEST,
  GENERATE_REQUEST,
  type GeneratedAnswer,
  type GenerateParams,
} from '../../protocol/made-deliveries.ts';
import type { RequestGroup } from '../handler-context.ts';

/** More than these are for the command line, which writes them to a file. */
const MOST_RECORDS = 10_000;
/** Takes a month before, or leaves nothing else to be found. */
const NOT_ALONE: readonly RuleCode[] = ['SRG-I104', 'SRG-T005', 'SRG-T003'];
const DEFAULT_GEMEENTE = '0363';

/** Deliveries that are made of others, or of nothing. */
export const madeDeliveries: RequestGroup = {
  capabilities: () => ({}),

  register(connection, { onDelivery, onRequest, optionsFor, deliveryAt, shippedPacks }) {
    connection.onRequest<AnonymisedAnswer | null, void>(
      ANONYMISE_REQUEST,
      onDelivery<AnonymiseParams, AnonymisedAnswer | null>(
        'anonymise',
        null,
        async ({ textDocument: { uri } }, { analysis }) => {
          const { packs, expectedBerichtgevers, source } = analysis;
          const [outcome] = await anonymiseTogether([{ uri, text: source.toString() }], {
            settings: { packs, rules: {}, berichtgevers: expectedBerichtgevers },
            secret: crypto.getRandomValues(new Uint8Array(32)),
            previous: [],
            run: async (steps) => (await timeSliced(steps, () => true))!,
          });
          const { language } = await optionsFor(uri);
          return answerOf(outcome!, (message) => formatMessage(message, masked(language)));
        },
      ),
    );

    connection.onRequest<readonly string[], void>(
      FAULTS_REQUEST,
      onRequest<null, readonly string[]>('faults', [], () => FAULT_CODES.filter((code) => !NOT_ALONE.includes(code))),
    );

    connection.onRequest<GeneratedAnswer | null, void>(
      GENERATE_REQUEST,
      onRequest<GenerateParams, GeneratedAnswer | null>('generate', null, async (parameters) => {
        const { textDocument, records, seed, faults } = parameters;
        const analysis = textDocument && (await deliveryAt(textDocument.uri));
        const pack = analysis?.choice.kind === 'known' ? analysis.choice.pack : (await shippedPacks())[0]!;
        const { language } = await optionsFor(textDocument?.uri ?? '');
        const problem = (key: MessageKey, detail: string) => ({
          problem: formatMessage({ key, parameters: { detail } }, masked(language)),
        });
        const month = parseMonth(parameters.month, 'jjjj-mm');
        if (month === undefined) return problem('client.generate.month', parameters.month);
        if (records > MOST_RECORDS) return problem('client.generate.records', String(MOST_RECORDS));
        const own = analysis?.header?.value('gemeentecode');
        const gemeente = own !== undefined && pack.gemeenten.has(own) ? own : DEFAULT_GEMEENTE;
        const berichtgever = analysis?.header?.value('berichtgevercode') ?? gemeente;
        try {
          const counts = new Map(faults.map((code) => [code as RuleCode, 1]));
          const options = { pack, records, gemeente, berichtgever, month, months: 1, seed, faults: counts };
          return { text: [...new DeliveryGenerator(options).delivery(0)].join('') };
        } catch (error) {
          if (!(error instanceof CannotGenerate)) throw error;
          return problem(error.reason === 'rule' ? 'client.generate.rule' : 'client.generate.other', error.detail);
        }
      }),
    );
  },
};

function answerOf(outcome: Outcome, say: (message: Message) => string): AnonymisedAnswer {
  if (outcome.kind === 'refused') return { problem: say({ key: `client.anonymise.${outcome.reason}` }) };
  const { findings, differences, doubts, text } = outcome;
  const told = [
    say({
      key: differences.length === 0 ? 'client.anonymise.same' : 'client.anonymise.other',
      parameters: { count: findings, codes: { list: differences.map(({ code }) => code) } },
    }),
    ...(doubts.stretches > 0
      ? [say({ key: 'client.anonymise.stretches', parameters: { count: doubts.stretches } })]
      : []),
    say({ key: 'client.anonymise.stays' }),
  ];
  return { text: inUtf8(text), told: told.join(' '), isSame: differences.length === 0 };
}

/** An editor saves a new document in UTF-8. */
function inUtf8(text: string): string {
  return text.replace(/^(<\?xml[ \t\r\n][^>]*?encoding[ \t\r\n]*=[ \t\r\n]*["'])[\w.-]+/, '$1UTF-8');
}
