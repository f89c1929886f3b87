// Programs that our commands start: each in a group of its own, so that they end when we say, in order, and wholly.
import { spawn } from "node:child_process";

/**
 * @typedef {import("node:child_process").ChildProcess} ChildProcess
 * @typedef {{ name: string, child: ChildProcess, exited: Promise<number>, stopSignal: NodeJS.Signals,
 *   stopSeconds: number }} Running
 * @typedef {{ env?: Record<string, string | undefined>, stdio?: "inherit" | "kept" | number, cwd?: string, uid?: number,
 *   gid?: number, stopSignal?: NodeJS.Signals, stopSeconds?: number, onMessage?: (message: unknown) => void }} Options
 */

const isWindows = process.platform === "win32";

/** @type {Set<Running>} in the order of their start */
const running = new Set();

/**
 * Starts a program. With stdio "kept" its output is gathered, with a number it goes to that open file.
 * @param {string} name @param {string} command @param {string[]} args @param {Options} [options]
 */
export function start(
  name,
  command,
  args,
  { env, stdio = "inherit", cwd, uid, gid, stopSignal = "SIGTERM", stopSeconds = 12, onMessage } = {},
) {
  const output = stdio === "kept" ? "pipe" : stdio;
  const child = spawn(command, args, {
    cwd,
    uid,
    gid,
    env: { ...process.env, ...env },
    stdio: onMessage ? ["ignore", output, output, "ipc"] : ["ignore", output, output],
    detached: !isWindows,
  });
  if (onMessage) child.on("message", onMessage);
  const kept = { output: "" };
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (/** @type {string} */ text) => (kept.output += text));
  /** @type {Promise<number>} */
  const exited = new Promise((resolve) => {
    child.once("error", (error) => {
      kept.output += `${error.message}\n`;
      resolve(127);
    });
    child.once("close", (code) => resolve(code ?? 1));
  });
  const one = { name, child, exited, stopSignal, stopSeconds };
  running.add(one);
  void exited.then(() => running.delete(one));
  return { ...one, kept };
}

/**
 * Runs a program to its end and gives its exit code and, with stdio "kept", its output.
 * @param {string} name @param {string} command @param {string[]} args @param {Options} [options]
 */
export async function run(name, command, args, options) {
  const { exited, kept } = start(name, command, args, options);
  return { code: await exited, output: kept.output };
}

let isStopping = false;

/** Asks all that run to stop, the last started first, and waits for each; who does not listen is ended. */
export async function stopAll() {
  isStopping = true;
  for (const one of [...running].toReversed()) await stop(one);
}

/** @param {Omit<Running, "name">} one */
export async function stop({ child, exited, stopSignal, stopSeconds }) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(stopSignal);
  const impatience = setTimeout(() => signalGroup(child, "SIGKILL"), stopSeconds * 1000);
  await exited;
  clearTimeout(impatience);
}

/** @param {ChildProcess} child @param {NodeJS.Signals} signal */
function signalGroup(child, signal) {
  if (isWindows || child.pid === undefined) child.kill(signal);
  else
    try {
      process.kill(-child.pid, signal);
    } catch {
      child.kill(signal);
    }
}

/**
 * On Ctrl-C, on SIGTERM, and when whoever started us is gone: stop all that run, then exit.
 * @param {() => number | Promise<number>} [last] what remains to be done, and the exit code
 */
export function stopOnSignals(last = () => 0) {
  const onSignal = () => {
    if (isStopping) return; // a terminal and npm both pass on one Ctrl-C
    void stopAll().then(last).then(process.exit);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP", "disconnect"]) process.on(signal, onSignal);
  if (!process.env.npm_lifecycle_event) return;
  // npm that is ended by anything but Ctrl-C does not always say so to what it runs.
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && onSignal(), 1000).unref();
}

/** Whether what ends now ends because we asked for it. */
export function isStoppingNow() {
  return isStopping;
}
