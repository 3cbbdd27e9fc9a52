export const taskQueue = 'textbook'
