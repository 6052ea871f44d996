import { conflictsOf } from '../packs/combinations.ts';
import { codesOf, type Pack } from '../packs/load-pack.ts';
import { type Concept, isMapped } from '../packs/pack.ts';
import { pathOfConcept } from '../packs/places.ts';
import type { TypeModel } from '../schema/model.ts';
import { TYPE_SHARES } from './type-shares.ts';

/** What is to be known of a type of voorziening to make a record of it that nothing is wrong with. */
export interface TypeFacts {
  readonly code: string;
  readonly share: number;
  readonly lksLoonwaarde: boolean;
  readonly lksForfaitair: boolean;
  readonly impliesOnderWml: boolean;
  readonly participatieplaats: boolean;
  readonly proefplaatsing: boolean;
  readonly wiwId: boolean;
  /** It may have the data of a loonkostensubsidie. */
  readonly loonkostensubsidie: boolean;
  readonly overig: boolean;
  /** No rule has anything to say of a record for being of this type. */
  readonly plain: boolean;
}

/** The values of a pack that records are made of. */
export class Values {
  readonly types: readonly TypeFacts[];
  readonly geslacht: readonly string[];
  readonly arbeidsvermogen: readonly string[];
  readonly doelInzet: readonly string[];

  constructor(readonly pack: Pack) {
    this.geslacht = this.codes('geslacht');
    this.arbeidsvermogen = this.codes('arbeidsvermogen');
    this.doelInzet = this.codes('doelInzet');
    const { meanings, id } = pack.manifest;
    const shares = TYPE_SHARES[id];
    const overig = new Set(codesOf(pack, 'typeVoorziening')?.codes.flatMap((one) => (one.overig ? [one.code] : [])));
    const types = this.codes('typeVoorziening').map((code) => {
      const is = (codes: readonly string[] | undefined) => codes?.includes(code) ?? false;
      const facts = {
        lksLoonwaarde: is(meanings.lksLoonwaarde),
        lksForfaitair: is(meanings.lksForfaitair),
        impliesOnderWml: is(meanings.impliesOnderWml),
        participatieplaats: is(meanings.participatieplaats),
        proefplaatsing: is(meanings.proefplaatsing),
        wiwId: is(meanings.wiwId),
        loonkostensubsidie: is(meanings.loonkostensubsidie),
        overig: overig.has(code),
      };
      const plain = !Object.values(facts).includes(true) && !this.conflicts.has(code);
      return { code, share: shares ? (shares[code] ?? 0) : 1, ...facts, plain };
    });
    // A type that says nothing without a description is of use only where there can be one.
    this.types = this.has('omschrijving') ? types : types.filter(({ overig }) => !overig);
  }

  has(concept: Concept): boolean {
    return isMapped(this.pack.manifest, concept);
  }

  get plain(): readonly TypeFacts[] {
    return this.types.filter(({ plain }) => plain);
  }

  type(is: (type: TypeFacts) => boolean): TypeFacts | undefined {
    return this.types.find(is);
  }

  get conflicts() {
    return conflictsOf(this.pack.combinations);
  }

  /** The type that the schema gives a concept; undefined where the pack has no place for it. */
  schemaType(concept: Concept): TypeModel | undefined {
    const path = pathOfConcept(this.pack, concept);
    const last = path?.at(-1) ?? '';
    if (!last.startsWith('@')) return path && this.pack.model.element(path)?.type;
    const { attributes = [] } = this.pack.model.element(path!.slice(0, -1))?.type ?? {};
    return attributes.find(({ name }) => `@${name}` === last)?.type;
  }

  /** The codes of a concept that the schema takes as well. */
  codes(concept: Concept): readonly string[] {
    const listed = codesOf(this.pack, concept)?.codes.map(({ code }) => code);
    const taken = this.schemaType(concept)?.enumerations.map(({ value }) => value) ?? [];
    if (!listed) return taken;
    return taken.length > 0 ? listed.filter((code) => taken.includes(code)) : listed;
  }
}
