/**
 * What the page and the element load first comes in few files: browsers ask one server for six at a time where it speaks HTTP/1.1,
 * and each further round takes the time of a way there and back.
 */
import type { CodeSplittingGroup } from "rolldown";

export const groups: CodeSplittingGroup[] = [
  // The two that something small begins with: start.ts, embed.ts.
  { name: "preload", test: /preload-helper/, priority: 2 },
  { name: "core", test: /src[\\/]core[\\/]/, priority: 1 },
  // Rooms that both begin with; what one of them alone needs, or panels, or CodeMirror, is elsewhere.
  { name: "playground", test: /src[\\/](dom|styles|controls|explain[\\/](markdown|connection)|output|views|playground|editor|panels[\\/]\w+\.)/, minShareCount: 2 },
  { name: "page", test: /src[\\/]page[\\/]/, minShareCount: 2 },
];
