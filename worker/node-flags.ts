/**
 * What Node is told when it runs a worker. Left alone, V8 lets garbage grow to what the machine has:
 * a worker that used 70 MB took 900. Forty answers of Belvo at once have room in 512 MB.
 */
export const workerNodeFlags = ['--max-old-space-size=512', '--max-semi-space-size=8']
