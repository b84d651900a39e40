const needed = [20, 19];

/** Ends the process with one sentence when Node is too old for the project; without imports, so that an old Node can run it. */
export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > needed[0] || (major === needed[0] && minor >= needed[1])) return;
  console.error(`This project needs Node >= ${needed.join('.')}, and this is ${process.versions.node}: install a newer one (nvm install 26, for example).`);
  process.exit(1);
}
