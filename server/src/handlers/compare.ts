import type { DeliveryAnalysis } from '../engine/analysis/delivery-analysis.ts';
import { compareDeliveries } from '../engine/compare/compare-deliveries.ts';
import { type ComparisonKind, renderComparison } from '../engine/compare/html/comparison-page.ts';
import { formatMessage, type MessageKey } from '../engine/messages/message.ts';
import { fileNameOf } from '../engine/text/uri.ts';
import { COMPARE_REQUEST, type CompareAnswer, type CompareParameters } from '../protocol/compare.ts';
import type { RequestGroup } from './handler-context.ts';

/** Two deliveries beside each other. */
export const compare: RequestGroup = {
  capabilities: () => ({}),

  register(connection, { onRequest, deliveryAt, optionsFor }) {
    connection.onRequest<CompareAnswer | null, void>(
      COMPARE_REQUEST,
      onRequest<CompareParameters, CompareAnswer | null>('compare', null, async (parameters) => {
        const { language } = await optionsFor(parameters.new);
        const options = { language, maskBsn: parameters.showBsn !== true };
        const deliveries: DeliveryAnalysis[] = [];
        for (const uri of [parameters.old, parameters.new]) {
          const delivery = await deliveryAt(uri);
          const problem = problemWith(delivery);
          if (problem)
            return { problem: formatMessage({ key: problem, parameters: { file: fileNameOf(uri) } }, options) };
          deliveries.push(delivery!);
        }
        const comparison = compareDeliveries(deliveries[0]!, deliveries[1]!);
        const { view } = parameters;
        const how: ComparisonKind = view ? { kind: 'view', ...view } : { kind: 'page' };
        const [oldPath, newPath] = [fileNameOf(parameters.old), fileNameOf(parameters.new)];
        return { html: renderComparison({ comparison, oldPath, newPath }, how, options) };
      }),
    );
  },
};

/** Why a delivery can't be compared; undefined where it can. */
function problemWith(delivery: DeliveryAnalysis | undefined): MessageKey | undefined {
  if (!delivery) return 'compare.problem.unreadable';
  if (!delivery.done) return 'compare.problem.calledOff';
  if (delivery.choice.kind === 'unknown') return 'compare.problem.unknownFormat';
  return delivery.choice.kind === 'known' ? undefined : 'compare.problem.noDelivery';
}
