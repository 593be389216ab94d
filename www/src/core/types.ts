/** The data that the module takes and returns, as it declares it itself. */
export type {
  Built, BuildOptions, Compilation, CompiledObject, CompileOptions, Diagnostic, Edit, Explanation, Fix, Import, Place, Position,
  Related, Severity, Source,
} from "../../pkg/tcpgen.js";
import type { Place, Position } from "../../pkg/tcpgen.js";

/** A place that is in a file. */
export interface Placed extends Place {
  file: string;
  start: Position;
  end: Position;
}

export function isPlaced<P extends Place>(place: P): place is P & Placed {
  return place.file !== null && place.start !== null && place.end !== null;
}
