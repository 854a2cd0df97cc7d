/** The names in a line of names. */
export const namesOf = (line: string): string[] => [...new Set(line.split(/[、,，;；\s]+/).map((name) => name.trim()).filter((name) => name !== ''))]
