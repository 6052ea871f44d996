import type { Pack } from '../../../packs/load-pack.ts';
import { containerPath } from '../../../packs/places.ts';
import type { ElementDeclaration, Particle, TypeModel } from '../../../schema/model.ts';
import { SureValues } from '../../../schema/sure-values/sure-values.ts';
import { type NodeId, NodeKind } from '../../../syntax/node-table.ts';
import type { RecordShape, ShapedRecord } from '../../../syntax/record-shapes.ts';
import type { SyntaxTree } from '../../../syntax/tree.ts';

/** Of so many shapes: each header that is edited has its own. */
const MOST_KNOWN = 1_000;

/**
 * Tells which records differ from others of their shape in nothing that libxml2 could have something against: each of their
 * values is beyond doubt for its type. Where one of that shape is valid, they all are. It tells of no record that it is not.
 */
export class SureRecords {
  /** The values that are sure, in the order of those of the shape; none where that can't be told of all of them. */
  private readonly known = new Map<RecordShape, readonly SureValues[]>();
  private readonly ofTypes = new WeakMap<TypeModel, SureValues>();

  constructor(private readonly pack: Pack) {}

  /**
   * The shape of a record whose values are beyond doubt.
   * @param element of the record, at the top of its tree
   */
  shapeOf(tree: SyntaxTree, element: NodeId): RecordShape | undefined {
    const { shaped } = tree;
    if (!shaped) return undefined;
    const { shape, text, start, moved } = shaped;
    const { starts, ends } = shape;
    const values = this.known.get(shape) ?? this.valuesOf(shaped, tree, element);
    if (values.length !== ends.length) return undefined;
    for (let i = 0; i < values.length; i++)
      if (!values[i]!.has(text, start + starts[i]! + moved[i]!, start + ends[i]! + moved[i + 1]!)) return undefined;
    return shape;
  }

  private valuesOf(shaped: ShapedRecord, tree: SyntaxTree, element: NodeId): readonly SureValues[] {
    if (this.known.size >= MOST_KNOWN) this.known.clear();
    const values = this.read(shaped, tree, element) ?? [];
    this.known.set(shaped.shape, values);
    return values;
  }

  private read({ shape, moved }: ShapedRecord, tree: SyntaxTree, element: NodeId): SureValues[] | undefined {
    const container = this.pack.model.element(containerPath(this.pack));
    if (!container) return undefined;
    const declared = new Map<NodeId, ElementDeclaration | undefined>();
    const values: SureValues[] = [];
    for (let node = element; node < tree.size; node++) {
      const kind = tree.kind(node);
      // What another namespace says may make another type of it.
      if (kind === NodeKind.Attribute && (tree.prefix(node) !== '' || tree.name(node) === 'xmlns')) return undefined;
      const parent = tree.parent(node);
      if (kind === NodeKind.Element) {
        const around = node === element ? container : declared.get(parent);
        declared.set(node, around && declarationIn(around.type, tree, node));
      }
      const place = values.length;
      if (kind !== NodeKind.Text || tree.end(node) !== shape.ends[place]! + moved[place + 1]!) continue;
      const declaration = declared.get(parent);
      const sure = declaration?.fixed === undefined && declaration && this.ofType(declaration.type);
      if (!sure) return undefined;
      values.push(sure);
    }
    return values;
  }

  private ofType(type: TypeModel): SureValues | undefined {
    const known = this.ofTypes.get(type) ?? SureValues.of(type);
    if (known) this.ofTypes.set(type, known);
    return known;
  }
}

/** What an element is, where nothing else may be meant and nothing compares what stands in it. */
function declarationIn(type: TypeModel, tree: SyntaxTree, node: NodeId): ElementDeclaration | undefined {
  if (type.isOpen || !type.content) return undefined;
  const found = new Set<ElementDeclaration>();
  const seen = new Set<object>();
  const look = (particle: Particle) => {
    if (particle.kind === 'element') {
      const { name, namespace } = particle.element;
      if (tree.isNamed(node, { name, namespace })) found.add(particle.element);
    } else if (particle.kind !== 'any' && !seen.has(particle.particles)) {
      seen.add(particle.particles);
      particle.particles.forEach(look);
    }
  };
  look(type.content);
  const [declaration, ...others] = found;
  const isOne = others.every((other) => other.type === declaration!.type && other.fixed === declaration!.fixed);
  return isOne && ![...found].some(({ hasConstraints }) => hasConstraints) ? declaration : undefined;
}
