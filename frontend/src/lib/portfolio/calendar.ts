/** Something that has a second. */
export type Appointment = {
  /** Unlike any other, and the same each time. */
  id: string;
  /** Unix seconds. */
  at: number;
  title: string;
  text: string;
};

/** Octets that a line may have. */
const WIDTH = 75;

/** Appointments as a calendar file (RFC 5545). `now` is when it was made, unix seconds. */
export function calendarOf(appointments: readonly Appointment[], now: number): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//GPU Yield Vaults//Portfolio//EN",
    ...appointments.flatMap(({ id, at, title, text }) => [
      "BEGIN:VEVENT",
      `UID:${escaped(id)}`,
      `DTSTAMP:${instant(now)}`,
      `DTSTART:${instant(at)}`,
      `SUMMARY:${escaped(title)}`,
      `DESCRIPTION:${escaped(text)}`,
      "END:VEVENT",
    ]),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

/** `20261202T000000Z`. */
function instant(seconds: number): string {
  return new Date(seconds * 1_000)
    .toISOString()
    .replace(/\.\d+Z$/, "Z")
    .replaceAll(/[-:]/g, "");
}

function escaped(text: string): string {
  return text.replaceAll(/[\\;,]/g, "\\$&").replaceAll(/\r?\n/g, "\\n");
}

/** A long line goes on behind a blank in the next one; no character is cut in two. */
function folded(line: string): string {
  const encoder = new TextEncoder();
  let [done, room] = ["", WIDTH];
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (size > room) {
      done += "\r\n ";
      room = WIDTH - 1;
    }
    done += character;
    room -= size;
  }
  return done;
}
