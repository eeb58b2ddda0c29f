/** What is printed while `act` runs. */
export async function quietly(act: () => Promise<void>): Promise<string> {
  const { stdout, stderr } = process;
  const [out, err] = [stdout.write.bind(stdout), stderr.write.bind(stderr)];
  let printed = "";
  const keep = (text: string | Uint8Array) => {
    printed += String(text);
    return true;
  };
  stdout.write = keep;
  stderr.write = keep;
  try {
    await act();
  } finally {
    stdout.write = out;
    stderr.write = err;
  }
  return printed;
}
