/** Imported by the entries: statically, or where it is needed. A bundle of one file can only do the former. */
import * as library from 'libxml2-wasm';
import { useLibxml2 } from './validator.ts';

useLibxml2(library);
