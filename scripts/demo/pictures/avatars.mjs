// Draws the avatars of the people in people.json. See README.md for how to run it.
import { readFile, writeFile } from "node:fs/promises";
import { createAvatar } from "@dicebear/core";
import * as notionists from "@dicebear/notionists";

const [peopleFile, outFolder] = process.argv.slice(2);
const people = JSON.parse(await readFile(peopleFile, "utf8"));
const grounds = ["e9c9a6", "c9d6cc", "d9c3cf", "c4d3dd", "ecd59a", "d6cbb8", "e3b7a0", "b9c7b0"];
const variants = (numbers) => numbers.map((n) => `variant${String(n).padStart(2, "0")}`);

// [hair, body, beard, glasses]; 0 is none. The rest of a face falls by its handle.
const looks = {
  ada: [2, 23, 0, 11],
  grace: [40, 16, 0, 0],
  ops: [16, 25, 0, 8],
  camille: [48, 13, 0, 0],
  juneabara: [59, 18, 0, 0],
  tomospryce: [33, 6, 2, 0],
  mireillegagnon: [39, 21, 0, 0],
  sayokitano: [41, 14, 0, 0],
  jonasfeld: [12, 25, 1, 0],
  idrissa: [60, 19, 0, 0],
  maelle: [36, 12, 0, 0],
  theobonnet: [22, 21, 0, 0],
  linhpham: [10, 9, 0, 3],
  yasminebel: [28, 7, 0, 0],
  wanjiru: [30, 13, 0, 0],
  sofiaduarte: [58, 11, 0, 0],
  pavelnov: [27, 20, 5, 0],
  nour: [62, 15, 0, 0],
  bastien: [9, 14, 2, 11],
  amelieroy: [57, 24, 0, 0],
  marisolvega: [46, 5, 0, 0],
  eleniv: [20, 22, 0, 0],
  anjarao: [8, 17, 0, 0],
  hughmccabe: [42, 16, 2, 0],
  siobhan: [37, 1, 0, 0],
  kofiasante: [49, 23, 1, 8],
  ingridsol: [47, 15, 0, 0],
  rafaortiz: [35, 2, 9, 0],
  priyanair: [23, 10, 0, 8],
  louisetremblay: [43, 21, 0, 11],
  fatouseck: [61, 8, 0, 0],
  jbmorel: [34, 20, 7, 3],
  takumiono: [38, 1, 0, 0],
  zoelambert: [29, 18, 0, 3],
  lucabernasconi: [3, 13, 0, 0],
  thegardenerofthesmallbalconies: [4, 22, 0, 0],
  ivy: [45, 9, 0, 0],
  henrikdahl: [7, 3, 2, 0],
  solenn: [11, 24, 0, 8],
  marcusbellweather: [5, 19, 10, 0],
  tesfaye: [31, 7, 12, 0],
};

for (const [index, person] of people.filter((p) => p.kind === "person").entries()) {
  const [hair, body, beard, glasses] = looks[person.handle] ?? [1 + (index % 60), 14, 0, 0];
  const svg = createAvatar(notionists, {
    seed: person.handle,
    backgroundColor: [grounds[(index * 5) % grounds.length]],
    hair: variants([hair]),
    body: variants([body]),
    lips: variants([3, 14, 17, 22, 23, 25, 30]),
    eyes: variants([4, 5]),
    brows: variants([1, 5, 7, 8]),
    ...(beard ? { beard: variants([beard]) } : {}),
    beardProbability: beard ? 100 : 0,
    ...(glasses ? { glasses: variants([glasses]) } : {}),
    glassesProbability: glasses ? 100 : 0,
    gestureProbability: 0,
    bodyIconProbability: 0,
    scale: 112,
    translateY: 4,
  }).toString();
  await writeFile(`${outFolder}/${person.handle}.svg`, svg.replace(/<metadata[\s\S]*?<\/metadata>/, ""));
}
