/** A part of an address; as it stands when somebody broke its encoding: then it names nothing that exists. */
export function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) {
      return part;
    }
    throw error;
  }
}
