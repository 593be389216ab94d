/** How the width is shared among the columns. */

/** What a column would like, and the most it may have. */
export interface Wish {
  need: number;
  /** What its names alone need: they come before rules, notes and errors. */
  names?: number;
  most: number;
  /** Its part of the room when there is not enough for all. */
  weight: number;
}

/**
 * Who needs less than its part gets what it needs, and the others share what that leaves. No column is wider than it
 * needs to be, or may be where others need the room.
 */
export function share(room: number, wishes: readonly Wish[]): number[] {
  const names = wishes.map((wish) => wish.names ?? 0);
  const left = room - names.reduce((sum, name) => sum + name, 0);
  if (left < 0) return split(room, wishes);
  const beyond = wishes.map((wish, index): Wish => ({ ...wish, need: wish.need - names[index]!, most: Math.max(0, wish.most - names[index]!) }));
  return split(left, beyond).map((more, index) => names[index]! + more);
}

function split(room: number, wishes: readonly Wish[]): number[] {
  // Where there is room for all, nothing is cut.
  const roomy = wishes.reduce((sum, wish) => sum + wish.need, 0) <= room;
  const wanted = wishes.map((wish) => (roomy ? wish.need : Math.min(wish.need, wish.most)));
  const given = wanted.map(() => 0);
  let open = wishes.map((_, index) => index);
  let left = room;
  while (open.length > 0) {
    const weights = open.reduce((sum, index) => sum + (wishes[index]?.weight ?? 0), 0);
    const part = (index: number): number => Math.floor((left * (wishes[index]?.weight ?? 0)) / weights);
    const modest = open.filter((index) => (wanted[index] ?? 0) <= part(index));
    const settled = modest.length > 0 ? modest : open;
    const parts = settled.map((index) => (modest.length > 0 ? (wanted[index] ?? 0) : part(index)));
    settled.forEach((index, place) => {
      given[index] = parts[place] ?? 0;
      left -= parts[place] ?? 0;
    });
    open = open.filter((index) => !settled.includes(index));
  }
  return given;
}
