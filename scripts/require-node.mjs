// Imported before anything else: says it in a sentence when this Node is too old, before its syntax does.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Merle needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}
